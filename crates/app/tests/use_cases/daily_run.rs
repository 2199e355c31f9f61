use jubilee_app::{AppError, Request, RunRefused, Time};
use jubilee_core::{Actor, Instant, Lang};
use jubilee_testkit::smtp::{Act, Position};

use crate::stage::{NOON, Stage, day, on_both_engines};

on_both_engines! {
    async fn c40_a_day_is_done_once_and_a_second_run_does_nothing(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        assert_eq!(stage.mails_of("2019-08-16").await, [""; 0]);
        assert_eq!(
            stage.mails_of("2019-08-17").await,
            [
                "anna@contoso.example: Uw Action Pack: te verlengen van 2 september 2019 tot en met 1 oktober 2019",
                "bob@contoso.example: Your Action Pack: renew from 2 September 2019 until 1 October 2019",
            ]
        );
        let again = stage.run("2019-08-17").await;
        assert_eq!((again.due, again.steps.len()), (0, 0));
        assert_eq!(stage.mails_of("2019-08-17").await, [""; 0]);
    }

    async fn c68_missed_days_are_made_up_in_one_digest_and_the_sum_adds_up(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-08-10").await;
        // Both first reminders (17 and 21 August) are late; one mail a recipient says both.
        let report = stage.run("2019-09-03").await;
        assert_eq!((report.due, report.done), (2, 2));
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let mails = stage.smtp.mails();
        assert_eq!(mails.len(), 2, "one for each admin");
        assert_eq!(
            mails.iter().find(|mail| mail.to[0] == "bob@contoso.example").unwrap().header("X-Jubilee-Notices").unwrap(),
            "reminder S1 2019-09-01, reminder S2 2019-09-05"
        );
        // From here to well past both windows: second reminders missed, both lapsed.
        let report = stage.run("2019-11-01").await;
        assert_eq!((report.due, report.done, report.missed, report.superseded, report.failed), (4, 2, 2, 0, 0));
        assert!(report.adds_up());
        assert_eq!(stage.status("S1").await, "lapsed");
    }

    async fn nothing_that_was_due_before_the_live_date_happens(engine) {
        let stage = Stage::with_contoso(engine, "2019-09-25").await;
        let report = stage.run("2019-09-30").await;
        assert_eq!(
            report.steps.iter().map(|step| format!("{} {} {}", step.subscription, step.step, step.due_on)).collect::<Vec<_>>(),
            ["S2 reminder-2 2019-09-28"]
        );
    }

    async fn a_sandbox_without_a_live_date_goes_live_with_its_first_run(engine) {
        let stage = Stage::set_up(engine, None, true, Time::still(NOON)).await;
        stage.import("M1,C,NL,nl,current\n", "M1,a@c.example,A,global-admin,nl\n", "S1,M1,action-pack,2018-09-01,,\n").await.unwrap();
        assert_eq!(stage.run("2019-09-23").await.due, 0, "the first reminder was due before");
        assert_eq!(stage.run("2019-09-24").await.due, 1);
    }

    async fn c60_a_renewal_between_queueing_and_sending_supersedes_the_reminder(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-24").await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        stage.app.record_payment(order.id, day("2019-09-24"), None, Request::by(Actor::Operator)).await.unwrap();
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let notices: Vec<String> = stage.smtp.mails().iter().filter_map(|mail| mail.header("X-Jubilee-Notices")).collect();
        assert!(notices.iter().all(|notice| !notice.contains("S1")), "{notices:?}");
        assert!(notices.iter().any(|notice| notice.contains("S2")), "the other reminder is still true: {notices:?}");
    }

    async fn c96_a_lapse_and_a_payment_at_the_same_time_give_a_renewal(engine) {
        for _ in 0..5 {
            let stage = Stage::with_contoso(engine, "2019-08-01").await;
            stage.run("2019-09-30").await;
            let subscription = stage.app.find_subscription("S1").await.unwrap();
            let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
            let run = stage.app.run(Some(day("2019-10-02")), false, &|_, _| {});
            let pay = stage.app.record_payment(order.id, day("2019-09-30"), None, Request::by(Actor::Operator));
            let (run, pay) = tokio::join!(run, pay);
            assert!(run.unwrap().adds_up());
            assert!(pay.unwrap().is_applied);
            assert_eq!(stage.status("S1").await, "active");
        }
    }

    async fn f12_several_runs_of_one_day_have_the_effect_of_one(engine) {
        let stage = Stage::sandbox(engine, "2019-08-01").await;
        let rows = |row: fn(u32) -> String| (0..300).map(row).collect::<String>();
        let members = rows(|n| format!("M{n},Member {n},NL,nl,current\n"));
        let users = rows(|n| format!("M{n},a{n}@m.example,A,global-admin,nl\n"));
        let subscriptions = rows(|n| format!("S{n},M{n},action-pack,2018-09-01,,\n"));
        stage.import(&members, &users, &subscriptions).await.unwrap();
        let other = jubilee_app::App::open(stage.database.url(), Time::still(NOON)).await.unwrap();
        let runs = tokio::join!(
            stage.app.run(Some(day("2019-08-17")), false, &|_, _| {}),
            other.run(Some(day("2019-08-17")), false, &|_, _| {}),
            other.run(Some(day("2019-08-17")), false, &|_, _| {}),
        );
        let done = runs.0.unwrap().done + runs.1.unwrap().done + runs.2.unwrap().done;
        assert_eq!(done, 300);
        let posts = tokio::join!(stage.app.deliver(&stage.post, &|_| {}), other.deliver(&stage.post, &|_| {}));
        assert_eq!(posts.0.unwrap().sent + posts.1.unwrap().sent, 300);
        let mut ids: Vec<String> = stage.smtp.mails().iter().map(|mail| mail.header("Message-ID").unwrap()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 300);
    }

    async fn f8_a_real_store_does_not_run_ahead_of_its_fence(engine) {
        let time = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(NOON.0));
        let shared = time.clone();
        let clock = Time::new(move || Instant(shared.load(std::sync::atomic::Ordering::SeqCst)));
        let stage = Stage::set_up(engine, None, false, clock).await;
        stage.import("M1,C,NL,nl,current\n", "M1,a@c.example,A,global-admin,nl\n", "S1,M1,action-pack,2025-01-05,,\n").await.unwrap();
        stage.app.run(None, false, &|_, _| {}).await.unwrap();
        assert_eq!(stage.status("S1").await, "active");
        // The machine's clock jumps a year ahead: nothing lapses, on no page and in no run.
        time.store(NOON.0 + 365 * 86_400 * 1_000_000, std::sync::atomic::Ordering::SeqCst);
        let refused = stage.app.run(None, false, &|_, _| {}).await.unwrap_err();
        assert!(matches!(refused, AppError::Run(RunRefused::Fence { .. })), "{refused}");
        assert_eq!(stage.app.today().await.unwrap(), day("2026-01-04"));
        assert_eq!(stage.status("S1").await, "active");
        let beyond = stage.app.run(Some(day("2028-01-01")), true, &|_, _| {}).await.unwrap_err();
        assert!(matches!(beyond, AppError::Run(RunRefused::Beyond { .. })), "{beyond}");
        // Confirmed, the missed days are made up.
        let report = stage.app.run(None, true, &|_, _| {}).await.unwrap();
        assert_eq!(stage.status("S1").await, "lapsed");
        assert_eq!(report.until, day("2027-01-01"));
    }

    async fn f16_a_mail_that_is_put_off_is_sent_later_and_one_that_is_refused_is_shown(engine) {
        let time = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(NOON.0));
        let shared = time.clone();
        let clock = Time::new(move || Instant(shared.load(std::sync::atomic::Ordering::SeqCst)));
        let stage = Stage::set_up(engine, Some(day("2019-08-01")), true, clock).await;
        let users = "M1,a@c.example,A,global-admin,nl\nM1,b@c.example,B,global-admin,en\n";
        stage.import("M1,C,NL,nl,current\n", users, "S1,M1,action-pack,2018-09-01,,\n").await.unwrap();
        stage.run("2019-08-17").await;
        stage.smtp.script(Position::Recipient, [Act::Reply(450, "greylisted"), Act::Reply(550, "no such mailbox")]);
        let first = stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        assert_eq!((first.sent, first.deferred, first.failed), (0, 1, 1));
        assert_eq!(stage.app.deliver(&stage.post, &|_| {}).await.unwrap().sent, 0, "not before its time");
        time.fetch_add(86_400 * 1_000_000, std::sync::atomic::Ordering::SeqCst);
        assert_eq!(stage.app.deliver(&stage.post, &|_| {}).await.unwrap().sent, 1);
        assert_eq!(stage.app.deliver(&stage.post, &|_| {}).await.unwrap().sent, 0);
        assert_eq!(stage.smtp.mails().len(), 1);
    }

    async fn as_of_answers_with_what_was_known_on_that_day(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-10").await;
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        stage.run("2019-10-04").await;
        stage.app.record_payment(order.id, day("2019-09-30"), None, Request::by(Actor::Operator)).await.unwrap();
        let status = async |on: &str| stage.app.status("S1", Some(day(on)), Lang::En).await.unwrap().status;
        assert_eq!(status("2019-09-30").await, "renewal-open");
        assert_eq!(status("2019-10-03").await, "lapsed", "the payment was not known then");
        assert_eq!(status("2019-10-04").await, "active");
        assert_eq!(status("2020-09-01").await, "renewal-open", "a day to come, with what is known now");
        assert_eq!(status("2018-12-01").await, "active", "what was carried over was known since its purchase");
    }
}
