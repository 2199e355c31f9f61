//! The names that a file defines, and what refers to them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use toml::de::DeValue;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};
use crate::section::{At, Item, quoted, suggestion};

/// Names of one kind with their places, in the order of the file. Those of things with a mistake in them are known here all the same,
/// so that one mistake makes one message.
#[derive(Default)]
pub(super) struct Names {
    list: Vec<(String, Range<usize>)>,
    places: HashMap<String, usize>,
    /// Whether the list itself was refused, so that nobody knows what would have been in it.
    is_refused: bool,
}

impl Names {
    /// What is known when the list itself was refused: whatever is named may have been in it.
    pub(super) fn refused() -> Names {
        Names { is_refused: true, ..Names::default() }
    }

    /// Notes a name. The place of the first one when there is one already.
    pub(super) fn add(&mut self, name: &str, span: Range<usize>) -> Option<Range<usize>> {
        if let Some(first) = self.places.get(name) {
            return Some(self.list[*first].1.clone());
        }
        self.places.insert(name.to_owned(), self.list.len());
        self.list.push((name.to_owned(), span));
        None
    }

    /// The values of one key in a list of sections, whatever else is in them. Where each must have its own, a second one is reported;
    /// `noun` is what messages call such things.
    pub(super) fn of(items: &[Item<'_>], key: &str, noun: Option<&str>) -> Names {
        let mut names = Names::default();
        for item in items {
            let DeValue::Table(table) = item.value else { continue };
            let Some((name, span)) = table.get(key).and_then(|name| Some((name.get_ref().as_str()?, name.span()))) else {
                continue;
            };
            if let (Some(first), Some(noun)) = (names.add(name, span.clone()), noun) {
                let message = format!("there are two {noun}s with the id {}", quoted(name));
                let error = Diagnostic::error(Code::Duplicate, span, message).also(first, "the first is here");
                item.findings.report(error.help("give one of them another id"));
            }
        }
        names
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty() && !self.is_refused
    }

    /// All of them with their places, in the order of the file.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Range<usize>)> + Clone {
        self.list.iter().map(|(name, span)| (name.as_str(), span))
    }

    /// Whether there is this name; if not, that is reported.
    pub(super) fn check(&self, findings: &Findings<'_>, name: &At<&str>, noun: &str) -> bool {
        if self.contains(name.value) || self.is_refused {
            return true;
        }
        // Looking for the nearest of a thousand names, for each of ten thousand wrong ones, is what a hostile file would like.
        let help = if findings.is_full() { None } else { suggestion(name.value, self.iter().map(|(name, _)| name)) };
        let message = format!("there is no {noun} called {}", quoted(name.value));
        findings.report(Diagnostic::error(Code::UnknownName, name.span.clone(), message).maybe_help(help));
        false
    }

    /// A list of names, each there and each once; the names with their places.
    pub(super) fn listed<'a>(&self, item: &Item<'a>, most: usize, noun: &str) -> Option<Vec<At<&'a str>>> {
        let mut names = Vec::new();
        let mut seen = HashSet::new();
        for element in item.list(most)? {
            let name = At { value: element.text()?, span: element.span.clone() };
            if self.check(element.findings, &name, noun) && !seen.insert(name.value) {
                element.refuse(Code::Duplicate, format!("{} is listed twice", quoted(name.value)), None);
            }
            names.push(name);
        }
        Some(names)
    }
}
