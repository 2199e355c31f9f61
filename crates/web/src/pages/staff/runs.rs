//! The daily runs: for each day what was due and what became of it; holding them, and going on.

use crate::portal::{Form, Portal, Problem, StaffScope, page, page_with, see_other};
use crate::present::{instant, staff_or_operator};
use crate::route;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{MOST_REASON, Pause, StaffRole};
use jubilee_core::{Day, Lang};
use jubilee_texts::t;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::sample;

/// A day's run.
#[derive(Clone, Debug)]
pub struct RunLine {
    /// The day.
    pub day: Day,
    /// How many steps were due.
    pub due: i64,
    /// How many were done.
    pub done: i64,
    /// How many gave way to a later one.
    pub superseded: i64,
    /// How many came too late to make sense.
    pub missed: i64,
    /// How many failed.
    pub failed: i64,
    /// Whether the sum is right.
    pub adds_up: bool,
}

/// A step that failed.
#[derive(Clone, Debug)]
pub struct FailedStep {
    /// The day of the run.
    pub day: Day,
    /// The member's name.
    pub member: String,
    /// The member's page.
    pub href: String,
    /// Which step.
    pub step: String,
    /// What went wrong.
    pub problem: String,
}

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

/// The runs.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/runs.html")]
pub struct Runs {
    /// The frame.
    pub frame: Frame,
    /// The runs, the newest first.
    pub runs: Vec<RunLine>,
    /// What failed.
    pub failed: Vec<FailedStep>,
    /// The pause that holds.
    pub paused: Option<PauseLine>,
    /// The pauses that there were, the latest first.
    pub pauses: Vec<PauseLine>,
    /// What may be done about it.
    pub form: PauseForm,
    /// The next page, where there is one.
    pub next: Option<String>,
}

/// How many days a page shows, and how many failed steps.
const MOST: u32 = 60;

/// How many of the pauses that there were are shown.
const MOST_PAUSES: u32 = 10;

/// Shows a page of the runs.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope) -> Result<Response, Problem> {
    page(&shown(&portal, &scope, PauseForm::default()).await?)
}

/// Pauses what happens by itself, or goes on.
pub(crate) async fn post(State(portal): State<Portal>, scope: StaffScope, given: Form) -> Result<Response, Problem> {
    if scope.role < StaffRole::Manager {
        return Err(Problem::Forbidden);
    }
    given.only(&["do", "reason"], None)?;
    let lang = scope.visit.lang();
    let is_paused = portal.app.paused().await?.is_some();
    let (done, refusal) = match given.get("do") {
        "pause" => {
            let reason = given.get("reason");
            if let Some(problem) = reason_problem(reason, lang) {
                let form = PauseForm { reason: reason.to_owned(), reason_problem: Some(problem), ..PauseForm::default() };
                return page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown(&portal, &scope, form).await?);
            }
            if is_paused {
                (false, t!(lang, "staff-pause-already"))
            } else {
                portal.app.pause(reason, scope.actor).await?;
                (true, String::new())
            }
        }
        "resume" if is_paused => {
            portal.app.resume(scope.actor).await?;
            (true, String::new())
        }
        "resume" => (false, t!(lang, "staff-pause-none")),
        _ => return Err(Problem::Malformed),
    };
    if done {
        return Ok(see_other(route::STAFF_RUNS));
    }
    let form = PauseForm { refusal: Some(refusal), ..PauseForm::default() };
    page_with(StatusCode::CONFLICT, &shown(&portal, &scope, form).await?)
}

