use std::process::ExitCode;

use jubilee_core::Actor;
use serde_json::json;

use super::open;
use crate::arguments::{Pause, Resume};
use crate::output::{counted, json, line};

pub(crate) async fn pause(arguments: Pause) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let pause = match &arguments.reason {
        Some(reason) => Some(app.pause(reason, Actor::Operator).await?),
        None => app.paused().await?,
    };
    let waiting = app.waiting_subscriptions().await?;
    if arguments.form.json {
        json(&json!({ "paused": pause, "waiting": waiting }))?;
        return Ok(ExitCode::SUCCESS);
    }
    match pause {
        None => line("Nothing is paused."),
        Some(pause) => {
            let since = app.day_of(pause.since);
            line(format_args!("Paused since {since}: {}", pause.reason));
            let waiting = counted(waiting, "subscription has", "subscriptions have");
            line(format_args!("{waiting} something due. Nothing is done, and no mail leaves but those for signing in."));
            line("`jubilee resume` goes on; the run after it makes up what fell due.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn resume(arguments: Resume) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    app.resume(Actor::Operator).await?;
    let waiting = app.waiting_subscriptions().await?;
    if arguments.form.json {
        json(&json!({ "paused": null, "waiting": waiting }))?;
    } else {
        let waiting = counted(waiting, "subscription has", "subscriptions have");
        line(format_args!("Resumed. {waiting} something due: the server does it within a minute, `jubilee run` at once."));
    }
    Ok(ExitCode::SUCCESS)
}
