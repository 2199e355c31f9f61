//! Typed reading of a file with places: each value is asked for by its key, and what is wrong with it is reported where it stands.

use std::ops::{Range, RangeInclusive};

use jubilee_core::Day;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};
use crate::keys::{Key, Shape};
use crate::spelling::nearest;

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// The longest name in kebab-case.
const LONGEST_NAME: usize = 60;

/// How much of a value a message repeats.
const QUOTED: usize = 40;

/// The beginning of a text, for messages.
pub(crate) fn quoted(text: &str) -> String {
    let beginning: String = text.chars().take(QUOTED).collect();
    if beginning.len() < text.len() { format!("'{beginning}…'") } else { format!("'{text}'") }
}

/// "did you mean …?", or the words that are possible.
pub(crate) fn suggestion<'k>(written: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<String> {
    if let Some(meant) = nearest(written, known.clone()) {
        return Some(format!("did you mean '{meant}'?"));
    }
    let few: Vec<&str> = known.take(21).collect();
    (!few.is_empty() && few.len() <= 20).then(|| format!("possible here: {}", few.join(", ")))
}

/// Whether something is a name in kebab-case.
pub(crate) fn is_name(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.len() <= LONGEST_NAME && text.starts_with(|first: char| first.is_ascii_lowercase()) && text.split('-').all(part)
}

/// A table of the file whose keys are those of a shape.
pub(crate) struct Section<'a> {
    pub(crate) findings: &'a Findings<'a>,
    pub(crate) shape: &'static Shape,
    pub(crate) span: Range<usize>,
    table: &'a DeTable<'a>,
    is_lenient: bool,
}

impl<'a> Section<'a> {
    /// Takes a table in which a key may also be written with underscores, as the interfaces for machines write it.
    pub(crate) fn lenient(
        findings: &'a Findings<'a>,
        shape: &'static Shape,
        table: &'a DeTable<'a>,
        span: Range<usize>,
    ) -> Section<'a> {
        for key in table.keys().filter(|key| key.get_ref().contains('_')) {
            let hyphenated = key.get_ref().replace('_', "-");
            if table.contains_key(hyphenated.as_str()) {
                let message = format!("{} is the same key as '{hyphenated}'", quoted(key.get_ref()));
                findings.report(Diagnostic::error(Code::Duplicate, key.span(), message).help("leave one of them out"));
            }
        }
        Section::checked(findings, shape, table, span, true)
    }

    /// Takes a table, and reports every key that the shape does not have.
    pub(crate) fn new(
        findings: &'a Findings<'a>,
        shape: &'static Shape,
        table: &'a DeTable<'a>,
        span: Range<usize>,
    ) -> Section<'a> {
        Section::checked(findings, shape, table, span, false)
    }

    fn checked(
        findings: &'a Findings<'a>,
        shape: &'static Shape,
        table: &'a DeTable<'a>,
        span: Range<usize>,
        is_lenient: bool,
    ) -> Section<'a> {
        for key in table.keys() {
            let is_underscored = || is_lenient && shape.key(&key.get_ref().replace('_', "-")).is_some();
            if shape.key(key.get_ref()).is_none() && !is_underscored() {
                let help =
                    if findings.is_full() { None } else { suggestion(key.get_ref(), shape.keys.iter().map(|key| key.name)) };
                let message = format!("unknown key {} in {}", quoted(key.get_ref()), shape.title);
                findings.report(Diagnostic::error(Code::UnknownKey, key.span(), message).maybe_help(help));
            }
        }
        Section { findings, shape, span, table, is_lenient }
    }

    /// The value of a key. One that is needed and missing is reported.
    pub(crate) fn get(&self, name: &str) -> Option<Item<'a>> {
        let key = self.shape.key(name).expect("the reader asks for keys of the shape");
        let underscored = || self.table.get(name.replace('-', "_").as_str()).filter(|_| self.is_lenient);
        if let Some(value) = self.table.get(name).or_else(underscored) {
            return Some(Item { findings: self.findings, key, name: key.name, value: value.get_ref(), span: value.span() });
        }
        if key.is_required {
            let what = if key.example.starts_with('[') { key.example.to_owned() } else { format!("the key '{name}'") };
            let message = format!("{} needs {what}", self.shape.title);
            let help = format!("for example: {}", key.example);
            self.findings.report(Diagnostic::error(Code::MissingKey, self.span.clone(), message).help(help));
        }
        None
    }

    /// The value of a key that may be left out: `Some(None)` where it is, `None` after a mistake in it.
    #[expect(clippy::option_option, reason = "the reader takes the mistake away with `?` and is left with what may be missing")]
    pub(crate) fn maybe<T>(&self, name: &str, read: impl FnOnce(Item<'a>) -> Option<T>) -> Option<Option<T>> {
        match self.get(name) {
            None => Some(None),
            Some(item) => read(item).map(Some),
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }
}

/// A value of the file that was found under a key, or an element of it.
#[derive(Clone)]
pub(crate) struct Item<'a> {
    pub(crate) findings: &'a Findings<'a>,
    pub(crate) key: &'static Key,
    /// What messages call it: the key as it stands in the file.
    pub(crate) name: &'a str,
    pub(crate) value: &'a DeValue<'a>,
    pub(crate) span: Range<usize>,
}

