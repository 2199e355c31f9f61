//! What staff grant has an effect, or is refused with what would help; and what follows from a grant is told after it.

use crate::fixture::{History, act, announced, day, examined, programme, relief, usd};
use jubilee_core::{
    Actor, Announcement, AreaId, Base, Command, Entry, ExceptionKind, Instant, Lift, Member, MemberId, OrderId, Reactivation,
    Reason, Recorded, Refusal, Rule, SubscriptionId, System, story,
};

fn attempt(history: &mut History, on: &str, kind: ExceptionKind, until: &str) -> Result<Vec<Entry>, Refusal> {
    let subscription = history.id();
    history.attempt(on, Command::GrantException { subscription, kind, until: day(until) })
}

#[test]
fn there_is_nothing_to_exempt_from_where_nothing_is_required() {
    for on in ["2019-08-01", "2019-09-10", "2019-10-05"] {
        let mut history = History::package(programme());
        let refusal = attempt(&mut history, on, ExceptionKind::Exemption, "2019-12-31").unwrap_err();
        assert_eq!(refusal.reasons, [Reason::NothingRequired { offer: "action-pack".into() }], "{on}");
    }
}

#[test]
fn an_exemption_that_ends_before_the_window_opens_is_refused_and_the_subscription_stays_at_risk() {
    let mut history = History::level(examined(), &["security"]);
    history.pass("security", "2018-09-02", Some("2019-06-30"));
    let refusal = attempt(&mut history, "2019-08-01", ExceptionKind::Exemption, "2019-09-01").unwrap_err();
    let (until, opens_on) = (day("2019-09-01"), day("2019-09-02"));
    assert_eq!(refusal.reasons, [Reason::EndsBeforeWindow { until, opens_on }]);
    assert!(history.standing("2019-08-01").is_at_risk());
    let refusal = attempt(&mut history, "2019-08-01", ExceptionKind::Exemption, "2019-07-31").unwrap_err();
    assert!(matches!(refusal.reasons[..], [Reason::EndsInPast { .. }]), "a day that has passed: {refusal:?}");
    attempt(&mut history, "2019-08-01", ExceptionKind::Exemption, "2019-09-02").unwrap();
    assert!(!history.standing("2019-08-01").is_at_risk());
    history.renew("2019-09-02");
}

#[test]
fn a_reactivation_whose_year_is_over_is_refused_and_counts_from_the_payment_instead() {
    let anniversary = ExceptionKind::Reactivation { base: Base::Anniversary };
    let payment = ExceptionKind::Reactivation { base: Base::Payment };
    // The year after 2019-09-01 ends on 2020-08-31, its window on 2020-09-30.
    let mut history = History::package(programme());
    attempt(&mut history, "2020-09-30", anniversary, "2020-09-30").unwrap();
    let mut history = History::package(programme());
    let refusal = attempt(&mut history, "2020-10-01", anniversary, "2020-10-31").unwrap_err();
    let too_old = vec![Reason::ReactivationTooOld { next_anniversary: day("2020-08-31") }];
    assert_eq!(refusal, Refusal { reasons: too_old, lift: Lift::CountFromPayment });
    attempt(&mut history, "2020-10-01", payment, "2020-10-31").unwrap();
    let subscription = history.id();
    history.go("2020-10-02", Command::OrderReactivation { subscription });
}

#[test]
fn a_grant_that_only_approves_what_a_relief_allows_is_granted() {
    let anniversary = ExceptionKind::Reactivation { base: Base::Anniversary };
    let lets_back = |needs_approval: bool, pay_until: &str, base: Base| {
        let (from, until, pay_until) = (day("2019-07-01"), day("2019-12-31"), day(pay_until));
        let back = Reactivation { from, until, pay_until, needs_approval, waives_requirements: true, base };
        let announcement = announced("2020-08-01", "2019-07-01", "2019-12-31");
        let mut programme = programme();
        programme.reliefs = vec![relief("back", vec![Announcement { reactivation: Some(back), ..announcement }])];
        History::level(programme, &["security"])
    };
    for (needs_approval, pay_until, base, is_granted) in [
        (true, "2020-12-31", Base::Payment, true),
        (true, "2020-10-05", Base::Payment, true),
        (true, "2020-10-04", Base::Payment, false),
        (true, "2020-12-31", Base::Anniversary, false),
        (false, "2020-12-31", Base::Payment, false),
    ] {
        let mut history = lets_back(needs_approval, pay_until, base);
        let granted = attempt(&mut history, "2020-10-05", anniversary, "2020-12-31");
        assert_eq!(granted.is_ok(), is_granted, "approval {needs_approval}, until {pay_until}, from {base:?}: {granted:?}");
        if is_granted {
            let subscription = history.id();
            history.go("2020-10-05", Command::OrderReactivation { subscription });
        }
    }
}

