//! Proofs of payment: kept with their files as they came, answered once, and settled when the order needs no money any more.

use jubilee_core::OrderId;

use super::{day, enrolled, id, on_both_engines};
use crate::error::CommitError;
use crate::proofs::{self, MediaType, ProofRow, ProofState};

fn order(ordinal: u32) -> OrderId {
    OrderId::new(id(1), ordinal).unwrap()
}

fn proof(ordinal: u32, number: u16) -> ProofRow {
    ProofRow {
        order: order(ordinal),
        number,
        file_name: "proof.pdf".to_owned(),
        media_type: MediaType::Pdf,
        size: 4,
        digest: [7; 32],
        value_on: day("2019-10-01"),
        account: "NL93DEMO0123456789".to_owned(),
        reference: "RF18".to_owned(),
        state: ProofState::Waiting,
        reason: None,
        filed_on: day("2019-10-01").plus_days(i32::from(number)),
    }
}

on_both_engines! {
    async fn a_proof_is_kept_once_with_its_file(stage) {
        enrolled(&stage.db, 1).await;
        let bytes = [0, 0xff, b'\'', b'%'];
        stage.db.commit(vec![proofs::insert(&proof(1, 1), &bytes), proofs::insert(&proof(1, 2), b"two")]).await.unwrap();
        let again = stage.db.commit(proofs::insert(&proof(1, 1), b"else")).await;
        assert!(matches!(again, Err(CommitError::Duplicate { .. })), "{again:?}");
        assert_eq!(proofs::by_order(&stage.db, order(1)).await.unwrap(), [proof(1, 1), proof(1, 2)]);
        assert_eq!(proofs::one(&stage.db, order(1), 2).await.unwrap(), Some(proof(1, 2)));
        assert_eq!(proofs::body(&stage.db, order(1), 1).await.unwrap().unwrap(), bytes);
        assert_eq!(proofs::body(&stage.db, order(2), 1).await.unwrap(), None);
        assert_eq!(proofs::by_range(&stage.db, id(1), id(1)).await.unwrap().len(), 2);
        assert_eq!(proofs::by_range(&stage.db, id(2), id(9)).await.unwrap(), []);
    }

    async fn a_proof_of_several_megabytes_comes_back_as_it_was(stage) {
        enrolled(&stage.db, 1).await;
        let large: Vec<u8> = (0..5_000_000_u32).map(|at| (at % 251) as u8).collect();
        stage.db.commit(proofs::insert(&proof(1, 1), &large)).await.unwrap();
        assert!(proofs::body(&stage.db, order(1), 1).await.unwrap().unwrap() == large);
    }

    async fn what_waits_is_listed_until_it_is_answered_or_settled(stage) {
        enrolled(&stage.db, 1).await;
        let all = [proof(1, 3), proof(1, 1), proof(1, 2), proof(2, 4)];
        stage.db.commit(all.iter().map(|row| proofs::insert(row, b"file")).collect::<Vec<_>>()).await.unwrap();
        let waiting = proofs::waiting(&stage.db, 3).await.unwrap();
        assert_eq!(waiting.iter().map(|row| row.number).collect::<Vec<u16>>(), [1, 2, 3]);
        stage.db.commit(vec![
            proofs::answer(order(1), 1, ProofState::Rejected),
            proofs::explain(order(1), 1, "not a payment"),
        ]).await.unwrap();
        stage.db.commit(proofs::settle(order(1))).await.unwrap();
        let states: Vec<ProofState> =
            proofs::by_order(&stage.db, order(1)).await.unwrap().into_iter().map(|row| row.state).collect();
        assert_eq!(states, [ProofState::Rejected, ProofState::Settled, ProofState::Settled]);
        let rejected = proofs::one(&stage.db, order(1), 1).await.unwrap().unwrap();
        assert_eq!(rejected.reason.as_deref(), Some("not a payment"));
        assert_eq!(proofs::waiting(&stage.db, 9).await.unwrap(), [proof(2, 4)]);
        let unknown = stage.db.commit(proofs::answer(order(3), 1, ProofState::Accepted)).await;
        assert!(matches!(unknown, Err(CommitError::Conflict { .. })), "{unknown:?}");
    }
}
