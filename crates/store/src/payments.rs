//! Payments: the read model of money that came in for an order.

use jubilee_core::{Day, MemberId, Money, OrderId};

use crate::database::Db;
use crate::error::Fault;
use crate::orders::money;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args};

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentRow {
    /// What it was paid for.
    pub order: OrderId,
    /// The ledger entry that recorded it.
    pub seq: i64,
    /// How much came in.
    pub amount: Money,
    /// When it counts.
    pub value_on: Day,
    /// The business date on which it was recorded.
    pub recorded_on: Day,
    /// How it came, a word of the caller's (`bank-transfer`).
    pub method: String,
    /// What it is called outside; unique. Nothing where somebody recorded it by hand.
    pub identity: Option<String>,
}

impl FromRow for PaymentRow {
    fn from_row(row: &Row<'_>) -> Result<PaymentRow, RowError> {
        Ok(PaymentRow {
            order: row.order(0)?,
            seq: row.int(1)?,
            amount: money(row, 2, 3)?,
            value_on: row.day(4)?,
            recorded_on: row.day(5)?,
            method: row.text(6)?.to_owned(),
            identity: row.opt_text(7)?.map(str::to_owned),
        })
    }
}

statements! {
    Both INSERT = "INSERT INTO payments (order_id, seq, member, amount_minor, currency, value_on, recorded_on, method, identity) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    Both IDENTIFY = "UPDATE payments SET identity = $1 \
        WHERE order_id = $2 AND value_on = $3 AND amount_minor = $4 AND identity IS NULL";
    Both REMOVE = "DELETE FROM payments WHERE order_id = $1";
    Both BY_ORDER = "SELECT order_id, seq, amount_minor, currency, value_on, recorded_on, method, identity FROM payments \
        WHERE order_id = $1 ORDER BY seq";
    Both BETWEEN = "SELECT order_id, seq, amount_minor, currency, value_on, recorded_on, method, identity FROM payments \
        WHERE order_id >= $1 AND order_id < $2 ORDER BY order_id, seq";
    Both BY_IDENTITY = "SELECT order_id, seq, amount_minor, currency, value_on, recorded_on, method, identity FROM payments \
        WHERE identity = $1";
}

/// Adds a payment. The same ledger entry a second time, or an identity that another payment has, gives `Duplicate`.
pub fn insert(row: &PaymentRow) -> Stmt {
    Stmt::new(
        INSERT,
        args![
            row.order,
            row.seq,
            row.order.member(),
            row.amount.minor,
            row.amount.currency.code(),
            row.value_on,
            row.recorded_on,
            &row.method,
            row.identity.as_deref(),
        ],
    )
}

/// Notes what a payment that was recorded by hand is called outside. An identity that another payment has gives `Duplicate`. Conflict:
/// there is no such payment.
pub fn identify(order: OrderId, value_on: Day, amount: Money, identity: &str) -> Stmt {
    Stmt::new(IDENTIFY, args![identity, order, value_on, amount.minor]).expect(1)
}

/// Takes away the rows of all payments of an order, to be written anew or because nothing stands for them.
pub fn remove(order: OrderId) -> Stmt {
    Stmt::new(REMOVE, args![order]).unconditional()
}

/// The payment that is called so outside.
pub async fn by_identity(db: &Db, identity: &str) -> Result<Option<PaymentRow>, Fault> {
    db.query_one(BY_IDENTITY, args![identity]).await
}

/// What came in for an order, the first first.
pub async fn by_order(db: &Db, order: OrderId) -> Result<Vec<PaymentRow>, Fault> {
    db.query_as(BY_ORDER, args![order]).await
}

/// What came in for the orders of all members from one to another, both included, order by order.
pub async fn by_range(db: &Db, first: MemberId, last: MemberId) -> Result<Vec<PaymentRow>, Fault> {
    db.query_as(BETWEEN, args![first.number() << 16, (last.number() + 1) << 16]).await
}
