//! Automatic renewal: a notice, then the card, then the card again, and then no more.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::{Cycle, Step, Tried};
use crate::plan::Auto;
use crate::steps::Outcome;
use crate::verdict::{Verdict, Why};
use crate::walk::Model;

impl Model<'_> {
    fn auto_rules(&self, at: usize, cycle: &Cycle) -> Option<&Auto> {
        self.rules(at, cycle).auto.as_ref()
    }

    /// What has been tried to renew the current cycle.
    fn tries(&self, at: usize, cycle: &Cycle) -> Vec<Tried> {
        let held = &self.held[at];
        let is_of_cycle = |tried: &&Tried| tried.cycle == held.closed.len() && tried.anniversary == cycle.anniversary;
        held.auto.tries.iter().filter(is_of_cycle).copied().collect()
    }

    /// The day of the next charge, if there is to be one.
    fn charge_on(&self, at: usize, cycle: &Cycle) -> Option<On> {
        let rules = self.auto_rules(at, cycle)?;
        let tries = self.tries(at, cycle);
        let early = i32::from(self.flaw == Flaw::ChargedADayEarly);
        let opens = self.opens(at, cycle).plus(-early);
        let Some(last) = tries.last() else {
            let told = self.held[at].auto.told.filter(|(_, anniversary)| *anniversary == cycle.anniversary);
            return Some(told.map_or(opens, |(told, _)| opens.max(told.next())));
        };
        if !last.failed? || self.flaw == Flaw::RefusedCardTriedAgain {
            let retry = rules.retries.get(tries.len() - 1).copied();
            let again = (self.flaw == Flaw::ChargedForEver && !rules.retries.is_empty()).then(|| 20 + tries.len() as i32);
            return retry.or(again).map(|days| opens.plus(days));
        }
        None
    }

    /// What is due for the automatic renewal of the current cycle: at most one thing at a time.
    pub(crate) fn automatic_step(&self, at: usize, cycle: &Cycle) -> Option<(On, Step)> {
        let rules = self.auto_rules(at, cycle)?;
        let auto = &self.held[at].auto;
        if auto.card.is_none() && (self.flaw != Flaw::ChargedAfterSwitchingOff || auto.since.is_none()) {
            return None;
        }
        let on = self.charge_on(at, cycle)?;
        let notice = self.opens(at, cycle).plus(-rules.notice);
        let is_told = self.held[at].happened.contains(&(cycle.anniversary, Step::Notice));
        let was_told_so = auto.since? >= notice;
        let number = self.tries(at, cycle).len();
        if number == 0 && !is_told && !was_told_so && self.flaw != Flaw::ChargedWithoutNotice {
            return Some((notice, Step::Notice));
        }
        Some((on, Step::Charge(number)))
    }

    /// Whether nobody has to be reminded to renew today.
    pub(crate) fn is_seen_to(&self, at: usize, cycle: &Cycle) -> bool {
        if self.flaw == Flaw::RemindedAllTheSame || self.auto_rules(at, cycle).is_none() {
            return false;
        }
        let Some(valid_until) = self.held[at].auto.card else { return false };
        let is_being_tried = |tried: &Tried| tried.failed.is_none() && tried.on == self.today;
        let will_be = self.charge_on(at, cycle).is_some_and(|on| on <= valid_until);
        will_be || self.tries(at, cycle).last().is_some_and(is_being_tried)
    }

    /// The day of a charge has come.
    pub(crate) fn charge(&mut self, at: usize) -> Outcome {
        let cycle = self.held[at].current.clone().unwrap();
        let tries = self.tries(at, &cycle);
        let on = self.charge_on(at, &cycle).unwrap();
        let is_valid = self.held[at].auto.card.is_none_or(|until| on <= until);
        let mut order = None;
        let mut is_possible = is_valid;
        if is_valid && let Some(last) = tries.last() {
            order = last.order;
            is_possible = order.is_some_and(|order| self.may_be_charged_again(order));
        } else if is_valid && !self.has_fee(self.held[at].offer) {
            if self.renew_for_nothing(at).is_ok() {
                return Outcome::Renewed;
            }
            is_possible = false;
        } else if is_valid {
            is_possible = self.order_renewal(at).is_ok();
            order = is_possible.then(|| self.orders.len() - 1);
            if order.is_some_and(|order| self.orders[order].is_applied()) {
                return Outcome::Renewed;
            }
        }
        let (cycle_number, failed) = (self.held[at].closed.len(), (!is_possible).then_some(true));
        let order = order.filter(|_| is_possible);
        let tried = Tried { cycle: cycle_number, anniversary: cycle.anniversary, order, on: self.today, failed };
        self.held[at].auto.tries.push(tried);
        if is_possible { Outcome::Charging } else { Outcome::GivenUp }
    }

    fn may_be_charged_again(&self, number: usize) -> bool {
        let order = &self.orders[number];
        let is_on_its_way = order.shown.iter().any(|shown| !shown.is_over);
        self.today <= order.items[0].pay_by && order.is_waiting(self.today) && !is_on_its_way
    }

    pub(crate) fn switch_on(&mut self, at: usize, valid_until: On) -> Verdict {
        let Some(cycle) = &self.held[at].current else { return Err(vec![Why::NotBegun]) };
        if self.held[at].replaced_by.is_some() {
            return Err(vec![Why::Replaced]);
        }
        let mut why = Vec::new();
        if self.auto_rules(at, cycle).is_none() {
            why.push(Why::NotAutomatic);
        }
        if self.is_legacy && self.flaw != Flaw::LegacyMayRenew {
            why.push(Why::LegacySystem);
        }
        if !self.has_fee(self.held[at].offer) {
            why.push(Why::NothingToPay);
        }
        if self.is_missed(at, cycle) {
            why.push(Why::Closed);
        }
        if self.held[at].auto.card.is_none() && self.opens(at, cycle) <= self.today {
            why.push(Why::WindowIsOpen);
        }
        if valid_until < self.today || self.held[at].auto.card == Some(valid_until) {
            why.push(Why::CardIsOver);
        }
        if !why.is_empty() {
            return Err(why);
        }
        let (today, auto) = (self.today, &mut self.held[at].auto);
        if auto.card.is_none() {
            (auto.since, auto.told) = (Some(today), None);
        }
        auto.card = Some(valid_until);
        Ok(())
    }

    pub(crate) fn switch_off(&mut self, at: usize) -> Verdict {
        match self.held[at].auto.card.take() {
            Some(_) => Ok(()),
            None => Err(vec![Why::NotAutomatic]),
        }
    }

    /// The bank says no.
    pub(crate) fn fail_charge(&mut self, number: usize, is_final: bool) -> Verdict {
        let at = self.orders[number].items[0].held;
        let cycle = self.held[at].current.clone();
        let retries = cycle.as_ref().and_then(|cycle| self.auto_rules(at, cycle)).map_or(0, |rules| rules.retries.len());
        let tries = cycle.map_or(Vec::new(), |cycle| self.tries(at, &cycle));
        let is_current = |tried: &Tried| tries.iter().any(|of| of.order == tried.order && of.on == tried.on);
        let is_last = tries.len() > retries;
        let Some(place) =
            self.held[at].auto.tries.iter().position(|tried| tried.order == Some(number) && tried.failed.is_none())
        else {
            return Err(vec![Why::NothingNew]);
        };
        let tried = self.held[at].auto.tries[place];
        let is_replaced = self.held[at].replaced_by.is_some();
        let is_over = is_final || is_last || is_replaced || !is_current(&tried);
        self.held[at].auto.tries[place].failed = Some(is_over && self.flaw != Flaw::ChargedForEver);
        Ok(())
    }

    /// An order was closed: nothing is charged for it any more.
    pub(crate) fn charged_no_more(&mut self, number: usize) {
        for held in &mut self.held {
            for tried in held.auto.tries.iter_mut().filter(|tried| tried.order == Some(number)) {
                tried.failed = tried.failed.or(Some(true));
            }
        }
    }

    /// What was bought went back: nothing is left to be renewed.
    pub(crate) fn not_automatic_any_more(&mut self, at: usize) {
        let auto = &mut self.held[at].auto;
        (auto.card, auto.since) = (None, None);
    }
}
