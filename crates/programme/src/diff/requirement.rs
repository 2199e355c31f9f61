//! Differences of requirements: area by area as they apply, however the file groups them.

use jubilee_core::{AreaId, Need, Offer, Path, Requirement, Version};

use super::Changes;
use super::offer::area_name;
use super::phrase::{join, name};

/// What has to be met for an area before and after.
type Both<'a> = (Option<&'a Requirement>, Option<&'a Requirement>);

/// The requirements of one offer.
pub(super) fn requirements(before: (&Version, &Offer), after: (&Version, &Offer), found: &mut Changes<'_>) {
    let mut changed: Vec<(Both<'_>, Vec<String>)> = Vec::new();
    for area in areas(before.1, after.1) {
        let both = (before.1.requirement(area), after.1.requirement(area));
        if is_same(both) {
            continue;
        }
        let name = area.map(|area| area_name(after.0, area));
        match changed.iter_mut().find(|(known, _)| is_alike(*known, both)) {
            Some((_, areas)) => areas.extend(name),
            None => changed.push((both, name.into_iter().collect())),
        }
    }
    for (both, areas) in changed {
        let whom = if areas.is_empty() { String::new() } else { format!(" for {}", join(&areas)) };
        let sentence = match both {
            (Some(old), Some(new)) => changed_requirement((before.0, old), (after.0, new), &whom),
            (None, Some(new)) => format!("needed{whom}: {}; nothing was needed before", needs(after.0, new)),
            (Some(old), None) => format!("nothing is needed{whom} any more; it was: {}", needs(before.0, old)),
            (None, None) => continue,
        };
        found.add("requirement", sentence);
    }
}

/// What requirements can be for: the areas that the offer covers in both files, or the offer itself.
fn areas<'a>(old: &'a Offer, new: &'a Offer) -> Vec<Option<&'a AreaId>> {
    if old.areas.is_empty() && new.areas.is_empty() {
        return vec![None];
    }
    new.areas.iter().filter(|area| old.areas.contains(area)).map(Some).collect()
}

fn changed_requirement(before: (&Version, &Requirement), after: (&Version, &Requirement), whom: &str) -> String {
    let (old, new) = (needs(before.0, before.1), needs(after.0, after.1));
    if old == new {
        // The same is needed, so it is the ways' names that differ.
        let names = |requirement: &Requirement| {
            let quoted = |path: &Path| format!("'{}'", name(&path.name));
            join(&requirement.paths.iter().map(quoted).collect::<Vec<_>>())
        };
        let (old, new) = (names(before.1), names(after.1));
        if old == new {
            return format!("the names of the ways to meet the requirement{whom} read otherwise in another language");
        }
        return format!("the ways to meet the requirement{whom} are called {new} instead of {old}");
    }
    format!("needed{whom}: {new}; before: {old}")
}

/// "2,000 active users and 1 person with two exams, or …".
fn needs(version: &Version, requirement: &Requirement) -> String {
    let Requirement { areas: _, paths } = requirement;
    let path = |Path { name: _, needs }: &Path| {
        let need = |Need { measure, at_least }: &Need| {
            let known = version.measures.iter().find(|known| known.id == *measure);
            let what = known.map_or(measure.as_str(), |known| name(known.counted(*at_least)));
            format!("{} {what}", thousands(*at_least))
        };
        join(&needs.iter().map(need).collect::<Vec<_>>())
    };
    paths.iter().map(path).collect::<Vec<_>>().join(", or ")
}

fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// Whether the same has to be met, by ways of the same names, whatever areas the two are grouped with.
fn is_same(both: Both<'_>) -> bool {
    both.0.map(|requirement| &requirement.paths) == both.1.map(|requirement| &requirement.paths)
}

fn is_alike(one: Both<'_>, other: Both<'_>) -> bool {
    is_same((one.0, other.0)) && is_same((one.1, other.1))
}
