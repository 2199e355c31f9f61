//! Attempts to pay an order by card. A row is there before the provider is asked, so that whatever the provider does afterwards
//! belongs to something that is known here.

use jubilee_core::{Instant, Money, OrderId};

use crate::database::Db;
use crate::error::Fault;
use crate::orders::money;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args, words};

words! {
    /// How far an attempt is.
    CardState, "a card payment's state" {
        /// It was written down; the provider has not answered yet.
        Begun = "begun",
        /// The provider's page waits for the payer.
        Open = "open",
        /// The payer has done what was to be done, and the provider works on it.
        InFlight = "in-flight",
        /// The money is there.
        Paid = "paid",
        /// It is over, and nothing was paid.
        Ended = "ended",
    }
}

words! {
    /// What became of the money.
    CardTaken, "what became of a card payment" {
        /// It was recorded for its order.
        Recorded = "recorded",
        /// Its order needs no money any more; staff send it back.
        Surplus = "surplus",
        /// It goes back, without having been recorded for an order.
        Returned = "returned",
    }
}

words! {
    /// What staff have to see to.
    CardTrouble, "what is the matter with a card payment" {
        /// Its order needs no money any more.
        Surplus = "surplus",
        /// The card's holder wants the money back from the bank.
        Disputed = "disputed",
        /// The bank gave the money back to the card's holder.
        DisputeLost = "dispute-lost",
        /// Somebody sent money back at the provider itself, of which nothing is known here.
        RefundedOutside = "refunded-outside",
    }
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRow {
    /// Our identity of it, the idempotency key of everything that is asked for it.
    pub attempt: String,
    /// The order.
    pub order: OrderId,
    /// The provider's name.
    pub provider: String,
    /// What is to be paid.
    pub amount: Money,
    /// How often what is known of it was changed.
    pub version: i64,
    /// How far it is.
    pub state: CardState,
    /// The provider's identity of its page.
    pub checkout: Option<String>,
    /// Where that page is.
    pub address: Option<String>,
    /// The provider's identity of its payment.
    pub payment: Option<String>,
    /// What is known of it, as the caller writes it (JSON).
    pub known: String,
    /// What became of the money; nothing while there is none, or nobody has seen to it.
    pub taken: Option<CardTaken>,
    /// What staff have to see to.
    pub trouble: Option<CardTrouble>,
    /// When it was made.
    pub made_at: Instant,
    /// When the provider was last asked about it.
    pub looked_at: Instant,
    /// Whether the payer agreed that the card is kept, and its renewals charged to it.
    pub keeps: bool,
    /// Whether a kept card is charged, without a page.
    pub is_charge: bool,
    /// Which kept card, once the provider is asked.
    pub kept_card: Option<String>,
    /// Since when the provider has been asked to charge it.
    pub asked_at: Option<Instant>,
}

impl FromRow for CardRow {
    fn from_row(row: &Row<'_>) -> Result<CardRow, RowError> {
        let text = |column| Ok(row.opt_text(column)?.map(str::to_owned));
        Ok(CardRow {
            attempt: row.text(0)?.to_owned(),
            order: row.order(1)?,
            provider: row.text(2)?.to_owned(),
            amount: money(row, 3, 4)?,
            version: row.int(5)?,
            state: CardState::read(row, 6)?,
            checkout: text(7)?,
            address: text(8)?,
            payment: text(9)?,
            known: row.text(10)?.to_owned(),
            taken: row.opt(11, CardTaken::read)?,
            trouble: row.opt(12, CardTrouble::read)?,
            made_at: row.instant(13)?,
            looked_at: row.instant(14)?,
            keeps: row.int(15)? != 0,
            is_charge: row.int(16)? != 0,
            kept_card: text(17)?,
            asked_at: row.opt_instant(18)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT attempt, order_id, provider, amount_minor, currency, version, state, checkout, address, payment, known, taken, \
            trouble, made_at, looked_at, keeps, is_charge, kept_card, asked_at FROM card_payments ",
            $rest
        )
    };
}

statements! {
    Both INSERT = "INSERT INTO card_payments (attempt, order_id, provider, amount_minor, currency, version, state, checkout, address, \
        payment, known, taken, trouble, made_at, looked_at, keeps, is_charge, kept_card, asked_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    Both UPDATE = "UPDATE card_payments SET state = $1, checkout = $2, address = $3, payment = $4, known = $5, trouble = $6, \
        looked_at = $7, kept_card = $8, asked_at = $9, version = version + 1 WHERE attempt = $10 AND version = $11";
    Both TAKE = "UPDATE card_payments SET taken = $1, trouble = $2, version = version + 1 \
        WHERE attempt = $3 AND state = 'paid' AND taken IS NULL";
    Both RETURN = "UPDATE card_payments SET taken = 'returned', trouble = NULL, version = version + 1 \
        WHERE attempt = $1 AND taken = 'surplus'";
    Both CALM = "UPDATE card_payments SET trouble = NULL, version = version + 1 WHERE attempt = $1 AND trouble <> 'surplus'";
    Both BY_ATTEMPT = select!("WHERE attempt = $1");
    Both BY_CHECKOUT = select!("WHERE checkout = $1");
    Both BY_PAYMENT = select!("WHERE payment = $1");
    Both BY_ORDER = select!("WHERE order_id = $1 ORDER BY made_at, attempt");
    Both OPEN = select!("WHERE state IN ('begun', 'open', 'in-flight') AND looked_at <= $1 ORDER BY looked_at, attempt LIMIT $2");
    Both UNTAKEN = select!("WHERE state = 'paid' AND taken IS NULL ORDER BY made_at, attempt LIMIT $1");
    Both TROUBLED = select!("WHERE trouble IS NOT NULL ORDER BY made_at, attempt LIMIT $1");
}

/// Adds an attempt. `Duplicate`: its identity is taken, or another attempt for its order is under way.
pub fn insert(row: &CardRow) -> Stmt {
    Stmt::new(
        INSERT,
        args![
            &row.attempt,
            row.order,
            &row.provider,
            row.amount.minor,
            row.amount.currency.code(),
            row.version,
            row.state,
            row.checkout.as_deref(),
            row.address.as_deref(),
            row.payment.as_deref(),
            &row.known,
            row.taken,
            row.trouble,
            row.made_at,
            row.looked_at,
            i64::from(row.keeps),
            i64::from(row.is_charge),
            row.kept_card.as_deref(),
            row.asked_at,
        ],
    )
}

/// Writes what is known of an attempt now. Conflict: somebody else has written since the row was read.
pub fn update(row: &CardRow) -> Stmt {
    let args = args![
        row.state,
        row.checkout.as_deref(),
        row.address.as_deref(),
        row.payment.as_deref(),
        &row.known,
        row.trouble,
        row.looked_at,
        row.kept_card.as_deref(),
        row.asked_at,
        &row.attempt,
        row.version,
    ];
    Stmt::new(UPDATE, args).expect(1)
}

/// Says what became of the money, once. Conflict: there is none, or it has been said.
pub fn take(attempt: &str, taken: CardTaken, trouble: Option<CardTrouble>) -> Stmt {
    Stmt::new(TAKE, args![taken, trouble, attempt]).expect(1)
}

/// Says that money which no order needs goes back. Conflict: there is none.
pub fn give_back(attempt: &str) -> Stmt {
    Stmt::new(RETURN, args![attempt]).expect(1)
}

/// Says that staff have seen to what was the matter. Conflict: nothing is, or money has to go back.
pub fn calm(attempt: &str) -> Stmt {
    Stmt::new(CALM, args![attempt]).expect(1)
}

/// The attempt with this identity.
pub async fn by_attempt(db: &Db, attempt: &str) -> Result<Option<CardRow>, Fault> {
    db.query_one(BY_ATTEMPT, args![attempt]).await
}

/// The attempt with this page of the provider's.
pub async fn by_checkout(db: &Db, checkout: &str) -> Result<Option<CardRow>, Fault> {
    db.query_one(BY_CHECKOUT, args![checkout]).await
}

/// The attempt with this payment of the provider's.
pub async fn by_payment(db: &Db, payment: &str) -> Result<Option<CardRow>, Fault> {
    db.query_one(BY_PAYMENT, args![payment]).await
}

/// The attempts for an order, the first one first.
pub async fn by_order(db: &Db, order: OrderId) -> Result<Vec<CardRow>, Fault> {
    db.query_as(BY_ORDER, args![order]).await
}

/// Attempts that are under way and were not looked at since `before`, the one that waits longest first.
pub async fn open(db: &Db, before: Instant, limit: u32) -> Result<Vec<CardRow>, Fault> {
    db.query_as(OPEN, args![before, limit]).await
}

/// Attempts whose money nobody has seen to, the oldest first.
pub async fn untaken(db: &Db, limit: u32) -> Result<Vec<CardRow>, Fault> {
    db.query_as(UNTAKEN, args![limit]).await
}

/// Attempts that staff have to see to, the oldest first.
pub async fn troubled(db: &Db, limit: u32) -> Result<Vec<CardRow>, Fault> {
    db.query_as(TROUBLED, args![limit]).await
}
