//! The one writing thread.
//!
//! It takes the batches that wait, carries them out within one transaction, commits once, and only then answers every caller: a sync of the
//! disk is shared by all who waited for it. Where one of them conflicts, which is rare, all are taken back and carried out once more, each in
//! a savepoint of its own, so that a batch that conflicts loses its own and nothing else. Another process may write to the same file; the transaction begins as a writing one and waits for it.

use std::collections::VecDeque;
use std::thread;

use rusqlite::{Connection, ErrorCode, ffi};
use tokio::sync::{mpsc, oneshot};

use super::connection;
use crate::error::{CommitError, Fault};
use crate::statement::{Batch, Load};
use crate::value::{FromRow, Row, RowError, Value};

/// How many batches may wait; whoever comes later waits to be let in.
const QUEUE: usize = 4_096;
/// How many batches are committed together at most, so that the first of them does not wait for long.
const GROUP: usize = 1_000;
/// The exit status for a disk that failed (EX_TEMPFAIL: a later start may find it well again).
const DISK_FAILED: i32 = 75;

/// How many loads of a bulk may be on their way before an answer is waited for: about two of an import's chunks, so that the next rows are made
/// ready while the last ones are stored.
const AHEAD: usize = 16;

type Answer<T> = oneshot::Sender<T>;

enum Work {
    Commit(Batch, Answer<Result<(), CommitError>>),
    Bulk(mpsc::Receiver<Step>, Answer<Result<(), Fault>>),
}

/// What is asked of the writer within a bulk.
enum Step {
    Load(&'static Load, Vec<Vec<Value>>, Answer<Result<(), CommitError>>),
    Run(Batch, Answer<Result<(), CommitError>>),
    Query(Question),
    Commit(Answer<Result<(), CommitError>>),
}

/// A question, which answers by itself and says whether there was nothing wrong.
type Question = Box<dyn FnOnce(&Connection) -> bool + Send>;

/// The way to the writing thread, which ends when the last clone of this is dropped.
#[derive(Clone, Debug)]
pub(super) struct Writer(mpsc::Sender<Work>);

impl Writer {
    pub(super) fn start(connection: Connection) -> std::io::Result<Writer> {
        let (sender, receiver) = mpsc::channel(QUEUE);
        thread::Builder::new().name("store-writer".to_owned()).spawn(move || write(&connection, receiver))?;
        Ok(Writer(sender))
    }

    pub(super) async fn commit(&self, batch: Batch) -> Result<(), CommitError> {
        let (answer, answered) = oneshot::channel();
        self.0.send(Work::Commit(batch, answer)).await.map_err(|_| ended())?;
        // The thread ends without an answer only by a panic, and that may have come after the commit.
        answered.await.unwrap_or_else(|cause| Err(CommitError::Unknown(Box::new(cause))))
    }

    pub(super) async fn bulk(&self) -> Result<SqliteBulk, Fault> {
        let (answer, answered) = oneshot::channel();
        let (steps, received) = mpsc::channel(AHEAD);
        self.0.send(Work::Bulk(received, answer)).await.map_err(|_| ended())?;
        answered.await.map_err(|_| ended())??;
        Ok(SqliteBulk { steps, ahead: VecDeque::new() })
    }
}

fn ended() -> Fault {
    Fault::new("write", "its writing thread or this bulk has ended")
}

/// A bulk on the writing thread, which does nothing else until it ends.
#[derive(Debug)]
pub(crate) struct SqliteBulk {
    steps: mpsc::Sender<Step>,
    /// The answers to loads that were not waited for, the oldest first.
    ahead: VecDeque<oneshot::Receiver<Result<(), CommitError>>>,
}

impl SqliteBulk {
    /// Sends a step; its answer comes when all that was sent before is done.
    async fn send<T>(&self, step: impl FnOnce(Answer<T>) -> Step) -> Result<oneshot::Receiver<T>, Fault> {
        let (answer, answered) = oneshot::channel();
        self.steps.send(step(answer)).await.map_err(|_| ended())?;
        Ok(answered)
    }

