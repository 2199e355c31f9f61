//! The PostgreSQL engine: a pool of connections; a batch is one transaction whose statements are sent without waiting.

mod bulk;
mod migrate;
mod tls;
mod value;

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures_core::Stream;
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Config, Statement};

use crate::database::{Ask, Together};
use crate::error::{Cause, CommitError, Fault, OpenError};
use crate::statement::Batch;
use crate::turn::Turn;
use crate::value::{FromRow, Row, RowError, Source, Value};

pub(crate) use bulk::PostgresBulk;
use tls::Tls;
use value::Args;
pub(crate) use value::cell;

/// Connections of one process: enough to share the server's syncs, few enough for many processes on one server.
const CONNECTIONS: usize = 16;
/// How long somebody waits for a connection before being told that the store is not there.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a transaction may be open while its process says nothing: one that was stopped would hold up everybody who wants the same rows.
const STANDING_STILL: Duration = Duration::from_secs(10);
/// How many statements are on their way before an answer is waited for. So few that all their answers fit into a socket that nobody reads: a
/// server that cannot get rid of an answer waits for ever with all its locks, and no time limit of its own ends that.
const IN_FLIGHT: usize = 64;
/// How often a batch is tried when the server gave it up in favour of another (a deadlock, a serialisation failure) or went away
/// before it was asked to commit.
const TRIES: u32 = 6;

/// A server's address, read.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    config: Config,
    tls: Tls,
}

impl Address {
    pub(crate) fn read(url: &str) -> Result<Address, Cause> {
        let (url, tls) = Tls::take(url)?;
        Ok(Address { config: url.parse()?, tls })
    }
}

