//! Random programmes and histories. Each kind of case leans towards one part of the rules, so that every part is met often.

use proptest::prelude::*;
use proptest::sample::select;

use crate::calendar::On;
use crate::plan::{
    AREAS, Action, Announcement, Auto, Base, Case, Check, Exception, FEE, MEASURES, Move, Offer, Path, Plan, Reactivation,
    Relief, Rules, Span, Upgrade, Version,
};

/// Towards which part of the rules cases lean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lean {
    /// Anniversaries, windows, payments, reminders, several versions.
    Dates,
    /// Requirements and areas.
    Requirements,
    /// Reliefs: overlapping, chained, revised, withdrawn.
    Reliefs,
    /// Coming back after a lapse.
    Reactivation,
    /// What staff allow, and members in the legacy system.
    Exceptions,
    /// Cards that are charged for renewals.
    Automatic,
    /// One order for several subscriptions, whose anniversaries lie close together.
    Together,
    /// One offer that takes the place of the other.
    Upgrades,
}

/// Ends of months, leap days, a year's turn.
const REMARKABLE: [&str; 8] =
    ["2019-02-28", "2020-02-29", "2020-01-31", "2018-12-31", "2019-09-01", "2019-03-01", "2018-08-31", "2024-02-29"];

/// The days around which cases are made.
fn beginning() -> impl Strategy<Value = On> {
    prop_oneof![
        2 => select(&REMARKABLE[..]).prop_map(On::parse),
        3 => (On::parse("2016-01-01").0..On::parse("2024-12-31").0).prop_map(On),
    ]
}

fn path() -> impl Strategy<Value = Path> {
    prop_oneof![
        (1_u32..4).prop_map(|people| Path { people, users: 0 }),
        (1_u32..4).prop_map(|hundreds| Path { people: 0, users: 100 * hundreds }),
        (1_u32..3, 1_u32..3).prop_map(|(people, hundreds)| Path { people, users: 100 * hundreds }),
    ]
}

fn check() -> impl Strategy<Value = Check> {
    prop_oneof![
        3 => Just(Check::AtRenewal),
        2 => Just(Check::AtAnniversary),
        2 => (-60_i32..1, 0_i32..40).prop_map(|(from, length)| Check::Within(from, from + length)),
    ]
}

fn auto(lean: Lean) -> BoxedStrategy<Option<Auto>> {
    let retries = prop::collection::btree_set(1_i32..20, 0..3).prop_map(|days| days.into_iter().collect());
    let some = prop_oneof![1 => Just((15, vec![3, 7])), 1 => (1_i32..40, retries)];
    let often = if lean == Lean::Automatic { 8 } else { 1 };
    if lean == Lean::Dates {
        return Just(None).boxed();
    }
    prop_oneof![1 => Just(None), often => some.prop_map(|(notice, retries)| Some(Auto { notice, retries }))].boxed()
}

/// The article's window more often than not.
fn rules(lean: Lean, has_fee: bool) -> impl Strategy<Value = Rules> {
    let windows = prop_oneof![
        3 => Just((1, 30, 30)),
        1 => (-20_i32..3, 3_i32..20).prop_map(|(opens, closes)| (opens, closes, closes)),
        1 => (1_i32..10, 0_i32..25, 0_i32..10).prop_map(|(opens, length, less)| {
            let closes = opens + length;
            (opens, closes, (closes - less).max(0))
        }),
    ];
    let spans = || prop_oneof![2 => Just(Span::Days(365)), 1 => Just(Span::Months(12)), 1 => (60_i32..200).prop_map(Span::Days), 1 => (2_i32..8).prop_map(Span::Months)];
    let reminders = prop_oneof![
        Just(vec![-15, 23]),
        prop::collection::btree_set(-20_i32..1, 0..3).prop_map(|days| days.into_iter().collect())
    ];
    let paths = match lean {
        Lean::Dates | Lean::Automatic | Lean::Together | Lean::Upgrades => prop::collection::vec(path(), 0..1).boxed(),
        Lean::Requirements => prop::collection::vec(path(), 1..3).boxed(),
        _ => prop_oneof![1 => Just(Vec::new()), 3 => prop::collection::vec(path(), 1..3)].boxed(),
    };
    let base = prop_oneof![3 => Just(Base::Anniversary), 1 => Just(Base::Payment)];
    (spans(), windows, reminders, base, spans(), check(), paths, auto(lean)).prop_map(
        move |(first, (opens, closes, benefits), reminders, base, next, check, paths, mut auto)| {
            if let Some(auto) = &mut auto {
                auto.retries.retain(|retry| opens + retry <= closes);
            }
            let mut reminders: Vec<i32> = reminders;
            reminders.retain(|offset| *offset <= closes);
            Rules { first, opens, closes, benefits, reminders, base, next, check, paths, has_fee, auto }
        },
    )
}

