//! Holding what happens by itself, and going on: a part of the page of the runs.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{AppError, Pause, StaffRole};
use jubilee_texts::t;

use crate::pages::staff::reason::reason_problem;
use crate::pages::staff::runs::shown;
use crate::portal::{Form, Portal, Problem, StaffScope, page_with, see_other};
use crate::present::{instant, staff_or_operator};
use crate::route;

/// A pause, or one that was.
#[derive(Clone, Debug)]
pub struct PauseLine {
    /// When it began, a day and a time in words.
    pub since: String,
    /// When it ended; `None` while it holds.
    pub until: Option<String>,
    /// Why.
    pub reason: String,
    /// Who paused.
    pub by: String,
    /// Who resumed.
    pub resumed_by: Option<String>,
}

/// What may be done about the pause.
#[derive(Clone, Debug, Default)]
pub struct PauseForm {
    /// Whether the person may pause and resume, or only sees.
    pub is_allowed: bool,
    /// How many subscriptions have something due that was not done.
    pub waiting: i64,
    /// The reason as it was typed.
    pub reason: String,
    /// What is wrong with it, a sentence.
    pub reason_problem: Option<String>,
    /// What became of the request where somebody else was quicker, a sentence.
    pub refusal: Option<String>,
}

/// The pause that holds, those that there were, and the form.
pub(super) struct Pauses {
    pub(super) holds: Option<PauseLine>,
    pub(super) over: Vec<PauseLine>,
    pub(super) form: PauseForm,
}

/// How many of the pauses that there were are shown.
const MOST: u32 = 10;

impl Pauses {
    /// As they stand, with what was typed or said.
    pub(super) async fn load(portal: &Portal, scope: &StaffScope, form: PauseForm) -> Result<Pauses, Problem> {
        let lang = scope.visit.lang();
        let staff = portal.app.staff_names().await?;
        let line = |pause: Pause| PauseLine {
            since: instant(pause.since, lang),
            until: pause.until.map(|until| instant(until, lang)),
            by: staff_or_operator(pause.by, &staff, lang),
            resumed_by: pause.until.map(|_| staff_or_operator(pause.resumed_by, &staff, lang)),
            reason: pause.reason,
        };
        let all = portal.app.pauses(MOST).await?;
        let (holds, over): (Vec<Pause>, Vec<Pause>) = all.into_iter().partition(|pause| pause.until.is_none());
        let waiting = i64::try_from(portal.app.waiting_subscriptions().await?).unwrap_or(i64::MAX);
        Ok(Pauses {
            holds: holds.into_iter().next().map(line),
            over: over.into_iter().map(line).collect(),
            form: PauseForm { is_allowed: scope.role >= StaffRole::Manager, waiting, ..form },
        })
    }
}

/// Pauses what happens by itself, or goes on. Where somebody else was quicker, the page says so.
pub(crate) async fn post(State(portal): State<Portal>, scope: StaffScope, given: Form) -> Result<Response, Problem> {
    if scope.role < StaffRole::Manager {
        return Err(Problem::Forbidden);
    }
    given.only(&["do", "reason"], None)?;
    let lang = scope.visit.lang();
    let done = match given.get("do") {
        "pause" => {
            let reason = given.get("reason");
            if let Some(problem) = reason_problem(reason, || t!(lang, "staff-pause-reason-missing"), lang) {
                let form = PauseForm { reason: reason.to_owned(), reason_problem: Some(problem), ..PauseForm::default() };
                return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown(&portal, &scope, form).await?);
            }
            portal.app.pause(reason, scope.actor).await.map(drop)
        }
        "resume" => portal.app.resume(scope.actor).await,
        _ => return Err(Problem::Malformed),
    };
    let refusal = match done {
        Ok(()) => return Ok(see_other(route::STAFF_RUNS)),
        Err(AppError::AlreadyPaused { .. }) => t!(lang, "staff-pause-already"),
        Err(AppError::NotPaused) => t!(lang, "staff-pause-none"),
        Err(error) => return Err(error.into()),
    };
    let form = PauseForm { refusal: Some(refusal), ..PauseForm::default() };
    page_with(StatusCode::CONFLICT, &shown(&portal, &scope, form).await?)
}
