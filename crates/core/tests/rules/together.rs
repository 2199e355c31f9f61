//! One order for several subscriptions: each has its effect by its own dates, and the money is one.

use crate::fixture::{History, act, announced, day, examined, programme, relief, usd};
use crate::price::rules;
use jubilee_core::{
    AreaId, Bill, Command, Currency, ExceptionKind, Fact, Lift, Money, OfferId, OrderState, Reason, Refusal, Status,
    SubscriptionId, Tax, decide, refundable, standing, term_paid,
};

/// The package with anniversary 2019-09-01, to be renewed until 2019-10-01, and the level with anniversary 2019-09-15, until 2019-10-15.
fn two() -> History {
    let mut history = History::package(programme());
    history.go(
        "2018-09-15",
        Command::CarryOver {
            offer: OfferId::from("gold"),
            areas: vec![AreaId::from("security")],
            purchased_on: day("2018-09-15"),
            anniversary: None,
        },
    );
    history
}

fn ids(history: &History) -> Vec<SubscriptionId> {
    history.member.subscriptions.iter().map(|held| held.id).collect()
}

fn together(history: &History) -> Command {
    Command::OrderTogether { subscriptions: ids(history) }
}

fn pay(history: &mut History, value_on: &str, on: &str, minor: i64) -> Vec<Fact> {
    let order = history.member.orders[0].id;
    history.go(on, Command::RecordPayment { order, value_on: day(value_on), amount: usd(minor), identity: None })
}

/// How many years each has been renewed.
fn renewals(history: &History) -> Vec<usize> {
    history.member.subscriptions.iter().map(|held| held.renewals.len()).collect()
}

#[test]
fn one_order_has_the_sum_of_the_fees_and_the_earliest_day_of_all() {
    let mut history = two();
    let command = together(&history);
    let facts = history.go("2019-09-20", command);
    assert!(matches!(&facts[..], [Fact::Ordered { further: Some(further), .. }] if further.len() == 1), "{facts:?}");
    let order = history.last_order();
    assert_eq!(order.amount, usd(520_500));
    assert_eq!(order.bill.net(), usd(520_500));
    let parts: Vec<Money> = order.items.iter().map(|item| item.bill.total()).collect();
    assert_eq!(parts, [usd(47_500), usd(473_000)]);
    assert_eq!((order.pay_by(), order.last_pay_by()), (day("2019-10-01"), day("2019-10-15")));
    assert_eq!(order.expires_on, day("2019-10-20"));
}

#[test]
fn one_payment_renews_all_of_it_and_part_of_the_money_none() {
    let mut history = two();
    let command = together(&history);
    history.go("2019-09-20", command);
    pay(&mut history, "2019-09-21", "2019-09-21", 473_000);
    assert_eq!(renewals(&history), [0, 0], "though the money is enough for one of them");
    pay(&mut history, "2019-09-30", "2019-10-08", 47_500);
    assert_eq!(renewals(&history), [1, 1]);
    let order = history.last_order();
    assert_eq!((order.state(day("2019-10-08")), order.held()), (OrderState::Paid, usd(0)));
    let paid_on: Vec<String> = history.member.subscriptions.iter().map(|held| held.renewals[0].paid_on.to_string()).collect();
    assert_eq!(paid_on, ["2019-09-30", "2019-09-30"], "the value date of what completed it");
    let terms: Vec<String> = order
        .items
        .iter()
        .map(|item| {
            let (from, until) = term_paid(&history.programme, &history.member, order, item).unwrap();
            format!("{from} {}", until.unwrap())
        })
        .collect();
    assert_eq!(terms, ["2019-09-02 2020-08-31", "2019-09-16 2020-09-14"]);
}

