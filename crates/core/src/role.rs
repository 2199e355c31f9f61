//! What the people of a member may do for it.

use std::fmt;

use minicbor::{Decode, Encode};
use serde::Serialize;

/// A role that a user has for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Everything.
    #[n(0)]
    GlobalAdmin,
    /// Sees and purchases offers, manages benefits and invoices.
    #[n(1)]
    ProgrammeAdmin,
    /// Company facts, locations, users.
    #[n(2)]
    AccountAdmin,
    /// Orders and invoices.
    #[n(3)]
    BillingAdmin,
    /// Sees, and changes nothing.
    #[n(4)]
    Viewer,
}

impl Role {
    /// All roles, the most powerful first.
    pub const ALL: [Role; 5] = [Role::GlobalAdmin, Role::ProgrammeAdmin, Role::AccountAdmin, Role::BillingAdmin, Role::Viewer];

    /// Its name in files and in the store.
    pub const fn id(self) -> &'static str {
        match self {
            Role::GlobalAdmin => "global-admin",
            Role::ProgrammeAdmin => "programme-admin",
            Role::AccountAdmin => "account-admin",
            Role::BillingAdmin => "billing-admin",
            Role::Viewer => "viewer",
        }
    }

    /// Reads a role as people write it: case, spaces and underscores do not matter.
    ///
    /// ```
    /// use jubilee_core::Role;
    /// assert_eq!(Role::read("Global admin"), Some(Role::GlobalAdmin));
    /// assert_eq!(Role::read("PROGRAMME_ADMIN"), Some(Role::ProgrammeAdmin));
    /// assert_eq!(Role::read("boss"), None);
    /// ```
    pub fn read(text: &str) -> Option<Role> {
        let words: String = text
            .trim()
            .chars()
            .map(|letter| if letter == '_' || letter == ' ' { '-' } else { letter.to_ascii_lowercase() })
            .collect();
        Role::ALL.into_iter().find(|role| role.id() == words)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
