//! Invoices and credit notes: their numbers without gaps, what was frozen when each was made, and the orders that wait for one.

use jubilee_core::{Day, MemberId, Money, OrderId};

use crate::database::Db;
use crate::error::Fault;
use crate::orders::money;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args, words};

words! {
    /// Which of the two series a document is in.
    Series, "a series of invoices" {
        /// Invoices.
        Invoice = "invoice",
        /// Credit notes.
        CreditNote = "credit-note",
    }
}

/// One invoice or credit note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceRow {
    /// The order that it is for.
    pub order: OrderId,
    /// Which series it is in.
    pub series: Series,
    /// Its number; unique.
    pub number: String,
    /// The year whose count it has, or 0 where the count goes on for ever.
    pub period: i64,
    /// Which of the period's it is, from 1.
    pub count: i64,
    /// Its date.
    pub issued_on: Day,
    /// What it comes to.
    pub amount: Money,
    /// All that stands on it, in the caller's form.
    pub body: String,
}

impl FromRow for InvoiceRow {
    fn from_row(row: &Row<'_>) -> Result<InvoiceRow, RowError> {
        Ok(InvoiceRow {
            order: row.order(0)?,
            series: Series::read(row, 1)?,
            number: row.text(2)?.to_owned(),
            period: row.int(3)?,
            count: row.int(4)?,
            issued_on: row.day(5)?,
            amount: money(row, 6, 7)?,
            body: row.text(8)?.to_owned(),
        })
    }
}

/// How far a series has counted in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counter {
    /// The last number given out.
    pub count: i64,
    /// The date of its document: no later number has an earlier one.
    pub dated_on: Day,
}

impl FromRow for Counter {
    fn from_row(row: &Row<'_>) -> Result<Counter, RowError> {
        Ok(Counter { count: row.int(0)?, dated_on: row.day(1)? })
    }
}

/// An order that waits for its invoice or credit note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The order.
    pub order: OrderId,
    /// What it waits for.
    pub series: Series,
}

impl FromRow for Due {
    fn from_row(row: &Row<'_>) -> Result<Due, RowError> {
        Ok(Due { order: row.order(0)?, series: Series::read(row, 1)? })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT order_id, series, number, period, count, issued_on, amount_minor, currency, body FROM invoices ", $rest)
    };
}

statements! {
    Both AWAIT = "INSERT INTO invoices_due (order_id, series) VALUES ($1, $2) ON CONFLICT (order_id, series) DO NOTHING";
    Both SETTLE = "DELETE FROM invoices_due WHERE order_id = $1 AND series = $2";
    Both DUE = "SELECT order_id, series FROM invoices_due WHERE (order_id, series) > ($1, $2) ORDER BY order_id, series LIMIT $3";
    Both COUNTER = "SELECT count, dated_on FROM invoice_counters WHERE series = $1 AND period = $2";
    Both FIRST = "INSERT INTO invoice_counters (series, period, count, dated_on) VALUES ($1, $2, 1, $3)";
    Both NEXT = "UPDATE invoice_counters SET count = count + 1, dated_on = $1 WHERE series = $2 AND period = $3 AND count = $4 \
        AND dated_on <= $1";
    Both INSERT = "INSERT INTO invoices (order_id, series, number, period, count, issued_on, amount_minor, currency, body) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    Both OF_ORDER = select!("WHERE order_id = $1 AND series = $2");
    Both BY_NUMBER = select!("WHERE number = $1");
    Both BETWEEN = select!("WHERE order_id >= $1 AND order_id < $2 ORDER BY issued_on, series, count");
    Both IN_DATES = select!("WHERE issued_on >= $1 AND issued_on <= $2 ORDER BY series DESC, period, count");
}

/// Puts an order on the list of those that wait; one that is on it stays there. It belongs into the batch that made the order paid or paid it
/// back, so that none is forgotten.
pub fn wanted(order: OrderId, series: Series) -> Stmt {
    Stmt::new(AWAIT, args![order, series])
}

/// Takes an order off the list. Conflict: somebody else has done so.
pub fn settled(due: Due) -> Stmt {
    Stmt::new(SETTLE, args![due.order, due.series]).expect(1)
}

/// A page of the orders that wait, the first after `after`.
pub async fn due(db: &Db, after: Option<Due>, limit: u32) -> Result<Vec<Due>, Fault> {
    let args = match after {
        None => args![0_i64, "", limit],
        Some(Due { order, series }) => args![order, series, limit],
    };
    db.query_as(DUE, args).await
}

/// How far a series has counted in a period; `None` before its first number.
pub async fn counter(db: &Db, series: Series, period: i64) -> Result<Option<Counter>, Fault> {
    db.query_one(COUNTER, args![series, period]).await
}

/// The statements that give a document the number after `last` and keep it. They belong into one batch: a number is taken only
/// together with what has it, so there is no gap. Conflict or duplicate: somebody else has taken that number, or made this document.
pub fn number(row: &InvoiceRow, last: Option<Counter>) -> Vec<Stmt> {
    let count = match last {
        None => Stmt::new(FIRST, args![row.series, row.period, row.issued_on]),
        Some(last) => Stmt::new(NEXT, args![row.issued_on, row.series, row.period, last.count]).expect(1),
    };
    let insert = Stmt::new(
        INSERT,
        args![
            row.order,
            row.series,
            &row.number,
            row.period,
            row.count,
            row.issued_on,
            row.amount.minor,
            row.amount.currency.code(),
            &row.body,
        ],
    );
    vec![count, insert]
}

/// The document of an order.
pub async fn of_order(db: &Db, order: OrderId, series: Series) -> Result<Option<InvoiceRow>, Fault> {
    db.query_one(OF_ORDER, args![order, series]).await
}

/// The document with this number.
pub async fn by_number(db: &Db, number: &str) -> Result<Option<InvoiceRow>, Fault> {
    db.query_one(BY_NUMBER, args![number]).await
}

/// A member's documents, the oldest first.
pub async fn by_member(db: &Db, member: MemberId) -> Result<Vec<InvoiceRow>, Fault> {
    // A member's orders lie side by side, because its number is the upper part of theirs.
    db.query_as(BETWEEN, args![member.number() << 16, (member.number() + 1) << 16]).await
}

/// The documents of some days, invoices first, in the order of their numbers.
pub async fn between(db: &Db, from: Day, until: Day) -> Result<Vec<InvoiceRow>, Fault> {
    db.query_as(IN_DATES, args![from, until]).await
}
