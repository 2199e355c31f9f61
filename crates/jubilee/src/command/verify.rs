use std::process::ExitCode;

use jubilee_app::Verification;

use super::open;
use crate::arguments::Verify;
use crate::failure::BAD_DATA;
use crate::output::{counted, json, line, progress};

pub(crate) async fn run(arguments: Verify) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let bar = progress("entries");
    let step = |read, total| {
        bar.set_length(total);
        bar.set_position(read);
    };
    let verification = app.verify(arguments.deep, &step).await?;
    bar.finish_and_clear();
    if arguments.form.json {
        json(&verification)?;
    } else {
        print(&verification, arguments.deep);
    }
    Ok(if verification.sound { ExitCode::SUCCESS } else { ExitCode::from(BAD_DATA) })
}

fn print(found: &Verification, is_deep: bool) {
    let members = counted(found.members, "member", "members");
    let seals = counted(found.seals, "seal", "seals");
    line(format!("{} of {members} and {seals} looked at", counted(found.entries, "entry", "entries")));
    if is_deep {
        line(format!("{} held against the ledger", counted(found.rows, "row", "rows")));
    }
    if let Some(seal) = &found.last_seal {
        line(format!("last seal: {} of {}, {}", seal.number, seal.day, seal.hash));
    }
    report(found);
    line(if found.sound {
        "all is sound"
    } else {
        "`jubilee rebuild` puts rows right that do not follow from the ledger; for anything else bring back a backup from before the damage with `jubilee restore`, and keep the damaged store for whoever looks into it"
    });
}

/// Names what is wrong, a line each.
pub(super) fn report(found: &Verification) {
    for finding in &found.findings {
        let member = finding.member.as_ref().map_or_else(String::new, |member| format!(" member {member}:"));
        line(format!("WRONG  {:<6} {member} {}", finding.place, finding.what));
    }
    if found.more_findings > 0 {
        line(format!("WRONG  and {} more", found.more_findings));
    }
}