#[test]
fn what_the_money_comes_too_late_for_has_no_effect_and_holds_nothing_else_up() {
    let mut history = two();
    let command = together(&history);
    history.go("2019-09-20", command);
    history.lapse("2019-10-02");
    let order = history.last_order().id;
    let paying = Command::RecordPayment { order, value_on: day("2019-10-05"), amount: usd(520_500), identity: None };
    let decision = decide(&history.programme, &history.member, paying, day("2019-10-05")).unwrap();
    let late = Reason::PaidTooLate { value_on: day("2019-10-05"), pay_by: day("2019-10-01") };
    let in_time = Reason::PaidInWindow { value_on: day("2019-10-05"), closes_on: day("2019-10-15") };
    let of = |offer: &str, anniversary: &str, reason| Reason::OfItem {
        offer: OfferId::from(offer),
        anniversary: day(anniversary),
        reason: Box::new(reason),
    };
    assert_eq!(
        decision.reasons,
        [
            of("action-pack", "2019-09-01", late),
            of("gold", "2019-09-15", in_time),
            Reason::HeldForItems { order, held: usd(47_500) },
        ]
    );
    pay(&mut history, "2019-10-05", "2019-10-05", 520_500);
    assert_eq!(renewals(&history), [0, 1]);
    let order = history.last_order();
    assert_eq!((order.state(day("2019-10-05")), order.held()), (OrderState::Overpaid, usd(47_500)));
    assert_eq!((order.missing(), order.used()), (usd(0), usd(473_000)));
    assert_eq!(history.standing("2019-10-05").status, Status::Lapsed);
}

#[test]
fn late_money_that_staff_accept_gives_the_item_an_order_of_its_own() {
    let mut history = two();
    let command = together(&history);
    history.go("2019-09-20", command);
    history.lapse("2019-10-02");
    pay(&mut history, "2019-10-05", "2019-10-05", 520_500);
    let facts = history.grant("2019-10-07", ExceptionKind::LatePayment, "2019-10-07");
    let [
        Fact::ExceptionGranted { .. },
        Fact::Ordered { amount, further: None, .. },
        Fact::PaymentMoved { .. },
        Fact::LapseReversed { .. },
        Fact::Renewed { order: Some(paid), .. },
    ] = &facts[..]
    else {
        panic!("{facts:?}")
    };
    assert_eq!((*amount, renewals(&history)), (usd(47_500), vec![1, 1]));
    let apart = history.last_order();
    assert_eq!((apart.id, apart.created_on), (*paid, day("2019-09-20")));
    assert_eq!(apart.state(day("2019-10-07")), OrderState::Paid);
    let first = &history.member.orders[0];
    assert_eq!((first.state(day("2019-10-07")), first.held(), first.received()), (OrderState::Paid, usd(0), usd(473_000)));
    // What it paid for goes back alone.
    let refunded = apart.id;
    history.go("2019-10-08", Command::Refund { order: refunded });
    assert_eq!(renewals(&history), [0, 1]);
}

#[test]
fn where_all_of_it_came_too_late_staff_accept_one_after_the_other() {
    let mut history = two();
    let command = together(&history);
    history.go("2019-09-20", command);
    pay(&mut history, "2019-10-18", "2019-10-18", 520_500);
    assert_eq!(history.last_order().state(day("2019-10-18")), OrderState::SetAside);
    let accept =
        |subscription| Command::GrantException { subscription, kind: ExceptionKind::LatePayment, until: day("2019-10-20") };
    let all = ids(&history);
    history.go("2019-10-19", accept(all[1]));
    assert_eq!((renewals(&history), history.member.orders.len()), (vec![0, 1], 1));
    history.go("2019-10-19", accept(all[0]));
    assert_eq!((renewals(&history), history.member.orders.len()), (vec![1, 1], 2));
    assert!(history.member.orders.iter().all(|order| order.held().minor == 0));
}

