//! The ledger: every member's entries, append-only, each member's a chain of hashes.
//!
//! An entry's body is opaque here. Its hash is the SHA-256 of the hash before it, the member's number, its own sequence number
//! (both as eight bytes, the most significant first) and the body; before the first entry stand 32 zero bytes. Names and
//! addresses are never part of a body, so that a person can be erased and the chain still verifies.

use jubilee_core::MemberId;
use sha2::{Digest, Sha256};

use crate::bulk::Bulk;
use crate::database::Db;
use crate::error::Fault;
use crate::members::{bump, id_list};
use crate::statement::{Column, Load, Stmt, statements};
use crate::value::{FromRow, Hash, Row, RowError, Value, args};

/// What stands before a member's first entry.
pub const BEGINNING: Hash = [0; 32];

/// One entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Whose it is.
    pub member: MemberId,
    /// Its number within the member's, from 1 without a gap.
    pub seq: i64,
    /// The entry.
    pub body: Vec<u8>,
    /// The hash up to and including it.
    pub hash: Hash,
}

impl FromRow for EntryRow {
    fn from_row(row: &Row<'_>) -> Result<EntryRow, RowError> {
        Ok(EntryRow { member: row.member(0)?, seq: row.int(1)?, body: row.bytes(2)?.to_owned(), hash: row.hash(3)? })
    }
}

/// Where a member's chain ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Whose chain it is.
    pub member: MemberId,
    /// How many entries there are: the member's version.
    pub seq: i64,
    /// The hash of the last of them.
    pub hash: Hash,
}

impl Head {
    /// The head of a member without entries.
    pub const fn beginning(member: MemberId) -> Head {
        Head { member, seq: 0, hash: BEGINNING }
    }

    /// The entry that comes next, with this body.
    pub fn next(&self, body: Vec<u8>) -> EntryRow {
        let seq = self.seq + 1;
        EntryRow { member: self.member, seq, hash: self.hash_after(seq, &body), body }
    }

    /// The hash up to and including an entry that comes next.
    fn hash_after(&self, seq: i64, body: &[u8]) -> Hash {
        let before = Sha256::new().chain_update(self.hash).chain_update(self.member.number().to_be_bytes());
        before.chain_update(seq.to_be_bytes()).chain_update(body).finalize().into()
    }

    /// The head after an entry that was made by [`Head::next`].
    pub fn after(entry: &EntryRow) -> Head {
        Head { member: entry.member, seq: entry.seq, hash: entry.hash }
    }

    /// The head after a stored entry, or `None` where the entry does not continue this chain.
    pub fn follow(&self, entry: &EntryRow) -> Option<Head> {
        if entry.member == self.member { self.step(entry.seq, &entry.body, &entry.hash) } else { None }
    }

    /// The head after an entry of the same member that is stored with these columns, or `None` where it does not continue this chain.
    pub(crate) fn step(&self, seq: i64, body: &[u8], hash: &[u8]) -> Option<Head> {
        let is_next = seq == self.seq + 1;
        let computed = self.hash_after(seq, body);
        (is_next && computed == hash).then_some(Head { member: self.member, seq, hash: computed })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT member, seq, body, hash FROM ledger ", $rest)
    };
}

statements! {
    Both INSERT = "INSERT INTO ledger (member, seq, body, hash) VALUES ($1, $2, $3, $4)";
    // An update that changes nothing, because it makes an append and a seal of the same member wait for each other: a row that is
    // only found to be there may be taken away by a seal that has not seen this append.
    Both UNSEAL = "INSERT INTO unsealed (member) VALUES ($1) ON CONFLICT (member) DO UPDATE SET member = excluded.member";
    Both INSERT_UNSEALED = "INSERT INTO unsealed (member) VALUES ($1)";
    Both OF_MEMBER = select!("WHERE member = $1 ORDER BY seq");
    Sqlite OF_MEMBERS_SQLITE = select!("WHERE member IN (SELECT value FROM json_each('[' || $1 || ']')) ORDER BY member, seq");
    Postgres OF_MEMBERS_POSTGRES =
        select!("WHERE member = ANY(CAST(string_to_array($1, ',') AS BIGINT[])) ORDER BY member, seq");
    Both LATEST = select!("WHERE member = $1 ORDER BY seq DESC LIMIT $2");
    Both PAGE = select!("WHERE (member, seq) > ($1, $2) ORDER BY member, seq LIMIT $3");
    Both ALL = select!("ORDER BY member, seq");
    Both COUNT = "SELECT COUNT(*) FROM ledger";
    Both OWNERLESS = "SELECT COUNT(*) FROM ledger WHERE NOT EXISTS (SELECT 1 FROM members WHERE members.id = ledger.member)";
}

