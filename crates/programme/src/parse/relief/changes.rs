//! What one announcement of a relief says.

use std::ops::Range;

use jubilee_core::{Announcement, AreaId, Base, Day, Lang, LevelId, Move, OfferId, Reactivation, Scope, Span, Words};
use toml::de::DeValue;

use super::{AnnouncedAt, NO_ANNIVERSARIES, Nameable};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keys::{ANNIVERSARY_RANGE, REACTIVATION_SECTION};
use crate::offset::length;
use crate::parse::names::Names;
use crate::parse::words::{LONGEST_HELP, words};
use crate::section::{At, Item, Section};

/// The most names in one list of a relief.
const MOST_NAMED: usize = 500;

/// In a revision: what was announced before is taken back.
const NONE: &str = "none";
const WAIVED: &str = "waived";
const APPLY: &str = "apply";

/// What an announcement says; `None` where it leaves things as they were.
pub(super) struct Changes {
    pub(super) announced_on: At<Day>,
    /// The place of what needs to know for which anniversaries it is.
    pub(super) effect: Option<Range<usize>>,
    offers: Option<Vec<OfferId>>,
    levels: Option<Vec<LevelId>>,
    areas: Option<Vec<AreaId>>,
    except_offers: Option<Vec<OfferId>>,
    except_areas: Option<Vec<AreaId>>,
    anniversaries: Option<At<(Day, Day)>>,
    waives_requirements: Option<bool>,
    moves: Option<At<Option<Move>>>,
    /// With the place of its last value date.
    reactivation: Option<At<Option<At<Reactivation>>>>,
    reminder: Option<At<Option<Words>>>,
}

impl Changes {
    pub(super) fn read(section: &Section<'_>, languages: &[Lang], nameable: &Nameable, is_revision: bool) -> Option<Changes> {
        let named = |key: &str, names: &Names, noun: &str| section.maybe(key, |item| named(&item, names, noun, is_revision));
        let is_taken_back = |item: &Item<'_>| is_revision && matches!(item.value, DeValue::String(word) if word == NONE);
        let announced_on = section.get("announced-on").and_then(|item| Some(At { value: item.date()?, span: item.span }));
        let offers = named("offers", &nameable.offers, "offer");
        let levels = named("levels", &nameable.levels, "level");
        let areas = named("areas", &nameable.areas, "area");
        let except_offers = named("except-offers", &nameable.offers, "offer");
        let except_areas = named("except-areas", &nameable.areas, "area");
        let anniversaries = section.maybe("anniversaries", |item| range(&item));
        let requirements = section.maybe("requirements", |item| item.word(&[WAIVED, APPLY]));
        let moves = section.maybe("move-anniversary", |item| {
            let moves = if is_taken_back(&item) { None } else { Some(moved(&item)?) };
            Some(At { value: moves, span: item.span })
        });
        let reminder = section.maybe("reminder", |item| {
            let reminder = if is_taken_back(&item) { None } else { Some(words(&item, languages, LONGEST_HELP)?) };
            Some(At { value: reminder, span: item.span })
        });
        let reactivation = section.maybe("reactivation", |item| {
            let reactivation = if is_taken_back(&item) { None } else { Some(reactivation(&item)?) };
            Some(At { value: reactivation, span: item.span })
        });
        let needing = ["requirements", "move-anniversary", "reminder"];
        let effect = needing.into_iter().find_map(|key| section.get(key)).map(|item| item.span);
        Some(Changes {
            announced_on: announced_on?,
            effect,
            offers: ids(offers?),
            levels: ids(levels?),
            areas: ids(areas?),
            except_offers: ids(except_offers?),
            except_areas: ids(except_areas?),
            anniversaries: anniversaries?,
            waives_requirements: requirements?.map(|word| word == WAIVED),
            moves: moves?,
            reactivation: reactivation?,
            reminder: reminder?,
        })
    }

    /// Whether it says nothing but its date.
    pub(super) fn is_empty(&self) -> bool {
        let names_something =
            [self.offers.is_some(), self.levels.is_some(), self.areas.is_some(), self.except_offers.is_some()];
        !names_something.contains(&true)
            && self.except_areas.is_none()
            && self.anniversaries.is_none()
            && self.waives_requirements.is_none()
            && self.moves.is_none()
            && self.reactivation.is_none()
            && self.reminder.is_none()
    }

