//! The people of a member: adding one, giving and taking roles, removing one. Who may do it is core's to decide; that it was done, by
//! whom and with which roles, is in the ledger; names and addresses stand beside it.

use jubilee_core::{Actor, Decision, Fact, Lang, Lift, MemberId, Person, Reason, Refusal, Role, RoleChange, decide_roles};
use jubilee_store::users::{self, UserRow};
use jubilee_store::{Stmt, sessions};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::held::{Held, Request};
use crate::import::is_email;
use crate::role::Roles;
use crate::status::MemberFile;

/// The most people that a member can have.
const MOST_PEOPLE: usize = 1_000;
/// The longest name of a person, in characters.
const MOST_NAME: usize = 120;
/// How often a number for a new person is asked for when others take it.
const MOST_ATTEMPTS: usize = 20;

/// A person who is to belong to a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// The name.
    pub name: String,
    /// Where mail goes, and how the person signs in.
    pub email: String,
    /// The language of mails and pages.
    pub language: Lang,
    /// What the person may do; at least one role.
    pub roles: Vec<Role>,
}

/// What is wrong with a new person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonFault {
    /// The name.
    #[error("the name of a person has 1 to 120 characters and no line breaks")]
    Name,
    /// The address.
    #[error("this is not an e-mail address")]
    Email,
    /// The roles.
    #[error("a person needs at least one role")]
    Roles,
}