/// The bulk path for entries that are a new member's first ones; a row of it is made by [`loaded`]. The members are loaded with
/// the version and head that these entries lead to, and their numbers with [`LOAD_UNSEALED`].
pub static LOAD: Load = Load {
    insert: INSERT,
    copy: "COPY ledger (member, seq, body, hash) FROM STDIN BINARY",
    columns: &[Column::Int, Column::Int, Column::Bytes, Column::Bytes],
};

/// The bulk path that notes new members for the next seal; a row of it is made by [`loaded_unsealed`].
pub static LOAD_UNSEALED: Load =
    Load { insert: INSERT_UNSEALED, copy: "COPY unsealed (member) FROM STDIN BINARY", columns: &[Column::Int] };

/// A row for [`LOAD`].
pub fn loaded(entry: EntryRow) -> Vec<Value> {
    args![entry.member, entry.seq, entry.body, entry.hash]
}

/// A row for [`LOAD_UNSEALED`].
pub fn loaded_unsealed(member: MemberId) -> Vec<Value> {
    args![member]
}

/// The statements of an append, and the head that they lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The statements. The first is the member's move to its new version, whose conflict says that somebody else has appended.
    pub stmts: Vec<Stmt>,
    /// The head afterwards.
    pub head: Head,
}

/// Appends entries to a member's chain after `head`, moves the member to its new version, and notes it for the next seal.
pub fn append(head: &Head, bodies: impl IntoIterator<Item = Vec<u8>>) -> Appended {
    let mut at = *head;
    let mut entries = Vec::new();
    for body in bodies {
        let entry = at.next(body);
        at = Head::after(&entry);
        entries.push(Stmt::new(INSERT, loaded(entry)));
    }
    if entries.is_empty() {
        return Appended { stmts: entries, head: at };
    }
    let mut stmts = vec![bump(head.member, head.seq, at.seq, &at.hash)];
    stmts.append(&mut entries);
    stmts.push(Stmt::new(UNSEAL, args![head.member]).expect(1));
    Appended { stmts, head: at }
}

/// A member's entries, the first one first.
pub async fn of_member(db: &Db, member: MemberId) -> Result<Vec<EntryRow>, Fault> {
    db.query_as(OF_MEMBER, args![member]).await
}

/// A member's entries, the first one first, as a bulk sees them.
pub async fn of_member_in(bulk: &mut Bulk, member: MemberId) -> Result<Vec<EntryRow>, Fault> {
    bulk.query_as(OF_MEMBER, args![member]).await
}

/// Goes through the whole ledger, by member and sequence.
pub async fn each_in<A: Send + 'static>(
    bulk: &mut Bulk,
    begin: A,
    mut step: impl FnMut(&mut A, EntryRow) + Send + 'static,
) -> Result<A, Fault> {
    let taken = move |so_far: &mut A, row: &Row<'_>| {
        step(so_far, EntryRow::from_row(row)?);
        Ok(())
    };
    bulk.fold(ALL, vec![], begin, taken).await
}

/// The entries of a page of members, by member and sequence.
pub async fn of_members(db: &Db, members: &[MemberId]) -> Result<Vec<EntryRow>, Fault> {
    db.query_as(db.pick(OF_MEMBERS_SQLITE, OF_MEMBERS_POSTGRES), args![id_list(members)]).await
}

/// A member's latest entries, the last one first.
pub async fn latest(db: &Db, member: MemberId, limit: u32) -> Result<Vec<EntryRow>, Fault> {
    db.query_as(LATEST, args![member, limit]).await
}

/// A page of the whole ledger by member and sequence, for whoever verifies or rebuilds; the first page is after (0, 0).
pub async fn page(db: &Db, after: (i64, i64), limit: u32) -> Result<Vec<EntryRow>, Fault> {
    db.query_as(PAGE, args![after.0, after.1, limit]).await
}

/// How many entries there are.
pub async fn count(db: &Db) -> Result<i64, Fault> {
    db.query_number(COUNT, vec![]).await
}

/// How many entries are of members that there are not.
pub async fn ownerless(db: &Db) -> Result<i64, Fault> {
    db.query_number(OWNERLESS, vec![]).await
}
