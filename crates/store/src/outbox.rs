//! The outbox: what is to leave the machine, written in the transaction that caused it and sent afterwards.
//!
//! An effect has an identity and is queued once, ever. A sender claims rows with a token of its own for a time; only the holder of
//! the token can complete them, and when the time runs out they are up for another claim. So two senders never hold the same row,
//! and one that was stopped in the middle leaves a row that says that its last attempt ended unclear.

use jubilee_core::{Day, Instant, Lang, MemberId};

use crate::database::Db;
use crate::error::{CommitError, Fault};
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args, words};

words! {
    /// How far a row is.
    OutboxState, "an outbox row's state" {
        /// It waits for its next attempt.
        Waiting = "waiting",
        /// Somebody is sending it.
        Sending = "sending",
        /// It was accepted.
        Sent = "sent",
        /// It was refused for good.
        Failed = "failed",
        /// It had become untrue before it was sent.
        Superseded = "superseded",
    }
}

/// What is to be queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOutboxRow {
    /// The effect's identity; queued once, ever.
    pub identity: String,
    /// The member that it is about.
    pub member: Option<MemberId>,
    /// What it is, a word of the caller's.
    pub kind: String,
    /// Where it goes.
    pub recipient: String,
    /// In which language.
    pub language: Lang,
    /// The business date that it belongs to.
    pub on_day: Day,
    /// What it says, as the caller writes it (JSON).
    pub payload: String,
    /// The Message-ID of every attempt.
    pub message_id: String,
    /// Not to be sent before.
    pub send_at: Instant,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its number; later ones are larger.
    pub id: i64,
    /// The effect's identity.
    pub identity: String,
    /// The member that it is about.
    pub member: Option<MemberId>,
    /// What it is.
    pub kind: String,
    /// Where it goes.
    pub recipient: String,
    /// In which language.
    pub language: Lang,
    /// The business date that it belongs to.
    pub on_day: Day,
    /// What it says.
    pub payload: String,
    /// The Message-ID of every attempt.
    pub message_id: String,
    /// How far it is.
    pub state: OutboxState,
    /// How often an attempt at sending it was started.
    pub attempts: i64,
    /// How many of the attempts ended without saying whether it was accepted.
    pub unclear: i64,
    /// When it is tried next, or when its claim runs out.
    pub next_attempt_at: Option<Instant>,
    /// What the last attempt said.
    pub last_error: Option<String>,
    /// When it was accepted.
    pub sent_at: Option<Instant>,
}

impl FromRow for OutboxRow {
    fn from_row(row: &Row<'_>) -> Result<OutboxRow, RowError> {
        Ok(OutboxRow {
            id: row.int(0)?,
            identity: row.text(1)?.to_owned(),
            member: row.opt(2, Row::member)?,
            kind: row.text(3)?.to_owned(),
            recipient: row.text(4)?.to_owned(),
            language: row.lang(5)?,
            on_day: row.day(6)?,
            payload: row.text(7)?.to_owned(),
            message_id: row.text(8)?.to_owned(),
            state: OutboxState::read(row, 9)?,
            attempts: row.int(10)?,
            unclear: row.int(11)?,
            next_attempt_at: row.opt_instant(12)?,
            last_error: row.opt_text(13)?.map(str::to_owned),
            sent_at: row.opt_instant(14)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, identity, member, kind, recipient, language, on_day, payload, message_id, state, attempts, unclear, \
            next_attempt_at, last_error, sent_at FROM outbox ",
            $rest
        )
    };
}

macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "WITH due AS MATERIALIZED (SELECT id AS due_id FROM outbox WHERE next_attempt_at <= $1 \
            AND (kind = $2 OR $2 = '') ORDER BY next_attempt_at, id LIMIT $3",
            $lock,
            ") UPDATE outbox SET state = 'sending', claim = $4, next_attempt_at = $5 FROM due WHERE id = due_id"
        )
    };
}

macro_rules! complete {
    ($set:literal, $where:literal) => {
        concat!("UPDATE outbox SET claim = NULL, ", $set, " WHERE state = 'sending' AND ", $where)
    };
}

