//! Why: the story behind a status, with the rule and the line of the file behind each sentence.

use jubilee_app::{Explanation, Grant, Request, Sentence};
use jubilee_core::{Actor, Base, ExceptionKind, Lang};
use jubilee_programme::Source;

use crate::publish::{plain, stage, with_relief};
use crate::stage::{Stage, day, on_both_engines};

fn of<'e>(sentences: &'e [Sentence], rule: &str) -> Vec<&'e Sentence> {
    sentences.iter().filter(|sentence| sentence.rule == rule).collect()
}

/// Every sentence that comes from the file shows the very line.
fn assert_places(told: &Explanation, text: &str) {
    for sentence in told.now.iter().chain(&told.story).chain(&told.to_come) {
        assert!(!sentence.text.is_empty() && !sentence.rule_title.is_empty(), "{sentence:?}");
        if let Some(place) = &sentence.source {
            assert_eq!(place.file, "programme.toml");
            assert_eq!(text.lines().nth(place.line - 1).map(str::trim), Some(place.text.as_str()), "{sentence:?}");
        }
    }
}

on_both_engines! {
    async fn a_renewal_is_told_from_the_purchase_to_what_comes_next(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-09-20").await;
        let app = &stage.app;
        let subscription = app.find_subscription("S5").await.unwrap();
        let order = app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        stage.run("2020-09-22").await;
        app.record_payment(order.id, day("2020-09-21"), None, Request::by(Actor::Operator)).await.unwrap();
        let told = app.explain("S5", None, Lang::En).await.unwrap();
        assert_places(&told, &plain());
        assert_eq!((told.status, told.offer.as_str(), told.member.as_str()), ("active", "action-pack", "M5"));
        let rules: Vec<&str> = told.story.iter().map(|sentence| sentence.rule).collect();
        let expected = ["carried-over", "membership", "reminders", "fee", "value-date", "renew-in-window"];
        assert_eq!(rules, expected, "{:#?}", told.story);
        let paid = of(&told.story, "value-date")[0];
        assert_eq!((paid.on, paid.recorded_on), (Some(day("2020-09-21")), Some(day("2020-09-22"))));
        let opens = of(&told.now, "window-opens")[0];
        assert!(opens.source.as_ref().unwrap().text.starts_with("opens = \"anniversary + 1 day\""), "{opens:?}");
        let version = of(&told.now, "versions")[0];
        assert!(version.source.as_ref().unwrap().text.starts_with("effective-on = 2018-01-01"));
        assert_eq!(version.version, Some(1));
        let window_opened = day("2020-09-16");
        assert!(told.changed_on.contains(&window_opened) && told.changed_on.is_sorted(), "{:?}", told.changed_on);
        assert!(told.changed_on.iter().all(|on| *on <= day("2020-09-22")));
        let coming: Vec<(String, &str)> =
            told.to_come.iter().map(|sentence| (sentence.on.unwrap().to_string(), sentence.rule)).collect();
        let expected = [
            ("2021-08-31", "reminders"),
            ("2021-09-15", "next-anniversary"),
            ("2021-09-16", "window-opens"),
            ("2021-10-08", "reminders"),
            ("2021-10-15", "window-closes"),
            ("2021-10-16", "lapse"),
        ];
        assert_eq!(coming, expected.map(|(on, rule)| (on.to_owned(), rule)));
        // Of a day to come, what is due before it does not come after it.
        let ahead = app.explain("S5", Some(day("2021-09-16")), Lang::En).await.unwrap();
        let coming: Vec<String> = ahead.to_come.iter().map(|sentence| sentence.on.unwrap().to_string()).collect();
        assert_eq!(coming, ["2021-10-08", "2021-10-15", "2021-10-16"]);
    }

    async fn a_requirement_is_told_with_the_line_of_its_needs(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-09-20").await;
        let told = stage.app.explain("S3", None, Lang::En).await.unwrap();
        assert_places(&told, &plain());
        let missing = of(&told.now, "requirements");
        assert!(!missing.is_empty(), "{:#?}", told.now);
        for sentence in missing {
            let source = sentence.source.as_ref().unwrap();
            assert!(source.text.contains("needs = { people-with-certification = 4 }"), "{sentence:?}");
        }
    }

    async fn a_day_that_has_passed_is_told_as_it_was_known_then(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-10").await;
        let text = with_relief("2020-08-13");
        let source = Source::new("x/programme.toml", text.as_str());
        let examined = stage.app.examine(&source, Some(day("2020-08-11"))).await.unwrap();
        stage.app.publish(&examined, Actor::Operator, &|_, _| {}).await.unwrap();
        stage.run("2020-09-01").await;
        let app = stage.app.current().await.unwrap();
        // S2 lapsed on 5 August; the relief of 13 August lets it come back.
        let then = app.explain("S2", Some(day("2020-08-12")), Lang::En).await.unwrap();
        assert_eq!(then.status, "lapsed");
        assert!(of(&then.story, "relief").is_empty() && of(&then.now, "reactivation").is_empty(), "{then:#?}");
        let now = app.explain("S2", None, Lang::En).await.unwrap();
        assert_places(&now, &text);
        assert_eq!(now.status, "reactivatable");
        let announced = of(&now.story, "relief")[0];
        assert_eq!(announced.on, Some(day("2020-08-13")));
        assert!(announced.source.as_ref().unwrap().text.starts_with("announced-on = 2020-08-13"));
        let open = of(&now.now, "reactivation")[0];
        assert!(open.source.as_ref().unwrap().text.starts_with("pay-until = 2020-12-31"), "{open:?}");
        assert_eq!(of(&now.to_come, "reactivation")[0].on, Some(day("2020-12-31")));
        // Its cycle began long before version 2 and keeps version 1; what is beside the versions comes from the last file.
        assert_eq!(of(&now.now, "versions")[0].version, Some(1));
        assert_eq!(open.version, Some(2));
        let covered = app.explain("S3", None, Lang::Nl).await.unwrap();
        assert_places(&covered, &text);
        let exempt = of(&covered.now, "exemption");
        assert_eq!(exempt.len(), 1, "one sentence for both areas: {:#?}", covered.now);
        let said = &exempt[0].text;
        assert!(said.contains("Beveiliging en DevOps") && said.contains("U betaalt nog wel de bijdrage"), "{said}");
        assert!(exempt[0].source.as_ref().unwrap().text.starts_with("requirements = \"waived\""));
        assert!(exempt[0].text.contains("vrijstelling"), "{}", exempt[0].text);
    }

    async fn what_staff_allow_is_told_as_theirs_and_a_waiver_beside_it_with_its_own_end(engine) {
        let stage = Stage::before_the_relief(engine, "current", "S1,M1,gold,2018-07-05,2020-07-05,security\n", "").await;
        stage.run("2020-09-20").await;
        let id = stage.app.find_subscription("S1").await.unwrap();
        let allow = |kind, until: &str| Grant { kind, until: day(until), reason: "The auditor was ill.".to_owned() };
        let kind = ExceptionKind::Reactivation { base: Base::Anniversary };
        stage.app.grant_exception(id, allow(kind, "2021-03-01"), Actor::Staff(1)).await.unwrap();
        let now = stage.app.explain("S1", None, Lang::En).await.unwrap();
        let said = of(&now.now, "reactivation");
        assert_eq!(said[0].text, "It can be reactivated by paying the fee, through 1 March 2021.");
        assert_eq!(said[0].source, None, "staff opened it, no line of the file");
        assert!(said[1].text.contains("waived for a payment through 31 December 2020; after that they have to be met"), "{said:#?}");
        assert!(said[1].source.as_ref().unwrap().text.starts_with("pay-until = 2020-12-31"), "{said:#?}");
        let later = stage.app.explain("S1", Some(day("2021-02-01")), Lang::En).await.unwrap();
        assert_eq!(later.status, "reactivatable");
        assert!(of(&later.now, "reactivation").iter().all(|sentence| !sentence.text.contains("waived")), "{later:#?}");
    }

    async fn an_extension_is_cited_and_no_line_of_the_file(engine) {
        let stage = Stage::before_the_relief(engine, "current", "S1,M1,action-pack,2018-06-20,2020-06-20,\n", "").await;
        stage.run("2020-07-01").await;
        let before = stage.app.explain("S1", None, Lang::En).await.unwrap();
        assert!(of(&before.now, "window-closes")[0].source.is_some(), "{before:#?}");
        let id = stage.app.find_subscription("S1").await.unwrap();
        let longer = Grant { kind: ExceptionKind::Extension, until: day("2020-09-01"), reason: "Illness.".to_owned() };
        stage.app.grant_exception(id, longer, Actor::Staff(1)).await.unwrap();
        let after = stage.app.explain("S1", None, Lang::En).await.unwrap();
        for rule in ["window-closes", "lapse", "benefits-until"] {
            let told = [of(&after.now, rule), of(&after.to_come, rule)].concat();
            assert!(told.iter().all(|sentence| sentence.source.is_none()), "{told:#?}");
        }
        assert!(of(&after.now, "exception").len() == 1, "{after:#?}");
    }

    async fn the_end_of_what_was_attained_is_told_before_and_after(engine) {
        let attained = "M1,people-with-certification,security,4,2018-11-01,2020-06-30\n";
        let stage = Stage::before_the_relief(engine, "current", "S1,M1,gold,2018-09-05,2020-09-05,security\n", attained).await;
        stage.run("2020-06-10").await;
        let before = stage.app.explain("S1", None, Lang::En).await.unwrap();
        let ends = of(&before.to_come, "requirements");
        assert_eq!((ends.len(), ends[0].on), (1, Some(day("2020-07-01"))), "{before:#?}");
        assert!(ends[0].text.contains("do not count any more from 1 July 2020 on"), "{ends:#?}");
        stage.run("2020-07-01").await;
        let after = stage.app.explain("S1", None, Lang::Nl).await.unwrap();
        let told = of(&after.story, "requirements");
        assert!(told[0].text.starts_with("Van 1 november 2018 tot en met 30 juni 2020 is vastgelegd: 4 "), "{told:#?}");
        assert!(of(&after.to_come, "requirements").is_empty());
    }
}
