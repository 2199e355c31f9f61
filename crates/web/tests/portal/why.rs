//! The page behind a status: what holds, how it came, what comes next, each with its rule and the line of the programme's file.

use jubilee_core::Actor;
use jubilee_programme::Source;
use jubilee_testkit::Engine;

use crate::stage::{Scene, Stage, day, on_both_engines};

on_both_engines! {
    async fn every_status_leads_to_its_story(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let path = stage.renew_path("S1").await.replace("/renew", "/why");
        let mut vera = stage.signed_in("vera@contoso.example").await;
        assert!(vera.get("/offers").await.body.contains(&path), "whoever sees the status can ask why");
        let answer = vera.get(&path).await;
        for words in ["Why: Gold competency: Cloud Platform and Security", "COVID-19 extension", "programme.toml, line", "What comes next", "16 October 2020"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert!(answer.body.contains("anniversary + 30 days"), "the line stands there as it is in the file");
        // Before the announcement nobody knew of it.
        let answer = vera.get(&format!("{path}?on=2020-08-12")).await;
        assert!(answer.says("As known on 12 August 2020") && !answer.says("COVID-19"), "{}", answer.text());
        let answer = vera.get(&format!("{path}?on=yesterday")).await;
        assert!(answer.status == 200 && answer.says("This is no date.") && answer.body.contains("value=\"yesterday\""));
        assert!(vera.get(&format!("{path}?lang=nl")).await.says("Wat er nog komt"));

        let mut vic = stage.signed_in("vic@programme.example").await;
        let member = format!("/staff/members/{}", stage.app.find_member("M1").await.unwrap());
        let staff = path.replace("/offers/", "/staff/subscriptions/");
        assert!(vic.get(&member).await.body.contains(&staff));
        let answer = vic.get(&staff).await;
        assert!(answer.says("COVID-19 extension") && answer.body.contains(&format!("href=\"{member}\"")), "{}", answer.text());
        assert_eq!(vic.get("/staff/subscriptions/99999999999/why").await.status, 404);
    }

    async fn a_day_before_everything_that_is_known_is_told_and_no_fault(engine) {
        let stage = Stage::new(engine).await;
        let why = stage.renew_path("S1").await.replace("/renew", "/why");
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let answer = anna.get(&format!("{why}?on=2010-01-01")).await;
        assert!(answer.status == 200 && answer.says("On 1 January 2010 nothing was known here yet."), "{}", answer.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_process_publishes_is_seen_by_the_next_request() {
    let stage = Stage::new(Engine::Sqlite).await;
    let mut anna = stage.signed_in("anna@contoso.example").await;
    let renew = stage.renew_path("S1").await;
    assert!(anna.get(&renew).await.says("EUR 425.00"));
    let name = "name = { en = \"Microsoft Partner Network\"";
    let text = jubilee_programme::shipped_mpn().replace(name, "name = { en = \"Tomorrow's Network\"");
    let source = Source::new("programme.toml", text.replace("425.00 EUR", "431.00 EUR").as_str());
    let examined = stage.app.examine(&source, Some(day("2019-09-10"))).await.unwrap();
    stage.app.publish(&examined, Actor::Operator, &|_, _| {}).await.unwrap();
    let answer = anna.get(&renew).await;
    assert!(answer.says("Tomorrow's Network") && !answer.says("Microsoft Partner Network"), "{}", answer.text());
    assert!(answer.says("EUR 425.00"), "a year that has begun keeps its fee: {}", answer.text());
    let mut max = stage.signed_in("max@both.example").await;
    let member = stage.app.find_member("M2").await.unwrap().to_string();
    max.cookies.insert("member".to_owned(), member);
    assert!(max.get("/offers/buy/action-pack").await.says("USD 475.00"));
}
