//! What pages and mails ask of the rules beside a standing: names, the path that counts, what comes back without being met.

use crate::benefit::benefit;
use crate::fixture::{History, act, day, examined, level, programme, usd, words};
use jubilee_core::{
    AreaId, Benefit, BenefitKind, Bill, Command, Lang, Measure, MeasureKind, Need, OfferId, Path, Qualification, Requirement,
    Span, Status, System, standing,
};

fn security(history: &History, on: &str) -> Qualification {
    let area = Some(AreaId::from("security"));
    history.standing(on).qualifications.into_iter().find(|found| found.area == area).unwrap()
}

#[test]
fn the_path_that_counts_is_the_one_that_is_met_and_otherwise_the_nearest() {
    let mut programme = examined();
    let need = |measure: &str, at_least| Need { measure: measure.into(), at_least };
    let path = |name: &str, needs| Path { name: words(name), needs };
    let paths = vec![
        path("references", vec![need("references", 4)]),
        path("people", vec![need("exams", 2)]),
        path("both", vec![need("exams", 1), need("references", 2)]),
    ];
    level(&mut programme).requirements = vec![Requirement { areas: Vec::new(), paths }];
    let mut history = History::level(programme, &["security"]);
    assert_eq!(security(&history, "2018-09-02").path(), Some(0), "of equals the first");
    history.pass("security", "2018-09-03", None);
    assert_eq!(security(&history, "2018-09-03").path(), Some(1));
    let attain = |amount| {
        let attained_on = day("2018-09-04");
        Command::Attain { measure: "references".into(), area: None, amount, attained_on, expires_on: None }
    };
    history.go("2018-09-04", attain(2));
    assert_eq!(security(&history, "2018-09-04").path(), Some(2), "the only one that is met");
    let nothing = History::level(crate::fixture::programme(), &["security"]);
    assert_eq!(security(&nothing, "2018-09-02").path(), None, "nothing is required");
}

#[test]
fn one_of_a_measure_has_its_own_name() {
    let mut measure = Measure {
        id: "exams".into(),
        kind: MeasureKind::Skills,
        name: words("people with an exam"),
        one: Some(words("person with an exam")),
        is_per_area: true,
    };
    let name = |measure: &Measure, amount| measure.counted(amount).get(Lang::En).to_owned();
    assert_eq!(
        [0, 1, 2].map(|amount| name(&measure, amount)),
        ["people", "person", "people"].map(|who| format!("{who} with an exam"))
    );
    measure.one = None;
    assert_eq!(name(&measure, 1), "people with an exam");
}

#[test]
fn requirements_are_asked_for_by_area_where_they_differ() {
    let mut programme = examined();
    let of_devops = Requirement { areas: vec![AreaId::from("devops")], ..level(&mut programme).requirements[0].clone() };
    let level = level(&mut programme);
    level.requirements = vec![of_devops];
    let asks = |areas: &[&str]| level.has_requirements(&areas.iter().map(|area| AreaId::from(*area)).collect::<Vec<_>>());
    assert!(!asks(&["security"]));
    assert!(asks(&["devops"]) && asks(&["security", "devops"]));
    assert!(asks(&[]), "any of its own, where none are named");
    level.requirements.clear();
    assert!(!level.has_requirements(&[]));
    let package = programme.versions[0].offer(&OfferId::from("action-pack")).unwrap();
    assert!(!package.has_requirements(&[]), "an offer without areas that asks for nothing");
}

#[test]
fn a_benefit_is_known_by_the_name_that_the_last_version_with_it_gives() {
    let benefit = |id: &str, name: &str| Benefit { name: words(name), ..benefit(id, BenefitKind::SupportIncidents, 1) };
    let mut programme = programme();
    let mut later = programme.versions[0].clone();
    (later.number, later.effective_on) = (2, day("2019-01-01"));
    level(&mut programme).benefits = vec![benefit("support", "Support"), benefit("seats", "Seats")];
    later.offers.iter_mut().find(|offer| offer.id == OfferId::from("gold")).unwrap().benefits =
        vec![benefit("seats", "Places")];
    programme.versions.push(later);
    let name = |id: &str| programme.benefit(&id.into()).map(|known| known.name.get(Lang::En));
    assert_eq!((name("support"), name("seats"), name("none")), (Some("Support"), Some("Places"), None));
}

#[test]
fn what_is_ordered_and_not_paid_shows_the_bill_of_its_order() {
    let programme = programme();
    let mut member = jubilee_core::Member::new(jubilee_core::MemberId::from_number(7).unwrap());
    let enrol = Command::Enrol { country: "US".to_owned(), system: System::Current };
    act(&programme, &mut member, enrol, day("2019-09-01")).unwrap();
    let buy = Command::OrderPurchase { offer: "action-pack".into(), areas: Vec::new() };
    act(&programme, &mut member, buy, day("2019-09-01")).unwrap();
    let standing = standing(&programme, &member, member.subscriptions[0].id, day("2019-09-02")).unwrap();
    assert_eq!((standing.status, standing.bill), (Status::Ordered, Some(Bill::untaxed(usd(47_500)))));
}

#[test]
fn a_version_for_begun_cycles_is_not_for_one_whose_window_opens_on_its_first_day() {
    let last_day = |effective_on: &str| {
        let mut history = History::package(programme());
        let mut version = history.programme.versions[0].clone();
        (version.number, version.effective_on, version.is_for_begun) = (2, day(effective_on), true);
        for rules in version.offers.iter_mut().filter_map(|offer| offer.renewal.as_mut()) {
            rules.closes = Span::Days(60);
        }
        history.programme.versions.push(version);
        history.standing("2019-09-05").cycle.unwrap().renew_until.to_string()
    };
    assert_eq!(last_day("2019-09-01"), "2019-10-31");
    assert_eq!(last_day("2019-09-02"), "2019-10-01");
}