fn versions(lean: Lean, begins_on: On) -> impl Strategy<Value = Vec<Version>> {
    let most = match lean {
        Lean::Dates | Lean::Requirements => 3,
        // What versions do to dates is looked at by the others.
        Lean::Automatic | Lean::Together => 1,
        Lean::Reliefs | Lean::Reactivation | Lean::Exceptions | Lean::Upgrades => 2,
    };
    let fee = prop::bool::weighted(if matches!(lean, Lean::Automatic | Lean::Upgrades) { 0.8 } else { 0.5 });
    (fee, fee).prop_flat_map(move |(level_fee, package_fee)| {
        let version = (any::<bool>(), rules(lean, level_fee || package_fee), rules(lean, package_fee));
        let gaps = prop::collection::vec(30_i32..500, most);
        (prop::collection::vec(version, 1..=most), gaps).prop_map(move |(versions, gaps)| {
            let mut effective_on = begins_on.plus(-900);
            let mut list = Vec::new();
            for (number, (is_for_begun, level, package)) in versions.into_iter().enumerate() {
                list.push(Version { effective_on, is_for_begun: is_for_begun && number > 0, level, package });
                effective_on = if number == 0 { begins_on.plus(gaps[0]) } else { effective_on.plus(gaps[number]) };
            }
            list
        })
    })
}

fn maybe_area() -> impl Strategy<Value = Option<&'static str>> {
    prop_oneof![5 => Just(None), 1 => select(&AREAS[..]).prop_map(Some)]
}

fn announcement(lean: Lean, begins_on: On) -> impl Strategy<Value = Announcement> {
    let days = move |range: std::ops::Range<i32>| range.prop_map(move |days| begins_on.plus(days));
    let moves = prop_oneof![
        2 => Just(None),
        2 => (1_i32..120).prop_map(|days| Some(Move::By(Span::Days(days)))),
        1 => (1_i32..4).prop_map(|months| Some(Move::By(Span::Months(months)))),
        1 => days(0..700).prop_map(|on| Some(Move::To(on))),
    ];
    let often = if lean == Lean::Reactivation { 6 } else { 1 };
    let base = prop_oneof![3 => Just(Base::Anniversary), 1 => Just(Base::Payment)];
    let back = (0_i32..500, 0_i32..400, 0_i32..700, any::<bool>(), any::<bool>(), base).prop_map(
        move |(from, length, pay_until, needs_approval, waives, base)| Reactivation {
            from: begins_on.plus(from),
            until: begins_on.plus(from + length),
            pay_until: begins_on.plus(pay_until),
            needs_approval,
            waives,
            base,
        },
    );
    let reactivation = prop_oneof![2 => Just(None), often => back.prop_map(Some)];
    let offers = prop_oneof![3 => Just(None), 1 => Just(Some(Offer::Level)), 1 => Just(Some(Offer::Package))];
    (offers, maybe_area(), maybe_area(), 0_i32..500, 0_i32..300, any::<bool>(), moves, reactivation).prop_map(
        move |(offer, area, except_area, from, length, waives, moves, reactivation)| Announcement {
            on: begins_on,
            offer,
            area,
            except_area,
            from: begins_on.plus(from),
            until: begins_on.plus(from + length),
            waives,
            moves,
            reactivation,
        },
    )
}

fn relief(lean: Lean, begins_on: On) -> impl Strategy<Value = Relief> {
    let revisions = prop_oneof![3 => Just(1_usize), 1 => Just(2), 1 => Just(3)];
    let first = prop_oneof![1 => -300_i32..0, 4 => 0_i32..500];
    let withdrawn = prop_oneof![3 => Just(None), 1 => (0_i32..250).prop_map(Some)];
    revisions
        .prop_flat_map(move |count| {
            (prop::collection::vec(announcement(lean, begins_on), count), prop::collection::vec(1_i32..120, count))
        })
        .prop_flat_map(move |made| (Just(made), first.clone(), withdrawn.clone()))
        .prop_map(move |((mut announcements, gaps), first, withdrawn)| {
            let mut on = begins_on.plus(first);
            for (announcement, gap) in announcements.iter_mut().zip(gaps) {
                announcement.on = on;
                on = on.plus(gap);
            }
            let withdrawn_on = withdrawn.map(|days: i32| announcements[0].on.plus(days));
            Relief { announcements, withdrawn_on }
        })
}

