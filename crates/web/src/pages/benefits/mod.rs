//! Benefits: for the member's own people, and for staff on the member's behalf. Both have the same pages; who asks, and what stands around the
//! page, differs. Only staff record what was used.

pub(crate) mod list;
pub(crate) mod show;

use jubilee_app::MemberFile;
use jubilee_core::{Actor, Grant, Lang, MemberId};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::portal::{MemberScope, Portal, Problem, StaffScope};
use crate::route;

pub use list::Benefits;
pub use show::{BenefitPage, SeatLine};

/// Who looks at the benefits of a member.
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

    pub(crate) fn member(&self) -> MemberId {
        match self {
            Eyes::Member(scope) => scope.member,
            Eyes::Staff(_, member) => *member,
        }
    }

    pub(crate) fn actor(&self) -> Actor {
        match self {
            Eyes::Member(scope) => scope.actor,
            Eyes::Staff(scope, _) => scope.actor,
        }
    }

    pub(crate) fn lang(&self) -> Lang {
        match self {
            Eyes::Member(scope) => scope.visit.lang(),
            Eyes::Staff(scope, _) => scope.visit.lang(),
        }
    }

    pub(crate) fn is_staff(&self) -> bool {
        matches!(self, Eyes::Staff(..))
    }

    pub(crate) async fn file(&self, portal: &Portal) -> Result<MemberFile, Problem> {
        Ok(portal.app.member_file(self.member()).await?)
    }

    pub(crate) fn frame(&self, file: &MemberFile) -> Frame {
        match self {
            Eyes::Member(scope) => scope.frame(Section::Benefits, file),
            Eyes::Staff(scope, _) => scope.visit.frame(Section::Members),
        }
    }

    /// Refuses who only sees.
    pub(crate) fn may_act(&self) -> Result<(), Problem> {
        match self {
            Eyes::Member(scope) => scope.may_order(),
            Eyes::Staff(scope, _) => scope.may_act(),
        }
    }

    /// Why nothing can be done here, a sentence; `None` for who may.
    pub(crate) fn closed(&self) -> Option<String> {
        let lang = self.lang();
        match self {
            Eyes::Member(scope) if !scope.roles.may_order() => Some(t!(lang, "benefit-page-not-yours")),
            Eyes::Staff(scope, _) if !scope.role.may_act() => Some(t!(lang, "benefit-page-not-your-role")),
            _ => None,
        }
    }

    /// The page of all benefits.
    pub(crate) fn here(&self) -> String {
        match self {
            Eyes::Member(_) => route::BENEFITS.to_owned(),
            Eyes::Staff(_, member) => route::staff_benefits(*member),
        }
    }

    /// The page of one of them.
    pub(crate) fn href(&self, grant: &Grant) -> String {
        let (subscription, set, benefit) = (grant.subscription.number(), grant.set, &grant.benefit.id);
        format!("{}/{subscription}/{set}/{benefit}", self.here())
    }
}
