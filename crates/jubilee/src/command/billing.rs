//! `jubilee billing`: whom a member's invoices are for, and what its orders are taxed.

use std::process::ExitCode;

use jubilee_app::{App, BillingDetails, BillingReport};
use jubilee_core::{Actor, Lang, MemberId, Reason, Tax};

use super::open;
use crate::arguments::Billing;
use crate::failure::{Subject, worded};
use crate::output::{json, line};

pub(crate) async fn run(arguments: Billing, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let member = app.find_member(&arguments.member).await?;
    change(&app, member, &arguments, lang).await?;
    let report = app.billing(member).await?;
    if arguments.form.json {
        json(&report)?;
    } else {
        show(&app, lang, &report);
    }
    Ok(ExitCode::SUCCESS)
}

/// Changes what the arguments name; all else stays as it is.
async fn change(app: &App, member: MemberId, arguments: &Billing, lang: Lang) -> anyhow::Result<()> {
    let Billing { business, address, country, vat, email, exempt, not_exempt, .. } = arguments;
    let about = Subject::Member(member);
    let is_detail = business.is_some() || !address.is_empty() || country.is_some() || vat.is_some() || email.is_some();
    if is_detail {
        let now = app.billing(member).await?;
        let given = |given: &Option<String>, now: Option<String>| match given {
            Some(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            None => now,
        };
        let details = BillingDetails {
            business: business.clone().unwrap_or(if now.has_own_business { now.business } else { String::new() }),
            address: if address.is_empty() { now.address } else { address.clone() },
            country: given(country, Some(now.country).filter(|_| now.has_own_country)),
            vat_number: given(vat, now.vat_number),
            email: given(email, now.email),
        };
        worded(app, lang, about, app.set_billing(member, &details, Actor::Operator).await).await?;
    }
    if exempt.is_some() || *not_exempt {
        let done = app.set_exemption(member, exempt.as_deref(), Actor::Operator).await;
        worded(app, lang, Subject::Member(member), done).await?;
    }
    Ok(())
}

fn show(app: &App, lang: Lang, report: &BillingReport) {
    let row = |label: &str, value: &str| line(format_args!("{label:<11} {value}"));
    row("business", &report.business);
    for (at, text) in report.address.iter().enumerate() {
        row(if at == 0 { "address" } else { "" }, text);
    }
    row("country", &format!("{} ({})", report.country, jubilee_texts::country(lang, &report.country)));
    row("VAT number", report.vat_number.as_deref().unwrap_or("none"));
    row("invoices to", report.email.as_deref().unwrap_or("the member's people"));
    if let Some(because) = &report.exempt_because {
        row("exempt", because);
    }
    let sentence = match &report.tax {
        Some(Tax::Charged { country, rate, .. }) => {
            let name = jubilee_texts::tax_name(lang, app.programme());
            format!("{name} {} ({country})", jubilee_texts::percent(lang, *rate))
        }
        Some(Tax::Free { country, why }) => {
            jubilee_texts::reason(lang, app.programme(), &Reason::NoTax { country: country.clone(), why: *why })
        }
        Some(Tax::None) | None => "the programme says nothing about tax".to_owned(),
    };
    row("tax", &sentence);
}