impl NewPerson {
    /// Everything that is wrong, before anybody is asked whether it is allowed.
    pub fn faults(&self) -> Vec<PersonFault> {
        let name = self.name.trim();
        let is_name = !name.is_empty() && name.chars().count() <= MOST_NAME && !name.chars().any(char::is_control);
        [
            (!is_name).then_some(PersonFault::Name),
            (!is_email(self.email.trim())).then_some(PersonFault::Email),
            self.roles.is_empty().then_some(PersonFault::Roles),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A person with the roles, for lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonRow {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The language of the mails.
    pub language: Lang,
    /// The roles, the most powerful first; empty for none.
    pub roles: Vec<Role>,
    /// Whether reminders and other mails go to the person.
    pub gets_mails: bool,
}

impl From<&UserRow> for PersonRow {
    fn from(user: &UserRow) -> PersonRow {
        let roles = Roles::read(&user.roles).unwrap_or_default();
        PersonRow {
            name: user.name.clone(),
            email: user.email.clone(),
            language: user.language,
            gets_mails: roles.gets_mails(),
            roles: roles.all().to_vec(),
        }
    }
}

impl MemberFile {
    /// Why somebody may not change the roles of a person so, as the member is now; `None` where it is allowed. Whoever is to be added
    /// has no number yet, and is 0.
    pub fn roles_refusal(&self, app: &App, by: Actor, user: i64, change: RoleChange<'_>) -> Option<Refusal> {
        decide_roles(app.programme(), &self.member, &people(&self.users), by, user, change, self.today).err()
    }
}

impl App {
    /// Adds a person to a member and gives the number of the account.
    pub async fn add_person(&self, member: MemberId, person: &NewPerson, by: Actor) -> Result<i64, AppError> {
        if let Some(fault) = person.faults().first() {
            return Err(AppError::Usage(fault.to_string()));
        }
        let roles = Roles::of(&person.roles);
        for _ in 0..MOST_ATTEMPTS {
            let row = UserRow {
                member,
                email: person.email.trim().to_lowercase(),
                name: person.name.trim().to_owned(),
                language: person.language,
                roles: roles.to_string(),
                id: users::next_id(&self.db).await?,
            };
            let deciding = |held: &Held, today| {
                if held.users.len() >= MOST_PEOPLE {
                    return Err(AppError::Usage(format!("a member has at most {MOST_PEOPLE} people")));
                }
                let change = RoleChange::Set(roles.all());
                let (known, member) = (people(&held.users), &held.member);
                let decision = decide_roles(&self.programme, member, &known, by, row.id, change, today)?;
                if held.users.iter().any(|user| users::email_key(&user.email) == users::email_key(&row.email)) {
                    return Err(Refusal { reasons: vec![Reason::PersonKnown], lift: Lift::Correct }.into());
                }
                Ok(decision)
            };
            let beside = |after: &mut Held, _: &Decision| {
                after.users.push(row.clone());
                Ok(vec![users::insert_numbered(&row)])
            };
            if self.attempt(member, Request::by(by), &deciding, &beside).await?.is_some() {
                return Ok(row.id);
            }
        }
        Err(AppError::Busy { member: member.number() })
    }

    /// Gives a person these roles and no others; none at all keeps the person on the list and lets nobody in.
    pub async fn change_roles(&self, member: MemberId, user: i64, roles: &[Role], by: Actor) -> Result<(), AppError> {
        let deciding = |held: &Held, today| {
            known(held, user)?;
            let (known, change) = (people(&held.users), RoleChange::Set(roles));
            Ok(decide_roles(&self.programme, &held.member, &known, by, user, change, today)?)
        };
        let beside = |after: &mut Held, decision: &Decision| Ok(role_rows(after, decision));
        self.act_as(member, Request::by(by), &deciding, &beside).await?;
        Ok(())
    }

    /// Removes a person from a member: name and address are erased, sessions end, and no mail goes there any more. Nobody else is
    /// ever given the number of the account.
    pub async fn remove_person(&self, member: MemberId, user: i64, by: Actor) -> Result<(), AppError> {
        let held = self.hold(member).await?;
        let email = known(&held, user)?.email.clone();
        // Whoever belongs to another member too stays signed in there; each page looks anew whom it is shown to.
        let is_elsewhere = users::by_email(&self.db, &email).await?.iter().any(|account| account.member != member);
        let deciding = |held: &Held, today| {
            known(held, user)?;
            let known = people(&held.users);
            Ok(decide_roles(&self.programme, &held.member, &known, by, user, RoleChange::Remove, today)?)
        };
        let beside = |after: &mut Held, _: &Decision| {
            after.users.retain(|known| known.id != user);
            let ended = (!is_elsewhere).then(|| sessions::delete_of(&email));
            Ok([Some(users::erase(member, user)), ended].into_iter().flatten().collect())
        };
        self.act_as(member, Request::by(by), &deciding, &beside).await?;
        Ok(())
    }

    /// The account of a member's person by its address.
    pub async fn find_person(&self, member: MemberId, email: &str) -> Result<i64, AppError> {
        let key = users::email_key(email);
        let people = users::by_member(&self.db, member).await?;
        let known = people.iter().find(|user| users::email_key(&user.email) == key);
        known.map(|user| user.id).ok_or_else(|| AppError::not_found("person of this member", email.trim()))
    }
}

/// The people, as the rules see them.
pub(crate) fn people(users: &[UserRow]) -> Vec<Person> {
    let roles = |user: &UserRow| Roles::read(&user.roles).unwrap_or_default().all().to_vec();
    users.iter().map(|user| Person { user: user.id, roles: roles(user) }).collect()
}

fn known(held: &Held, user: i64) -> Result<&UserRow, AppError> {
    held.users.iter().find(|known| known.id == user).ok_or_else(|| AppError::not_found("person of this member", user))
}

/// The rows of those whose roles a decision changes.
pub(crate) fn role_rows(after: &mut Held, decision: &Decision) -> Vec<Stmt> {
    let member = after.row.id;
    let mut stmts = Vec::new();
    for entry in &decision.entries {
        let Fact::RolesChanged { user, after: roles, .. } = &entry.fact else { continue };
        if let Some(row) = after.users.iter_mut().find(|known| known.id == *user) {
            row.roles = Roles::of(roles).to_string();
            stmts.push(users::set_roles(member, *user, &row.roles));
        }
    }
    stmts
}
