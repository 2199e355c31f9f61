//! Measuring on this machine: stores of given sizes are made in a temporary place, and each figure is printed with how it came about.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant as Stopwatch;

use anyhow::Context;
use jubilee_app::{App, Files, Setup};
use jubilee_core::Day;
use serde::Serialize;

use super::time;
use crate::arguments::{Bench, BenchUnit};
use crate::output::{json, line, table};

/// The day on which the generated stores go live, and the busy day.
const LIVE: &str = "2021-01-01";

pub(crate) async fn run(arguments: Bench) -> anyhow::Result<ExitCode> {
    match arguments.unit {
        BenchUnit::Day { sizes, due, rounds, postgres, form } => {
            let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
            let mut rows = Vec::new();
            for size in sizes {
                let url = format!("sqlite:{}", folder.path().join(format!("{size}.db")).display());
                rows.push(day(&url, "sqlite", folder.path(), size, due, rounds).await?);
                if let Some(url) = &postgres {
                    rows.push(day(url, "postgres", folder.path(), size, due, rounds).await?);
                }
            }
            if form.json {
                json(&rows)?;
            } else {
                print(&rows);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What was measured at one size.
#[derive(Serialize)]
struct DayRow {
    unit: &'static str,
    engine: &'static str,
    subscriptions: u32,
    import_ms: f64,
    nothing_due_us: Spread,
    due: i64,
    busy_day_ms: f64,
    us_per_due_step: f64,
}

/// Minimum, median and maximum of several rounds.
#[derive(Clone, Copy, Serialize)]
struct Spread {
    min: f64,
    median: f64,
    max: f64,
}

impl Spread {
    fn of(mut rounds: Vec<f64>) -> Spread {
        rounds.sort_by(f64::total_cmp);
        let at = |index: usize| rounds.get(index).copied().unwrap_or_default();
        Spread { min: at(0), median: at(rounds.len() / 2), max: at(rounds.len().saturating_sub(1)) }
    }
}

async fn day(url: &str, engine: &'static str, folder: &Path, size: u32, due: u32, rounds: u32) -> anyhow::Result<DayRow> {
    let live: Day = LIVE.parse()?;
    let busy = live.plus_days(i32::try_from(rounds)?);
    let setup = Setup {
        source: jubilee_programme::shipped_mpn(),
        source_name: "programme.toml",
        live_from: Some(live),
        is_sandbox: true,
        base_url: None,
    };
    let app = App::init(url, &setup, time()).await?;
    let import_ms = load(&app, folder, size, due, busy).await?;
    let mut idle = Vec::new();
    for _ in 0..rounds {
        let next = app.clock().await?.completed_on.map_or(live, Day::next);
        let watch = Stopwatch::now();
        let report = app.run(Some(next), true, &|_, _| {}).await?;
        idle.push(watch.elapsed().as_secs_f64() * 1e6);
        anyhow::ensure!(report.due == 0, "a day on which nothing is due had {} steps", report.due);
    }
    let watch = Stopwatch::now();
    let report = app.run(Some(busy), true, &|_, _| {}).await?;
    let busy_day_ms = watch.elapsed().as_secs_f64() * 1e3;
    anyhow::ensure!(report.due == i64::from(due.min(size)), "{} steps were due, {} expected", report.due, due.min(size));
    anyhow::ensure!(report.done == report.due, "not every step was done: {report:?}");
    let us_per_due_step = busy_day_ms * 1e3 / f64::from(due.min(size)).max(1.0);
    let nothing_due_us = Spread::of(idle);
    let due = report.due;
    Ok(DayRow { unit: "day", engine, subscriptions: size, import_ms, nothing_due_us, due, busy_day_ms, us_per_due_step })
}

/// A store of `size` subscriptions, of which `due` have their first reminder on the busy day and nobody else anything before.
async fn load(app: &App, folder: &Path, size: u32, due: u32, busy: Day) -> anyhow::Result<f64> {
    let (mut members, mut users, mut subscriptions) = (
        String::from("member,name,country,language,system\n"),
        String::from("member,email,name,roles,language\n"),
        String::from("subscription,member,offer,purchased_on,anniversary_on,areas\n"),
    );
    for n in 0..size {
        // The reminder of a subscription is due fifteen days before its anniversary.
        let anniversary = if n < due { busy.plus_days(15) } else { busy.plus_days(60 + i32::try_from(n % 200)?) };
        let bought = anniversary.plus_days(-900);
        writeln!(members, "M{n},Member {n},NL,nl,current")?;
        writeln!(users, "M{n},admin{n}@example.org,Admin {n},global-admin,nl")?;
        writeln!(subscriptions, "S{n},M{n},action-pack,{bought},{anniversary},")?;
    }
    let file = |name: &str, text: String| -> anyhow::Result<std::path::PathBuf> {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    };
    let (members, users) = (file("members.csv", members)?, file("users.csv", users)?);
    let subscriptions = file("subscriptions.csv", subscriptions)?;
    let files = Files { members: Some(&members), users: Some(&users), subscriptions: Some(&subscriptions), ..Files::default() };
    let watch = Stopwatch::now();
    app.import(files, false, &|_| {}).await?;
    Ok(watch.elapsed().as_secs_f64() * 1e3)
}

fn print(rows: &[DayRow]) {
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let idle = row.nothing_due_us;
            vec![
                row.engine.to_owned(),
                row.subscriptions.to_string(),
                format!("{:.0}", row.import_ms),
                format!("{:.0} / {:.0} / {:.0}", idle.min, idle.median, idle.max),
                row.due.to_string(),
                format!("{:.1}", row.busy_day_ms),
                format!("{:.1}", row.us_per_due_step),
            ]
        })
        .collect();
    let header = [
        "engine",
        "subscriptions",
        "import ms",
        "nothing due us (min / median / max)",
        "due",
        "busy day ms",
        "us per due step",
    ];
    table(&header, &cells);
    line("Wall time inside the process, from the call to the last durable commit.");
}
