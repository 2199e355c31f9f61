//! Who belongs to a member, and adding somebody.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile, NewPerson, PersonFault, PersonRow, Role, UserRow};
use jubilee_core::{Actor, Lang, RoleChange};
use jubilee_texts::t;

use super::{RoleTick, member_name, ticked, ticks};
use crate::frame::{Frame, MemberName, Section, own_name};
use crate::pages::Sample;
use crate::pages::staff::Choice;
use crate::portal::{Form, MemberOrStaff, MemberScope, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::{route, sample};

/// A person.
#[derive(Clone, Debug)]
pub struct PeopleLine {
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The roles in words; empty for none.
    pub roles: String,
    /// The language of the mails; `None` for who gets none.
    pub mails: Option<&'static str>,
    /// Whether it is the one who looks.
    pub is_you: bool,
    /// Where the roles are changed.
    pub href: Option<String>,
}

/// What was typed to add somebody, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Adding {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The languages to choose from.
    pub languages: Vec<Choice>,
    /// The roles to tick.
    pub roles: Vec<RoleTick>,
    /// What is wrong with the name.
    pub name_problem: Option<String>,
    /// What is wrong with the address.
    pub email_problem: Option<String>,
    /// What is wrong with the roles.
    pub roles_problem: Option<String>,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/people/list.html")]
pub struct People {
    /// The frame.
    pub frame: Frame,
    /// The member.
    pub member: MemberName,
    /// Where the form goes.
    pub here: String,
    /// The page before, with its name.
    pub back: Option<(String, String)>,
    /// Whether staff look.
    pub is_staff: bool,
    /// The people, in the order in which they came.
    pub people: Vec<PeopleLine>,
    /// Why nothing can be changed, a sentence.
    pub closed: Option<String>,
    /// The form to add somebody; `None` where nothing can be changed.
    pub adding: Option<Adding>,
    /// Whether the one who looks also keeps the billing details.
    pub keeps_billing: bool,
    /// What was done, a sentence.
    pub done: Option<String>,
    /// What was refused, a sentence.
    pub refusal: Option<String>,
}

/// Shows a member's people to one of them.
pub(crate) async fn get(State(portal): State<Portal>, scope: MemberScope) -> Result<Response, Problem> {
    show(&portal, &MemberOrStaff::Member(scope)).await
}

/// Shows a member's people to staff.
pub(crate) async fn get_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(member): Path<String>,
) -> Result<Response, Problem> {
    show(&portal, &MemberOrStaff::staff(scope, &member)?).await
}

/// Adds somebody, for one of a member's admins.
pub(crate) async fn post(State(portal): State<Portal>, scope: MemberScope, given: Form) -> Result<Response, Problem> {
    add(&portal, &MemberOrStaff::Member(scope), &given).await
}

/// Adds somebody, for staff.
pub(crate) async fn post_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(member): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    add(&portal, &MemberOrStaff::staff(scope, &member)?, &given).await
}

async fn show(portal: &Portal, who: &MemberOrStaff) -> Result<Response, Problem> {
    let file = who.file(portal).await?;
    let lang = who.lang();
    let of = || {
        let id: i64 = who.query().get("of").parse().ok()?;
        file.users.iter().find(|user| user.id == id).map(|user| user.name.clone())
    };
    let done = match who.query().get("done") {
        "added" => of().map(|name| t!(lang, "people-done-added", name = name)),
        "changed" => of().map(|name| t!(lang, "people-done-changed", name = name)),
        "removed" => Some(t!(lang, "people-done-removed")),
        _ => None,
    };
    page(&People { done, ..shown(portal, who, &file, None, &[]) })
}

