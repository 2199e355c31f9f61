//! Bulk work: all or nothing, its own rows seen, everybody else's writes afterwards.

use super::{enrolled, id, member, on_both_engines, subscription};
use crate::error::CommitError;
use crate::ledger::{self, Head};
use crate::{members, seals, subscriptions, users};

/// A member's row and first entry, as an import makes them.
fn imported(number: i64) -> (members::MemberRow, ledger::EntryRow) {
    let entry = Head::beginning(id(number)).next(format!("enrolled {number}").into_bytes());
    (members::MemberRow { version: 1, head: entry.hash, ..member(number) }, entry)
}

on_both_engines! {
    async fn what_is_loaded_is_there_when_it_is_committed(stage) {
        enrolled(&stage.db, 1).await;
        let mut bulk = stage.db.bulk().await.unwrap();
        assert_eq!(members::last_id_in(&mut bulk).await.unwrap(), 1);
        let (rows, entries): (Vec<_>, Vec<_>) = (2..=2_500).map(imported).unzip();
        bulk.load(&members::LOAD, rows.iter().map(members::loaded).collect()).await.unwrap();
        bulk.load(&ledger::LOAD, entries.iter().cloned().map(ledger::loaded).collect()).await.unwrap();
        bulk.load(&ledger::LOAD_UNSEALED, rows.iter().map(|row| ledger::loaded_unsealed(row.id)).collect()).await.unwrap();
        let held: Vec<_> = rows.iter().map(|row| subscription(row.id.number(), 1, None)).collect();
        bulk.load(&subscriptions::LOAD, held.iter().map(subscriptions::loaded).collect()).await.unwrap();
        let person = users::UserRow {
            member: id(2),
            email: "Anna@Example.org".to_owned(),
            name: "Anna".to_owned(),
            language: jubilee_core::Lang::En,
            roles: "admin".to_owned(),
            id: 1,
        };
        bulk.load(&users::LOAD, vec![users::loaded(&person)]).await.unwrap();
        bulk.run(users::upsert(&users::UserRow { name: "Anna B".to_owned(), ..person.clone() })).await.unwrap();
        // Its own rows are seen by a bulk and by nobody else.
        assert_eq!(members::refs_in(&mut bulk, 0, 10_000).await.unwrap().len(), 2_500);
        assert_eq!(members::count(&stage.db).await.unwrap(), 1);
        bulk.commit().await.unwrap();

        assert_eq!(members::count(&stage.db).await.unwrap(), 2_500);
        assert_eq!(subscriptions::count(&stage.db).await.unwrap(), 2_499);
        assert_eq!(ledger::count(&stage.db).await.unwrap(), 2_500);
        assert_eq!(seals::unsealed_count(&stage.db).await.unwrap(), 2_500);
        assert_eq!(subscriptions::by_member(&stage.db, id(77)).await.unwrap(), vec![subscription(77, 1, None)]);
        assert_eq!(users::by_email(&stage.db, "anna@example.ORG").await.unwrap()[0].name, "Anna B");
        let read = ledger::of_members(&stage.db, &[id(3), id(2_400)]).await.unwrap();
        assert_eq!(read, vec![imported(3).1, imported(2_400).1]);
    }

    async fn what_is_dropped_was_never_there(stage) {
        let mut bulk = stage.db.bulk().await.unwrap();
        bulk.load(&members::LOAD, vec![members::loaded(&member(1))]).await.unwrap();
        drop(bulk);
        enrolled(&stage.db, 1).await;
        assert_eq!(members::count(&stage.db).await.unwrap(), 1);
    }

    async fn after_a_failure_a_bulk_is_over_and_nothing_of_it_stays(stage) {
        enrolled(&stage.db, 1).await;
        let mut bulk = stage.db.bulk().await.unwrap();
        bulk.load(&members::LOAD, vec![members::loaded(&member(2))]).await.unwrap();
        let refused = bulk.load(&members::LOAD, vec![members::loaded(&member(1))]).await;
        assert!(matches!(refused, Err(CommitError::Duplicate { .. })), "{refused:?}");
        let refused = bulk.load(&members::LOAD, vec![members::loaded(&member(3))]).await;
        assert!(matches!(refused, Err(CommitError::Fault(_))), "{refused:?}");
        assert!(bulk.commit().await.is_err());
        assert_eq!(members::count(&stage.db).await.unwrap(), 1);
        // The store goes on.
        enrolled(&stage.db, 4).await;
    }

    async fn what_goes_wrong_with_a_load_that_was_not_waited_for_is_told_and_nothing_stays(stage) {
        enrolled(&stage.db, 1).await;
        // Whoever commits at once, and whoever goes on for long.
        for further in [0, 60] {
            let mut bulk = stage.db.bulk().await.unwrap();
            let mut outcome = Ok(());
            for number in [2, 1].into_iter().chain(100..100 + further) {
                outcome = bulk.load_ahead(&members::LOAD, vec![members::loaded(&member(number))]).await;
                if outcome.is_err() {
                    break;
                }
            }
            let told = if outcome.is_ok() { bulk.commit().await } else { outcome };
            assert!(matches!(told, Err(CommitError::Duplicate { .. })), "{told:?}");
            assert_eq!(members::count(&stage.db).await.unwrap(), 1);
        }
        // A question comes after all loads before it, and sees them.
        let mut bulk = stage.db.bulk().await.unwrap();
        for number in 2..=50 {
            bulk.load_ahead(&members::LOAD, vec![members::loaded(&member(number))]).await.unwrap();
        }
        assert_eq!(members::last_id_in(&mut bulk).await.unwrap(), 50);
        bulk.commit().await.unwrap();
        assert_eq!(members::count(&stage.db).await.unwrap(), 50);
    }
}
