//! Jobs: what a run did for a day, counted in the very transactions that did it.

use jubilee_core::{Day, Instant};

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Row, RowError, args, words};

words! {
    /// How far a day's run is.
    JobState, "a job's state" {
        /// It was begun.
        Running = "running",
        /// Everything that was due has been dealt with.
        Finished = "finished",
    }
}

/// How many steps were due, and what became of them: `due` = `done` + `superseded` + `missed` + `failed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Steps that were due.
    pub due: i64,
    /// Steps that were carried out.
    pub done: i64,
    /// Steps that had become needless.
    pub superseded: i64,
    /// Steps whose time had passed.
    pub missed: i64,
    /// Steps that could not be carried out.
    pub failed: i64,
}

/// One day's run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// Which job, a word of the caller's.
    pub kind: String,
    /// The business date.
    pub on_day: Day,
    /// How far it is.
    pub state: JobState,
    /// What it has done.
    pub counts: Counts,
    /// When it was first begun.
    pub started_at: Instant,
    /// When it was finished.
    pub finished_at: Option<Instant>,
}

impl FromRow for JobRow {
    fn from_row(row: &Row<'_>) -> Result<JobRow, RowError> {
        Ok(JobRow {
            kind: row.text(0)?.to_owned(),
            on_day: row.day(1)?,
            state: JobState::read(row, 2)?,
            counts: Counts {
                due: row.int(3)?,
                done: row.int(4)?,
                superseded: row.int(5)?,
                missed: row.int(6)?,
                failed: row.int(7)?,
            },
            started_at: row.instant(8)?,
            finished_at: row.opt_instant(9)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT kind, on_day, state, due, done, superseded, missed, failed, started_at, finished_at FROM jobs ", $rest)
    };
}

statements! {
    Both START = "INSERT INTO jobs (kind, on_day, state, due, done, superseded, missed, failed, started_at) \
        VALUES ($1, $2, 'running', 0, 0, 0, 0, 0, $3) ON CONFLICT (kind, on_day) DO UPDATE SET state = 'running', finished_at = NULL";
    Both ADD = "UPDATE jobs SET due = due + $1, done = done + $2, superseded = superseded + $3, missed = missed + $4, \
        failed = failed + $5 WHERE kind = $6 AND on_day = $7 AND state = 'running'";
    Both FINISH = "UPDATE jobs SET state = 'finished', finished_at = $1 WHERE kind = $2 AND on_day = $3 AND state = 'running'";
    Both BY_DAY = select!("WHERE kind = $1 AND on_day = $2");
    Both RECENT = select!("WHERE kind = $1 AND on_day < $2 ORDER BY on_day DESC LIMIT $3");
}

/// Begins a day's run, or takes up one that was begun or finished before; its counts go on.
pub fn start(kind: &str, on_day: Day, at: Instant) -> Stmt {
    Stmt::new(START, args![kind, on_day, at])
}

/// Adds to a day's counts. It belongs into the batch that did what it counts. Conflict: the run was not begun or is finished.
pub fn add(kind: &str, on_day: Day, counts: Counts) -> Stmt {
    let Counts { due, done, superseded, missed, failed } = counts;
    Stmt::new(ADD, args![due, done, superseded, missed, failed, kind, on_day]).expect(1)
}

/// Finishes a day's run. Conflict: it was not begun or somebody else has finished it.
pub fn finish(kind: &str, on_day: Day, at: Instant) -> Stmt {
    Stmt::new(FINISH, args![at, kind, on_day]).expect(1)
}

/// A day's run.
pub async fn by_day(db: &Db, kind: &str, on_day: Day) -> Result<Option<JobRow>, Fault> {
    db.query_one(BY_DAY, args![kind, on_day]).await
}

/// A page of the runs, the latest day first; the first page is before `None`.
pub async fn recent(db: &Db, kind: &str, before: Option<Day>, limit: u32) -> Result<Vec<JobRow>, Fault> {
    db.query_as(RECENT, args![kind, before.map_or_else(|| "~".to_owned(), |day| day.to_string()), limit]).await
}
