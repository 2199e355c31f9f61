//! Automatic renewal: a notice, a charge on the day on which the window opens, a bounded number of retries, and the manual path after them.

use jubilee_core::{
    AutoOutlook, CardLabel, ChargeFault, Command, Day, Fact, Lift, OrderId, Reason, ReliefId, Status, Step, agenda, decide,
    next_due,
};

use crate::fixture::{History, announced, day, examined, programme, relief, usd};

fn card(expires_on: &str) -> CardLabel {
    CardLabel { brand: "visa".to_owned(), last_four: "4242".to_owned(), expires_on: day(expires_on) }
}

/// A package whose window opens on 2 September 2019, with a card that is good for years.
fn switched_on() -> History {
    let mut history = History::package(programme());
    switch_on(&mut history, "2019-01-10", "2030-12-31");
    history
}

fn switch_on(history: &mut History, on: &str, expires_on: &str) -> Vec<Fact> {
    let subscription = history.id();
    history.go(on, Command::SwitchOn { subscription, card: card(expires_on) })
}

fn switch_off(history: &mut History, on: &str) {
    let subscription = history.id();
    history.go(on, Command::SwitchOff { subscription });
}

/// What is due first, as known on a day, and the day that the store keeps.
fn due(history: &History, on: &str) -> (Day, Step) {
    let (programme, member, id) = (&history.programme, &history.member, history.id());
    let first = agenda(programme, member, id, day(on), Day::MIN).remove(0);
    assert_eq!(next_due(programme, member, id, day(on), Day::MIN), Some(first.on));
    (first.on, first.step)
}

/// The daily run of a day: all that is due by then, in order.
fn run(history: &mut History, on: &str) -> Vec<Fact> {
    let (subscription, mut facts) = (history.id(), Vec::new());
    let steps = agenda(&history.programme, &history.member, subscription, day(on), Day::MIN);
    for due in steps.into_iter().filter(|due| due.on <= day(on)) {
        let command = match due.step {
            Step::Announcement(relief, announcement) => Command::Announce { subscription, relief, announcement },
            Step::Reminder(reminder) => Command::Remind { subscription, reminder },
            Step::Notice => Command::GiveNotice { subscription },
            Step::Charge(number) => Command::Charge { subscription, number },
            Step::Lapse => Command::Lapse { subscription },
        };
        facts.extend(history.go(on, command));
    }
    facts
}

fn order(history: &History) -> OrderId {
    history.last_order().id
}

fn fail(history: &mut History, on: &str, number: u8, fault: ChargeFault) -> Vec<Fact> {
    let order = order(history);
    history.go(on, Command::FailCharge { order, number, fault })
}

/// What was said of why nothing was charged on the day of the charge.
fn fault_of(facts: &[Fact]) -> Option<ChargeFault> {
    facts.iter().find_map(|fact| match fact {
        Fact::ChargeFailed { fault, is_last: true, .. } => Some(*fault),
        _ => None,
    })
}

fn has_tried(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| matches!(fact, Fact::ChargeTried { .. }))
}

#[test]
fn the_member_is_told_fifteen_days_before_the_charge_which_comes_when_the_window_opens() {
    let mut history = switched_on();
    let (subscription, anniversary) = (history.id(), day("2019-09-01"));
    assert_eq!(due(&history, "2019-08-01"), (day("2019-08-17"), Step::Reminder(0)));
    let facts = run(&mut history, "2019-08-18");
    assert_eq!(
        facts,
        [
            Fact::ReminderSuperseded { subscription, anniversary, reminder: 0 },
            Fact::AutoRenewalAnnounced { subscription, anniversary },
        ],
        "no reminder to renew goes out where the card will be charged"
    );
    assert_eq!(due(&history, "2019-08-18"), (day("2019-09-02"), Step::Charge(0)));
    let renews = Reason::RenewsAutomatically { card: card("2030-12-31"), on: day("2019-09-02") };
    assert!(history.reasons("2019-08-18").contains(&renews));
    let early = history.attempt("2019-09-01", Command::Charge { subscription, number: 0 }).unwrap_err();
    assert_eq!(early.lift, Lift::Wait(day("2019-09-02")));
    let facts = run(&mut history, "2019-09-02");
    assert!(
        matches!(facts[..], [Fact::Ordered { amount, .. }, Fact::ChargeTried { number: 0, .. }] if amount == usd(47_500)),
        "the fee is that of the day of the charge: {facts:?}"
    );
    let standing = history.standing("2019-09-02");
    let charging = AutoOutlook::Charging { order: order(&history), number: 0, since: day("2019-09-02") };
    assert_eq!(standing.automatic.outlook, Some(charging));
    let asks = |reason: &Reason| matches!(reason, Reason::OrderOpen { .. });
    assert!(!standing.reasons.iter().any(asks), "what is being charged is not asked for (C97): {:?}", standing.reasons);
    history.pay("2019-09-02", "2019-09-02");
    assert_eq!(history.standing("2019-09-02").cycle.unwrap().anniversary, day("2020-08-31"));
    assert_eq!(due(&history, "2019-09-02").0, day("2020-08-16"), "and so on, every year");
}

