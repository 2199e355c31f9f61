//! What can be taken back and what cannot, and what is said of it.

use crate::fixture::{History, day, programme, usd};
use jubilee_core::{Command, Lift, Reason, standing};

/// A package whose renewal for 475.00 is ordered on 20 September 2019, inside its window.
fn ordered() -> History {
    let mut history = History::package(programme());
    history.order_renewal("2019-09-20");
    history
}

/// Beside the package, the level for 4,730.00 is ordered on 1 March 2019.
fn level_ordered() -> History {
    let mut history = History::package(programme());
    history.go("2019-03-01", Command::OrderPurchase { offer: "gold".into(), areas: vec!["security".into()] });
    history
}

/// Why the order that was made last is not cancelled.
fn not_cancelled(history: &mut History, on: &str) -> (Vec<Reason>, Lift) {
    let order = history.last_order().id;
    let refusal = history.attempt(on, Command::CancelOrder { order }).unwrap_err();
    (refusal.reasons, refusal.lift)
}

/// Why the money of an order does not go back.
fn not_refunded(history: &mut History, order: usize, on: &str) -> (Vec<Reason>, Lift) {
    let order = history.member.orders[order].id;
    let refusal = history.attempt(on, Command::Refund { order }).unwrap_err();
    (refusal.reasons, refusal.lift)
}

/// Why the level that was ordered has not begun.
fn why_not_begun(history: &History, on: &str) -> Vec<Reason> {
    let level = history.member.subscriptions[1].id;
    standing(&history.programme, &history.member, level, day(on)).unwrap().reasons
}

#[test]
fn an_order_that_has_ended_is_not_cancelled_and_says_how_it_ended() {
    let mut history = ordered();
    let order = history.last_order().id;
    history.go("2019-09-21", Command::CancelOrder { order });
    let expected = (vec![Reason::OrderCancelled { order, on: day("2019-09-21") }], Lift::Done);
    assert_eq!(not_cancelled(&mut history, "2019-09-22"), expected);

    let mut history = ordered();
    let order = history.last_order().id;
    history.pay("2019-09-21", "2019-09-22");
    let expected = (vec![Reason::AlreadyPaid { order, value_on: day("2019-09-21") }], Lift::Refund);
    assert_eq!(not_cancelled(&mut history, "2019-09-23"), expected);

    let mut history = ordered();
    let order = history.last_order().id;
    let expected = (vec![Reason::OrderExpired { order, expired_on: day("2019-10-20") }], Lift::Done);
    assert_eq!(not_cancelled(&mut history, "2019-10-21"), expected);
}

#[test]
fn what_went_back_or_elsewhere_or_never_came_does_not_go_back() {
    let mut history = ordered();
    let order = history.last_order().id;
    assert_eq!(not_refunded(&mut history, 0, "2019-09-20"), (vec![Reason::NothingPaid { order }], Lift::Correct));
    history.pay("2019-09-21", "2019-09-21");
    history.go("2019-09-22", Command::Refund { order });
    let refunded = Reason::Refunded { order, amount: usd(47_500), on: day("2019-09-22") };
    assert_eq!(not_refunded(&mut history, 0, "2019-09-23"), (vec![refunded], Lift::Done));

    let mut history = ordered();
    let first = history.last_order().id;
    history.go("2019-09-21", Command::CancelOrder { order: first });
    history.pay("2019-09-22", "2019-09-22");
    history.order_renewal("2019-09-23");
    let (reasons, lift) = not_refunded(&mut history, 0, "2019-09-24");
    assert_eq!(
        (&reasons[..], lift),
        (
            &[Reason::PaymentMoved { from: first, order: history.last_order().id, value_on: day("2019-09-22") }][..],
            Lift::Correct
        )
    );
}

#[test]
fn money_goes_back_until_the_thirtieth_day_and_not_after_it() {
    let refund = |on: &str| {
        let mut history = ordered();
        history.pay("2019-09-21", "2019-09-22");
        let order = history.last_order().id;
        history.attempt(on, Command::Refund { order }).map(drop).map_err(|refusal| refusal.reasons)
    };
    assert_eq!(refund("2019-10-21"), Ok(()));
    let order = ordered().last_order().id;
    assert_eq!(refund("2019-10-22"), Err(vec![Reason::RefundOver { order, until: day("2019-10-21") }]));
}

#[test]
fn what_was_paid_for_later_is_undone_first() {
    let mut history = level_ordered();
    history.pay("2019-03-01", "2019-03-01");
    let subscription = history.member.subscriptions[1].id;
    history.go("2020-03-05", Command::OrderRenewal { subscription });
    history.pay("2020-03-05", "2020-03-05");
    let renewed = vec![Reason::RenewedSince { anniversary: day("2020-03-01") }];
    assert_eq!(not_refunded(&mut history, 0, "2020-03-06"), (renewed.clone(), Lift::Correct));

    let mut history = History::package(programme());
    history.renew("2019-09-20");
    history.renew("2020-09-02");
    let (reasons, lift) = not_refunded(&mut history, 0, "2020-09-03");
    assert!(matches!(reasons[..], [Reason::RenewedSince { .. }]), "{reasons:?}");
    assert_eq!(lift, Lift::Correct);
}

#[test]
fn what_was_ordered_and_has_not_begun_says_why() {
    let mut history = level_ordered();
    let order = history.last_order().id;
    let part = Command::RecordPayment { order, value_on: day("2019-03-02"), amount: usd(100_000), identity: None };
    history.go("2019-03-02", part);
    let partly = Reason::PartlyPaid { order, received: usd(100_000), missing: usd(373_000), pay_by: day("2019-03-31") };
    assert_eq!(why_not_begun(&history, "2019-03-03"), [partly]);

    let mut history = level_ordered();
    let order = history.last_order().id;
    history.go("2019-03-02", Command::CancelOrder { order });
    assert_eq!(why_not_begun(&history, "2019-03-03"), [Reason::OrderCancelled { order, on: day("2019-03-02") }]);
}

#[test]
fn money_in_time_for_what_there_is_no_room_for_any_more_says_that_and_not_that_it_is_late() {
    let mut history = ordered();
    let renewal = history.last_order().id;
    history.lapse("2019-10-02");
    history.go("2019-10-05", Command::OrderPurchase { offer: "action-pack".into(), areas: Vec::new() });
    // Money of the renewal that came in time takes the lapse back, and with it the room for another package.
    let money = Command::RecordPayment { order: renewal, value_on: day("2019-10-01"), amount: usd(47_500), identity: None };
    history.go("2019-10-06", money);
    history.pay("2019-10-06", "2019-10-07");
    assert_eq!(why_not_begun(&history, "2019-10-08"), [Reason::MostPerMember { offer: "action-pack".into(), most: 1 }]);
}
