//! Orders of purchases beside what a member holds already.

use crate::fixture::{History, day, programme, usd};
use jubilee_core::{ActionKind, Command, Day, ExceptionKind, OfferId, Reason, Status, agenda, can_buy, decide, standing};

#[test]
fn who_has_ordered_a_package_anew_is_not_offered_another_until_the_order_expires() {
    let mut history = History::package(programme());
    let offer = OfferId::from("action-pack");
    history.go("2019-10-02", Command::OrderPurchase { offer: offer.clone(), areas: Vec::new() });
    let may_buy = |on: &str| can_buy(&history.programme, &history.member, &offer, &[], day(on));
    assert!(matches!(may_buy("2019-11-01").unwrap_err().reasons[..], [Reason::MostPerMember { most: 1, .. }]));
    assert_eq!(may_buy("2019-11-02"), Ok(()), "30 days after the order");
    let ordered = history.member.subscriptions[1].id;
    let status = |on: &str| standing(&history.programme, &history.member, ordered, day(on)).unwrap().status;
    assert_eq!([status("2019-11-01"), status("2019-11-02")], [Status::Ordered, Status::Ended]);
    let buy = history.standing("2019-11-01").actions.into_iter().find(|action| action.kind == ActionKind::Buy).unwrap();
    assert!(buy.refusal.is_some());
}

#[test]
fn a_purchase_begins_when_it_is_paid_by_the_last_day_of_its_order_or_staff_accept_it_later() {
    let bought = |value_on: &str, accepted_until: Option<&str>| {
        let mut history = History::package(programme());
        let (offer, areas) = (OfferId::from("gold"), vec!["security".into()]);
        history.go("2019-03-01", Command::OrderPurchase { offer, areas });
        let subscription = history.member.subscriptions[1].id;
        if let Some(until) = accepted_until {
            let kind = ExceptionKind::LatePayment;
            history.go("2019-03-20", Command::GrantException { subscription, kind, until: day(until) });
        }
        history.pay(value_on, "2019-04-10");
        history.member.subscriptions[1].purchased_on().map(|on| on.to_string())
    };
    assert_eq!(bought("2019-03-31", None).as_deref(), Some("2019-03-31"));
    assert_eq!(bought("2019-04-01", None), None);
    assert_eq!(bought("2019-04-01", Some("2019-04-01")).as_deref(), Some("2019-04-01"));
    assert_eq!(bought("2019-04-02", Some("2019-04-01")), None);
    assert_eq!(bought("2019-02-20", None).as_deref(), Some("2019-03-01"), "not before it was ordered");
}

#[test]
fn staff_can_accept_late_money_for_a_purchase_until_the_same_day_and_not_until_one_before() {
    let mut history = History::package(programme());
    let (offer, areas) = (OfferId::from("gold"), vec!["security".into()]);
    history.go("2019-03-01", Command::OrderPurchase { offer, areas });
    let (subscription, kind) = (history.member.subscriptions[1].id, ExceptionKind::LatePayment);
    let mut accept = |until: &str| {
        let command = Command::GrantException { subscription, kind, until: day(until) };
        history.attempt("2019-04-02", command).map(drop).map_err(|refusal| refusal.reasons)
    };
    let until = day("2019-04-01");
    assert_eq!(accept("2019-04-01"), Err(vec![Reason::EndsInPast { until, today: day("2019-04-02") }]));
    assert_eq!(accept("2019-04-02"), Ok(()));
}

#[test]
fn what_is_ordered_has_its_fee_and_no_benefits_until_it_is_paid() {
    let mut history = History::package(programme());
    let (offer, areas) = (OfferId::from("gold"), vec!["security".into()]);
    history.go("2019-03-01", Command::OrderPurchase { offer, areas });
    let found = |on: &str| {
        let found = standing(&history.programme, &history.member, history.member.subscriptions[1].id, day(on)).unwrap();
        let actions = found.actions.into_iter().map(|action| action.kind).collect::<Vec<_>>();
        (found.status, found.has_benefits, found.fee, actions)
    };
    assert_eq!(found("2019-03-31"), (Status::Ordered, false, Some(usd(473_000)), vec![ActionKind::Pay]));
    assert_eq!(found("2019-04-01"), (Status::Ended, false, Some(usd(473_000)), Vec::new()));
}

#[test]
fn what_never_needs_renewal_says_so_and_is_never_due() {
    let mut programme = programme();
    programme.versions[0].offers.iter_mut().find(|offer| offer.id == OfferId::from("action-pack")).unwrap().renewal = None;
    let history = History::package(programme);
    let found = history.standing("2030-01-01");
    assert_eq!((found.status, found.has_benefits, found.cycle), (Status::Active, true, None));
    assert_eq!(found.reasons, [Reason::NeverRenews]);
    assert!(agenda(&history.programme, &history.member, history.id(), day("2030-01-01"), Day::MIN).is_empty());
    let renew = Command::Renew { subscription: history.id() };
    let refusal = decide(&history.programme, &history.member, renew, day("2030-01-01")).unwrap_err();
    assert_eq!(refusal.reasons, [Reason::NeverRenews]);
}
