//! Proofs of payment: what members filed, with the files. The file itself is read only when it is asked for.

use jubilee_core::{Day, MemberId, OrderId};

use crate::bulk::Bulk;
use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Hash, Row, RowError, args, words};

words! {
    /// What became of a proof.
    ProofState, "a proof's state" {
        /// Nobody has said anything to it.
        Waiting = "waiting",
        /// Staff recorded its money.
        Accepted = "accepted",
        /// Staff did not accept it.
        Rejected = "rejected",
        /// Its money came otherwise, or its order needs none any more.
        Settled = "settled",
    }
}

words! {
    /// What kind of file a proof is, by what is in it.
    MediaType, "the kind of a proof's file" {
        /// A PDF.
        Pdf = "application/pdf",
        /// A PNG image.
        Png = "image/png",
        /// A JPEG image.
        Jpeg = "image/jpeg",
    }
}

/// A proof without its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofRow {
    /// The order.
    pub order: OrderId,
    /// Which of the order's, from 1, as the ledger counts them.
    pub number: u16,
    /// What the file is called, made harmless.
    pub file_name: String,
    /// What kind of file it is.
    pub media_type: MediaType,
    /// How large it is, in bytes.
    pub size: i64,
    /// The SHA-256 of it.
    pub digest: Hash,
    /// The value date that the member stated.
    pub value_on: Day,
    /// The account from which the member says it paid.
    pub account: String,
    /// The reference that the member says it gave.
    pub reference: String,
    /// What became of it.
    pub state: ProofState,
    /// Why staff did not accept it.
    pub reason: Option<String>,
    /// The business date on which it was filed.
    pub filed_on: Day,
}

impl FromRow for ProofRow {
    fn from_row(row: &Row<'_>) -> Result<ProofRow, RowError> {
        Ok(ProofRow {
            order: row.order(0)?,
            number: row.small(1)?,
            file_name: row.text(2)?.to_owned(),
            media_type: MediaType::read(row, 3)?,
            size: row.int(4)?,
            digest: row.hash(5)?,
            value_on: row.day(6)?,
            account: row.text(7)?.to_owned(),
            reference: row.text(8)?.to_owned(),
            state: ProofState::read(row, 9)?,
            reason: row.opt_text(10)?.map(str::to_owned),
            filed_on: row.day(11)?,
        })
    }
}

/// The file of a proof.
struct Body(Vec<u8>);

impl FromRow for Body {
    fn from_row(row: &Row<'_>) -> Result<Body, RowError> {
        Ok(Body(row.bytes(0)?.to_owned()))
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT order_id, number, file_name, media_type, size, digest, value_on, account, reference, state, reason, filed_on \
            FROM proofs ",
            $rest
        )
    };
}

statements! {
    Both INSERT = "INSERT INTO proofs (order_id, number, member, file_name, media_type, size, digest, body, value_on, account, \
        reference, state, reason, filed_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    Both ANSWER = "UPDATE proofs SET state = $1 WHERE order_id = $2 AND number = $3";
    Both EXPLAIN = "UPDATE proofs SET reason = $1 WHERE order_id = $2 AND number = $3";
    Both SETTLE = "UPDATE proofs SET state = 'settled' WHERE order_id = $1 AND state = 'waiting'";
    Both BY_ORDER = select!("WHERE order_id = $1 ORDER BY number");
    Both ONE = select!("WHERE order_id = $1 AND number = $2");
    Both BODY = "SELECT body FROM proofs WHERE order_id = $1 AND number = $2";
    Both BETWEEN = select!("WHERE order_id >= $1 AND order_id < $2 ORDER BY order_id, number");
    Both ALL = select!("ORDER BY order_id, number");
    Both WAITING = select!("WHERE state = 'waiting' ORDER BY filed_on, order_id, number LIMIT $1");
}

/// Keeps a proof with its file. A number that the order has already gives `Duplicate`.
pub fn insert(row: &ProofRow, body: &[u8]) -> Stmt {
    Stmt::new(
        INSERT,
        args![
            row.order,
            u32::from(row.number),
            row.order.member(),
            &row.file_name,
            row.media_type,
            row.size,
            row.digest,
            body,
            row.value_on,
            &row.account,
            &row.reference,
            row.state,
            row.reason.as_deref(),
            row.filed_on,
        ],
    )
}

/// Notes what staff said to a proof. Conflict: there is no such proof.
pub fn answer(order: OrderId, number: u16, state: ProofState) -> Stmt {
    Stmt::new(ANSWER, args![state, order, u32::from(number)]).expect(1)
}

/// Keeps why staff did not accept a proof. Conflict: there is no such proof.
pub fn explain(order: OrderId, number: u16, reason: &str) -> Stmt {
    Stmt::new(EXPLAIN, args![reason, order, u32::from(number)]).expect(1)
}

/// Notes that an order needs no money any more: nothing waits for it.
pub fn settle(order: OrderId) -> Stmt {
    Stmt::new(SETTLE, args![order]).unconditional()
}

/// The proofs of an order, the first one first.
pub async fn by_order(db: &Db, order: OrderId) -> Result<Vec<ProofRow>, Fault> {
    db.query_as(BY_ORDER, args![order]).await
}

/// One proof.
pub async fn one(db: &Db, order: OrderId, number: u16) -> Result<Option<ProofRow>, Fault> {
    db.query_one(ONE, args![order, u32::from(number)]).await
}

/// The file of a proof.
pub async fn body(db: &Db, order: OrderId, number: u16) -> Result<Option<Vec<u8>>, Fault> {
    let found: Vec<Body> = db.query_as(BODY, args![order, u32::from(number)]).await?;
    Ok(found.into_iter().next().map(|body| body.0))
}

/// All proofs, as a bulk sees them, order by order.
pub async fn all_in(bulk: &mut Bulk) -> Result<Vec<ProofRow>, Fault> {
    bulk.query_as(ALL, vec![]).await
}

/// The file of a proof, as a bulk sees it.
pub async fn body_in(bulk: &mut Bulk, order: OrderId, number: u16) -> Result<Option<Vec<u8>>, Fault> {
    let found: Vec<Body> = bulk.query_as(BODY, args![order, u32::from(number)]).await?;
    Ok(found.into_iter().next().map(|body| body.0))
}

/// The proofs of the orders of all members from one to another, both included, order by order.
pub async fn by_range(db: &Db, first: MemberId, last: MemberId) -> Result<Vec<ProofRow>, Fault> {
    db.query_as(BETWEEN, args![first.number() << 16, (last.number() + 1) << 16]).await
}

/// Proofs to which nobody has said anything, the one that waits longest first.
pub async fn waiting(db: &Db, limit: u32) -> Result<Vec<ProofRow>, Fault> {
    db.query_as(WAITING, args![limit]).await
}
