//! Coming back after a lapse (R15): the ways that are open, and what speaks against them.

use std::cmp::Reverse;

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::{For, Item};
use crate::plan::{Announcement, Base, Exception, Relief};
use crate::verdict::{Verdict, Why};
use crate::walk::Model;

/// A way to come back that is open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    pub(crate) until: On,
    pub(crate) base: Base,
    /// The relief that waives the requirements of the areas that it names.
    pub(crate) waives: Option<usize>,
    pub(crate) needs_approval: bool,
}

impl Model<'_> {
    /// The ways back that are open today for what has lapsed.
    pub(crate) fn ways_back(&self, at: usize) -> Vec<Way> {
        let held = &self.held[at];
        let Some(cycle) = &held.current else { return Vec::new() };
        if !self.is_missed(at, cycle) {
            return Vec::new();
        }
        let short = i32::from(self.flaw == Flaw::ReactivationADayShort);
        let mut by_staff = Vec::new();
        for granted in held.exceptions.iter().rev() {
            if let Exception::Reactivation(base) = granted.exception
                && granted.cycle == held.closed.len()
                && granted.counts(self.today)
            {
                by_staff.push(Way { until: granted.last_day(), base, waives: None, needs_approval: false });
            }
        }
        let mut by_relief = Vec::new();
        for (number, relief) in self.plan.reliefs.iter().enumerate() {
            let standing = self.standing_announcement(relief);
            let Some(announcement) = standing.filter(|announcement| self.lets_come_back(at, cycle, announcement)) else {
                continue;
            };
            let back = announcement.reactivation.unwrap();
            if self.today <= back.pay_until.plus(-short) {
                let (waives, needs_approval) = (back.waives.then_some(number), back.needs_approval);
                by_relief.push((announcement.on, Way { until: back.pay_until, base: back.base, waives, needs_approval }));
            }
        }
        // An exception approves what waits for staff, and comes first; it takes nothing away that a relief waives.
        by_relief.sort_by_key(|(announced_on, way)| (way.needs_approval, Reverse(way.until), Reverse(*announced_on)));
        for way in &mut by_staff {
            way.waives = by_relief.iter().find_map(|(_, way)| way.waives);
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
        ways.retain(|way| !self.is_year_over(at, way.base, self.today));
        // Nor is it on any later day; where the year is counted from the payment, it moves along.
        for way in &mut ways {
            if way.base == Base::Anniversary {
                way.until = way.until.min(self.end_of_year(at, way.base, self.today));
            }
        }
        ways
    }

    /// What stands of a relief today; nothing before it is announced and after it is withdrawn.
    pub(crate) fn standing_announcement<'r>(&self, relief: &'r Relief) -> Option<&'r Announcement> {
        let mut standing = None;
        for announcement in &relief.announcements {
            if self.known_from(announcement) <= self.today {
                standing = Some(announcement);
            }
        }
        if relief.withdrawn_on.is_some_and(|withdrawn| withdrawn <= self.today && self.flaw != Flaw::WithdrawalIgnored) {
            standing = None;
        }
        standing
    }

    /// The last day of the window of the year that a reactivation would give.
    fn end_of_year(&self, at: usize, base: Base, paid_on: On) -> On {
        let cycle = self.held[at].current.as_ref().unwrap();
        let next = self.begin(at, cycle.anniversary.next(), self.next_anniversary(at, cycle, base, paid_on));
        next.anniversary.plus(self.rules(at, &next).closes)
    }

    /// Whether the year that a reactivation would give is over when it is paid.
    pub(crate) fn is_year_over(&self, at: usize, base: Base, paid_on: On) -> bool {
        paid_on > self.end_of_year(at, base, paid_on)
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
        if self.has_open_upgrade(at) {
            why.push(Why::OtherOrderWaits);
        }
        if self.others(self.held[at].offer, Some(at)) >= self.plan.most {
            why.push(Why::MostPerMember);
        }
        let rules = self.rules(at, cycle);
        let exempt = self.exempt_by(at, way);
        let one_qualifies =
            self.living_parts(at).into_iter().any(|area| exempt.contains(&area) || self.is_met(rules, area, self.today));
        if !one_qualifies {
            why.push(Why::Requirements);
        }
        why
    }

    /// The way by which a reactivation is possible today, or what speaks against it.
    pub(crate) fn reactivation(&self, at: usize) -> Result<Way, Vec<Why>> {
        let Some(cycle) = &self.held[at].current else { return Err(vec![Why::NotBegun, Why::NotLapsed]) };
        if self.held[at].replaced_by.is_some() {
            return Err(vec![Why::Replaced]);
        }
        if !self.is_missed(at, cycle) {
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
        let announcement = way.waives.and_then(|relief| self.standing_announcement(&self.plan.reliefs[relief]));
        if let Some(announcement) = announcement {
            exempt.extend(self.parts(at).into_iter().filter(|area| self.means(announcement, area)));
        }
        exempt
    }

    pub(crate) fn order_reactivation(&mut self, at: usize) -> Verdict {
        let wanted = self.reactivation_wanted(at)?;
        self.order(vec![wanted]);
        Ok(())
    }

    pub(crate) fn reactivation_wanted(&self, at: usize) -> Result<Item, Vec<Why>> {
        let way = self.reactivation(at);
        let mut why = way.clone().err().unwrap_or_default();
        if !self.has_fee(self.held[at].offer) {
            why.push(Why::NothingToPay);
        }
        if self.has_open_order(at) {
            why.push(Why::OrderOpen);
        }
        match way {
            Ok(way) if why.is_empty() => Ok(self.wanted(at, For::Reactivate(way.base), way.until, self.exempt_by(at, way))),
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
        // What comes back does so on that day; what does not qualify by then stays behind.
        self.close(at, ordered_on, paid_on, exempt, next);
        self.held[at].closed.last_mut().unwrap().came_back = true;
    }
}
