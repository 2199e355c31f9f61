//! Offers, in every state.

use jubilee_core::{Day, Lang, Money};
use jubilee_texts::t;

use super::{day, exemption, held_areas, missing, order_id, today, usd, words};
use crate::pages::offers::AreaChoice;
use crate::route;
use crate::timeline::Timeline;
use crate::view::{
    Action, Available, CycleDays, Explained, HeldMoney, Membership, MovedDay, Offer, OnItsWay, OpenOrder, ReasonLine, Status,
    Upgrading,
};

pub(crate) fn cycle(anniversary: Day) -> CycleDays {
    CycleDays {
        since: anniversary.plus_days(-364),
        anniversary,
        renew_from: anniversary.plus_days(1),
        renew_until: anniversary.plus_days(30),
        benefits_until: anniversary.plus_days(30),
        lapses_on: anniversary.plus_days(31),
        reminders: vec![anniversary.plus_days(-15), anniversary.plus_days(23)],
        next_anniversary: anniversary.plus_days(365),
        moved_from: None,
        reactivate_until: None,
    }
}

pub(crate) fn membership(lang: Lang) -> Membership {
    Membership { name: words(lang, "Network membership", "Netwerklidmaatschap"), since: Some(day(2015, 3, 12)) }
}

pub(crate) fn gold(lang: Lang) -> String {
    words(lang, "Gold competency", "Gouden competentie")
}

pub(crate) fn silver(lang: Lang) -> String {
    words(lang, "Silver competency", "Zilveren competentie")
}

pub(crate) fn pack() -> String {
    "Microsoft Action Pack".to_owned()
}

fn reason(rule: &str, text: String) -> ReasonLine {
    ReasonLine { rule: rule.to_owned(), text }
}

fn offer(lang: Lang, key: &str, name: String, status: Status, anniversary: Day, fee: Money, action: Action) -> Offer {
    let days = cycle(anniversary);
    Offer {
        key: key.to_owned(),
        timeline: Some(Timeline::new(lang, key, &name, &days, today())),
        name,
        areas: Vec::new(),
        held: Vec::new(),
        status,
        is_at_risk: false,
        days: Some(days),
        fee: Some(jubilee_texts::money(lang, fee)),
        fee_words: None,
        exemption: None,
        moved: None,
        held_money: None,
        on_its_way: None,
        automatic: None,
        exceptions: Vec::new(),
        days_left: None,
        action,
        upgrades: Vec::new(),
        order: None,
        reasons: vec![reason(
            "next-anniversary",
            words(
                lang,
                "The year before was renewed, so the anniversary is 365 days after the one before.",
                "Het vorige jaar is verlengd; de jubileumdatum valt 365 dagen na de vorige.",
            ),
        )],
        why: "/offers/4226049/why".to_owned(),
    }
}

/// Gold, in its window.
pub(crate) fn open(lang: Lang) -> Offer {
    let mut open = offer(
        lang,
        "offer-1",
        gold(lang),
        Status::RenewalOpen,
        day(2020, 9, 15),
        usd(473_000),
        Action::Renew { href: "/offers/4226049/renew".to_owned() },
    );
    open.areas =
        vec!["Cloud Platform".to_owned(), "Data Analytics".to_owned(), "Small and Midmarket Cloud Solutions".to_owned()];
    open.days_left = Some(26);
    open.reasons.extend([
        reason(
            "window-opens",
            words(
                lang,
                "The renewal window opened on 16 September 2020, the day after the anniversary.",
                "De verlengingsperiode is op 16 september 2020 ingegaan, de dag na de jubileumdatum.",
            ),
        ),
        reason(
            "benefits-until",
            words(lang, "Benefits continue through 15 October 2020.", "U houdt uw voordelen tot en met 15 oktober 2020."),
        ),
    ]);
    open
}

/// Gold, in its window, under a relief.
pub(crate) fn exempt(lang: Lang) -> Offer {
    Offer {
        held: held_areas(lang),
        exemption: Some(exemption(lang)),
        fee_words: Some(t!(lang, "portal-fee-due-by", until = day(2020, 10, 15))),
        exceptions: vec![t!(lang, "portal-exception-extension", until = day(2020, 10, 15))],
        ..drawn(lang, Offer { key: "offer-8".to_owned(), ..open(lang) })
    }
}

/// Gold, in its window, with requirements that are not met.
pub(crate) fn unmet(lang: Lang) -> Offer {
    let href = Some("/qualifications/areas/data-analytics".to_owned());
    let action = Action::Unmet { reasons: vec![missing(lang)], until: Some(day(2020, 10, 15)), href };
    Offer { held: held_areas(lang), action, ..drawn(lang, Offer { key: "offer-9".to_owned(), ..open(lang) }) }
}

/// Gold, in its window, of a member that has to move first.
pub(crate) fn unmoved(lang: Lang) -> Offer {
    let reason = words(lang, "Your account has to be moved first.", "Uw account moet eerst overstappen.");
    let action = Action::Move { reason, href: Some(route::MIGRATION.to_owned()) };
    drawn(lang, Offer { key: "offer-10".to_owned(), action, ..open(lang) })
}

