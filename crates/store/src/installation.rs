//! What holds for the store as a whole: one row.

use jubilee_core::Day;

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args};

/// The store's one row about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstallationRow {
    /// The programme's id.
    pub programme: String,
    /// Whether the store's date may be beyond the real one.
    pub sandbox: bool,
    /// Nothing that was due before this day fires.
    pub live_from: Option<Day>,
    /// The date in a sandbox; nothing in a real store, whose date is the real one.
    pub today: Option<Day>,
    /// The last day that the daily run has completed.
    pub completed_on: Option<Day>,
    /// What the links in mails begin with.
    pub base_url: Option<String>,
    /// The last day whose run a pause held; read from the pauses, and not looked at when the row is made.
    pub reached_on: Option<Day>,
}

impl FromRow for InstallationRow {
    fn from_row(row: &Row<'_>) -> Result<InstallationRow, RowError> {
        Ok(InstallationRow {
            programme: row.text(0)?.to_owned(),
            sandbox: row.truth(1)?,
            live_from: row.opt_day(2)?,
            today: row.opt_day(3)?,
            completed_on: row.opt_day(4)?,
            base_url: row.opt_text(5)?.map(str::to_owned),
            reached_on: row.opt_day(6)?,
        })
    }
}

statements! {
    Both INSERT = "INSERT INTO installation (id, programme, sandbox, live_from, today, completed_on, base_url) \
        VALUES (1, $1, $2, $3, $4, $5, $6)";
    Both READ = "SELECT programme, sandbox, live_from, today, completed_on, base_url, \
        (SELECT MAX(reached_on) FROM pauses) FROM installation WHERE id = 1";
    Both ADVANCE_TODAY = "UPDATE installation SET today = $1 WHERE id = 1 AND sandbox = 1 AND (today IS NULL OR today < $1)";
    Both ADVANCE_COMPLETED =
        "UPDATE installation SET completed_on = $1 WHERE id = 1 AND (completed_on IS NULL OR completed_on < $1)";
    Both GO_LIVE = "UPDATE installation SET live_from = $1, completed_on = $2 WHERE id = 1 AND live_from IS NULL";
    Both SET_BASE_URL = "UPDATE installation SET base_url = $1 WHERE id = 1";
}

/// Makes the row. A store that has it gives `Duplicate`.
pub fn create(row: &InstallationRow) -> Stmt {
    Stmt::new(INSERT, args![&row.programme, row.sandbox, row.live_from, row.today, row.completed_on, row.base_url.as_deref()])
}

/// The row, unless the store was never set up to its end.
pub async fn read(db: &Db) -> Result<Option<InstallationRow>, Fault> {
    db.query_one(READ, vec![]).await
}

/// Moves the date of a sandbox on to `day`. Conflict: the date is already there or later, or the store is no sandbox.
pub fn advance_today(day: Day) -> Stmt {
    Stmt::new(ADVANCE_TODAY, args![day]).expect(1)
}

/// Records that `day` is completed. Conflict: it, or a later one, was already.
pub fn advance_completed(day: Day) -> Stmt {
    Stmt::new(ADVANCE_COMPLETED, args![day]).expect(1)
}

/// Fixes the day from which things happen, the day before it being completed by then. Conflict: it was fixed before.
pub fn go_live(live_from: Day) -> Stmt {
    Stmt::new(GO_LIVE, args![live_from, live_from.plus_days(-1)]).expect(1)
}

/// Sets what the links in mails begin with.
pub fn set_base_url(base_url: Option<&str>) -> Stmt {
    Stmt::new(SET_BASE_URL, args![base_url]).expect(1)
}
