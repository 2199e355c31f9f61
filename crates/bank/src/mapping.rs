//! What the columns of a CSV file mean: a small TOML file, or one of those that come with the product.

use jubilee_core::{Currency, Day};
use serde::Deserialize;

use crate::amount::Mark;

/// The mappings that come with the product: the forms in which these banks let a statement be saved, and one of our own.
pub const PRESETS: &[(&str, &str)] = &[
    ("abn-amro", include_str!("../presets/abn-amro.toml")),
    ("ing", include_str!("../presets/ing.toml")),
    ("plain", include_str!("../presets/plain.toml")),
    ("rabobank", include_str!("../presets/rabobank.toml")),
];

/// The largest mapping file, in bytes.
const MOST_BYTES: usize = 64 << 10;

/// What the columns of a CSV file mean.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(crate) delimiter: u8,
    pub(crate) has_header: bool,
    pub(crate) is_windows: bool,
    pub(crate) mark: Mark,
    pub(crate) is_grouped: bool,
    pub(crate) date: DateForm,
    pub(crate) account: Option<String>,
    pub(crate) currency: Option<Currency>,
    pub(crate) credit: Vec<String>,
    pub(crate) debit: Vec<String>,
    pub(crate) columns: Columns,
}

/// The order of a date's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum DateForm {
    #[serde(rename = "yyyy-mm-dd")]
    Iso,
    #[serde(rename = "yyyymmdd")]
    Compact,
    #[serde(rename = "dd-mm-yyyy")]
    DayFirst,
    #[serde(rename = "mm-dd-yyyy")]
    MonthFirst,
}

/// A column: its heading, or its place from 1 in a file without headings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Column {
    Place(usize),
    Heading(String),
}

/// The columns, as the file names them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Columns {
    pub(crate) account: Option<Column>,
    pub(crate) booked: Option<Column>,
    pub(crate) value: Option<Column>,
    /// With its sign, or beside `direction`.
    pub(crate) amount: Option<Column>,
    pub(crate) direction: Option<Column>,
    /// Amounts in a column each, in the place of `amount`.
    pub(crate) credit: Option<Column>,
    pub(crate) debit: Option<Column>,
    pub(crate) currency: Option<Column>,
    pub(crate) bank_reference: Option<Column>,
    pub(crate) end_to_end: Option<Column>,
    pub(crate) reference: Option<Column>,
    pub(crate) name: Option<Column>,
    pub(crate) counterparty: Option<Column>,
    #[serde(default)]
    pub(crate) text: Vec<Column>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    #[serde(default = "comma")]
    delimiter: String,
    #[serde(default = "yes")]
    header: bool,
    #[serde(default)]
    encoding: Encoding,
    #[serde(default)]
    decimal: Decimal,
    #[serde(default)]
    thousands: bool,
    date: DateForm,
    account: Option<String>,
    currency: Option<String>,
    #[serde(default)]
    direction: Directions,
    columns: Columns,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
enum Encoding {
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "windows-1252")]
    Windows,
}

#[derive(Clone, Copy, Default, Deserialize)]
enum Decimal {
    #[default]
    #[serde(rename = ".")]
    Point,
    #[serde(rename = ",")]
    Comma,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Directions {
    #[serde(default)]
    credit: Vec<String>,
    #[serde(default)]
    debit: Vec<String>,
}

fn comma() -> String {
    ",".to_owned()
}

const fn yes() -> bool {
    true
}

/// A text that is no mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the mapping cannot be used: {0}")]
pub struct NotAMapping(pub String);

impl Mapping {
    /// Reads a mapping file.
    pub fn read(text: &str) -> Result<Mapping, NotAMapping> {
        let refuse = |what: &str| NotAMapping(what.to_owned());
        if text.len() > MOST_BYTES {
            return Err(refuse("the file is too long"));
        }
        let written: Written = toml::from_str(text).map_err(|error| NotAMapping(error.to_string().trim_end().to_owned()))?;
        let [delimiter] = written.delimiter.as_bytes() else { return Err(refuse("the delimiter has to be one character")) };
        if !matches!(delimiter, b',' | b';' | b'\t' | b'|') {
            return Err(refuse("the delimiter has to be a comma, a semicolon, a tab or a bar"));
        }
        let currency = match &written.currency {
            None => None,
            Some(code) => {
                Some(Currency::new(code).ok_or_else(|| refuse("the currency has to be three capitals, such as EUR"))?)
            }
        };
        let mark = match written.decimal {
            Decimal::Point => Mark::Point,
            Decimal::Comma => Mark::Comma,
        };
        let mapping = Mapping {
            delimiter: *delimiter,
            has_header: written.header,
            is_windows: written.encoding == Encoding::Windows,
            mark,
            is_grouped: written.thousands,
            date: written.date,
            account: written.account.as_deref().and_then(crate::text::account),
            currency,
            credit: written.direction.credit,
            debit: written.direction.debit,
            columns: written.columns,
        };
        mapping.check().map_err(refuse)?;
        Ok(mapping)
    }

