//! What a relief gives a year, from its announcement on (R13, R14, R16).

use crate::fixture::{History, announced, day, examined, relief, words};
use jubilee_core::{Announcement, AreaId, Command, Lang, Move, Relief, Scope, current_term};

#[test]
fn reminders_say_what_the_last_relief_with_words_for_them_says() {
    let worded = |on: &str, text: &str| {
        let reminder = Some(words(text));
        vec![Announcement { reminder, ..announced(on, "2019-07-01", "2019-12-31") }]
    };
    let mut history = History::level(examined(), &["security"]);
    history.programme.reliefs = vec![
        relief("first", worded("2019-03-01", "requirements waived")),
        relief("second", worded("2019-04-01", "fee still due")),
        relief("silent", vec![announced("2019-05-01", "2019-07-01", "2019-12-31")]),
        relief(
            "other",
            vec![Announcement { reminder: Some(words("never")), ..announced("2019-03-01", "2020-01-01", "2020-12-31") }],
        ),
    ];
    let said = |on: &str| {
        let term = current_term(&history.programme, &history.member.subscriptions[0], day(on)).unwrap();
        term.reminder_text().map(|words| words.get(Lang::En))
    };
    assert_eq!(said("2019-02-28"), None);
    assert_eq!(said("2019-03-01"), Some("requirements waived"));
    assert_eq!(said("2019-04-01"), Some("fee still due"));
    assert_eq!(said("2019-05-01"), Some("fee still due"));
}

/// After the anniversary only a cycle that was not named before can be named; a withdrawal ends even that, on its own day.
#[test]
fn a_relief_that_is_revised_and_withdrawn_on_one_day_names_nothing_anew() {
    let anniversary = |withdrawn_on: &str| {
        let mut history = History::level(examined(), &["security"]);
        let moves = Some(Move::To(day("2019-12-01")));
        let elsewhere = announced("2019-03-01", "2020-01-01", "2020-12-31");
        let here = Announcement { moves, ..announced("2019-09-10", "2019-07-01", "2019-12-31") };
        history.programme.reliefs = vec![relief("revised", vec![elsewhere, here])];
        history.programme.reliefs[0].withdrawn_on = Some(day(withdrawn_on));
        history.standing("2019-09-20").cycle.unwrap().anniversary.to_string()
    };
    assert_eq!(anniversary("2019-09-11"), "2019-12-01");
    assert_eq!(anniversary("2019-09-10"), "2019-09-01");
}

/// R17: the exemption holds until the next renewal date, and not beyond.
#[test]
fn what_a_relief_waived_stays_exempt_through_the_next_anniversary() {
    let waiver = Announcement { waives_requirements: true, ..announced("2019-08-13", "2019-07-01", "2019-12-31") };
    let mut history = History::level(examined(), &["security"]);
    history.programme.reliefs = vec![relief("waiver", vec![waiver])];
    history.renew("2019-09-10");
    let exempt_until = |on: &str| history.standing(on).exemption().map(|exemption| exemption.until.to_string());
    assert_eq!(exempt_until("2019-09-11").as_deref(), Some("2020-08-31"));
    assert_eq!(exempt_until("2020-08-31").as_deref(), Some("2020-08-31"));
    assert_eq!(exempt_until("2020-09-01"), None);
}

/// A relief for one area exempts nothing in a year in which the subscription did not cover that area.
#[test]
fn an_area_that_was_added_later_is_not_exempt_by_what_was_waived_for_the_year_before() {
    let exempt = |covered_before: bool| {
        let scope = Scope { areas: vec![AreaId::from("devops")], ..announced("2019-08-13", "2019-07-01", "2019-12-31").scope };
        let waiver = Announcement { waives_requirements: true, scope, ..announced("2019-08-13", "2019-07-01", "2019-12-31") };
        let mut history = History::level(examined(), &["security"]);
        history.programme.reliefs = vec![relief("waiver", vec![waiver])];
        history.pass("security", "2018-09-02", None);
        history.pass("devops", "2018-09-02", Some("2019-10-31"));
        let cover = Command::CoverArea { subscription: history.id(), area: AreaId::from("devops") };
        if covered_before {
            history.go("2018-09-02", cover.clone());
        }
        history.renew("2019-09-10");
        if !covered_before {
            history.go("2019-09-20", cover);
        }
        let standing = history.standing("2019-12-01");
        let found = standing.qualifications.iter().find(|found| found.area == Some(AreaId::from("devops")));
        found.unwrap().exemption.is_some()
    };
    assert!(exempt(true));
    assert!(!exempt(false));
}

#[test]
fn the_events_of_a_relief_are_numbered_and_end_with_its_withdrawal() {
    let mut revised = relief("revised", vec![announced("2019-03-01", "2019-07-01", "2019-12-31")]);
    revised.announcements.push(announced("2019-05-01", "2019-07-01", "2020-12-31"));
    let events = |relief: &Relief| relief.events().map(|(number, on)| (number, on.to_string())).collect::<Vec<_>>();
    let [first, second] = [(0, "2019-03-01".to_owned()), (1, "2019-05-01".to_owned())];
    assert_eq!(events(&revised), [first.clone(), second.clone()]);
    revised.withdrawn_on = Some(day("2019-05-02"));
    assert_eq!(events(&revised), [first.clone(), second.clone(), (2, "2019-05-02".to_owned())]);
    revised.withdrawn_on = Some(day("2019-05-01"));
    assert_eq!(events(&revised), [first, second], "withdrawn on the day of its revision, which is not told");
}
