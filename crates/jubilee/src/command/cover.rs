use std::process::ExitCode;

use jubilee_core::{Actor, Lang};

use super::open;
use crate::arguments::Cover;
use crate::failure::{Subject, worded};
use crate::output::line;

pub(crate) async fn run(arguments: Cover, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let subscription = app.find_subscription(&arguments.subscription).await?;
    let area = app.find_area(&arguments.area)?;
    let outcome = app.cover_area(subscription, area.clone(), Actor::Operator).await;
    worded(&app, lang, Subject::Subscription(subscription), outcome).await?;
    line(format_args!("{} covers {area} now.", arguments.subscription));
    Ok(ExitCode::SUCCESS)
}
