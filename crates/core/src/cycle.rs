//! A cycle: one anniversary of one subscription, with all the dates that follow from it.

use serde::Serialize;

use crate::programme::{Base, Offer, Programme, RenewalRules};
use crate::{Day, OfferId};

/// One anniversary with its dates. All ranges include both ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cycle {
    /// The first day of the term that this anniversary ends: the purchase, or the day after the previous anniversary.
    #[serde(skip)]
    pub began_on: Day,
    /// The anniversary, the last day of the term.
    pub anniversary: Day,
    /// The first day of the renewal window (R5).
    pub renew_from: Day,
    /// The last day of the renewal window (R6).
    pub renew_until: Day,
    /// The last day with benefits for who does not renew (R7).
    pub benefits_until: Day,
    /// The day on which an unrenewed subscription has lapsed (R11).
    pub lapses_on: Day,
    /// The days of the reminders, earliest first (R8, R9).
    pub reminders: Vec<Day>,
    /// The next anniversary after a renewal in this window (R12). Where it is counted from the payment, the one that a payment on
    /// the window's first day gives.
    pub next_anniversary: Day,
}

impl Cycle {
    /// The cycle of an anniversary by these rules.
    pub fn new(rules: &RenewalRules, began_on: Day, anniversary: Day) -> Cycle {
        let renew_until = rules.closes.after(anniversary);
        let renew_from = rules.opens.after(anniversary);
        Cycle {
            began_on,
            anniversary,
            renew_from,
            renew_until,
            benefits_until: rules.benefits_until.after(anniversary),
            lapses_on: renew_until.next(),
            reminders: rules.reminders.iter().map(|reminder| reminder.after(anniversary)).collect(),
            next_anniversary: next_anniversary(rules, anniversary, renew_from),
        }
    }

    /// The first cycle of a purchase (R4).
    pub fn first(rules: &RenewalRules, purchased_on: Day) -> Cycle {
        Cycle::new(rules, purchased_on, rules.first_anniversary.after(purchased_on))
    }

    /// The cycle after this one has been renewed by a payment of that value date; `rules` are those in force on its first day.
    #[must_use]
    pub fn renewed(&self, rules: &RenewalRules, next_rules: &RenewalRules, paid_on: Day) -> Cycle {
        Cycle::new(next_rules, self.anniversary.next(), next_anniversary(rules, self.anniversary, paid_on))
    }

    /// This cycle with a window, and benefits, that run on to `until` at least.
    #[must_use]
    pub(crate) fn extended(self, until: Day) -> Cycle {
        let renew_until = self.renew_until.max(until);
        Cycle { renew_until, benefits_until: self.benefits_until.max(until), lapses_on: renew_until.next(), ..self }
    }

    /// Whether a day lies in the renewal window.
    pub fn is_open(&self, on: Day) -> bool {
        self.renew_from <= on && on <= self.renew_until
    }
}

/// The anniversary after one that is renewed by a payment of that value date.
pub(crate) fn next_anniversary(rules: &RenewalRules, anniversary: Day, paid_on: Day) -> Day {
    next_anniversary_from(rules.next_base, rules, anniversary, paid_on)
}

/// The same, counted from another base than the rules name.
pub(crate) fn next_anniversary_from(base: Base, rules: &RenewalRules, anniversary: Day, paid_on: Day) -> Day {
    let base = match base {
        Base::Anniversary => anniversary,
        Base::Payment => paid_on.max(anniversary),
    };
    // Advancing is strictly monotonic whatever the file says (C24).
    rules.next_anniversary.after(base).max(anniversary.next())
}

/// The cycles of a purchase, each renewed in its window: what `jubilee timeline` prints. `None` for an offer that the programme
/// does not know or that never needs renewal.
pub fn timeline(programme: &Programme, offer: &OfferId, purchased_on: Day, count: usize) -> Option<Vec<Cycle>> {
    let rules = |on: Day| programme.offer(offer, on).and_then(|offer: &Offer| offer.renewal.as_ref());
    let mut cycle = Cycle::first(rules(purchased_on)?, purchased_on);
    let mut cycles = Vec::with_capacity(count.min(200));
    while cycles.len() < count {
        let next = cycle.renewed(rules(cycle.began_on)?, rules(cycle.anniversary.next())?, cycle.renew_from);
        cycles.push(cycle);
        cycle = next;
    }
    Some(cycles)
}
