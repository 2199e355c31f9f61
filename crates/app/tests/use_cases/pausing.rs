//! The pause: nothing happens by itself while it holds, and everything that fell due is made up after it, once.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jubilee_app::{AppError, Health, Request, RunRefused, Time};
use jubilee_core::{Actor, Instant};

use crate::stage::{NOON, Stage, day, on_both_engines};

const DAY: i64 = 86_400 * 1_000_000;
const WHY: &str = "wrong fee for gold";

on_both_engines! {
    async fn c105_while_it_is_paused_nothing_happens_and_then_everything_once(engine) {
        let paused = Stage::with_contoso(engine, "2019-08-01").await;
        let undisturbed = Stage::with_contoso(engine, "2019-08-01").await;
        for stage in [&paused, &undisturbed] {
            assert_eq!(stage.mails_of("2019-08-16").await.len(), 0);
        }
        let pause = paused.app.pause(&format!("  {WHY} "), Actor::Staff(3)).await.unwrap();
        assert_eq!((pause.number, pause.reason.as_str(), pause.by, pause.until), (1, WHY, Some(3), None));
        let report = paused.run("2019-08-25").await;
        assert_eq!((report.due, report.steps.len()), (0, 0));
        assert_eq!(report.paused.map(|pause| pause.reason).as_deref(), Some(WHY));
        assert_eq!(paused.app.today().await.unwrap(), day("2019-08-25"), "the days go on");
        assert_eq!(paused.app.waiting_subscriptions().await.unwrap(), 2);
        assert_eq!(paused.mails_of("2019-08-26").await, [""; 0]);
        paused.app.resume(Actor::Operator).await.unwrap();
        assert_eq!(paused.app.paused().await.unwrap(), None);
        let report = paused.run("2019-08-27").await;
        assert_eq!((report.due, report.done, report.paused), (2, 2, None));
        paused.app.deliver(&paused.post, &|_| {}).await.unwrap();
        // Another one over the end of both windows: what is lost is dated as if nothing had been held.
        paused.app.pause(WHY, Actor::Operator).await.unwrap();
        assert_eq!(paused.mails_of("2019-10-20").await, [""; 0]);
        assert_eq!(paused.status("S1").await, "lapsed", "what members see follows from the dates");
        paused.app.resume(Actor::Operator).await.unwrap();
        paused.run("2019-10-21").await;
        undisturbed.run("2019-08-27").await;
        undisturbed.run("2019-10-21").await;
        let told = async |stage: &Stage| {
            let id = stage.app.find_member("M1").await.unwrap();
            let ledger = stage.app.ledger_of(id).await.unwrap();
            ledger.into_iter().map(|(_, recorded)| recorded.entry).collect::<Vec<_>>()
        };
        assert_eq!(told(&paused).await, told(&undisturbed).await);
        assert!(paused.app.verify(true, &|_, _| {}).await.unwrap().sound);
    }

    async fn c105_what_waited_in_the_outbox_is_looked_at_again_before_it_goes(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-24").await;
        stage.app.pause(WHY, Actor::Operator).await.unwrap();
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        stage.app.record_payment(order.id, day("2019-09-24"), None, Request::by(Actor::Operator)).await.unwrap();
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        assert_eq!(stage.smtp.mails().len(), 0, "members order and pay, and their confirmations wait as well");
        assert_eq!(stage.app.make_invoices().await.unwrap(), 0, "and so does the invoice");
        // Whoever has to sign in is not locked out.
        stage.app.request_sign_in("anna@contoso.example", None).await.unwrap();
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        assert_eq!(stage.smtp.mails().iter().map(|mail| mail.to[0].clone()).collect::<Vec<_>>(), ["anna@contoso.example"]);
        stage.app.resume(Actor::Operator).await.unwrap();
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let notices: Vec<String> = stage.smtp.mails().iter().filter_map(|mail| mail.header("X-Jubilee-Notices")).collect();
        assert!(!notices.is_empty() && notices.iter().all(|notice| !notice.contains("reminder S1")), "{notices:?}");
    }

    async fn c105_a_pause_that_begins_during_a_run_ends_it_after_the_page_that_it_is_at(engine) {
        let stage = Stage::sandbox(engine, "2019-08-01").await;
        let rows = |row: fn(u32) -> String| (0..450).map(row).collect::<String>();
        let members = rows(|n| format!("M{n},Member {n},NL,nl,current\n"));
        let users = rows(|n| format!("M{n},a{n}@m.example,A,global-admin,nl\n"));
        let subscriptions = rows(|n| format!("S{n},M{n},action-pack,2018-09-01,,\n"));
        stage.import(&members, &users, &subscriptions).await.unwrap();
        let app = stage.app.clone();
        let pause = move |_: u64, _: u64| {
            let handle = tokio::runtime::Handle::current();
            tokio::task::block_in_place(|| handle.block_on(app.pause(WHY, Actor::Operator))).unwrap();
        };
        let report = stage.app.run(Some(day("2019-08-17")), false, &pause).await.unwrap();
        assert_eq!((report.done, report.paused.is_some(), report.adds_up()), (200, true, true));
        let days = async || stage.app.clock().await.unwrap().completed_on.unwrap();
        assert!(days().await < day("2019-08-17"), "the day is not complete");
        stage.app.resume(Actor::Operator).await.unwrap();
        assert_eq!(stage.run("2019-08-17").await.done, 250);
        assert_eq!(days().await, day("2019-08-17"));
    }

    async fn c105_a_long_pause_needs_no_catch_up_and_a_leap_of_the_clock_still_does(engine) {
        let time = Arc::new(AtomicI64::new(NOON.0));
        let shared = time.clone();
        let stage = Stage::set_up(engine, None, false, Time::new(move || Instant(shared.load(Ordering::SeqCst)))).await;
        stage.import("M1,C,NL,nl,current\n", "M1,a@c.example,A,global-admin,nl\n", "S1,M1,action-pack,2025-01-05,,\n").await.unwrap();
        let run = async || stage.app.run(None, false, &|_, _| {}).await;
        run().await.unwrap();
        stage.app.pause(WHY, Actor::Operator).await.unwrap();
        for on in 1..=40 {
            time.store(NOON.0 + on * DAY, Ordering::SeqCst);
            assert!(run().await.unwrap().paused.is_some(), "{on}");
        }
        assert_eq!(stage.app.business_date().await.unwrap(), (day("2026-02-10"), None));
        let doctor = stage.app.doctor(None).await.unwrap();
        let found = doctor.iter().find(|one| one.about == "run").unwrap();
        assert_eq!(found.health, Health::Bad, "forgotten for long: {}", found.found);
        assert!(found.found.contains(WHY) && found.found.contains("1 subscription has something due"), "{}", found.found);
        stage.app.resume(Actor::Operator).await.unwrap();
        time.store(NOON.0 + 400 * DAY, Ordering::SeqCst);
        let refused = run().await.unwrap_err();
        assert!(matches!(refused, AppError::Run(RunRefused::Fence { .. })), "{refused}");
        time.store(NOON.0 + 41 * DAY, Ordering::SeqCst);
        assert!(run().await.unwrap().done > 0);
        assert_eq!(stage.status("S1").await, "lapsed");
    }

    async fn c105_two_who_pause_at_once_make_one_pause_and_a_reason_is_needed(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        for reason in ["", "  ", "\u{7}", &"x".repeat(10_000)] {
            assert!(matches!(stage.app.pause(reason, Actor::Operator).await, Err(AppError::Usage(_))), "{reason:.20}");
        }
        let both = tokio::join!(stage.app.pause("one", Actor::Operator), stage.app.pause("other", Actor::Operator));
        assert!(both.0.is_ok() != both.1.is_ok(), "{both:?}");
        let refused = both.0.err().or(both.1.err()).unwrap();
        assert!(matches!(refused, AppError::AlreadyPaused { .. }), "{refused}");
        let refused = refused.to_string();
        assert!(refused.contains("paused already (o") && refused.contains("jubilee resume"), "{refused}");
        stage.app.resume(Actor::Operator).await.unwrap();
        assert!(matches!(stage.app.resume(Actor::Operator).await, Err(AppError::NotPaused)));
        let all = stage.app.pauses(10).await.unwrap();
        assert_eq!((all.len(), all[0].until.is_some(), all[0].resumed_by), (1, true, None));
    }
}
