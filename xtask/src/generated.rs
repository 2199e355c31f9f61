//! Files that are generated from code, so that they cannot drift from it.

use std::process::Command;

use anyhow::{Context, bail};

use crate::run::output;

/// Each generated file, and the arguments with which the binary prints it.
const FILES: &[(&str, &[&str])] = &[("docs/reference/cli.md", &["reference", "cli"])];

/// Writes them all.
pub(crate) fn write() -> anyhow::Result<()> {
    for (file, arguments) in FILES {
        std::fs::write(file, printed(arguments)?).with_context(|| format!("cannot write {file}"))?;
        eprintln!("wrote {file}");
    }
    Ok(())
}

/// Fails when one is not what the code gives now.
pub(crate) fn check() -> anyhow::Result<()> {
    for (file, arguments) in FILES {
        let committed =
            std::fs::read(file).with_context(|| format!("cannot read {file}; write it with cargo xtask generate"))?;
        if committed != printed(arguments)? {
            bail!("{file} is not what the code gives now; write it anew with cargo xtask generate");
        }
    }
    Ok(())
}

fn printed(arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let mut command = Command::new(env!("CARGO"));
    output(command.args(["run", "--quiet", "--package", "jubilee", "--"]).args(arguments))
}
