//! The list of members to be planned anew: nobody is left out, whoever writes beside it.

use super::{day, enrolled, id, member, on_both_engines, subscription};
use crate::database::Db;
use crate::error::CommitError;
use crate::installation::{self, InstallationRow};
use crate::ledger;
use crate::programme::ProgrammeRow;
use crate::{members, replan, subscriptions};

fn version(number: i64) -> ProgrammeRow {
    ProgrammeRow {
        number,
        effective_on: day("2020-01-01").plus_days(number as i32),
        source_name: "programme.toml".to_owned(),
        source: "text".to_owned(),
        published_at: jubilee_core::Instant(number),
        published_by: Some("operator".to_owned()),
    }
}

/// Members 1 to 3, each with one entry and one subscription, and a first version.
async fn fill(db: &Db) {
    let row = InstallationRow {
        programme: "mpn".to_owned(),
        sandbox: true,
        live_from: None,
        today: None,
        completed_on: None,
        base_url: None,
        reached_on: None,
    };
    db.commit(vec![installation::create(&row)]).await.unwrap();
    for number in 1..=3 {
        enrolled(db, number).await;
        db.commit(subscriptions::insert(&subscription(number, 1, Some(day("2020-09-20"))))).await.unwrap();
    }
    db.commit(replan::published(&version(1))).await.unwrap();
}

/// What a re-plan by a version commits for a member that it found at a version of its own.
async fn planned(db: &Db, number: i64, at: i64, by: u32) -> Result<(), CommitError> {
    let held = subscription(number, 1, None).id;
    let dates = replan::plan(held, Some(day("2021-01-01")), Some(day("2020-12-17")));
    let mut batch = vec![replan::unchanged(id(number), at), dates];
    batch.extend(replan::planned(id(number), by));
    db.commit(batch).await
}

async fn left(db: &Db) -> Vec<i64> {
    let left = replan::unplanned(db, None, 10).await.unwrap();
    assert_eq!(replan::unplanned_count(db).await.unwrap(), left.len() as i64);
    left.into_iter().map(jubilee_core::MemberId::number).collect()
}

on_both_engines! {
    async fn a_published_version_lists_everybody_until_each_is_planned(stage) {
        let db = &stage.db;
        fill(db).await;
        assert_eq!(left(db).await, [1, 2, 3]);
        assert_eq!(replan::unplanned(db, Some(id(1)), 1).await.unwrap(), vec![id(2)]);
        planned(db, 2, 1, 1).await.unwrap();
        assert_eq!(left(db).await, [1, 3]);
        let row = subscriptions::by_member(db, id(2)).await.unwrap().remove(0);
        assert_eq!((row.anniversary_on, row.next_due_on), (Some(day("2021-01-01")), Some(day("2020-12-17"))));
        assert!(matches!(db.commit(replan::published(&version(1))).await, Err(CommitError::Duplicate { .. })));
        assert_eq!(left(db).await, [1, 3], "what is refused lists nobody");
        assert_eq!(replan::members(db, Some(id(1)), 5).await.unwrap(), vec![id(2), id(3)]);
    }

    async fn a_plan_that_was_worked_out_from_older_facts_is_a_conflict_and_stays_listed(stage) {
        let db = &stage.db;
        fill(db).await;
        let head = ledger::Head::after(&ledger::of_member(db, id(1)).await.unwrap()[0]);
        db.commit(ledger::append(&head, [b"more".to_vec()]).stmts).await.unwrap();
        assert!(matches!(planned(db, 1, 1, 1).await, Err(CommitError::Conflict { stmt: 0 })));
        assert_eq!(left(db).await, [1, 2, 3]);
        let row = subscriptions::by_member(db, id(1)).await.unwrap().remove(0);
        assert_eq!(row.next_due_on, Some(day("2020-09-20")), "nothing of it was stored");
    }

    async fn who_works_by_an_earlier_version_lists_the_member_again(stage) {
        let db = &stage.db;
        fill(db).await;
        for number in 1..=3 {
            planned(db, number, 1, 1).await.unwrap();
        }
        db.commit(replan::late(id(1), 1)).await.unwrap();
        assert_eq!(left(db).await, [0; 0], "version 1 is the latest");
        db.commit(replan::published(&version(2))).await.unwrap();
        for number in 1..=3 {
            planned(db, number, 1, 2).await.unwrap();
        }
        db.commit(replan::late(id(3), 1)).await.unwrap();
        assert_eq!(left(db).await, [3]);
        // A re-plan by version 1 that comes after version 2 takes nobody off the list.
        planned(db, 3, 1, 1).await.unwrap();
        assert_eq!(left(db).await, [3]);
        planned(db, 3, 1, 2).await.unwrap();
        assert_eq!(left(db).await, [0; 0]);
    }

    async fn a_bulk_of_an_earlier_version_has_its_members_listed(stage) {
        let db = &stage.db;
        fill(db).await;
        for number in 1..=3 {
            planned(db, number, 1, 1).await.unwrap();
        }
        let mut bulk = db.bulk().await.unwrap();
        bulk.load(&members::LOAD, vec![members::loaded(&member(4))]).await.unwrap();
        bulk.load(&subscriptions::LOAD, vec![subscriptions::loaded(&subscription(4, 1, None))]).await.unwrap();
        replan::end_bulk(&mut bulk, 1).await.unwrap();
        // The publication waits for the end of the bulk, and then finds its members.
        let publishing = tokio::spawn({
            let db = db.clone();
            async move { db.commit(replan::published(&version(2))).await }
        });
        tokio::task::yield_now().await;
        bulk.commit().await.unwrap();
        publishing.await.unwrap().unwrap();
        assert_eq!(left(db).await, [1, 2, 3, 4]);
        for number in 1..=4 {
            planned(db, number, i64::from(number < 4), 2).await.unwrap();
        }
        let mut bulk = db.bulk().await.unwrap();
        bulk.load(&members::LOAD, vec![members::loaded(&member(5))]).await.unwrap();
        replan::end_bulk(&mut bulk, 1).await.unwrap();
        bulk.commit().await.unwrap();
        assert!(left(db).await.contains(&5), "version 2 had been published before it ended");
    }
}
