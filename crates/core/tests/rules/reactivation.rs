//! Coming back after a lapse (R15): paying by the last value date, and what is carried through.

use crate::fixture::{History, announced, day, examined, level, programme, relief};
use jubilee_core::{
    Announcement, Base, Check, Command, ExceptionKind, Fact, OrderState, Programme, Reactivation, Reason, Scope, Status,
};

/// A relief that lets what lapsed in 2019 come back by a payment until 2019-12-31.
fn way_back(mut programme: Programme, waives_requirements: bool, scope: Scope) -> Programme {
    let reactivation = Reactivation {
        from: day("2019-01-01"),
        until: day("2019-12-31"),
        pay_until: day("2019-12-31"),
        needs_approval: false,
        waives_requirements,
        base: Base::Anniversary,
    };
    let announcement =
        Announcement { reactivation: Some(reactivation), scope, ..announced("2019-11-01", "2025-01-01", "2025-12-31") };
    programme.reliefs = vec![relief("way-back", vec![announcement])];
    programme
}

fn lapsed(programme: Programme, areas: &[&str]) -> History {
    let mut history = History::level(programme, areas);
    history.lapse("2019-10-02");
    history
}

fn order(history: &mut History, on: &str) {
    let subscription = history.id();
    history.go(on, Command::OrderReactivation { subscription });
}

#[test]
fn money_with_the_last_value_date_brings_back_and_later_money_is_set_aside_for_staff() {
    let ordered = || {
        let mut history = lapsed(way_back(programme(), true, Scope::default()), &["security"]);
        order(&mut history, "2019-12-10");
        history
    };
    let mut in_time = ordered();
    let facts = in_time.pay("2019-12-31", "2020-01-03");
    assert!(matches!(facts[..], [_, Fact::Reactivated { .. }]), "{facts:?}");
    let mut late = ordered();
    let facts = late.pay("2020-01-01", "2020-01-03");
    assert!(matches!(facts[..], [Fact::PaymentRecorded { .. }]), "{facts:?}");
    assert_eq!(late.last_order().state(day("2020-01-03")), OrderState::SetAside);
    let facts = late.grant("2020-01-05", ExceptionKind::LatePayment, "2020-01-01");
    assert!(matches!(facts[..], [Fact::ExceptionGranted { .. }, Fact::Reactivated { .. }]), "{facts:?}");
    assert_eq!(late.standing("2020-01-05").status, Status::Active);
}

#[test]
fn what_was_reactivated_is_said_to_have_been_and_what_was_renewed_is_not() {
    let mut back = lapsed(way_back(programme(), true, Scope::default()), &["security"]);
    order(&mut back, "2019-11-20");
    back.pay("2019-11-20", "2019-11-20");
    let anniversary = day("2020-08-31");
    let reactivated = Reason::Reactivated { lapsed: day("2019-09-01"), on: day("2019-11-20"), anniversary };
    assert!(back.reasons("2020-01-01").contains(&reactivated));
    let mut renewed = History::level(programme(), &["security"]);
    renewed.renew("2019-09-20");
    let given = Reason::NextAnniversary { renewed: day("2019-09-01"), paid_on: day("2019-09-20"), anniversary };
    assert!(renewed.reasons("2020-01-01").contains(&given));
}

#[test]
fn a_reactivation_carries_through_the_areas_that_its_relief_waives_or_that_qualify() {
    let security = || Scope { areas: vec!["security".into()], ..Scope::default() };
    for (waives, scope, lost_on) in
        [(true, Scope::default(), None), (true, security(), Some("2019-11-21")), (false, Scope::default(), Some("2019-11-21"))]
    {
        let mut history = lapsed(way_back(examined(), waives, scope.clone()), &["security", "devops"]);
        history.pass("security", "2019-10-10", None);
        order(&mut history, "2019-11-20");
        history.pay("2019-11-20", "2019-11-20");
        assert_eq!(history.lost_on("devops", "2019-12-01").as_deref(), lost_on, "waives {waives} for {scope:?}");
    }
}

/// Two reliefs let the same lapse come back: what waives the requirements comes first, then what leaves more time.
#[test]
fn of_several_ways_back_the_one_that_asks_least_is_taken() {
    for (strict_until, lenient_until) in [("2020-01-31", "2019-12-31"), ("2019-12-31", "2020-01-31")] {
        for strict_first in [true, false] {
            let mut history = lapsed(way_back(examined(), true, Scope::default()), &["security"]);
            let lenient = &mut history.programme.reliefs[0];
            let mut strict = lenient.clone();
            strict.id = "strict".into();
            let terms = |relief: &mut jubilee_core::Relief, until: &str, waives: bool| {
                let reactivation = relief.announcements[0].reactivation.as_mut().unwrap();
                (reactivation.pay_until, reactivation.waives_requirements) = (day(until), waives);
            };
            terms(lenient, lenient_until, true);
            terms(&mut strict, strict_until, false);
            history.programme.reliefs.insert(usize::from(!strict_first), strict);
            let opening = history.standing("2019-12-01").reactivation.unwrap();
            assert_eq!((opening.relief.unwrap().as_str(), opening.until), ("way-back", day(lenient_until)));
        }
    }
}

