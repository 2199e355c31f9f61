//! One person: the roles, and removing the person after a question.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile, Role, Roles, UserRow};
use jubilee_core::{Actor, Lang, RoleChange};
use jubilee_texts::t;

use super::{RoleTick, member_name, ticked, ticks};
use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::portal::{Form, MemberOrStaff, MemberScope, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::{route, sample};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/people/show.html")]
pub struct PersonPage {
    /// The frame.
    pub frame: Frame,
    /// The member.
    pub member: MemberName,
    /// Where the forms go.
    pub here: String,
    /// The page of all people.
    pub back: String,
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The roles to tick; `None` where they cannot be changed.
    pub roles: Option<Vec<RoleTick>>,
    /// Whether the role of global admin is left as it is.
    pub is_global_fixed: bool,
    /// Why the roles cannot be changed, a sentence.
    pub roles_closed: Option<String>,
    /// Why the person cannot be removed, a sentence.
    pub removal_closed: Option<String>,
    /// Whether it is asked if the person is to be removed.
    pub is_removing: bool,
    /// Whether it is the one who looks.
    pub is_you: bool,
    /// What was refused, a sentence.
    pub refusal: Option<String>,
}

/// Shows a person to one of the member's admins.
pub(crate) async fn get(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(person): Path<String>,
) -> Result<Response, Problem> {
    show(&portal, &MemberOrStaff::Member(scope), &person).await
}

/// Shows a person to staff.
pub(crate) async fn get_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path((member, person)): Path<(String, String)>,
) -> Result<Response, Problem> {
    show(&portal, &MemberOrStaff::staff(scope, &member)?, &person).await
}

/// Changes the roles or removes the person, for one of the member's admins.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(person): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    change(&portal, &MemberOrStaff::Member(scope), &person, &given).await
}

/// Changes the roles or removes the person, for staff.
pub(crate) async fn post_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path((member, person)): Path<(String, String)>,
    given: Form,
) -> Result<Response, Problem> {
    change(&portal, &MemberOrStaff::staff(scope, &member)?, &person, &given).await
}

async fn show(portal: &Portal, who: &MemberOrStaff, person: &str) -> Result<Response, Problem> {
    who.may_keep_people()?;
    let file = who.file(portal).await?;
    let user = find(&file, person)?;
    let roles = roles_of(user);
    page(&PersonPage { is_removing: who.query().get("remove") == "1", ..shown(portal, who, &file, user, &roles) })
}

async fn change(portal: &Portal, who: &MemberOrStaff, person: &str, given: &Form) -> Result<Response, Problem> {
    who.may_keep_people()?;
    given.only(&["do"], Some("role"))?;
    let file = who.file(portal).await?;
    let user = find(&file, person)?;
    let mut roles = ticked(given)?;
    let (member, by) = (file.row.id, who.actor());
    let is_you = by == Actor::User(user.id);
    let (outcome, done, is_removing) = match given.get("do") {
        "roles" => {
            // Who does not decide about global admins is not asked, and leaves it as it is.
            if roles_of(user).contains(&Role::GlobalAdmin) && !decides_about_global(portal, who, &file, user.id) {
                roles.push(Role::GlobalAdmin);
            }
            let done = format!("{}?done=changed&of={}", who.people_page(), user.id);
            (portal.app.change_roles(member, user.id, &roles, by).await, done, false)
        }
        "remove" => {
            roles = roles_of(user);
            // Who removes himself has nothing left to look at here.
            let done = if is_you { route::HOME.to_owned() } else { format!("{}?done=removed", who.people_page()) };
            (portal.app.remove_person(member, user.id, by).await, done, true)
        }
        _ => return Err(Problem::Malformed),
    };
    match outcome {
        Ok(()) => Ok(see_other(&done)),
        Err(AppError::Refused(refusal)) => {
            let refusal = who.refusal_sentence(portal, &refusal);
            let page = PersonPage { is_removing, refusal, ..shown(portal, who, &file, user, &roles) };
            page_with(StatusCode::CONFLICT, &page)
        }
        Err(error) => Err(error.into()),
    }
}

fn find<'a>(file: &'a MemberFile, person: &str) -> Result<&'a UserRow, Problem> {
    let id: i64 = person.parse().map_err(|_| Problem::NotFound)?;
    file.users.iter().find(|user| user.id == id).ok_or(Problem::NotFound)
}

fn roles_of(user: &UserRow) -> Vec<Role> {
    Roles::read(&user.roles).unwrap_or_default().all().to_vec()
}

fn decides_about_global(portal: &Portal, who: &MemberOrStaff, file: &MemberFile, user: i64) -> bool {
    who.roles_refusal(portal, file, user, RoleChange::Set(&[Role::GlobalAdmin])).is_none()
}

fn shown(portal: &Portal, who: &MemberOrStaff, file: &MemberFile, user: &UserRow, ticked: &[Role]) -> PersonPage {
    let lang = who.lang();
    // As it is now: whether it may be changed at all.
    let closed = who.roles_refusal(portal, file, user.id, RoleChange::Set(&roles_of(user)));
    let removal = who.roles_refusal(portal, file, user.id, RoleChange::Remove);
    let with_global = decides_about_global(portal, who, file, user.id);
    PersonPage {
        frame: who.frame(Section::People, file),
        member: member_name(file),
        here: format!("{}/{}", who.people_page(), user.id),
        back: who.people_page(),
        name: user.name.clone(),
        email: user.email.clone(),
        roles: closed.is_none().then(|| ticks(ticked, with_global, lang)),
        is_global_fixed: !with_global,
        roles_closed: closed.and_then(|refusal| who.refusal_sentence(portal, &refusal)),
        removal_closed: removal.and_then(|refusal| who.refusal_sentence(portal, &refusal)),
        is_removing: false,
        is_you: who.actor() == Actor::User(user.id),
        refusal: None,
    }
}

impl Sample for PersonPage {
    fn samples(lang: Lang) -> Vec<(&'static str, PersonPage)> {
        let closed = t!(lang, "reason-last-global-admin");
        let full = PersonPage {
            frame: sample::member_frame(lang, "/people/2", Section::People),
            member: sample::member(),
            here: "/people/2".to_owned(),
            back: "/people".to_owned(),
            name: "Tobias Renner".to_owned(),
            email: "tobias@brightwater.example".to_owned(),
            roles: Some(ticks(&[Role::AccountAdmin, Role::BillingAdmin], true, lang)),
            is_global_fixed: false,
            roles_closed: None,
            removal_closed: None,
            is_removing: false,
            is_you: false,
            refusal: None,
        };
        let removing = PersonPage { is_removing: true, is_you: true, ..full.clone() };
        let last = PersonPage {
            roles: Some(ticks(&[Role::GlobalAdmin], true, lang)),
            removal_closed: Some(closed.clone()),
            refusal: Some(closed.clone()),
            ..full.clone()
        };
        let not_yours = PersonPage {
            roles: None,
            roles_closed: Some(t!(lang, "reason-own-roles")),
            removal_closed: Some(t!(lang, "reason-own-roles")),
            ..full.clone()
        };
        let fixed = PersonPage { roles: Some(ticks(&[Role::Viewer], false, lang)), is_global_fixed: true, ..full.clone() };
        vec![("full", full), ("removing", removing), ("last", last), ("not-yours", not_yours), ("fixed", fixed)]
    }
}
