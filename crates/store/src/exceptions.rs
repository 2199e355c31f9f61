//! Why staff granted exceptions and took them back: words, which are kept beside the ledger. All of it is contact.

use jubilee_core::{MemberId, SubscriptionId};

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args};

/// The words about one exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExceptionRow {
    /// The subscription it was granted for.
    pub subscription: SubscriptionId,
    /// Which of the subscription's, from 1, as the ledger counts them.
    pub number: u16,
    /// Why it was granted.
    pub reason: String,
    /// Why it was taken back.
    pub end_reason: Option<String>,
}

impl FromRow for ExceptionRow {
    fn from_row(row: &Row<'_>) -> Result<ExceptionRow, RowError> {
        Ok(ExceptionRow {
            subscription: row.subscription(0)?,
            number: row.small(1)?,
            reason: row.text(2)?.to_owned(),
            end_reason: row.opt_text(3)?.map(str::to_owned),
        })
    }
}

statements! {
    Both INSERT = "INSERT INTO exceptions (subscription, number, member, reason) VALUES ($1, $2, $3, $4)";
    Both END = "UPDATE exceptions SET end_reason = $1 WHERE subscription = $2 AND number = $3";
    Both BY_MEMBER =
        "SELECT subscription, number, reason, end_reason FROM exceptions WHERE member = $1 ORDER BY subscription, number";
}

/// Keeps why an exception was granted. A number that is taken gives `Duplicate`.
pub fn insert(subscription: SubscriptionId, number: u16, reason: &str) -> Stmt {
    Stmt::new(INSERT, args![subscription, u32::from(number), subscription.member(), reason])
}

/// Keeps why an exception was taken back. Conflict: there is no such exception.
pub fn end(subscription: SubscriptionId, number: u16, reason: &str) -> Stmt {
    Stmt::new(END, args![reason, subscription, u32::from(number)]).expect(1)
}

/// The words about a member's exceptions, in the order of its subscriptions.
pub async fn by_member(db: &Db, member: MemberId) -> Result<Vec<ExceptionRow>, Fault> {
    db.query_as(BY_MEMBER, args![member]).await
}
