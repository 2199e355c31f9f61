use std::process::ExitCode;

use anyhow::bail;
use jubilee_app::{App, Request};
use jubilee_core::{Actor, Decision, Lang};

use super::{note_queued, open};
use crate::arguments::AutoRenewalAction;
use crate::failure::{Subject, worded};
use crate::output::line;

pub(crate) async fn run(action: AutoRenewalAction, lang: Lang) -> anyhow::Result<ExitCode> {
    let request = Request::by(Actor::Operator);
    match action {
        AutoRenewalAction::On { store, subscription } => {
            let app = open(&store).await?;
            let id = app.find_subscription(&subscription).await?;
            let switched = worded(&app, lang, Subject::Subscription(id), app.switch_on(id, request).await).await?;
            let Some(decision) = switched else {
                bail!(
                    "no card of the member is kept; the member gives one under Membership offers, or when it pays an order by card"
                );
            };
            tell(&app, &decision, lang);
        }
        AutoRenewalAction::Off { store, subscription } => {
            let app = open(&store).await?;
            let id = app.find_subscription(&subscription).await?;
            let decision = worded(&app, lang, Subject::Subscription(id), app.switch_off(id, request).await).await?;
            tell(&app, &decision, lang);
        }
    }
    note_queued();
    Ok(ExitCode::SUCCESS)
}

fn tell(app: &App, decision: &Decision, lang: Lang) {
    for reason in &decision.reasons {
        line(app.sentence(reason, lang));
    }
}
