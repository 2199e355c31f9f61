//! What the rows of one file say of those of another: each must name a member that there is, and a known subscription the same member
//! as before.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::Known;
use super::plan::{Files, Plan};
use super::row::{RowFault, clip};
use crate::location::MOST_LOCATIONS;

/// How many subscriptions one member may bring; some room is left for what it buys later.
const MOST_SUBSCRIPTIONS: u32 = 1_000;
/// How many attainments one member may bring.
const MOST_ATTAINMENTS: u32 = 10_000;

/// A row that belongs to a member.
struct Owned<'f, 'm> {
    file: Option<&'f Path>,
    line: u64,
    member: &'m str,
}

/// Adds the faults that show only when the rows are put together.
pub(super) fn check(plan: &mut Plan, known: &Known, files: Files<'_>) {
    let mut found: Vec<(Option<&Path>, u64, &'static str, String)> = Vec::new();
    {
        let listed: HashSet<&str> = plan.members.iter().map(|row| row.reference.as_str()).collect();
        let is_known = |member: &str| listed.contains(member) || known.members.contains_key(member);
        let users = plan.users.iter().map(|row| Owned { file: files.users, line: row.line, member: &row.member });
        let held = plan.subscriptions.iter();
        let held = held.map(|row| Owned { file: files.subscriptions, line: row.line, member: &row.member });
        let attained = plan.attainments.iter();
        let attained = attained.map(|row| Owned { file: files.attainments, line: row.line, member: &row.member });
        let located = plan.locations.iter().map(|row| Owned { file: files.locations, line: row.line, member: &row.member });
        let most_locations = u32::try_from(MOST_LOCATIONS).unwrap_or(u32::MAX);
        let billed = plan.billing.iter().map(|row| Owned { file: files.billing, line: row.line, member: &row.member });
        let kinds: [(Vec<Owned<'_, '_>>, u32, &str); 5] = [
            (users.collect(), u32::MAX, "users"),
            (held.collect(), MOST_SUBSCRIPTIONS, "subscriptions"),
            (attained.collect(), MOST_ATTAINMENTS, "attainments"),
            (located.collect(), most_locations, "locations"),
            (billed.collect(), u32::MAX, "billing details"),
        ];
        for (rows, most, what) in kinds {
            let mut counts: HashMap<&str, u32> = HashMap::new();
            for Owned { file, line, member } in rows.into_iter().filter(|row| !row.member.is_empty()) {
                let count = counts.entry(member).or_default();
                *count += 1;
                if *count > most {
                    found.push((file, line, "member", format!("'{}' has more than {most} {what}", clip(member))));
                }
                if !is_known(member) {
                    let missing = "neither in the members' file nor in the store";
                    found.push((file, line, "member", format!("there is no member '{}', {missing}", clip(member))));
                }
            }
        }
        for held in plan.subscriptions.iter().filter(|held| is_known(&held.member)) {
            let before = known.subscriptions.get(&held.reference).map(|id| id.member());
            if before.is_some() && known.members.get(&held.member).copied() != before {
                let what = format!("'{}' belongs to another member already", clip(&held.reference));
                found.push((files.subscriptions, held.line, "subscription", what));
            }
        }
    }
    for (file, line, column, what) in found {
        plan.fault(RowFault { file: file.map(Path::to_owned).unwrap_or_default(), line, column, what });
    }
    plan.faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
}
