//! What was granted beside the rules, as the member reads it: the programme's own notices with what they mean for its offers, what
//! staff allowed, and that the account was moved.

use jubilee_core::{ExemptBy, Qualification, Relief, ReliefId, Standing, Subscription};
use jubilee_texts::t;

use crate::present::offer::{area_name, exception_words, name_of};
use crate::present::{Shelf, fee_due, relevant};
use crate::view::ReliefNotice;

/// For how many days the first screen says that the account has been moved.
const MOVED_FOR_DAYS: i32 = 30;

/// The reliefs that concern the member, the latest first.
pub(crate) fn relief_notices(shelf: Shelf<'_>) -> Vec<ReliefNotice> {
    let (today, all) = (shelf.file.today, relevant(shelf));
    let mut found: Vec<ReliefNotice> = shelf
        .app
        .programme()
        .reliefs
        .iter()
        .filter_map(|relief| {
            let known = relief.announcements.iter().filter(|announcement| announcement.announced_on <= today);
            let days: Vec<_> = known.map(|announcement| announcement.announced_on).collect();
            let yours: Vec<String> = all.iter().flat_map(|(held, standing)| meaning(shelf, relief, held, standing)).collect();
            let (first, last) = (*days.first()?, *days.last()?);
            (!yours.is_empty()).then(|| ReliefNotice {
                key: format!("relief-{}", relief.id),
                name: relief.name.get(shelf.lang).to_owned(),
                announced_on: first,
                revised_on: (last > first).then_some(last),
                withdrawn_on: relief.withdrawn_on.filter(|withdrawn_on| *withdrawn_on <= today),
                notice: relief.notice.get(shelf.lang).to_owned(),
                yours,
            })
        })
        .collect();
    found.sort_by_key(|notice| std::cmp::Reverse(notice.revised_on.unwrap_or(notice.announced_on)));
    found
}

/// What a relief means for one subscription.
fn meaning(shelf: Shelf<'_>, relief: &Relief, held: &Subscription, standing: &Standing) -> Vec<String> {
    let (lang, offer) = (shelf.lang, name_of(shelf, held));
    let mut words = Vec::new();
    let is_exempt = |found: &&Qualification| {
        found.exemption.as_ref().is_some_and(|exemption| exemption.by == ExemptBy::Relief(relief.id.clone()))
    };
    let exempt: Vec<&Qualification> = standing.qualifications.iter().filter(is_exempt).collect();
    if let Some(until) = exempt.iter().filter_map(|found| found.exemption.as_ref()).map(|exemption| exemption.until).max() {
        let areas: Vec<String> =
            exempt.iter().filter_map(|found| found.area.as_ref()).map(|area| area_name(shelf.app, area, lang)).collect();
        let is_whole = exempt.len() == standing.qualifications.len();
        let waived = if is_whole || areas.is_empty() {
            t!(lang, "dashboard-relief-waived", offer = offer.as_str(), until = until)
        } else {
            let areas = jubilee_texts::list(lang, &areas);
            t!(lang, "dashboard-relief-waived-some", offer = offer.as_str(), areas = areas, until = until)
        };
        let fee = fee_due(shelf, standing).map(|due| due.sentence(lang)).unwrap_or_default();
        words.push(format!("{waived} {fee}").trim().to_owned());
    }
    for applied in standing.reliefs.iter().filter(|applied| applied.relief == relief.id) {
        if let Some((from, to)) = applied.moved {
            words.push(t!(lang, "dashboard-relief-moved", offer = offer.as_str(), from = from, to = to));
        }
    }
    let by_this = |of: &Option<ReliefId>| of.as_ref() == Some(&relief.id);
    if let Some(opening) = standing.reactivation.as_ref().filter(|opening| by_this(&opening.relief)) {
        words.push(t!(lang, "dashboard-relief-reactivate", offer = offer.as_str(), until = opening.until));
    }
    words
}

/// What staff allowed and that the account was moved, a sentence each.
pub(crate) fn notices(shelf: Shelf<'_>) -> Vec<String> {
    let Shelf { file, lang, .. } = shelf;
    let mut words = Vec::new();
    let is_new = |on: &jubilee_core::Day| file.today.days_since(*on) <= MOVED_FOR_DAYS;
    if let Some(on) = file.member.migrated_on.filter(is_new) {
        words.push(t!(lang, "dashboard-moved-words", on = on));
    }
    for (held, _) in relevant(shelf) {
        let granted = held.exceptions_on(file.today);
        words.extend(granted.map(|exception| {
            t!(lang, "dashboard-exception-words", offer = name_of(shelf, held), what = exception_words(exception, lang))
        }));
    }
    words
}
