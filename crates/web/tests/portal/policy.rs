//! What staff see of the programme itself: its reliefs, what one changes for whom, its versions.

use jubilee_core::Actor;
use jubilee_programme::Source;
use jubilee_testkit::Engine;

use crate::stage::{Scene, Stage, day, on_both_engines};

on_both_engines! {
    async fn a_relief_is_told_and_its_effect_shown_for_each_subscription(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let mut vic = stage.signed_in("vic@programme.example").await;
        let answer = vic.get("/staff/reliefs").await;
        for words in [
            "COVID-19 extension In force since 13 August 2020",
            "Silver competency and Gold competency",
            "1 July 2020 to 31 December 2020",
            "What lapsed with an anniversary from 1 January 2020 to 31 December 2020 can be reactivated by a payment until 31 December 2020.",
        ] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert!(!answer.body.contains("/staff/reliefs/covid-19"), "who only sees is not led to where it must not be");
        assert!(vic.get("/staff/reliefs?lang=nl").await.says("Van kracht sinds 13 augustus 2020"));
        let mut mia = stage.signed_in("mia@programme.example").await;
        assert!(mia.get("/staff/reliefs").await.body.contains("href=\"/staff/reliefs/covid-19\""));
        let answer = mia.get("/staff/reliefs/covid-19").await;
        for words in ["Contoso Gold competency: Cloud Platform and Security (S1)", "Requirements waived", "Reactivation until 31 December 2020; the next anniversary is then 5 July 2021",
            "Account still to be moved", "EUR 4,220.00", "8 Oct 2020: Reminder 2 with the relief’s own words"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert!(!answer.says("Northwind"), "nothing differs for a window in April");
        let member = format!("/staff/members/{}", stage.app.find_member("M1").await.unwrap());
        assert!(answer.body.contains(&member));
        let beyond = mia.get("/staff/reliefs/covid-19?after=9000").await;
        assert!(beyond.status == 200 && beyond.says("The list ends before this page.") && beyond.body.contains("href=\"/staff/reliefs/covid-19\""));
        for odd in ["0", "-1", "x", "99999999999999999999"] {
            assert_eq!(mia.get(&format!("/staff/reliefs/covid-19?after={odd}")).await.status, 200, "{odd}");
        }
        assert_eq!(mia.get("/staff/reliefs/flood").await.status, 404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_announced_yet_says_so_and_can_be_looked_at_all_the_same() {
    let stage = Stage::new(Engine::Sqlite).await;
    let mut mia = stage.signed_in("mia@programme.example").await;
    assert!(mia.get("/staff/reliefs").await.says("To be announced on 13 August 2020"));
    assert!(mia.get("/staff/reliefs/covid-19").await.says("Compared for 13 August 2020."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn versions_are_listed_with_what_differs_in_words() {
    let stage = Stage::new(Engine::Sqlite).await;
    let mut vic = stage.signed_in("vic@programme.example").await;
    let answer = vic.get("/staff/programme").await;
    assert!(answer.says("Version 1 In force") && !answer.says("Version 2"), "{}", answer.text());
    let text = jubilee_programme::shipped_mpn().replace("425.00 EUR", "431.00 EUR");
    let source = Source::new("/srv/secret/programme.toml", text.as_str());
    let examined = stage.app.examine(&source, Some(day("2020-01-01"))).await.unwrap();
    stage.app.publish(&examined, Actor::Operator, &|_, _| {}).await.unwrap();
    let answer = vic.get("/staff/programme").await;
    for words in
        ["Version 2 From 1 January 2020", "What differs from version 1", "431.00 EUR", "Command line", "Version 1 In force"]
    {
        assert!(answer.says(words), "{words}: {}", answer.text());
    }
    assert!(!answer.says("/srv"), "folders are the operator's own business");
    stage.app.run(Some(day("2020-01-01")), true, &|_, _| {}).await.unwrap();
    let answer = vic.get("/staff/programme?lang=nl").await;
    assert!(answer.says("Versie 2 Van kracht") && answer.says("Versie 1 Opgevolgd"), "{}", answer.text());
}
