//! What differs between two programme files, in words for the programme's staff.
//!
//! Every structure is taken apart with all of its fields named, so that a field that comes later does not compile until somebody
//! has said how a change of it reads.

mod benefit;
mod invoice;
mod offer;
mod phrase;
mod price;
mod relief;
mod requirement;

use std::fmt;

use jubilee_core::{Area, Lang, LegacySystem, Measure, MeasureKind, Programme, Span, TransferRules, Version, Words};
use serde::Serialize;

use phrase::{comparison, join, name};

/// One difference between two programme files.
///
/// ```
/// use jubilee_programme::{Source, diff, read, shipped_mpn};
/// let of = |text: &str| read(&Source::new("programme.toml", text)).unwrap().programme;
/// let dearer = shipped_mpn().replace("\"4730.00 USD\"", "\"5000.00 USD\"");
/// let changes = diff(&of(shipped_mpn()), &of(&dearer));
/// assert_eq!(changes.len(), 1);
/// assert_eq!(changes[0].to_string(), "Gold competency: the fee for all other countries is 5000.00 USD instead of 4730.00 USD");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The section of the file in which it stands, for example `offer`.
    pub section: &'static str,
    /// What it is about, by the names of the file; several when the same is true of each. Empty for what the file has once.
    pub ids: Vec<String>,
    /// The key of the file that differs, for example `closes`; the section's own name when all of it is new or gone.
    pub key: &'static str,
    /// What it is about, as people call it, for example `Gold competency`.
    pub about: String,
    /// What differs, with the old value and the new one. Long texts are named and not repeated.
    pub sentence: String,
}

/// For example `Gold competency: the renewal window closes 45 days after the anniversary instead of 30 days after it`.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.about, self.sentence)
    }
}

/// What differs between two programmes, in the order of the file: nothing for two that mean the same. Where a programme has several
/// versions, its last one is compared, with the reliefs beside it.
pub fn diff(before: &Programme, after: &Programme) -> Vec<Change> {
    let mut changes = Vec::new();
    let Programme { id, name, languages, zone, versions, reliefs, legacy } = before;
    let mut head = Changes { found: &mut changes, section: "programme", id: None, about: "The programme".to_owned() };
    head.compare("id", "its id is", id, &after.id);
    head.label("name", "its name", name, &after.name);
    let spoken =
        |languages: &[Lang]| join(&languages.iter().map(|lang| phrase::language(*lang).to_owned()).collect::<Vec<_>>());
    head.compare("languages", "its languages, the usual one first, are", &spoken(languages), &spoken(&after.languages));
    head.compare("zone", "its days begin and end in the time zone", zone, &after.zone);
    if let (Some(before), Some(after)) = (versions.last(), after.versions.last()) {
        version(before, after, &mut changes);
    }
    self::legacy(legacy.as_ref(), after.legacy.as_ref(), &mut changes);
    relief::reliefs((before, reliefs), (after, &after.reliefs), &mut changes);
    changes
}

fn version(before: &Version, after: &Version, changes: &mut Vec<Change>) {
    let Version {
        number: _,
        effective_on,
        is_for_begun,
        qualifications_heading,
        areas,
        measures,
        offers,
        transfer,
        refund_within,
        in_flight_days,
        tax,
        invoices,
    } = before;
    let mut head = Changes { found: changes, section: "programme", id: None, about: "The rules".to_owned() };
    head.compare("effective-on", "they are in force from", effective_on, &after.effective_on);
    if *is_for_begun != after.is_for_begun {
        let (at_once, later) = ("change at once", "keep the rules with which they began");
        let (now, then) = if after.is_for_begun { (at_once, later) } else { (later, at_once) };
        head.add("begun-cycles", format!("years that have begun {now}; before, they would {then}"));
    }
    let mut words = Changes { found: changes, section: "words", id: None, about: "The programme's words".to_owned() };
    words.label("qualifications", "the heading of qualifications", qualifications_heading, &after.qualifications_heading);
    offer::offers((before, offers), (after, &after.offers), changes);
    self::areas(areas, &after.areas, changes);
    self::measures(measures, &after.measures, changes);
    self::transfer(transfer, &after.transfer, changes);
    price::tax(tax.as_ref(), after.tax.as_ref(), changes);
    in_flight(*in_flight_days, after.in_flight_days, changes);
    invoice::invoices(invoices.as_ref(), after.invoices.as_ref(), changes);
    refunds(refund_within.as_ref(), after.refund_within.as_ref(), changes);
}

