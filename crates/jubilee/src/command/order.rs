use std::process::ExitCode;

use jubilee_app::{OrderReceipt, Request};
use jubilee_core::{Actor, ItemState, Lang, OfferId};

use super::{note_queued, open};
use crate::arguments::{Order, OrderAction};
use crate::failure::{Subject, worded};
use crate::output::{json, line};

pub(crate) async fn run(arguments: Order, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let request = Request { purchase_order: arguments.members_number.as_deref(), ..Request::by(Actor::Operator) };
    let (about, outcome) = match (&arguments.subscriptions[..], &arguments.member, &arguments.offer) {
        ([reference], ..) => {
            let subscription = app.find_subscription(reference).await?;
            let outcome = match arguments.action {
                Some(OrderAction::Renew) | None => app.order_renewal(subscription, request).await,
                Some(OrderAction::Reactivate) => app.order_reactivation(subscription, request).await,
                Some(OrderAction::Buy) => app.order_anew(subscription, request).await,
            };
            (Subject::Subscription(subscription), outcome)
        }
        ([first, ..], ..) => {
            if arguments.action.is_some() {
                let what = "--action is for one subscription; of several each gets what it needs".to_owned();
                return Err(crate::failure::Usage(what).into());
            }
            let mut subscriptions = Vec::new();
            for reference in &arguments.subscriptions {
                subscriptions.push(app.find_subscription(reference).await?);
            }
            let about = Subject::Subscription(app.find_subscription(first).await?);
            (about, app.order_together(&subscriptions, request).await)
        }
        ([], Some(member), Some(offer)) => {
            let member = app.find_member(member).await?;
            let areas = arguments.areas.iter().flat_map(|areas| areas.split(';'));
            let areas = areas.map(str::trim).filter(|area| !area.is_empty()).map(|area| app.find_area(area));
            let areas = areas.collect::<Result<_, _>>()?;
            (Subject::Member(member), app.order_purchase(member, OfferId::from(offer.as_str()), areas, request).await)
        }
        _ => return Err(crate::failure::Usage("name a subscription, or --member and --offer".to_owned()).into()),
    };
    let receipt = worded(&app, lang, about, outcome).await?;
    if arguments.form.json {
        json(&receipt)?;
        return Ok(ExitCode::SUCCESS);
    }
    let file = app.member_file(receipt.id.member()).await?;
    let names = file.order_names(&app, receipt.id, lang);
    if let Some(from) = &receipt.paid_with {
        line(format_args!(
            "Order {} made, and paid with the {} {} that had come for order {from}.",
            receipt.order, receipt.currency, receipt.amount
        ));
        write_items(&receipt, &names);
        note_queued();
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(missing) = &receipt.missing {
        line(format_args!("Of this, {} {missing} is missing; the rest has come or was held.", receipt.currency));
    }
    let made = if receipt.is_repeated { "waits already" } else { "made" };
    line(format_args!("Order {} {made}.", receipt.order));
    line(format_args!("  amount     {} {}", receipt.currency, receipt.amount));
    let rules = app.programme().version(app.today().await?).tax.as_ref();
    if let Some(words) = receipt.bill.as_ref().and_then(|bill| jubilee_texts::bill(lang, rules, bill, &names)) {
        for (label, amount) in &words.rows[..words.rows.len() - 1] {
            line(format_args!("             {amount}  {label}"));
        }
        if let Some(note) = words.note {
            line(format_args!("             {note}"));
        }
    }
    line(format_args!("  reference  {}", receipt.reference));
    line(format_args!("  pay by     {} (the day on which the money counts)", receipt.pay_by));
    if let Some(replaced) = &receipt.replaces {
        line(format_args!("  replaces   {replaced}, from the day on which the money counts"));
    }
    write_items(&receipt, &names);
    if receipt.items.iter().any(|item| item.state == ItemState::TooLate) {
        line(format_args!(
            "A payment would come too late for part of this. Cancel the order (jubilee cancel {}) and order the rest anew.",
            receipt.order
        ));
    }
    if !receipt.is_repeated {
        note_queued();
    }
    Ok(ExitCode::SUCCESS)
}

/// Says of each thing that an order pays for until when that counts, or what has become of it.
fn write_items(receipt: &OrderReceipt, names: &[String]) {
    for (number, (item, name)) in receipt.items.iter().zip(names).enumerate() {
        let said = match item.state {
            ItemState::Waiting => format!("pay by {}", item.pay_by),
            ItemState::TooLate => format!("too late: the money had to count by {}", item.pay_by),
            ItemState::Done => "done".to_owned(),
            ItemState::Without => "the money has no effect on it, and is held".to_owned(),
            ItemState::Over => "nothing is waited for any more".to_owned(),
        };
        let label = if number == 0 { "for" } else { "" };
        line(format_args!("  {label:<9}  {} ({name}): {said}", item.subscription));
    }
}
