use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use jubilee_app::statements::{self, Form, MOST_BYTES, Mapping, NotAStatement, is_xml};
use jubilee_app::{BankLine, BankState, Dismissal, StatementReport};
use jubilee_core::{Actor, Lang};
use tokio::io::AsyncReadExt;

use super::{note_queued, open};
use crate::arguments::StatementAction;
use crate::failure::{BAD_DATA, Subject, Usage, worded};
use crate::output::{counted, json, line, table};

/// So many faults of a file are shown.
const SHOWN: usize = 100;
/// How many entries are listed.
const MOST_LISTED: u32 = 500;

pub(crate) async fn run(action: StatementAction, lang: Lang) -> anyhow::Result<ExitCode> {
    match action {
        StatementAction::Import { store, file, preset, mapping, dry_run, form } => {
            let bytes = read(&file).await?;
            let reading = reading(&bytes, preset.as_deref(), mapping.as_deref())?;
            let statement = match statements::read(&bytes, &reading) {
                Ok(statement) => statement,
                Err(refused) => return Ok(refuse(&file, &refused)),
            };
            let app = open(&store).await?;
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let report = app.import_statement(&statement, &name, dry_run, Actor::Operator).await?;
            if form.json {
                json(&report)?;
            } else {
                print(&report, lang);
            }
        }
        StatementAction::List { store, open: only_open, form } => {
            let app = open(&store).await?;
            let lines =
                if only_open { app.bank_waiting(MOST_LISTED).await? } else { app.bank_entries(None, MOST_LISTED).await? };
            if form.json {
                json(&lines)?;
            } else if lines.is_empty() {
                line(if only_open { "Nothing waits." } else { "No statement has been imported yet." });
            } else {
                list(&lines);
            }
        }
        StatementAction::Assign { store, entry, order, form } => {
            let app = open(&store).await?;
            let order = app.find_order(&order).await?;
            let outcome = app.assign_entry(entry, order.id, Actor::Operator).await;
            let receipt = worded(&app, lang, Subject::Order(order.id), outcome).await?;
            if form.json {
                json(&app.bank_entry(entry).await?)?;
                return Ok(ExitCode::SUCCESS);
            }
            line(format_args!(
                "Payment of {} for order {} recorded, value date {}.",
                receipt.amount, receipt.order, receipt.value_on
            ));
            for reason in &receipt.reasons {
                line(format_args!("  {}", app.sentence(reason, lang)));
            }
            if receipt.is_applied {
                note_queued();
            }
        }
        StatementAction::Dismiss { store, entry, reason, returned } => {
            let app = open(&store).await?;
            let dismissal = if returned { Dismissal::Returned } else { Dismissal::NotOurs };
            app.dismiss_entry(entry, dismissal, &reason, Actor::Operator).await?;
            line(format_args!("Entry {entry} does not wait any more."));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The bytes of a file, one more than are allowed at most.
async fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let opened =
        tokio::fs::File::open(file).await.map_err(|error| Usage(format!("cannot open {}: {error}", file.display())))?;
    let mut bytes = Vec::new();
    let reading = opened.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).await;
    reading.with_context(|| format!("cannot read {}", file.display()))?;
    Ok(bytes)
}

/// How the file is to be read.
fn reading(bytes: &[u8], preset: Option<&str>, mapping: Option<&Path>) -> anyhow::Result<Form> {
    let mapping = match (preset, mapping) {
        (Some(name), _) => Mapping::preset(name).map_err(|error| Usage(error.to_string()))?,
        (None, Some(path)) => {
            let text =
                std::fs::read_to_string(path).map_err(|error| Usage(format!("cannot read {}: {error}", path.display())))?;
            Mapping::read(&text).with_context(|| format!("{} is no mapping", path.display()))?
        }
        (None, None) if is_xml(bytes) => return Ok(Form::Camt),
        (None, None) => {
            let what = "this is not CAMT.053; say what the columns of a CSV file mean, with --preset or --mapping";
            return Err(Usage(what.to_owned()).into());
        }
    };
    Ok(Form::Csv(Box::new(mapping)))
}

fn refuse(file: &Path, refused: &NotAStatement) -> ExitCode {
    for fault in refused.faults.iter().take(SHOWN) {
        eprintln!("{}:{}", file.display(), jubilee_texts::plain(&fault.to_string()));
    }
    let all = refused.faults.len() + refused.unkept;
    if all > SHOWN {
        eprintln!("… and {} more", all - SHOWN);
    }
    eprintln!("error: {}; nothing was imported", counted(all as u64, "fault", "faults"));
    ExitCode::from(BAD_DATA)
}

fn print(report: &StatementReport, lang: Lang) {
    if report.dry_run {
        line("Nothing was written (--dry-run). This is what would happen:");
    }
    for paid in &report.recorded {
        let order = paid.order.map_or_else(String::new, |order| order.to_string());
        line(format_args!("  {}  {:>14}  pays order {order}", paid.value_date, paid.amount.to_string()));
    }
    for waiting in &report.waiting {
        let number = if waiting.entry > 0 { format!("entry {}: ", waiting.entry) } else { String::new() };
        let why = waiting.doubt.map_or_else(String::new, |doubt| jubilee_texts::doubt(lang, doubt));
        line(format_args!("  {}  {:>14}  waits; {number}{why}", waiting.value_date, waiting.amount.to_string()));
        line(format_args!("      {} · {}", waiting.name.as_deref().unwrap_or("-"), waiting.text));
        if let Some(order) = waiting.proposal {
            let command =
                if waiting.entry > 0 { format!(": jubilee statement assign {} {order}", waiting.entry) } else { String::new() };
            line(format_args!("      It may be for order {order}{command}"));
        }
    }
    line(format_args!(
        "{} recorded, {} waiting, {} imported before; passed over: {} that went out, {} not booked yet.",
        report.recorded.len(),
        report.waiting.len(),
        report.repeated,
        report.debits,
        report.pending
    ));
    if !report.other_accounts.is_empty() {
        line(format_args!("note: the file is not only about the programme's account: {}", report.other_accounts.join(", ")));
    }
    if !report.dry_run && !report.recorded.is_empty() {
        note_queued();
    }
}

fn list(lines: &[BankLine]) {
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|entry| {
            let order = |order: Option<jubilee_core::OrderId>| order.map_or_else(|| "-".to_owned(), |order| order.to_string());
            let why = match entry.state {
                BankState::Open => entry.doubt.map_or("", |doubt| doubt.id()).to_owned(),
                _ => entry.reason.clone().unwrap_or_default(),
            };
            vec![
                entry.entry.to_string(),
                entry.value_date.to_string(),
                entry.amount.to_string(),
                entry.state.as_str().to_owned(),
                order(entry.order),
                order(entry.proposal),
                entry.name.clone().unwrap_or_default(),
                why,
            ]
        })
        .collect();
    table(&["entry", "value date", "amount", "state", "order", "proposal", "payer", "why"], &rows);
}