/// An open PostgreSQL store.
#[derive(Clone, Debug)]
pub(crate) struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// Opens a database that must be a store with this version's schema.
    pub(crate) async fn open(address: Address) -> Result<Postgres, OpenError> {
        let postgres = Postgres::connect(address)?;
        let mut connection = postgres.connection().await?;
        migrate::check(&mut connection).await?;
        drop(connection);
        Ok(postgres)
    }

    /// Makes an empty database a store, or brings an earlier version's to this version's schema.
    pub(crate) async fn create(address: Address) -> Result<Postgres, OpenError> {
        let postgres = Postgres::connect(address)?;
        let mut connection = postgres.connection().await?;
        migrate::migrate(&mut connection).await?;
        drop(connection);
        Ok(postgres)
    }

    fn connect(address: Address) -> Result<Postgres, OpenError> {
        let Address { mut config, tls } = address;
        config.ssl_mode(tls.mode());
        if config.get_application_name().is_none() {
            config.application_name("jubilee");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        if config.get_hosts().len() > 1 && config.get_target_session_attrs() == TargetSessionAttrs::Any {
            // Of a primary and its standbys, the one that can be written to.
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        // A server that is gone without a word is noticed, and a process of ours that stands still gives up what it has locked.
        config.keepalives_idle(PATIENCE).keepalives_interval(PATIENCE / 6).keepalives_retries(3).tcp_user_timeout(PATIENCE);
        let given = config.get_options().unwrap_or_default();
        let options = format!("-c idle_in_transaction_session_timeout={} {given}", STANDING_STILL.as_millis());
        config.options(options.trim());
        let manager = Manager::from_config(config, tls.connector()?, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .recycle_timeout(Some(PATIENCE))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|cause| Fault::new("set up its connections", cause))?;
        Ok(Postgres { pool })
    }

    async fn connection(&self) -> Result<Object, Fault> {
        self.pool.get().await.map_err(|cause| {
            Fault::new("reach its PostgreSQL server; see whether it runs and whether the address is right", cause)
        })
    }

    pub(crate) async fn commit(&self, batch: Batch) -> Result<(), CommitError> {
        let store = self.clone();
        // A task of its own, because a caller may go away, and a connection with an open transaction must not be left behind.
        let committed = tokio::spawn(async move {
            let mut tried = 0;
            loop {
                tried += 1;
                match store.try_commit(&batch).await {
                    Err(Refused::GivenUp(_)) if tried < TRIES => pause(tried).await,
                    outcome => return outcome.map_err(CommitError::from),
                }
            }
        });
        committed.await.unwrap_or_else(|cause| Err(CommitError::Unknown(Box::new(cause))))
    }

    async fn try_commit(&self, batch: &Batch) -> Result<(), Refused> {
        let connection = self.connection().await?;
        let outcome = match run(&connection, batch, Begin::First).await {
            Ok(()) => commit(&connection).await,
            refused => refused,
        };
        if outcome.is_err() {
            give_back(connection).await;
        }
        outcome
    }

    pub(crate) async fn query<T: FromRow>(&self, sql: &'static str, args: Vec<Value>) -> Result<Vec<T>, Fault> {
        let mut tried = 0;
        loop {
            tried += 1;
            match query(&self.connection().await?, sql, &args).await {
                // A connection that the server has closed meanwhile is noticed only when it is used. Reading again is harmless.
                Err(Refused::GivenUp(_)) if tried < TRIES => pause(tried).await,
                answer => return answer.map_err(Refused::fault),
            }
        }
    }

    /// The answers to four questions, which are sent without waiting for one another.
    pub(crate) async fn together<A: FromRow, B: FromRow, C: FromRow, D: FromRow>(
        &self,
        (a, b, c, d): &(Ask<A>, Ask<B>, Ask<C>, Ask<D>),
    ) -> Result<Together<A, B, C, D>, Fault> {
        let mut tried = 0;
        loop {
            tried += 1;
            let connection = self.connection().await?;
            let answers = tokio::try_join!(
                query(&connection, a.sql, &a.args),
                query(&connection, b.sql, &b.args),
                query(&connection, c.sql, &c.args),
                query(&connection, d.sql, &d.args),
            );
            match answers {
                // As for a single question.
                Err(Refused::GivenUp(_)) if tried < TRIES => pause(tried).await,
                answers => return answers.map_err(Refused::fault),
            }
        }
    }

    pub(crate) async fn fold<A>(
        &self,
        sql: &'static str,
        args: Vec<Value>,
        begin: A,
        step: impl FnMut(&mut A, &Row<'_>) -> Result<(), RowError>,
    ) -> Result<A, Fault> {
        fold(&self.connection().await?, sql, &args, begin, step).await.map_err(Refused::fault)
    }

    #[cfg(test)]
    pub(crate) async fn described(&self, sql: &str) -> Result<Vec<tokio_postgres::types::Type>, Fault> {
        let statement =
            self.connection().await?.prepare(sql).await.map_err(|cause| Fault::new("prepare a statement", cause))?;
        Ok(statement.params().iter().chain(statement.columns().iter().map(tokio_postgres::Column::type_)).cloned().collect())
    }

    /// Brings the server's statistics up to date, and takes the places of the sealed members out of the list of the unsealed.
    pub(crate) async fn settle(&self) -> Result<(), Fault> {
        let connection = self.connection().await?;
        for upkeep in ["ANALYZE members, users, subscriptions, ledger", "VACUUM unsealed"] {
            connection.batch_execute(upkeep).await.map_err(|cause| Fault::new("bring its statistics up to date", cause))?;
        }
        Ok(())
    }

    /// A turn at `work`, unless another process has it.
    pub(crate) async fn turn(&self, work: &'static str) -> Result<Option<Turn>, Fault> {
        // Advisory locks are numbers; the name's own bytes make one that no other work of ours has.
        let key = work.bytes().fold(0x6a75_6269_6c65_6500_i64, |key, byte| key.rotate_left(5) ^ i64::from(byte));
        let taken = Turn::by_connection(self.connection().await?, key).await;
        taken.map_err(|cause| Fault::new(format!("take its turn at {work}"), cause))
    }

    pub(crate) async fn bulk(&self) -> Result<PostgresBulk, Fault> {
        PostgresBulk::begin(self.connection().await?).await
    }
}

/// Why a transaction was not committed.
#[derive(Debug)]
enum Refused {
    Told(CommitError),
    /// The server gave it up in favour of another transaction, or the connection was gone; trying again may succeed.
    GivenUp(Fault),
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Refused {
        Refused::Told(fault.into())
    }
}

impl From<Refused> for CommitError {
    fn from(refused: Refused) -> CommitError {
        match refused {
            Refused::Told(error) => error,
            Refused::GivenUp(fault) => fault.into(),
        }
    }
}

impl Refused {
    /// What stands behind an error of the server or of the connection, before COMMIT was sent: until then nothing is stored.
    fn by(attempted: impl Into<String>, cause: tokio_postgres::Error) -> Refused {
        let again = is_gone(&cause)
            || matches!(cause.code(), Some(&SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED));
        let fault = Fault::new(attempted, cause);
        if again { Refused::GivenUp(fault) } else { fault.into() }
    }

    fn by_stmt(stmt: usize, cause: tokio_postgres::Error) -> Refused {
        if cause.code() == Some(&SqlState::UNIQUE_VIOLATION) {
            return Refused::Told(CommitError::Duplicate { stmt });
        }
        Refused::by(format!("carry out statement {stmt} of a batch"), cause)
    }

    /// The fault behind the refusal of something that cannot conflict.
    fn fault(self) -> Fault {
        match self {
            Refused::GivenUp(fault) => fault,
            Refused::Told(error) => error.fault(),
        }
    }
}

/// Whether an error is the end of the connection: it says so itself, or the server does while it shuts down.
fn is_gone(cause: &tokio_postgres::Error) -> bool {
    match cause.code() {
        Some(state) => state.code().starts_with("08") || state.code().starts_with("57P"),
        None => cause.is_closed() || cause.source().is_some_and(<dyn Error>::is::<std::io::Error>),
    }
}

/// A moment before the next try, longer each time.
async fn pause(tried: u32) {
    tokio::time::sleep(Duration::from_millis(5 << tried)).await;
}

/// Whether a run of statements begins its transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    First,
    Already,
}

/// Carries out a batch's statements in a transaction that stays open.
async fn run(connection: &Object, batch: &Batch, begin: Begin) -> Result<(), Refused> {
    let mut prepared: Vec<(&'static str, Statement)> = Vec::new();
    let mut statements = Vec::with_capacity(batch.0.len());
    for (at, stmt) in batch.0.iter().enumerate() {
        // A batch has few different texts, mostly in runs of the same one: the last ones are looked at first.
        let known = prepared.iter().rev().find(|(sql, _)| std::ptr::eq(*sql, stmt.sql)).map(|(_, statement)| statement.clone());
        let statement = if let Some(statement) = known {
            statement
        } else {
            let statement = connection.prepare_cached(stmt.sql).await.map_err(|cause| Refused::by_stmt(at, cause))?;
            prepared.push((stmt.sql, statement.clone()));
            statement
        };
        statements.push(Args::new(&stmt.args, &statement).map(|args| (stmt, statement, args))?);
    }
    let mut begin = begin == Begin::First;
    for (chunk, from) in statements.chunks(IN_FLIGHT).zip((0..).step_by(IN_FLIGHT)) {
        let mut sent: Vec<Request<'_, Result<u64, tokio_postgres::Error>>> = Vec::new();
        let begins = usize::from(std::mem::take(&mut begin));
        if begins == 1 {
            sent.push(Box::pin(async { connection.batch_execute("BEGIN").await.map(|()| 0) }));
        }
        for (_, statement, args) in chunk {
            sent.push(Box::pin(async move { connection.execute_raw(statement, args.iter()).await }));
        }
        let answers = in_order(sent).await;
        for (place, answer) in answers.into_iter().enumerate() {
            let at = from + place.saturating_sub(begins);
            let rows = answer.map_err(|cause| Refused::by_stmt(at, cause))?;
            if place >= begins && chunk[place - begins].0.expect.is_some_and(|expected| expected != rows) {
                return Err(Refused::Told(CommitError::Conflict { stmt: at }));
            }
        }
    }
    Ok(())
}

/// A request that is sent when it is first polled, and its answer.
type Request<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The answers of requests that are sent in the given order, all before the first answer is waited for.
async fn in_order<T>(mut requests: Vec<Request<'_, T>>) -> Vec<T> {
    let mut answers: Vec<Option<T>> = requests.iter().map(|_| None).collect();
    let mut first = 0;
    let mut sent = false;
    std::future::poll_fn(|context| {
        // Answers come in the order of the requests, so after the first round only the foremost can be ready.
        let last = if sent { first + 1 } else { requests.len() };
        for at in first..last.min(requests.len()) {
            if let Poll::Ready(answer) = requests[at].as_mut().poll(context) {
                answers[at] = Some(answer);
            }
        }
        sent = true;
        while first < requests.len() {
            if answers[first].is_none() {
                match requests[first].as_mut().poll(context) {
                    Poll::Ready(answer) => answers[first] = Some(answer),
                    Poll::Pending => return Poll::Pending,
                }
            }
            first += 1;
        }
        Poll::Ready(())
    })
    .await;
    answers.into_iter().flatten().collect()
}

async fn commit(connection: &Object) -> Result<(), Refused> {
    connection.batch_execute("COMMIT").await.map_err(|cause| {
        // The server says what is wrong while it is there to say it; where it is not, it may have committed before it went.
        if is_gone(&cause) || cause.code().is_none() {
            Refused::Told(CommitError::Unknown(Box::new(cause)))
        } else {
            Refused::by("commit", cause)
        }
    })
}

/// Ends the transaction of a connection and leaves it to the pool; where that fails, the connection is closed, which ends it too.
async fn give_back(connection: Object) {
    if connection.batch_execute("ROLLBACK").await.is_err() {
        drop(Object::take(connection));
    }
}

async fn query<T: FromRow>(connection: &Object, sql: &str, args: &[Value]) -> Result<Vec<T>, Refused> {
    let attempt = |cause| Refused::by("read", cause);
    let statement = connection.prepare_cached(sql).await.map_err(attempt)?;
    let args = Args::new(args, &statement)?;
    let rows = connection.query(&statement, &args.refs()).await.map_err(attempt)?;
    let read: Result<Vec<T>, RowError> = rows.iter().map(|row| T::from_row(&Row(Source::Postgres(row)))).collect();
    Ok(read.map_err(misread)?)
}

/// Goes through an answer as it comes.
async fn fold<A>(
    connection: &Object,
    sql: &str,
    args: &[Value],
    mut so_far: A,
    mut step: impl FnMut(&mut A, &Row<'_>) -> Result<(), RowError>,
) -> Result<A, Refused> {
    let attempt = |cause| Refused::by("read", cause);
    let statement = connection.prepare_cached(sql).await.map_err(attempt)?;
    let args = Args::new(args, &statement)?;
    let mut rows = std::pin::pin!(connection.query_raw(&statement, args.refs()).await.map_err(attempt)?);
    while let Some(row) = std::future::poll_fn(|context| Stream::poll_next(rows.as_mut(), context)).await {
        let row = row.map_err(attempt)?;
        step(&mut so_far, &Row(Source::Postgres(&row))).map_err(misread)?;
    }
    Ok(so_far)
}

fn misread(cause: RowError) -> Fault {
    Fault::new("read what it was asked for", cause)
}
