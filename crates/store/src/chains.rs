//! The walk along every member's chain of hashes: nothing but hashes, so that the whole ledger is walked in seconds.

use jubilee_core::MemberId;

use crate::database::Db;
use crate::error::Fault;
use crate::ledger::Head;
use crate::statement::statements;
use crate::value::{Row, RowError, args};

statements! {
    Both HEADS = "SELECT id, version, head FROM members WHERE id > $1 ORDER BY id LIMIT $2";
    Both ENTRIES = "SELECT member, seq, body, hash FROM ledger WHERE member > $1 AND member <= $2 ORDER BY member, seq";
}

/// What a walk along the chains of a page of members found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    /// The last of the members; nothing once there are no more.
    pub last: Option<MemberId>,
    /// How many members there were, the doubtful ones among them.
    pub members: u64,
    /// How many entries those have that are not doubtful.
    pub entries: u64,
    /// The members whose chain is broken, or does not end where their row says. One to whom something was appended just now may be among
    /// them: look again.
    pub doubtful: Vec<MemberId>,
    /// How many entries are of members that there are not.
    pub ownerless: u64,
}

/// Walks along the chains of a page of members by identity; the first page is after `None`. The last page has no `last`, and what is left
/// of the ledger then is nobody's.
pub async fn walk(db: &Db, after: Option<MemberId>, limit: u32) -> Result<Walked, Fault> {
    let heads: Vec<Head> = db.query_as(HEADS, args![after.map_or(0, MemberId::number), limit]).await?;
    let last = heads.last().map(|head| head.member);
    let from = after.map_or(i64::MIN, MemberId::number);
    let until = last.map_or(i64::MAX, MemberId::number);
    let walk = Walk { heads, passed: 0, at: None, of_this: 0, entries: 0, doubtful: Vec::new(), ownerless: 0 };
    let mut walk = db.fold(ENTRIES, args![from, until], walk.begun(), Walk::see).await?;
    while walk.passed < walk.heads.len() {
        walk.pass();
    }
    let Walk { heads, entries, doubtful, ownerless, .. } = walk;
    Ok(Walked { last, members: heads.len() as u64, entries, doubtful, ownerless })
}

/// A walk that is under way.
struct Walk {
    /// Where the members' rows say that their chains end.
    heads: Vec<Head>,
    /// How many of them have been passed.
    passed: usize,
    /// Where the chain of the next of them stands so far; nothing once it is broken.
    at: Option<Head>,
    /// How many entries that one has had.
    of_this: u64,
    entries: u64,
    doubtful: Vec<MemberId>,
    ownerless: u64,
}

impl Walk {
    /// At the first of its members.
    fn begun(mut self) -> Walk {
        self.at = self.heads.first().map(|head| Head::beginning(head.member));
        self
    }

    /// Takes the next entry of the ledger.
    fn see(&mut self, row: &Row<'_>) -> Result<(), RowError> {
        let member = row.int(0)?;
        while self.heads.get(self.passed).is_some_and(|head| head.member.number() < member) {
            self.pass();
        }
        if self.heads.get(self.passed).is_none_or(|head| head.member.number() != member) {
            self.ownerless += 1;
            return Ok(());
        }
        self.of_this += 1;
        let (seq, body, hash) = (row.int(1)?, row.bytes(2)?, row.bytes(3)?);
        self.at = self.at.and_then(|at| at.step(seq, body, hash));
        Ok(())
    }

    /// Leaves a member behind: its chain must end where its row says.
    fn pass(&mut self) {
        let head = self.heads[self.passed];
        let of_this = std::mem::take(&mut self.of_this);
        if self.at == Some(head) {
            self.entries += of_this;
        } else {
            self.doubtful.push(head.member);
        }
        self.passed += 1;
        self.at = self.heads.get(self.passed).map(|head| Head::beginning(head.member));
    }
}
