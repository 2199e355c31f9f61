//! Proofs of payment: what they hold, what becomes of them, and what a verification finds when somebody has been at them.

use jubilee_app::{AppError, BadProof, Filing, Proof, Request};
use jubilee_core::{Actor, OrderId, Reason, Step};
use jubilee_store::Db;
use jubilee_store::proofs::{self, ProofState};
use jubilee_testkit::Engine;

use crate::stage::{Stage, day, on_both_engines};

const BY: Actor = Actor::Operator;

/// Contoso's Action Pack with its renewal ordered on a day of its window, which closes on 1 October 2019.
async fn ordered(engine: Engine, on: &str) -> (Stage, OrderId) {
    let stage = Stage::with_contoso(engine, "2019-08-01").await;
    stage.run(on).await;
    let pack = stage.app.find_subscription("S1").await.unwrap();
    let order = stage.app.order_renewal(pack, Request::by(BY)).await.unwrap().id;
    (stage, order)
}

async fn file(stage: &Stage, order: OrderId, bytes: &[u8], value_on: &str) -> Result<Proof, AppError> {
    let filing = Filing { file_name: "a.pdf", bytes, value_on: day(value_on), account: "NL1", reference: "RF1" };
    stage.app.file_proof(order, &filing, BY).await
}

/// Whether a mail of a day, which is run first, says all of this.
async fn told(stage: &Stage, on: &str, words: &[&str]) -> bool {
    stage.mails_of(on).await;
    let mails = stage.texts_to("bob@contoso.example");
    mails.iter().any(|mail| words.iter().all(|words| mail.contains(words)))
}

/// How often the run has recorded the lapse of the Action Pack.
async fn lapses(stage: &Stage, order: OrderId) -> usize {
    let file = stage.app.member_file(order.member()).await.unwrap();
    file.member.subscriptions[0].closed_steps.iter().filter(|(_, step)| *step == Step::Lapse).count()
}

fn states(proofs: &[Proof]) -> Vec<&'static str> {
    proofs.iter().map(|proof| proof.state).collect()
}

