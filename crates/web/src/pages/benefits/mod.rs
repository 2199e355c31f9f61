//! Benefits: for the member's own people, and for staff on the member's behalf. Both have the same pages; who asks, and what stands around the
//! page, differs. Only staff record what was used.

pub(crate) mod list;
pub(crate) mod show;

use jubilee_core::Grant;
use jubilee_texts::t;

use crate::portal::{MemberOrStaff, Problem};
use crate::route;

pub use list::Benefits;
pub use show::{BenefitPage, SeatLine};

impl MemberOrStaff {
    /// Refuses who only sees.
    pub(crate) fn may_use_benefits(&self) -> Result<(), Problem> {
        match self {
            MemberOrStaff::Member(scope) => scope.may_order(),
            MemberOrStaff::Staff(scope, _) => scope.may_act(),
        }
    }

    /// Why nothing can be done here, a sentence; `None` for who may.
    pub(crate) fn benefits_closed(&self) -> Option<String> {
        let lang = self.lang();
        match self {
            MemberOrStaff::Member(scope) if !scope.roles.may_order() => Some(t!(lang, "benefit-page-not-yours")),
            MemberOrStaff::Staff(scope, _) if !scope.role.may_act() => Some(t!(lang, "benefit-page-not-your-role")),
            _ => None,
        }
    }

    /// The page of all benefits.
    pub(crate) fn benefits_page(&self) -> String {
        match self {
            MemberOrStaff::Member(_) => route::BENEFITS.to_owned(),
            MemberOrStaff::Staff(_, member) => route::staff_benefits(*member),
        }
    }

    /// The page of one of them.
    pub(crate) fn benefit_page(&self, grant: &Grant) -> String {
        let (subscription, set, benefit) = (grant.subscription.number(), grant.set, &grant.benefit.id);
        format!("{}/{subscription}/{set}/{benefit}", self.benefits_page())
    }
}