/// The story of a package, bought on 2018-09-01, to which these things happened.
fn told(steps: Vec<(&str, Command)>) -> Vec<Reason> {
    let programme = programme();
    let mut member = Member::new(MemberId::from_number(7).unwrap());
    let (offer, purchased_on) = ("action-pack".into(), day("2018-09-01"));
    let enrol = Command::Enrol { country: "US".to_owned(), system: System::Current };
    let carry = Command::CarryOver { offer, areas: Vec::new(), purchased_on, anniversary: None };
    let mut ledger = Vec::new();
    for (on, command) in [("2018-09-01", enrol), ("2018-09-01", carry)].into_iter().chain(steps) {
        for entry in act(&programme, &mut member, command, day(on)).unwrap() {
            ledger.push(Recorded { at: Instant::default(), by: Actor::Operator, entry });
        }
    }
    let subscription = member.subscriptions[0].id;
    let events = story(&programme, member.id, &ledger, subscription, day("2020-01-01")).unwrap();
    let counted = events.into_iter().filter(|event| event.on >= day("2019-10-01"));
    counted.map(|event| event.reason).collect()
}

#[test]
fn a_late_payment_is_told_with_the_exception_before_what_follows_from_it() {
    let order: OrderId = "7-1".parse().unwrap();
    let subscription = SubscriptionId::new(order.member(), 1).unwrap();
    let (kind, until) = (ExceptionKind::LatePayment, day("2019-10-05"));
    let ordered = || ("2019-09-10", Command::OrderRenewal { subscription });
    let granted = |on| (on, Command::GrantException { subscription, kind, until });
    let lapsed = || ("2019-10-02", Command::Lapse { subscription });
    let paid = |value_on: &str, on| {
        (on, Command::RecordPayment { order, value_on: day(value_on), amount: usd(47_500), identity: None })
    };
    let (anniversary, amount, value_on) = (day("2019-09-01"), usd(47_500), day("2019-10-05"));
    let came = Reason::PaymentCame { order, amount, value_on };
    let exception = Reason::ExceptionGranted { exception: 1, kind, until };
    let renewed = Reason::Renewed { anniversary, on: value_on, exception: Some(1) };
    let reversed = Reason::LapseReversed { anniversary, exception: Some(1) };
    let has_lapsed = Reason::Lapsed { on: day("2019-10-02") };
    assert_eq!(
        told(vec![ordered(), lapsed(), paid("2019-10-05", "2019-10-07"), granted("2019-10-10")]),
        [has_lapsed.clone(), came.clone(), exception.clone(), reversed.clone(), renewed.clone()],
        "the money was set aside"
    );
    assert_eq!(
        told(vec![ordered(), lapsed(), granted("2019-10-03"), paid("2019-10-05", "2019-10-07")]),
        [has_lapsed.clone(), exception.clone(), came, reversed, renewed.clone()],
        "it was accepted before it came"
    );
    assert_eq!(renewed.rule(), Rule::Exception);
    // What came in time renews by itself, whatever staff granted beside it.
    let in_time = told(vec![ordered(), lapsed(), granted("2019-10-03"), paid("2019-10-01", "2019-10-07")]);
    let amount = Reason::PaymentCame { order, amount, value_on: day("2019-10-01") };
    let reversed = Reason::LapseReversed { anniversary, exception: None };
    let renewed = Reason::Renewed { anniversary, on: day("2019-10-01"), exception: None };
    assert_eq!(in_time, [amount, reversed, renewed, has_lapsed, exception]);
}

/// Whether the fee is due behind an exemption, and for which areas it is said.
fn exempt(history: &History, on: &str) -> Vec<(Vec<AreaId>, bool)> {
    let said = history.reasons(on).into_iter().filter_map(|reason| match reason {
        Reason::Exempt { areas, fee_due, .. } => Some((areas, fee_due)),
        _ => None,
    });
    said.collect()
}

#[test]
fn an_exemption_is_said_once_and_the_fee_is_due_until_the_renewal() {
    let mut history = History::level(examined(), &["security", "devops"]);
    let waiving = Announcement { waives_requirements: true, ..announced("2019-08-13", "2019-07-01", "2019-12-31") };
    history.programme.reliefs = vec![relief("waiving", vec![waiving])];
    let areas: Vec<AreaId> = vec!["security".into(), "devops".into()];
    assert_eq!(exempt(&history, "2019-09-10"), [(areas.clone(), true)]);
    assert!(history.standing("2019-09-10").is_waived());
    history.renew("2019-09-10");
    assert_eq!(exempt(&history, "2019-09-11"), [(areas, false)], "T38");
    assert!(!history.standing("2019-09-11").is_waived(), "the next renewal needs its requirements");
    assert!(exempt(&history, "2020-09-01").is_empty());
    let mut history = History::level(examined(), &["security", "devops"]);
    history.grant("2019-09-10", ExceptionKind::Exemption, "2019-09-20");
    let by_staff = |reason: &Reason| matches!(reason, Reason::ExemptByException { .. });
    assert_eq!(history.reasons("2019-09-10").iter().filter(|reason| by_staff(reason)).count(), 1);
}

#[test]
fn buying_anew_is_said_only_where_it_is_possible() {
    let says = |history: &History| history.reasons("2019-10-02").contains(&Reason::BuyAnew);
    assert!(says(&History::package(programme())));
    assert!(!says(&History::level(examined(), &["security"])), "its requirements are not met");
}
