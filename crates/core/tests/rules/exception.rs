//! What staff allow for one subscription and its current year, until a day.

use crate::fixture::{History, announced, day, examined, programme, relief};
use jubilee_core::{
    Announcement, Command, ExceptionKind, ExemptBy, Fact, Lift, Move, OfferId, Reason, Span, Status, SubscriptionId,
};

#[test]
fn an_exception_can_be_taken_back_while_it_runs_and_only_then() {
    let ended = |on: &str, exception: u16, before: &dyn Fn(&mut History)| {
        let mut history = History::level(examined(), &["security"]);
        history.grant("2019-09-10", ExceptionKind::Exemption, "2019-09-20");
        before(&mut history);
        let subscription = history.id();
        history.attempt(on, Command::EndException { subscription, exception })
    };
    let end = |history: &mut History| {
        let subscription = history.id();
        history.go("2019-09-15", Command::EndException { subscription, exception: 1 });
    };
    let renew = |history: &mut History| history.renew("2019-09-15");
    let nothing = |_: &mut History| {};
    for on in ["2019-09-10", "2019-09-20"] {
        let entries = ended(on, 1, &nothing).unwrap();
        assert!(matches!(entries[0].fact, Fact::ExceptionEnded { exception: 1, .. }) && entries[0].effective_on == day(on));
    }
    for (why, refused) in [
        ("it is over", ended("2019-09-21", 1, &nothing)),
        ("there is no such exception", ended("2019-09-15", 2, &nothing)),
        ("it was taken back before", ended("2019-09-16", 1, &end)),
        ("its year was renewed", ended("2019-09-16", 1, &renew)),
    ] {
        assert_eq!(refused.unwrap_err().reasons, [Reason::UnknownException], "{why}");
    }
}

/// The last day of the window and of the benefits, as they stand on a day.
fn runs_until(history: &History, on: &str) -> [String; 2] {
    let cycle = history.standing(on).cycle.unwrap();
    [cycle.renew_until, cycle.benefits_until].map(|day| day.to_string())
}

#[test]
fn an_extension_holds_from_its_grant_on_and_ends_on_the_day_before_it_is_taken_back() {
    let mut history = History::package(programme());
    history.grant("2019-09-28", ExceptionKind::Extension, "2019-10-15");
    let subscription = history.id();
    history.go("2019-10-05", Command::EndException { subscription, exception: 1 });
    assert_eq!(runs_until(&history, "2019-09-27"), ["2019-10-01", "2019-10-01"]);
    assert_eq!(runs_until(&history, "2019-09-28"), ["2019-10-15", "2019-10-15"]);
    assert_eq!(runs_until(&history, "2019-10-04"), ["2019-10-15", "2019-10-15"]);
    assert_eq!(runs_until(&history, "2019-10-05"), ["2019-10-04", "2019-10-04"]);
    let status = |on: &str| history.standing(on).status;
    assert_eq!([status("2019-10-04"), status("2019-10-05")], [Status::RenewalOpen, Status::Lapsed]);
}

#[test]
fn an_extension_lies_between_the_end_of_its_window_and_the_next_one() {
    let mut history = History::package(programme());
    let subscription = history.id();
    let mut grant = |on: &str, until: &str| {
        let command = Command::GrantException { subscription, kind: ExceptionKind::Extension, until: day(until) };
        history.attempt(on, command).map(drop).map_err(|refusal| refusal.reasons)
    };
    let early = Reason::EndsTooEarly { until: day("2019-10-01"), after: day("2019-10-01") };
    assert_eq!(grant("2019-09-10", "2019-10-01"), Err(vec![early]));
    let late = Reason::EndsTooLate { until: day("2020-09-01"), before: day("2020-09-01") };
    assert_eq!(grant("2019-09-10", "2020-09-01"), Err(vec![late]));
    assert_eq!(grant("2019-10-02", "2019-10-20"), Err(vec![Reason::Lapsed { on: day("2019-10-02") }]));
    assert_eq!(grant("2019-09-10", "2019-10-02"), Ok(()));
    assert_eq!(grant("2019-10-02", "2020-08-31"), Ok(()), "the first one holds the window open");
}

