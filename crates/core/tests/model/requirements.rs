//! Requirements: how much of what is there on a day, what qualifies, what is exempt, and which areas are lost.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::Attained;
use crate::plan::{Check, Exception, Path, Rules};
use crate::walk::{ITSELF, Model};

impl Model<'_> {
    /// What is exempt from requirements today for a renewal of the current cycle.
    pub(crate) fn exempt_now(&self, at: usize) -> Vec<&'static str> {
        let held = &self.held[at];
        let Some(cycle) = &held.current else { return Vec::new() };
        let mut exempt = Vec::new();
        for counted in &cycle.counted {
            exempt.extend(self.waived(at, counted));
        }
        let by_staff = held.exceptions.iter().any(|granted| {
            let counts = granted.counts(self.today) || (self.flaw == Flaw::ExceptionNotEnded && granted.from <= self.today);
            granted.exception == Exception::Exemption && granted.cycle == held.closed.len() && counts
        });
        if by_staff {
            exempt.extend(self.parts(at));
        }
        exempt
    }

    /// The areas that a subscription was bought for, or itself where it covers none.
    pub(crate) fn parts(&self, at: usize) -> Vec<&'static str> {
        let areas: Vec<&'static str> = self.held[at].areas.iter().map(|(area, _)| *area).collect();
        if areas.is_empty() { vec![ITSELF] } else { areas }
    }

    /// How much of a measure is there on a day, for an area; for all areas together where there is none.
    pub(crate) fn amount(&self, measure: &str, area: &str, on: On) -> u32 {
        let counting = self
            .attained
            .iter()
            .filter(|attained| attained.measure == measure && (area == ITSELF || attained.area == area) && attained.counts(on));
        if measure == "people" {
            return counting.map(|attained| attained.amount).sum();
        }
        let mut latest: Option<&Attained> = None;
        for attained in counting {
            if latest.is_none_or(|known| known.from <= attained.from) {
                latest = Some(attained);
            }
        }
        latest.map_or(0, |attained| attained.amount)
    }

    pub(crate) fn is_path_met(&self, path: Path, area: &str, on: On) -> bool {
        self.amount("people", area, on) >= path.people && self.amount("users", area, on) >= path.users
    }

    /// Whether an area's requirements are met on a day.
    pub(crate) fn is_met(&self, rules: &Rules, area: &str, on: On) -> bool {
        rules.paths.is_empty() || rules.paths.iter().any(|path| self.is_path_met(*path, area, on))
    }

    /// Whether an area qualifies for a renewal that is ordered on a day, by what it has attained.
    pub(crate) fn qualifies(&self, rules: &Rules, anniversary: On, area: &str, ordered_on: On) -> bool {
        let check = if self.flaw == Flaw::AlwaysCheckedAtRenewal { Check::AtRenewal } else { rules.check };
        match check {
            _ if self.flaw == Flaw::RequirementsIgnored => true,
            Check::AtRenewal => self.is_met(rules, area, ordered_on),
            Check::AtAnniversary => self.is_met(rules, area, anniversary),
            Check::Within(from, until) => {
                let mut day = anniversary.plus(from);
                // While the days have not begun, what is known is held against the first of them.
                while day <= anniversary.plus(until).min(ordered_on.max(anniversary.plus(from))) {
                    if self.is_met(rules, area, day) {
                        return true;
                    }
                    day = day.next();
                }
                false
            }
        }
    }

    /// The day on which an area was or will be lost because the level was renewed without it.
    pub(crate) fn lost_on(&self, at: usize, area: &str) -> Option<On> {
        let held = &self.held[at];
        let added_in = held.areas.iter().find(|(known, _)| *known == area)?.1;
        if self.flaw == Flaw::AreasNeverLost {
            return None;
        }
        for (number, closed) in held.closed.iter().enumerate() {
            if number < added_in || closed.exempt.contains(&area) {
                continue;
            }
            let rules = self.rules(at, &closed.cycle);
            let is_kept_on = |day: On| {
                let qualifies = if closed.came_back && self.flaw != Flaw::RequirementsIgnored {
                    self.is_met(rules, area, day)
                } else {
                    self.qualifies(rules, closed.cycle.anniversary, area, day)
                };
                qualifies || self.is_exempt_by_staff(at, number, day)
            };
            let mut day = closed.ordered_on;
            let mut is_kept = is_kept_on(day);
            while !is_kept && day < closed.closes.min(self.today) {
                day = day.next();
                is_kept = is_kept_on(day);
            }
            if !is_kept {
                return Some(closed.closes.next());
            }
        }
        None
    }

    /// Whether staff exempted a cycle on a day.
    fn is_exempt_by_staff(&self, at: usize, cycle: usize, on: On) -> bool {
        self.held[at]
            .exceptions
            .iter()
            .any(|granted| granted.exception == Exception::Exemption && granted.cycle == cycle && granted.counts(on))
    }

    /// Whether staff exempted a cycle that was renewed, on a day on which that could still count.
    pub(crate) fn was_exempt_by_staff(&self, at: usize, cycle: usize) -> bool {
        let closed = &self.held[at].closed[cycle];
        let mut day = closed.ordered_on;
        while day <= closed.closes.min(self.today) {
            if self.is_exempt_by_staff(at, cycle, day) {
                return true;
            }
            day = day.next();
        }
        false
    }

    /// The areas that a renewal today can be for: those that are not lost.
    pub(crate) fn living_parts(&self, at: usize) -> Vec<&'static str> {
        let mut parts = self.parts(at);
        parts.retain(|area| self.lost_on(at, area).is_none_or(|lost| self.today < lost));
        parts
    }
}