    /// The announcement, with what stays from the one before it.
    pub(super) fn after(self, before: Option<&(Announcement, AnnouncedAt)>) -> (Announcement, AnnouncedAt) {
        let (was, was_at) = before.cloned().unzip();
        let scope = was.as_ref().map(|was| was.scope.clone()).unwrap_or_default();
        let (from, until) = was.as_ref().map_or(NO_ANNIVERSARIES, |was| (was.from, was.until));
        let (from, until) = self.anniversaries.as_ref().map_or((from, until), |range| range.value);
        let at = AnnouncedAt {
            on: self.announced_on.span,
            is_new_range: self.anniversaries.is_some(),
            is_new_reactivation: self.reactivation.is_some(),
            anniversaries: self.anniversaries.map(|at| at.span).or(was_at.as_ref().and_then(|at| at.anniversaries.clone())),
            moves: self.moves.as_ref().map(|at| at.span.clone()).or(was_at.as_ref().and_then(|at| at.moves.clone())),
            pay_until: match &self.reactivation {
                Some(at) => at.value.as_ref().map(|reactivation| reactivation.span.clone()),
                None => was_at.as_ref().and_then(|at| at.pay_until.clone()),
            },
            reactivation: match &self.reactivation {
                Some(at) => Some(at.span.clone()),
                None => was_at.and_then(|at| at.reactivation),
            },
        };
        let announcement = Announcement {
            announced_on: self.announced_on.value,
            scope: Scope {
                offers: self.offers.unwrap_or(scope.offers),
                levels: self.levels.unwrap_or(scope.levels),
                areas: self.areas.unwrap_or(scope.areas),
                except_offers: self.except_offers.unwrap_or(scope.except_offers),
                except_areas: self.except_areas.unwrap_or(scope.except_areas),
            },
            from,
            until,
            waives_requirements: self.waives_requirements.unwrap_or(was.as_ref().is_some_and(|was| was.waives_requirements)),
            moves: self.moves.map_or(was.as_ref().and_then(|was| was.moves), |at| at.value),
            reactivation: match self.reactivation {
                Some(at) => at.value.map(|reactivation| reactivation.value),
                None => was.as_ref().and_then(|was| was.reactivation),
            },
            reminder: self.reminder.map_or(was.and_then(|was| was.reminder), |at| at.value),
        };
        (announcement, at)
    }
}

fn ids<T: for<'n> From<&'n str>>(names: Option<Vec<At<&str>>>) -> Option<Vec<T>> {
    names.map(|names| names.into_iter().map(|name| T::from(name.value)).collect())
}

fn named<'a>(item: &Item<'a>, names: &Names, noun: &str, is_revision: bool) -> Option<Vec<At<&'a str>>> {
    let list = names.listed(item, MOST_NAMED, noun)?;
    if list.is_empty() && !is_revision {
        let help = "leave the key out if the relief is not limited by it".to_owned();
        item.refuse(Code::ImpossibleRelief, format!("'{}' names nothing", item.name), Some(help));
        return None;
    }
    Some(list)
}

/// A range of anniversaries.
fn range(item: &Item<'_>) -> Option<At<(Day, Day)>> {
    let section = item.section(&ANNIVERSARY_RANGE)?;
    let from = section.get("from").and_then(|item| item.date());
    let until = section.get("until").and_then(|item| item.date());
    let (from, until) = (from?, until?);
    if from > until {
        let message = format!("the range begins on {from}, after its end on {until}");
        item.refuse(Code::ImpossibleRelief, message, Some("write the earlier day as 'from'".to_owned()));
        return None;
    }
    Some(At { value: (from, until), span: item.span.clone() })
}

fn moved(item: &Item<'_>) -> Option<Move> {
    let is_date = |text: &str| text.parse::<Day>().is_ok();
    match item.value {
        DeValue::Datetime(_) => item.date().map(Move::To),
        DeValue::String(text) if is_date(text) => item.date().map(Move::To),
        _ => {
            let length = length(item)?;
            if let Span::Days(0) | Span::Months(0) = length.value {
                let help = "leave the key out if anniversaries do not move".to_owned();
                item.refuse(Code::ImpossibleRelief, "a move by nothing", Some(help));
                return None;
            }
            Some(Move::By(length.value))
        }
    }
}

/// A reactivation, with the place of its last value date.
fn reactivation(item: &Item<'_>) -> Option<At<Reactivation>> {
    let section = item.section(&REACTIVATION_SECTION)?;
    let anniversaries = section.get("anniversaries").and_then(|item| range(&item));
    let pay_until = section.get("pay-until").and_then(|item| Some(At { value: item.date()?, span: item.span }));
    let approval = section.maybe("approval", |item| item.word(&[NONE, "staff"]));
    let requirements = section.maybe("requirements", |item| item.word(&[WAIVED, APPLY]));
    let base = section.maybe("next-anniversary-from", |item| item.word(&["anniversary", "payment"]));
    let (anniversaries, pay_until) = (anniversaries?, pay_until?);
    let (from, until) = anniversaries.value;
    if pay_until.value <= from {
        let message = format!(
            "the last value date is {}, and the first anniversary that can be reactivated is {from}, which has not lapsed by then",
            pay_until.value
        );
        let error = Diagnostic::error(Code::ImpossibleRelief, pay_until.span, message);
        item.findings.report(error.also(anniversaries.span, "the anniversaries").help("write a later day"));
        return None;
    }
    let reactivation = Reactivation {
        from,
        until,
        pay_until: pay_until.value,
        needs_approval: approval? == Some("staff"),
        waives_requirements: requirements? == Some(WAIVED),
        base: if base? == Some("payment") { Base::Payment } else { Base::Anniversary },
    };
    Some(At { value: reactivation, span: pay_until.span })
}
