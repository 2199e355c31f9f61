//! Differences of offers.

use std::collections::{BTreeMap, BTreeSet};

use jubilee_core::{AreaId, AutoRenewalRules, Lang, Offer, RenewalRules, Version};

use super::phrase::{check, comparison, day, join, name, next, point, reminders};
use super::{Change, Changes, Pair, benefit, ids, order, pairs, price, requirement};

/// The offers of two versions.
pub(super) fn offers(before: (&Version, &[Offer]), after: (&Version, &[Offer]), changes: &mut Vec<Change>) {
    let mut found = Vec::new();
    for pair in pairs(before.1, after.1, |offer| &offer.id) {
        let (offer, _) = pair.subject();
        let about = name(&offer.name).to_owned();
        let mut of_offer = Changes { found: &mut found, section: "offer", id: Some(offer.id.to_string()), about };
        match pair {
            Pair::Both(old, new) => compare((before.0, old), (after.0, new), &mut of_offer),
            Pair::New(offer) => of_offer.add("offer", format!("is a new offer{}", summary(offer))),
            Pair::Gone(_) => of_offer.add("offer", "is not offered any more".to_owned()),
        }
    }
    changes.extend(merged(found));
    order("offer", "The offers", &ids(before.1, |offer| &offer.id), &ids(after.1, |offer| &offer.id), changes);
}

/// What is true of several offers is said once: they often share their rules.
fn merged(found: Vec<Change>) -> Vec<Change> {
    let mut merged: Vec<(Change, Vec<String>)> = Vec::new();
    let mut places: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    for change in found {
        let same = (change.key, change.sentence.clone());
        if let Some(at) = places.get(&same) {
            let (first, names) = &mut merged[*at];
            first.ids.extend(change.ids);
            names.push(change.about);
        } else {
            places.insert(same, merged.len());
            merged.push((change.clone(), vec![change.about]));
        }
    }
    merged.into_iter().map(|(change, names)| Change { about: join(&names), ..change }).collect()
}

/// What matters most of a new offer.
fn summary(offer: &Offer) -> String {
    if offer.included {
        return ", which every member has without buying it".to_owned();
    }
    let fees: BTreeSet<String> = offer.fees.iter().map(|fee| fee.amount.to_string()).collect();
    let fee = match fees.into_iter().collect::<Vec<_>>().as_slice() {
        [] => "without a fee".to_owned(),
        [only] => format!("for {only} a year"),
        several => format!("for {} a year, depending on the country", join(several)),
    };
    format!(" {fee}, {}", offer.renewal.as_ref().map_or("never to be renewed".to_owned(), window))
}

fn window(rules: &RenewalRules) -> String {
    format!("to be renewed from {} to {}", point(rules.opens, "the anniversary"), point(rules.closes, "the anniversary"))
}

fn compare(before: (&Version, &Offer), after: (&Version, &Offer), found: &mut Changes<'_>) {
    let (old, new) = (before.1, after.1);
    let Offer {
        id: _,
        name,
        help,
        level,
        areas,
        included,
        most_per_member,
        renewal,
        fees: _,
        surcharges,
        upgrades,
        requirements: _,
        benefits: _,
    } = old;
    found.label("name", "its name", name, &new.name);
    found.paragraph("help", "its description", help, &new.help);
    let stands_for = |level: Option<String>| level.map_or("no level".to_owned(), |level| format!("the level '{level}'"));
    let levels = [level, &new.level].map(|level| stands_for(level.as_ref().map(ToString::to_string)));
    found.compare("level", "it stands for", &levels[0], &levels[1]);
    if *included != new.included {
        let sentence = if new.included {
            "every member has it now, without buying it"
        } else {
            "has to be bought now: not every member has it any more"
        };
        found.add("included", sentence.to_owned());
    }
    let most = |most: Option<u32>| most.map_or("any number of it".to_owned(), |most| format!("{most} of it"));
    found.compare("most-per-member", "a member may hold, at a time,", &most(*most_per_member), &most(new.most_per_member));
    match (renewal, &new.renewal) {
        (Some(old), Some(new)) => renewals(old, new, found),
        (None, Some(new)) => found.add("renewal", format!("is {} now; it never had to be renewed before", window(new))),
        (Some(_), None) => found.add("renewal", "never has to be renewed any more".to_owned()),
        (None, None) => {}
    }
    price::fees(old, new, found);
    price::surcharges(surcharges, &new.surcharges, found);
    price::upgrades((before.0, upgrades), (after.0, &new.upgrades), found);
    self::areas((before.0, areas), (after.0, &new.areas), found);
    requirement::requirements(before, after, found);
    benefit::benefits(old, new, found);
}

