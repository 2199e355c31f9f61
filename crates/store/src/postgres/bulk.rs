//! Bulk work on PostgreSQL: a connection of its own, rows by COPY.

use std::pin::pin;

use deadpool_postgres::Object;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::{ToSql, Type};

use super::{Begin, Refused, commit, fold, query, run, value};
use crate::error::{CommitError, Fault};
use crate::statement::{Batch, Load};
use crate::value::{FromRow, Row, RowError, Value};

/// An open transaction; `None` once something in it has failed.
#[derive(Debug)]
pub(crate) struct PostgresBulk(Option<Object>);

impl PostgresBulk {
    pub(super) async fn begin(connection: Object) -> Result<PostgresBulk, Fault> {
        // Taken into the struct first: should this future be dropped, so is the connection with it.
        let bulk = PostgresBulk(Some(connection));
        // Between two parts of a bulk a file may be read for a while.
        let begin = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0";
        bulk.connection()?.batch_execute(begin).await.map_err(|cause| Fault::new("begin a bulk", cause))?;
        Ok(bulk)
    }

    fn connection(&self) -> Result<&Object, Fault> {
        self.0.as_ref().ok_or_else(|| Fault::new("write", "this bulk has ended"))
    }

    /// Ends the bulk where something failed: the server accepts nothing more in its transaction anyway.
    fn ended<T, E>(&mut self, outcome: Result<T, E>) -> Result<T, E> {
        if outcome.is_err() {
            self.close();
        }
        outcome
    }

    /// Closes the connection, with which the server takes the transaction back. It must not go back to the pool.
    fn close(&mut self) {
        if let Some(connection) = self.0.take() {
            drop(Object::take(connection));
        }
    }

    pub(crate) async fn load(&mut self, load: &'static Load, rows: Vec<Vec<Value>>) -> Result<(), CommitError> {
        let copied = copy(self.connection()?, load, &rows).await.map_err(|cause| Refused::by_stmt(0, cause).into());
        self.ended(copied)
    }

    pub(crate) async fn run(&mut self, batch: Batch) -> Result<(), CommitError> {
        let outcome = run(self.connection()?, &batch, Begin::Already).await.map_err(CommitError::from);
        self.ended(outcome)
    }

    pub(crate) async fn query<T: FromRow>(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<T>, Fault> {
        let answer = query(self.connection()?, sql, &args).await.map_err(Refused::fault);
        self.ended(answer)
    }

    pub(crate) async fn fold<A>(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
        begin: A,
        step: impl FnMut(&mut A, &Row<'_>) -> Result<(), RowError>,
    ) -> Result<A, Fault> {
        let answer = fold(self.connection()?, sql, &args, begin, step).await.map_err(Refused::fault);
        self.ended(answer)
    }

    pub(crate) async fn commit(mut self) -> Result<(), CommitError> {
        let outcome = commit(self.connection()?).await.map_err(CommitError::from);
        self.ended(outcome)?;
        // Committed: the connection is clean and may go back to the pool.
        drop(self.0.take());
        Ok(())
    }
}

impl Drop for PostgresBulk {
    fn drop(&mut self) {
        self.close();
    }
}

async fn copy(connection: &Object, load: &Load, rows: &[Vec<Value>]) -> Result<(), tokio_postgres::Error> {
    let types: Vec<Type> = load.columns.iter().map(|column| value::column_type(*column)).collect();
    let mut writer = pin!(BinaryCopyInWriter::new(connection.copy_in(load.copy).await?, &types));
    for row in rows {
        let row: Vec<&(dyn ToSql + Sync)> = row.iter().zip(&types).map(|(value, wanted)| value::typed(value, wanted)).collect();
        writer.as_mut().write(&row).await?;
    }
    writer.as_mut().finish().await.map(drop)
}
