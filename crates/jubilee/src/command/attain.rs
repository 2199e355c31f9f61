use std::process::ExitCode;

use jubilee_app::{App, Attained};
use jubilee_core::{Actor, Attainment, Day, Lang, MemberId};
use serde::Serialize;

use super::open;
use crate::arguments::Attain;
use crate::failure::{Subject, Usage, worded};
use crate::output::{json, line, table};

/// An attainment, for machines.
#[derive(Serialize)]
struct Report<'a> {
    number: u32,
    measure: &'a str,
    area: Option<&'a str>,
    amount: u32,
    attained_on: Day,
    expires_on: Option<Day>,
    ended_on: Option<Day>,
    counts: bool,
}

impl Report<'_> {
    fn new(attainment: &Attainment, today: Day) -> Report<'_> {
        Report {
            number: attainment.number,
            measure: attainment.measure.as_str(),
            area: attainment.area.as_ref().map(jubilee_core::AreaId::as_str),
            amount: attainment.amount,
            attained_on: attainment.attained_on,
            expires_on: attainment.expires_on,
            ended_on: attainment.ended_on,
            counts: attainment.is_valid(today),
        }
    }
}

pub(crate) async fn run(arguments: Attain, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let member = app.find_member(&arguments.member).await?;
    let on = match arguments.on {
        Some(day) => day,
        None => app.today().await?,
    };
    if arguments.list {
        return list(&app, member, arguments.form.json).await;
    }
    let number = if let Some(number) = arguments.end {
        let outcome = app.end_attainment(member, number, on, Actor::Operator).await;
        worded(&app, lang, Subject::Member(member), outcome).await?;
        number
    } else {
        let (Some(measure), Some(amount)) = (arguments.measure, arguments.amount) else {
            return Err(Usage("say what was attained, and how much: jubilee attain MEMBER MEASURE AMOUNT".to_owned()).into());
        };
        let area = arguments.area.as_deref().map(|area| app.find_area(area)).transpose()?;
        let measure = app.find_measure(measure.as_str())?;
        let attained = Attained { measure, area, amount, attained_on: on, expires_on: arguments.expires };
        worded(&app, lang, Subject::Member(member), app.attain(member, attained, Actor::Operator).await).await?
    };
    let file = app.member_file(member).await?;
    let recorded = file.member.attainments.iter().find(|known| known.number == number);
    let Some(recorded) = recorded else { return Ok(ExitCode::SUCCESS) };
    if arguments.form.json {
        json(&Report::new(recorded, file.today))?;
    } else if let Some(ended_on) = recorded.ended_on {
        line(format_args!("Attainment {number} does not count from {ended_on} on."));
    } else {
        let until = recorded.expires_on.map_or(String::new(), |day| format!(" until {day}"));
        line(format_args!("Recorded attainment {number}: {} {} from {on} on{until}.", recorded.amount, recorded.measure));
    }
    Ok(ExitCode::SUCCESS)
}

async fn list(app: &App, member: MemberId, as_json: bool) -> anyhow::Result<ExitCode> {
    let file = app.member_file(member).await?;
    let all: Vec<Report<'_>> = file.member.attainments.iter().map(|known| Report::new(known, file.today)).collect();
    if as_json {
        json(&all)?;
        return Ok(ExitCode::SUCCESS);
    }
    let day = |day: Option<Day>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|report| {
            vec![
                report.number.to_string(),
                report.measure.to_owned(),
                report.area.unwrap_or("-").to_owned(),
                report.amount.to_string(),
                report.attained_on.to_string(),
                day(report.expires_on),
                day(report.ended_on),
                if report.counts { "yes" } else { "no" }.to_owned(),
            ]
        })
        .collect();
    table(&["number", "measure", "area", "amount", "attained on", "expires on", "ended on", "counts"], &rows);
    Ok(ExitCode::SUCCESS)
}
