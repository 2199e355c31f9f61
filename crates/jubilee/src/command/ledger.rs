use std::process::ExitCode;

use jubilee_core::{Lang, Recorded};
use serde::Serialize;

use super::open;
use crate::arguments::Ledger;
use crate::output::{json, table};

#[derive(Serialize)]
struct Line<'a> {
    seq: i64,
    #[serde(flatten)]
    recorded: &'a Recorded,
}

pub(crate) async fn run(arguments: Ledger, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let member = app.find_member(&arguments.member).await?;
    let entries = app.ledger_of(member).await?;
    if arguments.form.json {
        json(&entries.iter().map(|(seq, recorded)| Line { seq: *seq, recorded }).collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    let file = app.member_file(member).await?;
    let staff = app.staff_names().await?;
    let told = entries.iter().map(|(seq, recorded)| app.told(&file, &staff, *seq, recorded, lang));
    let rows: Vec<Vec<String>> = told
        .map(|told| {
            let (effective_on, recorded_on) = (told.effective_on.to_string(), told.recorded_on.to_string());
            vec![told.sequence.to_string(), effective_on, recorded_on, told.by, told.what]
        })
        .collect();
    table(&["entry", "counts from", "recorded on", "by", "what happened"], &rows);
    Ok(ExitCode::SUCCESS)
}
