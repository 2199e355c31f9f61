//! What the members do: orders and payments on days of their windows, and some that come too late or become known too late.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::calendar::{days_between, first_anniversary, plus};
use crate::random::Random;
use crate::register::{Register, Subscription};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// A renewal is ordered.
    Order,
    /// The payment of the latest order is recorded.
    Pay { value_on: Date },
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

/// Draws what happens from `first` through `last`; about half of the windows end in a renewal.
pub(crate) fn draw(seed: u64, register: &Register, first: Date, last: Date) -> Script {
    let mut script = Script::new();
    for (index, subscription) in register.subscriptions.iter().enumerate() {
        // R18: a member whose account is still in the legacy system does not renew.
        if register.members[subscription.member].is_legacy {
            continue;
        }
        let mut random = Random::of(seed, 2, index as u64);
        let mut anniversary = anniversary_at_import(subscription);
        while let Some(deeds) = window(&mut random, anniversary, first, last) {
            let mut is_renewed = false;
            for (on, deed) in deeds {
                if let Deed::Pay { value_on } = deed {
                    is_renewed = days_between(anniversary, value_on) <= 30;
                }
                if on <= last {
                    script.entry(on).or_default().push(Action { subscription: index, deed });
                }
            }
            if !is_renewed {
                break;
            }
            anniversary = plus(anniversary, 365);
        }
    }
    script
}

/// What happens in one window; none where it lies outside the scripted days, or where nobody does anything.
fn window(random: &mut Random, anniversary: Date, first: Date, last: Date) -> Option<Vec<(Date, Deed)>> {
    let after = |days| plus(anniversary, days);
    let opens = days_between(anniversary, first).max(1);
    if opens > 30 || after(opens) > last {
        return None;
    }
    let ordered = random.between(opens, 30);
    let order = (after(ordered), Deed::Order);
    let pay = |known: i64, value: i64| (after(known), Deed::Pay { value_on: after(value) });
    match random.below(100) {
        // Paid in the window; the money counts on that day or on one of the few before it.
        0..44 => {
            let known = random.between(ordered, (ordered + 5).min(30));
            let value = random.between((known - 4).max(1), known);
            Some(vec![order, pay(known, value)])
        }
        // The extremes: the first and the last day of the window.
        44..47 if opens == 1 => Some(vec![(after(1), Deed::Order), pay(1, 1)]),
        47..50 => Some(vec![(after(30), Deed::Order), pay(30, 30)]),
        // Paid in the window, and known only when the subscription has lapsed.
        50..58 => {
            let value = random.between((ordered - 2).max(1), 30);
            Some(vec![order, pay(random.between(31, 36), value)])
        }
        // Paid when the window has closed: the money is set aside.
        58..64 => {
            let known = random.between(31, 36);
            Some(vec![order, pay(known, random.between(31, known))])
        }
        // Ordered and never paid.
        64..69 => Some(vec![order]),
        _ => None,
    }
}
