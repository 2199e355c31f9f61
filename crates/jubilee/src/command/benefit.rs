//! `jubilee benefit`: what a subscription grants, and what is done with it.

use std::process::ExitCode;

use anyhow::Context;
use jubilee_app::{App, BenefitReport, KeyCount, Which};
use jubilee_core::{Actor, BenefitId, BenefitReason, Day, Grant, Lang, Lift, Reason, Refusal, Use};

use super::open;
use crate::arguments::{self, BenefitAction, KeysAction, Store};
use crate::failure::{Subject, Usage, worded};
use crate::output::{json, line, table};

pub(crate) async fn run(action: BenefitAction, lang: Lang) -> anyhow::Result<ExitCode> {
    match action {
        BenefitAction::List { store, subscription, as_of, form } => {
            let all = list(&store, &subscription, as_of, lang).await?;
            if form.json {
                json(&all)?;
            } else if all.is_empty() {
                line(format_args!("{subscription} grants no benefits."));
            } else {
                show(&all);
            }
        }
        BenefitAction::Activate(which) => act(&which, lang, What::Plain(Use::Activated)).await?,
        BenefitAction::Reveal { which, yes } => reveal(&which, yes, lang).await?,
        BenefitAction::Keys { action } => keys(action).await?,
        BenefitAction::Redeem(which) => act(&which, lang, What::Plain(Use::Redeemed)).await?,
        BenefitAction::Use { which, amount } => act(&which, lang, What::Plain(Use::Counted { amount })).await?,
        BenefitAction::Assign { which, person, from } => {
            act(&which, lang, What::Assign { person: &person, from: from.as_deref() }).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What is to be done.
#[derive(Clone, Copy)]
enum What<'a> {
    Plain(Use),
    Assign { person: &'a str, from: Option<&'a str> },
}

async fn list(store: &Store, reference: &str, as_of: Option<Day>, lang: Lang) -> anyhow::Result<Vec<BenefitReport>> {
    let app = open(store).await?;
    let id = app.find_subscription(reference).await?;
    Ok(app.benefits_as_of(id, as_of, lang).await?)
}

async fn act(named: &arguments::Which, lang: Lang, what: What<'_>) -> anyhow::Result<()> {
    let app = open(&named.store).await?;
    let subscription = app.find_subscription(&named.subscription).await?;
    let found = app.find_benefit(subscription, named.set, &named.benefit).await?;
    let which = Which { subscription, set: named.set, benefit: found.benefit.id.clone() };
    let about = Subject::Subscription(subscription);
    let how = match what {
        What::Plain(how) => how,
        What::Assign { person, from } => {
            let taken = taken(&app, &found, person, from).await;
            worded(&app, lang, about, taken).await?
        }
    };
    let grant = worded(&app, lang, about, app.use_benefit(&which, how, Actor::Operator).await).await?;
    let report = app.member_file(subscription.member()).await?.benefit_report(&app, &grant, lang);
    if named.form.json {
        return json(&report);
    }
    let unit = report.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    let until = report.usable_until.map_or_else(String::new, |day| format!("; of use until {day}"));
    line(format_args!("{}: {}, {} of {}{unit} used{until}.", report.name, report.status, report.used, report.quantity));
    Ok(())
}

/// Shows one more key; only it goes to standard output.
async fn reveal(named: &arguments::Which, is_sure: bool, lang: Lang) -> anyhow::Result<()> {
    let app = open(&named.store).await?;
    let subscription = app.find_subscription(&named.subscription).await?;
    let found = app.find_benefit(subscription, named.set, &named.benefit).await?;
    let file = app.member_file(subscription.member()).await?;
    if let Some(until) = file.refund_until(&app, &found).filter(|_| !is_sure) {
        let what =
            format!("until {until} the fee can be paid back, and showing a key ends that right; say --yes to confirm it");
        return Err(Usage(what).into());
    }
    let which = Which { subscription, set: named.set, benefit: found.benefit.id.clone() };
    let outcome = app.reveal_key(&which, Actor::Operator).await;
    let (_, key) = worded(&app, lang, Subject::Subscription(subscription), outcome).await?;
    if named.form.json {
        return json(&serde_json::json!({ "benefit": which.benefit, "key": key.as_str() }));
    }
    line(key.as_str());
    Ok(())
}

async fn keys(action: KeysAction) -> anyhow::Result<()> {
    match action {
        KeysAction::Load { store, benefit, file, form } => {
            let app = open(&store).await?;
            let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let added = app.load_keys(&BenefitId::new(&benefit), &text).await?;
            if form.json {
                json(&serde_json::json!({ "benefit": benefit, "added": added }))?;
            } else {
                line(format_args!("{added} new keys of {benefit}."));
            }
        }
        KeysAction::Count { store, form } => {
            let counts = open(&store).await?.key_counts().await?;
            if form.json {
                let all = counts
                    .iter()
                    .map(|count| serde_json::json!({ "benefit": count.benefit, "free": count.free, "shown": count.shown }));
                json(&all.collect::<Vec<_>>())?;
            } else {
                let row = |count: &KeyCount| vec![count.benefit.to_string(), count.free.to_string(), count.shown.to_string()];
                table(&["benefit", "free", "shown"], &counts.iter().map(row).collect::<Vec<_>>());
            }
        }
    }
    Ok(())
}

/// To whom it is assigned, and whose it was.
async fn taken(app: &App, grant: &Grant, person: &str, from: Option<&str>) -> Result<Use, jubilee_app::AppError> {
    let member = grant.subscription.member();
    let user = app.find_person(member, person).await?;
    let Some(from) = from else { return Ok(Use::Assigned { user }) };
    let former = app.find_person(member, from).await?;
    let Some(seat) = grant.seats.iter().find(|seat| seat.user == former) else {
        let reason = Reason::Benefit { benefit: grant.benefit.id.clone(), what: BenefitReason::UnknownSeat };
        return Err(Refusal { reasons: vec![reason], lift: Lift::Correct }.into());
    };
    Ok(Use::Reassigned { seat: seat.number, user })
}

fn show(all: &[BenefitReport]) {
    let day = |day: Option<Day>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let row = |report: &BenefitReport| {
        let people: Vec<&str> =
            report.assigned_to.iter().map(|seat| seat.person.as_deref().unwrap_or("(somebody who left)")).collect();
        vec![
            report.benefit.clone(),
            report.set.to_string(),
            report.quantity.to_string(),
            report.used.to_string(),
            if people.is_empty() { "-".to_owned() } else { people.join(", ") },
            day(report.activate_by),
            day(report.usable_until),
            report.status.to_owned(),
        ]
    };
    let header = ["benefit", "set", "quantity", "used", "assigned to", "activate by", "usable until", "status"];
    table(&header, &all.iter().map(row).collect::<Vec<_>>());
}
