//! Differences of what things cost: fees, surcharges, upgrades, tax.

use std::collections::BTreeSet;

use jubilee_core::{
    Charge, Day, Money, Occasion, Offer, OfferId, Percent, Surcharge, TaxNotes, TaxRate, TaxRules, Upgrade, Version,
};

use super::phrase::{join, name};
use super::{Change, Changes};

/// Something of a country before and after.
type Both<T> = (Option<T>, Option<T>);

/// The fees as members meet them: of each country that one of the two files names, and of all others, from each day on which one begins.
pub(super) fn fees(old: &Offer, new: &Offer, found: &mut Changes<'_>) {
    let all = || old.fees.iter().chain(&new.fees);
    let named: BTreeSet<&str> = all().flat_map(|fee| &fee.countries).map(String::as_str).collect();
    let days: BTreeSet<Option<Day>> = all().map(|fee| fee.from).chain([None]).collect();
    let mut before: Vec<(Both<Money>, String)> = Vec::new();
    for from in days {
        let on = from.unwrap_or(Day::MIN);
        let since = from.map_or_else(String::new, |from| format!(" from {from} on"));
        let now = by_country(&named, |country| (old.fee(country, on), new.fee(country, on)));
        // What is as it was before that day has been told.
        for (amounts, whom) in now.iter().filter(|known| !before.contains(known)) {
            match amounts {
                (Some(old), Some(new)) if old != new => {
                    found.add("fees", format!("the fee{whom}{since} is {new} instead of {old}"));
                }
                (None, Some(new)) => found.add("fees", format!("the fee{whom}{since} is {new}; there was none before")),
                (Some(old), None) => found.add("fees", format!("there is no fee{whom}{since} any more; it was {old}")),
                _ => {}
            }
        }
        before = now;
    }
}

/// What holds for all other countries, and for each that is named; those for which the same holds together.
fn by_country<T: PartialEq + Copy>(named: &BTreeSet<&str>, of: impl Fn(&str) -> Both<T>) -> Vec<(Both<T>, String)> {
    let mut groups: Vec<(Both<T>, Vec<String>)> = Vec::new();
    for country in named {
        let both = of(country);
        match groups.iter_mut().find(|(known, _)| *known == both) {
            Some((_, countries)) => countries.push((*country).to_owned()),
            None => groups.push((both, vec![(*country).to_owned()])),
        }
    }
    let others = if named.is_empty() { String::new() } else { " for all other countries".to_owned() };
    let named = groups.into_iter().map(|(both, countries)| (both, format!(" for {}", join(&countries))));
    std::iter::once((of(""), others)).chain(named).collect()
}

/// What is charged on top of the fee, on each occasion.
/// The offers whose place it takes, each with its discount.
pub(super) fn upgrades(before: (&Version, &[Upgrade]), after: (&Version, &[Upgrade]), found: &mut Changes<'_>) {
    let of = |list: &[Upgrade], from: &OfferId| {
        let upgrade = list.iter().find(|upgrade| upgrade.from == *from)?;
        Some(upgrade.discount.map_or_else(|| "no discount".to_owned(), |share| format!("a discount of {share}")))
    };
    let named = |version: &Version, from: &OfferId| {
        version.offer(from).map_or_else(|| from.to_string(), |from| name(&from.name).to_owned())
    };
    let gone = before.1.iter().filter(|upgrade| of(after.1, &upgrade.from).is_none());
    for Upgrade { from, discount: _ } in after.1.iter().chain(gone) {
        let version = if of(after.1, from).is_some() { after.0 } else { before.0 };
        let other = named(version, from);
        match (of(before.1, from), of(after.1, from)) {
            (Some(old), Some(new)) => found.compare("upgrades", &format!("an upgrade from {other} has"), &old, &new),
            (None, Some(new)) => found.add("upgrades", format!("takes the place of {other} now, with {new}")),
            (Some(_), None) => found.add("upgrades", format!("does not take the place of {other} any more")),
            (None, None) => {}
        }
    }
}

