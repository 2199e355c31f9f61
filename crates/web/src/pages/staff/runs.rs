//! The daily runs: for each day what was due and what became of it.

use askama::Template;
use jubilee_core::{Day, Lang};
use jubilee_texts::{t, t_of};

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

impl Sample for Runs {
    fn samples(lang: Lang) -> Vec<(&'static str, Runs)> {
        let frame = sample::staff_frame(lang, "/staff/runs", Section::Runs);
        let (runs, failed) = sample::runs();
        let full = Runs { frame: frame.clone(), runs, failed, next: Some("/staff/runs?before=2020-09-14".to_owned()) };
        vec![("full", full), ("empty", Runs { frame, runs: Vec::new(), failed: Vec::new(), next: None })]
    }
}
