//! The areas of a level: each qualifies, is exempt or is lost alone, and the level renews when one of them does.

use crate::fixture::{History, announced, day, examined, level, relief};
use jubilee_core::{Announcement, AreaId, Check, Command, ExceptionKind, Lift, Reason, RequirementState, Span};

/// A level that was renewed with security on 2019-09-10. The exam of devops counted from a day until another, or was never passed; the
/// area is lost on 2019-10-02, the day after the window, unless that keeps it.
fn renewed(check: Check, devops: Option<(&str, Option<&str>)>) -> History {
    let mut programme = examined();
    level(&mut programme).renewal.as_mut().unwrap().check = check;
    let mut history = History::level(programme, &["security", "devops"]);
    history.pass("security", "2018-09-01", Some("2019-09-30"));
    history.renew("2019-09-10");
    if let Some((since, until)) = devops {
        history.pass("devops", since, until);
    }
    history
}

#[test]
fn an_area_is_kept_when_its_requirements_are_met_on_a_day_that_counts() {
    let period = Check::Within { from: Span::Days(-10), until: Span::Days(5) };
    for (check, since, until, is_kept) in [
        (Check::AtRenewal, "2019-10-01", None, true),
        (Check::AtRenewal, "2019-10-02", None, false),
        (Check::AtRenewal, "2018-09-01", Some("2019-09-10"), true),
        (Check::AtRenewal, "2018-09-01", Some("2019-09-09"), false),
        (Check::AtAnniversary, "2019-09-01", None, true),
        (Check::AtAnniversary, "2019-09-02", None, false),
        (Check::AtAnniversary, "2018-09-01", Some("2019-09-01"), true),
        (Check::AtAnniversary, "2018-09-01", Some("2019-08-31"), false),
        (period, "2019-09-06", None, true),
        (period, "2019-09-07", None, false),
        (period, "2018-09-01", Some("2019-08-22"), true),
        (period, "2018-09-01", Some("2019-08-21"), false),
    ] {
        let lost_on = renewed(check, Some((since, until))).lost_on("devops", "2019-12-01");
        let expected = if is_kept { None } else { Some("2019-10-02") };
        assert_eq!(lost_on.as_deref(), expected, "{check:?}: from {since} until {until:?}");
    }
}

#[test]
fn an_area_that_was_left_out_is_said_to_lapse_and_then_to_have_lapsed() {
    let history = renewed(Check::AtRenewal, None);
    let (area, on) = (AreaId::from("devops"), day("2019-10-02"));
    let said = |on: &str, reason: &Reason| history.reasons(on).contains(reason);
    let [lapses, lapsed] = [Reason::AreaLapses { area: area.clone(), on }, Reason::AreaLapsed { area, on }];
    assert_eq!([said("2019-10-01", &lapses), said("2019-10-01", &lapsed)], [true, false]);
    assert_eq!([said("2019-10-02", &lapses), said("2019-10-02", &lapsed)], [false, true]);
}

#[test]
fn a_renewal_asks_for_an_area_until_the_day_on_which_it_is_lost() {
    let history = renewed(Check::AtRenewal, None);
    let asked = |on: &str| -> Vec<String> {
        let refusal = history.standing(on).actions.remove(0).refusal.unwrap();
        let areas = refusal.reasons.into_iter().filter_map(|reason| match reason {
            Reason::RequirementsNotMet { area, .. } => area.map(|area| area.to_string()),
            _ => None,
        });
        areas.collect()
    };
    assert_eq!(asked("2019-10-01"), ["security", "devops"]);
    assert_eq!(asked("2019-10-02"), ["security"]);
}

#[test]
fn an_area_is_held_until_it_is_lost_and_can_then_be_covered_again() {
    let mut history = renewed(Check::AtRenewal, None);
    let (subscription, area) = (history.id(), AreaId::from("devops"));
    let cover = Command::CoverArea { subscription, area: area.clone() };
    let held = [Reason::AreaHeld { area: area.clone() }];
    assert_eq!(history.attempt("2019-10-01", cover.clone()).unwrap_err().reasons, held);
    let refusal = history.attempt("2019-10-02", cover.clone()).unwrap_err();
    assert!(matches!(refusal.reasons[..], [Reason::RequirementsNotMet { .. }]), "{refusal:?}");
    history.pass("devops", "2019-10-02", None);
    history.go("2019-10-02", cover.clone());
    assert_eq!(history.attempt("2019-10-03", cover).unwrap_err().reasons, held);
    assert_eq!(history.lost_on("devops", "2019-10-03"), None);
}

