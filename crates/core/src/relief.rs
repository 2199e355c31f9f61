//! Reliefs: what a programme grants beside its rules, from a day of announcement on (R13-R17).

use serde::Serialize;

use crate::programme::{Base, Offer};
use crate::{AreaId, Day, LevelId, OfferId, ReliefId, Span, Words};

/// A relief with the history of its announcements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relief {
    /// Its name in the file.
    pub id: ReliefId,
    /// Its name for people.
    pub name: Words,
    /// What members read about it, one paragraph.
    pub notice: Words,
    /// What was announced: the first announcement and its revisions, by date; never empty.
    pub announcements: Vec<Announcement>,
    /// The day on which it was withdrawn.
    pub withdrawn_on: Option<Day>,
}

/// What was announced on a day: it stands until the next announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The day; nothing changes before it (R16).
    pub announced_on: Day,
    /// Which cycles it is for.
    pub scope: Scope,
    /// The first anniversary that it names; both ends are included. Not for reactivations, which name a range of their own.
    pub from: Day,
    /// The last anniversary that it names.
    pub until: Day,
    /// Whether requirements are waived (R14).
    pub waives_requirements: bool,
    /// Where the anniversary moves; never to an earlier day.
    pub moves: Option<Move>,
    /// Who has lapsed can come back (R15).
    pub reactivation: Option<Reactivation>,
    /// What reminders say instead of their usual text.
    pub reminder: Option<Words>,
}

/// Which offers and areas a relief is for. An empty list names all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The offers.
    pub offers: Vec<OfferId>,
    /// The offers of these levels; together with `offers` where both are given.
    pub levels: Vec<LevelId>,
    /// The areas.
    pub areas: Vec<AreaId>,
    /// Offers that are left out.
    pub except_offers: Vec<OfferId>,
    /// Areas that are left out.
    pub except_areas: Vec<AreaId>,
}

/// Where an anniversary moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Further on by a span.
    By(Span),
    /// To a day, unless it lies beyond that day already.
    To(Day),
}

/// How what has lapsed can be reactivated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reactivation {
    /// The first lapsed anniversary that can be; both ends are included. A cycle that reliefs had moved is named by any anniversary that
    /// it has had, as it is for a waiver.
    pub from: Day,
    /// The last one.
    pub until: Day,
    /// The last value date.
    pub pay_until: Day,
    /// Whether staff have to approve each one.
    pub needs_approval: bool,
    /// Whether requirements are waived.
    pub waives_requirements: bool,
    /// Where the next anniversary is counted from.
    pub base: Base,
}

impl Scope {
    /// Whether an offer is meant.
    pub fn covers_offer(&self, offer: &Offer) -> bool {
        let is_named = self.offers.contains(&offer.id) || offer.level.as_ref().is_some_and(|level| self.levels.contains(level));
        let names_all = self.offers.is_empty() && self.levels.is_empty();
        (names_all || is_named) && !self.except_offers.contains(&offer.id)
    }

    /// Whether an area is meant.
    pub fn covers_area(&self, area: &AreaId) -> bool {
        (self.areas.is_empty() || self.areas.contains(area)) && !self.except_areas.contains(area)
    }

    /// Whether a subscription of this offer with these areas is meant: by one of its areas, or whatever they are where it has none.
    pub fn covers(&self, offer: &Offer, areas: &[AreaId]) -> bool {
        self.covers_offer(offer) && (areas.is_empty() || areas.iter().any(|area| self.covers_area(area)))
    }
}

impl Move {
    /// The anniversary that comes of it; never an earlier one, because nobody loses what was paid for (C16).
    pub fn moved(self, anniversary: Day) -> Day {
        let moved = match self {
            Move::By(span) => span.after(anniversary),
            Move::To(day) => day,
        };
        moved.max(anniversary)
    }
}

impl Relief {
    /// The days on which something about it was announced, withdrawal included, with the number of each: 0 for the first.
    pub fn events(&self) -> impl Iterator<Item = (u8, Day)> {
        let announced = self.announcements.iter().map(|announcement| announcement.announced_on);
        let withdrawn = self.withdrawn_on;
        let until = withdrawn.unwrap_or(Day::MAX);
        (0..).zip(announced.filter(move |on| *on < until).chain(withdrawn))
    }

    /// The announcement that stands on a day; `None` before the first and after a withdrawal.
    pub fn standing_on(&self, on: Day) -> Option<&Announcement> {
        if self.withdrawn_on.is_some_and(|withdrawn_on| withdrawn_on <= on) {
            return None;
        }
        self.announcements.iter().rev().find(|announcement| announcement.announced_on <= on)
    }

    /// The announcement that counts on a day for a cycle whose anniversary is one of `anniversaries`, the first of which the rules gave,
    /// with the day since when it names the cycle without a break.
    ///
    /// Until that first anniversary a revision or withdrawal counts like an announcement. After it, what counts stays as it is, and only
    /// a cycle that was not named before can still be named: nobody lapses backwards.
    pub(crate) fn naming(
        &self,
        on: Day,
        anniversaries: &[Day],
        is_meant: impl Fn(&Scope) -> bool,
    ) -> Option<(&Announcement, Day)> {
        let first = *anniversaries.first()?;
        if self.withdrawn_on.is_some_and(|withdrawn_on| withdrawn_on <= on.min(first)) {
            return None;
        }
        let names = |announcement: &&Announcement| {
            let is_named = anniversaries.iter().any(|day| announcement.from <= *day && *day <= announcement.until);
            is_named && is_meant(&announcement.scope)
        };
        let until = self.withdrawn_on.unwrap_or(Day::MAX);
        let known = self.announcements.iter().filter(|known| known.announced_on <= on && known.announced_on < until);
        let (in_time, late): (Vec<&Announcement>, Vec<&Announcement>) =
            known.partition(|announcement| announcement.announced_on <= first);
        match in_time.last().filter(|latest| names(latest)) {
            Some(latest) => {
                let since = in_time.iter().rev().take_while(|announcement| names(announcement)).last();
                since.map(|since| (*latest, since.announced_on))
            }
            None => late.into_iter().find(names).map(|late| (late, late.announced_on)),
        }
    }
}

/// What a relief does to a cycle on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// Which relief.
    pub relief: ReliefId,
    /// Since when the cycle is named.
    pub since: Day,
    /// Whether requirements are waived, for some of the areas at least.
    pub waives_requirements: bool,
    /// The anniversary before and after, where it moved.
    pub moved: Option<(Day, Day)>,
    /// Whether reminders say something else.
    pub replaces_reminder: bool,
}
