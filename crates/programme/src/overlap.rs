//! Warnings about reliefs that meet: two for the same anniversaries, and moves that lead from one into another.
//!
//! Moves need no proof of their own that terms tile: they only go forward, so a moved anniversary lies in the term of the one that it
//! replaces or after it, and the next one is counted from where it moved. Every promise about the dates around an anniversary is
//! tried on every anniversary there can be, hence on those to which a relief moves one.

use std::ops::Range;
use std::rc::Rc;

use jubilee_core::{Announcement, Day, Relief};

use crate::code::Code;
use crate::coverage::{Catalogue, Coverage};
use crate::diagnostic::{Diagnostic, Findings};
use crate::parse::{AnnouncedAt, ReliefAt};
use crate::reach::named_until;

/// Warns of reliefs that overlap or chain; of two reliefs once for each way in which they meet.
pub(crate) fn warn(findings: &Findings<'_>, reliefs: &[ReliefAt], catalogue: &Catalogue<'_>) {
    let sketches: Vec<Vec<Sketch<'_>>> = reliefs.iter().map(|relief| sketches(relief, catalogue)).collect();
    for (at, one) in sketches.iter().enumerate() {
        if findings.is_full() {
            return;
        }
        report(findings, one.iter().rev().find_map(|sketch| into_itself(sketch, catalogue)));
        for other in &sketches[at + 1..] {
            for way in [overlap, reactivations, chain, |one, other, catalogue| chain(other, one, catalogue)] as [Way; 4] {
                report(findings, first(one, other, catalogue, way));
            }
        }
    }
}

/// A way in which two announcements can meet, and what there is to be said about it.
type Way = fn(&Sketch<'_>, &Sketch<'_>, &Catalogue<'_>) -> Option<Diagnostic>;

/// What is found first in the announcements of two reliefs, beginning with the latest of both.
fn first(one: &[Sketch<'_>], other: &[Sketch<'_>], catalogue: &Catalogue<'_>, way: Way) -> Option<Diagnostic> {
    one.iter().rev().find_map(|one| other.iter().rev().find_map(|other| way(one, other, catalogue)))
}

fn report(findings: &Findings<'_>, found: Option<Diagnostic>) {
    if let Some(found) = found {
        findings.report(found);
    }
}

/// An announcement with what is needed to compare it with another one at once.
struct Sketch<'s> {
    relief: &'s Relief,
    announcement: &'s Announcement,
    at: &'s AnnouncedAt,
    /// The last anniversary that it names for good.
    until: Day,
    /// To where it moves the first of them, and the last.
    moved: Option<(Day, Day)>,
    /// The last day on which it stands.
    stands_until: Day,
    coverage: Rc<Coverage>,
}

fn sketches<'s>(relief: &'s ReliefAt, catalogue: &Catalogue<'_>) -> Vec<Sketch<'s>> {
    let ReliefAt { relief, announced, .. } = relief;
    let withdrawn_on = relief.withdrawn_on.unwrap_or(Day::MAX);
    let sketch = |(index, coverage): (usize, Rc<Coverage>)| {
        let announcement = &relief.announcements[index];
        let until = named_until(relief, index);
        let moves = announcement.moves.filter(|_| announcement.from <= until);
        let next = relief.announcements.get(index + 1).map_or(withdrawn_on, |next| next.announced_on.min(withdrawn_on));
        Sketch {
            relief,
            announcement,
            at: &announced[index],
            until,
            moved: moves.map(|moves| (moves.moved(announcement.from), moves.moved(until))),
            stands_until: next.plus_days(-1),
            coverage,
        }
    };
    let coverages = catalogue.coverages(relief).into_iter().enumerate();
    coverages.filter(|(index, _)| relief.announcements[*index].announced_on < withdrawn_on).map(sketch).collect()
}

impl Sketch<'_> {
    fn names(&self, anniversary: Day) -> bool {
        self.announcement.from <= anniversary && anniversary <= self.until
    }

    /// Whether some subscription can be meant by both. One of several areas is enough for a relief to move its anniversary, so moves meet
    /// in it even where their areas differ.
    fn meets(&self, other: &Sketch<'_>) -> bool {
        let (one, two) = (&self.coverage, &other.coverage);
        let both_move = self.announcement.moves.is_some() && other.announcement.moves.is_some();
        let areas = one.areas.meets(&two.areas) || (one.has_offer_without_areas && two.has_offer_without_areas);
        one.offers.meets(&two.offers) && (areas || both_move)
    }

    /// What a message calls the offers that both are for.
    fn offers(&self, other: &Sketch<'_>, catalogue: &Catalogue<'_>) -> String {
        let offers = catalogue.version.offers.iter().enumerate();
        let both = offers.filter(|(at, _)| self.coverage.offers.has(*at) && other.coverage.offers.has(*at));
        let names: Vec<String> = both.map(|(_, offer)| format!("'{}'", offer.id)).collect();
        match names.as_slice() {
            [one, two, _, _, ..] => format!("{one}, {two} and {} more offers", names.len() - 2),
            _ => names.join(" and "),
        }
    }

    /// A warning at `place` that shows the other relief too, at `other_place`.
    fn beside(
        &self,
        other: &Sketch<'_>,
        code: Code,
        (place, other_place): (&Option<Range<usize>>, &Option<Range<usize>>),
        message: String,
    ) -> Diagnostic {
        let place = place.as_ref().unwrap_or(&self.at.on).clone();
        let other_place = other_place.as_ref().unwrap_or(&other.at.on).clone();
        let told = |sketch: &Sketch<'_>| format!("'{}', announced on {}", sketch.relief.id, sketch.announcement.announced_on);
        Diagnostic::warning(code, place, message).label(told(self)).also(other_place, told(other))
    }
}

