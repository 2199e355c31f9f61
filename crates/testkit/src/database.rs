//! A database of a test's own, on either engine.

use tempfile::TempDir;

use crate::postgres::{Cluster, FreshDatabase};

/// The engines that every test of stored things runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A SQLite file in a temporary directory.
    Sqlite,
    /// A database of a temporary PostgreSQL cluster.
    Postgres,
}

impl Engine {
    /// Both.
    pub const ALL: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];
}

/// An empty database; it is removed when this is dropped.
#[derive(Debug)]
pub struct Database {
    url: String,
    _kept: Kept,
}

#[derive(Debug)]
enum Kept {
    Directory { _directory: TempDir },
    Database { _database: FreshDatabase },
}

impl Database {
    /// The address that a store is opened with: `sqlite:PATH` (where no file is yet) or `postgres://…`.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// An empty database of the given engine.
///
/// # Panics
/// Where there is no PostgreSQL, with what to install.
pub fn database(engine: Engine) -> Database {
    match engine {
        Engine::Sqlite => {
            let directory = tempfile::tempdir().expect("a temporary directory can be made");
            let url = format!("sqlite:{}", directory.path().join("store.db").display());
            Database { url, _kept: Kept::Directory { _directory: directory } }
        }
        Engine::Postgres => {
            let database = Cluster::shared().fresh_database();
            Database { url: database.url().to_owned(), _kept: Kept::Database { _database: database } }
        }
    }
}
