//! The books: what comes in is somewhere, and what goes out was there.

use std::collections::BTreeMap;

use jubilee_core::{Account, Actor, Command, Instant, Member, MemberId, Posting, Recorded, Side, System, postings};

use crate::fixture::{History, act, day, programme, usd};
use crate::price::rules;

/// What is on an account for an order: credit less debit, and for the bank the other way round.
fn balance(postings: &[Posting], order: u32, account: Account) -> i64 {
    let of = postings.iter().filter(|posting| posting.order.ordinal() == order && posting.account == account);
    let credit: i64 =
        of.map(|posting| if posting.side == Side::Credit { posting.amount.minor } else { -posting.amount.minor }).sum();
    if account == Account::Bank { -credit } else { credit }
}

/// Whether each entry debits as much as it credits, and nothing is ever spent that was not there.
fn add_up(postings: &[Posting]) -> bool {
    let mut sides: BTreeMap<u32, i64> = BTreeMap::new();
    for posting in postings {
        let signed = if posting.side == Side::Debit { posting.amount.minor } else { -posting.amount.minor };
        *sides.entry(posting.entry).or_default() += signed;
    }
    let orders: Vec<u32> = postings.iter().map(|posting| posting.order.ordinal()).collect();
    let is_positive = |upto: &[Posting]| {
        let is_covered = |order: &u32| balance(upto, *order, Account::Held) >= 0 && balance(upto, *order, Account::Fees) >= 0;
        orders.iter().all(is_covered)
    };
    let ends = postings.windows(2).enumerate().filter(|(_, pair)| pair[0].entry != pair[1].entry).map(|(at, _)| at + 1);
    sides.values().all(|sum| *sum == 0) && ends.chain([postings.len()]).all(|end| is_positive(&postings[..end]))
}

/// An order that is cancelled, money that comes all the same, the next order that it pays, and its refund.
fn taken_back() -> (Member, Vec<Recorded>) {
    let (mut member, mut ledger) = (Member::new(MemberId::from_number(7).unwrap()), Vec::new());
    let mut go = |on: &str, command| {
        let entries = act(&programme(), &mut member, command, day(on)).unwrap();
        ledger.extend(entries.into_iter().map(|entry| Recorded { at: Instant(0), by: Actor::Operator, entry }));
        (member.subscriptions.last().map(|held| held.id), member.orders.last().map(|order| order.id))
    };
    go("2018-09-01", Command::Enrol { country: "US".to_owned(), system: System::Current });
    let (offer, purchased_on) = ("action-pack".into(), day("2018-09-01"));
    let (held, _) = go("2018-09-01", Command::CarryOver { offer, areas: Vec::new(), purchased_on, anniversary: None });
    let subscription = held.unwrap();
    let first = go("2019-09-02", Command::OrderRenewal { subscription }).1.unwrap();
    go("2019-09-03", Command::CancelOrder { order: first });
    go("2019-09-05", Command::RecordPayment { order: first, value_on: day("2019-09-04"), amount: usd(47_500), identity: None });
    let second = go("2019-09-06", Command::OrderRenewal { subscription }).1.unwrap();
    go("2019-09-10", Command::Refund { order: second });
    (member, ledger)
}

/// What is on the accounts after a taxed renewal was paid, and after it was refunded.
#[test]
fn tax_is_booked_beside_the_fee_and_goes_back_with_it() {
    let mut taxed = programme();
    taxed.versions[0].tax = Some(rules());
    let mut ledger = Vec::new();
    let mut go = |history: &mut History, on: &str, command| {
        let entries = history.attempt(on, command).unwrap();
        ledger.extend(entries.into_iter().map(|entry| Recorded { at: Instant(0), by: Actor::Operator, entry }));
    };
    let mut whole = History { member: Member::new(MemberId::from_number(7).unwrap()), programme: taxed };
    go(&mut whole, "2018-09-01", Command::Enrol { country: "NL".to_owned(), system: System::Current });
    let (offer, purchased_on) = ("action-pack".into(), day("2018-09-01"));
    go(&mut whole, "2018-09-01", Command::CarryOver { offer, areas: Vec::new(), purchased_on, anniversary: None });
    let subscription = whole.id();
    go(&mut whole, "2019-09-02", Command::OrderRenewal { subscription });
    let order = whole.last_order().id;
    go(
        &mut whole,
        "2019-09-03",
        Command::RecordPayment { order, value_on: day("2019-09-03"), amount: usd(57_475), identity: None },
    );
    go(&mut whole, "2019-09-10", Command::Refund { order });
    let postings = postings(whole.member.id, &ledger).unwrap();
    assert!(add_up(&postings));
    let refund = postings.iter().position(|posting| posting.booked_on == day("2019-09-10")).unwrap();
    let on = |postings: &[Posting]| Account::ALL.map(|account| balance(postings, 1, account));
    assert_eq!([on(&postings[..refund]), on(&postings)], [[57_475, 0, 47_500, 9_975], [0, 0, 0, 0]]);
}

#[test]
fn money_goes_from_the_bank_to_what_is_held_to_the_fees_and_back() {
    let (member, ledger) = taken_back();
    let whole = postings(member.id, &ledger).unwrap();
    let story: Vec<(u32, &str, &str, i32)> = whole
        .iter()
        .map(|posting| {
            let side = if posting.side == Side::Debit { "debit" } else { "credit" };
            (posting.order.ordinal(), posting.account.id(), side, posting.booked_on.days_since(day("2019-08-31")))
        })
        .collect();
    assert_eq!(
        story,
        [
            (1, "bank", "debit", 5),
            (1, "held", "credit", 5),
            (1, "held", "debit", 6),
            (2, "held", "credit", 6),
            (2, "held", "debit", 6),
            (2, "fees", "credit", 6),
            (2, "fees", "debit", 10),
            (2, "held", "credit", 10),
            (2, "held", "debit", 10),
            (2, "bank", "credit", 10),
        ]
    );
    assert!(add_up(&whole[..8]));
    let left: i64 = Account::ALL.iter().map(|account| balance(&whole, 1, *account) + balance(&whole, 2, *account)).sum();
    assert_eq!(left, 0, "what came for one order has left with the other: {whole:#?}");
}

/// The twin: books from which one side is missing are found out.
#[test]
fn books_that_leave_one_posting_out_do_not_add_up() {
    let (member, ledger) = taken_back();
    let whole = postings(member.id, &ledger).unwrap();
    for at in 0..whole.len() {
        let mut torn = whole.clone();
        torn.remove(at);
        assert!(!add_up(&torn), "without posting {at}");
    }
}
