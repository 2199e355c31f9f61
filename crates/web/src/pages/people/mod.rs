//! The people of a member: for the member's own admins, and for staff on the member's behalf. Both have the same pages; who asks, and
//! what stands around the page, differs.

pub(crate) mod list;
pub(crate) mod show;

use jubilee_app::{MemberFile, Role};
use jubilee_core::{Lang, Refusal, RoleChange, System};
use jubilee_texts::t;

use crate::frame::MemberName;
use crate::portal::{MemberOrStaff, Portal, Problem};
use crate::route;

pub use list::{People, PeopleLine};
pub use show::PersonPage;

/// A role to tick.
#[derive(Clone, Debug)]
pub struct RoleTick {
    /// The value of the form's field.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// What it is for, a sentence.
    pub what: String,
    /// Whether it is ticked.
    pub is_ticked: bool,
}

impl MemberOrStaff {
    /// Refuses who only sees.
    pub(crate) fn may_keep_people(&self) -> Result<(), Problem> {
        match self {
            MemberOrStaff::Member(scope) if scope.roles.may_manage_people() => Ok(()),
            MemberOrStaff::Member(_) => Err(Problem::Forbidden),
            MemberOrStaff::Staff(scope, _) => scope.may_act(),
        }
    }

    /// The page of the people.
    pub(crate) fn people_page(&self) -> String {
        match self {
            MemberOrStaff::Member(_) => route::PEOPLE.to_owned(),
            MemberOrStaff::Staff(_, member) => route::staff_people(*member),
        }
    }

    /// The page before it, with its name; nothing for a page of the navigation.
    pub(crate) fn people_back(&self, file: &MemberFile) -> Option<(String, String)> {
        match self {
            MemberOrStaff::Member(_) => None,
            MemberOrStaff::Staff(_, member) => Some((route::staff_member(*member), file.row.name.clone())),
        }
    }

    /// Why nothing can be changed here, a sentence; `None` for who looks after the people.
    pub(crate) fn people_closed(&self, portal: &Portal, file: &MemberFile) -> Option<String> {
        let lang = self.lang();
        match self {
            MemberOrStaff::Staff(scope, _) if !scope.role.may_act() => Some(t!(lang, "people-staff-not-your-role")),
            MemberOrStaff::Staff(..) => None,
            MemberOrStaff::Member(scope) if !scope.roles.may_manage_people() => Some(t!(lang, "people-not-yours")),
            MemberOrStaff::Member(_) => {
                let legacy = portal.app.programme().legacy.as_ref();
                let legacy = legacy.filter(|_| file.member.system == System::Legacy)?;
                Some(t!(lang, "people-move-first", system = legacy.name.get(lang)))
            }
        }
    }

    /// Why the roles of a person cannot be changed so.
    pub(crate) fn roles_refusal(
        &self,
        portal: &Portal,
        file: &MemberFile,
        user: i64,
        change: RoleChange<'_>,
    ) -> Option<Refusal> {
        file.roles_refusal(&portal.app, self.actor(), user, change)
    }

    /// The sentence of a refusal.
    pub(crate) fn refusal_sentence(&self, portal: &Portal, refusal: &Refusal) -> Option<String> {
        refusal.reasons.first().map(|reason| portal.app.sentence(reason, self.lang()))
    }
}

pub(crate) fn member_name(file: &MemberFile) -> MemberName {
    MemberName { name: file.row.name.clone(), number: file.row.reference.clone() }
}

/// The roles to tick; without that of the global admin for who does not decide about it.
pub(crate) fn ticks(ticked: &[Role], with_global: bool, lang: Lang) -> Vec<RoleTick> {
    let offered = Role::ALL.into_iter().filter(|role| with_global || *role != Role::GlobalAdmin);
    let tick = |role: Role| RoleTick {
        id: role.id(),
        name: jubilee_texts::role(lang, role),
        what: match role {
            Role::GlobalAdmin => t!(lang, "people-role-hint-global-admin"),
            Role::ProgrammeAdmin => t!(lang, "people-role-hint-programme-admin"),
            Role::AccountAdmin => t!(lang, "people-role-hint-account-admin"),
            Role::BillingAdmin => t!(lang, "people-role-hint-billing-admin"),
            Role::Viewer => t!(lang, "people-role-hint-viewer"),
        },
        is_ticked: ticked.contains(&role),
    };
    offered.map(tick).collect()
}

/// The roles that a form ticks; a form with a role that there is none of is not the portal's.
pub(crate) fn ticked(given: &crate::portal::Form) -> Result<Vec<Role>, Problem> {
    let role = |id: &str| Role::ALL.into_iter().find(|role| role.id() == id).ok_or(Problem::Malformed);
    given.all("role").into_iter().map(role).collect()
}
