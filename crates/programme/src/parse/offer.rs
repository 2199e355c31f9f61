//! Offers: `[[offer]]`.

use jubilee_core::{AreaId, Offer, OfferId, RenewalRules};
use toml::de::DeValue;

use super::renewal::{Known, NEVER};
use super::words::{LONGEST_HELP, LONGEST_LABEL, words};
use super::{MOST_AREAS, Scope, Used, fee};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keys::OFFER;
use crate::section::{Item, Section, quoted, suggestion};

/// The word for "all areas of the programme".
const ANY: &str = "any";

/// Reads one offer.
pub(super) fn offer(item: &Item<'_>, scope: &Scope, used: &mut Used) -> Option<Offer> {
    let section = item.section(&OFFER)?;
    let optional = |key: &str| if section.has(key) { section.get(key) } else { None };
    let id = section.get("id").and_then(|item| item.kebab());
    let name = section.get("name").and_then(|item| words(&item, &scope.languages, LONGEST_LABEL));
    let help = section.get("help").and_then(|item| words(&item, &scope.languages, LONGEST_HELP));
    let renewal = section.get("renewal").and_then(|item| renewal(&item, scope, used));
    let areas = optional("areas").map_or(Some(Vec::new()), |item| areas(&item, scope, used));
    let included = optional("included").map_or(Some(false), |item| item.boolean());
    let most = optional("most-per-member").map_or(Some(None), |item| item.integer(1..=1000).map(Some));
    let fees = optional("fees").map_or(Some(Vec::new()), |item| fee::fees(&item, &scope.countries, used));
    let offer = Offer {
        id: OfferId::new(id?),
        name: name?,
        help: help?,
        areas: areas?,
        included: included?,
        most_per_member: most?.and_then(|most| u32::try_from(most).ok()),
        renewal: match renewal? {
            Renewal::Never => None,
            Renewal::By(rules) => Some(rules),
        },
        fees: fees?,
    };
    check_whole(&section, &offer);
    Some(offer)
}

/// How an offer is renewed.
enum Renewal {
    Never,
    By(RenewalRules),
}

fn renewal(item: &Item<'_>, scope: &Scope, used: &mut Used) -> Option<Renewal> {
    let name = item.text()?;
    if name == NEVER {
        return Some(Renewal::Never);
    }
    used.renewals.push(name.to_owned());
    match scope.renewals.get(name) {
        Known::Rules(rules) => Some(Renewal::By(rules.clone())),
        Known::Mistaken => None,
        Known::Nothing => {
            let names = scope.renewals.names();
            let help = suggestion(name, names.iter().copied().chain([NEVER]));
            let message = format!("there is no section [renewal.{}]", quoted(name).trim_matches('\''));
            item.refuse(Code::UnknownName, message, help);
            None
        }
    }
}

fn areas(item: &Item<'_>, scope: &Scope, used: &mut Used) -> Option<Vec<AreaId>> {
    if let DeValue::String(word) = item.value {
        if word == ANY {
            used.any_area = true;
            if scope.areas.is_empty() {
                let help = Some("list them in [areas], or leave this key out".to_owned());
                item.refuse(Code::UnknownName, "the programme has no areas", help);
            }
            return Some(scope.areas.iter().map(|(area, _)| area.clone()).collect());
        }
        let message = format!("'areas' must be \"any\", or a list of areas, and this is {}", quoted(word));
        item.refuse(Code::WrongKind, message, Some("for example: areas = [\"security\"]".to_owned()));
        return None;
    }
    let mut areas: Vec<AreaId> = Vec::new();
    for element in item.list(MOST_AREAS)? {
        let name = element.text()?;
        let area = AreaId::new(name);
        if !scope.areas.iter().any(|(known, _)| *known == area) {
            let help = suggestion(name, scope.areas.iter().map(|(known, _)| known.as_str()));
            element.refuse(Code::UnknownName, format!("there is no area called {}", quoted(name)), help);
        } else if areas.contains(&area) {
            element.refuse(Code::Duplicate, format!("'{area}' is listed twice"), None);
        }
        used.areas.push(area.clone());
        areas.push(area);
    }
    Some(areas)
}

/// What can be said of an offer only as a whole.
fn check_whole(section: &Section<'_>, offer: &Offer) {
    let place = |key: &str| section.get(key).map_or_else(|| section.span.clone(), |item| item.span);
    let report = |diagnostic: Diagnostic| section.findings.report(diagnostic);
    if offer.included {
        let because = |error: Diagnostic| error.also(place("included"), "included");
        if !offer.fees.is_empty() {
            let message = format!("'{}' is included in the membership and cannot have fees", offer.id);
            report(because(Diagnostic::error(Code::Contradiction, place("fees"), message)));
        }
        if offer.renewal.is_some() {
            let message = format!("'{}' is included in the membership and cannot be renewed", offer.id);
            report(
                because(Diagnostic::error(Code::Contradiction, place("renewal"), message)).help("write renewal = \"never\""),
            );
        }
        if offer.most_per_member.is_some() {
            let message = format!("'{}' is included in the membership, so a member holds it once", offer.id);
            report(
                because(Diagnostic::error(Code::Contradiction, place("most-per-member"), message)).help("leave the key out"),
            );
        }
        return;
    }
    if offer.fees.is_empty() {
        let message = format!("'{}' has no fee, so that members cannot order it", offer.id);
        let help = "it can be given to members by an import only; add 'fees' to sell it";
        report(Diagnostic::warning(Code::NotForSale, section.span.clone(), message).help(help));
    } else if offer.fees.iter().all(|fee| !fee.countries.is_empty()) {
        let message = format!("'{}' has a fee for some countries only; members elsewhere cannot order it", offer.id);
        let help = "a fee without 'countries' is for all others";
        report(Diagnostic::warning(Code::NoFeeElsewhere, place("fees"), message).help(help));
    }
}
