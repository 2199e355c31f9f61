//! Failures: what a run could not do and has set aside, until it is done.

use jubilee_core::{Day, Instant, MemberId, SubscriptionId};

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args};

/// One thing that could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureRow {
    /// The member.
    pub member: MemberId,
    /// The subscription; nothing where the member as a whole could not be dealt with.
    pub subscription: Option<SubscriptionId>,
    /// The business date of the run.
    pub on_day: Day,
    /// Which step, a word of the caller's.
    pub step: String,
    /// Why it could not be done.
    pub reason: String,
    /// When it was tried last.
    pub failed_at: Instant,
}

impl FromRow for FailureRow {
    fn from_row(row: &Row<'_>) -> Result<FailureRow, RowError> {
        Ok(FailureRow {
            member: row.member(0)?,
            subscription: if row.int(1)? == 0 { None } else { Some(row.subscription(1)?) },
            on_day: row.day(2)?,
            step: row.text(3)?.to_owned(),
            reason: row.text(4)?.to_owned(),
            failed_at: row.instant(5)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT member, subscription, on_day, step, reason, failed_at FROM failures ", $rest)
    };
}

statements! {
    Both RECORD = "INSERT INTO failures (member, subscription, on_day, step, reason, failed_at) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (member, subscription, on_day, step) DO UPDATE SET reason = excluded.reason, failed_at = excluded.failed_at";
    Both CLEAR = "DELETE FROM failures WHERE member = $1 AND subscription = $2 AND step = $3";
    Both CLEAR_MEMBER = "DELETE FROM failures WHERE member = $1";
    Both BY_DAY = select!("WHERE on_day = $1 ORDER BY member, subscription, step LIMIT $2");
    Both RECENT = select!("ORDER BY on_day DESC, member, subscription, step LIMIT $1");
    Both COUNT = "SELECT COUNT(*) FROM failures";
}

fn number(subscription: Option<SubscriptionId>) -> i64 {
    subscription.map_or(0, SubscriptionId::number)
}

/// Records that something could not be done on a day; a second time on the same day brings the reason up to date.
pub fn record(row: &FailureRow) -> Stmt {
    Stmt::new(RECORD, args![row.member, number(row.subscription), row.on_day, &row.step, &row.reason, row.failed_at]).expect(1)
}

/// The step has been done: what was recorded about it on any day goes.
pub fn clear(member: MemberId, subscription: Option<SubscriptionId>, step: &str) -> Stmt {
    Stmt::new(CLEAR, args![member, number(subscription), step])
}

/// Everything about the member has been done.
pub fn clear_member(member: MemberId) -> Stmt {
    Stmt::new(CLEAR_MEMBER, args![member])
}

/// What could not be done on a day and still is not.
pub async fn by_day(db: &Db, on_day: Day, limit: u32) -> Result<Vec<FailureRow>, Fault> {
    db.query_as(BY_DAY, args![on_day, limit]).await
}

/// What is not done, the latest day first.
pub async fn recent(db: &Db, limit: u32) -> Result<Vec<FailureRow>, Fault> {
    db.query_as(RECENT, args![limit]).await
}

/// How much is not done.
pub async fn count(db: &Db) -> Result<i64, Fault> {
    db.query_number(COUNT, vec![]).await
}
