//! Card payments: one attempt at a time for an order, its money seen to once, and refunds that are followed to their end.

use jubilee_core::{Instant, OrderId};

use super::{enrolled, id, on_both_engines};
use crate::card_messages;
use crate::card_payments::{self, CardRow, CardState, CardTaken, CardTrouble};
use crate::card_refunds::{self, CardRefundRow, CardRefundState};
use crate::error::CommitError;

pub(super) fn attempt(name: &str, ordinal: u32) -> CardRow {
    CardRow {
        attempt: name.to_owned(),
        order: OrderId::new(id(1), ordinal).unwrap(),
        provider: "stripe".to_owned(),
        amount: "475.00 USD".parse().unwrap(),
        version: 0,
        state: CardState::Begun,
        checkout: None,
        address: None,
        payment: None,
        known: "{}".to_owned(),
        taken: None,
        trouble: None,
        made_at: Instant(1),
        looked_at: Instant(1),
        keeps: false,
        is_charge: false,
        kept_card: None,
        asked_at: None,
    }
}

fn refund(name: &str) -> CardRefundRow {
    CardRefundRow {
        refund: name.to_owned(),
        attempt: "a".to_owned(),
        payment: "pi_1".to_owned(),
        amount: "475.00 USD".parse().unwrap(),
        state: CardRefundState::ToSend,
        provider_refund: None,
        trouble: None,
        made_at: Instant(5),
        tried_at: Instant(5),
    }
}

fn conflicts(outcome: &Result<(), CommitError>) -> bool {
    matches!(outcome, Err(CommitError::Conflict { .. }))
}

fn duplicates(outcome: &Result<(), CommitError>) -> bool {
    matches!(outcome, Err(CommitError::Duplicate { .. }))
}

