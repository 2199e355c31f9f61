//! Comparing what a step expects with what holds.

use jubilee_core::{ActionKind, Day, Entry, Fact, Lift, Member, Programme, Refusal, Standing, SubscriptionId, standing};

use super::Step;
use super::keys::{fact, lift, rule};

/// What is there after a step.
pub(super) struct Found<'a> {
    pub(super) programme: &'a Programme,
    pub(super) member: &'a Member,
    /// The whole ledger.
    pub(super) entries: &'a [Entry],
    /// Where in it the entries since the step before begin.
    pub(super) new_from: usize,
    pub(super) on: Day,
    pub(super) subscription: Option<SubscriptionId>,
    pub(super) outcome: Option<&'a Result<(), Refusal>>,
}

/// An expectation that does not hold.
pub(super) struct Mismatch {
    pub(super) line: usize,
    pub(super) expected: String,
    pub(super) found: String,
}

/// What is found where there is nothing.
pub(super) const NONE: &str = "none";

/// Everything that a step expects and that does not hold.
pub(super) fn mismatches(step: &Step, found: &Found<'_>) -> Vec<Mismatch> {
    let standing = found.subscription.and_then(|id| standing(found.programme, found.member, id, found.on));
    let mut mismatches = Vec::new();
    let is_refusal_expected = step.expectations.iter().any(|one| one.key.starts_with("refused"));
    if let (Some(act), Some(Err(refusal)), false) = (&step.act, found.outcome, is_refusal_expected) {
        let expected = format!("'{}' is possible", act.word());
        mismatches.push(Mismatch { line: step.line, expected, found: format!("refused by {}", story(refusal)) });
    }
    for one in &step.expectations {
        let value = value(&one.key, found, standing.as_ref());
        let holds = if one.key == "reasons" {
            let reasons: Vec<&str> = value.split(", ").collect();
            one.expected == NONE || one.expected.split(", ").all(|expected| reasons.contains(&expected))
        } else {
            value == one.expected
        };
        if !holds {
            let (key, expected) = (&one.key, &one.expected);
            let expected = format!("{key} = {expected}");
            mismatches.push(Mismatch { line: one.line, expected, found: format!("{key} = {value}") });
        }
    }
    mismatches.sort_by_key(|mismatch| mismatch.line);
    mismatches
}

fn story(refusal: &Refusal) -> String {
    let rule = refusal.reasons.first().map_or(NONE, |reason| rule(&reason.rule()));
    match &refusal.lift {
        Lift::Wait(on) => format!("'{rule}' until {on}"),
        other => format!("'{rule}', which is lifted by '{}'", lift(other)),
    }
}

/// What is found under a key of an expectation, in the words of the file.
fn value(key: &str, found: &Found<'_>, standing: Option<&Standing>) -> String {
    let cycle = standing.and_then(|standing| standing.cycle.as_ref());
    let date = |day: Option<Day>| day.map_or(NONE.to_owned(), |day| day.to_string());
    let order = found.member.orders.last();
    let refusal = found.outcome.and_then(|outcome| outcome.as_ref().err());
    match key {
        "anniversary" => date(cycle.map(|cycle| cycle.anniversary)),
        "renew-from" => date(cycle.map(|cycle| cycle.renew_from)),
        "renew-until" => date(cycle.map(|cycle| cycle.renew_until)),
        "benefits-until" => date(cycle.map(|cycle| cycle.benefits_until)),
        "lapses-on" => date(cycle.map(|cycle| cycle.lapses_on)),
        "reminders" => list(cycle.iter().flat_map(|cycle| &cycle.reminders)),
        "next-anniversary" => date(cycle.map(|cycle| cycle.next_anniversary)),
        "status" => standing.map_or(NONE, |standing| standing.status.id()).to_owned(),
        "benefits" => standing.is_some_and(|standing| standing.has_benefits).to_string(),
        "fee" => standing.and_then(|standing| standing.fee).map_or(NONE.to_owned(), |fee| fee.to_string()),
        "reasons" => list(standing.iter().flat_map(|standing| &standing.reasons).map(|reason| rule(&reason.rule()))),
        "allowed" => {
            let actions = standing.iter().flat_map(|standing| &standing.actions);
            list(actions.filter(|action| action.refusal.is_none()).map(|action| action.kind.id()))
        }
        "refused.rule" => {
            refusal.and_then(|refusal| refusal.reasons.first()).map_or(NONE, |reason| rule(&reason.rule())).to_owned()
        }
        "refused.lift" => refusal.map_or(NONE, |refusal| lift(&refusal.lift)).to_owned(),
        "refused.from" => date(refusal.and_then(|refusal| match refusal.lift {
            Lift::Wait(on) => Some(on),
            _ => None,
        })),
        "order.state" => order.map_or(NONE, |order| order.state(found.on).id()).to_owned(),
        "order.amount" => order.map_or(NONE.to_owned(), |order| order.amount.to_string()),
        "order.pay-by" => date(order.map(|order| order.pay_by)),
        "order.expires-on" => date(order.map(|order| order.expires_on)),
        "subscriptions" => found.member.subscriptions.len().to_string(),
        "reminded" | "superseded" | "missed" => list(reminders(key, found)),
        "entries" => list(
            found.entries[found.new_from..].iter().filter(|entry| entry.recorded_on == found.on).map(|entry| fact(&entry.fact)),
        ),
        _ => action(key, standing),
    }
}

/// The days of the reminders of the subscription that went out, or were due and did not.
fn reminders<'a>(what: &'a str, found: &'a Found<'_>) -> impl Iterator<Item = Day> + 'a {
    found.entries.iter().filter_map(move |entry| match (&entry.fact, what) {
        (Fact::Reminded { subscription, .. }, "reminded") => {
            (Some(*subscription) == found.subscription).then_some(entry.recorded_on)
        }
        (Fact::ReminderSuperseded { subscription, .. }, "superseded")
        | (Fact::ReminderMissed { subscription, .. }, "missed") => {
            (Some(*subscription) == found.subscription).then_some(entry.effective_on)
        }
        _ => None,
    })
}

/// What is found of an action, for example under `renew.allowed`.
fn action(key: &str, standing: Option<&Standing>) -> String {
    let Some((kind, detail)) = key.split_once('.') else { return NONE.to_owned() };
    let kinds = [ActionKind::Renew, ActionKind::Pay, ActionKind::Buy];
    let kind = kinds.into_iter().find(|known| known.id() == kind);
    let actions = standing.into_iter().flat_map(|standing| &standing.actions);
    let action = actions.into_iter().find(|action| Some(action.kind) == kind);
    let date = |day: Option<Day>| day.map_or(NONE.to_owned(), |day| day.to_string());
    match detail {
        "allowed" => action.is_some_and(|action| action.refusal.is_none()).to_string(),
        "from" => date(action.and_then(|action| action.from)),
        "until" => date(action.and_then(|action| action.until)),
        _ => {
            let refusal = action.and_then(|action| action.refusal.as_ref());
            refusal.and_then(|refusal| refusal.reasons.first()).map_or(NONE, |reason| rule(&reason.rule())).to_owned()
        }
    }
}

/// A list in the words of the file.
pub(super) fn list<T: ToString>(elements: impl Iterator<Item = T>) -> String {
    let elements: Vec<String> = elements.map(|element| element.to_string()).collect();
    if elements.is_empty() { NONE.to_owned() } else { elements.join(", ") }
}
