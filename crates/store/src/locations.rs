//! Locations: where a member has its offices. All of it is contact.

use jubilee_core::MemberId;

use crate::bulk::Bulk;
use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Column, Load, Stmt, statements};
use crate::value::{FromRow, Row, RowError, Value, args};

/// The number of the headquarters.
pub const HEADQUARTERS: i64 = 1;

/// One location of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocationRow {
    /// Whose it is.
    pub member: MemberId,
    /// Which of the member's, [`HEADQUARTERS`] for that one.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// ISO 3166 code of its country.
    pub country: String,
}

impl FromRow for LocationRow {
    fn from_row(row: &Row<'_>) -> Result<LocationRow, RowError> {
        Ok(LocationRow {
            member: row.member(0)?,
            number: row.int(1)?,
            name: row.text(2)?.to_owned(),
            country: row.text(3)?.to_owned(),
        })
    }
}

macro_rules! columns {
    () => {
        "locations (member, number, name, country)"
    };
}

macro_rules! insert {
    () => {
        concat!("INSERT INTO ", columns!(), " VALUES ($1, $2, $3, $4)")
    };
}

statements! {
    Both INSERT = insert!();
    Both UPSERT =
        concat!(insert!(), " ON CONFLICT (member, number) DO UPDATE SET name = excluded.name, country = excluded.country");
    Both CLEAR = "DELETE FROM locations WHERE member = $1";
    Both BY_MEMBER = "SELECT member, number, name, country FROM locations WHERE member = $1 ORDER BY number";
}

/// The bulk path, for locations that are not there yet; a row of it is made by [`loaded`].
pub static LOAD: Load = Load {
    insert: INSERT,
    copy: concat!("COPY ", columns!(), " FROM STDIN BINARY"),
    columns: &[Column::Int, Column::Int, Column::Text, Column::Text],
};

/// A row for [`LOAD`].
pub fn loaded(row: &LocationRow) -> Vec<Value> {
    args![row.member, row.number, &row.name, &row.country]
}

/// Adds the location or, where the member has one of that number, brings name and country up to date.
pub fn upsert(row: &LocationRow) -> Stmt {
    Stmt::new(UPSERT, loaded(row)).expect(1)
}

/// Takes all locations of a member away, to be followed by those that it has now.
pub fn clear(member: MemberId) -> Stmt {
    Stmt::new(CLEAR, args![member])
}

/// The member's locations, the headquarters first where it is stored.
pub async fn by_member(db: &Db, member: MemberId) -> Result<Vec<LocationRow>, Fault> {
    db.query_as(BY_MEMBER, args![member]).await
}

/// The member's locations, as a bulk sees them.
pub async fn by_member_in(bulk: &mut Bulk, member: MemberId) -> Result<Vec<LocationRow>, Fault> {
    bulk.query_as(BY_MEMBER, args![member]).await
}
