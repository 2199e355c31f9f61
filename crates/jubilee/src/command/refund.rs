use std::process::ExitCode;

use jubilee_app::{App, TakenBack};
use jubilee_core::{Actor, Lang};
use serde::Serialize;

use super::{note_queued, open};
use crate::arguments::TakeBack;
use crate::failure::{Subject, worded};
use crate::output::{json, line};

#[derive(Serialize)]
struct Report {
    order: String,
    state: &'static str,
    amount: String,
    currency: String,
    reasons: Vec<String>,
    to_card: bool,
}

/// Takes back an order that has not been paid.
pub(crate) async fn cancel(arguments: TakeBack, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let order = app.find_order(&arguments.order).await?;
    let done = worded(&app, lang, Subject::Order(order.id), app.cancel_order(order.id, Actor::Operator).await).await?;
    tell(&app, &arguments, lang, &done, "cancelled")
}

/// Records that an order's money goes back.
pub(crate) async fn refund(arguments: TakeBack, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let order = app.find_order(&arguments.order).await?;
    let done = worded(&app, lang, Subject::Order(order.id), app.refund(order.id, Actor::Operator).await).await?;
    tell(&app, &arguments, lang, &done, "refunded")
}

fn tell(app: &App, arguments: &TakeBack, lang: Lang, done: &TakenBack, state: &'static str) -> anyhow::Result<ExitCode> {
    let reasons: Vec<String> = done.reasons.iter().map(|reason| app.sentence(reason, lang)).collect();
    let (order, amount) = (done.order.to_string(), done.amount);
    if arguments.form.json {
        json(&Report {
            order,
            state,
            amount: amount.decimal(),
            currency: amount.currency.to_string(),
            reasons,
            to_card: done.is_to_card,
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    for reason in reasons {
        line(reason);
    }
    if done.is_to_card {
        line(format_args!("  {amount} goes back to the card with which it was paid; the server sends it (`jubilee serve`)."));
    } else if state == "refunded" {
        line(format_args!("  Transfer {amount} back at the bank; Jubilee only records it."));
    }
    note_queued();
    Ok(ExitCode::SUCCESS)
}
