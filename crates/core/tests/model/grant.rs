//! What staff may grant: an exception that could have no effect is refused (decision 0015).

use crate::calendar::On;
use crate::plan::{Action, Base, Exception};
use crate::walk::Model;

impl Model<'_> {
    /// Whether an exception until a day could have no effect on what has begun.
    pub(crate) fn is_void(&self, at: usize, exception: Exception, until: On) -> bool {
        let Some(cycle) = &self.held[at].current else { return false };
        let is_missed = self.is_missed(at, cycle);
        match exception {
            Exception::Exemption => {
                let is_asked_for = !self.rules(at, cycle).paths.is_empty();
                !is_asked_for || (!is_missed && until < self.opens(at, cycle))
            }
            Exception::Reactivation(base) => is_missed && self.is_year_over(at, base, self.today) && !self.waits_for_staff(at),
            Exception::Extension | Exception::LatePayment => false,
        }
    }

    /// Whether what staff record or grant counts already: the same attainment, or an exception of the kind that lasts as long.
    pub(crate) fn counts_already(&self, action: &Action) -> bool {
        match action {
            Action::Attain { measure, area, amount, days_ago, for_days } => self.attained.iter().any(|known| {
                let until = for_days.map(|days| self.today.plus(days));
                let is_alike = known.measure == *measure && known.area == *area && known.amount == *amount;
                is_alike && known.from == self.today.plus(-days_ago) && known.until == until && known.ended_on.is_none()
            }),
            Action::Grant { held, exception, for_days } => {
                let held = &self.held[*held];
                let until = self.today.plus(*for_days);
                held.exceptions.iter().any(|known| {
                    let is_alike = known.exception == *exception && known.cycle == held.closed.len();
                    is_alike && known.ended_on.is_none() && self.today <= known.until && until <= known.until
                })
            }
            _ => false,
        }
    }

    /// Whether a relief lets it come back once staff approve, with a year that is not over.
    fn waits_for_staff(&self, at: usize) -> bool {
        let Some(cycle) = &self.held[at].current else { return false };
        let is_good = |base: Base| !self.is_year_over(at, base, self.today);
        self.plan.reliefs.iter().any(|relief| {
            let standing = self.standing_announcement(relief);
            let back = standing.filter(|known| self.lets_come_back(at, cycle, known)).and_then(|known| known.reactivation);
            back.is_some_and(|back| back.needs_approval && self.today <= back.pay_until && is_good(back.base))
        })
    }
}
