//! `jubilee programme`: publish, list, compare and show versions.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use jubilee_app::{App, Publication, Published, Touched};
use jubilee_core::{Actor, Day, Programme};
use jubilee_programme::Change;
use serde::Serialize;

use super::open;
use crate::arguments::{self, Diff, ProgrammeAction, Publish, Show, Store, Versions};
use crate::failure::Usage;
use crate::output::{counted, has_colour, json, line, progress, table};

pub(crate) async fn run(arguments: arguments::Programme) -> anyhow::Result<ExitCode> {
    match arguments.action {
        ProgrammeAction::Publish(arguments) => publish(arguments).await,
        ProgrammeAction::List(arguments) => list(arguments).await,
        ProgrammeAction::Diff(arguments) => diff(arguments).await,
        ProgrammeAction::Show(arguments) => show(arguments).await,
    }
}

#[derive(Serialize)]
struct Report<'a> {
    number: u32,
    effective_on: Day,
    replaces: &'a [u32],
    changes: &'a [Change],
    #[serde(flatten)]
    touched: Touched,
    dry_run: bool,
    published: Option<Published>,
}

async fn publish(arguments: Publish) -> anyhow::Result<ExitCode> {
    let source = jubilee_programme::load_source(&arguments.folder)?;
    let may_ask = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if !arguments.yes && !arguments.dry_run && !may_ask {
        let what = "publishing changes what members are told, and nobody is at a terminal to be asked; see what it does with \
                    --dry-run, then say --yes";
        return Err(Usage(what.to_owned()).into());
    }
    let app = open(&arguments.store).await?;
    let publication = app.examine(&source, arguments.effective).await?;
    if publication.findings.iter().next().is_some() {
        eprint!("{}", publication.findings.render(has_colour()));
    }
    let bar = progress("compared");
    let shown = bar.clone();
    let touched = app
        .touched(&publication, &move |done, of| {
            shown.set_length(of);
            shown.set_position(done);
        })
        .await;
    bar.finish_and_clear();
    let touched = touched?;
    if !arguments.form.json {
        print(&publication, touched);
    }
    let mut published = None;
    if !arguments.dry_run && (arguments.yes || asked(publication.number)?) {
        published = Some(store(&app, &publication).await?);
    }
    if arguments.form.json {
        json(&Report {
            number: publication.number,
            effective_on: publication.effective_on,
            replaces: &publication.replaces,
            changes: &publication.changes,
            touched,
            dry_run: arguments.dry_run,
            published,
        })?;
    } else if let Some(published) = published {
        line(format_args!("Published version {}, in force from {}.", published.number, published.effective_on));
        line(format_args!(
            "  planned anew   {}, {} of them with another anniversary or next due day",
            counted(published.replanned, "subscription", "subscriptions"),
            published.changed
        ));
        if published.failed > 0 {
            let failed = counted(published.failed, "member", "members");
            line(format_args!("  not planned    {failed}; every run tries again, and staff see why under Runs"));
        }
    } else if arguments.dry_run {
        line("Nothing was published (--dry-run).");
    } else {
        line("Nothing was published.");
    }
    Ok(ExitCode::SUCCESS)
}

async fn store(app: &App, publication: &Publication) -> anyhow::Result<Published> {
    let bar = progress("planned");
    let shown = bar.clone();
    let published = app
        .publish(publication, Actor::Operator, &move |done, of| {
            shown.set_length(of);
            shown.set_position(done);
        })
        .await;
    bar.finish_and_clear();
    Ok(published?)
}

fn print(publication: &Publication, touched: Touched) {
    let Publication { number, effective_on, changes, replaces, .. } = publication;
    line(format_args!("Version {number}, in force from {effective_on}, changes:"));
    print_changes(changes);
    for replaced in replaces {
        line(format_args!("It takes the place of version {replaced}, which has not begun and never will."));
    }
    let Touched { members, subscriptions, touched, failed } = touched;
    let members = counted(members, "member", "members");
    line(format_args!("Current cycles that change: {touched} of {subscriptions}, of {members}."));
    if failed > 0 {
        line(format_args!("Not looked at, because they are damaged: {}.", counted(failed, "member", "members")));
    }
    let is_for_begun = publication.programme.versions.last().is_some_and(|version| version.is_for_begun);
    line(if is_for_begun {
        format!("From {effective_on} on, all cycles follow this version, but for those whose renewal window has opened before.")
    } else {
        format!("Cycles that begin on {effective_on} or later follow this version; those that have begun keep theirs.")
    });
}

fn print_changes(changes: &[Change]) {
    if changes.is_empty() {
        line("  nothing");
    }
    for change in changes {
        line(format_args!("  {change}"));
    }
}

/// Asks at the terminal.
fn asked(number: u32) -> anyhow::Result<bool> {
    eprint!("Publish version {number}? [y/N] ");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

async fn list(arguments: Versions) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let versions = app.versions().await?;
    if arguments.form.json {
        json(&versions)?;
        return Ok(ExitCode::SUCCESS);
    }
    let rows: Vec<Vec<String>> = versions
        .into_iter()
        .map(|version| {
            let published_on = Day::from_number((version.published_at.0.div_euclid(86_400_000_000)) as i32);
            let by = version.published_by.unwrap_or_else(|| "set-up".to_owned());
            let from = match version.replaced_by {
                Some(other) => format!("never: replaced by {other}"),
                None => version.effective_on.to_string(),
            };
            vec![version.number.to_string(), from, published_on.to_string(), by, version.summary]
        })
        .collect();
    table(&["version", "in force from", "published on", "by", "what it changes"], &rows);
    Ok(ExitCode::SUCCESS)
}

async fn diff(arguments: Diff) -> anyhow::Result<ExitCode> {
    let mut app = None;
    let before = programme(&mut app, &arguments.store, &arguments.before).await?;
    let after = programme(&mut app, &arguments.store, &arguments.after).await?;
    let changes = jubilee_programme::diff(&before, &after);
    if arguments.form.json {
        json(&changes)?;
    } else {
        line(format_args!("From {} to {}:", arguments.before, arguments.after));
        print_changes(&changes);
    }
    Ok(ExitCode::SUCCESS)
}

/// A programme by the number of its version, for which the store is opened once, or by its folder.
async fn programme(app: &mut Option<App>, store: &Store, named: &str) -> anyhow::Result<Programme> {
    let Ok(number) = named.parse::<u32>() else {
        return Ok(jubilee_programme::load_dir(Path::new(named))?.programme);
    };
    let opened = match app.take() {
        Some(opened) => opened,
        None => open(store).await?,
    };
    let programme = opened.programme_of(number).await;
    *app = Some(opened);
    Ok(programme?)
}

async fn show(arguments: Show) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let last = app.programme().versions.last().map_or(1, |version| version.number);
    let source = app.source_of(arguments.number.unwrap_or(last)).await?;
    line(source.text.trim_end());
    Ok(ExitCode::SUCCESS)
}
