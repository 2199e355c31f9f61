//! Files that are generated from code, so that they cannot drift from it.

use std::process::Command;

use anyhow::{Context, bail};

use crate::run::{cargo, output};

/// Each generated file, the program that prints it, and its arguments.
const FILES: &[(&str, &str, &[&str])] = &[
    ("docs/reference/cli.md", "jubilee", &["reference", "cli"]),
    ("docs/reference/programme-file.md", KEYS, &["docs/reference/programme-file.md"]),
    ("docs/reference/programme.schema.json", KEYS, &["docs/reference/programme.schema.json"]),
    ("docs/reference/scenario.schema.json", KEYS, &["docs/reference/scenario.schema.json"]),
    ("docs/guide/scenarios.md", KEYS, &["docs/guide/scenarios.md"]),
];

/// Prints what follows from the keys that the reader of programmes knows.
const KEYS: &str = "examples/reference";

/// Writes them all.
pub(crate) fn write() -> anyhow::Result<()> {
    build()?;
    for (file, program, arguments) in FILES {
        std::fs::write(file, printed(program, arguments)?).with_context(|| format!("cannot write {file}"))?;
        eprintln!("wrote {file}");
    }
    Ok(())
}

/// Fails when one is not what the code gives now.
pub(crate) fn check() -> anyhow::Result<()> {
    build()?;
    for (file, program, arguments) in FILES {
        let committed =
            std::fs::read(file).with_context(|| format!("cannot read {file}; write it with cargo xtask generate"))?;
        if committed != printed(program, arguments)? {
            bail!("{file} is not what the code gives now; write it anew with cargo xtask generate");
        }
    }
    Ok(())
}

/// Builds the programs, together with the tests: cargo chooses the features of all crates at once then, and what `cargo test` needs is not
/// built a second time.
fn build() -> anyhow::Result<()> {
    cargo(["build", "--quiet", "--workspace", "--locked", "--tests", "--example", "reference"])
}

fn printed(program: &str, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let here = std::env::current_exe().context("cannot find the folder of built programs")?;
    let folder = here.parent().context("this program lies in no folder")?;
    output(Command::new(folder.join(program)).args(arguments))
}
