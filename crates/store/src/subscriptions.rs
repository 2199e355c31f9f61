//! Subscriptions: the read model beside the ledger, and the due days that the daily run works from.

use jubilee_core::{Day, MemberId, OfferId, SubscriptionId};

use crate::bulk::Bulk;
use crate::database::Db;
use crate::error::Fault;
use crate::members::id_list;
use crate::statement::{Column, Load, Stmt, statements};
use crate::value::{FromRow, Row, RowError, Value, args};

/// A member's hold of one offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionRow {
    /// Its identity, which names the member.
    pub id: SubscriptionId,
    /// What the programme's owner calls it; unique.
    pub reference: String,
    /// What it is a hold of.
    pub offer: OfferId,
    /// The anniversary of the cycle it is in; nothing where the offer never renews.
    pub anniversary_on: Option<Day>,
    /// The next day on which something is to be done about it.
    pub next_due_on: Option<Day>,
    /// Whether it is over for good.
    pub ended: bool,
}

impl FromRow for SubscriptionRow {
    fn from_row(row: &Row<'_>) -> Result<SubscriptionRow, RowError> {
        Ok(SubscriptionRow {
            id: row.subscription(0)?,
            reference: row.text(1)?.to_owned(),
            offer: OfferId::new(row.text(2)?),
            anniversary_on: row.opt_day(3)?,
            next_due_on: row.opt_day(4)?,
            ended: row.truth(5)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, ref, offer, anniversary_on, next_due_on, ended FROM subscriptions ", $rest)
    };
}

macro_rules! columns {
    () => {
        "subscriptions (id, member, ref, offer, anniversary_on, next_due_on, ended)"
    };
}

statements! {
    Both INSERT = concat!("INSERT INTO ", columns!(), " VALUES ($1, $2, $3, $4, $5, $6, $7)");
    Both UPDATE = "UPDATE subscriptions SET offer = $1, anniversary_on = $2, next_due_on = $3, ended = $4 WHERE id = $5";
    Both REMOVE = "DELETE FROM subscriptions WHERE id = $1";
    Both BY_ID = select!("WHERE id = $1");
    Both BY_REF = select!("WHERE ref = $1");
    Both BETWEEN = select!("WHERE id >= $1 AND id < $2 ORDER BY id");
    // A member's subscriptions lie side by side under its number, so each member of the list is one short range of the key. CROSS JOIN
    // keeps SQLite from walking the whole table and looking into the list for every row.
    Sqlite BY_MEMBERS_SQLITE = "SELECT s.id, s.ref, s.offer, s.anniversary_on, s.next_due_on, s.ended \
        FROM json_each('[' || $1 || ']') AS m CROSS JOIN subscriptions AS s ON s.id >= m.value * 1024 AND s.id < (m.value + 1) * 1024 \
        ORDER BY s.id";
    Postgres BY_MEMBERS_POSTGRES = "SELECT s.id, s.ref, s.offer, s.anniversary_on, s.next_due_on, s.ended \
        FROM unnest(CAST(string_to_array($1, ',') AS BIGINT[])) AS m (member) \
        JOIN subscriptions AS s ON s.id >= m.member * 1024 AND s.id < (m.member + 1) * 1024 ORDER BY s.id";
    Both PAGE = select!("WHERE id > $1 ORDER BY id LIMIT $2");
    Both REFS = "SELECT ref, id FROM subscriptions WHERE id > $1 ORDER BY id LIMIT $2";
    Both COUNT = "SELECT COUNT(*) FROM subscriptions";
    Both COUNT_DUE = "SELECT COUNT(*) FROM subscriptions WHERE next_due_on <= $1";
    // In the order of the index, so that a page costs what is on it, however much is due.
    Both DUE = "SELECT DISTINCT next_due_on, member FROM subscriptions WHERE next_due_on <= $1 AND (next_due_on, member) > ($2, $3) \
        ORDER BY next_due_on, member LIMIT $4";
    Both EARLIEST_DUE = "SELECT next_due_on FROM subscriptions WHERE next_due_on IS NOT NULL ORDER BY next_due_on LIMIT 1";
    Both NEXT_DUE_AFTER = "SELECT next_due_on FROM subscriptions WHERE next_due_on > $1 ORDER BY next_due_on LIMIT 1";
}

/// The bulk path of [`insert`]; a row of it is made by [`loaded`].
pub static LOAD: Load = Load {
    insert: INSERT,
    copy: concat!("COPY ", columns!(), " FROM STDIN BINARY"),
    columns: &[Column::Int, Column::Int, Column::Text, Column::Text, Column::Text, Column::Text, Column::Int],
};

/// A row for [`LOAD`].
pub fn loaded(row: &SubscriptionRow) -> Vec<Value> {
    args![row.id, row.id.member(), &row.reference, row.offer.as_str(), row.anniversary_on, row.next_due_on, row.ended]
}

/// Adds a subscription. An identity or reference that is taken gives `Duplicate`.
pub fn insert(row: &SubscriptionRow) -> Stmt {
    Stmt::new(INSERT, loaded(row))
}

/// Brings the read model up to date: all but identity and reference. Conflict: there is no such subscription.
pub fn update(row: &SubscriptionRow) -> Stmt {
    Stmt::new(UPDATE, args![row.offer.as_str(), row.anniversary_on, row.next_due_on, row.ended, row.id]).expect(1)
}

/// Takes away a row that nothing stands for. Conflict: there is no such subscription.
pub fn remove(id: SubscriptionId) -> Stmt {
    Stmt::new(REMOVE, args![id]).expect(1)
}

/// The subscription with this identity.
pub async fn by_id(db: &Db, id: SubscriptionId) -> Result<Option<SubscriptionRow>, Fault> {
    db.query_one(BY_ID, args![id]).await
}

/// The subscription with this reference, exactly as the owner writes it.
pub async fn by_ref(db: &Db, reference: &str) -> Result<Option<SubscriptionRow>, Fault> {
    db.query_one(BY_REF, args![reference]).await
}

/// The member's subscriptions in their order.
pub async fn by_member(db: &Db, member: MemberId) -> Result<Vec<SubscriptionRow>, Fault> {
    // A member's subscriptions lie side by side, because its number is the upper part of theirs.
    db.query_as(BETWEEN, range(member)).await
}

/// What [`BETWEEN`] is asked for the subscriptions of one member.
pub(crate) fn range(member: MemberId) -> Vec<Value> {
    args![member.number() << 10, (member.number() + 1) << 10]
}

/// The subscriptions of a page of members, by identity.
pub async fn by_members(db: &Db, members: &[MemberId]) -> Result<Vec<SubscriptionRow>, Fault> {
    db.query_as(db.pick(BY_MEMBERS_SQLITE, BY_MEMBERS_POSTGRES), args![id_list(members)]).await
}

/// The member's subscriptions in their order, as a bulk sees them.
pub async fn by_member_in(bulk: &mut Bulk, member: MemberId) -> Result<Vec<SubscriptionRow>, Fault> {
    bulk.query_as(BETWEEN, range(member)).await
}

/// A page of all subscriptions by identity; the first page is after 0.
pub async fn page(db: &Db, after: i64, limit: u32) -> Result<Vec<SubscriptionRow>, Fault> {
    db.query_as(PAGE, args![after, limit]).await
}

/// A reference and which subscription's it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionRef {
    /// What the programme's owner calls it.
    pub reference: String,
    /// The subscription.
    pub id: SubscriptionId,
}

impl FromRow for SubscriptionRef {
    fn from_row(row: &Row<'_>) -> Result<SubscriptionRef, RowError> {
        Ok(SubscriptionRef { reference: row.text(0)?.to_owned(), id: row.subscription(1)? })
    }
}

/// A page of all references by identity, as a bulk sees them; the first page is after 0.
pub async fn refs_in(bulk: &mut Bulk, after: i64, limit: u32) -> Result<Vec<SubscriptionRef>, Fault> {
    bulk.query_as(REFS, args![after, limit]).await
}

/// How many subscriptions there are.
pub async fn count(db: &Db) -> Result<i64, Fault> {
    db.query_number(COUNT, vec![]).await
}

/// How many subscriptions have something to be done on `day` or before.
pub async fn due_count(db: &Db, day: Day) -> Result<i64, Fault> {
    db.query_number(COUNT_DUE, args![day]).await
}

/// A day on which something is to be done for a member, as it stands in the order of what is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The day.
    pub on: Day,
    /// The member.
    pub member: MemberId,
}

impl FromRow for Due {
    fn from_row(row: &Row<'_>) -> Result<Due, RowError> {
        Ok(Due { on: row.day(0)?, member: row.member(1)? })
    }
}

/// A page of what is to be done on `day` or before, the earliest first; the first page is after `None`. It costs what is on the page, and not
/// what is due or stored.
pub async fn due(db: &Db, day: Day, after: Option<Due>, limit: u32) -> Result<Vec<Due>, Fault> {
    let (on, member) = after.map_or((String::new(), 0), |after| (after.on.to_string(), after.member.number()));
    db.query_as(DUE, args![day, on, member, limit]).await
}

/// The earliest day on which anything is to be done.
pub async fn earliest_due(db: &Db) -> Result<Option<Day>, Fault> {
    db.query_one(EARLIEST_DUE, vec![]).await
}

/// The earliest day after `day` on which anything is to be done.
pub async fn next_due_after(db: &Db, day: Day) -> Result<Option<Day>, Fault> {
    db.query_one(NEXT_DUE_AFTER, args![day]).await
}
