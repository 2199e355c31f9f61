//! What is due next: the steps of a cycle that the daily run makes happen, each once.

use std::collections::BTreeSet;

use crate::auto_renewal;
use crate::member::{Member, Step, Subscription};
use crate::programme::Programme;
use crate::reactivation::opening;
use crate::relief::{Applied, Relief};
use crate::term::{Term, current_term};
use crate::{Day, SubscriptionId};

/// A step with its day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// The day on which it is due.
    pub on: Day,
    /// The step. On one day announcements come first, then reminders, automatic renewal, and the lapse.
    pub step: Step,
    /// The anniversary whose step it is.
    pub anniversary: Day,
}

/// All steps of the current cycle, as it stands on `today`, that have not happened, earliest first. Steps that were due before
/// `live_from`, the day from which Jubilee runs the programme, belong to whatever ran it before and never happen here. Empty for what
/// never renews, what has not begun and what was replaced; after a lapse only announcements of reliefs are left.
pub fn agenda(programme: &Programme, member: &Member, subscription: SubscriptionId, today: Day, live_from: Day) -> Vec<Due> {
    let Some(subscription) = member.subscription(subscription) else {
        return Vec::new();
    };
    // What an upgrade has taken the place of is over: nothing that was due for it is any more.
    if subscription.replaced_on(today).is_some() {
        return Vec::new();
    }
    let Some(term) = current_term(programme, subscription, today) else {
        return Vec::new();
    };
    let anniversary = term.cycle.anniversary;
    let mut steps: Vec<(Day, Step)> = announcements(programme, subscription, &term, today, live_from);
    if !subscription.has_happened(anniversary, &Step::Lapse) {
        let reminders = term.cycle.reminders.iter().enumerate().map(|(at, on)| (*on, Step::Reminder(at as u8)));
        steps.extend(reminders);
        steps.extend(auto_renewal::steps(subscription, &term));
        // It counts from the day after the window, though it may wait for money on its way.
        steps.extend((term.cycle.lapses_on >= live_from).then(|| (term.lapse_due_on(), Step::Lapse)));
    }
    let mut due: Vec<Due> = steps
        .into_iter()
        .filter(|(on, step)| is_ours(*on, step, live_from) && !subscription.has_happened(anniversary, step))
        .map(|(on, step)| Due { on, step, anniversary })
        .collect();
    due.sort_unstable();
    due
}

/// Whether a step is ours to do. Automatic renewal was switched on here, so that its steps are in any case.
fn is_ours(on: Day, step: &Step, live_from: Day) -> bool {
    on >= live_from || matches!(step, Step::Notice | Step::Charge(_))
}

/// The day on which the next step of a subscription is due: what the store keeps as `next_due_on`. It foresees the announcements that
/// the programme holds, each of which may change what is due after it.
pub fn next_due(
    programme: &Programme,
    member: &Member,
    subscription: SubscriptionId,
    today: Day,
    live_from: Day,
) -> Option<Day> {
    let mut known_on = today;
    for change in changes(programme, today).into_iter().map(Some).chain([None]) {
        // What an announcement makes due late is due when it is announced.
        let next = agenda(programme, member, subscription, known_on, live_from)
            .first()
            .map(|due| if known_on == today { due.on } else { due.on.max(known_on) });
        match (next, change) {
            (Some(next), Some(change)) if next >= change => {}
            (None, Some(_)) => {}
            (next, _) => return next,
        }
        known_on = change.unwrap_or(known_on);
    }
    None
}

/// The days after `today` from which on the programme gives other answers about cycles that have begun.
fn changes(programme: &Programme, today: Day) -> BTreeSet<Day> {
    let reliefs = programme.reliefs.iter().flat_map(|relief| relief.events().map(|(_, on)| on));
    let versions = programme.versions.iter().filter(|version| version.is_for_begun).map(|version| version.effective_on);
    reliefs.chain(versions).filter(|on| *on > today).collect()
}

/// The announcements, until `today`, that changed something for the current cycle on their day.
fn announcements(
    programme: &Programme,
    subscription: &Subscription,
    term: &Term<'_>,
    today: Day,
    live_from: Day,
) -> Vec<(Day, Step)> {
    let from = term.cycle.began_on.max(live_from);
    let mut steps = Vec::new();
    for relief in &programme.reliefs {
        for (number, on) in relief.events().filter(|(_, on)| from <= *on && *on <= today) {
            let step = Step::Announcement(relief.id.clone(), number);
            let given = |day: Day| effect(programme, subscription, relief, day);
            if !subscription.has_happened(term.cycle.anniversary, &step) && given(on) != given(on.plus_days(-1)) {
                steps.push((on, step));
            }
        }
    }
    steps
}

/// What a relief gives a subscription on a day, to compare two days.
#[derive(PartialEq, Eq)]
struct Effect {
    applied: Option<Applied>,
    carries_through: bool,
    reactivation: Option<Day>,
}

fn effect(programme: &Programme, subscription: &Subscription, relief: &Relief, on: Day) -> Option<Effect> {
    let term = current_term(programme, subscription, on)?;
    let applied = term.reliefs.iter().find(|applied| applied.relief == relief.id && !term.has_lapsed(on));
    let carried = term.closed.last().and_then(|last| last.waived_by(programme, None, on));
    let open = opening(programme, subscription, &term, on).ok().filter(|open| open.relief.as_ref() == Some(&relief.id));
    Some(Effect {
        // Since when a cycle is named makes no difference to what it is given.
        applied: applied.map(|applied| Applied { since: Day::MIN, ..applied.clone() }),
        carries_through: carried == Some(&relief.id) && !term.has_lapsed(on),
        reactivation: open.map(|open| open.until),
    })
}

/// Whether there is still something to tell of an announcement: what it changed still holds, or the relief still gives something, and
/// nothing newer has been announced about it.
pub fn still_concerns(programme: &Programme, subscription: &Subscription, relief: &Relief, number: u8, today: Day) -> bool {
    let Some((_, on)) = relief.events().find(|(known, _)| *known == number) else { return false };
    if relief.events().any(|(known, on)| known > number && on <= today) {
        return false;
    }
    let given = |day: Day| effect(programme, subscription, relief, day);
    let now = given(today);
    let gives = now.as_ref().is_some_and(|now| now.applied.is_some() || now.carries_through || now.reactivation.is_some());
    gives || now == given(on)
}
