//! From the tables of a programme file to the programme.

mod fee;
mod offer;
mod renewal;
mod transfer;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use jiff::tz::TimeZoneDatabase;
use jubilee_core::{Area, AreaId, Lang, Programme, Version};
use toml::de::{DeTable, DeValue};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Findings};
use crate::document::document;
use crate::keys::{AREAS, COUNTRIES, PROGRAMME, ROOT, WORDS};
use crate::section::{Item, Section, check_name, quoted, suggestion};
use crate::source::Source;
use crate::spelling::nearest;
use fee::Countries;
pub(crate) use fee::{amount, is_country};
use renewal::Renewals;
use words::LONGEST_LABEL;

/// The most offers of a programme.
const MOST_OFFERS: usize = 1000;
/// The most areas of a programme.
const MOST_AREAS: usize = 1000;
/// The most groups of countries.
const MOST_GROUPS: usize = 100;
/// The most countries of a group or a fee; ISO 3166 has about 250.
const MOST_COUNTRIES: usize = 300;

/// A programme file that can be used.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The programme, with the file as its only version, number 1.
    pub programme: Programme,
    /// What is probably not as it was meant.
    pub warnings: Diagnostics,
}

/// Reads a programme file: all of it, or everything that is wrong with it.
///
/// ```
/// use jubilee_programme::{Source, read, shipped_mpn};
/// let checked = read(&Source::new("programme.toml", shipped_mpn())).unwrap();
/// assert_eq!(checked.programme.id, "mpn");
///
/// let wrong = shipped_mpn().replace("opens = \"anniversary + 1 day\"", "opens = \"anniversary + 1 dya\"");
/// let diagnostics = read(&Source::new("programme.toml", wrong)).unwrap_err();
/// assert!(diagnostics.render(false).contains("did you mean 'day'?"));
/// ```
pub fn read(source: &Source) -> Result<Checked, Diagnostics> {
    let findings = Findings::new(source);
    let programme = document(&findings).and_then(|table| programme(&findings, &table));
    let has_errors = findings.has_errors();
    let diagnostics = findings.into_diagnostics();
    if has_errors {
        return Err(diagnostics);
    }
    let programme = programme.expect("whatever keeps a programme from being read is reported as an error");
    Ok(Checked { programme, warnings: diagnostics })
}

/// The names of areas with their places.
type AreaPlaces = Vec<(AreaId, Range<usize>)>;

/// What the offers may refer to, and the languages of all texts.
struct Scope {
    languages: Vec<Lang>,
    /// The areas that could be named, by name. Those with a mistake in their texts are known here all the same, so that one mistake
    /// makes one message.
    areas: AreaPlaces,
    renewals: Renewals,
    countries: Countries,
}

fn programme(findings: &Findings<'_>, table: &DeTable<'_>) -> Option<Programme> {
    let root = Section::new(findings, &ROOT, table, 0..0);
    let head = root.get("programme").and_then(|item| item.section(&PROGRAMME));
    let languages = head.as_ref().and_then(languages).unwrap_or_default();
    let about = head.as_ref().map(|head| Head::read(head, &languages));
    let heading = root.get("words").and_then(|item| item.section(&WORDS)).and_then(|section| {
        let heading = section.get("qualifications")?;
        words::words(&heading, &languages, LONGEST_LABEL)
    });
    let (names, areas) = areas(&root, &languages);
    let renewals = Renewals::read(&root);
    let countries = Countries::read(&root);
    let scope = Scope { languages, areas: names, renewals, countries };
    let offers = offers(&root, &scope);
    let transfer = root.get("bank-transfer").and_then(|item| transfer::transfer(&item, &scope.renewals));
    let about = about?;
    Some(Programme {
        id: about.id?,
        name: about.name?,
        languages: scope.languages,
        zone: about.zone?,
        versions: vec![Version {
            number: 1,
            effective_on: about.effective_on?,
            qualifications_heading: heading?,
            areas: areas?,
            offers: offers?,
            transfer: transfer?,
        }],
    })
}

/// What stands in `[programme]` beside the languages.
struct Head {
    id: Option<String>,
    name: Option<jubilee_core::Words>,
    zone: Option<String>,
    effective_on: Option<jubilee_core::Day>,
}

impl Head {
    fn read(head: &Section<'_>, languages: &[Lang]) -> Head {
        Head {
            id: head.get("id").and_then(|item| item.kebab()).map(str::to_owned),
            name: head.get("name").and_then(|item| words::words(&item, languages, LONGEST_LABEL)),
            zone: head.get("zone").and_then(|item| zone(&item)),
            effective_on: head.get("effective-on").and_then(|item| item.date()),
        }
    }
}

fn languages(head: &Section<'_>) -> Option<Vec<Lang>> {
    let list = head.get("languages")?;
    let mut languages: Vec<Lang> = Vec::new();
    let items = list.list(Lang::ALL.len() * 2)?;
    // With a mistake here the languages are not known, and no text is compared with them.
    let mut is_known = true;
    if items.is_empty() {
        list.refuse(Code::MissingKey, "a programme needs at least one language", None);
    }
    for item in items {
        let Some(code) = item.text() else {
            is_known = false;
            continue;
        };
        match code.parse() {
            Ok(lang) if languages.contains(&lang) => item.refuse(Code::Duplicate, format!("'{lang}' is listed twice"), None),
            Ok(lang) => languages.push(lang),
            Err(_) => {
                is_known = false;
                let help = suggestion(code, Lang::ALL.iter().map(|lang| lang.code()));
                item.refuse(Code::UnknownLanguage, format!("{} is not a language that Jubilee speaks", quoted(code)), help);
            }
        }
    }
    is_known.then_some(languages)
}