#[test]
fn a_level_can_cover_only_the_areas_of_its_offer() {
    let mut history = renewed(Check::AtRenewal, None);
    let cover = Command::CoverArea { subscription: history.id(), area: AreaId::from("painting") };
    let refusal = history.attempt("2019-10-05", cover).unwrap_err();
    assert!(matches!(refusal.reasons[..], [Reason::AreasNeeded { .. }]), "{refusal:?}");
    assert_eq!(refusal.lift, Lift::Correct);
}

#[test]
fn of_what_staff_allow_only_an_exemption_that_counts_in_time_keeps_an_area() {
    for (kind, until, lost_on) in [
        (ExceptionKind::Exemption, "2019-09-10", None),
        (ExceptionKind::Exemption, "2019-09-09", Some("2019-10-02")),
        (ExceptionKind::Extension, "2019-10-05", Some("2019-10-06")),
        (ExceptionKind::LatePayment, "2019-10-05", Some("2019-10-02")),
    ] {
        let mut history = History::level(examined(), &["security", "devops"]);
        history.pass("security", "2018-09-01", None);
        history.grant("2019-09-05", kind, until);
        history.renew("2019-09-10");
        assert_eq!(history.lost_on("devops", "2019-12-01").as_deref(), lost_on, "{kind:?} until {until}");
    }
}

#[test]
fn an_exemption_of_one_year_keeps_no_area_in_the_next() {
    let mut history = History::level(examined(), &["security", "devops"]);
    history.pass("security", "2018-09-01", None);
    history.grant("2019-09-05", ExceptionKind::Exemption, "2020-12-31");
    history.renew("2019-09-10");
    history.renew("2020-09-10");
    assert_eq!(history.lost_on("devops", "2020-09-10").as_deref(), Some("2020-10-01"));
}

#[test]
fn what_is_met_or_at_risk_is_said_only_where_something_is_required() {
    let said = |history: &History| -> Vec<Reason> {
        let mut reasons = history.reasons("2019-06-01");
        reasons.retain(|reason| matches!(reason, Reason::RequirementsMet { .. } | Reason::AtRisk { .. }));
        reasons
    };
    let mut history = History::level(examined(), &["security"]);
    let area = Some(AreaId::from("security"));
    assert!(
        matches!(&said(&history)[..], [Reason::AtRisk { area: at_risk, missing }] if *at_risk == area && missing.len() == 1)
    );
    history.pass("security", "2019-05-01", None);
    assert_eq!(said(&history), [Reason::RequirementsMet { area }]);
    level(&mut history.programme).requirements.clear();
    assert_eq!(said(&history), []);
}

/// Ordered in a window that opens 30 days before the anniversary; the other area is met by nobody.
#[test]
fn a_waiver_that_stands_when_the_renewal_is_ordered_or_comes_before_the_window_closes_keeps_every_area() {
    for (announced_on, withdrawn_on, lost_on) in [
        ("2019-08-10", Some("2019-08-15"), None),
        ("2019-08-11", Some("2019-08-15"), Some("2019-10-02")),
        ("2019-10-01", None, None),
        ("2019-10-02", None, Some("2019-10-02")),
    ] {
        let mut programme = examined();
        level(&mut programme).renewal.as_mut().unwrap().opens = Span::Days(-30);
        let waiver = Announcement { waives_requirements: true, ..announced(announced_on, "2019-07-01", "2019-12-31") };
        programme.reliefs = vec![relief("waiver", vec![waiver])];
        programme.reliefs[0].withdrawn_on = withdrawn_on.map(day);
        let mut history = History::level(programme, &["security", "devops"]);
        history.pass("security", "2018-09-01", None);
        history.renew("2019-08-10");
        let found = history.lost_on("devops", "2019-12-01");
        assert_eq!(found.as_deref(), lost_on, "announced on {announced_on}, withdrawn on {withdrawn_on:?}");
    }
}

/// Earlier records may not say which areas a level covered: any of the offer's is enough, and none is named.
#[test]
fn where_the_areas_are_not_known_one_that_qualifies_is_enough() {
    let mut history = History::level(examined(), &[]);
    let found = |history: &History| {
        let [found] = &history.standing("2019-06-01").qualifications[..] else { panic!("one for the level as a whole") };
        (found.area.clone(), found.state)
    };
    assert_eq!(found(&history), (None, RequirementState::NotStarted));
    history.pass("devops", "2019-03-01", None);
    assert_eq!(found(&history), (None, RequirementState::Complete));
}
