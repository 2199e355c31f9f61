//! The decision table: status x relief x system x requirements x command. Each combination is either reached, and every command is tried in it and
//! asserted as accepted or refused by a rule with what lifts it; or it cannot be reached, and the table says why.
//!
//! `table.txt` is the table. A test that fails has written the new one beside the compiled tests and says where; read the difference
//! before taking it over.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod attempt;
mod cell;
mod programme;
mod standings;

use std::collections::BTreeSet;

use crate::attempt::{Attempt, attempt};
use crate::cell::{Cell, Relief, Requirements, Status, System, member_in};

const TABLE: &str = include_str!("table.txt");

/// Every combination of the dimensions.
fn cells() -> Vec<Cell> {
    let mut cells = Vec::new();
    for status in Status::ALL.iter().copied() {
        for relief in Relief::ALL.iter().copied() {
            for system in System::ALL.iter().copied() {
                for requirements in Requirements::ALL.iter().copied() {
                    cells.push(Cell { status, relief, system, requirements });
                }
            }
        }
    }
    cells
}

fn table() -> String {
    let mut lines = Vec::new();
    for cell in cells() {
        if let Some(reason) = cell.unreachable() {
            lines.push(format!("{cell} | -                         | unreachable: {reason}"));
            continue;
        }
        for command in Attempt::ALL.iter().copied() {
            lines.push(format!("{cell} | {command:<25} | {}", attempt(cell, command)));
        }
    }
    lines.join("\n") + "\n"
}

/// Holds a text to the one that is kept; another one is written out whole, to be read and taken over.
fn is_kept(found: &str, kept: &str, name: &str) {
    if found == kept {
        return;
    }
    let lines: BTreeSet<&str> = found.lines().collect();
    let known: BTreeSet<&str> = kept.lines().collect();
    let gone = known.difference(&lines).map(|line| format!("- {line}"));
    let differences: Vec<String> = lines.difference(&known).map(|line| format!("+ {line}")).chain(gone).collect();
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, found).unwrap();
    panic!("{name} is another one:\n{}\nthe whole of it: {}", differences.join("\n"), path.display());
}

#[test]
fn every_decision_is_as_the_table_has_it() {
    is_kept(&table(), include_str!("table.txt"), "table.txt");
}

#[test]
fn every_standing_is_as_it_was_read() {
    let reachable = cells().into_iter().filter(|cell| cell.unreachable().is_none());
    is_kept(&standings::standings(reachable), include_str!("standings.txt"), "standings.txt");
}

/// All cells are there: each combination once with every command, or once with the reason why it cannot be.
#[test]
fn the_table_has_all_cells() {
    let mut seen = BTreeSet::new();
    for line in TABLE.lines() {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        assert_eq!(columns.len(), 6, "{line}");
        assert!(seen.insert(columns[..5].join(" ")), "twice: {line}");
    }
    for cell in cells() {
        let name = cell.to_string().split('|').map(str::trim).collect::<Vec<_>>().join(" ");
        let is_whole = Attempt::ALL.iter().all(|command| seen.contains(&format!("{name} {command}")));
        assert!(is_whole != seen.contains(&format!("{name} -")), "{cell}");
    }
}

/// Every cell that is said to be reached is: the member that stands for it has the status, the system and the requirements of its name.
#[test]
fn every_cell_is_what_its_name_says() {
    for cell in cells().into_iter().filter(|cell| cell.unreachable().is_none()) {
        let (programme, member, today) = member_in(cell);
        let standing = jubilee_core::standing(&programme, &member, member.subscriptions[0].id, today).unwrap();
        assert_eq!(standing.status.id(), cell.status.to_string(), "{cell}");
        assert_eq!(standing.must_move, cell.system == System::Legacy, "{cell}");
        if let Some(qualification) = standing.qualifications.first() {
            let is_complete = qualification.state == jubilee_core::RequirementState::Complete;
            let by_way_back = standing.reactivation.as_ref().is_some_and(|opening| opening.waives_requirements);
            let is_exempt = qualification.exemption.is_some() || by_way_back;
            match cell.requirements {
                Requirements::Met => assert!(is_complete && !is_exempt, "{cell}"),
                Requirements::NotMet => assert!(!is_complete && !is_exempt, "{cell}"),
                // What has lapsed shows no exemption of its renewal any more; whether it can come back, the decisions say.
                Requirements::Exempt if !standing.has_benefits => {}
                Requirements::Exempt => assert!(is_exempt, "{cell}"),
            }
        }
    }
}

/// What the article and domain.md say in so many words, asserted over the whole table at once.
#[test]
fn the_table_says_what_the_rules_say() {
    for line in TABLE.lines() {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let [status, relief, system, requirements, command, outcome] = columns[..] else { panic!("{line}") };
        let is_accepted = outcome.starts_with("accepted");
        if command == "-" {
            continue;
        }
        if system == "legacy"
            && ["order-renewal", "renew-free", "order-reactivation", "reactivate-free", "order-anew"].contains(&command)
        {
            assert!(!is_accepted, "R18: {line}");
        }
        if system == "current" && command == "order-renewal" {
            assert_eq!(is_accepted, status == "renewal-open" && requirements != "not-met", "R5, R6, R14: {line}");
        }
        if system == "current" && command == "order-reactivation" {
            let is_approved = relief != "reactivation-to-approve";
            let can_come_back = status == "reactivatable" && requirements != "not-met" && is_approved;
            assert_eq!(is_accepted, can_come_back, "R15: {line}");
        }
        if command == "order-anew" && system == "current" && is_accepted {
            assert!(["lapsed", "reactivatable", "replaced", "ended"].contains(&status), "one of an offer at a time: {line}");
            assert!(requirements == "met", "an exemption is for a renewal, not for a new purchase: {line}");
        }
        if status == "replaced" && is_accepted {
            assert!(["order-anew", "refund"].contains(&command), "what was replaced is over, until that is given back: {line}");
        }
        if outcome.contains("refused") {
            assert!(outcome.contains("lift"), "every refusal names what lifts it: {line}");
        }
    }
}
