//! Who may give and take the roles of a member's people. The people are named by their number only, as everywhere in the ledger.

use crate::decide::Decision;
use crate::entry::{Actor, Entry, Fact, System};
use crate::member::Member;
use crate::programme::Programme;
use crate::reason::{Lift, Reason, Refusal, Rule};
use crate::{Day, Role};

/// A person of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The number of the account.
    pub user: i64,
    /// What the person may do, each role once.
    pub roles: Vec<Role>,
}

/// What is to become of a person's roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleChange<'a> {
    /// These, and no others, from now on. Who is not yet one of the people comes to be one.
    Set(&'a [Role]),
    /// The person leaves.
    Remove,
}

/// Decides about the roles of one person. Global and account admins of the member decide about its people; only a global admin
/// about who is one; nobody without that role about their own. Staff and the operator may do all of it. The last global admin
/// stays one, whoever asks: give somebody else the role first. While the account is in the legacy system its people are looked
/// after there, and roles are assigned anew with the move (R18), so its own admins wait for the move; staff can appoint the admin
/// who makes it.
pub fn decide_roles(
    programme: &Programme,
    member: &Member,
    people: &[Person],
    by: Actor,
    user: i64,
    change: RoleChange<'_>,
    today: Day,
) -> Result<Decision, Refusal> {
    let refused = |reason, lift| Err(Refusal::new(reason, lift));
    let of = |user: i64| people.iter().find(|person| person.user == user);
    let before: &[Role] = of(user).map_or(&[], |person| &person.roles);
    let after: &[Role] = match change {
        RoleChange::Set(roles) => roles,
        RoleChange::Remove => &[],
    };
    if let Actor::User(asking) = by {
        let own: &[Role] = of(asking).map_or(&[], |person| &person.roles);
        let is_global = own.contains(&Role::GlobalAdmin);
        if !is_global && !own.contains(&Role::AccountAdmin) {
            return refused(Reason::PeopleNotYours, Lift::Correct);
        }
        if member.system == System::Legacy && programme.legacy.is_some() {
            return refused(Reason::MoveFirst, Lift::Migrate);
        }
        if !is_global && (before.contains(&Role::GlobalAdmin) || after.contains(&Role::GlobalAdmin)) {
            return refused(Reason::GlobalAdminsOnly, Lift::Correct);
        }
        if !is_global && asking == user {
            return refused(Reason::OwnRoles, Lift::Correct);
        }
    }
    let is_another = |person: &Person| person.user != user && person.roles.contains(&Role::GlobalAdmin);
    if before.contains(&Role::GlobalAdmin) && !after.contains(&Role::GlobalAdmin) && !people.iter().any(is_another) {
        return refused(Reason::LastGlobalAdmin, Lift::Correct);
    }
    let entries = match change {
        RoleChange::Set(_) => changed(user, before, after, today).into_iter().collect(),
        RoleChange::Remove if of(user).is_none() => Vec::new(),
        RoleChange::Remove => vec![entry(today, Fact::PersonRemoved { user, roles: sorted(before) })],
    };
    Ok(Decision { entries, reasons: Vec::new() })
}

/// The entries about everybody whose roles a move changes (R18): the mover keeps its own, the others have those that are assigned.
pub fn roles_of_move(people: &[Person], mover: i64, assigned: &dyn Fn(i64) -> Vec<Role>, today: Day) -> Vec<Entry> {
    let others = people.iter().filter(|person| person.user != mover);
    others.filter_map(|person| changed(person.user, &person.roles, &assigned(person.user), today)).collect()
}

fn changed(user: i64, before: &[Role], after: &[Role], today: Day) -> Option<Entry> {
    let (before, after) = (sorted(before), sorted(after));
    (before != after).then(|| entry(today, Fact::RolesChanged { user, before, after }))
}

fn entry(today: Day, fact: Fact) -> Entry {
    Entry { effective_on: today, recorded_on: today, rules: vec![Rule::Membership], fact }
}

fn sorted(roles: &[Role]) -> Vec<Role> {
    let mut roles = roles.to_vec();
    roles.sort_unstable();
    roles.dedup();
    roles
}
