//! The outbox: queued once, held by one sender at a time, completed by its holder only.

use std::collections::HashSet;

use jubilee_core::{Instant, Lang};
use tokio::task::JoinSet;

use super::{day, id, on_both_engines};
use crate::database::Db;
use crate::error::CommitError;
use crate::outbox::{self, NewOutboxRow, OutboxRow, OutboxState};
use crate::registry;
use crate::statement::Batch;
use crate::value::args;

fn mail(number: i64) -> NewOutboxRow {
    NewOutboxRow {
        identity: format!("{number} reminder 2019-09-01"),
        member: Some(id(number)),
        kind: "notices".to_owned(),
        recipient: format!("admin{number}@example.org"),
        language: Lang::En,
        on_day: day("2019-08-17"),
        payload: "{}".to_owned(),
        message_id: format!("<{number}@jubilee>"),
        send_at: Instant(1_000),
    }
}

async fn queue(db: &Db, mails: std::ops::RangeInclusive<i64>) {
    db.commit(mails.map(|number| outbox::insert(&mail(number))).collect::<Batch>()).await.unwrap();
}

async fn claim(db: &Db, token: &str, now: i64, limit: u32) -> Vec<outbox::OutboxRow> {
    outbox::claim(db, token, Instant(now), Instant(now + 1_000), None, limit).await.unwrap()
}

