//! Offers: `[[offer]]`.

use jubilee_core::{AreaId, LevelId, Offer, OfferId, RenewalRules};
use toml::de::DeValue;

use super::names::Names;
use super::renewal::{Known, NEVER};
use super::used::Used;
use super::words::{LONGEST_HELP, LONGEST_LABEL, words};
use super::{Defined, MOST_AREAS, benefit, fee, requirement, upgrade};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keys::OFFER;
use crate::section::{Item, Section, quoted, suggestion};

/// The word for "all areas of the programme".
const ANY: &str = "any";

/// Reads one offer.
pub(super) fn offer(item: &Item<'_>, defined: &Defined, offers: &Names, used: &mut Used) -> Option<Offer> {
    let section = item.section(&OFFER)?;
    let id = section.get("id").and_then(|item| item.kebab());
    let name = section.get("name").and_then(|item| words(&item, &defined.languages, LONGEST_LABEL));
    let help = section.get("help").and_then(|item| words(&item, &defined.languages, LONGEST_HELP));
    let renewal = section.get("renewal").and_then(|item| renewal(&item, defined, used));
    let areas = section.maybe("areas", |item| areas(&item, defined, used)).map(Option::unwrap_or_default);
    let level = section.maybe("level", |item| item.kebab());
    let included = section.maybe("included", |item| item.boolean());
    let most = section.maybe("most-per-member", |item| item.integer(1..=1000));
    let fees = section.maybe("fees", |item| fee::fees(&item, &defined.countries, used));
    let surcharges = section
        .maybe("surcharges", |item| fee::surcharges(&item, fees.as_ref().and_then(Option::as_deref).unwrap_or_default()));
    let upgrades = section.maybe("upgrades", |item| upgrade::upgrades(&item, id, offers, used));
    let requirements = section.maybe("requirement", |item| requirement::requirements(&item, defined, areas.as_deref(), used));
    let benefits = section.maybe("benefit", |item| benefit::benefits(&item, defined, used));
    let offer = Offer {
        id: OfferId::new(id?),
        name: name?,
        help: help?,
        level: level?.map(LevelId::new),
        areas: areas?,
        included: included?.unwrap_or(false),
        most_per_member: most?.and_then(|most| u32::try_from(most).ok()),
        renewal: match renewal? {
            Renewal::Never => None,
            Renewal::By(rules) => Some(rules),
        },
        fees: fees?.unwrap_or_default(),
        surcharges: surcharges?.unwrap_or_default(),
        upgrades: upgrades?.unwrap_or_default(),
        requirements: requirements?.unwrap_or_default(),
        benefits: benefits?.unwrap_or_default(),
    };
    check_whole(&section, &offer);
    Some(offer)
}

/// How an offer is renewed.
enum Renewal {
    Never,
    By(RenewalRules),
}

fn renewal(item: &Item<'_>, defined: &Defined, used: &mut Used) -> Option<Renewal> {
    let name = item.text()?;
    if name == NEVER {
        return Some(Renewal::Never);
    }
    used.renewals.insert(name.to_owned());
    match defined.renewals.get(name) {
        Known::Rules(rules) => Some(Renewal::By(rules.clone())),
        Known::Mistaken => None,
        Known::Nothing => {
            let names = defined.renewals.names();
            let help = suggestion(name, names.iter().copied().chain([NEVER]));
            let message = format!("there is no section [renewal.{}]", quoted(name).trim_matches('\''));
            item.refuse(Code::UnknownName, message, help);
            None
        }
    }
}

fn areas(item: &Item<'_>, defined: &Defined, used: &mut Used) -> Option<Vec<AreaId>> {
    if let DeValue::String(word) = item.value {
        if word == ANY {
            used.any_area = true;
            if defined.areas.is_empty() {
                let help = Some("list them in [areas], or leave this key out".to_owned());
                item.refuse(Code::UnknownName, "the programme has no areas", help);
            }
            return Some(defined.areas.iter().map(|(area, _)| AreaId::new(area)).collect());
        }
        let message = format!("'areas' must be \"any\", or a list of areas, and this is {}", quoted(word));
        item.refuse(Code::WrongKind, message, Some("for example: areas = [\"security\"]".to_owned()));
        return None;
    }
    let areas = defined.areas.listed(item, MOST_AREAS, "area")?;
    used.areas.extend(areas.iter().map(|area| area.value.to_owned()));
    Some(areas.into_iter().map(|area| AreaId::new(area.value)).collect())
}

/// What can be said of an offer only as a whole.
fn check_whole(section: &Section<'_>, offer: &Offer) {
    let place = |key: &str| section.get(key).map_or_else(|| section.span.clone(), |item| item.span);
    let report = |diagnostic: Diagnostic| section.findings.report(diagnostic);
    if offer.renewal.is_none() && !offer.benefits.is_empty() {
        let message = format!("'{}' never renews, and benefits are granted for a term", offer.id);
        let error = Diagnostic::error(Code::Contradiction, place("benefit"), message);
        report(error.also(place("renewal"), "never").help("grant them with an offer that is renewed"));
    }
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
        if !offer.upgrades.is_empty() {
            let message = format!("'{}' is included in the membership and cannot take the place of anything", offer.id);
            report(because(Diagnostic::error(Code::Contradiction, place("upgrades"), message)));
        }
        if !offer.requirements.is_empty() {
            let message = format!("'{}' is included in the membership and cannot have requirements", offer.id);
            report(because(Diagnostic::error(Code::Contradiction, place("requirement"), message)));
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
