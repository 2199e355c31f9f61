//! Paying by card, with Stripe's stand-in on the other side. What the provider holds and what the ledger says must come out the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jubilee_app::{
    AppError, Attained, BookLine, CardCheckout, CardPayment, CardProgress, MessageRefused, MessageTaken, Request, Time,
};
use jubilee_core::{Account, Actor, Command, Instant, Lang, OrderId, Reason, Side, Step};
use jubilee_payments::{Fault, Patience, Settings, Stripe, Unread};
use jubilee_store::card_payments::CardTrouble;
use jubilee_testkit::stripe::{Act, KEY, Message, StripeServer, WEBHOOK_SECRET, sign};

use crate::stage::{NOON, Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;
const SECOND: i64 = 1_000_000;

/// A sandbox with a provider of card payments, a clock that moves by hand, and an order for a renewal inside its window.
struct Cards {
    stage: Stage,
    stripe: StripeServer,
    time: Arc<AtomicI64>,
    order: OrderId,
}

impl Cards {
    async fn new(engine: jubilee_testkit::Engine) -> Cards {
        let time = Arc::new(AtomicI64::new(NOON.0));
        let clock = time.clone();
        let now = Time::new(move || Instant(clock.load(Ordering::SeqCst)));
        let mut stage = Stage::set_up(engine, Some(day("2019-08-01")), true, now).await;
        let users = "M1,anna@contoso.example,Anna,global-admin,en\n";
        stage.import("M1,Contoso B.V.,NL,nl,current\n", users, "S1,M1,action-pack,2018-09-01,,\n").await.unwrap();
        // With its VAT number it pays the fee alone.
        stage.import_billing("M1,,,,NL004495445B01,,\n").await.unwrap();
        let stripe = StripeServer::start().await;
        stripe.set_now(NOON.0 / SECOND);
        let patience = Patience { pauses: Vec::new(), ..Patience::default() };
        let (key, url) = (KEY.to_owned(), stripe.url());
        let settings = Settings { key, webhook_secrets: vec![WEBHOOK_SECRET.to_owned()], url, patience };
        stage.app = stage.app.clone().with_cards(Arc::new(Stripe::new(settings).unwrap()));
        stage.run("2019-09-10").await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap().id;
        Cards { stage, stripe, time, order }
    }

    async fn begin(&self) -> Result<CardPayment, AppError> {
        let (description, place) = ("Action Pack", "/orders/1/card");
        let wanted = CardCheckout { order: self.order, description, place, mail: None, lang: Lang::Nl, is_kept: false };
        self.stage.app.pay_by_card(wanted).await
    }

    async fn progress(&self, payment: &CardPayment) -> CardProgress {
        self.stage.app.card_payment(self.order, &payment.attempt).await.unwrap().progress
    }

    async fn deliver(&self, message: &Message) -> Result<MessageTaken, MessageRefused> {
        let now = self.time.load(Ordering::SeqCst) / SECOND;
        let signature = sign(WEBHOOK_SECRET, now, &message.body);
        self.stage.app.take_card_message(Some(&signature), message.body.as_bytes()).await
    }

    /// Lets two minutes pass, and takes the look that the server takes.
    async fn tend(&self) -> jubilee_app::Tended {
        self.time.fetch_add(120 * SECOND, Ordering::SeqCst);
        self.stage.app.tend_cards().await.unwrap()
    }

    async fn order_state(&self) -> &'static str {
        let file = self.stage.app.member_file(self.order.member()).await.unwrap();
        file.member.order(self.order).unwrap().state(file.today).id()
    }

    /// How often money came in, as the books have it.
    async fn payments(&self) -> usize {
        let books = self.stage.app.books(day("2019-08-01"), day("2020-12-31"), &|_, _| {}).await.unwrap();
        let is_payment = |line: &&BookLine| line.account == Account::Bank && line.side == Side::Debit;
        books.postings.iter().filter(is_payment).count()
    }
}