fn plan(lean: Lean, begins_on: On) -> impl Strategy<Value = Plan> {
    let reliefs = match lean {
        Lean::Dates => 0..1,
        Lean::Requirements | Lean::Automatic | Lean::Together | Lean::Upgrades => 0..2,
        Lean::Exceptions => 0..3,
        Lean::Reliefs | Lean::Reactivation => 1..4,
    };
    let orders = prop_oneof![2 => Just(30), 1 => 1_i32..60];
    let back = prop_oneof![1 => Just(None), 3 => Just(Some(30)), 1 => (0_i32..60).prop_map(Some)];
    let flight = prop_oneof![1 => Just(0), 3 => Just(7), 1 => 1_i32..40];
    let reliefs = prop::collection::vec(relief(lean, begins_on), reliefs);
    (versions(lean, begins_on), reliefs, orders, back, 1_u32..3, flight, upgrade(lean)).prop_map(
        |(versions, reliefs, order_life, refund_within, most, in_flight, upgrade)| Plan {
            versions,
            reliefs,
            order_life,
            refund_within,
            most,
            in_flight,
            upgrade,
        },
    )
}

fn upgrade(lean: Lean) -> impl Strategy<Value = Option<Upgrade>> {
    let discount = prop_oneof![3 => Just(2_500), 1 => Just(0), 3 => 1_i64..10_000];
    let upgrade =
        (select(vec![Offer::Level, Offer::Package]), discount).prop_map(|(from, discount)| Some(Upgrade { from, discount }));
    let without = if lean == Lean::Upgrades { 0 } else { 6 };
    prop_oneof![without => Just(None), 1 => upgrade]
}

fn some_areas() -> impl Strategy<Value = Vec<&'static str>> {
    select(vec![vec![AREAS[0]], vec![AREAS[0], AREAS[1]], vec![AREAS[1]]])
}

fn exception() -> impl Strategy<Value = Exception> {
    select(vec![Exception::Exemption, Exception::Extension, Exception::Reactivation(Base::Anniversary), Exception::LatePayment])
}

fn attain() -> impl Strategy<Value = Action> {
    (any::<bool>(), select(&AREAS[..]), 1_u32..4, 0_i32..90, prop_oneof![1 => Just(None), 2 => (0_i32..400).prop_map(Some)])
        .prop_map(|(is_people, area, amount, days_ago, for_days)| Action::Attain {
            measure: if is_people { MEASURES[0] } else { MEASURES[1] },
            area,
            amount: if is_people { amount } else { 100 * amount },
            days_ago,
            for_days,
        })
}

/// What is done with automatic renewal.
fn automatic() -> impl Strategy<Value = Action> {
    let valid_for = prop_oneof![4 => Just(4000), 1 => -2_i32..400];
    prop_oneof![
        6 => (0_usize..3, valid_for).prop_map(|(held, valid_for)| Action::SwitchOn { held, valid_for }),
        1 => (0_usize..3).prop_map(Action::SwitchOff),
        6 => (0_usize..6, prop::bool::weighted(0.3)).prop_map(|(order, is_final)| Action::FailCharge { order, is_final }),
        8 => Just(Action::Run),
    ]
}

fn action(lean: Lean) -> BoxedStrategy<Action> {
    match lean {
        Lean::Dates => any_action(lean).boxed(),
        Lean::Automatic => prop_oneof![2 => any_action(lean), 1 => automatic()].boxed(),
        _ => prop_oneof![20 => any_action(lean), 1 => automatic()].boxed(),
    }
}

