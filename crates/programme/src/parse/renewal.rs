//! The ways to renew: `[renewal.NAME]`.

use std::collections::HashMap;
use std::ops::Range;

use jubilee_core::{AutoRenewalRules, Base, Check, RenewalRules, Span};
use toml::de::DeValue;

use crate::code::Code;
use crate::keys::{AUTO_RENEWAL, CHECKED, RENEWAL};
use crate::offset::{Offset, length, offset};
use crate::promise::{self, AutoPlaces, CheckPlaces, Places};
use crate::section::{At, Item, Section, check_name};

/// The most ways to renew.
const MOST_RENEWALS: usize = 50;
/// The most reminders of a cycle.
const MOST_REMINDERS: usize = 12;
/// The most times that a card is charged again.
const MOST_RETRIES: usize = 5;
/// The longest that a charge may be told ahead, or tried again after it, in days.
const LONGEST_AHEAD: i32 = 120;

/// The word in an offer for "needs no renewal"; no section can have it as its name.
pub(super) const NEVER: &str = "never";

/// What is known under the name of a way to renew.
pub(super) enum Known<'a> {
    /// There is none of that name.
    Nothing,
    /// There is one with a mistake in it, which has been reported.
    Mistaken,
    /// Its rules.
    Rules(&'a RenewalRules),
}

/// The ways to renew of a file.
#[derive(Default)]
pub(super) struct Renewals {
    /// By name; `None` for one with a mistake in it, which has been reported.
    known: HashMap<String, (Option<RenewalRules>, Range<usize>)>,
}

impl Renewals {
    pub(super) fn read(root: &Section<'_>) -> Renewals {
        let mut renewals = Renewals::default();
        let entries = root.get("renewal").and_then(|item| item.entries(MOST_RENEWALS)).unwrap_or_default();
        for (key, item) in entries {
            check_name(root.findings, key.value, &key.span);
            if key.value == NEVER {
                let help = Some("give the section another name".to_owned());
                let message = "'never' stands for offers without renewal and cannot be the name of a way to renew";
                item.refuse(crate::code::Code::BadName, message, help);
            }
            let rules = item.section(&RENEWAL).and_then(|section| rules(&section));
            renewals.known.insert(key.value.to_owned(), (rules, key.span));
        }
        renewals
    }

    /// What is known under a name.
    pub(super) fn get(&self, name: &str) -> Known<'_> {
        match self.known.get(name) {
            None => Known::Nothing,
            Some((None, _)) => Known::Mistaken,
            Some((Some(rules), _)) => Known::Rules(rules),
        }
    }

    /// All names, in alphabetical order.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.known.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// All names with their places.
    pub(super) fn places(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        self.known.iter().map(|(name, (_, span))| (name.as_str(), span))
    }

    /// All rules that could be read, with the places of their names.
    pub(super) fn rules(&self) -> impl Iterator<Item = (&RenewalRules, &Range<usize>)> {
        self.known.values().filter_map(|(rules, span)| Some((rules.as_ref()?, span)))
    }
}

