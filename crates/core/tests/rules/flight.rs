//! Payments in flight: the lapse waits for money that was shown to be on its way, for a bounded time.

use jubilee_core::{Command, Day, Fact, Lift, Reason, Status, Step, agenda, decide, next_due};

use crate::fixture::{History, day, programme, usd};

/// A package whose window closes on 1 October 2019 and whose renewal was ordered on 20 September.
fn ordered() -> History {
    let mut history = History::package(programme());
    history.order_renewal("2019-09-20");
    history
}

fn file(history: &mut History, value_on: &str, on: &str) -> Vec<Fact> {
    let order = history.last_order().id;
    history.go(on, Command::FileProof { order, value_on: day(value_on) })
}

fn reject(history: &mut History, proof: u16, on: &str) {
    let order = history.last_order().id;
    history.go(on, Command::RejectProof { order, proof });
}

/// Status and benefits on a day.
fn found(history: &History, on: &str) -> (Status, bool) {
    let standing = history.standing(on);
    (standing.status, standing.has_benefits)
}

/// The day on which the lapse is due, and the one that the store keeps.
fn lapse_due(history: &History, on: &str) -> (Option<Day>, Option<Day>) {
    let (programme, member, id) = (&history.programme, &history.member, history.id());
    let due = agenda(programme, member, id, day(on), day("2019-09-25")).into_iter().find(|due| due.step == Step::Lapse);
    (due.map(|due| due.on), next_due(programme, member, id, day(on), day("2019-09-25")))
}

/// What is said of the lapse that waits.
fn in_flight(history: &History, is_card: bool, value_on: &str) -> Reason {
    let (order, value_on) = (history.last_order().id, day(value_on));
    Reason::PaymentInFlight { order, value_on, is_card, until: day("2019-10-08"), lapses_on: day("2019-10-02") }
}

#[test]
fn a_lapse_waits_seven_days_for_a_proof_with_a_value_date_inside_the_window() {
    let mut history = ordered();
    let order = history.last_order().id;
    assert_eq!(lapse_due(&history, "2019-09-30"), (Some(day("2019-10-02")), Some(day("2019-10-02"))));
    assert_eq!(
        file(&mut history, "2019-10-01", "2019-09-30"),
        [Fact::ProofFiled { order, proof: 1, value_on: day("2019-10-01") }]
    );
    assert_eq!(lapse_due(&history, "2019-09-30"), (Some(day("2019-10-09")), Some(day("2019-10-09"))));
    assert_eq!(found(&history, "2019-10-01"), (Status::RenewalOpen, true));
    assert_eq!(found(&history, "2019-10-02"), (Status::PaymentPending, true));
    assert_eq!(found(&history, "2019-10-08"), (Status::PaymentPending, true));
    assert_eq!(found(&history, "2019-10-09"), (Status::Lapsed, false));
    for on in ["2019-09-30", "2019-10-01", "2019-10-02", "2019-10-08"] {
        let reasons = history.reasons(on);
        assert!(reasons.contains(&in_flight(&history, false, "2019-10-01")), "{on}: {reasons:?}");
        let asks = |reason: &Reason| matches!(reason, Reason::OrderOpen { .. } | Reason::LapsesOn { .. });
        assert!(!reasons.iter().any(asks), "nobody is asked to pay what is on its way (C97): {reasons:?}");
    }
    assert!(history.reasons("2019-10-08").contains(&Reason::BenefitsUntil { until: day("2019-10-08") }));
}

#[test]
fn a_lapse_that_waits_is_refused_and_dated_as_always_when_the_money_does_not_come() {
    let mut history = ordered();
    file(&mut history, "2019-10-01", "2019-10-01");
    let lapse = Command::Lapse { subscription: history.id() };
    let refusal = history.attempt("2019-10-08", lapse.clone()).unwrap_err();
    assert_eq!(refusal.reasons, [in_flight(&history, false, "2019-10-01")]);
    assert_eq!(refusal.lift, Lift::Wait(day("2019-10-09")));
    let entries = history.attempt("2019-10-09", lapse).unwrap();
    assert_eq!(entries[0].effective_on, day("2019-10-02"));
    assert!(history.reasons("2019-10-09").contains(&Reason::Lapsed { on: day("2019-10-02") }));
}

#[test]
fn the_renew_button_says_what_is_waited_for() {
    let mut history = ordered();
    file(&mut history, "2019-10-01", "2019-10-01");
    let refusal = history.attempt("2019-10-03", Command::OrderRenewal { subscription: history.id() }).unwrap_err();
    assert_eq!(refusal.reasons, [in_flight(&history, false, "2019-10-01")]);
}

