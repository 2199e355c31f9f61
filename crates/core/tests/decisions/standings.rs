//! What is said of each cell of the table: its standing with every sentence, as a text to read.

use std::fmt::Write;

use jubilee_core::{Qualification, RequirementState, Standing, standing};

use crate::cell::{Cell, member_in};

/// All standings, one paragraph a cell.
pub(crate) fn standings(cells: impl IntoIterator<Item = Cell>) -> String {
    let mut text = String::new();
    for cell in cells {
        let (programme, member, today) = member_in(cell);
        let found = standing(&programme, &member, member.subscriptions[0].id, today).unwrap();
        let name = cell.to_string().split('|').map(str::trim).collect::<Vec<_>>().join(", ");
        writeln!(text, "{name} on {today}").unwrap();
        write(&mut text, &found);
        text.push('\n');
    }
    text
}

fn write(text: &mut String, found: &Standing) {
    let benefits = if found.has_benefits { "benefits" } else { "no benefits" };
    let risk = if found.is_at_risk() { ", at risk" } else { "" };
    let open =
        found.cycle.as_ref().map_or("no window", |cycle| if cycle.is_open(found.on) { "window open" } else { "window closed" });
    writeln!(text, "    {}, {benefits}{risk}, {open}, ruled anniversary {:?}", found.status.id(), found.ruled_anniversary)
        .unwrap();
    for relief in &found.reliefs {
        writeln!(text, "    {relief:?}").unwrap();
    }
    for qualification in &found.qualifications {
        writeln!(text, "    {}", part(qualification)).unwrap();
    }
    if let Some(exemption) = found.exemption() {
        writeln!(text, "    {exemption:?}").unwrap();
    }
    for action in &found.actions {
        let (from, until) = (action.from, action.until);
        let refusal = action.refusal.as_ref().map_or("possible".to_owned(), |refusal| format!("{refusal:?}"));
        writeln!(text, "    {} from {from:?} until {until:?}: {refusal}", action.kind.id()).unwrap();
    }
    for reason in &found.reasons {
        writeln!(text, "    {}: {reason:?}", reason.rule().id()).unwrap();
    }
}

fn part(found: &Qualification) -> String {
    let area = found.area.as_ref().map_or("itself", |area| area.as_str());
    let is_complete = found.state == RequirementState::Complete;
    let missing = if is_complete { Vec::new() } else { found.missing() };
    format!("{area}: {}, missing {missing:?}, lost on {:?}", found.state.id(), found.lost_on)
}
