//! What the programme's relief of 2020 and its requirements mean for a member, from the first screen to the payment.

use jubilee_app::Request;
use jubilee_core::{Actor, OrderId};

use crate::stage::{Scene, Stage, day, on_both_engines};

/// Records that an order was paid.
async fn pay(stage: &Stage, order: &str, value_on: &str) {
    let id = order.split('?').next().unwrap().rsplit('/').next().unwrap().parse().ok().and_then(OrderId::from_number).unwrap();
    stage.app.record_payment(id, day(value_on), None, Request::by(Actor::Operator)).await.unwrap();
}

on_both_engines! {
    async fn a_covered_member_sees_complete_exempt_and_the_fee_that_is_due_and_then_that_none_is(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let answer = anna.get("/").await;
        for words in [
            "Renew Gold competency 26 days left, up to and including 15 October 2020.",
            "You need not meet the requirements this time. The fee is still due.",
            "If you do nothing, your Gold competency and its benefits lapse on 16 October 2020",
            "COVID-19 extension",
            "Gold competency: you are exempt from the requirements until your next renewal date, 15 September 2021. \
                The fee of EUR 4,220.00 is due by 15 October 2020.",
            "Action Pack 5 March 2021 6 March 2021 to 4 April 2021 inclusive",
        ] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let renew = stage.renew_path("S1").await;
        assert_eq!(answer.body.matches(&renew).count(), 1, "one card, one button");

        // T23, R17: the list says complete, the page until when, the offers whether a fee is due.
        let answer = anna.get("/qualifications").await;
        assert!(answer.says("Competencies") && answer.says("Cloud Platform Not started Complete, exempt Active"), "{}", answer.text());
        assert!(!answer.says("DevOps"), "what is the member's own stands there first");
        assert!(anna.get("/qualifications?show=all").await.says("DevOps Not started Not started"));
        let until = "You are exempt from the requirements until your next renewal date, 15 September 2021 (COVID-19 extension).";
        let answer = anna.get("/qualifications/areas/cloud-platform").await;
        for words in [until, "The fee of EUR 4,220.00 is due by 15 October 2020.", "people with a certification: 0 of 4",
            "Gold competency in Membership offers", "you can buy it for EUR 1,490.00 a year"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let answer = anna.get("/offers").await;
        assert!(answer.says(&format!("{until} The fee is still due.")), "{}", answer.text());
        assert!(answer.says("EUR 4,220.00 due by 15 October 2020"), "{}", answer.text());
        assert!(anna.get(&renew).await.says(until));

        let answer = anna.post(&renew, &[]).await;
        let order = answer.location().to_owned();
        assert!(anna.get("/").await.says("Pay order 1-1 for Gold competency 26 days left"));
        pay(&stage, &order, "2020-09-20").await;
        // T38: paid through 2021, the notice stays and nothing is asked for.
        let paid = "No fee is due: it is paid until 15 September 2021.";
        let answer = anna.get("/qualifications/areas/cloud-platform").await;
        assert!(answer.says(until) && answer.says(paid) && answer.says("Complete, exempt Active"), "{}", answer.text());
        let answer = anna.get("/offers").await;
        assert!(answer.says(&format!("{until} {paid}")) && answer.says("no fee due: paid until 15 September 2021"), "{}", answer.text());
        let answer = anna.get("/").await;
        assert!(!answer.says("Nothing to do until") && answer.says(paid), "{}", answer.text());
        for words in ["Requirements apply again: Cloud Platform and Security", "from 16 September 2021 to 15 October 2021",
            "Still missing for Security: 4 more people with a certification (0 of 4)."] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert!(!answer.body.contains("/renew\""), "nothing is left to pay");
    }

    async fn what_lapsed_before_the_relief_comes_back_with_its_dates_said_before(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let mut frank = stage.signed_in("frank@fabrikam.example").await;
        let answer = frank.get("/").await;
        for words in ["Reactivate Gold competency 103 days left, up to and including 31 December 2020.",
            "It lapsed on 5 August 2020. Once reactivated, its anniversary is 5 July 2021, and it is next renewed from 6 July 2021."] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let path = stage.renew_path("S3").await.replace("/renew", "/reactivate");
        assert!(answer.body.contains(&path));
        assert!(frank.get("/offers").await.body.contains(&path));
        let answer = frank.get(&path).await;
        for words in ["Lapsed on 5 August 2020", "Active from the value date of your payment", "Anniversary 5 July 2020 5 July 2021",
            "6 July 2021 to 4 August 2021 inclusive", "There are no benefits for the days between, from 5 August 2020",
            "The requirements are waived (“COVID-19 extension”).", "USD 4,730.00"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert!(!answer.says("Paid today, your benefits last"), "289 days are no surprise");
        let long = "n".repeat(41);
        let answer = frank.post(&path, &[("purchase_order", &long)]).await;
        assert!(answer.status == 422 && answer.body.contains(&long), "{}", answer.text());
        let answer = frank.post(&path, &[("purchase_order", "PO-3")]).await;
        let order = answer.location().to_owned();
        let answer = frank.follow(&answer).await;
        let words = "Reactivation of Gold competency: the anniversary moves from 5 July 2020 to 5 July 2021.";
        assert!(answer.says(words), "{}", answer.text());
        let again = frank.get(&path).await;
        assert_eq!(Some(again.location()), order.split('?').next(), "the order that waits, and no second one");
        assert!(frank.get("/offers").await.says("Your order to reactivate it waits for its payment."));
        pay(&stage, &order, "2020-09-19").await;
        let answer = frank.get(&order).await;
        assert!(answer.says("19 September 2020 to 5 July 2021 inclusive") && answer.says(words), "{}", answer.text());
        let answer = frank.get("/").await;
        assert!(answer.says("Requirements apply again: DevOps") && answer.says("from 6 July 2021 to 4 August 2021"), "{}", answer.text());
        assert_eq!(frank.get(&path).await.location(), "/offers", "there is nothing to reactivate any more");
    }

    async fn after_the_deadline_there_is_no_reactivation_and_a_purchase_asks_for_the_requirements(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        stage.app.run(Some(day("2021-01-01")), true, &|_, _| {}).await.unwrap();
        let mut frank = stage.signed_in("frank@fabrikam.example").await;
        let path = stage.renew_path("S3").await.replace("/renew", "/reactivate");
        assert_eq!(frank.get(&path).await.location(), "/offers");
        assert_eq!(frank.post(&path, &[]).await.location(), "/offers");
        let answer = frank.get("/").await;
        assert!(answer.says("Gold competency has lapsed") && answer.says("0 of 4"), "{}", answer.text());
        assert!(!answer.body.contains(&path), "{}", answer.text());
        assert_eq!(frank.get("/offers/buy/gold").await.location(), "/offers", "no area can be bought");
        assert!(stage.app.open_orders(10).await.unwrap().is_empty());
    }

    async fn an_area_at_risk_is_named_and_one_that_qualifies_is_added_without_a_fee(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let mut nora = stage.signed_in("nora@northwind.example").await;
        let answer = nora.get("/").await;
        for words in ["At risk: Security", "What is at risk lapses alone unless its requirements are met by 1 May 2021.", "1 of 2"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert!(!nora.get("/offers").await.says("All is well."), "an area is in danger");
        let security = nora.get("/qualifications/areas/security").await;
        for words in ["In progress Active At risk", "Still missing: people with an exam: 1 of 2.", "31 Aug 2020 · over",
            "No fee is due: it is paid until 1 April 2021."] {
            assert!(security.says(words), "{words}: {}", security.text());
        }
        let qualified = nora.get("/qualifications").await;
        assert!(qualified.says("Cloud Platform Complete Qualified"), "{}", qualified.text());
        let subscription = stage.app.find_subscription("S5").await.unwrap().number().to_string();
        let cloud = "/qualifications/areas/cloud-platform";
        assert!(nora.get(cloud).await.says("Add without another fee"));
        let other = stage.app.find_subscription("S1").await.unwrap().number().to_string();
        assert_eq!(nora.post(cloud, &[("subscription", &other)]).await.status, 404, "somebody else's");
        let answer = nora.post("/qualifications/areas/messaging", &[("subscription", &subscription)]).await;
        assert!(answer.status == 409 && answer.body.contains("role=\"alert\""), "{}", answer.text());
        let answer = nora.post(cloud, &[("subscription", &subscription)]).await;
        let answer = nora.follow(&answer).await;
        assert!(answer.says("Silver competency now covers Cloud Platform.") && answer.says("Complete Active"), "{}", answer.text());
        assert_eq!(nora.post(cloud, &[("subscription", &subscription)]).await.status, 409, "it is covered already");
        assert_eq!(nora.get("/qualifications/areas/nowhere").await.status, 404);
        let mut nico = stage.signed_in("nico@northwind.example").await;
        assert_eq!(nico.post(cloud, &[("subscription", &subscription)]).await.status, 403);
        assert!(!nico.get("/").await.says("Add without"));
    }

    async fn a_legacy_member_has_one_way_only(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let mut lena = stage.signed_in("lena@legata.example").await;
        for page in ["/", "/offers", "/qualifications", "/qualifications/areas/security"] {
            let answer = lena.get(page).await;
            assert!(answer.body.contains("href=\"/move\""), "{page}: {}", answer.text());
            assert!(!answer.body.contains("/renew\"") && !answer.body.contains("/offers/buy/"), "{page} offers what is refused");
        }
        assert!(lena.get("/qualifications").await.says("Complete, exempt Active"), "the relief covers it all the same");
        let mut piet = stage.signed_in("piet@legata.example").await;
        let answer = piet.get("/?lang=en").await;
        assert!(answer.says("Lena") && !answer.body.contains("href=\"/move\""), "{}", answer.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_short_year_is_said_before_anybody_pays_for_it() {
    // T26d: anniversary 1 January 2020, reactivated on the last day of the year.
    let scene = Scene { subscriptions: "S3,M2,gold,2019-01-01,2020-01-01,devops\n", attainments: "", ..Scene::relief() };
    let stage = Stage::of(jubilee_testkit::Engine::Sqlite, &scene).await;
    stage.app.run(Some(day("2020-12-31")), true, &|_, _| {}).await.unwrap();
    let mut frank = stage.signed_in("frank@fabrikam.example").await;
    let path = stage.renew_path("S3").await.replace("/renew", "/reactivate");
    let answer = frank.get(&path).await;
    for words in [
        "Anniversary 1 January 2020 31 December 2020",
        "1 January 2021 to 30 January 2021 inclusive",
        "Paid today, your benefits last for this one day until the anniversary, 31 December 2020. The next renewal, with another \
        fee, is possible from 1 January 2021.",
    ] {
        assert!(answer.says(words), "{words}: {}", answer.text());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_areas_whose_requirements_are_met_can_be_bought() {
    let scene = Scene {
        subscriptions: "S2,M1,action-pack,2019-03-05,2021-03-05,\n",
        attainments: "M1,people-with-exam,devops,2,2019-03-01,\nM1,people-with-exam,security,2,2019-03-01,\n",
        ..Scene::relief()
    };
    let stage = Stage::of(jubilee_testkit::Engine::Sqlite, &scene).await;
    let mut anna = stage.signed_in("anna@contoso.example").await;
    let answer = anna.get("/offers").await;
    assert!(answer.body.contains("href=\"/offers/buy/silver\"") && !answer.body.contains("href=\"/offers/buy/gold\""));
    assert!(answer.says("Gold competency can be bought as soon as the requirements of one of its areas are met."));
    let answer = anna.get("/qualifications/areas/devops").await;
    assert!(answer.body.contains("/offers/buy/silver?area=devops"), "{}", answer.text());
    let answer = anna.get("/offers/buy/silver?area=devops").await;
    assert!(answer.body.contains("value=\"devops\" checked") && !answer.body.contains("value=\"messaging\""));
    assert!(answer.says("16 other areas cannot be chosen yet"), "{}", answer.text());
    let refused = anna.post("/offers/buy/silver", &[("area", "messaging")]).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    let answer = anna.post("/offers/buy/silver", &[("area", "devops")]).await;
    assert!(anna.follow(&answer).await.says("Covers DevOps."));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_pages_are_there_in_dutch() {
    let stage = Stage::of(jubilee_testkit::Engine::Sqlite, &Scene::relief()).await;
    let mut anna = stage.signed_in("anna@contoso.example").await;
    let answer = anna.get("/?lang=nl").await;
    assert!(answer.says("Nog 26 dagen, tot en met 15 oktober 2020.") && answer.says("U betaalt nog wel de jaarbijdrage."));
    let answer = anna.get("/qualifications").await;
    assert!(answer.says("Competenties") && answer.says("Voldaan, vrijgesteld Actief"), "{}", answer.text());
    let answer = anna.get("/qualifications/areas/cloud-platform").await;
    assert!(
        answer.says("U hebt een vrijstelling van de eisen tot de volgende verlenging, tot en met 15 september 2021"),
        "{}",
        answer.text()
    );
}
