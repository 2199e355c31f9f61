//! The billing details of a member: for whoever keeps them on the member's side, and for staff, who also say whether it is exempt from
//! tax. Both have the same page; who asks, and what can be changed, differs.

pub(crate) mod show;

use jubilee_app::StaffRole;

use crate::portal::{MemberOrStaff, Problem};
use crate::route;

pub use show::{BillingFields, BillingPage, BillingProblems, Exemption};

impl MemberOrStaff {
    /// Refuses who has nothing to do with what the member pays.
    fn may_see_billing(&self) -> Result<(), Problem> {
        match self {
            MemberOrStaff::Member(scope) if !scope.roles.may_keep_billing() => Err(Problem::Forbidden),
            MemberOrStaff::Member(_) | MemberOrStaff::Staff(..) => Ok(()),
        }
    }

    /// Whether the details can be changed, and not only seen.
    fn may_change_billing(&self) -> bool {
        match self {
            MemberOrStaff::Member(scope) => scope.roles.may_keep_billing(),
            MemberOrStaff::Staff(scope, _) => scope.role.may_act(),
        }
    }

    /// Whether it can be said here that the member is exempt from tax.
    fn may_exempt(&self) -> bool {
        matches!(self, MemberOrStaff::Staff(scope, _) if scope.role >= StaffRole::Manager)
    }

    /// The page itself.
    fn billing_page(&self) -> String {
        match self {
            MemberOrStaff::Member(_) => route::BILLING.to_owned(),
            MemberOrStaff::Staff(_, member) => route::staff_billing(*member),
        }
    }
}
