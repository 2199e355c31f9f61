use std::process::ExitCode;

use jubilee_app::{App, TakenBack};
use jubilee_core::{Actor, Lang, Money};
use serde::Serialize;

use super::pay::amount;
use super::{note_queued, open};
use crate::arguments::{Form, Refund, TakeBack};
use crate::failure::{Subject, worded};
use crate::output::{json, line};

#[derive(Serialize)]
struct Report {
    order: String,
    state: &'static str,
    amount: String,
    currency: String,
    reasons: Vec<String>,
    to_card: Option<String>,
}

/// Takes back an order that has not been paid.
pub(crate) async fn cancel(arguments: TakeBack, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let order = app.find_order(&arguments.order).await?;
    let done = worded(&app, lang, Subject::Order(order.id), app.cancel_order(order.id, Actor::Operator).await).await?;
    tell(&app, arguments.form, lang, &done, "cancelled")
}

/// Records that an order's money goes back.
pub(crate) async fn refund(arguments: Refund, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let order = app.find_order(&arguments.order).await?;
    let outcome = match (&arguments.amount, arguments.held) {
        (Some(text), _) => app.refund_held(order.id, Some(amount(text, order.amount)?), Actor::Operator).await,
        (None, true) => app.refund_held(order.id, None, Actor::Operator).await,
        (None, false) => app.refund(order.id, Actor::Operator).await,
    };
    let done = worded(&app, lang, Subject::Order(order.id), outcome).await?;
    tell(&app, arguments.form, lang, &done, "refunded")
}

fn tell(app: &App, form: Form, lang: Lang, done: &TakenBack, state: &'static str) -> anyhow::Result<ExitCode> {
    let reasons: Vec<String> = done.reasons.iter().map(|reason| app.sentence(reason, lang)).collect();
    let (order, amount) = (done.order.to_string(), done.amount);
    if form.json {
        json(&Report {
            order,
            state,
            amount: amount.decimal(),
            currency: amount.currency.to_string(),
            reasons,
            to_card: done.to_card.map(Money::decimal),
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    for reason in reasons {
        line(reason);
    }
    let minor = amount.minor - done.to_card.map_or(0, |money| money.minor);
    if let Some(money) = done.to_card {
        line(format_args!("  {money} goes back to the card with which it was paid; the server sends it (`jubilee serve`)."));
    }
    if state == "refunded" && minor > 0 {
        let rest = Money { minor, ..amount };
        line(format_args!("  Transfer {rest} back at the bank; Jubilee only records it."));
    }
    note_queued();
    Ok(ExitCode::SUCCESS)
}
