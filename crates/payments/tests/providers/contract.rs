//! What every provider of card payments has to keep to. The payer's side is played by [`Payer`].

use jubilee_core::{Instant, Money};
use jubilee_payments::{
    CardProvider, Charge, Checkout, Effect, Fault, Known, Leaving, Left, Object, Refund, RefundState, Stage,
};

/// What a payer does at the provider.
pub(crate) trait Payer: Sync {
    /// Pays on a page.
    fn pay(&self, checkout: &str);
    /// Pays with a card that is declined whenever it is charged later.
    fn pay_once(&self, checkout: &str);
    /// Tries a card that is declined.
    fn decline(&self, checkout: &str);
    /// Leaves a card on a page, without paying.
    fn leave(&self, checkout: &str);
    /// What came in and did not go back, in minor units.
    fn balance(&self) -> i64;
}

pub(crate) fn money(text: &str) -> Money {
    text.parse().unwrap()
}

pub(crate) fn checkout(attempt: &str) -> Checkout {
    Checkout {
        attempt: attempt.to_owned(),
        order: "O-100001-1".to_owned(),
        description: "Action Pack & more: verlenging tot en met 31 augustus 2020".to_owned(),
        amount: money("475.00 USD"),
        return_to: "https://renewals.example.org/orders/1/card?attempt=a+b".to_owned(),
        cancel_to: "https://renewals.example.org/orders/1".to_owned(),
        mail: Some("ada+renewals@example.org".to_owned()),
        language: "nl".to_owned(),
        is_kept: false,
    }
}

fn kept(attempt: &str) -> Checkout {
    Checkout { is_kept: true, ..checkout(attempt) }
}

fn leaving(attempt: &str) -> Leaving {
    Leaving {
        attempt: attempt.to_owned(),
        description: "Action Pack & more".to_owned(),
        return_to: "https://renewals.example.org/offers/1/auto-renewal/card/a+b".to_owned(),
        cancel_to: "https://renewals.example.org/offers/1/auto-renewal".to_owned(),
        mail: Some("ada+renewals@example.org".to_owned()),
        language: "nl".to_owned(),
    }
}

async fn known(provider: &dyn CardProvider, checkout: &str) -> Known {
    provider.look_up(&Object::Checkout(checkout.to_owned())).await.unwrap().known
}

/// All of the contract.
pub(crate) async fn keeps_the_contract(provider: &dyn CardProvider, payer: &dyn Payer) {
    a_page_is_paid_on(provider, payer).await;
    a_decline_is_followed_by_another_try(provider, payer).await;
    an_attempt_has_one_page(provider).await;
    a_closed_page_takes_no_money(provider, payer).await;
    a_page_that_was_paid_on_is_not_closed(provider, payer).await;
    a_kept_card_is_charged_once(provider, payer).await;
    a_declined_charge_is_seen(provider, payer).await;
    a_forgotten_card_is_not_charged(provider, payer).await;
    a_card_is_left_without_a_payment(provider, payer).await;
    a_page_for_a_card_closes_and_is_one_for_its_attempt(provider, payer).await;
    money_goes_back_once(provider, payer).await;
    what_is_not_there_is_missing(provider).await;
    let unsigned = provider.read(None, b"{}", Instant(0));
    assert!(unsigned.is_err(), "{unsigned:?}");
}

