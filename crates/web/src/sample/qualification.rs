//! What has to be met, in every state.

use jubilee_core::Lang;
use jubilee_texts::t;

use super::{day, gold, silver, usd, words};
use crate::view::{AreaRow, AreaState, AttainmentLine, Level, Mark, NeedLine, PathLine, State, Step};

/// A state without anything special about it.
pub(crate) fn area_state(lang: Lang, state: State) -> AreaState {
    AreaState {
        name: gold(lang),
        href: Some("/qualifications/areas/cloud-platform".to_owned()),
        state,
        is_exempt: false,
        is_waived_on_return: false,
        marks: Vec::new(),
    }
}

/// Areas in every state.
pub(crate) fn area_rows(lang: Lang) -> Vec<AreaRow> {
    let state = |name: String, state, is_exempt, marks: &[Mark]| {
        Some(AreaState { name, is_exempt, marks: marks.to_vec(), ..area_state(lang, state) })
    };
    let row = |name: &str, silvers: (State, &[Mark]), golds: (State, bool, &[Mark])| AreaRow {
        name: name.to_owned(),
        href: format!("/qualifications/areas/{}", name.to_lowercase().replace(' ', "-")),
        levels: vec![state(silver(lang), silvers.0, false, silvers.1), state(gold(lang), golds.0, golds.1, golds.2)],
        is_yours: silvers.0 != State::NotStarted || golds.0 != State::NotStarted || !golds.2.is_empty(),
    };
    let (none, some, whole) = (State::NotStarted, State::InProgress, State::Complete);
    let mut rows = vec![
        row("Application Development", (none, &[]), (none, false, &[])),
        row("Cloud Platform", (whole, &[Mark::Qualified]), (whole, true, &[Mark::Active])),
        row("Data Analytics", (whole, &[]), (some, false, &[Mark::Active, Mark::Lapses(day(2020, 10, 16))])),
        row("Security", (some, &[]), (some, false, &[Mark::Active, Mark::AtRisk])),
        row("Messaging", (none, &[]), (none, false, &[Mark::Lapsed(day(2020, 8, 5))])),
        row("DevOps", (none, &[]), (none, false, &[Mark::Reactivatable(day(2020, 12, 31))])),
    ];
    rows[0].levels[1] = None;
    if let Some(state) = &mut rows[5].levels[1] {
        state.is_waived_on_return = true;
    }
    rows
}

/// How the areas of an offer stand.
pub(crate) fn held_areas(lang: Lang) -> Vec<AreaState> {
    let state = |name: &str, state, is_exempt, marks: &[Mark]| AreaState {
        name: name.to_owned(),
        is_exempt,
        marks: marks.to_vec(),
        ..area_state(lang, state)
    };
    vec![
        state("Cloud Platform", State::Complete, true, &[]),
        state("Data Analytics", State::InProgress, false, &[Mark::AtRisk]),
        state("Small and Midmarket Cloud Solutions", State::InProgress, false, &[Mark::Lapses(day(2020, 10, 16))]),
    ]
}

/// A level with two ways, neither of which has been gone to its end.
pub(crate) fn level(lang: Lang, standing: AreaState, step: Step) -> Level {
    let need = |measure: &str, have: i64, need: i64| NeedLine {
        words: t!(lang, "qualifications-need-progress", measure = measure, have = have, need = need),
        have: have.min(need),
        need,
        is_met: have >= need,
    };
    let certified = words(lang, "people with a certification", "medewerkers met een certificering");
    let references = words(lang, "customer references", "klantreferenties");
    let path = |key: &str, name: String, needs: Vec<NeedLine>| {
        let is_met = needs.iter().all(|need| need.is_met);
        PathLine { key: key.to_owned(), name, needs, is_met }
    };
    let key = if standing.name == gold(lang) { "level-gold" } else { "level-silver" };
    let is_met = standing.state == State::Complete && !standing.is_exempt;
    let have = if is_met { 4 } else { 3 };
    Level {
        key: key.to_owned(),
        standing,
        exemption: None,
        notes: Vec::new(),
        fee: None,
        paths: vec![
            path("path-1", words(lang, "Skills", "Vaardigheden"), vec![need(&certified, have, 4)]),
            path("path-2", words(lang, "Customers", "Klanten"), vec![need(&certified, have, 2), need(&references, 0, 6)]),
        ],
        missing: (!is_met).then(|| missing(lang)),
        step,
    }
}

pub(crate) fn missing(lang: Lang) -> String {
    let certified = words(lang, "people with a certification", "medewerkers met een certificering");
    let what = t!(lang, "qualifications-need-progress", measure = certified, have = 3, need = 4);
    t!(lang, "qualifications-need-missing", what = what)
}

pub(crate) fn exemption(lang: Lang) -> String {
    format!("{} {}", waived(lang), t!(lang, "portal-exempt-fee-due"))
}

/// That requirements are waived, without the fee.
pub(crate) fn waived(lang: Lang) -> String {
    let relief = words(lang, "COVID-19 extension", "Verlengingsregeling COVID-19");
    t!(lang, "portal-exempt-relief", relief = relief, until = day(2021, 9, 15))
}

pub(crate) fn fee_sentence(lang: Lang) -> String {
    t!(lang, "portal-fee-now-sentence", fee = usd(473_000), until = day(2020, 10, 15))
}

pub(crate) fn at_risk(lang: Lang) -> String {
    words(
        lang,
        "The next renewal is at risk, because the requirements are no longer met.",
        "De volgende verlenging loopt gevaar, omdat u niet meer aan de eisen voldoet.",
    )
}

pub(crate) fn attainments(lang: Lang) -> Vec<AttainmentLine> {
    let certified = words(lang, "people with a certification", "medewerkers met een certificering");
    let line = |amount: i64, until, is_valid, is_general| AttainmentLine {
        words: t!(lang, "qualifications-attained-amount", measure = certified.as_str(), amount = amount),
        attained_on: day(2019, 3, 1),
        until,
        is_valid,
        is_general,
    };
    vec![line(2, None, true, false), line(1, Some(day(2021, 2, 28)), true, true), line(4, Some(day(2020, 3, 1)), false, false)]
}
