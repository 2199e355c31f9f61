//! Billing details: what is kept, what is refused, and what they change.

use jubilee_app::{AppError, BillingDetails, Request};
use jubilee_core::{Actor, Tax};
use jubilee_programme::shipped_mpn;

use crate::stage::{Stage, on_both_engines};

fn details(country: &str, vat_number: Option<&str>) -> BillingDetails {
    BillingDetails {
        business: "Contoso B.V.".to_owned(),
        address: vec!["Kade 1".to_owned(), " ".to_owned(), "3011 AA Rotterdam".to_owned()],
        country: Some(country.to_owned()),
        vat_number: vat_number.map(str::to_owned),
        email: Some("Invoices@Contoso.Example".to_owned()),
    }
}

on_both_engines! {
    async fn billing_details_are_kept_beside_the_ledger_and_decide_about_tax(engine) {
        let stage = Stage::contoso_of(engine, &shipped_mpn().replace("country = \"IE\"", "country = \"NL\""), "2019-08-01").await;
        let by = Actor::Operator;
        let member = stage.app.find_member("M1").await.unwrap();
        stage.app.set_billing(member, &details("NL", Some("nl 0044.95.445.b01")), by).await.unwrap();
        let report = stage.app.billing(member).await.unwrap();
        assert_eq!((report.vat_number.as_deref(), report.country.as_str()), (Some("NL004495445B01"), "NL"));
        assert_eq!(report.address, ["Kade 1", "3011 AA Rotterdam"]);
        assert_eq!((report.email.as_deref(), report.tax_rate.as_deref()), (Some("invoices@contoso.example"), Some("21")));
        stage.run("2019-09-10").await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(by)).await.unwrap();
        assert!(matches!(order.bill.unwrap().tax, Tax::Charged { .. }));

        // What is only about the company changes no entry; what decides about tax is one.
        let entries = stage.app.ledger_of(member).await.unwrap().len();
        let moved = BillingDetails { address: vec!["Kade 2".to_owned()], ..details("NL", Some("NL004495445B01")) };
        stage.app.set_billing(member, &moved, by).await.unwrap();
        assert_eq!(stage.app.ledger_of(member).await.unwrap().len(), entries);
        assert_eq!(stage.app.billing(member).await.unwrap().address, ["Kade 2"]);
        stage.app.set_exemption(member, Some("A library."), by).await.unwrap();
        let report = stage.app.billing(member).await.unwrap();
        assert_eq!((report.untaxed, report.exempt_because.as_deref()), (Some("exempt"), Some("A library.")));
        stage.app.set_exemption(member, None, by).await.unwrap();
        stage.app.set_billing(member, &details("BE", Some("BE0411905847")), by).await.unwrap();
        assert_eq!(stage.app.billing(member).await.unwrap().untaxed, Some("reverse-charge"));
        assert_eq!(stage.app.ledger_of(member).await.unwrap().len(), entries + 3);
        // The order that was made before keeps its tax.
        let again = stage.app.order_renewal(subscription, Request::by(by)).await.unwrap();
        assert!(again.is_repeated && matches!(again.bill.unwrap().tax, Tax::Charged { .. }));
    }

    async fn what_cannot_be_is_refused_and_nothing_is_kept(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        let member = stage.app.find_member("M1").await.unwrap();
        for (wrong, says) in [
            (details("NL", Some("NL004495446B01")), "check digits"),
            (details("NL", Some("NL4495445")), "form"),
            (details("NL", Some("BE0411905847")), "one of BE, and the business is in NL"),
            (details("XX", None), "code of two letters"),
            (BillingDetails { email: Some("nowhere".to_owned()), ..details("NL", None) }, "e-mail"),
            (BillingDetails { address: vec!["line".to_owned(); 7], ..details("NL", None) }, "6 lines"),
        ] {
            let refused = stage.app.set_billing(member, &wrong, Actor::Operator).await.unwrap_err();
            assert!(matches!(&refused, AppError::Usage(words) if words.contains(says)), "{refused}");
        }
        assert!(stage.app.set_exemption(member, Some(" "), Actor::Operator).await.is_err(), "without a reason");
        let report = stage.app.billing(member).await.unwrap();
        assert!(report.vat_number.is_none() && report.address.is_empty() && report.tax_rate.as_deref() == Some("21"));
    }
}
