//! One order for several subscriptions: one payment, one invoice, a mail for each, and rows that follow from the ledger.

use jubilee_app::{AppError, Grant, Request};
use jubilee_core::{Actor, ExceptionKind, Lang, OrderState, Reason, SubscriptionId};

use crate::stage::{Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;

/// Contoso's Action Pack, to be renewed until 2019-10-01, and its gold competency, until 2019-10-05.
async fn both(stage: &Stage) -> [SubscriptionId; 2] {
    [stage.app.find_subscription("S1").await.unwrap(), stage.app.find_subscription("S2").await.unwrap()]
}

async fn is_sound(stage: &Stage) {
    let found = stage.app.verify(true, &|_, _| {}).await.unwrap();
    assert!(found.sound, "{found:?}");
}

on_both_engines! {
    async fn one_order_and_one_payment_renew_both_with_one_invoice(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-10").await;
        let both = both(&stage).await;
        let order = stage.app.order_together(&both, Request::by(OPERATOR)).await.unwrap();
        assert_eq!((order.pay_by, order.is_repeated), (day("2019-10-01"), false));
        let again = stage.app.order_together(&[both[1], both[0]], Request::by(OPERATOR)).await.unwrap();
        assert_eq!((again.id, again.is_repeated), (order.id, true), "C97");
        let alone = stage.app.order_renewal(both[1], Request::by(OPERATOR)).await.unwrap();
        assert_eq!((alone.id, alone.is_repeated), (order.id, true), "what is ordered is not ordered beside it");
        is_sound(&stage).await;
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let texts = stage.texts_to("bob@contoso.example");
        let ordered = texts.iter().find(|text| text.contains("One bank transfer pays for all of it")).unwrap();
        for words in ["Action Pack", "Gold competency", "anniversary 5 September 2019, to be paid by 5 October 2019"] {
            assert!(ordered.contains(words), "{words}: {ordered}");
        }

        let receipt = stage.app.record_payment(order.id, day("2019-09-10"), None, Request::by(OPERATOR)).await.unwrap();
        assert!(receipt.is_applied);
        assert_eq!(receipt.references, ["S1", "S2"]);
        for (reference, next) in [("S1", "2020-08-31"), ("S2", "2020-09-04")] {
            assert_eq!(stage.standing(reference).await.dates.anniversary, Some(day(next)));
        }
        is_sound(&stage).await;
        assert_eq!(stage.app.make_invoices().await.unwrap(), 1);
        let notes = stage.app.invoices_of(both[0].member()).await.unwrap();
        let invoice = &notes[0].invoice;
        let titles: Vec<&str> = invoice.lines.iter().map(|line| line.title.get(Lang::En)).collect();
        assert_eq!(titles, ["Action Pack, renewal", "Gold competency, renewal"]);
        assert_eq!(invoice.lines[1].term, Some((day("2019-09-06"), day("2020-09-04"))));
        assert_eq!((notes[0].total.decimal(), invoice.taxes.len()), (order.amount, 1));
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let texts = stage.texts_to("bob@contoso.example");
        assert_eq!(texts.iter().filter(|text| text.contains("is renewed until")).count(), 2, "{texts:#?}");

        stage.app.refund(order.id, OPERATOR).await.unwrap();
        assert_eq!((stage.status("S1").await, stage.status("S2").await), ("renewal-open".into(), "renewal-open".into()));
        assert_eq!(stage.app.make_invoices().await.unwrap(), 1);
        let notes = stage.app.invoices_of(both[0].member()).await.unwrap();
        let credit = notes.iter().find(|note| note.is_credit).unwrap();
        assert_eq!((credit.total.decimal(), credit.invoice.lines.len()), (receipt.amount.decimal(), 2));
        is_sound(&stage).await;
    }

    async fn what_is_too_late_for_one_is_invoiced_when_staff_accept_it(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-10").await;
        let both = both(&stage).await;
        let order = stage.app.order_together(&both, Request::by(OPERATOR)).await.unwrap();
        stage.run("2019-10-04").await;
        let receipt = stage.app.record_payment(order.id, day("2019-10-03"), None, Request::by(OPERATOR)).await.unwrap();
        assert!(receipt.is_applied && receipt.held.minor > 0, "{receipt:?}");
        let said: Vec<String> = receipt.reasons.iter().map(|reason| stage.app.sentence(reason, Lang::En)).collect();
        assert!(said[0].starts_with("Action Pack, anniversary 1 September 2019: The payment counts on 3 October 2019, after"), "{said:?}");
        assert_eq!((stage.status("S1").await, stage.status("S2").await), ("lapsed".into(), "active".into()));
        assert_eq!(stage.app.make_invoices().await.unwrap(), 1);
        let first = stage.app.invoices_of(both[0].member()).await.unwrap()[0].clone();
        assert_eq!((first.invoice.lines.len(), first.total.minor), (1, receipt.amount.minor - receipt.held.minor));
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let texts = stage.texts_to("bob@contoso.example");
        let without = texts.iter().find(|text| text.contains("had no effect for part of the order")).unwrap();
        for words in ["Action Pack", "Too late: the payment had to count on 1 October 2019", "We hold that part of the money"] {
            assert!(without.contains(words), "{words}: {without}");
        }
        assert!(!without.contains("Gold competency: Too late"), "{without}");
        is_sound(&stage).await;

        let late = Grant { kind: ExceptionKind::LatePayment, until: day("2019-10-04"), reason: "The bank was closed.".to_owned() };
        stage.app.grant_exception(both[0], late, Actor::Staff(1)).await.unwrap();
        assert_eq!(stage.status("S1").await, "active");
        assert_eq!(stage.app.make_invoices().await.unwrap(), 1);
        let notes = stage.app.invoices_of(both[0].member()).await.unwrap();
        assert_eq!(notes[0].total.minor + notes[1].total.minor, receipt.amount.minor, "each cent is invoiced once");
        let file = stage.app.member_file(both[0].member()).await.unwrap();
        let states: Vec<OrderState> = file.member.orders.iter().map(|order| order.state(day("2019-10-04"))).collect();
        assert_eq!(states, [OrderState::Paid, OrderState::Paid]);
        is_sound(&stage).await;
    }

    async fn what_cannot_be_ordered_together_is_said(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-05").await;
        let both = both(&stage).await;
        let refused = stage.app.order_together(&both, Request::by(OPERATOR)).await.unwrap_err();
        let AppError::Refused(refusal) = refused else { panic!("{refused:?}") };
        assert!(matches!(&refusal.reasons[..], [Reason::OfItem { .. }]), "{refusal:?}");
        let said = stage.app.sentence(&refusal.reasons[0], Lang::Nl);
        assert!(said.starts_with("Gold-competentie, jubileumdatum 5 september 2019: "), "{said}");
        let elsewhere = SubscriptionId::new(jubilee_core::MemberId::from_number(999).unwrap(), 1).unwrap();
        let mixed = stage.app.order_together(&[both[0], elsewhere], Request::by(OPERATOR)).await;
        assert!(matches!(mixed, Err(AppError::Usage(_))), "{mixed:?}");
        let users = "M9,eve@other.example,Eve,global-admin,en\n";
        stage.import("M9,Other B.V.,NL,nl,current\n", users, "T1,M9,action-pack,2018-09-01,,\n").await.unwrap();
        let theirs = stage.app.find_subscription("T1").await.unwrap();
        let mixed = stage.app.order_together(&[both[0], theirs], Request::by(OPERATOR)).await.unwrap_err().to_string();
        assert_eq!(mixed, "subscription 'T1' is another member's than 'S1'; an order is one member's");
        assert!(matches!(stage.app.order_together(&[], Request::by(OPERATOR)).await, Err(AppError::Usage(_))));
    }
}
