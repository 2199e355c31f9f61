//! The schema of a PostgreSQL store.

use deadpool_postgres::Object;
use tokio_postgres::GenericClient;

use crate::database::Engine;
use crate::error::{Fault, OpenError};
use crate::migration::{self, Applied, Found, MIGRATIONS, MIGRATIONS_TABLE, in_words_of};

/// Jubilee's own space of advisory locks, "JBLE", and the lock in it for whoever changes the schema.
const LOCK: &str = "SELECT pg_advisory_xact_lock(1245858885, 1)";
const HAS_STORE: &str = "SELECT COUNT(*) FROM pg_class WHERE relname = 'jubilee_migrations' AND relkind = 'r' AND relnamespace = current_schema()::regnamespace";
const TABLES: &str =
    "SELECT COUNT(*) FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm') AND relnamespace = current_schema()::regnamespace";
const NAME: &str = "SELECT current_database()::text";

/// Refuses a database that is not a store with this version's schema.
pub(super) async fn check(connection: &mut Object) -> Result<(), OpenError> {
    let attempt = |cause| Fault::new("read its schema", cause);
    let store = name(connection).await.map_err(attempt)?;
    let found = inspect(&***connection).await.map_err(attempt)?;
    migration::check(found, MIGRATIONS, &store)
}

/// Brings an empty database or an earlier version's store to this version's schema.
pub(super) async fn migrate(connection: &mut Object) -> Result<(), OpenError> {
    let attempt = |cause| Fault::new("migrate", cause);
    let store = name(connection).await.map_err(attempt)?;
    loop {
        // Several nodes may be at it: what is missing is looked up under the lock that applies it. A transaction that is
        // dropped on the way is rolled back.
        let transaction = connection.transaction().await.map_err(attempt)?;
        transaction.batch_execute(LOCK).await.map_err(attempt)?;
        let applied = match inspect(&*transaction).await.map_err(attempt)? {
            Found::Foreign(found) => return Err(OpenError::Foreign { store, found }),
            Found::Store(applied) => applied,
            Found::Empty => {
                transaction.batch_execute(&in_words_of(Engine::Postgres, MIGRATIONS_TABLE)).await.map_err(attempt)?;
                Vec::new()
            }
        };
        let Some(next) = migration::next(MIGRATIONS, &applied, &store)? else { return Ok(()) };
        transaction.batch_execute(&next.sql(Engine::Postgres)).await.map_err(attempt)?;
        transaction
            .execute(
                "INSERT INTO jubilee_migrations (number, name, checksum) VALUES ($1, $2, $3)",
                &[&next.number, &next.name, &next.checksum()],
            )
            .await
            .map_err(attempt)?;
        transaction.commit().await.map_err(attempt)?;
    }
}

async fn name(connection: &Object) -> Result<String, tokio_postgres::Error> {
    let name: String = connection.query_one(NAME, &[]).await?.get(0);
    Ok(format!("the database '{name}'"))
}

async fn inspect(client: &impl GenericClient) -> Result<Found, tokio_postgres::Error> {
    let count = async |sql: &str| -> Result<i64, tokio_postgres::Error> { Ok(client.query_one(sql, &[]).await?.get(0)) };
    if count(HAS_STORE).await? == 0 {
        let tables = count(TABLES).await?;
        return Ok(if tables == 0 {
            Found::Empty
        } else {
            Found::Foreign(format!("it holds {tables} tables and views of something else"))
        });
    }
    let rows = client.query("SELECT number, name, checksum FROM jubilee_migrations ORDER BY number", &[]).await?;
    Ok(Found::Store(rows.iter().map(|row| Applied { number: row.get(0), name: row.get(1), checksum: row.get(2) }).collect()))
}