fn any_action(lean: Lean) -> impl Strategy<Value = Action> {
    let offer = select(vec![Offer::Level, Offer::Package]);
    let purchase = (offer, some_areas()).prop_map(|(offer, areas)| Action::OrderPurchase {
        offer,
        areas: if offer == Offer::Level { areas } else { Vec::new() },
    });
    let days_ago = prop_oneof![4 => Just(0), 3 => 0_i32..8, 1 => -2_i32..70];
    let amount = prop_oneof![12 => Just(FEE), 3 => select(vec![0, FEE - 1, 1, FEE / 2, FEE / 2, FEE + 1, 2 * FEE])];
    let pay = (0_usize..6, days_ago, amount).prop_map(|(order, days_ago, amount)| Action::Pay { order, days_ago, amount });
    let show = if lean == Lean::Dates { 16 } else { 4 };
    let when = prop_oneof![1 => -8_i32..0, 1 => 0_i32..12];
    let requirements = if lean == Lean::Requirements { 6 } else { 2 };
    let staff = if lean == Lean::Exceptions { 6 } else { 1 };
    let back = if lean == Lean::Reactivation { 8 } else { 2 };
    let together = if lean == Lean::Together { 30 } else { 1 };
    let (buy, refund) = if lean == Lean::Upgrades { (20, 8) } else { (2, 3) };
    prop_oneof![
        10 => (0_usize..3).prop_map(Action::OrderRenewal),
        together => prop::collection::vec(0_usize..3, 2..5).prop_map(Action::OrderTogether),
        3 => (0_usize..3).prop_map(Action::Renew),
        back => (0_usize..3).prop_map(Action::OrderReactivation),
        1 => (0_usize..3).prop_map(Action::Reactivate),
        12 => pay,
        show => (0_usize..6, when).prop_map(|(order, days_ago)| Action::Show { order, days_ago }),
        2 => (0_usize..6).prop_map(Action::Reject),
        1 => (0_usize..6, 0_i32..6, select(vec![FEE, FEE, FEE / 2]))
            .prop_map(|(order, days_ago, amount)| Action::Accept { order, days_ago, amount }),
        2 => (0_usize..6, prop::bool::weighted(0.7)).prop_map(|(order, is_in_flight)| Action::Card { order, is_in_flight }),
        1 => (0_usize..6).prop_map(Action::Cancel),
        refund => (0_usize..6).prop_map(Action::Refund),
        buy => purchase,
        4 => Just(Action::Run),
        requirements => attain(),
        1 => (0_usize..4, 0_i32..20).prop_map(|(attainment, days_ago)| Action::EndAttainment { attainment, days_ago }),
        1 => (0_usize..3, select(&AREAS[..])).prop_map(|(held, area)| Action::CoverArea(held, area)),
        staff => (0_usize..3, exception(), 0_i32..120)
            .prop_map(|(held, exception, for_days)| Action::Grant { held, exception, for_days }),
        1 => (0_usize..3, 0_usize..3).prop_map(|(held, exception)| Action::EndException { held, exception }),
        1 => Just(Action::Migrate),
    ]
}

/// Gaps between actions: mostly days, now and then a season, so that windows are both met and missed, and now and then just the days
/// for which an order lives and money is given back.
fn gap() -> impl Strategy<Value = i32> {
    prop_oneof![3 => 0_i32..4, 3 => 3_i32..25, 2 => 20_i32..140, 1 => 30_i32..32]
}

fn carried(lean: Lean, begins_on: On) -> impl Strategy<Value = Action> {
    let offer = if lean == Lean::Requirements {
        Just(Offer::Level).boxed()
    } else {
        select(vec![Offer::Level, Offer::Package]).boxed()
    };
    let anniversary = match lean {
        Lean::Together => (1_i32..30).prop_map(Some).boxed(),
        _ => prop_oneof![1 => Just(None), 1 => (0_i32..360).prop_map(Some)].boxed(),
    };
    (offer, some_areas(), 0_i32..360, anniversary).prop_map(move |(offer, areas, days_ago, anniversary)| Action::CarryOver {
        offer,
        areas: if offer == Offer::Level { areas } else { Vec::new() },
        bought: begins_on.plus(-days_ago),
        anniversary: anniversary.map(|days| begins_on.plus(days)),
    })
}

/// Cases that lean towards one part of the rules.
pub(crate) fn case(lean: Lean) -> impl Strategy<Value = Case> {
    beginning().prop_flat_map(move |begins_on| {
        let legacy = if lean == Lean::Exceptions { 0.4 } else { 0.03 };
        let count = if lean == Lean::Together { 2..=3 } else { 0..=2 };
        let carried = prop::collection::vec(carried(lean, begins_on), count);
        let attained = prop::collection::vec(attain(), 0..3);
        let later = prop::collection::vec((gap(), action(lean)), 1..14);
        let live_from = prop_oneof![3 => Just(None), 1 => (0_i32..300).prop_map(Some)];
        (plan(lean, begins_on), carried, attained, later, prop::bool::weighted(legacy), live_from, 0_i32..120).prop_map(
            move |(plan, carried, attained, later, is_legacy, live_from, horizon)| {
                let mut carried = carried;
                for action in &mut carried {
                    // When a cycle of earlier records began follows from the rules; with several versions nobody says from which.
                    if let Action::CarryOver { anniversary, .. } = action
                        && plan.versions.len() > 1
                    {
                        *anniversary = None;
                    }
                }
                let mut history: Vec<(On, Action)> = carried.into_iter().chain(attained).map(|act| (begins_on, act)).collect();
                let mut on = begins_on;
                for (gap, action) in later {
                    on = on.plus(gap);
                    history.push((on, action));
                }
                let live_from = live_from.map(|days| begins_on.plus(days));
                Case { plan, is_legacy, begins_on, history, horizon, live_from }
            },
        )
    })
}
