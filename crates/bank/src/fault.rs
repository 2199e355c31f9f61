//! What is wrong with a file.

use std::fmt;

/// The most faults that are kept; a file of another kind would otherwise give one for every line.
pub const MOST_FAULTS: usize = 1_000;

/// A fault with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.what)
    }
}

/// A file that is no statement: nothing of it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("the statement cannot be read")]
pub struct NotAStatement {
    /// The faults, in the order of the file, at most [`MOST_FAULTS`].
    pub faults: Vec<Fault>,
    /// How many more there were.
    pub unkept: usize,
}

impl NotAStatement {
    /// One fault.
    pub(crate) fn one(line: u64, what: impl Into<String>) -> NotAStatement {
        NotAStatement { faults: vec![Fault { line, what: what.into() }], unkept: 0 }
    }

    /// Adds a fault.
    pub(crate) fn add(&mut self, line: u64, what: impl Into<String>) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { line, what: what.into() });
        } else {
            self.unkept += 1;
        }
    }

    /// What was read, where nothing was wrong.
    pub(crate) fn or<T>(self, read: T) -> Result<T, NotAStatement> {
        if self.faults.is_empty() { Ok(read) } else { Err(self) }
    }
}
