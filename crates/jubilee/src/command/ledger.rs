use std::process::ExitCode;

use jubilee_core::Recorded;
use serde::Serialize;

use super::open;
use crate::arguments::Ledger;
use crate::output::{json, line};

#[derive(Serialize)]
struct Line<'a> {
    seq: i64,
    #[serde(flatten)]
    recorded: &'a Recorded,
}

pub(crate) async fn run(arguments: Ledger) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let member = app.find_member(&arguments.member).await?;
    let entries = app.ledger_of(member).await?;
    if arguments.form.json {
        json(&entries.iter().map(|(seq, recorded)| Line { seq: *seq, recorded }).collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    for (seq, recorded) in &entries {
        let entry = &recorded.entry;
        let rules: Vec<&str> = entry.rules.iter().map(|rule| rule.id()).collect();
        let fact = serde_json::to_string(&entry.fact)?;
        line(format_args!(
            "{seq:>4}  effective {}  recorded {}  {fact}  by {}  [{}]",
            entry.effective_on,
            entry.recorded_on,
            serde_json::to_string(&recorded.by)?,
            rules.join(", ")
        ));
    }
    Ok(ExitCode::SUCCESS)
}
