//! What a transfer on a statement can be taken for, and which money does not fit a ledger.

use jubilee_core::{
    AreaId, Command, Currency, Day, Doubt, Entry, ExceptionKind, Fact, Fee, Money, Order, OrderId, OrderState, doubt,
};

use crate::fixture::{History, day, programme, usd};

/// A package whose renewal for 475.00 is ordered on 20 September 2019, inside its window, which closes on 1 October.
fn ordered() -> History {
    let mut history = History::package(programme());
    history.order_renewal("2019-09-20");
    history
}

fn pay(history: &mut History, minor: i64, value_on: &str, on: &str, identity: Option<&str>) {
    let (order, identity) = (history.last_order().id, identity.map(str::to_owned));
    history.go(on, Command::RecordPayment { order, value_on: day(value_on), amount: usd(minor), identity });
}

fn buy_the_level(history: &mut History, on: &str) -> Vec<Fact> {
    history.go(on, Command::OrderPurchase { offer: "gold".into(), areas: vec![AreaId::from("security")] })
}

fn moved(facts: &[Fact]) -> Vec<i64> {
    let minor = |fact: &Fact| if let Fact::PaymentMoved { amount, .. } = fact { Some(amount.minor) } else { None };
    facts.iter().filter_map(minor).collect()
}

#[test]
fn what_an_order_lacks_or_part_of_it_is_no_doubt_and_more_is() {
    let order = ordered().last_order().clone();
    let asked = |minor, value_on: Day| doubt(&order, usd(minor), value_on);
    let in_time = day("2019-09-25");
    assert_eq!([1, 47_499, 47_500].map(|minor| asked(minor, in_time)), [None; 3]);
    assert_eq!(asked(47_501, in_time), Some(Doubt::AnotherAmount));
    assert_eq!([order.expires_on, order.expires_on.next()].map(|on| asked(47_500, on)), [None, Some(Doubt::Expired)]);
}

#[test]
fn what_was_keyed_in_is_found_on_the_statement_and_everything_else_for_a_paid_order_is_doubtful() {
    let mut keyed = ordered();
    pay(&mut keyed, 30_000, "2019-09-21", "2019-09-23", None);
    pay(&mut keyed, 17_500, "2019-09-22", "2019-09-23", Some("entry-1"));
    let asked = |order: &Order, minor, value_on| doubt(order, usd(minor), day(value_on));
    let order = keyed.last_order();
    assert_eq!(asked(order, 30_000, "2019-09-21"), None);
    assert_eq!(asked(order, 30_000, "2019-09-22"), Some(Doubt::AlreadyPaid), "another day");
    assert_eq!(asked(order, 17_500, "2019-09-22"), Some(Doubt::AlreadyPaid), "it came from a statement itself");
    // Money that moved to the order never stood on a statement as its own.
    let mut used = ordered();
    let first = used.last_order().id;
    used.go("2019-09-22", Command::CancelOrder { order: first });
    pay(&mut used, 47_500, "2019-09-21", "2019-09-23", Some("entry-1"));
    used.order_renewal("2019-09-24");
    assert_eq!(asked(used.last_order(), 47_500, "2019-09-21"), Some(Doubt::AlreadyPaid));
}

#[test]
fn money_in_another_currency_than_an_orders_is_not_used_for_it() {
    let mut programme = programme();
    let euro = Money { minor: 42_500, currency: Currency::new("EUR").unwrap() };
    let pack = programme.versions[0].offers.iter_mut().find(|offer| offer.id.as_str() == "action-pack").unwrap();
    pack.fees.insert(0, Fee { countries: vec!["NL".to_owned()], from: None, amount: euro });
    let mut history = History::package(programme);
    history.order_renewal("2019-09-20");
    let first = history.last_order().id;
    history.go("2019-09-22", Command::CancelOrder { order: first });
    pay(&mut history, 47_500, "2019-09-21", "2019-09-23", None);
    history.go("2019-09-23", Command::ChangeCountry { country: "NL".to_owned() });
    history.order_renewal("2019-09-24");
    assert_eq!((history.last_order().amount, history.last_order().received().minor), (euro, 0));
    assert_eq!(history.member.orders[0].held(), usd(47_500));
    let fact = Fact::PaymentMoved { order: history.last_order().id, from: first, amount: euro };
    let entry = Entry { effective_on: day("2019-09-21"), recorded_on: day("2019-09-24"), rules: Vec::new(), fact };
    assert!(history.member.apply(&entry).is_err(), "what came in dollars is no euro");
}

