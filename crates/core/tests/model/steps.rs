//! The steps that are due, and what becomes of each.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::Step;
use crate::walk::Model;

/// What became of a step that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Sent,
    Superseded,
    Missed,
    Lapsed,
    /// The member was told what will be charged.
    Told,
    /// The card is charged.
    Charging,
    /// It is not, and not again.
    GivenUp,
    /// What costs nothing, or was paid with money that was held, is renewed.
    Renewed,
}

impl Model<'_> {
    /// The steps of the current cycle that have not happened, earliest first.
    pub(crate) fn steps(&self, at: usize, live_from: Option<On>) -> Vec<(On, Step)> {
        let held = &self.held[at];
        let Some(cycle) = &held.current else { return Vec::new() };
        let mut steps = Vec::new();
        if held.replaced_by.is_some() && self.flaw != Flaw::ReplacedIsReminded {
            return steps;
        }
        if held.happened.iter().any(|(_, step)| *step == Step::Lapse) {
            return steps;
        }
        for (number, reminder) in self.rules(at, cycle).reminders.iter().enumerate() {
            let has_happened = held.happened.iter().any(|(of, step)| {
                let is_same = *of == cycle.anniversary || self.flaw == Flaw::RemindersOncePerCycle;
                is_same && *step == Step::Reminder(number)
            });
            if !has_happened {
                steps.push((cycle.anniversary.plus(*reminder), Step::Reminder(number)));
            }
        }
        steps.extend(self.automatic_step(at, cycle));
        steps.push((self.closes(at, cycle).next(), Step::Lapse));
        steps.retain(|(due, step)| {
            matches!(step, Step::Notice | Step::Charge(_)) || live_from.is_none_or(|live_from| live_from <= *due)
        });
        for (due, step) in &mut steps {
            if let (Step::Lapse, Some(until)) = (step, self.waits_until(at, cycle)) {
                *due = until.next();
            }
        }
        steps.sort_unstable();
        steps
    }

    /// The first step that is due happens.
    pub(crate) fn run_one(&mut self, at: usize, live_from: Option<On>) -> Option<(Step, Outcome)> {
        let due: Vec<(On, Step)> = self.steps(at, live_from).into_iter().filter(|(due, _)| *due <= self.today).collect();
        let (_, step) = *due.first()?;
        let cycle = self.held[at].current.as_ref().unwrap();
        let anniversary = cycle.anniversary;
        let outcome = match step {
            Step::Lapse => Outcome::Lapsed,
            Step::Charge(_) => return Some((step, self.charge(at))),
            Step::Notice => {
                self.held[at].auto.told = Some((self.today, anniversary));
                Outcome::Told
            }
            Step::Reminder(_) if self.today > self.closes(at, cycle) => Outcome::Missed,
            Step::Reminder(_) if self.is_seen_to(at, cycle) => Outcome::Superseded,
            Step::Reminder(number) => {
                let is_later = |(_, step): &&(On, Step)| matches!(step, Step::Reminder(later) if *later > number);
                let has_later = due.iter().find(is_later).is_some();
                if has_later && self.flaw != Flaw::NotSuperseded { Outcome::Superseded } else { Outcome::Sent }
            }
        };
        self.held[at].happened.push((anniversary, step));
        Some((step, outcome))
    }
}
