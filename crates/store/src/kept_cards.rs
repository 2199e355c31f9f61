//! Cards that members let us keep: what the provider calls them. No number of a card is ever here, and what the provider calls it is erased
//! once it has forgotten it.

use jubilee_core::{CardLabel, Day, Instant, MemberId, SubscriptionId};

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args, words};

words! {
    /// Whether a card is kept.
    KeptCardState, "a kept card's state" {
        /// It is charged for its subscription.
        Kept = "kept",
        /// The provider is to be told to forget it.
        ToForget = "to-forget",
        /// The provider has forgotten it.
        Forgotten = "forgotten",
    }
}

/// A card that a member let us keep, for one subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCardRow {
    /// Our identity of it.
    pub card: String,
    /// The subscription whose renewals are charged to it.
    pub subscription: SubscriptionId,
    /// The provider's name.
    pub provider: String,
    /// The provider's customer; empty once it is forgotten.
    pub customer: String,
    /// The provider's payment method; empty once it is forgotten.
    pub method: String,
    /// What its holder recognises it by.
    pub label: CardLabel,
    /// Whether it is kept.
    pub state: KeptCardState,
    /// Since when.
    pub kept_at: Instant,
    /// When the provider was last told to forget it.
    pub tried_at: Instant,
}

impl FromRow for KeptCardRow {
    fn from_row(row: &Row<'_>) -> Result<KeptCardRow, RowError> {
        let text = |column| Ok(row.text(column)?.to_owned());
        Ok(KeptCardRow {
            card: text(0)?,
            subscription: row.subscription(1)?,
            provider: text(2)?,
            customer: text(3)?,
            method: text(4)?,
            label: CardLabel { brand: text(5)?, last_four: text(6)?, expires_on: row.day(7)? },
            state: KeptCardState::read(row, 8)?,
            kept_at: row.instant(9)?,
            tried_at: row.instant(10)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT card, subscription_id, provider, customer, method, brand, last_four, expires_on, state, kept_at, tried_at \
            FROM kept_cards ",
            $rest
        )
    };
}

statements! {
    Both INSERT = "INSERT INTO kept_cards (card, subscription_id, provider, customer, method, brand, last_four, expires_on, state, \
        kept_at, tried_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    Both DROP = "UPDATE kept_cards SET state = 'to-forget' WHERE subscription_id = $1 AND state = 'kept'";
    Both TRY = "UPDATE kept_cards SET tried_at = $1 WHERE card = $2 AND state = 'to-forget'";
    Both FORGET = "UPDATE kept_cards SET state = 'forgotten', customer = '', method = '', tried_at = $1 \
        WHERE card = $2 AND state = 'to-forget'";
    Both ERASE = "UPDATE kept_cards SET customer = '', method = '' WHERE card = $1 AND state = 'forgotten'";
    Both OF_SUBSCRIPTION = select!("WHERE subscription_id = $1 AND state = 'kept'");
    Both BY_CARD = select!("WHERE card = $1");
    Both TO_FORGET = select!("WHERE state = 'to-forget' AND tried_at <= $1 ORDER BY tried_at, card LIMIT $2");
    Both BETWEEN = select!("WHERE subscription_id >= $1 AND subscription_id < $2 ORDER BY subscription_id, kept_at, card");
    Both EXPIRING = select!("WHERE state = 'kept' AND expires_on < $1 ORDER BY expires_on, card LIMIT $2");
    Both KEPT = "SELECT count(*) FROM kept_cards WHERE state = 'kept'";
    Both IN_USE = "SELECT count(*) FROM kept_cards WHERE method = $1 AND state = 'kept'";
}

/// Keeps a card. `Duplicate`: its subscription has another one, which has to be dropped first.
pub fn insert(row: &KeptCardRow) -> Stmt {
    let KeptCardRow { card, subscription, provider, customer, method, label, state, kept_at, tried_at } = row;
    let CardLabel { brand, last_four, expires_on } = label;
    let args =
        args![card, *subscription, provider, customer, method, brand, last_four, *expires_on, *state, *kept_at, *tried_at,];
    Stmt::new(INSERT, args)
}

/// Has the card of a subscription forgotten, if there is one.
pub fn drop_card(subscription: SubscriptionId) -> Stmt {
    Stmt::new(DROP, args![subscription])
}

/// Notes that the provider is told to forget a card.
pub fn note_try(card: &str, at: Instant) -> Stmt {
    Stmt::new(TRY, args![at, card])
}

/// The provider has forgotten a card: what it called it is erased.
pub fn forget(card: &str, at: Instant) -> Stmt {
    Stmt::new(FORGET, args![at, card])
}

/// Erases what the provider called a card that it has forgotten.
pub fn erase(card: &str) -> Stmt {
    Stmt::new(ERASE, args![card])
}

/// The card that the renewals of a subscription are charged to.
pub async fn of_subscription(db: &Db, subscription: SubscriptionId) -> Result<Option<KeptCardRow>, Fault> {
    db.query_one(OF_SUBSCRIPTION, args![subscription]).await
}

/// A card by our identity of it.
pub async fn by_card(db: &Db, card: &str) -> Result<Option<KeptCardRow>, Fault> {
    db.query_one(BY_CARD, args![card]).await
}

/// Cards that the provider has to be told to forget and was not since `before`, the one that waits longest first.
pub async fn to_forget(db: &Db, before: Instant, limit: u32) -> Result<Vec<KeptCardRow>, Fault> {
    db.query_as(TO_FORGET, args![before, limit]).await
}

/// All cards that are or were kept for the members from one to another, both included, subscription by subscription.
pub async fn by_range(db: &Db, first: MemberId, last: MemberId) -> Result<Vec<KeptCardRow>, Fault> {
    db.query_as(BETWEEN, args![first.number() << 10, (last.number() + 1) << 10]).await
}

/// Cards that are kept and not valid on `day` any more, the one that expires first first.
pub async fn expiring(db: &Db, day: Day, limit: u32) -> Result<Vec<KeptCardRow>, Fault> {
    db.query_as(EXPIRING, args![day, limit]).await
}

/// How many cards are kept.
pub async fn count(db: &Db) -> Result<i64, Fault> {
    db.query_number(KEPT, args![]).await
}

/// Whether a card of the provider is kept for any subscription.
pub async fn is_in_use(db: &Db, method: &str) -> Result<bool, Fault> {
    Ok(db.query_number(IN_USE, args![method]).await? > 0)
}

/// The last day of the month after which a card is not valid any more.
pub fn expires_on(year: u16, month: u8) -> Day {
    let next = if month >= 12 { (i32::from(year) + 1, 1) } else { (i32::from(year), u32::from(month.max(1)) + 1) };
    Day::from_ymd(next.0, next.1, 1).map_or(Day::MAX, |first| first.plus_days(-1))
}
