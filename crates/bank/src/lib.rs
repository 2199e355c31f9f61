//! Bank statements: the bytes of a file in, entries out, or what is wrong with each line.
//!
//! CAMT.053 and CSV are read. This crate never reads the store, a clock or a folder, and never decides what an entry pays: that is
//! the business of `core` and `app`. Everything is bounded, because a file comes from outside: its size, the depth of its elements,
//! the number of its entries and faults, the length of a text. A file with one fault gives no entries at all.
//!
//! Begin with [`read`] and [`BankEntry`].

mod amount;
mod camt;
mod csv;
mod entry;
mod fault;
mod mapping;
mod text;
mod xml;

pub use entry::{BankEntry, Kind, MOST_TEXT, Statement};
pub use fault::{Fault, MOST_FAULTS, NotAStatement};
pub use mapping::{Mapping, NotAMapping, PRESETS};

/// The largest file, in bytes. A year of a busy account is less.
pub const MOST_BYTES: usize = 16 << 20;

/// The most entries of one file.
pub const MOST_ENTRIES: usize = 50_000;

/// How a file is to be read.
#[derive(Clone, Debug)]
pub enum Form {
    /// CAMT.053, whichever version.
    Camt,
    /// CSV, with what its columns mean.
    Csv(Box<Mapping>),
}

/// Reads a statement: all its entries, or every fault that was found.
pub fn read(bytes: &[u8], form: &Form) -> Result<Statement, NotAStatement> {
    if bytes.len() > MOST_BYTES {
        let what = format!("the file has {} bytes, at most {MOST_BYTES} are read", bytes.len());
        return Err(NotAStatement::one(1, what));
    }
    let mut statement = match form {
        Form::Camt => camt::read(bytes)?,
        Form::Csv(mapping) => csv::read(bytes, mapping)?,
    };
    entry::identify(&mut statement.entries);
    Ok(statement)
}

/// Whether a file looks like XML, so that nobody has to say in which form it is.
pub fn is_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}
