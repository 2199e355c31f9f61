//! Reading scenario files.

use jubilee_core::{ActionKind, AreaId, Day, OfferId, OrderState, Programme, Status};
use toml::de::DeValue;

use super::compare::{NONE, list};
use super::keys::{ACTION, ACTS, EXPECT, FACTS, FILE, LIFTS, ORDER, OUTAGE, REFUSED, RULES, SCENARIO, STEP};
use super::{Act, Expectation, Scenario, Start, Step};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Findings};
use crate::document::document;
use crate::parse::{amount, is_country};
use crate::section::{Item, Section, quoted, suggestion};
use crate::source::Source;

const MOST_SCENARIOS: usize = 1000;
const MOST_STEPS: usize = 200;
const MOST_OUTAGES: usize = 20;
const MOST_IN_LIST: usize = 100;
/// The longest life, in days: forty years.
const LONGEST_LIFE: i32 = 14_610;

/// The states of an order, by their names.
const ORDER_STATES: [OrderState; 4] = [OrderState::Open, OrderState::Paid, OrderState::SetAside, OrderState::Expired];
/// The actions, by their names.
const ACTIONS: [ActionKind; 3] = [ActionKind::Renew, ActionKind::Pay, ActionKind::Buy];

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
    item.findings.source.position(item.span.start).0
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
    let steps = section.get("on")?;
    let items = steps.list(MOST_STEPS)?;
    if items.is_empty() {
        steps.refuse(Code::BadStep, "a scenario needs at least one step", None);
    }
    let (offer, areas) = (offer?, areas?);
    let read: Vec<Option<Step>> = items.iter().map(|item| step(item, &offer, &areas, programme)).collect();
    let steps: Vec<Step> = read.into_iter().collect::<Option<_>>()?;
    let start = match (purchased, anniversary) {
        (Some(on), None) => Start::Purchased(on),
        (None, Some(anniversary)) => Start::CarriedOver { purchased_on: anniversary.plus_years(-1), anniversary },
        (Some(purchased_on), Some(anniversary)) => Start::CarriedOver { purchased_on, anniversary },
        (None, None) => Start::Nothing(steps.first()?.on),
    };
    let (line, _) = section.findings.source.position(section.span.start);
    let (country, outages) = (country?, outages?);
    let scenario = Scenario { id: id?, line, offer, areas, country, start, live_from, outages, steps };
    check_order(section, &items, &scenario);
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
    let offer = OfferId::new(name);
    let known = programme.versions.iter().flat_map(|version| &version.offers);
    if known.clone().any(|known| known.id == offer) {
        return Some(offer);
    }
    let help = suggestion(name, known.map(|known| known.id.as_str()));
    item.refuse(Code::UnknownName, format!("the programme has no offer called {}", quoted(name)), help);
    None
}

fn areas(item: &Item<'_>, programme: &Programme) -> Option<Vec<AreaId>> {
    let mut areas = Vec::new();
    for element in item.list(MOST_IN_LIST)? {
        let name = element.text()?;
        let known = programme.versions.iter().flat_map(|version| &version.areas);
        if !known.clone().any(|known| known.id.as_str() == name) {
            let help = suggestion(name, known.map(|known| known.id.as_str()));
            element.refuse(Code::UnknownName, format!("the programme has no area called {}", quoted(name)), help);
        }
        areas.push(AreaId::new(name));
    }
    Some(areas)
}

fn country(item: &Item<'_>) -> Option<String> {
    let code = item.text()?;
    is_country(item, code).then(|| code.to_owned())
}

fn step(item: &Item<'_>, offer: &OfferId, areas: &[AreaId], programme: &Programme) -> Option<Step> {
    let section = item.section(&STEP)?;
    let on = date(&section, "date");
    let subscription = ordinal(&section, "subscription");
    let expectations = section.get("expect").map(|item| expectations(&item));
    let act = section.get("do").map(|item| act(&item, &section, offer, areas, programme));
    if act.is_none() && expectations.is_none() {
        item.refuse(Code::BadStep, "a step has to do something, or to expect something", None);
    }
    if act.is_none() {
        check_keys(&section, None, &[]);
    }
    let act = if let Some(act) = act { Some(act?) } else { None };
    Some(Step { on: on?, line: line(item), act, subscription, expectations: expectations.unwrap_or_default() })
}

fn ordinal(section: &Section<'_>, key: &str) -> Option<u32> {
    section.get(key).and_then(|item| item.integer(1..=1000)).and_then(|ordinal| u32::try_from(ordinal).ok())
}

/// The keys of a step that belong to some acts only.
const KEYS_OF_ACTS: [&str; 6] = ["value-date", "amount", "order", "offer", "areas", "country"];

