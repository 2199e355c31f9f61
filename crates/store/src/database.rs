//! The store's door: one type over both engines.

use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use crate::bulk::Bulk;
use crate::error::{CommitError, Fault, OpenError};
use crate::postgres::{self, Postgres};
use crate::sqlite::Sqlite;
use crate::statement::{Batch, statements};
use crate::turn::Turn;
use crate::value::{FromRow, Row, RowError, Value};

/// An open store. Cloning it is cheap; all clones share its connections.
#[derive(Clone, Debug)]
pub struct Db(Driver);

#[derive(Clone, Debug)]
enum Driver {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// Which engine keeps the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, a file on this machine.
    Sqlite,
    /// PostgreSQL, a server.
    Postgres,
}

impl Engine {
    /// The one of two texts that is written for this engine.
    pub(crate) fn pick(self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self {
            Engine::Sqlite => sqlite,
            Engine::Postgres => postgres,
        }
    }
}

statements! {
    Sqlite QUICK = "PRAGMA quick_check(20)";
    Sqlite INTEGRITY = "PRAGMA integrity_check(20)";
}

/// A store's address, read.
enum Address {
    Sqlite(PathBuf),
    Postgres(Box<postgres::Address>),
}

impl Address {
    fn read(url: &str) -> Result<Address, OpenError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            if !path.is_empty() {
                return Ok(Address::Sqlite(PathBuf::from(path)));
            }
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Address::Postgres(Box::new(postgres::Address::read(url).map_err(OpenError::Address)?)));
        }
        // What stands before an @ may hold a password, whatever the scheme is.
        let shown = url.rsplit_once('@').map_or(url, |(_, host)| host);
        Err(OpenError::UnknownScheme { url: shown.chars().take(80).collect() })
    }
}

/// A question whose answer's rows are read as `T`s.
pub(crate) struct Ask<T> {
    pub(crate) sql: &'static str,
    pub(crate) args: Vec<Value>,
    rows: PhantomData<fn() -> T>,
}

impl<T> Ask<T> {
    pub(crate) fn new(sql: &'static str, args: Vec<Value>) -> Ask<T> {
        Ask { sql, args, rows: PhantomData }
    }
}

/// The answers to four questions.
pub(crate) type Together<A, B, C, D> = (Vec<A>, Vec<B>, Vec<C>, Vec<D>);

impl Db {
    /// Opens the store at `sqlite:PATH` or `postgres://…`, which must have been set up and have this version's schema.
    pub async fn open(url: &str) -> Result<Db, OpenError> {
        Ok(Db(match Address::read(url)? {
            Address::Sqlite(path) => Driver::Sqlite(Sqlite::open(path).await?),
            Address::Postgres(address) => Driver::Postgres(Postgres::open(*address).await?),
        }))
    }

    /// Makes the store where there is none, brings an earlier version's to this version's schema, and opens it. A SQLite file
    /// is made readable for its owner only; a PostgreSQL database must be there already. Whatever is neither empty nor a store
    /// is refused and left as it is. Doing it again, also after it was interrupted, is harmless.
    pub async fn create(url: &str) -> Result<Db, OpenError> {
        Ok(Db(match Address::read(url)? {
            Address::Sqlite(path) => Driver::Sqlite(Sqlite::create(path).await?),
            Address::Postgres(address) => Driver::Postgres(Postgres::create(*address).await?),
        }))
    }

    /// The engine that keeps the rows.
    pub fn engine(&self) -> Engine {
        match &self.0 {
            Driver::Sqlite(_) => Engine::Sqlite,
            Driver::Postgres(_) => Engine::Postgres,
        }
    }

    /// The statement's text for this store's engine, for the few that the engines must be asked in different words.
    pub(crate) fn pick(&self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        self.engine().pick(sqlite, postgres)
    }

