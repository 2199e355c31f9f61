//! The import of members with a user and a subscription each: reading, checking, ledger, rows and seal.

use super::ground::{Ground, LIVE, Watch, peak_mib};
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
    let files = ground.files(size, 0, LIVE.parse()?)?;
    let app = ground.store(&format!("import-{size}")).await?;
    let watch = Watch::start()?;
    files.load(&app).await?;
    let (wall, cpu) = watch.seconds()?;
    let status = app.verify(false, &|_, _| {}).await?;
    anyhow::ensure!(status.sound && status.members == u64::from(size), "what was imported is not what is stored: {status:?}");
    let size_of = f64::from(size);
    Ok(Measured::new("import", ground.engine, size)
        .figure("seconds", wall)
        .figure("cpu_seconds", cpu)
        .figure("subscriptions_a_second", size_of / wall)
        .figure("peak_mib", peak_mib()?))
}
