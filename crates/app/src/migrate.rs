//! The move of a member's account out of the legacy system (R18): company and locations are confirmed, the mover's roles stay, and
//! everybody else's are assigned anew.

use std::collections::BTreeMap;

use jubilee_core::{
    ActionKind, Actor, Command, Day, Decision, Fact, MemberId, Role, SubscriptionId, decide, roles_of_move, standing,
};
use jubilee_store::{Stmt, locations, users};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::held::{Held, Request};
use crate::location::{MOST_LOCATIONS, NewLocation};
use crate::people::{people, role_rows};
use crate::role::Roles;

/// What is confirmed and assigned with a move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Move {
    /// The account of the user who makes the move, or for whom it is made: a global admin of the member, whose roles stay.
    pub mover: i64,
    /// All locations of the member, the headquarters first; empty where they stay as they are.
    pub locations: Vec<NewLocation>,
    /// The roles of other users from now on, by account. Who is not named has none until somebody gives them one.
    pub people: Vec<(i64, Vec<Role>)>,
}

/// What a move did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Migrated {
    /// The day from which on everything is possible.
    pub moved_on: Day,
    /// The users with the roles that they have now.
    pub people: Vec<AssignedRoles>,
    /// The subscriptions about which something can be done at once.
    pub open: Vec<OpenOffer>,
}

/// A user with the roles after a move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AssignedRoles {
    /// The account.
    #[serde(skip)]
    pub user: i64,
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The roles, separated by `;`; empty for none.
    pub roles: String,
}

/// A person whose roles a move changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolesOfMove {
    /// The account.
    pub user: i64,
    /// The roles before the move.
    pub before: Vec<Role>,
    /// Those that were assigned with it.
    pub after: Vec<Role>,
}

/// A subscription that can be renewed or reactivated at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenOffer {
    /// The subscription.
    #[serde(skip)]
    pub id: SubscriptionId,
    /// What it is called.
    pub subscription: String,
    /// `renew` or `reactivate`.
    pub action: &'static str,
    /// The last day on which that is possible.
    pub until: Option<Day>,
}

impl App {
    /// Moves a member's account into this system. No date changes: the clock never stopped. Refuses a mover who is no global admin
    /// of the member, and a member whose account is here already.
    pub async fn migrate(&self, member: MemberId, asked: Move, by: Actor) -> Result<Migrated, AppError> {
        let stay = self.locations_of(member).await?;
        let stay: Vec<NewLocation> =
            stay.into_iter().map(|known| NewLocation { name: known.name, country: known.country }).collect();
        let deciding = |held: &Held, today: Day| -> Result<Decision, AppError> {
            let mut decision = decide(&self.programme, &held.member, Command::Migrate, today)?;
            let named = named(held, &asked)?;
            let assigned = |user| named.get(&user).map_or_else(Vec::new, |roles| roles.to_vec());
            decision.entries.extend(roles_of_move(&people(&held.users), asked.mover, &assigned, today));
            Ok(decision)
        };
        let done = self
            .act_as(member, Request::by(by), &deciding, &|after, decision| {
                let mut stmts = role_rows(after, decision);
                stmts.extend(confirmed(after, &asked)?);
                let locations = if asked.locations.is_empty() { &stay } else { &asked.locations };
                let named = locations.iter().map(|one| (one.name.trim().to_owned(), one.country.trim().to_owned()));
                after.locations = named.collect();
                Ok(stmts)
            })
            .await?;
        let today = done.decision.entries.first().map_or(Day::MIN, |entry| entry.effective_on);
        let person = |user: &users::UserRow| AssignedRoles {
            user: user.id,
            name: user.name.clone(),
            email: user.email.clone(),
            roles: user.roles.clone(),
        };
        Ok(Migrated {
            moved_on: today,
            people: done.after.users.iter().map(person).collect(),
            open: self.open_offers(&done.after, today),
        })
    }

    /// Whose roles a move changed, as the ledger has it; nothing for a member that has not moved, and for a move from before the
    /// ledger held it.
    pub async fn roles_of_move(&self, member: MemberId) -> Result<Vec<RolesOfMove>, AppError> {
        let ledger = self.ledger_of(member).await?;
        let moved = ledger.iter().rev().map(|(_, recorded)| recorded).find(|recorded| recorded.entry.fact == Fact::Migrated);
        // What was committed together has one instant.
        let with_it = ledger.iter().filter(|(_, recorded)| moved.is_some_and(|moved| moved.at == recorded.at));
        let changed = |recorded: &jubilee_core::Recorded| match &recorded.entry.fact {
            Fact::RolesChanged { user, before, after } => {
                Some(RolesOfMove { user: *user, before: before.clone(), after: after.clone() })
            }
            _ => None,
        };
        Ok(with_it.filter_map(|(_, recorded)| changed(recorded)).collect())
    }

    /// The subscriptions that can be renewed or reactivated on a day.
    fn open_offers(&self, held: &Held, on: Day) -> Vec<OpenOffer> {
        let standings =
            held.member.subscriptions.iter().filter_map(|known| standing(&self.programme, &held.member, known.id, on));
        let open = standings.flat_map(|standing| {
            let allowed = standing.actions.into_iter().filter(|action| action.refusal.is_none());
            let wanted = allowed.filter(|action| matches!(action.kind, ActionKind::Renew | ActionKind::Reactivate));
            wanted.map(move |action| (standing.subscription, action)).collect::<Vec<_>>()
        });
        open.map(|(id, action)| OpenOffer {
            id,
            subscription: held.reference(id),
            action: action.kind.id(),
            until: action.until,
        })
        .collect()
    }
}

/// The roles of those who are named, or why the move cannot be made as it was asked for.
fn named<'a>(held: &Held, asked: &'a Move) -> Result<BTreeMap<i64, &'a [Role]>, AppError> {
    let mover = held.users.iter().find(|user| user.id == asked.mover);
    let mover = mover.ok_or_else(|| AppError::not_found("user of this member", asked.mover))?;
    if !Roles::read(&mover.roles).is_ok_and(|roles| roles.has(Role::GlobalAdmin)) {
        return Err(AppError::NotAllowed { needed: "global admin of the member" });
    }
    let named: BTreeMap<i64, &[Role]> = asked.people.iter().map(|(user, roles)| (*user, roles.as_slice())).collect();
    match named.keys().find(|id| !held.users.iter().any(|user| user.id == **id)) {
        Some(unknown) => Err(AppError::not_found("user of this member", unknown)),
        None => Ok(named),
    }
}

/// Keeps the locations that were confirmed, in place of those before.
fn confirmed(after: &Held, asked: &Move) -> Result<Vec<Stmt>, AppError> {
    if asked.locations.len() > MOST_LOCATIONS {
        return Err(AppError::Usage(format!("a member has at most {MOST_LOCATIONS} locations")));
    }
    let member = after.row.id;
    let mut stmts = Vec::new();
    for (location, number) in asked.locations.iter().zip(locations::HEADQUARTERS..) {
        if stmts.is_empty() {
            stmts.push(locations::clear(member));
        }
        stmts.push(locations::upsert(&location.row(member, number)?));
    }
    Ok(stmts)
}
