//! What is known of a card payment does not hang on the order in which it was learnt.

use std::collections::BTreeMap;

use jubilee_payments::{Card, DisputeState, Effect, Known, Left, Paid, RefundState, Saved, Stage, Try};
use proptest::prelude::*;

/// The life of one payment as its provider would have answered, had it been asked after each step: two tries that are declined with
/// different cards, a third that is worked on and succeeds, a refund that fails, another, a dispute that is won.
fn life() -> Vec<Known> {
    let latest = |at, stage, code: &str| Try { at, charge: format!("ch_{at}"), stage, code: code.to_owned() };
    let paid = Some(Paid { at: 3, payment: "pi_1".to_owned(), minor: 47_500, card: None, saved: None });
    let refunds = |state| BTreeMap::from([("re_1".to_owned(), state)]);
    let tried = |latest| Known { latest, ..Known::default() };
    vec![
        tried(latest(1, Stage::Confirming, "")),
        tried(latest(1, Stage::Declined, "insufficient_funds")),
        tried(latest(2, Stage::Declined, "expired_card")),
        Known { latest: latest(3, Stage::Open, ""), paid: paid.clone(), ..Known::default() },
        Known { refunds: refunds(RefundState::Succeeded), ..Known::default() },
        Known { refunds: refunds(RefundState::Failed), has_ended: true, ..Known::default() },
        Known { disputes: BTreeMap::from([("du_1".to_owned(), DisputeState::Lost)]), ..Known::default() },
    ]
}

/// Every order of `items`.
fn orders<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for at in 0..items.len() {
        let mut rest = items.to_vec();
        let first = rest.remove(at);
        all.extend(orders(&rest).into_iter().map(|order| [vec![first.clone()], order].concat()));
    }
    all
}

/// What is known in the end, and how often the money was said to be there, when a rule takes in what was seen.
fn told(rule: fn(&Known, &Known) -> (Known, Vec<Effect>), order: &[Known]) -> (Known, usize) {
    let mut known = Known::default();
    let mut paid = 0;
    for seen in order {
        let (next, effects) = rule(&known, seen);
        paid += effects.iter().filter(|effect| matches!(effect, Effect::Paid(_))).count();
        known = next;
    }
    (known, paid)
}

fn by_state(known: &Known, seen: &Known) -> (Known, Vec<Effect>) {
    known.learn(seen)
}

/// The twin: what comes last counts, as in the shops that this was learnt from.
fn by_arrival(known: &Known, seen: &Known) -> (Known, Vec<Effect>) {
    let (_, effects) = known.learn(seen);
    (seen.clone(), effects)
}

/// The twin that remembers what it has, and counts each message once more.
fn without_memory_of_effects(known: &Known, seen: &Known) -> (Known, Vec<Effect>) {
    (known.join(seen), Known::default().learn(seen).1)
}

/// The orders, each with every message again at its end, after which something else is known or the money was there not just once.
fn differing(rule: fn(&Known, &Known) -> (Known, Vec<Effect>)) -> usize {
    let expected = told(by_state, &life()).0;
    let all = orders(&life());
    assert_eq!(all.len(), 5_040);
    let is_different = |order: &Vec<Known>| {
        let twice = [order.clone(), order.clone()].concat();
        told(rule, order) != (expected.clone(), 1) || told(rule, &twice) != (expected.clone(), 1)
    };
    all.iter().filter(|order| is_different(order)).count()
}

#[test]
fn every_order_of_seven_with_duplicates_ends_the_same_and_pays_once() {
    assert_eq!(differing(by_state), 0);
    let (end, _) = told(by_state, &life());
    assert_eq!(end.paid.map(|paid| paid.minor), Some(47_500));
    assert_eq!(end.refunds["re_1"], RefundState::Failed);
    assert_eq!(end.latest.at, 3);
}

#[test]
fn the_twins_are_caught() {
    assert!(differing(by_arrival) > 0);
    assert!(differing(without_memory_of_effects) > 0);
}

#[test]
fn money_that_is_there_outweighs_a_page_that_ended() {
    let ended = Known { has_ended: true, ..Known::default() };
    let paid = life().remove(3);
    let (known, effects) = ended.learn(&paid);
    assert!(matches!(effects[..], [Effect::Paid(_)]));
    assert!(!known.is_open() && !known.is_in_flight());
    let (_, effects) = paid.learn(&ended);
    assert_eq!(effects, []);
}

fn left_with(method: &str) -> Left {
    Left { card: Card::default(), saved: Saved { customer: "cus_1".to_owned(), method: method.to_owned() } }
}

/// The life of a page on which a card is left: it waits, the card is there, and the page expires by an answer that is older.
#[test]
fn a_card_is_left_once_in_every_order() {
    let left = Known { left: Some(left_with("pm_1")), ..Known::default() };
    let ended = Known { has_ended: true, ..Known::default() };
    let life = [Known::default(), left.clone(), ended, left];
    for order in orders(&life) {
        let (mut known, mut effects) = (Known::default(), Vec::new());
        for seen in order.iter().chain(&order) {
            let (next, news) = known.learn(seen);
            effects.extend(news);
            known = next;
        }
        assert_eq!(known.left, Some(left_with("pm_1")));
        assert_eq!(effects.iter().filter(|effect| matches!(effect, Effect::Left(_))).count(), 1, "{order:?}");
        assert!(!known.is_open());
    }
}

fn some_known() -> impl Strategy<Value = Known> {
    let stages = prop::sample::select(vec![Stage::Open, Stage::Confirming, Stage::Processing, Stage::Declined]);
    let latest = (0_i64..4, "[ab]", stages, "[xy]?").prop_map(|(at, charge, stage, code)| Try { at, charge, stage, code });
    let paid = prop::option::of((1_i64..3, "[pq]"))
        .prop_map(|paid| paid.map(|(at, payment)| Paid { at, payment, minor: 1, card: None, saved: None }));
    let states = vec![RefundState::Pending, RefundState::Succeeded, RefundState::Failed];
    let refunds = prop::collection::btree_map("[rs]", prop::sample::select(states), 0..3);
    let states = vec![DisputeState::Open, DisputeState::Won, DisputeState::Lost];
    let disputes = prop::collection::btree_map("[de]", prop::sample::select(states), 0..3);
    let left = prop::option::of("[mn]").prop_map(|left| left.map(|method| left_with(&method)));
    (latest, paid, left, any::<bool>(), refunds, disputes).prop_map(|(latest, paid, left, has_ended, refunds, disputes)| {
        Known { latest, paid, left, has_ended, refunds, disputes }
    })
}

proptest! {
    #[test]
    fn joining_has_no_order_and_no_repetition(one in some_known(), two in some_known(), three in some_known()) {
        prop_assert_eq!(one.join(&two), two.join(&one));
        prop_assert_eq!(one.join(&two).join(&three), one.join(&two.join(&three)));
        prop_assert_eq!(one.join(&one), one.clone());
        prop_assert_eq!(one.join(&Known::default()), one.clone());
        // What was learnt before has no effect again.
        let known = one.join(&two);
        prop_assert_eq!(known.learn(&two), (known.clone(), vec![]));
    }

    #[test]
    fn what_is_kept_is_read_again(known in some_known()) {
        let text = serde_json::to_string(&known).unwrap();
        prop_assert_eq!(serde_json::from_str::<Known>(&text).unwrap(), known);
    }
}
