//! The programme of the table: the article's rules, one level with areas and its free twin.

use jubilee_core as core;
use jubilee_core::{Base, Check, Day, Lang, Money, Programme, RenewalRules, Span, Words};

use crate::cell::{Cell, Relief, Requirements, Status};

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn fee() -> Money {
    Money { minor: 473_000, currency: core::Currency::new("USD").unwrap() }
}

fn words(text: &str) -> Words {
    [(Lang::En, text.to_owned())].into_iter().collect()
}

fn level(id: &str, is_free: bool) -> core::Offer {
    let path = core::Path { name: words("users"), needs: vec![core::Need { measure: "users".into(), at_least: 100 }] };
    let fees = if is_free { Vec::new() } else { vec![core::Fee { countries: Vec::new(), from: None, amount: fee() }] };
    core::Offer {
        id: id.into(),
        name: words(id),
        help: words("help"),
        level: Some("gold".into()),
        areas: vec!["cloud".into(), "security".into()],
        included: false,
        most_per_member: Some(1),
        renewal: Some(RenewalRules {
            first_anniversary: Span::Months(12),
            opens: Span::Days(1),
            closes: Span::Days(30),
            benefits_until: Span::Days(30),
            reminders: vec![Span::Days(-15), Span::Days(23)],
            next_base: Base::Anniversary,
            next_anniversary: Span::Days(365),
            check: Check::AtRenewal,
            auto_renewal: None,
        }),
        fees,
        surcharges: Vec::new(),
        upgrades: Vec::new(),
        requirements: vec![core::Requirement { areas: Vec::new(), paths: vec![path] }],
        benefits: Vec::new(),
    }
}

/// The relief of a cell, announced on a day.
fn relief(cell: Cell, announced_on: Day) -> core::Relief {
    let reactivation = core::Reactivation {
        from: day("2020-07-01"),
        until: day("2020-12-31"),
        // What has lapsed for good lapsed behind the deadline.
        pay_until: if cell.status == Status::Lapsed { day("2020-09-20") } else { day("2020-12-31") },
        needs_approval: matches!(cell.relief, Relief::ReactivationToApprove | Relief::ReactivationApproved),
        waives_requirements: cell.requirements == Requirements::Exempt && cell.status == Status::Reactivatable,
        base: Base::Anniversary,
    };
    let lets_come_back =
        matches!(cell.relief, Relief::Reactivation | Relief::ReactivationToApprove | Relief::ReactivationApproved);
    core::Relief {
        id: "relief".into(),
        name: words("relief"),
        notice: words("notice"),
        announcements: vec![core::Announcement {
            announced_on,
            scope: core::Scope::default(),
            from: day("2020-07-01"),
            until: day("2020-09-30"),
            waives_requirements: cell.relief == Relief::Waived,
            moves: (cell.relief == Relief::Moved).then_some(core::Move::By(Span::Days(60))),
            reactivation: lets_come_back.then_some(reactivation),
            reminder: None,
        }],
        withdrawn_on: None,
    }
}

/// The level and its free twin; and, where something is replaced, the one that takes their place and asks for nothing.
fn offers(cell: Cell) -> Vec<core::Offer> {
    let upgrade = |from: &str| core::Upgrade { from: from.into(), discount: Some(core::Percent::from_basis_points(2_500)) };
    let mut platinum = level("platinum", false);
    (platinum.requirements, platinum.upgrades) = (Vec::new(), vec![upgrade("gold"), upgrade("friend")]);
    let higher = (cell.status == Status::Replaced).then_some(platinum);
    [level("gold", false), level("friend", true)].into_iter().chain(higher).collect()
}

pub(crate) fn programme(cell: Cell, announced_on: Day) -> Programme {
    Programme {
        id: "table".to_owned(),
        name: words("Table"),
        languages: vec![Lang::En],
        zone: "UTC".to_owned(),
        versions: vec![core::Version {
            number: 1,
            effective_on: day("2018-01-01"),
            is_for_begun: false,
            qualifications_heading: words("Competencies"),
            areas: ["cloud", "security"].map(|area| core::Area { id: area.into(), name: words(area) }).to_vec(),
            measures: vec![core::Measure {
                id: "users".into(),
                kind: core::MeasureKind::Performance,
                name: words("users"),
                one: None,
                is_per_area: true,
            }],
            offers: offers(cell),
            transfer: core::TransferRules {
                account_holder: "Network".to_owned(),
                iban: "NL00".to_owned(),
                bic: "BIC".to_owned(),
                order_life: Span::Days(30),
                takes_days: 7,
            },
            refund_within: Some(Span::Days(30)),
            in_flight_days: Some(7),
            tax: None,
            invoices: None,
        }],
        reliefs: if cell.relief == Relief::None { Vec::new() } else { vec![relief(cell, announced_on)] },
        legacy: Some(core::LegacySystem { name: words("old"), how_to_move: words("move") }),
    }
}