#[test]
fn money_that_had_no_effect_for_one_pays_its_next_order() {
    let mut history = two();
    let command = together(&history);
    history.go("2019-09-20", command);
    pay(&mut history, "2019-10-05", "2019-10-05", 520_500);
    history.go("2019-10-06", Command::OrderPurchase { offer: OfferId::from("action-pack"), areas: Vec::new() });
    let anew = history.last_order();
    assert_eq!(anew.state(day("2019-10-06")), OrderState::Paid);
    assert_eq!(history.member.orders[0].closing, None, "it has done what it was for");
    assert_eq!(history.member.orders[0].state(day("2019-10-06")), OrderState::Paid);
}

#[test]
fn a_refund_undoes_all_of_it_and_is_refused_for_the_one_that_prevents_it() {
    let mut history = two();
    let command = together(&history);
    history.go("2019-09-20", command);
    pay(&mut history, "2019-09-20", "2019-09-20", 520_500);
    let order = history.last_order().id;
    let until = refundable(&history.programme, &history.member, history.last_order(), day("2019-09-25"));
    assert_eq!(until, Ok(Some(day("2019-10-20"))));
    let mut renewed = History { programme: history.programme.clone(), member: history.member.clone() };
    history.go("2019-09-25", Command::Refund { order });
    assert_eq!(renewals(&history), [0, 0]);
    let level = ids(&history)[1];
    let status = |on| standing(&history.programme, &history.member, level, day(on)).unwrap().status;
    assert_eq!([status("2019-10-15"), status("2019-10-16")], [Status::RenewalOpen, Status::Lapsed]);
    // The level was renewed once more, by other money; that stands on what would go back.
    let subscription = ids(&renewed)[1];
    renewed.go("2020-09-20", Command::OrderRenewal { subscription });
    renewed.pay("2020-09-20", "2020-09-20");
    let refusal = renewed.attempt("2020-09-21", Command::Refund { order }).unwrap_err();
    assert!(matches!(&refusal.reasons[..], [Reason::OfItem { .. }]), "{refusal:?}");
}

#[test]
fn what_was_ordered_is_not_ordered_again_beside_it() {
    let mut history = two();
    let command = together(&history);
    history.go("2019-09-20", command.clone());
    let (order, pay_by) = (history.last_order().id, day("2019-10-01"));
    let open = Reason::OrderOpen { order, pay_by };
    let refusal = |history: &mut History, command| history.attempt("2019-09-21", command).unwrap_err();
    assert_eq!(refusal(&mut history, command), Refusal { reasons: vec![open.clone()], lift: Lift::Pay(order) });
    let subscription = ids(&history)[1];
    let alone = refusal(&mut history, Command::OrderRenewal { subscription });
    assert_eq!(alone, Refusal { reasons: vec![open], lift: Lift::Pay(order) });
    // On the day on which a payment would come too late for one of them, that one can be done without the others.
    let anew = Command::OrderPurchase { offer: OfferId::from("action-pack"), areas: Vec::new() };
    assert!(history.attempt("2019-10-02", anew).is_ok());
}

#[test]
fn what_cannot_be_ordered_is_named() {
    let mut history = two();
    let command = together(&history);
    let refusal = history.attempt("2019-09-10", command).unwrap_err();
    let [Reason::OfItem { offer, anniversary, reason }] = &refusal.reasons[..] else { panic!("{refusal:?}") };
    assert_eq!((offer.as_str(), *anniversary), ("gold", day("2019-09-15")));
    assert!(matches!(**reason, Reason::NotOpenYet { .. }));
    assert_eq!(refusal.lift, Lift::Wait(day("2019-09-16")));
    assert!(history.member.orders.is_empty());
    let none = history.attempt("2019-09-20", Command::OrderTogether { subscriptions: Vec::new() }).unwrap_err();
    assert_eq!(none.reasons, [Reason::UnknownSubscription]);
    let twice = vec![history.id(), history.id()];
    history.go("2019-09-20", Command::OrderTogether { subscriptions: twice });
    assert_eq!(history.last_order().items.len(), 1);
}

