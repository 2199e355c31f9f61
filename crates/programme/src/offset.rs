//! Steps along the calendar as people write them: `anniversary + 30 days`.

use std::ops::Range;

use jubilee_core::Span;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::section::{At, Item, quoted, suggestion};

/// The most days of a step: ten years.
const MOST_DAYS: i32 = 3660;
/// The most months of a step: ten years.
const MOST_MONTHS: i32 = 120;

/// What a step can be counted from, in all places.
const BASES: [&str; 6] = ["purchase", "anniversary", "payment", "grant", "activation", "benefits"];
const UNITS: [&str; 6] = ["day", "days", "month", "months", "year", "years"];

/// A step and the word it is counted from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offset {
    pub(crate) base: &'static str,
    pub(crate) span: Span,
}

/// Reads a step from one of `bases`, for example `anniversary - 15 days`, or the base alone for that day itself.
pub(crate) fn offset(item: &Item<'_>, bases: &[&'static str]) -> Option<At<Offset>> {
    let mut words = Words::new(item)?;
    let read = words.base(bases).and_then(|base| {
        let Some(sign) = words.next() else {
            return Ok(Offset { base, span: Span::Days(0) });
        };
        let sign = match sign.value {
            "+" => 1,
            "-" | "−" => -1,
            _ => return Err(words.wrong(&sign, "'+' or '-' is expected here", None)),
        };
        let span = words.length(sign)?;
        words.end()?;
        Ok(Offset { base, span })
    });
    words.conclude(read)
}

/// Reads a length of time, for example `30 days`.
pub(crate) fn length(item: &Item<'_>) -> Option<At<Span>> {
    let mut words = Words::new(item)?;
    let read = words.length(1).and_then(|span| words.end().map(|()| span));
    words.conclude(read)
}

/// The words of an expression, each with its place in the file.
struct Words<'w, 'a> {
    item: &'w Item<'a>,
    words: std::vec::IntoIter<At<&'a str>>,
}

impl<'w, 'a> Words<'w, 'a> {
    fn new(item: &'w Item<'a>) -> Option<Words<'w, 'a>> {
        let text = item.text()?;
        // Where the text stands in the file as it is, each word has a place of its own; after an escape only the whole has.
        let inner = item.span.start + 1..item.span.end.saturating_sub(1);
        let is_verbatim = item.findings.source.text.get(inner.clone()) == Some(text);
        let place = |range: Range<usize>| {
            if is_verbatim { inner.start + range.start..inner.start + range.end } else { item.span.clone() }
        };
        let words: Vec<_> =
            split(text).into_iter().map(|range| At { value: &text[range.clone()], span: place(range) }).collect();
        Some(Words { item, words: words.into_iter() })
    }

    fn next(&mut self) -> Option<At<&'a str>> {
        self.words.next()
    }

    /// The next word, or an error at the end of the text.
    fn needed(&mut self, what: &str) -> Result<At<&'a str>, Diagnostic> {
        self.next().ok_or_else(|| {
            let end = self.item.span.end.saturating_sub(1).max(self.item.span.start);
            let message = format!("'{}' ends where {what} is expected", self.item.name);
            Diagnostic::error(Code::BadOffset, end..self.item.span.end, message)
                .help(format!("for example: {}", self.item.key.example))
        })
    }

    fn wrong(&self, word: &At<&str>, expected: &str, help: Option<String>) -> Diagnostic {
        let message = format!("'{}' cannot be read: {} is not understood", self.item.name, quoted(word.value));
        let help = help.unwrap_or_else(|| format!("for example: {}", self.item.key.example));
        Diagnostic::error(Code::BadOffset, word.span.clone(), message).label(expected).help(help)
    }

    fn base(&mut self, bases: &[&'static str]) -> Result<&'static str, Diagnostic> {
        let word = self.needed(&format!("'{}'", bases.join("' or '")))?;
        if let Some(base) = bases.iter().find(|base| **base == word.value) {
            return Ok(base);
        }
        let expected = format!("'{}' is expected here", bases.join("' or '"));
        if BASES.contains(&word.value) {
            let message =
                format!("'{}' is counted from '{}', not from {}", self.item.name, bases.join("' or '"), quoted(word.value));
            let help = format!("for example: {}", self.item.key.example);
            return Err(Diagnostic::error(Code::BadOffset, word.span, message).label(expected).help(help));
        }
        Err(self.wrong(&word, &expected, suggestion(word.value, bases.iter().copied())))
    }

    fn length(&mut self, sign: i32) -> Result<Span, Diagnostic> {
        let number = self.needed("a number")?;
        if !number.value.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(self.wrong(&number, "a whole number is expected here", None));
        }
        let unit = self.needed("'days', 'months' or 'years'")?;
        let (step, most, noun): (fn(i32) -> Span, i32, &str) = match unit.value {
            "day" | "days" => (Span::Days, MOST_DAYS, "days"),
            "month" | "months" => (Span::Months, MOST_MONTHS, "months"),
            "year" | "years" => (|years| Span::Months(years * 12), MOST_MONTHS / 12, "years"),
            "week" | "weeks" => {
                let days = number.value.parse::<i32>().ok().and_then(|weeks| weeks.checked_mul(7));
                let help = days.map(|days| format!("write it in days: {days} days"));
                return Err(self.wrong(&unit, "'days', 'months' or 'years' is expected here", help));
            }
            _ => {
                let help = suggestion(unit.value, UNITS.into_iter());
                return Err(self.wrong(&unit, "'days', 'months' or 'years' is expected here", help));
            }
        };
        match number.value.parse::<i32>() {
            Ok(count) if count <= most => Ok(step(sign * count)),
            _ => {
                let message = format!("'{}' is too far away: at most {most} {noun} are possible", self.item.name);
                Err(Diagnostic::error(Code::OutOfRange, number.span, message))
            }
        }
    }

    fn end(&mut self) -> Result<(), Diagnostic> {
        match self.next() {
            None => Ok(()),
            Some(word) => Err(self.wrong(&word, "nothing more is expected here", None)),
        }
    }

    fn conclude<T>(self, read: Result<T, Diagnostic>) -> Option<At<T>> {
        match read {
            Ok(value) => Some(At { value, span: self.item.span.clone() }),
            Err(diagnostic) => {
                self.item.findings.report(diagnostic);
                None
            }
        }
    }
}

/// The places of the words: runs of letters, runs of digits, and every other visible character by itself.
fn split(text: &str) -> Vec<Range<usize>> {
    #[derive(PartialEq)]
    enum Kind {
        Letters,
        Digits,
        Other,
    }
    let mut words: Vec<(Kind, Range<usize>)> = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, character)| !character.is_whitespace()) {
        let kind = match character {
            _ if character.is_alphabetic() => Kind::Letters,
            _ if character.is_ascii_digit() => Kind::Digits,
            _ => Kind::Other,
        };
        let end = at + character.len_utf8();
        match words.last_mut() {
            Some((last, range)) if *last == kind && kind != Kind::Other && range.end == at => range.end = end,
            _ => words.push((kind, at..end)),
        }
    }
    words.into_iter().map(|(_, range)| range).collect()
}