/// Money came on 2019-10-05 for a renewal that counted until 2019-10-01, and was set aside.
#[test]
fn a_late_payment_that_staff_accept_renews_when_it_came_by_their_last_day() {
    for (until, anniversary) in [("2019-10-04", "2019-09-01"), ("2019-10-05", "2020-08-31")] {
        let mut history = History::package(programme());
        history.order_renewal("2019-09-10");
        history.pay("2019-10-05", "2019-10-07");
        let (subscription, kind) = (history.id(), ExceptionKind::LatePayment);
        // Whether staff are told that a day before the money came helps nobody is no matter here.
        let _ = history.attempt("2019-10-10", Command::GrantException { subscription, kind, until: day(until) });
        assert_eq!(history.standing("2019-10-10").cycle.unwrap().anniversary, day(anniversary), "until {until}");
    }
}

#[test]
fn accepting_a_late_payment_before_it_comes_lasts_until_its_end_or_until_it_is_taken_back() {
    for (value_on, is_taken_back, is_renewed) in
        [("2019-10-05", false, true), ("2019-10-06", false, false), ("2019-10-05", true, false)]
    {
        let mut history = History::package(programme());
        history.order_renewal("2019-09-10");
        history.grant("2019-10-02", ExceptionKind::LatePayment, "2019-10-05");
        if is_taken_back {
            let subscription = history.id();
            history.go("2019-10-03", Command::EndException { subscription, exception: 1 });
        }
        let facts = history.pay(value_on, "2019-10-08");
        assert_eq!(matches!(facts.last(), Some(Fact::Renewed { .. })), is_renewed, "{facts:?}");
    }
}

#[test]
fn of_what_came_late_staff_accept_the_money_for_this_subscription_and_this_year() {
    let mut programme = programme();
    programme.versions[0].transfer.order_life = Span::Days(2);
    let mut history = History::package(programme);
    let late = |history: &mut History, subscription: SubscriptionId, ordered_on: &str, value_on: &str| {
        history.go(ordered_on, Command::OrderRenewal { subscription });
        history.pay(value_on, value_on);
    };
    let carry = Command::CarryOver {
        offer: OfferId::from("gold"),
        areas: vec!["security".into()],
        purchased_on: day("2018-09-01"),
        anniversary: None,
    };
    history.go("2019-06-01", carry);
    let [package, gold] = [0, 1].map(|at| history.member.subscriptions[at].id);
    history.go("2019-09-20", Command::OrderRenewal { subscription: gold });
    late(&mut history, package, "2019-09-30", "2019-10-05");
    late(&mut history, gold, "2019-09-30", "2019-10-05");
    let accept = |subscription, until: &str| {
        let kind = ExceptionKind::LatePayment;
        Command::GrantException { subscription, kind, until: day(until) }
    };
    let facts = history.go("2019-10-10", accept(gold, "2019-10-05"));
    assert!(matches!(facts[1..], [Fact::Renewed { subscription, .. }] if subscription == gold), "{facts:?}");

    let facts = history.go("2019-10-10", accept(package, "2019-10-05"));
    assert!(matches!(facts[1..], [Fact::Renewed { subscription, .. }] if subscription == package), "{facts:?}");
    late(&mut history, gold, "2020-09-29", "2020-10-05");
    late(&mut history, package, "2020-09-29", "2020-10-05");
    let facts = history.go("2020-10-10", accept(package, "2020-10-05"));
    assert!(matches!(facts[1..], [Fact::Renewed { subscription, .. }] if subscription == package), "{facts:?}");
}

