//! Countries and groups of them, for fees and for rates of tax.

use std::collections::HashMap;
use std::ops::Range;

use jubilee_core::Day;

use super::used::Used;
use super::{MOST_COUNTRIES, MOST_GROUPS};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};
use crate::section::{Item, Section, check_name, quoted, suggestion};

/// The groups of countries of a file.
#[derive(Default)]
pub(super) struct Countries {
    groups: HashMap<String, (Vec<String>, Range<usize>)>,
}

impl Countries {
    pub(super) fn read(root: &Section<'_>) -> Countries {
        let mut countries = Countries::default();
        let groups = root.get("countries").and_then(|item| item.within_countries().entries(MOST_GROUPS));
        for (key, item) in groups.unwrap_or_default() {
            check_name(root.findings, key.value, &key.span);
            let mut codes: Vec<String> = Vec::new();
            for element in item.list(MOST_COUNTRIES).unwrap_or_default() {
                let Some(code) = element.text() else { continue };
                if !is_country(&element, code) {
                    continue;
                }
                if codes.iter().any(|known| known == code) {
                    element.refuse(Code::Duplicate, format!("'{code}' is listed twice in '{}'", key.value), None);
                } else {
                    codes.push(code.to_owned());
                }
            }
            countries.groups.insert(key.value.to_owned(), (codes, key.span));
        }
        countries
    }

    /// All names with their places.
    pub(super) fn places(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.groups.iter().map(|(name, (_, span))| (name.as_str(), span))
    }
}

/// Whether a text is a country code; if not, that is reported.
pub(crate) fn is_country(item: &Item<'_>, code: &str) -> bool {
    let help = match code {
        // What people write for the two countries whose code is another than they think.
        "UK" => "the code of the United Kingdom is 'GB'",
        "EL" => "the code of Greece is 'GR'",
        _ if jubilee_core::is_country(code) => return true,
        _ if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) => "no country has this code in ISO 3166",
        _ => "a country code is two capital letters, for example 'NL'",
    };
    item.refuse(Code::BadCountry, format!("{} is not a country code", quoted(code)), Some(help.to_owned()));
    false
}

/// What is given for each country and day only once, for example a fee.
pub(super) struct Claims {
    /// What has them, for messages.
    owner: &'static str,
    /// What it is called.
    noun: &'static str,
    countries: HashMap<(String, Option<Day>), Range<usize>>,
    elsewhere: HashMap<Option<Day>, Range<usize>>,
}

/// The countries for which something is given; empty for all that nothing else names.
pub(super) type Listed = Vec<String>;

impl Claims {
    pub(super) fn of(owner: &'static str, noun: &'static str) -> Claims {
        Claims { owner, noun, countries: HashMap::new(), elsewhere: HashMap::new() }
    }

    /// Reads the countries for which something is given from a day on, and notes that it is here; a second one is reported.
    pub(super) fn read(
        &mut self,
        section: &Section<'_>,
        from: Option<Day>,
        countries: &Countries,
        used: &mut Used,
    ) -> Option<Listed> {
        if !section.has("countries") {
            if let Some(first) = self.elsewhere.get(&from) {
                let message = format!("{} has two {}s for all other countries{}", self.owner, self.noun, since(from));
                let error = Diagnostic::error(Code::FeesOverlap, section.span.clone(), message);
                section
                    .findings
                    .report(error.also(first.clone(), "the first is here").help("say with 'countries' whom each is for"));
            }
            self.elsewhere.insert(from, section.span.clone());
            return Some(Vec::new());
        }
        let list = section.get("countries")?;
        if list.list(MOST_COUNTRIES)?.is_empty() {
            let help = format!("leave the key out if the {0} is for all countries that no other {0} names", self.noun);
            list.refuse(Code::MissingKey, format!("a {} for no country", self.noun), Some(help));
            return None;
        }
        listed(&list, countries, used, &mut |item, code| self.claim(item, code, from))
    }

    /// Notes that what a country has is here; a second one is reported.
    fn claim(&mut self, item: &Item<'_>, code: &str, from: Option<Day>) {
        if let Some(first) = self.countries.get(&(code.to_owned(), from)) {
            let message = format!("{} has two {}s for '{code}'{}", self.owner, self.noun, since(from));
            let error = Diagnostic::error(Code::FeesOverlap, item.span.clone(), message);
            let help = if from.is_some() {
                format!("a country has one {} from a day on", self.noun)
            } else if self.noun == "fee" {
                "a country has one fee for an offer".to_owned()
            } else {
                format!("a country has one {} at a time; write with 'from' when another one begins", self.noun)
            };
            item.findings.report(error.also(first.clone(), "the first is here").help(help));
        } else {
            self.countries.insert((code.to_owned(), from), item.span.clone());
        }
    }

    /// Reports what begins on a day and has nothing before it.
    pub(super) fn check_beginnings(&self, findings: &Findings<'_>) {
        let has_begun = |code: &str| self.countries.contains_key(&(code.to_owned(), None));
        let is_covered = self.elsewhere.contains_key(&None);
        let late = self.countries.iter().filter(|((code, from), _)| from.is_some() && !has_begun(code) && !is_covered);
        let mut late: Vec<_> = late.map(|((code, from), span)| (span, *from, format!("for '{code}' "))).collect();
        if !is_covered {
            late.extend(self.elsewhere.iter().map(|(from, span)| (span, *from, String::new())));
        }
        late.sort_by(|one, other| (one.0.start, one.1, &one.2).cmp(&(other.0.start, other.1, &other.2)));
        late.dedup_by_key(|(span, ..)| span.start);
        for (span, from, whom) in late {
            let message = format!("there is no {} {whom}before {}", self.noun, from.unwrap_or(Day::MIN));
            let error = Diagnostic::error(Code::NothingBefore, span.clone(), message);
            findings.report(error.help(format!("the first {} of a country has no 'from'", self.noun)));
        }
    }
}

/// The countries of a list of codes and groups, each of which is told to `each`.
pub(super) fn listed<'a>(
    list: &Item<'a>,
    countries: &Countries,
    used: &mut Used,
    each: &mut dyn FnMut(&Item<'a>, &str),
) -> Option<Listed> {
    let mut codes: Listed = Vec::new();
    for item in &list.list(MOST_COUNTRIES)? {
        let text = item.text()?;
        if let Some((group, _)) = countries.groups.get(text) {
            used.groups.insert(text.to_owned());
            for code in group {
                each(item, code);
                codes.push(code.clone());
            }
        } else if text.len() > 2 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        {
            let mut names: Vec<&str> = countries.groups.keys().map(String::as_str).collect();
            names.sort_unstable();
            let help = suggestion(text, names.iter().copied());
            item.refuse(Code::UnknownName, format!("there is no group of countries called {}", quoted(text)), help);
        } else if is_country(item, text) {
            each(item, text);
            codes.push(text.to_owned());
        }
    }
    Some(codes)
}

fn since(from: Option<Day>) -> String {
    from.map_or_else(String::new, |from| format!(" from {from}"))
}