    /// Waits until no more than so many loads are on their way; what went wrong with one of the others is told.
    async fn catch_up(&mut self, most: usize) -> Result<(), CommitError> {
        while self.ahead.len() > most {
            let Some(answered) = self.ahead.pop_front() else { break };
            answered.await.map_err(|_| ended())??;
        }
        Ok(())
    }

    async fn ask<T>(&mut self, step: impl FnOnce(Answer<T>) -> Step) -> Result<T, CommitError> {
        self.catch_up(0).await?;
        Ok(self.send(step).await?.await.map_err(|_| ended())?)
    }

    pub(crate) async fn load(&mut self, load: &'static Load, rows: Vec<Vec<Value>>) -> Result<(), CommitError> {
        self.load_ahead(load, rows).await?;
        self.catch_up(0).await
    }

    /// As `load`, without waiting for it: what goes wrong is told by one of the next calls.
    pub(crate) async fn load_ahead(&mut self, load: &'static Load, rows: Vec<Vec<Value>>) -> Result<(), CommitError> {
        self.catch_up(AHEAD - 1).await?;
        match self.send(|answer| Step::Load(load, rows, answer)).await {
            Ok(answered) => self.ahead.push_back(answered),
            // The bulk has ended because of a load before: that one says why.
            Err(fault) => {
                self.catch_up(0).await?;
                return Err(fault.into());
            }
        }
        Ok(())
    }

    pub(crate) async fn run(&mut self, batch: Batch) -> Result<(), CommitError> {
        self.ask(|answer| Step::Run(batch, answer)).await?
    }

    pub(crate) async fn query<T: FromRow + Send + 'static>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<T>, Fault> {
        let question = move |answer| -> Question {
            Box::new(move |connection| finish(answer, connection::query(connection, sql, &args).map_err(Fault::from)))
        };
        self.ask(|answer| Step::Query(question(answer))).await.map_err(CommitError::fault)?
    }

    pub(crate) async fn fold<A: Send + 'static>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        mut so_far: A,
        mut step: impl FnMut(&mut A, &Row<'_>) -> Result<(), RowError> + Send + 'static,
    ) -> Result<A, Fault> {
        let question = move |answer| -> Question {
            Box::new(move |connection| {
                let gone_through = connection::each(connection, sql, &args, |row| step(&mut so_far, row));
                finish(answer, gone_through.map(|()| so_far).map_err(Fault::from))
            })
        };
        self.ask(|answer| Step::Query(question(answer))).await.map_err(CommitError::fault)?
    }

    pub(crate) async fn commit(mut self) -> Result<(), CommitError> {
        self.ask(Step::Commit).await?
    }
}

