//! Coming back after a lapse (R15): the ways that are open, and what speaks against them.

use std::cmp::Reverse;

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::For;
use crate::plan::{Base, Exception};
use crate::verdict::{Verdict, Why};
use crate::walk::Model;

/// A way to come back that is open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    pub(crate) until: On,
    pub(crate) base: Base,
    pub(crate) waives: bool,
    pub(crate) needs_approval: bool,
}

impl Model<'_> {
    /// The ways back that are open today for what has lapsed.
    pub(crate) fn ways_back(&self, at: usize) -> Vec<Way> {
        let held = &self.held[at];
        let Some(cycle) = &held.current else { return Vec::new() };
        if self.today <= self.closes(at, cycle) {
            return Vec::new();
        }
        let short = i32::from(self.flaw == Flaw::ReactivationADayShort);
        let mut by_staff = Vec::new();
        for granted in held.exceptions.iter().rev() {
            if let Exception::Reactivation(base) = granted.exception
                && granted.cycle == held.closed.len()
                && granted.counts(self.today)
            {
                by_staff.push(Way { until: granted.last_day(), base, waives: false, needs_approval: false });
            }
        }
        let mut by_relief = Vec::new();
        for relief in &self.plan.reliefs {
            let mut standing = None;
            for announcement in &relief.announcements {
                if self.known_from(announcement) <= self.today {
                    standing = Some(announcement);
                }
            }
            if relief.withdrawn_on.is_some_and(|withdrawn| withdrawn <= self.today && self.flaw != Flaw::WithdrawalIgnored) {
                standing = None;
            }
            let Some(announcement) = standing.filter(|announcement| self.lets_come_back(at, cycle, announcement)) else {
                continue;
            };
            let back = announcement.reactivation.unwrap();
            if self.today <= back.pay_until.plus(-short) {
                let (waives, needs_approval) = (back.waives, back.needs_approval);
                by_relief.push((announcement.on, Way { until: back.pay_until, base: back.base, waives, needs_approval }));
            }
        }
        // An exception approves what waits for staff, and comes first; it takes nothing away that a relief waives.
        for way in &mut by_staff {
            way.waives = by_relief.iter().any(|(_, way)| way.waives);
        }
        let is_approved = !by_staff.is_empty();
        for (_, way) in &mut by_relief {
            way.needs_approval = way.needs_approval && !is_approved;
        }
        by_relief.sort_by_key(|(announced_on, way)| (way.needs_approval, Reverse(way.until), Reverse(*announced_on)));
        let mut ways = by_staff;
        ways.extend(by_relief.into_iter().map(|(_, way)| way));
        if self.flaw == Flaw::ReactivatedFromPayment {
            for way in &mut ways {
                way.base = Base::Payment;
            }
        }
        // A year that is over, its window included, is nothing to pay for.
        ways.retain(|way| {
            let next = self.begin(at, cycle.anniversary.next(), self.next_anniversary(at, cycle, way.base, self.today));
            self.today <= next.anniversary.plus(self.rules(at, &next).closes)
        });
        ways
    }

    /// What speaks against a reactivation by this way.
    pub(crate) fn against_way(&self, at: usize, way: Way) -> Vec<Why> {
        let cycle = self.held[at].current.as_ref().unwrap();
        let mut why = Vec::new();
        if self.is_legacy && self.flaw != Flaw::LegacyMayRenew {
            why.push(Why::LegacySystem);
        }
        if way.needs_approval {
            why.push(Why::NeedsApproval);
        }
        if self.others(self.held[at].offer, Some(at)) >= self.plan.most {
            why.push(Why::MostPerMember);
        }
        let rules = self.rules(at, cycle);
        let exempt = self.exempt_now(at);
        let one_qualifies = self
            .living_parts(at)
            .into_iter()
            .any(|area| way.waives || exempt.contains(&area) || self.is_met(rules, area, self.today));
        if !one_qualifies {
            why.push(Why::Requirements);
        }
        why
    }

    /// The way by which a reactivation is possible today, or what speaks against it.
    pub(crate) fn reactivation(&self, at: usize) -> Result<Way, Vec<Why>> {
        let Some(cycle) = &self.held[at].current else { return Err(vec![Why::NotBegun, Why::NotLapsed]) };
        if self.today <= self.closes(at, cycle) {
            return Err(vec![Why::NotLapsed]);
        }
        let ways = self.ways_back(at);
        if ways.is_empty() {
            return Err(vec![Why::NoWayBack, Why::LegacySystem, Why::TooOld]);
        }
        let mut against = Vec::new();
        for way in ways {
            let why = self.against_way(at, way);
            if why.is_empty() {
                return Ok(way);
            }
            against.extend(why);
        }
        Err(against)
    }

    /// What is exempt for a reactivation by this way.
    pub(crate) fn exempt_by(&self, at: usize, way: Way) -> Vec<&'static str> {
        let mut exempt = self.exempt_now(at);
        if way.waives {
            exempt.extend(self.parts(at));
        }
        exempt
    }

    pub(crate) fn order_reactivation(&mut self, at: usize) -> Verdict {
        let way = self.reactivation(at);
        let mut why = way.clone().err().unwrap_or_default();
        if !self.has_fee(self.held[at].offer) {
            why.push(Why::NothingToPay);
        }
        if self.has_open_order(at) {
            why.push(Why::OrderOpen);
        }
        match way {
            Ok(way) if why.is_empty() => {
                self.order(at, For::Reactivate(way.base), way.until, self.exempt_by(at, way));
                Ok(())
            }
            _ => Err(why),
        }
    }

    pub(crate) fn reactivate_for_nothing(&mut self, at: usize) -> Verdict {
        let way = self.reactivation(at);
        let mut why = way.clone().err().unwrap_or_default();
        if self.has_fee(self.held[at].offer) {
            why.push(Why::FeeIsDue);
        }
        match way {
            Ok(way) if why.is_empty() => {
                let exempt = self.exempt_by(at, way);
                self.reactivated(at, way.base, self.today, self.today, exempt);
                Ok(())
            }
            _ => Err(why),
        }
    }

    pub(crate) fn reactivated(&mut self, at: usize, base: Base, ordered_on: On, paid_on: On, exempt: Vec<&'static str>) {
        let cycle = self.held[at].current.as_ref().unwrap();
        let next = self.next_anniversary(at, cycle, base, paid_on);
        let closes = self.closes(at, cycle);
        self.close(at, ordered_on, closes, exempt, next);
    }
}
