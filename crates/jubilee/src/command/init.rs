use std::process::ExitCode;

use jubilee_app::{App, Setup};
use jubilee_programme::Source;

use super::time;
use crate::arguments::Init;
use crate::output::line;

pub(crate) async fn run(arguments: Init) -> anyhow::Result<ExitCode> {
    if let Some(upgraded) = App::upgrade(&arguments.store.database).await? {
        let (from, to) = (upgraded.from, upgraded.to);
        line(format_args!("Brought the store from schema {from} to {to}; everything in it is as it was."));
        return Ok(ExitCode::SUCCESS);
    }
    let source = match &arguments.programme {
        Some(folder) => jubilee_programme::load_source(folder)?,
        None => Source::new("programme.toml", jubilee_programme::shipped_mpn()),
    };
    let setup = Setup {
        source: &source.text,
        source_name: &source.name,
        live_from: arguments.live_from,
        is_sandbox: arguments.sandbox,
        base_url: arguments.base_url.as_deref(),
    };
    let app = App::init(&arguments.store.database, &setup, time()).await?;
    let clock = app.clock().await?;
    let kind = if clock.is_sandbox { "sandbox" } else { "store" };
    line(format_args!("Set up a {kind} for the programme '{}'.", app.programme().id));
    match clock.live_from {
        Some(day) => line(format_args!("Live from {day}: nothing that was due before it happens.")),
        None => line("Its first run decides from which day on things happen."),
    }
    line("Next: jubilee import --members FILE --users FILE --subscriptions FILE, then jubilee serve.");
    Ok(ExitCode::SUCCESS)
}
