//! What people may do: the roles of a member's users, and those of the programme's staff.

use std::fmt;

use jubilee_core::Role;

/// The roles of one user for one member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles(Vec<Role>);

impl Roles {
    /// Reads a list separated by `;`. The error is the first name that is no role.
    pub fn read(text: &str) -> Result<Roles, String> {
        let mut roles = Vec::new();
        for name in text.split(';').filter(|name| !name.trim().is_empty()) {
            roles.push(Role::read(name).ok_or_else(|| name.trim().to_owned())?);
        }
        roles.sort_unstable();
        roles.dedup();
        Ok(Roles(roles))
    }

    /// These roles, each once.
    pub fn of(roles: &[Role]) -> Roles {
        let mut roles = roles.to_vec();
        roles.sort_unstable();
        roles.dedup();
        Roles(roles)
    }

    /// All of them, the most powerful first.
    pub fn all(&self) -> &[Role] {
        &self.0
    }

    /// Whether the user may give and take the roles of the member's people.
    pub fn may_manage_people(&self) -> bool {
        self.has(Role::GlobalAdmin) || self.has(Role::AccountAdmin)
    }

    /// Whether this role is among them.
    pub fn has(&self, role: Role) -> bool {
        self.0.contains(&role)
    }

    /// Whether the user may order for the member.
    pub fn may_order(&self) -> bool {
        self.has(Role::GlobalAdmin) || self.has(Role::ProgrammeAdmin)
    }

    /// Whether the user may see orders and what they cost.
    pub fn may_see_orders(&self) -> bool {
        self.may_order() || self.has(Role::BillingAdmin)
    }

    /// Whether the user may see and change the billing details.
    pub fn may_keep_billing(&self) -> bool {
        self.may_see_orders() || self.has(Role::AccountAdmin)
    }

    /// Whether the programme's mails about renewals go to the user: to global and programme admins.
    pub fn gets_mails(&self) -> bool {
        self.may_order()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Roles {
    /// Separated by `;`, as they are read and stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.0.iter().map(|role| role.id()).collect();
        f.write_str(&names.join(";"))
    }
}

/// A role of the programme's staff; each one may do what those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffRole {
    /// Sees, and changes nothing.
    Viewer,
    /// Acts for members, records payments.
    Agent,
    /// Relief, programme, refunds.
    Manager,
    /// Everything.
    Administrator,
}

impl StaffRole {
    /// All roles, the least powerful first.
    pub const ALL: [StaffRole; 4] = [StaffRole::Viewer, StaffRole::Agent, StaffRole::Manager, StaffRole::Administrator];

    /// Its name in the store and at the command line.
    pub const fn id(self) -> &'static str {
        match self {
            StaffRole::Viewer => "viewer",
            StaffRole::Agent => "agent",
            StaffRole::Manager => "manager",
            StaffRole::Administrator => "administrator",
        }
    }

    /// The role of this name.
    pub fn read(name: &str) -> Option<StaffRole> {
        StaffRole::ALL.into_iter().find(|role| role.id() == name)
    }

    /// Whether it may order for members and record payments.
    pub fn may_act(self) -> bool {
        self >= StaffRole::Agent
    }
}
