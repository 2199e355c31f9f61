//! Announcements of reliefs: who is told, when, and of what.

use crate::fixture::{History, announced, day, examined, programme, relief};
use jubilee_core::{
    Announcement, Base, Command, Day, ExceptionKind, Fact, Move, Reactivation, Reason, Relief, Span, Step, agenda,
};

/// The announcements that are due to a member on a day, as `relief number day`.
fn due(history: &History, today: &str, live_from: Day) -> Vec<String> {
    let due = agenda(&history.programme, &history.member, history.id(), day(today), live_from);
    let announcement = due.into_iter().filter_map(|due| match due.step {
        Step::Announcement(relief, number) => Some(format!("{relief} {number} {}", due.on)),
        _ => None,
    });
    announcement.collect()
}

/// A waiver of the level's requirements for the anniversaries from July 2019 on, announced on a day.
fn waiver(on: &str) -> Announcement {
    Announcement { waives_requirements: true, ..announced(on, "2019-07-01", "2019-12-31") }
}

fn level(reliefs: Vec<Relief>) -> History {
    let mut history = History::level(examined(), &["security"]);
    history.programme.reliefs = reliefs;
    history
}

fn announce(relief: &str, announcement: u8, history: &History) -> Command {
    Command::Announce { subscription: history.id(), relief: relief.into(), announcement }
}

#[test]
fn a_relief_is_told_from_its_announcement_on_to_whom_it_gives_something() {
    let history = level(vec![relief("waiver", vec![waiver("2019-08-13")])]);
    assert!(due(&history, "2019-08-12", Day::MIN).is_empty());
    assert_eq!(due(&history, "2019-08-13", Day::MIN), ["waiver 0 2019-08-13"]);
    assert_eq!(due(&history, "2019-09-30", day("2019-08-13")), ["waiver 0 2019-08-13"]);
    assert!(due(&history, "2019-09-30", day("2019-08-14")).is_empty(), "what ran the programme before told it");
    let mut package = History::package(programme());
    package.programme.reliefs = history.programme.reliefs.clone();
    assert!(due(&package, "2019-09-30", Day::MIN).is_empty());
    let before = |on: &str| due(&level(vec![relief("waiver", vec![waiver(on)])]), "2019-09-30", Day::MIN).len();
    assert_eq!([before("2018-08-31"), before("2018-09-02")], [0, 1], "who came later was told what holds when buying");
}

/// T38: the fee of the year is paid, and the relief still names the cycle that was renewed.
#[test]
fn who_had_renewed_is_told_what_carries_through_to_the_next_anniversary() {
    let mut history = level(vec![relief("waiver", vec![waiver("2019-09-20")])]);
    history.pass("security", "2019-01-01", None);
    history.renew("2019-09-10");
    assert_eq!(due(&history, "2019-09-20", Day::MIN), ["waiver 0 2019-09-20"]);
    let mut later = level(vec![relief("waiver", vec![waiver("2020-10-05")])]);
    later.pass("security", "2019-01-01", None);
    later.renew("2019-09-10");
    assert!(due(&later, "2020-10-05", Day::MIN).is_empty(), "what was carried through has lapsed");
}

#[test]
fn a_withdrawal_is_told_to_whom_it_takes_something() {
    let mut history = level(vec![relief("waiver", vec![waiver("2019-03-01")])]);
    let tell = announce("waiver", 0, &history);
    history.go("2019-03-01", tell);
    history.programme.reliefs[0].withdrawn_on = Some(day("2019-08-01"));
    assert_eq!(due(&history, "2019-08-01", Day::MIN), ["waiver 1 2019-08-01"]);
    history.programme.reliefs[0].withdrawn_on = Some(day("2019-09-02"));
    assert!(due(&history, "2019-09-02", Day::MIN).is_empty(), "after the anniversary it stays");
}

#[test]
fn a_revision_that_changes_nothing_for_a_member_is_not_told() {
    let revised = Announcement { until: day("2020-06-30"), ..waiver("2019-05-01") };
    let history = level(vec![relief("waiver", vec![waiver("2019-03-01"), revised])]);
    assert_eq!(due(&history, "2019-05-01", Day::MIN), ["waiver 0 2019-03-01"]);
}

/// Another relief had brought the year into the range; the revision names it for itself on the day on which that other one ends.
#[test]
fn since_when_a_year_is_named_makes_no_difference_to_what_is_told() {
    let moves = Some(Move::To(day("2020-02-01")));
    let mut moving = relief("moving", vec![Announcement { moves, ..announced("2019-01-01", "2019-07-01", "2019-12-31") }]);
    moving.withdrawn_on = Some(day("2019-03-01"));
    let elsewhere = Announcement { from: day("2020-01-01"), until: day("2020-12-31"), ..waiver("2019-02-01") };
    let history = level(vec![moving, relief("waiver", vec![elsewhere, waiver("2019-03-01")])]);
    assert!(!due(&history, "2019-03-01", Day::MIN).contains(&"waiver 1 2019-03-01".to_owned()));
}

