//! Money that goes back to cards. A row is written with the decision, in one transaction; the provider is asked afterwards.

use jubilee_core::{Instant, Money};

use crate::database::Db;
use crate::error::Fault;
use crate::orders::money;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args, words};

words! {
    /// How far a refund is.
    CardRefundState, "a card refund's state" {
        /// The provider is to be asked.
        ToSend = "to-send",
        /// The provider was asked, and its answer is lost: it is looked up before it is asked again.
        Unclear = "unclear",
        /// The provider works on it.
        Pending = "pending",
        /// The money is on its way.
        Done = "done",
        /// The money did not go, or came back; staff pay it in another way.
        Failed = "failed",
    }
}

/// One refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRefundRow {
    /// Our identity of it, the idempotency key.
    pub refund: String,
    /// The attempt whose money it is.
    pub attempt: String,
    /// The provider's identity of the payment.
    pub payment: String,
    /// How much.
    pub amount: Money,
    /// How far it is.
    pub state: CardRefundState,
    /// The provider's identity of it.
    pub provider_refund: Option<String>,
    /// What is the matter, for staff.
    pub trouble: Option<String>,
    /// When it was decided.
    pub made_at: Instant,
    /// When the provider was last asked.
    pub tried_at: Instant,
}

impl FromRow for CardRefundRow {
    fn from_row(row: &Row<'_>) -> Result<CardRefundRow, RowError> {
        Ok(CardRefundRow {
            refund: row.text(0)?.to_owned(),
            attempt: row.text(1)?.to_owned(),
            payment: row.text(2)?.to_owned(),
            amount: money(row, 3, 4)?,
            state: CardRefundState::read(row, 5)?,
            provider_refund: row.opt_text(6)?.map(str::to_owned),
            trouble: row.opt_text(7)?.map(str::to_owned),
            made_at: row.instant(8)?,
            tried_at: row.instant(9)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT refund, attempt, payment, amount_minor, currency, state, provider_refund, trouble, made_at, tried_at \
            FROM card_refunds ",
            $rest
        )
    };
}

statements! {
    Both INSERT = "INSERT INTO card_refunds (refund, attempt, payment, amount_minor, currency, state, provider_refund, trouble, made_at, \
        tried_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    Both UPDATE = "UPDATE card_refunds SET state = $1, provider_refund = $2, trouble = $3, tried_at = $4 WHERE refund = $5";
    Both BY_REFUND = select!("WHERE refund = $1");
    Both BY_ATTEMPT = select!("WHERE attempt = $1 ORDER BY made_at, refund");
    Both OPEN = select!("WHERE state IN ('to-send', 'unclear', 'pending') AND tried_at <= $1 ORDER BY tried_at, refund LIMIT $2");
    Both FAILED = select!("WHERE state = 'failed' ORDER BY made_at, refund LIMIT $1");
}

/// Adds a refund. `Duplicate`: its identity is taken.
pub fn insert(row: &CardRefundRow) -> Stmt {
    Stmt::new(
        INSERT,
        args![
            &row.refund,
            &row.attempt,
            &row.payment,
            row.amount.minor,
            row.amount.currency.code(),
            row.state,
            row.provider_refund.as_deref(),
            row.trouble.as_deref(),
            row.made_at,
            row.tried_at,
        ],
    )
}

/// Writes how far a refund is. Conflict: there is none.
pub fn update(row: &CardRefundRow) -> Stmt {
    let (given, trouble) = (row.provider_refund.as_deref(), row.trouble.as_deref());
    Stmt::new(UPDATE, args![row.state, given, trouble, row.tried_at, &row.refund]).expect(1)
}

/// The refund with this identity.
pub async fn by_refund(db: &Db, refund: &str) -> Result<Option<CardRefundRow>, Fault> {
    db.query_one(BY_REFUND, args![refund]).await
}

/// The refunds of an attempt's money, the first one first.
pub async fn by_attempt(db: &Db, attempt: &str) -> Result<Vec<CardRefundRow>, Fault> {
    db.query_as(BY_ATTEMPT, args![attempt]).await
}

/// Refunds that are not over and were not tried since `before`, the one that waits longest first.
pub async fn open(db: &Db, before: Instant, limit: u32) -> Result<Vec<CardRefundRow>, Fault> {
    db.query_as(OPEN, args![before, limit]).await
}

/// Refunds that failed, the oldest first.
pub async fn failed(db: &Db, limit: u32) -> Result<Vec<CardRefundRow>, Fault> {
    db.query_as(FAILED, args![limit]).await
}
