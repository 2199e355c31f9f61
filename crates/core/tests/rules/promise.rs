//! What counted when something was ordered or paid still counts afterwards, and nobody pays for what is over already.

use crate::fixture::{History, announced, day, examined, programme, relief};
use jubilee_core::{
    ActionKind, Announcement, AreaId, Base, Command, ExceptionKind, Fact, Lift, Move, OfferId, OrderState, Reactivation,
    Reason, Scope, Span, Status,
};

/// The level's anniversary of 2019-09-01 is moved to October, and from there, by a relief that waives too, to January.
fn chained() -> History {
    let mut programme = examined();
    let first = Announcement { moves: Some(Move::By(Span::Months(1))), ..announced("2019-01-01", "2019-09-01", "2019-09-30") };
    let second = Announcement {
        moves: Some(Move::By(Span::Months(3))),
        waives_requirements: true,
        ..announced("2019-01-01", "2019-10-01", "2019-10-31")
    };
    programme.reliefs = vec![relief("first", vec![first]), relief("second", vec![second])];
    History::level(programme, &["security"])
}

#[test]
fn a_waiver_that_names_an_anniversary_on_the_way_still_counts_after_the_renewal() {
    let mut history = chained();
    assert_eq!(history.standing("2020-01-10").cycle.unwrap().anniversary, day("2020-01-01"));
    history.renew("2020-01-10");
    assert_eq!(history.lost_on("security", "2020-01-11"), None, "its renewal was exempt");
    assert!(history.standing("2020-01-11").qualifications[0].exemption.is_some(), "and it is carried through");
}

/// A way back from 2019-11-01 until 2019-12-31, revised on 2019-12-01.
fn revised(at_first: bool, later: bool) -> History {
    let terms = |waives_requirements| Reactivation {
        from: day("2019-01-01"),
        until: day("2019-12-31"),
        pay_until: day("2019-12-31"),
        needs_approval: false,
        waives_requirements,
        base: Base::Anniversary,
    };
    let told = |on, waives| Announcement { reactivation: Some(terms(waives)), ..announced(on, "2025-01-01", "2025-12-31") };
    let mut programme = examined();
    programme.reliefs = vec![relief("way-back", vec![told("2019-11-01", at_first), told("2019-12-01", later)])];
    let mut history = History::level(programme, &["security", "devops"]);
    history.lapse("2019-10-02");
    history.pass("security", "2019-10-10", None);
    let subscription = history.id();
    history.go("2019-11-20", Command::OrderReactivation { subscription });
    history.pay("2019-11-20", "2019-11-20");
    history
}

#[test]
fn a_reactivation_keeps_the_terms_of_the_day_of_its_order() {
    for (at_first, later, lost_on) in [(true, false, None), (false, true, Some("2019-11-21"))] {
        let history = revised(at_first, later);
        for on in ["2019-11-25", "2019-12-05"] {
            assert_eq!(history.lost_on("devops", on).as_deref(), lost_on, "{at_first}, {later} on {on}");
        }
    }
}

#[test]
fn nobody_reactivates_a_year_that_is_over() {
    let kind = ExceptionKind::Reactivation { base: Base::Anniversary };
    let mut history = History::package(programme());
    history.lapse("2019-10-02");
    history.grant("2020-09-20", kind, "2020-12-31");
    let opening = history.standing("2020-09-20").reactivation.unwrap();
    assert_eq!((opening.until, opening.next.renew_until), (day("2020-09-30"), day("2020-09-30")));
    let subscription = history.id();
    history.go("2020-09-25", Command::OrderReactivation { subscription });
    assert_eq!(history.last_order().pay_by(), day("2020-09-30"));
    let facts = history.pay("2020-10-01", "2020-10-02");
    assert!(matches!(facts[..], [Fact::PaymentRecorded { .. }]), "{facts:?}");
    // Not even when staff accept the money: the year that it would give ended the day before.
    let facts = history.grant("2020-10-05", ExceptionKind::LatePayment, "2020-10-10");
    assert!(matches!(facts[..], [Fact::ExceptionGranted { .. }]), "{facts:?}");
    assert_eq!(history.last_order().state(day("2020-10-05")), OrderState::SetAside);
}

/// The package is ordered inside its window and lapses; another one is bought before its money is known.
fn bought_anew(value_on: &str) -> History {
    let mut history = History::package(programme());
    history.order_renewal("2019-09-10");
    let order = history.last_order().clone();
    history.lapse("2019-10-02");
    history.go("2019-10-12", Command::OrderPurchase { offer: OfferId::from("action-pack"), areas: Vec::new() });
    history.pay("2019-10-12", "2019-10-12");
    let (id, amount) = (order.id, order.amount);
    history.go("2019-10-15", Command::RecordPayment { order: id, value_on: day(value_on), amount, identity: None });
    history
}