on_both_engines! {
    async fn an_effect_is_queued_once(stage) {
        queue(&stage.db, 1..=2).await;
        let mut again = mail(1);
        again.payload = "{\"other\":1}".to_owned();
        again.message_id = "<other@jubilee>".to_owned();
        stage.db.commit(outbox::insert(&again)).await.unwrap();
        assert_eq!(outbox::page(&stage.db, None, 10).await.unwrap().len(), 2);
        assert_eq!(outbox::by_identity(&stage.db, &again.identity).await.unwrap().unwrap().payload, "{}");
        // Another effect under the same Message-ID is a mistake and is told.
        let mut other = mail(3);
        other.message_id = mail(1).message_id;
        assert!(matches!(stage.db.commit(outbox::insert(&other)).await, Err(CommitError::Duplicate { stmt: 0 })));
    }

    async fn two_senders_never_hold_the_same_row(stage) {
        queue(&stage.db, 1..=400).await;
        let other = Db::open(stage.database.url()).await.unwrap();
        let mut senders = JoinSet::new();
        for sender in 0..6 {
            let db = if sender % 2 == 0 { stage.db.clone() } else { other.clone() };
            senders.spawn(async move {
                let mut held = Vec::new();
                for turn in 0.. {
                    let rows = claim(&db, &format!("{sender}-{turn}"), 2_000, 7).await;
                    if rows.is_empty() {
                        break;
                    }
                    assert!(rows.len() <= 7);
                    held.extend(rows.into_iter().map(|row| row.id));
                }
                held
            });
        }
        let held: Vec<i64> = senders.join_all().await.into_iter().flatten().collect();
        // PostgreSQL skips what another sender has under way, so a sender may leave early; what is left is still there.
        let rest = claim(&stage.db, "rest", 2_000, 1_000).await;
        let all: Vec<i64> = held.into_iter().chain(rest.into_iter().map(|row| row.id)).collect();
        assert_eq!(all.len(), 400);
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), 400);

        // The twin that only looks, as a sender without a claim would, finds the same rows twice.
        let look = registry::statement("outbox", "PAGE_IN_STATE");
        let asked = args!["sending", i64::MAX, 400_i64];
        let seen = async || stage.db.query_as::<OutboxRow>(look, asked.clone()).await.unwrap();
        assert_eq!(seen().await, seen().await);
    }

    async fn only_the_holder_of_the_token_completes_a_row(stage) {
        queue(&stage.db, 1..=4).await;
        assert!(claim(&stage.db, "early", 999, 10).await.is_empty());
        let rows = claim(&stage.db, "a", 2_000, 10).await;
        assert_eq!(rows.len(), 4);
        assert!(rows.iter().all(|row| row.attempts == 0 && row.unclear == 0 && row.state == OutboxState::Sending));
        let stranger = stage.db.commit(outbox::sent(rows[0].id, "b", Instant(2_100))).await;
        assert!(matches!(stranger, Err(CommitError::Conflict { stmt: 0 })), "{stranger:?}");

        assert!(stage.db.commit(outbox::start(rows[3].id, "b")).await.is_err(), "a stranger starts nothing");
        stage.db.commit(outbox::start(rows[3].id, "a")).await.unwrap();
        stage.db.commit(outbox::sent(rows[0].id, "a", Instant(2_100))).await.unwrap();
        stage.db.commit(outbox::failed(rows[1].id, "a", "550 no such user")).await.unwrap();
        stage.db.commit(outbox::obsolete(rows[2].id, "a", "renewed meanwhile")).await.unwrap();
        stage.db.commit(outbox::retry(rows[3].id, "a", Instant(9_000), "421 later", true)).await.unwrap();
        assert!(matches!(stage.db.commit(outbox::failed(rows[0].id, "a", "x")).await, Err(CommitError::Conflict { .. })));

        let counts = outbox::counts(&stage.db).await.unwrap();
        assert_eq!(counts.iter().map(|count| (count.state.as_str(), count.rows)).collect::<Vec<_>>(), [
            ("failed", 1),
            ("sent", 1),
            ("superseded", 1),
            ("waiting", 1)
        ]);
        assert_eq!(outbox::next_attempt(&stage.db).await.unwrap(), Some(Instant(9_000)));
        let sent = outbox::by_id(&stage.db, rows[0].id).await.unwrap().unwrap();
        assert_eq!((sent.sent_at, sent.next_attempt_at), (Some(Instant(2_100)), None));
        assert!(claim(&stage.db, "c", 8_999, 10).await.is_empty());
        let retried = claim(&stage.db, "d", 9_000, 10).await;
        assert_eq!((retried.len(), retried[0].attempts, retried[0].unclear), (1, 1, 1));
        stage.db.commit(outbox::start(rows[3].id, "d")).await.unwrap();
        stage.db.commit(outbox::retry(rows[3].id, "d", Instant(9_600), "450 later", false)).await.unwrap();
        let clear = outbox::by_id(&stage.db, rows[3].id).await.unwrap().unwrap();
        assert_eq!((clear.attempts, clear.unclear), (2, 1));
        stage.db.commit(outbox::again(rows[1].id, Instant(9_500))).await.unwrap();
        let failed = outbox::page_in_state(&stage.db, OutboxState::Failed, None, 10).await.unwrap();
        assert!(failed.is_empty());
    }

    async fn one_kind_can_be_claimed_alone_and_the_rest_waits(stage) {
        queue(&stage.db, 1..=3).await;
        let mut sign_in = mail(4);
        sign_in.kind = "sign-in".to_owned();
        stage.db.commit(outbox::insert(&sign_in)).await.unwrap();
        let alone = async |token| {
            let rows = outbox::claim(&stage.db, token, Instant(2_000), Instant(3_000), Some("sign-in"), 10).await.unwrap();
            rows.into_iter().map(|row| row.identity).collect::<Vec<String>>()
        };
        assert_eq!(alone("a").await, [sign_in.identity]);
        assert_eq!(alone("b").await, [""; 0]);
        assert_eq!(claim(&stage.db, "c", 2_000, 10).await.len(), 3);
    }

    async fn a_claim_that_runs_out_passes_on(stage) {
        queue(&stage.db, 1..=1).await;
        let first = claim(&stage.db, "a", 2_000, 10).await;
        assert!(claim(&stage.db, "b", 2_999, 10).await.is_empty());
        let second = claim(&stage.db, "b", 3_000, 10).await;
        assert_eq!((second.len(), second[0].attempts, second[0].unclear), (1, 0, 0), "it was claimed and never started");
        let late = stage.db.commit(outbox::sent(first[0].id, "a", Instant(3_100))).await;
        assert!(matches!(late, Err(CommitError::Conflict { stmt: 0 })), "{late:?}");
        stage.db.commit(outbox::sent(first[0].id, "b", Instant(3_100))).await.unwrap();
    }

    async fn a_turn_is_one_process_s_alone_and_free_once_it_is_dropped(stage) {
        let other = Db::open(stage.database.url()).await.unwrap();
        let turn = stage.db.turn("post").await.unwrap().unwrap();
        assert!(other.turn("post").await.unwrap().is_none());
        assert!(stage.db.turn("post").await.unwrap().is_none());
        assert!(other.turn("other").await.unwrap().is_some(), "other work has turns of its own");
        drop(turn);
        // A PostgreSQL server hears of a closed connection a moment later.
        let mut free = None;
        for _ in 0..200 {
            free = other.turn("post").await.unwrap();
            if free.is_some() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert!(free.is_some());
    }

    async fn what_somebody_gone_had_claimed_is_free_for_who_has_the_turn(stage) {
        queue(&stage.db, 1..=2).await;
        let held = claim(&stage.db, "gone", 2_000, 2).await;
        stage.db.commit(outbox::start(held[0].id, "gone")).await.unwrap();
        stage.db.commit(outbox::release(Instant(2_100))).await.unwrap();
        let rows = claim(&stage.db, "next", 2_100, 10).await;
        assert_eq!(rows.iter().map(|row| row.unclear).collect::<Vec<_>>(), [1, 0]);
        assert!(stage.db.commit(outbox::sent(held[0].id, "gone", Instant(2_200))).await.is_err());
        stage.db.commit(vec![outbox::sent(rows[0].id, "next", Instant(2_200)), outbox::redact(rows[0].id, "{\"kept\":1}")]).await.unwrap();
        assert_eq!(outbox::by_id(&stage.db, rows[0].id).await.unwrap().unwrap().payload, "{\"kept\":1}");
    }

    async fn what_waits_can_be_superseded_and_what_is_being_sent_cannot(stage) {
        queue(&stage.db, 1..=2).await;
        stage.db.commit(outbox::supersede(&mail(1).identity, "renewed")).await.unwrap();
        let rows = claim(&stage.db, "a", 2_000, 10).await;
        assert_eq!(rows.iter().map(|row| row.identity.as_str()).collect::<Vec<_>>(), [mail(2).identity]);
        stage.db.commit(outbox::supersede(&mail(2).identity, "renewed")).await.unwrap();
        stage.db.commit(outbox::sent(rows[0].id, "a", Instant(2_001))).await.unwrap();
        let of_member = outbox::page_of_member(&stage.db, id(1), None, 10).await.unwrap();
        assert_eq!(of_member[0].state, OutboxState::Superseded);
        // Once superseded it is not queued anew under its identity.
        stage.db.commit(outbox::insert(&mail(1))).await.unwrap();
        assert!(claim(&stage.db, "b", 9_000, 10).await.is_empty());
    }
}
