//! Batches: whole or not at all, conflicts and duplicates alike, nothing lost between writers.

use tokio::task::JoinSet;

use super::{enrolled, id, member, on_both_engines, subscription};
use crate::database::Db;
use crate::error::CommitError;
use crate::ledger::{self, Head};
use crate::members;
use crate::statement::{Batch, Stmt};

on_both_engines! {
    async fn a_conflict_takes_the_whole_batch_back(stage) {
        enrolled(&stage.db, 1).await;
        let stale = members::bump(id(1), 7, 8, &[1; 32]);
        let batch = vec![members::insert(&member(2)), stale.clone(), members::insert(&member(3))];
        let refused = stage.db.commit(batch.clone()).await;
        assert!(matches!(refused, Err(CommitError::Conflict { stmt: 1 })), "{refused:?}");
        assert_eq!(members::count(&stage.db).await.unwrap(), 1);

        // The twin without the expectation goes through, so it is the expectation that holds.
        let twin: Batch = batch.into_iter().map(Stmt::unconditional).collect();
        stage.db.commit(twin).await.unwrap();
        assert_eq!(members::count(&stage.db).await.unwrap(), 3);
    }

    async fn a_duplicate_takes_the_whole_batch_back_and_says_which_it_was(stage) {
        enrolled(&stage.db, 1).await;
        let mut same_ref = member(3);
        same_ref.reference = "M1".to_owned();
        let refused = stage.db.commit(vec![members::insert(&member(2)), members::insert(&same_ref)]).await;
        assert!(matches!(refused, Err(CommitError::Duplicate { stmt: 1 })), "{refused:?}");
        assert_eq!(members::count(&stage.db).await.unwrap(), 1);
        let refused = stage.db.commit(members::insert(&member(1))).await;
        assert!(matches!(refused, Err(CommitError::Duplicate { stmt: 0 })), "{refused:?}");
    }

    async fn a_fault_takes_the_whole_batch_back_and_the_store_goes_on(stage) {
        let orphan = crate::subscriptions::insert(&subscription(9, 1, None));
        let refused = stage.db.commit(vec![members::insert(&member(1)), orphan]).await;
        assert!(matches!(refused, Err(CommitError::Fault(_))), "{refused:?}");
        assert_eq!(members::count(&stage.db).await.unwrap(), 0);
        enrolled(&stage.db, 1).await;
        assert_eq!(members::count(&stage.db).await.unwrap(), 1);
    }

    async fn a_batch_of_thousands_of_statements_is_one(stage) {
        let all: Batch = (1..=3_000).map(|number| members::insert(&member(number))).collect();
        let mut broken = all.clone();
        broken.push(members::bump(id(1), 5, 6, &[0; 32]));
        assert!(matches!(stage.db.commit(broken).await, Err(CommitError::Conflict { stmt: 3_000 })));
        assert_eq!(members::count(&stage.db).await.unwrap(), 0);
        stage.db.commit(all).await.unwrap();
        assert_eq!(members::count(&stage.db).await.unwrap(), 3_000);
    }

    async fn among_many_at_once_one_conflict_harms_nobody_else(stage) {
        enrolled(&stage.db, 1).await;
        // With SQLite these wait behind the bulk and are then committed as one group.
        let held = stage.db.bulk().await.unwrap();
        let mut waiting = JoinSet::new();
        for number in 2..=200 {
            let db = stage.db.clone();
            waiting.spawn(async move {
                let mut batch = vec![members::insert(&member(number))];
                if number % 10 == 0 {
                    batch.push(members::bump(id(1), 99, 100, &[0; 32]));
                }
                (number, db.commit(batch).await)
            });
        }
        tokio::task::yield_now().await;
        drop(held);
        while let Some(answered) = waiting.join_next().await {
            let (number, outcome) = answered.unwrap();
            let stored = members::by_id(&stage.db, id(number)).await.unwrap().is_some();
            match outcome {
                Ok(()) => assert!(stored && number % 10 != 0, "{number}"),
                Err(CommitError::Conflict { stmt: 1 }) => assert!(!stored && number % 10 == 0, "{number}"),
                other => panic!("{number}: {other:?}"),
            }
        }
    }

    async fn appends_to_one_member_from_many_sides_are_all_there_in_one_chain(stage) {
        enrolled(&stage.db, 1).await;
        // A second door to the same store, as another process would have it.
        let other = Db::open(stage.database.url()).await.unwrap();
        let mut writers = JoinSet::new();
        for writer in 0..8_u8 {
            let db = if writer % 2 == 0 { stage.db.clone() } else { other.clone() };
            writers.spawn(async move {
                let mut conflicts = 0;
                for step in 0..10_u8 {
                    loop {
                        let row = members::by_id(&db, id(1)).await.unwrap().unwrap();
                        let head = Head { member: row.id, seq: row.version, hash: row.head };
                        match db.commit(ledger::append(&head, [vec![writer, step]]).stmts).await {
                            Ok(()) => break,
                            Err(CommitError::Conflict { stmt: 0 }) => conflicts += 1,
                            other => panic!("{other:?}"),
                        }
                    }
                }
                conflicts
            });
        }
        let conflicts: i32 = writers.join_all().await.into_iter().sum();
        let entries = ledger::of_member(&stage.db, id(1)).await.unwrap();
        assert_eq!(entries.len(), 81, "{conflicts} conflicts");
        let end = entries.iter().try_fold(Head::beginning(id(1)), |head, entry| head.follow(entry)).unwrap();
        let row = members::by_id(&stage.db, id(1)).await.unwrap().unwrap();
        assert_eq!((row.version, row.head), (end.seq, end.hash));
        for writer in 0..8_u8 {
            let steps: Vec<u8> = entries.iter().filter(|e| e.body.len() == 2 && e.body[0] == writer).map(|e| e.body[1]).collect();
            assert_eq!(steps, (0..10).collect::<Vec<u8>>(), "writer {writer}");
        }
    }

    async fn without_the_condition_a_later_writer_overwrites_an_earlier_one(stage) {
        let head = enrolled(&stage.db, 1).await;
        let decide = |note: &str| ledger::append(&head, [note.as_bytes().to_vec()]).stmts;
        stage.db.commit(decide("first")).await.unwrap();
        let second = stage.db.commit(decide("second")).await;
        assert!(matches!(second, Err(CommitError::Conflict { stmt: 0 })), "{second:?}");
        // The twin: the member's row alone, without the condition on its version, forgets the first writer.
        let twin = Stmt::new("UPDATE members SET head = $1 WHERE id = $2", crate::value::args![[9_u8; 32], id(1)]);
        stage.db.commit(twin).await.unwrap();
        assert_eq!(members::by_id(&stage.db, id(1)).await.unwrap().unwrap().head, [9; 32]);
    }

    async fn a_caller_that_goes_away_leaves_a_whole_batch_and_a_clean_connection(stage) {
        for number in 1..=40 {
            let commit = stage.db.commit(vec![members::insert(&member(number)), members::insert(&member(number + 1_000))]);
            // Polled once and dropped, as when a browser closes the connection of its request.
            tokio::select! {
                biased;
                _ = commit => {}
                () = std::future::ready(()) => {}
            }
        }
        enrolled(&stage.db, 5_000).await;
        let refs = members::search(&stage.db, "", None, 1_000).await.unwrap();
        for number in 1..=40 {
            let has = |number| refs.iter().any(|row| row.id == id(number));
            assert_eq!(has(number), has(number + 1_000), "{number}");
        }
    }

    async fn an_empty_batch_is_nothing(stage) {
        stage.db.commit(Batch::new()).await.unwrap();
        assert!(ledger::append(&Head::beginning(id(1)), []).stmts.is_empty());
    }
}
