//! What people are, in words.

use jubilee_core::{Lang, Role};

use crate::t;

/// The name of a role.
pub fn role(lang: Lang, role: Role) -> String {
    match role {
        Role::GlobalAdmin => t!(lang, "staff-role-global-admin"),
        Role::ProgrammeAdmin => t!(lang, "staff-role-programme-admin"),
        Role::AccountAdmin => t!(lang, "staff-role-account-admin"),
        Role::BillingAdmin => t!(lang, "staff-role-billing-admin"),
        Role::Viewer => t!(lang, "staff-role-viewer"),
    }
}

/// Several roles in a row, the most powerful first; empty for none.
pub fn roles(lang: Lang, roles: &[Role]) -> String {
    let names: Vec<String> = Role::ALL.into_iter().filter(|one| roles.contains(one)).map(|one| role(lang, one)).collect();
    crate::list(lang, &names)
}