fn zone(item: &Item<'_>) -> Option<String> {
    let name = item.text()?;
    let zones = TimeZoneDatabase::bundled();
    let is_shaped = name.len() <= 64 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte));
    let known = if is_shaped { zones.get(name).ok() } else { None };
    let known = known.as_ref().and_then(|zone| zone.iana_name());
    if known == Some(name) {
        return Some(name.to_owned());
    }
    let all: Vec<String> =
        if is_shaped { zones.available().map(|zone| zone.as_str().to_owned()).collect() } else { Vec::new() };
    // A city is what people know, so the part after the continent is enough for a suggestion.
    let city = || all.iter().find(|zone| zone.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(name)));
    let meant = known.or_else(|| city().map(String::as_str)).or_else(|| nearest(name, all.iter().map(String::as_str)));
    let help =
        meant.map_or_else(|| "for example: 'UTC', 'Europe/Amsterdam'".to_owned(), |zone| format!("did you mean '{zone}'?"));
    item.refuse(Code::BadZone, format!("{} is not a time zone", quoted(name)), Some(help));
    None
}

/// The names of all areas with their places, and the areas if all of them can be read.
fn areas(root: &Section<'_>, languages: &[Lang]) -> (AreaPlaces, Option<Vec<Area>>) {
    if !root.has("areas") {
        return (Vec::new(), Some(Vec::new()));
    }
    let Some(entries) = root.get("areas").and_then(|item| item.within(&AREAS).entries(MOST_AREAS)) else {
        return (Vec::new(), None);
    };
    let mut names = Vec::new();
    let mut areas = Some(Vec::new());
    for (key, item) in entries {
        let is_name = check_name(root.findings, key.value, &key.span);
        let name = words::words(&item, languages, LONGEST_LABEL);
        let id = AreaId::new(key.value);
        names.push((id.clone(), key.span));
        match (name, &mut areas) {
            (Some(name), Some(areas)) if is_name => areas.push(Area { id, name }),
            _ => areas = None,
        }
    }
    (names, areas)
}

fn offers(root: &Section<'_>, scope: &Scope) -> Option<Vec<jubilee_core::Offer>> {
    let list = root.get("offer")?;
    let items = list.list(MOST_OFFERS)?;
    if items.is_empty() {
        list.refuse(Code::MissingKey, "a programme needs at least one offer", Some("for example: [[offer]]".to_owned()));
    }
    let mut seen: HashMap<&str, Range<usize>> = HashMap::new();
    let mut offers = Some(Vec::new());
    let mut used = Used::default();
    for item in &items {
        if let DeValue::Table(table) = item.value
            && let Some((id, span)) = table.get("id").and_then(|id| Some((id.get_ref().as_str()?, id.span())))
        {
            if let Some(first) = seen.get(id) {
                let message = format!("there are two offers with the id {}", quoted(id));
                let error = Diagnostic::error(Code::Duplicate, span, message).also(first.clone(), "the first is here");
                root.findings.report(error.help("give one of them another id"));
            } else {
                seen.insert(id, span);
            }
        }
        match (offer::offer(item, scope, &mut used), &mut offers) {
            (Some(offer), Some(offers)) => offers.push(offer),
            _ => offers = None,
        }
    }
    if !root.findings.has_errors() {
        used.warn(root.findings, scope);
    }
    offers
}

/// What the offers refer to, so that what none refers to can be pointed out.
#[derive(Default)]
struct Used {
    renewals: Vec<String>,
    areas: Vec<AreaId>,
    any_area: bool,
    groups: Vec<String>,
}

impl Used {
    fn warn(&self, findings: &Findings<'_>, scope: &Scope) {
        let renewals = scope.renewals.places().filter(|(name, _)| !self.renewals.iter().any(|used| used == name));
        for (name, span) in renewals {
            let message = format!("no offer is renewed by '{name}'");
            findings.report(Diagnostic::warning(Code::Unused, span.clone(), message));
        }
        let groups = scope.countries.places().filter(|(name, _)| !self.groups.iter().any(|used| used == name));
        for (name, span) in groups {
            let message = format!("no fee is for the countries of '{name}'");
            findings.report(Diagnostic::warning(Code::Unused, span.clone(), message));
        }
        let areas = scope.areas.iter().filter(|(area, _)| !self.any_area && !self.areas.contains(area));
        for (area, span) in areas {
            let message = format!("no offer covers the area '{area}'");
            findings.report(Diagnostic::warning(Code::Unused, span.clone(), message));
        }
    }
}

/// The shape of a table whose keys are the file's own has one key, which describes them all.
impl<'a> Item<'a> {
    fn within(self, shape: &'static crate::keys::Shape) -> Item<'a> {
        Item { key: shape.keys.first().unwrap_or(self.key), ..self }
    }

    /// For `[countries]`.
    fn within_countries(self) -> Item<'a> {
        self.within(&COUNTRIES)
    }
}