#[test]
fn a_card_that_is_declined_is_charged_again_on_its_days_and_no_more_after_the_last() {
    let mut history = switched_on();
    run(&mut history, "2019-08-18");
    run(&mut history, "2019-09-02");
    let (subscription, anniversary) = (history.id(), day("2019-09-01"));
    let facts = fail(&mut history, "2019-09-02", 0, ChargeFault::InsufficientFunds);
    let fault = ChargeFault::InsufficientFunds;
    assert_eq!(facts, [Fact::ChargeFailed { subscription, anniversary, number: 0, fault, is_last: false }]);
    assert_eq!(due(&history, "2019-09-02"), (day("2019-09-05"), Step::Charge(1)));
    assert!(run(&mut history, "2019-09-04").is_empty());
    assert!(has_tried(&run(&mut history, "2019-09-05")));
    assert_eq!(history.member.orders.len(), 1, "the same order is charged for");
    assert!(run(&mut history, "2019-09-09").is_empty(), "nothing is tried while an answer is waited for");
    fail(&mut history, "2019-09-09", 1, ChargeFault::Declined);
    assert_eq!(due(&history, "2019-09-09"), (day("2019-09-09"), Step::Charge(2)));
    assert!(has_tried(&run(&mut history, "2019-09-09")));
    let facts = fail(&mut history, "2019-09-09", 2, ChargeFault::Declined);
    assert_eq!(fault_of(&facts), Some(ChargeFault::Declined), "{facts:?}");
    assert_eq!(due(&history, "2019-09-09"), (day("2019-09-24"), Step::Reminder(1)), "the manual path, with its reminder");
    let given_up = Reason::ChargeGivenUp { fault: ChargeFault::Declined, until: day("2019-10-01") };
    assert!(history.reasons("2019-09-09").contains(&given_up));
    let facts = run(&mut history, "2019-09-24");
    assert_eq!(facts, [Fact::Reminded { subscription, anniversary, reminder: 1 }]);
    assert_eq!(history.standing("2019-10-02").status, Status::Lapsed);
}

#[test]
fn money_that_comes_another_way_between_two_tries_ends_them() {
    let mut history = switched_on();
    run(&mut history, "2019-08-18");
    run(&mut history, "2019-09-02");
    fail(&mut history, "2019-09-02", 0, ChargeFault::Declined);
    history.pay("2019-09-04", "2019-09-04");
    assert!(run(&mut history, "2019-09-05").is_empty());
    assert_eq!(due(&history, "2019-09-05").0, day("2020-08-16"));
}

#[test]
fn a_decline_that_no_retry_can_mend_is_not_tried_again() {
    for fault in ChargeFault::ALL.into_iter().filter(|fault| !fault.may_pass()) {
        let mut history = switched_on();
        run(&mut history, "2019-08-18");
        run(&mut history, "2019-09-02");
        let facts = fail(&mut history, "2019-09-02", 0, fault);
        assert_eq!(fault_of(&facts), Some(fault));
        assert_eq!(due(&history, "2019-09-02").1, Step::Reminder(1));
    }
}

#[test]
fn it_can_be_switched_off_at_any_time_and_the_reminders_go_on_then() {
    let mut before = switched_on();
    switch_off(&mut before, "2019-08-16");
    assert_eq!(due(&before, "2019-08-16"), (day("2019-08-17"), Step::Reminder(0)));
    assert!(matches!(run(&mut before, "2019-08-17")[..], [Fact::Reminded { .. }]));
    assert!(run(&mut before, "2019-09-02").is_empty());
    let again = before.attempt("2019-09-02", Command::SwitchOff { subscription: before.id() }).unwrap_err();
    assert_eq!((again.reasons, again.lift), (vec![Reason::AutoRenewalIsOff], Lift::Done));
    let mut between = switched_on();
    run(&mut between, "2019-08-18");
    run(&mut between, "2019-09-02");
    fail(&mut between, "2019-09-02", 0, ChargeFault::Declined);
    switch_off(&mut between, "2019-09-04");
    assert!(run(&mut between, "2019-09-05").is_empty(), "no second try");
    assert!(matches!(run(&mut between, "2019-09-24")[..], [Fact::Reminded { .. }]));
}

