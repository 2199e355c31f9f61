//! Tax: `[tax]`.

use jubilee_core::{Lang, Percent, TaxNotes, TaxRate, TaxRules};

use super::MOST_COUNTRIES;
use super::countries::{Claims, Countries, is_country, listed};
use super::fee::percent;
use super::used::Used;
use super::words::{LONGEST_LABEL, words};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keys::{TAX, TAX_NOTES, TAX_RATE};
use crate::section::{Item, Section};

/// The most rates: one for each country, a few times.
const MOST_RATES: usize = 4 * MOST_COUNTRIES;

/// Reads how tax is charged.
pub(super) fn tax(item: &Item<'_>, languages: &[Lang], countries: &Countries, used: &mut Used) -> Option<TaxRules> {
    let section = item.section(&TAX)?;
    let country = section.get("country").and_then(|item| item.text().filter(|code| is_country(&item, code)));
    let name = section.get("name").and_then(|item| words(&item, languages, LONGEST_LABEL));
    let rates = section.get("rates").and_then(|item| rates(&item, countries, used));
    let mut group = |key| section.maybe(key, |item| listed(&item, countries, used, &mut |_, _| {}));
    let (reverse_charge, outside_scope) = (group("reverse-charge"), group("outside-scope"));
    let notes = section.get("notes").and_then(|item| item.section(&TAX_NOTES)).and_then(|notes| {
        let note = |key| notes.get(key).and_then(|item| words(&item, languages, LONGEST_LABEL));
        let (reverse_charge, outside_scope, exempt) = (note("reverse-charge"), note("outside-scope"), note("exempt"));
        Some(TaxNotes { reverse_charge: reverse_charge?, outside_scope: outside_scope?, exempt: exempt? })
    });
    let rules = TaxRules {
        country: country?.to_owned(),
        name: name?,
        rates: rates?,
        reverse_charge: reverse_charge?.unwrap_or_default(),
        outside_scope: outside_scope?.unwrap_or_default(),
        notes: notes?,
    };
    check_whole(&section, &rules);
    Some(rules)
}

fn rates(list: &Item<'_>, countries: &Countries, used: &mut Used) -> Option<Vec<TaxRate>> {
    let mut rates = Some(Vec::new());
    let mut claims = Claims::of("[tax]", "rate");
    for item in list.list(MOST_RATES)? {
        let read = item.section(&TAX_RATE).and_then(|section| {
            let rate = section.get("rate").and_then(|item| percent(&item, Percent::WHOLE));
            let from = section.maybe("from", |item| item.date())?;
            let countries = claims.read(&section, from, countries, used)?;
            Some(TaxRate { countries, from, rate: rate? })
        });
        match (read, &mut rates) {
            (Some(rate), Some(rates)) => rates.push(rate),
            _ => rates = None,
        }
    }
    if rates.is_some() {
        claims.check_beginnings(list.findings);
    }
    rates
}

/// What can be said of the section only as a whole.
fn check_whole(section: &Section<'_>, rules: &TaxRules) {
    let place = |key: &str| section.get(key).map_or_else(|| section.span.clone(), |item| item.span);
    let report = |key: &str, message: String, help: &str| {
        section.findings.report(Diagnostic::error(Code::ImpossibleTax, place(key), message).help(help));
    };
    let home = &rules.country;
    let is_named = |code: &String| rules.rates.iter().any(|rate| rate.countries.contains(code));
    if let Some(code) = rules.outside_scope.iter().find(|code| is_named(code)) {
        let message = format!("'{code}' is outside the scope of the tax and has a rate");
        report("outside-scope", message, "leave one of them out");
    }
    if rules.outside_scope.contains(home) {
        report("outside-scope", format!("'{home}', where the programme sells, cannot be outside the scope"), "leave it out");
    } else if !is_named(home) && !rules.rates.iter().any(|rate| rate.countries.is_empty()) {
        let help = "a country without a rate is outside the scope of the tax";
        report("rates", format!("there is no rate for '{home}', where the programme sells"), help);
    }
    let has_rate = |code: &&String| is_named(code) || rules.rates.iter().any(|rate| rate.countries.is_empty());
    let untaxed = rules.reverse_charge.iter().find(|code| !has_rate(code) || rules.outside_scope.contains(code));
    if let Some(code) = untaxed {
        let message = format!("'{code}' is in 'reverse-charge', and there is no rate for it");
        report("reverse-charge", message, "without a VAT number its rate is charged; add it to 'rates'");
    }
}
