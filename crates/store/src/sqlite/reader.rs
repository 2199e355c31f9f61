//! Reading connections: a few, made when they are first needed, each used by one question at a time.
//!
//! What is asked by a key is answered where it is asked: SQLite answers in microseconds, and going to another thread and back would cost more
//! than the answer. Whatever may take longer is answered on a thread that may wait.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::connection::{self, Access, Unread};
use crate::error::Fault;
use crate::value::{FromRow, Row, RowError, Value};

/// As many questions as are answered at the same time. SQLite answers in microseconds, so more would only wait for a core.
const AT_ONCE: usize = 8;

/// The reading connections of a store.
#[derive(Clone)]
pub(super) struct Readers(Arc<Shared>);

struct Shared {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    places: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Readers {
        Readers(Arc::new(Shared { path, idle: Mutex::new(Vec::new()), places: Arc::new(Semaphore::new(AT_ONCE)) }))
    }

    pub(super) async fn query<T: FromRow + Send + 'static>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<T>, Fault> {
        self.with(move |connection| connection::query(connection, sql, &args)).await
    }

    pub(super) async fn fold<A: Send + 'static>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
        mut so_far: A,
        mut step: impl FnMut(&mut A, &Row<'_>) -> Result<(), RowError> + Send + 'static,
    ) -> Result<A, Fault> {
        self.with(move |connection| {
            connection::each(connection, sql, &args, |row| step(&mut so_far, row))?;
            Ok(so_far)
        })
        .await
    }

    /// Does something short with a connection, here and now.
    pub(super) fn here<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Unread>) -> Result<T, Fault> {
        Ok(self.0.with(work)?)
    }

    /// Does something with a connection, on a thread that may wait for the disk.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Unread> + Send + 'static,
    ) -> Result<T, Fault> {
        let shared = Arc::clone(&self.0);
        let place = Arc::clone(&shared.places).acquire_owned().await.map_err(|cause| Fault::new("read", cause))?;
        let answered = tokio::task::spawn_blocking(move || {
            // The place is given back only when the question is answered, also when nobody waits for the answer any more.
            let _place = place;
            shared.with(work)
        });
        Ok(answered.await.map_err(|cause| Fault::new("read", cause))??)
    }
}

impl Shared {
    fn with<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Unread>) -> Result<T, Unread> {
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match kept {
            Some(connection) => connection,
            None => connection::open(&self.path, Access::Read)?,
        };
        let outcome = work(&connection);
        // A connection that has failed is closed: the next question gets a fresh one.
        if outcome.is_ok() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
        outcome
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readers").field("path", &self.0.path).finish_non_exhaustive()
    }
}