#[test]
fn late_money_that_staff_accept_brings_nothing_back_beside_what_was_bought_since() {
    let mut history = bought_anew("2019-10-05");
    let facts = history.grant("2019-10-15", ExceptionKind::LatePayment, "2019-10-31");
    assert!(matches!(facts[..], [Fact::ExceptionGranted { .. }]), "one package for each member: {facts:?}");
    assert_eq!(history.member.orders[0].state(day("2019-10-15")), OrderState::SetAside);
    assert_eq!(history.standing("2019-10-15").status, Status::Lapsed);
}

#[test]
fn money_that_came_in_time_renews_whatever_was_bought_since() {
    let history = bought_anew("2019-09-30");
    assert_eq!(history.standing("2019-10-15").status, Status::Active);
}

#[test]
fn what_was_ordered_while_it_was_sold_is_bought_though_it_is_not_sold_when_the_money_is_known() {
    let mut history = History::package(programme());
    let mut later = history.programme.versions[0].clone();
    (later.number, later.effective_on) = (2, day("2020-01-01"));
    later.offers.retain(|offer| offer.id != OfferId::from("gold"));
    history.programme.versions.push(later);
    history.go("2019-12-20", Command::OrderPurchase { offer: OfferId::from("gold"), areas: vec![AreaId::from("security")] });
    let facts = history.pay("2019-12-30", "2020-01-03");
    assert!(matches!(facts[..], [Fact::PaymentRecorded { .. }, Fact::Purchased { .. }]), "{facts:?}");
}

#[test]
fn when_nothing_that_is_attained_can_help_any_more_staff_are_the_ones_to_ask() {
    let mut programme = examined();
    crate::fixture::level(&mut programme).renewal.as_mut().unwrap().check = jubilee_core::Check::AtAnniversary;
    let history = History::level(programme, &["security"]);
    let standing = history.standing("2019-09-10");
    let renew = standing.actions.into_iter().find(|action| action.kind == ActionKind::Renew).unwrap();
    let refusal = renew.refusal.unwrap();
    assert!(matches!(refusal.reasons[..], [Reason::RequirementsNotMet { until: None, .. }]), "{refusal:?}");
    assert_eq!(refusal.lift, Lift::AskStaff);
}

#[test]
fn of_two_announcements_only_the_one_that_means_the_area_waives_it_before_and_after_the_renewal() {
    // The relief came to name the subscription by devops before the anniversary; what is added after it is for others.
    let mut programme = examined();
    let scope = |areas: &[&str]| Scope { areas: areas.iter().map(|area| AreaId::from(*area)).collect(), ..Scope::default() };
    let told = |on, areas: &[&str]| Announcement {
        waives_requirements: true,
        scope: scope(areas),
        ..announced(on, "2019-09-01", "2019-09-30")
    };
    programme.reliefs =
        vec![relief("relief", vec![told("2019-08-01", &["devops"]), told("2019-09-05", &["devops", "security"])])];
    let mut history = History::level(programme, &["security", "devops"]);
    let exempt = |history: &History, on: &str| {
        let held = history.standing(on).qualifications;
        held.into_iter().map(|held| held.exemption.is_some()).collect::<Vec<bool>>()
    };
    assert_eq!(exempt(&history, "2019-09-10"), [false, true]);
    history.renew("2019-09-10");
    assert_eq!(exempt(&history, "2019-09-11"), [false, true]);
    assert_eq!(history.lost_on("security", "2019-09-11").as_deref(), Some("2019-10-02"));
}

#[test]
fn money_of_the_windows_last_day_keeps_its_place_beside_what_was_bought_since_and_later_money_does_not() {
    let paid = |value_on: &str, accepted: Option<&str>| {
        let mut history = History::package(programme());
        history.order_renewal("2019-09-25");
        history.lapse("2019-10-02");
        let renewal = history.last_order().id;
        let amount = history.last_order().amount;
        history.go("2019-10-03", Command::OrderPurchase { offer: "action-pack".into(), areas: Vec::new() });
        history.pay("2019-10-03", "2019-10-03");
        if let Some(until) = accepted {
            history.grant("2019-10-04", ExceptionKind::LatePayment, until);
        }
        let pay = Command::RecordPayment { order: renewal, value_on: day(value_on), amount, identity: None };
        let facts = history.go("2019-10-05", pay);
        facts.iter().any(|fact| matches!(fact, Fact::Renewed { .. }))
    };
    assert!(paid("2019-10-01", None));
    assert!(!paid("2019-10-02", Some("2019-10-31")), "accepted late, but its place is taken");
}
