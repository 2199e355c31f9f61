use std::process::ExitCode;

use jubilee_app::{App, ExceptionNote, Grant};
use jubilee_core::{Actor, ExceptionKind, Lang, SubscriptionId};

use super::open;
use crate::arguments::{Base, ExceptionAction, Kind};
use crate::failure::{Subject, worded};
use crate::output::{json, line, table};

pub(crate) async fn run(action: ExceptionAction, lang: Lang) -> anyhow::Result<ExitCode> {
    match action {
        ExceptionAction::Grant { store, subscription, kind, until, reason, base, form } => {
            let app = open(&store).await?;
            let id = app.find_subscription(&subscription).await?;
            let kind = allowed(kind, base);
            let outcome = app.grant_exception(id, Grant { kind, until, reason }, Actor::Operator).await;
            let number = worded(&app, lang, Subject::Subscription(id), outcome).await?;
            if form.json {
                json(&notes(&app, id).await?.into_iter().find(|note| note.number == number))?;
            } else {
                line(format_args!("Exception {number} of {subscription}: {} until {until}.", kind.id()));
            }
        }
        ExceptionAction::End { store, subscription, number, reason } => {
            let app = open(&store).await?;
            let id = app.find_subscription(&subscription).await?;
            let outcome = app.end_exception(id, number, reason, Actor::Operator).await;
            worded(&app, lang, Subject::Subscription(id), outcome).await?;
            line(format_args!("Exception {number} of {subscription} is over."));
        }
        ExceptionAction::List { store, subscription, form } => {
            let app = open(&store).await?;
            let notes = notes(&app, app.find_subscription(&subscription).await?).await?;
            if form.json {
                json(&notes)?;
            } else {
                show(&notes);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

const fn allowed(kind: Kind, base: Base) -> ExceptionKind {
    let base = match base {
        Base::Anniversary => jubilee_core::Base::Anniversary,
        Base::Payment => jubilee_core::Base::Payment,
    };
    match kind {
        Kind::Exemption => ExceptionKind::Exemption,
        Kind::Extension => ExceptionKind::Extension,
        Kind::Reactivation => ExceptionKind::Reactivation { base },
        Kind::LatePayment => ExceptionKind::LatePayment,
    }
}

async fn notes(app: &App, id: SubscriptionId) -> anyhow::Result<Vec<ExceptionNote>> {
    let notes = app.exceptions_of(id.member()).await?;
    Ok(notes.into_iter().filter(|note| note.subscription == id).collect())
}

fn show(notes: &[ExceptionNote]) {
    let rows: Vec<Vec<String>> = notes
        .iter()
        .map(|note| {
            vec![
                note.number.to_string(),
                note.kind.id().to_owned(),
                note.granted_on.to_string(),
                note.until.to_string(),
                note.ended_on.map_or_else(|| "-".to_owned(), |day| day.to_string()),
                note.end_reason.as_ref().map_or_else(|| note.reason.clone(), |end| format!("{}; ended: {end}", note.reason)),
            ]
        })
        .collect();
    table(&["number", "kind", "granted on", "until", "ended on", "reason"], &rows);
}
