//! A member's way: sign in, see, renew, pay; and what a viewer sees of it.

use jubilee_app::Request;
use jubilee_core::Actor;

use crate::stage::{Scene, Stage, day, on_both_engines};

on_both_engines! {
    async fn the_whole_way_from_the_mail_to_the_renewed_offer(engine) {
        let stage = Stage::new(engine).await;
        let mut anna = stage.browser();
        // A page that needs a sign-in is remembered over it.
        let answer = anna.get("/orders").await;
        assert_eq!((answer.status, answer.location()), (303, "/sign-in?next=%2Forders"));
        let answer = anna.follow(&answer).await;
        assert!(answer.says("Sign in to see that page."));
        let answer = anna.post("/sign-in", &[("email", "Anna@Contoso.example"), ("next", "/orders")]).await;
        let answer = anna.follow(&answer).await;
        assert!(answer.says("If Anna@Contoso.example belongs to a member, a mail is on its way."), "{}", answer.text());
        let (code, link) = stage.mailed("Anna@Contoso.example").await;
        // A mail scanner opens the link and uses nothing.
        let mut scanner = stage.browser();
        assert!(scanner.get(&link).await.says("Sign in now"));
        assert!(!scanner.cookies.contains_key("session"));
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let answer = anna.post("/sign-in/code", &[("code", wrong)]).await;
        assert!(answer.status == 422 && answer.says("This is not the code from the latest mail."), "{}", answer.text());
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        let answer = anna.post("/sign-in/code", &[("code", &spaced)]).await;
        assert_eq!((answer.status, answer.location()), (303, "/orders"));
        assert!(anna.get("/orders").await.says("There are no orders yet."));
        assert_eq!(scanner.post(&link, &[]).await.status, 410, "the link went with the code");

        let answer = anna.get("/offers").await;
        for words in ["You can renew now. 22 days left, up to and including 1 October 2019.", "Renewal start date 2 September 2019 \
            anniversary 1 September 2019", "EUR 425.00", "Network membership", "Does not need renewing", "Silver competency"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let renew = stage.renew_path("S1").await;
        assert!(answer.body.contains(&format!("href=\"{renew}\"")));
        let answer = anna.get(&renew).await;
        for words in ["1 September 2019 → Anniversary after renewal 31 August 2020", "your benefits are lost from 2 October 2019",
            "Safe to transfer until 24 September 2019", "Has to arrive by 1 October 2019"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let long = "n".repeat(41);
        let answer = anna.post(&renew, &[("purchase_order", &long)]).await;
        assert!(answer.status == 422 && answer.says("at most 40 characters") && answer.body.contains(&long));
        let answer = anna.post(&renew, &[("purchase_order", "PO-7")]).await;
        let order = answer.location().split('?').next().unwrap().to_owned();
        let answer = anna.follow(&answer).await;
        assert!(answer.says("Your order has been placed.") && answer.says("NL93 DEMO 0123 4567 89"), "{}", answer.text());

        // The button is gone, the order is there; asking again leads to it (C97).
        let answer = anna.get("/offers").await;
        assert!(answer.says("waits for its payment") && !answer.body.contains(&renew), "{}", answer.text());
        let again = anna.get(&renew).await;
        assert_eq!((again.status, again.location()), (303, order.as_str()));
        let again = anna.post(&renew, &[]).await;
        assert_eq!((again.status, again.location()), (303, order.as_str()));
        let letter = anna.get(&format!("{order}/payment-request")).await;
        assert!(letter.says("PO-7") && letter.says("On behalf of your organisation, Anna"), "{}", letter.text());

        let id = order.rsplit('/').next().unwrap().parse().ok().and_then(jubilee_core::OrderId::from_number).unwrap();
        stage.app.record_payment(id, day("2019-09-09"), None, Request::by(Actor::Operator)).await.unwrap();
        let answer = anna.get(&order).await;
        assert!(answer.says("Term that it pays for 2 September 2019 to 31 August 2020 inclusive"), "{}", answer.text());
        let answer = anna.get("/offers").await;
        assert!(answer.says("You can renew from 1 September 2020"), "{}", answer.text());

        let session = anna.cookies["session"].clone();
        let answer = anna.post("/sign-out", &[]).await;
        assert!(anna.follow(&answer).await.says("You have signed out."));
        assert!(!stage.is_signed_in(&session).await, "the session has ended everywhere");
        assert_eq!(anna.get("/offers").await.status, 303);
    }

    async fn what_has_lapsed_comes_back_by_one_order(engine) {
        let subscriptions = "S1,M1,gold,2018-09-15,2020-09-15,cloud-platform;security\nS3,M2,gold,2018-07-05,2020-07-05,devops\n\
            S5,M2,silver,2018-07-10,2020-07-10,devops\n";
        let stage = Stage::of(engine, &Scene { subscriptions, ..Scene::relief() }).await;
        let mut frank = stage.signed_in("frank@fabrikam.example").await;
        let answer = frank.get("/offers").await;
        assert!(answer.says("Renew or reactivate 2 offers at once"), "{}", answer.text());
        assert!(answer.says("lapsed; reactivate until 31 December 2020"), "{}", answer.text());
        let [gold, silver] = [stage.app.find_subscription("S3").await.unwrap(), stage.app.find_subscription("S5").await.unwrap()];
        let (gold, silver) = (gold.number().to_string(), silver.number().to_string());
        let only = frank.get(&format!("/offers/together?of={gold}")).await;
        assert_eq!(only.location(), format!("/offers/{gold}/reactivate"));
        let answer = frank.get(&format!("/offers/together?of={gold}&of={silver}")).await;
        for words in ["Renew or reactivate 2 offers with one order", "5 July 2020 → Anniversary after renewal 5 July 2021",
            "It lapsed on 5 August 2020, and comes back when the payment counts. After 31 December 2020"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let answer = frank.post("/offers/together", &[("of", &gold), ("of", &silver)]).await;
        let order = answer.location().split('?').next().unwrap().to_owned();
        let id = order.rsplit('/').next().unwrap().parse().ok().and_then(jubilee_core::OrderId::from_number).unwrap();
        let today = stage.app.today().await.unwrap();
        stage.app.record_payment(id, today, None, Request::by(Actor::Operator)).await.unwrap();
        let file = stage.app.member_file(id.member()).await.unwrap();
        assert!(file.member.order(id).unwrap().items.iter().all(|item| item.is_applied));
    }

    async fn an_order_that_is_too_late_in_part_says_so_where_it_is_paid(engine) {
        let stage = Stage::new(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let both = [stage.app.find_subscription("S1").await.unwrap(), stage.app.find_subscription("S2").await.unwrap()];
        let order = stage.app.order_together(&both, Request::by(Actor::Operator)).await.unwrap();
        let page = format!("/orders/{}", order.id.number());
        let words = "for Action Pack it would come too late";
        assert!(!anna.get(&page).await.says(words));
        stage.app.run(Some(day("2019-10-02")), true, &|_, _| {}).await.unwrap();
        let answer = anna.get(&page).await;
        assert!(answer.says(words) && answer.says("Cancel the order, below, and order the rest anew"), "{}", answer.text());
        let answer = anna.get(&format!("{page}/payment-request")).await;
        assert!(answer.says("for Action Pack a payment would come too late"), "{}", answer.text());
    }

    async fn what_can_be_renewed_is_ordered_together_where_it_is_ticked(engine) {
        let stage = Stage::new(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let answer = anna.get("/offers").await;
        assert!(answer.says("Renew 2 offers at once") && answer.says("Renew what is ticked together"), "{}", answer.text());
        let pack = stage.app.find_subscription("S1").await.unwrap().number().to_string();
        let gold = stage.app.find_subscription("S2").await.unwrap().number().to_string();
        for id in [&pack, &gold] {
            assert!(answer.body.contains(&format!("name=\"of\" value=\"{id}\" checked")), "{}", answer.body);
        }
        // What is ticked decides: nothing, one, or both.
        assert_eq!(anna.get("/offers/together").await.location(), "/offers");
        assert_eq!(anna.get(&format!("/offers/together?of={gold}")).await.location(), stage.renew_path("S2").await);
        assert_eq!(anna.get("/offers/together?of=1&of=x").await.location(), "/offers", "nothing of somebody else's");
        let answer = anna.get(&format!("/offers/together?of={pack}&of={gold}")).await;
        for words in ["Renew 2 offers with one order", "1 September 2019 → Anniversary after renewal 31 August 2020",
            "Action Pack: Fee of a year", "Gold competency: Fee of a year"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let long = "n".repeat(41);
        let answer = anna.post("/offers/together", &[("of", &pack), ("of", &gold), ("purchase_order", &long)]).await;
        assert!(answer.status == 422 && answer.says("at most 40 characters"), "{}", answer.text());
        let others = stage.app.find_subscription("S3").await.unwrap().number().to_string();
        assert_eq!(anna.post("/offers/together", &[("of", &others), ("of", &gold)]).await.status, 404);
        let answer = anna.post("/offers/together", &[("of", &pack), ("of", &gold), ("purchase_order", "PO-9")]).await;
        let order = answer.location().split('?').next().unwrap().to_owned();
        let answer = anna.follow(&answer).await;
        for words in ["One order for Action Pack and Gold competency.", "What this order is for", "Awaiting payment"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        let again = anna.post("/offers/together", &[("of", &pack), ("of", &gold)]).await;
        assert_eq!(again.location(), order, "C97");
        assert!(!anna.get("/offers").await.says("offers at once"));
        let letter = anna.get(&format!("{order}/payment-request")).await;
        assert!(letter.says("PO-9") && letter.says("Gold competency: Fee of a year"), "{}", letter.text());

        let id = order.rsplit('/').next().unwrap().parse().ok().and_then(jubilee_core::OrderId::from_number).unwrap();
        stage.app.record_payment(id, day("2019-09-09"), None, Request::by(Actor::Operator)).await.unwrap();
        let answer = anna.get(&order).await;
        assert!(answer.says("Done") && !answer.says("Term that it pays for"), "{}", answer.text());
        let mut tom = stage.signed_in("tom@programme.example").await;
        let desk = tom.get(&format!("/staff/payments/{}", id.number())).await;
        assert!(desk.says("What this order is for"), "{}", desk.text());
    }

    async fn buying_asks_for_areas_and_a_lapsed_offer_is_taken_up_again(engine) {
        let stage = Stage::new(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let answer = anna.post("/offers/buy/silver", &[("purchase_order", "PO-8")]).await;
        assert!(answer.status == 422 && answer.says("Choose at least one area.") && answer.body.contains("value=\"PO-8\""));
        assert_eq!(anna.post("/offers/buy/silver", &[("area", "nowhere")]).await.status, 400);
        let answer = anna.post("/offers/buy/silver", &[("area", "devops"), ("area", "security")]).await;
        let answer = anna.follow(&answer).await;
        assert!(answer.says("Purchase of Silver competency. Covers DevOps and Security."), "{}", answer.text());
        let answer = anna.post("/offers/buy/action-pack", &[]).await;
        assert!(answer.status == 409 && answer.says("A member can hold Action Pack only once"), "{}", answer.text());

        stage.app.run(Some(day("2019-10-10")), true, &|_, _| {}).await.unwrap();
        let answer = anna.get("/offers").await;
        assert!(answer.says("lapsed on 2 October 2019") && answer.says("Buy again"), "{}", answer.text());
        let (_, rest) = answer.body.split_once("/offers/buy/gold?again=").unwrap();
        let again = format!("/offers/buy/gold?again={}", rest.split('"').next().unwrap());
        let answer = anna.get(&again).await;
        assert!(answer.body.contains("value=\"security\" checked"), "the areas are proposed again");
        let refused = anna.post(&stage.renew_path("S1").await, &[]).await;
        assert!(refused.status == 409 && refused.says("renewal window"), "{}", refused.text());
    }

    async fn silver_is_upgraded_to_gold_where_its_requirements_are_met(engine) {
        let stage = Stage::of(engine, &Scene::relief()).await;
        let mut nora = stage.signed_in("nora@northwind.example").await;
        let answer = nora.get("/offers").await;
        assert!(answer.says("Not yet to be upgraded to Gold competency"), "{}", answer.text());
        assert!(answer.says("people with a certification") && !answer.body.contains("/offers/buy/gold"), "{}", answer.text());

        let attained = "M4,people-with-exam,devops,2,2019-03-01,\nM4,people-with-exam,security,2,2019-03-01,\n\
            M4,people-with-certification,devops,4,2019-03-01,\n";
        let stage = Stage::of(engine, &Scene { attainments: attained, ..Scene::relief() }).await;
        let mut nora = stage.signed_in("nora@northwind.example").await;
        let answer = nora.get("/offers").await;
        assert!(answer.says("Upgrade to Gold competency") && answer.says("The first year costs USD 3,547.50: 25% is taken off"), "{}", answer.text());
        assert!(!answer.body.contains("id=\"available-gold\""), "its price stands where it counts");
        let answer = nora.get("/offers/buy/gold").await;
        for words in ["takes the place of your Silver competency on the day", "Security ends with Silver competency", "Upgrade discount (25%)"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert!(answer.body.contains("value=\"devops\" checked"), "what can be upgraded is proposed");
        let answer = nora.post("/offers/buy/gold", &[("area", "devops")]).await;
        let order = answer.location().split('?').next().unwrap().to_owned();
        let answer = nora.follow(&answer).await;
        assert!(answer.says("Upgrade discount (25%)") && answer.says("3,547.50"), "{}", answer.text());
        assert!(answer.says("Gold competency takes the place of your Silver competency on the day"), "{}", answer.text());
        let mut pat = stage.signed_in("tom@programme.example").await;
        let for_staff = order.replace("/orders/", "/staff/payments/");
        let answer = pat.get(&for_staff).await;
        assert!(answer.says("Takes the place of Silver competency, from the day from which the payment counts"), "{}", answer.text());
        let answer = nora.get("/offers").await;
        assert!(answer.says("which is to take its place, waits for its payment"), "{}", answer.text());

        let id = order.rsplit('/').next().unwrap().parse().ok().and_then(jubilee_core::OrderId::from_number).unwrap();
        stage.app.record_payment(id, day("2020-09-20"), None, Request::by(Actor::Operator)).await.unwrap();
        let answer = nora.get(&order).await;
        assert!(answer.says("Gold competency took the place of your Silver competency on 20 September 2020"), "{}", answer.text());
        let answer = pat.get(&for_staff).await;
        assert!(answer.says("Takes the place of Silver competency, on 20 September 2020"), "{}", answer.text());
        let answer = nora.get("/offers").await;
        for words in ["Replaced", "A higher offer has taken the place of this one.", "Gold competency took its place on 20 September 2020"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
    }

    async fn a_viewer_sees_and_is_told_who_can_order(engine) {
        let stage = Stage::new(engine).await;
        let mut vera = stage.signed_in("vera@contoso.example").await;
        let answer = vera.get("/offers").await;
        assert!(answer.says("Your role sees this offer and cannot order it. These administrators can: Anna"), "{}", answer.text());
        assert!(!answer.body.contains("/renew\"") && !answer.body.contains("/offers/buy/"), "no button that would refuse");
        assert_eq!(vera.post(&stage.renew_path("S1").await, &[]).await.status, 403);
        assert!(stage.app.open_orders(10).await.unwrap().is_empty());
        let mut bill = stage.signed_in("bill@contoso.example").await;
        assert_eq!(bill.get("/orders").await.status, 200);
        assert_eq!(bill.post("/offers/buy/silver", &[("area", "devops")]).await.status, 403);
    }

    async fn who_has_several_members_chooses_one_and_no_other(engine) {
        let stage = Stage::new(engine).await;
        let mut max = stage.signed_in("max@both.example").await;
        let answer = max.get("/offers").await;
        assert_eq!((answer.status, answer.location()), (303, "/members"));
        let answer = max.follow(&answer).await;
        assert!(answer.says("Fabrikam Member M2") && answer.says("2 offers need attention"), "{}", answer.text());
        assert_eq!(max.post("/members", &[("member", "M3")]).await.status, 404);
        let answer = max.post("/members", &[("member", "M2")]).await;
        assert!(max.follow(&answer).await.says("Fabrikam, member M2"));
        // A cookie of another member opens nothing.
        let mut frank = stage.signed_in("frank@fabrikam.example").await;
        let contoso = stage.app.find_member("M1").await.unwrap();
        frank.cookies.insert("member".to_owned(), contoso.to_string());
        assert!(frank.get("/offers").await.says("Fabrikam, member M2"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_language_is_asked_for_or_chosen_or_the_persons_or_the_browsers() {
    let stage = Stage::new(jubilee_testkit::Engine::Sqlite).await;
    let mut nobody = stage.browser();
    let dutch = [("accept-language", "nl-NL,nl;q=0.9,en;q=0.5")];
    let answer = nobody.send(axum::http::Method::GET, "/sign-in", String::new(), &dutch).await;
    assert!(answer.says("Vul uw e-mailadres in.") && answer.body.contains("<html lang=\"nl\">"));
    let mut bill = stage.signed_in("bill@contoso.example").await;
    assert!(bill.get("/offers").await.says("Aangeschafte aanbiedingen"), "the person's own language");
    let answer = bill.get("/offers?lang=en").await;
    assert!(answer.says("Purchased offers") && answer.body.contains("href=\"/offers?lang=nl\""));
    assert!(bill.get("/orders").await.says("There are no orders yet."), "the choice is remembered");
    bill.get("/orders?lang=nl").await;
    let answer = bill.get("/offers").await;
    assert!(answer.says("Nog 22 dagen, tot en met 1 oktober 2019."), "{}", answer.text());
    assert!(bill.get("/offers?lang=xx").await.says("Aangeschafte aanbiedingen"), "what is no language changes nothing");
}