fn act(item: &Item<'_>, step: &Section<'_>, offer_id: &OfferId, area_ids: &[AreaId], programme: &Programme) -> Option<Act> {
    let word = word(item, &ACTS.map(|(word, _)| word))?;
    let value_on = date(step, "value-date");
    let bought = || {
        let offer = step.get("offer").map_or(Some(offer_id.clone()), |item| offer(&item, programme));
        let areas = step.get("areas").map_or(Some(area_ids.to_vec()), |item| areas(&item, programme));
        Some((offer?, areas?))
    };
    let (keys, act): (&[&str], Option<Act>) = match word {
        "renew" => (&["value-date"], Some(Act::Renew { value_on })),
        "buy" => (&["value-date", "offer", "areas"], bought().map(|(offer, areas)| Act::Buy { offer, areas, value_on })),
        "order-renewal" => (&[], Some(Act::OrderRenewal)),
        "order-purchase" => (&["offer", "areas"], bought().map(|(offer, areas)| Act::OrderPurchase { offer, areas })),
        "pay" => {
            let order = ordinal(step, "order");
            let amount = step.get("amount").and_then(|item| amount(&item));
            (&["value-date", "amount", "order"], Some(Act::Pay { order, value_on, amount }))
        }
        _ => {
            let country = step.get("country").map(|item| country(&item));
            if country.is_none() {
                item.refuse(
                    Code::BadStep,
                    "'change-country' needs the key 'country'",
                    Some("for example: country = \"NL\"".to_owned()),
                );
            }
            (&["country"], country.flatten().map(|country| Act::ChangeCountry { country }))
        }
    };
    check_keys(step, Some(word), keys);
    act
}

/// Reports the keys of a step that mean nothing there.
fn check_keys(step: &Section<'_>, act: Option<&str>, keys: &[&str]) {
    for key in KEYS_OF_ACTS.iter().filter(|key| !keys.contains(key)) {
        if let Some(item) = step.get(key) {
            let act = act.map_or("a step that does nothing".to_owned(), |act| format!("'{act}'"));
            item.refuse(Code::BadStep, format!("the key '{key}' means nothing for {act}"), Some("leave it out".to_owned()));
        }
    }
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

fn expectations(item: &Item<'_>) -> Vec<Expectation> {
    let DeValue::Table(table) = item.value else {
        item.section(&EXPECT);
        return Vec::new();
    };
    let section = Section::lenient(item.findings, &EXPECT, table, item.span.clone());
    let mut read = Vec::new();
    let mut take = |item: &Item<'_>, key: String, expected: Option<String>| {
        read.extend(expected.map(|expected| Expectation { line: line(item), key, expected }));
    };
    for key in EXPECT.keys {
        let Some(item) = section.get(key.name) else { continue };
        let parts = match key.name {
            "refused" => &REFUSED,
            "order" => &ORDER,
            "renew" | "pay" | "buy" => &ACTION,
            _ => {
                let value = expected(&item);
                take(&item, key.name.to_owned(), value);
                continue;
            }
        };
        let Some(part) = item.section(parts) else { continue };
        for detail in parts.keys {
            let Some(value) = part.get(detail.name) else { continue };
            let text = expected(&value);
            take(&value, format!("{}.{}", key.name, detail.name), text);
        }
    }
    read
}

/// What is expected under a key, in the words in which it is compared.
fn expected(item: &Item<'_>) -> Option<String> {
    match item.key.name {
        "status" => word(item, &Status::ALL.map(Status::id)).map(str::to_owned),
        "state" => word(item, &ORDER_STATES.map(OrderState::id)).map(str::to_owned),
        "rule" => word(item, RULES).map(str::to_owned),
        "lift" => word(item, LIFTS).map(str::to_owned),
        "reasons" => words(item, RULES),
        "entries" => words(item, FACTS),
        "benefits" => item.boolean().map(|value| value.to_string()),
        "allowed" if matches!(item.value, DeValue::Boolean(_)) => item.boolean().map(|value| value.to_string()),
        "allowed" => words(item, &ACTIONS.map(ActionKind::id)),
        "fee" if item.text()? == NONE => Some(NONE.to_owned()),
        "fee" | "amount" => amount(item).map(|amount| amount.to_string()),
        "subscriptions" => item.integer(0..=1000).map(|count| count.to_string()),
        "reminders" | "reminded" | "superseded" | "missed" => {
            let read: Vec<Option<Day>> = item.list(MOST_IN_LIST)?.iter().map(Item::date).collect();
            read.into_iter().collect::<Option<Vec<Day>>>().map(|days| list(days.into_iter()))
        }
        _ => item.date().map(|day| day.to_string()),
    }
}

fn words(item: &Item<'_>, words: &[&str]) -> Option<String> {
    let read: Vec<Option<&str>> = item.list(MOST_IN_LIST)?.iter().map(|element| word(element, words)).collect();
    read.into_iter().collect::<Option<Vec<&str>>>().map(|words| list(words.into_iter()))
}