fn renewals(old: &RenewalRules, new: &RenewalRules, found: &mut Changes<'_>) {
    let RenewalRules {
        first_anniversary,
        opens,
        closes,
        benefits_until,
        reminders: times,
        next_base,
        next_anniversary,
        check: when,
        auto_renewal,
    } = old;
    let mut dates = |key, subject: &str, old, new, from: &str| {
        if old != new {
            found.add(key, comparison(subject, &day(new, from), &day(old, "it")));
        }
    };
    let anniversary = "the anniversary";
    dates("first-anniversary", "the first anniversary is", *first_anniversary, new.first_anniversary, "the purchase");
    dates("opens", "the renewal window opens", *opens, new.opens, anniversary);
    dates("closes", "the renewal window closes", *closes, new.closes, anniversary);
    dates("benefits-until", "benefits of who has not renewed end", *benefits_until, new.benefits_until, anniversary);
    if *times != new.reminders {
        let sentence = match (times.is_empty(), new.reminders.is_empty()) {
            (_, true) => format!("no reminders go out any more; they went out {}", reminders(times)),
            (true, _) => format!("reminders go out {}; there were none before", reminders(&new.reminders)),
            _ => format!("reminders go out {}, instead of {}", reminders(&new.reminders), reminders(times)),
        };
        found.add("reminders", sentence);
    }
    if (*next_base, *next_anniversary) != (new.next_base, new.next_anniversary) {
        found.add(
            "next-anniversary",
            comparison("the next anniversary is", &next(new, true), &next(old, *next_base != new.next_base)),
        );
    }
    found.compare("requirements-checked", "requirements are looked at", &check(*when), &check(new.check));
    match (auto_renewal, &new.auto_renewal) {
        (Some(old), Some(new)) => {
            found.compare("auto-renewal", "a renewal is charged automatically", &automatic(old), &automatic(new));
        }
        (None, Some(new)) => {
            found.add("auto-renewal", format!("can be renewed automatically now: a renewal is charged {}", automatic(new)));
        }
        (Some(_), None) => found.add("auto-renewal", "cannot be renewed automatically any more".to_owned()),
        (None, None) => {}
    }
}

fn automatic(rules: &AutoRenewalRules) -> String {
    let days = |days: i32| format!("{days} day{}", if days == 1 { "" } else { "s" });
    let notice = format!("after a notice of {}", days(rules.notice_days));
    let retries: Vec<String> = rules.retries.iter().map(|retry| days(*retry)).collect();
    if retries.is_empty() { format!("{notice} and only once") } else { format!("{notice}, and again after {}", join(&retries)) }
}

fn areas(before: (&Version, &[AreaId]), after: (&Version, &[AreaId]), found: &mut Changes<'_>) {
    let only = |version: &Version, here: &[AreaId], there: &[AreaId]| {
        join(&here.iter().filter(|area| !there.contains(area)).map(|area| area_name(version, area)).collect::<Vec<_>>())
    };
    match (before.1.is_empty(), after.1.is_empty()) {
        (false, true) => found.add("areas", "covers no areas any more".to_owned()),
        (true, false) => found.add("areas", format!("covers areas now: {}", only(after.0, after.1, before.1))),
        _ => {
            let (new, gone) = (only(after.0, after.1, before.1), only(before.0, before.1, after.1));
            if !new.is_empty() {
                found.add("areas", format!("covers {new} as well"));
            }
            if !gone.is_empty() {
                found.add("areas", format!("covers {gone} no longer"));
            }
        }
    }
}

/// The name of an area, as people call it.
pub(super) fn area_name(version: &Version, area: &AreaId) -> String {
    let known = version.areas.iter().find(|known| known.id == *area);
    known.map_or_else(|| area.to_string(), |known| known.name.get(Lang::En).to_owned())
}
