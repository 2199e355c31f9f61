//! The published texts of the programme: every version there ever was.

use jubilee_core::{Day, Instant};

use crate::bulk::Bulk;
use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args};

/// One published version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeRow {
    /// Its number, from 1.
    pub number: i64,
    /// From when it counts.
    pub effective_on: Day,
    /// The name of the file it was read from, for messages.
    pub source_name: String,
    /// The file's text.
    pub source: String,
    /// When it was published.
    pub published_at: Instant,
    /// Who published it, a word of the caller's; nothing for the one that the store was set up with.
    pub published_by: Option<String>,
}

impl FromRow for ProgrammeRow {
    fn from_row(row: &Row<'_>) -> Result<ProgrammeRow, RowError> {
        Ok(ProgrammeRow {
            number: row.int(0)?,
            effective_on: row.day(1)?,
            source_name: row.text(2)?.to_owned(),
            source: row.text(3)?.to_owned(),
            published_at: row.instant(4)?,
            published_by: row.opt_text(5)?.map(str::to_owned),
        })
    }
}

statements! {
    Both INSERT = "INSERT INTO programme (number, effective_on, source_name, source, published_at, published_by) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    Both ALL = "SELECT number, effective_on, source_name, source, published_at, published_by FROM programme ORDER BY number";
    Both LATEST = "SELECT COALESCE(MAX(number), 0) FROM programme";
}

/// Publishes a version. A number that is taken gives `Duplicate`: somebody else has published meanwhile.
pub fn publish(version: &ProgrammeRow) -> Stmt {
    let ProgrammeRow { number, effective_on, source_name, source, published_at, published_by } = version;
    Stmt::new(INSERT, args![*number, *effective_on, source_name, source, *published_at, published_by.as_deref()])
}

/// All versions, the oldest first.
pub async fn all(db: &Db) -> Result<Vec<ProgrammeRow>, Fault> {
    db.query_as(ALL, vec![]).await
}

/// All versions, as a bulk sees them, the oldest first.
pub async fn all_in(bulk: &mut Bulk) -> Result<Vec<ProgrammeRow>, Fault> {
    bulk.query_as(ALL, vec![]).await
}

/// The number of the latest version, 0 where there is none; so that a running node notices a new one cheaply.
pub async fn latest_number(db: &Db) -> Result<i64, Fault> {
    db.query_number(LATEST, vec![]).await
}
