//! Invented benefits.

use jubilee_core::Lang;
use jubilee_texts::t;

use super::{day, words};
use crate::view::{BenefitLine, BenefitSet, Clock, Tone};

pub(crate) fn benefit_help(lang: Lang) -> String {
    words(
        lang,
        "Keys with which you activate software on your own computers. Each key is shown once to whoever asks for it, and stays yours.",
        "Codes waarmee u software op uw eigen computers activeert. Elke code wordt één keer vrijgegeven en blijft van u.",
    )
}

pub(crate) fn clocks(lang: Lang) -> Vec<Clock> {
    let clock = |label, words, bar| Clock { label, words, bar, today: 1 };
    let until = |year, month, of_month| t!(lang, "benefit-clock-until", on = day(year, month, of_month));
    vec![
        clock(t!(lang, "benefit-clock-membership"), until(2021, 9, 15), Some((0, 90))),
        clock(t!(lang, "benefit-clock-benefits"), until(2021, 10, 15), Some((0, 97))),
        clock(t!(lang, "benefit-clock-licence"), t!(lang, "benefit-clock-not-yet"), None),
    ]
}

pub(crate) fn benefit_lines(lang: Lang) -> Vec<BenefitLine> {
    let line = |id: &str, name: String, kind: String, quantity: &str, used: &str, status: String, tone| BenefitLine {
        href: format!("/benefits/4226049/1/{id}"),
        name,
        kind,
        quantity: quantity.to_owned(),
        used: used.to_owned(),
        people: String::new(),
        activate_by: Some(day(2021, 10, 15)),
        usable_until: Some(day(2021, 10, 15)),
        status,
        tone,
        is_over: false,
    };
    let available = || t!(lang, "benefit-status-available");
    let keys = words(lang, "Software keys", "Productcodes voor software");
    let seats = words(lang, "Microsoft 365 seats", "Microsoft 365-licenties");
    let people = words(lang, "Visual Studio subscriptions", "Visual Studio-abonnementen");
    let incidents = words(lang, "Support incidents", "Supportincidenten");
    vec![
        line("software-keys", keys, t!(lang, "benefit-kind-product-key"), "100", "0", available(), Tone::Due),
        BenefitLine {
            usable_until: None,
            ..line("microsoft-365-seats", seats, t!(lang, "benefit-kind-licence-seats"), "100", "0", available(), Tone::Due)
        },
        BenefitLine {
            people: "Ines Aldridge, Tobias Renner".to_owned(),
            ..line(
                "visual-studio",
                people,
                t!(lang, "benefit-kind-developer-subscription"),
                "10",
                "2",
                t!(lang, "benefit-status-assigned"),
                Tone::Good,
            )
        },
        BenefitLine {
            activate_by: None,
            ..line(
                "support-incidents",
                incidents,
                t!(lang, "benefit-kind-support-incidents"),
                "20",
                "3",
                t!(lang, "benefit-status-activated"),
                Tone::Good,
            )
        },
    ]
}

pub(crate) fn benefit_sets(lang: Lang) -> Vec<BenefitSet> {
    let newest = BenefitSet {
        key: "set-1-1".to_owned(),
        offer: format!("{} (S-2)", super::gold(lang)),
        granted: t!(lang, "benefit-set-granted", on = day(2020, 9, 18)),
        clocks: clocks(lang),
        lines: benefit_lines(lang),
    };
    let mut lines = benefit_lines(lang);
    for line in &mut lines {
        (line.activate_by, line.usable_until) = (Some(day(2020, 10, 15)), Some(day(2020, 10, 15)));
    }
    (lines[3].used, lines[3].status, lines[3].tone) = ("20".to_owned(), t!(lang, "benefit-status-used-up"), Tone::Quiet);
    let earlier = BenefitSet {
        key: "set-1-0".to_owned(),
        granted: t!(lang, "benefit-set-earlier", on = day(2019, 9, 15), until = day(2020, 10, 15)),
        lines,
        ..newest.clone()
    };
    vec![newest, earlier]
}
