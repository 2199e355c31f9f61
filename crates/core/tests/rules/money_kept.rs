//! No sequence of commands makes or loses money. Beside random histories a till is kept that knows only what was handed over and what
//! was handed back; after every command the orders and the books have to come to the same, to the cent.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jubilee_core::{
    Account, Actor, AreaId, Command, Day, ExceptionKind, Fact, Instant, Member, MemberId, OfferId, OrderId, Posting, Programme,
    Recorded, Side, SubscriptionId, System, decide, postings,
};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::fixture::{act, day, programme, usd};
use crate::price::rules;

/// How many histories are tried.
const CASES: u32 = 1_500;

/// Something that happens, about one of the subscriptions or orders that there are by then.
#[derive(Clone, Copy, Debug)]
enum Move {
    Wait(i32),
    Renew(usize),
    Reactivate(usize),
    /// All that can be renewed, with one order.
    Together,
    Buy(&'static str),
    /// With a value date so many days ago; `None`: on the last day that counts, or today before it.
    Pay {
        order: usize,
        days_ago: Option<i32>,
        amount: Amount,
        identity: Option<u8>,
    },
    /// A payment that was recorded comes again, on a statement.
    Again {
        order: usize,
        identity: u8,
    },
    Cancel(usize),
    Refund(usize),
    RefundHeld {
        order: usize,
        amount: Amount,
    },
    Lapse(usize),
    AcceptLate(usize),
}

/// An amount beside the one that is looked for: what the order lacks, or what is held with it.
#[derive(Clone, Copy, Debug)]
enum Amount {
    Exactly,
    Half,
    CentLess,
    CentMore,
    Twice,
    OneCent,
}

impl Amount {
    const fn of(self, minor: i64) -> i64 {
        match self {
            Amount::Exactly => minor,
            Amount::Half => minor / 2,
            Amount::CentLess => minor - 1,
            Amount::CentMore => minor + 1,
            Amount::Twice => 2 * minor,
            Amount::OneCent => 1,
        }
    }
}

fn amounts() -> impl Strategy<Value = Amount> {
    let others = vec![Amount::Half, Amount::CentLess, Amount::CentMore, Amount::Twice, Amount::OneCent];
    prop_oneof![3 => Just(Amount::Exactly), 4 => select(others)]
}

fn moves() -> impl Strategy<Value = Move> {
    let identity = prop_oneof![2 => Just(None), 1 => (0_u8..4).prop_map(Some)];
    let days_ago = prop_oneof![3 => (0_i32..12).prop_map(Some), 1 => Just(None)];
    let pay = (0_usize..4, days_ago, amounts(), identity).prop_map(|(order, days_ago, amount, identity)| Move::Pay {
        order,
        days_ago,
        amount,
        identity,
    });
    let which = 0_usize..3;
    prop_oneof![
        4 => (0_i32..25).prop_map(Move::Wait),
        4 => which.clone().prop_map(Move::Renew),
        1 => which.clone().prop_map(Move::Reactivate),
        4 => Just(Move::Together),
        2 => select(vec!["action-pack", "gold"]).prop_map(Move::Buy),
        9 => pay,
        1 => (0_usize..3, 4_u8..8).prop_map(|(order, identity)| Move::Again { order, identity }),
        1 => (0_usize..4).prop_map(Move::Cancel),
        2 => (0_usize..4).prop_map(Move::Refund),
        3 => (0_usize..4, amounts()).prop_map(|(order, amount)| Move::RefundHeld { order, amount }),
        2 => which.clone().prop_map(Move::Lapse),
        1 => which.prop_map(Move::AcceptLate),
    ]
}

/// A member, its ledger, and the till beside them.
struct History {
    programme: Programme,
    member: Member,
    ledger: Vec<Recorded>,
    today: Day,
    /// What was handed over, less what was handed back.
    till: i64,
}

impl History {
    fn new(is_taxed: bool) -> History {
        let mut programme = programme();
        programme.versions[0].tax = is_taxed.then(rules);
        let member = Member::new(MemberId::from_number(7).unwrap());
        let mut history = History { programme, member, ledger: Vec::new(), today: day("2018-09-01"), till: 0 };
        history.go(Command::Enrol { country: "NL".to_owned(), system: System::Current });
        let (offer, purchased_on) = (OfferId::from("action-pack"), day("2018-09-01"));
        history.go(Command::CarryOver { offer, areas: Vec::new(), purchased_on, anniversary: None });
        let (offer, purchased_on) = (OfferId::from("gold"), day("2018-09-15"));
        let areas = vec![AreaId::from("security")];
        history.go(Command::CarryOver { offer, areas, purchased_on, anniversary: None });
        history.today = day("2019-08-25");
        history
    }

