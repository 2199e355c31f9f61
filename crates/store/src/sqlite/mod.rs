//! The SQLite engine: a file, one writing thread that commits in groups, and some reading connections.

pub(crate) mod connection;
mod reader;
mod writer;

use std::path::{Path, PathBuf};

use crate::database::{Ask, Together};
use crate::error::{CommitError, Fault, OpenError};
use crate::migration::{self, MIGRATIONS};
use crate::statement::Batch;
use crate::turn::Turn;
use crate::value::{FromRow, Row, RowError, Value};

use reader::Readers;
pub(crate) use writer::SqliteBulk;
use writer::Writer;

/// The first SQLite in which the WAL-reset fault is mended: earlier ones can lose committed writes.
const SAFE_VERSION: i32 = 3_051_003;

/// An open SQLite store.
#[derive(Clone, Debug)]
pub(crate) struct Sqlite {
    writer: Writer,
    readers: Readers,
    path: PathBuf,
}

impl Sqlite {
    pub(crate) async fn open(path: PathBuf) -> Result<Sqlite, OpenError> {
        blocking(move || Sqlite::open_now(&path)).await
    }

    /// Makes the file where there is none, migrates, and opens.
    pub(crate) async fn create(path: PathBuf) -> Result<Sqlite, OpenError> {
        blocking(move || {
            check_linked_version(rusqlite::version_number(), rusqlite::version())?;
            connection::make_file(&path).map_err(|cause| Fault::new(format!("make {}", path.display()), cause))?;
            migrate(&path)?;
            Sqlite::open_now(&path)
        })
        .await
    }

    fn open_now(path: &Path) -> Result<Sqlite, OpenError> {
        check_linked_version(rusqlite::version_number(), rusqlite::version())?;
        if !path.exists() {
            return Err(OpenError::Missing { path: path.to_owned() });
        }
        let store = path.display().to_string();
        let attempt = |cause| Fault::new(format!("open {}", path.display()), cause);
        let mut connection = connection::open(path, connection::Access::Inspect).map_err(attempt)?;
        let found = connection::inspect(&mut connection).map_err(attempt)?;
        migration::check(found, MIGRATIONS, &store)?;
        drop(connection);
        let writing = connection::open(path, connection::Access::Write).map_err(attempt)?;
        Ok(Sqlite {
            writer: Writer::start(writing).map_err(|cause| Fault::new("start its writing thread", cause))?,
            readers: Readers::new(path.to_owned()),
            path: path.to_owned(),
        })
    }

    pub(crate) async fn commit(&self, batch: Batch) -> Result<(), CommitError> {
        self.writer.commit(batch).await
    }

    pub(crate) async fn query<T: FromRow + Send + 'static>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<T>, Fault> {
        self.readers.query(sql, args).await
    }

    /// The first row of an answer, here and now: for what is asked by a key.
    pub(crate) fn first<T: FromRow>(&self, sql: &'static str, args: &[Value]) -> Result<Option<T>, Fault> {
        self.readers.here(|connection| Ok(connection::query(connection, sql, args)?.into_iter().next()))
    }

    /// The answers to four questions about the same moment, here and now: for what is asked by a key.
    pub(crate) fn together<A: FromRow, B: FromRow, C: FromRow, D: FromRow>(
        &self,
        (a, b, c, d): &(Ask<A>, Ask<B>, Ask<C>, Ask<D>),
    ) -> Result<Together<A, B, C, D>, Fault> {
        self.readers.here(|connection| {
            // A connection with an open transaction is not used again: it is closed where something fails on the way.
            connection::execute(connection, "BEGIN", &[])?;
            let a = connection::query(connection, a.sql, &a.args)?;
            let b = connection::query(connection, b.sql, &b.args)?;
            let c = connection::query(connection, c.sql, &c.args)?;
            let d = connection::query(connection, d.sql, &d.args)?;
            connection::execute(connection, "COMMIT", &[])?;
            Ok((a, b, c, d))
        })
    }

    pub(crate) async fn fold<A: Send + 'static>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
        begin: A,
        step: impl FnMut(&mut A, &Row<'_>) -> Result<(), RowError> + Send + 'static,
    ) -> Result<A, Fault> {
        self.readers.fold(sql, args, begin, step).await
    }

    /// The file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// A turn at `work`, unless another process has it.
    pub(crate) async fn turn(&self, work: &'static str) -> Result<Option<Turn>, Fault> {
        let mut file = self.path.clone().into_os_string();
        file.push(format!("-{work}.lock"));
        let attempt = |cause| Fault::new(format!("lock {}", file.display()), cause);
        let path = PathBuf::from(file.clone());
        let taken = tokio::task::spawn_blocking(move || Turn::by_file(path)).await;
        taken.map_err(|cause| Fault::new("wait for a lock", cause))?.map_err(attempt)
    }

    pub(crate) async fn bulk(&self) -> Result<SqliteBulk, Fault> {
        self.writer.bulk().await
    }
}

/// Brings an empty file or an earlier version's store to this version's schema.
fn migrate(path: &Path) -> Result<(), OpenError> {
    let store = path.display().to_string();
    let attempt = |cause| Fault::new(format!("migrate {}", path.display()), cause);
    let mut connection = connection::open(path, connection::Access::Inspect).map_err(attempt)?;
    // Looked at before anything that could write, because a file that is no database refuses even to be locked.
    if let migration::Found::Foreign(found) = connection::inspect(&mut connection).map_err(attempt)? {
        return Err(OpenError::Foreign { store, found });
    }
    loop {
        // Several processes may be at it: what is missing is looked up under the lock that applies it.
        let transaction = connection::begin(&mut connection).map_err(attempt)?;
        let applied = match connection::inspect_within(&transaction).map_err(attempt)? {
            migration::Found::Foreign(found) => return Err(OpenError::Foreign { store, found }),
            migration::Found::Store(applied) => applied,
            migration::Found::Empty => {
                connection::mark(&transaction).map_err(attempt)?;
                Vec::new()
            }
        };
        match migration::next(MIGRATIONS, &applied, &store)? {
            None => return Ok(()),
            Some(next) => connection::apply(transaction, next).map_err(attempt)?,
        }
    }
}

fn check_linked_version(number: i32, shown: &str) -> Result<(), OpenError> {
    if number < SAFE_VERSION { Err(OpenError::UnsafeSqlite { found: shown.to_owned() }) } else { Ok(()) }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, OpenError> + Send + 'static) -> Result<T, OpenError> {
    tokio::task::spawn_blocking(work).await.map_err(|cause| Fault::new("open its file", cause))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sqlite_that_can_lose_writes_is_refused() {
        assert!(check_linked_version(3_051_003, "3.51.3").is_ok());
        let refused = check_linked_version(3_051_002, "3.51.2").unwrap_err();
        assert!(refused.to_string().contains("3.51.2"));
        assert!(check_linked_version(rusqlite::version_number(), rusqlite::version()).is_ok());
    }
}
