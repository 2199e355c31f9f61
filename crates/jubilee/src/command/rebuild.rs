use std::process::ExitCode;

use jubilee_app::{Finding, Rebuilt};

use super::open;
use crate::arguments::Rebuild;
use crate::failure::BAD_DATA;
use crate::output::{counted, json, line, progress};

pub(crate) async fn run(arguments: Rebuild) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let bar = progress("members");
    let step = |members, of| {
        bar.set_length(of);
        bar.set_position(members);
    };
    let rebuilt = app.rebuild(&step).await?;
    bar.finish_and_clear();
    if arguments.form.json {
        json(&rebuilt)?;
    } else {
        print(&rebuilt);
    }
    Ok(if rebuilt.left == 0 { ExitCode::SUCCESS } else { ExitCode::from(BAD_DATA) })
}

fn print(done: &Rebuilt) {
    let (members, rows) = (counted(done.members, "member", "members"), counted(done.rows, "row", "rows"));
    line(format!("{rows} of {members} held against the ledger"));
    list("MENDED", &done.named, done.mended);
    list("LEFT", &done.left_named, done.left);
    line(match (done.mended, done.left) {
        (0, 0) => "everything follows from the ledger: nothing was written".to_owned(),
        (mended, 0) => format!("{mended} put right; everything follows from the ledger now"),
        (mended, left) => format!(
            "{mended} put right; for the {left} left as it was, `jubilee verify --deep` says where, and only a backup brings it back \
             (`jubilee restore`)"
        ),
    });
}

fn list(title: &str, named: &[Finding], count: u64) {
    for finding in named {
        let member = finding.member.as_deref().unwrap_or_default();
        line(format!("{title:<6}  {:<6}  member {member}: {}", finding.place, finding.what));
    }
    if count > named.len() as u64 {
        line(format!("{title:<6}  and {} more", count - named.len() as u64));
    }
}