    /// Does what can be done; what is refused changes nothing.
    fn go(&mut self, command: Command) {
        let handed_over = if let Command::RecordPayment { amount, .. } = &command { amount.minor } else { 0 };
        let Ok(entries) = act(&self.programme, &mut self.member, command, self.today) else { return };
        for entry in &entries {
            match &entry.fact {
                // The till was told the amount by whoever handed it over, and not by the rules.
                Fact::PaymentRecorded { .. } => self.till += handed_over,
                Fact::Refunded { amount, .. } | Fact::HeldRefunded { amount, .. } => self.till -= amount.minor,
                _ => {}
            }
        }
        self.ledger.extend(entries.into_iter().map(|entry| Recorded { at: Instant(0), by: Actor::Operator, entry }));
    }

    fn command(&self, step: Move) -> Option<Command> {
        let subscription = |which: usize| self.member.subscriptions.iter().rev().nth(which).map(|held| held.id);
        let order = |which: usize| self.member.orders.iter().rev().nth(which);
        let of = |which: usize, command: fn(SubscriptionId) -> Command| subscription(which).map(command);
        match step {
            Move::Wait(_) => None,
            Move::Renew(which) => of(which, |subscription| Command::OrderRenewal { subscription }),
            Move::Reactivate(which) => of(which, |subscription| Command::OrderReactivation { subscription }),
            Move::Together => {
                let renews = |held: &&jubilee_core::Subscription| {
                    let subscription = held.id;
                    decide(&self.programme, &self.member, Command::OrderRenewal { subscription }, self.today).is_ok()
                };
                let subscriptions = self.member.subscriptions.iter().filter(renews).map(|held| held.id).collect();
                Some(Command::OrderTogether { subscriptions })
            }
            Move::Lapse(which) => of(which, |subscription| Command::Lapse { subscription }),
            Move::Buy(offer) => {
                let areas = if offer == "gold" { vec![AreaId::from("security")] } else { Vec::new() };
                Some(Command::OrderPurchase { offer: OfferId::from(offer), areas })
            }
            Move::Pay { order: which, days_ago, amount, identity } => order(which).map(|order| {
                let lacks = if order.missing().minor > 0 { order.missing().minor } else { order.amount.minor };
                let identity = identity.map(|number| format!("entry-{number}"));
                let value_on = days_ago.map_or(order.pay_by().min(self.today), |days| self.today.plus_days(-days));
                let amount = usd(amount.of(lacks));
                Command::RecordPayment { order: order.id, value_on, amount, identity }
            }),
            Move::Again { order: which, identity } => order(which).and_then(|order| {
                let known = order.payments.iter().find(|payment| payment.from.is_none())?;
                let identity = Some(format!("entry-{identity}"));
                Some(Command::RecordPayment { order: order.id, value_on: known.value_on, amount: known.amount, identity })
            }),
            Move::Cancel(which) => order(which).map(|order| Command::CancelOrder { order: order.id }),
            Move::Refund(which) => order(which).map(|order| Command::Refund { order: order.id }),
            Move::RefundHeld { order: which, amount } => order(which).map(|order| {
                let amount = usd(amount.of(order.held().minor));
                Command::RefundHeld { order: order.id, amount }
            }),
            Move::AcceptLate(which) => subscription(which).map(|subscription| {
                let until = self.today.plus_days(20);
                Command::GrantException { subscription, kind: ExceptionKind::LatePayment, until }
            }),
        }
    }