fn in_flight(before: Option<i32>, after: Option<i32>, changes: &mut Vec<Change>) {
    let about = "A lapse".to_owned();
    let mut found = Changes { found: changes, section: "payments", id: None, about };
    match (before, after) {
        (Some(before), Some(after)) => {
            found.compare("in-flight", "it waits for a payment in flight for", &days(before), &days(after));
        }
        (None, Some(after)) => {
            found.add("payments", format!("waits for a payment in flight for {} from now on", days(after)));
        }
        (Some(before), None) => {
            found.add(
                "payments",
                format!("does not wait for a payment in flight any more; before, it did for {}", days(before)),
            );
        }
        (None, None) => {}
    }
}

fn days(days: i32) -> String {
    format!("{days} day{}", if days == 1 { "" } else { "s" })
}

fn refunds(before: Option<&Span>, after: Option<&Span>, changes: &mut Vec<Change>) {
    let mut found = Changes { found: changes, section: "refunds", id: None, about: "What was paid for".to_owned() };
    match (before, after) {
        (Some(before), Some(after)) => found.compare("within", "it can be given back for", before, after),
        (None, Some(after)) => found.add("refunds", format!("can be given back for {after} from now on")),
        (Some(before), None) => found.add("refunds", format!("is not given back any more; before, it could be for {before}")),
        (None, None) => {}
    }
}

fn areas(before: &[Area], after: &[Area], changes: &mut Vec<Change>) {
    let about = |area: &Area| format!("The area '{}'", name(&area.name));
    let pairs = pairs(before, after, |area| &area.id);
    for pair in pairs {
        let (area, old) = pair.subject();
        let mut found = Changes { found: changes, section: "areas", id: Some(area.id.to_string()), about: about(area) };
        match (pair, old) {
            (_, Some(Area { id: _, name })) => found.label("areas", "its name", name, &area.name),
            (Pair::New(_), None) => found.add("areas", "is new".to_owned()),
            (_, None) => found.add("areas", "is not there any more".to_owned()),
        }
    }
    order("areas", "The areas", &ids(before, |area| &area.id), &ids(after, |area| &area.id), changes);
}

fn measures(before: &[Measure], after: &[Measure], changes: &mut Vec<Change>) {
    let counted = |kind: MeasureKind| if kind.adds_up() { "what is valid is added up" } else { "the latest figure counts" };
    let kind = |kind: MeasureKind| format!("'{}' ({})", kind.id(), counted(kind));
    let counts = |is_per_area: bool| if is_per_area { "for one area at a time" } else { "for every area" };
    for pair in pairs(before, after, |measure| &measure.id) {
        let (measure, old) = pair.subject();
        let about = format!("The measure '{}'", name(&measure.name));
        let mut found = Changes { found: changes, section: "measure", id: Some(measure.id.to_string()), about };
        match (pair, old) {
            (_, Some(Measure { id: _, kind: old_kind, name, one, is_per_area })) => {
                found.compare("kind", "its kind is", &kind(*old_kind), &kind(measure.kind));
                found.label("name", "its name", name, &measure.name);
                let none = Words::default();
                let (old_one, new_one) = (one.as_ref().unwrap_or(&none), measure.one.as_ref().unwrap_or(&none));
                found.label("one", "its name for one", old_one, new_one);
                found.compare("per-area", "it counts", counts(*is_per_area), counts(measure.is_per_area));
            }
            (Pair::New(_), None) => {
                found.add(
                    "measure",
                    format!("is new, of the kind {}, and counts {}", kind(measure.kind), counts(measure.is_per_area)),
                );
            }
            (_, None) => found.add("measure", "is not there any more".to_owned()),
        }
    }
    order("measure", "The measures", &ids(before, |measure| &measure.id), &ids(after, |measure| &measure.id), changes);
}

fn transfer(before: &TransferRules, after: &TransferRules, changes: &mut Vec<Change>) {
    let TransferRules { account_holder, iban, bic, order_life, takes_days } = before;
    let mut found = Changes { found: changes, section: "bank-transfer", id: None, about: "Bank transfers".to_owned() };
    found.compare("account-holder", "the account's holder is", account_holder, &after.account_holder);
    found.compare("iban", "the account is", iban, &after.iban);
    found.compare("bic", "the bank is", bic, &after.bic);
    found.compare("order-life", "an order can be paid for", order_life, &after.order_life);
    found.compare("takes", "a transfer may take", &days(*takes_days), &days(after.takes_days));
}

