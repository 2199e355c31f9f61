//! Chains and seals: an altered entry, head or seal is found, and a seal covers what grew and nothing else.

use tokio::task::JoinSet;

use super::{Stage, day, enrolled, id, on_both_engines};
use crate::database::{Db, Engine};
use crate::ledger::{self, Head};
use crate::seals::{self, BrokenSeal, LooseHead, Sealed};
use crate::statement::Stmt;
use crate::value::args;

on_both_engines! {
    async fn an_altered_entry_breaks_its_chain(stage) {
        let head = enrolled(&stage.db, 1).await;
        stage.db.commit(ledger::append(&head, [b"ordered".to_vec(), b"paid".to_vec()]).stmts).await.unwrap();
        let broken_at = async || {
            let entries = ledger::of_member(&stage.db, id(1)).await.unwrap();
            let mut head = Head::beginning(id(1));
            for entry in entries {
                match head.follow(&entry) {
                    Some(next) => head = next,
                    None => return Some(entry.seq),
                }
            }
            None
        };
        assert_eq!(broken_at().await, None);
        let latest = ledger::latest(&stage.db, id(1), 2).await.unwrap();
        assert_eq!(latest.iter().map(|entry| entry.body.as_slice()).collect::<Vec<_>>(), [&b"paid"[..], &b"ordered"[..]]);
        stage.db.commit(Stmt::new("UPDATE ledger SET body = $1 WHERE seq = 2", args![b"orderex".to_vec()])).await.unwrap();
        assert_eq!(broken_at().await, Some(2));
    }

    async fn a_seal_covers_what_grew_and_continues_the_one_before(stage) {
        assert_eq!(seals::seal(&stage.db, day("2020-09-19")).await.unwrap(), None);
        let mut heads = Vec::new();
        for number in [3, 1, 2] {
            heads.push(enrolled(&stage.db, number).await);
        }
        let first = seals::seal(&stage.db, day("2020-09-20")).await.unwrap().unwrap();
        assert_eq!((first.number, first.previous), (1, ledger::BEGINNING));
        heads.sort_by_key(|head| head.member);
        assert_eq!(seals::heads(&stage.db, 1, 0, 10).await.unwrap(), heads);
        assert_eq!(seals::unsealed_count(&stage.db).await.unwrap(), 0);
        assert_eq!(seals::seal(&stage.db, day("2020-09-20")).await.unwrap(), None);

        let grown = ledger::append(&heads[1], [b"renewed".to_vec()]);
        stage.db.commit(grown.stmts).await.unwrap();
        let second = seals::seal(&stage.db, day("2020-09-21")).await.unwrap().unwrap();
        assert_eq!((second.number, second.previous), (2, first.hash));
        assert_eq!(seals::heads(&stage.db, 2, 0, 10).await.unwrap(), vec![grown.head]);
        assert_eq!(seals::last(&stage.db).await.unwrap(), Some(second));
        assert_eq!(seals::verify(&stage.db).await.unwrap(), Sealed::default());

        let alter = async |sql: &'static str| stage.db.commit(Stmt::new(sql, vec![])).await.unwrap();
        alter("UPDATE seal_heads SET seq = 2 WHERE seal = 1 AND member = 3").await;
        let found = seals::verify(&stage.db).await.unwrap();
        assert_eq!(found.broken, Some(BrokenSeal::Heads(1)));
        assert_eq!(found.loose, Some(LooseHead { seal: 1, member: id(3), seq: 2 }));
        alter("UPDATE seal_heads SET seq = 1 WHERE seal = 1 AND member = 3").await;
        alter("DELETE FROM ledger WHERE member = 3").await;
        let gone = Some(LooseHead { seal: 1, member: id(3), seq: 1 });
        assert_eq!(seals::verify(&stage.db).await.unwrap(), Sealed { broken: None, loose: gone });
        alter("UPDATE seals SET day = '2020-09-22' WHERE number = 2").await;
        let broken = Some(BrokenSeal::Chain(2));
        assert_eq!(seals::verify(&stage.db).await.unwrap(), Sealed { broken, loose: gone });
        alter("DELETE FROM seals WHERE number = 1").await;
        assert_eq!(seals::verify(&stage.db).await.unwrap().broken, broken);
    }

    async fn no_entry_slips_between_two_seals_that_are_made_while_members_grow(stage) {
        const MEMBERS: i64 = 6;
        for number in 1..=MEMBERS {
            enrolled(&stage.db, number).await;
        }
        let mut writers = JoinSet::new();
        for number in 1..=MEMBERS {
            let db = stage.db.clone();
            writers.spawn(async move {
                let mut head = Head { member: id(number), ..head_of(&db, number).await };
                for step in 0..25_u8 {
                    let appended = ledger::append(&head, [vec![step]]);
                    db.commit(appended.stmts).await.unwrap();
                    head = appended.head;
                }
            });
        }
        let sealing = Db::open(stage.database.url()).await.unwrap();
        for _ in 0..8 {
            seals::seal(&sealing, day("2020-09-20")).await.unwrap();
        }
        writers.join_all().await;
        seals::seal(&sealing, day("2020-09-21")).await.unwrap();
        assert_eq!(seals::verify(&stage.db).await.unwrap(), Sealed::default());
        // The last seal that covers a member covers its last entry.
        for number in 1..=MEMBERS {
            let mut covered = None;
            for seal in seals::page(&stage.db, 0, 100).await.unwrap() {
                covered = seals::heads(&stage.db, seal.number, number - 1, 1).await.unwrap()
                    .into_iter().find(|head| head.member == id(number)).or(covered);
            }
            assert_eq!(covered, Some(head_of(&stage.db, number).await), "member {number}");
        }
    }
}

async fn head_of(db: &Db, number: i64) -> Head {
    let row = crate::members::by_id(db, id(number)).await.unwrap().unwrap();
    Head { member: row.id, seq: row.version, hash: row.head }
}

/// With SQLite there is one writer, and this cannot happen.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_seal_waits_for_an_append_that_is_under_way_and_covers_it() {
    let stage = Stage::new(Engine::Postgres).await;
    let head = enrolled(&stage.db, 1).await;
    let appended = ledger::append(&head, [b"renewed".to_vec()]);
    let mut bulk = stage.db.bulk().await.unwrap();
    bulk.run(appended.stmts).await.unwrap();
    let db = stage.db.clone();
    let sealing = tokio::spawn(async move { seals::seal(&db, day("2020-09-20")).await });
    let waits = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while !sealing.is_finished() && stage.db.query_number(waits, vec![]).await.unwrap() == 0 {
        tokio::task::yield_now().await;
    }
    bulk.commit().await.unwrap();
    let seal = sealing.await.unwrap().unwrap().unwrap();
    assert_eq!(seals::heads(&stage.db, seal.number, 0, 10).await.unwrap(), vec![appended.head]);
}
