use std::process::ExitCode;

use jubilee_app::{App, PaymentReceipt, Request};
use jubilee_core::{Actor, Day, Lang, Money};
use serde::Serialize;

use super::{note_queued, open};
use crate::arguments::{Form, Pay};
use crate::failure::{Subject, Usage, worded};
use crate::output::{json, line};

#[derive(Serialize)]
struct Report<'a> {
    order: String,
    subscription: &'a str,
    subscriptions: &'a [String],
    amount: String,
    currency: String,
    value_date: Day,
    applied: bool,
    repeated: bool,
    received: String,
    missing: String,
    held: String,
    reasons: Vec<String>,
}

/// An amount in the currency of an order, which may be said and has to be that one.
pub(super) fn amount(text: &str, ordered: Money) -> Result<Money, Usage> {
    let currency = ordered.currency;
    let said = text.trim();
    let bare = said.strip_suffix(currency.code()).map_or(said, str::trim_end);
    Money::from_decimal(bare, currency).map_err(|_| {
        let (amount, code) = (ordered.decimal(), currency.code());
        Usage(format!(
            "--amount '{text}' is not an amount in {code}; write it like this order's, {amount}, with all its decimals"
        ))
    })
}

pub(crate) async fn run(arguments: Pay, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let order = app.find_order(&arguments.order).await?;
    let amount = match &arguments.amount {
        None => None,
        Some(text) => Some(amount(text, order.amount)?),
    };
    let request = Request { identity: arguments.identity.as_deref(), ..Request::by(Actor::Operator) };
    let outcome = app.record_payment(order.id, arguments.value_date, amount, request).await;
    let receipt = worded(&app, lang, Subject::Order(order.id), outcome).await?;
    tell(&app, &receipt, arguments.form, lang)?;
    Ok(ExitCode::SUCCESS)
}

/// Says what a payment did.
pub(super) fn tell(app: &App, receipt: &PaymentReceipt, form: Form, lang: Lang) -> anyhow::Result<()> {
    let reasons: Vec<String> = receipt.reasons.iter().map(|reason| app.sentence(reason, lang)).collect();
    if form.json {
        json(&Report {
            order: receipt.order.to_string(),
            subscription: receipt.references.first().map_or("", String::as_str),
            subscriptions: &receipt.references,
            amount: receipt.amount.decimal(),
            currency: receipt.amount.currency.to_string(),
            value_date: receipt.value_on,
            applied: receipt.is_applied,
            repeated: receipt.is_repeated,
            received: receipt.received.decimal(),
            missing: receipt.missing.decimal(),
            held: receipt.held.decimal(),
            reasons,
        })?;
        return Ok(());
    }
    let recorded = if receipt.is_repeated { "had been recorded before" } else { "recorded" };
    line(format_args!(
        "Payment of {} for order {} {recorded}, value date {}.",
        receipt.amount, receipt.order, receipt.value_on
    ));
    for reason in reasons {
        line(format_args!("  {reason}"));
    }
    if !receipt.is_repeated {
        note_queued();
    }
    Ok(())
}
