//! What is due next: the steps of a cycle that the daily run makes happen, each once.

use crate::member::{Member, Step};
use crate::programme::Programme;
use crate::standing::current_cycle;
use crate::{Day, SubscriptionId};

/// A step with its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// The day on which it is due.
    pub on: Day,
    /// The step. On one day reminders come before the lapse.
    pub step: Step,
    /// The anniversary whose step it is.
    pub anniversary: Day,
}

/// All steps of the current cycle that have not happened, earliest first. Steps that were due before `live_from`, the day from
/// which Jubilee runs the programme, belong to whatever ran it before and never happen here. Empty for what never renews, what has
/// not begun, and what has lapsed for good.
pub fn agenda(programme: &Programme, member: &Member, subscription: SubscriptionId, live_from: Day) -> Vec<Due> {
    let Some(subscription) = member.subscription(subscription) else {
        return Vec::new();
    };
    let Some(cycle) = current_cycle(programme, subscription) else {
        return Vec::new();
    };
    if subscription.closed_steps.contains(&Step::Lapse) {
        return Vec::new();
    }
    let reminders = cycle.reminders.iter().enumerate().map(|(at, on)| (*on, Step::Reminder(at as u8)));
    let mut due: Vec<Due> = reminders
        .chain([(cycle.lapses_on, Step::Lapse)])
        .filter(|(on, step)| *on >= live_from && !subscription.closed_steps.contains(step))
        .map(|(on, step)| Due { on, step, anniversary: cycle.anniversary })
        .collect();
    due.sort_unstable();
    due
}

/// The day on which the next step of a subscription is due: what the store keeps as `next_due_on`.
pub fn next_due(programme: &Programme, member: &Member, subscription: SubscriptionId, live_from: Day) -> Option<Day> {
    agenda(programme, member, subscription, live_from).first().map(|due| due.on)
}