/// Two that name the same anniversaries.
fn overlap(one: &Sketch<'_>, other: &Sketch<'_>, catalogue: &Catalogue<'_>) -> Option<Diagnostic> {
    let (from, until) = (one.announcement.from.max(other.announcement.from), one.until.min(other.until));
    if from > until || !one.meets(other) {
        return None;
    }
    let message = format!(
        "'{}' and '{}' both name the anniversaries from {from} to {until} of {}",
        one.relief.id,
        other.relief.id,
        one.offers(other, catalogue)
    );
    let help = if one.moved.is_some() && other.moved.is_some() {
        "both count, in the order in which they were announced, and their moves add up; if that is not meant, change the range of one"
    } else {
        "both count, in the order in which they were announced; if that is not meant, change the range of one"
    };
    let places = (&one.at.anniversaries, &other.at.anniversaries);
    Some(one.beside(other, Code::ReliefsOverlap, places, message).help(help))
}

/// Two that allow the same anniversaries to be reactivated on the same days.
fn reactivations(one: &Sketch<'_>, other: &Sketch<'_>, catalogue: &Catalogue<'_>) -> Option<Diagnostic> {
    let (first, second) = (one.announcement.reactivation?, other.announcement.reactivation?);
    let (from, until) = (first.from.max(second.from), first.until.min(second.until));
    let usable_from = one.announcement.announced_on.max(other.announcement.announced_on);
    let usable_until = [first.pay_until, second.pay_until, one.stands_until, other.stands_until].into_iter().min()?;
    if from > until || usable_from > usable_until || !one.meets(other) {
        return None;
    }
    let message = format!(
        "'{}' and '{}' both allow {} with the anniversaries from {from} to {until} to be reactivated, from {usable_from} to \
         {usable_until}",
        one.relief.id,
        other.relief.id,
        one.offers(other, catalogue)
    );
    let help = "the one counts that needs no approval, then the one that waives requirements, then the one that can be paid longer, then the one announced last";
    let places = (&one.at.reactivation, &other.at.reactivation);
    Some(one.beside(other, Code::ReliefsOverlap, places, message).help(help))
}

/// One that moves anniversaries which the other does not name to where it does.
fn chain(one: &Sketch<'_>, other: &Sketch<'_>, _: &Catalogue<'_>) -> Option<Diagnostic> {
    let (moves, (first_to, last_to)) = (one.announcement.moves?, one.moved?);
    let is_near =
        first_to <= other.until && last_to >= other.announcement.from && one.announcement.from < other.announcement.from;
    if !is_near || !one.meets(other) {
        return None;
    }
    // Moves go forward and keep their order, so the first that reaches the other's range is found by halving.
    let last = one.until.min(other.announcement.from.plus_days(-1));
    let (mut low, mut high) = (one.announcement.from.number(), last.number());
    while low < high {
        let middle = low + (high - low) / 2;
        if moves.moved(Day::from_number(middle)) >= other.announcement.from { high = middle } else { low = middle + 1 }
    }
    let (day, to) = (Day::from_number(low), moves.moved(Day::from_number(low)));
    if !other.names(to) {
        return None;
    }
    let (id, other_id) = (&one.relief.id, &other.relief.id);
    let message = format!("'{id}' moves the anniversary {day} to {to}, which '{other_id}' names");
    let help = "both count for it then, each once; if that is not meant, move further, or change the range of one";
    Some(one.beside(other, Code::ReliefsChain, (&one.at.moves, &other.at.anniversaries), message).help(help))
}

/// One that moves anniversaries to where it names them again, in the same cycle or in the one after.
fn into_itself(sketch: &Sketch<'_>, catalogue: &Catalogue<'_>) -> Option<Diagnostic> {
    let (first_to, _) = sketch.moved?;
    let (id, from, until) = (&sketch.relief.id, sketch.announcement.from, sketch.until);
    let place = sketch.at.moves.as_ref().unwrap_or(&sketch.at.on);
    let warning = |message: String| {
        let warning = Diagnostic::warning(Code::ReliefsChain, place.clone(), message);
        let range = sketch.at.anniversaries.as_ref().unwrap_or(&sketch.at.on);
        warning.also(range.clone(), "the anniversaries")
    };
    let renewed = catalogue.renewed(&sketch.coverage);
    let next =
        renewed.iter().map(|(offer, rules)| (rules.next_anniversary.after(first_to), offer)).min_by_key(|(next, _)| *next);
    if let Some((next, offer)) = next.filter(|(next, _)| *next <= until && *next > from) {
        let message = format!(
            "'{id}' moves the anniversary {from} to {first_to}; the one after it, {next} for '{}', is named too and moves again",
            offer.id
        );
        return Some(warning(message).help("end the range earlier if a member is to be moved once"));
    }
    let is_by_span = matches!(sketch.announcement.moves, Some(jubilee_core::Move::By(_)));
    (is_by_span && sketch.names(first_to)).then(|| {
        let message = format!("'{id}' moves the anniversary {from} to {first_to}, which it names as well");
        warning(message).help("a relief counts once for a cycle, so it is not moved again")
    })
}
