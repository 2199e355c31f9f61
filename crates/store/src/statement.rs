//! A write as a value: statements, and batches of them that are committed whole or not at all.

use crate::value::Value;

/// One statement with its parameters and, where it matters, how many rows it must touch.
///
/// The text serves both engines, so its parameters are `$1`, `$2` … in the order in which they first appear: SQLite numbers
/// named parameters by first appearance, PostgreSQL by their number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stmt {
    pub(crate) sql: &'static str,
    pub(crate) args: Vec<Value>,
    pub(crate) expect: Option<u64>,
}

impl Stmt {
    /// A statement that may touch any number of rows.
    pub(crate) fn new(sql: &'static str, args: Vec<Value>) -> Stmt {
        Stmt { sql, args, expect: None }
    }

    /// The same statement; its batch is refused as a conflict unless it touches exactly `rows`.
    #[must_use]
    pub fn expect(mut self, rows: u64) -> Stmt {
        self.expect = Some(rows);
        self
    }

    /// The same statement; it may touch any number of rows.
    #[must_use]
    pub fn unconditional(mut self) -> Stmt {
        self.expect = None;
        self
    }
}

/// Statements that are committed together, in their order, or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch(pub(crate) Vec<Stmt>);

impl Batch {
    /// A batch without statements.
    pub fn new() -> Batch {
        Batch::default()
    }

    /// Adds a statement at the end.
    pub fn push(&mut self, stmt: Stmt) {
        self.0.push(stmt);
    }

    /// How many statements there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing to commit.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Stmt> for Batch {
    fn from(stmt: Stmt) -> Batch {
        Batch(vec![stmt])
    }
}

impl From<Vec<Stmt>> for Batch {
    fn from(stmts: Vec<Stmt>) -> Batch {
        Batch(stmts)
    }
}

impl FromIterator<Stmt> for Batch {
    fn from_iter<I: IntoIterator<Item = Stmt>>(stmts: I) -> Batch {
        Batch(stmts.into_iter().collect())
    }
}

impl Extend<Stmt> for Batch {
    fn extend<I: IntoIterator<Item = Stmt>>(&mut self, stmts: I) {
        self.0.extend(stmts);
    }
}

/// Declares a module's statements, each for both engines or for one of them, and keeps a list of them for the tests that check
/// and prepare every text of this crate.
macro_rules! statements {
    ($($(#[$meta:meta])* $engine:ident $name:ident = $sql:expr;)*) => {
        $($(#[$meta])* pub(crate) const $name: &str = $sql;)*

        #[cfg(test)]
        pub(crate) const STATEMENTS: &[$crate::registry::Entry] = &[
            $($crate::registry::Entry { spoken: $crate::registry::Spoken::$engine, name: stringify!($name), sql: $sql },)*
        ];
    };
}
pub(crate) use statements;

/// A table's bulk path: the statement that inserts one row, the one that copies many, and the types of the columns.
#[derive(Debug)]
pub struct Load {
    pub(crate) insert: &'static str,
    pub(crate) copy: &'static str,
    pub(crate) columns: &'static [Column],
}

/// What a column of a bulk path holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Int,
    Text,
    Bytes,
}
