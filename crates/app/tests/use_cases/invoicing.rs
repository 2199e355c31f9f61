//! Invoices and credit notes: one for an order, numbers without gaps, mailed, and never in the way of a renewal.

use std::collections::BTreeSet;

use jubilee_app::{App, BillingDetails, InvoiceNote, Request, Time};
use jubilee_core::{Actor, Day, Lang, Money, OrderId};
use jubilee_programme::shipped_mpn;

use crate::stage::{NOON, Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;

/// A sandbox with invoices.
async fn sandbox(engine: jubilee_testkit::Engine) -> Stage {
    Stage::of(engine, shipped_mpn(), Some(day("2019-08-01")), true, Time::still(NOON)).await
}

/// One member with an Action Pack in its window on 2019-09-10, a Dutch admin and an English one, and a viewer.
async fn contoso(engine: jubilee_testkit::Engine) -> Stage {
    let stage = sandbox(engine).await;
    let users = "M1,anna@contoso.example,Anna,global-admin,nl\nM1,bob@contoso.example,Bob,programme-admin,en\n\
        M1,vera@contoso.example,Vera,viewer,en\n";
    stage.import("M1,Contoso B.V.,NL,nl,current\n", users, "S1,M1,action-pack,2018-09-01,,\n").await.unwrap();
    stage
}

/// The renewal of a subscription, ordered and paid on a day.
async fn renewed(stage: &Stage, subscription: &str, on: &str) -> OrderId {
    let subscription = stage.app.find_subscription(subscription).await.unwrap();
    let order =
        stage.app.order_renewal(subscription, Request { purchase_order: Some("PO-1"), ..Request::by(OPERATOR) }).await.unwrap();
    stage.app.record_payment(order.id, day(on), None, Request::by(OPERATOR)).await.unwrap();
    order.id
}

async fn all(app: &App) -> Vec<InvoiceNote> {
    app.invoices_between(Day::MIN, Day::MAX).await.unwrap()
}

async fn numbers(app: &App) -> Vec<String> {
    all(app).await.into_iter().map(|note| note.number).collect()
}

/// Members with an Action Pack each, in their window on 2019-09-10.
async fn several(engine: jubilee_testkit::Engine, count: usize) -> Stage {
    let stage = sandbox(engine).await;
    let each = |row: &dyn Fn(usize) -> String| (1..=count).map(row).collect::<String>();
    stage
        .import(
            &each(&|at| format!("M{at},Member {at},NL,nl,current\n")),
            &each(&|at| format!("M{at},admin{at}@example.org,Admin,global-admin,nl\n")),
            &each(&|at| format!("S{at},M{at},action-pack,2018-09-01,,\n")),
        )
        .await
        .unwrap();
    stage.run("2019-09-10").await;
    stage
}

on_both_engines! {
    async fn a_payment_gets_one_invoice_which_is_mailed_to_who_may_see_it(engine) {
        let stage = contoso(engine).await;
        let member = stage.app.find_member("M1").await.unwrap();
        stage.run("2019-09-10").await;
        let order = renewed(&stage, "S1", "2019-09-10").await;
        assert!(numbers(&stage.app).await.is_empty(), "the payment does not wait for it");
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();

        let notes = stage.app.invoices_of(member).await.unwrap();
        let [note] = &notes[..] else { panic!("{notes:?}") };
        assert_eq!((note.number.as_str(), note.order, note.is_credit), ("2019-000001", order, false));
        let invoice = &note.invoice;
        assert_eq!(invoice.lines.len(), 1);
        assert_eq!(invoice.lines[0].title.get(Lang::Nl), "Action Pack, verlenging");
        assert_eq!(invoice.lines[0].term, Some((day("2019-09-02"), day("2020-08-31"))), "C102: the term that it pays for");
        assert_eq!((invoice.total, invoice.paid.on), (note.total, day("2019-09-10")));
        assert_eq!(invoice.purchase_order.as_deref(), Some("PO-1"));
        assert_eq!(invoice.buyer.name, "Contoso B.V.");
        assert_eq!(stage.app.find_invoice("2019-000001").await.unwrap(), *note);
        assert_eq!(stage.app.find_invoice(&order.to_string()).await.unwrap(), *note, "by the number of its order");

        let mails: Vec<_> = stage.smtp.mails().into_iter().filter(|mail| mail.header("Subject").unwrap().contains("2019-000001")).collect();
        let to: BTreeSet<&str> = mails.iter().map(|mail| mail.to[0].as_str()).collect();
        assert_eq!((mails.len(), to), (2, BTreeSet::from(["anna@contoso.example", "bob@contoso.example"])), "each once, no viewer");
        assert!(stage.texts_to("anna@contoso.example").iter().any(|text| text.contains("De factuur vindt u als pdf in de bijlage")));
    }

    async fn billing_admins_get_invoices_and_no_other_mails(engine) {
        let stage = contoso(engine).await;
        stage.import("", "M1,bill@contoso.example,Bill,billing-admin,en\n", "").await.unwrap();
        stage.run("2019-09-10").await;
        renewed(&stage, "S1", "2019-09-10").await;
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let texts = stage.texts_to("bill@contoso.example");
        assert_eq!(texts.len(), 1, "{texts:?}");
        assert!(texts[0].contains("The invoice is attached"));
    }

    async fn money_that_goes_back_gets_a_credit_note(engine) {
        let stage = contoso(engine).await;
        stage.run("2019-09-10").await;
        let order = renewed(&stage, "S1", "2019-09-10").await;
        stage.app.make_invoices().await.unwrap();
        stage.app.refund(order, OPERATOR).await.unwrap();
        assert_eq!(stage.app.make_invoices().await.unwrap(), 1);
        let notes = all(&stage.app).await;
        assert_eq!(numbers(&stage.app).await, ["2019-000001", "C2019-000001"]);
        assert!(notes[1].is_credit && notes[1].total == notes[0].total);
        assert!(format!("{:?}", notes[1].invoice.kind).contains("2019-000001"), "it names the invoice");
        assert_eq!(notes[1].invoice.lines, notes[0].invoice.lines);
    }

    async fn what_was_paid_back_before_anybody_made_the_invoice_gets_both(engine) {
        let stage = contoso(engine).await;
        stage.run("2019-09-10").await;
        let order = renewed(&stage, "S1", "2019-09-10").await;
        stage.app.refund(order, OPERATOR).await.unwrap();
        stage.app.make_invoices().await.unwrap();
        assert_eq!(numbers(&stage.app).await, ["2019-000001", "C2019-000001"]);
        assert_eq!(all(&stage.app).await[0].invoice.lines[0].term, Some((day("2019-09-02"), day("2020-08-31"))));
        assert_eq!(stage.app.make_invoices().await.unwrap(), 0);
    }

    async fn many_nodes_at_once_make_each_invoice_once_and_leave_no_gap(engine) {
        let stage = several(engine, 12).await;
        for at in 1..=12 {
            renewed(&stage, &format!("S{at}"), "2019-09-10").await;
        }
        let nodes: Vec<_> = (0..4)
            .map(|_| {
                let url = stage.database.url().to_owned();
                tokio::spawn(async move { App::open(&url, Time::still(NOON)).await.unwrap().make_invoices().await.unwrap() })
            })
            .collect();
        let mut made = 0;
        for node in nodes {
            made += node.await.unwrap();
        }
        assert_eq!(made, 12);
        let expected: Vec<String> = (1..=12).map(|count| format!("2019-{count:06}")).collect();
        assert_eq!(numbers(&stage.app).await, expected);
        let orders: BTreeSet<OrderId> = all(&stage.app).await.into_iter().map(|note| note.order).collect();
        assert_eq!(orders.len(), 12);
        let mails = stage.app.mails(None, 100).await.unwrap();
        let invoices = mails.iter().filter(|mail| mail.mail.as_ref().is_some_and(|mail| mail.kind() == "invoice"));
        assert_eq!(invoices.count(), 12, "one mail with each");
    }

    async fn money_that_came_too_late_gets_no_invoice(engine) {
        let stage = contoso(engine).await;
        stage.run("2019-09-10").await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap();
        stage.run("2019-10-05").await;
        let receipt = stage.app.record_payment(order.id, day("2019-10-04"), None, Request::by(OPERATOR)).await.unwrap();
        assert!(!receipt.is_applied);
        assert_eq!(stage.app.make_invoices().await.unwrap(), 0);
    }

    async fn an_invoice_is_for_the_business_of_the_billing_details_with_its_tax(engine) {
        let source = shipped_mpn().replace("country = \"IE\"", "country = \"NL\"");
        let stage = Stage::contoso_of(engine, &source, "2019-08-01").await;
        let member = stage.app.find_member("M1").await.unwrap();
        let details = BillingDetails {
            business: "Contoso Holding B.V.".to_owned(),
            address: vec!["Kade 1".to_owned(), "3011 AA Rotterdam".to_owned()],
            country: None,
            vat_number: Some("NL004495445B01".to_owned()),
            email: Some("invoices@contoso.example".to_owned()),
        };
        stage.app.set_billing(member, &details, OPERATOR).await.unwrap();
        stage.run("2019-09-10").await;
        let first = renewed(&stage, "S1", "2019-09-10").await;
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let note = stage.app.find_invoice(&first.to_string()).await.unwrap();
        let invoice = &note.invoice;
        let lines: Vec<&str> = invoice.buyer.address.iter().map(|line| line.get(Lang::En)).collect();
        assert_eq!((invoice.buyer.name.as_str(), &lines[..]), ("Contoso Holding B.V.", &["Kade 1", "3011 AA Rotterdam", "Netherlands"][..]));
        assert_eq!(invoice.buyer.address[2].get(Lang::Nl), "Nederland");
        assert_eq!(invoice.buyer.vat_number.as_deref(), Some("NL004495445B01"));
        let [tax] = &invoice.taxes[..] else { panic!("{invoice:?}") };
        assert_eq!((tax.rate, tax.on, invoice.lines[0].tax_rate), (2_100, invoice.net, Some(2_100)));
        assert_eq!(invoice.net.minor + tax.amount.minor, invoice.total.minor);
        assert_eq!(stage.texts_to("invoices@contoso.example").len(), 1, "it goes to the address for invoices, which is no user's");

        // Another address begins with the next invoice, and a mail that waits for the one before is not sent to it.
        let other = BillingDetails { business: "Fabrikam B.V.".to_owned(), email: None, ..details };
        stage.app.set_billing(member, &other, OPERATOR).await.unwrap();
        let kept = stage.app.find_invoice(&note.number).await.unwrap();
        assert_eq!(kept, note, "what was frozen stays");
        let second = renewed(&stage, "S2", "2019-09-10").await;
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        assert_eq!(stage.app.find_invoice(&second.to_string()).await.unwrap().invoice.buyer.name, "Fabrikam B.V.");
        assert_eq!(stage.texts_to("invoices@contoso.example").len(), 1);
    }

    async fn an_order_that_is_paid_in_parts_gets_one_invoice_when_it_is_whole(engine) {
        let stage = contoso(engine).await;
        stage.run("2019-09-10").await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap();
        let whole: Money = format!("{} {}", order.amount, order.currency).parse().unwrap();
        let part = Money { minor: 10_000, ..whole };
        let rest = Money { minor: whole.minor - 9_000, ..whole };
        stage.app.record_payment(order.id, day("2019-09-10"), Some(part), Request::by(OPERATOR)).await.unwrap();
        assert_eq!(stage.app.make_invoices().await.unwrap(), 0);
        stage.run("2019-09-11").await;
        let card = Request { method: "card", ..Request::by(OPERATOR) };
        stage.app.record_payment(order.id, day("2019-09-11"), Some(rest), card).await.unwrap();
        assert_eq!(stage.app.make_invoices().await.unwrap(), 1);
        let note = stage.app.find_invoice("2019-000001").await.unwrap();
        assert_eq!((note.total, note.invoice.paid.on), (whole, day("2019-09-11")), "what is too much is not on it");
        assert_eq!(note.invoice.paid.by, None, "it came in two ways");
    }

    async fn each_year_begins_with_one(engine) {
        let stage = several(engine, 2).await;
        renewed(&stage, "S1", "2019-09-10").await;
        stage.app.make_invoices().await.unwrap();
        renewed(&stage, "S2", "2019-09-10").await;
        stage.run("2020-01-02").await;
        stage.app.make_invoices().await.unwrap();
        assert_eq!(numbers(&stage.app).await, ["2019-000001", "2020-000001"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_section_none_are_made_and_what_was_paid_before_its_first_day_is_left_alone() {
    let (before, section) = shipped_mpn().split_once("[invoices]\n").expect("the shipped programme sends invoices");
    let (_, after) = section.split_once("\n[").expect("it is not the last section");
    let without = format!("{before}[{after}");
    let from = |day: &str| format!("{before}[invoices]\nfrom = {day}\n{section}");
    for (source, made) in [(without, 0), (from("2019-09-11"), 0), (from("2019-09-10"), 1)] {
        let stage = Stage::of(jubilee_testkit::Engine::Sqlite, &source, Some(day("2019-08-01")), true, Time::still(NOON)).await;
        let users = "M1,anna@contoso.example,Anna,global-admin,nl\n";
        stage.import("M1,Contoso B.V.,NL,nl,current\n", users, "S1,M1,action-pack,2018-09-01,,\n").await.unwrap();
        stage.run("2019-09-10").await;
        renewed(&stage, "S1", "2019-09-10").await;
        assert_eq!(stage.app.make_invoices().await.unwrap(), made);
    }
}
