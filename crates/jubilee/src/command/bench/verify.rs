//! Verifying: every hash of every ledger, then every row too; and rebuilding where nothing is wrong.

use jubilee_core::Day;

use super::ground::{Ground, LIVE, Watch};
use super::{Measured, places};
use crate::arguments::Measuring;

pub(super) async fn measure(sizes: &[u32], measuring: &Measuring) -> anyhow::Result<Vec<Measured>> {
    let mut measured = Vec::new();
    for (ground, size) in places(sizes, measuring)? {
        measured.push(at_size(&ground, size).await?);
    }
    Ok(measured)
}

async fn at_size(ground: &Ground, size: u32) -> anyhow::Result<Measured> {
    let live: Day = LIVE.parse()?;
    let app = ground.store(&format!("verify-{size}")).await?;
    // Everybody has been reminded once, so that there are ledgers and not only their beginnings.
    ground.files(size, size, live)?.load(&app).await?;
    app.run(Some(live), true, &|_, _| {}).await?;

    let watch = Watch::start()?;
    let found = app.verify(false, &|_, _| {}).await?;
    let (wall, cpu) = watch.seconds()?;
    anyhow::ensure!(found.sound, "the store does not verify: {:?}", found.findings);
    let entries = found.entries as f64;
    let watch = Watch::start()?;
    let deep = app.verify(true, &|_, _| {}).await?;
    let (deep_wall, _) = watch.seconds()?;
    anyhow::ensure!(deep.sound, "the store does not verify: {:?}", deep.findings);
    let watch = Watch::start()?;
    let rebuilt = app.rebuild(&|_, _| {}).await?;
    let (rebuild_wall, _) = watch.seconds()?;
    anyhow::ensure!(rebuilt.mended == 0 && rebuilt.left == 0, "a sound store was rebuilt: {rebuilt:?}");
    Ok(Measured::new("verify", ground.engine, size)
        .figure("entries", entries)
        .figure("entries_a_second", entries / wall)
        .figure("entries_a_cpu_second", entries / cpu.max(0.01))
        .figure("deep_entries_a_second", entries / deep_wall)
        .figure("rebuild_entries_a_second", entries / rebuild_wall))
}
