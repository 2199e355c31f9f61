//! Reading what is expected, into words that can be compared with what is found.

use jubilee_core::{ActionKind, BenefitStatus, OrderState, Programme, RequirementState, Status};
use toml::de::DeValue;

use super::super::Expectation;
use super::super::compare::{NONE, list};
use super::super::keys::{ACTION, ANNOUNCED, AREA_FOUND, EXPECT, GRANT_FOUND, ORDER, REFUSED};
use super::super::words::{ACTIONS, FACTS, LIFTS, ORDER_STATES, REMARKS, REQUIREMENT_STATES, RULES, UNTAXED};
use super::act::benefit;
use super::{MOST_IN_LIST, area, each, is_known, line, word};
use crate::code::Code;
use crate::keys::Shape;
use crate::parse::{amount, sum};
use crate::section::{Item, Section, quoted};

/// Everything that a step expects.
pub(super) fn expectations(item: &Item<'_>, programme: &Programme) -> Vec<Expectation> {
    let DeValue::Table(table) = item.value else {
        item.section(&EXPECT);
        return Vec::new();
    };
    let section = Section::lenient(item.findings, &EXPECT, table, item.span.clone());
    let mut read = Reading { programme, expectations: Vec::new() };
    for key in EXPECT.keys {
        let Some(item) = section.get(key.name) else { continue };
        match key.name {
            "refused" => read.section(&item, &REFUSED, key.name),
            "order" => read.section(&item, &ORDER, key.name),
            "renew" | "pay" | "reactivate" | "buy" | "upgrade" => read.section(&item, &ACTION, key.name),
            "areas" => read.areas(&item),
            "grants" | "earlier-grants" => read.grants(&item),
            "announced" => read.announced(&item),
            _ => read.value(&item, key.name.to_owned()),
        }
    }
    read.expectations
}

struct Reading<'p> {
    programme: &'p Programme,
    expectations: Vec<Expectation>,
}

impl Reading<'_> {
    fn value(&mut self, item: &Item<'_>, key: String) {
        if let Some(expected) = expected(item, self.programme) {
            self.expectations.push(Expectation { line: line(item), key, expected });
        }
    }

    fn section(&mut self, item: &Item<'_>, shape: &'static Shape, name: &str) {
        let Some(section) = item.section(shape) else { return };
        for detail in shape.keys {
            if let Some(item) = section.get(detail.name) {
                self.value(&item, format!("{name}.{}", detail.name));
            }
        }
    }

    fn areas(&mut self, item: &Item<'_>) {
        for (name, item) in item.entries(MOST_IN_LIST).unwrap_or_default() {
            area(&item, name.value, self.programme);
            self.section(&item, &AREA_FOUND, &format!("areas.{}", name.value));
        }
    }

    fn grants(&mut self, item: &Item<'_>) {
        for (name, inner) in item.entries(MOST_IN_LIST).unwrap_or_default() {
            benefit(&inner, name.value, self.programme);
            self.section(&inner, &GRANT_FOUND, &format!("{}.{}", item.name, name.value));
        }
    }

    fn announced(&mut self, item: &Item<'_>) {
        let key = &ANNOUNCED.keys[0];
        for (name, item) in item.entries(MOST_IN_LIST).unwrap_or_default() {
            let item = Item { key, ..item };
            if is_relief(&item, name.value, self.programme)
                && let Some(expected) = days(&item)
            {
                let key = format!("announced.{}", name.value);
                self.expectations.push(Expectation { line: line(&item), key, expected });
            }
        }
    }
}

fn is_relief(item: &Item<'_>, name: &str, programme: &Programme) -> bool {
    is_known(item, "relief", name, programme.reliefs.iter().map(|relief| relief.id.as_str()))
}

