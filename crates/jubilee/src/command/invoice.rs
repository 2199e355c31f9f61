use std::process::ExitCode;

use anyhow::Context;
use jubilee_app::InvoiceNote;
use jubilee_core::Day;
use serde::Serialize;

use super::open;
use crate::arguments::InvoiceAction;
use crate::failure::Usage;
use crate::output::{json, line, table};

/// An invoice or a credit note, for a machine.
#[derive(Serialize)]
struct Listed<'a> {
    number: &'a str,
    kind: &'static str,
    issued_on: Day,
    member: &'a str,
    name: &'a str,
    order: &'a str,
    amount: String,
    currency: String,
}

pub(crate) async fn run(action: InvoiceAction) -> anyhow::Result<ExitCode> {
    match action {
        InvoiceAction::List { store, member, from, to, form } => {
            let app = open(&store).await?;
            let (from, to) = (from.unwrap_or(Day::MIN), to.unwrap_or(Day::MAX));
            if to < from {
                return Err(Usage(format!("the days end on {to}, before they begin on {from}")).into());
            }
            let notes = match member {
                None => app.invoices_between(from, to).await?,
                Some(member) => {
                    let mut notes = app.invoices_of(app.find_member(&member).await?).await?;
                    notes.retain(|note| (from..=to).contains(&note.issued_on));
                    notes
                }
            };
            let listed: Vec<Listed<'_>> = notes.iter().map(listed).collect();
            if form.json {
                json(&listed)?;
            } else if listed.is_empty() {
                line("There are no invoices.");
            } else {
                show(&listed);
            }
        }
        InvoiceAction::Show { store, number, form } => {
            let note = open(&store).await?.find_invoice(&number).await?;
            if form.json {
                json(&note.invoice)?;
            } else {
                show(&[listed(&note)]);
            }
        }
        InvoiceAction::Pdf { store, number, out, language } => {
            let note = open(&store).await?.find_invoice(&number).await?;
            let out = out.unwrap_or_else(|| note.invoice.file_name(language).into());
            let pdf = note.invoice.pdf(language)?;
            std::fs::write(&out, pdf).with_context(|| format!("cannot write the invoice to {}", out.display()))?;
            line(format_args!("{} is in {}.", note.number, out.display()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn listed(note: &InvoiceNote) -> Listed<'_> {
    let InvoiceNote { number, invoice, is_credit, issued_on, total, .. } = note;
    Listed {
        number,
        kind: if *is_credit { "credit-note" } else { "invoice" },
        issued_on: *issued_on,
        member: &invoice.buyer.member,
        name: &invoice.buyer.name,
        order: &invoice.order,
        amount: total.decimal(),
        currency: total.currency.to_string(),
    }
}

fn show(listed: &[Listed<'_>]) {
    let row = |one: &Listed<'_>| {
        let amount = format!("{} {}", one.amount, one.currency);
        let member = format!("{} {}", one.member, one.name);
        vec![one.number.to_owned(), one.kind.to_owned(), one.issued_on.to_string(), one.order.to_owned(), amount, member]
    };
    table(&["number", "kind", "date", "order", "amount", "member"], &listed.iter().map(row).collect::<Vec<_>>());
}