    /// Commits a batch: all of its statements in their order, or none. When this returns `Ok`, the batch is durable.
    ///
    /// Dropping the returned future does not take the batch back: it is committed or refused all the same.
    pub async fn commit(&self, batch: impl Into<Batch>) -> Result<(), CommitError> {
        let batch = batch.into();
        if batch.is_empty() {
            return Ok(());
        }
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.commit(batch).await,
            Driver::Postgres(postgres) => postgres.commit(batch).await,
        }
    }

    /// Goes through the rows that a question is answered with, one after the other as they come, and gives what `step` made of them. So an
    /// answer may be longer than what fits into memory.
    pub(crate) async fn fold<A: Send + 'static>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
        begin: A,
        step: impl FnMut(&mut A, &Row<'_>) -> Result<(), RowError> + Send + 'static,
    ) -> Result<A, Fault> {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.fold(sql, args, begin, step).await,
            Driver::Postgres(postgres) => postgres.fold(sql, args, begin, step).await,
        }
    }

    /// The rows that a question is answered with, each read as a `T`. The question's own `LIMIT` bounds them.
    pub(crate) async fn query_as<T: FromRow + Send + 'static>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<T>, Fault> {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.query(sql, args).await,
            Driver::Postgres(postgres) => postgres.query(sql, args).await,
        }
    }

    /// The first row of an answer read as a `T`, where there is one. For what is asked by a key, so that it takes microseconds.
    pub(crate) async fn query_one<T: FromRow>(&self, sql: &'static str, args: Vec<Value>) -> Result<Option<T>, Fault> {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.first(sql, &args),
            Driver::Postgres(postgres) => Ok(postgres.query(sql, args).await?.into_iter().next()),
        }
    }

    /// The answers to four questions by a key, asked at once; with SQLite they are about the same moment.
    pub(crate) async fn together<A: FromRow, B: FromRow, C: FromRow, D: FromRow>(
        &self,
        asked: (Ask<A>, Ask<B>, Ask<C>, Ask<D>),
    ) -> Result<Together<A, B, C, D>, Fault> {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.together(&asked),
            // Four questions under way are a large future, and everything that holds a member would carry it.
            Driver::Postgres(postgres) => Box::pin(postgres.together(&asked)).await,
        }
    }

    /// The number in the first column of the first row, 0 where there is none.
    pub(crate) async fn query_number(&self, sql: &'static str, args: Vec<Value>) -> Result<i64, Fault> {
        Ok(self.query_as(sql, args).await?.first().copied().unwrap_or(0))
    }

    /// The types of a statement's parameters and columns, from the PostgreSQL server.
    #[cfg(test)]
    pub(crate) async fn described(&self, sql: &str) -> Result<Vec<tokio_postgres::types::Type>, Fault> {
        match &self.0 {
            Driver::Sqlite(_) => Ok(Vec::new()),
            Driver::Postgres(postgres) => postgres.described(sql).await,
        }
    }

    /// The file of a SQLite store; `None` for one in PostgreSQL.
    pub fn file(&self) -> Option<&Path> {
        match &self.0 {
            Driver::Sqlite(sqlite) => Some(sqlite.path()),
            Driver::Postgres(_) => None,
        }
    }

    /// What SQLite finds wrong with its own file, at most twenty sentences; a PostgreSQL server looks after its files itself. `deep` holds
    /// every index against its table too.
    pub async fn check_file(&self, deep: bool) -> Result<Vec<String>, Fault> {
        if self.engine() == Engine::Postgres {
            return Ok(Vec::new());
        }
        let said: Vec<String> = self.query_as(if deep { INTEGRITY } else { QUICK }, vec![]).await?;
        Ok(said.into_iter().filter(|sentence| sentence != "ok").collect())
    }

    /// Tells the engine that much has changed at once, after an import and its seal. A PostgreSQL server that has not been told walks
    /// whole tables for what is due until it looks by itself, some minutes later; SQLite needs nothing. That it could not be told is
    /// logged and harms nothing.
    pub async fn settle(&self) {
        if let Driver::Postgres(postgres) = &self.0
            && let Err(error) = postgres.settle().await
        {
            tracing::warn!(%error, "the server could not bring its statistics up to date");
        }
    }

    /// A turn at `work` (a short word) for this process alone, or nothing while another process has it. It ends when it is dropped
    /// and when the process ends, however it ends: what the process was doing is then free for the next, without waiting.
    pub async fn turn(&self, work: &'static str) -> Result<Option<Turn>, Fault> {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.turn(work).await,
            Driver::Postgres(postgres) => postgres.turn(work).await,
        }
    }

    /// One long transaction for a bulk of rows, an import for example. With SQLite nobody else writes until it is committed or
    /// dropped.
    pub async fn bulk(&self) -> Result<Bulk, Fault> {
        match &self.0 {
            Driver::Sqlite(sqlite) => sqlite.bulk().await.map(Bulk::sqlite),
            Driver::Postgres(postgres) => postgres.bulk().await.map(Bulk::postgres),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_an_engine_and_a_refusal_shows_no_password() {
        assert!(matches!(Address::read("sqlite:/var/lib/jubilee/store.db"), Ok(Address::Sqlite(_))));
        assert!(matches!(Address::read("postgresql://jubilee@db/jubilee"), Ok(Address::Postgres(_))));
        let refused = |url: &str| Address::read(url).err().unwrap().to_string();
        assert!(refused("sqlite:").contains("'sqlite:'"));
        let shown = refused("mysql://root:secret@db/jubilee");
        assert!(shown.contains("'db/jubilee'") && !shown.contains("secret"), "{shown}");
        assert!(!refused("postgres://root:secret@db:port/jubilee").contains("secret"));
    }
}