#[test]
fn an_extension_is_given_as_the_reason_only_where_it_changes_the_last_day() {
    let extended =
        |history: &History| history.reasons("2019-09-28").into_iter().find(|reason| matches!(reason, Reason::Extended { .. }));
    let mut history = History::level(examined(), &["security"]);
    history.grant("2019-09-28", ExceptionKind::Extension, "2019-10-15");
    let (from, until) = (day("2019-10-01"), day("2019-10-15"));
    assert_eq!(extended(&history), Some(Reason::Extended { exception: 1, from, until }));
    let moves = Some(Move::By(Span::Days(14)));
    let moving = Announcement { moves, ..announced("2019-09-28", "2019-07-01", "2019-12-31") };
    history.programme.reliefs = vec![relief("moving", vec![moving])];
    assert_eq!(extended(&history), None, "the relief moves it to that day");
    history.programme.reliefs[0].announcements[0].moves = Some(Move::By(Span::Days(13)));
    let from = day("2019-10-14");
    assert_eq!(extended(&history), Some(Reason::Extended { exception: 1, from, until }));
}

#[test]
fn what_was_renewed_under_an_exemption_stays_exempt_through_the_next_anniversary() {
    let mut history = History::level(examined(), &["security"]);
    history.grant("2019-09-10", ExceptionKind::Exemption, "2019-09-20");
    let exempt_until = |history: &History, on: &str| {
        let standing = history.standing(on);
        standing.exemption().map(|exemption| (exemption.by.clone(), exemption.until.to_string()))
    };
    let by_staff = |until: &str| Some((ExemptBy::Exception(1), until.to_owned()));
    assert_eq!(exempt_until(&history, "2019-09-20"), by_staff("2019-09-20"));
    assert_eq!(exempt_until(&history, "2019-09-21"), None);
    history.renew("2019-09-20");
    assert_eq!(exempt_until(&history, "2019-09-21"), by_staff("2020-08-31"));
    assert_eq!(exempt_until(&history, "2020-08-31"), by_staff("2020-08-31"));
    assert_eq!(exempt_until(&history, "2020-09-01"), None);
}

#[test]
fn an_exemption_may_end_on_the_day_on_which_it_is_granted_and_not_before() {
    let mut history = History::level(examined(), &["security"]);
    let (subscription, kind) = (history.id(), ExceptionKind::Exemption);
    let grant = |until: &str| Command::GrantException { subscription, kind, until: day(until) };
    let refusal = history.attempt("2019-09-10", grant("2019-09-09")).unwrap_err();
    assert_eq!(refusal.reasons, [Reason::EndsInPast { until: day("2019-09-09"), today: day("2019-09-10") }]);
    history.go("2019-09-10", grant("2019-09-10"));
    history.renew("2019-09-10");
}

#[test]
fn an_exception_is_granted_again_only_for_longer_or_once_the_first_is_over() {
    let mut history = History::level(examined(), &["security"]);
    let subscription = history.id();
    let grant = |kind, until: &str| Command::GrantException { subscription, kind, until: day(until) };
    history.go("2019-09-10", grant(ExceptionKind::Exemption, "2019-09-20"));
    for until in ["2019-09-20", "2019-09-19"] {
        let refusal = history.attempt("2019-09-11", grant(ExceptionKind::Exemption, until)).unwrap_err();
        let known = Reason::AlreadyGranted { exception: 1, until: day("2019-09-20") };
        assert_eq!((&refusal.reasons[..], refusal.lift), (&[known][..], Lift::Done), "{until}");
    }
    history.go("2019-09-11", grant(ExceptionKind::LatePayment, "2019-10-02"));
    history.go("2019-09-11", grant(ExceptionKind::Exemption, "2019-09-21"));
    history.go("2019-09-12", Command::EndException { subscription, exception: 3 });
    history.go("2019-09-21", grant(ExceptionKind::Exemption, "2019-09-21"));
    assert_eq!(history.member.subscriptions[0].exceptions.len(), 4);
}
