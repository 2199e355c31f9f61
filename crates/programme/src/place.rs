//! The line of the programme file from which a rule comes, for whoever asks why.

mod topic;

use std::collections::BTreeMap;
use std::ops::Range;

use jubilee_core::{AreaId, Day, OfferId, ReliefId};
use serde::Serialize;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Findings;
use crate::document::document;
use crate::source::Source;
pub use topic::{About, Topic, topic, topic_of};

/// How deep keys are looked at: `[[relief]]`, `[relief.reactivation]`, `anniversaries`, `from`.
const DEEPEST: usize = 4;

/// A line of a programme file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file's name, as its source has it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What stands in the line, without the white space around it.
    pub text: String,
}

/// The places of one programme file: read once, looked up often.
///
/// ```
/// use jubilee_core::Rule;
/// use jubilee_programme::{About, Places, Source, shipped_mpn, topic};
/// let places = Places::new(&Source::new("programme.toml", shipped_mpn()));
/// let gold = "gold".into();
/// let about = About { offer: Some(&gold), country: Some("NL"), ..About::default() };
/// let place = places.find(&topic(Rule::WindowCloses, &about).unwrap()).unwrap();
/// assert!(place.text.starts_with("closes = \"anniversary + 30 days\""));
/// ```
#[derive(Clone, Debug)]
pub struct Places {
    source: Source,
    /// The first byte of each line.
    lines: Vec<usize>,
    /// `[programme]`, `[bank-transfer]`, `[payments]`, `[tax]`, `[refunds]`, `[legacy-system]`.
    sections: BTreeMap<&'static str, Table>,
    renewals: BTreeMap<String, Table>,
    offers: BTreeMap<String, Offer>,
    reliefs: BTreeMap<String, Relief>,
}

/// Where a section begins, and where each of its keys stands. Keys of sections within it have dots between: `reactivation.pay-until`.
#[derive(Clone, Debug, Default)]
struct Table {
    begins: usize,
    keys: BTreeMap<String, usize>,
}

#[derive(Clone, Debug, Default)]
struct Offer {
    table: Table,
    renewal: String,
    /// For each fee its countries, none for all others, and its place.
    fees: Vec<(Vec<String>, usize)>,
    /// For each requirement its areas, none for all others, its place, and where the needs of each of its paths stand.
    requirements: Vec<(Vec<String>, usize, Vec<usize>)>,
    /// The benefits by their names, each with the place where it begins.
    benefits: Vec<(String, usize)>,
}

#[derive(Clone, Debug, Default)]
struct Relief {
    /// The announcements, the first of which is the relief's own section.
    announcements: Vec<(Option<Day>, Table)>,
    withdrawn_on: Option<Day>,
}

impl Places {
    /// Reads the places of a file. Of one that is not TOML there are none.
    pub fn new(source: &Source) -> Places {
        let mut places = Places {
            source: source.clone(),
            lines: source.line_starts(),
            sections: BTreeMap::new(),
            renewals: BTreeMap::new(),
            offers: BTreeMap::new(),
            reliefs: BTreeMap::new(),
        };
        let findings = Findings::new(source);
        if let Some(table) = document(&findings) {
            places.take(&table);
        }
        places
    }

    fn take(&mut self, root: &DeTable<'_>) {
        for section in ["programme", "bank-transfer", "payments", "tax", "refunds", "legacy-system"] {
            if let Some((DeValue::Table(table), span)) = entry(root, section) {
                self.sections.insert(section, Table::new(table, &span));
            }
        }
        if let Some((DeValue::Table(renewals), _)) = entry(root, "renewal") {
            for (name, value) in renewals {
                if let DeValue::Table(table) = value.get_ref() {
                    self.renewals.insert(name.get_ref().to_string(), Table::new(table, &name.span()));
                }
            }
        }
        let groups = entry(root, "countries");
        let groups = groups.and_then(|(value, _)| if let DeValue::Table(groups) = value { Some(groups) } else { None });
        for (table, span) in tables(root, "offer") {
            self.offers.insert(text(table, "id"), Offer::new(table, &span, groups));
        }
        for (table, span) in tables(root, "relief") {
            let announced = |table: &DeTable<'_>, span: &Range<usize>| (date(table, "announced-on"), Table::new(table, span));
            let mut announcements = vec![announced(table, &span)];
            announcements.extend(tables(table, "revised").map(|(table, span)| announced(table, &span)));
            let withdrawn_on = date(table, "withdrawn-on");
            self.reliefs.insert(text(table, "id"), Relief { announcements, withdrawn_on });
        }
    }

