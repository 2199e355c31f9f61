//! `jubilee relief`: what a relief does, before anybody is told.

use std::process::ExitCode;

use jubilee_app::{PreviewMail, PreviewRow, PreviewTotals, ReliefPreview};
use jubilee_core::{Day, Lang, ReliefId};

use super::open;
use crate::arguments::{Preview, Relief, ReliefAction};
use crate::output::{line, progress, table};

pub(crate) async fn run(arguments: Relief, lang: Lang) -> anyhow::Result<ExitCode> {
    match arguments.action {
        ReliefAction::Preview(arguments) => preview(arguments, lang).await,
    }
}

async fn preview(arguments: Preview, lang: Lang) -> anyhow::Result<ExitCode> {
    let app = open(&arguments.store).await?;
    let draft = match &arguments.programme {
        Some(folder) => Some(app.draft(&jubilee_programme::load_source(folder)?).await?),
        None => None,
    };
    let relief = ReliefId::from(arguments.relief.as_str());
    let bar = progress("members");
    let shown = bar.clone();
    let watched = move |done, of| {
        shown.set_length(of);
        shown.set_position(done);
    };
    if arguments.form.json {
        // Rows are printed as they are found, because there may be more of them than memory holds; the totals follow them.
        let mut separator = "{\n\"rows\": [\n";
        let mut failed = None;
        let mut print = |row: PreviewRow| match serde_json::to_string(&row) {
            Ok(row) => {
                line(format_args!("{separator}{row}"));
                separator = ",";
            }
            Err(error) => failed = Some(error),
        };
        let summary = app.preview_each(&relief, draft, arguments.on, lang, &watched, &mut print).await;
        bar.finish_and_clear();
        let summary = summary?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        let rest = serde_json::to_string_pretty(&summary)?;
        let opened = if separator == "," { "" } else { separator };
        line(format_args!("{opened}],{}", rest.trim_start_matches('{')));
        return Ok(ExitCode::SUCCESS);
    }
    let previewed = app.preview(&relief, draft, arguments.on, lang, &watched).await;
    bar.finish_and_clear();
    print(&previewed?);
    Ok(ExitCode::SUCCESS)
}

fn print(preview: &ReliefPreview) {
    let summary = &preview.summary;
    line(format_args!("{}: {}, compared on {}", summary.relief, summary.name, summary.on));
    print_totals(&summary.totals);
    if preview.rows.is_empty() {
        line("Nothing differs for anybody.");
        return;
    }
    line("");
    let rows: Vec<Vec<String>> = preview.rows.iter().map(cells).collect();
    let header = [
        "subscription",
        "member",
        "offer",
        "status",
        "anniversary",
        "renew until",
        "requirements",
        "reactivation",
        "fee",
        "mails",
    ];
    table(&header, &rows);
    line("mails: + new, - not sent any more, * with another text");
    if preview.more > 0 {
        line(format_args!("… and {} more; --json has all of them", preview.more));
    }
}

fn print_totals(totals: &PreviewTotals) {
    let of = format!(" of {} subscriptions, of {} members", totals.subscriptions, totals.members);
    let carried = match totals.carried {
        0 => String::new(),
        carried => format!(", {carried} of them renewed already, and exempt until their next anniversary"),
    };
    for (name, count) in [
        ("differ", totals.differing),
        ("covered", totals.covered),
        ("anniversary moved", totals.moved),
        ("requirements waived", totals.waived),
        ("can come back", totals.reactivatable),
        ("kept from lapsing", totals.kept),
        ("have to move first", totals.must_move),
    ] {
        let more = match name {
            "differ" => of.as_str(),
            "requirements waived" => carried.as_str(),
            _ => "",
        };
        line(format_args!("  {name:<20} {count:>8}{more}"));
    }
    for fee in totals.fees.values() {
        line(format_args!("  {:<20} {fee:>8}", "fees still due"));
    }
    for tax in totals.taxes.values() {
        line(format_args!("  {:<20} {tax:>8}", "of which tax"));
    }
    let kinds = totals.mails_before.keys().chain(totals.mails_after.keys()).collect::<std::collections::BTreeSet<_>>();
    for kind in kinds {
        let count = |mails: &std::collections::BTreeMap<String, u64>| mails.get(kind).copied().unwrap_or_default();
        let (before, after) = (count(&totals.mails_before), count(&totals.mails_after));
        line(format_args!("  {:<20} {after:>8} instead of {before}", format!("mails: {kind}")));
    }
    if totals.failed > 0 {
        line(format_args!("  {:<20} {:>8} members that are damaged", "not looked at", totals.failed));
    }
}

fn cells(row: &PreviewRow) -> Vec<String> {
    let waived = match (row.requirements_waived, row.waived_areas.is_empty()) {
        (false, _) => String::new(),
        (true, true) => "waived".to_owned(),
        (true, false) => format!("waived: {}", row.waived_areas.join(", ")),
    };
    let fee = match (row.fee, row.fee_from, row.fee_until) {
        (Some(fee), Some(from), Some(until)) => format!("{fee}, {from} to {until}"),
        _ => String::new(),
    };
    vec![
        row.subscription.clone(),
        if row.must_move { format!("{} (moves first)", row.member) } else { row.member.clone() },
        row.offer.clone(),
        changed(Some(row.status_before), Some(row.status_after)),
        days(row.anniversary_before, row.anniversary_after),
        days(row.renew_until_before, row.renew_until_after),
        waived,
        row.reactivation_until.map(|until| format!("until {until}")).unwrap_or_default(),
        fee,
        mails(&row.mails_before, &row.mails_after),
    ]
}

fn days(before: Option<Day>, after: Option<Day>) -> String {
    let text = |day: Option<Day>| day.map(|day| day.to_string());
    changed(text(before).as_deref(), text(after).as_deref())
}

/// What holds; where it is something else than before, both.
fn changed(before: Option<&str>, after: Option<&str>) -> String {
    let (before, after) = (before.unwrap_or("-"), after.unwrap_or("-"));
    if before == after { after.to_owned() } else { format!("{before} -> {after}") }
}

/// The mails that differ: `-` for one that is not sent, `+` for a new one, `*` for one with another text.
fn mails(before: &[PreviewMail], after: &[PreviewMail]) -> String {
    let same = |one: &PreviewMail, other: &PreviewMail| (one.on, &one.kind) == (other.on, &other.kind);
    let gone = before.iter().filter(|old| !after.iter().any(|new| same(old, new))).map(|old| (old, '-'));
    let now = after.iter().filter_map(|new| match before.iter().find(|old| same(old, new)) {
        None => Some((new, '+')),
        Some(old) => (old.words != new.words).then_some((new, '*')),
    });
    let mut told: Vec<(&PreviewMail, char)> = gone.chain(now).collect();
    told.sort_by_key(|(mail, _)| mail.on);
    let told: Vec<String> = told.into_iter().map(|(mail, sign)| format!("{sign}{} {}", mail.on, mail.kind)).collect();
    told.join(", ")
}