/// A way back for what lapsed in 2019, announced on a day, with the last value date.
fn way_back(on: &str, pay_until: &str, needs_approval: bool) -> Announcement {
    let reactivation = Reactivation {
        from: day("2019-01-01"),
        until: day("2019-12-31"),
        pay_until: day(pay_until),
        needs_approval,
        waives_requirements: true,
        base: Base::Anniversary,
    };
    Announcement { reactivation: Some(reactivation), ..announced(on, "2025-01-01", "2025-12-31") }
}

#[test]
fn a_way_back_is_told_to_who_has_lapsed_and_again_when_it_gets_longer() {
    let longer = vec![way_back("2019-11-01", "2019-12-31", false), way_back("2019-12-01", "2020-02-29", false)];
    let mut history = level(vec![relief("way-back", longer)]);
    history.lapse("2019-10-02");
    assert_eq!(due(&history, "2019-12-01", Day::MIN), ["way-back 0 2019-11-01", "way-back 1 2019-12-01"]);
}

#[test]
fn what_is_told_counts_from_the_day_of_the_announcement_and_is_told_once() {
    let mut history = level(vec![relief("waiver", vec![waiver("2019-08-13")])]);
    let tell = announce("waiver", 0, &history);
    let early = history.attempt("2019-08-12", tell.clone()).unwrap_err();
    assert_eq!(early.reasons, [Reason::StepClosed]);
    let told = history.attempt("2019-08-20", tell.clone()).unwrap();
    assert!(matches!(&told[..], [entry] if entry.effective_on == day("2019-08-13")
        && matches!(entry.fact, Fact::Announced { announcement: 0, .. })));
    for refused in [tell, announce("waiver", 1, &history), announce("unknown", 0, &history)] {
        assert_eq!(history.attempt("2019-08-20", refused).unwrap_err().reasons, [Reason::StepClosed]);
    }
}

/// What is decided about an announcement on a day: told as an announcement or as a withdrawal, or superseded.
fn decided(history: &History, number: u8, today: &str) -> &'static str {
    let decision = jubilee_core::decide(&history.programme, &history.member, announce("waiver", number, history), day(today));
    match &decision.unwrap().reasons[..] {
        [Reason::ReliefAnnounced { .. }] => "announced",
        [Reason::ReliefWithdrawn { .. }] => "withdrawn",
        [Reason::AnnouncementSuperseded { .. }] => "superseded",
        other => panic!("{other:?}"),
    }
}

#[test]
fn after_an_outage_only_the_newest_announcement_that_still_concerns_the_member_is_told() {
    let narrower = announced("2019-06-01", "2019-07-01", "2019-12-31");
    let mut history = level(vec![relief("waiver", vec![waiver("2019-03-01"), narrower])]);
    assert_eq!(decided(&history, 0, "2019-03-01"), "announced");
    assert_eq!(decided(&history, 0, "2019-05-31"), "announced");
    assert_eq!(decided(&history, 0, "2019-06-01"), "superseded");
    assert_eq!(decided(&history, 1, "2019-06-01"), "announced");
    assert_eq!(decided(&history, 1, "2019-10-02"), "superseded", "the year has lapsed");
    history.programme.reliefs[0].withdrawn_on = Some(day("2019-08-01"));
    assert_eq!(decided(&history, 1, "2019-08-01"), "superseded");
    assert_eq!(decided(&history, 2, "2019-08-01"), "withdrawn");
}

/// A relief moves the year into the range of another, and is withdrawn before anybody was told about the other.
#[test]
fn what_gives_nothing_any_more_is_not_told() {
    let moves = Some(Move::To(day("2020-02-01")));
    let mut moving = relief("moving", vec![Announcement { moves, ..announced("2019-01-01", "2019-07-01", "2019-12-31") }]);
    moving.withdrawn_on = Some(day("2019-03-01"));
    let beyond = Announcement { from: day("2020-01-01"), until: day("2020-12-31"), ..waiver("2019-02-01") };
    let history = level(vec![moving, relief("waiver", vec![beyond])]);
    assert_eq!(decided(&history, 0, "2019-02-28"), "announced");
    assert_eq!(decided(&history, 0, "2019-03-01"), "superseded");
}

#[test]
fn what_gives_something_else_than_on_its_day_is_still_told() {
    let moving = |id: &str, on: &str, moves: Move| {
        relief(id, vec![Announcement { moves: Some(moves), ..announced(on, "2019-07-01", "2019-12-31") }])
    };
    let mut further = moving("further", "2019-01-01", Move::To(day("2019-12-01")));
    further.withdrawn_on = Some(day("2019-03-01"));
    let history = level(vec![further, moving("waiver", "2019-02-01", Move::By(Span::Days(14)))]);
    assert_eq!(decided(&history, 0, "2019-02-28"), "announced", "from 1 to 15 December");
    assert_eq!(decided(&history, 0, "2019-03-01"), "announced", "from 1 to 15 September");

    let mut lapsed = level(vec![relief("waiver", vec![way_back("2019-11-01", "2019-12-31", true)])]);
    lapsed.lapse("2019-10-02");
    lapsed.grant("2019-11-05", ExceptionKind::Reactivation { base: Base::Anniversary }, "2019-11-20");
    assert_eq!(decided(&lapsed, 0, "2019-11-04"), "announced", "staff have to approve");
    assert_eq!(decided(&lapsed, 0, "2019-11-05"), "announced", "staff have approved");
}
