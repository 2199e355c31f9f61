//! Money on its way when the window closes: the lapse waits for it, for so long and no longer.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::{Cycle, Shown};
use crate::verdict::{Verdict, Why};
use crate::walk::Model;

/// How many proofs are taken for one order.
const MOST: usize = 5;

impl Model<'_> {
    /// The last day on which the lapse waits, where money was shown before the window closed, with a value date inside it.
    pub(crate) fn waits_until(&self, at: usize, cycle: &Cycle) -> Option<On> {
        let closes = self.closes(at, cycle);
        let late = if self.flaw == Flaw::LapseWaitsForLateMoney { 10 } else { 0 };
        let is_on_its_way = |shown: &Shown| {
            let is_over = shown.is_over && self.flaw != Flaw::RejectedProofHolds;
            !is_over && shown.on <= closes && shown.value <= closes.plus(late)
        };
        let cycle = self.held[at].closed.len();
        let mut current = self.orders.iter().filter(|order| order.item(at).is_some_and(|item| item.cycle == cycle));
        // So does the lapse of what will be replaced.
        let replaces = |shown: &Shown| shown.closed_of_replaced == Some(cycle) && is_on_its_way(shown);
        let mut upgrades = self.orders.iter().filter(|order| order.items[0].replaces == Some(at));
        let is_coming = current.any(|order| order.shown.iter().any(is_on_its_way))
            || upgrades.any(|order| order.shown.iter().any(replaces));
        let waits = self.plan.in_flight > 0 && is_coming;
        (waits && self.flaw != Flaw::LapseWaitsForNothing).then(|| closes.plus(self.plan.in_flight))
    }

    /// Whether the window has closed and the lapse waits.
    pub(crate) fn waits(&self, at: usize, cycle: &Cycle) -> bool {
        let until = self.waits_until(at, cycle).filter(|_| self.today > self.closes(at, cycle));
        until.is_some_and(|until| self.today <= until || self.flaw == Flaw::LapseWaitsForEver)
    }

    /// Whether the window has closed and nothing is waited for.
    pub(crate) fn is_missed(&self, at: usize, cycle: &Cycle) -> bool {
        self.today > self.closes(at, cycle) && !self.waits(at, cycle)
    }

    /// The last day with benefits: those that run to the end of the window run on while the lapse waits.
    pub(crate) fn benefits_run_until(&self, at: usize, cycle: &Cycle) -> On {
        let until = self.benefits_until(at, cycle);
        match self.waits_until(at, cycle) {
            Some(waits_until) if self.waits(at, cycle) && until >= self.closes(at, cycle) => until.max(waits_until),
            _ => until,
        }
    }

    /// What speaks against waiting for money for an order.
    fn against_waiting(&self, number: usize) -> Vec<Why> {
        let order = &self.orders[number];
        let mut why = Vec::new();
        if order.lacks_nothing() {
            why.push(Why::AlreadyPaid);
        }
        if order.end.is_some() {
            why.push(Why::TakenBack);
        }
        why
    }

    pub(crate) fn show(&mut self, number: usize, value: On) -> Verdict {
        let mut why = self.against_waiting(number);
        let order = &self.orders[number];
        if value > self.today.plus(7) {
            why.push(Why::ValueDateAhead);
        }
        if value < order.created.plus(-self.plan.order_life) {
            why.push(Why::ValueDateTooEarly);
        }
        if order.shown.iter().filter(|shown| !shown.is_card).count() >= MOST {
            why.push(Why::ShownEnough);
        }
        if !why.is_empty() {
            return Err(why);
        }
        let shown = self.shown(number, value, false);
        self.orders[number].shown.push(shown);
        Ok(())
    }

    fn shown(&self, number: usize, value: On, is_card: bool) -> Shown {
        let replaced = self.orders[number].items[0].replaces;
        let closed_of_replaced = replaced.map(|old| self.held[old].closed.len());
        Shown { on: self.today, value, is_over: false, is_card, closed_of_replaced }
    }

    /// The last proof of an order, if nothing has become of it.
    fn last_proof(&mut self, number: usize) -> Option<&mut Shown> {
        let proofs = self.orders[number].shown.iter_mut().filter(|shown| !shown.is_card);
        proofs.last().filter(|shown| !shown.is_over)
    }

    pub(crate) fn reject(&mut self, number: usize) -> Verdict {
        let Some(shown) = self.last_proof(number) else { return Err(vec![Why::NothingShown]) };
        shown.is_over = true;
        Ok(())
    }

    pub(crate) fn accept(&mut self, number: usize, value: On, amount: i64) -> Verdict {
        if self.last_proof(number).is_none() {
            return Err(vec![Why::NothingShown]);
        }
        self.pay(number, value, amount)?;
        if let Some(shown) = self.last_proof(number) {
            shown.is_over = true;
        }
        Ok(())
    }

    /// The card provider works on a payment for an order, or does so no more.
    pub(crate) fn card(&mut self, number: usize, is_in_flight: bool) -> Verdict {
        let mut why = if is_in_flight { self.against_waiting(number) } else { Vec::new() };
        let was_in_flight = self.orders[number].shown.iter().any(|shown| shown.is_card && !shown.is_over);
        if was_in_flight == is_in_flight {
            why.push(Why::NothingNew);
        }
        if !why.is_empty() {
            return Err(why);
        }
        if is_in_flight {
            let shown = self.shown(number, self.today, true);
            self.orders[number].shown.push(shown);
        } else {
            for shown in self.orders[number].shown.iter_mut().filter(|shown| shown.is_card) {
                shown.is_over = true;
            }
        }
        Ok(())
    }

    /// The money of an order has come, or comes no more.
    pub(crate) fn shown_no_more(&mut self, number: usize) {
        for shown in &mut self.orders[number].shown {
            shown.is_over = true;
        }
    }
}
