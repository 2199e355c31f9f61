use std::process::ExitCode;

use jubilee_app::{PostReport, RunReport, StepOutcome};
use serde::Serialize;

use super::{open, post};
use crate::arguments::Run;
use crate::failure::BAD_DATA;
use crate::output::{counted, json, line, progress};

#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    run: &'a RunReport,
    mail: Option<PostReport>,
}

pub(crate) async fn run(arguments: Run) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let bar = progress("due");
    let shown = bar.clone();
    let report = app
        .run(arguments.as_of, arguments.catch_up, &move |members, due| {
            shown.set_length(due);
            shown.inc(members);
        })
        .await;
    bar.finish_and_clear();
    let report = report?;
    let mut mail = None;
    if arguments.no_mail {
        app.make_invoices().await?;
    } else {
        let (post, note) = post(&arguments.mailing)?;
        let bar = progress("mails");
        let shown = bar.clone();
        let sent = app.deliver(&post, &move |count| shown.set_position(count)).await;
        bar.finish_and_clear();
        let sent = sent?;
        if sent.sent > 0 && arguments.mailing.smtp.is_none() {
            eprintln!("note: {note}");
        }
        mail = Some(sent);
    }
    if arguments.form.json {
        json(&Report { run: &report, mail })?;
    } else {
        print(&report, mail);
    }
    Ok(if report.failed == 0 && report.unplanned == 0 && report.paused.is_none() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(BAD_DATA)
    })
}

fn print(report: &RunReport, mail: Option<PostReport>) {
    if let Some(pause) = &report.paused {
        line(format_args!("paused ({}): nothing more is done until `jubilee resume`", pause.reason));
    }
    let days =
        if report.from == report.until { report.until.to_string() } else { format!("{} to {}", report.from, report.until) };
    line(format_args!(
        "{days}: due {} = done {} + superseded {} + missed {} + failed {}",
        report.due, report.done, report.superseded, report.missed, report.failed
    ));
    for (outcome, word) in [
        (StepOutcome::Done, "done"),
        (StepOutcome::Superseded, "superseded"),
        (StepOutcome::Missed, "missed"),
        (StepOutcome::Failed, "failed"),
    ] {
        for step in report.steps.iter().filter(|step| step.outcome == outcome) {
            let reason = step.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            line(format_args!(
                "  {word:<10}  {:<10}  due {}  {}  (anniversary {}){reason}",
                step.step, step.due_on, step.subscription, step.anniversary
            ));
        }
    }
    if report.unplanned > 0 {
        let members = counted(report.unplanned, "member", "members");
        line(format_args!("not planned: {members}; the next run tries again, and staff see why under Runs"));
    }
    if let Some(mail) = mail {
        line(format_args!(
            "mails: {} sent, {} to be tried again, {} refused, {} no longer true",
            mail.sent, mail.deferred, mail.failed, mail.superseded
        ));
    }
}
