//! What the members try: orders and payments on days of their windows, some that come too late or become known too late, some that are
//! refused, reactivations of what has lapsed, and moves out of the legacy system.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::{days_between, first_anniversary, plus};
use crate::qualification::{ANNOUNCED, PAY_UNTIL};
use crate::random::Random;
use crate::register::{Register, Subscription};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// A renewal is ordered.
    Order,
    /// The payment of the latest order is recorded.
    Pay { value_on: Date },
    /// What has lapsed is to come back.
    Reactivate,
    /// The member's account is moved out of the legacy system.
    Move,
}

/// Something done after the daily run of a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Action {
    /// The subscription's place in the register.
    pub(crate) subscription: usize,
    pub(crate) deed: Deed,
}

/// All actions, by day, each day's in the order in which they are done.
pub(crate) type Script = BTreeMap<Date, Vec<Action>>;

/// The anniversary of the cycle that the CSV describes.
pub(crate) fn anniversary_at_import(subscription: &Subscription) -> Date {
    subscription.anniversary_on.unwrap_or_else(|| first_anniversary(subscription.purchased_on))
}

/// Draws what is tried from `first` through `last`; about half of the windows end in a renewal where nothing stands in the way.
pub(crate) fn draw(seed: u64, register: &Register, first: Date, last: Date) -> Script {
    let mut script = Script::new();
    for (index, subscription) in register.subscriptions.iter().enumerate() {
        let is_first_of_member = register.subscriptions.iter().position(|it| it.member == subscription.member) == Some(index);
        let moving = register.members[subscription.member].moving.as_ref();
        if let Some(moving) = moving.filter(|moving| is_first_of_member && moving.on <= last) {
            script.entry(moving.on).or_default().push(Action { subscription: index, deed: Deed::Move });
        }
        let mut random = Random::of(seed, 2, index as u64);
        let mut anniversary = anniversary_at_import(subscription);
        loop {
            let deeds = window(&mut random, anniversary, first, last);
            let pays_in_time =
                |deed: &Deed| matches!(deed, Deed::Pay { value_on } if days_between(anniversary, *value_on) <= 30);
            let is_renewed = deeds.iter().any(|(_, deed)| pays_in_time(deed));
            let back = if is_renewed { Vec::new() } else { reactivation(&mut random, anniversary, first, last) };
            let is_back = !back.is_empty();
            for (on, deed) in deeds.into_iter().chain(back).filter(|(on, _)| *on <= last) {
                script.entry(on).or_default().push(Action { subscription: index, deed });
            }
            if !is_renewed && !is_back {
                break;
            }
            anniversary = plus(anniversary, 365);
        }
    }
    script
}

/// An attempt to bring back what was not renewed: before the relief was announced, while it holds, or too late; the money a few days
/// later.
fn reactivation(random: &mut Random, anniversary: Date, first: Date, last: Date) -> Vec<(Date, Deed)> {
    // By then money that was late for the window has come, and is no longer mistaken for this one's.
    let from = plus(anniversary, 37).max(first).max(plus(ANNOUNCED, -20));
    let until = plus(PAY_UNTIL, 6).min(plus(last, -8));
    if from > until || !random.chance(60) {
        return Vec::new();
    }
    let ordered_on = plus(from, random.between(0, days_between(from, until)));
    let known = random.between(0, 4);
    let value_on = plus(ordered_on, random.between(0, known));
    vec![(ordered_on, Deed::Reactivate), (plus(ordered_on, known), Deed::Pay { value_on })]
}

/// What is tried in one window; nothing where it lies outside the scripted days, or where nobody does anything.
fn window(random: &mut Random, anniversary: Date, first: Date, last: Date) -> Vec<(Date, Deed)> {
    let after = |days| plus(anniversary, days);
    let opens = days_between(anniversary, first).max(1);
    if opens > 30 || after(opens) > last {
        return Vec::new();
    }
    let ordered = random.between(opens, 30);
    let order = (after(ordered), Deed::Order);
    let pay = |known: i64, value: i64| (after(known), Deed::Pay { value_on: after(value) });
    match random.below(100) {
        // Paid in the window; the money counts on that day or on one of the few before it.
        0..44 => {
            let known = random.between(ordered, (ordered + 5).min(30));
            let value = random.between((known - 4).max(1), known);
            vec![order, pay(known, value)]
        }
        // The extremes: the first and the last day of the window.
        44..47 if opens == 1 => vec![(after(1), Deed::Order), pay(1, 1)],
        47..50 => vec![(after(30), Deed::Order), pay(30, 30)],
        // Paid in the window, and known only when the subscription has lapsed.
        50..58 => {
            let value = random.between((ordered - 2).max(1), 30);
            vec![order, pay(random.between(31, 36), value)]
        }
        // Paid when the window has closed: the money is set aside.
        58..64 => {
            let known = random.between(31, 36);
            vec![order, pay(known, random.between(31, known))]
        }
        // Ordered and never paid.
        64..69 => vec![order],
        _ => Vec::new(),
    }
}
