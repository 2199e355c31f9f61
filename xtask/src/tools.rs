//! What the tasks need beside Rust: installed from Debian where that is possible, asked for in so many words where it is not.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::run::{cargo, run};

/// The version of cargo-deny that `check` uses.
const CARGO_DENY: &str = "0.20.2";

/// Everything that the tests need.
pub(crate) fn for_tests() -> anyhow::Result<()> {
    postgresql()?;
    ensure("pdftotext", &["poppler-utils"], || on_path("pdftotext"))?;
    browser()
}

/// A PostgreSQL server, whose programs the tests start themselves.
pub(crate) fn postgresql() -> anyhow::Result<()> {
    let is_there = || {
        let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        on_path("postgres") || versions.into_iter().any(|version| version.path().join("bin/postgres").exists())
    };
    ensure("PostgreSQL", &["postgresql"], is_there)
}

/// Chromium and its driver.
fn browser() -> anyhow::Result<()> {
    ensure("Chromium with its driver", &["chromium", "chromium-driver"], || on_path("chromium") && on_path("chromedriver"))
}

/// The path of cargo-deny, built once into the target folder when the machine has none.
pub(crate) fn cargo_deny() -> anyhow::Result<PathBuf> {
    if on_path("cargo-deny") {
        return Ok(PathBuf::from("cargo-deny"));
    }
    let root = Path::new("target/tools");
    let program = root.join("bin/cargo-deny");
    if !program.exists() {
        eprintln!("building cargo-deny {CARGO_DENY} into target/tools, once (a few minutes)");
        let root = root.to_str().context("the target folder's path is not UTF-8")?;
        cargo(["install", "--quiet", "--locked", "--root", root, "--version", CARGO_DENY, "cargo-deny"])?;
    }
    std::path::absolute(program).context("cannot name cargo-deny")
}

fn ensure(what: &str, packages: &[&str], is_there: impl Fn() -> bool) -> anyhow::Result<()> {
    if is_there() {
        return Ok(());
    }
    let by_hand = format!("sudo apt-get update && sudo apt-get install --yes {}", packages.join(" "));
    if !on_path("apt-get") {
        bail!("the tests need {what}, and this machine has no apt-get; install {} by hand", packages.join(" and "));
    }
    let mut prefix = if is_root()? {
        vec![]
    } else if succeeds(Command::new("sudo").args(["--non-interactive", "true"])) {
        vec!["sudo", "--non-interactive"]
    } else {
        bail!("the tests need {what}; install it with\n    {by_hand}\nand start again");
    };
    eprintln!("installing {what} from Debian");
    prefix.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let apt = |arguments: &[&str]| run(Command::new(prefix[0]).args(&prefix[1..]).args(arguments).stdout(Stdio::null()));
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())?;
    if !is_there() {
        bail!("{what} was installed and is still not found; try\n    {by_hand}");
    }
    Ok(())
}

fn is_root() -> anyhow::Result<bool> {
    let output = Command::new("id").arg("-u").output().context("cannot run id")?;
    Ok(output.stdout.trim_ascii() == b"0")
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Whether a program can be called by its name.
pub(crate) fn on_path(program: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
}
