//! Moving a member's account for it: staff name the mover, who keeps its roles.

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::pages::staff::attainments::{Choice, find};
use crate::portal::{Form, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::{route, sample};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, MemberFile, Move, NewLocation, Role, Roles};
use jubilee_core::Lang;
use jubilee_texts::t;

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/migration.html")]
pub struct MoveMember {
    /// The frame.
    pub frame: Frame,
    /// The member.
    pub member: MemberName,
    /// Where the form goes.
    pub here: String,
    /// The member's page.
    pub back: String,
    /// What people call the legacy system.
    pub system: String,
    /// Whether the person may move accounts.
    pub may_act: bool,
    /// The global admins, one of whom makes the move.
    pub movers: Vec<Choice>,
    /// Everybody else, who will have no role.
    pub others: Vec<String>,
    /// What went wrong, a sentence.
    pub problem: Option<String>,
}

/// Asks for the mover; a member that has moved is shown instead.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope, Path(id): Path<String>) -> Result<Response, Problem> {
    let file = find(&portal, &id).await?;
    if !file.must_move(&portal.app) {
        return Ok(see_other(&route::staff_member(file.row.id)));
    }
    page(&shown(&portal, &scope, &file))
}

/// Moves the account; its locations come along as they are.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_act()?;
    given.only(&["mover"], None)?;
    let file = find(&portal, &id).await?;
    let lang = scope.visit.lang();
    let mover = given.get("mover").parse().ok().filter(|id| admins(&file).any(|user| user.id == *id));
    let Some(mover) = mover else {
        let problem = Some(t!(lang, "migration-staff-mover-missing"));
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &MoveMember { problem, ..shown(&portal, &scope, &file) });
    };
    let locations = file.locations.iter();
    let locations = locations.map(|known| NewLocation { name: known.name.clone(), country: known.country.clone() }).collect();
    match portal.app.migrate(file.row.id, Move { mover, locations, people: Vec::new() }, scope.actor).await {
        Ok(_) => Ok(see_other(&route::staff_member(file.row.id))),
        Err(AppError::Refused(refusal)) => {
            let problem = refusal.reasons.first().map(|reason| portal.app.sentence(reason, lang));
            page_with(StatusCode::CONFLICT, &MoveMember { problem, ..shown(&portal, &scope, &file) })
        }
        Err(error) => Err(error.into()),
    }
}

fn admins(file: &MemberFile) -> impl Iterator<Item = &jubilee_app::UserRow> {
    file.users.iter().filter(|user| Roles::read(&user.roles).is_ok_and(|roles| roles.has(Role::GlobalAdmin)))
}

fn shown(portal: &Portal, scope: &StaffScope, file: &MemberFile) -> MoveMember {
    let lang = scope.visit.lang();
    let legacy = portal.app.programme().legacy.as_ref();
    let mover = |user: &jubilee_app::UserRow| Choice {
        id: user.id.to_string(),
        name: format!("{} ({})", user.name, user.email),
        is_chosen: false,
    };
    MoveMember {
        frame: scope.visit.frame(Section::Members),
        member: MemberName { name: file.row.name.clone(), number: file.row.reference.clone() },
        here: route::staff_migration(file.row.id),
        back: route::staff_member(file.row.id),
        system: legacy.map(|legacy| legacy.name.get(lang).to_owned()).unwrap_or_default(),
        may_act: scope.role.may_act(),
        movers: admins(file).map(mover).collect(),
        others: file.users.iter().map(|user| user.name.clone()).collect(),
        problem: None,
    }
}

impl Sample for MoveMember {
    fn samples(lang: Lang) -> Vec<(&'static str, MoveMember)> {
        let mover =
            Choice { id: "1".to_owned(), name: "Ines Aldridge (ines@brightwater.example)".to_owned(), is_chosen: false };
        let full = MoveMember {
            frame: sample::staff_frame(lang, "/staff/members/4127/move", Section::Members),
            member: sample::member(),
            here: "/staff/members/4127/move".to_owned(),
            back: "/staff/members/4127".to_owned(),
            system: "Partner Membership Center".to_owned(),
            may_act: true,
            movers: vec![mover],
            others: vec!["Ines Aldridge".to_owned(), "Tobias Renner".to_owned()],
            problem: None,
        };
        let nobody = MoveMember { movers: Vec::new(), ..full.clone() };
        let wrong = MoveMember { problem: Some(t!(lang, "migration-staff-mover-missing")), ..full.clone() };
        let viewer = MoveMember { may_act: false, ..full.clone() };
        vec![("full", full), ("nobody", nobody), ("wrong", wrong), ("viewer", viewer)]
    }
}