on_both_engines! {
    async fn the_run_waits_for_a_proof_and_lapses_as_of_the_day_after_the_window(engine) {
        let (stage, order) = ordered(engine, "2019-09-20").await;
        file(&stage, order, b"%PDF-1", "2019-09-26").await.unwrap();
        assert!(told(&stage, "2019-09-24", &["You need not pay again.", "until 8 October 2019"]).await);
        for on in ["2019-10-02", "2019-10-08"] {
            stage.run(on).await;
            assert_eq!((stage.status("S1").await.as_str(), lapses(&stage, order).await), ("payment-pending", 0), "{on}");
        }
        stage.run("2019-10-09").await;
        assert_eq!((stage.status("S1").await.as_str(), lapses(&stage, order).await), ("lapsed", 1));
        assert!(told(&stage, "2019-10-09", &["Action Pack", "2 October 2019", "Support incidents"]).await);
        assert_eq!(stage.standing("S1").await.dates.lapses_on, Some(day("2019-10-02")));
        assert!(stage.app.verify(true, &|_, _| {}).await.unwrap().sound);
        // The money was there in time after all.
        stage.app.accept_proof(order, 1, day("2019-10-01"), None, BY).await.unwrap();
        assert_eq!(stage.status("S1").await, "active");
    }

    async fn a_rejection_is_told_with_its_reason_and_lapses_at_once(engine) {
        let (stage, order) = ordered(engine, "2019-09-25").await;
        file(&stage, order, b"%PDF-1", "2019-10-01").await.unwrap();
        stage.run("2019-10-03").await;
        let empty = stage.app.reject_proof(order, 1, " \n", BY).await;
        assert!(matches!(empty, Err(AppError::Usage(_))), "{empty:?}");
        stage.app.reject_proof(order, 1, "It names another account.", BY).await.unwrap();
        assert_eq!(stage.status("S1").await, "lapsed");
        assert!(told(&stage, "2019-10-03", &["It names another account.", "has lapsed on 2 October 2019"]).await);
        assert_eq!(lapses(&stage, order).await, 1);
        let again = stage.app.reject_proof(order, 1, "Again.", BY).await;
        let Err(AppError::Refused(refusal)) = again else { panic!("{again:?}") };
        assert_eq!(refusal.reasons, [Reason::ProofSettled { order, on: day("2019-10-03") }]);
        let proof = stage.app.proofs(order).await.unwrap().remove(0);
        assert_eq!((proof.state, proof.reason.as_deref()), ("rejected", Some("It names another account.")));
    }

    async fn money_that_comes_another_way_settles_every_proof_of_its_order(engine) {
        let (stage, order) = ordered(engine, "2019-09-20").await;
        for bytes in [&b"%PDF-1"[..], b"%PDF-2", b"%PDF-1"] {
            file(&stage, order, bytes, "2019-09-21").await.unwrap();
        }
        assert_eq!(states(&stage.app.proofs(order).await.unwrap()), ["waiting", "waiting"], "the same file is the same proof");
        stage.app.record_payment(order, day("2019-09-20"), None, Request::by(BY)).await.unwrap();
        assert_eq!(states(&stage.app.proofs(order).await.unwrap()), ["settled", "settled"]);
        assert_eq!(stage.app.waiting_proofs(9).await.unwrap(), []);
        assert!(stage.app.verify(true, &|_, _| {}).await.unwrap().sound);
    }

    async fn many_who_answer_one_proof_record_its_money_once(engine) {
        let (stage, order) = ordered(engine, "2019-09-20").await;
        file(&stage, order, b"%PDF-1", "2019-09-20").await.unwrap();
        let mut answers = tokio::task::JoinSet::new();
        for round in 0..12 {
            let app = stage.app.clone();
            answers.spawn(async move {
                if round % 3 == 0 {
                    app.reject_proof(order, 1, "no", BY).await.map(|()| 0)
                } else {
                    app.accept_proof(order, 1, day("2019-09-20"), None, BY).await.map(|_| 1)
                }
            });
        }
        let answered: Vec<u32> = answers.join_all().await.into_iter().filter_map(Result::ok).collect();
        assert_eq!(answered.len(), 1, "{answered:?}");
        let known = stage.app.member_file(order.member()).await.unwrap();
        assert_eq!(known.member.order(order).unwrap().payments.len(), answered[0] as usize);
        assert!(stage.app.verify(true, &|_, _| {}).await.unwrap().sound);
    }

    async fn what_was_done_to_a_proof_behind_our_back_is_found(engine) {
        let (stage, order) = ordered(engine, "2019-09-20").await;
        file(&stage, order, b"%PDF-1", "2019-09-20").await.unwrap();
        let db = Db::open(stage.database.url()).await.unwrap();
        db.commit(proofs::answer(order, 1, ProofState::Accepted)).await.unwrap();
        let found = stage.app.verify(true, &|_, _| {}).await.unwrap();
        assert!(found.findings.iter().any(|finding| finding.what.contains("proof 1 of order")), "{found:?}");
        db.commit(proofs::answer(order, 1, ProofState::Waiting)).await.unwrap();
        assert!(stage.app.verify(true, &|_, _| {}).await.unwrap().sound);
        let row = proofs::one(&db, order, 1).await.unwrap().unwrap();
        let other = proofs::ProofRow { number: 2, digest: [9; 32], ..row };
        db.commit(proofs::insert(&other, b"%PDF-9")).await.unwrap();
        let found = stage.app.verify(true, &|_, _| {}).await.unwrap();
        assert!(found.findings.iter().any(|finding| finding.what.contains("the file of proof 2")), "{found:?}");
    }
}

#[test]
fn what_is_no_proof_is_refused_with_what_is_wrong() {
    let (long, large) = ("x".repeat(141), vec![b'a'; 5 * 1024 * 1024 + 1]);
    let filing = |bytes, account| Filing { file_name: "a", bytes, value_on: day("2019-09-20"), account, reference: "" };
    assert_eq!(filing(b"", "").check(), Err(BadProof::Empty));
    assert_eq!(filing(&large, "").check(), Err(BadProof::TooLarge));
    assert_eq!(filing(b"GIF89a", "").check(), Err(BadProof::OtherKind));
    assert_eq!(filing(b"%PDF-1", &long).check(), Err(BadProof::BadWords));
    assert_eq!(filing(b"%PDF-1", "a\nb").check(), Err(BadProof::BadWords));
    assert!(filing(b"%PDF-1", &long[1..]).check().is_ok());
}