#[test]
fn a_reactivation_looks_at_the_requirements_on_its_day_whatever_renewals_do() {
    for (since, until, lost_on) in [("2019-11-20", None, None), ("2018-09-01", Some("2019-11-19"), Some("2019-11-21"))] {
        let mut programme = way_back(examined(), false, Scope::default());
        level(&mut programme).renewal.as_mut().unwrap().check = Check::AtAnniversary;
        let mut history = lapsed(programme, &["security", "devops"]);
        history.pass("security", "2019-11-01", None);
        history.pass("devops", since, until);
        order(&mut history, "2019-11-20");
        history.pay("2019-11-20", "2019-11-20");
        assert_eq!(history.lost_on("devops", "2019-12-01").as_deref(), lost_on, "from {since} until {until:?}");
    }
}

#[test]
fn an_area_comes_back_without_being_met_only_where_that_is_waived_and_it_lapsed_with_its_level() {
    let waived = |history: &History, area: &str, on: &str| {
        let standing = history.standing(on);
        let found = standing.qualifications.iter().find(|found| found.area == Some(area.into())).unwrap();
        standing.is_waived_on_return(&history.member.subscriptions[0], found)
    };
    let lapsed_with = |waives: bool, prepare: &dyn Fn(&mut History)| {
        let mut history = History::level(way_back(examined(), waives, Scope::default()), &["security", "devops"]);
        prepare(&mut history);
        history.lapse("2019-10-02");
        history
    };
    let nothing = |_: &mut History| {};
    let relieved = lapsed_with(true, &nothing);
    assert!(!waived(&relieved, "security", "2019-10-31"), "nothing is announced yet");
    assert!(waived(&relieved, "security", "2019-11-01") && waived(&relieved, "devops", "2019-11-01"));
    assert!(!waived(&lapsed_with(false, &nothing), "security", "2019-11-01"), "that relief waives nothing");
    let passed = lapsed_with(true, &|history| history.pass("security", "2018-09-02", None));
    assert!(!waived(&passed, "security", "2019-11-01"), "what is met needs no waiver");
    assert!(waived(&passed, "devops", "2019-11-01"));
    let exempted = lapsed_with(false, &|history| drop(history.grant("2019-09-10", ExceptionKind::Exemption, "2019-11-30")));
    assert!(waived(&exempted, "security", "2019-11-30"), "staff waived it");
    assert!(!waived(&exempted, "security", "2019-12-01"));

    // Renewed without devops in 2019, which was lost alone; the level lapsed a year later.
    let mut programme = way_back(examined(), true, Scope::default());
    let back = programme.reliefs[0].announcements[0].reactivation.as_mut().unwrap();
    (back.until, back.pay_until) = (day("2020-12-31"), day("2020-12-31"));
    let mut history = History::level(programme, &["security", "devops"]);
    history.pass("security", "2018-09-02", Some("2020-06-30"));
    history.renew("2019-09-10");
    history.lapse("2020-10-01");
    assert!(waived(&history, "security", "2020-11-01"));
    assert!(!waived(&history, "devops", "2020-11-01"), "it was not among what lapsed");
}

#[test]
fn the_end_of_a_waiver_is_told_where_staff_let_it_come_back_for_longer() {
    let waived_until = |until: &str| {
        let mut history = lapsed(way_back(programme(), true, Scope::default()), &["security"]);
        history.grant("2019-11-02", ExceptionKind::Reactivation { base: Base::Anniversary }, until);
        let opening = history.standing("2019-11-02").reactivation.unwrap();
        (opening.until.to_string(), opening.waived_until.map(|day| day.to_string()))
    };
    let (relief_ends, later) = ("2019-12-31".to_owned(), "2020-01-31".to_owned());
    assert_eq!(waived_until("2020-01-31"), (later, Some(relief_ends.clone())));
    assert_eq!(waived_until("2019-12-31"), (relief_ends, None), "both end on one day");
    assert_eq!(waived_until("2019-12-01").1, None);
}

#[test]
fn a_payment_on_the_last_day_of_the_year_that_it_gives_brings_back() {
    let anniversary = ExceptionKind::Reactivation { base: Base::Anniversary };
    let mut history = History::package(programme());
    history.lapse("2019-10-02");
    history.grant("2020-09-30", anniversary, "2020-09-30");
    order(&mut history, "2020-09-30");
    let facts = history.pay("2020-09-30", "2020-09-30");
    assert!(facts.iter().any(|fact| matches!(fact, Fact::Reactivated { .. })), "{facts:?}");
    assert_eq!(history.standing("2020-09-30").status, Status::RenewalOpen);
}