#[test]
fn what_has_several_currencies_is_ordered_one_by_one() {
    let mut history = two();
    let euro = Currency::new("EUR").unwrap();
    let level = history.programme.versions[0].offers.iter_mut().find(|offer| offer.id.as_str() == "gold").unwrap();
    level.fees[0].amount.currency = euro;
    let command = together(&history);
    let refusal = history.attempt("2019-09-20", command).unwrap_err();
    assert_eq!(refusal.reasons, [Reason::SeveralCurrencies]);
}

#[test]
fn tax_is_worked_out_once_and_the_parts_add_up_to_it() {
    let mut history = two();
    history.programme.versions[0].tax = Some(rules());
    for offer in &mut history.programme.versions[0].offers {
        for fee in &mut offer.fees {
            fee.amount.minor = if offer.id.as_str() == "gold" { 1_002 } else { 1_001 };
        }
    }
    history.go("2019-09-19", Command::ChangeCountry { country: "NL".to_owned() });
    let command = together(&history);
    history.go("2019-09-20", command);
    let order = history.last_order();
    let taxes: Vec<i64> = order.items.iter().map(|item| item.bill.tax().minor).collect();
    // 21 % of 20.03 is 4.2063, and one by one it would be 2.10 and 2.10.
    assert_eq!((order.bill.tax().minor, taxes), (421, vec![210, 211]));
    let parts: i64 = order.items.iter().map(|item| item.bill.total().minor).sum();
    assert_eq!(parts, order.amount.minor);
    let only = order.bill.only(|item| item == 1).unwrap();
    assert_eq!((only.net().minor, only.tax().minor, only.lines[0].item), (1_002, 211, 1));
    assert!(matches!(only.tax, Tax::Charged { .. }));
}

#[test]
fn a_payment_on_its_way_holds_the_lapse_of_each() {
    let mut history = two();
    let command = together(&history);
    history.go("2019-09-20", command);
    let order = history.last_order().id;
    history.go("2019-09-30", Command::FileProof { order, value_on: day("2019-09-30") });
    let status = |history: &History, at: usize, on: &str| {
        standing(&history.programme, &history.member, ids(history)[at], day(on)).unwrap().status
    };
    assert_eq!(status(&history, 0, "2019-10-02"), Status::PaymentPending);
    assert_eq!(status(&history, 1, "2019-10-16"), Status::PaymentPending);
    assert_eq!(history.member.flights(order).count(), 1, "it was shown once");
    history.go("2019-10-03", Command::RejectProof { order, proof: 1 });
    assert_eq!(status(&history, 0, "2019-10-03"), Status::Lapsed);
    assert_eq!(status(&history, 1, "2019-10-16"), Status::Lapsed);
}

#[test]
fn a_renewal_and_a_reactivation_can_be_paid_together() {
    let mut programme = examined();
    let mut announcement = announced("2019-10-20", "2019-09-01", "2019-09-30");
    announcement.scope.offers = vec![OfferId::from("action-pack")];
    announcement.reactivation = Some(jubilee_core::Reactivation {
        from: day("2019-09-01"),
        until: day("2019-09-30"),
        pay_until: day("2019-12-31"),
        needs_approval: false,
        waives_requirements: false,
        base: jubilee_core::Base::Anniversary,
    });
    programme.reliefs = vec![relief("back", vec![announcement])];
    let mut history = History::package(programme);
    let friend = Command::CarryOver {
        offer: OfferId::from("gold"),
        areas: vec![AreaId::from("security")],
        purchased_on: day("2018-10-20"),
        anniversary: None,
    };
    history.go("2018-10-20", friend);
    history.pass("security", "2019-01-01", None);
    let command = together(&history);
    history.go("2019-10-25", command);
    pay(&mut history, "2019-10-26", "2019-10-26", 520_500);
    assert_eq!(renewals(&history), [1, 1]);
    assert!(history.member.subscriptions[0].renewals[0].reactivation.is_some());
    assert!(history.member.subscriptions[1].renewals[0].reactivation.is_none());
}

