use std::process::ExitCode;

use super::{open, time};
use crate::arguments::Export;
use crate::output::{counted, json, line, progress};

pub(crate) async fn run(arguments: Export) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let bar = progress("files");
    let steps = |done, about| {
        bar.set_length(about);
        bar.set_position(done);
    };
    let exported = app.export(&arguments.folder, time(), &steps).await?;
    bar.finish_and_clear();
    if arguments.form.json {
        json(&exported)?;
        return Ok(ExitCode::SUCCESS);
    }
    let files = exported.files.len() as u64 + 1;
    let bytes: u64 = exported.files.iter().map(|file| file.bytes).sum();
    let entries = exported.files.iter().find(|file| file.name == "ledger.jsonl").and_then(|file| file.rows).unwrap_or_default();
    let (files, entries) = (counted(files, "file", "files"), counted(entries, "entry", "entries"));
    line(format!("exported to {}: {files}, {bytes} bytes, {entries} of the ledger", arguments.folder.display()));
    line("README.md in it says what each file is; keep it as carefully as the store");
    Ok(ExitCode::SUCCESS)
}
