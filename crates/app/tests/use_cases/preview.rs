//! The preview of a relief: what it would do to whom, before anybody is told.

use jubilee_app::{AppError, PreviewRow, Request};
use jubilee_core::{Actor, Lang, ReliefId};
use jubilee_programme::Source;

use crate::publish::{moving, plain, stage, with_relief};
use crate::stage::{day, on_both_engines};

fn row<'r>(rows: &'r [PreviewRow], subscription: &str) -> &'r PreviewRow {
    rows.iter().find(|row| row.subscription == subscription).unwrap_or_else(|| panic!("no row of {subscription}: {rows:#?}"))
}

on_both_engines! {
    async fn a_draft_is_compared_on_the_day_of_its_announcement(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-01").await;
        let covid = ReliefId::from("covid-19");
        let unknown = stage.app.preview(&covid, None, None, Lang::En, &|_, _| {}).await;
        assert!(matches!(unknown, Err(AppError::NotFound { what: "relief", .. })));
        let source = Source::new("programme.toml", with_relief("2020-08-13"));
        let draft = stage.app.draft(&source).await.unwrap();
        let preview = stage.app.preview(&covid, Some(draft), None, Lang::En, &|_, _| {}).await.unwrap();
        assert_eq!(preview.summary.on, day("2020-08-13"));
        let totals = &preview.summary.totals;
        assert_eq!((totals.members, totals.subscriptions, totals.differing, totals.failed), (7, 7, 5, 0));
        // S3, S4 and S7 are covered; S1 and S2 have lapsed and can come back; the Action Pack and 2021 are not meant.
        assert_eq!((totals.covered, totals.waived, totals.reactivatable, totals.moved), (3, 3, 2, 0), "{totals:?}");
        assert_eq!(totals.fees["EUR"].decimal(), "18924.40", "three gold and two silver fees, with 21 % tax");
        assert_eq!(totals.taxes["EUR"].decimal(), "3284.40");
        assert_eq!((totals.mails_before.get("announcement"), totals.mails_after["announcement"]), (None, 5));
        let lapsed = row(&preview.rows, "S2");
        assert_eq!((lapsed.status_before, lapsed.status_after), ("lapsed", "reactivatable"));
        assert_eq!(lapsed.reactivation_until, Some(day("2020-12-31")));
        assert_eq!(lapsed.reactivation_anniversary, Some(day("2021-07-05")));
        assert_eq!((lapsed.fee_from, lapsed.fee_until), (Some(day("2020-08-13")), Some(day("2020-12-31"))));
        let covered = row(&preview.rows, "S3");
        assert_eq!(covered.waived_areas, ["Security", "DevOps"]);
        assert_eq!((covered.anniversary_before, covered.anniversary_after), (Some(day("2020-09-15")), Some(day("2020-09-15"))));
        assert_eq!((covered.fee_from, covered.fee_until), (Some(day("2020-09-16")), Some(day("2020-10-15"))));
        let reminder = |mails: &[jubilee_app::PreviewMail]| {
            mails.iter().filter(|mail| mail.kind == "reminder-1").map(|mail| (mail.on, mail.words)).collect::<Vec<_>>()
        };
        assert_eq!(reminder(&covered.mails_before), [(day("2020-08-31"), "usual")]);
        assert_eq!(reminder(&covered.mails_after), [(day("2020-08-31"), "relief")]);
        assert_eq!(stage.app.versions().await.unwrap().len(), 1, "nothing was written");
    }

    async fn pages_of_a_preview_go_on_after_the_last_member(engine) {
        let stage = stage(engine, &with_relief("2020-08-13")).await;
        stage.run("2020-08-15").await;
        let covid = ReliefId::from("covid-19");
        let whole = stage.app.preview(&covid, None, None, Lang::En, &|_, _| {}).await.unwrap();
        assert_eq!(whole.rows.len(), 5);
        let first = whole.rows[1].member_id;
        let page = stage.app.preview_after(&covid, first, 2, Lang::En).await.unwrap();
        assert_eq!((page.on, &page.rows[..], page.has_more), (whole.summary.on, &whole.rows[2..4], true));
        let page = stage.app.preview_after(&covid, page.rows[1].member_id, 2, Lang::En).await.unwrap();
        assert_eq!((&page.rows[..], page.has_more), (&whole.rows[4..], false));
    }

    async fn a_published_relief_that_moves_is_compared_today(engine) {
                let stage = stage(engine, &moving("2020-08-13", "\"60 days\"")).await;
        stage.run("2020-08-15").await;
        let covid = ReliefId::from("covid-19");
        let mut rows = Vec::new();
        let summary = stage.app.preview_each(&covid, None, None, Lang::Nl, &|_, _| {}, &mut |row| rows.push(row)).await.unwrap();
        assert_eq!((summary.on, summary.totals.moved), (day("2020-08-15"), 3));
        assert_eq!(summary.totals.differing as usize, rows.len());
        let moved = row(&rows, "S4");
        assert_eq!((moved.anniversary_before, moved.anniversary_after), (Some(day("2020-12-20")), Some(day("2021-02-18"))));
        assert_eq!((moved.renew_until_before, moved.renew_until_after), (Some(day("2021-01-19")), Some(day("2021-03-20"))));
        assert!(!moved.requirements_waived && moved.fee.is_some());
    }

    async fn a_revision_is_compared_on_its_day_or_on_the_day_that_is_asked_for(engine) {
        let stage = stage(engine, &with_relief("2020-08-13")).await;
        stage.run("2020-08-15").await;
        let covid = ReliefId::from("covid-19");
        // From 1 October on the anniversary of S6, 2021-01-01, is meant as well.
        let range = "anniversaries = { from = 2020-07-01, until = 2021-03-31 }";
        let text = format!("{}\n[[relief.revised]]\nannounced-on = 2020-10-01\n{range}\n", with_relief("2020-08-13"));
        let draft = stage.app.draft(&Source::new("programme.toml", text)).await.unwrap();
        let preview = async |on: Option<&str>| {
            stage.app.preview(&covid, Some(draft.clone()), on.map(day), Lang::En, &|_, _| {}).await
        };
        let revised = preview(None).await.unwrap();
        assert_eq!(revised.summary.on, day("2020-10-01"));
        assert!(row(&revised.rows, "S6").requirements_waived);
        let today = preview(Some("2020-08-15")).await.unwrap();
        assert_eq!(today.summary.on, day("2020-08-15"));
        assert!(today.rows.iter().all(|row| row.subscription != "S6"), "{:?}", today.rows);
        let passed = preview(Some("2020-08-14")).await.unwrap_err();
        assert!(matches!(passed, AppError::Usage(_)), "{passed}");
        // With a withdrawal to come, its day is the one on which something changes.
        let withdrawn = with_relief("2020-08-13").replacen("\nannounced-on", "\nwithdrawn-on = 2020-11-02\nannounced-on", 1);
        let draft = stage.app.draft(&Source::new("programme.toml", withdrawn)).await.unwrap();
        let preview = stage.app.preview(&covid, Some(draft), None, Lang::En, &|_, _| {}).await.unwrap();
        assert_eq!(preview.summary.on, day("2020-11-02"));
        let kept_out = row(&preview.rows, "S4");
        assert!(!kept_out.requirements_waived, "its anniversary, 2020-12-20, comes after the withdrawal");
        assert!(kept_out.mails_after.iter().any(|mail| mail.kind == "announcement"), "which it is told: {kept_out:?}");
    }

    async fn each_mail_says_what_is_true_on_its_own_day(engine) {
        let text = with_relief("2020-08-13");
        let (rules, reminding) = text.split_at(text.find("[relief.reminder]").or_else(|| text.find("reminder = {")).unwrap());
        assert!(!reminding.is_empty() && rules.contains("[[relief]]"));
        let stage = stage(engine, &text).await;
        stage.run("2020-09-20").await;
        let subscription = stage.app.find_subscription("S3").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        stage.app.record_payment(order.id, day("2020-09-20"), None, Request::by(Actor::Operator)).await.unwrap();
        let preview = stage.app.preview(&ReliefId::from("covid-19"), None, None, Lang::En, &|_, _| {}).await.unwrap();
        let totals = &preview.summary.totals;
        assert_eq!((totals.covered, totals.waived, totals.carried), (1, 2, 1), "S4, and S3, whose year is renewed: {totals:?}");
        let renewed = row(&preview.rows, "S3");
        assert!(renewed.requirements_waived && renewed.fee.is_none());
        let words: Vec<_> = renewed.mails_after.iter().map(|mail| (mail.on.to_string(), mail.words)).collect();
        assert!(words.contains(&("2021-08-31".to_owned(), "usual")), "the next renewal needs its requirements: {words:?}");
        assert_eq!(renewed.mails_before, renewed.mails_after);
    }
}
