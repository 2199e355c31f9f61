//! Decisions about what is done with benefits.

use super::refuse::move_refusal;
use super::{Case, Decision};
use crate::benefit::{BenefitReason, Use};
use crate::entry::Fact;
use crate::granted::granted;
use crate::member::Origin;
use crate::reason::{Lift, Reason, Refusal};
use crate::{BenefitId, SubscriptionId};

impl Case<'_> {
    /// Who the people are is not known to the rules: that a person belongs to the member is the caller's to see to.
    pub(super) fn use_benefit(
        &self,
        id: SubscriptionId,
        set: Option<u32>,
        benefit: BenefitId,
        how: Use,
    ) -> Result<Decision, Refusal> {
        let held = self.subscription(id)?;
        if let Origin::Ordered(order) = held.origin {
            return Err(self.unpaid(order));
        }
        if let Some(refusal) = move_refusal(self.programme, self.member) {
            return Err(refusal);
        }
        let Some(grant) = granted(self.programme, self.member, id, (&benefit, set), self.today) else {
            let reason = Reason::Benefit { benefit, what: BenefitReason::Unknown };
            return Err(Refusal::new(reason, Lift::Correct));
        };
        if let Some(refusal) = grant.refusal(how) {
            return Err(refusal);
        }
        let Ok(number) = u32::try_from(held.benefit_uses.len() + 1) else {
            return Err(Refusal::new(Reason::TooMany { most: u32::MAX }, Lift::Correct));
        };
        let on = self.today;
        let reason = Reason::Benefit { benefit: benefit.clone(), what: done(how, on) };
        Ok(self.one(on, reason, Fact::BenefitUsed { subscription: id, number, set: grant.set, benefit, how }))
    }
}

/// What a use is told as.
pub(crate) const fn done(how: Use, on: crate::Day) -> BenefitReason {
    match how {
        Use::Activated => BenefitReason::Activated { on },
        Use::Assigned { .. } => BenefitReason::Assigned { on },
        Use::Reassigned { .. } => BenefitReason::Reassigned { on },
        Use::Revealed => BenefitReason::Revealed { on },
        Use::Redeemed => BenefitReason::Redeemed { on },
        Use::Counted { amount } => BenefitReason::Counted { amount, on },
    }
}