#[test]
fn money_that_comes_while_the_lapse_waits_renews_by_its_value_date_and_reverses_nothing() {
    let mut history = ordered();
    file(&mut history, "2019-10-01", "2019-10-01");
    let (order, amount) = (history.last_order().id, history.last_order().amount);
    let accept = Command::AcceptProof { order, proof: 1, value_on: day("2019-10-01"), amount };
    let facts = history.go("2019-10-05", accept.clone());
    assert!(
        matches!(
            facts[..],
            [Fact::PaymentRecorded { .. }, Fact::Renewed { .. }, Fact::ProofAnswered { is_accepted: true, .. }]
        ),
        "{facts:?}"
    );
    let standing = history.standing("2019-10-05");
    assert_eq!((standing.status, standing.cycle.unwrap().anniversary), (Status::Active, day("2020-08-31")));
    let refusal = history.attempt("2019-10-05", accept).unwrap_err();
    assert_eq!(refusal.reasons, [Reason::ProofSettled { order, on: day("2019-10-05") }]);
}

#[test]
fn money_that_came_after_the_window_is_set_aside_though_the_proof_stated_an_earlier_day() {
    let mut history = ordered();
    file(&mut history, "2019-10-01", "2019-10-01");
    let (order, amount) = (history.last_order().id, history.last_order().amount);
    let facts = history.go("2019-10-05", Command::AcceptProof { order, proof: 1, value_on: day("2019-10-02"), amount });
    assert!(!facts.iter().any(|fact| matches!(fact, Fact::Renewed { .. })), "{facts:?}");
    assert_eq!(found(&history, "2019-10-05"), (Status::Lapsed, false));
    assert_eq!(lapse_due(&history, "2019-10-05").0, Some(day("2019-10-02")));
}

#[test]
fn a_proof_that_is_not_accepted_holds_nothing_from_that_day() {
    let mut history = ordered();
    file(&mut history, "2019-10-01", "2019-10-01");
    reject(&mut history, 1, "2019-10-04");
    assert_eq!(found(&history, "2019-10-03"), (Status::PaymentPending, true));
    assert_eq!(found(&history, "2019-10-04"), (Status::Lapsed, false));
    assert_eq!(lapse_due(&history, "2019-10-04").0, Some(day("2019-10-02")));
    let order = history.last_order().id;
    let again = history.attempt("2019-10-04", Command::RejectProof { order, proof: 1 }).unwrap_err();
    assert_eq!(again.reasons, [Reason::ProofSettled { order, on: day("2019-10-04") }]);
    let unknown = history.attempt("2019-10-04", Command::RejectProof { order, proof: 2 }).unwrap_err();
    assert_eq!(unknown.reasons, [Reason::UnknownProof { order }]);
}

#[test]
fn a_value_date_after_the_window_and_a_proof_that_is_shown_after_it_hold_nothing() {
    let mut late_money = ordered();
    file(&mut late_money, "2019-10-02", "2019-10-01");
    assert_eq!(found(&late_money, "2019-10-02"), (Status::Lapsed, false));
    let order = late_money.last_order().id;
    let shown = Reason::PaymentShown { order, value_on: day("2019-10-02"), is_card: false };
    assert!(late_money.reasons("2019-10-01").contains(&shown), "it is seen all the same");
    let mut late_proof = ordered();
    file(&mut late_proof, "2019-10-01", "2019-10-02");
    assert_eq!(found(&late_proof, "2019-10-02"), (Status::Lapsed, false));
}

#[test]
fn a_programme_that_waits_for_nothing_lapses_as_ever() {
    for days in [None, Some(0)] {
        let mut history = ordered();
        history.programme.versions[0].in_flight_days = days;
        file(&mut history, "2019-10-01", "2019-10-01");
        assert_eq!(found(&history, "2019-10-02"), (Status::Lapsed, false));
        assert_eq!(lapse_due(&history, "2019-10-01").0, Some(day("2019-10-02")));
    }
}

#[test]
fn part_of_the_money_leaves_the_rest_in_flight_and_all_of_it_ends_every_proof() {
    let mut history = ordered();
    file(&mut history, "2019-09-30", "2019-09-30");
    file(&mut history, "2019-10-01", "2019-09-30");
    let order = history.last_order().id;
    let part = |minor: i64, on: &str| Command::RecordPayment { order, value_on: day(on), amount: usd(minor), identity: None };
    history.go("2019-10-01", part(20_000, "2019-09-30"));
    assert_eq!(found(&history, "2019-10-02"), (Status::PaymentPending, true));
    history.go("2019-10-03", part(27_500, "2019-10-01"));
    assert_eq!(history.standing("2019-10-03").status, Status::Active);
    assert!(history.member.flights(order).all(|flight| flight.ended_on == Some(day("2019-10-03"))));
}

