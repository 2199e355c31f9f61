//! Statements as CSV, read by a mapping.

use std::borrow::Cow;

use csv::StringRecord;
use jubilee_core::{Currency, Day, Money};

use crate::MOST_ENTRIES;
use crate::amount::unsigned;
use crate::entry::{BankEntry, Kind, MOST_TEXT, Statement};
use crate::fault::NotAStatement;
use crate::mapping::{Column, Mapping};
use crate::text::{account, breaks, clip, line, some};

/// The longest reference or name that is kept, in characters.
const MOST_REFERENCE: usize = 140;
/// The longest field, in bytes; longer ones are refused, so that a broken quote cannot swallow the file.
const MOST_FIELD_BYTES: usize = 4_000;
/// The first and last year of dates that files may contain.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2200;

/// Whether a date can be one of a bank statement.
pub(crate) fn is_plausible(day: Day) -> bool {
    YEARS.contains(&day.ymd().0)
}

/// Reads a file.
pub(crate) fn read(bytes: &[u8], mapping: &Mapping) -> Result<Statement, NotAStatement> {
    let text = decoded(bytes, mapping.is_windows)?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(mapping.delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut reading = Reading { mapping, header: None, statement: Statement::default(), faults: NotAStatement::default() };
    let mut record = StringRecord::new();
    let mut rows = 0;
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                reading.faults.add(line, error.to_string());
                break;
            }
            Ok(true) => {
                let line = record.position().map_or(1, csv::Position::line);
                if mapping.has_header && reading.header.is_none() {
                    reading.header(&record, line)?;
                    continue;
                }
                rows += 1;
                if rows > MOST_ENTRIES {
                    reading.faults.add(line, format!("the file has more than {MOST_ENTRIES} rows; save shorter periods"));
                    break;
                }
                if let Err(what) = reading.row(&record, line) {
                    reading.faults.add(line, what);
                }
            }
        }
    }
    if mapping.has_header && reading.header.is_none() {
        reading.faults.add(1, "the file is empty; its first line has to be the header");
    }
    reading.faults.or(reading.statement)
}

/// The text of a file. Windows-1252 is what banks' older programs write.
fn decoded(bytes: &[u8], is_windows: bool) -> Result<Cow<'_, str>, NotAStatement> {
    /// What the bytes 0x80 to 0x9F stand for.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) if is_windows => {
            let letter = |byte: &u8| match byte {
                0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
                byte => char::from(*byte),
            };
            Ok(Cow::Owned(bytes.iter().map(letter).collect()))
        }
        Err(error) => {
            let line = 1 + breaks(&bytes[..error.valid_up_to()]);
            Err(NotAStatement::one(line, "the file is not UTF-8 text; save it as UTF-8, or say encoding = \"windows-1252\""))
        }
    }
}

struct Reading<'a> {
    mapping: &'a Mapping,
    header: Option<StringRecord>,
    statement: Statement,
    faults: NotAStatement,
}

