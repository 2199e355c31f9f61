//! Orders: the read model of what members have ordered, and what it was ordered for.

use jubilee_core::{Currency, Day, MemberId, Money, OfferId, OrderId, SubscriptionId};

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, Value, args, words};

words! {
    /// How far an order is.
    OrderState, "an order's state" {
        /// It waits for its payment.
        Open = "open",
        /// Part of its money has come.
        PartlyPaid = "partly-paid",
        /// It is paid.
        Paid = "paid",
        /// It is paid, and more came than it costs.
        Overpaid = "overpaid",
        /// Money came that has no effect.
        SetAside = "set-aside",
        /// Its payment did not come in time.
        Expired = "expired",
        /// It was taken back.
        Cancelled = "cancelled",
        /// Its money had been set aside and pays another order.
        Moved = "moved",
        /// Its money went back.
        Refunded = "refunded",
    }
}

/// One order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// Its identity, which names the member.
    pub id: OrderId,
    /// The number that people use; unique.
    pub number: String,
    /// What a payment is recognised by; unique.
    pub reference: String,
    /// The subscription that it renews; nothing where it buys a new one.
    pub subscription: Option<SubscriptionId>,
    /// What is bought or renewed.
    pub offer: OfferId,
    /// What is ordered, a word of the caller's (`buy`, `renew`).
    pub action: String,
    /// What is to be paid.
    pub amount: Money,
    /// The day of the order.
    pub created_on: Day,
    /// The last day on which a payment may count for it.
    pub expires_on: Day,
    /// The day by which it should be paid.
    pub pay_by_on: Day,
    /// How far it is.
    pub state: OrderState,
    /// The member's own purchase-order number (contact).
    pub purchase_order: Option<String>,
    /// The value date of the payment that completed it; of the latest where it is not complete.
    pub paid_on: Option<Day>,
}

/// An amount from its two columns.
pub(crate) fn money(row: &Row<'_>, minor: usize, currency: usize) -> Result<Money, RowError> {
    Ok(Money { minor: row.int(minor)?, currency: row.word(currency, Currency::new, "a currency")? })
}