async fn a_page_is_paid_on(provider: &dyn CardProvider, payer: &dyn Payer) {
    let before = payer.balance();
    let begun = provider.begin(&checkout("paid-1")).await.unwrap();
    let open = known(provider, &begun.checkout).await;
    assert!(open.is_open() && !open.is_in_flight(), "{open:?}");
    payer.pay(&begun.checkout);
    let seen = provider.look_up(&Object::Checkout(begun.checkout.clone())).await.unwrap();
    assert_eq!(seen.attempt.as_deref(), Some("paid-1"));
    assert_eq!(seen.checkout.as_deref(), Some(begun.checkout.as_str()));
    let (known, effects) = open.learn(&seen.known);
    let [Effect::Paid(paid)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(Some(&paid.payment), seen.payment.as_ref());
    assert_eq!(paid.minor, 47_500);
    let card = paid.card.as_ref().unwrap();
    assert_eq!((card.last_four.as_str(), card.expires_month, card.expires_year), ("4242", 12, 2034));
    assert_eq!(paid.saved, None, "nobody agreed that the card is kept");
    // The payment by itself says the same.
    let by_payment = provider.look_up(&Object::Payment(paid.payment.clone())).await.unwrap();
    assert_eq!(by_payment.attempt.as_deref(), Some("paid-1"));
    assert_eq!(known.learn(&by_payment.known), (known.clone(), vec![]));
    assert_eq!(payer.balance(), before + 47_500);
}

async fn a_decline_is_followed_by_another_try(provider: &dyn CardProvider, payer: &dyn Payer) {
    let begun = provider.begin(&checkout("declined-1")).await.unwrap();
    payer.decline(&begun.checkout);
    let declined = known(provider, &begun.checkout).await;
    let (_, effects) = Known::default().learn(&declined);
    assert!(matches!(&effects[..], [Effect::Declined(latest)] if !latest.code.is_empty()), "{effects:?}");
    assert!(declined.is_open());
    payer.pay(&begun.checkout);
    let (_, effects) = declined.learn(&known(provider, &begun.checkout).await);
    assert!(matches!(effects[..], [Effect::Paid(_)]), "{effects:?}");
}

async fn an_attempt_has_one_page(provider: &dyn CardProvider) {
    let first = provider.begin(&checkout("same-1")).await.unwrap();
    assert_eq!(provider.begin(&checkout("same-1")).await.unwrap(), first);
    let other = Checkout { amount: money("480.00 USD"), ..checkout("same-1") };
    let refused = provider.begin(&other).await.unwrap_err();
    assert!(matches!(&refused, Fault::Refused { code, .. } if code == "idempotency_error"), "{refused:?}");
}

async fn a_closed_page_takes_no_money(provider: &dyn CardProvider, payer: &dyn Payer) {
    let before = payer.balance();
    let begun = provider.begin(&checkout("closed-1")).await.unwrap();
    let closed = provider.close(&begun.checkout).await.unwrap();
    assert_eq!(Known::default().learn(&closed.known).1, [Effect::Ended]);
    // Closing it again says the same.
    assert_eq!(provider.close(&begun.checkout).await.unwrap().known, closed.known);
    assert_eq!(payer.balance(), before);
}

async fn a_page_that_was_paid_on_is_not_closed(provider: &dyn CardProvider, payer: &dyn Payer) {
    let begun = provider.begin(&checkout("quick-1")).await.unwrap();
    payer.pay(&begun.checkout);
    let seen = provider.close(&begun.checkout).await.unwrap();
    assert!(seen.known.paid.is_some() && !seen.known.has_ended, "{seen:?}");
}

async fn a_kept_card_is_charged_once(provider: &dyn CardProvider, payer: &dyn Payer) {
    let begun = provider.begin(&kept("keep-1")).await.unwrap();
    payer.pay(&begun.checkout);
    let card = known(provider, &begun.checkout).await.paid.unwrap().saved.expect("the card is kept");
    let before = payer.balance();
    let charge = Charge {
        attempt: "auto-1".to_owned(),
        order: "O-100001-2".to_owned(),
        description: "Action Pack".to_owned(),
        amount: money("475.00 USD"),
        card,
    };
    assert_eq!(provider.find_charge(&charge, Instant(0)).await, Ok(None), "nothing has been charged yet");
    let seen = provider.charge(&charge).await.unwrap();
    assert_eq!(seen.attempt.as_deref(), Some("auto-1"));
    assert_eq!(seen.known.paid.as_ref().map(|paid| paid.minor), Some(47_500));
    assert_eq!(provider.charge(&charge).await.unwrap().known, seen.known, "the same attempt again is the same charge");
    let found = provider.find_charge(&charge, Instant(0)).await.unwrap().expect("it is found by our own identity");
    assert_eq!((found.payment, found.known), (seen.payment, seen.known));
    assert_eq!(payer.balance(), before + 47_500);
}

async fn a_declined_charge_is_seen(provider: &dyn CardProvider, payer: &dyn Payer) {
    let begun = provider.begin(&kept("keep-2")).await.unwrap();
    payer.pay_once(&begun.checkout);
    let card = known(provider, &begun.checkout).await.paid.unwrap().saved.expect("the card is kept");
    let (order, description) = ("O-100001-2".to_owned(), "Action Pack".to_owned());
    let charge = Charge { attempt: "auto-2".to_owned(), order, description, amount: money("475.00 USD"), card };
    let before = payer.balance();
    for _ in 0..2 {
        let seen = provider.charge(&charge).await.unwrap();
        assert_eq!((seen.known.latest.stage, seen.known.paid), (Stage::Declined, None));
    }
    assert_eq!(payer.balance(), before);
}

async fn a_forgotten_card_is_not_charged(provider: &dyn CardProvider, payer: &dyn Payer) {
    let begun = provider.begin(&kept("keep-3")).await.unwrap();
    payer.pay(&begun.checkout);
    let card = known(provider, &begun.checkout).await.paid.unwrap().saved.expect("the card is kept");
    let before = payer.balance();
    for _ in 0..2 {
        assert_eq!(provider.forget(&card).await, Ok(()), "forgetting it again is no fault");
    }
    let (order, description) = ("O-100001-3".to_owned(), "Action Pack".to_owned());
    let charge = Charge { attempt: "auto-3".to_owned(), order, description, amount: money("475.00 USD"), card };
    let refused = provider.charge(&charge).await.unwrap_err();
    assert!(matches!(refused, Fault::Refused { .. } | Fault::Missing { .. }), "{refused:?}");
    assert_eq!(payer.balance(), before);
}

async fn a_card_is_left_without_a_payment(provider: &dyn CardProvider, payer: &dyn Payer) {
    let before = payer.balance();
    let begun = provider.leave(&leaving("left-1")).await.unwrap();
    let open = known(provider, &begun.checkout).await;
    assert!(open.is_open() && open.left.is_none(), "{open:?}");
    payer.leave(&begun.checkout);
    let seen = provider.look_up(&Object::Checkout(begun.checkout.clone())).await.unwrap();
    assert_eq!((seen.attempt.as_deref(), seen.checkout.as_deref()), (Some("left-1"), Some(begun.checkout.as_str())));
    let (known, effects) = open.learn(&seen.known);
    let [Effect::Left(Left { card, saved })] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((card.last_four.as_str(), card.expires_month, card.expires_year), ("4242", 12, 2034));
    assert!(!known.is_open() && known.paid.is_none());
    assert_eq!(known.learn(&seen.known).1, [], "the same again is no news");
    assert_eq!(payer.balance(), before, "nothing was paid");
    // What was left is charged like a card that paid.
    let (order, description) = ("O-100001-4".to_owned(), "Action Pack".to_owned());
    let (amount, card) = (money("475.00 USD"), saved.clone());
    let charge = Charge { attempt: "auto-4".to_owned(), order, description, amount, card };
    let seen = provider.charge(&charge).await.unwrap();
    assert_eq!(seen.known.paid.map(|paid| paid.minor), Some(47_500));
    assert_eq!(payer.balance(), before + 47_500);
}

async fn a_page_for_a_card_closes_and_is_one_for_its_attempt(provider: &dyn CardProvider, payer: &dyn Payer) {
    let first = provider.leave(&leaving("left-2")).await.unwrap();
    assert_eq!(provider.leave(&leaving("left-2")).await.unwrap(), first);
    let other = Leaving { description: "Gold".to_owned(), ..leaving("left-2") };
    let refused = provider.leave(&other).await.unwrap_err();
    assert!(matches!(&refused, Fault::Refused { code, .. } if code == "idempotency_error"), "{refused:?}");
    let closed = provider.close(&first.checkout).await.unwrap();
    assert_eq!(Known::default().learn(&closed.known).1, [Effect::Ended]);
    // A page on which a card was left is not closed.
    let quick = provider.leave(&leaving("left-3")).await.unwrap();
    payer.leave(&quick.checkout);
    let seen = provider.close(&quick.checkout).await.unwrap();
    assert!(seen.known.left.is_some() && !seen.known.has_ended, "{seen:?}");
}

async fn money_goes_back_once(provider: &dyn CardProvider, payer: &dyn Payer) {
    let begun = provider.begin(&checkout("back-1")).await.unwrap();
    payer.pay(&begun.checkout);
    let payment = known(provider, &begun.checkout).await.paid.unwrap().payment;
    let before = payer.balance();
    let refund = Refund { refund: "refund-1".to_owned(), payment: payment.clone(), amount: money("475.00 USD") };
    assert_eq!(provider.find_refund(&refund).await, Ok(None));
    let seen = provider.refund(&refund).await.unwrap();
    assert_eq!(seen.refund.as_deref(), Some("refund-1"));
    assert_eq!(seen.payment.as_ref(), Some(&payment));
    assert_eq!(seen.known.refunds.values().collect::<Vec<_>>(), [&RefundState::Succeeded]);
    assert_eq!(provider.refund(&refund).await, Ok(seen.clone()), "the same refund again is the same refund");
    assert_eq!(provider.find_refund(&refund).await, Ok(Some(seen.clone())));
    let id = seen.known.refunds.keys().next().unwrap().clone();
    assert_eq!(provider.look_up(&Object::Refund(id)).await, Ok(seen));
    let more = Refund { refund: "refund-2".to_owned(), ..refund.clone() };
    assert!(matches!(provider.refund(&more).await, Err(Fault::Refused { .. })), "more than was paid does not go back");
    let other = Refund { amount: money("1.00 USD"), ..refund };
    assert!(matches!(provider.refund(&other).await, Err(Fault::Refused { code, .. }) if code == "idempotency_error"));
    assert_eq!(payer.balance(), before - 47_500);
}

async fn what_is_not_there_is_missing(provider: &dyn CardProvider) {
    for object in [
        Object::Checkout("cs_0000".to_owned()),
        Object::Payment("pi_0000".to_owned()),
        Object::Setup("seti_0000".to_owned()),
        Object::Refund("re_0000".to_owned()),
        Object::Dispute("du_0000".to_owned()),
    ] {
        let outcome = provider.look_up(&object).await;
        assert!(matches!(outcome, Err(Fault::Missing { .. })), "{object:?}: {outcome:?}");
    }
}