on_both_engines! {
    async fn an_order_has_one_card_payment_under_way(stage) {
        enrolled(&stage.db, 1).await;
        let first = attempt("a", 1);
        stage.db.commit(card_payments::insert(&first)).await.unwrap();
        assert!(duplicates(&stage.db.commit(card_payments::insert(&attempt("a", 2))).await));
        assert!(duplicates(&stage.db.commit(card_payments::insert(&attempt("b", 1))).await));
        stage.db.commit(card_payments::insert(&attempt("c", 2))).await.unwrap();
        assert_eq!(card_payments::by_attempt(&stage.db, "a").await.unwrap(), Some(first.clone()));
        // While any state of it is under way there is no other.
        let mut row = first;
        for state in [CardState::Open, CardState::InFlight] {
            row = CardRow { state, checkout: Some("cs_1".to_owned()), address: Some("https://x".to_owned()), ..row };
            stage.db.commit(card_payments::update(&row)).await.unwrap();
            assert!(conflicts(&stage.db.commit(card_payments::update(&row)).await), "it was changed since");
            row.version += 1;
            assert!(duplicates(&stage.db.commit(card_payments::insert(&attempt("b", 1))).await), "{state:?}");
        }
        assert_eq!(card_payments::by_checkout(&stage.db, "cs_1").await.unwrap(), Some(row.clone()));
        assert_eq!(card_payments::open(&stage.db, Instant(1), 9).await.unwrap(), [row.clone(), attempt("c", 2)]);
        assert_eq!(card_payments::open(&stage.db, Instant(0), 9).await.unwrap(), []);
        let ended = CardRow { state: CardState::Ended, trouble: Some(CardTrouble::Disputed), looked_at: Instant(7), ..row };
        stage.db.commit(card_payments::update(&ended)).await.unwrap();
        assert_eq!(card_payments::troubled(&stage.db, 9).await.unwrap().len(), 1);
        stage.db.commit(card_payments::calm("a")).await.unwrap();
        assert!(conflicts(&stage.db.commit(card_payments::calm("a")).await));
        stage.db.commit(card_payments::insert(&CardRow { made_at: Instant(2), ..attempt("b", 1) })).await.unwrap();
        let of_order = card_payments::by_order(&stage.db, ended.order).await.unwrap();
        assert_eq!(of_order.iter().map(|row| row.attempt.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(of_order[0].version, 4);
    }

    async fn the_money_of_a_card_payment_is_seen_to_once(stage) {
        enrolled(&stage.db, 1).await;
        stage.db.commit(card_payments::insert(&attempt("a", 1))).await.unwrap();
        let take = |taken| card_payments::take("a", taken, Some(CardTrouble::Surplus));
        assert!(conflicts(&stage.db.commit(take(CardTaken::Recorded)).await), "there is no money yet");
        let paid = CardRow { state: CardState::Paid, payment: Some("pi_1".to_owned()), ..attempt("a", 1) };
        stage.db.commit(card_payments::update(&paid)).await.unwrap();
        assert_eq!(card_payments::untaken(&stage.db, 9).await.unwrap().len(), 1);
        stage.db.commit(take(CardTaken::Surplus)).await.unwrap();
        assert!(conflicts(&stage.db.commit(take(CardTaken::Recorded)).await));
        assert_eq!(card_payments::untaken(&stage.db, 9).await.unwrap(), []);
        assert!(conflicts(&stage.db.commit(card_payments::calm("a")).await), "the money has to go back first");
        let surplus = card_payments::troubled(&stage.db, 9).await.unwrap();
        assert_eq!((surplus.len(), surplus[0].taken), (1, Some(CardTaken::Surplus)));
        assert_eq!(card_payments::by_payment(&stage.db, "pi_1").await.unwrap(), Some(surplus[0].clone()));
        stage.db.commit(card_payments::give_back("a")).await.unwrap();
        assert!(conflicts(&stage.db.commit(card_payments::give_back("a")).await));
        assert_eq!(card_payments::troubled(&stage.db, 9).await.unwrap(), []);
        // Two attempts never share a payment of the provider's.
        let other = CardRow { payment: Some("pi_1".to_owned()), ..attempt("b", 2) };
        assert!(duplicates(&stage.db.commit(card_payments::insert(&other)).await));
    }

    async fn messages_are_noted_once_and_refunds_are_followed(stage) {
        assert!(!card_messages::is_known(&stage.db, "stripe", "evt_1").await.unwrap());
        for at in [1, 2] {
            stage.db.commit(card_messages::insert("stripe", "evt_1", "refund.created", Instant(at))).await.unwrap();
            assert!(card_messages::is_known(&stage.db, "stripe", "evt_1").await.unwrap());
        }
        assert!(!card_messages::is_known(&stage.db, "other", "evt_1").await.unwrap());

        stage.db.commit(card_refunds::insert(&refund("r"))).await.unwrap();
        assert!(duplicates(&stage.db.commit(card_refunds::insert(&refund("r"))).await));
        assert!(conflicts(&stage.db.commit(card_refunds::update(&refund("none"))).await));
        let mut row = refund("r");
        for state in [CardRefundState::ToSend, CardRefundState::Unclear, CardRefundState::Pending] {
            row = CardRefundRow { state, ..row };
            stage.db.commit(card_refunds::update(&row)).await.unwrap();
            assert_eq!(card_refunds::open(&stage.db, Instant(5), 9).await.unwrap(), [row.clone()]);
        }
        assert_eq!(card_refunds::open(&stage.db, Instant(4), 9).await.unwrap(), []);
        row = CardRefundRow { state: CardRefundState::Failed, provider_refund: Some("re_1".to_owned()), ..row };
        stage.db.commit(card_refunds::update(&row)).await.unwrap();
        assert_eq!(card_refunds::open(&stage.db, Instant(9), 9).await.unwrap(), []);
        assert_eq!(card_refunds::failed(&stage.db, 9).await.unwrap(), [row.clone()]);
        assert_eq!(card_refunds::by_attempt(&stage.db, "a").await.unwrap(), [row.clone()]);
        assert_eq!(card_refunds::by_refund(&stage.db, "r").await.unwrap(), Some(row));
    }
}
