//! Reading connections: a few, made when they are first needed, each used by one question at a time on a blocking thread.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::connection::{self, Access};
use crate::error::Fault;
use crate::value::{Row, Value};

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

    pub(super) async fn query(&self, sql: &'static str, args: Vec<Value>) -> Result<Vec<Row>, Fault> {
        let shared = Arc::clone(&self.0);
        let place = Arc::clone(&shared.places).acquire_owned().await.map_err(|cause| Fault::new("read", cause))?;
        let answered = tokio::task::spawn_blocking(move || {
            // The place is given back only when the question is answered, also when nobody waits for the answer any more.
            let _place = place;
            shared.query(sql, &args)
        });
        answered.await.map_err(|cause| Fault::new("read", cause))?.map_err(|cause| Fault::new("read", cause))
    }
}

impl Shared {
    fn query(&self, sql: &str, args: &[Value]) -> rusqlite::Result<Vec<Row>> {
        let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match kept {
            Some(connection) => connection,
            None => connection::open(&self.path, Access::Read)?,
        };
        let rows = connection::query(&connection, sql, args);
        // A connection that has failed is closed: the next question gets a fresh one.
        if rows.is_ok() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
        rows
    }
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Readers").field("path", &self.0.path).finish_non_exhaustive()
    }
}
