//! What can go wrong, by what a caller can do about it.

use std::error::Error;
use std::path::PathBuf;

/// The cause behind a fault, as the engine's driver gave it.
pub(crate) type Cause = Box<dyn Error + Send + Sync>;

/// The store could not do its work: nothing that a caller can decide about.
#[derive(Debug, thiserror::Error)]
#[error("the store could not {attempted}")]
pub struct Fault {
    attempted: String,
    #[source]
    source: Cause,
}

impl Fault {
    pub(crate) fn new(attempted: impl Into<String>, source: impl Into<Cause>) -> Fault {
        Fault { attempted: attempted.into(), source: source.into() }
    }
}

/// Why a batch was not committed. After all but `Unknown`, nothing of it is in the store.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// A statement did not touch the rows that it must touch: somebody else was quicker. Load again and decide again.
    #[error("statement {stmt} of the batch found the store changed by somebody else")]
    Conflict {
        /// The statement's place in the batch, from 0.
        stmt: usize,
    },
    /// A statement would have stored a second row under a unique key.
    #[error("statement {stmt} of the batch stores what is already stored")]
    Duplicate {
        /// The statement's place in the batch, from 0.
        stmt: usize,
    },
    /// The connection was lost while the commit was on its way: the batch is there whole or not at all. Look for it by its
    /// identity before trying again.
    #[error("the connection to the store was lost during a commit, so its outcome is unknown")]
    Unknown(#[source] Cause),
    /// The store could not do its work.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl CommitError {
    /// The fault that whoever only reads is told of.
    pub(crate) fn fault(self) -> Fault {
        match self {
            CommitError::Fault(fault) => fault,
            error => Fault::new("read", error),
        }
    }
}

/// Why a store could not be opened or made.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address names no engine that there is.
    #[error("cannot open the store '{url}': write sqlite:PATH or postgres://USER@HOST/DATABASE")]
    UnknownScheme {
        /// The address as far as it may be shown: without what could be a password.
        url: String,
    },
    /// The address names an engine, but cannot be read otherwise.
    #[error("cannot read the address of the PostgreSQL store; write postgres://USER:PASSWORD@HOST:PORT/DATABASE")]
    Address(#[source] Cause),
    /// There is no such file.
    #[error("there is no store at {}; make one with `jubilee init`", .path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The database is there and empty.
    #[error("{store} is an empty database and no store yet; set it up with `jubilee init`")]
    NotSetUp {
        /// Which database, without a password.
        store: String,
    },
    /// The file or database is something else's.
    #[error("{store} is not a store of Jubilee: {found}; nothing in it was changed")]
    Foreign {
        /// Which file or database, without a password.
        store: String,
        /// What is there.
        found: String,
    },
    /// A later version of Jubilee has written it.
    #[error(
        "{store} has schema {found}, written by a later version; this one knows schemas up to {known}: use the later version"
    )]
    Newer {
        /// Which file or database, without a password.
        store: String,
        /// The schema's number there.
        found: i64,
        /// The last number that this version knows.
        known: i64,
    },
    /// An earlier version of Jubilee has written it.
    #[error(
        "{store} has schema {found} and this version needs {known}: back it up, then run `jubilee init` on it to bring it up to date"
    )]
    Older {
        /// Which file or database, without a password.
        store: String,
        /// The schema's number there.
        found: i64,
        /// The number that this version needs.
        known: i64,
    },
    /// A migration that was applied is not the one that this version knows under its number.
    #[error("{store} was made by another edition of migration {number} ('{name}'): use the version that made it")]
    Altered {
        /// Which file or database, without a password.
        store: String,
        /// The migration's number.
        number: i64,
        /// Its name.
        name: String,
    },
    /// The linked SQLite can lose committed writes (its WAL-reset fault, mended in 3.51.3).
    #[error("the linked SQLite {found} can lose committed writes; 3.51.3 or later is needed")]
    UnsafeSqlite {
        /// Its version.
        found: String,
    },
    /// The store could not do its work.
    #[error(transparent)]
    Fault(#[from] Fault),
}
