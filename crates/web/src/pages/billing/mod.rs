//! The billing details of a member: for whoever keeps them on the member's side, and for staff, who also say whether it is exempt from
//! tax. Both have the same page; who asks, and what can be changed, differs.

pub(crate) mod show;

use jubilee_app::{MemberFile, StaffRole};
use jubilee_core::{Actor, Lang, MemberId};

use crate::frame::{Frame, Section};
use crate::portal::{Form, MemberScope, Portal, Problem, StaffScope};
use crate::route;

pub use show::{BillingFields, BillingPage, BillingProblems, Exemption};

/// Who looks at the billing details of a member.
pub(crate) enum Eyes {
    /// One of its people.
    Member(MemberScope),
    /// Staff.
    Staff(StaffScope, MemberId),
}

impl Eyes {
    /// Staff who look at a member, named in the address.
    pub(crate) fn staff(scope: StaffScope, member: &str) -> Result<Eyes, Problem> {
        let member = member.parse().ok().and_then(MemberId::from_number).ok_or(Problem::NotFound)?;
        Ok(Eyes::Staff(scope, member))
    }

    fn member(&self) -> MemberId {
        match self {
            Eyes::Member(scope) => scope.member,
            Eyes::Staff(_, member) => *member,
        }
    }

    fn actor(&self) -> Actor {
        match self {
            Eyes::Member(scope) => scope.actor,
            Eyes::Staff(scope, _) => scope.actor,
        }
    }

    fn lang(&self) -> Lang {
        match self {
            Eyes::Member(scope) => scope.visit.lang(),
            Eyes::Staff(scope, _) => scope.visit.lang(),
        }
    }

    fn query(&self) -> &Form {
        match self {
            Eyes::Member(scope) => scope.visit.query(),
            Eyes::Staff(scope, _) => scope.visit.query(),
        }
    }

    fn is_staff(&self) -> bool {
        matches!(self, Eyes::Staff(..))
    }

    /// Refuses who has nothing to do with what the member pays.
    fn may_see(&self) -> Result<(), Problem> {
        match self {
            Eyes::Member(scope) if !scope.roles.may_keep_billing() => Err(Problem::Forbidden),
            Eyes::Member(_) | Eyes::Staff(..) => Ok(()),
        }
    }

    /// Whether the details can be changed, and not only seen.
    fn may_change(&self) -> bool {
        match self {
            Eyes::Member(scope) => scope.roles.may_keep_billing(),
            Eyes::Staff(scope, _) => scope.role.may_act(),
        }
    }

    /// Whether it can be said here that the member is exempt from tax.
    fn may_exempt(&self) -> bool {
        matches!(self, Eyes::Staff(scope, _) if scope.role >= StaffRole::Manager)
    }

    async fn file(&self, portal: &Portal) -> Result<MemberFile, Problem> {
        Ok(portal.app.member_file(self.member()).await?)
    }

    fn frame(&self, file: &MemberFile) -> Frame {
        match self {
            Eyes::Member(scope) => scope.frame(Section::Orders, file),
            Eyes::Staff(scope, _) => scope.visit.frame(Section::Members),
        }
    }

    /// The page itself.
    fn here(&self) -> String {
        match self {
            Eyes::Member(_) => route::BILLING.to_owned(),
            Eyes::Staff(_, member) => route::staff_billing(*member),
        }
    }
}