/// Silver, at risk, with an anniversary that a relief moved.
pub(crate) fn moved(lang: Lang) -> Offer {
    let text = words(lang, "The window opens on 15 December 2020.", "De verlengingsperiode begint op 15 december 2020.");
    let action = Action::NotNow { reason: text, from: Some(day(2020, 12, 15)) };
    let mut moved = offer(lang, "offer-11", silver(lang), Status::Active, day(2020, 12, 14), usd(167_000), action);
    moved.days = moved.days.map(|days| CycleDays { moved_from: Some(day(2020, 9, 15)), ..days });
    let by = words(lang, "COVID-19 extension", "Verlengingsregeling COVID-19");
    moved.moved = Some(MovedDay { from: day(2020, 9, 15), to: day(2020, 12, 14), by });
    moved.is_at_risk = true;
    moved.fee_words = Some(t!(lang, "portal-fee-paid-until", until = day(2020, 12, 14)));
    drawn(lang, moved)
}

/// Gold, lapsed, that can be reactivated.
pub(crate) fn reactivatable(lang: Lang) -> Offer {
    let until = day(2020, 12, 31);
    let action = Action::Reactivate { href: "/offers/4226052/reactivate".to_owned(), until };
    let mut lapsed = offer(lang, "offer-12", gold(lang), Status::Reactivatable, day(2020, 7, 5), usd(473_000), action);
    lapsed.days = lapsed.days.map(|days| CycleDays { reactivate_until: Some(until), ..days });
    lapsed.days_left = Some(103);
    lapsed.fee_words = Some(t!(lang, "portal-fee-to-reactivate", until = until));
    drawn(lang, lapsed)
}

/// The same whose reactivation has been ordered.
pub(crate) fn reactivating(lang: Lang) -> Offer {
    let order = pending(lang).order;
    drawn(lang, Offer { key: "offer-13".to_owned(), action: Action::Pay, order, ..reactivatable(lang) })
}

/// The offer with its picture drawn anew, under its own key.
fn drawn(lang: Lang, offer: Offer) -> Offer {
    let timeline = offer.days.as_ref().map(|days| Timeline::new(lang, &offer.key, &offer.name, days, today()));
    Offer { timeline, ..offer }
}

/// Action Pack, months before its window.
pub(crate) fn active(lang: Lang) -> Offer {
    let text = words(
        lang,
        "The renewal window is not open yet. It opens on 6 March 2021, the day after the anniversary.",
        "De verlengingsperiode is nog niet ingegaan. Die begint op 6 maart 2021, de dag na de jubileumdatum.",
    );
    let action = Action::NotNow { reason: text, from: Some(day(2021, 3, 6)) };
    offer(lang, "offer-2", pack(), Status::Active, day(2021, 3, 5), usd(47_500), action)
}

/// Gold, ordered in its window and not paid yet.
pub(crate) fn pending(lang: Lang) -> Offer {
    let id = order_id(3);
    let order = OpenOrder { id, number: "4127-3".to_owned(), pay_by: day(2020, 10, 15), href: route::order(id) };
    Offer { key: "offer-3".to_owned(), status: Status::PaymentPending, action: Action::Pay, order: Some(order), ..open(lang) }
}

/// A renewal whose payment is on its way, after its window.
pub(crate) fn on_its_way(lang: Lang) -> Offer {
    let words = super::in_flight(lang);
    let way = OnItsWay { words: words.clone(), benefits_until: Some(day(2020, 10, 22)) };
    Offer {
        key: "offer-7".to_owned(),
        order: None,
        days_left: None,
        action: Action::Nothing { reason: words },
        on_its_way: Some(way),
        ..pending(lang)
    }
}

/// A first purchase that waits for its payment.
pub(crate) fn ordered(lang: Lang) -> Offer {
    let id = order_id(4);
    let order = OpenOrder { id, number: "4127-4".to_owned(), pay_by: day(2020, 10, 18), href: route::order(id) };
    let mut ordered = offer(lang, "offer-4", pack(), Status::Ordered, day(2021, 9, 18), usd(47_500), Action::Pay);
    ordered.days = None;
    ordered.timeline = None;
    ordered.order = Some(order);
    ordered
}

/// Silver, not renewed in time.
pub(crate) fn lapsed(lang: Lang) -> Offer {
    let text = words(
        lang,
        "A new purchase starts a year of its own, with an anniversary of its own.",
        "Met een nieuwe aanschaf begint een nieuw jaar met een eigen jubileumdatum.",
    );
    let action = Action::TakeUp { href: "/offers/buy/silver".to_owned(), reason: text };
    let mut lapsed = offer(lang, "offer-5", silver(lang), Status::Lapsed, day(2020, 8, 10), usd(167_000), action);
    lapsed.areas = vec!["Application Development".to_owned()];
    lapsed
}

