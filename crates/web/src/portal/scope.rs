//! Who may be where: anybody who is signed in, a user of a member, staff. A handler names one of these as its argument, and is only
//! reached when it holds.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use jubilee_app::{MemberFile, Request, Role, Roles, StaffRole, Visitor};
use jubilee_core::{Actor, MemberId, System};

use crate::frame::{Frame, Gate, MemberName, Section};
use crate::portal::{Portal, Problem, Visit, see_other};
use crate::route;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn {
    /// The visit.
    pub(crate) visit: Visit,
    /// Who.
    pub(crate) visitor: Visitor,
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<SignedIn, Problem> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let visitor = visit.visitor().cloned().ok_or(Problem::NotSignedIn)?;
        Ok(SignedIn { visit, visitor })
    }
}

/// A user of a member, and the member whose affairs the pages are about.
#[derive(Clone, Debug)]
pub(crate) struct MemberScope {
    /// The visit.
    pub(crate) visit: Visit,
    /// The member.
    pub(crate) member: MemberId,
    /// What the user may do for it.
    pub(crate) roles: Roles,
    /// Who the ledger names for what the user does.
    pub(crate) actor: Actor,
}

/// Why a page about a member is not shown.
pub(crate) enum NotInScope {
    /// Not to this visitor.
    Problem(Problem),
    /// The visitor has several members and has not chosen one.
    Choose,
}

impl From<Problem> for NotInScope {
    fn from(problem: Problem) -> NotInScope {
        NotInScope::Problem(problem)
    }
}

impl IntoResponse for NotInScope {
    fn into_response(self) -> Response {
        match self {
            NotInScope::Problem(problem) => problem.into_response(),
            NotInScope::Choose => see_other(route::MEMBERS),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MemberScope {
    type Rejection = NotInScope;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<MemberScope, NotInScope> {
        let SignedIn { visit, visitor } = SignedIn::from_request_parts(parts, state).await?;
        if visitor.staff.is_some() {
            return Err(Problem::Forbidden.into());
        }
        let member = visit.member().ok_or(NotInScope::Choose)?;
        let actor = visitor.actor(member).ok_or(Problem::Forbidden)?;
        Ok(MemberScope { roles: visitor.roles(member), visit, member, actor })
    }
}

impl MemberScope {
    /// Everything about the member.
    pub(crate) async fn file(&self, portal: &Portal) -> Result<MemberFile, Problem> {
        Ok(portal.app.member_file(self.member).await?)
    }

    /// The frame of a page about the member.
    pub(crate) fn frame(&self, section: Section, file: &MemberFile) -> Frame {
        let member = MemberName { name: file.row.name.clone(), number: file.row.reference.clone() };
        let qualifications = self.visit.qualifications(file.today).map(str::to_owned);
        Frame { gate: self.gate(file), qualifications, ..self.visit.frame_of(section, member) }
    }

    /// What stands on every page of a member that has not moved (R18).
    fn gate(&self, file: &MemberFile) -> Option<Gate> {
        let system = self.visit.legacy().filter(|_| file.member.system == System::Legacy)?.to_owned();
        let is_admin = self.roles.has(Role::GlobalAdmin);
        let who_can = (!is_admin).then(|| crate::pages::migration::start::who_can(file, self.visit.lang()));
        Some(Gate { system, who_can })
    }

    /// Refuses who may not order.
    pub(crate) fn may_order(&self) -> Result<(), Problem> {
        if self.roles.may_order() { Ok(()) } else { Err(Problem::Forbidden) }
    }

    /// Refuses who may not see orders.
    pub(crate) fn may_see_orders(&self) -> Result<(), Problem> {
        if self.roles.may_see_orders() { Ok(()) } else { Err(Problem::Forbidden) }
    }

    /// A request of this user.
    pub(crate) fn request<'a>(&self, purchase_order: Option<&'a str>) -> Request<'a> {
        Request { purchase_order, ..Request::by(self.actor) }
    }
}

/// Somebody of the programme's staff.
#[derive(Clone, Debug)]
pub(crate) struct StaffScope {
    /// The visit.
    pub(crate) visit: Visit,
    /// What the person may do.
    pub(crate) role: StaffRole,
    /// Who the ledger names for what the person does.
    pub(crate) actor: Actor,
}

impl<S: Send + Sync> FromRequestParts<S> for StaffScope {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<StaffScope, Problem> {
        let SignedIn { visit, visitor } = SignedIn::from_request_parts(parts, state).await?;
        let role = visitor.staff_role().ok_or(Problem::Forbidden)?;
        let actor = visitor.staff.as_ref().map(|staff| Actor::Staff(staff.id)).ok_or(Problem::Forbidden)?;
        Ok(StaffScope { visit, role, actor })
    }
}

impl StaffScope {
    /// Refuses who only sees.
    pub(crate) fn may_act(&self) -> Result<(), Problem> {
        if self.role.may_act() { Ok(()) } else { Err(Problem::Forbidden) }
    }
}
