//! What can be seen of a subscription on a day: the form in which the model and the rules are held against each other.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::Step;
use crate::plan::{Check, Path};
use crate::verdict::Why;
use crate::walk::{ITSELF, Model};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Ordered,
    Active,
    RenewalOpen,
    PaymentPending,
    Lapsed,
    Reactivatable,
    Replaced,
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    NotStarted,
    InProgress,
    Complete,
}

/// The dates of the current cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dates {
    pub(crate) began: On,
    pub(crate) ruled: On,
    pub(crate) anniversary: On,
    pub(crate) opens: On,
    pub(crate) closes: On,
    pub(crate) benefits_until: On,
    pub(crate) lapses: On,
    pub(crate) reminders: Vec<On>,
}

/// One area, or the offer itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) area: String,
    pub(crate) state: State,
    pub(crate) is_exempt: bool,
    pub(crate) is_at_risk: bool,
    pub(crate) lost_on: Option<On>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that can be seen, and they do not depend on each other")]
pub(crate) struct View {
    pub(crate) status: Status,
    pub(crate) has_benefits: bool,
    pub(crate) must_move: bool,
    pub(crate) dates: Option<Dates>,
    pub(crate) parts: Vec<Part>,
    pub(crate) can_renew: bool,
    pub(crate) can_reactivate: bool,
    /// Which reliefs count, for the current cycle.
    pub(crate) reliefs: Vec<usize>,
    pub(crate) steps: Vec<(On, Step)>,
}

impl View {
    /// Each thing in which two views differ, in words.
    pub(crate) fn differences(&self, other: &View) -> String {
        let mut lines = Vec::new();
        let mut line = |what: &str, here: String, there: String| {
            if here != there {
                lines.push(format!("  {what}: {here}\n     model: {there}"));
            }
        };
        line("status", format!("{:?}", self.status), format!("{:?}", other.status));
        line("has benefits", self.has_benefits.to_string(), other.has_benefits.to_string());
        line("must move", self.must_move.to_string(), other.must_move.to_string());
        line("dates", format!("{:?}", self.dates), format!("{:?}", other.dates));
        line("parts", format!("{:?}", self.parts), format!("{:?}", other.parts));
        line("can renew", self.can_renew.to_string(), other.can_renew.to_string());
        line("can reactivate", self.can_reactivate.to_string(), other.can_reactivate.to_string());
        line("reliefs", format!("{:?}", self.reliefs), format!("{:?}", other.reliefs));
        line("steps", format!("{:?}", self.steps), format!("{:?}", other.steps));
        lines.join("\n")
    }
}

impl Model<'_> {
    pub(crate) fn view(&self, at: usize, live_from: Option<On>) -> View {
        let held = &self.held[at];
        let running = held.current.as_ref().filter(|_| held.replaced_by.is_none());
        let Some(cycle) = running else {
            let order = held.order.map(|order| &self.orders[order]);
            let status = match order {
                _ if held.replaced_by.is_some() => Status::Replaced,
                Some(order) if order.is_waiting(self.today) => Status::Ordered,
                _ => Status::Ended,
            };
            return View {
                status,
                has_benefits: false,
                must_move: self.is_legacy,
                dates: None,
                parts: Vec::new(),
                can_renew: false,
                can_reactivate: false,
                reliefs: Vec::new(),
                steps: self.steps(at, live_from),
            };
        };
        let (opens, closes) = (self.opens(at, cycle), self.closes(at, cycle));
        let benefits_until = self.benefits_until(at, cycle);
        let can_come_back = !self.ways_back(at).is_empty();
        let waits = self.waits(at, cycle);
        let status = if waits {
            Status::PaymentPending
        } else if self.today > closes {
            if can_come_back { Status::Reactivatable } else { Status::Lapsed }
        } else if self.today < opens {
            Status::Active
        } else {
            Status::RenewalOpen
        };
        let reminders = self.rules(at, cycle).reminders.iter().map(|offset| cycle.anniversary.plus(*offset));
        View {
            status,
            has_benefits: self.today <= self.benefits_run_until(at, cycle),
            must_move: self.is_legacy,
            dates: Some(Dates {
                began: cycle.began,
                ruled: cycle.ruled,
                anniversary: cycle.anniversary,
                opens,
                closes,
                benefits_until,
                lapses: closes.next(),
                reminders: reminders.collect(),
            }),
            parts: self.view_of_parts(at, status),
            can_renew: self.against_renewal(at).iter().all(|why| *why == Why::FeeIsDue),
            can_reactivate: self.reactivation(at).is_ok(),
            reliefs: {
                let mut reliefs: Vec<usize> = cycle.counted.iter().map(|counted| counted.relief).collect();
                reliefs.sort_unstable();
                reliefs
            },
            steps: self.steps(at, live_from),
        }
    }

    /// What is exempt until the next renewal date: by a waiver of this cycle, or because this term was begun under one.
    fn shown_exempt(&self, at: usize) -> Vec<&'static str> {
        let held = &self.held[at];
        let cycle = held.current.as_ref().unwrap();
        let mut exempt = self.exempt_now(at);
        if self.is_missed(at, cycle) {
            exempt.clear();
        }
        if let Some(before) = held.closed.last()
            && (self.today <= cycle.anniversary || self.flaw == Flaw::ExemptionNotEnded)
        {
            exempt.extend(&before.exempt);
            exempt.extend(&before.waived_since);
            if self.was_exempt_by_staff(at, held.closed.len() - 1) {
                exempt.extend(self.parts(at));
            }
        }
        exempt
    }

    fn view_of_parts(&self, at: usize, status: Status) -> Vec<Part> {
        let cycle = self.held[at].current.as_ref().unwrap();
        let rules = self.rules(at, cycle);
        if rules.paths.is_empty() && self.held[at].areas.is_empty() {
            return Vec::new();
        }
        let exempt = self.shown_exempt(at);
        let part = |area: &'static str| {
            let amount = |measure: &str| self.amount(measure, area, self.today);
            let is_met = self.is_met(rules, area, self.today);
            let lost_on = if area == ITSELF { None } else { self.lost_on(at, area) };
            let is_exempt = exempt.contains(&area) && !rules.paths.is_empty() && lost_on.is_none();
            let is_asked_for =
                |path: &Path| (path.people > 0 && amount("people") > 0) || (path.users > 0 && amount("users") > 0);
            let state = if is_met || is_exempt {
                State::Complete
            } else if rules.paths.iter().any(is_asked_for) {
                State::InProgress
            } else {
                State::NotStarted
            };
            // An area that will be lost is told so by the day, and not as a risk.
            let runs = matches!(status, Status::Active | Status::RenewalOpen) && lost_on.is_none();
            // Before the requirements are looked at, today's state counts; from then on, whether they were met when they were looked at.
            let looked_at_from = match rules.check {
                Check::AtRenewal => self.today,
                Check::AtAnniversary => cycle.anniversary,
                Check::Within(from, _) => cycle.anniversary.plus(from),
            };
            let is_on_course =
                if self.today < looked_at_from { is_met } else { self.qualifies(rules, cycle.anniversary, area, self.today) };
            Part { area: area.to_owned(), state, is_exempt, is_at_risk: runs && !is_on_course && !is_exempt, lost_on }
        };
        self.parts(at).into_iter().map(part).collect()
    }
}
