use std::process::ExitCode;

use jubilee_app::{RequirementReport, StatusReport};
use jubilee_core::{Lang, Tax};

use super::open;
use crate::arguments::Status;
use crate::output::{json, line};

pub(crate) async fn run(arguments: Status, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let report = app.status(&arguments.subscription, arguments.as_of, lang).await?;
    if arguments.form.json {
        json(&report)?;
    } else {
        print(&report, lang);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(report: &StatusReport, lang: Lang) {
    line(format_args!("{}  {} of member {}, on {}", report.subscription, report.offer, report.member, report.as_of));
    line(format_args!("status            {}", report.status));
    line(format_args!("benefits          {}", if report.benefits { "yes" } else { "no" }));
    let dates = &report.dates;
    for (name, day) in [
        ("anniversary", dates.anniversary),
        ("renew from", dates.renew_from),
        ("renew until", dates.renew_until),
        ("benefits until", dates.benefits_until),
        ("lapses on", dates.lapses_on),
        ("next anniversary", dates.next_anniversary),
    ] {
        if let Some(day) = day {
            line(format_args!("{name:<17} {day}"));
        }
    }
    if !dates.reminders.is_empty() {
        let days: Vec<String> = dates.reminders.iter().map(ToString::to_string).collect();
        line(format_args!("reminders         {}", days.join(", ")));
    }
    if let Some(fee) = report.fee {
        line(format_args!("fee               {fee}"));
    }
    if let Some(Tax::Charged { country, rate, amount }) = report.bill.as_ref().map(|bill| &bill.tax) {
        line(format_args!("of which tax      {amount}, {} ({country})", jubilee_texts::percent(lang, *rate)));
    }
    if let Some(moved_from) = report.moved_from {
        line(format_args!("moved from        {moved_from}"));
    }
    if !report.reliefs.is_empty() {
        line(format_args!("reliefs           {}", report.reliefs.join(", ")));
    }
    for requirement in &report.requirements {
        let area = requirement.area.as_deref().unwrap_or("requirements");
        line(format_args!("{area:<17} {}", standing(requirement)));
    }
    if let Some(reactivation) = &report.reactivation {
        let (until, next) = (reactivation.until, reactivation.next_anniversary);
        line(format_args!("reactivation      until {until}; the next anniversary is {next}"));
    }
    if let Some(flight) = &report.in_flight {
        let (order, by, until) = (&flight.order, flight.shown_by, flight.until);
        line(format_args!("on its way        order {order} ({by}); the lapse waits until {until}"));
    }
    if report.must_move {
        line("must move         the account is in the legacy system");
    }
    for action in &report.actions {
        let verdict = match &action.reason {
            None => "possible".to_owned(),
            Some(reason) => format!("not possible: {reason}"),
        };
        line(format_args!("{:<17} {verdict}", action.action));
    }
    line("why");
    for reason in &report.reasons {
        line(format_args!("  {}  ({})", reason.text, reason.rule));
    }
}

/// How an area stands, in a line.
fn standing(requirement: &RequirementReport) -> String {
    let mut said = vec![requirement.state.to_owned()];
    if requirement.exempt {
        said.push(requirement.exempt_until.map_or("by exemption".to_owned(), |day| format!("by exemption until {day}")));
    }
    if requirement.waived_on_reactivation {
        said.push("waived when it is reactivated".to_owned());
    }
    if requirement.at_risk {
        said.push("at risk".to_owned());
    }
    said.extend(requirement.lost_on.map(|day| format!("lost on {day}")));
    said.extend(requirement.missing.iter().map(|need| format!("{} {} of {}", need.measure, need.have, need.need)));
    said.join(", ")
}
