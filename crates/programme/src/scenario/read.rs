//! Reading scenario files.

mod act;
mod attained;
mod expect;

use jubilee_core::{AreaId, Day, OfferId, Programme, System};

use super::keys::{ATTAINED, FILE, OUTAGE, SCENARIO, STEP};
use super::words::SYSTEMS;
use super::{Attained, Scenario, Start, Step};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Findings};
use crate::document::document;
use crate::parse::is_country;
use crate::section::{Item, Section, quoted, suggestion};
use crate::source::Source;

const MOST_SCENARIOS: usize = 1000;
const MOST_STEPS: usize = 200;
const MOST_OUTAGES: usize = 20;
const MOST_ATTAINED: usize = 100;
const MOST_IN_LIST: usize = 100;
/// The longest life, in days: forty years.
const LONGEST_LIFE: i32 = 14_610;

/// Reads a file's scenarios: all of them, or everything that is wrong.
pub(super) fn read(source: &Source, programme: &Programme) -> Result<Vec<Scenario>, Diagnostics> {
    let findings = Findings::new(source);
    let scenarios = document(&findings).map(|table| {
        let root = Section::new(&findings, &FILE, &table, 0..0);
        let items = root.get("scenario").and_then(|item| item.list(MOST_SCENARIOS)).unwrap_or_default();
        let mut scenarios: Vec<Scenario> = Vec::new();
        for item in items {
            let Some(scenario) = item.section(&SCENARIO).and_then(|section| scenario(&section, programme)) else { continue };
            if scenarios.iter().any(|earlier| earlier.id == scenario.id) {
                item.refuse(Code::Duplicate, format!("there are two scenarios with the id '{}'", scenario.id), None);
            }
            scenarios.push(scenario);
        }
        scenarios
    });
    if findings.has_errors() {
        return Err(findings.into_diagnostics());
    }
    Ok(scenarios.unwrap_or_default())
}

fn line(item: &Item<'_>) -> usize {
    item.findings.line(item.span.start)
}

fn date(section: &Section<'_>, key: &str) -> Option<Day> {
    section.get(key).and_then(|item| item.date())
}

fn scenario(section: &Section<'_>, programme: &Programme) -> Option<Scenario> {
    let id = section.get("id").and_then(|item| item.prose(40));
    section.get("title").and_then(|item| item.prose(200));
    let offer = section.get("offer").and_then(|item| offer(&item, programme));
    let areas = section.get("areas").map_or(Some(Vec::new()), |item| areas(&item, programme));
    let country = section.get("country").map_or(Some("US".to_owned()), |item| country(&item));
    let (purchased, anniversary) = (date(section, "purchased"), date(section, "anniversary"));
    let live_from = date(section, "live-from");
    let outages = section.get("outages").map_or(Some(Vec::new()), |item| outages(&item));
    let system = section.get("system").map_or(Some(System::Current), |item| system(&item));
    let steps = section.get("on")?;
    let items = steps.list(MOST_STEPS)?;
    if items.is_empty() {
        steps.refuse(Code::BadStep, "a scenario needs at least one step", None);
    }
    let (offer, areas) = (offer?, areas?);
    let attained = section.get("attained").map_or(Some(Vec::new()), |item| attained(&item, &areas, programme));
    let read: Vec<Option<Step>> = items.iter().map(|item| step(item, &offer, &areas, programme)).collect();
    let steps: Vec<Step> = read.into_iter().collect::<Option<_>>()?;
    let start = match (purchased, anniversary) {
        (Some(on), None) => Start::Purchased(on),
        (None, Some(anniversary)) => Start::CarriedOver { purchased_on: anniversary.plus_years(-1), anniversary },
        (Some(purchased_on), Some(anniversary)) => Start::CarriedOver { purchased_on, anniversary },
        (None, None) => Start::Nothing(steps.first()?.on),
    };
    let (line, _) = section.findings.source.position(section.span.start);
    let (country, system, attained, outages) = (country?, system?, attained?, outages?);
    let scenario = Scenario { id: id?, line, offer, areas, country, system, attained, start, live_from, outages, steps };
    check_order(section, &items, &scenario);
    check_attained(section, &scenario);
    Some(scenario)
}

fn check_order(section: &Section<'_>, items: &[Item<'_>], scenario: &Scenario) {
    let mut before = scenario.starts_on();
    for (step, item) in scenario.steps.iter().zip(items) {
        if step.on < before {
            item.refuse(Code::DateOrder, format!("{} comes after {before} in the file, and is earlier", step.on), None);
            return;
        }
        before = step.on;
    }
    if before.days_since(scenario.starts_on()) > LONGEST_LIFE {
        let message = format!("the scenario lasts from {} to {before}; at most forty years are possible", scenario.starts_on());
        section.findings.report(Diagnostic::error(Code::DateOrder, section.span.clone(), message));
    }
}

