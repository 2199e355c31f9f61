//! The daily run: with nothing due, and with the same number due, at several sizes.

use std::time::Instant as Stopwatch;

use jubilee_core::Day;

use super::ground::{Ground, LIVE, Watch};
use super::{Measured, places};
use crate::arguments::Measuring;

pub(super) async fn measure(sizes: &[u32], due: u32, rounds: u32, measuring: &Measuring) -> anyhow::Result<Vec<Measured>> {
    let mut measured = Vec::new();
    for (ground, size) in places(sizes, measuring)? {
        measured.push(at_size(&ground, size, due, rounds).await?);
    }
    Ok(measured)
}

async fn at_size(ground: &Ground, size: u32, due: u32, rounds: u32) -> anyhow::Result<Measured> {
    let live: Day = LIVE.parse()?;
    let busy = live.plus_days(i32::try_from(rounds)?);
    let app = ground.store(&format!("day-{size}")).await?;
    ground.files(size, due, busy)?.load(&app).await?;
    let mut idle = Vec::new();
    for _ in 0..rounds {
        let next = app.clock().await?.completed_on.map_or(live, Day::next);
        let watch = Stopwatch::now();
        let report = app.run(Some(next), true, &|_, _| {}).await?;
        idle.push(watch.elapsed().as_secs_f64() * 1e6);
        anyhow::ensure!(report.due == 0, "a day on which nothing is due had {} steps", report.due);
    }
    let watch = Watch::start()?;
    let report = app.run(Some(busy), true, &|_, _| {}).await?;
    let (wall, cpu) = watch.seconds()?;
    anyhow::ensure!(report.due == i64::from(due.min(size)), "{} steps were due, {} expected", report.due, due.min(size));
    anyhow::ensure!(report.done == report.due, "not every step was done: {report:?}");
    let steps = f64::from(due.min(size)).max(1.0);
    idle.sort_by(f64::total_cmp);
    let at = |index: usize| idle.get(index).copied().unwrap_or_default();
    Ok(Measured::new("day", ground.engine, size)
        .figure("nothing_due_min_us", at(0))
        .figure("nothing_due_median_us", at(idle.len() / 2))
        .figure("nothing_due_max_us", at(idle.len().saturating_sub(1)))
        .figure("due_steps", report.due as f64)
        .figure("busy_day_ms", wall * 1e3)
        .figure("per_due_step_us", wall * 1e6 / steps)
        .figure("per_due_step_cpu_us", cpu * 1e6 / steps))
}
