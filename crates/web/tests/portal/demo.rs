//! The demo: its clock, its two pairs of eyes, its mailbox.

use crate::stage::{Stage, day, on_both_engines};

on_both_engines! {
    async fn the_clock_lives_every_day_and_each_mail_falls_on_its_own(engine) {
        let stage = Stage::new(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let answer = anna.get("/orders").await;
        assert!(answer.says("Tuesday 10 September 2019"), "{}", answer.text());
        let answer = anna.post("/demo/clock", &[("step", "day"), ("back", "/orders")]).await;
        assert_eq!((answer.status, answer.location()), (303, "/orders"));
        assert!(anna.follow(&answer).await.says("Wednesday 11 September 2019"));
        // The next thing that happens to Contoso is the second reminder of its Action Pack, on 24 September.
        let answer = anna.post("/demo/clock", &[("step", "event"), ("back", "https://evil.example/")]).await;
        assert_eq!(answer.location(), "/", "back leads nowhere else");
        assert_eq!(stage.app.today().await.unwrap(), day("2019-09-24"));
        anna.post("/demo/clock", &[("step", "week"), ("back", "/offers")]).await;
        assert_eq!(stage.app.today().await.unwrap(), day("2019-10-01"));
        let mails = stage.app.mails(None, 50).await.unwrap();
        let to_anna = mails.iter().filter(|mail| mail.recipient.starts_with("anna@"));
        let days: Vec<String> = to_anna.map(|mail| mail.on.to_string()).collect();
        assert_eq!(days[..2], ["2019-09-28", "2019-09-24"], "each reminder on its own day: {days:?}");
        let runs = stage.app.runs(None, 50).await.unwrap();
        assert!(runs.len() >= 21, "every day has its run: {}", runs.len());
        assert_eq!(anna.post("/demo/clock", &[("step", "year")]).await.status, 400);
    }

    async fn the_visitor_changes_eyes_and_reads_the_mailbox(engine) {
        let stage = Stage::new(engine).await;
        let mut visitor = stage.browser();
        let answer = visitor.get("/sign-in").await;
        assert!(answer.body.contains("/demo/view") && !answer.body.contains("/demo/clock"));
        let answer = visitor.post("/demo/view", &[("as", "member")]).await;
        assert!(visitor.follow(&answer).await.says("Renew Action Pack"), "the member's first screen");
        let member = visitor.cookies["session"].clone();
        visitor.get("/offers").await;
        let answer = visitor.post("/demo/view", &[("as", "staff")]).await;
        assert_eq!(visitor.follow(&answer).await.location(), "/staff/members");
        assert!(!stage.is_signed_in(&member).await, "the session before has ended");

        // Somebody who is not signed in reads the code in the mailbox.
        let mut anna = stage.browser();
        anna.post("/sign-in", &[("email", "anna@contoso.example")]).await;
        let (code, _) = stage.mailed("anna@contoso.example").await;
        let answer = anna.get("/demo/mailbox").await;
        let (_, rest) = answer.body.split_once("href=\"/demo/mailbox/").unwrap();
        let mail = format!("/demo/mailbox/{}", rest.split('"').next().unwrap());
        let answer = anna.get(&mail).await;
        assert!(answer.says(&code) && answer.body.contains("<iframe"), "{}", answer.text());
        let answer = anna.get(&format!("{mail}/body")).await;
        assert!(answer.says(&code) && answer.body.contains("<base target=\"_top\">"));
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("sandbox allow-top-navigation-by-user-activation") && !policy.contains("script-src"), "{policy}");
        assert_eq!(anna.get("/demo/mailbox/9999").await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outside_a_demo_there_is_none_of_it() {
    let stage = Stage::new(jubilee_testkit::Engine::Sqlite).await;
    let bare = stage.served_with(jubilee_web::Options::default());
    let mut anna = bare.signed_in("anna@contoso.example").await;
    assert!(!anna.get("/offers").await.body.contains("/demo/"));
    for path in ["/demo/mailbox", "/demo/mailbox/1", "/demo/mailbox/1/body"] {
        assert_eq!(anna.get(path).await.status, 404, "{path}");
    }
    assert_eq!(anna.post("/demo/clock", &[("step", "day")]).await.status, 404);
    assert_eq!(anna.post("/demo/view", &[("as", "staff")]).await.status, 404);
}
