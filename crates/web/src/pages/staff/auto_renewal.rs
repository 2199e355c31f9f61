//! Automatic renewal of a member's subscription, for staff: what is charged and when, switching it off, and on with a card of the
//! member's that is kept for something else.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, Request};
use jubilee_core::{Lang, Lift, Refusal};
use jubilee_texts::t;

use crate::frame::{Frame, MemberName, Section};
use crate::pages::Sample;
use crate::pages::offers::auto_renewal::{AutoState, Reader, find, refused_words, state_of};
use crate::portal::{Form, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::{route, sample};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/auto_renewal.html")]
pub struct AutoRenewalOf {
    /// The frame.
    pub frame: Frame,
    /// The member.
    pub member: MemberName,
    /// Where the form goes.
    pub here: String,
    /// The member's page.
    pub back: String,
    /// What it is like today.
    pub state: AutoState,
    /// Whether the person may switch it, or only sees.
    pub may_act: bool,
    /// Why nothing came of what was just asked for.
    pub problem: Option<String>,
}

/// Shows what is charged, and when.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope, Path(id): Path<String>) -> Result<Response, Problem> {
    page(&shown(&portal, &scope, &id, None).await?)
}

async fn shown(portal: &Portal, scope: &StaffScope, id: &str, problem: Option<String>) -> Result<AutoRenewalOf, Problem> {
    let id = find(id)?;
    let file = portal.app.member_file(id.member()).await?;
    Ok(AutoRenewalOf {
        state: state_of(portal, (scope.visit.lang(), Reader::Staff), &file, id).await?,
        frame: scope.visit.frame(Section::Members),
        member: MemberName { name: file.row.name.clone(), number: file.row.reference.clone() },
        here: route::staff_auto_renewal(id),
        back: route::staff_member(id.member()),
        may_act: scope.role.may_act(),
        problem,
    })
}

/// Switches it off, or on, which takes the word of whoever does it that the card's holder agrees. What is so already stays so.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(id): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    scope.may_act()?;
    given.only(&["do", "agreed"], None)?;
    let before = shown(&portal, &scope, &id, None).await?;
    let (lang, subscription) = (scope.visit.lang(), find(&id)?);
    let request = Request::by(scope.actor);
    let done = match given.get("do") {
        "off" => portal.app.switch_off(subscription, request).await.map(Some),
        "on" if given.get("agreed") != "yes" => {
            let problem = Some(t!(lang, "auto-staff-agree-first"));
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &AutoRenewalOf { problem, ..before });
        }
        "on" => portal.app.switch_on(subscription, request).await,
        _ => return Err(Problem::Malformed),
    };
    match done {
        Ok(Some(_)) => Ok(see_other(&route::staff_auto_renewal(subscription))),
        Ok(None) => {
            let problem = Some(t!(lang, "auto-staff-no-kept-card"));
            page_with(StatusCode::CONFLICT, &AutoRenewalOf { problem, ..before })
        }
        Err(AppError::Refused(refusal)) if matches!(*refusal, Refusal { lift: Lift::Done, .. }) => {
            Ok(see_other(&route::staff_auto_renewal(subscription)))
        }
        Err(AppError::Refused(refusal)) => {
            // The page says why, wherever it does not say so already.
            let words = refused_words(&portal, lang, &refusal, Reader::Staff).join(" ");
            let shown = shown(&portal, &scope, &id, None).await?;
            let problem = Some(words).filter(|_| shown.state.refused.is_empty());
            page_with(StatusCode::CONFLICT, &AutoRenewalOf { problem, ..shown })
        }
        Err(error) => Err(error.into()),
    }
}

impl Sample for AutoRenewalOf {
    fn samples(lang: Lang) -> Vec<(&'static str, AutoRenewalOf)> {
        let here = "/staff/subscriptions/4226049/auto-renewal";
        let with = |state| AutoRenewalOf {
            frame: sample::staff_frame(lang, here, Section::Members),
            member: sample::member(),
            here: here.to_owned(),
            back: "/staff/members/4127".to_owned(),
            state,
            may_act: true,
            problem: None,
        };
        let kept = || AutoState { kept: Some("Visa •••• 4242".to_owned()), ..AutoState::sample_off(lang) };
        let viewer = AutoRenewalOf { may_act: false, ..with(AutoState::sample_on(lang)) };
        let unagreed = AutoRenewalOf { problem: Some(t!(lang, "auto-staff-agree-first")), ..with(kept()) };
        vec![
            ("on", with(AutoState::sample_on(lang))),
            ("off", with(AutoState::sample_off(lang))),
            ("off-kept", with(kept())),
            ("unagreed", unagreed),
            ("viewer", viewer),
        ]
    }
}
