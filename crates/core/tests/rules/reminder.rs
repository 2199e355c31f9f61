//! Reminders on the day that they are due, and after it.

use crate::fixture::{History, day, programme};
use jubilee_core::{Command, Day, Lift, Reason, Span, decide, next_due};

#[test]
fn a_reminder_is_sent_on_its_day_or_late_and_never_before() {
    let history = History::package(programme());
    let remind = |on: &str| {
        let command = Command::Remind { subscription: history.id(), reminder: 0 };
        decide(&history.programme, &history.member, command, day(on))
    };
    let due_on = day("2019-08-17");
    assert_eq!(remind("2019-08-16").unwrap_err().lift, Lift::Wait(due_on));
    assert_eq!(remind("2019-08-17").unwrap().reasons, [Reason::ReminderDue { due_on }]);
    assert_eq!(remind("2019-08-18").unwrap().reasons, [Reason::ReminderLate { due_on }]);
    let closes_on = day("2019-10-01");
    let by = day("2019-09-24");
    assert_eq!(remind("2019-09-23").unwrap().reasons, [Reason::ReminderLate { due_on }]);
    assert_eq!(remind("2019-09-24").unwrap().reasons, [Reason::ReminderSuperseded { due_on, by }]);
    assert_eq!(remind("2019-10-01").unwrap().reasons, [Reason::ReminderSuperseded { due_on, by }]);
    assert_eq!(remind("2019-10-02").unwrap().reasons, [Reason::ReminderMissed { due_on, closes_on }]);
}

#[test]
fn the_next_due_day_foresees_what_a_coming_version_makes_due_on_its_first_day() {
    let mut history = History::package(programme());
    let next = |history: &History, today: &str| {
        next_due(&history.programme, &history.member, history.id(), day(today), Day::MIN).unwrap().to_string()
    };
    assert_eq!(next(&history, "2019-05-01"), "2019-08-17");
    assert_eq!(next(&history, "2019-08-20"), "2019-08-17", "a step that did not happen stays due on its day");
    let mut version = history.programme.versions[0].clone();
    (version.number, version.effective_on, version.is_for_begun) = (2, day("2019-07-20"), true);
    for offer in &mut version.offers {
        if let Some(rules) = &mut offer.renewal {
            rules.reminders.insert(0, Span::Days(-60));
        }
    }
    history.programme.versions.push(version);
    assert_eq!(next(&history, "2019-05-01"), "2019-07-20", "60 days before is 2019-07-03, when nobody knew");
    assert_eq!(next(&history, "2019-07-20"), "2019-07-03");
}