/// Silver, which can be upgraded to gold.
pub(crate) fn upgradable(lang: Lang) -> Offer {
    let action = Action::NotNow {
        reason: words(lang, "You can renew from 15 December 2020.", "U kunt verlengen vanaf 15 december 2020."),
        from: Some(day(2020, 12, 15)),
    };
    let mut silver = offer(lang, "offer-12", silver(lang), Status::Active, day(2020, 12, 14), usd(167_000), action);
    silver.areas = vec!["DevOps".to_owned()];
    let fee = jubilee_texts::money(lang, usd(354_750));
    let share = jubilee_texts::percent(lang, jubilee_core::Percent::from_basis_points(2_500));
    silver.upgrades = vec![Upgrading {
        id: "gold".to_owned(),
        name: gold(lang),
        words: Some(t!(lang, "upgrade-offer-price", fee = fee, share = share, offer = gold(lang))),
        reasons: Vec::new(),
        href: Some("/offers/buy/gold".to_owned()),
        see: None,
    }];
    silver
}

/// Silver whose areas do not meet the requirements of gold.
pub(crate) fn not_yet_upgradable(lang: Lang) -> Offer {
    let mut silver = upgradable(lang);
    "offer-13".clone_into(&mut silver.key);
    silver.timeline = silver.days.as_ref().map(|days| Timeline::new(lang, "offer-13", &silver.name, days, today()));
    for to in &mut silver.upgrades {
        to.href = None;
        to.reasons = vec![words(
            lang,
            "The requirements of DevOps are not met: 1 of 4 people with a certification.",
            "Voor DevOps is niet aan de eisen voldaan: 1 van 4 medewerkers met een certificering.",
        )];
        to.see = Some(route::QUALIFICATIONS.to_owned() + "?show=all");
    }
    silver
}

/// Silver, replaced by gold.
pub(crate) fn replaced(lang: Lang) -> Offer {
    let text = words(lang, "Gold took its place on 2 July 2020.", "Goud is er op 2 juli 2020 voor in de plaats gekomen.");
    offer(lang, "offer-6", silver(lang), Status::Replaced, day(2020, 11, 4), usd(167_000), Action::Nothing { reason: text })
}

/// An order that was never paid.
pub(crate) fn ended(lang: Lang) -> Offer {
    let text = words(lang, "The order was not paid within 30 days.", "De bestelling is niet binnen 30 dagen betaald.");
    let mut ended =
        offer(lang, "offer-7", pack(), Status::Ended, day(2020, 11, 4), usd(47_500), Action::Nothing { reason: text });
    ended.days = None;
    ended.timeline = None;
    ended.fee = None;
    ended.reasons.clear();
    ended
}

pub(crate) fn available(lang: Lang) -> Vec<Available> {
    vec![
        Available {
            key: "available-action-pack".to_owned(),
            name: pack(),
            description: words(
                lang,
                "Software, cloud services and support to start and grow a practice.",
                "Software, cloudservices en ondersteuning om een praktijk op te bouwen.",
            ),
            fee: Some(jubilee_texts::money(lang, usd(47_500))),
            href: Some("/offers/buy/action-pack".to_owned()),
            reason: None,
        },
        Available {
            key: "available-silver".to_owned(),
            name: silver(lang),
            description: words(
                lang,
                "Shows proven expertise in one or more areas, with the benefits that go with it.",
                "Toont bewezen vakkennis op een of meer gebieden, met de voordelen die daarbij horen.",
            ),
            fee: Some(jubilee_texts::with_tax(lang, usd(202_070), Some(&words(lang, "VAT", "btw")))),
            href: None,
            reason: Some(words(
                lang,
                "You hold the gold competency, which includes it.",
                "U hebt de gouden competentie, en daar hoort deze bij.",
            )),
        },
    ]
}

pub(crate) fn areas() -> Vec<AreaChoice> {
    let names = [
        "Application Development",
        "Cloud Platform",
        "Data Analytics",
        "DevOps",
        "Security",
        "Small and Midmarket Cloud Solutions",
    ];
    names
        .into_iter()
        .map(|name| AreaChoice { id: name.to_lowercase().replace(' ', "-"), name: name.to_owned(), is_chosen: false })
        .collect()
}

pub(crate) fn explained(lang: Lang) -> Vec<Explained> {
    let offer = |available: Available| Explained { name: available.name, words: available.description };
    available(lang).into_iter().map(offer).collect()
}

/// Money that had no effect, and whether it pays the next order.
pub(crate) fn held_money(lang: Lang, pays: bool) -> HeldMoney {
    let (amount, number, value) = (usd(473_000), "4127-3", day(2020, 10, 17));
    let words = if pays {
        t!(lang, "portal-held-pays", amount = amount, number = number, value = value)
    } else {
        t!(lang, "portal-held-waits", amount = amount, number = number, value = value)
    };
    HeldMoney { words, pays }
}
