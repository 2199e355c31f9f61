//! Values, and rows of them: the three types that both engines store alike.

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

impl Value {
    /// What kind of value it is, for messages.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Int(_) => "a number",
            Value::Text(_) => "a text",
            Value::Bytes(_) => "bytes",
        }
    }
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

/// A row of an answer; its columns are asked for by their place, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub(crate) Vec<Value>);

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
    fn from_row(row: &Row) -> Result<Self, RowError>;
}

impl Row {
    /// The value of a column, or nothing where the row is shorter.
    pub fn value(&self, column: usize) -> Option<&Value> {
        self.0.get(column)
    }

    fn refuse<T>(&self, column: usize, wanted: &'static str) -> Result<T, RowError> {
        let found = match self.value(column) {
            None => "no column".to_owned(),
            // Only short texts are shown, and only where a text was to be read as something narrower: never a whole mail.
            Some(Value::Text(text)) if wanted != "a number" && text.len() <= 20 => format!("'{text}'"),
            Some(value) => value.kind().to_owned(),
        };
        Err(RowError { column, found, wanted })
    }

    /// A number.
    pub fn int(&self, column: usize) -> Result<i64, RowError> {
        match self.value(column) {
            Some(Value::Int(number)) => Ok(*number),
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
            Some(Value::Text(text)) => Ok(text),
            _ => self.refuse(column, "a text"),
        }
    }

    /// A text or nothing.
    pub fn opt_text(&self, column: usize) -> Result<Option<&str>, RowError> {
        match self.value(column) {
            Some(Value::Null) => Ok(None),
            _ => self.text(column).map(Some),
        }
    }

    /// Bytes.
    pub fn bytes(&self, column: usize) -> Result<&[u8], RowError> {
        match self.value(column) {
            Some(Value::Bytes(bytes)) => Ok(bytes),
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
        read: impl FnOnce(&'a Row, usize) -> Result<T, RowError>,
    ) -> Result<Option<T>, RowError> {
        match self.value(column) {
            Some(Value::Null) => Ok(None),
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

            fn read(row: &$crate::value::Row, column: usize) -> Result<$name, $crate::value::RowError> {
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
        let row = Row(vec![Value::Int(7), Value::Text("2019-09-01".into()), Value::Null, Value::Bytes(vec![1])]);
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
