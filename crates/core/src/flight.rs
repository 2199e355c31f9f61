//! Payments in flight: what was shown of money on its way, and the lapse that waits for it, for a bounded time (C96).

use crate::cycle::Cycle;
use crate::member::Subscription;
use crate::programme::Programme;
use crate::{Day, OrderId};

/// Money that is on its way for an order, by what was shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flight {
    /// The order that it pays.
    pub order: OrderId,
    /// Which cycle of the subscription the order is for: how many renewals there were before.
    pub cycle: usize,
    /// What shows it.
    pub shown_by: ShownBy,
    /// The day on which it was shown.
    pub shown_on: Day,
    /// The value date that it will have, as far as that is known.
    pub value_on: Day,
    /// The first day without it: the money has come, or comes no more.
    pub ended_on: Option<Day>,
    /// What staff said to a proof; `None` while they have said nothing.
    pub is_accepted: Option<bool>,
}

/// What shows that money is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownBy {
    /// A proof of payment: which of the order's, from 1.
    Proof(u16),
    /// The card provider, which works on the payment of this name.
    Card(String),
}

impl Flight {
    /// Whether money is on its way by it on a day.
    pub fn is_open(&self, on: Day) -> bool {
        self.shown_on <= on && self.ended_on.is_none_or(|ended_on| on < ended_on)
    }

    /// The number of the proof; `None` where it is none.
    pub fn proof(&self) -> Option<u16> {
        match self.shown_by {
            ShownBy::Proof(number) => Some(number),
            ShownBy::Card(_) => None,
        }
    }
}

/// A lapse that waits, or will, for a payment in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The order that is being paid.
    pub order: OrderId,
    /// The value date of the payment, as far as it is known.
    pub value_on: Day,
    /// Whether it is a card payment that the provider works on; else a proof was shown.
    pub is_card: bool,
    /// The last day on which the lapse waits.
    pub until: Day,
}

/// What the lapse of a cycle waits for, as known on a day: money that was shown while the window was open, with a value date inside it. How long
/// it waits is what the rules said when it was shown.
pub(crate) fn hold(programme: &Programme, subscription: &Subscription, cycle: &Cycle, on: Day) -> Option<Hold> {
    let closes_on = cycle.renew_until;
    let is_in_time = |flight: &&Flight| flight.shown_on <= closes_on && flight.value_on <= closes_on;
    let is_current = |flight: &&Flight| flight.cycle == subscription.renewals.len() && flight.is_open(on);
    let holds = subscription.flights.iter().filter(is_current).filter(is_in_time).filter_map(|flight| {
        let days = programme.version(flight.shown_on).in_flight_days.filter(|days| *days > 0)?;
        let is_card = flight.proof().is_none();
        Some(Hold { order: flight.order, value_on: flight.value_on, is_card, until: closes_on.plus_days(days) })
    });
    holds.min_by_key(|hold| (std::cmp::Reverse(hold.until), hold.value_on))
}
