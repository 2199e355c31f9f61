//! From what is granted to what pages show of it.

use jubilee_app::{App, MemberFile};
use jubilee_core::{BenefitKind, BenefitStatus, Day, Grant, Lang, Subscription, UsableUntil};
use jubilee_texts::{number, t};

use crate::view::{BenefitLine, BenefitSet, Clock, Tone};

/// The width of the picture of the clocks, in its own units.
const WIDTH: i32 = 100;

/// What is granted to a member, set by set. `href` is where a benefit is shown in full.
pub(crate) fn benefit_sets(app: &App, file: &MemberFile, lang: Lang, href: &dyn Fn(&Grant) -> String) -> Vec<BenefitSet> {
    let of = |held: &Subscription| {
        let grants = file.benefits(app, held.id);
        let mut sets: Vec<Vec<Grant>> = Vec::new();
        for grant in grants {
            match sets.last_mut() {
                Some(set) if set.first().is_some_and(|first| first.set == grant.set) => set.push(grant),
                _ => sets.push(vec![grant]),
            }
        }
        sets.into_iter().map(|set| benefit_set(app, file, held, &set, lang, href)).collect::<Vec<_>>()
    };
    file.member.subscriptions.iter().flat_map(of).collect()
}

fn benefit_set(
    app: &App,
    file: &MemberFile,
    held: &Subscription,
    set: &[Grant],
    lang: Lang,
    href: &dyn Fn(&Grant) -> String,
) -> BenefitSet {
    let first = &set[0];
    BenefitSet {
        key: format!("set-{}-{}", held.id.ordinal(), first.set),
        offer: offer_words(app, file, first, lang),
        granted: granted_words(first, lang),
        clocks: clocks(set, file.today, lang),
        lines: set.iter().map(|grant| benefit_line(file, grant, lang, href(grant))).collect(),
    }
}

/// The offer that grants it, with the subscription's number.
pub(crate) fn offer_words(app: &App, file: &MemberFile, grant: &Grant, lang: Lang) -> String {
    let held = file.member.subscription(grant.subscription);
    let offer = held.and_then(|held| app.programme().offer(&held.offer, file.today));
    let name = offer.map_or_else(String::new, |offer| offer.name.get(lang).to_owned());
    format!("{name} ({})", file.reference(grant.subscription))
}

/// When its set was granted.
pub(crate) fn granted_words(grant: &Grant, lang: Lang) -> String {
    if grant.is_newest {
        t!(lang, "benefit-set-granted", on = grant.granted_on)
    } else {
        t!(lang, "benefit-set-earlier", on = grant.granted_on, until = grant.benefits_until)
    }
}

fn benefit_line(file: &MemberFile, grant: &Grant, lang: Lang, href: String) -> BenefitLine {
    let is_over = matches!(grant.status, BenefitStatus::Expired | BenefitStatus::Withdrawn);
    let people: Vec<String> = grant.seats.iter().map(|seat| file.person_words(seat.user, lang)).collect();
    BenefitLine {
        href,
        name: grant.benefit.name.get(lang).to_owned(),
        kind: kind_words(grant.benefit.kind, lang),
        quantity: quantity_words(grant, lang),
        used: number(lang, i64::from(grant.used)),
        people: people.join(", "),
        activate_by: grant.activate_by,
        usable_until: grant.usable_until,
        status: status_words(grant.status, lang),
        tone: tone(grant),
        is_over,
    }
}

/// How much there is of it: "100 US dollars a month".
pub(crate) fn quantity_words(grant: &Grant, lang: Lang) -> String {
    let quantity = number(lang, i64::from(grant.benefit.quantity));
    grant.benefit.unit.as_ref().map_or(quantity.clone(), |unit| format!("{quantity} {}", unit.get(lang)))
}

/// How it looks.
pub(crate) fn tone(grant: &Grant) -> Tone {
    match grant.status {
        BenefitStatus::Available if grant.waits() => Tone::Due,
        BenefitStatus::Available | BenefitStatus::Activated | BenefitStatus::Assigned | BenefitStatus::Redeemed => Tone::Good,
        BenefitStatus::UsedUp | BenefitStatus::Expired => Tone::Quiet,
        BenefitStatus::Withdrawn => Tone::Bad,
    }
}

/// What a status is called.
pub(crate) fn status_words(status: BenefitStatus, lang: Lang) -> String {
    match status {
        BenefitStatus::Available => t!(lang, "benefit-status-available"),
        BenefitStatus::Activated => t!(lang, "benefit-status-activated"),
        BenefitStatus::Assigned => t!(lang, "benefit-status-assigned"),
        BenefitStatus::Redeemed => t!(lang, "benefit-status-redeemed"),
        BenefitStatus::UsedUp => t!(lang, "benefit-status-used-up"),
        BenefitStatus::Expired => t!(lang, "benefit-status-expired"),
        BenefitStatus::Withdrawn => t!(lang, "benefit-status-withdrawn"),
    }
}

/// What a kind is called.
pub(crate) fn kind_words(kind: BenefitKind, lang: Lang) -> String {
    match kind {
        BenefitKind::ProductKey => t!(lang, "benefit-kind-product-key"),
        BenefitKind::LicenceSeats => t!(lang, "benefit-kind-licence-seats"),
        BenefitKind::MonthlyCredit => t!(lang, "benefit-kind-monthly-credit"),
        BenefitKind::BulkCredit => t!(lang, "benefit-kind-bulk-credit"),
        BenefitKind::DeveloperSubscription => t!(lang, "benefit-kind-developer-subscription"),
        BenefitKind::SupportIncidents => t!(lang, "benefit-kind-support-incidents"),
        BenefitKind::AdvisoryHours => t!(lang, "benefit-kind-advisory-hours"),
    }
}

/// The three clocks of a set: the membership, the benefits, and the licences that run by themselves; all to one scale.
pub(crate) fn clocks(set: &[Grant], today: Day, lang: Lang) -> Vec<Clock> {
    let Some(first) = set.first() else { return Vec::new() };
    let is_licence = |grant: &&Grant| matches!(grant.benefit.usable_until, UsableUntil::Activation(_));
    let licences: Vec<&Grant> = set.iter().filter(is_licence).collect();
    let redeemed = licences.iter().filter_map(|grant| Some((grant.first_used_on?, grant.usable_until?)));
    let licence = redeemed.max_by_key(|(_, until)| *until);
    let (from, membership, all) = (first.granted_on, first.anniversary, first.benefits_until);
    let end = [Some(membership), Some(all), licence.map(|(_, until)| until), Some(today)].into_iter().flatten().max();
    let days = end.map_or(1, |end| end.days_since(from)).max(1);
    let place = |day: Day| (WIDTH * day.days_since(from) / days).clamp(0, WIDTH);
    let bar = |from: Day, until: Day| Some((place(from), (place(until) - place(from)).max(1)));
    let clock = |label, words, bar| Clock { label, words, bar, today: place(today) };
    let mut clocks = vec![
        clock(t!(lang, "benefit-clock-membership"), t!(lang, "benefit-clock-until", on = membership), bar(from, membership)),
        clock(t!(lang, "benefit-clock-benefits"), t!(lang, "benefit-clock-until", on = all), bar(from, all)),
    ];
    match licence {
        Some((on, until)) => {
            clocks.push(clock(t!(lang, "benefit-clock-licence"), t!(lang, "benefit-clock-until", on = until), bar(on, until)));
        }
        None if licences.is_empty() => {}
        None => clocks.push(clock(t!(lang, "benefit-clock-licence"), t!(lang, "benefit-clock-not-yet"), None)),
    }
    clocks
}
