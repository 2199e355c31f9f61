//! What has to be met for an offer: `[[offer.requirement]]`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jubilee_core::{AreaId, MeasureId, Need, Path, Requirement};
use toml::de::DeValue;

use super::used::Used;
use super::words::{LONGEST_LABEL, words};
use super::{Defined, MOST_AREAS};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keys::{NEEDS, PATH, REQUIREMENT};
use crate::section::{At, Item, Section, quoted};

/// The most ways to meet a requirement.
const MOST_PATHS: usize = 20;
/// The most measures that a path needs.
const MOST_NEEDS: usize = 20;
/// The most that can be needed of a measure.
const MOST_NEEDED: i64 = 1_000_000_000;

/// The requirements of an offer that covers these areas; with no areas known, those that are named are not compared.
pub(super) fn requirements(
    list: &Item<'_>,
    defined: &Defined,
    covered: Option<&[AreaId]>,
    used: &mut Used,
) -> Option<Vec<Requirement>> {
    let items = list.list(MOST_AREAS + 1)?;
    let mut claims = Claims::default();
    let covered: Option<HashSet<&str>> = covered.map(|areas| areas.iter().map(AreaId::as_str).collect());
    let mut read = Vec::new();
    for item in &items {
        let section = item.section(&REQUIREMENT);
        read.push(section.and_then(|section| {
            let areas = areas(&section, defined, covered.as_ref(), &mut claims);
            let paths = section.get("paths").and_then(|list| paths(&list, defined, used));
            Some(Requirement { areas: areas?, paths: paths? })
        }));
    }
    if let (Some(covered), Some(elsewhere)) = (&covered, &claims.elsewhere)
        && !covered.is_empty()
        && covered.iter().all(|area| claims.areas.contains_key(*area))
    {
        let message = "this requirement is for no area: each area of the offer has one of its own";
        list.findings.report(Diagnostic::warning(Code::Unused, elsewhere.clone(), message));
    }
    read.into_iter().collect()
}

/// Which area's requirement stands where.
#[derive(Default)]
struct Claims<'a> {
    areas: HashMap<&'a str, Range<usize>>,
    elsewhere: Option<Range<usize>>,
}

fn areas<'a>(
    section: &Section<'a>,
    defined: &Defined,
    covered: Option<&HashSet<&str>>,
    claims: &mut Claims<'a>,
) -> Option<Vec<AreaId>> {
    let report = |span: &Range<usize>, message: String, first: Option<&Range<usize>>, help: &str| {
        let mut error = Diagnostic::error(Code::ImpossibleRequirement, span.clone(), message);
        if let Some(first) = first {
            error = error.also(first.clone(), "the first is here");
        }
        section.findings.report(error.help(help));
    };
    let Some(list) = section.get("areas") else {
        if let Some(first) = &claims.elsewhere {
            let message = "this offer has two requirements for all other areas".to_owned();
            report(
                &section.span,
                message,
                Some(first),
                "say with 'areas' for which each is, or make them paths of one requirement",
            );
        } else {
            claims.elsewhere = Some(section.span.clone());
        }
        return Some(Vec::new());
    };
    let named = defined.areas.listed(&list, MOST_AREAS, "area")?;
    if named.is_empty() {
        let help = "leave the key out if the requirement is for all areas that no other names";
        report(&list.span, "a requirement for no area".to_owned(), None, help);
    }
    for At { value: area, span } in &named {
        if covered.is_some_and(|covered| !covered.contains(area)) && defined.areas.contains(area) {
            let message = format!("the offer does not cover the area {}", quoted(area));
            report(span, message, None, "add it to the 'areas' of the offer, or take it out here");
        }
        match claims.areas.get(area) {
            // One that is listed twice in one list is reported there.
            Some(first) if !(list.span.start <= first.start && first.end <= list.span.end) => {
                let message = format!("this offer has two requirements for the area {}", quoted(area));
                report(span, message, Some(first), "make them paths of one requirement");
            }
            Some(_) => {}
            None => {
                claims.areas.insert(area, span.clone());
            }
        }
    }
    Some(named.into_iter().map(|area| AreaId::new(area.value)).collect())
}

fn paths(list: &Item<'_>, defined: &Defined, used: &mut Used) -> Option<Vec<Path>> {
    let items = list.list(MOST_PATHS)?;
    if items.is_empty() {
        let help = Some(format!("for example: {}", list.key.example));
        list.refuse(Code::ImpossibleRequirement, "a requirement without any path cannot be met", help);
        return None;
    }
    let read: Vec<Option<Path>> = items.iter().map(|item| path(item, defined, used)).collect();
    read.into_iter().collect()
}

fn path(item: &Item<'_>, defined: &Defined, used: &mut Used) -> Option<Path> {
    let section = item.section(&PATH)?;
    let name = section.get("name").and_then(|item| words(&item, &defined.languages, LONGEST_LABEL));
    let needs = section.get("needs").and_then(|item| needs(item, defined, used));
    Some(Path { name: name?, needs: needs? })
}

fn needs(item: Item<'_>, defined: &Defined, used: &mut Used) -> Option<Vec<Need>> {
    let item = item.within(&NEEDS);
    let entries = item.entries(MOST_NEEDS)?;
    if entries.is_empty() {
        let help = Some("write needs = { people-with-exam = 2 }, or leave the requirement out".to_owned());
        item.refuse(Code::ImpossibleRequirement, "a path that needs nothing", help);
        return None;
    }
    let need = |key: &At<&str>, item: &Item<'_>, used: &mut Used| {
        let is_known = defined.measures.check(item.findings, key, "measure");
        used.measures.insert(key.value.to_owned());
        if matches!(item.value, DeValue::Integer(digits) if digits.as_str() == "0") {
            let message = format!("nothing is needed of {}", quoted(key.value));
            item.refuse(Code::OutOfRange, message, Some("leave it out, or write how much is needed".to_owned()));
            return None;
        }
        let at_least = u32::try_from(item.integer(1..=MOST_NEEDED)?).ok()?;
        is_known.then(|| Need { measure: MeasureId::new(key.value), at_least })
    };
    let read: Vec<Option<Need>> = entries.iter().map(|(key, item)| need(key, item, used)).collect();
    read.into_iter().collect()
}