#[test]
fn an_order_that_is_taken_back_or_paid_takes_no_proof_and_holds_nothing() {
    let mut history = ordered();
    file(&mut history, "2019-10-01", "2019-09-30");
    let order = history.last_order().id;
    history.go("2019-10-01", Command::CancelOrder { order });
    assert_eq!(found(&history, "2019-10-02"), (Status::Lapsed, false));
    let proof = Command::FileProof { order, value_on: day("2019-10-01") };
    let refusal = history.attempt("2019-10-02", proof).unwrap_err();
    assert_eq!(refusal.reasons, [Reason::OrderCancelled { order, on: day("2019-10-01") }]);
    let mut paid = ordered();
    paid.pay("2019-09-21", "2019-09-21");
    let order = paid.last_order().id;
    let refusal = paid.attempt("2019-09-22", Command::FileProof { order, value_on: day("2019-09-21") }).unwrap_err();
    assert_eq!(refusal.reasons, [Reason::AlreadyPaid { order, value_on: day("2019-09-21") }]);
}

#[test]
fn proofs_are_few_and_their_dates_can_be_true() {
    let mut history = ordered();
    let order = history.last_order().id;
    let at = |value_on: &str| Command::FileProof { order, value_on: day(value_on) };
    let ahead = history.attempt("2019-09-20", at("2019-09-28")).unwrap_err();
    assert_eq!(ahead.reasons, [Reason::ValueDateAhead { value_on: day("2019-09-28"), today: day("2019-09-20") }]);
    let before = history.attempt("2019-09-20", at("2018-09-20")).unwrap_err();
    assert!(matches!(before.reasons[..], [Reason::ValueDateBeforeOrder { .. }]));
    for _ in 0..5 {
        history.go("2019-09-20", at("2019-09-27"));
    }
    let enough = history.attempt("2019-09-20", at("2019-09-27")).unwrap_err();
    assert_eq!(enough.reasons, [Reason::ProofsEnough { order, most: 5 }]);
}

#[test]
fn a_card_payment_that_the_provider_works_on_holds_the_lapse_until_it_comes_to_nothing() {
    let mut history = ordered();
    let order = history.last_order().id;
    let follow = |is_in_flight| Command::FollowCard { order, payment: "card-1".to_owned(), is_in_flight };
    let nothing = history.attempt("2019-10-01", follow(false)).unwrap_err();
    assert_eq!(nothing.reasons, [Reason::StepClosed], "what was not in flight cannot end");
    history.go("2019-10-01", follow(true));
    assert_eq!(history.attempt("2019-10-01", follow(true)).unwrap_err().reasons, [Reason::StepClosed]);
    assert_eq!(found(&history, "2019-10-02"), (Status::PaymentPending, true));
    assert!(history.reasons("2019-10-02").contains(&in_flight(&history, true, "2019-10-01")));
    history.go("2019-10-03", follow(false));
    assert_eq!(found(&history, "2019-10-03"), (Status::Lapsed, false));
}

#[test]
fn who_asks_on_an_earlier_day_is_told_what_was_known_then() {
    let mut history = ordered();
    file(&mut history, "2019-10-01", "2019-09-30");
    assert!(history.standing("2019-09-29").hold.is_none());
    assert!(history.standing("2019-09-30").hold.is_some());
}

#[test]
fn a_purchase_shows_its_proof_too() {
    let mut history = History::package(programme());
    history.go("2019-11-01", Command::OrderPurchase { offer: "action-pack".into(), areas: Vec::new() });
    file(&mut history, "2019-11-02", "2019-11-01");
    let (id, order) = (history.member.subscriptions[1].id, history.last_order().id);
    let standing = jubilee_core::standing(&history.programme, &history.member, id, day("2019-11-02")).unwrap();
    let shown = Reason::PaymentShown { order, value_on: day("2019-11-02"), is_card: false };
    assert!(standing.status == Status::Ordered && standing.reasons.contains(&shown), "{:?}", standing.reasons);
}

#[test]
fn the_same_proof_decides_the_same_on_any_replay() {
    let mut history = ordered();
    let order = history.last_order().id;
    let command = Command::FileProof { order, value_on: day("2019-10-01") };
    let first = decide(&history.programme, &history.member, command.clone(), day("2019-10-01"));
    assert_eq!(first, decide(&history.programme, &history.member, command.clone(), day("2019-10-01")));
    history.go("2019-10-01", command);
}
