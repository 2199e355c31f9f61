//! Bulk work: one long transaction in which many rows are read and written in bounded memory.

use crate::database::Engine;
use crate::error::{CommitError, Fault};
use crate::postgres::PostgresBulk;
use crate::sqlite::SqliteBulk;
use crate::statement::{Batch, Load};
use crate::value::{FromRow, Row, RowError, Value};

/// One long transaction. Dropping it takes everything back.
///
/// After a call has failed, the transaction is over and every further call fails: there is nothing left to go on with.
#[derive(Debug)]
pub struct Bulk(Inner);

#[derive(Debug)]
enum Inner {
    Sqlite(SqliteBulk),
    Postgres(Box<PostgresBulk>),
}

impl Bulk {
    pub(crate) fn sqlite(bulk: SqliteBulk) -> Bulk {
        Bulk(Inner::Sqlite(bulk))
    }

    pub(crate) fn postgres(bulk: PostgresBulk) -> Bulk {
        Bulk(Inner::Postgres(Box::new(bulk)))
    }

    /// Adds rows to a table by its bulk path (some thousands a call). A key that is there already gives `Duplicate`.
    pub async fn load(&mut self, load: &'static Load, rows: Vec<Vec<Value>>) -> Result<(), CommitError> {
        match &mut self.0 {
            Inner::Sqlite(bulk) => bulk.load(load, rows).await,
            Inner::Postgres(bulk) => bulk.load(load, rows).await,
        }
    }

    /// As [`Bulk::load`], without waiting for it where the engine does the work on a thread of its own: what goes wrong is told by one of the
    /// next calls, at the latest by [`Bulk::commit`].
    pub async fn load_ahead(&mut self, load: &'static Load, rows: Vec<Vec<Value>>) -> Result<(), CommitError> {
        match &mut self.0 {
            Inner::Sqlite(bulk) => bulk.load_ahead(load, rows).await,
            Inner::Postgres(bulk) => bulk.load(load, rows).await,
        }
    }

    /// Carries statements out within the transaction.
    pub async fn run(&mut self, batch: impl Into<Batch>) -> Result<(), CommitError> {
        match &mut self.0 {
            Inner::Sqlite(bulk) => bulk.run(batch.into()).await,
            Inner::Postgres(bulk) => bulk.run(batch.into()).await,
        }
    }

    /// Asks within the transaction, so that what it has written is seen; each row of the answer is read as a `T`.
    pub(crate) async fn query_as<T: FromRow + Send + 'static>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Vec<T>, Fault> {
        match &mut self.0 {
            Inner::Sqlite(bulk) => bulk.query(sql, args).await,
            Inner::Postgres(bulk) => bulk.query(sql, args).await,
        }
    }

    /// As [`crate::Db::fold`], within the transaction.
    pub(crate) async fn fold<A: Send + 'static>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        begin: A,
        step: impl FnMut(&mut A, &Row<'_>) -> Result<(), RowError> + Send + 'static,
    ) -> Result<A, Fault> {
        match &mut self.0 {
            Inner::Sqlite(bulk) => bulk.fold(sql, args, begin, step).await,
            Inner::Postgres(bulk) => bulk.fold(sql, args, begin, step).await,
        }
    }

    /// Makes everything durable.
    pub async fn commit(self) -> Result<(), CommitError> {
        match self.0 {
            Inner::Sqlite(bulk) => bulk.commit().await,
            Inner::Postgres(bulk) => bulk.commit().await,
        }
    }

    /// The engine that it works on.
    pub(crate) fn engine(&self) -> Engine {
        match self.0 {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }
}
