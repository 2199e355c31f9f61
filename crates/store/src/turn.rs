//! Taking turns: work that only one process at a time may do, and that nobody holds any more once its process is gone.

use std::fs::File;
use std::path::PathBuf;

use deadpool_postgres::Object;

use crate::statement::statements;

statements! {
    Postgres TRY = "SELECT CAST(CAST(pg_try_advisory_lock($1) AS INT) AS BIGINT)";
}

/// A turn that is held until it is dropped, or until the process ends, however it ends.
#[derive(Debug)]
pub struct Turn {
    _held: Held,
}

#[derive(Debug)]
enum Held {
    File { _file: File },
    Connection { _connection: Box<deadpool_postgres::ClientWrapper> },
}

impl Turn {
    /// Tries to take a turn by locking a file beside the store. The operating system gives the lock up with the process.
    pub(crate) fn by_file(path: PathBuf) -> std::io::Result<Option<Turn>> {
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Turn { _held: Held::File { _file: file } })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Tries to take a turn by an advisory lock of a connection. The server gives the lock up with the connection, which is why the
    /// connection leaves the pool for good.
    pub(crate) async fn by_connection(connection: Object, key: i64) -> Result<Option<Turn>, tokio_postgres::Error> {
        let locked = connection.query_one(TRY, &[&key]).await?.try_get::<_, i64>(0)?;
        if locked == 0 {
            return Ok(None);
        }
        let client = Object::take(connection);
        Ok(Some(Turn { _held: Held::Connection { _connection: Box::new(client) } }))
    }
}
