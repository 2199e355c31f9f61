//! From the tables of a programme file to the programme.

mod benefit;
mod countries;
mod fee;
mod invoice;
mod legacy;
mod measure;
mod names;
mod offer;
mod relief;
mod renewal;
mod requirement;
mod tax;
mod transfer;
mod upgrade;
mod used;
mod words;

use jiff::tz::TimeZoneDatabase;
use jubilee_core::{Area, AreaId, Lang, Programme, Version};
use toml::de::DeTable;

use crate::code::Code;
use crate::coverage::Catalogue;
use crate::diagnostic::{Diagnostics, Findings};
use crate::document::document;
use crate::keys::{AREAS, COUNTRIES, PROGRAMME, ROOT, WORDS};
use crate::section::{Item, Section, check_name, quoted, suggestion};
use crate::source::Source;
use crate::spelling::nearest;
use crate::{overlap, reach};
use countries::Countries;
pub(crate) use countries::is_country;
pub(crate) use fee::{amount, sum};
use names::Names;
pub(crate) use relief::{AnnouncedAt, ReliefAt};
use renewal::Renewals;
use used::Used;
use words::LONGEST_LABEL;

/// The most offers of a programme.
const MOST_OFFERS: usize = 1000;
/// The most areas of a programme.
const MOST_AREAS: usize = 1000;
/// The most groups of countries.
const MOST_GROUPS: usize = 100;
/// The most countries of a group or a fee; ISO 3166 has about 250.
const MOST_COUNTRIES: usize = 300;

/// The two words for what becomes of cycles that have begun.
const KEEP: &str = "keep";
const CHANGE: &str = "change";

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

/// What the offers may refer to, and the languages of all texts.
struct Defined {
    languages: Vec<Lang>,
    areas: Names,
    measures: Names,
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
    let (area_names, areas) = areas(&root, &languages);
    let (measure_names, measures) = measure::measures(&root, &languages);
    let renewals = Renewals::read(&root);
    let countries = Countries::read(&root);
    let defined = Defined { languages, areas: area_names, measures: measure_names, renewals, countries };
    let mut used = Used::default();
    let tax = root.maybe("tax", |item| tax::tax(&item, &defined.languages, &defined.countries, &mut used));
    let (names, offers) = offers(&root, &defined, &mut used);
    let transfer = root.get("bank-transfer").and_then(|item| transfer::transfer(&item, &defined.renewals));
    let refund_within = root.maybe("refunds", |item| transfer::refund_within(&item));
    let in_flight_days = root.maybe("payments", |item| transfer::in_flight_days(&item));
    let invoices = root.maybe("invoices", |item| invoice::invoices(&item, &defined.languages));
    let legacy = root.maybe("legacy-system", |item| legacy::legacy(&item, &defined.languages));
    let reliefs = relief::reliefs(&root, &defined.languages, &relief::Nameable::new(&root, names, defined.areas));
    let about = about?;
    let version = Version {
        number: 1,
        effective_on: about.effective_on?,
        is_for_begun: about.is_for_begun?,
        qualifications_heading: heading?,
        areas: areas?,
        measures: measures?,
        offers: offers?,
        transfer: transfer?,
        refund_within: refund_within?,
        in_flight_days: in_flight_days?,
        tax: tax?,
        invoices: invoices?,
    };
    let reliefs = reliefs?;
    if !findings.has_errors() {
        let catalogue = Catalogue::new(&version);
        reach::warn(findings, &reliefs, &catalogue);
        overlap::warn(findings, &reliefs, &catalogue);
    }
    Some(Programme {
        id: about.id?,
        name: about.name?,
        languages: defined.languages,
        zone: about.zone?,
        versions: vec![version],
        reliefs: reliefs.into_iter().map(|relief| relief.relief).collect(),
        legacy: legacy?,
    })
}

/// What stands in `[programme]` beside the languages.
struct Head {
    id: Option<String>,
    name: Option<jubilee_core::Words>,
    zone: Option<String>,
    effective_on: Option<jubilee_core::Day>,
    is_for_begun: Option<bool>,
}

impl Head {
    fn read(head: &Section<'_>, languages: &[Lang]) -> Head {
        let begun = head.maybe("begun-cycles", |item| item.word(&[KEEP, CHANGE]));
        Head {
            id: head.get("id").and_then(|item| item.kebab()).map(str::to_owned),
            name: head.get("name").and_then(|item| words::words(&item, languages, LONGEST_LABEL)),
            zone: head.get("zone").and_then(|item| zone(&item)),
            effective_on: head.get("effective-on").and_then(|item| item.date()),
            is_for_begun: begun.map(|word| word == Some(CHANGE)),
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
fn areas(root: &Section<'_>, languages: &[Lang]) -> (Names, Option<Vec<Area>>) {
    let Some(item) = root.get("areas") else { return (Names::default(), Some(Vec::new())) };
    let Some(entries) = item.within(&AREAS).entries(MOST_AREAS) else { return (Names::refused(), None) };
    let mut names = Names::default();
    let mut areas = Some(Vec::new());
    for (key, item) in entries {
        let is_name = check_name(root.findings, key.value, &key.span);
        let name = words::words(&item, languages, LONGEST_LABEL);
        names.add(key.value, key.span);
        match (name, &mut areas) {
            (Some(name), Some(areas)) if is_name => areas.push(Area { id: AreaId::new(key.value), name }),
            _ => areas = None,
        }
    }
    (names, areas)
}

/// The names of offers and levels, to which reliefs can refer.
struct OfferNames {
    offers: Names,
    levels: Names,
}

/// The names of all offers and levels with their places, and the offers if all of them can be read.
fn offers(root: &Section<'_>, defined: &Defined, used: &mut Used) -> (OfferNames, Option<Vec<jubilee_core::Offer>>) {
    let refused = || OfferNames { offers: Names::refused(), levels: Names::refused() };
    let Some(list) = root.get("offer") else { return (refused(), None) };
    let Some(items) = list.list(MOST_OFFERS) else { return (refused(), None) };
    if items.is_empty() {
        list.refuse(Code::MissingKey, "a programme needs at least one offer", Some("for example: [[offer]]".to_owned()));
    }
    let names = OfferNames { offers: Names::of(&items, "id", Some("offer")), levels: Names::of(&items, "level", None) };
    // Each is read even when one before it is wrong, so that all mistakes are told at once.
    let read: Vec<_> = items.iter().map(|item| offer::offer(item, defined, &names.offers, used)).collect();
    let included = read.iter().flatten().filter(|offer: &&jubilee_core::Offer| offer.included).map(|offer| offer.id.clone());
    upgrade::check(root.findings, &used.upgrades, &included.collect::<Vec<_>>());
    if !root.findings.has_errors() {
        used.warn(root.findings, defined);
    }
    (names, read.into_iter().collect())
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
