//! `cargo xtask check`: everything that can be said about the code without running its tests.

use std::process::Command;

use crate::run::{cargo, run};
use crate::{direction, generated, tools};

pub(crate) fn check() -> anyhow::Result<()> {
    cargo(["fmt", "--all", "--check"])?;
    direction::check()?;
    cargo(["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"])?;
    // Advisories come from a database on the net and are looked at when dependencies are updated (`cargo deny check advisories`):
    // a change of ours is not broken by what somebody else published today.
    run(Command::new(tools::cargo_deny()?).args(["--all-features", "check", "bans", "licenses", "sources"]))?;
    generated::check()?;
    eprintln!("check: all good");
    Ok(())
}
