//! What staff do for one member: attainments, exceptions, late money, reactivation, the move.

use jubilee_app::Request;
use jubilee_core::Actor;

use crate::stage::{Scene, Stage, day, on_both_engines};

/// The number of a subscription, as forms send it.
async fn number(stage: &Stage, reference: &str) -> String {
    stage.app.find_subscription(reference).await.unwrap().number().to_string()
}

/// The path of a member's page.
async fn path_of(stage: &Stage, reference: &str) -> String {
    format!("/staff/members/{}", stage.app.find_member(reference).await.unwrap())
}

on_both_engines! {
    async fn members_are_found_by_what_they_need(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let mut vic = stage.signed_in("vic@programme.example").await;
        for (show, there, missing) in [
            ("reactivatable", "Fabrikam", "Contoso"),
            ("at-risk", "Northwind", "Contoso"),
            ("must-move", "Legata", "Northwind"),
            ("renewal-open", "Contoso", "Fabrikam"),
        ] {
            let answer = vic.get(&format!("/staff/members?show={show}")).await;
            assert!(answer.says(there) && !answer.says(missing), "{show}: {}", answer.text());
        }
    }

    async fn attainments_are_recorded_ended_and_let_an_area_be_covered(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let page = format!("{}/attainments", path_of(&stage, "M4").await);
        let mut tom = stage.signed_in("tom@programme.example").await;
        let answer = tom.get(&page).await;
        for words in ["people with an exam: 2 (DevOps)", "31 Aug 2020", "Does not count", "Record an attainment"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let mut nora = stage.signed_in("nora@northwind.example").await;
        assert!(nora.get("/").await.says("At risk: Security"));
        let form = |amount, from| [("do", "attain"), ("measure", "people-with-exam"), ("area", "security"), ("amount", amount), ("from", from)];
        let answer = tom.post(&page, &form("one", "2020-09-19")).await;
        assert!(answer.status == 422 && answer.body.contains("value=\"one\""), "{}", answer.text());
        let answer = tom.post(&page, &form("1", "2020-09-21")).await;
        assert!(answer.status == 409 && answer.body.contains("role=\"alert\""), "a day to come: {}", answer.text());
        assert!(nora.get("/").await.says("At risk: Security"), "nothing was recorded");
        let answer = tom.post(&page, &form("1", "2020-09-19")).await;
        let answer = tom.follow(&answer).await;
        assert!(answer.says("people with an exam: 1 (Security) 19 Sept 2020 no end Counts"), "{}", answer.text());
        assert!(!nora.get("/").await.says("At risk"));
        // The fourth before, the fifth now; ended from today on, it counts no more.
        let answer = tom.post(&page, &[("do", "end"), ("number", "5"), ("on", "2020-09-20")]).await;
        assert!(tom.follow(&answer).await.says("people with an exam: 1 (Security) 19 Sept 2020 19 Sept 2020 Does not count"));
        assert!(nora.get("/").await.says("At risk: Security"));
        assert_eq!(tom.post(&page, &[("do", "end"), ("number", "5"), ("on", "2020-09-20")]).await.status, 409, "ended before");

        let (silver, other) = (number(&stage, "S5").await, number(&stage, "S1").await);
        let cover = |id, area| [("do", "cover"), ("subscription", id), ("area", area)];
        assert_eq!(tom.post(&page, &cover(&other, "cloud-platform")).await.status, 404, "another member's");
        let answer = tom.post(&page, &cover(&silver, "messaging")).await;
        assert!(answer.status == 409 && answer.body.contains("role=\"alert\""), "{}", answer.text());
        assert_eq!(tom.post(&page, &cover(&silver, "cloud-platform")).await.status, 303);
        let answer = tom.get(&path_of(&stage, "M4").await).await;
        for words in ["Silver competency covers Cloud Platform", "Attained for Security: people with an exam (1)", "Attainment 5 ended"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let mut vic = stage.signed_in("vic@programme.example").await;
        let answer = vic.get(&page).await;
        assert!(answer.says("Your role sees this") && !answer.body.contains("name=\"amount\""), "{}", answer.text());
    }

    async fn an_exception_is_looked_at_confirmed_told_and_taken_back(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let page = format!("{}/exceptions", path_of(&stage, "M1").await);
        let gold = number(&stage, "S1").await;
        let mut mia = stage.signed_in("mia@programme.example").await;
        let answer = mia.get(&page).await;
        assert!(answer.says("No exception has been made for this member.") && answer.says("The anniversary stays."));
        let form = |until, reason| {
            vec![("do", "grant"), ("subscription", gold.as_str()), ("kind", "extension"), ("base", "anniversary"), ("until", until), ("reason", reason)]
        };
        let long = "n".repeat(2_001);
        for (until, reason, status) in
            [("2020-11-15", "", 422), ("2020-11-15", " ", 422), ("2020-11-15", long.as_str(), 422), ("soon", "Flood", 422), ("2020-10-15", "Flood", 409)]
        {
            let answer = mia.post(&page, &form(until, reason)).await;
            assert!(answer.status == status && answer.body.contains("role=\"alert\""), "{until} {reason}: {}", answer.text());
        }
        let answer = mia.post(&page, &form("2020-11-15", "Flood in <Zwolle>")).await;
        for words in ["Allowing it does this", "The last day to renew is 15 November 2020 afterwards; now it is 15 October 2020.", "Reason: Flood in"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert!(mia.get(&page).await.says("No exception has been made"), "looking changes nothing");
        let mut confirmed = form("2020-11-15", "Flood in <Zwolle>");
        confirmed.push(("confirmed", "yes"));
        let answer = mia.post(&page, &confirmed).await;
        let answer = mia.follow(&answer).await;
        assert!(answer.says("Gold competency (S1): extension of the window In force") && answer.says("By Mia"), "{}", answer.text());
        assert!(answer.body.contains("Flood in &#60;Zwolle&#62;"));
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let answer = anna.get("/offers").await;
        assert!(answer.says("15 November 2020") && !answer.says("Zwolle"), "the member reads what, and not why: {}", answer.text());
        let mut vic = stage.signed_in("vic@programme.example").await;
        let answer = vic.get(&page).await;
        assert!(answer.says("Managers grant exceptions.") && !answer.body.contains("name=\"reason\""), "{}", answer.text());
        let end = [("do", "end"), ("subscription", gold.as_str()), ("number", "1"), ("reason", "It was another member")];
        let answer = mia.post(&page, &end).await;
        assert!(answer.says("The last day to renew is 15 October 2020 afterwards"), "{}", answer.text());
        let answer = mia.post(&page, &[&end[..], &[("confirmed", "yes")]].concat()).await;
        let answer = mia.follow(&answer).await;
        assert!(answer.says("extension of the window Over") && answer.says("It was another member"), "{}", answer.text());
        let answer = mia.get(&path_of(&stage, "M1").await).await;
        assert!(answer.says("Gold competency: exception 1 granted") && answer.says("Gold competency: exception 1 taken back"));
    }

    async fn money_that_came_too_late_is_accepted_by_a_manager(engine) {
        let stage = Stage::new(engine).await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        stage.app.run(Some(day("2019-10-07")), true, &|_, _| {}).await.unwrap();
        stage.app.record_payment(order.id, day("2019-10-03"), None, Request::by(Actor::Operator)).await.unwrap();
        let mut tom = stage.signed_in("tom@programme.example").await;
        assert!(tom.get("/staff/payments").await.says("A manager can accept it"));
        let mut mia = stage.signed_in("mia@programme.example").await;
        let answer = mia.get("/staff/payments").await;
        let link = answer.body.split("href=\"").find(|rest| rest.contains("late-payment")).unwrap().split('"').next().unwrap();
        let link = link.replace("&#38;", "&").replace("&amp;", "&");
        let answer = mia.get(link.split('#').next().unwrap()).await;
        assert!(answer.body.contains("value=\"late-payment\" required checked") && answer.body.contains("value=\"2019-10-07\""));
        let (page, id) = (link.split('?').next().unwrap(), subscription.number().to_string());
        let form = [("do", "grant"), ("subscription", id.as_str()), ("kind", "late-payment"), ("base", "anniversary"), ("until", "2019-10-07"), ("reason", "The bank was on strike")];
        let answer = mia.post(page, &form).await;
        for words in ["Status afterwards: Active; now: Lapsed.", "The anniversary is 31 August 2020 afterwards"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert_eq!(mia.post(page, &[&form[..], &[("confirmed", "yes")]].concat()).await.status, 303);
        assert!(!mia.get("/staff/payments").await.says("Arrived too late"));
        let mut anna = stage.signed_in("anna@contoso.example").await;
        assert!(anna.get("/offers").await.says("31 August 2020"));
    }

    async fn staff_reactivate_for_a_member(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let mut tom = stage.signed_in("tom@programme.example").await;
        let answer = tom.get(&path_of(&stage, "M2").await).await;
        let page = format!("/staff/subscriptions/{}/reactivate", number(&stage, "S3").await);
        assert!(answer.body.contains(&page) && answer.says("Reactivate Gold competency"), "{}", answer.text());
        let answer = tom.get(&page).await;
        for words in ["“COVID-19 extension” allows it until 31 December 2020.", "Anniversary 5 July 2020 5 July 2021", "6 July 2021 to 4 August 2021"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let mut vic = stage.signed_in("vic@programme.example").await;
        let answer = vic.get(&page).await;
        assert!(answer.says("Your role sees this") && !answer.body.contains("method=\"post\" action=\"/staff"), "{}", answer.text());
        let answer = tom.post(&page, &[]).await;
        assert!(answer.location().starts_with("/staff/payments/"), "{}", answer.location());
        assert!(tom.follow(&answer).await.says("Gold competency"));
        assert_eq!(stage.app.open_orders(10).await.unwrap().len(), 1);
        let again = tom.post(&page, &[]).await;
        assert_eq!(again.location(), answer.location(), "the order that waits, and no second one");
        let active = format!("/staff/subscriptions/{}/reactivate", number(&stage, "S5").await);
        assert_eq!(tom.get(&active).await.location(), path_of(&stage, "M4").await, "nothing to reactivate");
    }

    async fn staff_move_an_account_and_name_the_mover(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let member = path_of(&stage, "M3").await;
        let mut tom = stage.signed_in("tom@programme.example").await;
        let page = format!("{member}/move");
        assert!(tom.get(&member).await.body.contains(&page));
        let answer = tom.get(&page).await;
        assert!(answer.says("Lena (lena@legata.example)") && !answer.says("Piet (piet"), "only a global admin can be it");
        let files = stage.app.member_file(stage.app.find_member("M3").await.unwrap()).await.unwrap();
        let id_of = |name: &str| files.users.iter().find(|user| user.name == name).unwrap().id.to_string();
        assert_eq!(tom.post(&page, &[("mover", &id_of("Piet"))]).await.status, 422);
        let mut vic = stage.signed_in("vic@programme.example").await;
        assert_eq!(vic.post(&page, &[("mover", &id_of("Lena"))]).await.status, 403);
        let answer = tom.post(&page, &[("mover", &id_of("Lena"))]).await;
        let answer = tom.follow(&answer).await;
        assert!(answer.says("The account was moved out of the legacy system") && !answer.body.contains(&page), "{}", answer.text());
        assert_eq!(tom.get(&page).await.location(), member);
        assert_eq!(tom.post(&page, &[("mover", &id_of("Lena"))]).await.status, 409, "moved before");
        let mut lena = stage.signed_in("lena@legata.example").await;
        assert!(lena.get("/offers").await.body.contains("/renew\""));
    }
}
