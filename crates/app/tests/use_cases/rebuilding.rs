//! Rows that do not follow from the ledger any more are written anew from it; what the ledger does not have is left and named.

use jubilee_app::{App, Rebuilt, Request};
use jubilee_core::{Actor, Currency, MemberId, Money, OrderId};
use jubilee_store::orders::{self, OrderRow, OrderState};
use jubilee_store::payments::{self, PaymentRow};
use jubilee_store::subscriptions::{self, SubscriptionRow};
use jubilee_store::{Db, ledger, members};
use jubilee_testkit::Engine;

use crate::stage::{Stage, day, on_both_engines};

/// A member with an order that was paid in two parts, another that was cancelled, and a lapse.
async fn lived(engine: Engine) -> Stage {
    let stage = Stage::with_contoso(engine, "2019-08-01").await;
    for on in ["2019-08-17", "2019-08-21", "2019-09-01", "2019-09-10"] {
        stage.run(on).await;
    }
    let pack = stage.app.find_subscription("S1").await.unwrap();
    let asked = Request { purchase_order: Some("PO-7"), ..Request::by(Actor::Operator) };
    let order = stage.app.order_renewal(pack, asked).await.unwrap();
    let money = |minor| Money { minor, currency: Currency::new("EUR").unwrap() };
    let (part, rest) = (money(10_000), money(41_425));
    let card = Request { method: "card", identity: Some("pi-1"), ..Request::by(Actor::Operator) };
    stage.app.record_payment(order.id, day("2019-09-09"), Some(part), card).await.unwrap();
    stage.app.record_payment(order.id, day("2019-09-10"), Some(rest), Request::by(Actor::Operator)).await.unwrap();
    for on in ["2019-09-28", "2019-10-06", "2019-12-01"] {
        stage.run(on).await;
    }
    stage
}

async fn rebuild(app: &App) -> Rebuilt {
    app.rebuild(&|_, _| {}).await.unwrap()
}

/// Every row of the member that can be rebuilt.
async fn rows(db: &Db, member: MemberId) -> (Vec<SubscriptionRow>, Vec<OrderRow>, Vec<PaymentRow>) {
    (
        subscriptions::by_member(db, member).await.unwrap(),
        orders::by_member(db, member).await.unwrap(),
        payments::by_range(db, member, member).await.unwrap(),
    )
}

on_both_engines! {
    async fn rows_that_were_changed_added_or_lost_are_those_of_the_ledger_again(engine) {
        let stage = lived(engine).await;
        let db = Db::open(stage.database.url()).await.unwrap();
        let member = stage.app.find_member("M1").await.unwrap();
        let before = rows(&db, member).await;
        let entries = ledger::of_member(&db, member).await.unwrap();
        let untouched = rebuild(&stage.app).await;
        assert_eq!((untouched.mended, untouched.left, untouched.members, untouched.rows), (0, 0, 1, 6), "{untouched:?}");
        assert_eq!(rows(&db, member).await, before);

        // Changed.
        let (held, ordered, paid) = before.clone();
        let order = ordered[0].id;
        db.commit(subscriptions::update(&SubscriptionRow { next_due_on: None, ..held[0].clone() })).await.unwrap();
        db.commit(orders::set_state(order, OrderState::Cancelled, None)).await.unwrap();
        db.commit(members::set_country(member, "US")).await.unwrap();
        // Added.
        let stranger = OrderId::new(member, 77).unwrap();
        let invented = OrderRow { id: stranger, number: "1-77".into(), reference: "X77".into(), ..ordered[0].clone() };
        db.commit(orders::insert(&invented)).await.unwrap();
        db.commit(payments::insert(&PaymentRow { order: stranger, identity: None, ..paid[0].clone() })).await.unwrap();
        db.commit(payments::insert(&PaymentRow { seq: 999, identity: None, ..paid[0].clone() })).await.unwrap();
        assert!(!stage.app.verify(true, &|_, _| {}).await.unwrap().sound);
        let done = rebuild(&stage.app).await;
        assert_eq!((done.mended, done.left), (6, 0), "{done:?}");
        assert_eq!(rows(&db, member).await, before, "also what stands in rows alone: the purchase order, how the money came");
        assert_eq!(members::by_id(&db, member).await.unwrap().unwrap().country, "NL");

        // Lost.
        db.commit(vec![subscriptions::remove(held[1].id), orders::remove(order), payments::remove(order)]).await.unwrap();
        let done = rebuild(&stage.app).await;
        assert_eq!((done.mended, done.left), (3, 0), "{done:?}");
        let (held_again, ordered_again, paid_again) = rows(&db, member).await;
        let named = SubscriptionRow { reference: "M1-2".to_owned(), ..held[1].clone() };
        assert_eq!(held_again, [held[0].clone(), named], "what it was called is lost with its row");
        assert_eq!(ordered_again, [OrderRow { purchase_order: None, ..ordered[0].clone() }]);
        let without: Vec<PaymentRow> = paid.iter().map(|row| PaymentRow { method: String::new(), ..row.clone() }).collect();
        assert_eq!(paid_again, without);
        assert!(stage.app.verify(true, &|_, _| {}).await.unwrap().sound);
        assert_eq!(ledger::of_member(&db, member).await.unwrap(), entries, "the ledger is never written");
    }

    async fn where_the_ledger_itself_is_damaged_nothing_is_written(engine) {
        let stage = lived(engine).await;
        let db = Db::open(stage.database.url()).await.unwrap();
        let member = stage.app.find_member("M1").await.unwrap();
        let (held, ..) = rows(&db, member).await;
        let wrong = SubscriptionRow { anniversary_on: Some(day("2025-01-01")), ..held[0].clone() };
        db.commit(subscriptions::update(&wrong)).await.unwrap();
        // As if its last entries had been cut off: the row may be right and the ledger wrong.
        let row = members::by_id(&db, member).await.unwrap().unwrap();
        db.commit(members::bump(member, row.version, row.version + 2, &row.head)).await.unwrap();
        let done = rebuild(&stage.app).await;
        assert_eq!((done.mended, done.left), (0, 1), "{done:?}");
        let left = &done.left_named[0];
        assert!(left.place == "ledger" && left.member.as_deref() == Some("M1") && left.what.ends_with("the last are gone"), "{done:?}");
        assert_eq!(subscriptions::by_member(&db, member).await.unwrap()[0], wrong);
        db.commit(members::bump(member, row.version + 2, row.version, &row.head)).await.unwrap();
        assert_eq!(rebuild(&stage.app).await.mended, 1);

        // A row that cannot be written because another has its name is said, and stops nobody.
        db.commit(subscriptions::remove(held[1].id)).await.unwrap();
        let squatter = SubscriptionRow { reference: "M1-2".to_owned(), ..held[0].clone() };
        db.commit(vec![subscriptions::remove(held[0].id), subscriptions::insert(&squatter)]).await.unwrap();
        let done = rebuild(&stage.app).await;
        assert_eq!((done.mended, done.left), (0, 1), "{done:?}");
        assert!(done.left_named[0].what.contains("M1-2 has no row"), "{done:?}");
    }
}
