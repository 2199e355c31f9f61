//! What a member attained: facts with a first and a last day.

use crate::fixture::{History, day, examined};
use jubilee_core::{AreaId, Command, Fact, Lift, Reason};

fn attain(measure: &str, area: Option<&str>, amount: u32, since: &str, until: Option<&str>) -> Command {
    let (measure, area, expires_on) = (measure.into(), area.map(AreaId::from), until.map(day));
    Command::Attain { measure, area, amount, attained_on: day(since), expires_on }
}

#[test]
fn what_cannot_be_attained_is_refused() {
    let mut history = History::level(examined(), &["security"]);
    let too_short = Reason::AttainedTooShort { on: day("2019-06-01"), ends_on: day("2019-05-31") };
    let unknown = Reason::UnknownMeasure { measure: "revenue".into() };
    let no_area = Reason::MeasureNeedsArea { measure: "exams".into() };
    let no_such_area = Reason::UnknownArea { area: "painting".into() };
    let every_area = Reason::MeasureHasNoArea { measure: "references".into() };
    let ahead = Reason::AttainedAhead { on: day("2019-06-02"), today: day("2019-06-01") };
    for (command, reason) in [
        (attain("exams", Some("security"), 0, "2019-06-01", None), Reason::NothingAttained),
        (attain("exams", Some("security"), 1, "2019-06-01", Some("2019-05-31")), too_short),
        (attain("exams", Some("security"), 1, "2019-06-02", None), ahead),
        (attain("exams", Some("painting"), 1, "2019-06-01", None), no_such_area),
        (attain("exams", None, 1, "2019-06-01", None), no_area),
        (attain("references", Some("security"), 1, "2019-06-01", None), every_area),
        (attain("revenue", None, 1, "2019-06-01", None), unknown),
    ] {
        let refusal = history.attempt("2019-06-01", command.clone()).unwrap_err();
        assert_eq!(refusal.reasons, [reason], "{command:?}");
    }
}

#[test]
fn what_is_attained_may_end_on_its_first_day_or_later_and_is_numbered() {
    let mut history = History::level(examined(), &["security"]);
    for (number, command) in [
        (1, attain("exams", Some("security"), 1, "2019-06-01", Some("2019-06-01"))),
        (2, attain("exams", Some("security"), 1, "2019-05-01", Some("2019-06-01"))),
        (3, attain("references", None, 4, "2019-05-01", None)),
    ] {
        let facts = history.go("2019-06-01", command);
        assert!(matches!(facts[..], [Fact::Attained { attainment, .. }] if attainment == number), "{facts:?}");
    }
}

#[test]
fn what_was_attained_is_ended_once_and_not_before_its_first_day() {
    let mut history = History::level(examined(), &["security"]);
    history.pass("security", "2019-03-01", None);
    history.pass("security", "2019-05-01", None);
    let end = |attainment, ended_on| Command::EndAttainment { attainment, ended_on: day(ended_on) };
    let refusal = history.attempt("2019-06-01", end(2, "2019-04-30")).unwrap_err();
    let too_short = Reason::AttainedTooShort { on: day("2019-05-01"), ends_on: day("2019-04-30") };
    assert_eq!((&refusal.reasons[..], refusal.lift), (&[too_short][..], Lift::Correct));
    history.go("2019-06-01", end(2, "2019-05-01"));
    let ended = history.member.attainments.iter().map(|attainment| attainment.ended_on).collect::<Vec<_>>();
    assert_eq!(ended, [None, Some(day("2019-05-01"))]);
    for unknown in [end(2, "2019-05-20"), end(3, "2019-05-20")] {
        assert_eq!(history.attempt("2019-06-01", unknown).unwrap_err().reasons, [Reason::UnknownAttainment]);
    }
    history.go("2019-06-01", end(1, "2019-05-20"));
}

#[test]
fn what_is_attained_is_recorded_once_and_again_only_after_it_was_ended() {
    let mut history = History::level(examined(), &["security"]);
    let exams = |amount, since: &str, until| attain("exams", Some("security"), amount, since, until);
    history.go("2019-06-01", exams(2, "2019-05-01", None));
    let refusal = history.attempt("2019-06-02", exams(2, "2019-05-01", None)).unwrap_err();
    assert_eq!((&refusal.reasons[..], refusal.lift), (&[Reason::AlreadyAttained { attainment: 1 }][..], Lift::Correct));
    // Whatever differs in one thing is something else.
    history.go("2019-06-02", exams(3, "2019-05-01", None));
    history.go("2019-06-02", exams(2, "2019-05-02", None));
    history.go("2019-06-02", exams(2, "2019-05-01", Some("2019-12-31")));
    history.go("2019-06-02", attain("exams", Some("devops"), 2, "2019-05-01", None));
    history.go("2019-06-03", Command::EndAttainment { attainment: 1, ended_on: day("2019-06-03") });
    history.go("2019-06-03", exams(2, "2019-05-01", None));
    assert_eq!(history.member.attainments.len(), 6);
}
