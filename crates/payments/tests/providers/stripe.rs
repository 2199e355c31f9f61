//! Stripe when things go wrong, and its messages.

use std::time::Duration;

use jubilee_core::Instant;
use jubilee_payments::{
    API_VERSION, BadSettings, CardProvider, Charge, Checkout, DisputeState, Fault, Known, Object, Patience, Refund,
    RefundState, Saved, Settings, Stage, Stripe, TOLERANCE_SECONDS, Unread,
};
use jubilee_testkit::stripe::{Act, KEY, StripeServer, WEBHOOK_SECRET, sign};

use crate::contract::{checkout, money};

const NOW: i64 = 1_600_000_000;

fn settings(server: &StripeServer) -> Settings {
    let patience = Patience { answer: Duration::from_secs(20), pauses: Vec::new(), ..Patience::default() };
    Settings { key: KEY.to_owned(), webhook_secrets: vec![WEBHOOK_SECRET.to_owned()], url: server.url(), patience }
}

fn stripe(server: &StripeServer) -> Stripe {
    Stripe::new(settings(server)).unwrap()
}

fn at(seconds: i64) -> Instant {
    Instant(seconds * 1_000_000)
}

/// A card that was kept when an order was paid.
async fn kept_card(stripe: &Stripe, server: &StripeServer) -> Saved {
    let begun = stripe.begin(&Checkout { is_kept: true, ..checkout("keep") }).await.unwrap();
    server.pay(&begun.checkout, "good");
    let seen = stripe.look_up(&Object::Checkout(begun.checkout)).await.unwrap();
    seen.known.paid.unwrap().saved.unwrap()
}

fn charge(attempt: &str, card: &Saved) -> Charge {
    let (order, description) = ("O-100001-2".to_owned(), "Action Pack".to_owned());
    Charge { attempt: attempt.to_owned(), order, description, amount: money("475.00 USD"), card: card.clone() }
}

#[tokio::test]
async fn what_is_not_known_is_looked_up_and_nothing_is_charged_twice() {
    let server = StripeServer::start().await;
    let mut quick = settings(&server);
    quick.patience.answer = Duration::from_millis(300);
    let stripe = Stripe::new(quick).unwrap();
    let card = kept_card(&stripe, &server).await;
    let acts = [Act::FailAfter, Act::DropAfter, Act::Garble, Act::SilenceAfter, Act::Fail, Act::Drop, Act::Silence, Act::Flood];
    for (number, act) in acts.into_iter().enumerate() {
        let before = server.balance();
        server.script("POST /v1/payment_intents", [act]);
        let charge = charge(&format!("attempt-{number}"), &card);
        let outcome = stripe.charge(&charge).await;
        assert!(outcome.as_ref().is_err_and(Fault::is_unclear), "{act:?}: {outcome:?}");
        let found = stripe.find_charge(&charge, at(NOW)).await.unwrap();
        let has_happened = matches!(act, Act::FailAfter | Act::DropAfter | Act::Garble | Act::SilenceAfter);
        assert_eq!(found.is_some(), has_happened, "{act:?}");
        assert_eq!(server.balance() - before, if has_happened { 47_500 } else { 0 }, "{act:?}");
        if has_happened {
            assert_eq!(found.unwrap().known.paid.map(|paid| paid.minor), Some(47_500), "{act:?}");
        }
        // The same attempt again: what had happened does not happen again, and what Stripe failed at stays failed.
        let again = stripe.charge(&charge).await;
        let is_broken_for_ever = matches!(act, Act::Fail | Act::FailAfter);
        assert_eq!(again.is_err(), is_broken_for_ever, "{act:?}: {again:?}");
        assert_eq!(server.balance() - before, if act == Act::Fail { 0 } else { 47_500 }, "{act:?}");
    }
}

#[tokio::test]
async fn refunds_whose_outcome_is_not_known_are_found_again() {
    let server = StripeServer::start().await;
    let stripe = stripe(&server);
    let begun = stripe.begin(&checkout("paid")).await.unwrap();
    server.pay(&begun.checkout, "good");
    let payment = server.last("pi_");
    for (number, act) in [Act::FailAfter, Act::DropAfter, Act::Fail, Act::Drop].into_iter().enumerate() {
        server.script("POST /v1/refunds", [act]);
        let refund = Refund { refund: format!("refund-{number}"), payment: payment.clone(), amount: money("100.00 USD") };
        assert!(stripe.refund(&refund).await.is_err_and(|fault| fault.is_unclear()), "{act:?}");
        let found = stripe.find_refund(&refund).await.unwrap();
        assert_eq!(found.is_some(), matches!(act, Act::FailAfter | Act::DropAfter), "{act:?}");
    }
    assert_eq!(server.balance(), 47_500 - 2 * 10_000);
}