fn rules(section: &Section<'_>) -> Option<RenewalRules> {
    let step = |key: &str, bases: &[&'static str]| section.get(key).and_then(|item| offset(&item, bases));
    let from_anniversary = |key: &str| step(key, &["anniversary"]);
    let first = step("first-anniversary", &["purchase"]);
    let opens = from_anniversary("opens");
    let closes = from_anniversary("closes");
    let benefits = from_anniversary("benefits-until");
    let reminders = section.get("reminders").and_then(|item| reminders(&item));
    let next = step("next-anniversary", &["anniversary", "payment"]);
    let checked = section.maybe("requirements-checked", |item| checked(&item));
    let auto = section.maybe("auto-renewal", |item| auto_renewal(&item));
    let (first, opens, closes, benefits, reminders, next) = (first?, opens?, closes?, benefits?, reminders?, next?);
    let (check, check_places) = checked?.unwrap_or((Check::AtRenewal, None));
    let (auto_renewal, auto_places) = auto?.unzip();
    let next_base = if next.value.base == "payment" { Base::Payment } else { Base::Anniversary };
    let spans = |list: &[At<Offset>]| list.iter().map(|reminder| reminder.value.span).collect::<Vec<Span>>();
    let rules = RenewalRules {
        first_anniversary: first.value.span,
        opens: opens.value.span,
        closes: closes.value.span,
        benefits_until: benefits.value.span,
        reminders: spans(&reminders),
        next_base,
        next_anniversary: next.value.span,
        check,
        auto_renewal,
    };
    let places = Places {
        first_anniversary: first.span,
        opens: opens.span,
        closes: closes.span,
        benefits_until: benefits.span,
        reminders: reminders.into_iter().map(|reminder| reminder.span).collect(),
        next_anniversary: next.span,
        check: check_places,
        auto: auto_places,
    };
    promise::check(section.findings, &rules, &places);
    Some(rules)
}

fn reminders(item: &Item<'_>) -> Option<Vec<At<Offset>>> {
    // Each is read even when one before it is wrong, so that all mistakes are told at once.
    let read: Vec<_> = item.list(MOST_REMINDERS)?.iter().map(|reminder| offset(reminder, &["anniversary"])).collect();
    read.into_iter().collect()
}

const AT_RENEWAL: &str = "at renewal";
const AT_ANNIVERSARY: &str = "at anniversary";

/// When requirements are looked at, with the places of the days if there are any.
fn checked(item: &Item<'_>) -> Option<(Check, Option<CheckPlaces>)> {
    if !matches!(item.value, DeValue::Table(_)) {
        let places = CheckPlaces { from: item.span.clone(), until: item.span.clone() };
        return match item.word(&[AT_RENEWAL, AT_ANNIVERSARY])? {
            AT_ANNIVERSARY => Some((Check::AtAnniversary, Some(places))),
            _ => Some((Check::AtRenewal, None)),
        };
    }
    let section = item.section(&CHECKED)?;
    let step = |key: &str| section.get(key).and_then(|item| offset(&item, &["anniversary"]));
    let (from, until) = (step("from"), step("until"));
    let (from, until) = (from?, until?);
    let places = CheckPlaces { from: from.span, until: until.span };
    Some((Check::Within { from: from.value.span, until: until.value.span }, Some(places)))
}

/// How a renewal is charged automatically, with the places of the days.
fn auto_renewal(item: &Item<'_>) -> Option<(AutoRenewalRules, AutoPlaces)> {
    let section = item.section(&AUTO_RENEWAL)?;
    let notice = section.get("notice").and_then(|item| days(&item));
    let retries: Option<Vec<At<i32>>> = section.get("retries").and_then(|item| {
        let read: Vec<_> = item.list(MOST_RETRIES)?.iter().map(days).collect();
        read.into_iter().collect()
    });
    let (notice, retries) = (notice?, retries?);
    let places = AutoPlaces { notice: notice.span, retries: retries.iter().map(|retry| retry.span.clone()).collect() };
    let retries = retries.into_iter().map(|retry| retry.value).collect();
    Some((AutoRenewalRules { notice_days: notice.value, retries }, places))
}

/// A number of days that is not none.
fn days(item: &Item<'_>) -> Option<At<i32>> {
    let length = length(item)?;
    match length.value {
        Span::Days(days) if (1..=LONGEST_AHEAD).contains(&days) => Some(At { value: days, span: length.span }),
        Span::Days(_) => {
            item.refuse(Code::OutOfRange, format!("'{}' must be from 1 to {LONGEST_AHEAD} days", item.name), None);
            None
        }
        Span::Months(_) => {
            item.refuse(
                Code::BadOffset,
                format!("'{}' must be in days", item.name),
                Some("for example: \"3 days\"".to_owned()),
            );
            None
        }
    }
}
