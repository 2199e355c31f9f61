//! Which offers an offer takes the place of.

use std::collections::HashMap;
use std::ops::Range;

use jubilee_core::{OfferId, Percent, Upgrade};

use super::fee::percent;
use super::names::Names;
use super::used::Used;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};
use crate::keys::UPGRADE;
use crate::section::{At, Item};

/// The most offers whose place one takes.
const MOST: usize = 100;

/// One offer takes the place of another, and where the file says so.
pub(super) struct Step {
    from: String,
    to: String,
    at: Range<usize>,
}

/// Reads what an offer of this name takes the place of.
pub(super) fn upgrades(list: &Item<'_>, offer: Option<&str>, offers: &Names, used: &mut Used) -> Option<Vec<Upgrade>> {
    let mut upgrades: Vec<Upgrade> = Vec::new();
    let mut is_whole = true;
    for item in list.list(MOST)? {
        let Some(section) = item.section(&UPGRADE) else {
            is_whole = false;
            continue;
        };
        let discount = section.maybe("discount", |item| discount(&item));
        let from = section.get("from").and_then(|item| Some((item.kebab()?, item)));
        let Some((from, place)) = from else {
            is_whole = false;
            continue;
        };
        let name = At { value: from, span: place.span.clone() };
        if offer == Some(from) {
            let help = Some("name the lower offer whose place it takes".to_owned());
            place.refuse(Code::Contradiction, format!("'{from}' cannot take the place of itself"), help);
        } else if upgrades.iter().any(|known| known.from.as_str() == from) {
            let help = Some("keep one of them".to_owned());
            place.refuse(Code::Duplicate, format!("'{from}' is listed twice"), help);
        } else if offers.check(list.findings, &name, "offer")
            && let Some(to) = offer
        {
            used.upgrades.push(Step { from: from.to_owned(), to: to.to_owned(), at: place.span.clone() });
        }
        match discount {
            Some(discount) => upgrades.push(Upgrade { from: OfferId::new(from), discount }),
            None => is_whole = false,
        }
    }
    is_whole.then_some(upgrades)
}

fn discount(item: &Item<'_>) -> Option<Percent> {
    let share = percent(item, Percent::WHOLE)?;
    let message = match share.basis_points() {
        0 => "a discount of nothing",
        all if all == Percent::WHOLE.basis_points() => {
            "a discount of the whole fee leaves nothing to pay, and what costs nothing is not ordered"
        }
        _ => return Some(share),
    };
    let help = if share.basis_points() == 0 { "leave the key out" } else { "for example: discount = \"25 %\"" };
    item.refuse(Code::OutOfRange, message, Some(help.to_owned()));
    None
}

/// Reports each offer that takes the place of what takes its own, by one step or several, and each that takes the place of what every
/// member has.
pub(super) fn check(findings: &Findings<'_>, steps: &[Step], included: &[OfferId]) {
    let mut to: HashMap<&str, Vec<&str>> = HashMap::new();
    for step in steps {
        to.entry(&step.from).or_default().push(&step.to);
    }
    for step in steps {
        if included.iter().any(|offer| offer.as_str() == step.from) {
            let message =
                format!("every member has '{}', which is never bought, so that nothing can take its place", step.from);
            let error = Diagnostic::error(Code::Contradiction, step.at.clone(), message);
            findings.report(error.help("name an offer that members buy"));
        }
        if let Some(way) = way(&to, &step.to, &step.from) {
            let names: Vec<String> = way.iter().chain([&step.to.as_str()]).map(|name| format!("'{name}'")).collect();
            let message = format!("offers that take each other's place: from {}", names.join(" to "));
            let error = Diagnostic::error(Code::Contradiction, step.at.clone(), message);
            findings.report(error.help("take one of these steps out: an upgrade leads up, and not back"));
        }
    }
}

/// The way from one offer to another by upgrades; both are on it.
fn way<'s>(to: &HashMap<&'s str, Vec<&'s str>>, from: &'s str, until: &str) -> Option<Vec<&'s str>> {
    let mut before: HashMap<&str, &'s str> = HashMap::new();
    let mut waiting = vec![from];
    while let Some(at) = waiting.pop() {
        if at == until {
            let mut way = vec![at];
            while way[0] != from {
                way.insert(0, before[way[0]]);
            }
            return Some(way);
        }
        for next in to.get(at).into_iter().flatten() {
            if *next != from && !before.contains_key(next) {
                before.insert(next, at);
                waiting.push(next);
            }
        }
    }
    None
}