impl Reading<'_> {
    fn header(&mut self, record: &StringRecord, line: u64) -> Result<(), NotAStatement> {
        let mut faults = NotAStatement::default();
        for column in self.mapping.columns.all() {
            let Column::Heading(heading) = column else { continue };
            match record.iter().filter(|found| is_heading(found, heading)).count() {
                1 => {}
                0 => {
                    let found = clip(&record.iter().collect::<Vec<_>>().join(" "));
                    faults.add(line, format!("the column '{}' is missing; the header is '{found}'", clip(heading)));
                }
                _ => faults.add(line, format!("the column '{}' stands there twice", clip(heading))),
            }
        }
        self.header = Some(record.clone());
        faults.or(())
    }

    fn row(&mut self, record: &StringRecord, line_at: u64) -> Result<(), String> {
        let columns = &self.mapping.columns;
        let width = self.header.as_ref().map_or(record.len(), StringRecord::len);
        if record.len() != width {
            return Err(format!("the row has {} fields, the header {width}", record.len()));
        }
        if let Some(field) = record.iter().find(|field| field.len() > MOST_FIELD_BYTES) {
            return Err(format!("a field has {} bytes, at most {MOST_FIELD_BYTES} are allowed", field.len()));
        }
        let own = self.field(record, columns.account.as_ref())?;
        let own = account(own).or_else(|| self.mapping.account.clone()).ok_or("the row does not say whose account it is")?;
        let booked_on = self.day(record, columns.booked.as_ref())?;
        let value_on = self.day(record, columns.value.as_ref())?.or(booked_on);
        let value_on = value_on.ok_or("the row has neither a value date nor a day of booking")?;
        let code = self.field(record, columns.currency.as_ref())?;
        let currency = match (code, self.mapping.currency) {
            ("", Some(currency)) => currency,
            (code, _) => Currency::new(code).ok_or_else(|| format!("'{}' is not a currency, such as EUR", clip(code)))?,
        };
        let Some(amount) = self.incoming(record, currency)? else {
            self.statement.debits += 1;
            return Ok(());
        };
        let text: Result<Vec<&str>, String> = columns.text.iter().map(|column| self.field(record, Some(column))).collect();
        let kept = |column: &Option<Column>| self.field(record, column.as_ref()).map(|text| some(text, MOST_REFERENCE));
        self.statement.entries.push(BankEntry {
            identity: String::new(),
            account: own,
            kind: Kind::Credit,
            amount,
            booked_on,
            value_on,
            bank_reference: kept(&columns.bank_reference)?,
            end_to_end: kept(&columns.end_to_end)?,
            reference: kept(&columns.reference)?,
            text: line(&text?.join(" "), MOST_TEXT),
            name: kept(&columns.name)?,
            counterparty: account(self.field(record, columns.counterparty.as_ref())?),
            is_batch: false,
            line: line_at,
        });
        Ok(())
    }

    /// The field of a column, trimmed; empty where the mapping does not name the column.
    fn field<'a>(&self, record: &'a StringRecord, column: Option<&Column>) -> Result<&'a str, String> {
        let at = match column {
            None => return Ok(""),
            Some(Column::Place(place)) => place - 1,
            Some(Column::Heading(heading)) => {
                let header = self.header.as_ref().and_then(|header| header.iter().position(|found| is_heading(found, heading)));
                header.ok_or_else(|| format!("the column '{}' is missing", clip(heading)))?
            }
        };
        let missing = || format!("the row has {} fields and no column {}", record.len(), at + 1);
        record.get(at).map(str::trim).ok_or_else(missing)
    }

    fn day(&self, record: &StringRecord, column: Option<&Column>) -> Result<Option<Day>, String> {
        let text = self.field(record, column)?;
        if text.is_empty() {
            return Ok(None);
        }
        let form = self.mapping.date;
        let day = form.read(text).filter(|day| is_plausible(*day));
        day.map(Some).ok_or_else(|| format!("'{}' is not a date in the form {}", clip(text), form.example()))
    }

    /// What came in; nothing where money went out.
    fn incoming(&self, record: &StringRecord, currency: Currency) -> Result<Option<Money>, String> {
        let columns = &self.mapping.columns;
        if let Some(column) = &columns.amount {
            let (amount, is_negative) = self.amount(self.field(record, Some(column))?, currency)?;
            if columns.direction.is_none() {
                return Ok(Some(amount).filter(|_| !is_negative));
            }
            let word = self.field(record, columns.direction.as_ref())?;
            let is_one_of = |words: &[String]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
            return match (is_one_of(&self.mapping.credit), is_one_of(&self.mapping.debit), is_negative) {
                (true, false, false) => Ok(Some(amount)),
                (false, true, _) => Ok(None),
                (true, false, true) => Err(format!("the amount is negative although '{}' says that money came in", clip(word))),
                _ => Err(format!("'{}' does not say whether money came in or went out", clip(word))),
            };
        }
        let credit = self.field(record, columns.credit.as_ref())?;
        let debit = self.field(record, columns.debit.as_ref())?;
        match (credit.is_empty(), debit.is_empty()) {
            (false, true) => match self.amount(credit, currency)? {
                (amount, false) => Ok(Some(amount)),
                (_, true) => Err(format!("'{}' came in with a minus", clip(credit))),
            },
            (true, false) => self.amount(debit, currency).map(|_| None),
            _ => Err("one of the columns for what came in and what went out has to hold the amount, and only one".to_owned()),
        }
    }

    /// An amount without its sign, and whether that is a minus.
    fn amount(&self, text: &str, currency: Currency) -> Result<(Money, bool), String> {
        let (bare, is_negative) = match text.strip_prefix('-') {
            Some(bare) => (bare, true),
            None => (text.strip_prefix('+').unwrap_or(text), false),
        };
        let amount = unsigned(bare, self.mapping.mark, self.mapping.is_grouped, currency);
        let example = if self.mapping.mark == crate::amount::Mark::Comma { "475,00" } else { "475.00" };
        let amount = amount.ok_or_else(|| format!("'{}' is not an amount of {currency} in the form {example}", clip(text)))?;
        Ok((amount, is_negative))
    }
}

fn is_heading(found: &str, heading: &str) -> bool {
    found.trim().to_lowercase() == heading.trim().to_lowercase()
}
