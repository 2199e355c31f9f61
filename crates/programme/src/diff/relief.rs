//! Differences of reliefs: announced, revised, withdrawn.

use jubilee_core::{
    Announcement, AreaId, Base, Day, LevelId, Move, Offer, OfferId, Programme, Reactivation, Relief, Scope, Version,
};

use super::phrase::{comparison, join, name};
use super::{Change, Changes, Pair, ids, order, pairs};

/// The reliefs of two files.
pub(super) fn reliefs(before: (&Programme, &[Relief]), after: (&Programme, &[Relief]), changes: &mut Vec<Change>) {
    for pair in pairs(before.1, after.1, |relief| &relief.id) {
        let (relief, _) = pair.subject();
        let about = format!("The relief '{}'", name(&relief.name));
        let mut found = Changes { found: changes, section: "relief", id: Some(relief.id.to_string()), about };
        match pair {
            Pair::Both(old, new) => compare((before.0, old), (after.0, new), &mut found),
            Pair::New(relief) => new_relief(after.0, relief, &mut found),
            Pair::Gone(_) => found.add("relief", "is not there any more".to_owned()),
        }
    }
    order("relief", "The reliefs", &ids(before.1, |relief| &relief.id), &ids(after.1, |relief| &relief.id), changes);
}

fn new_relief(programme: &Programme, relief: &Relief, found: &mut Changes<'_>) {
    let Some((first, later)) = relief.announcements.split_first() else { return };
    found.add("relief", format!("is announced on {}: {}", first.announced_on, story(programme, first)));
    let mut before = first;
    for revision in later {
        revised(programme, before, revision, found);
        before = revision;
    }
    if let Some(withdrawn_on) = relief.withdrawn_on {
        found.add("withdrawn-on", format!("is withdrawn on {withdrawn_on}"));
    }
}

fn compare(before: (&Programme, &Relief), after: (&Programme, &Relief), found: &mut Changes<'_>) {
    let Relief { id: _, name, notice, announcements, withdrawn_on } = before.1;
    found.label("name", "its name", name, &after.1.name);
    found.paragraph("notice", "its notice", notice, &after.1.notice);
    let known = announcements.len().min(after.1.announcements.len());
    for (old, new) in announcements.iter().zip(&after.1.announcements) {
        let as_of = format!("as announced on {}, ", old.announced_on);
        for (key, sentence) in differences([after.0, before.0], old, new, true) {
            found.add(key, format!("{as_of}{sentence}"));
        }
    }
    for gone in &announcements[known..] {
        found.add("revised", format!("the revision of {} is not there any more", gone.announced_on));
    }
    for at in known.max(1)..after.1.announcements.len() {
        revised(after.0, &after.1.announcements[at - 1], &after.1.announcements[at], found);
    }
    match (withdrawn_on, after.1.withdrawn_on) {
        (None, Some(on)) => found.add("withdrawn-on", format!("is withdrawn on {on}")),
        (Some(old), None) => found.add("withdrawn-on", format!("is not withdrawn any more; it was, on {old}")),
        (Some(old), Some(new)) if *old != new => {
            found.add("withdrawn-on", comparison("is withdrawn on", &new.to_string(), &old.to_string()));
        }
        _ => {}
    }
}

fn revised(programme: &Programme, before: &Announcement, after: &Announcement, found: &mut Changes<'_>) {
    let on = after.announced_on;
    let differences = differences([programme, programme], before, after, false);
    if differences.is_empty() {
        found.add("revised", format!("is announced again on {on}, without a change"));
    }
    for (_, sentence) in differences {
        found.add("revised", format!("is revised on {on}: {sentence}"));
    }
}

/// All of an announcement.
fn story(programme: &Programme, announcement: &Announcement) -> String {
    let Announcement { announced_on: _, scope, from, until, waives_requirements, moves, reactivation, reminder } = announcement;
    let mut parts = Vec::new();
    if *waives_requirements {
        parts.push("requirements are waived".to_owned());
    }
    parts.extend(moves.map(moved));
    if reminder.is_some() {
        parts.push("reminders have a text of their own".to_owned());
    }
    let mut sentence = String::new();
    if !parts.is_empty() {
        sentence = format!("for {}, anniversaries {}, {}", covered(programme, scope), range(*from, *until), join(&parts));
    }
    if let Some(reactivation) = reactivation {
        let whom = if parts.is_empty() { format!("for {}, ", covered(programme, scope)) } else { "; ".to_owned() };
        sentence = format!("{sentence}{whom}{}", reactivated(reactivation));
    }
    sentence
}

