//! Values, and rows of them: the three types that both engines store alike.

use std::fmt::Write as _;

use jubilee_core::{Day, Instant, Lang, MemberId, OrderId, SubscriptionId};

/// A SHA-256.
pub type Hash = [u8; 32];

/// A value of a column or of a statement's parameter.
///
/// Civil dates are stored as ISO text, instants as microseconds, truth as 0 or 1, money as minor units beside its currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// No value.
    Null,
    /// A whole number.
    Int(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

macro_rules! value_from {
    ($($type:ty, $it:ident => $value:expr;)*) => {
        $(impl From<$type> for Value {
            fn from($it: $type) -> Value {
                $value
            }
        })*
    };
}

value_from! {
    i64, it => Value::Int(it);
    u32, it => Value::Int(i64::from(it));
    bool, it => Value::Int(i64::from(it));
    &str, it => Value::Text(it.to_owned());
    String, it => Value::Text(it);
    &String, it => Value::Text(it.clone());
    Vec<u8>, it => Value::Bytes(it);
    &[u8], it => Value::Bytes(it.to_owned());
    Hash, it => Value::Bytes(it.to_vec());
    &Hash, it => Value::Bytes(it.to_vec());
    Day, it => Value::Text(it.to_string());
    Instant, it => Value::Int(it.0);
    Lang, it => Value::Text(it.code().to_owned());
    MemberId, it => Value::Int(it.number());
    SubscriptionId, it => Value::Int(it.number());
    OrderId, it => Value::Int(it.number());
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(it: Option<T>) -> Value {
        it.map_or(Value::Null, Into::into)
    }
}

/// The values of a statement's parameters, each turned into a [`Value`].
macro_rules! args {
    ($($arg:expr),* $(,)?) => { vec![$($crate::value::Value::from($arg)),*] };
}
pub(crate) use args;

/// A row of an answer while it is read; its columns are asked for by their place, from 0. Nothing of it is copied until it is asked for.
pub struct Row<'a>(pub(crate) Source<'a>);

/// Where a row comes from.
pub(crate) enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
    #[cfg(test)]
    Values(&'a [Value]),
}

/// What a column of a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    Null,
    Int(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
    /// Something that no statement of ours asks for: a fraction, a text that is not UTF-8.
    Other,
}

impl Cell<'_> {
    /// What kind of value it is, for messages.
    const fn kind(self) -> &'static str {
        match self {
            Cell::Null => "nothing",
            Cell::Int(_) => "a number",
            Cell::Text(_) => "a text",
            Cell::Bytes(_) => "bytes",
            Cell::Other => "something else",
        }
    }
}

/// A column that does not hold what it is read as.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("column {column} of the row holds {found} where {wanted} is read")]
pub struct RowError {
    /// The column's place, from 0.
    pub column: usize,
    /// What is there.
    pub found: String,
    /// What was asked for.
    pub wanted: &'static str,
}