    /// The place of a topic. Where the file says nothing about it, it is the line with which the section begins that could have;
    /// `None` only for what the file does not have at all, for example an offer that an earlier version had.
    pub fn find(&self, topic: &Topic) -> Option<Place> {
        let at = match topic {
            Topic::Programme(key) => self.sections.get("programme")?.key(key),
            Topic::Transfer(key) => self.sections.get("bank-transfer")?.key(key),
            Topic::InFlight => self.sections.get("payments")?.key("in-flight"),
            Topic::Refunds => self.sections.get("refunds")?.key("within"),
            Topic::Tax(key) => self.sections.get("tax")?.key(key),
            Topic::LegacySystem => self.sections.get("legacy-system")?.key("name"),
            Topic::Offer { offer, key } => self.offer(offer)?.table.key(key),
            Topic::Renewal { offer, key } => {
                let offer = self.offer(offer)?;
                match self.renewals.get(&offer.renewal) {
                    Some(rules) => rules.key(key),
                    None => offer.table.key("renewal"),
                }
            }
            Topic::Fee { offer, country } => {
                let offer = self.offer(offer)?;
                let own =
                    offer.fees.iter().find(|(countries, _)| countries.iter().any(|known| Some(known) == country.as_ref()));
                let fee = own.or_else(|| offer.fees.iter().find(|(countries, _)| countries.is_empty()));
                fee.map_or(offer.table.key("id"), |(_, at)| *at)
            }
            Topic::Requirement { offer, area, path } => self.requirement(offer, area.as_ref(), *path)?,
            Topic::Benefit { offer, benefit } => {
                let offer = self.offer(offer)?;
                let is_meant = |name: &str| benefit.as_ref().is_none_or(|benefit| benefit.as_str() == name);
                let found = offer.benefits.iter().find(|(name, _)| is_meant(name));
                found.map_or(offer.table.key("id"), |(_, at)| *at)
            }
            Topic::Relief { relief, key, announcement } => self.relief(relief, key, *announcement)?,
        };
        Some(self.place(at))
    }

    fn offer(&self, offer: &OfferId) -> Option<&Offer> {
        self.offers.get(offer.as_str())
    }

    fn requirement(&self, offer: &OfferId, area: Option<&AreaId>, path: usize) -> Option<usize> {
        let offer = self.offer(offer)?;
        let is_own = |areas: &[String]| area.is_some_and(|area| areas.iter().any(|known| known == area.as_str()));
        let own = offer.requirements.iter().find(|(areas, ..)| is_own(areas));
        let found = own.or_else(|| offer.requirements.iter().find(|(areas, ..)| areas.is_empty()));
        Some(found.map_or(offer.table.key("id"), |(_, at, needs)| needs.get(path).copied().unwrap_or(*at)))
    }

    /// The place of a relief's key, as of the announcement of this number (from 0; the withdrawal is the one after the last that came
    /// before it). What an announcement does not mention stands as it was announced before.
    fn relief(&self, relief: &ReliefId, key: &str, announcement: Option<u8>) -> Option<usize> {
        let relief = self.reliefs.get(relief.as_str())?;
        let first = &relief.announcements.first()?.1;
        let withdrawn_on = relief.withdrawn_on.unwrap_or(Day::MAX);
        let in_time = relief.announcements.iter().take_while(|(on, _)| on.is_some_and(|on| on < withdrawn_on)).count().max(1);
        let number = announcement.map_or(in_time - 1, usize::from);
        if key == "withdrawn-on" || (number >= in_time && relief.withdrawn_on.is_some()) {
            return Some(first.key("withdrawn-on"));
        }
        let known = &relief.announcements[..relief.announcements.len().min(number + 1)];
        let said = known.iter().rev().find_map(|(_, table)| table.keys.get(key));
        Some(said.copied().unwrap_or_else(|| first.key("id")))
    }