    fn step(&mut self, step: Move) {
        if let Move::Wait(days) = step {
            self.today = self.today.plus_days(days);
        }
        if let Some(command) = self.command(step) {
            self.go(command);
        }
    }
}

/// What is on an account: of an order, or of all of them. What the bank has is its debits less its credits; all others the other way.
fn balance(postings: &[Posting], order: Option<OrderId>, account: Account) -> i64 {
    let of = postings.iter().filter(|posting| posting.account == account && order.is_none_or(|order| posting.order == order));
    let sum: i64 =
        of.map(|posting| if posting.side == Side::Credit { posting.amount.minor } else { -posting.amount.minor }).sum();
    if account == Account::Bank { -sum } else { sum }
}

/// Where money was made or lost, if it was: the till, the orders and the books have to say the same.
fn fault(till: i64, member: &Member, postings: &[Posting]) -> Option<String> {
    let on = |account| balance(postings, None, account);
    let received: i64 = member.orders.iter().map(|order| order.received().minor).sum();
    let there = on(Account::Held) + on(Account::Fees) + on(Account::Tax);
    if [received, on(Account::Bank), there] != [till; 3] {
        return Some(format!("the till has {till}, the orders {received}, the bank {}, the books {there}", on(Account::Bank)));
    }
    member.orders.iter().find_map(|order| {
        let of = |account| balance(postings, Some(order.id), account);
        let (held, earned) = (of(Account::Held), of(Account::Fees) + of(Account::Tax));
        let used: i64 = order.items.iter().filter(|item| item.is_applied).map(|item| item.bill.total().minor).sum();
        let parts: i64 = order.items.iter().map(|item| item.bill.total().minor).sum();
        let is_sound = order.payments.iter().all(|payment| (0..=payment.amount.minor).contains(&payment.kept_minor));
        let is_right = is_sound && held >= 0 && parts == order.amount.minor && (held, earned) == (order.held().minor, used);
        (!is_right).then(|| format!("order {}: books {held} held, {earned} earned; {order:?}", order.id))
    })
}

/// What a money fact is called here, if it is one.
const fn money_fact(fact: &Fact) -> Option<&'static str> {
    Some(match fact {
        Fact::PaymentRecorded { .. } => "recorded",
        Fact::PaymentIdentified { .. } => "identified",
        Fact::PaymentMoved { .. } => "moved",
        Fact::Refunded { .. } => "refunded",
        Fact::HeldRefunded { .. } => "held refunded",
        Fact::Purchased { .. } => "purchased",
        Fact::Renewed { .. } => "renewed",
        Fact::LapseReversed { .. } => "lapse reversed",
        _ => return None,
    })
}

/// The twin: a ledger in which one amount that came or went is a cent off. It has to be refused by the replay, or found by the till.
fn is_found_out(history: &History, at: usize, cent: i64) -> bool {
    let mut ledger = history.ledger.clone();
    match &mut ledger[at].entry.fact {
        Fact::PaymentRecorded { amount, .. } | Fact::Refunded { amount, .. } | Fact::HeldRefunded { amount, .. } => {
            amount.minor += cent;
        }
        other => panic!("{other:?} moves no money in or out"),
    }
    let mut member = Member::new(history.member.id);
    let fits = ledger.iter().all(|recorded| member.apply(&recorded.entry).is_ok());
    let Ok(postings) = postings(member.id, &ledger) else { return true };
    !fits || fault(history.till, &member, &postings).is_some()
}

#[test]
fn no_sequence_of_commands_makes_or_loses_money() {
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config { cases: CASES, failure_persistence: None, ..Config::default() }, rng);
    let seen: RefCell<BTreeMap<&str, u32>> = RefCell::default();
    let histories = (any::<bool>(), prop::collection::vec(moves(), 1..60));
    let outcome = runner.run(&histories, |(is_taxed, steps)| {
        let mut history = History::new(is_taxed);
        for step in steps {
            let before = history.ledger.len();
            history.step(step);
            if history.ledger.len() == before {
                continue;
            }
            for recorded in &history.ledger[before..] {
                if let Some(name) = money_fact(&recorded.entry.fact) {
                    *seen.borrow_mut().entry(name).or_default() += 1;
                }
            }
            let postings = postings(history.member.id, &history.ledger).unwrap();
            prop_assert_eq!(fault(history.till, &history.member, &postings), None, "after {:?}", step);
            // The twin: books in which one posting is a cent off.
            for cent in [-1, 1] {
                let mut torn = postings.clone();
                if let Some(last) = torn.last_mut() {
                    last.amount.minor += cent;
                    prop_assert!(fault(history.till, &history.member, &torn).is_some(), "a cent off in the books: {:?}", torn);
                }
            }
        }
        let moves_money =
            |fact: &Fact| matches!(fact, Fact::PaymentRecorded { .. } | Fact::Refunded { .. } | Fact::HeldRefunded { .. });
        for at in (0..history.ledger.len()).filter(|at| moves_money(&history.ledger[*at].entry.fact)) {
            for cent in [-1, 1] {
                prop_assert!(is_found_out(&history, at, cent), "{} cent in {:?}", cent, history.ledger[at].entry);
            }
        }
        Ok(())
    });
    outcome.unwrap();
    // A test that never saw money move would prove nothing.
    let seen = seen.into_inner();
    for name in ["recorded", "identified", "moved", "refunded", "held refunded", "purchased", "renewed", "lapse reversed"] {
        assert!(seen.get(name).is_some_and(|count| *count >= 5), "{name}: {seen:?}");
    }
}