on_both_engines! {
    async fn t40_a_card_payment_renews_at_once_in_every_order_of_its_messages(engine) {
        for turn in 0..4 {
            let cards = Cards::new(engine).await;
            let payment = cards.begin().await.unwrap();
            let CardProgress::Open { address, is_declined: false } = &payment.progress else { panic!("{payment:?}") };
            let session = cards.stripe.last("cs_");
            assert!(address.ends_with(&session), "{address}");
            assert_eq!(cards.stripe.object(&session)["amount_total"], 42_500);
            cards.stripe.decline(&session, "insufficient_funds");
            cards.stripe.pay(&session, "good");
            let mut messages = cards.stripe.messages();
            assert_eq!(messages.len(), 4);
            messages.rotate_left(turn);
            if turn % 2 == 1 {
                messages.reverse();
            }
            for (number, message) in messages.iter().chain(&messages).enumerate() {
                let expected = if number < 4 { MessageTaken::New } else { MessageTaken::Known };
                assert_eq!(cards.deliver(message).await.unwrap(), expected, "{turn} {number}");
            }
            assert_eq!(cards.progress(&payment).await, CardProgress::Paid);
            assert_eq!(cards.order_state().await, "paid");
            let status = cards.stage.standing("S1").await;
            assert_eq!((status.status, status.dates.anniversary), ("active", Some(day("2020-08-31"))));
            cards.stage.app.deliver(&cards.stage.post, &|_| {}).await.unwrap();
            let renewed = cards.stage.texts_to("anna@contoso.example");
            assert_eq!(renewed.iter().filter(|text| text.contains("31 August 2020")).count(), 1, "{renewed:?}");
        }
    }

    async fn a_payment_that_the_provider_works_on_holds_the_lapse_until_it_fails_or_comes(engine) {
        for comes in [true, false] {
            let cards = Cards::new(engine).await;
            cards.begin().await.unwrap();
            let session = cards.stripe.last("cs_");
            cards.stage.run("2019-10-01").await;
            cards.stripe.processing(&session);
            cards.tend().await;
            cards.tend().await;
            cards.stage.run("2019-10-02").await;
            assert_eq!(cards.stage.status("S1").await, "payment-pending");
            let file = cards.stage.app.member_file(cards.order.member()).await.unwrap();
            assert_eq!(file.member.flights(cards.order).count(), 1, "it is noted once");
            if comes {
                // The money came in time at the provider: no lapse has to be reversed.
                cards.stripe.pay(&session, "good");
                assert_eq!(cards.tend().await.paid, 1);
            } else {
                cards.stripe.decline(&session, "insufficient_funds");
                cards.tend().await;
                assert_eq!(cards.stage.status("S1").await, "lapsed");
                cards.stage.run("2019-10-03").await;
            }
            let file = cards.stage.app.member_file(cards.order.member()).await.unwrap();
            assert!(file.member.flights(cards.order).all(|flight| flight.ended_on.is_some()));
            let lapses = file.member.subscriptions[0].closed_steps.iter().filter(|(_, step)| *step == Step::Lapse).count();
            assert_eq!(lapses, usize::from(!comes));
        }
    }

    async fn a_message_that_is_lost_is_made_up_for(engine) {
        let cards = Cards::new(engine).await;
        let payment = cards.begin().await.unwrap();
        assert_eq!(cards.tend().await, jubilee_app::Tended::default());
        cards.stripe.pay(&cards.stripe.last("cs_"), "good");
        assert_eq!(cards.stage.status("S1").await, "renewal-open");
        assert_eq!(cards.tend().await.paid, 1);
        assert_eq!(cards.stage.status("S1").await, "active");
        assert_eq!(cards.progress(&payment).await, CardProgress::Paid);
    }

    async fn c97_whoever_begins_twice_has_one_page_to_pay_on(engine) {
        let cards = Arc::new(Cards::new(engine).await);
        let begun: Vec<_> = (0..8).map(|_| {
            let cards = cards.clone();
            tokio::spawn(async move { cards.begin().await.unwrap().attempt })
        }).collect();
        let mut attempts = Vec::new();
        for attempt in begun {
            attempts.push(attempt.await.unwrap());
        }
        attempts.dedup();
        assert_eq!((attempts.len(), cards.stripe.count("cs_")), (1, 1));
        // A payment on its way is shown as such, and no other is begun.
        cards.stripe.confirming(&cards.stripe.last("cs_"));
        assert_eq!(cards.begin().await.unwrap().progress, CardProgress::InProgress);
        assert_eq!(cards.stripe.count("cs_"), 1);
        // A page that has closed is followed by another.
        cards.stripe.expire(&cards.stripe.last("cs_"));
        let second = cards.begin().await.unwrap();
        assert!(second.attempt != attempts[0] && matches!(second.progress, CardProgress::Open { .. }), "{second:?}");
        cards.stripe.pay(&cards.stripe.last("cs_"), "good");
        assert_eq!(cards.progress(&second).await, CardProgress::Paid);
        // Once the order is paid there is nothing to pay.
        assert!(matches!(cards.begin().await, Err(AppError::Refused(_))));
    }

    async fn many_who_bring_the_same_payment_record_it_once(engine) {
        let cards = Arc::new(Cards::new(engine).await);
        let payment = cards.begin().await.unwrap();
        cards.stripe.pay(&cards.stripe.last("cs_"), "good");
        let mut bringing = Vec::new();
        for round in 0..16 {
            let (cards, payment) = (cards.clone(), payment.clone());
            bringing.push(tokio::spawn(async move {
                if round % 2 == 0 {
                    let messages = cards.stripe.messages();
                    cards.deliver(&messages[round / 2 % messages.len()]).await.unwrap();
                } else {
                    cards.progress(&payment).await;
                }
            }));
        }
        for brought in bringing {
            brought.await.unwrap();
        }
        assert_eq!(cards.progress(&payment).await, CardProgress::Paid);
        assert_eq!(cards.payments().await, 1);
        assert_eq!(cards.stage.app.card_tasks().await.unwrap(), []);
    }

    async fn c94_a_page_whose_answer_is_lost_is_begun_anew_and_paid_once(engine) {
        let cards = Cards::new(engine).await;
        for act in [Act::DropAfter, Act::FailAfter, Act::Fail, Act::Reply(429, "rate_limit"), Act::Garble] {
            cards.stripe.script("POST /v1/checkout/sessions", [act]);
            let failed = cards.begin().await;
            assert!(matches!(failed, Err(AppError::Cards(_))), "{act:?}: {failed:?}");
        }
        let payment = cards.begin().await.unwrap();
        // Of the pages that nobody was led to, Stripe says in the end that they have closed.
        let led_to = cards.stripe.last("cs_");
        let sessions: Vec<String> = cards.stripe.sessions();
        assert_eq!(sessions.len(), 4);
        for session in sessions.iter().filter(|session| **session != led_to) {
            cards.stripe.expire(session);
        }
        cards.stripe.pay(&led_to, "good");
        for message in cards.stripe.messages() {
            cards.deliver(&message).await.unwrap();
        }
        assert_eq!(cards.progress(&payment).await, CardProgress::Paid);
        assert_eq!((cards.payments().await, cards.stripe.balance()), (1, 42_500));
    }

    async fn c97_money_that_no_order_needs_is_seen_and_goes_back(engine) {
        let cards = Cards::new(engine).await;
        let payment = cards.begin().await.unwrap();
        // Staff record a transfer while the page is open; before anybody looks, the payer pays by card too.
        cards.stage.app.record_payment(cards.order, day("2019-09-10"), None, Request::by(OPERATOR)).await.unwrap();
        cards.stripe.pay(&cards.stripe.last("cs_"), "good");
        assert_eq!(cards.progress(&payment).await, CardProgress::Surplus);
        let tasks = cards.stage.app.card_tasks().await.unwrap();
        assert_eq!((tasks.len(), tasks[0].trouble), (1, Some(CardTrouble::Surplus)));
        assert_eq!(cards.payments().await, 1);
        for _ in 0..2 {
            cards.stage.app.see_to_card_task(&payment.attempt).await.unwrap();
        }
        assert_eq!(cards.stage.app.card_tasks().await.unwrap(), []);
        assert_eq!(cards.tend().await.refunded, 1);
        assert_eq!((cards.stripe.balance(), cards.stripe.count("re_")), (0, 1));
        assert_eq!(cards.order_state().await, "paid");
    }

    async fn what_a_transfer_left_is_paid_by_card_and_each_part_goes_back_the_way_it_came(engine) {
        let cards = Cards::new(engine).await;
        let app = &cards.stage.app;
        let half = Some(jubilee_core::Money { minor: 21_250, currency: jubilee_core::Currency::new("EUR").unwrap() });
        app.record_payment(cards.order, day("2019-09-10"), half, Request::by(OPERATOR)).await.unwrap();
        // The other half has the same amount on the same day, and is not taken for the transfer.
        let payment = cards.begin().await.unwrap();
        assert_eq!(Some(payment.amount), half);
        cards.stripe.pay(&cards.stripe.last("cs_"), "good");
        assert_eq!(cards.progress(&payment).await, CardProgress::Paid);
        assert_eq!((cards.order_state().await, cards.payments().await), ("paid", 2));
        assert_eq!(app.refund_to_cards(cards.order, Command::Refund { order: cards.order }).await.unwrap(), half);
        let done = app.refund(cards.order, OPERATOR).await.unwrap();
        assert_eq!((done.amount.minor, done.to_card), (42_500, half));
        assert_eq!(cards.tend().await.refunded, 1);
        assert_eq!(cards.stripe.balance(), 0);
    }

    async fn money_of_a_card_that_pays_the_next_order_goes_back_to_the_card_from_there_in_parts(engine) {
        let cards = Cards::new(engine).await;
        let app = &cards.stage.app;
        let payment = cards.begin().await.unwrap();
        app.cancel_order(cards.order, OPERATOR).await.unwrap();
        cards.stripe.pay(&cards.stripe.last("cs_"), "good");
        assert_eq!(cards.progress(&payment).await, CardProgress::Paid);
        assert_eq!(cards.order_state().await, "set-aside");
        // Part of it goes back at once; the rest pays part of the next order, and goes back from there.
        let part = jubilee_core::Money { minor: 2_500, currency: jubilee_core::Currency::new("EUR").unwrap() };
        assert_eq!(app.refund_held(cards.order, Some(part), OPERATOR).await.unwrap().to_card, Some(part));
        let subscription = app.find_subscription("S1").await.unwrap();
        let next = app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap().id;
        let rest = app.record_payment(next, day("2019-09-10"), None, Request::by(OPERATOR)).await.unwrap();
        assert!(rest.is_applied && rest.amount == part, "{rest:?}");
        let done = app.refund(next, OPERATOR).await.unwrap();
        assert_eq!((done.amount.minor, done.to_card.map(|money| money.minor)), (42_500, Some(40_000)));
        assert_eq!(cards.tend().await.refunded, 2);
        assert_eq!((cards.stripe.balance(), cards.stripe.count("re_")), (0, 2));
    }

    async fn the_page_of_an_order_that_needs_no_money_is_closed(engine) {
        let cards = Cards::new(engine).await;
        let payment = cards.begin().await.unwrap();
        cards.stage.app.cancel_order(cards.order, OPERATOR).await.unwrap();
        assert_eq!(cards.tend().await.ended, 1);
        assert_eq!(cards.stripe.object(&cards.stripe.last("cs_"))["status"], "expired");
        assert_eq!(cards.progress(&payment).await, CardProgress::Ended);
    }

    async fn the_page_of_an_order_that_needs_less_by_now_is_closed_and_the_next_is_for_the_rest(engine) {
        let cards = Cards::new(engine).await;
        let payment = cards.begin().await.unwrap();
        let part = jubilee_core::Money { minor: 10_000, ..payment.amount };
        cards.stage.app.record_payment(cards.order, day("2019-09-10"), Some(part), Request::by(OPERATOR)).await.unwrap();
        assert_eq!(cards.tend().await.ended, 1);
        assert_eq!(cards.progress(&payment).await, CardProgress::Ended);
        let rest = cards.begin().await.unwrap();
        assert_eq!((rest.amount.minor, rest.attempt != payment.attempt), (32_500, true));
        cards.stripe.pay(&cards.stripe.last("cs_"), "good");
        assert_eq!(cards.progress(&rest).await, CardProgress::Paid);
        assert_eq!((cards.order_state().await, cards.payments().await), ("paid", 2));
    }

    async fn f19_a_refund_goes_back_to_the_card_once_whatever_becomes_of_the_answers(engine) {
        for act in [Act::Pass, Act::DropAfter, Act::FailAfter, Act::Drop, Act::Reply(429, "rate_limit")] {
            let cards = Cards::new(engine).await;
            let payment = cards.begin().await.unwrap();
            cards.stripe.pay(&cards.stripe.last("cs_"), "good");
            assert_eq!(cards.progress(&payment).await, CardProgress::Paid);
            let done = cards.stage.app.refund(cards.order, OPERATOR).await.unwrap();
            assert_eq!(done.to_card.map(|money| money.minor), Some(42_500));
            assert_eq!(cards.order_state().await, "refunded");
            assert_eq!(cards.stripe.balance(), 42_500, "nothing leaves the machine inside the decision");
            cards.stripe.script("POST /v1/refunds", [act]);
            let mut refunded = 0;
            for _ in 0..4 {
                refunded += cards.tend().await.refunded;
            }
            assert_eq!((refunded, cards.stripe.count("re_"), cards.stripe.balance()), (1, 1, 0), "{act:?}");
            // What the provider tells about it later changes nothing.
            for message in cards.stripe.messages() {
                cards.deliver(&message).await.unwrap();
            }
            assert_eq!(cards.stage.app.card_tasks().await.unwrap(), [], "{act:?}");
        }
    }

    async fn f19_a_refund_that_fails_and_a_dispute_are_tasks_for_staff(engine) {
        let cards = Cards::new(engine).await;
        let payment = cards.begin().await.unwrap();
        cards.stripe.pay(&cards.stripe.last("cs_"), "good");
        cards.progress(&payment).await;
        let dispute = cards.stripe.dispute(&cards.stripe.last("pi_"));
        for message in cards.stripe.messages() {
            cards.deliver(&message).await.unwrap();
        }
        let troubles = || async {
            let tasks = cards.stage.app.card_tasks().await.unwrap();
            tasks.into_iter().map(|task| task.trouble).collect::<Vec<_>>()
        };
        assert_eq!(troubles().await, [Some(CardTrouble::Disputed)]);
        cards.stage.app.see_to_card_task(&payment.attempt).await.unwrap();
        assert_eq!(troubles().await, []);
        cards.stripe.decide_dispute(&dispute, "lost");
        cards.deliver(cards.stripe.messages().last().unwrap()).await.unwrap();
        assert_eq!(troubles().await, [Some(CardTrouble::DisputeLost)]);
        cards.stage.app.see_to_card_task(&payment.attempt).await.unwrap();
        // The order stays as the programme has it: staff decide.
        assert_eq!(cards.order_state().await, "paid");
        cards.stage.app.refund(cards.order, OPERATOR).await.unwrap();
        assert_eq!(cards.tend().await.refunded, 1);
        cards.stripe.turn_refund(&cards.stripe.last("re_"), "failed");
        cards.deliver(cards.stripe.messages().last().unwrap()).await.unwrap();
        assert_eq!(troubles().await, [None]);
    }

    async fn s16_a_forged_stale_or_unlooked_message_changes_nothing(engine) {
        let cards = Cards::new(engine).await;
        let payment = cards.begin().await.unwrap();
        cards.stripe.pay(&cards.stripe.last("cs_"), "good");
        let message = cards.stripe.messages().pop().unwrap();
        let body = message.body.as_bytes();
        let app = &cards.stage.app;
        let now = NOON.0 / SECOND;
        for (signature, expected) in [
            (None, Unread::Unsigned),
            (Some(sign("whsec_other", now, &message.body)), Unread::Forged),
            (Some(sign(WEBHOOK_SECRET, now - 301, &message.body)), Unread::Stale),
        ] {
            let refused = app.take_card_message(signature.as_deref(), body).await.unwrap_err();
            assert!(matches!(refused, MessageRefused::Unread(unread) if unread == expected), "{refused:?}");
        }
        // Without an answer of the provider's the message is refused, so that it comes again.
        cards.stripe.always("GET /v1/checkout/sessions/{id}", Act::Reply(503, "down"));
        let refused = cards.deliver(&message).await.unwrap_err();
        assert!(matches!(refused, MessageRefused::App(AppError::Cards(Fault::Unavailable { .. }))), "{refused:?}");
        assert_eq!(cards.progress(&payment).await, CardProgress::InProgress);
        assert_eq!(cards.order_state().await, "open");
        cards.stripe.always("GET /v1/checkout/sessions/{id}", Act::Pass);
        assert_eq!(cards.deliver(&message).await.unwrap(), MessageTaken::New);
        assert_eq!(cards.order_state().await, "paid");
        // What is about nothing of ours is taken and forgotten.
        let other = r#"{"id":"evt_x","type":"payout.paid","created":1,"data":{"object":{"object":"payout","id":"po_1"}}}"#;
        let other = Message { id: "evt_x".to_owned(), kind: "payout.paid".to_owned(), body: other.to_owned() };
        assert_eq!(cards.deliver(&other).await.unwrap(), MessageTaken::Unrelated);
    }

    async fn an_order_of_several_is_paid_by_card_only_while_nothing_of_it_is_too_late(engine) {
        let cards = Cards::new(engine).await;
        let app = &cards.stage.app;
        app.cancel_order(cards.order, OPERATOR).await.unwrap();
        cards.stage.import("", "", "S2,M1,silver,2018-09-05,,security\n").await.unwrap();
        let both = [app.find_subscription("S1").await.unwrap(), app.find_subscription("S2").await.unwrap()];
        let (measure, area) = ("people-with-exam".into(), Some("security".into()));
        let exams = Attained { measure, area, amount: 2, attained_on: day("2019-01-01"), expires_on: None };
        app.attain(both[0].member(), exams, OPERATOR).await.unwrap();
        let order = app.order_together(&both, Request::by(OPERATOR)).await.unwrap().id;
        cards.stage.run("2019-10-03").await;
        let (description, place) = ("Both", "/orders/2/card");
        let wanted = CardCheckout { order, description, place, mail: None, lang: Lang::En, is_kept: false };
        let Err(AppError::Refused(refusal)) = app.pay_by_card(wanted).await else { panic!("it is begun") };
        let late = |reason: &Reason| matches!(reason, Reason::OfItem { reason, .. } if matches!(**reason, Reason::PaidTooLate { .. }));
        assert!(late(&refusal.reasons[0]) && !late(&refusal.reasons[1]), "{refusal:?}");
        assert_eq!(cards.stripe.requests(), Vec::<String>::new());
        // What can still be renewed is ordered anew by itself.
        app.cancel_order(order, OPERATOR).await.unwrap();
        let order = app.order_renewal(both[1], Request::by(OPERATOR)).await.unwrap().id;
        let wanted = CardCheckout { order, description, place, mail: None, lang: Lang::En, is_kept: false };
        assert!(app.pay_by_card(wanted).await.is_ok());
    }

    async fn an_order_for_which_money_would_come_too_late_is_not_paid_by_card(engine) {
        let cards = Cards::new(engine).await;
        cards.stage.run("2019-10-03").await;
        let Err(AppError::Refused(refusal)) = cards.begin().await else { panic!("it is begun") };
        assert!(matches!(refusal.reasons[..], [Reason::PaidTooLate { .. }]), "{refusal:?}");
        assert_eq!(cards.stripe.requests(), Vec::<String>::new());
        // Without a provider there are no card payments at all.
        let without = jubilee_app::App::open(cards.stage.database.url(), Time::still(NOON)).await.unwrap();
        assert!(!without.takes_cards());
        let (description, place) = ("Action Pack", "/orders/1/card");
        let wanted = CardCheckout { order: cards.order, description, place, mail: None, lang: Lang::En, is_kept: false };
        assert!(matches!(without.pay_by_card(wanted).await, Err(AppError::NotFound { .. })));
    }
}
