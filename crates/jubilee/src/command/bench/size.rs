//! What things take on the disk.

use anyhow::Context;
use jubilee_core::Day;

use super::super::time;
use super::Measured;
use super::ground::{Ground, LIVE};

pub(super) async fn measure(sizes: &[u32]) -> anyhow::Result<Vec<Measured>> {
    let ground = Ground::sqlite()?;
    let mut measured = Vec::new();
    for size in sizes {
        measured.push(at_size(&ground, *size).await?);
    }
    Ok(measured)
}

async fn at_size(ground: &Ground, size: u32) -> anyhow::Result<Measured> {
    let live: Day = LIVE.parse()?;
    let app = ground.store(&format!("size-{size}")).await?;
    let bytes = async |name: &str| -> anyhow::Result<f64> {
        let copied = app.backup(&ground.path(name), time(), Box::new(|_, _| {})).await?;
        Ok(copied.bytes as f64)
    };
    let empty = bytes("empty.db").await?;
    ground.files(size, size, live)?.load(&app).await?;
    let imported = bytes("imported.db").await?;
    app.run(Some(live), true, &|_, _| {}).await?;
    let reminded = bytes("reminded.db").await?;
    let program = std::fs::metadata("/proc/self/exe").context("cannot look at the program's own file")?.len();
    let n = f64::from(size.max(1));
    Ok(Measured::new("size", ground.engine, size)
        .figure("program_mib", program as f64 / (1024.0 * 1024.0))
        .figure("empty_store_kib", empty / 1024.0)
        .figure("member_user_subscription_and_two_entries_bytes", (imported - empty) / n)
        .figure("reminder_with_its_entry_and_mail_bytes", (reminded - imported) / n))
}