#[test]
fn two_that_would_come_back_where_one_may_be_held_are_not_ordered_together() {
    let mut programme = examined();
    let mut announcement = announced("2019-10-20", "2019-09-01", "2019-09-30");
    announcement.scope.offers = vec![OfferId::from("action-pack")];
    announcement.reactivation = Some(jubilee_core::Reactivation {
        from: day("2019-09-01"),
        until: day("2019-09-30"),
        pay_until: day("2019-12-31"),
        needs_approval: false,
        waives_requirements: false,
        base: jubilee_core::Base::Anniversary,
    });
    programme.reliefs = vec![relief("back", vec![announcement])];
    let mut history = History::package(programme);
    let other = Command::CarryOver {
        offer: OfferId::from("action-pack"),
        areas: Vec::new(),
        purchased_on: day("2018-09-10"),
        anniversary: None,
    };
    history.go("2018-09-10", other);
    let command = together(&history);
    let refusal = history.attempt("2019-10-25", command.clone()).unwrap_err();
    let [Reason::OfItem { anniversary, reason, .. }] = &refusal.reasons[..] else { panic!("{refusal:?}") };
    assert_eq!(*anniversary, day("2019-09-10"), "the one that there is no room for is named");
    assert!(matches!(**reason, Reason::MostPerMember { most: 1, .. }), "{reason:?}");
    assert_eq!(refusal.lift, Lift::LeaveOut);
    // Both can where two may be held, and one of them alone where one may.
    let mut wider = history.programme.clone();
    for offer in wider.versions.iter_mut().flat_map(|version| &mut version.offers) {
        offer.most_per_member = Some(2);
    }
    assert!(decide(&wider, &history.member, command, day("2019-10-25")).is_ok());
    let one = Command::OrderTogether { subscriptions: vec![history.id()] };
    history.go("2019-10-25", one);
    assert_eq!(history.last_order().items.len(), 1);
}

#[test]
fn an_entry_that_does_not_fit_is_found() {
    let ordered = |change: &dyn Fn(&mut Fact)| {
        let history = two();
        let decision = decide(&history.programme, &history.member, together(&history), day("2019-09-20")).unwrap();
        let mut entry = decision.entries[0].clone();
        change(&mut entry.fact);
        let mut member = history.member.clone();
        member.apply(&entry).is_ok()
    };
    let with = |change: &dyn Fn(&mut Bill, &mut Vec<jubilee_core::Further>)| {
        ordered(&|fact| {
            let Fact::Ordered { bill: Some(bill), further: Some(further), .. } = fact else { panic!("{fact:?}") };
            change(bill, further);
        })
    };
    assert!(with(&|_, _| {}));
    assert!(!with(&|bill, _| bill.lines[1].item = 0), "nothing is to be paid for the second");
    assert!(!with(&|_, further| further.clear()), "a line is for nothing");
    assert!(!with(&|_, further| further.push(further[0].clone())), "one subscription twice");
    assert!(!with(&|bill, _| bill.lines[1].amount = usd(1)), "the sum is another one");
}

#[test]
fn what_was_paid_for_cannot_be_paid_for_once_more() {
    let mut history = two();
    let command = together(&history);
    history.go("2019-09-20", command);
    pay(&mut history, "2019-09-20", "2019-09-20", 520_500);
    let order = history.last_order().id;
    let again = Command::RecordPayment { order, value_on: day("2019-09-21"), amount: usd(520_500), identity: None };
    let mut member = history.member.clone();
    let entries = act(&history.programme, &mut member, again, day("2019-09-21")).unwrap();
    assert!(matches!(entries[..], [jubilee_core::Entry { fact: Fact::PaymentRecorded { .. }, .. }]));
    assert_eq!(member.orders[0].held(), usd(520_500));
}
