//! Differences of benefits.

use jubilee_core::{ActivateBy, Benefit, Offer, Span, UsableUntil, Words};

use super::phrase::{day, name, point};
use super::{Change, Changes, Pair, ids, order, pairs};

/// The benefits of one offer.
pub(super) fn benefits(old: &Offer, new: &Offer, found: &mut Changes<'_>) {
    for pair in pairs(&old.benefits, &new.benefits, |benefit| &benefit.id) {
        let (benefit, _) = pair.subject();
        let called = name(&benefit.name);
        match pair {
            Pair::Both(before, after) => compare(called, before, after, found),
            Pair::New(benefit) => found.add("benefit", format!("each new set grants {} as well", granted(benefit))),
            Pair::Gone(_) => found.add("benefit", format!("new sets do not grant '{called}' any more")),
        }
    }
    let mut moved: Vec<Change> = Vec::new();
    order("offer", "", &ids(&old.benefits, |benefit| &benefit.id), &ids(&new.benefits, |benefit| &benefit.id), &mut moved);
    if !moved.is_empty() {
        found.add("benefit", "its benefits are shown in another order".to_owned());
    }
}

/// "10 of 'Support incidents'".
fn granted(benefit: &Benefit) -> String {
    format!("{} of '{}'", benefit.quantity, name(&benefit.name))
}

fn compare(called: &str, before: &Benefit, after: &Benefit, found: &mut Changes<'_>) {
    let Benefit { id: _, kind, name, help, quantity, unit, activate_by, usable_until, reassign_after, ends_refund } = before;
    let of = |what: &str| format!("of the benefit '{called}', {what}");
    found.compare("kind", &of("the kind is"), kind.id(), after.kind.id());
    found.label("name", &of("the name"), name, &after.name);
    found.paragraph("help", &of("the description"), help, &after.help);
    found.compare("quantity", &of("new sets grant"), quantity, &after.quantity);
    let none = Words::default();
    found.label("unit", &of("the unit"), unit.as_ref().unwrap_or(&none), after.unit.as_ref().unwrap_or(&none));
    let by = |by: Option<ActivateBy>| match by {
        None => "the last day with benefits".to_owned(),
        Some(ActivateBy::Grant(span)) => day(span, "the grant"),
        Some(ActivateBy::Anniversary(span)) => day(span, "the anniversary"),
    };
    found.compare("activate-by", &of("the last day to activate it is"), &by(*activate_by), &by(after.activate_by));
    let until = |until: UsableUntil| match until {
        UsableUntil::Benefits(span) => point(span, "the last day with benefits"),
        UsableUntil::Anniversary(span) => day(span, "the anniversary"),
        UsableUntil::Activation(span) => day(span, "the activation"),
    };
    found.compare("usable-until", &of("the last day of use is"), &until(*usable_until), &until(after.usable_until));
    let again = |after: Option<Span>| after.map_or("at once".to_owned(), |span| format!("after {span}"));
    found.compare("reassign-after", &of("another person can have it"), &again(*reassign_after), &again(after.reassign_after));
    if *ends_refund != after.ends_refund {
        let now = if after.ends_refund { "ends" } else { "does not end" };
        found.add("ends-refund", of(&format!("the first use {now} the right to a refund; before, it was the other way round")));
    }
}