/// Something that is attained after the last step would never show.
fn check_attained(section: &Section<'_>, scenario: &Scenario) {
    let Some(last) = scenario.steps.last().map(|step| step.on) else { return };
    let late = scenario.attained.iter().filter_map(|attained| attained.on).find(|on| *on > last);
    if let (Some(on), Some(item)) = (late, section.get("attained")) {
        item.refuse(Code::DateOrder, format!("what is attained on {on} comes after the last step, {last}"), None);
    }
}

/// What a scenario's member attains beside the steps.
fn attained(item: &Item<'_>, areas: &[AreaId], programme: &Programme) -> Option<Vec<Attained>> {
    let read = |item: &Item<'_>| attained::attained(&item.section(&ATTAINED)?, areas, programme);
    let all: Vec<_> = item.list(MOST_ATTAINED)?.iter().map(read).collect();
    Some(all.into_iter().collect::<Option<Vec<_>>>()?.concat())
}

fn system(item: &Item<'_>) -> Option<System> {
    let word = word(item, &SYSTEMS)?;
    Some(if word == "legacy" { System::Legacy } else { System::Current })
}

fn outages(item: &Item<'_>) -> Option<Vec<(Day, Day)>> {
    let read: Vec<_> = item.list(MOST_OUTAGES)?.iter().map(outage).collect();
    read.into_iter().collect()
}

fn outage(item: &Item<'_>) -> Option<(Day, Day)> {
    let section = item.section(&OUTAGE)?;
    let (from, until) = (date(&section, "from")?, date(&section, "until")?);
    if until < from {
        item.refuse(Code::DateOrder, format!("an outage from {from} until {until} has no day"), None);
    }
    Some((from, until))
}

fn offer(item: &Item<'_>, programme: &Programme) -> Option<OfferId> {
    let name = item.text()?;
    let known = programme.versions.iter().flat_map(|version| &version.offers).map(|known| known.id.as_str());
    is_known(item, "offer", name, known).then(|| OfferId::new(name))
}

fn areas(item: &Item<'_>, programme: &Programme) -> Option<Vec<AreaId>> {
    each(item, |element| area(element, element.text()?, programme))
}

/// The elements of a list, if all of them can be read; every mistake in them is reported.
fn each<'a, T>(item: &Item<'a>, read: impl FnMut(&Item<'a>) -> Option<T>) -> Option<Vec<T>> {
    let read: Vec<Option<T>> = item.list(MOST_IN_LIST)?.iter().map(read).collect();
    read.into_iter().collect()
}

/// An area of the programme by its name.
fn area(item: &Item<'_>, name: &str, programme: &Programme) -> Option<AreaId> {
    let known = programme.versions.iter().flat_map(|version| &version.areas).map(|known| known.id.as_str());
    is_known(item, "area", name, known).then(|| AreaId::new(name))
}

/// Whether the programme has something of that name; if not, that is reported.
fn is_known<'k>(item: &Item<'_>, what: &str, name: &str, known: impl Iterator<Item = &'k str> + Clone) -> bool {
    let is_known = known.clone().any(|known| known == name);
    if !is_known {
        let help = suggestion(name, known);
        item.refuse(Code::UnknownName, format!("the programme has no {what} called {}", quoted(name)), help);
    }
    is_known
}

fn country(item: &Item<'_>) -> Option<String> {
    let code = item.text()?;
    is_country(item, code).then(|| code.to_owned())
}

fn step(item: &Item<'_>, offer: &OfferId, areas: &[AreaId], programme: &Programme) -> Option<Step> {
    let section = item.section(&STEP)?;
    let on = date(&section, "date");
    let subscription = act::ordinal(&section, "subscription");
    let expectations = section.get("expect").map(|item| expect::expectations(&item, programme));
    let act = section.get("do").map(|item| act::act(&item, &section, offer, areas, programme));
    if act.is_none() && expectations.is_none() {
        item.refuse(Code::BadStep, "a step has to do something, or to expect something", None);
    }
    if act.is_none() {
        act::check_keys(&section, None, &[]);
    }
    let act = if let Some(act) = act { Some(act?) } else { None };
    Some(Step { on: on?, line: line(item), act, subscription, expectations: expectations.unwrap_or_default() })
}

/// A text that is one of a few words.
fn word<'w>(item: &Item<'_>, words: &[&'w str]) -> Option<&'w str> {
    let text = item.text()?;
    let word = words.iter().find(|word| **word == text);
    if word.is_none() {
        let help = suggestion(text, words.iter().copied());
        item.refuse(Code::UnknownWord, format!("{} is not possible for '{}'", quoted(text), item.key.name), help);
    }
    word.copied()
}