/// A struct that is read from one row.
pub trait FromRow: Sized {
    /// The struct, or which column is not as it must be.
    fn from_row(row: &Row<'_>) -> Result<Self, RowError>;
}

/// The answer's only column.
macro_rules! from_single {
    ($($type:ty, $read:ident;)*) => {
        $(impl FromRow for $type {
            fn from_row(row: &Row<'_>) -> Result<$type, RowError> {
                row.$read(0)
            }
        })*
    };
}

from_single! {
    i64, int;
    Day, day;
    Instant, instant;
    MemberId, member;
}

impl FromRow for String {
    fn from_row(row: &Row<'_>) -> Result<String, RowError> {
        row.text(0).map(str::to_owned)
    }
}

impl Row<'_> {
    /// The value of a column, or nothing where the row is shorter.
    pub(crate) fn value(&self, column: usize) -> Option<Cell<'_>> {
        match &self.0 {
            Source::Sqlite(row) => row.get_ref(column).ok().map(crate::sqlite::connection::cell),
            Source::Postgres(row) => crate::postgres::cell(row, column),
            #[cfg(test)]
            Source::Values(values) => values.get(column).map(|value| match value {
                Value::Null => Cell::Null,
                Value::Int(number) => Cell::Int(*number),
                Value::Text(text) => Cell::Text(text),
                Value::Bytes(bytes) => Cell::Bytes(bytes),
            }),
        }
    }

    fn refuse<T>(&self, column: usize, wanted: &'static str) -> Result<T, RowError> {
        let found = match self.value(column) {
            None => "no column".to_owned(),
            // Only short texts are shown, and only where a text was to be read as something narrower: never a whole mail.
            Some(Cell::Text(text)) if wanted != "a number" && text.len() <= 20 => format!("'{text}'"),
            Some(value) => value.kind().to_owned(),
        };
        Err(RowError { column, found, wanted })
    }

    /// What a column holds, as text: nothing as an empty one, bytes in hexadecimal.
    pub fn shown(&self, column: usize) -> Result<String, RowError> {
        match self.value(column) {
            Some(Cell::Null) => Ok(String::new()),
            Some(Cell::Int(number)) => Ok(number.to_string()),
            Some(Cell::Text(text)) => Ok(text.to_owned()),
            Some(Cell::Bytes(bytes)) => Ok(bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut shown, byte| {
                let _ = write!(shown, "{byte:02x}");
                shown
            })),
            _ => self.refuse(column, "a value"),
        }
    }

    /// A number.
    pub fn int(&self, column: usize) -> Result<i64, RowError> {
        match self.value(column) {
            Some(Cell::Int(number)) => Ok(number),
            _ => self.refuse(column, "a number"),
        }
    }

    /// A number or nothing.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, RowError> {
        self.opt(column, Row::int)
    }

    /// A small number, at least 0.
    pub fn small(&self, column: usize) -> Result<u16, RowError> {
        u16::try_from(self.int(column)?).or_else(|_| self.refuse(column, "a small number"))
    }

    /// A text.
    pub fn text(&self, column: usize) -> Result<&str, RowError> {
        match self.value(column) {
            Some(Cell::Text(text)) => Ok(text),
            _ => self.refuse(column, "a text"),
        }
    }

    /// A text or nothing.
    pub fn opt_text(&self, column: usize) -> Result<Option<&str>, RowError> {
        match self.value(column) {
            Some(Cell::Null) => Ok(None),
            _ => self.text(column).map(Some),
        }
    }

    /// Bytes.
    pub fn bytes(&self, column: usize) -> Result<&[u8], RowError> {
        match self.value(column) {
            Some(Cell::Bytes(bytes)) => Ok(bytes),
            _ => self.refuse(column, "bytes"),
        }
    }

    /// A SHA-256.
    pub fn hash(&self, column: usize) -> Result<Hash, RowError> {
        self.bytes(column)?.try_into().or_else(|_| self.refuse(column, "a hash of 32 bytes"))
    }

    /// A civil date.
    pub fn day(&self, column: usize) -> Result<Day, RowError> {
        self.text(column)?.parse().or_else(|_| self.refuse(column, "a date"))
    }

    /// A civil date or nothing.
    pub fn opt_day(&self, column: usize) -> Result<Option<Day>, RowError> {
        self.opt(column, Row::day)
    }

    /// An instant.
    pub fn instant(&self, column: usize) -> Result<Instant, RowError> {
        self.int(column).map(Instant)
    }

    /// An instant or nothing.
    pub fn opt_instant(&self, column: usize) -> Result<Option<Instant>, RowError> {
        self.opt(column, Row::instant)
    }

    /// Yes or no.
    pub fn truth(&self, column: usize) -> Result<bool, RowError> {
        match self.int(column)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => self.refuse(column, "0 or 1"),
        }
    }

    /// A language.
    pub fn lang(&self, column: usize) -> Result<Lang, RowError> {
        self.text(column)?.parse().or_else(|_| self.refuse(column, "a language"))
    }

    /// A member's identity.
    pub fn member(&self, column: usize) -> Result<MemberId, RowError> {
        MemberId::from_number(self.int(column)?).map_or_else(|| self.refuse(column, "a member's number"), Ok)
    }

    /// A subscription's identity.
    pub fn subscription(&self, column: usize) -> Result<SubscriptionId, RowError> {
        SubscriptionId::from_number(self.int(column)?).map_or_else(|| self.refuse(column, "a subscription's number"), Ok)
    }

    /// An order's identity.
    pub fn order(&self, column: usize) -> Result<OrderId, RowError> {
        OrderId::from_number(self.int(column)?).map_or_else(|| self.refuse(column, "an order's number"), Ok)
    }

    /// What `read` reads, or nothing where the column is empty.
    pub(crate) fn opt<'a, T>(
        &'a self,
        column: usize,
        read: impl FnOnce(&'a Self, usize) -> Result<T, RowError>,
    ) -> Result<Option<T>, RowError> {
        match self.value(column) {
            Some(Cell::Null) => Ok(None),
            _ => read(self, column).map(Some),
        }
    }

    /// One of the words that `read` knows.
    pub(crate) fn word<T>(
        &self,
        column: usize,
        read: impl FnOnce(&str) -> Option<T>,
        wanted: &'static str,
    ) -> Result<T, RowError> {
        read(self.text(column)?).map_or_else(|| self.refuse(column, wanted), Ok)
    }
}

/// An enum whose values are stored as words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $wanted:literal { $($(#[$of:meta])* $value:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$of])* $value,)* }

        impl $name {
            /// The word that is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$value => $word,)* }
            }

            /// The value behind a stored word.
            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$value),)* _ => None }
            }

            fn read(row: &$crate::value::Row<'_>, column: usize) -> Result<$name, $crate::value::RowError> {
                row.word(column, $name::from_word, $wanted)
            }
        }

        impl From<$name> for $crate::value::Value {
            fn from(it: $name) -> $crate::value::Value {
                $crate::value::Value::from(it.as_str())
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_read_as_what_it_is_or_refused_with_its_place() {
        let values = [Value::Int(7), Value::Text("2019-09-01".into()), Value::Null, Value::Bytes(vec![1])];
        let row = Row(Source::Values(&values));
        assert_eq!(row.int(0), Ok(7));
        assert_eq!(row.day(1), Ok(Day::from_ymd(2019, 9, 1).unwrap()));
        assert_eq!(row.opt_int(2), Ok(None));
        assert_eq!(row.opt_text(2), Ok(None));
        assert_eq!(row.bytes(3), Ok(&[1_u8][..]));
        assert_eq!(row.truth(0).unwrap_err().to_string(), "column 0 of the row holds a number where 0 or 1 is read");
        assert_eq!(row.lang(1).unwrap_err().to_string(), "column 1 of the row holds '2019-09-01' where a language is read");
        assert_eq!(row.text(2).unwrap_err().found, "nothing");
        assert_eq!(row.int(4).unwrap_err().found, "no column");
        assert_eq!(row.hash(3).unwrap_err().wanted, "a hash of 32 bytes");
    }
}
