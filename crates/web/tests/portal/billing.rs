//! Billing details: kept by the member's people and by staff, wrong ones told field by field, an exemption by managers alone.

use jubilee_app::Request;
use jubilee_core::Actor;

use crate::stage::{MARKER, Scene, Stage, on_both_engines};

/// Contoso as it is before anybody has given its billing details.
async fn bare(engine: jubilee_testkit::Engine) -> Stage {
    Stage::of(engine, &Scene { billing: "", ..Scene::usual() }).await
}

const GOOD: [(&str, &str); 5] = [
    ("business", "Contoso Nederland B.V."),
    ("address", "t.a.v. crediteuren\r\n\r\n Kade 1 \r\n3011 AA Rotterdam"),
    ("country", "nl"),
    ("vat_number", "nl 0044.95.445.b01"),
    ("email", "Invoices@Contoso.example"),
];

on_both_engines! {
    async fn a_member_keeps_its_billing_details_and_is_told_what_is_wrong_field_by_field(engine) {
        let stage = bare(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        assert!(anna.get("/orders").await.body.contains("href=\"/billing\""));
        let page = anna.get("/billing").await;
        assert!(page.says("VAT at 21% is charged: the rate of the country of the business (Netherlands)."), "{}", page.text());
        assert!(page.says("With a VAT number of that country in the billing details, no VAT is charged (reverse charge)."));
        assert!(page.body.contains("<option value=\"\" selected>Netherlands, as registered</option>") && !page.says("Exemption from tax"), "{}", page.text());
        let member = stage.app.find_member("M1").await.unwrap();
        let entries = stage.app.ledger_of(member).await.unwrap().len();

        let long = "n".repeat(101);
        let wrong =
            [("business", MARKER), ("address", long.as_str()), ("country", "Nederland"), ("vat_number", "NL004495446B01"), ("email", "nowhere")];
        let answer = anna.post("/billing", &wrong).await;
        assert_eq!(answer.status, 422);
        for words in ["An address has at most 6 lines", "Choose a country from the list.", "The check digits do not fit", "This is not an e-mail address."] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert!(answer.body.contains("value=\"nowhere\"") && answer.body.contains(&long), "what was typed is still there");
        assert!(!answer.body.contains(MARKER));
        for (number, words) in [
            ("12345", "begins with the letters of its country"),
            ("NL12345", "have another form"),
            ("BE0411905847", "of another country (Belgium) than the business (Netherlands)"),
        ] {
            let answer = anna.post("/billing", &[("vat_number", number)]).await;
            assert!(answer.status == 422 && answer.says(words), "{words}: {}", answer.text());
        }
        assert_eq!(anna.post("/billing", &[("do", "exempt"), ("reason", "mine")]).await.status, 400);
        let report = stage.app.billing(member).await.unwrap();
        assert!(report.vat_number.is_none() && report.address.is_empty() && report.exempt_because.is_none());
        assert_eq!(stage.app.ledger_of(member).await.unwrap().len(), entries, "nothing was kept");

        let answer = anna.post("/billing", &GOOD).await;
        let page = anna.follow(&answer).await;
        assert!(page.says("Saved.") && page.says("with its VAT number the business accounts for it itself (reverse charge, Netherlands)"), "{}", page.text());
        for kept in ["value=\"Contoso Nederland B.V.\"", "t.a.v. crediteuren\nKade 1\n3011 AA Rotterdam</textarea>", "<option value=\"NL\" selected>Netherlands</option>",
            "value=\"NL004495445B01\"", "value=\"invoices@contoso.example\""] {
            assert!(page.body.contains(kept), "{kept}: {}", page.body);
        }
        assert_eq!(stage.app.ledger_of(member).await.unwrap().len(), entries + 1);
        // Left empty again, everything is the member's own.
        anna.post("/billing", &[]).await;
        let report = stage.app.billing(member).await.unwrap();
        assert!(!report.has_own_business && !report.has_own_country && report.vat_number.is_none() && report.email.is_none());
        assert_eq!(report.country, "NL");
        // The billing admin keeps them too; in Dutch.
        let mut bill = stage.signed_in("bill@contoso.example").await;
        assert!(bill.get("/billing").await.says("Btw-nummer"));
    }

    async fn what_a_change_means_for_orders_that_wait_is_said(engine) {
        let stage = bare(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        assert!(!anna.get("/billing").await.says("waits for its payment"));
        let pack = stage.app.find_subscription("S1").await.unwrap();
        let renew = anna.get(&stage.renew_path("S1").await).await;
        for words in ["Fee of a year EUR 425.00", "VAT 21% (Netherlands) EUR 89.25", "To be paid EUR 514.25", "the country of the business", "Billing details"] {
            assert!(renew.says(words), "{words}: {}", renew.text());
        }
        assert!(anna.get("/offers").await.says("EUR 514.25 (VAT included) due by"));
        let order = stage.app.order_renewal(pack, Request::by(Actor::Operator)).await.unwrap().id;
        let path = format!("/orders/{}", order.number());
        anna.post("/billing", &GOOD).await;
        let page = anna.get(&path).await;
        assert!(page.says("To be paid EUR 514.25") && page.body.contains("href=\"/billing\""), "{}", page.text());
        let page = anna.get("/billing").await;
        assert!(page.says("This order waits for its payment. It keeps the amount and the tax"), "{}", page.text());
        assert!(page.body.contains(&format!("href=\"/orders/{}\"", order.number())));
        let gold = stage.app.find_subscription("S2").await.unwrap();
        stage.app.order_renewal(gold, Request::by(Actor::Operator)).await.unwrap();
        assert!(anna.get("/billing").await.says("These orders wait for their payment."));
        // Paid, cancelled and expired orders do not wait.
        stage.app.cancel_order(order, Actor::Operator).await.unwrap();
        assert!(anna.get("/billing").await.says("This order waits for its payment."));
    }

    async fn managers_exempt_a_member_with_a_reason_that_it_does_not_see(engine) {
        let stage = bare(engine).await;
        let member = stage.app.find_member("M1").await.unwrap();
        let path = format!("/staff/members/{member}/billing");
        let mut tom = stage.signed_in("tom@programme.example").await;
        assert!(tom.get(&format!("/staff/members/{member}")).await.body.contains(&path));
        let page = tom.get(&path).await;
        assert!(page.says("The member is not exempt. Managers decide about an exemption."), "{}", page.text());
        assert_eq!(tom.post(&path, &[("do", "exempt"), ("reason", "A library")]).await.status, 403);
        let answer = tom.post(&path, &GOOD).await;
        assert!(tom.follow(&answer).await.says("Saved."));

        let mut mia = stage.signed_in("mia@programme.example").await;
        for reason in ["", " ", "n\u{1}n", &"n".repeat(501)] {
            let answer = mia.post(&path, &[("do", "exempt"), ("reason", reason)]).await;
            assert!(answer.status == 422 && answer.says("Say why, in at most 500 characters."), "{}", answer.text());
        }
        let answer = mia.post(&path, &[("do", "exempt"), ("reason", "A library, letter 7")]).await;
        let page = mia.follow(&answer).await;
        assert!(page.says("staff established that the business is exempt from it"), "{}", page.text());
        assert!(page.says("The member is exempt from tax.") && page.says("The member is exempt: A library, letter 7"), "{}", page.text());
        assert!(stage.app.member_file(member).await.unwrap().member.billing.is_exempt);
        // The details stay, and a change of them leaves the exemption.
        assert!(page.body.contains("value=\"NL004495445B01\""));
        tom.post(&path, &GOOD[..1]).await;
        assert_eq!(stage.app.billing(member).await.unwrap().exempt_because.as_deref(), Some("A library, letter 7"));
        let mut anna = stage.signed_in("anna@contoso.example").await;
        assert!(!anna.get("/billing").await.says("letter 7"));
        let mut vic = stage.signed_in("vic@programme.example").await;
        let page = vic.get(&path).await;
        assert!(page.says("does not change them") && !page.body.contains("<textarea"), "{}", page.text());
        assert_eq!(vic.post(&path, &GOOD).await.status, 403);

        let answer = mia.post(&path, &[("do", "end-exemption")]).await;
        assert!(mia.follow(&answer).await.says("The member is not exempt."));
        assert!(!stage.app.member_file(member).await.unwrap().member.billing.is_exempt);
    }
}