/// What differs between two announcements, each with its key. Names of offers and areas are those of the first programme that knows
/// them.
fn differences(
    programmes: [&Programme; 2],
    old: &Announcement,
    new: &Announcement,
    has_own_day: bool,
) -> Vec<(&'static str, String)> {
    let Announcement { announced_on, scope, from: _, until: _, waives_requirements, moves, reactivation, reminder } = old;
    let mut found = Vec::new();
    let Scope { offers, levels, areas, except_offers, except_areas } = scope;
    let offer = |id: &OfferId| offer_name(programmes, id);
    let area = |id: &AreaId| area_name(programmes, id);
    let level = |id: &LevelId| format!("'{id}'");
    found.extend(lists("offers", "it is for", (offers, &new.scope.offers), offer, "no offer by name"));
    found.extend(lists("levels", "it is for the offers of", (levels, &new.scope.levels), level, "no level by name"));
    found.extend(lists("areas", "it is for", (areas, &new.scope.areas), area, "all areas"));
    found.extend(lists("except-offers", "it leaves out", (except_offers, &new.scope.except_offers), offer, "no offer"));
    found.extend(lists("except-areas", "it leaves out", (except_areas, &new.scope.except_areas), area, "no area"));
    let mut compare = |key, subject: &str, old: String, new: String| {
        if old != new {
            found.push((key, comparison(subject, &new, &old)));
        }
    };
    if has_own_day {
        compare("announced-on", "it is announced on", announced_on.to_string(), new.announced_on.to_string());
    }
    match (names(old), names(new)) {
        (Some(old), Some(new)) => compare("anniversaries", "it names anniversaries", old, new),
        (old, new) => compare("anniversaries", "it names", named(old), named(new)),
    }
    if *waives_requirements != new.waives_requirements {
        let sentence =
            if new.waives_requirements { "requirements are waived now" } else { "requirements are not waived any more" };
        found.push(("requirements", sentence.to_owned()));
    }
    found.extend(change("move-anniversary", moves.map(moved), new.moves.map(moved), "anniversaries do not move"));
    let whole = |reactivation: Option<&Reactivation>| reactivation.map(reactivated);
    found.extend(change(
        "reactivation",
        whole(reactivation.as_ref()),
        whole(new.reactivation.as_ref()),
        "what has lapsed cannot be reactivated",
    ));
    let text = match (reminder, &new.reminder) {
        (None, None) => None,
        (Some(old), Some(new)) if old == new => None,
        (None, Some(_)) => Some("reminders have a text of their own now"),
        (Some(_), None) => Some("reminders have their usual text again"),
        (Some(_), Some(_)) => Some("the text of reminders reads otherwise"),
    };
    found.extend(text.map(|text| ("reminder", text.to_owned())));
    found
}

/// A list of names that is another one now.
fn lists<I: PartialEq>(
    key: &'static str,
    subject: &str,
    (old, new): (&Vec<I>, &Vec<I>),
    name: impl Fn(&I) -> String,
    none: &str,
) -> Option<(&'static str, String)> {
    let names = |ids: &[I]| if ids.is_empty() { none.to_owned() } else { join(&ids.iter().map(&name).collect::<Vec<_>>()) };
    (old != new).then(|| (key, comparison(subject, &names(new), &names(old))))
}

/// An effect that came, went, or is another one now.
fn change(key: &'static str, old: Option<String>, new: Option<String>, none: &str) -> Option<(&'static str, String)> {
    let sentence = match (old, new) {
        (old, new) if old == new => return None,
        (Some(old), Some(new)) => format!("{new}; before: {old}"),
        (None, new) => format!("{} now", new?),
        (Some(old), None) => format!("{none} any more; before: {old}"),
    };
    Some((key, sentence))
}

fn range(from: Day, until: Day) -> String {
    format!("from {from} to {until}")
}

/// The range of anniversaries that an announcement names; `None` where it is for reactivations only.
fn names(announcement: &Announcement) -> Option<String> {
    let Announcement { from, until, .. } = announcement;
    (from <= until).then(|| range(*from, *until))
}

fn named(range: Option<String>) -> String {
    range.map_or("no anniversaries".to_owned(), |range| format!("anniversaries {range}"))
}

fn moved(how: Move) -> String {
    match how {
        Move::By(span) => format!("anniversaries move {span} further on"),
        Move::To(day) => format!("anniversaries move to {day}"),
    }
}

fn reactivated(reactivation: &Reactivation) -> String {
    let Reactivation { from, until, pay_until, needs_approval, waives_requirements, base } = reactivation;
    let approval = if *needs_approval { ", when staff approve" } else { "" };
    let next = match base {
        Base::Anniversary => "the anniversary",
        Base::Payment => "the payment",
    };
    format!(
        "what lapsed with an anniversary {} can be reactivated by a payment until {pay_until}{approval}; {}, and the next anniversary is \
         counted from {next}",
        range(*from, *until),
        if *waives_requirements { "requirements are waived then" } else { "requirements apply then" },
    )
}

/// Whom a relief is for: "Silver competency and Gold competency, without the area Security".
fn covered(programme: &Programme, scope: &Scope) -> String {
    let Scope { offers, levels, areas, except_offers, except_areas } = scope;
    let known: &[Offer] = programme.versions.last().map_or(&[], |version| &version.offers);
    let names: Vec<String> =
        known.iter().filter(|offer| scope.covers_offer(offer)).map(|offer| name(&offer.name).to_owned()).collect();
    let is_all = offers.is_empty() && levels.is_empty() && except_offers.is_empty();
    let mut text = if is_all { "all offers".to_owned() } else { join(&names) };
    if text.is_empty() {
        "no offer".clone_into(&mut text);
    }
    let names = |areas: &[AreaId]| join(&areas.iter().map(|id| area_name([programme], id)).collect::<Vec<_>>());
    if !areas.is_empty() {
        text = format!("{text} in {}", names(areas));
    }
    if !except_areas.is_empty() {
        text = format!("{text} except in {}", names(except_areas));
    }
    text
}

fn offer_name<const N: usize>(programmes: [&Programme; N], id: &OfferId) -> String {
    let known = versions(programmes).find_map(|version| version.offer(id));
    known.map_or_else(|| id.to_string(), |offer| name(&offer.name).to_owned())
}

fn area_name<const N: usize>(programmes: [&Programme; N], id: &AreaId) -> String {
    let known = versions(programmes).flat_map(|version| &version.areas).find(|area| area.id == *id);
    known.map_or_else(|| id.to_string(), |area| name(&area.name).to_owned())
}

fn versions<const N: usize>(programmes: [&Programme; N]) -> impl Iterator<Item = &Version> {
    programmes.into_iter().flat_map(|programme| programme.versions.iter().rev())
}
