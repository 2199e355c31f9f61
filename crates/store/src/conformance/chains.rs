//! The walk along the chains: it passes everybody once, and nothing that was altered, cut off or left over is passed by.

use jubilee_core::MemberId;

use super::{enrolled, id, on_both_engines};
use crate::chains::{self, Walked};
use crate::database::Db;
use crate::ledger;
use crate::statement::Stmt;

/// A whole walk, two members at a time.
async fn walked(db: &Db) -> Walked {
    let mut all = Walked { last: None, members: 0, entries: 0, doubtful: Vec::new(), ownerless: 0 };
    loop {
        let page = chains::walk(db, all.last, 2).await.unwrap();
        all.members += page.members;
        all.entries += page.entries;
        all.doubtful.extend(page.doubtful);
        all.ownerless += page.ownerless;
        all.last = page.last;
        if all.last.is_none() {
            return all;
        }
    }
}

fn found(entries: u64, doubtful: &[MemberId], ownerless: u64) -> Walked {
    Walked { last: None, members: 5, entries, doubtful: doubtful.to_vec(), ownerless }
}

on_both_engines! {
    async fn a_walk_names_every_member_whose_chain_is_not_what_its_row_says(stage) {
        let db = &stage.db;
        for number in [1, 2, 3, 5, 6] {
            let head = enrolled(db, number).await;
            db.commit(ledger::append(&head, [b"ordered".to_vec(), b"paid".to_vec()]).stmts).await.unwrap();
        }
        assert_eq!(walked(db).await, found(15, &[], 0));

        let alter = async |sql: &'static str| db.commit(Stmt::new(sql, vec![])).await.unwrap();
        alter("UPDATE ledger SET body = hash WHERE member = 1 AND seq = 2").await;
        assert_eq!(walked(db).await, found(12, &[id(1)], 0));
        alter("DELETE FROM ledger WHERE member = 3 AND seq = 3").await;
        assert_eq!(walked(db).await, found(9, &[id(1), id(3)], 0));
        alter("UPDATE members SET version = 2 WHERE id = 5").await;
        alter("DELETE FROM ledger WHERE member = 6").await;
        assert_eq!(walked(db).await, found(3, &[id(1), id(3), id(5), id(6)], 0));
        // Before all members, between two of them, and after all.
        for sql in [
            "INSERT INTO ledger (member, seq, body, hash) SELECT 0, seq, body, hash FROM ledger WHERE member = 2",
            "INSERT INTO ledger (member, seq, body, hash) SELECT 4, seq, body, hash FROM ledger WHERE member = 2 AND seq < 3",
            "INSERT INTO ledger (member, seq, body, hash) SELECT 7, seq, body, hash FROM ledger WHERE member = 2 AND seq = 1",
        ] {
            alter(sql).await;
        }
        assert_eq!(walked(db).await, found(3, &[id(1), id(3), id(5), id(6)], 6));
    }

    async fn a_store_without_members_is_walked_in_no_time(stage) {
        assert_eq!(walked(&stage.db).await, Walked { members: 0, ..found(0, &[], 0) });
    }
}
