//! The daily runs: for each day what was due and what became of it.

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
    /// The next page, where there is one.
    pub next: Option<String>,
}

/// How many days a page shows, and how many failed steps.
const MOST: u32 = 60;

/// Shows a page of the runs.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope) -> Result<Response, Problem> {
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
    page(&Runs {
        frame: scope.visit.frame(Section::Runs),
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
        let full = Runs { frame: frame.clone(), runs, failed, next: Some("/staff/runs?before=2020-09-14".to_owned()) };
        vec![("full", full), ("empty", Runs { frame, runs: Vec::new(), failed: Vec::new(), next: None })]
    }
}
