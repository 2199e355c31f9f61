use jubilee_app::{AppError, Request};
use jubilee_core::{Actor, Lift, OfferId};

use crate::stage::{Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;

on_both_engines! {
    async fn c97_ordering_again_gives_the_order_that_waits(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-10").await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let orders = tokio::join!(
            stage.app.order_renewal(subscription, Request::by(OPERATOR)),
            stage.app.order_renewal(subscription, Request::by(OPERATOR)),
            stage.app.order_renewal(subscription, Request::by(OPERATOR)),
            stage.app.order_renewal(subscription, Request::by(OPERATOR)),
        );
        let orders = [orders.0.unwrap(), orders.1.unwrap(), orders.2.unwrap(), orders.3.unwrap()];
        assert!(orders.iter().all(|order| order.order == orders[0].order && order.pay_by == day("2019-10-01")), "{orders:?}");
        assert_eq!(orders.iter().filter(|order| !order.is_repeated).count(), 1);
    }

    async fn c88_many_payments_of_one_order_at_once_give_one_renewal(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-10").await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap();
        let payments: Vec<_> = (0..16)
            .map(|_| {
                let app = stage.app.clone();
                tokio::spawn(async move { app.record_payment(order.id, day("2019-09-10"), None, Request::by(OPERATOR)).await })
            })
            .collect();
        let mut first = 0;
        for payment in payments {
            let receipt = payment.await.unwrap().unwrap();
            assert!(receipt.is_applied);
            first += usize::from(!receipt.is_repeated);
        }
        assert_eq!(first, 1);
        let status = stage.app.status("S1", None, jubilee_core::Lang::En).await.unwrap();
        assert_eq!(status.dates.anniversary, Some(day("2020-08-31")));
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let renewed = |mail: &&jubilee_testkit::smtp::Mail| mail.header("Subject").unwrap().contains("is renewed until");
        assert_eq!(stage.smtp.mails().iter().filter(renewed).count(), 1, "one confirmation in English");
    }

    async fn c93_a_payment_is_recorded_once_under_its_identity_and_part_of_the_money_waits_for_the_rest(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-10").await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap().id;
        let held = stage.app.member_file(order.member()).await.unwrap();
        let whole = held.member.order(order).unwrap().amount;
        let part = jubilee_core::Money { minor: 10_000, ..whole };
        let named = |identity| Request { identity: Some(identity), ..Request::by(OPERATOR) };
        let pay = |amount, identity| stage.app.record_payment(order, day("2019-09-10"), amount, named(identity));
        let (one, other) = tokio::join!(pay(Some(part), "camt:1"), pay(Some(part), "camt:1"));
        let (one, other) = (one.unwrap(), other.unwrap());
        assert!(one.is_repeated != other.is_repeated && !one.is_applied, "{one:?} {other:?}");
        assert_eq!((one.received, one.missing.minor), (part, whole.minor - 10_000));
        // The rest, where no amount is said, and then money that is too much.
        let rest = pay(None, "camt:2").await.unwrap();
        assert!(rest.is_applied && rest.amount.minor == whole.minor - 10_000, "{rest:?}");
        assert_eq!(pay(Some(part), "camt:3").await.unwrap().held, part);
        // Who says no amount for an order that lacks nothing has mistaken the day or the order.
        let mistaken = stage.app.record_payment(order, day("2019-09-09"), None, Request::by(OPERATOR)).await;
        let Err(AppError::Refused(refusal)) = mistaken else { panic!("{mistaken:?}") };
        assert!(matches!(refusal.reasons[..], [jubilee_core::Reason::AlreadyPaid { .. }]), "{refusal:?}");
        let gone = stage.app.refund_held(order, None, OPERATOR).await.unwrap();
        assert_eq!(gone.amount, part);
        let too_long = "x".repeat(jubilee_app::MOST_IDENTITY + 1);
        assert!(matches!(pay(Some(part), &too_long).await, Err(AppError::Usage(_))));
    }

    async fn a_lapsed_offer_is_bought_anew_and_confirmed(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-10-08").await;
        let subscription = stage.app.find_subscription("S2").await.unwrap();
        let refused = stage.app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap_err();
        assert!(matches!(refused, AppError::Refused(refusal) if refusal.lift == Lift::BuyAnew));
        let order = stage.app.order_anew(subscription, Request::by(OPERATOR)).await.unwrap();
        assert_eq!(stage.app.order_anew(subscription, Request::by(OPERATOR)).await.unwrap().order, order.order);
        let receipt = stage.app.record_payment(order.id, day("2019-10-08"), None, Request::by(OPERATOR)).await.unwrap();
        assert_eq!(receipt.references, ["M1-3"]);
        let status = stage.app.status("M1-3", None, jubilee_core::Lang::En).await.unwrap();
        assert_eq!((status.status, status.dates.anniversary), ("active", Some(day("2020-10-08"))));
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        assert!(stage.smtp.mails().iter().any(|mail| mail.header("Subject").unwrap().contains("is active since 8 October 2019")));
        // It is renewed like any other.
        assert_eq!(stage.run("2020-09-23").await.steps[0].subscription, "M1-3");
    }

    async fn money_is_found_by_number_and_by_reference_and_never_lost(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-10").await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap();
        let spaced = format!("{} {}", &order.reference[..4].to_lowercase(), &order.reference[4..]);
        assert_eq!(stage.app.find_order(&spaced).await.unwrap().number, order.order);
        assert_eq!(stage.app.find_order(&order.order).await.unwrap().reference, order.reference);
        assert!(matches!(stage.app.find_order("77-1").await, Err(AppError::NotFound { what: "order", .. })));
        stage.run("2019-10-20").await;
        let late = stage.app.record_payment(order.id, day("2019-10-05"), None, Request::by(OPERATOR)).await.unwrap();
        assert!(!late.is_applied);
        assert_eq!(stage.status("S1").await, "lapsed");
        let file = stage.app.member_file(subscription.member()).await.unwrap();
        assert_eq!(file.member.orders[0].state(day("2019-10-20")).id(), "set-aside");
    }

    async fn what_is_not_for_sale_is_refused_with_its_reason(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        let member = stage.app.find_member("M1").await.unwrap();
        for (offer, rule) in [("network-membership", "ordering"), ("action-pack", "most-per-member"), ("bronze", "ordering")] {
            let refused = stage.app.order_purchase(member, OfferId::from(offer), Vec::new(), Request::by(OPERATOR)).await;
            let Err(AppError::Refused(refusal)) = refused else { panic!("{offer}: {refused:?}") };
            assert_eq!(refusal.reasons[0].rule().id(), rule, "{offer}");
        }
    }
}