#[test]
fn who_switches_it_on_after_the_notice_was_due_is_told_by_that() {
    let mut history = History::package(programme());
    switch_on(&mut history, "2019-08-30", "2030-12-31");
    assert!(has_tried(&run(&mut history, "2019-09-02")));
}

#[test]
fn nobody_is_charged_on_the_day_of_a_late_notice() {
    let mut history = switched_on();
    let facts = run(&mut history, "2019-09-03");
    assert!(facts.iter().any(|fact| matches!(fact, Fact::AutoRenewalAnnounced { .. })), "{facts:?}");
    assert!(!has_tried(&facts));
    assert_eq!(due(&history, "2019-09-03"), (day("2019-09-04"), Step::Charge(0)));
    assert!(has_tried(&run(&mut history, "2019-09-04")));
}

#[test]
fn while_the_window_is_open_the_year_is_renewed_first() {
    let mut history = History::package(programme());
    let subscription = history.id();
    let open = Command::SwitchOn { subscription, card: card("2030-12-31") };
    let refusal = history.attempt("2019-09-02", open.clone()).unwrap_err();
    assert_eq!(refusal.reasons, [Reason::WindowOpen { opens_on: day("2019-09-02"), closes_on: day("2019-10-01") }]);
    assert_eq!(refusal.lift, Lift::Order);
    history.renew("2019-09-02");
    assert!(history.attempt("2019-09-02", open.clone()).is_ok());
    let again = history.attempt("2019-09-03", open).unwrap_err();
    assert_eq!(again.reasons, [Reason::AutoRenewalIsOn { card: card("2030-12-31") }]);
    assert!(!switch_on(&mut history, "2019-09-03", "2031-01-31").is_empty(), "another card takes its place at any time");
}

#[test]
fn what_cannot_renew_automatically_says_so() {
    let card = card("2030-12-31");
    let mut without = History::package(programme());
    for offer in &mut without.programme.versions[0].offers {
        if let Some(rules) = &mut offer.renewal {
            rules.auto_renewal = None;
        }
    }
    let (subscription, offer) = (without.id(), without.member.subscriptions[0].offer.clone());
    let on = Command::SwitchOn { subscription, card: card.clone() };
    assert_eq!(without.attempt("2019-01-10", on.clone()).unwrap_err().reasons, [Reason::NoAutoRenewal { offer }]);
    assert!(!without.standing("2019-01-10").automatic.is_offered);
    let mut lapsed = History::package(programme());
    assert!(matches!(lapsed.attempt("2019-10-02", on).unwrap_err().reasons[0], Reason::WindowClosed { .. }));
    let mut history = History::package(programme());
    let over = Command::SwitchOn { subscription, card: CardLabel { expires_on: day("2019-01-09"), ..card } };
    assert!(matches!(history.attempt("2019-01-10", over).unwrap_err().reasons[..], [Reason::CardExpired { .. }]));
}

#[test]
fn a_card_that_will_have_expired_is_said_beforehand_reminded_of_and_not_charged() {
    let mut history = History::package(programme());
    switch_on(&mut history, "2019-01-10", "2019-08-31");
    let expired = Reason::CardExpired { card: card("2019-08-31"), on: day("2019-09-02") };
    assert!(history.reasons("2019-01-10").contains(&expired));
    let facts = run(&mut history, "2019-08-18");
    assert!(matches!(facts[..], [Fact::Reminded { .. }, Fact::AutoRenewalAnnounced { .. }]), "{facts:?}");
    let facts = run(&mut history, "2019-09-02");
    assert_eq!(fault_of(&facts), Some(ChargeFault::CardExpired));
    assert!(history.member.orders.is_empty());
    let mut replaced = History::package(programme());
    switch_on(&mut replaced, "2019-01-10", "2019-08-31");
    switch_on(&mut replaced, "2019-08-20", "2022-08-31");
    run(&mut replaced, "2019-09-01");
    assert!(has_tried(&run(&mut replaced, "2019-09-02")));
}