pub(super) fn surcharges(before: &[Surcharge], after: &[Surcharge], found: &mut Changes<'_>) {
    let charge = |list: &[Surcharge], on: Occasion| {
        let Surcharge { on: _, charge } = list.iter().find(|surcharge| surcharge.on == on)?;
        Some(match charge {
            Charge::Share(percent) => percent.to_string(),
            Charge::Fixed(amounts) => join(&amounts.iter().map(ToString::to_string).collect::<Vec<_>>()),
        })
    };
    for on in Occasion::ALL {
        let what = format!("the surcharge on a {}", on.id());
        match (charge(before, on), charge(after, on)) {
            (Some(old), Some(new)) => found.compare("surcharges", &format!("{what} is"), &old, &new),
            (None, Some(new)) => found.add("surcharges", format!("{what} is {new}; there was none before")),
            (Some(old), None) => {
                found.add("surcharges", format!("there is no surcharge on a {} any more; it was {old}", on.id()));
            }
            (None, None) => {}
        }
    }
}

/// How tax is charged.
pub(super) fn tax(before: Option<&TaxRules>, after: Option<&TaxRules>, changes: &mut Vec<Change>) {
    let Some(shown) = after.or(before) else { return };
    let mut found = Changes { found: changes, section: "tax", id: None, about: format!("The tax '{}'", name(&shown.name)) };
    let (old, new) = match (before, after) {
        (Some(old), Some(new)) => (old, new),
        (None, _) => return found.add("tax", "is charged on the fees from now on".to_owned()),
        (_, None) => return found.add("tax", "is not charged any more".to_owned()),
    };
    let TaxRules { country, name, rates, reverse_charge, outside_scope, notes } = old;
    found.compare("country", "the programme sells in", country, &new.country);
    found.label("name", "its name", name, &new.name);
    self::rates(old, new, rates, &mut found);
    let countries = |list: &[String]| if list.is_empty() { "nobody".to_owned() } else { join(list) };
    let (was, is) = (countries(reverse_charge), countries(&new.reverse_charge));
    found.compare("reverse-charge", "with a VAT number it is accounted for by businesses of", &was, &is);
    let none = |list: &[String]| if list.is_empty() { "no country by name".to_owned() } else { join(list) };
    found.compare("outside-scope", "outside its scope is", &none(outside_scope), &none(&new.outside_scope));
    let TaxNotes { reverse_charge, outside_scope, exempt } = notes;
    found.label("notes", "the note about reverse charge", reverse_charge, &new.notes.reverse_charge);
    found.label("notes", "the note about what is outside its scope", outside_scope, &new.notes.outside_scope);
    found.label("notes", "the note about who is exempt", exempt, &new.notes.exempt);
}

/// The rates, by country and from each day on which one begins.
fn rates(old: &TaxRules, new: &TaxRules, before: &[TaxRate], found: &mut Changes<'_>) {
    let all = || before.iter().chain(&new.rates);
    let named: BTreeSet<&str> = all().flat_map(|rate| &rate.countries).map(String::as_str).collect();
    let days: BTreeSet<Option<Day>> = all().map(|rate| rate.from).chain([None]).collect();
    let mut known: Vec<(Both<Percent>, String)> = Vec::new();
    for from in days {
        let on = from.unwrap_or(Day::MIN);
        let since = from.map_or_else(String::new, |from| format!(" from {from} on"));
        let now = by_country(&named, |country| (old.rate(country, on), new.rate(country, on)));
        for (rates, whom) in now.iter().filter(|one| !known.contains(one)) {
            match rates {
                (Some(old), Some(new)) if old != new => {
                    found.add("rates", format!("the rate{whom}{since} is {new} instead of {old}"));
                }
                (None, Some(new)) => found.add("rates", format!("the rate{whom}{since} is {new}; there was none before")),
                (Some(old), None) => found.add("rates", format!("there is no rate{whom}{since} any more; it was {old}")),
                _ => {}
            }
        }
        known = now;
    }
}
