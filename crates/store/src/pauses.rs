//! Pauses: times in which staff held what happens by itself (C105).

use jubilee_core::{Day, Instant};

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args};

/// One pause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PauseRow {
    /// Its number; later ones are larger.
    pub number: i64,
    /// Why.
    pub reason: String,
    /// The number of who paused; nothing for somebody at the command line.
    pub paused_by: Option<i64>,
    /// When it began.
    pub paused_at: Instant,
    /// The number of who resumed; nothing for somebody at the command line, and while it holds.
    pub resumed_by: Option<i64>,
    /// When it ended; nothing while it holds.
    pub resumed_at: Option<Instant>,
}

impl FromRow for PauseRow {
    fn from_row(row: &Row<'_>) -> Result<PauseRow, RowError> {
        Ok(PauseRow {
            number: row.int(0)?,
            reason: row.text(1)?.to_owned(),
            paused_by: row.opt_int(2)?,
            paused_at: row.instant(3)?,
            resumed_by: row.opt_int(4)?,
            resumed_at: row.opt_instant(5)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT number, reason, paused_by, paused_at, resumed_by, resumed_at FROM pauses ", $rest)
    };
}

statements! {
    Both BEGIN = "INSERT INTO pauses (number, reason, paused_by, paused_at, is_open) \
        SELECT COALESCE(MAX(number), 0) + 1, CAST($1 AS TEXT), CAST($2 AS BIGINT), CAST($3 AS BIGINT), 1 FROM pauses";
    Both END = "UPDATE pauses SET is_open = NULL, resumed_by = $1, resumed_at = $2 WHERE is_open = 1";
    Both HOLD_DAY = "UPDATE pauses SET reached_on = $1 WHERE is_open = 1 AND (reached_on IS NULL OR reached_on < $1)";
    Both OPEN = select!("WHERE is_open = 1");
    Both RECENT = select!("ORDER BY number DESC LIMIT $1");
}

/// Begins a pause. Duplicate: one holds already.
pub fn begin(reason: &str, by: Option<i64>, at: Instant) -> Stmt {
    Stmt::new(BEGIN, args![reason, by, at]).expect(1)
}

/// Ends the pause that holds. Conflict: none does.
pub fn end(by: Option<i64>, at: Instant) -> Stmt {
    Stmt::new(END, args![by, at]).expect(1)
}

/// The pause held the run of `day`. Conflict: it held that of a later one, or none holds.
pub fn hold_day(day: Day) -> Stmt {
    Stmt::new(HOLD_DAY, args![day]).expect(1)
}

/// The pause that holds.
pub async fn open(db: &Db) -> Result<Option<PauseRow>, Fault> {
    db.query_one(OPEN, vec![]).await
}

/// The pauses, the latest first.
pub async fn recent(db: &Db, limit: u32) -> Result<Vec<PauseRow>, Fault> {
    db.query_as(RECENT, args![limit]).await
}
