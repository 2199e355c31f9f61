use std::process::ExitCode;

use anyhow::{Context, anyhow};
use jubilee_app::{App, Request};
use jubilee_core::{Actor, Decision, Lang};
use jubilee_texts::t;

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
            let attempted = || format!("automatic renewal of '{subscription}' is not switched on");
            let switched = worded(&app, lang, Subject::Subscription(id), app.switch_on(id, request).await).await;
            let Some(decision) = switched.with_context(attempted)? else {
                return Err(anyhow!(t!(lang, "auto-staff-no-kept-card"))).with_context(attempted);
            };
            tell(&app, &decision, lang);
        }
        AutoRenewalAction::Off { store, subscription } => {
            let app = open(&store).await?;
            let id = app.find_subscription(&subscription).await?;
            let switched = worded(&app, lang, Subject::Subscription(id), app.switch_off(id, request).await).await;
            let decision = switched.with_context(|| format!("automatic renewal of '{subscription}' is not switched off"))?;
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
