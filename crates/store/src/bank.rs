//! Entries of bank statements: what came in, what became of it, and what waits for staff.

use jubilee_core::{Day, Money, OrderId};

use crate::database::Db;
use crate::error::Fault;
use crate::orders::money;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args, words};

words! {
    /// What became of an entry.
    EntryState, "a bank entry's state" {
        /// It waits for staff.
        Open = "open",
        /// It was recorded as a payment when it was imported.
        Recorded = "recorded",
        /// Staff recorded it as the payment of an order.
        Assigned = "assigned",
        /// It is none of the programme's money.
        Dismissed = "dismissed",
        /// It went back to the payer.
        Returned = "returned",
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankEntryRow {
    /// Its number, which the store gives out; 0 before.
    pub id: i64,
    /// What it is known by in another file; unique.
    pub identity: String,
    /// Our account.
    pub account: String,
    /// What it is, a word of the caller's (`credit`).
    pub kind: String,
    /// How much.
    pub amount: Money,
    /// When the bank booked it.
    pub booked_on: Option<Day>,
    /// When it counts.
    pub value_on: Day,
    /// The payer (contact).
    pub name: Option<String>,
    /// The payer's account (contact).
    pub counterparty: Option<String>,
    /// What the payer wrote (contact).
    pub words: String,
    /// The structured reference.
    pub reference: Option<String>,
    /// What was passed on from end to end.
    pub end_to_end: Option<String>,
    /// The bank's reference.
    pub bank_reference: Option<String>,
    /// The file that it came in.
    pub file: String,
    /// The business date on which it was imported.
    pub imported_on: Day,
    /// What became of it.
    pub state: EntryState,
    /// Why it waits or waited, a word of the caller's.
    pub doubt: Option<String>,
    /// The order that it pays, or that it names while it waits.
    pub order: Option<OrderId>,
    /// Why it was dismissed or returned.
    pub reason: Option<String>,
    /// The business date on which it was settled.
    pub settled_on: Option<Day>,
    /// The number of the staff who settled it; nothing for an import and at the command line.
    pub settled_by: Option<i64>,
}

/// What staff made of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling<'a> {
    /// What became of it.
    pub state: EntryState,
    /// The order that it pays.
    pub order: Option<OrderId>,
    /// Why it was dismissed or returned.
    pub reason: Option<&'a str>,
    /// The business date.
    pub on: Day,
    /// The number of the staff.
    pub by: Option<i64>,
}

impl FromRow for BankEntryRow {
    fn from_row(row: &Row<'_>) -> Result<BankEntryRow, RowError> {
        let text = |column| row.opt_text(column).map(|text| text.map(str::to_owned));
        Ok(BankEntryRow {
            id: row.int(0)?,
            identity: row.text(1)?.to_owned(),
            account: row.text(2)?.to_owned(),
            kind: row.text(3)?.to_owned(),
            amount: money(row, 4, 5)?,
            booked_on: row.opt_day(6)?,
            value_on: row.day(7)?,
            name: text(8)?,
            counterparty: text(9)?,
            words: row.text(10)?.to_owned(),
            reference: text(11)?,
            end_to_end: text(12)?,
            bank_reference: text(13)?,
            file: row.text(14)?.to_owned(),
            imported_on: row.day(15)?,
            state: EntryState::read(row, 16)?,
            doubt: text(17)?,
            order: row.opt(18, Row::order)?,
            reason: text(19)?,
            settled_on: row.opt_day(20)?,
            settled_by: row.opt_int(21)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, identity, account, kind, amount_minor, currency, booked_on, value_on, name, counterparty, words, reference, \
            end_to_end, bank_reference, file, imported_on, state, doubt, order_id, reason, settled_on, settled_by FROM bank_entries ",
            $rest
        )
    };
}

statements! {
    Both INSERT = "INSERT INTO bank_entries (identity, account, kind, amount_minor, currency, booked_on, value_on, name, counterparty, \
        words, reference, end_to_end, bank_reference, file, imported_on, state, doubt, order_id, reason, settled_on, settled_by) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";
    Both SETTLE = "UPDATE bank_entries SET state = $1, order_id = $2, reason = $3, settled_on = $4, settled_by = $5 \
        WHERE id = $6 AND state = 'open'";
    Both BY_ID = select!("WHERE id = $1");
    Both BY_IDENTITY = select!("WHERE identity = $1");
    Both OPEN = select!("WHERE state = 'open' ORDER BY value_on, id LIMIT $1");
    Both SETTLED = select!("WHERE state <> 'open' AND id < $1 ORDER BY id DESC LIMIT $2");
    Both PAGE = select!("WHERE id < $1 ORDER BY id DESC LIMIT $2");
    Both COUNT_OPEN = "SELECT COUNT(*) FROM bank_entries WHERE state = 'open'";
}

/// Adds an entry. One that is there gives `Duplicate`.
pub fn insert(row: &BankEntryRow) -> Stmt {
    Stmt::new(
        INSERT,
        args![
            &row.identity,
            &row.account,
            &row.kind,
            row.amount.minor,
            row.amount.currency.code(),
            row.booked_on,
            row.value_on,
            row.name.as_deref(),
            row.counterparty.as_deref(),
            &row.words,
            row.reference.as_deref(),
            row.end_to_end.as_deref(),
            row.bank_reference.as_deref(),
            &row.file,
            row.imported_on,
            row.state,
            row.doubt.as_deref(),
            row.order,
            row.reason.as_deref(),
            row.settled_on,
            row.settled_by,
        ],
    )
}

/// Says what became of an entry that waits. Conflict: there is none that waits, because somebody else was quicker.
pub fn settle(id: i64, settling: &Settling<'_>) -> Stmt {
    let Settling { state, order, reason, on, by } = *settling;
    Stmt::new(SETTLE, args![state, order, reason, on, by, id]).expect(1)
}

/// The entry with this number.
pub async fn by_id(db: &Db, id: i64) -> Result<Option<BankEntryRow>, Fault> {
    db.query_one(BY_ID, args![id]).await
}

/// The entry with this identity.
pub async fn by_identity(db: &Db, identity: &str) -> Result<Option<BankEntryRow>, Fault> {
    db.query_one(BY_IDENTITY, args![identity]).await
}

/// The entries that wait, the oldest money first.
pub async fn open(db: &Db, limit: u32) -> Result<Vec<BankEntryRow>, Fault> {
    db.query_as(OPEN, args![limit]).await
}

/// A page of the entries that are settled, the latest import first; the first page is before `None`.
pub async fn settled(db: &Db, before: Option<i64>, limit: u32) -> Result<Vec<BankEntryRow>, Fault> {
    db.query_as(SETTLED, args![before.unwrap_or(i64::MAX), limit]).await
}

/// A page of all entries, the latest import first; the first page is before `None`.
pub async fn page(db: &Db, before: Option<i64>, limit: u32) -> Result<Vec<BankEntryRow>, Fault> {
    db.query_as(PAGE, args![before.unwrap_or(i64::MAX), limit]).await
}

/// How many entries wait.
pub async fn open_count(db: &Db) -> Result<i64, Fault> {
    db.query_number(COUNT_OPEN, vec![]).await
}
