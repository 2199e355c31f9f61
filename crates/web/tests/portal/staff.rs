//! What staff do: find a member, record a payment, see what came too late.

use std::sync::atomic::Ordering;

use jubilee_app::Request;
use jubilee_core::Actor;

use crate::stage::{Stage, day, on_both_engines};

on_both_engines! {
    async fn an_order_is_cancelled_by_its_member_and_a_payment_goes_back_by_a_manager(engine) {
        let stage = Stage::new(engine).await;
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let renew = stage.renew_path("S1").await;
        let made = anna.post(&renew, &[]).await;
        let order = made.location().split('?').next().unwrap().to_owned();
        let cancel = format!("{order}/cancel");
        assert!(anna.get(&order).await.body.contains(&format!("href=\"{cancel}\"")));
        assert!(anna.get(&cancel).await.says("nobody has to pay it"));
        assert_eq!(anna.post(&cancel, &[]).await.location(), order);
        assert!(anna.get(&order).await.says("This order was cancelled on 10 September 2019"));
        let again = anna.post(&cancel, &[]).await;
        assert!(again.status == 409 && again.says("was cancelled on 10 September 2019"), "{}", again.text());

        let made = anna.post(&renew, &[]).await;
        let order = made.location().split('?').next().unwrap().to_owned();
        let number = order.rsplit('/').next().unwrap().to_owned();
        let id = jubilee_core::OrderId::from_number(number.parse().unwrap()).unwrap();
        stage.app.record_payment(id, day("2019-09-09"), None, Request::by(Actor::Operator)).await.unwrap();
        assert!(anna.get(&order).await.says("can be given back until 9 October 2019"));
        let (desk, back) = (format!("/staff/payments/{number}"), format!("/staff/payments/{number}/take-back"));
        let mut tom = stage.signed_in("tom@programme.example").await;
        assert!(!tom.get(&desk).await.body.contains(&back), "an agent does not pay back");
        assert_eq!(tom.post(&back, &[]).await.status, 403);
        let mut mia = stage.signed_in("mia@programme.example").await;
        assert!(mia.get(&desk).await.body.contains(&back));
        let asked = mia.get(&back).await;
        assert!(asked.says("EUR 425.00 goes back to the member") && asked.says("The renewal window is open"), "{}", asked.text());
        assert!(anna.get(&order).await.says("Paid"), "looking changes nothing");
        assert_eq!(mia.post(&back, &[]).await.location(), desk);
        assert!(anna.get(&order).await.says("This order was paid back on 10 September 2019"));
        assert!(anna.get("/offers").await.says("You can renew now."));
    }

    async fn a_manager_pays_back_part_of_what_is_held_and_then_the_rest(engine) {
        let stage = Stage::new(engine).await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap().id;
        let over = jubilee_core::Money::from_decimal("450.00", jubilee_core::Currency::new("EUR").unwrap()).unwrap();
        stage.app.record_payment(order, day("2019-09-09"), Some(over), Request::by(Actor::Operator)).await.unwrap();
        let (desk, held) = (format!("/staff/payments/{}", order.number()), format!("/staff/payments/{}/held", order.number()));
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let shown = format!("/orders/{}", order.number());
        assert!(anna.get(&shown).await.says("Held EUR 25.00"), "{}", anna.get(&shown).await.text());
        let mut tom = stage.signed_in("tom@programme.example").await;
        assert!(!tom.get(&desk).await.body.contains(&held) && tom.get(&held).await.status == 403, "an agent does not pay back");
        let mut mia = stage.signed_in("mia@programme.example").await;
        assert!(mia.get("/staff/payments").await.body.contains(&desk), "the desk lists what is held");
        assert!(mia.get(&desk).await.says("Pay back what is held: EUR 25.00"));
        assert!(mia.get(&held).await.body.contains("value=\"25.00\""));
        assert_eq!(mia.post(&held, &[("amount", "25,00")]).await.status, 422);
        let more = mia.post(&held, &[("amount", "25.01")]).await;
        assert!(more.status == 409 && more.body.contains("role=\"alert\""), "{}", more.text());
        let asked = mia.post(&held, &[("amount", "5.00")]).await;
        assert!(asked.says("EUR 5.00 goes back to the member, and EUR 20.00 stays held."), "{}", asked.text());
        assert!(asked.says("Transfer EUR 5.00 at the bank"));
        assert!(anna.get(&shown).await.says("Held EUR 25.00"), "looking changes nothing");
        assert_eq!(mia.post(&held, &[("amount", "5.00"), ("confirmed", "yes")]).await.location(), desk);
        assert!(anna.get(&shown).await.says("Held EUR 20.00"));
        mia.post(&held, &[("amount", "20.00"), ("confirmed", "yes")]).await;
        let page = anna.get(&shown).await;
        assert!(page.says("Paid back EUR 25.00") && !page.says("Held EUR"), "{}", page.text());
        assert!(!mia.get(&desk).await.body.contains(&held), "nothing is held any more");
        assert!(anna.get("/offers").await.says("Action Pack"));
    }

    async fn a_payment_is_found_checked_confirmed_and_recorded(engine) {
        let stage = Stage::new(engine).await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        let mut tom = stage.signed_in("tom@programme.example").await;
        let answer = tom.get("/").await;
        assert_eq!(answer.location(), "/staff/members");
        let answer = tom.get("/staff/members?q=contoso").await;
        assert!(answer.says("Contoso") && !answer.says("Fabrikam"), "{}", answer.text());
        assert!(tom.get("/staff/members?q=frank@fabrikam.example").await.says("Fabrikam"));
        for (show, there, missing) in
            [("renewal-open", "Contoso", "Fabrikam"), ("payment-pending", "Contoso", "Fabrikam"), ("all", "Fabrikam", "nothing")]
        {
            let answer = tom.get(&format!("/staff/members?show={show}")).await;
            assert!(answer.says(there) && !answer.says(missing), "{show}: {}", answer.text());
        }
        let payment = format!("/staff/payments/{}", order.id.number());
        for search in [order.order.as_str(), &order.reference, "contoso"] {
            let answer = tom.get(&format!("/staff/payments?q={search}")).await;
            assert!(answer.body.contains(&payment), "{search}: {}", answer.text());
        }
        assert!(tom.get("/staff/payments?q=77-1").await.says("No open order matches “77-1”."));
        let answer = tom.post(&payment, &[("value_on", "9-9-2019"), ("amount", "425,00")]).await;
        assert!(answer.status == 422 && answer.says("year-month-day") && answer.body.contains("value=\"425,00\""));
        let answer = tom.post(&payment, &[("value_on", "2019-09-09"), ("amount", "424.00")]).await;
        assert!(answer.status == 200 && answer.says("The order waits for the rest"), "{}", answer.text());
        let answer = tom.post(&payment, &[("value_on", "2019-09-09"), ("amount", "0.00")]).await;
        assert!(answer.status == 409 && answer.body.contains("role=\"alert\""), "{}", answer.text());
        let answer = tom.post(&payment, &[("value_on", "2019-09-11"), ("amount", "425.00")]).await;
        assert_eq!(answer.status, 409, "a value date to come");
        let fields = [("value_on", "2019-09-09"), ("amount", "425.00")];
        let answer = tom.post(&payment, &fields).await;
        assert!(answer.status == 200 && answer.says("A confirmation goes to the member’s administrators."), "{}", answer.text());
        assert_eq!(stage.app.open_orders(10).await.unwrap().len(), 1, "looking changes nothing");
        let confirmed = [fields[0], fields[1], ("confirmed", "yes")];
        let answer = tom.post(&payment, &confirmed).await;
        let answer = tom.follow(&answer).await;
        assert!(answer.says("The payment of order 1-1 with value date 9 September 2019 has been recorded."), "{}", answer.text());
        assert_eq!(tom.post(&payment, &confirmed).await.status, 303, "the same once more changes nothing");

        let member = stage.app.find_member("M1").await.unwrap();
        let answer = tom.get(&format!("/staff/members/{member}")).await;
        for words in ["Action Pack renewed (anniversary 1 September 2019)", "Payment of EUR 425.00 for order 1-1 recorded", "Tom",
            "Global admin", "Daily run", "Action Pack: reminder 1 sent (anniversary 1 September 2019)"] {
            assert!(answer.says(words), "{words}: {}", answer.text());
        }
        assert_eq!(tom.get("/staff/members/99").await.status, 404);
    }

    async fn money_that_came_too_late_is_set_aside_and_shown_to_both_sides(engine) {
        let stage = Stage::new(engine).await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        stage.app.run(Some(day("2019-10-07")), true, &|_, _| {}).await.unwrap();
        let mut tom = stage.signed_in("tom@programme.example").await;
        let payment = format!("/staff/payments/{}", order.id.number());
        let fields = [("value_on", "2019-10-03"), ("amount", "425.00")];
        let answer = tom.post(&payment, &fields).await;
        assert!(answer.says("Nothing else changes: the money is set aside"), "{}", answer.text());
        let answer = tom.post(&payment, &[fields[0], fields[1], ("confirmed", "yes")]).await;
        let answer = tom.follow(&answer).await;
        assert!(answer.says("has been recorded and set aside") && answer.says("Money that is held"), "{}", answer.text());
        assert!(tom.get("/staff/members?show=lapsed").await.says("Contoso"));
        let mut anna = stage.signed_in("anna@contoso.example").await;
        let answer = anna.get(&format!("/orders/{}", order.id.number())).await;
        assert!(answer.says("Your payment came too late to count"), "{}", answer.text());
    }

    async fn c105_a_manager_pauses_with_a_reason_everybody_of_staff_sees_it_and_a_manager_resumes(engine) {
        let stage = Stage::new(engine).await;
        let (runs, reason) = ("/staff/runs", "The fee for gold is wrong.");
        let mut tom = stage.signed_in("tom@programme.example").await;
        assert!(!tom.get(runs).await.body.contains("value=\"pause\""), "an agent does not pause");
        let mut mia = stage.signed_in("mia@programme.example").await;
        let empty = mia.post(runs, &[("do", "pause"), ("reason", " ")]).await;
        assert!(empty.status == 422 && empty.says("Say why, for those who read it later."), "{}", empty.text());
        let long = mia.post(runs, &[("do", "pause"), ("reason", &"x".repeat(2_001))]).await;
        assert!(long.status == 422 && long.body.contains("xxx"), "what was typed is still there: {}", long.text());
        assert_eq!(mia.post(runs, &[("do", "pause"), ("reason", reason)]).await.location(), runs);
        let twice = mia.post(runs, &[("do", "pause"), ("reason", reason)]).await;
        assert!(twice.status == 409 && twice.says("Somebody else has paused meanwhile."), "{}", twice.text());
        for page in ["/staff/members", runs] {
            let answer = tom.get(page).await;
            assert!(answer.says("Paused since") && answer.says(reason), "{page}: {}", answer.text());
        }
        let answer = tom.get(runs).await;
        assert!(answer.says("A manager can resume.") && !answer.body.contains("value=\"resume\""), "{}", answer.text());
        let mut anna = stage.signed_in("anna@contoso.example").await;
        assert!(!anna.get("/offers").await.says("Paused since"), "members are not told of it");
        let answer = mia.get(runs).await;
        assert!(answer.says("Mia") && answer.body.contains("value=\"resume\""), "{}", answer.text());
        assert_eq!(mia.post(runs, &[("do", "resume")]).await.location(), runs);
        let again = mia.post(runs, &[("do", "resume")]).await;
        assert!(again.status == 409 && again.says("It has been resumed already."), "{}", again.text());
        // Two at the same moment: one of them has done it, and the other is told so.
        let mut max = stage.signed_in("mia@programme.example").await;
        for (what, other) in [("pause", "Somebody else has paused meanwhile."), ("resume", "It has been resumed already.")] {
            let fields = [("do", what), ("reason", reason)];
            let (one, two) = tokio::join!(mia.post(runs, &fields), max.post(runs, &fields));
            let slower = if one.status == 303 { &two } else { &one };
            assert_eq!((one.status.min(two.status), slower.status), (303, 409), "{what}: {}", slower.text());
            assert!(slower.says(other), "{what}: {}", slower.text());
        }
        let answer = tom.get(runs).await;
        assert!(answer.says("Earlier pauses") && answer.says(reason) && !answer.says("Paused since"), "{}", answer.text());
    }

    async fn mails_and_runs_are_listed(engine) {
        let stage = Stage::new(engine).await;
        let mut vic = stage.signed_in("vic@programme.example").await;
        let answer = vic.get("/staff/mail").await;
        assert!(answer.says("anna@contoso.example") && answer.says("Accepted"), "{}", answer.text());
        let answer = vic.get("/staff/runs").await;
        assert!(answer.says("10 Sept 2019") && !answer.says("Does not add up"), "{}", answer.text());
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        let answer = vic.get(&format!("/staff/payments/{}", order.id.number())).await;
        assert!(answer.says("Your role sees payments and cannot record them."));
        assert!(!answer.body.contains("name=\"value_on\""));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_are_told_when_the_business_date_is_held() {
    let (stage, time) = Stage::real().await;
    // The machine's clock is ten days ahead of the last completed day: three are believed.
    time.fetch_add(10 * 86_400 * 1_000_000, Ordering::SeqCst);
    let link = stage.app.first_link("sofie@programme.example").await.unwrap().unwrap();
    let link = link.strip_prefix("https://renewals.example").unwrap();
    let mut sofie = stage.browser();
    sofie.get(link).await;
    let answer = sofie.post(link, &[]).await;
    let answer = sofie.follow(&answer).await;
    let answer = sofie.follow(&answer).await;
    assert!(answer.says("The business date is held at 4 January 2026"), "{}", answer.text());
    time.fetch_sub(10 * 86_400 * 1_000_000, Ordering::SeqCst);
    let answer = sofie.get("/staff/runs").await;
    assert!(!answer.says("The business date is held"), "{}", answer.text());
    assert!(!answer.body.contains("/demo/"), "a real store has no demo, whatever the options say");
}
