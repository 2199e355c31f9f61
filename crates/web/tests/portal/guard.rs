//! What the portal must never do: follow a stranger's link, show what is somebody else's, run what somebody typed, tell how it works
//! inside.

use axum::http::Method;
use jubilee_app::Request;
use jubilee_core::Actor;
use jubilee_testkit::Engine;

use crate::stage::{MARKER, Stage};

const ELSEWHERE: [&str; 8] = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/%0d%0aSet-Cookie:a=b\r\nx",
    "/sign-in?next=//evil.example",
    "evil.example",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_led_away_from_the_portal() {
    let stage = Stage::new(Engine::Sqlite).await;
    for place in ELSEWHERE {
        let mut anna = stage.browser();
        let query = crate::stage::encoded(&[("next", place)]);
        let answer = anna.get(&format!("/sign-in?{query}")).await;
        assert!(!answer.body.contains("name=\"next\""), "{place}: {}", answer.body);
        anna.post("/sign-in", &[("email", "frank@fabrikam.example"), ("next", place)]).await;
        let session = stage.app.begin_demo_session("frank@fabrikam.example").await.unwrap();
        let mut frank = stage.browser();
        frank.cookies.insert("session".to_owned(), session.token.as_str().to_owned());
        let answer = frank.get(&format!("/sign-in?{query}")).await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "{place}");
    }
    // Whatever the sign-in was asked with, it ends in the portal.
    let (_, link) = stage.mailed("frank@fabrikam.example").await;
    let mut frank = stage.browser();
    frank.get(&link).await;
    let answer = frank.post(&link, &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_strangers_order_cannot_be_told_from_none() {
    let stage = Stage::new(Engine::Sqlite).await;
    let subscription = stage.app.find_subscription("S1").await.unwrap();
    let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
    let mut frank = stage.signed_in("frank@fabrikam.example").await;
    let foreign = order.id.number().to_string();
    for missing in [(order.id.number() + 7).to_string(), "1".to_owned(), "x".to_owned(), "99999999999999999999".to_owned()] {
        for (before, after) in [("/orders/", ""), ("/orders/", "/payment-request"), ("/offers/", "/renew")] {
            let one = frank.get(&format!("{before}{foreign}{after}")).await;
            let other = frank.get(&format!("{before}{missing}{after}")).await;
            assert_eq!((one.status, other.status), (404, 404));
            let blank = |body: &str, id: &str| body.replace(&format!("{before}{id}{after}"), "");
            assert_eq!(blank(&one.body, &foreign), blank(&other.body, &missing), "{before}{missing}{after}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn known_and_unknown_addresses_are_answered_alike() {
    let stage = Stage::new(Engine::Sqlite).await;
    let mut answers = Vec::new();
    for email in ["anna@contoso.example", "none@contoso.example"] {
        let mut browser = stage.browser();
        let answer = browser.post("/sign-in", &[("email", email)]).await;
        let page = browser.follow(&answer).await;
        let wrong = browser.post("/sign-in/code", &[("code", "12")]).await;
        answers.push((answer.status, page.status, page.body.replace(email, ""), wrong.status, wrong.body.replace(email, "")));
        if email.starts_with("anna") {
            stage.mailed(email).await;
        }
    }
    // The number of mails on the demo's bar is the demo's own.
    let same = |body: &str| body.split("demo-mails").last().unwrap().split("</a>").nth(1).unwrap().to_owned();
    assert_eq!(same(&answers[0].2), same(&answers[1].2));
    assert_eq!((answers[0].0, answers[0].1, answers[0].3), (answers[1].0, answers[1].1, answers[1].3));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_people_typed_is_shown_and_never_runs() {
    let stage = Stage::new(Engine::Sqlite).await;
    let mut anna = stage.signed_in("anna@contoso.example").await;
    let answer = anna.post(&stage.renew_path("S1").await, &[("purchase_order", MARKER)]).await;
    let order = answer.location().split('?').next().unwrap().to_owned();
    let member = stage.app.find_member("M1").await.unwrap();
    let mail = stage.app.mails(None, 1).await.unwrap()[0].id;
    let mut sofie = stage.signed_in("sofie@programme.example").await;
    let mut shown = 0;
    for path in [
        "/staff/members".to_owned(),
        format!("/staff/members/{member}"),
        "/staff/payments".to_owned(),
        format!("/staff/members?q={}", "%3Cscript%3Ealert(1)%3C/script%3E"),
        format!("/staff/payments?q={}", "%3Cscript%3Ealert(1)%3C/script%3E"),
        "/staff/mail".to_owned(),
        "/staff/runs".to_owned(),
        "/demo/mailbox".to_owned(),
        format!("/demo/mailbox/{mail}"),
        format!("/demo/mailbox/{mail}/body"),
        "/nowhere/%3Cscript%3Ealert(1)%3C/script%3E?x=%22%3E%3Cscript%3Ealert(1)%3C/script%3E".to_owned(),
    ] {
        let answer = sofie.get(&path).await;
        assert!(!answer.body.contains(MARKER), "{path}");
        shown += usize::from(answer.body.contains("alert(1)"));
    }
    for path in ["/offers".to_owned(), "/orders".to_owned(), order.clone(), format!("{order}/payment-request")] {
        let answer = anna.get(&path).await;
        assert!(!answer.body.contains(MARKER), "{path}");
        shown += usize::from(answer.body.contains("alert(1)"));
    }
    assert!(shown >= 8, "the marker has to be on the pages for this to say anything: {shown}");
    let answer = stage.browser().post("/sign-in", &[("email", MARKER)]).await;
    assert!(answer.status == 422 && !answer.body.contains(MARKER) && answer.body.contains("alert(1)"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_has_its_headers() {
    let stage = Stage::new(Engine::Sqlite).await;
    let mut anna = stage.signed_in("anna@contoso.example").await;
    let stylesheet = jubilee_web::assets::stylesheet();
    for (path, cached) in [
        ("/offers", "no-store"),
        ("/sign-in", "no-store"),
        ("/nowhere", "no-store"),
        ("/healthz", "no-store"),
        (stylesheet.as_str(), "public, max-age=31536000, immutable"),
    ] {
        let answer = anna.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("cache-control"), cached, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
    }
    assert_eq!(anna.get("/assets/jubilee.css").await.status, 404, "a name without its hash");
    let lines = [("accept-encoding", "gzip")];
    let request = axum::http::Request::builder().uri("/sign-in").header(lines[0].0, lines[0].1);
    let response = tower::ServiceExt::oneshot(stage.router.clone(), request.body(axum::body::Body::empty()).unwrap()).await;
    assert_eq!(response.unwrap().headers()["content-encoding"], "gzip");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_much_and_too_strange_is_refused_in_plain_words() {
    let stage = Stage::new(Engine::Sqlite).await;
    let mut anna = stage.signed_in("anna@contoso.example").await;
    let origin = [("origin", "https://renewals.example")];
    let huge = format!("email={}", "a".repeat(70_000));
    let answer = anna.send(Method::POST, "/sign-in", huge, &origin).await;
    assert!([400, 413].contains(&answer.status), "{}", answer.status);
    let answer = anna.send(Method::POST, "/sign-in", "email=%ff".to_owned(), &origin).await;
    assert_eq!(answer.status, 400);
    let answer = anna.post("/sign-in", &[("email", "a@b.example"), ("role", "administrator")]).await;
    assert_eq!(answer.status, 400, "a field that the page does not have (S9)");
    for path in ["/nowhere", "/orders/0", "/offers/-1/renew", "/staff/members/9999999999999999999999", "/orders?new=%ff"] {
        let answer = anna.get(path).await;
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
        for word in ["SELECT", "sqlite", "crates/", "panicked", "Error {", ".rs:"] {
            assert!(!answer.body.contains(word), "{path} shows {word}");
        }
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        assert_eq!(anna.send(method, "/offers", String::new(), &origin).await.status, 405);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_https_cookies_are_bound_to_the_host() {
    let stage = Stage::new(Engine::Sqlite).await;
    let options = jubilee_web::Options { is_secure: true, ..jubilee_web::Options::default() };
    let secure = stage.served_with(options);
    let mut anna = secure.browser();
    let answer = anna.post("/sign-in", &[("email", "anna@contoso.example")]).await;
    assert!(answer.header("set-cookie").starts_with("__Host-email="), "{}", answer.header("set-cookie"));
    assert!(!answer.header("strict-transport-security").is_empty());
    let (_, link) = secure.mailed("anna@contoso.example").await;
    let answer = anna.post(&link, &[]).await;
    let session = answer.headers.get_all("set-cookie").iter().next().unwrap().to_str().unwrap();
    assert!(
        session.starts_with("__Host-session=") && session.ends_with("Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure")
    );
    assert!(anna.get("/offers").await.status == 200);
}
