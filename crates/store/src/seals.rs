//! Seals: once a day the heads of the chains that grew since are hashed together, on top of the seal before.
//!
//! A seal's `heads` is the SHA-256 of every head that it covers, by member: the member's number, its sequence number (eight bytes
//! each, the most significant first) and its hash. The seal's own hash is the SHA-256 of the previous seal's hash (32 zero bytes
//! before the first), its number (eight bytes), its day (ten letters) and `heads`. So whoever keeps one seal's hash outside can
//! tell that nothing up to it was altered.

use jubilee_core::{Day, MemberId};
use sha2::{Digest, Sha256};

use crate::bulk::Bulk;
use crate::database::{Db, Engine};
use crate::error::{CommitError, Fault};
use crate::ledger::{BEGINNING, Head};
use crate::members::by_ids_in;
use crate::statement::{Column, Load, Stmt, statements};
use crate::value::{FromRow, Hash, Row, RowError, args};

/// How many heads are held in memory at a time.
const PAGE: u32 = 1_000;

/// One seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealRow {
    /// Its number, from 1 without a gap.
    pub number: i64,
    /// The day it was made for.
    pub day: Day,
    /// The hash of the seal before it.
    pub previous: Hash,
    /// The hash over the heads.
    pub heads: Hash,
    /// Its own hash.
    pub hash: Hash,
}

impl FromRow for SealRow {
    fn from_row(row: &Row<'_>) -> Result<SealRow, RowError> {
        Ok(SealRow { number: row.int(0)?, day: row.day(1)?, previous: row.hash(2)?, heads: row.hash(3)?, hash: row.hash(4)? })
    }
}

impl FromRow for Head {
    fn from_row(row: &Row<'_>) -> Result<Head, RowError> {
        Ok(Head { member: row.member(0)?, seq: row.int(1)?, hash: row.hash(2)? })
    }
}

impl SealRow {
    /// The seal with its hash computed.
    fn new(number: i64, day: Day, previous: Hash, heads: Hash) -> SealRow {
        let hash = Sha256::new()
            .chain_update(previous)
            .chain_update(number.to_be_bytes())
            .chain_update(day.to_string())
            .chain_update(heads)
            .finalize()
            .into();
        SealRow { number, day, previous, heads, hash }
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT number, day, previous, heads, hash FROM seals ", $rest)
    };
}

statements! {
    Postgres LOCK_POSTGRES = "SELECT CAST(pg_advisory_xact_lock(1245858885, 2) AS TEXT)";
    Both LAST = select!("ORDER BY number DESC LIMIT 1");
    Both SEALS = select!("WHERE number > $1 ORDER BY number LIMIT $2");
    // Taken away before the heads are read: an append that is under way holds the row, so this waits for it, and the heads that
    // are read next include it.
    Both TAKE = "DELETE FROM unsealed WHERE member IN (SELECT member FROM unsealed WHERE member > $1 ORDER BY member LIMIT $2) \
        RETURNING member";
    Both INSERT = "INSERT INTO seals (number, day, previous, heads, hash) VALUES ($1, $2, $3, $4, $5)";
    Both INSERT_HEAD = "INSERT INTO seal_heads (seal, member, seq, hash) VALUES ($1, $2, $3, $4)";
    Both HEADS = "SELECT member, seq, hash FROM seal_heads WHERE seal = $1 AND member > $2 ORDER BY member LIMIT $3";
    Both COVERED = "SELECT covered.member, covered.seq, covered.hash, ledger.hash FROM seal_heads covered \
        LEFT JOIN ledger ON ledger.member = covered.member AND ledger.seq = covered.seq \
        WHERE covered.seal = $1 ORDER BY covered.member";
    Both COUNT_UNSEALED = "SELECT COUNT(*) FROM unsealed";
}

static LOAD_HEADS: Load = Load {
    insert: INSERT_HEAD,
    copy: "COPY seal_heads (seal, member, seq, hash) FROM STDIN BINARY",
    columns: &[Column::Int, Column::Int, Column::Int, Column::Bytes],
};

fn add(hasher: &mut Sha256, head: &Head) {
    hasher.update(head.member.number().to_be_bytes());
    hasher.update(head.seq.to_be_bytes());
    hasher.update(head.hash);
}

/// Seals what was appended since the last seal, for `day`. `None`: nothing was. It costs what has changed, in bounded memory, and
/// is there whole or not at all.
pub async fn seal(db: &Db, day: Day) -> Result<Option<SealRow>, CommitError> {
    const TRIES: u32 = 4;
    let mut tried = 0;
    loop {
        tried += 1;
        match seal_once(db.bulk().await?, day).await {
            // The server may have given this up in favour of an append of the same member; whatever else is wrong stays wrong.
            Err(CommitError::Fault(fault)) if tried < TRIES => {
                tracing::warn!(error = %fault, "sealing the day is tried again");
            }
            outcome => return outcome,
        }
    }
}

