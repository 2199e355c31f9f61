//! Invoices and credit notes: found beside the orders, downloaded by whoever may see them, and by nobody else.

use jubilee_app::Request;
use jubilee_core::{Actor, OrderId};

use crate::stage::{Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;

/// Contoso's Action Pack, renewed and invoiced.
async fn invoiced(stage: &Stage) -> OrderId {
    let subscription = stage.app.find_subscription("S1").await.unwrap();
    let order = stage.app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap();
    stage.app.record_payment(order.id, day("2019-09-10"), None, Request::by(OPERATOR)).await.unwrap();
    assert_eq!(stage.app.make_invoices().await.unwrap(), 1);
    order.id
}

on_both_engines! {
    async fn a_member_downloads_its_invoices_from_its_orders_and_from_the_order(engine) {
        let stage = Stage::new(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        assert!(!anna.get("/orders").await.says("Invoices and credit notes of every year"), "nothing is promised where there are none");
        let order = invoiced(&stage).await;
        let page = anna.get("/orders").await;
        assert!(page.says("2019-000001") && page.says("EUR 425.00"), "{}", page.text());
        assert!(page.body.contains("href=\"/invoices/2019-000001\""));
        let page = anna.get(&format!("/orders/{}", order.number())).await;
        assert!(page.says("2019-000001 of 10 September 2019 (PDF)"), "{}", page.text());

        let answer = anna.get("/invoices/2019-000001").await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/pdf"));
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"invoice-2019-000001.pdf\"");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.body.starts_with("%PDF-"));
        let mut bill = stage.signed_in("bill@contoso.example").await;
        let answer = bill.get("/invoices/2019-000001").await;
        assert_eq!(answer.header("content-disposition"), "attachment; filename=\"factuur-2019-000001.pdf\"", "in the language of its reader");

        stage.app.refund(order, OPERATOR).await.unwrap();
        stage.app.make_invoices().await.unwrap();
        let page = anna.get(&format!("/orders/{}", order.number())).await;
        assert!(page.says("C2019-000001 of 10 September 2019 (PDF)") && page.says("2019-000001 of 10"), "{}", page.text());
        assert!(anna.get("/invoices/C2019-000001").await.body.starts_with("%PDF-"));
    }

    async fn nobody_elses_invoice_can_be_told_from_one_that_there_is_not(engine) {
        let stage = Stage::new(engine).await;
        invoiced(&stage).await;
        let mut frank = stage.signed_in("frank@fabrikam.example").await;
        let (others, none) = (frank.get("/invoices/2019-000001").await, frank.get("/invoices/2019-000002").await);
        assert_eq!((others.status, none.status), (404, 404));
        assert_eq!(others.text(), none.text());
        let mut vera = stage.signed_in("vera@contoso.example").await;
        assert_eq!(vera.get("/invoices/2019-000001").await.status, 403, "a viewer sees no orders");
        let mut stranger = stage.browser();
        assert_eq!(stranger.get("/invoices/2019-000001").await.location(), "/sign-in?next=%2Finvoices%2F2019%2D000001");

        let mut vic = stage.signed_in("vic@programme.example").await;
        let member = stage.app.find_member("M1").await.unwrap();
        let page = vic.get(&format!("/staff/members/{}", member.number())).await;
        assert!(page.body.contains("href=\"/staff/invoices/2019-000001\""), "{}", page.text());
        assert!(vic.get("/staff/invoices/2019-000001").await.body.starts_with("%PDF-"));
        assert_eq!(vic.get("/staff/invoices/2019-000009").await.status, 404);
        assert_eq!(frank.get("/staff/invoices/2019-000001").await.status, 403);
    }
}
