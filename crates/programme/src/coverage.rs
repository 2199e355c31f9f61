//! Which offers and areas a relief is for, in a form in which a thousand announcements can be compared with each other.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use jubilee_core::{AreaId, LevelId, Offer, OfferId, Relief, RenewalRules, Scope, Version};

/// A set of small numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    fn of(members: impl Iterator<Item = bool>) -> Bits {
        let mut words = Vec::new();
        for (at, is_member) in members.enumerate() {
            if at % 64 == 0 {
                words.push(0);
            }
            words[at / 64] |= u64::from(is_member) << (at % 64);
        }
        Bits(words)
    }

    pub(crate) fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    pub(crate) fn meets(&self, other: &Bits) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }

    fn and(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one &= other);
    }

    fn or(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(one, other)| *one |= other);
    }
}

/// What an announcement covers, by the places of offers and areas in their version.
#[derive(Clone, Debug)]
pub(crate) struct Coverage {
    /// The offers; only those that are renewed, for a relief does nothing for others.
    pub(crate) offers: Bits,
    /// The areas for which it is and that those offers cover.
    pub(crate) areas: Bits,
    pub(crate) has_offer_without_areas: bool,
    /// Whether the version does not have some offer or level that is named.
    pub(crate) names_retired: bool,
}

/// The offers and areas of a version.
pub(crate) struct Catalogue<'v> {
    pub(crate) version: &'v Version,
    /// The areas of each offer.
    held: Vec<Bits>,
    offers: HashSet<&'v OfferId>,
    levels: HashSet<&'v LevelId>,
}

impl<'v> Catalogue<'v> {
    pub(crate) fn new(version: &'v Version) -> Catalogue<'v> {
        let places: HashMap<&AreaId, usize> = version.areas.iter().enumerate().map(|(at, area)| (&area.id, at)).collect();
        let held = |offer: &Offer| {
            let held: HashSet<usize> = offer.areas.iter().filter_map(|area| places.get(area).copied()).collect();
            Bits::of((0..version.areas.len()).map(|at| held.contains(&at)))
        };
        Catalogue {
            version,
            held: version.offers.iter().map(held).collect(),
            offers: version.offers.iter().map(|offer| &offer.id).collect(),
            levels: version.offers.iter().filter_map(|offer| offer.level.as_ref()).collect(),
        }
    }

    /// What each announcement of a relief covers.
    pub(crate) fn coverages(&self, relief: &Relief) -> Vec<Rc<Coverage>> {
        let mut found: Vec<Rc<Coverage>> = Vec::new();
        for (at, announcement) in relief.announcements.iter().enumerate() {
            // Most revisions leave the scope as it is.
            let is_same = at > 0 && relief.announcements[at - 1].scope == announcement.scope;
            let coverage =
                found.last().filter(|_| is_same).map_or_else(|| Rc::new(self.coverage(&announcement.scope)), Rc::clone);
            found.push(coverage);
        }
        found
    }

    /// The same as [`Scope::covers_offer`] and [`Scope::covers_area`] say of each, without going through all lists for each.
    fn coverage(&self, scope: &Scope) -> Coverage {
        let (offers, levels): (HashSet<_>, HashSet<_>) = (scope.offers.iter().collect(), scope.levels.iter().collect());
        let except_offers: HashSet<_> = scope.except_offers.iter().collect();
        let names_all = offers.is_empty() && levels.is_empty();
        let is_named = |offer: &Offer| {
            names_all || offers.contains(&offer.id) || offer.level.as_ref().is_some_and(|level| levels.contains(level))
        };
        let names_retired = !offers.iter().all(|offer| self.offers.contains(*offer))
            || !levels.iter().all(|level| self.levels.contains(*level));
        let covered = |offer: &Offer| offer.renewal.is_some() && is_named(offer) && !except_offers.contains(&offer.id);
        let offers = Bits::of(self.version.offers.iter().map(covered));
        let (named, except_areas): (HashSet<_>, HashSet<_>) =
            (scope.areas.iter().collect(), scope.except_areas.iter().collect());
        let is_meant = |area: &AreaId| (named.is_empty() || named.contains(area)) && !except_areas.contains(area);
        let mut areas = Bits::of(self.version.areas.iter().map(|_| false));
        let meant = (0..self.version.offers.len()).filter(|at| offers.has(*at));
        meant.clone().for_each(|at| areas.or(&self.held[at]));
        areas.and(&Bits::of(self.version.areas.iter().map(|area| is_meant(&area.id))));
        let has_offer_without_areas = meant.into_iter().any(|at| self.version.offers[at].areas.is_empty());
        Coverage { offers, areas, has_offer_without_areas, names_retired }
    }

    /// The offers of a coverage with the way each is renewed.
    pub(crate) fn renewed(&self, coverage: &Coverage) -> Vec<(&'v Offer, &'v RenewalRules)> {
        let offers = self.version.offers.iter().enumerate().filter(|(at, _)| coverage.offers.has(*at));
        offers.filter_map(|(_, offer)| Some((offer, offer.renewal.as_ref()?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Source, read, shipped_mpn};

    #[test]
    fn what_is_covered_is_what_the_rules_say_is_covered() {
        let programme = read(&Source::new("programme.toml", shipped_mpn())).unwrap().programme;
        let version = &programme.versions[0];
        let catalogue = Catalogue::new(version);
        let gold = || Scope { levels: vec!["gold".into()], ..Scope::default() };
        let scopes = [
            Scope::default(),
            gold(),
            Scope { offers: vec!["action-pack".into()], ..gold() },
            Scope { except_offers: vec!["gold".into()], ..Scope::default() },
            Scope { areas: vec!["security".into(), "devops".into()], except_areas: vec!["devops".into()], ..gold() },
        ];
        for scope in scopes {
            let coverage = catalogue.coverage(&scope);
            for (at, offer) in version.offers.iter().enumerate() {
                let expected = offer.renewal.is_some() && scope.covers_offer(offer);
                assert_eq!(coverage.offers.has(at), expected, "{scope:?} {}", offer.id);
            }
            let holding =
                |area: &AreaId| version.offers.iter().any(|offer| scope.covers_offer(offer) && offer.areas.contains(area));
            for (at, area) in version.areas.iter().enumerate() {
                let expected = scope.covers_area(&area.id) && holding(&area.id);
                assert_eq!(coverage.areas.has(at), expected, "{scope:?} {}", area.id);
            }
        }
    }
}
