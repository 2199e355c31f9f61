//! Money: what comes of it, by its value date.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::{For, Item, Order, Step};
use crate::plan::Exception;
use crate::verdict::{Verdict, Why};
use crate::walk::Model;

impl Model<'_> {
    pub(crate) fn pay(&mut self, number: usize, value: On, amount: i64) -> Verdict {
        let order = &self.orders[number];
        let mut why = Vec::new();
        if self.is_legacy && self.flaw != Flaw::LegacyMayRenew {
            why.push(Why::LegacySystem);
        }
        if order.came.contains(&(value, amount)) {
            why.push(Why::AlreadyPaid);
        }
        if amount <= 0 {
            why.push(Why::WrongAmount);
        }
        if value > self.today {
            why.push(Why::ValueDateAhead);
        }
        if value < order.created.plus(-self.plan.order_life) {
            why.push(Why::ValueDateTooEarly);
        }
        if !why.is_empty() {
            return Err(why);
        }
        self.orders[number].came.push((value, amount));
        self.orders[number].add(value, amount);
        if self.orders[number].completed().is_some() {
            self.shown_no_more(number);
        }
        self.apply_payment(number);
        Ok(())
    }

    /// Money that has come has its effect once it is enough, if it can have one; otherwise it is kept.
    pub(crate) fn apply_payment(&mut self, number: usize) {
        let order = &self.orders[number];
        let value = match self.flaw {
            Flaw::PartIsEnough => order.money.first().map(|(value, _)| *value),
            Flaw::FirstMoneyCounts => order.completed().and(order.money.first()).map(|(value, _)| *value),
            _ => order.completed(),
        };
        let Some(value) = value.filter(|_| order.end.is_none() && !order.is_applied()) else { return };
        let items = order.items.len();
        for item in 0..items {
            let is_held_back = self.flaw == Flaw::OneLateItemHoldsAll && !self.would_all_count(number, value);
            if !is_held_back {
                self.apply_item(number, item, value);
            }
        }
    }

    /// Whether money with this value date comes in time for everything that an order pays for.
    fn would_all_count(&self, number: usize, value: On) -> bool {
        self.orders[number].items.iter().all(|item| value <= item.pay_by)
    }

    /// What the money of an order does for one of its items: by that item's own dates.
    fn apply_item(&mut self, number: usize, which: usize, value: On) {
        let order = &self.orders[number];
        let item = order.items[which].clone();
        let (at, what, exempt) = (item.held, item.what, item.exempt.clone());
        let pay_by = if self.flaw == Flaw::FirstItemDecides { order.items[0].pay_by } else { item.pay_by };
        let counts_on = if self.flaw == Flaw::MoneyCountsWhenKnown { self.today } else { value };
        let ordered_on = order.created.min(value);
        let created = order.created;
        let is_for_this_cycle = item.cycle == self.held[at].closed.len();
        // What has been announced or granted since the order was made may have made the window longer.
        let window = self.held[at].current.as_ref().map(|cycle| self.closes(at, cycle));
        let is_in_window = what == For::Renew && window.is_some_and(|closes| counts_on <= closes);
        // An order that has expired keeps no way back open that is not open any more.
        let is_expired = matches!(what, For::Reactivate(_)) && counts_on > order.expires && self.ways_back(at).is_empty();
        let in_time = (counts_on <= pay_by && !is_expired) || is_in_window;
        let counts = is_for_this_cycle && (in_time || self.accepts_late(at, value));
        if self.held[at].replaced_by.is_some() {
            return;
        }
        match what {
            For::Buy
                if counts
                    && self.others(self.held[at].offer, Some(at)) < self.plan.most
                    && item.replaces.is_none_or(|old| self.can_be_replaced(old)) =>
            {
                self.begin_held(at, value.max(created), None);
                if let Some(old) = item.replaces {
                    self.replace(old, at, value.max(created));
                }
            }
            // What staff accept after the lapse needs room beside what was bought since; what came in time keeps its place.
            For::Renew if counts && (in_time || self.others(self.held[at].offer, Some(at)) < self.plan.most) => {
                self.renewed(at, ordered_on, value, exempt);
            }
            // What comes back needs room too, beside what the same order brought back before it; what was paid in the window never left.
            For::Reactivate(base)
                if counts
                    && !self.is_year_over(at, base, value.max(created))
                    && (window.is_some_and(|closes| value <= closes)
                        || self.others(self.held[at].offer, Some(at)) < self.plan.most) =>
            {
                self.reactivated(at, base, ordered_on, value.max(created), exempt);
            }
            For::Buy | For::Renew | For::Reactivate(_) => return,
        }
        self.orders[number].items[which].applied = Some(value);
    }

    /// Staff accept late money. What had an effect on other items leaves the late one to an order of its own.
    pub(crate) fn accept_late(&mut self, at: usize, until: On) {
        let cycle = self.held[at].closed.len();
        let set_aside = (0..self.orders.len()).find(|number| {
            let order = &self.orders[*number];
            let waits = |item: &Item| item.cycle == cycle && item.applied.is_none() && order.sum() - order.used() >= item.fee;
            let is_late = order.completed().is_none_or(|value| value <= until);
            order.item(at).is_some_and(waits) && order.end.is_none() && order.lacks_nothing() && is_late
        });
        let Some(number) = set_aside else { return };
        if !self.orders[number].is_applied() {
            self.apply_payment(number);
            return;
        }
        let order = &mut self.orders[number];
        let before = order.money.clone();
        let items: Vec<Item> = order.items.iter().filter(|item| item.held == at).cloned().collect();
        let (created, expires, today) = (order.created, order.expires, self.today);
        let money = order.take_spare(today, items[0].fee);
        let apart = Order { items, created, expires, came: Vec::new(), money, end: None, shown: Vec::new() };
        self.orders.push(apart);
        let new = self.orders.len() - 1;
        self.apply_payment(new);
        if !self.orders[new].is_applied() {
            self.orders.pop();
            self.orders[number].money = before;
        }
    }

    /// Whether staff accept a payment with this value date for the current cycle.
    pub(crate) fn accepts_late(&self, at: usize, value: On) -> bool {
        let held = &self.held[at];
        held.exceptions.iter().any(|granted| {
            let is_current = granted.cycle == held.closed.len() && granted.from <= self.today;
            granted.exception == Exception::LatePayment && is_current && value <= granted.last_day()
        })
    }

    pub(crate) fn renewed(&mut self, at: usize, ordered_on: On, paid_on: On, exempt: Vec<&'static str>) {
        let cycle = self.held[at].current.as_ref().unwrap();
        let next = self.next_anniversary(at, cycle, self.rules(at, cycle).base, paid_on);
        // A late payment that staff accept keeps the window open for so long.
        let closes = self.closes(at, cycle).max(paid_on);
        // A lapse that had happened did not: if the money goes back, the year lapses anew.
        self.held[at].happened.retain(|(_, step)| *step != Step::Lapse);
        self.close(at, ordered_on, closes, exempt, next);
    }
}