async fn add(portal: &Portal, who: &MemberOrStaff, given: &Form) -> Result<Response, Problem> {
    who.may_keep_people()?;
    given.only(&["name", "email", "language"], Some("role"))?;
    let file = who.file(portal).await?;
    let person = NewPerson {
        name: given.get("name").to_owned(),
        email: given.get("email").to_owned(),
        language: given.get("language").parse().map_err(|_| Problem::Malformed)?,
        roles: ticked(given)?,
    };
    let faults = person.faults();
    if !faults.is_empty() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown(portal, who, &file, Some(&person), &faults));
    }
    match portal.app.add_person(file.row.id, &person, who.actor()).await {
        Ok(user) => Ok(see_other(&format!("{}?done=added&of={user}", who.people_page()))),
        Err(AppError::Refused(refusal)) => {
            let refusal = who.refusal_sentence(portal, &refusal);
            page_with(StatusCode::CONFLICT, &People { refusal, ..shown(portal, who, &file, Some(&person), &[]) })
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(portal: &Portal, who: &MemberOrStaff, file: &MemberFile, typed: Option<&NewPerson>, faults: &[PersonFault]) -> People {
    let lang = who.lang();
    let closed = who.people_closed(portal, file);
    let here = who.people_page();
    let adding = closed.is_none().then(|| {
        let with_global = who.roles_refusal(portal, file, 0, RoleChange::Set(&[Role::GlobalAdmin])).is_none();
        adding(typed, faults, with_global, file.row.language, lang)
    });
    let line = |user: &UserRow| {
        let row = PersonRow::from(user);
        PeopleLine {
            name: row.name,
            email: row.email,
            roles: jubilee_texts::roles(lang, &row.roles),
            mails: row.gets_mails.then(|| own_name(row.language)),
            is_you: who.actor() == Actor::User(user.id),
            href: adding.is_some().then(|| format!("{here}/{}", user.id)),
        }
    };
    People {
        frame: who.frame(Section::People, file),
        member: member_name(file),
        back: who.people_back(file),
        is_staff: matches!(who, MemberOrStaff::Staff(..)),
        people: file.users.iter().map(line).collect(),
        closed,
        adding,
        keeps_billing: matches!(who, MemberOrStaff::Member(scope) if scope.roles.may_keep_billing()),
        done: None,
        refusal: None,
        here,
    }
}

fn adding(typed: Option<&NewPerson>, faults: &[PersonFault], with_global: bool, usual: Lang, lang: Lang) -> Adding {
    let chosen = typed.map_or(usual, |person| person.language);
    let language = |one: Lang| Choice { id: one.code().to_owned(), name: own_name(one).to_owned(), is_chosen: one == chosen };
    let has = |fault| faults.contains(&fault);
    Adding {
        name: typed.map(|person| person.name.clone()).unwrap_or_default(),
        email: typed.map(|person| person.email.clone()).unwrap_or_default(),
        languages: Lang::ALL.into_iter().map(language).collect(),
        roles: ticks(typed.map_or(&[], |person| &person.roles), with_global, lang),
        name_problem: has(PersonFault::Name).then(|| t!(lang, "people-wrong-name")),
        email_problem: has(PersonFault::Email).then(|| t!(lang, "people-wrong-email")),
        roles_problem: has(PersonFault::Roles).then(|| t!(lang, "people-wrong-roles")),
    }
}

impl Sample for People {
    fn samples(lang: Lang) -> Vec<(&'static str, People)> {
        let line = |name: &str, email: &str, roles: &[Role], is_you| PeopleLine {
            name: name.to_owned(),
            email: email.to_owned(),
            roles: jubilee_texts::roles(lang, roles),
            mails: roles.contains(&Role::GlobalAdmin).then_some("English"),
            is_you,
            href: Some("/people/1".to_owned()),
        };
        let full = People {
            frame: sample::member_frame(lang, "/people", Section::People),
            member: sample::member(),
            here: "/people".to_owned(),
            back: None,
            is_staff: false,
            people: vec![
                line("Ines Aldridge", "ines@brightwater.example", &[Role::GlobalAdmin], true),
                line("Tobias Renner", "tobias@brightwater.example", &[Role::AccountAdmin, Role::BillingAdmin], false),
                line("Marieke van den Oudenalder", "marieke.van.den.oudenalder@brightwater.example", &[], false),
            ],
            closed: None,
            adding: Some(adding(None, &[], true, Lang::Nl, lang)),
            keeps_billing: true,
            done: Some(t!(lang, "people-done-changed", name = "Tobias Renner")),
            refusal: None,
        };
        let typed = NewPerson { name: String::new(), email: "tobias".to_owned(), language: Lang::En, roles: Vec::new() };
        let faults = typed.faults();
        let wrong = People {
            adding: Some(adding(Some(&typed), &faults, false, Lang::Nl, lang)),
            done: None,
            refusal: Some(sample::refusal(lang)),
            ..full.clone()
        };
        let people = full.people.iter().map(|line| PeopleLine { href: None, ..line.clone() }).collect();
        let words = t!(lang, "people-move-first", system = "Partner Membership Center");
        let closed = People { people, closed: Some(words), adding: None, done: None, ..full.clone() };
        let staff = People {
            frame: sample::staff_frame(lang, "/staff/members/4127/people", Section::Members),
            back: Some(("/staff/members/4127".to_owned(), sample::member().name)),
            here: "/staff/members/4127/people".to_owned(),
            is_staff: true,
            keeps_billing: false,
            people: Vec::new(),
            done: None,
            ..full.clone()
        };
        vec![("full", full), ("wrong", wrong), ("closed", closed), ("staff", staff)]
    }
}
