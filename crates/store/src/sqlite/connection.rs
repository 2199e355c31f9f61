//! Connections to a SQLite file: their settings, and what they find in it.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::database::Engine;
use crate::error::Fault;
use crate::migration::{APPLICATION_ID, Applied, Found, MIGRATIONS_TABLE, Migration, in_words_of};
use crate::value::{Cell, FromRow, Row, RowError, Source, Value};

/// How long a writer waits for another process that is writing, `jubilee pay` beside `jubilee serve` for example.
const BUSY: Duration = Duration::from_secs(30);
/// More than this crate has statements, so that none is prepared twice.
const STATEMENTS_KEPT: usize = 256;

/// What a connection may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// Look at a file that may be something else's: no setting that would change it.
    Inspect,
    /// Read and write a store.
    Write,
    /// Read a store.
    Read,
}

/// Makes an empty file that only its owner can read, unless there is a file.
pub(super) fn make_file(path: &Path) -> std::io::Result<()> {
    match make_new_file(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// Makes an empty file that only its owner can read; one that is there already is an error.
pub(crate) fn make_new_file(path: &Path) -> std::io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map(drop)
}

pub(crate) fn open(path: &Path, access: Access) -> rusqlite::Result<Connection> {
    let mode = if access == Access::Read { OpenFlags::SQLITE_OPEN_READ_ONLY } else { OpenFlags::SQLITE_OPEN_READ_WRITE };
    let connection = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.pragma_update(None, "foreign_keys", true)?;
    // A statement is planned once and not anew for each value of a LIMIT: that would cost more than most answers.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if access == Access::Write {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
    }
    Ok(connection)
}

/// What is in the file.
pub(super) fn inspect(connection: &mut Connection) -> rusqlite::Result<Found> {
    inspect_within(&connection.transaction()?).or_else(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Ok(Found::Foreign("it is not a SQLite database".to_owned())),
        _ => Err(error),
    })
}

/// What is in the file, as a transaction sees it.
pub(super) fn inspect_within(transaction: &Transaction<'_>) -> rusqlite::Result<Found> {
    let application: i64 = transaction.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application == APPLICATION_ID {
        let mut asked = transaction.prepare("SELECT number, name, checksum FROM jubilee_migrations ORDER BY number")?;
        let applied = asked
            .query_map([], |row| Ok(Applied { number: row.get(0)?, name: row.get(1)?, checksum: row.get(2)? }))?
            .collect::<rusqlite::Result<Vec<Applied>>>()?;
        return Ok(Found::Store(applied));
    }
    let tables: i64 = transaction.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(if application != 0 {
        Found::Foreign(format!("its application id is {application:#x}"))
    } else if tables > 0 {
        Found::Foreign(format!("it holds {tables} tables and indexes of something else"))
    } else {
        Found::Empty
    })
}

/// A transaction that may write, so that it never has to wait after it has read.
pub(super) fn begin(connection: &mut Connection) -> rusqlite::Result<Transaction<'_>> {
    connection.transaction_with_behavior(TransactionBehavior::Immediate)
}

/// Makes an empty database a store without migrations.
pub(super) fn mark(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.execute_batch(&in_words_of(Engine::Sqlite, MIGRATIONS_TABLE))
}

/// Applies a migration and commits.
pub(super) fn apply(transaction: Transaction<'_>, migration: &Migration) -> rusqlite::Result<()> {
    transaction.execute_batch(&migration.sql(Engine::Sqlite))?;
    transaction.execute(
        "INSERT INTO jubilee_migrations (number, name, checksum) VALUES (?1, ?2, ?3)",
        (migration.number, migration.name, migration.checksum()),
    )?;
    transaction.commit()
}

/// Carries a statement out and says how many rows it touched.
pub(super) fn execute(connection: &Connection, sql: &str, args: &[Value]) -> rusqlite::Result<u64> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    statement.raw_execute().map(|rows| rows as u64)
}

/// Carries a statement out with one row of parameters after the other; what went wrong, and with which of them.
pub(super) fn execute_each(connection: &Connection, sql: &str, rows: &[Vec<Value>]) -> Result<(), (usize, rusqlite::Error)> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(sql).map_err(|cause| (0, cause))?;
    for (at, row) in rows.iter().enumerate() {
        bind(&mut statement, row).and_then(|()| statement.raw_execute()).map_err(|cause| (at, cause))?;
    }
    Ok(())
}

/// Why an answer was not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// SQLite did not give it.
    Sqlite(rusqlite::Error),
    /// A row of it is not what it is read as.
    Row(RowError),
}

impl From<rusqlite::Error> for Unread {
    fn from(cause: rusqlite::Error) -> Unread {
        Unread::Sqlite(cause)
    }
}

impl From<RowError> for Unread {
    fn from(cause: RowError) -> Unread {
        Unread::Row(cause)
    }
}

impl From<Unread> for Fault {
    fn from(unread: Unread) -> Fault {
        match unread {
            Unread::Sqlite(cause) => Fault::new("read", cause),
            Unread::Row(cause) => Fault::new("read what it was asked for", cause),
        }
    }
}

/// Asks and reads the whole answer.
pub(super) fn query<T: FromRow>(connection: &Connection, sql: &str, args: &[Value]) -> Result<Vec<T>, Unread> {
    let mut read = Vec::new();
    each(connection, sql, args, |row| {
        read.push(T::from_row(row)?);
        Ok(())
    })?;
    Ok(read)
}

/// Asks and goes through the answer.
pub(super) fn each(
    connection: &Connection,
    sql: &str,
    args: &[Value],
    mut step: impl FnMut(&Row<'_>) -> Result<(), RowError>,
) -> Result<(), Unread> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    let mut answer = statement.raw_query();
    while let Some(row) = answer.next()? {
        step(&Row(Source::Sqlite(row)))?;
    }
    Ok(())
}

fn bind(statement: &mut CachedStatement<'_>, args: &[Value]) -> rusqlite::Result<()> {
    if statement.parameter_count() != args.len() {
        return Err(rusqlite::Error::InvalidParameterCount(args.len(), statement.parameter_count()));
    }
    for (at, arg) in args.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, arg)?;
    }
    Ok(())
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// What a column holds.
pub(crate) fn cell(value: ValueRef<'_>) -> Cell<'_> {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Real(_) => Cell::Other,
        ValueRef::Text(text) => std::str::from_utf8(text).map_or(Cell::Other, Cell::Text),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes),
    }
}
