//! Decisions about what falls due: announcements, reminders, lapses. The daily run asks for them.

use super::{Case, Decision};
use crate::agenda::{agenda, still_concerns};
use crate::auto_renewal;
use crate::entry::Fact;
use crate::member::Step;
use crate::reason::{Lift, Reason, Refusal};
use crate::{Day, ReliefId, SubscriptionId};

impl Case<'_> {
    pub(super) fn announce(&self, id: SubscriptionId, relief: ReliefId, announcement: u8) -> Result<Decision, Refusal> {
        let (subscription, term) = self.term(id)?;
        let step = Step::Announcement(relief.clone(), announcement);
        let due = agenda(self.programme, self.member, id, self.today, Day::MIN).into_iter().find(|due| due.step == step);
        let (Some(due), Some(known)) = (due, self.programme.relief(&relief)) else {
            return Err(Refusal::new(Reason::StepClosed, Lift::Done));
        };
        let (on, anniversary) = (due.on, term.cycle.anniversary);
        if !still_concerns(self.programme, subscription, known, announcement, self.today) {
            let reason = Reason::AnnouncementSuperseded { relief: relief.clone() };
            return Ok(self.one(
                on,
                reason,
                Fact::AnnouncementSuperseded { subscription: id, anniversary, relief, announcement },
            ));
        }
        let reason = if known.withdrawn_on == Some(on) {
            Reason::ReliefWithdrawn { relief: relief.clone(), on }
        } else {
            Reason::ReliefAnnounced { relief: relief.clone(), announcement, on }
        };
        Ok(self.one(on, reason, Fact::Announced { subscription: id, anniversary, relief, announcement }))
    }

    pub(super) fn remind(&self, id: SubscriptionId, reminder: u8) -> Result<Decision, Refusal> {
        let (subscription, term) = self.term(id)?;
        let (cycle, anniversary) = (&term.cycle, term.cycle.anniversary);
        let due_on = cycle.reminders.get(usize::from(reminder)).copied();
        let is_closed = [Step::Reminder(reminder), Step::Lapse].iter().any(|step| subscription.has_happened(anniversary, step));
        let Some(due_on) = due_on.filter(|_| !is_closed) else {
            return Err(Refusal::new(Reason::StepClosed, Lift::Done));
        };
        if self.today < due_on {
            return Err(Refusal::new(Reason::NotDueBefore { on: due_on }, Lift::Wait(due_on)));
        }
        let later = agenda(self.programme, self.member, id, self.today, due_on.next());
        let superseded_by = later.iter().find(|due| due.on <= self.today && matches!(due.step, Step::Reminder(_)));
        let (reason, fact) = if self.today > cycle.renew_until {
            let reason = Reason::ReminderMissed { due_on, closes_on: cycle.renew_until };
            (reason, Fact::ReminderMissed { subscription: id, anniversary, reminder })
        } else if auto_renewal::is_at_work(subscription, &term, self.today) {
            let reason = Reason::ReminderNotNeeded { due_on };
            (reason, Fact::ReminderSuperseded { subscription: id, anniversary, reminder })
        } else if let Some(by) = superseded_by {
            let reason = Reason::ReminderSuperseded { due_on, by: by.on };
            (reason, Fact::ReminderSuperseded { subscription: id, anniversary, reminder })
        } else {
            let is_late = due_on < self.today;
            let reason = if is_late { Reason::ReminderLate { due_on } } else { Reason::ReminderDue { due_on } };
            (reason, Fact::Reminded { subscription: id, anniversary, reminder })
        };
        Ok(self.one(due_on, reason, fact))
    }

    pub(super) fn lapse(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        let (subscription, term) = self.term(id)?;
        let (cycle, anniversary) = (&term.cycle, term.cycle.anniversary);
        if subscription.has_happened(anniversary, &Step::Lapse) {
            return Err(Refusal::new(Reason::StepClosed, Lift::Done));
        }
        if self.today < cycle.lapses_on {
            return Err(Refusal::new(Reason::NotDueBefore { on: cycle.lapses_on }, Lift::Wait(cycle.lapses_on)));
        }
        if let Some(hold) = term.held_by(self.today) {
            return Err(Refusal::new(Reason::in_flight(hold, cycle.lapses_on), Lift::Wait(hold.until.next())));
        }
        let fact = Fact::Lapsed { subscription: id, anniversary };
        Ok(self.one(cycle.lapses_on, Reason::Lapsed { on: cycle.lapses_on }, fact))
    }
}
