//! `cargo xtask prove`: the independent proof of the rules at any length, with a new seed each time.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::process::Command;

use anyhow::{Context, bail};

use crate::run::{cargo_with, output};
use crate::tools::on_path;

/// What Python says about dates, and what it wrote when it was asked last.
const ORACLE: &str = "crates/core/tests/oracle/dates.py";
const ANSWERS: &str = "crates/core/tests/oracle/dates.txt";

pub(crate) fn prove(cases: u64, seed: Option<u64>) -> anyhow::Result<()> {
    dates()?;
    // Who wants the same cases again names the seed that was printed.
    let seed = seed.unwrap_or_else(|| RandomState::new().build_hasher().finish());
    eprintln!("prove: {cases} cases, seed {seed}");
    let size = [
        ("JUBILEE_PROVE_CASES", cases.to_string()),
        ("JUBILEE_PROVE_SEED", seed.to_string()),
        // Optimised, and still with every check that the code makes of itself.
        ("CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS", "true".to_owned()),
        ("CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS", "true".to_owned()),
    ];
    cargo_with(["test", "--release", "--locked", "--package", "jubilee-core", "--test", "model", "--test", "dates"], &size)
        .with_context(|| format!("the same cases again: cargo xtask prove --cases {cases} --seed {seed}"))
}

/// Has Python say the dates anew, and compares.
fn dates() -> anyhow::Result<()> {
    if !on_path("python3") {
        bail!(
            "the oracle of dates is Python's datetime, and there is no python3; install it (Debian: apt-get install python3)"
        );
    }
    let said = output(Command::new("python3").arg(ORACLE))?;
    let said = String::from_utf8(said).with_context(|| format!("{ORACLE} wrote something that is not text"))?;
    let known = std::fs::read_to_string(ANSWERS).with_context(|| format!("cannot read {ANSWERS}"))?;
    if let Some((number, (said, known))) = (1..).zip(said.lines().zip(known.lines())).find(|(_, (said, known))| said != known) {
        bail!("{ANSWERS}:{number} has `{known}`, and Python says `{said}`");
    }
    if said != known {
        bail!("{ANSWERS} is not as long as what Python says");
    }
    eprintln!("prove: Python says the same dates");
    Ok(())
}
