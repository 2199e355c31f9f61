//! The preview of a relief: what it would do to whom, before anybody is told.

use jubilee_app::{AppError, PreviewRow};
use jubilee_core::{Lang, ReliefId};
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
        let unknown = stage.app.preview(&covid, None, Lang::En, &|_, _| {}).await;
        assert!(matches!(unknown, Err(AppError::NotFound { what: "relief", .. })));
        let source = Source::new("programme.toml", with_relief("2020-08-13"));
        let draft = stage.app.draft(&source).await.unwrap();
        let preview = stage.app.preview(&covid, Some(draft), Lang::En, &|_, _| {}).await.unwrap();
        assert_eq!(preview.summary.on, day("2020-08-13"));
        let totals = &preview.summary.totals;
        assert_eq!((totals.members, totals.subscriptions, totals.differing, totals.failed), (7, 7, 5, 0));
        // S3, S4 and S7 are covered; S1 and S2 have lapsed and can come back; the Action Pack and 2021 are not meant.
        assert_eq!((totals.covered, totals.waived, totals.reactivatable, totals.moved), (3, 3, 2, 0), "{totals:?}");
        assert_eq!(totals.fees["EUR"].decimal(), "15640.00", "three gold and two silver fees");
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

    async fn a_published_relief_that_moves_is_compared_today(engine) {
                let stage = stage(engine, &moving("2020-08-13", "\"60 days\"")).await;
        stage.run("2020-08-15").await;
        let covid = ReliefId::from("covid-19");
        let mut rows = Vec::new();
        let summary = stage.app.preview_each(&covid, None, Lang::Nl, &|_, _| {}, &mut |row| rows.push(row)).await.unwrap();
        assert_eq!((summary.on, summary.totals.moved), (day("2020-08-15"), 3));
        assert_eq!(summary.totals.differing as usize, rows.len());
        let moved = row(&rows, "S4");
        assert_eq!((moved.anniversary_before, moved.anniversary_after), (Some(day("2020-12-20")), Some(day("2021-02-18"))));
        assert_eq!((moved.renew_until_before, moved.renew_until_after), (Some(day("2021-01-19")), Some(day("2021-03-20"))));
        assert!(!moved.requirements_waived && moved.fee.is_some());
    }
}
