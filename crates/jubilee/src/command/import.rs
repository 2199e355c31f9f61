use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Context;
use jubilee_app::{Files, ImportError, ImportReport, Progress, RowFault};

use super::open;
use crate::arguments::Import;
use crate::failure::{BAD_DATA, Usage};
use crate::output::{counted, json, line, progress};

/// So many bad rows are shown; the report file has them all.
const SHOWN: usize = 100;

pub(crate) async fn run(arguments: Import) -> anyhow::Result<ExitCode> {
    let files = Files {
        members: arguments.members.as_deref(),
        users: arguments.users.as_deref(),
        subscriptions: arguments.subscriptions.as_deref(),
        attainments: arguments.attainments.as_deref(),
        locations: arguments.locations.as_deref(),
        billing: arguments.billing.as_deref(),
    };
    if files.named().next().is_none() {
        let what = "name at least one file: --members, --users, --subscriptions, --attainments, --locations or --billing";
        return Err(Usage(what.to_owned()).into());
    }
    let app = open(&arguments.store).await?;
    for file in files.named() {
        std::fs::File::open(file).map_err(|error| Usage(format!("cannot open {}: {error}", file.display())))?;
    }
    let bar = progress("rows read");
    let shown = bar.clone();
    let outcome = app
        .import(files, arguments.dry_run, &move |at| match at {
            Progress::Read(rows) => shown.set_position(rows as u64),
            Progress::Written(members, of) => {
                shown.set_prefix("written");
                shown.set_length(of as u64);
                shown.set_position(members as u64);
            }
        })
        .await;
    bar.finish_and_clear();
    match outcome {
        Ok(report) if arguments.form.json => json(&report)?,
        Ok(report) => print(&report),
        Err(ImportError::Rows { faults, unkept }) => {
            refuse(&arguments, &faults, unkept)?;
            return Ok(ExitCode::from(BAD_DATA));
        }
        Err(ImportError::App(error)) => return Err(error.into()),
    }
    Ok(ExitCode::SUCCESS)
}

fn print(report: &ImportReport) {
    line(if report.dry_run { "All rows are good; nothing was written (--dry-run)." } else { "Imported." });
    line(format_args!("  members        {:>9} new, {} brought up to date", report.members_added, report.members_updated));
    line(format_args!("  users          {:>9} written", report.users));
    line(format_args!("  subscriptions  {:>9} new, {} unchanged", report.subscriptions_added, report.subscriptions_unchanged));
    if report.attainments_added + report.attainments_unchanged > 0 {
        line(format_args!("  attainments    {:>9} new, {} unchanged", report.attainments_added, report.attainments_unchanged));
    }
    if report.locations > 0 {
        line(format_args!("  locations      {:>9} written", report.locations));
    }
    if report.billing > 0 {
        line(format_args!("  billing        {:>9} written", report.billing));
    }
    differing("subscriptions with other dates, offers or areas", &report.subscriptions_differing);
    differing("members with another system", &report.systems_differing);
    kept("people with other roles", &report.roles_differing);
    kept("members with other locations", &report.locations_differing);
}

/// Says which rows say something else than the ledger.
fn differing(what: &str, references: &[String]) {
    if references.is_empty() {
        return;
    }
    line(format_args!("  {what} than the ledger, which stays as it is: {}", some(references)));
}

/// Says which rows say something else than was settled with a member's move.
fn kept(what: &str, references: &[String]) {
    if !references.is_empty() {
        line(format_args!("  {what} than since the member's move, which stays as it is: {}", some(references)));
    }
}

/// How many, with the first few.
fn some(references: &[String]) -> String {
    let some = references.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if references.len() > 5 { ", …" } else { "" };
    format!("{} ({some}{more})", references.len())
}

fn refuse(arguments: &Import, faults: &[RowFault], unkept: usize) -> anyhow::Result<()> {
    for fault in faults.iter().take(SHOWN) {
        eprintln!("{fault}");
    }
    let mut all = String::new();
    for fault in faults {
        writeln!(all, "{fault}")?;
    }
    if unkept > 0 {
        writeln!(all, "and {unkept} more")?;
    }
    let file = &arguments.report;
    std::fs::write(file, all).with_context(|| format!("cannot write the report {}", file.display()))?;
    if faults.len() > SHOWN {
        eprintln!("… and {} more", faults.len() + unkept - SHOWN);
    }
    let faults = counted((faults.len() + unkept) as u64, "fault", "faults");
    eprintln!("error: {faults}; nothing was imported. All of it is listed in {}", file.display());
    Ok(())
}