statements! {
    Both INSERT = "INSERT INTO outbox (identity, member, kind, recipient, language, on_day, payload, message_id, \
        state, attempts, unclear, next_attempt_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', 0, 0, $9) \
        ON CONFLICT (identity) DO NOTHING";
    Sqlite CLAIM_SQLITE = claim!("");
    Postgres CLAIM_POSTGRES = claim!(" FOR UPDATE SKIP LOCKED");
    Both CLAIMED = select!("WHERE claim = $1 ORDER BY id");
    Both SENT = complete!("state = 'sent', next_attempt_at = NULL, last_error = NULL, sent_at = $1", "id = $2 AND claim = $3");
    Both FAILED = complete!("state = 'failed', next_attempt_at = NULL, last_error = $1", "id = $2 AND claim = $3");
    Both OBSOLETE = complete!("state = 'superseded', next_attempt_at = NULL, last_error = $1", "id = $2 AND claim = $3");
    Both RETRY = complete!(
        "state = 'waiting', next_attempt_at = $1, last_error = $2, unclear = unclear - 1 + $3",
        "id = $4 AND claim = $5"
    );
    Both SUPERSEDE = "UPDATE outbox SET state = 'superseded', next_attempt_at = NULL, last_error = $1 \
        WHERE identity = $2 AND state = 'waiting'";
    Both START = "UPDATE outbox SET attempts = attempts + 1, unclear = unclear + 1 WHERE id = $1 AND claim = $2";
    Both RELEASE = "UPDATE outbox SET claim = NULL, state = 'waiting', next_attempt_at = $1 WHERE state = 'sending'";
    Both REDACT = "UPDATE outbox SET payload = $1 WHERE id = $2";
    Both ERASE = "UPDATE outbox SET identity = $1, recipient = '', payload = $2, last_error = NULL, next_attempt_at = NULL, claim = NULL, \
        state = CASE WHEN state IN ('waiting', 'sending') THEN 'superseded' ELSE state END WHERE id = $3";
    Both AGAIN = "UPDATE outbox SET state = 'waiting', next_attempt_at = $1 WHERE id = $2 AND state = 'failed'";
    Both BY_ID = select!("WHERE id = $1");
    Both BY_IDENTITY = select!("WHERE identity = $1");
    Both PAGE = select!("WHERE id < $1 ORDER BY id DESC LIMIT $2");
    Both PAGE_IN_STATE = select!("WHERE state = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
    Both PAGE_OF_MEMBER = select!("WHERE member = $1 AND id < $2 ORDER BY id DESC LIMIT $3");
    Both COUNT_WAITING = "SELECT COUNT(*) FROM outbox WHERE next_attempt_at IS NOT NULL";
    Both COUNTS = "SELECT state, COUNT(*) FROM outbox GROUP BY state ORDER BY state";
    Both NEXT_ATTEMPT = "SELECT next_attempt_at FROM outbox WHERE next_attempt_at IS NOT NULL ORDER BY next_attempt_at, id LIMIT 1";
}

/// Queues an effect, unless its identity has been queued before: then the row that is there stays as it is.
pub fn insert(row: &NewOutboxRow) -> Stmt {
    Stmt::new(
        INSERT,
        args![
            &row.identity,
            row.member,
            &row.kind,
            &row.recipient,
            row.language,
            row.on_day,
            &row.payload,
            &row.message_id,
            row.send_at,
        ],
    )
}

/// Claims up to `limit` rows whose time has come by `now`, under `token` and until `until`. Rows that another claim held too long
/// are among them. With a `kind`, only rows of that kind. The token must be one that was never used.
pub async fn claim(
    db: &Db,
    token: &str,
    now: Instant,
    until: Instant,
    kind: Option<&str>,
    limit: u32,
) -> Result<Vec<OutboxRow>, CommitError> {
    let claim = Stmt::new(db.pick(CLAIM_SQLITE, CLAIM_POSTGRES), args![now, kind.unwrap_or_default(), limit, token, until]);
    match db.commit(claim).await {
        // Whether it was committed shows in what the token holds.
        Ok(()) | Err(CommitError::Unknown(_)) => Ok(claimed(db, token).await?),
        Err(error) => Err(error),
    }
}

/// What a token holds.
pub async fn claimed(db: &Db, token: &str) -> Result<Vec<OutboxRow>, Fault> {
    db.query_as(CLAIMED, args![token]).await
}

/// The row was accepted. Conflict, as for all that complete a row: the token does not hold it any more.
pub fn sent(id: i64, token: &str, at: Instant) -> Stmt {
    Stmt::new(SENT, args![at, id, token]).expect(1)
}

/// An attempt at sending the row begins. Until it is completed the attempt counts as one that ended unclear, because it does when
/// the process is gone meanwhile. Conflict: the token does not hold the row.
pub fn start(id: i64, token: &str) -> Stmt {
    Stmt::new(START, args![id, token]).expect(1)
}

/// Gives every claimed row free at once. Only for who has the turn at sending, because
/// then whoever had claimed them is gone.
pub fn release(now: Instant) -> Stmt {
    Stmt::new(RELEASE, args![now])
}

/// Puts something else in the place of what the row says: what must not be kept once it was sent. Conflict: there is no such row.
pub fn redact(id: i64, payload: &str) -> Stmt {
    Stmt::new(REDACT, args![payload, id]).expect(1)
}

/// Takes out of a row whatever says to whom it went and what it said; one that waits is not sent any more. Conflict: there is no such row.
pub fn erase(id: i64, identity: &str, payload: &str) -> Stmt {
    Stmt::new(ERASE, args![identity, payload, id]).expect(1)
}

/// The row was refused for good.
pub fn failed(id: i64, token: &str, reason: &str) -> Stmt {
    Stmt::new(FAILED, args![reason, id, token]).expect(1)
}

/// The claimed row turned out to be untrue by now.
pub fn obsolete(id: i64, token: &str, reason: &str) -> Stmt {
    Stmt::new(OBSOLETE, args![reason, id, token]).expect(1)
}

/// The attempt that was started has ended, and the row is to be tried again at `at`. `unclear`: the attempt did not say whether it was accepted.
pub fn retry(id: i64, token: &str, at: Instant, reason: &str, unclear: bool) -> Stmt {
    Stmt::new(RETRY, args![at, reason, unclear, id, token]).expect(1)
}

/// What waits under this identity has become untrue. Nothing happens where it is being sent, was sent, or was never queued.
pub fn supersede(identity: &str, reason: &str) -> Stmt {
    Stmt::new(SUPERSEDE, args![reason, identity])
}

/// A row that was refused for good is to be tried once more. Conflict: it is not in that state.
pub fn again(id: i64, at: Instant) -> Stmt {
    Stmt::new(AGAIN, args![at, id]).expect(1)
}

/// The row with this number.
pub async fn by_id(db: &Db, id: i64) -> Result<Option<OutboxRow>, Fault> {
    db.query_one(BY_ID, args![id]).await
}

/// The row with this identity.
pub async fn by_identity(db: &Db, identity: &str) -> Result<Option<OutboxRow>, Fault> {
    db.query_one(BY_IDENTITY, args![identity]).await
}

/// A page of all rows, the latest first; the first page is before `None`, the next one before the last row's number.
pub async fn page(db: &Db, before: Option<i64>, limit: u32) -> Result<Vec<OutboxRow>, Fault> {
    db.query_as(PAGE, args![before.unwrap_or(i64::MAX), limit]).await
}

/// A page of the rows in one state, the latest first.
pub async fn page_in_state(db: &Db, state: OutboxState, before: Option<i64>, limit: u32) -> Result<Vec<OutboxRow>, Fault> {
    db.query_as(PAGE_IN_STATE, args![state, before.unwrap_or(i64::MAX), limit]).await
}

/// A page of a member's rows, the latest first.
pub async fn page_of_member(db: &Db, member: MemberId, before: Option<i64>, limit: u32) -> Result<Vec<OutboxRow>, Fault> {
    db.query_as(PAGE_OF_MEMBER, args![member, before.unwrap_or(i64::MAX), limit]).await
}

/// How many rows are in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateCount {
    /// The state.
    pub state: OutboxState,
    /// How many rows.
    pub rows: i64,
}

impl FromRow for StateCount {
    fn from_row(row: &Row<'_>) -> Result<StateCount, RowError> {
        Ok(StateCount { state: OutboxState::read(row, 0)?, rows: row.int(1)? })
    }
}

/// How many rows are in each state that any is in.
pub async fn counts(db: &Db) -> Result<Vec<StateCount>, Fault> {
    db.query_as(COUNTS, vec![]).await
}

/// When something is to be sent next; also, in the past, since when the oldest waits.
pub async fn next_attempt(db: &Db) -> Result<Option<Instant>, Fault> {
    db.query_one(NEXT_ATTEMPT, vec![]).await
}

/// How many mails are neither sent nor given up.
pub async fn waiting_count(db: &Db) -> Result<u64, Fault> {
    Ok(db.query_number(COUNT_WAITING, vec![]).await?.unsigned_abs())
}