/// What is expected under a key, in the words in which it is compared.
fn expected(item: &Item<'_>, programme: &Programme) -> Option<String> {
    match item.key.name {
        "status" if item.key.form == "a status" => word(item, &Status::ALL.map(Status::id)).map(str::to_owned),
        "status" => word(item, &BenefitStatus::ALL.map(BenefitStatus::id)).map(str::to_owned),
        "state" => word(item, &ORDER_STATES.map(OrderState::id)).map(str::to_owned),
        "requirements" => word(item, &REQUIREMENT_STATES.map(RequirementState::id)).map(str::to_owned),
        "rule" => word(item, RULES).map(str::to_owned),
        "lift" => word(item, LIFTS).map(str::to_owned),
        "reasons" => words(item, RULES),
        "entries" => words(item, FACTS),
        "benefits" | "exempt" | "at-risk" | "must-move" => item.boolean().map(|value| value.to_string()),
        "allowed" if matches!(item.value, DeValue::Boolean(_)) => item.boolean().map(|value| value.to_string()),
        "allowed" => words_in_order(item, &ACTIONS.map(ActionKind::id)),
        "reminder-says" => words_in_order(item, &REMARKS),
        "reliefs" => {
            let known = |name: &Item<'_>| Some(name.text()?.to_owned()).filter(|text| is_relief(name, text, programme));
            each(item, known).map(|names| list(names.into_iter()))
        }
        "missing" => {
            let known = |need: &Item<'_>| Some(need.text()?.to_owned()).filter(|text| is_need(need, text, programme));
            each(item, known).map(|needs| list(needs.into_iter()))
        }
        "used" | "quantity" => item.integer(0..=1_000_000).map(|count| count.to_string()),
        "fee" | "discount" | "tax" | "untaxed" | "moved-from" | "lost-on" | "activate-by" | "usable-until" if matches!(item.value, DeValue::String(text) if text == NONE) => {
            Some(NONE.to_owned())
        }
        "untaxed" => word(item, &UNTAXED).map(str::to_owned),
        "fee" | "amount" | "net" | "discount" | "tax" => amount(item).map(|amount| amount.to_string()),
        "received" | "lacking" | "held" => sum(item).map(|sum| sum.to_string()),
        "subscriptions" => item.integer(0..=1000).map(|count| count.to_string()),
        "reminders" | "reminded" | "superseded" | "missed" => days(item),
        _ => item.date().map(|day| day.to_string()),
    }
}

/// Whether a text says what is missing: `people-with-exam 1 of 2`.
fn is_need(item: &Item<'_>, text: &str, programme: &Programme) -> bool {
    let parts: Vec<&str> = text.split(' ').collect();
    let [measure, have, "of", need] = parts[..] else {
        let help = Some("the measure, how much is there, how much is needed: people-with-exam 1 of 2".to_owned());
        item.refuse(Code::UnknownWord, format!("{} is not something that is missing", quoted(text)), help);
        return false;
    };
    if have.parse::<u32>().is_err() || need.parse::<u32>().is_err() {
        item.refuse(Code::UnknownWord, format!("'{have} of {need}' is not an amount of a measure"), None);
        return false;
    }
    let known = programme.versions.iter().flat_map(|version| &version.measures);
    is_known(item, "measure", measure, known.map(|known| known.id.as_str()))
}

fn days(item: &Item<'_>) -> Option<String> {
    each(item, Item::date).map(|days| list(days.into_iter()))
}

fn words(item: &Item<'_>, words: &[&'static str]) -> Option<String> {
    of_words(item, words).map(|words| list(words.into_iter()))
}

/// Words whose order in the file means nothing.
fn words_in_order(item: &Item<'_>, words: &[&'static str]) -> Option<String> {
    let mut read = of_words(item, words)?;
    read.sort_by_key(|read| words.iter().position(|word| word == read));
    Some(list(read.into_iter()))
}

fn of_words(item: &Item<'_>, words: &[&'static str]) -> Option<Vec<&'static str>> {
    each(item, |element| word(element, words))
}