#[test]
fn whole_money_pays_another_offer_where_staff_cannot_accept_it_any_more() {
    let mut cancelled = ordered();
    let first = cancelled.last_order().id;
    cancelled.go("2019-09-22", Command::CancelOrder { order: first });
    pay(&mut cancelled, 47_500, "2019-09-21", "2019-09-23", None);
    assert_eq!(moved(&buy_the_level(&mut cancelled, "2019-09-24")), [47_500]);
    // For a year that other money has renewed.
    let mut renewed = ordered();
    renewed.grant("2019-09-25", ExceptionKind::Extension, "2019-12-31");
    let first = renewed.last_order().clone();
    renewed.renew("2019-10-25");
    let late = Command::RecordPayment { order: first.id, value_on: day("2019-10-24"), amount: first.amount, identity: None };
    renewed.go("2019-10-26", late);
    assert_eq!(renewed.member.orders[0].state(day("2019-10-26")), OrderState::SetAside);
    assert_eq!(moved(&buy_the_level(&mut renewed, "2019-10-27")), [47_500]);
    // What is only late, and for this year, waits for staff.
    let mut late = ordered();
    pay(&mut late, 47_500, "2019-10-02", "2019-10-03", None);
    assert_eq!(moved(&buy_the_level(&mut late, "2019-10-04")), [0; 0]);
}

#[test]
fn facts_that_make_or_lose_money_do_not_fit() {
    let mut history = ordered();
    let (order, subscription): (OrderId, _) = (history.last_order().id, history.id());
    pay(&mut history, 30_000, "2019-09-21", "2019-09-23", None);
    let fits = |fact| {
        let on = day("2019-09-24");
        history.member.clone().apply(&Entry { effective_on: on, recorded_on: on, rules: Vec::new(), fact }).is_ok()
    };
    let renewed = Fact::Renewed { subscription, anniversary: day("2019-09-01"), order: Some(order), next_anniversary: None };
    assert!(!fits(renewed), "part of the money renews nothing");
    let euro = Money { minor: 17_500, currency: Currency::new("EUR").unwrap() };
    assert!(!fits(Fact::PaymentRecorded { order, amount: euro, identity: None }), "no euro for an order in dollars");
    assert!(fits(Fact::PaymentRecorded { order, amount: usd(17_500), identity: None }));
    assert!(!fits(Fact::Refunded { order, amount: usd(29_999) }), "a refund gives back all that came");
    assert!(fits(Fact::Refunded { order, amount: usd(30_000) }));
}

#[test]
fn money_of_the_same_offer_is_used_first_then_what_was_too_much_and_then_that_of_others() {
    let mut history = ordered();
    let pack = history.last_order().id;
    history.go("2019-09-20", Command::CancelOrder { order: pack });
    buy_the_level(&mut history, "2019-09-20");
    let level = history.last_order().id;
    history.go("2019-09-20", Command::CancelOrder { order: level });
    buy_the_level(&mut history, "2019-09-20");
    pay(&mut history, 473_100, "2019-09-21", "2019-09-21", None);
    for (order, minor) in [(level, 300), (pack, 200)] {
        let value_on = day("2019-09-21");
        history.go("2019-09-22", Command::RecordPayment { order, value_on, amount: usd(minor), identity: None });
    }
    let subscription = history.id();
    assert_eq!(moved(&history.go("2019-09-23", Command::OrderRenewal { subscription })), [200, 100, 300]);
}
