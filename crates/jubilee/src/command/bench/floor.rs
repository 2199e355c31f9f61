//! What the machine itself allows, measured in the same minutes as everything else: what the other figures are to be held against.

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant as Stopwatch};

use anyhow::Context;

use super::Measured;

const A_WHILE: Duration = Duration::from_secs(2);
const PAGE: [u8; 4096] = [7; 4096];

pub(super) fn measure() -> anyhow::Result<Measured> {
    let mut file = tempfile::tempfile().context("cannot make a temporary file")?;
    let begun = Stopwatch::now();
    let mut syncs = 0_u32;
    while begun.elapsed() < A_WHILE {
        file.write_all(&PAGE).context("cannot write to a temporary file")?;
        file.sync_data().context("cannot sync a temporary file")?;
        syncs += 1;
    }
    let syncing = begun.elapsed().as_secs_f64();

    let memory = vec![1_u64; 32 * 1024 * 1024 / 8];
    let begun = Stopwatch::now();
    let mut bytes = 0.0;
    while begun.elapsed() < A_WHILE {
        black_box(memory.iter().copied().fold(0_u64, u64::wrapping_add));
        bytes += (memory.len() * 8) as f64;
    }
    let reading = begun.elapsed().as_secs_f64();
    Ok(Measured::new("floor", "machine", 0)
        .figure("syncs_of_4_kib_a_second", f64::from(syncs) / syncing)
        .figure("memory_read_gib_a_second", bytes / reading / (1024.0 * 1024.0 * 1024.0)))
}