async fn shown(portal: &Portal, scope: &StaffScope, form: PauseForm) -> Result<Runs, Problem> {
    let before: Option<Day> = scope.visit.query().get("before").parse().ok();
    let mut days = portal.app.runs(before, MOST + 1).await?;
    let has_more = days.len() > MOST as usize;
    days.truncate(MOST as usize);
    let steps = if before.is_none() { portal.app.set_aside_steps(MOST).await? } else { Vec::new() };
    let members: Vec<_> = steps.iter().map(|step| step.member).collect();
    let names = portal.app.member_names(&members).await?;
    let line = |day: &jubilee_app::DayOfRuns| RunLine {
        day: day.on,
        due: day.due,
        done: day.done,
        superseded: day.superseded,
        missed: day.missed,
        failed: day.failed,
        adds_up: day.due == day.done + day.superseded + day.missed + day.failed,
    };
    let lang = scope.visit.lang();
    let staff = portal.app.staff_names().await?;
    let pause = |pause: Pause| PauseLine {
        since: instant(pause.since, lang),
        until: pause.until.map(|until| instant(until, lang)),
        by: staff_or_operator(pause.by, &staff, lang),
        resumed_by: pause.until.map(|_| staff_or_operator(pause.resumed_by, &staff, lang)),
        reason: pause.reason,
    };
    let pauses = portal.app.pauses(MOST_PAUSES).await?;
    let (holds, over): (Vec<Pause>, Vec<Pause>) = pauses.into_iter().partition(|pause| pause.until.is_none());
    let waiting = i64::try_from(portal.app.waiting_steps().await?).unwrap_or(i64::MAX);
    Ok(Runs {
        frame: scope.visit.frame(Section::Runs),
        paused: holds.into_iter().next().map(pause),
        pauses: over.into_iter().map(pause).collect(),
        form: PauseForm { is_allowed: scope.role >= StaffRole::Manager, waiting, ..form },
        runs: days.iter().map(line).collect(),
        failed: steps
            .into_iter()
            .map(|step| FailedStep {
                day: step.on,
                member: names.get(&step.member).cloned().unwrap_or_default(),
                href: route::staff_member(step.member),
                step: step.step,
                problem: step.reason,
            })
            .collect(),
        next: days.last().filter(|_| has_more).map(|last| format!("{}?before={}", route::STAFF_RUNS, last.on)),
    })
}

/// What is wrong with the reason for a pause, a sentence.
fn reason_problem(reason: &str, lang: Lang) -> Option<String> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Some(t!(lang, "staff-pause-reason-missing"));
    }
    if reason.chars().count() > MOST_REASON {
        return Some(t!(lang, "exception-reason-too-long", most = MOST_REASON));
    }
    let is_readable = reason.chars().all(|letter| !letter.is_control() || "\r\n".contains(letter));
    (!is_readable).then(|| t!(lang, "exception-reason-unreadable"))
}

impl Sample for Runs {
    fn samples(lang: Lang) -> Vec<(&'static str, Runs)> {
        let frame = sample::staff_frame(lang, "/staff/runs", Section::Runs);
        let (runs, failed) = sample::runs();
        let form = PauseForm { is_allowed: true, ..PauseForm::default() };
        let full = Runs {
            frame: frame.clone(),
            runs,
            failed,
            paused: None,
            pauses: vec![sample::pause(lang, true)],
            form: form.clone(),
            next: Some("/staff/runs?before=2020-09-14".to_owned()),
        };
        let empty = Runs { runs: Vec::new(), failed: Vec::new(), pauses: Vec::new(), next: None, ..full.clone() };
        let paused = Runs {
            frame: Frame {
                warning: Some(t!(
                    lang,
                    "staff-pause-warning",
                    since = sample::pause(lang, false).since,
                    reason = sample::pause(lang, false).reason
                )),
                ..frame
            },
            paused: Some(sample::pause(lang, false)),
            form: PauseForm { waiting: 1_204, ..form.clone() },
            ..full.clone()
        };
        let wrong =
            Runs { form: PauseForm { reason_problem: Some(t!(lang, "staff-pause-reason-missing")), ..form }, ..full.clone() };
        vec![("full", full), ("empty", empty), ("paused", paused), ("wrong", wrong)]
    }
}
