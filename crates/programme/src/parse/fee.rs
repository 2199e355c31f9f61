//! Fees, and the countries they are for.

use std::collections::HashMap;
use std::ops::Range;

use jubilee_core::{Currency, Fee, Money};

use super::used::Used;
use super::{MOST_COUNTRIES, MOST_GROUPS};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keys::FEE;
use crate::section::{Item, Section, check_name, quoted, suggestion};

/// The largest fee, in minor units.
const MOST_MINOR: i64 = 1_000_000_000_000;

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
        _ if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) => return true,
        _ => "a country code is two capital letters, for example 'NL'",
    };
    item.refuse(Code::BadCountry, format!("{} is not a country code", quoted(code)), Some(help.to_owned()));
    false
}

/// The fees of an offer.
pub(super) fn fees(list: &Item<'_>, countries: &Countries, used: &mut Used) -> Option<Vec<Fee>> {
    let mut fees = Some(Vec::new());
    let mut claims = Claims::default();
    for item in list.list(MOST_COUNTRIES)? {
        let read = item.section(&FEE).and_then(|section| fee(&section, countries, &mut claims, used));
        match (read, &mut fees) {
            (Some(fee), Some(fees)) => fees.push(fee),
            _ => fees = None,
        }
    }
    fees
}

/// Which country's fee stands where.
#[derive(Default)]
struct Claims {
    countries: HashMap<String, Range<usize>>,
    elsewhere: Option<Range<usize>>,
}

impl Claims {
    /// Notes that a country's fee is here; a second one is reported.
    fn claim(&mut self, item: &Item<'_>, code: &str) {
        if let Some(first) = self.countries.get(code) {
            let message = format!("this offer has two fees for '{code}'");
            let error = Diagnostic::error(Code::FeesOverlap, item.span.clone(), message);
            item.findings.report(error.also(first.clone(), "the first is here").help("a country has one fee for an offer"));
        } else {
            self.countries.insert(code.to_owned(), item.span.clone());
        }
    }
}

fn fee(section: &Section<'_>, countries: &Countries, claims: &mut Claims, used: &mut Used) -> Option<Fee> {
    let amount = section.get("amount").and_then(|item| amount(&item));
    if !section.has("countries") {
        if let Some(first) = &claims.elsewhere {
            let message = "this offer has two fees for all other countries";
            let error = Diagnostic::error(Code::FeesOverlap, section.span.clone(), message);
            section
                .findings
                .report(error.also(first.clone(), "the first is here").help("say with 'countries' whom each is for"));
        }
        claims.elsewhere = Some(section.span.clone());
        return Some(Fee { countries: Vec::new(), amount: amount? });
    }
    let list = section.get("countries")?;
    let items = list.list(MOST_COUNTRIES)?;
    if items.is_empty() {
        let help = "leave the key out if the fee is for all countries that no other fee names";
        list.refuse(Code::MissingKey, "a fee for no country", Some(help.to_owned()));
        return None;
    }
    let mut codes = Vec::new();
    for item in &items {
        let text = item.text()?;
        if let Some((group, _)) = countries.groups.get(text) {
            used.groups.insert(text.to_owned());
            for code in group {
                claims.claim(item, code);
                codes.push(code.clone());
            }
        } else if text.len() > 2 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        {
            let mut names: Vec<&str> = countries.groups.keys().map(String::as_str).collect();
            names.sort_unstable();
            let help = suggestion(text, names.iter().copied());
            item.refuse(Code::UnknownName, format!("there is no group of countries called {}", quoted(text)), help);
        } else if is_country(item, text) {
            claims.claim(item, text);
            codes.push(text.to_owned());
        }
    }
    Some(Fee { countries: codes, amount: amount? })
}

/// Reads an amount; one of nothing, and one beyond all fees, is refused.
pub(crate) fn amount(item: &Item<'_>) -> Option<Money> {
    let text = item.text()?;
    match text.parse::<Money>() {
        Ok(amount) if amount.minor == 0 => {
            let help = "leave the fee out if nothing is to be paid".to_owned();
            item.refuse(Code::BadAmount, "a fee of nothing", Some(help));
            None
        }
        Ok(amount) if amount.minor > MOST_MINOR => {
            item.refuse(Code::OutOfRange, format!("the amount {} is too large", quoted(text)), None);
            None
        }
        Ok(amount) => Some(amount),
        Err(_) => {
            let code = text.split_once(' ').and_then(|(_, code)| Currency::new(code));
            let currency = code.or_else(|| Currency::new("USD"));
            let example = currency.map(|currency| Money { minor: 475 * 10_i64.pow(currency.exponent()), currency });
            let help = example.map(|example| format!("write all decimals, a point, a space, and the currency: '{example}'"));
            item.refuse(Code::BadAmount, format!("{} is not an amount", quoted(text)), help);
            None
        }
    }
}
