//! Several payments for one order: too little, too much, late, twice, and what is held of it.

use jubilee_core::{Command, Fact, Lift, Money, Order, OrderId, OrderState, Reason, Status};

use crate::fixture::{History, act, day, programme, usd};

/// A package whose renewal for 475.00 is ordered on 20 September 2019, inside its window.
fn ordered() -> History {
    let mut history = History::package(programme());
    history.order_renewal("2019-09-20");
    history
}

fn pay(history: &mut History, minor: i64, value_on: &str, on: &str) -> Vec<Fact> {
    let order = history.last_order().id;
    history.go(on, Command::RecordPayment { order, value_on: day(value_on), amount: usd(minor), identity: None })
}

fn identified(order: OrderId, minor: i64, identity: &str) -> Command {
    Command::RecordPayment { order, value_on: day("2019-09-21"), amount: usd(minor), identity: Some(identity.to_owned()) }
}

fn is_renewed(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| matches!(fact, Fact::Renewed { .. }))
}

/// State, and what is received, missing and held, on a day.
fn found(order: &Order, on: &str) -> (OrderState, i64, i64, i64) {
    (order.state(day(on)), order.received().minor, order.missing().minor, order.held().minor)
}

#[test]
fn an_order_takes_its_effect_on_the_value_date_of_the_payment_that_completes_it() {
    let mut history = ordered();
    let facts = pay(&mut history, 30_000, "2019-09-21", "2019-09-23");
    assert!(matches!(facts[..], [Fact::PaymentRecorded { .. }]), "{facts:?}");
    assert_eq!(found(history.last_order(), "2019-09-23"), (OrderState::PartlyPaid, 30_000, 17_500, 30_000));
    assert_eq!(history.standing("2019-09-23").status, Status::RenewalOpen);
    // The later of two value dates is the one that completes it, whichever becomes known first.
    assert!(is_renewed(&pay(&mut history, 17_500, "2019-09-20", "2019-09-25")));
    assert_eq!(found(history.last_order(), "2019-09-25"), (OrderState::Paid, 47_500, 0, 0));
    assert_eq!(history.member.subscriptions[0].renewals[0].paid_on, day("2019-09-21"));
}

/// The window closes on 1 October.
#[test]
fn what_completes_an_order_too_late_is_held_and_money_in_time_that_becomes_known_later_still_counts() {
    let mut history = ordered();
    pay(&mut history, 30_000, "2019-09-21", "2019-09-23");
    assert_eq!(found(history.last_order(), "2019-10-02").0, OrderState::SetAside, "nothing can complete it in time any more");
    assert!(!is_renewed(&pay(&mut history, 17_500, "2019-10-02", "2019-10-03")));
    assert_eq!(found(history.last_order(), "2019-10-03"), (OrderState::SetAside, 47_500, 0, 47_500));
    let facts = pay(&mut history, 17_500, "2019-10-01", "2019-10-04");
    assert!(is_renewed(&facts), "{facts:?}");
    assert_eq!(found(history.last_order(), "2019-10-04"), (OrderState::Overpaid, 65_000, 0, 17_500));
}

#[test]
fn who_is_told_of_part_of_the_money_is_told_what_is_missing_and_by_when() {
    let mut history = ordered();
    let order = history.last_order().id;
    let part = Command::RecordPayment { order, value_on: day("2019-09-21"), amount: usd(30_000), identity: None };
    let decision = jubilee_core::decide(&history.programme, &history.member, part, day("2019-09-23")).unwrap();
    let expected = Reason::PartlyPaid { order, received: usd(30_000), missing: usd(17_500), pay_by: day("2019-10-01") };
    assert_eq!(decision.reasons, std::slice::from_ref(&expected));
    pay(&mut history, 30_000, "2019-09-21", "2019-09-23");
    assert!(history.standing("2019-09-23").reasons.contains(&expected));
}

#[test]
fn too_much_is_held_and_pays_the_next_order_as_far_as_it_goes() {
    let mut history = ordered();
    pay(&mut history, 50_000, "2019-09-21", "2019-09-21");
    assert_eq!(found(history.last_order(), "2019-09-21"), (OrderState::Overpaid, 50_000, 0, 2_500));
    history.order_renewal("2020-09-05");
    assert_eq!(found(&history.member.orders[0], "2020-09-05"), (OrderState::Paid, 47_500, 0, 0));
    assert_eq!(found(&history.member.orders[1], "2020-09-05"), (OrderState::PartlyPaid, 2_500, 45_000, 2_500));
    assert!(is_renewed(&pay(&mut history, 45_000, "2020-09-10", "2020-09-10")));
}

