//! Comparing what a step expects with what holds.

use jubilee_core::{
    Action, ActionKind, BenefitStatus, Bill, Day, Entry, ExemptBy, Fact, Lift, Member, NeedProgress, Order, Programme,
    Qualification, Reason, Refusal, Standing, SubscriptionId, Tax, benefits, standing,
};

use super::Step;
use super::words::{ACTIONS, fact, lift};

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
    let rule = refusal.reasons.first().map_or(NONE, |reason| reason.rule().id());
    match &refusal.lift {
        Lift::Wait(on) => format!("'{rule}' until {on}"),
        other => format!("'{rule}', which is lifted by '{}'", lift(other)),
    }
}

/// What is found under a key of an expectation, in the words of the file.
fn value(key: &str, found: &Found<'_>, standing: Option<&Standing>) -> String {
    let cycle = standing.and_then(|standing| standing.cycle.as_ref());
    let order = found.member.orders.last();
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
        "reasons" => list(standing.iter().flat_map(|standing| &standing.reasons).map(|reason| reason.rule().id())),
        "allowed" => {
            let actions = standing.iter().flat_map(|standing| &standing.actions);
            list(actions.filter(|action| action.refusal.is_none()).map(|action| action.kind.id()))
        }
        "order.state" => order.map_or(NONE, |order| order.state(found.on).id()).to_owned(),
        "order.amount" => order.map_or(NONE.to_owned(), |order| order.amount.to_string()),
        "order.received" => order.map_or(NONE.to_owned(), |order| order.received().to_string()),
        "order.lacking" => order.map_or(NONE.to_owned(), |order| order.missing().to_string()),
        "order.held" => order.map_or(NONE.to_owned(), |order| order.held().to_string()),
        "order.net" => order.map_or(NONE.to_owned(), |order| order.bill.net().to_string()),
        "order.discount" => {
            let off = order.and_then(|order| order.bill.discount());
            off.map_or(NONE.to_owned(), |(amount, _)| amount.to_string())
        }
        "order.tax" => order.map_or(NONE.to_owned(), |order| tax(&order.bill)),
        "order.untaxed" => order.map_or(NONE, |order| untaxed(&order.bill)).to_owned(),
        "order.pay-by" => date(order.map(Order::pay_by)),
        "order.expires-on" => date(order.map(|order| order.expires_on)),
        "subscriptions" => found.member.subscriptions.len().to_string(),
        "requirements" => furthest(standing).map_or(NONE, |area| area.state.id()).to_owned(),
        "missing" => list(furthest(standing).iter().flat_map(|area| area.missing()).map(|need| missing(&need))),
        "exempt" => standing.is_some_and(|standing| standing.exemption().is_some()).to_string(),
        "exempt-until" => date(standing.and_then(Standing::exemption).map(|exemption| exemption.until)),
        "at-risk" => standing.is_some_and(Standing::is_at_risk).to_string(),
        "reliefs" => list(standing.iter().flat_map(|standing| &standing.reliefs).map(|applied| &applied.relief)),
        "moved-from" => {
            let ruled = standing.and_then(|standing| standing.ruled_anniversary);
            date(ruled.filter(|ruled| cycle.is_some_and(|cycle| cycle.anniversary != *ruled)))
        }
        "must-move" => standing.is_some_and(|standing| standing.must_move).to_string(),
        "reminder-says" => list(standing.iter().flat_map(|standing| remarks(standing))),
        "reminded" | "superseded" | "missed" => list(reminders(key, found)),
        "entries" => list(
            found.entries[found.new_from..].iter().filter(|entry| entry.recorded_on == found.on).map(|entry| fact(&entry.fact)),
        ),
        _ => detail(key, found, standing),
    }
}

/// What is found under a key in a section of its own: `areas.security.lost-on`, `announced.covid-19`, `refused.rule`, `renew.allowed`.
fn detail(key: &str, found: &Found<'_>, standing: Option<&Standing>) -> String {
    match key.split_once('.') {
        Some(("areas", rest)) => area(rest, standing),
        Some(("grants", rest)) => grant(rest, found, 0),
        Some(("earlier-grants", rest)) => grant(rest, found, 1),
        Some(("announced", relief)) => list(announced(relief, found)),
        Some(("refused", detail)) => refused(detail, found.outcome.and_then(|outcome| outcome.as_ref().err())),
        Some((kind, detail)) => action(kind, detail, standing),
        None => NONE.to_owned(),
    }
}

fn tax(bill: &Bill) -> String {
    match &bill.tax {
        Tax::Charged { amount, .. } => amount.to_string(),
        Tax::None | Tax::Free { .. } => NONE.to_owned(),
    }
}

fn untaxed(bill: &Bill) -> &'static str {
    match &bill.tax {
        Tax::Free { why, .. } => why.id(),
        Tax::None | Tax::Charged { .. } => NONE,
    }
}

fn date(day: Option<Day>) -> String {
    day.map_or(NONE.to_owned(), |day| day.to_string())
}

/// The area, of those that are held, whose requirements are furthest.
fn furthest(standing: Option<&Standing>) -> Option<&Qualification> {
    let standing = standing?;
    let is_held = |area: &&Qualification| area.lost_on.is_none_or(|lost_on| standing.on < lost_on);
    let held = standing.qualifications.iter().filter(is_held).rev().max_by_key(|area| area.state);
    held.or_else(|| standing.qualifications.iter().rev().max_by_key(|area| area.state))
}