async fn seal_once(mut bulk: Bulk, day: Day) -> Result<Option<SealRow>, CommitError> {
    // With SQLite a bulk is alone anyway.
    if bulk.engine() == Engine::Postgres {
        bulk.query_as::<String>(LOCK_POSTGRES, vec![]).await?;
    }
    let (number, previous) = last_in(&mut bulk).await?.map_or((1, BEGINNING), |last| (last.number + 1, last.hash));
    let mut hasher = Sha256::new();
    let mut after = 0;
    let mut covered = 0;
    loop {
        let mut members: Vec<MemberId> = bulk.query_as(TAKE, args![after, PAGE]).await?;
        members.sort_unstable();
        let Some(highest) = members.last() else { break };
        after = highest.number();
        covered += members.len();
        let mut rows = Vec::with_capacity(members.len());
        for member in by_ids_in(&mut bulk, &members).await? {
            let head = Head { member: member.id, seq: member.version, hash: member.head };
            add(&mut hasher, &head);
            rows.push(args![number, head.member, head.seq, head.hash]);
        }
        bulk.load(&LOAD_HEADS, rows).await?;
    }
    if covered == 0 {
        return Ok(None);
    }
    let seal = SealRow::new(number, day, previous, hasher.finalize().into());
    bulk.run(Stmt::new(INSERT, args![seal.number, seal.day, seal.previous, seal.heads, seal.hash])).await?;
    bulk.commit().await?;
    Ok(Some(seal))
}

/// The last seal.
pub async fn last(db: &Db) -> Result<Option<SealRow>, Fault> {
    db.query_one(LAST, vec![]).await
}

/// The last seal, as a bulk sees it.
pub async fn last_in(bulk: &mut Bulk) -> Result<Option<SealRow>, Fault> {
    Ok(bulk.query_as(LAST, vec![]).await?.into_iter().next())
}

/// A page of the seals by number; the first page is after 0.
pub async fn page(db: &Db, after: i64, limit: u32) -> Result<Vec<SealRow>, Fault> {
    db.query_as(SEALS, args![after, limit]).await
}

/// A page of the heads that a seal covers, by member; the first page is after 0.
pub async fn heads(db: &Db, seal: i64, after: i64, limit: u32) -> Result<Vec<Head>, Fault> {
    db.query_as(HEADS, args![seal, after, limit]).await
}

/// How many members have entries that no seal covers.
pub async fn unsealed_count(db: &Db) -> Result<i64, Fault> {
    db.query_number(COUNT_UNSEALED, vec![]).await
}

/// A head that a seal covers and that the ledger does not have: an entry that was sealed is gone or is another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LooseHead {
    /// The seal's number.
    pub seal: i64,
    /// Whose entry.
    pub member: MemberId,
    /// Which of its entries.
    pub seq: i64,
}

/// What is wrong with a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenSeal {
    /// It does not continue the seal before it.
    Chain(i64),
    /// The heads it covers are not those it was made over.
    Heads(i64),
}

/// What a walk along the seals found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// The first seal that is broken.
    pub broken: Option<BrokenSeal>,
    /// The first head that the ledger does not have.
    pub loose: Option<LooseHead>,
}

/// Checks every seal against the one before it, against the heads that it covers, and those against the ledger.
pub async fn verify(db: &Db) -> Result<Sealed, Fault> {
    let mut sealed = Sealed::default();
    let mut before = (0, BEGINNING);
    loop {
        let seals = page(db, before.0, 100).await?;
        if seals.is_empty() {
            return Ok(sealed);
        }
        for seal in seals {
            if seal != SealRow::new(before.0 + 1, seal.day, before.1, seal.heads) {
                sealed.broken = sealed.broken.or(Some(BrokenSeal::Chain(seal.number)));
            }
            let covered = Covered { seal: seal.number, hasher: Sha256::new(), loose: None };
            let covered = db.fold(COVERED, args![seal.number], covered, Covered::see).await?;
            sealed.loose = sealed.loose.or(covered.loose);
            if Hash::from(covered.hasher.finalize()) != seal.heads {
                sealed.broken = sealed.broken.or(Some(BrokenSeal::Heads(seal.number)));
            }
            before = (seal.number, seal.hash);
        }
    }
}

/// The heads that a seal covers, as far as they have been looked at.
struct Covered {
    seal: i64,
    hasher: Sha256,
    loose: Option<LooseHead>,
}

impl Covered {
    fn see(&mut self, row: &Row<'_>) -> Result<(), RowError> {
        let head = Head::from_row(row)?;
        add(&mut self.hasher, &head);
        let is_there = row.opt(3, |row, column| row.bytes(column))?.is_some_and(|stored| stored == head.hash);
        if !is_there && self.loose.is_none() {
            self.loose = Some(LooseHead { seal: self.seal, member: head.member, seq: head.seq });
        }
        Ok(())
    }
}
