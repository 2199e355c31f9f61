//! Paying by card through the portal: with Stripe's stand-in, and with the sandbox's own page.

use std::sync::Arc;

use axum::http::Method;
use jubilee_app::Request;
use jubilee_core::{Actor, Instant, OrderId};
use jubilee_payments::{Patience, Practice, Settings, Stripe};
use jubilee_testkit::stripe::{Act, KEY, StripeServer, WEBHOOK_SECRET, sign};
use jubilee_web::Options;

use crate::stage::{Browser, Scene, Stage, on_both_engines};

const NOON_SECONDS: i64 = 1_767_268_800;

/// A portal whose orders can be paid by card at Stripe's stand-in.
async fn staged(engine: jubilee_testkit::Engine, scene: &Scene) -> (Stage, StripeServer) {
    let mut stage = Stage::of(engine, scene).await;
    let server = StripeServer::start().await;
    server.set_now(NOON_SECONDS);
    let patience = Patience { pauses: Vec::new(), ..Patience::default() };
    let webhook_secrets = vec![WEBHOOK_SECRET.to_owned()];
    let stripe = Stripe::new(Settings { key: KEY.to_owned(), webhook_secrets, url: server.url(), patience }).unwrap();
    stage.app = stage.app.clone().with_cards(Arc::new(stripe));
    (stage.served_with(Options::default()), server)
}

/// The same with an order of Contoso's.
async fn with_stripe(engine: jubilee_testkit::Engine) -> (Stage, StripeServer, OrderId) {
    let (stage, server) = staged(engine, &Scene::usual()).await;
    let subscription = stage.app.find_subscription("S1").await.unwrap();
    let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap().id;
    (stage, server, order)
}

fn order_path(order: OrderId) -> String {
    format!("/orders/{}", order.number())
}

