use std::process::ExitCode;

use jubilee_app::{App, Examination, Health};
use jubilee_delivery::{Smtp, Transport};
use serde_json::json;

use super::{serve, time};
use crate::arguments::Doctor;
use crate::failure::BAD_DATA;
use crate::output::{json, line};

pub(crate) async fn run(arguments: Doctor) -> anyhow::Result<ExitCode> {
    let transport = arguments.smtp.as_deref().map(Smtp::new).transpose()?.map(Transport::Smtp);
    // The store is opened without the notes that other commands print: here they are findings.
    let app = App::open(&arguments.store.database, time()).await?;
    let app = match serve::cards::stripe(&arguments.cards)? {
        Some(stripe) => app.with_cards(stripe),
        None => app,
    };
    let found = app.doctor(transport.as_ref()).await?;
    let worst = found.iter().map(|one| one.health).max().unwrap_or(Health::Well);
    if arguments.form.json {
        json(&json!({ "health": worst, "examined": found }))?;
    } else {
        print(&found, worst);
    }
    Ok(if worst == Health::Bad { ExitCode::from(BAD_DATA) } else { ExitCode::SUCCESS })
}

fn print(found: &[Examination], worst: Health) {
    for one in found {
        let health = match one.health {
            Health::Well => "well",
            Health::Warning => "WARNING",
            Health::Bad => "BAD",
        };
        line(format!("{health:<7}  {:<11}  {}", one.about, one.found));
        if let Some(advice) = &one.advice {
            line(format!("{:<7}  {:<11}  -> {advice}", "", ""));
        }
    }
    line(match worst {
        Health::Well => "all is well",
        Health::Warning => "it works; somebody should look at the warnings",
        Health::Bad => "something that should happen does not",
    });
}