#[test]
fn nothing_is_charged_where_the_member_could_not_order() {
    let mut unmet = History::level(examined(), &["security"]);
    switch_on(&mut unmet, "2019-01-10", "2030-12-31");
    run(&mut unmet, "2019-08-18");
    let facts = run(&mut unmet, "2019-09-02");
    assert_eq!(fault_of(&facts), Some(ChargeFault::RequirementsNotMet));
    assert!(unmet.member.orders.is_empty());
    unmet.pass("security", "2019-09-10", None);
    unmet.renew("2019-09-10");
    let mut ordered = switched_on();
    run(&mut ordered, "2019-08-18");
    ordered.order_renewal("2019-09-02");
    assert_eq!(fault_of(&run(&mut ordered, "2019-09-02")), Some(ChargeFault::OrderOpen));
    let mut missed = switched_on();
    run(&mut missed, "2019-08-18");
    let facts = run(&mut missed, "2019-10-05");
    assert_eq!(fault_of(&facts), Some(ChargeFault::WindowClosed), "a run that was away: {facts:?}");
}

#[test]
fn an_order_that_is_taken_back_or_being_paid_otherwise_is_not_charged_for_again() {
    let mut cancelled = switched_on();
    run(&mut cancelled, "2019-08-18");
    run(&mut cancelled, "2019-09-02");
    let id = order(&cancelled);
    cancelled.go("2019-09-02", Command::CancelOrder { order: id });
    let over = AutoOutlook::GivenUp { fault: ChargeFault::OrderOver };
    assert_eq!(cancelled.standing("2019-09-02").automatic.outlook, Some(over));
    let late = cancelled.attempt("2019-09-02", Command::FailCharge { order: id, number: 0, fault: ChargeFault::Declined });
    assert_eq!(late.unwrap_err().lift, Lift::Done);
    let mut shown = switched_on();
    run(&mut shown, "2019-08-18");
    run(&mut shown, "2019-09-02");
    fail(&mut shown, "2019-09-02", 0, ChargeFault::Declined);
    let id = order(&shown);
    shown.go("2019-09-04", Command::FileProof { order: id, value_on: day("2019-09-04") });
    assert_eq!(fault_of(&run(&mut shown, "2019-09-05")), Some(ChargeFault::PaymentOnItsWay));
}

#[test]
fn a_year_that_was_charged_and_given_back_is_not_charged_again() {
    let mut history = switched_on();
    run(&mut history, "2019-08-18");
    run(&mut history, "2019-09-02");
    history.pay("2019-09-02", "2019-09-02");
    let id = order(&history);
    history.go("2019-09-06", Command::Refund { order: id });
    let steps = agenda(&history.programme, &history.member, history.id(), day("2019-09-06"), Day::MIN);
    assert!(!steps.iter().any(|due| matches!(due.step, Step::Charge(_) | Step::Notice)), "{steps:?}");
}

#[test]
fn money_that_is_held_pays_before_the_card_is_charged() {
    let mut history = switched_on();
    history.order_renewal("2019-09-02");
    history.pay("2019-09-02", "2019-09-02");
    let id = order(&history);
    history.go(
        "2019-09-03",
        Command::RecordPayment { order: id, value_on: day("2019-09-03"), amount: usd(47_500), identity: None },
    );
    run(&mut history, "2020-08-20");
    let facts = run(&mut history, "2020-09-01");
    assert!(facts.iter().any(|fact| matches!(fact, Fact::Renewed { .. })), "{facts:?}");
    assert!(!has_tried(&facts));
}

#[test]
fn an_anniversary_that_a_relief_moves_has_a_notice_and_a_charge_of_its_own() {
    let mut moved = announced("2019-08-20", "2019-09-01", "2019-09-01");
    moved.scope = jubilee_core::Scope::default();
    moved.moves = Some(jubilee_core::Move::By(jubilee_core::Span::Days(60)));
    let mut history = switched_on();
    history.programme.reliefs = vec![relief("later", vec![moved])];
    run(&mut history, "2019-08-18");
    run(&mut history, "2019-08-20");
    assert_eq!(due(&history, "2019-08-20"), (day("2019-10-16"), Step::Reminder(0)));
    run(&mut history, "2019-10-17");
    assert_eq!(due(&history, "2019-10-17"), (day("2019-11-01"), Step::Charge(0)));
    assert!(history.programme.relief(&ReliefId::from("later")).is_some());
}

#[test]
fn what_was_decided_is_the_same_when_it_is_asked_twice() {
    let mut history = switched_on();
    run(&mut history, "2019-08-18");
    let charge = Command::Charge { subscription: history.id(), number: 0 };
    let first = decide(&history.programme, &history.member, charge.clone(), day("2019-09-02")).unwrap();
    assert_eq!(decide(&history.programme, &history.member, charge.clone(), day("2019-09-02")).unwrap(), first);
    history.go("2019-09-02", charge.clone());
    let again = history.attempt("2019-09-02", charge).unwrap_err();
    assert_eq!((again.reasons, again.lift), (vec![Reason::StepClosed], Lift::Done));
}