impl<'a> Item<'a> {
    /// Reports something about this value.
    pub(crate) fn refuse(&self, code: Code, message: impl Into<String>, help: Option<String>) {
        self.findings.report(Diagnostic::error(code, self.span.clone(), message).maybe_help(help));
    }

    fn wrong_kind<T>(&self) -> Option<T> {
        let kind = match self.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a fraction",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a section",
        };
        let message = format!("'{}' must be {}, and this is {kind}", self.name, self.key.form);
        self.refuse(Code::WrongKind, message, Some(format!("for example: {}", self.key.example)));
        None
    }

    pub(crate) fn text(&self) -> Option<&'a str> {
        match self.value {
            DeValue::String(text) => Some(text.as_ref()),
            _ => self.wrong_kind(),
        }
    }

    /// A text for people: not blank, not too long, nothing invisible in it. Runs of white space become one space, so that a text may
    /// be written over several lines.
    pub(crate) fn prose(&self, most: usize) -> Option<String> {
        let text = self.text()?;
        let is_hidden = |c: &char| {
            (c.is_control() && !c.is_whitespace())
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        if let Some(hidden) = text.chars().find(is_hidden) {
            let message = format!("the text has an invisible character in it, U+{:04X}", u32::from(hidden));
            self.refuse(Code::BadText, message, Some("type the text anew where it stands".to_owned()));
            return None;
        }
        let prose = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let length = prose.chars().count();
        if length == 0 {
            self.refuse(Code::BadText, format!("'{}' is empty", self.name), None);
            return None;
        }
        if length > most {
            let message = format!("'{}' has {length} characters; at most {most} are possible", self.name);
            self.refuse(Code::BadText, message, None);
            return None;
        }
        Some(prose)
    }

    /// A name in kebab-case.
    pub(crate) fn kebab(&self) -> Option<&'a str> {
        let text = self.text()?;
        check_name(self.findings, text, &self.span).then_some(text)
    }

    /// One of a few words.
    pub(crate) fn word(&self, possible: &[&'static str]) -> Option<&'static str> {
        let text = self.text()?;
        let known = possible.iter().find(|word| **word == text).copied();
        if known.is_none() {
            let message = format!("'{}' must be {}, and this is {}", self.name, self.key.form, quoted(text));
            self.refuse(Code::WrongKind, message, suggestion(text, possible.iter().copied()));
        }
        known
    }

    pub(crate) fn boolean(&self) -> Option<bool> {
        match self.value {
            DeValue::Boolean(value) => Some(*value),
            _ => self.wrong_kind(),
        }
    }

    pub(crate) fn integer(&self, range: RangeInclusive<i64>) -> Option<i64> {
        let DeValue::Integer(digits) = self.value else {
            return self.wrong_kind();
        };
        let value = i64::from_str_radix(digits.as_str(), digits.radix()).ok().filter(|value| range.contains(value));
        if value.is_none() {
            let (least, most) = range.into_inner();
            let message = format!("'{}' must be a whole number from {least} to {most}", self.name);
            self.refuse(Code::OutOfRange, message, None);
        }
        value
    }

    /// A date from 1900-01-01 to 2200-12-31.
    pub(crate) fn date(&self) -> Option<Day> {
        if let DeValue::String(text) = self.value
            && let Ok(day) = text.parse::<Day>()
        {
            let message = format!("'{}' must be a date, and this is a text", self.name);
            self.refuse(Code::WrongKind, message, Some(format!("write it without the quotation marks: {day}")));
            return None;
        }
        let DeValue::Datetime(moment) = self.value else {
            return self.wrong_kind();
        };
        let (Some(date), None, None) = (moment.date, moment.time, moment.offset) else {
            let message = format!("'{}' must be a date alone, without a time of day", self.name);
            self.refuse(Code::BadDate, message, Some(format!("for example: {}", self.key.example)));
            return None;
        };
        let day = Day::from_ymd(i32::from(date.year), u32::from(date.month), u32::from(date.day));
        let day = day.filter(|_| (1900..=2200).contains(&date.year));
        if day.is_none() {
            let message = format!("the date {moment} is outside 1900-01-01 to 2200-12-31, or not in the calendar");
            self.refuse(Code::BadDate, message, None);
        }
        day
    }

    /// The elements of a list.
    pub(crate) fn list(&self, most: usize) -> Option<Vec<Item<'a>>> {
        let DeValue::Array(elements) = self.value else {
            return self.wrong_kind();
        };
        if elements.len() > most {
            self.too_many(elements.len(), most);
            return None;
        }
        let item = |element: &'a Spanned<DeValue<'a>>| Item { value: element.get_ref(), span: element.span(), ..self.clone() };
        Some(elements.iter().map(item).collect())
    }

    /// The table as a section.
    pub(crate) fn section(&self, shape: &'static Shape) -> Option<Section<'a>> {
        match self.value {
            DeValue::Table(table) => Some(Section::new(self.findings, shape, table, self.span.clone())),
            _ => self.wrong_kind(),
        }
    }

    /// The entries of a table whose keys are the file's own, in the order of the file.
    pub(crate) fn entries(&self, most: usize) -> Option<Vec<(At<&'a str>, Item<'a>)>> {
        let DeValue::Table(table) = self.value else {
            return self.wrong_kind();
        };
        if table.len() > most {
            self.too_many(table.len(), most);
            return None;
        }
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| {
                let item = Item { name: key.get_ref(), value: value.get_ref(), span: value.span(), ..self.clone() };
                (At { value: key.get_ref().as_ref(), span: key.span() }, item)
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        Some(entries)
    }

    fn too_many(&self, count: usize, most: usize) {
        let message = format!("'{}' has {count} entries; at most {most} are possible", self.name);
        self.refuse(Code::TooMany, message, None);
    }
}

/// Whether a key or text is a name in kebab-case; if not, that is reported.
pub(crate) fn check_name(findings: &Findings<'_>, text: &str, span: &Range<usize>) -> bool {
    if is_name(text) {
        return true;
    }
    let message = format!("{} is not a name", quoted(text));
    let help = format!(
        "a name has lower-case letters and digits with single hyphens between, begins with a letter, and has at most {LONGEST_NAME} \
         characters, for example 'action-pack'"
    );
    findings.report(Diagnostic::error(Code::BadName, span.clone(), message).help(help));
    false
}