#[test]
fn more_than_enough_that_is_held_pays_the_next_order_and_leaves_the_rest() {
    let mut history = ordered();
    pay(&mut history, 100_000, "2019-09-21", "2019-09-21");
    history.order_renewal("2020-09-05");
    assert_eq!(found(&history.member.orders[0], "2020-09-05"), (OrderState::Overpaid, 52_500, 0, 5_000));
    assert_eq!(found(&history.member.orders[1], "2020-09-05"), (OrderState::Paid, 47_500, 0, 0));
}

#[test]
fn what_is_held_goes_back_in_part_or_whole_and_what_was_paid_for_stays() {
    let mut history = ordered();
    pay(&mut history, 50_000, "2019-09-21", "2019-09-21");
    let order = history.last_order().id;
    let back = |minor| Command::RefundHeld { order, amount: usd(minor) };
    for wrong in [0, -1, 2_501] {
        let refusal = act(&history.programme, &mut history.member, back(wrong), day("2019-09-22")).unwrap_err();
        assert_eq!(refusal.reasons, [Reason::HeldLess { order, held: usd(2_500) }]);
    }
    history.go("2019-09-22", back(1_000));
    history.go("2019-09-23", back(1_500));
    assert_eq!(found(history.last_order(), "2019-09-23"), (OrderState::Paid, 47_500, 0, 0));
    assert_eq!(history.last_order().refunded, usd(2_500));
    assert_eq!(history.standing("2019-09-23").status, Status::Active);
}

#[test]
fn all_that_is_held_with_an_order_that_did_nothing_goes_back_as_its_refund() {
    let mut history = ordered();
    pay(&mut history, 30_000, "2019-09-21", "2019-09-21");
    let order = history.last_order().id;
    let facts = history.go("2019-09-22", Command::RefundHeld { order, amount: usd(30_000) });
    assert!(matches!(facts[..], [Fact::Refunded { .. }]), "{facts:?}");
    assert_eq!(found(history.last_order(), "2019-09-22").0, OrderState::Refunded);
    // Money that comes all the same is held: the bank does not know.
    pay(&mut history, 47_500, "2019-09-23", "2019-09-24");
    assert_eq!(found(history.last_order(), "2019-09-24"), (OrderState::SetAside, 47_500, 0, 47_500));
    assert_eq!(history.standing("2019-09-24").status, Status::RenewalOpen);
}

#[test]
fn a_refund_of_an_overpaid_order_gives_everything_back_and_undoes_the_renewal() {
    let mut history = ordered();
    pay(&mut history, 50_000, "2019-09-21", "2019-09-21");
    let order = history.last_order().id;
    history.go("2019-09-22", Command::RefundHeld { order, amount: usd(1_000) });
    let facts = history.go("2019-09-22", Command::Refund { order });
    assert_eq!(facts, [Fact::Refunded { order, amount: usd(49_000) }]);
    assert_eq!(history.last_order().refunded, usd(50_000), "what went back before and what goes back now");
    assert_eq!(history.standing("2019-09-22").status, Status::RenewalOpen);
}

#[test]
fn an_order_that_is_partly_paid_can_be_taken_back_and_its_money_pays_the_next_one() {
    let mut history = ordered();
    pay(&mut history, 30_000, "2019-09-21", "2019-09-21");
    let order = history.last_order().id;
    history.go("2019-09-22", Command::CancelOrder { order });
    assert_eq!(found(history.last_order(), "2019-09-22"), (OrderState::SetAside, 30_000, 17_500, 30_000));
    history.order_renewal("2019-09-23");
    assert_eq!(found(&history.member.orders[0], "2019-09-23").0, OrderState::Moved);
    assert_eq!(found(history.last_order(), "2019-09-23"), (OrderState::PartlyPaid, 30_000, 17_500, 30_000));
}

#[test]
fn what_is_held_pays_an_order_for_another_offer_too() {
    let mut history = ordered();
    pay(&mut history, 600_000, "2019-09-21", "2019-09-21");
    history.go("2019-09-22", Command::OrderPurchase { offer: "gold".into(), areas: vec!["security".into()] });
    assert_eq!(found(history.last_order(), "2019-09-22"), (OrderState::Paid, 473_000, 0, 0));
    assert_eq!(found(&history.member.orders[0], "2019-09-22"), (OrderState::Overpaid, 127_000, 0, 79_500));
}

#[test]
fn money_in_another_currency_is_not_the_orders() {
    let mut history = ordered();
    let order = history.last_order().id;
    let euro: Money = "475.00 EUR".parse().unwrap();
    let command = Command::RecordPayment { order, value_on: day("2019-09-21"), amount: euro, identity: None };
    let refusal = act(&history.programme, &mut history.member, command, day("2019-09-21")).unwrap_err();
    assert_eq!(refusal.reasons, [Reason::WrongAmount { expected: usd(47_500), given: euro }]);
}