fn missing(need: &NeedProgress) -> String {
    format!("{} {} of {}", need.measure, need.have, need.need)
}

/// What a reminder of the day says beside its usual text.
fn remarks(standing: &Standing) -> impl Iterator<Item = &'static str> {
    let by_relief = standing.reliefs.iter().any(|applied| applied.waives_requirements);
    let by_staff = standing.exemption().is_some_and(|exemption| matches!(exemption.by, ExemptBy::Exception(_)));
    let remarks = [
        ("move-first", standing.must_move),
        ("requirements-waived", by_relief || by_staff),
        ("relief-text", standing.reliefs.iter().any(|applied| applied.replaces_reminder)),
    ];
    remarks.into_iter().filter(|(_, is_said)| *is_said).map(|(remark, _)| remark)
}

/// What is found of an area, for example under `security.lost-on`.
fn area(key: &str, standing: Option<&Standing>) -> String {
    let named = key.split_once('.').and_then(|(name, detail)| {
        let mut areas = standing?.qualifications.iter();
        let area = areas.find(|found| found.area.as_ref().is_some_and(|area| area.as_str() == name))?;
        Some((area, detail))
    });
    let Some((area, detail)) = named else { return NONE.to_owned() };
    match detail {
        "requirements" => area.state.id().to_owned(),
        "missing" => list(area.missing().iter().map(missing)),
        "exempt" => area.exemption.is_some().to_string(),
        "exempt-until" => date(area.exemption.as_ref().map(|exemption| exemption.until)),
        "at-risk" => area.is_at_risk.to_string(),
        _ => date(area.lost_on),
    }
}

/// What is found of a benefit of the newest set, or of the one so many sets before, for example under `support-incidents.used`.
fn grant(key: &str, found: &Found<'_>, before: u32) -> String {
    let all = found.subscription.map(|id| benefits(found.programme, found.member, id, found.on)).unwrap_or_default();
    let set = all.first().map(|grant| grant.set).and_then(|newest| newest.checked_sub(before));
    let Some((name, detail)) = key.split_once('.') else { return NONE.to_owned() };
    let Some(grant) = all.iter().find(|grant| Some(grant.set) == set && grant.benefit.id.as_str() == name) else {
        // Of an earlier set only what is still of use is told.
        let is_over = detail == "status" && set.is_some() && before > 0;
        return if is_over { BenefitStatus::Expired.id() } else { NONE }.to_owned();
    };
    match detail {
        "status" => grant.status.id().to_owned(),
        "used" => grant.used.to_string(),
        "quantity" => grant.benefit.quantity.to_string(),
        "granted-on" => grant.granted_on.to_string(),
        "activate-by" => date(grant.activate_by),
        _ => date(grant.usable_until),
    }
}

/// The days on which the member was told about a relief for the subscription.
fn announced(relief: &str, found: &Found<'_>) -> impl Iterator<Item = Day> {
    found.entries.iter().filter_map(move |entry| match &entry.fact {
        Fact::Announced { subscription, relief: told, .. } => {
            (Some(*subscription) == found.subscription && told.as_str() == relief).then_some(entry.recorded_on)
        }
        _ => None,
    })
}

/// How the step was refused.
fn refused(detail: &str, refusal: Option<&Refusal>) -> String {
    let Some(refusal) = refusal else { return NONE.to_owned() };
    match (detail, &refusal.lift) {
        ("rule", _) => rule_of(refusal),
        ("lift", of) => lift(of).to_owned(),
        ("from", Lift::Wait(on)) | ("until", Lift::Meet(Some(on)) | Lift::Reactivate(on)) => on.to_string(),
        ("missing", _) => {
            let needs = refusal.reasons.iter().flat_map(|reason| match reason {
                Reason::RequirementsNotMet { missing, .. } => missing.as_slice(),
                _ => &[],
            });
            list(needs.map(missing))
        }
        _ => NONE.to_owned(),
    }
}

/// The rule that says no.
fn rule_of(refusal: &Refusal) -> String {
    refusal.reasons.first().map_or(NONE, |reason| reason.rule().id()).to_owned()
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
fn action(kind: &str, detail: &str, standing: Option<&Standing>) -> String {
    let kind = ACTIONS.into_iter().find(|known| known.id() == kind);
    let actions = standing.into_iter().flat_map(|standing| &standing.actions);
    let action: Option<&Action> = actions.into_iter().find(|action| Some(action.kind) == kind);
    let refusal = action.and_then(|action| action.refusal.as_ref());
    let next = standing.and_then(|standing| standing.reactivation.as_ref()).map(|opening| &opening.next);
    let next = next.filter(|_| kind == Some(ActionKind::Reactivate));
    match detail {
        "allowed" => action.is_some_and(|action| action.refusal.is_none()).to_string(),
        "from" => date(action.and_then(|action| action.from)),
        "until" => date(action.and_then(|action| action.until)),
        "lift" => refusal.map_or(NONE, |refusal| lift(&refusal.lift)).to_owned(),
        "anniversary" => date(next.map(|next| next.anniversary)),
        "renew-from" => date(next.map(|next| next.renew_from)),
        "renew-until" => date(next.map(|next| next.renew_until)),
        _ => refusal.map_or(NONE.to_owned(), rule_of),
    }
}

/// A list in the words of the file.
pub(super) fn list<T: ToString>(elements: impl Iterator<Item = T>) -> String {
    let elements: Vec<String> = elements.map(|element| element.to_string()).collect();
    if elements.is_empty() { NONE.to_owned() } else { elements.join(", ") }
}