/// Begins to pay an order by card, and gives the page of the attempt.
async fn begun(browser: &mut Browser, order: OrderId) -> String {
    let page = browser.get(&order_path(order)).await;
    assert!(page.says("Pay EUR 425.00 by card") && page.says("Or pay by bank transfer"), "{}", page.text());
    let answer = browser.post(&format!("{}/card", order_path(order)), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().to_owned()
}

on_both_engines! {
    async fn an_order_is_paid_by_card_and_never_twice(engine) {
        let (stage, server, order) = with_stripe(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let attempt = begun(&mut anna, order).await;
        let page = anna.get(&attempt).await;
        let session = server.last("cs_");
        assert!(page.body.contains(&format!("href=\"https://checkout.stripe.test/c/{session}\"")), "{}", page.body);
        let back = server.object(&session)["success_url"].as_str().unwrap().to_owned();
        assert_eq!(back.strip_prefix("https://renewals.example"), Some(attempt.as_str()));
        // In another tab, and for the billing admin, it is the same attempt.
        let mut bill = stage.signed_in("bill@contoso.example").await;
        let page = bill.get(&order_path(order)).await;
        let text = page.text();
        assert!(text.contains("Er is een betaling met creditcard gestart") && !text.contains("betalen met creditcard"), "{text}");
        assert_eq!(bill.post(&format!("{}/card", order_path(order)), &[]).await.location(), attempt);
        // The bank wants a word: nobody is asked to pay again.
        server.confirming(&session);
        assert!(anna.get(&attempt).await.says("Please do not pay again"));
        server.decline(&session, "insufficient_funds");
        assert!(anna.get(&attempt).await.says("Your bank declined the card"));
        server.always("GET /v1/checkout/sessions/{id}", Act::Drop);
        assert!(anna.get(&attempt).await.says("Your payment is in progress"));
        server.always("GET /v1/checkout/sessions/{id}", Act::Pass);
        server.pay(&session, "good");
        let answer = anna.get(&attempt).await;
        assert_eq!((answer.status, answer.location()), (303, order_path(order).as_str()));
        let paid = anna.follow(&answer).await;
        assert!(paid.says("Paid, thank you") && !paid.says("by card"), "{}", paid.text());
        assert_eq!((server.count("cs_"), server.balance()), (1, 42_500));
        // Somebody else's attempt cannot be told from none.
        let mut frank = stage.signed_in("frank@fabrikam.example").await;
        assert_eq!(frank.get(&attempt).await.status, 404);
    }

    async fn a_renewal_is_ordered_and_paid_by_card_in_one_go(engine) {
        let (stage, server, _) = with_stripe(engine).await;
        let path = stage.renew_path("S2").await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let page = anna.get(&path).await;
        assert!(page.says("Renew and pay by card"), "{}", page.text());
        let answer = anna.post(&path, &[("purchase_order", "PO 7"), ("pay", "card")]).await;
        assert!(answer.location().contains("/card/card-"), "{}", answer.location());
        let page = anna.follow(&answer).await;
        assert!(page.says("Go to the payment page"), "{}", page.text());
        // Where the provider fails, the order is there and can be paid in another way.
        server.expire(&server.last("cs_"));
        server.script("POST /v1/checkout/sessions", [Act::Fail]);
        let order = answer.location().split("/card/").next().unwrap().to_owned();
        let answer = anna.post(&format!("{order}/card"), &[]).await;
        let page = anna.follow(&answer).await;
        assert!(page.says("could not be begun, and nothing was charged") && page.says("Or pay by bank transfer"));
    }

    async fn a_purchase_and_a_reactivation_are_ordered_and_paid_by_card_in_one_go(engine) {
        let (stage, server) = staged(engine, &Scene::usual()).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let path = "/offers/buy/silver";
        assert!(anna.get(path).await.says("Buy and pay by card"));
        // What is wrong with the form is said before anything is ordered.
        let answer = anna.post(path, &[("pay", "card")]).await;
        assert!(answer.status == 422 && answer.says("Choose at least one area."), "{}", answer.text());
        assert_eq!(server.count("cs_"), 0);
        let answer = anna.post(path, &[("area", "devops"), ("pay", "card")]).await;
        assert!(answer.location().contains("/card/card-"), "{}", answer.location());
        let attempt = answer.location().to_owned();
        assert!(anna.follow(&answer).await.says("Go to the payment page"));
        server.pay(&server.last("cs_"), "good");
        let answer = anna.get(&attempt).await;
        assert!(anna.follow(&answer).await.says("Paid, thank you"));

        let (stage, server) = staged(engine, &Scene::relief()).await;
        let path = stage.renew_path("S3").await.replace("/renew", "/reactivate");
        let mut frank = stage.signed_in("frank@fabrikam.example").await;
        assert!(frank.get(&path).await.says("Reactivate and pay by card"));
        let answer = frank.post(&path, &[("purchase_order", "PO 8"), ("pay", "card")]).await;
        let attempt = answer.location().to_owned();
        assert!(frank.follow(&answer).await.says("Go to the payment page"));
        server.pay(&server.last("cs_"), "good");
        let answer = frank.get(&attempt).await;
        assert!(frank.follow(&answer).await.says("Paid, thank you"));
        assert!(frank.get("/offers").await.says("5 July 2021"));

        // Who takes no cards is offered none.
        let stage = Stage::new(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        assert!(!anna.get("/offers/buy/silver").await.says("by card"));
        // Somebody whose page was older than that has the order, and pays it another way.
        let answer = anna.post(&stage.renew_path("S1").await, &[("pay", "card")]).await;
        let page = anna.follow(&answer).await;
        assert!(page.says("No card payments are taken at the moment") && page.says("NL93 DEMO 0123 4567 89"), "{}", page.text());
    }

    async fn a_card_is_kept_by_a_tick_and_automatic_renewal_is_switched_off_by_one_button(engine) {
        let rules = "auto-renewal = { notice = \"15 days\", retries = [\"3 days\", \"7 days\"] }\nrequirements-checked = \"at renewal\"";
        let source = jubilee_programme::shipped_mpn().replacen("requirements-checked = \"at renewal\"", rules, 1);
        let (stage, server) = staged(engine, &Scene { source, ..Scene::usual() }).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let renew = stage.renew_path("S1").await;
        let (auto, id) = (renew.replace("/renew", "/auto-renewal"), stage.app.find_subscription("S1").await.unwrap());
        assert!(anna.get(&auto).await.says("is not renewed automatically"));
        // Who orders with a card is asked, on the order's page, what will be charged and when.
        let answer = anna.post(&renew, &[("purchase_order", ""), ("pay", "card")]).await;
        let order = answer.location().split('?').next().unwrap().to_owned();
        let page = anna.follow(&answer).await;
        assert!(page.says("Keep this card and renew automatically"), "{}", page.text());
        assert!(page.says("On 1 September 2020 we charge the fee for your Action Pack to this card, EUR 425.00"), "{}", page.text());
        let attempt = anna.post(&format!("{order}/card"), &[("keep", "yes")]).await.location().to_owned();
        server.pay(&server.last("cs_"), "good");
        assert_eq!(anna.get(&attempt).await.status, 303);
        let page = anna.get("/offers").await;
        assert!(page.says("It renews automatically on 1 September 2020, with Visa •••• 4242."), "{}", page.text());
        // A viewer sees it, and switches nothing off.
        let mut vera = stage.signed_in("vera@contoso.example").await;
        assert_eq!(vera.post(&auto, &[("do", "off")]).await.status, 403);
        let page = anna.get(&auto).await;
        assert!(page.says("Visa •••• 4242") && page.says("31 December 2034") && page.says("Switch off"), "{}", page.text());
        for _ in 0..2 {
            let answer = anna.post(&auto, &[("do", "off")]).await;
            assert!(anna.follow(&answer).await.says("is not renewed automatically"));
        }
        let file = stage.app.member_file(id.member()).await.unwrap();
        assert!(file.member.subscription(id).unwrap().auto_renewal.is_none());
        stage.app.tend_cards().await.unwrap();
        assert!(server.object(&server.last("pm_"))["customer"].is_null(), "the provider has forgotten the card");

        // Who does not tick it keeps nothing.
        let gold = stage.renew_path("S2").await;
        let answer = anna.post(&gold, &[("pay", "card")]).await;
        let order = answer.location().split('?').next().unwrap().to_owned();
        let attempt = anna.post(&format!("{order}/card"), &[]).await.location().to_owned();
        server.pay(&server.last("cs_"), "good");
        assert_eq!(anna.get(&attempt).await.status, 303);
        assert!(!anna.get("/offers").await.says("It renews automatically"));
    }

    async fn a_card_is_given_without_paying_and_staff_switch_with_what_is_kept(engine) {
        let rules = "auto-renewal = { notice = \"15 days\", retries = [\"3 days\", \"7 days\"] }\nrequirements-checked = \"at renewal\"";
        let source = jubilee_programme::shipped_mpn().replace("requirements-checked = \"at renewal\"", rules);
        let (stage, server) = staged(engine, &Scene { source, ..Scene::usual() }).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let (pack, gold) = (stage.app.find_subscription("S1").await.unwrap(), stage.app.find_subscription("S2").await.unwrap());
        let path = |id: jubilee_core::SubscriptionId| format!("/offers/{}/auto-renewal", id.number());
        let staff_path = |id: jubilee_core::SubscriptionId| format!("/staff/subscriptions/{}/auto-renewal", id.number());
        // In the open window it is renewed first, and nobody is asked for a card.
        let page = anna.get(&path(pack)).await;
        assert!(page.says("Renew it first") && !page.says("Give a card"), "{}", page.text());
        let answer = anna.post(&format!("{}/card", path(pack)), &[]).await;
        assert!(answer.status == 409 && answer.says("Renew it first"), "{}", answer.text());
        let mut tom = stage.signed_in("tom@programme.example").await;
        for answer in [tom.get(&staff_path(pack)).await, tom.post(&staff_path(pack), &[("do", "on"), ("agreed", "yes")]).await] {
            assert!(answer.says("so this year is renewed first. When the member pays"), "{}", answer.text());
            assert_eq!(answer.text().matches("renewal window is open").count(), 1, "{}", answer.text());
        }
        assert_eq!(server.sessions(), Vec::<String>::new());
        for id in [pack, gold] {
            let order = stage.app.order_renewal(id, Request::by(Actor::Operator)).await.unwrap().id;
            let today = stage.app.today().await.unwrap();
            stage.app.record_payment(order, today, None, Request::by(Actor::Operator)).await.unwrap();
        }
        assert!(anna.get("/offers").await.says("Have it renewed automatically"));
        let page = anna.get(&path(pack)).await;
        assert!(page.says("On 1 September 2020 we charge the fee for your Action Pack to the card, EUR 425.00"), "{}", page.text());
        // The provider cannot be reached: that is said, and nothing has changed.
        server.script("POST /v1/checkout/sessions", [Act::Drop]);
        let answer = anna.post(&format!("{}/card", path(pack)), &[]).await;
        assert!(answer.status == 503 && answer.says("Nothing has changed"), "{}", answer.text());
        let answer = anna.post(&format!("{}/card", path(pack)), &[]).await;
        let attempt = answer.location().to_owned();
        let page = anna.follow(&answer).await;
        let session = server.last("cs_");
        assert!(page.body.contains(&format!("href=\"https://checkout.stripe.test/c/{session}\"")), "{}", page.body);
        assert!(page.says("Nothing is charged on it"), "{}", page.text());
        server.leave(&session, "good");
        assert_eq!(anna.get(&attempt).await.location(), path(pack));
        assert!(anna.get(&path(pack)).await.says("Visa •••• 4242"));
        // Somebody else's attempt is nobody's.
        let mut frank = stage.signed_in("frank@fabrikam.example").await;
        assert_eq!(frank.get(&attempt).await.status, 404);

        // Staff switch the other on with the card that is kept, on the word that the member agrees; who only sees does not.
        let mut vic = stage.signed_in("vic@programme.example").await;
        let page = vic.get(&staff_path(gold)).await;
        assert!(page.says("Your role sees this") && !page.says("Use Visa"), "{}", page.text());
        assert_eq!(vic.post(&staff_path(gold), &[("do", "on"), ("agreed", "yes")]).await.status, 403);
        let answer = tom.post(&staff_path(gold), &[("do", "on")]).await;
        assert!(answer.status == 422 && answer.says("tick that the member has asked for it"), "{}", answer.text());
        let answer = tom.post(&staff_path(gold), &[("do", "on"), ("agreed", "yes")]).await;
        let page = tom.follow(&answer).await;
        assert!(page.says("Visa •••• 4242") && page.says("Switch off"), "{}", page.text());
        for id in [gold, pack, pack] {
            let answer = tom.post(&staff_path(id), &[("do", "off")]).await;
            assert!(tom.follow(&answer).await.says("It is not renewed automatically"));
        }
        // Without a card there is nothing to switch on with, and the page says who can.
        let page = tom.get(&staff_path(pack)).await;
        assert!(page.says("No card of the member is kept, so only the member can switch it on"), "{}", page.text());
        assert_eq!(tom.post(&staff_path(pack), &[("do", "on"), ("agreed", "yes")]).await.status, 409);
        let answer = anna.post(&path(pack), &[("do", "on")]).await;
        assert!(answer.status == 409 && answer.says("No card of yours is kept any more"), "{}", answer.text());
    }

    async fn s16_only_stripes_messages_are_taken(engine) {
        let (stage, server, order) = with_stripe(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        begun(&mut anna, order).await;
        server.pay(&server.last("cs_"), "good");
        let message = server.messages().pop().unwrap();
        let send = async |signature: &str, body: &str| {
            let lines = [("stripe-signature", signature)];
            stage.browser().send(Method::POST, "/payments/stripe", body.to_owned(), &lines).await.status
        };
        let good = sign(WEBHOOK_SECRET, NOON_SECONDS, &message.body);
        assert_eq!(send("", &message.body).await, 400);
        assert_eq!(send(&sign("whsec_other", NOON_SECONDS, &message.body), &message.body).await, 400);
        assert_eq!(send(&sign(WEBHOOK_SECRET, NOON_SECONDS - 301, &message.body), &message.body).await, 400);
        assert_eq!(send(&good, &message.body.replace("425", "426")).await, 400);
        assert_eq!(send(&good, &"x".repeat(1 << 20)).await, 413);
        server.script("GET /v1/checkout/sessions/{id}", [Act::Drop]);
        assert_eq!(send(&good, &message.body).await, 503, "it comes again");
        let file = stage.app.member_file(order.member()).await.unwrap();
        assert!(file.member.order(order).unwrap().payments.is_empty());
        for _ in 0..3 {
            assert_eq!(send(&good, &message.body).await, 200);
        }
        let file = stage.app.member_file(order.member()).await.unwrap();
        assert!(file.member.order(order).unwrap().is_applied());
    }

    async fn staff_send_back_what_no_order_needs_and_what_a_card_paid(engine) {
        let (stage, server, order) = with_stripe(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let attempt = begun(&mut anna, order).await;
        stage.app.cancel_order(order, Actor::Operator).await.unwrap();
        // This order is there before that money, which would pay part of a later one.
        let gold = stage.app.find_subscription("S2").await.unwrap();
        let second = stage.app.order_renewal(gold, Request::by(Actor::Operator)).await.unwrap().id;
        server.pay(&server.last("cs_"), "good");
        // Money for an order that was cancelled is kept, as with a transfer.
        assert_eq!(anna.get(&attempt).await.status, 303);
        let answer = anna.post(&format!("{}/card", order_path(second)), &[]).await;
        let attempt = answer.location().to_owned();
        let today = stage.app.today().await.unwrap();
        stage.app.record_payment(second, today, None, Request::by(Actor::Operator)).await.unwrap();
        server.pay(&server.last("cs_"), "good");
        assert!(anna.get(&attempt).await.says("This payment was not needed"));
        let mut tom = stage.signed_in("tom@programme.example").await;
        let page = tom.get("/staff/payments").await;
        assert!(page.says("Paid by card, although the order needed no money any more"), "{}", page.text());
        assert!(!page.says("Send it back"), "that is for managers");
        let mut mia = stage.signed_in("mia@programme.example").await;
        let page = mia.get("/staff/payments").await;
        let action = page.body.split("action=\"/staff/cards/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let answer = mia.post(&format!("/staff/cards/{action}"), &[]).await;
        let page = mia.follow(&answer).await;
        assert!(!page.says("although the order needed no money"), "{}", page.text());
        // The refund of the cancelled order's money goes to the card, and the page says so.
        let path = format!("/staff/payments/{}/take-back", order.number());
        let page = mia.get(&path).await;
        assert!(page.says("goes back to the card with which it was paid"), "{}", page.text());
        mia.post(&path, &[]).await;
        let before = server.balance();
        assert_eq!(stage.app.tend_cards().await.unwrap().refunded, 2);
        assert_eq!((before > 0, server.balance(), server.count("re_")), (true, 0, 2));
    }

    async fn in_a_sandbox_card_payments_are_tried_out_on_a_page_of_its_own(engine) {
        let mut stage = Stage::new(engine).await;
        let practice = Arc::new(Practice::new("https://renewals.example/demo/card/", || Instant(NOON_SECONDS * 1_000_000)));
        stage.app = stage.app.clone().with_cards(practice.clone());
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap().id;
        let demo = Some(jubilee_app::demo::DemoPeople::default());
        let stage = stage.served_with(Options { demo, practice: Some(practice), ..Options::default() });
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let attempt = begun(&mut anna, order).await;
        let page = anna.get(&attempt).await;
        let there = page.body.split("href=\"https://renewals.example/demo/card/").nth(1).unwrap().split('"').next().unwrap();
        let there = format!("/demo/card/{there}");
        let page = anna.get(&there).await;
        assert!(page.says("no money moves") && page.says("EUR 425.00"), "{}", page.text());
        assert_eq!(anna.post(&there, &[("do", "steal")]).await.status, 400);
        let answer = anna.post(&there, &[("do", "decline")]).await;
        assert_eq!(answer.location(), attempt);
        assert!(anna.follow(&answer).await.says("Your bank declined the card"));
        anna.get(&there).await;
        let answer = anna.post(&there, &[("do", "pay")]).await;
        let order_page = anna.follow(&answer).await;
        assert_eq!((order_page.status, order_page.location()), (303, order_path(order).as_str()));
        assert!(anna.follow(&order_page).await.says("Paid, thank you"));
        assert!(anna.get(&there).await.says("nothing can be paid any more"));
    }
}