impl FromRow for OrderRow {
    fn from_row(row: &Row<'_>) -> Result<OrderRow, RowError> {
        Ok(OrderRow {
            id: row.order(0)?,
            number: row.text(1)?.to_owned(),
            reference: row.text(2)?.to_owned(),
            subscription: row.opt(3, Row::subscription)?,
            offer: OfferId::new(row.text(4)?),
            action: row.text(5)?.to_owned(),
            amount: money(row, 6, 7)?,
            created_on: row.day(8)?,
            expires_on: row.day(9)?,
            pay_by_on: row.day(10)?,
            state: OrderState::read(row, 11)?,
            purchase_order: row.opt_text(12)?.map(str::to_owned),
            paid_on: row.opt_day(13)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, reference, subscription, offer, action, amount_minor, currency, created_on, expires_on, pay_by_on, \
            state, purchase_order, paid_on FROM orders ",
            $rest
        )
    };
}

macro_rules! insert {
    () => {
        "INSERT INTO orders (id, member, number, reference, subscription, offer, action, amount_minor, currency, \
        created_on, expires_on, pay_by_on, state, purchase_order, paid_on) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    };
}

statements! {
    Both INSERT = insert!();
    // The purchase-order number is the member's own, and stays.
    Both PUT = concat!(
        insert!(),
        " ON CONFLICT (id) DO UPDATE SET number = excluded.number, reference = excluded.reference, \
        subscription = excluded.subscription, offer = excluded.offer, action = excluded.action, amount_minor = excluded.amount_minor, \
        currency = excluded.currency, created_on = excluded.created_on, expires_on = excluded.expires_on, \
        pay_by_on = excluded.pay_by_on, state = excluded.state, paid_on = excluded.paid_on"
    );
    Both REMOVE = "DELETE FROM orders WHERE id = $1";
    Both SET_STATE = "UPDATE orders SET state = $1, paid_on = $2 WHERE id = $3";
    Both SET_PURCHASE_ORDER = "UPDATE orders SET purchase_order = $1 WHERE id = $2";
    Both BY_ID = select!("WHERE id = $1");
    Both BY_NUMBER = select!("WHERE number = $1");
    Both BY_REFERENCE = select!("WHERE reference = $1");
    Both BETWEEN = select!("WHERE id >= $1 AND id < $2 ORDER BY id");
    Both OPEN = select!("WHERE state IN ('open', 'partly-paid') AND (pay_by_on, id) > ($1, $2) ORDER BY pay_by_on, id LIMIT $3");
    Both OPEN_OF_AMOUNT = select!("WHERE state = 'open' AND amount_minor = $1 AND currency = $2 ORDER BY pay_by_on DESC, id LIMIT $3");
    Both COUNT_OPEN = "SELECT COUNT(*) FROM orders WHERE state IN ('open', 'partly-paid')";
}

/// Adds an order. An identity, number or reference that is taken gives `Duplicate`.
pub fn insert(row: &OrderRow) -> Stmt {
    Stmt::new(INSERT, stored(row))
}

/// Adds an order or brings all of its row up to date, but for the member's own purchase-order number. A number or reference that another order
/// has gives `Duplicate`.
pub fn put(row: &OrderRow) -> Stmt {
    Stmt::new(PUT, stored(row)).expect(1)
}

/// Takes away a row that nothing stands for. Conflict: there is no such order.
pub fn remove(id: OrderId) -> Stmt {
    Stmt::new(REMOVE, args![id]).expect(1)
}

fn stored(row: &OrderRow) -> Vec<Value> {
    args![
        row.id,
        row.id.member(),
        &row.number,
        &row.reference,
        row.subscription,
        row.offer.as_str(),
        &row.action,
        row.amount.minor,
        row.amount.currency.code(),
        row.created_on,
        row.expires_on,
        row.pay_by_on,
        row.state,
        row.purchase_order.as_deref(),
        row.paid_on,
    ]
}

/// Brings the order's state up to date; one for which money came has its value date. Conflict: there is no such order.
pub fn set_state(id: OrderId, state: OrderState, paid_on: Option<Day>) -> Stmt {
    Stmt::new(SET_STATE, args![state, paid_on, id]).expect(1)
}

/// Notes the member's own purchase-order number. Conflict: there is no such order.
pub fn set_purchase_order(id: OrderId, purchase_order: Option<&str>) -> Stmt {
    Stmt::new(SET_PURCHASE_ORDER, args![purchase_order, id]).expect(1)
}

/// The order with this identity.
pub async fn by_id(db: &Db, id: OrderId) -> Result<Option<OrderRow>, Fault> {
    db.query_one(BY_ID, args![id]).await
}

/// The order with this number.
pub async fn by_number(db: &Db, number: &str) -> Result<Option<OrderRow>, Fault> {
    db.query_one(BY_NUMBER, args![number]).await
}

/// The order with this payment reference.
pub async fn by_reference(db: &Db, reference: &str) -> Result<Option<OrderRow>, Fault> {
    db.query_one(BY_REFERENCE, args![reference]).await
}

/// The member's orders, the first one first.
pub async fn by_member(db: &Db, member: MemberId) -> Result<Vec<OrderRow>, Fault> {
    by_range(db, member, member).await
}

/// The orders of all members from one to another, both included.
pub async fn by_range(db: &Db, first: MemberId, last: MemberId) -> Result<Vec<OrderRow>, Fault> {
    // A member's orders lie side by side, because its number is the upper part of theirs.
    db.query_as(BETWEEN, args![first.number() << 16, (last.number() + 1) << 16]).await
}

/// A page of the orders that wait for money, or for more of it, the most urgent first; the first page is after `None`, the next one after the last row's day to
/// pay by and identity.
pub async fn open(db: &Db, after: Option<(Day, OrderId)>, limit: u32) -> Result<Vec<OrderRow>, Fault> {
    let args = match after {
        None => args!["", 0_i64, limit],
        Some((pay_by_on, id)) => args![pay_by_on, id, limit],
    };
    db.query_as(OPEN, args).await
}

/// Orders of an amount for which nothing has come, those to be paid last first.
pub async fn open_of_amount(db: &Db, amount: Money, limit: u32) -> Result<Vec<OrderRow>, Fault> {
    db.query_as(OPEN_OF_AMOUNT, args![amount.minor, amount.currency.code(), limit]).await
}

/// How many orders wait for money.
pub async fn open_count(db: &Db) -> Result<i64, Fault> {
    db.query_number(COUNT_OPEN, vec![]).await
}
