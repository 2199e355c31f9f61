//! The contract, on every provider there is; and what is particular to each.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod contract;
mod forgetful;
mod stripe;

use std::sync::atomic::{AtomicI64, Ordering};

use contract::{Payer, keeps_the_contract};
use forgetful::Forgetful;
use jubilee_core::Instant;
use jubilee_payments::{CardProvider, Choice, Object, Patience, Practice, Settings, Stripe};
use jubilee_testkit::stripe::{KEY, StripeServer, WEBHOOK_SECRET};

impl Payer for StripeServer {
    fn pay(&self, checkout: &str) {
        StripeServer::pay(self, checkout, "good");
    }

    fn pay_once(&self, checkout: &str) {
        StripeServer::pay(self, checkout, "once");
    }

    fn decline(&self, checkout: &str) {
        StripeServer::decline(self, checkout, "insufficient_funds");
    }

    fn leave(&self, checkout: &str) {
        StripeServer::leave(self, checkout, "good");
    }

    fn balance(&self) -> i64 {
        StripeServer::balance(self)
    }
}

#[tokio::test]
async fn stripe_keeps_the_contract() {
    let server = StripeServer::start().await;
    let patience = Patience { pauses: Vec::new(), ..Patience::default() };
    let webhook_secrets = vec![WEBHOOK_SECRET.to_owned()];
    let stripe = Stripe::new(Settings { key: KEY.to_owned(), webhook_secrets, url: server.url(), patience }).unwrap();
    assert_eq!(stripe.name(), "stripe");
    keeps_the_contract(&stripe, &server).await;
}

/// A payer of the provider for trying out, who counts what it paid.
struct Player<'a> {
    practice: &'a Practice,
}

impl Payer for Player<'_> {
    fn pay(&self, checkout: &str) {
        self.practice.choose(checkout, Choice::Pay);
    }

    fn pay_once(&self, checkout: &str) {
        self.practice.choose(checkout, Choice::PayOnce);
    }

    fn decline(&self, checkout: &str) {
        self.practice.choose(checkout, Choice::Decline);
    }

    fn leave(&self, checkout: &str) {
        self.practice.choose(checkout, Choice::Pay);
    }

    fn balance(&self) -> i64 {
        self.practice.balance()
    }
}

#[tokio::test]
async fn the_provider_for_trying_out_keeps_the_contract() {
    // Each question of the time is a second later, as between two clicks.
    let seconds = AtomicI64::new(1_600_000_000);
    let practice = Practice::new("/demo/card/", move || Instant(seconds.fetch_add(1, Ordering::Relaxed) * 1_000_000));
    assert_eq!(practice.name(), "practice");
    keeps_the_contract(&practice, &Player { practice: &practice }).await;
}

#[tokio::test]
async fn a_page_for_trying_out_closes_after_a_day() {
    let seconds = std::sync::Arc::new(AtomicI64::new(0));
    let clock = seconds.clone();
    let practice = Practice::new("/demo/card/", move || Instant(clock.load(Ordering::Relaxed) * 1_000_000));
    let begun = practice.begin(&contract::checkout("late-1")).await.unwrap();
    assert_eq!(begun.address, format!("/demo/card/{}", begun.checkout));
    seconds.store(86_400, Ordering::Relaxed);
    practice.choose(&begun.checkout, Choice::Pay);
    let seen = practice.look_up(&Object::Checkout(begun.checkout)).await.unwrap();
    assert!(seen.known.has_ended && seen.known.paid.is_none());
    assert_eq!(practice.balance(), 0);
}

/// The twin: a provider that takes a repeated call for another one. The contract has to find it.
#[tokio::test]
async fn a_provider_that_forgets_identities_is_caught() {
    let found = tokio::spawn(async {
        let practice = Practice::new("/demo/card/", || Instant(0));
        keeps_the_contract(&Forgetful::new(&practice), &Player { practice: &practice }).await;
    });
    let panic = found.await.unwrap_err().into_panic();
    let words = panic.downcast_ref::<String>().expect("an assertion says what is wrong");
    assert!(words.contains("the same attempt again is the same charge"), "{words}");
}
