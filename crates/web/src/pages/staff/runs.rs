//! The daily runs: for each day what was due and what became of it. Holding them has a file of its own ([`super::pauses`]).

use crate::pages::staff::pauses::{PauseForm, PauseLine, Pauses};
use crate::portal::{Portal, Problem, StaffScope, page};
use crate::route;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
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

/// Shows a page of the runs.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope) -> Result<Response, Problem> {
    page(&shown(&portal, &scope, PauseForm::default()).await?)
}

/// A page of the runs, with what was said about the pause.
pub(super) async fn shown(portal: &Portal, scope: &StaffScope, form: PauseForm) -> Result<Runs, Problem> {
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
    let Pauses { holds, over, form } = Pauses::load(portal, scope, form).await?;
    Ok(Runs {
        frame: scope.visit.frame(Section::Runs),
        paused: holds,
        pauses: over,
        form,
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
