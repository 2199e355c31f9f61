//! The pages that a member and staff have in common: who asks, and what stands around the page, differs. What each may do there is said beside
//! the page.

use jubilee_app::MemberFile;
use jubilee_core::{Actor, Lang, MemberId};

use crate::frame::{Frame, Section};
use crate::portal::{Form, MemberScope, Portal, Problem, StaffScope, Visit};

/// Who asks for a page about a member.
pub(crate) enum MemberOrStaff {
    /// One of its people.
    Member(MemberScope),
    /// Staff, on the member's behalf.
    Staff(StaffScope, MemberId),
}

impl MemberOrStaff {
    /// Staff who ask about a member that the address names.
    pub(crate) fn staff(scope: StaffScope, member: &str) -> Result<MemberOrStaff, Problem> {
        let member = member.parse().ok().and_then(MemberId::from_number).ok_or(Problem::NotFound)?;
        Ok(MemberOrStaff::Staff(scope, member))
    }

    pub(crate) fn is_staff(&self) -> bool {
        matches!(self, MemberOrStaff::Staff(..))
    }

    /// About whom.
    pub(crate) fn member(&self) -> MemberId {
        match self {
            MemberOrStaff::Member(scope) => scope.member,
            MemberOrStaff::Staff(_, member) => *member,
        }
    }

    /// Who the ledger names for what is done.
    pub(crate) fn actor(&self) -> Actor {
        match self {
            MemberOrStaff::Member(scope) => scope.actor,
            MemberOrStaff::Staff(scope, _) => scope.actor,
        }
    }

    fn visit(&self) -> &Visit {
        match self {
            MemberOrStaff::Member(scope) => &scope.visit,
            MemberOrStaff::Staff(scope, _) => &scope.visit,
        }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.visit().lang()
    }

    pub(crate) fn query(&self) -> &Form {
        self.visit().query()
    }

    pub(crate) async fn file(&self, portal: &Portal) -> Result<MemberFile, Problem> {
        Ok(portal.app.member_file(self.member()).await?)
    }

    /// What stands around the page: its own section for the member, the members for staff.
    pub(crate) fn frame(&self, section: Section, file: &MemberFile) -> Frame {
        match self {
            MemberOrStaff::Member(scope) => scope.frame(section, file),
            MemberOrStaff::Staff(scope, _) => scope.visit.frame(Section::Members),
        }
    }
}
