//! Proofs of payment: sent in by a member, looked at and answered by staff, and nobody else's to see.

use axum::http::Method;
use jubilee_app::Request;
use jubilee_core::Actor;

use crate::stage::{HOST, Stage, on_both_engines};

const PDF: &str = "%PDF-1.7 <script>alert(1)</script>";

/// The stage with an open order of Contoso: the path of its page, and of its page for staff.
async fn ordered(engine: jubilee_testkit::Engine) -> (Stage, String, String) {
    let stage = Stage::new(engine).await;
    let subscription = stage.app.find_subscription("S1").await.unwrap();
    let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap().id.number();
    (stage, format!("/orders/{order}"), format!("/staff/payments/{order}"))
}

on_both_engines! {
    async fn a_proof_is_sent_in_looked_at_and_accepted(engine) {
        let (stage, order, desk) = ordered(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let form = format!("{order}/proof");
        assert!(anna.get(&order).await.says("Send in a proof of payment"));
        assert!(anna.get(&form).await.says("Proof of payment for order"));
        let stated = [("value_on", "2019-09-11"), ("account", "NL20INGB0001234567"), ("reference", "<b>RF</b>")];
        for (file, said) in [
            (("a.pdf", "<html>"), "neither a PDF nor a PNG nor a JPEG"),
            (("", ""), "Choose a file."),
        ] {
            let refused = anna.upload(&form, &stated, file).await;
            assert!(refused.status == 422 && refused.says(said) && refused.body.contains("NL20INGB0001234567"), "{}", refused.text());
        }
        let undated = anna.upload(&form, &[("value_on", "soon"), ("account", ""), ("reference", "")], ("a.pdf", PDF)).await;
        assert_eq!(undated.status, 422);
        let ahead = anna.upload(&form, &[("value_on", "2019-12-01"), ("account", ""), ("reference", "")], ("a.pdf", PDF)).await;
        assert!(ahead.status == 409 && ahead.says("1 December 2019 lies ahead"), "{}", ahead.text());
        let sent = anna.upload(&form, &stated, ("..\\..\\x\u{202e}y<script>.exe", PDF)).await;
        assert_eq!(sent.location(), format!("{order}?proof=1"));
        let shown = anna.get(&format!("{order}?proof=1")).await;
        assert!(shown.says("Your payment is on its way") && shown.says("We wait for the money until 8 October 2019."), "{}", shown.text());
        assert!(shown.says("Being checked") && shown.body.contains("xyscript.pdf"), "{}", shown.body);
        assert!(!anna.get("/").await.says("Pay order"), "what is on its way is not asked for once more");
        let offers = anna.get("/offers").await;
        assert!(offers.says("Your payment is on its way.") && !offers.says("to be paid by"), "{}", offers.text());
        assert!(!offers.body.contains(&format!("class=\"button\" href=\"{order}\"")), "{}", offers.body);

        let mut tom = stage.signed_in("tom@programme.example").await;
        let list = tom.get("/staff/payments").await;
        assert!(list.says("Proofs of payment") && list.body.contains(&format!("{desk}/proofs/1")), "{}", list.text());
        assert!(tom.get(&desk).await.body.contains(&format!("{desk}/proofs/1")));
        let page = tom.get(&format!("{desk}/proofs/1")).await;
        assert!(page.says("NL20INGB0001234567") && !page.body.contains("<b>RF"), "{}", page.body);
        let accept = [("do", "accept"), ("value_on", "2019-09-10"), ("amount", "425.00")];
        let asked = tom.post(&format!("{desk}/proofs/1"), &accept).await;
        assert!(asked.status == 200 && asked.says("The payment counts on 10 September 2019"), "{}", asked.text());
        assert_eq!(stage.app.waiting_proofs(9).await.unwrap().len(), 1, "asking changes nothing");
        let confirmed = tom.post(&format!("{desk}/proofs/1"), &[&accept[..], &[("confirmed", "yes")]].concat()).await;
        assert!(confirmed.location().starts_with("/staff/payments?recorded="));
        assert!(tom.get(&format!("{desk}/proofs/1")).await.says("Accepted"));
        assert_eq!(stage.app.waiting_proofs(9).await.unwrap(), []);
        let over = anna.get(&form).await;
        assert!(over.says("has already been paid") && !over.body.contains("type=\"file\""), "{}", over.text());
    }

    async fn a_rejected_proof_says_why_and_the_file_is_its_members_and_staffs_alone(engine) {
        let (stage, order, desk) = ordered(engine).await;
        let mut bill = stage.signed_in("bill@contoso.example").await;
        let stated = [("value_on", "2019-09-10"), ("account", ""), ("reference", "")];
        bill.get(&order).await;
        assert_eq!(bill.upload(&format!("{order}/proof"), &stated, ("a.pdf", PDF)).await.status, 303);
        let file = format!("{order}/proof/1");
        for (path, browser) in [(&file, &mut bill), (&format!("{desk}/proofs/1/file"), &mut stage.signed_in("vic@programme.example").await)] {
            let got = browser.get(path).await;
            assert_eq!((got.status, got.body.as_str()), (200, PDF));
            let header = |name: &str| got.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
            assert_eq!(header("content-type"), "application/pdf");
            assert!(header("content-disposition").starts_with("attachment; filename=\"proof-"), "{:?}", got.headers);
            assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
            assert_eq!((header("x-content-type-options").as_str(), header("cache-control").as_str()), ("nosniff", "no-store"));
        }
        for (email, status) in [("frank@fabrikam.example", 404), ("vera@contoso.example", 403)] {
            assert_eq!(stage.signed_in(email).await.get(&file).await.status, status, "{email}");
        }
        assert_eq!(stage.browser().get(&file).await.status, 303);
        assert_eq!(bill.get(&format!("{desk}/proofs/1/file")).await.status, 403);

        let mut vic = stage.signed_in("vic@programme.example").await;
        let reject = [("do", "reject"), ("reason", "It is for <somebody> else.")];
        vic.get(&desk).await;
        assert_eq!(vic.post(&format!("{desk}/proofs/1"), &reject).await.status, 403);
        let mut tom = stage.signed_in("tom@programme.example").await;
        tom.get(&desk).await;
        let without = tom.post(&format!("{desk}/proofs/1"), &[("do", "reject"), ("reason", " ")]).await;
        assert!(without.status == 422 && without.says("Say why"), "{}", without.text());
        assert_eq!(tom.post(&format!("{desk}/proofs/1"), &reject).await.location(), format!("{desk}/proofs/1"));
        let again = tom.post(&format!("{desk}/proofs/1"), &reject).await;
        assert!(again.status == 409 && again.says("was settled on"), "{}", again.text());
        let shown = bill.get(&order).await;
        assert!(shown.says("Afgewezen") && shown.says("De reden: It is for ") && !shown.body.contains("<somebody>"), "{}", shown.text());
        assert!(!shown.says("Uw betaling is onderweg"));
    }

    async fn what_is_too_large_is_refused_before_it_is_read(engine) {
        let (stage, order, _) = ordered(engine).await;
        let form = format!("{order}/proof");
        let mut anna = stage.signed_in("anna@contoso.example").await;
        anna.get(&order).await;
        let origin = format!("https://{HOST}");
        let kind = "multipart/form-data; boundary=edge";
        let huge = [("origin", origin.as_str()), ("content-type", kind), ("content-length", "104857600")];
        assert_eq!(anna.send(Method::POST, &form, "--edge".to_owned(), &huge).await.status, 413);
        let unannounced = [("origin", origin.as_str()), ("content-type", kind)];
        assert_eq!(anna.send(Method::POST, &form, "a".repeat(6 << 20), &unannounced).await.status, 413);
        // The addresses around it take no file at all.
        for path in [&order, &format!("{form}/1"), &format!("{order}/cancel"), &"/orders/x/proof".to_owned()] {
            assert_eq!(anna.send(Method::POST, path, "a".repeat(70_000), &unannounced).await.status, 413, "{path}");
        }
        let stated = [("value_on", "2019-09-10"), ("account", ""), ("reference", "")];
        let just_too_large = format!("%PDF-{}", "a".repeat(5 * 1024 * 1024));
        let refused = anna.upload(&form, &stated, ("a.pdf", &just_too_large)).await;
        assert!(refused.status == 422 && refused.says("larger than 5 MB"), "{}", refused.text());
        assert_eq!(anna.upload(&form, &stated, ("a.pdf", &just_too_large[..5 * 1024 * 1024])).await.status, 303);
        for number in 2..=5 {
            assert_eq!(anna.upload(&form, &stated, ("a.pdf", &format!("{PDF}{number}"))).await.status, 303);
        }
        let enough = anna.upload(&form, &stated, ("a.pdf", &format!("{PDF}6"))).await;
        assert!(enough.status == 409 && enough.says("5 proofs of payment have been sent in"), "{}", enough.text());
        assert_eq!(stage.browser().upload(&form, &stated, ("a.pdf", PDF)).await.status, 401);
    }
}