    /// A mapping that comes with the product.
    pub fn preset(name: &str) -> Result<Mapping, NotAMapping> {
        let names = || PRESETS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let found = PRESETS.iter().find(|(known, _)| *known == name);
        let (_, text) = found.ok_or_else(|| NotAMapping(format!("there is no '{name}'; there are {}", names())))?;
        Mapping::read(text)
    }

    fn check(&self) -> Result<(), &'static str> {
        let columns = &self.columns;
        if columns.booked.is_none() && columns.value.is_none() {
            return Err("one of the columns `booked` and `value` has to be named");
        }
        if columns.amount.is_some() == (columns.credit.is_some() || columns.debit.is_some()) {
            return Err("name either the column `amount` or the columns `credit` and `debit`");
        }
        if columns.direction.is_some() && (columns.amount.is_none() || self.credit.is_empty() || self.debit.is_empty()) {
            return Err("a column `direction` goes with `amount` and with the words of [direction], `credit` and `debit`");
        }
        if columns.account.is_none() && self.account.is_none() {
            return Err("whose account it is has to be said: the column `account`, or `account = \"…\"`");
        }
        if columns.currency.is_none() && self.currency.is_none() {
            return Err("the currency has to be said: the column `currency`, or `currency = \"EUR\"`");
        }
        let by_place = |column: &Column| matches!(column, Column::Place(place) if *place >= 1 && *place <= 200);
        if !self.has_header && !columns.all().all(by_place) {
            return Err("without a header, columns are named by their place, from 1");
        }
        let by_heading = |column: &Column| matches!(column, Column::Heading(heading) if !heading.trim().is_empty());
        if self.has_header && !columns.all().all(by_heading) {
            return Err("with a header, columns are named by their headings");
        }
        Ok(())
    }
}

impl Columns {
    /// All that are named.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Column> {
        let single = [
            &self.account,
            &self.booked,
            &self.value,
            &self.amount,
            &self.direction,
            &self.credit,
            &self.debit,
            &self.currency,
            &self.bank_reference,
            &self.end_to_end,
            &self.reference,
            &self.name,
            &self.counterparty,
        ];
        single.into_iter().flatten().chain(&self.text)
    }
}

impl DateForm {
    /// A date; its parts may be set apart by any of `- . /`.
    pub(crate) fn read(self, text: &str) -> Option<Day> {
        let parts: Vec<&str> = match self {
            DateForm::Compact if text.len() == 8 && text.is_ascii() => vec![&text[..4], &text[4..6], &text[6..]],
            DateForm::Compact => return None,
            _ => text.split(['-', '.', '/']).collect(),
        };
        let [first, second, third] = parts[..] else { return None };
        let (year, month, day) = match self {
            DateForm::Iso | DateForm::Compact => (first, second, third),
            DateForm::DayFirst => (third, second, first),
            DateForm::MonthFirst => (third, first, second),
        };
        let number = |part: &str, most: usize| {
            let fits = !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
            if fits { part.parse::<u32>().ok() } else { None }
        };
        // A year of two digits is a guess.
        let year = number(year, 4).filter(|_| year.len() == 4)?;
        Day::from_ymd(i32::try_from(year).ok()?, number(month, 2)?, number(day, 2)?)
    }

    /// How a date looks, for messages.
    pub(crate) const fn example(self) -> &'static str {
        match self {
            DateForm::Iso => "2019-09-20",
            DateForm::Compact => "20190920",
            DateForm::DayFirst => "20-09-2019",
            DateForm::MonthFirst => "09-20-2019",
        }
    }
}
