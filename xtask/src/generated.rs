//! Files that are generated from code, so that they cannot drift from it.

use std::process::Command;

use anyhow::{Context, bail};

use crate::run::output;

/// Each generated file, and the arguments with which `cargo run` prints it.
const FILES: &[(&str, &[&str])] = &[
    ("docs/reference/cli.md", &["--package", "jubilee", "--", "reference", "cli"]),
    ("docs/reference/programme-file.md", KEYS),
    ("docs/reference/programme.schema.json", KEYS),
    ("docs/reference/scenario.schema.json", KEYS),
    ("docs/guide/scenarios.md", KEYS),
];

/// What follows from the keys that the reader of programmes knows; the file's name comes after it.
const KEYS: &[&str] = &["--package", "jubilee-programme", "--example", "reference", "--"];

/// Writes them all.
pub(crate) fn write() -> anyhow::Result<()> {
    for (file, arguments) in FILES {
        std::fs::write(file, printed(file, arguments)?).with_context(|| format!("cannot write {file}"))?;
        eprintln!("wrote {file}");
    }
    Ok(())
}

/// Fails when one is not what the code gives now.
pub(crate) fn check() -> anyhow::Result<()> {
    for (file, arguments) in FILES {
        let committed =
            std::fs::read(file).with_context(|| format!("cannot read {file}; write it with cargo xtask generate"))?;
        if committed != printed(file, arguments)? {
            bail!("{file} is not what the code gives now; write it anew with cargo xtask generate");
        }
    }
    Ok(())
}

fn printed(file: &str, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--quiet"]).args(arguments);
    if arguments == KEYS {
        command.arg(file);
    }
    output(&mut command)
}