#[test]
fn a_payment_is_recorded_once_under_its_identity_and_equal_ones_with_identities_of_their_own_are_two() {
    let mut history = ordered();
    let order = history.last_order().id;
    history.go("2019-09-21", identified(order, 20_000, "entry-1"));
    // The same entry again, whatever else is said of it.
    for minor in [20_000, 1] {
        let again = act(&history.programme, &mut history.member, identified(order, minor, "entry-1"), day("2019-09-21"));
        let known = Reason::PaymentKnown { order, amount: usd(20_000), value_on: day("2019-09-21") };
        assert_eq!(again.unwrap_err().reasons, [known]);
    }
    history.go("2019-09-21", identified(order, 20_000, "entry-2"));
    assert_eq!(history.last_order().received(), usd(40_000));
}

#[test]
fn money_that_was_recorded_by_hand_is_found_outside_once() {
    let mut history = ordered();
    let order = history.last_order().id;
    pay(&mut history, 20_000, "2019-09-21", "2019-09-21");
    let again = Command::RecordPayment { order, value_on: day("2019-09-21"), amount: usd(20_000), identity: None };
    let refusal = act(&history.programme, &mut history.member, again, day("2019-09-22")).unwrap_err();
    assert_eq!(refusal.lift, Lift::Done);
    let facts = history.go("2019-09-22", identified(order, 20_000, "entry-1"));
    assert_eq!(facts, [Fact::PaymentIdentified { order, payment: 1, identity: "entry-1".to_owned() }]);
    // What was recorded by hand stands for one entry outside, and not for two.
    let facts = history.go("2019-09-22", identified(order, 20_000, "entry-2"));
    assert!(matches!(facts[..], [Fact::PaymentRecorded { .. }]), "{facts:?}");
    assert_eq!(history.last_order().received(), usd(40_000));
}

#[test]
fn sums_stay_far_from_what_the_type_holds() {
    let mut history = ordered();
    let order = history.last_order().id;
    for minor in [i64::MAX, i64::MIN, 1_000_000_000_000_001] {
        let command = identified(order, minor, "entry");
        assert!(act(&history.programme, &mut history.member, command, day("2019-09-21")).is_err(), "{minor}");
    }
    for number in 0..1_000 {
        history.go("2019-09-21", identified(order, 1_000_000_000_000_000, &number.to_string()));
    }
    let command = identified(order, 1, "one more");
    let refusal = act(&history.programme, &mut history.member, command, day("2019-09-21")).unwrap_err();
    assert_eq!(refusal.reasons, [Reason::TooMany { most: 1_000 }]);
}

#[test]
fn late_money_that_staff_can_still_accept_does_not_pay_for_another_offer() {
    let mut history = ordered();
    pay(&mut history, 47_500, "2019-10-02", "2019-10-03");
    let gold = Command::OrderPurchase { offer: "gold".into(), areas: vec!["security".into()] };
    history.go("2019-10-04", gold);
    assert_eq!(found(&history.member.orders[0], "2019-10-04"), (OrderState::SetAside, 47_500, 0, 47_500));
    assert_eq!(found(history.last_order(), "2019-10-04"), (OrderState::Open, 0, 473_000, 0));
}

#[test]
fn money_that_waits_for_its_rest_pays_no_other_order() {
    let mut history = ordered();
    pay(&mut history, 30_000, "2019-09-21", "2019-09-23");
    let areas = vec!["security".into()];
    let facts = history.go("2019-09-24", Command::OrderPurchase { offer: "gold".into(), areas });
    assert!(matches!(facts[..], [Fact::Ordered { .. }]), "{facts:?}");
    assert_eq!(found(&history.member.orders[0], "2019-09-24"), (OrderState::PartlyPaid, 30_000, 17_500, 30_000));
}

#[test]
fn money_for_an_order_whose_money_has_moved_is_set_aside_there() {
    let mut history = ordered();
    let first = history.last_order().id;
    history.go("2019-09-22", Command::CancelOrder { order: first });
    pay(&mut history, 47_500, "2019-09-21", "2019-09-23");
    history.order_renewal("2019-09-24");
    let used = history.member.orders[0].clone();
    assert_eq!(found(&used, "2019-09-24"), (OrderState::Moved, 0, 47_500, 0));
    // It is called so until more money comes for it.
    let again = Command::RecordPayment { order: used.id, value_on: day("2019-09-24"), amount: usd(100), identity: None };
    history.go("2019-09-25", again);
    assert_eq!(found(&history.member.orders[0], "2019-09-25"), (OrderState::SetAside, 100, 47_400, 100));
}

