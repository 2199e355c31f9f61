//! `jubilee erase-person`: what is stored about a person, and its end.

use std::process::ExitCode;

use jubilee_app::PersonTraces;
use jubilee_core::{Actor, Lang};

use super::open;
use crate::arguments::ErasePerson;
use crate::failure::{Subject, worded};
use crate::output::{counted, json, line};

pub(crate) async fn run(arguments: ErasePerson, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let traces = app.traces_of(&arguments.email).await?;
    if let Some((member, refusal)) = app.erasure_refused(&traces, Actor::Operator).await? {
        worded(&app, lang, Subject::Member(member), Err::<(), _>(refusal.into())).await?;
    }
    let traces = if arguments.yes { app.erase_person(&arguments.email, Actor::Operator).await? } else { traces };
    if arguments.form.json {
        json(&serde_json::json!({ "erased": arguments.yes, "found": traces }))?;
    } else {
        print(&traces, arguments.yes);
    }
    Ok(ExitCode::SUCCESS)
}

fn print(traces: &PersonTraces, is_erased: bool) {
    line(if is_erased { "Erased:" } else { "Found:" });
    match &traces.members[..] {
        [] => {}
        [only] => line(format_args!("  the account at the member {only}")),
        several => line(format_args!("  accounts at the members {}", several.join(", "))),
    }
    if traces.mails > 0 {
        line(format_args!("  {} to the person or with the address in them", counted(traces.mails, "mail", "mails")));
    }
    if traces.billing > 0 {
        let whose = counted(traces.billing, "member", "members");
        line(format_args!("  the address to which the invoices of {whose} go"));
    }
    line("  what was made for signing in");
    line(format_args!("Kept, as the law on taxes wants: {}.", traces.kept.join(", ")));
    line(if is_erased {
        "Backups that were made before have the person still."
    } else {
        "Nothing has been erased; with --yes it is, and there is no way back."
    });
}
