//! The checker's own test: what it is given is right once, and then wrong in one place, and each time it must say so.

use jiff::civil::{Date, date};

use crate::calendar::plus;
use crate::checker::{Repeats, compare_mails, compare_standing};
use crate::observed::Observed;
use crate::oracle::{Content, Expected, Oracle};
use crate::register::{Lang, Register};
use crate::script;

struct Twin {
    mails: Vec<Expected>,
    observed: Vec<Observed>,
}

const FIRST: Date = date(2020, 1, 10);
const DAYS: i64 = 400;

fn register() -> Register {
    Register::draw(7, 30, FIRST, DAYS)
}

fn oracle(register: &Register) -> Oracle<'_> {
    let last = plus(FIRST, DAYS - 1);
    Oracle::work_out(register, &script::draw(7, register, FIRST, last), FIRST, last)
}

/// A scripted year, and mails exactly as they must come.
fn twin() -> Twin {
    let mails = oracle(&register()).mails;
    let observed = mails.iter().enumerate().map(|(number, expected)| Observed {
        mail: expected.mail.clone(),
        message_id: format!("<{number}@twin>"),
        text: expected.phrases.join(" "),
    });
    let observed = observed.collect();
    Twin { mails, observed }
}

impl Twin {
    fn complaints(&self) -> Vec<String> {
        compare_mails(&self.mails, &self.observed, Repeats::Forbidden).complaints
    }

    /// There must be one complaint, and it must begin so.
    fn assert_complains(&self, how: &str) {
        let complaints = self.complaints();
        assert_eq!(complaints.len(), 1, "{complaints:#?}");
        assert!(complaints[0].starts_with(how), "{complaints:#?}");
    }
}

#[test]
fn what_is_right_passes() {
    let twin = twin();
    assert!(twin.observed.len() > 100, "{} mails are too few to stand for a year", twin.observed.len());
    assert_eq!(twin.complaints(), Vec::<String>::new());
}

#[test]
fn every_dropped_mail_is_noticed() {
    for at in 0..twin().observed.len() {
        let mut twin = twin();
        twin.observed.remove(at);
        twin.assert_complains("missing: ");
    }
}

#[test]
fn a_doubled_mail_is_noticed() {
    let mut twin = twin();
    let mut again = twin.observed[20].clone();
    again.message_id = "<again@twin>".to_owned();
    twin.observed.push(again);
    twin.assert_complains("twice: ");
}

#[test]
fn a_mail_that_comes_again_under_its_message_id_is_counted_and_forbidden_unless_a_kill_explains_it() {
    let mut twin = twin();
    twin.observed.push(twin.observed[20].clone());
    twin.assert_complains("1 mails came twice under one Message-ID");
    let verdict = compare_mails(&twin.mails, &twin.observed, Repeats::Allowed);
    assert_eq!((verdict.repeats, verdict.complaints.len()), (1, 0), "{verdict:?}");
}

#[test]
fn one_message_id_for_two_mails_is_noticed() {
    let mut twin = twin();
    twin.observed[21].message_id = twin.observed[20].message_id.clone();
    let complaints = compare_mails(&twin.mails, &twin.observed, Repeats::Allowed).complaints;
    assert!(complaints.iter().any(|complaint| complaint.starts_with("one Message-ID")), "{complaints:#?}");
}

#[test]
fn the_wrong_language_is_noticed() {
    let mut twin = twin();
    let mail = &mut twin.observed[30].mail;
    mail.lang = if mail.lang == Lang::En { Lang::Nl } else { Lang::En };
    twin.assert_complains("in the wrong language: ");
}

#[test]
fn the_wrong_day_is_noticed() {
    let mut twin = twin();
    twin.observed[40].mail.on = plus(twin.observed[40].mail.on, 1);
    twin.assert_complains("on the wrong day: ");
}

#[test]
fn a_wrong_date_in_the_text_is_noticed() {
    let mut twin = twin();
    twin.observed[50].text = twin.observed[50].text.replace("20", "19");
    assert!(twin.complaints().iter().all(|complaint| complaint.contains(" does not say ")));
    assert!(!twin.complaints().is_empty());
}

#[test]
fn the_wrong_anniversary_in_a_notice_is_noticed() {
    let mut twin = twin();
    let notices = twin.observed.iter_mut().find_map(|one| match &mut one.mail.content {
        Content::Notices(notices) => Some(notices),
        _ => None,
    });
    let notice = &mut notices.expect("a year has notices")[0];
    notice.anniversary = plus(notice.anniversary, 1);
    let complaints = twin.complaints();
    assert_eq!(complaints.len(), 2, "{complaints:#?}");
    assert!(complaints[0].starts_with("missing: ") && complaints[1].starts_with("unexpected: "), "{complaints:#?}");
}

#[test]
fn a_standing_off_by_a_day_is_noticed_in_every_key() {
    let register = register();
    let (first, today) = (FIRST, date(2020, 9, 20));
    let level = register.subscriptions.iter().position(crate::register::Subscription::is_level).unwrap();
    let expected = oracle(&register).standing(level, today, today);
    let text = |day: jiff::civil::Date| day.to_string();
    let right = serde_json::json!({
        "status": expected.status,
        "benefits": expected.benefits,
        "anniversary": text(expected.anniversary),
        "renew_from": text(expected.renew_from),
        "renew_until": text(expected.renew_until),
        "benefits_until": text(expected.benefits_until),
        "lapses_on": text(expected.lapses_on),
        "reminders": expected.reminders.map(text),
        "next_anniversary": text(expected.next_anniversary),
        "must_move": expected.must_move,
        "requirements": expected.requirements,
    });
    assert_eq!(compare_standing("S", &expected, &right), Vec::<String>::new());
    for key in ["anniversary", "renew_from", "renew_until", "benefits_until", "lapses_on", "next_anniversary"] {
        let mut wrong = right.clone();
        let day: jiff::civil::Date = wrong[key].as_str().unwrap().parse().unwrap();
        wrong[key] = text(plus(day, 1)).into();
        assert_eq!(compare_standing("S", &expected, &wrong).len(), 1, "{key}");
    }
    for (key, value) in [
        ("status", "ordered".into()),
        ("benefits", (!expected.benefits).into()),
        ("reminders", text(first).into()),
        ("must_move", (!expected.must_move).into()),
        ("requirements", serde_json::json!([])),
    ] {
        let mut wrong = right.clone();
        wrong[key] = value;
        assert_eq!(compare_standing("S", &expected, &wrong).len(), 1, "{key}");
    }
}