#[tokio::test]
async fn what_certainly_did_not_happen_is_asked_again_under_the_same_key() {
    let server = StripeServer::start().await;
    let card = kept_card(&stripe(&server), &server).await;
    let before = server.balance();
    let mut patient = settings(&server);
    patient.patience.pauses = vec![Duration::ZERO, Duration::ZERO];
    let stripe = Stripe::new(patient).unwrap();
    let request = "POST /v1/payment_intents";
    let asked = || server.requests().iter().filter(|made| *made == request).count();

    server.script(request, [Act::Reply(429, "rate_limit"), Act::Reply(429, "lock_timeout")]);
    assert!(stripe.charge(&charge("busy", &card)).await.unwrap().known.paid.is_some());
    assert_eq!(asked(), 3);

    // Never for ever, and never where it may have happened.
    server.script(request, [Act::Reply(429, "rate_limit"); 3]);
    assert!(matches!(stripe.charge(&charge("too-busy", &card)).await, Err(Fault::Unavailable { .. })));
    assert_eq!(asked(), 6);
    for act in [Act::Fail, Act::Drop, Act::Reply(409, "idempotency_key_in_use"), Act::Reply(502, "gateway")] {
        let asked_before = asked();
        server.script(request, [act]);
        let unclear = charge(&format!("unclear {act:?}"), &card);
        assert!(stripe.charge(&unclear).await.is_err_and(|fault| fault.is_unclear()), "{act:?}");
        assert_eq!(asked(), asked_before + 1, "{act:?}");
    }
    assert_eq!(server.balance(), before + 47_500);

    // A question has no effect and is asked again.
    server.script("GET /v1/payment_intents/{id}", [Act::Drop, Act::Reply(500, "api_error")]);
    assert!(stripe.look_up(&Object::Payment(server.last("pi_"))).await.is_ok());
    server.script("GET /v1/payment_intents/{id}", [Act::Drop; 3]);
    let down = stripe.look_up(&Object::Payment(server.last("pi_"))).await;
    assert!(matches!(down, Err(Fault::Unavailable { .. })), "{down:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_has_done_nothing() {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let server = StripeServer::start().await;
    let stripe = Stripe::new(Settings { url, ..settings(&server) }).unwrap();
    let outcome = stripe.begin(&checkout("nobody")).await;
    assert!(matches!(outcome, Err(Fault::Unavailable { .. })), "{outcome:?}");
}

#[tokio::test]
async fn a_wrong_key_is_refused_and_never_repeated() {
    let server = StripeServer::start().await;
    let wrong = Settings { key: "sk_test_very_secret".to_owned(), ..settings(&server) };
    assert!(!format!("{wrong:?}").contains("secret_"), "{wrong:?}");
    let stripe = Stripe::new(wrong).unwrap();
    assert!(!format!("{stripe:?}").contains("sk_test"), "{stripe:?}");
    let refused = stripe.begin(&checkout("wrong-key")).await.unwrap_err();
    assert!(matches!(&refused, Fault::Refused { code, .. } if code == "api_key_invalid"), "{refused:?}");
    assert!(!refused.to_string().contains("sk_test"), "{refused}");
}

#[tokio::test]
async fn settings_that_cannot_work_are_refused() {
    let server = StripeServer::start().await;
    let good = || settings(&server);
    let refused = |settings| Stripe::new(settings).unwrap_err();
    assert_eq!(refused(Settings { key: "pk_live_public".to_owned(), ..good() }), BadSettings::Key);
    for secrets in [vec![], vec!["secret"], vec!["whsec_"], vec!["whsec_1", "whsec_2", "whsec_3"]] {
        let webhook_secrets = secrets.into_iter().map(str::to_owned).collect();
        assert_eq!(refused(Settings { webhook_secrets, ..good() }), BadSettings::WebhookSecret);
    }
    for url in ["http://api.stripe.com", "http://127.0.0.1.example.org", "api.stripe.com", ""] {
        let address = Settings { url: url.to_owned(), ..good() };
        assert_eq!(refused(address), BadSettings::Address(url.to_owned()));
    }
    assert!(Stripe::new(Settings { url: Settings::URL.to_owned(), ..good() }).is_ok());
}

#[tokio::test]
async fn amounts_that_a_card_cannot_pay_are_refused_before_anything_is_asked() {
    let server = StripeServer::start().await;
    let stripe = stripe(&server);
    for amount in ["0.00 EUR", "1000000.00 EUR", "1.000 IQD"] {
        let odd = Checkout { amount: money(amount), ..checkout("odd") };
        assert!(matches!(stripe.begin(&odd).await, Err(Fault::NotByCard { .. })), "{amount}");
    }
    assert_eq!(server.requests(), Vec::<String>::new());
    let yen = Checkout { amount: money("5000 JPY"), ..checkout("yen") };
    let begun = stripe.begin(&yen).await.unwrap();
    assert_eq!(server.object(&begun.checkout)["amount_total"], 5_000);
    server.pay(&begun.checkout, "good");
    let seen = stripe.look_up(&Object::Checkout(begun.checkout)).await.unwrap();
    assert_eq!(seen.known.paid.map(|paid| paid.minor), Some(5_000));
}

#[tokio::test]
async fn a_payment_on_its_way_is_in_flight() {
    let server = StripeServer::start().await;
    let stripe = stripe(&server);
    for (attempt, stage) in [("confirming", Stage::Confirming), ("processing", Stage::Processing)] {
        let begun = stripe.begin(&checkout(attempt)).await.unwrap();
        if stage == Stage::Confirming {
            server.confirming(&begun.checkout);
        } else {
            server.processing(&begun.checkout);
        }
        let known = stripe.look_up(&Object::Checkout(begun.checkout.clone())).await.unwrap().known;
        assert_eq!(known.latest.stage, stage);
        assert!(known.is_in_flight() && known.is_open());
        server.expire(&begun.checkout);
        let known = stripe.look_up(&Object::Checkout(begun.checkout)).await.unwrap().known;
        assert!(known.has_ended && !known.is_in_flight());
    }
}

#[tokio::test]
async fn refunds_and_disputes_are_followed() {
    let server = StripeServer::start().await;
    let stripe = stripe(&server);
    let begun = stripe.begin(&checkout("paid")).await.unwrap();
    server.pay(&begun.checkout, "good");
    let payment = server.last("pi_");
    server.refund_slowly();
    let refund = Refund { refund: "refund".to_owned(), payment: payment.clone(), amount: money("475.00 USD") };
    let states = |known: &Known| known.refunds.values().copied().collect::<Vec<_>>();
    assert_eq!(states(&stripe.refund(&refund).await.unwrap().known), [RefundState::Pending]);
    let id = server.last("re_");
    for (status, state) in [("succeeded", RefundState::Succeeded), ("failed", RefundState::Failed)] {
        server.turn_refund(&id, status);
        let seen = stripe.look_up(&Object::Refund(id.clone())).await.unwrap();
        assert_eq!((states(&seen.known), seen.payment.as_ref()), (vec![state], Some(&payment)));
    }
    // What somebody refunds at the provider itself has no identity of ours.
    server.refund(&payment, 100);
    assert_eq!(stripe.look_up(&Object::Refund(server.last("re_"))).await.unwrap().refund, None);
    let dispute = server.dispute(&payment);
    for (status, state) in [("needs_response", DisputeState::Open), ("lost", DisputeState::Lost)] {
        server.decide_dispute(&dispute, status);
        let seen = stripe.look_up(&Object::Dispute(dispute.clone())).await.unwrap();
        assert_eq!((seen.known.disputes.get(&dispute), seen.payment.as_ref()), (Some(&state), Some(&payment)));
    }
}

#[tokio::test]
async fn messages_name_the_object_to_look_at() {
    let server = StripeServer::start().await;
    let stripe = stripe(&server);
    let begun = stripe.begin(&checkout("paid")).await.unwrap();
    server.decline(&begun.checkout, "insufficient_funds");
    server.pay(&begun.checkout, "good");
    let payment = server.last("pi_");
    server.refund(&payment, 100);
    server.dispute(&payment);
    let messages = server.messages();
    let read: Vec<_> = messages
        .iter()
        .map(|message| {
            let header = sign(WEBHOOK_SECRET, NOW, &message.body);
            let event = stripe.read(Some(&header), message.body.as_bytes(), at(NOW)).unwrap();
            assert_eq!((&event.id, &event.kind, event.at), (&message.id, &message.kind, at(NOW)));
            (event.kind, event.object.unwrap())
        })
        .collect();
    let (refund, dispute) = (server.last("re_"), server.last("du_"));
    assert_eq!(
        read,
        [
            ("payment_intent.payment_failed".to_owned(), Object::Payment(payment.clone())),
            ("charge.succeeded".to_owned(), Object::Payment(payment.clone())),
            ("payment_intent.succeeded".to_owned(), Object::Payment(payment.clone())),
            ("checkout.session.completed".to_owned(), Object::Checkout(begun.checkout)),
            ("refund.created".to_owned(), Object::Refund(refund)),
            ("charge.refunded".to_owned(), Object::Payment(payment)),
            ("charge.dispute.created".to_owned(), Object::Dispute(dispute)),
        ]
    );
    let other = r#"{"id":"evt_1","type":"payout.paid","created":1,"data":{"object":{"object":"payout","id":"po_1"}}}"#;
    let event = stripe.read(Some(&sign(WEBHOOK_SECRET, NOW, other)), other.as_bytes(), at(NOW)).unwrap();
    assert_eq!(event.object, None);
}

#[tokio::test]
async fn only_what_stripe_has_just_signed_is_read() {
    let server = StripeServer::start().await;
    let stripe = stripe(&server);
    let body = r#"{"id":"evt_1","type":"x","created":1,"data":{"object":{"object":"payment_intent","id":"pi_1"}}}"#;
    let good = sign(WEBHOOK_SECRET, NOW, body);
    let read = |header: &str, body: &str, now: i64| stripe.read(Some(header), body.as_bytes(), at(now)).map(drop);
    assert_eq!(read(&good, body, NOW), Ok(()));
    for edge in [NOW - TOLERANCE_SECONDS, NOW + TOLERANCE_SECONDS] {
        assert_eq!(read(&good, body, edge), Ok(()));
    }
    for stale in [NOW - TOLERANCE_SECONDS - 1, NOW + TOLERANCE_SECONDS + 1, NOW + 86_400, 0] {
        assert_eq!(read(&good, body, stale), Err(Unread::Stale));
    }
    assert_eq!(read(&sign("whsec_other", NOW, body), body, NOW), Err(Unread::Forged));
    // Each byte of the body, of the time and of the signature counts.
    for at in 0..body.len() {
        let mut altered = body.as_bytes().to_vec();
        altered[at] ^= 1;
        assert_eq!(stripe.read(Some(&good), &altered, self::at(NOW)).map(drop), Err(Unread::Forged), "byte {at}");
    }
    let signed = good.split(",v0").next().unwrap();
    for at in 0..signed.len() {
        let mut altered = signed.as_bytes().to_vec();
        altered[at] ^= 1;
        let header = String::from_utf8(altered).unwrap();
        assert!(read(&header, body, NOW).is_err(), "{header}");
    }
    let hex = good.split("v0=").nth(1).unwrap();
    for unsigned in [
        String::new(),
        format!("t={NOW}"),
        format!("v1={hex}"),
        format!("t={NOW},v0={hex}"),
        format!("t={NOW},t={NOW},v1={hex}"),
        format!("t=-1,v1={hex}"),
        format!("t=99999999999999999999,v1={hex}"),
        format!("t={NOW},v1={}", &hex[1..]),
        format!("t={NOW},v1={}", "é".repeat(32)),
        format!("t={NOW},{}v1={hex}", "x=1,".repeat(2_000)),
    ] {
        assert_eq!(read(&unsigned, body, NOW), Err(Unread::Unsigned), "{unsigned}");
    }
    assert_eq!(stripe.read(None, body.as_bytes(), at(NOW)), Err(Unread::Unsigned));
    for garbled in ["", "{}", "[]", "{\"id\":1}", "\u{0}"] {
        assert_eq!(read(&sign(WEBHOOK_SECRET, NOW, garbled), garbled, NOW), Err(Unread::Garbled), "{garbled}");
    }
}

#[tokio::test]
async fn while_one_secret_replaces_another_both_are_good() {
    let server = StripeServer::start().await;
    let webhook_secrets = vec!["whsec_old".to_owned(), "whsec_new".to_owned()];
    let stripe = Stripe::new(Settings { webhook_secrets, ..settings(&server) }).unwrap();
    let body = r#"{"id":"evt_1","type":"x","created":1,"data":{"object":{}}}"#;
    let part = |secret: &str| sign(secret, NOW, body).split(',').nth(1).unwrap().to_owned();
    // Stripe signs with each secret that is valid at its side.
    for header in [
        format!("t={NOW},{}", part("whsec_old")),
        format!("t={NOW},{}", part("whsec_new")),
        format!("t={NOW},{},{}", part("whsec_gone"), part("whsec_new")),
    ] {
        assert!(stripe.read(Some(&header), body.as_bytes(), at(NOW)).is_ok(), "{header}");
    }
    let gone = format!("t={NOW},{}", part("whsec_gone"));
    assert_eq!(stripe.read(Some(&gone), body.as_bytes(), at(NOW)), Err(Unread::Forged));
    assert_eq!(API_VERSION, "2025-09-30.clover", "another version of the API is a change that is looked at");
}
