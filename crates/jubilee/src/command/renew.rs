use std::process::ExitCode;

use jubilee_core::{Actor, Lang};

use super::{note_queued, open};
use crate::arguments::Renew;
use crate::failure::{Subject, worded};
use crate::output::line;

pub(crate) async fn run(arguments: Renew, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let subscription = app.find_subscription(&arguments.subscription).await?;
    worded(&app, lang, Subject::Subscription(subscription), app.renew(subscription, Actor::Operator).await).await?;
    let report = app.status(&arguments.subscription, None, lang).await?;
    if let Some(anniversary) = report.dates.anniversary {
        line(format_args!("Renewed; the anniversary is now {anniversary}."));
    }
    note_queued();
    Ok(ExitCode::SUCCESS)
}

/// The same for what has lapsed.
pub(crate) async fn again(arguments: Renew, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let subscription = app.find_subscription(&arguments.subscription).await?;
    worded(&app, lang, Subject::Subscription(subscription), app.reactivate(subscription, Actor::Operator).await).await?;
    let report = app.status(&arguments.subscription, None, lang).await?;
    if let Some(anniversary) = report.dates.anniversary {
        line(format_args!("Reactivated; the anniversary is now {anniversary}."));
    }
    note_queued();
    Ok(ExitCode::SUCCESS)
}
