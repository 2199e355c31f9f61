use std::process::ExitCode;

use indicatif::ProgressBar;
use jubilee_app::{App, Copied};
use serde_json::json;

use super::{open, time, verify};
use crate::arguments::{Backup, Restore};
use crate::failure::BAD_DATA;
use crate::output::{counted, json, line, progress};

pub(crate) async fn backup(arguments: Backup) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let bar = progress("pages");
    let copied = app.backup(&arguments.file, time(), steps(&bar)).await?;
    bar.finish_and_clear();
    tell(&copied, "backed up to", arguments.form.json)
}

pub(crate) async fn restore(arguments: Restore) -> anyhow::Result<ExitCode> {
    let bar = progress("pages");
    let url = &arguments.store.database;
    let copied = App::restore(&arguments.file, url, arguments.even_damaged, time(), steps(&bar)).await?;
    bar.finish_and_clear();
    if copied.waiting_mails > 0 {
        eprintln!(
            "note: {} in the backup; those that were sent after it was made are sent again, under the same Message-ID",
            counted(copied.waiting_mails, "mail waits", "mails wait")
        );
    }
    tell(&copied, "restored to", arguments.form.json)
}

fn steps(bar: &ProgressBar) -> Box<dyn Fn(u64, u64) + Send + Sync> {
    let bar = bar.clone();
    Box::new(move |copied, total| {
        bar.set_length(total);
        bar.set_position(copied);
    })
}

fn tell(copied: &Copied, what: &str, is_json: bool) -> anyhow::Result<ExitCode> {
    let found = &copied.verification;
    if is_json {
        json(&json!({
            "file": copied.file,
            "bytes": copied.bytes,
            "completed_on": copied.completed_on.map(|day| day.to_string()),
            "waiting_mails": copied.waiting_mails,
            "verification": found,
        }))?;
    } else {
        line(format!("{what} {}, {} bytes", copied.file.display(), copied.bytes));
        let (entries, members) = (counted(found.entries, "entry", "entries"), counted(found.members, "member", "members"));
        match (found.sound, copied.completed_on) {
            (true, Some(day)) => line(format!("verified: {entries} of {members}, run up to {day}")),
            (true, None) => line(format!("verified: {entries} of {members}")),
            (false, _) => verify::report(found),
        }
    }
    if !found.sound {
        eprintln!("error: what was copied does not verify: the store itself is damaged; keep earlier backups");
        return Ok(ExitCode::from(BAD_DATA));
    }
    Ok(ExitCode::SUCCESS)
}
