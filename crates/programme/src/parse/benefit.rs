//! What an offer grants: `[[offer.benefit]]`.

use std::ops::Range;

use jubilee_core::{ActivateBy, Benefit, BenefitId, BenefitKind, Span, UsableUntil};

use super::Defined;
use super::names::Names;
use super::used::Used;
use super::words::{LONGEST_HELP, LONGEST_LABEL, words};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keys::BENEFIT;
use crate::offset::{length, offset};
use crate::section::{Item, Section};

/// The most benefits of an offer.
const MOST_BENEFITS: usize = 200;
/// The most of a benefit that a set can grant.
const MOST_GRANTED: i64 = 1_000_000;

/// The benefits of an offer.
pub(super) fn benefits(list: &Item<'_>, defined: &Defined, used: &mut Used) -> Option<Vec<Benefit>> {
    let items = list.list(MOST_BENEFITS)?;
    Names::of(&items, "id", Some("benefit"));
    // Each is read even when one before it is wrong, so that all mistakes are told at once.
    let read: Vec<Option<Benefit>> = items.iter().map(|item| benefit(item, defined, used)).collect();
    read.into_iter().collect()
}

fn benefit(item: &Item<'_>, defined: &Defined, used: &mut Used) -> Option<Benefit> {
    let section = item.section(&BENEFIT)?;
    let id = section.get("id").and_then(|item| item.kebab());
    let kind = section.get("kind").and_then(|item| kind(&item));
    let name = section.get("name").and_then(|item| words(&item, &defined.languages, LONGEST_LABEL));
    let help = section.get("help").and_then(|item| words(&item, &defined.languages, LONGEST_HELP));
    let quantity = section.get("quantity").and_then(|item| item.integer(1..=MOST_GRANTED));
    let unit = section.maybe("unit", |item| words(&item, &defined.languages, LONGEST_LABEL));
    let activate_by = section.maybe("activate-by", |item| activate_by(&item));
    let usable_until = section.maybe("usable-until", |item| usable_until(&item));
    let reassign_after = section.maybe("reassign-after", |item| length(&item).map(|length| length.value));
    let ends_refund = section.maybe("ends-refund", |item| item.boolean());
    let benefit = Benefit {
        id: BenefitId::new(id?),
        kind: kind?,
        name: name?,
        help: help?,
        quantity: u32::try_from(quantity?).ok()?,
        unit: unit?,
        activate_by: activate_by?,
        usable_until: usable_until?.unwrap_or(UsableUntil::Benefits(Span::Days(0))),
        reassign_after: reassign_after?,
        ends_refund: ends_refund?.unwrap_or(true),
    };
    check_whole(&section, &benefit);
    used.share(&section, &benefit);
    Some(benefit)
}

fn kind(item: &Item<'_>) -> Option<BenefitKind> {
    let word = item.word(&BenefitKind::ALL.map(BenefitKind::id))?;
    BenefitKind::ALL.into_iter().find(|kind| kind.id() == word)
}

fn activate_by(item: &Item<'_>) -> Option<ActivateBy> {
    let step = offset(item, &["grant", "anniversary"])?.value;
    Some(if step.base == "grant" { ActivateBy::Grant(step.span) } else { ActivateBy::Anniversary(step.span) })
}

fn usable_until(item: &Item<'_>) -> Option<UsableUntil> {
    let step = offset(item, &["benefits", "anniversary", "activation"])?.value;
    Some(match step.base {
        "benefits" => UsableUntil::Benefits(step.span),
        "anniversary" => UsableUntil::Anniversary(step.span),
        _ => UsableUntil::Activation(step.span),
    })
}

/// What can be said of a benefit only as a whole.
fn check_whole(section: &Section<'_>, benefit: &Benefit) {
    let place = |key: &str| section.get(key).map_or_else(|| section.span.clone(), |item| item.span);
    let report = |span: Range<usize>, message: String, help: &str| {
        let error = Diagnostic::error(Code::Contradiction, span, message);
        section.findings.report(error.also(place("kind"), "its kind").help(help));
    };
    let is_before = |span: Span| matches!(span, Span::Days(..0) | Span::Months(..0));
    if benefit.reassign_after.is_some() && benefit.kind != BenefitKind::DeveloperSubscription {
        let message = format!("'{}' is not assigned to a person, so that it cannot be reassigned", benefit.id);
        report(place("reassign-after"), message, "leave the key out");
    }
    match benefit.usable_until {
        UsableUntil::Activation(_) if !benefit.is_activated() => {
            let message = format!("'{}' is not activated, so that nothing can be counted from its activation", benefit.id);
            report(place("usable-until"), message, "say with 'activate-by' until when it can be, or count from 'benefits'");
        }
        UsableUntil::Activation(span) if is_before(span) => {
            let message = format!("'{}' would be of no use: its last day lies before its activation", benefit.id);
            report(place("usable-until"), message, "write a step to a later day, for example 'activation + 12 months'");
        }
        _ => {}
    }
    if let Some(ActivateBy::Grant(span)) = benefit.activate_by
        && is_before(span)
    {
        let message = format!("'{}' could never be activated: the last day for it lies before the grant", benefit.id);
        report(place("activate-by"), message, "write a step to a later day, for example 'grant + 90 days'");
    }
}
