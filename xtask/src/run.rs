//! Running other programs, with what was run in every error.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// The project's root folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// Runs cargo with these arguments; its output goes to ours.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> anyhow::Result<()> {
    cargo_with(arguments, &[])
}

/// Runs cargo with these arguments and additional environment variables.
pub(crate) fn cargo_with<'a>(
    arguments: impl IntoIterator<Item = &'a str>,
    environment: &[(&str, String)],
) -> anyhow::Result<()> {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments);
    for (name, value) in environment {
        command.env(name, value);
    }
    run(&mut command)
}

/// Runs a command and fails unless it succeeds.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let shown = shown(command);
    eprintln!("$ {shown}");
    let status = command.status().with_context(|| format!("cannot run {shown}"))?;
    if !status.success() {
        bail!("{shown} failed: {status}");
    }
    Ok(())
}

/// Runs a command and gives what it wrote to its output.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<Vec<u8>> {
    let shown = shown(command);
    let output = command.stderr(std::process::Stdio::inherit()).output().with_context(|| format!("cannot run {shown}"))?;
    if !output.status.success() {
        bail!("{shown} failed: {}", output.status);
    }
    Ok(output.stdout)
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}
