//! What staff do with bank statements: bring one in, see what waits, and say what it is.

use axum::http::Method;
use jubilee_app::Request;
use jubilee_core::Actor;

use crate::stage::{HOST, Stage, on_both_engines};

const HEADER: &str = "account,booked_on,value_on,amount,currency,name,counterparty,reference,text\n";

fn row(amount: &str, name: &str, text: &str) -> String {
    format!("NL91ABNA0417164300,2019-09-10,2019-09-10,{amount},EUR,{name},NL20INGB0001234567,,{text}\n")
}

on_both_engines! {
    async fn a_statement_is_brought_in_and_what_waits_is_dealt_with(engine) {
        let stage = Stage::new(engine).await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        let mut tom = stage.signed_in("tom@programme.example").await;
        assert!(tom.get("/staff/bank").await.says("No money waits."));
        assert!(!tom.get("/staff/members").await.body.contains("href=\"/staff/bank\">Look"));
        let rows = format!("{HEADER}{}{}", row("425.00", "Contoso", "<b>thank you</b>"), row("9.00", "Coffee", ""));
        let plain = [("form", "plain"), ("do", "check")];
        let tried = tom.upload("/staff/bank", &plain, ("..\\..\\odd\u{202e} name.csv", &rows)).await;
        assert!(tried.status == 200 && tried.says("Nothing was imported. Of this file 0 would be recorded and 2 would wait"), "{}", tried.text());
        assert!(tom.get("/staff/bank").await.says("No money waits."));
        let import = [("form", "plain"), ("do", "import")];
        let done = tom.upload("/staff/bank", &import, ("september.csv", &rows)).await;
        assert!(done.says("0 recorded, 2 waiting, 0 imported before.") && done.says("It names no order."), "{}", done.text());
        assert!(done.says(&format!("It may be for order {}.", order.order)) && !done.body.contains("<b>thank"), "{}", done.text());
        assert!(tom.upload("/staff/bank", &import, ("september.csv", &rows)).await.says("0 recorded, 0 waiting, 2 imported before."));
        let first = tom.get("/staff/members").await;
        assert!(first.says("2 payments on the bank statements wait, the oldest with value date 10 September 2019."), "{}", first.text());

        let waiting = stage.app.bank_waiting(10).await.unwrap();
        let (money, coffee) = (format!("/staff/bank/{}", waiting[0].entry), format!("/staff/bank/{}", waiting[1].entry));
        assert_eq!(tom.post(&money, &[("do", "assign"), ("order", "77-1")]).await.status, 422);
        let asked = tom.post(&money, &[("do", "assign"), ("order", &order.order)]).await;
        assert!(asked.status == 200 && asked.says(&format!("Recording it for order {} of Contoso", order.order)), "{}", asked.text());
        assert_eq!(stage.app.bank_queue().await.unwrap().count, 2, "asking changes nothing");
        let confirmed = tom.post(&money, &[("do", "assign"), ("order", &order.order), ("confirmed", "yes")]).await;
        assert_eq!(confirmed.location(), "/staff/bank");
        let again = tom.post(&money, &[("do", "assign"), ("order", &order.order), ("confirmed", "yes")]).await;
        assert!(again.status == 409 && again.says("Recorded by staff as the payment of order"), "{}", again.text());
        let without = tom.post(&coffee, &[("do", "dismiss"), ("what", "not-ours"), ("reason", " ")]).await;
        assert!(without.status == 422 && without.says("Say why."));
        assert_eq!(tom.post(&coffee, &[("do", "dismiss"), ("what", "returned"), ("reason", "sent back")]).await.location(), "/staff/bank");
        let list = tom.get("/staff/bank").await;
        assert!(list.says("No money waits.") && list.says("Sent back: sent back"), "{}", list.text());
    }

    async fn what_is_broken_too_large_or_not_ones_own_to_send_is_refused(engine) {
        let stage = Stage::new(engine).await;
        let mut tom = stage.signed_in("tom@programme.example").await;
        tom.get("/staff/bank").await;
        let camt = [("form", "camt"), ("do", "import")];
        let broken = tom.upload("/staff/bank", &camt, ("a.xml", "<Document><BkToCstmrStmt><Stmt>")).await;
        assert!(broken.status == 422 && broken.says("1: the file ends inside 'Stmt'; it is not whole"), "{}", broken.text());
        let bomb = tom.upload("/staff/bank", &camt, ("a.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><Document/>")).await;
        assert!(bomb.status == 422 && bomb.says("a document type (DOCTYPE) is not allowed"));
        assert!(tom.upload("/staff/bank", &camt, ("a.csv", "a,b")).await.says("This is not CAMT.053."));
        assert!(tom.upload("/staff/bank", &camt, ("", "")).await.says("Choose a file."));
        assert_eq!(tom.upload("/staff/bank", &[("form", "none"), ("do", "import")], ("a.csv", "a")).await.status, 400);
        assert_eq!(tom.upload("/staff/bank", &[("form", "camt"), ("role", "x")], ("a.csv", "a")).await.status, 400);
        // A hundred megabytes are refused by their announcement, and what says nothing is refused when it has become too much.
        let origin = format!("https://{HOST}");
        let kind = "multipart/form-data; boundary=edge";
        let huge = [("origin", origin.as_str()), ("content-type", kind), ("content-length", "104857600")];
        assert_eq!(tom.send(Method::POST, "/staff/bank", "--edge".to_owned(), &huge).await.status, 413);
        let unannounced = [("origin", origin.as_str()), ("content-type", kind)];
        assert_eq!(tom.send(Method::POST, "/staff/bank", "a".repeat(17 << 20), &unannounced).await.status, 413);
        // Other pages take no more than a form, with or without a file.
        assert_eq!(tom.send(Method::POST, "/staff/payments/1", "a".repeat(70_000), &unannounced).await.status, 413);

        let row = format!("{HEADER}{}", row("9.00", "Coffee", ""));
        let plain = [("form", "plain"), ("do", "import")];
        assert_eq!(stage.browser().upload("/staff/bank", &plain, ("a.csv", &row)).await.status, 401);
        for (email, status) in [("anna@contoso.example", 403), ("vic@programme.example", 403)] {
            assert_eq!(stage.signed_in(email).await.upload("/staff/bank", &plain, ("a.csv", &row)).await.status, status, "{email}");
        }
        let mut stranger = stage.signed_in("tom@programme.example").await;
        "forged".clone_into(&mut stranger.csrf);
        assert_eq!(stranger.upload("/staff/bank", &plain, ("a.csv", &row)).await.status, 403);
        assert_eq!(stage.app.bank_entries(None, 10).await.unwrap(), []);
    }
}
