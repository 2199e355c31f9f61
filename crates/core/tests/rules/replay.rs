//! What a member remembers of its ledger: how far it was read, and what an undone year leaves behind.

use crate::fixture::{History, day, programme};
use jubilee_core::{
    Actor, Command, Day, Entry, ExceptionKind, Fact, Instant, Member, MemberId, Misfit, Recorded, Status, Step, System, agenda,
};

/// The ledger of a package that was renewed on 2019-09-10, and the member that it makes.
fn renewed() -> (Vec<Recorded>, History) {
    let mut history = History::package(programme());
    let mut facts = history.attempt("2019-09-10", Command::OrderRenewal { subscription: history.id() }).unwrap();
    let (order, amount) = (history.last_order().id, history.last_order().amount);
    let pay = Command::RecordPayment { order, value_on: day("2019-09-10"), amount, identity: None };
    facts.extend(history.attempt("2019-09-10", pay).unwrap());
    let (offer, areas, anniversary) = ("action-pack".into(), Vec::new(), None);
    let began = [
        Fact::Enrolled { country: "US".to_owned(), system: System::Current },
        Fact::CarriedOver { subscription: history.id(), offer, areas, anniversary },
    ];
    let on = day("2018-09-01");
    let began = began.map(|fact| Entry { effective_on: on, recorded_on: on, rules: Vec::new(), fact });
    let recorded = |entry| Recorded { entry, at: Instant(0), by: Actor::Operator };
    (began.into_iter().chain(facts).map(recorded).collect(), history)
}

#[test]
fn a_member_is_at_the_version_of_its_last_entry_also_as_it_was_known_on_an_earlier_day() {
    let (ledger, history) = renewed();
    let length = u32::try_from(ledger.len()).unwrap();
    assert_eq!(history.member.version, length);
    let replay = |known_on: Option<Day>| Member::replay(history.member.id, &ledger, known_on).unwrap();
    assert_eq!(replay(None), history.member);
    let earlier = replay(Some(day("2019-09-09")));
    assert_eq!((earlier.version, earlier.orders.len()), (length, 0), "what was not known then is counted and not taken in");
}

#[test]
fn an_entry_that_does_not_fit_is_named_by_its_place_in_the_ledger() {
    let (ledger, _) = renewed();
    let member = MemberId::from_number(7).unwrap();
    let without_subscription: Vec<Recorded> = [&ledger[..1], &ledger[2..]].concat();
    let misfit = Member::replay(member, &without_subscription, None).unwrap_err();
    assert_eq!(misfit, Misfit { member, version: 2 });
}

#[test]
fn the_lapse_that_was_reversed_is_due_again_when_the_payment_goes_back_and_the_reminders_are_not() {
    let mut history = History::package(programme());
    let subscription = history.id();
    history.order_renewal("2019-09-25");
    history.go("2019-08-17", Command::Remind { subscription, reminder: 0 });
    history.go("2019-09-26", Command::Remind { subscription, reminder: 1 });
    history.lapse("2019-10-02");
    let facts = history.pay("2019-09-30", "2019-10-05");
    assert!(facts.iter().any(|fact| matches!(fact, Fact::LapseReversed { .. })), "{facts:?}");
    let order = history.last_order().id;
    history.go("2019-10-06", Command::Refund { order });
    let due = agenda(&history.programme, &history.member, subscription, day("2019-10-06"), Day::MIN);
    let steps: Vec<Step> = due.into_iter().map(|due| due.step).collect();
    assert_eq!(steps, [Step::Lapse]);
}

#[test]
fn an_undone_year_takes_its_own_exceptions_along_and_leaves_those_of_the_year_before() {
    let mut history = History::package(programme());
    history.grant("2019-09-05", ExceptionKind::Extension, "2019-12-31");
    history.renew("2019-09-10");
    history.grant("2019-09-20", ExceptionKind::Extension, "2020-12-31");
    let order = history.last_order().id;
    history.go("2019-10-05", Command::Refund { order });
    let ends: Vec<Option<Day>> = history.member.subscriptions[0].exceptions.iter().map(|granted| granted.ended_on).collect();
    assert_eq!(ends, [None, Some(day("2019-10-05"))]);
    let standing = history.standing("2019-10-05");
    let renew_until = standing.cycle.map(|cycle| cycle.renew_until);
    assert_eq!((standing.status, renew_until), (Status::RenewalOpen, Some(day("2019-12-31"))));
}