fn write(connection: &Connection, mut queue: mpsc::Receiver<Work>) {
    let mut held = None;
    while let Some(work) = held.take().or_else(|| queue.blocking_recv()) {
        match work {
            Work::Bulk(steps, answer) => bulk(connection, steps, answer),
            Work::Commit(batch, answer) => {
                let mut group = vec![(batch, answer)];
                while group.len() < GROUP {
                    match queue.try_recv() {
                        Ok(Work::Commit(batch, answer)) => group.push((batch, answer)),
                        Ok(bulk) => {
                            held = Some(bulk);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                commit_group(connection, group);
            }
        }
    }
}

fn commit_group(connection: &Connection, group: Vec<(Batch, Answer<Result<(), CommitError>>)>) {
    let mut outcomes = Vec::with_capacity(group.len());
    let committed = begin(connection).and_then(|()| {
        if group.iter().all(|(batch, _)| run(connection, batch).is_ok()) {
            outcomes.extend(group.iter().map(|_| Ok(())));
            return commit(connection);
        }
        // Savepoints cost a copy of each page that they touch, so they come only now. The disk may have ended the transaction already.
        roll_back(connection);
        begin(connection)?;
        for (batch, _) in &group {
            outcomes.push(within_savepoint(connection, batch)?);
        }
        commit(connection)
    });
    if let Err(cause) = committed {
        // Nothing of the group is in the file. Each caller is told; a conflict found on the way stays a conflict only where the
        // group was committed, because what it was found against may be gone with the group.
        roll_back(connection);
        let shown = cause.to_string();
        for (_, answer) in group {
            let _ = answer.send(Err(Fault::new("commit", shown.clone()).into()));
        }
        return;
    }
    for ((_, answer), outcome) in group.into_iter().zip(outcomes) {
        // A caller that went away does not need to know.
        let _ = answer.send(outcome);
    }
}

/// The outcome of a batch whose statements were carried out or taken back, or the fault that ended the whole transaction.
fn within_savepoint(connection: &Connection, batch: &Batch) -> rusqlite::Result<Result<(), CommitError>> {
    connection::execute(connection, "SAVEPOINT batch", &[])?;
    let outcome = run(connection, batch);
    if outcome.is_err() {
        // A full disk or a lack of memory may have ended the transaction, and with it what other callers wait for.
        if connection.is_autocommit() {
            return Err(rusqlite::Error::SqliteFailure(
                ffi::Error::new(ffi::SQLITE_ABORT_ROLLBACK),
                outcome.err().map(|error| error.to_string()),
            ));
        }
        connection::execute(connection, "ROLLBACK TO batch", &[])?;
    }
    connection::execute(connection, "RELEASE batch", &[])?;
    Ok(outcome)
}

fn run(connection: &Connection, batch: &Batch) -> Result<(), CommitError> {
    for (at, stmt) in batch.0.iter().enumerate() {
        let rows = connection::execute(connection, stmt.sql, &stmt.args).map_err(|cause| refused(at, cause))?;
        if stmt.expect.is_some_and(|expected| expected != rows) {
            return Err(CommitError::Conflict { stmt: at });
        }
    }
    Ok(())
}

fn refused(stmt: usize, cause: rusqlite::Error) -> CommitError {
    let unique = cause.sqlite_error().is_some_and(|error| {
        matches!(
            error.extended_code,
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID
        )
    });
    if unique {
        CommitError::Duplicate { stmt }
    } else {
        end_if_the_disk_failed(&cause);
        CommitError::Fault(Fault::new(format!("carry out statement {stmt} of a batch"), cause))
    }
}

fn begin(connection: &Connection) -> rusqlite::Result<()> {
    connection::execute(connection, "BEGIN IMMEDIATE", &[]).map(drop)
}

fn commit(connection: &Connection) -> rusqlite::Result<()> {
    connection::execute(connection, "COMMIT", &[]).map(drop).inspect_err(end_if_the_disk_failed)
}

/// After a failed sync the kernel may have dropped what it could not write, and a second sync would succeed over the loss. So
/// the process ends, and the next start recovers from the log.
fn end_if_the_disk_failed(cause: &rusqlite::Error) {
    if cause.sqlite_error_code() == Some(ErrorCode::SystemIoFailure) {
        tracing::error!(error = %cause, "the disk failed while the store was writing; ending, so that the next start recovers");
        std::process::exit(DISK_FAILED);
    }
}

fn roll_back(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(cause) = connection::execute(connection, "ROLLBACK", &[])
    {
        tracing::error!(error = %cause, "a transaction of the store could not be taken back");
    }
}

fn bulk(connection: &Connection, mut steps: mpsc::Receiver<Step>, ready: Answer<Result<(), Fault>>) {
    let begun = begin(connection).map_err(|cause| Fault::new("begin a bulk", cause));
    let failed = begun.is_err();
    // Whoever asked for the bulk may be gone; then the first step never comes.
    let _ = ready.send(begun);
    if failed {
        return;
    }
    while let Some(step) = steps.blocking_recv() {
        let goes_on = match step {
            Step::Load(load, rows, answer) => finish(answer, insert(connection, load, &rows)),
            Step::Run(batch, answer) => finish(answer, run(connection, &batch)),
            Step::Query(question) => question(connection),
            Step::Commit(answer) => {
                let committed = commit(connection).map_err(|cause| Fault::new("commit a bulk", cause).into());
                if committed.is_err() {
                    roll_back(connection);
                }
                let _ = answer.send(committed);
                return;
            }
        };
        if !goes_on {
            break;
        }
    }
    roll_back(connection);
}

/// Answers, and says whether there was nothing wrong.
fn finish<T, E>(answer: Answer<Result<T, E>>, outcome: Result<T, E>) -> bool {
    let fine = outcome.is_ok();
    answer.send(outcome).is_ok() && fine
}

fn insert(connection: &Connection, load: &Load, rows: &[Vec<Value>]) -> Result<(), CommitError> {
    connection::execute_each(connection, load.insert, rows).map_err(|(at, cause)| refused(at, cause))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Stmt;
    use crate::value::args;

    const INSERT: &str = "INSERT INTO notes (id, body) VALUES ($1, $2)";

    fn notes() -> (tempfile::TempDir, Connection) {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("notes.db");
        connection::make_file(&file).unwrap();
        let connection = connection::open(&file, connection::Access::Write).unwrap();
        connection.execute_batch("CREATE TABLE notes (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT").unwrap();
        (directory, connection)
    }

    fn note(id: i64, bytes: usize) -> Stmt {
        Stmt::new(INSERT, args![id, vec![7_u8; bytes]])
    }

    /// Commits the batches as one group and gives each caller's answer.
    fn answers(connection: &Connection, batches: Vec<Vec<Stmt>>) -> Vec<Result<(), CommitError>> {
        let (group, answered): (Vec<_>, Vec<_>) = batches
            .into_iter()
            .map(|batch| {
                let (answer, answered) = oneshot::channel();
                ((Batch::from(batch), answer), answered)
            })
            .unzip();
        commit_group(connection, group);
        answered.into_iter().map(|mut answered| answered.try_recv().unwrap()).collect()
    }

    fn stored(connection: &Connection) -> Vec<i64> {
        connection::query(connection, "SELECT id FROM notes ORDER BY id", &[]).unwrap()
    }

    #[test]
    fn in_a_group_each_batch_stands_or_falls_alone() {
        let (_directory, connection) = notes();
        let conflict = Stmt::new("DELETE FROM notes WHERE id = $1", args![99_i64]).expect(1);
        let group = vec![
            vec![note(1, 1)],
            vec![note(2, 1), conflict],
            vec![note(3, 1), note(1, 1)],
            vec![note(4, 1), Stmt::new("DELETE FROM notes WHERE id = $1", args![1_i64]).expect(1)],
        ];
        let answers = answers(&connection, group);
        assert!(matches!(answers[0], Ok(())));
        assert!(matches!(answers[1], Err(CommitError::Conflict { stmt: 1 })));
        assert!(matches!(answers[2], Err(CommitError::Duplicate { stmt: 1 })));
        assert!(matches!(answers[3], Ok(())));
        assert_eq!(stored(&connection), [4]);
    }

    #[test]
    fn when_the_disk_is_full_what_was_answered_is_what_is_stored_and_later_it_goes_on() {
        let (_directory, connection) = notes();
        connection.pragma_update(None, "max_page_count", 20).unwrap();
        let group = || vec![vec![note(1, 10)], vec![note(2, 10), note(3, 200_000)], vec![note(4, 10)]];
        let full = answers(&connection, group());
        assert!(matches!(full[1], Err(CommitError::Fault(_))), "{:?}", full[1]);
        let acknowledged: Vec<i64> =
            [1, 2, 4].into_iter().zip(&full).filter(|(_, answer)| answer.is_ok()).map(|(id, _)| id).collect();
        assert_eq!(stored(&connection), acknowledged);
        assert!(connection.is_autocommit());

        connection.pragma_update(None, "max_page_count", 20_000).unwrap();
        connection.execute_batch("DELETE FROM notes").unwrap();
        assert!(answers(&connection, group()).iter().all(Result::is_ok));
        assert_eq!(stored(&connection), [1, 2, 3, 4]);
    }

    #[test]
    fn where_the_transaction_ended_under_the_group_nobody_is_told_that_it_is_stored() {
        let (_directory, connection) = notes();
        // Some failures roll the whole transaction back by themselves; this conflict clause does so on purpose.
        let ending = Stmt::new("INSERT OR ROLLBACK INTO notes (id, body) VALUES ($1, $2)", args![1_i64, vec![1_u8]]);
        let answers = answers(&connection, vec![vec![note(1, 1)], vec![ending], vec![note(2, 1)]]);
        assert!(answers.iter().all(|answer| matches!(answer, Err(CommitError::Fault(_)))), "{answers:?}");
        assert_eq!(stored(&connection), [0_i64; 0]);
        assert!(connection.is_autocommit());
    }
}