    /// The line of a byte.
    fn place(&self, at: usize) -> Place {
        let line = self.lines.partition_point(|begins| *begins <= at);
        let text = &self.source.text[self.lines[line - 1]..];
        let text = text.split('\n').next().unwrap_or_default().trim();
        Place { file: self.source.name.clone(), line, text: text.to_owned() }
    }
}

/// The place of one topic in a file. For several topics of one file, [`Places`] reads it only once.
pub fn place(source: &Source, topic: &Topic) -> Option<Place> {
    Places::new(source).find(topic)
}

impl Table {
    fn new(table: &DeTable<'_>, span: &Range<usize>) -> Table {
        let mut read = Table { begins: span.start, keys: BTreeMap::new() };
        read.take("", table, DEEPEST);
        read
    }

    fn take(&mut self, prefix: &str, table: &DeTable<'_>, deeper: usize) {
        for (key, value) in table {
            let name = format!("{prefix}{}", key.get_ref());
            if let DeValue::Table(inner) = value.get_ref()
                && deeper > 0
            {
                self.take(&format!("{name}."), inner, deeper - 1);
            }
            self.keys.insert(name, key.span().start);
        }
    }

    /// The place of a key, or of the section where it is not there.
    fn key(&self, key: &str) -> usize {
        self.keys.get(key).copied().unwrap_or(self.begins)
    }
}

impl Offer {
    fn new(table: &DeTable<'_>, span: &Range<usize>, groups: Option<&DeTable<'_>>) -> Offer {
        let group = |name: &str| groups.map(|groups| texts(groups, name)).filter(|codes| !codes.is_empty());
        let countries = |fee: &DeTable<'_>| {
            let listed = texts(fee, "countries").into_iter();
            listed.flat_map(|name| group(&name).unwrap_or_else(|| vec![name])).collect()
        };
        let at = |table: &DeTable<'_>, span: &Range<usize>, key: &str| Table::new(table, span).key(key);
        Offer {
            table: Table::new(table, span),
            renewal: text(table, "renewal"),
            fees: tables(table, "fees").map(|(fee, span)| (countries(fee), at(fee, &span, "amount"))).collect(),
            requirements: tables(table, "requirement")
                .map(|(requirement, span)| {
                    let needs = tables(requirement, "paths").map(|(path, span)| at(path, &span, "needs")).collect();
                    (texts(requirement, "areas"), at(requirement, &span, "paths"), needs)
                })
                .collect(),
            benefits: tables(table, "benefit").map(|(benefit, span)| (text(benefit, "id"), at(benefit, &span, "id"))).collect(),
        }
    }
}

/// A value with the place of its key.
fn entry<'t, 'a>(table: &'t DeTable<'a>, key: &str) -> Option<(&'t DeValue<'a>, Range<usize>)> {
    table.get_key_value(key).map(|(key, value)| (value.get_ref(), key.span()))
}

/// The tables of a list, with their places.
fn tables<'t, 'a>(table: &'t DeTable<'a>, key: &str) -> impl Iterator<Item = (&'t DeTable<'a>, Range<usize>)> + use<'t, 'a> {
    let elements = table.get(key).and_then(|value| value.get_ref().as_array());
    elements.into_iter().flatten().filter_map(|element| Some((element.get_ref().as_table()?, element.span())))
}

fn text(table: &DeTable<'_>, key: &str) -> String {
    table.get(key).and_then(|value| value.get_ref().as_str()).unwrap_or_default().to_owned()
}

fn texts(table: &DeTable<'_>, key: &str) -> Vec<String> {
    let elements = table.get(key).and_then(|value| value.get_ref().as_array());
    elements.into_iter().flatten().filter_map(|element| element.get_ref().as_str().map(str::to_owned)).collect()
}

fn date(table: &DeTable<'_>, key: &str) -> Option<Day> {
    let moment = table.get(key)?.get_ref().as_datetime()?;
    let date = moment.date?;
    Day::from_ymd(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}
