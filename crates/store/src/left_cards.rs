//! Attempts to leave a card on the provider's page without paying. A row is there before the provider is asked, as with a payment
//! ([`crate::card_payments`]); what became of the card is said once.

use jubilee_core::{Instant, SubscriptionId};

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args, words};

words! {
    /// How far an attempt is.
    LeftCardState, "a left card's state" {
        /// It was written down; the provider has not answered yet.
        Begun = "begun",
        /// The provider's page waits for the card.
        Open = "open",
        /// The card is there, and nobody has seen to it.
        Left = "left",
        /// Renewals are charged to it.
        Kept = "kept",
        /// Nothing could be charged to it any more: the provider forgets it.
        Refused = "refused",
        /// It is over, and no card was left.
        Ended = "ended",
    }
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftCardRow {
    /// Our identity of it.
    pub attempt: String,
    /// The subscription whose renewals are to be charged to the card.
    pub subscription: SubscriptionId,
    /// The provider's name.
    pub provider: String,
    /// How often the row was changed.
    pub version: i64,
    /// How far it is.
    pub state: LeftCardState,
    /// The provider's identity of its page.
    pub checkout: Option<String>,
    /// Where that page is.
    pub address: Option<String>,
    /// What is known of it, as the caller writes it (JSON).
    pub known: String,
    /// Whether a card is still wanted: not once automatic renewal was switched off after the page was begun.
    pub is_wanted: bool,
    /// When it was made.
    pub made_at: Instant,
    /// When the provider was last asked about it.
    pub looked_at: Instant,
}

impl FromRow for LeftCardRow {
    fn from_row(row: &Row<'_>) -> Result<LeftCardRow, RowError> {
        let text = |column| Ok(row.opt_text(column)?.map(str::to_owned));
        Ok(LeftCardRow {
            attempt: row.text(0)?.to_owned(),
            subscription: row.subscription(1)?,
            provider: row.text(2)?.to_owned(),
            version: row.int(3)?,
            state: LeftCardState::read(row, 4)?,
            checkout: text(5)?,
            address: text(6)?,
            known: row.text(7)?.to_owned(),
            is_wanted: row.int(8)? != 0,
            made_at: row.instant(9)?,
            looked_at: row.instant(10)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT attempt, subscription_id, provider, version, state, checkout, address, known, is_wanted, made_at, looked_at \
            FROM left_cards ",
            $rest
        )
    };
}

statements! {
    Both INSERT = "INSERT INTO left_cards (attempt, subscription_id, provider, version, state, checkout, address, known, is_wanted, \
        made_at, looked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    Both UPDATE = "UPDATE left_cards SET state = $1, checkout = $2, address = $3, known = $4, looked_at = $5, \
        version = version + 1 WHERE attempt = $6 AND version = $7";
    Both KEEP = "UPDATE left_cards SET state = 'kept', version = version + 1 \
        WHERE attempt = $1 AND state = 'left' AND is_wanted = 1";
    Both REFUSE = "UPDATE left_cards SET state = 'refused', version = version + 1 WHERE attempt = $1 AND state = 'left'";
    Both UNWANT = "UPDATE left_cards SET is_wanted = 0, version = version + 1 \
        WHERE subscription_id = $1 AND state IN ('begun', 'open', 'left')";
    Both BY_ATTEMPT = select!("WHERE attempt = $1");
    Both BY_CHECKOUT = select!("WHERE checkout = $1");
    Both UNDER_WAY = select!("WHERE subscription_id = $1 AND state IN ('begun', 'open', 'left')");
    Both OPEN = select!("WHERE state IN ('begun', 'open') AND looked_at <= $1 ORDER BY looked_at, attempt LIMIT $2");
    Both UNTAKEN = select!("WHERE state = 'left' ORDER BY made_at, attempt LIMIT $1");
}

/// Adds an attempt. `Duplicate`: its identity is taken, or another for its subscription is under way.
pub fn insert(row: &LeftCardRow) -> Stmt {
    Stmt::new(
        INSERT,
        args![
            &row.attempt,
            row.subscription,
            &row.provider,
            row.version,
            row.state,
            row.checkout.as_deref(),
            row.address.as_deref(),
            &row.known,
            i64::from(row.is_wanted),
            row.made_at,
            row.looked_at,
        ],
    )
}

/// Writes what is known of an attempt now. Conflict: somebody else has written since the row was read.
pub fn update(row: &LeftCardRow) -> Stmt {
    let args = args![
        row.state,
        row.checkout.as_deref(),
        row.address.as_deref(),
        &row.known,
        row.looked_at,
        &row.attempt,
        row.version,
    ];
    Stmt::new(UPDATE, args).expect(1)
}

/// Says that renewals are charged to the card, once. Conflict: there is none, it is not wanted any more, or it has been said.
pub fn keep(attempt: &str) -> Stmt {
    Stmt::new(KEEP, args![attempt]).expect(1)
}

/// Says that nothing is charged to the card, once. Conflict: there is none, or it has been said.
pub fn refuse(attempt: &str) -> Stmt {
    Stmt::new(REFUSE, args![attempt]).expect(1)
}

/// A card that is still to be left for a subscription is not wanted any more.
pub fn unwant(subscription: SubscriptionId) -> Stmt {
    Stmt::new(UNWANT, args![subscription])
}

/// The attempt with this identity.
pub async fn by_attempt(db: &Db, attempt: &str) -> Result<Option<LeftCardRow>, Fault> {
    db.query_one(BY_ATTEMPT, args![attempt]).await
}

/// The attempt with this page of the provider's.
pub async fn by_checkout(db: &Db, checkout: &str) -> Result<Option<LeftCardRow>, Fault> {
    db.query_one(BY_CHECKOUT, args![checkout]).await
}

/// The attempt for a subscription that is under way.
pub async fn under_way(db: &Db, subscription: SubscriptionId) -> Result<Option<LeftCardRow>, Fault> {
    db.query_one(UNDER_WAY, args![subscription]).await
}

/// Attempts whose page is open and was not looked at since `before`, the one that waits longest first.
pub async fn open(db: &Db, before: Instant, limit: u32) -> Result<Vec<LeftCardRow>, Fault> {
    db.query_as(OPEN, args![before, limit]).await
}

/// Attempts with a card that nobody has seen to, the oldest first.
pub async fn untaken(db: &Db, limit: u32) -> Result<Vec<LeftCardRow>, Fault> {
    db.query_as(UNTAKEN, args![limit]).await
}
