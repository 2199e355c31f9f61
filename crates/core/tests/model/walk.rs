//! The model itself: the rules of domain.md, walked day by day. Nothing here is clever, and nothing is taken from the code that it
//! checks: every morning the announcements of the day are read, and what was decided before stays as it is.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::{Attained, Closed, Cycle, Held, Order};
use crate::plan::{Base, Exception, Plan, Rules, Span};

pub(crate) struct Model<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) flaw: Flaw,
    pub(crate) today: On,
    pub(crate) is_legacy: bool,
    pub(crate) attained: Vec<Attained>,
    pub(crate) held: Vec<Held>,
    pub(crate) orders: Vec<Order>,
}

/// The offer itself, where there are no areas.
pub(crate) const ITSELF: &str = "";

impl<'p> Model<'p> {
    pub(crate) fn new(plan: &'p Plan, flaw: Flaw, today: On, is_legacy: bool) -> Model<'p> {
        Model { plan, flaw, today, is_legacy, attained: Vec::new(), held: Vec::new(), orders: Vec::new() }
    }

    /// A new day begins: versions come into force and reliefs are announced, revised and withdrawn.
    pub(crate) fn next_day(&mut self) {
        self.today = self.today.next();
        for at in 0..self.held.len() {
            if let Some(mut cycle) = self.held[at].current.take() {
                self.morning(at, &mut cycle, self.today);
                self.held[at].current = Some(cycle);
            }
            self.morning_of_what_was_renewed(at);
        }
    }

    /// A cycle begins to exist today: what was announced before counts as it would have on its day.
    pub(crate) fn begin(&self, at: usize, began: On, ruled: On) -> Cycle {
        let version = self.version_in_force(began);
        let mut cycle = Cycle { began, ruled, anniversary: ruled, version, counted: Vec::new(), is_renewed: false };
        for day in self.eventful_days() {
            if day <= self.today {
                self.morning(at, &mut cycle, day);
            }
        }
        cycle
    }

    /// The days on which something was published, in order: on all others a morning changes nothing.
    fn eventful_days(&self) -> Vec<On> {
        let mut days: Vec<On> = self.plan.versions.iter().map(|version| version.effective_on).collect();
        for relief in &self.plan.reliefs {
            days.extend(relief.announcements.iter().map(|announcement| self.known_from(announcement)));
            days.extend(relief.withdrawn_on);
        }
        days.sort_unstable();
        days.dedup();
        days
    }

    pub(crate) fn rules(&self, at: usize, cycle: &Cycle) -> &'p Rules {
        self.plan.versions[cycle.version].rules(self.held[at].offer)
    }

    pub(crate) fn opens(&self, at: usize, cycle: &Cycle) -> On {
        let early = i32::from(self.flaw == Flaw::OpensADayEarly);
        cycle.anniversary.plus(self.rules(at, cycle).opens - early)
    }

    /// The last day of the window, with what staff have extended.
    pub(crate) fn closes(&self, at: usize, cycle: &Cycle) -> On {
        let early = i32::from(self.flaw == Flaw::ClosesADayEarly);
        self.extended(at, cycle.anniversary.plus(self.rules(at, cycle).closes - early))
    }

    pub(crate) fn benefits_until(&self, at: usize, cycle: &Cycle) -> On {
        if self.flaw == Flaw::NoBenefitsInTheWindow {
            return cycle.anniversary;
        }
        self.extended(at, cycle.anniversary.plus(self.rules(at, cycle).benefits))
    }

    fn extended(&self, at: usize, until: On) -> On {
        let held = &self.held[at];
        let mut last = until;
        for granted in &held.exceptions {
            let is_extension = granted.exception == Exception::Extension && granted.cycle == held.closed.len();
            if is_extension && self.flaw != Flaw::ExtensionIgnored {
                last = last.max(granted.last_day());
            }
        }
        last
    }

    pub(crate) fn next_anniversary(&self, at: usize, cycle: &Cycle, base: Base, paid_on: On) -> On {
        let rules = self.rules(at, cycle);
        let base = match self.flaw {
            Flaw::NextAnniversaryFromPayment => Base::Payment,
            _ => base,
        };
        let from = match base {
            Base::Anniversary => cycle.anniversary,
            Base::Payment => paid_on.max(cycle.anniversary),
        };
        match (self.flaw, rules.next) {
            (Flaw::NextAnniversaryByCalendar, Span::Days(365)) => Span::Months(12).after(from),
            (_, next) => next.after(from),
        }
    }

    fn morning(&self, at: usize, cycle: &mut Cycle, day: On) {
        self.new_versions(at, cycle, day);
        self.announcements(at, cycle, day);
        self.new_versions(at, cycle, day);
    }

    /// A later version is for a cycle that has begun when it says so and comes before the cycle's window opens, as that stands today.
    fn new_versions(&self, at: usize, cycle: &mut Cycle, day: On) {
        cycle.version = self.version_in_force(cycle.began);
        for (number, version) in self.plan.versions.iter().enumerate() {
            let is_for_it = match self.flaw {
                Flaw::VersionsForAll => true,
                Flaw::VersionsForNoneBegun => false,
                _ => version.is_for_begun,
            };
            let has_come = cycle.began < version.effective_on && version.effective_on <= day;
            if has_come && is_for_it && version.effective_on < self.opens(at, cycle) {
                cycle.version = number;
            }
        }
    }

    /// The last version that is effective on a day, or the first of all.
    pub(crate) fn version_in_force(&self, on: On) -> usize {
        let mut number = 0;
        for (later, version) in self.plan.versions.iter().enumerate() {
            if version.effective_on <= on {
                number = later;
            }
        }
        number
    }

    /// What was renewed is watched on: a relief can name it still, and until its window closes an area that did not qualify can do so.
    fn morning_of_what_was_renewed(&mut self, at: usize) {
        let Some(closed) = self.held[at].closed.last() else { return };
        let mut closed = closed.clone();
        let count = self.held[at].closed.len();
        self.announcements(at, &mut closed.cycle, self.today);
        let mut waived = Vec::new();
        for counted in &closed.cycle.counted {
            waived.extend(self.waived(at, counted));
        }
        if self.today <= closed.closes {
            closed.exempt.extend(&waived);
        }
        closed.waived_since.extend(waived);
        self.held[at].closed[count - 1] = closed;
    }

    /// The current cycle is renewed and the next one begins. `closes`: the last day on which its areas could still qualify.
    pub(crate) fn close(&mut self, at: usize, ordered_on: On, closes: On, exempt: Vec<&'static str>, next: On) {
        let mut cycle = self.held[at].current.clone().unwrap();
        cycle.is_renewed = true;
        let began = cycle.anniversary.next();
        let held = &mut self.held[at];
        let happened = std::mem::take(&mut held.happened);
        held.closed.push(Closed { cycle, ordered_on, closes, exempt, waived_since: Vec::new(), came_back: false, happened });
        let current = self.begin(at, began, next);
        self.held[at].current = Some(current);
    }
}
