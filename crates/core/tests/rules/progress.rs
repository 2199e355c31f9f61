//! How far a member is with a requirement, and the names of things.

use std::collections::BTreeSet;

use crate::fixture::{act, day, member_with, programme};
use jubilee_core::{
    ActionKind, AreaId, Command, ExceptionKind, Measure, MeasureKind, Member, Need, NeedProgress, OfferId, OrderState, Path,
    Programme, Requirement, RequirementState, Rule, Status, qualification,
};

fn need(measure: &str, at_least: u32) -> Need {
    Need { measure: measure.into(), at_least }
}

/// The level asks for two people and 200 users, or for three people and two references.
fn demanding() -> Programme {
    let mut programme = programme();
    let version = &mut programme.versions[0];
    let name = version.offers[0].name.clone();
    let measure = |id: &str, kind| Measure { id: id.into(), kind, name: name.clone(), one: None, is_per_area: true };
    version.measures = vec![
        measure("people", MeasureKind::Skills),
        measure("users", MeasureKind::Performance),
        measure("references", MeasureKind::References),
    ];
    let path = |needs| Path { name: name.clone(), needs };
    let level = version.offers.iter_mut().find(|offer| offer.id == OfferId::from("gold")).unwrap();
    level.requirements = vec![Requirement {
        areas: Vec::new(),
        paths: vec![path(vec![need("people", 2), need("users", 200)]), path(vec![need("people", 3), need("references", 2)])],
    }];
    programme
}

fn attain(programme: &Programme, member: &mut Member, measure: &str, amount: u32, since: &str, until: Option<&str>) {
    let area = Some(AreaId::from("security"));
    let attain = Command::Attain { measure: measure.into(), area, amount, attained_on: day(since), expires_on: until.map(day) };
    act(programme, member, attain, day("2019-06-01")).unwrap();
}

/// The state, and what is missing on the nearest path as `measure have/need`.
fn progress(attained: &[(&str, u32, &str, Option<&str>)]) -> (RequirementState, Vec<String>) {
    let programme = demanding();
    let mut member = member_with("gold", day("2018-09-01"), None);
    for (measure, amount, since, until) in attained {
        attain(&programme, &mut member, measure, *amount, since, *until);
    }
    let area = AreaId::from("security");
    let found = qualification(&programme, &member, &OfferId::from("gold"), Some(&area), day("2019-06-01")).unwrap();
    let text = |need: NeedProgress| format!("{} {}/{}", need.measure, need.have, need.need);
    (found.state, found.missing().into_iter().map(text).collect())
}

#[test]
fn what_is_missing_is_told_for_the_path_that_is_nearest() {
    let missing = |attained: &[_]| progress(attained).1;
    assert_eq!(missing(&[]), ["people 0/2", "users 0/200"], "of equals the first");
    assert_eq!(missing(&[("references", 1, "2019-01-01", None)]), ["people 0/3", "references 1/2"]);
    assert_eq!(missing(&[("people", 2, "2019-01-01", None)]), ["users 0/200"]);
    let mixed = [("references", 1, "2019-01-01", None), ("people", 2, "2019-01-01", None)];
    assert_eq!(missing(&mixed), ["people 2/3", "references 1/2"], "583 of 1000 are nearer than 500");
    let uneven = [("users", 900, "2019-01-01", None), ("references", 2, "2019-01-01", None)];
    assert_eq!(missing(&uneven), ["people 0/2"], "more than enough of one makes up for nothing");
}

#[test]
fn a_path_with_more_needs_is_not_nearer_for_their_number() {
    let mut programme = demanding();
    let level = programme.versions[0].offers.iter_mut().find(|offer| offer.id == OfferId::from("gold")).unwrap();
    let paths = &mut level.requirements[0].paths;
    paths[1].needs = vec![need("references", 5)];
    let mut member = member_with("gold", day("2018-09-01"), None);
    for (measure, amount) in [("people", 1), ("users", 100), ("references", 3)] {
        attain(&programme, &mut member, measure, amount, "2019-01-01", None);
    }
    let area = AreaId::from("security");
    let found = qualification(&programme, &member, &OfferId::from("gold"), Some(&area), day("2019-06-01")).unwrap();
    let missing = found.missing();
    assert!(matches!(&missing[..], [need] if (need.have, need.need) == (3, 5)), "three fifths before two halves: {missing:?}");
}

#[test]
fn a_requirement_is_met_by_one_whole_path() {
    let state = |attained: &[_]| progress(attained).0;
    assert_eq!(state(&[]), RequirementState::NotStarted);
    assert_eq!(state(&[("people", 1, "2019-01-01", None)]), RequirementState::InProgress);
    let halves = [("people", 2, "2019-01-01", None), ("references", 2, "2019-01-01", None)];
    assert_eq!(state(&halves), RequirementState::InProgress, "half of each path is no path");
    let whole = [("people", 2, "2019-01-01", None), ("users", 200, "2019-01-01", None)];
    assert_eq!(state(&whole), RequirementState::Complete);
}

#[test]
fn people_are_added_up_and_of_users_the_latest_figure_counts() {
    let people = [("people", 1, "2019-01-01", None), ("people", 1, "2019-02-01", None), ("users", 200, "2019-01-01", None)];
    assert_eq!(progress(&people).0, RequirementState::Complete);
    let fewer = [("people", 2, "2019-01-01", None), ("users", 200, "2019-01-01", None), ("users", 150, "2019-02-01", None)];
    assert_eq!(progress(&fewer).1, ["users 150/200"]);
    let corrected = [("people", 2, "2019-01-01", None), ("users", 150, "2019-02-01", None), ("users", 200, "2019-02-01", None)];
    assert_eq!(progress(&corrected).0, RequirementState::Complete, "of one day, the one that was recorded later");
}

#[test]
fn an_attainment_counts_from_its_first_day_through_its_last() {
    let until = |until| progress(&[("people", 2, "2019-01-01", None), ("users", 200, "2019-06-01", Some(until))]).0;
    assert_eq!(until("2019-06-01"), RequirementState::Complete);
    let ended = [("people", 2, "2019-01-01", None), ("users", 200, "2019-01-01", Some("2019-05-31"))];
    assert_eq!(progress(&ended).1, ["users 0/200"]);
}

/// Every interface names things by these ids, so they are all there and all different.
#[test]
fn names_are_all_there_and_all_different() {
    let all_differ = |names: Vec<&'static str>| {
        assert!(names.iter().all(|name| !name.is_empty()), "{names:?}");
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    };
    all_differ(Status::ALL.iter().map(|status| status.id()).collect());
    all_differ(MeasureKind::ALL.iter().map(|kind| kind.id()).collect());
    all_differ(Rule::ALL.iter().map(|rule| rule.id()).collect());
    let actions = [ActionKind::Renew, ActionKind::Pay, ActionKind::Reactivate, ActionKind::Buy];
    all_differ(actions.iter().map(|action| action.id()).collect());
    let states = [RequirementState::NotStarted, RequirementState::InProgress, RequirementState::Complete];
    all_differ(states.iter().map(|state| state.id()).collect());
    all_differ(OrderState::ALL.iter().map(|order| order.id()).collect());
    let reactivation = ExceptionKind::Reactivation { base: jubilee_core::Base::Anniversary };
    let exceptions = [ExceptionKind::Exemption, ExceptionKind::Extension, reactivation, ExceptionKind::LatePayment];
    all_differ(exceptions.iter().map(|exception| exception.id()).collect());
}
