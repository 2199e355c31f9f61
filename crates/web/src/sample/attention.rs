//! What the first screen tells, in every state.

use jubilee_core::Lang;
use jubilee_texts::t;

use super::{day, gold, pack, silver, words};
use crate::route;
use crate::view::{Ahead, Attention, Button, ReliefNotice, Status, Tone};

fn card(key: &str, tone: Tone, title: String, words: Vec<String>) -> Attention {
    Attention { key: key.to_owned(), tone, title, left: None, words, button: None, instead: None }
}

fn button(label: String, href: &str) -> Button {
    Button { label, href: href.to_owned() }
}

fn left(lang: Lang, days: i64, until: jubilee_core::Day) -> String {
    t!(lang, "portal-offer-days-left", days = days, until = until)
}

fn renew(lang: Lang) -> Attention {
    let words =
        vec![t!(lang, "dashboard-open-exempt"), t!(lang, "dashboard-open-if-not", offer = gold(lang), on = day(2020, 10, 16))];
    Attention {
        left: Some(left(lang, 26, day(2020, 10, 15))),
        button: Some(button(t!(lang, "portal-offer-renew"), "/offers/4226049/renew")),
        ..card("card-1", Tone::Due, t!(lang, "dashboard-open-title", offer = gold(lang)), words)
    }
}

/// One of each kind.
pub(crate) fn cards(lang: Lang) -> Vec<Attention> {
    let see = |href: &str| button(t!(lang, "portal-offer-unmet-see"), href);
    let pay = card(
        "card-2",
        Tone::Due,
        t!(lang, "dashboard-pay-title", number = "4127-3", offer = pack()),
        vec![t!(lang, "dashboard-pay-purchase", until = day(2020, 10, 20))],
    );
    let losing = card(
        "card-3-losing",
        Tone::Bad,
        t!(lang, "dashboard-losing-title", areas = "Data Analytics"),
        vec![t!(lang, "dashboard-losing-words", offer = silver(lang), on = day(2020, 11, 2))],
    );
    let (next, opens) = (day(2021, 7, 5), day(2021, 7, 6));
    let reactivate = card(
        "card-4",
        Tone::Due,
        t!(lang, "dashboard-reactivate-title", offer = gold(lang)),
        vec![
            t!(lang, "dashboard-reactivate-lapsed", on = day(2020, 8, 5), next = next, opens = opens),
            t!(lang, "dashboard-reactivate-if-not", until = day(2020, 12, 31), requirements = "apply"),
        ],
    );
    let lapsed = card(
        "card-5",
        Tone::Bad,
        t!(lang, "dashboard-lapsed-title", offer = silver(lang)),
        vec![t!(lang, "dashboard-lapsed-words", on = day(2020, 9, 10))],
    );
    let risk = card(
        "card-6-risk",
        Tone::Due,
        t!(lang, "dashboard-risk-title", areas = "Security"),
        vec![t!(lang, "dashboard-risk-some", offer = gold(lang), until = day(2021, 4, 4))],
    );
    vec![
        renew(lang),
        Attention {
            left: Some(left(lang, 31, day(2020, 10, 20))),
            button: Some(button(t!(lang, "portal-offer-pay"), "/orders/3")),
            ..pay
        },
        Attention {
            left: Some(left(lang, 1, day(2020, 11, 1))),
            button: Some(see("/qualifications/areas/data-analytics")),
            ..losing
        },
        Attention {
            left: Some(left(lang, 103, day(2020, 12, 31))),
            button: Some(button(t!(lang, "portal-offer-reactivate"), "/offers/4226052/reactivate")),
            ..reactivate
        },
        Attention { instead: Some(super::refusal(lang)), ..lapsed },
        Attention { button: Some(see(route::QUALIFICATIONS)), ..risk },
    ]
}

/// What a member in the legacy system sees.
pub(crate) fn cards_of_legacy(lang: Lang) -> Vec<Attention> {
    vec![Attention { button: Some(button(t!(lang, "migration-banner-move"), route::MIGRATION)), ..renew(lang) }]
}

pub(crate) fn relief_notice(lang: Lang) -> ReliefNotice {
    let waived = t!(lang, "dashboard-relief-waived", offer = gold(lang), until = day(2021, 9, 15));
    ReliefNotice {
        key: "relief-covid-19".to_owned(),
        name: words(lang, "COVID-19 extension", "Verlengingsregeling COVID-19"),
        announced_on: day(2020, 8, 13),
        revised_on: Some(day(2020, 9, 1)),
        withdrawn_on: Some(day(2020, 9, 10)),
        notice: words(
            lang,
            "Because of COVID-19, the requirements are waived. The competency fee is still due, within your ordinary window.",
            "Vanwege COVID-19 hoeft u niet aan de eisen te voldoen. U betaalt nog wel de jaarbijdrage, in de gewone periode.",
        ),
        yours: vec![
            format!("{waived} {}", super::fee_sentence(lang)),
            t!(lang, "dashboard-relief-reactivate", offer = silver(lang), until = day(2020, 12, 31)),
            t!(lang, "dashboard-relief-moved", offer = silver(lang), from = day(2020, 9, 15), to = day(2020, 12, 14)),
        ],
    }
}

/// Other things to know.
pub(crate) fn notices(lang: Lang) -> Vec<String> {
    let what = t!(lang, "portal-exception-extension", until = day(2020, 10, 31));
    vec![
        t!(lang, "dashboard-moved-words", on = day(2020, 9, 18)),
        t!(lang, "dashboard-exception-words", offer = silver(lang), what = what),
    ]
}

pub(crate) fn ahead(lang: Lang) -> Vec<Ahead> {
    let one = |name: String, href: &str, status, anniversary: jubilee_core::Day| Ahead {
        name,
        href: href.to_owned(),
        status,
        anniversary,
        renew_from: anniversary.plus_days(1),
        renew_until: anniversary.plus_days(30),
    };
    vec![
        one(gold(lang), "/offers#offer-1", Status::RenewalOpen, day(2020, 9, 15)),
        one(pack(), "/offers#offer-2", Status::Active, day(2021, 3, 5)),
    ]
}
