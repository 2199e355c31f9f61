use std::process::ExitCode;

use jubilee_core::{Cycle, Day, OfferId, Programme, timeline};
use jubilee_programme::Source;
use serde::Serialize;

use crate::arguments::Timeline;
use crate::failure::Usage;
use crate::output::{json, line, table};

#[derive(Serialize)]
struct Report<'a> {
    programme: &'a str,
    offer: &'a str,
    purchased: Day,
    cycles: &'a [Cycle],
}

pub(crate) fn run(arguments: &Timeline) -> anyhow::Result<ExitCode> {
    let programme = load(arguments.programme.as_deref())?;
    let offer = OfferId::from(arguments.offer.as_str());
    let Some(known) = programme.offer(&offer, arguments.purchased) else {
        let names: Vec<&str> = programme.versions[0].offers.iter().map(|offer| offer.id.as_str()).collect();
        return Err(Usage(format!("the programme has no offer '{offer}'; it has {}", names.join(", "))).into());
    };
    if known.renewal.is_none() && !arguments.form.json {
        line(format_args!("'{offer}' never needs to be renewed."));
        return Ok(ExitCode::SUCCESS);
    }
    let cycles = timeline(&programme, &offer, arguments.purchased, usize::from(arguments.cycles)).unwrap_or_default();
    if arguments.form.json {
        let report =
            Report { programme: &programme.id, offer: &arguments.offer, purchased: arguments.purchased, cycles: &cycles };
        json(&report)?;
        return Ok(ExitCode::SUCCESS);
    }
    let text = |day: Day| day.to_string();
    let rows: Vec<Vec<String>> = cycles
        .iter()
        .map(|cycle| {
            let reminders: Vec<String> = cycle.reminders.iter().copied().map(text).collect();
            vec![
                text(cycle.anniversary),
                text(cycle.renew_from),
                text(cycle.renew_until),
                text(cycle.benefits_until),
                text(cycle.lapses_on),
                reminders.join(", "),
                text(cycle.next_anniversary),
            ]
        })
        .collect();
    line(format_args!("{offer}, purchased {}; each cycle taken to be renewed in its window:", arguments.purchased));
    let header = ["anniversary", "renew from", "renew until", "benefits until", "lapses on", "reminders", "next anniversary"];
    table(&header, &rows);
    Ok(ExitCode::SUCCESS)
}

/// A programme from a folder, or the one that is shipped.
pub(crate) fn load(folder: Option<&std::path::Path>) -> anyhow::Result<Programme> {
    let source = match folder {
        Some(folder) => jubilee_programme::load_source(folder)?,
        None => Source::new("programme.toml", jubilee_programme::shipped_mpn()),
    };
    jubilee_programme::history(&[(1, source.name.as_str(), source.text.as_str())])
        .map_err(|diagnostics| jubilee_app::AppError::Programme(Box::new(diagnostics)).into())
}