fn legacy(before: Option<&LegacySystem>, after: Option<&LegacySystem>, changes: &mut Vec<Change>) {
    let Some(system) = after.or(before) else { return };
    let about = format!("The legacy system '{}'", name(&system.name));
    let mut found = Changes { found: changes, section: "legacy-system", id: None, about };
    match (before, after) {
        (Some(LegacySystem { name, how_to_move }), Some(after)) => {
            found.label("name", "its name", name, &after.name);
            found.paragraph("how-to-move", "the text about moving", how_to_move, &after.how_to_move);
        }
        (None, _) => found.add("legacy-system", "is new: who is in it has to move before renewing".to_owned()),
        (_, None) => found.add("legacy-system", "is not there any more: nobody has to move before renewing".to_owned()),
    }
}

/// Takes the differences of one thing in.
struct Changes<'c> {
    found: &'c mut Vec<Change>,
    section: &'static str,
    id: Option<String>,
    about: String,
}

impl Changes<'_> {
    fn add(&mut self, key: &'static str, sentence: String) {
        let ids = self.id.iter().cloned().collect();
        self.found.push(Change { section: self.section, ids, key, about: self.about.clone(), sentence });
    }

    /// "… is NEW instead of OLD", unless they are the same.
    fn compare<T: fmt::Display + PartialEq + ?Sized>(&mut self, key: &'static str, subject: &str, before: &T, after: &T) {
        if before != after {
            self.add(key, comparison(subject, &after.to_string(), &before.to_string()));
        }
    }

    /// A name, whose two values are short enough to be told.
    fn label(&mut self, key: &'static str, what: &str, before: &Words, after: &Words) {
        for lang in Lang::ALL {
            let text = |words: &Words| words.has(lang).then(|| format!("'{}'", words.get(lang)));
            let language = phrase::language(lang);
            match (text(before), text(after)) {
                (Some(before), Some(after)) if before != after => {
                    self.add(key, comparison(&format!("{what} in {language} is"), &after, &before));
                }
                (None, Some(after)) => self.add(key, format!("{what} in {language} is new: {after}")),
                (Some(before), None) => self.add(key, format!("{what} in {language} is gone: {before}")),
                _ => {}
            }
        }
    }

    /// A paragraph, which is named and not repeated.
    fn paragraph(&mut self, key: &'static str, what: &str, before: &Words, after: &Words) {
        for lang in Lang::ALL {
            let text = |words: &Words| words.has(lang).then(|| words.get(lang).to_owned());
            let what = format!("{what} in {}", phrase::language(lang));
            match (text(before), text(after)) {
                (Some(before), Some(after)) if before != after => self.add(key, format!("{what} reads otherwise")),
                (None, Some(_)) => self.add(key, format!("{what} is new")),
                (Some(_), None) => self.add(key, format!("{what} is gone")),
                _ => {}
            }
        }
    }
}

/// A thing that is in one file or in both.
#[derive(Clone, Copy)]
enum Pair<'a, T> {
    Both(&'a T, &'a T),
    New(&'a T),
    Gone(&'a T),
}

impl<'a, T> Pair<'a, T> {
    /// The thing as it is now, or was last; and as it was before, if it is in both.
    fn subject(&self) -> (&'a T, Option<&'a T>) {
        match self {
            Pair::Both(before, after) => (after, Some(before)),
            Pair::New(thing) | Pair::Gone(thing) => (thing, None),
        }
    }
}

/// The things of two lists by their names: those of the second in its order, then those that only the first has.
fn pairs<'a, T, I: Ord>(before: &'a [T], after: &'a [T], id: impl Fn(&T) -> &I) -> Vec<Pair<'a, T>> {
    let known = |list: &'a [T]| list.iter().map(|thing| (id(thing), thing)).collect::<std::collections::BTreeMap<_, _>>();
    let (old, new) = (known(before), known(after));
    let now = after.iter().map(|thing| old.get(id(thing)).map_or(Pair::New(thing), |before| Pair::Both(before, thing)));
    now.chain(before.iter().filter(|thing| !new.contains_key(id(thing))).map(Pair::Gone)).collect()
}

fn ids<'a, T, I>(list: &'a [T], id: impl Fn(&'a T) -> &'a I) -> Vec<&'a I> {
    list.iter().map(id).collect()
}

/// Says so when the things that are in both files stand in another order.
fn order<I: Ord>(section: &'static str, about: &str, before: &[&I], after: &[&I], changes: &mut Vec<Change>) {
    let (old, new): (std::collections::BTreeSet<_>, std::collections::BTreeSet<_>) =
        (before.iter().collect(), after.iter().collect());
    if before.iter().filter(|id| new.contains(id)).ne(after.iter().filter(|id| old.contains(id))) {
        let mut found = Changes { found: changes, section, id: None, about: about.to_owned() };
        found.add(section, "are shown in another order".to_owned());
    }
}