#[test]
fn an_order_is_paid_on_the_day_that_completes_it_and_before_that_on_the_last_that_is_known() {
    let mut history = ordered();
    pay(&mut history, 100, "2019-09-23", "2019-09-25");
    pay(&mut history, 100, "2019-09-22", "2019-09-25");
    assert_eq!(history.last_order().paid_on(), Some(day("2019-09-23")));
    pay(&mut history, 47_300, "2019-09-24", "2019-09-25");
    pay(&mut history, 500, "2019-09-25", "2019-09-25");
    assert_eq!(history.last_order().paid_on(), Some(day("2019-09-24")));
    assert_eq!(history.last_order().last_value_on(), Some(day("2019-09-25")));
}

#[test]
fn what_is_held_goes_back_from_the_money_that_came_last_and_in_its_currency_only() {
    let mut history = ordered();
    let order = history.last_order().id;
    for (minor, identity) in [(47_500, "entry-1"), (500, "entry-2")] {
        history.go("2019-09-23", identified(order, minor, identity));
    }
    let held = |currency: &str| {
        let amount = Money { minor: 500, currency: jubilee_core::Currency::new(currency).unwrap() };
        let fact = Fact::HeldRefunded { order, amount };
        jubilee_core::Entry { effective_on: day("2019-09-24"), recorded_on: day("2019-09-24"), rules: Vec::new(), fact }
    };
    assert!(history.member.clone().apply(&held("EUR")).is_err(), "what came in dollars cannot go back in euro");
    let mut twice = history.member.clone();
    twice.apply(&held("USD")).unwrap();
    assert!(twice.apply(&held("USD")).is_err(), "what has gone back is not there any more");
    history.member.apply(&held("USD")).unwrap();
    let kept: Vec<i64> = history.last_order().payments.iter().map(|payment| payment.kept_minor).collect();
    assert_eq!(kept, [47_500, 0]);
}

#[test]
fn a_card_payment_is_none_that_somebody_keyed_in() {
    let mut history = ordered();
    let order = history.last_order().id;
    pay(&mut history, 23_750, "2019-09-21", "2019-09-23");
    let facts = history.go("2019-09-23", identified(order, 23_750, "card-7-1-x"));
    assert!(is_renewed(&facts), "{facts:?}");
    assert_eq!(found(history.last_order(), "2019-09-23"), (OrderState::Paid, 47_500, 0, 0));
}

#[test]
fn money_that_moved_to_an_order_is_not_the_like_that_comes_for_it_on_the_same_day() {
    let mut history = ordered();
    let first = history.last_order().id;
    history.go("2019-09-22", Command::CancelOrder { order: first });
    let part = Command::RecordPayment { order: first, value_on: day("2019-09-23"), amount: usd(20_000), identity: None };
    history.go("2019-09-23", part);
    history.order_renewal("2019-09-24");
    assert_eq!(found(history.last_order(), "2019-09-24"), (OrderState::PartlyPaid, 20_000, 27_500, 20_000));
    let facts = pay(&mut history, 20_000, "2019-09-23", "2019-09-25");
    assert!(matches!(facts[..], [Fact::PaymentRecorded { .. }]), "{facts:?}");
    assert_eq!(found(history.last_order(), "2019-09-25"), (OrderState::PartlyPaid, 40_000, 7_500, 40_000));
}

/// What is said of money of an amount and value date for the order, which counts until 1 October.
fn said(minor: i64, value_on: &str) -> Vec<&'static str> {
    let history = ordered();
    let order = history.last_order().id;
    let command = Command::RecordPayment { order, value_on: day(value_on), amount: usd(minor), identity: None };
    let decision = jubilee_core::decide(&history.programme, &history.member, command, day("2019-10-03")).unwrap();
    let name = |reason: &Reason| match reason {
        Reason::PaidInWindow { .. } => "in time",
        Reason::PaidTooLate { .. } => "too late",
        Reason::PartlyPaid { .. } => "part",
        Reason::HeldOver { held, .. } if held.minor == 100 => "a dollar over",
        other => panic!("{other:?}"),
    };
    decision.reasons.iter().map(name).collect()
}

#[test]
fn what_money_does_is_said_by_its_day_and_what_is_too_much_only_where_it_had_its_effect() {
    assert_eq!(said(47_500, "2019-10-01"), ["in time"]);
    assert_eq!(said(47_600, "2019-10-01"), ["in time", "a dollar over"]);
    assert_eq!(said(47_600, "2019-10-02"), ["too late"]);
    assert_eq!(said(40_000, "2019-10-01"), ["part"]);
    assert_eq!(said(40_000, "2019-10-02"), ["too late"]);
}
