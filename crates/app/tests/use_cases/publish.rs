//! Versions: what publishing one changes, what it must not change, and that nothing is lost whoever works beside it.

use jubilee_app::{App, AppError, Grant, Request, StatusReport, Time};
use jubilee_core::{Actor, Day, ExceptionKind, Lang, MemberId, current_cycle, next_due};
use jubilee_programme::Source;
use jubilee_store::{Db, replan};
use jubilee_testkit::Engine;

use crate::stage::{NOON, Stage, day, on_both_engines};

/// The shipped programme without its relief.
pub(crate) fn plain() -> String {
    let shipped = jubilee_programme::shipped_mpn();
    shipped[..shipped.find("[[relief]]").unwrap()].to_owned()
}

/// The same with the shipped relief, announced on another day.
pub(crate) fn with_relief(announced_on: &str) -> String {
    jubilee_programme::shipped_mpn().replace("announced-on = 2020-08-13", &format!("announced-on = {announced_on}"))
}

/// The same relief moving anniversaries where it waives requirements otherwise.
pub(crate) fn moving(announced_on: &str, to: &str) -> String {
    let text = with_relief(announced_on);
    let (rules, relief) = text.split_at(text.find("[[relief]]").unwrap());
    let waived = relief.lines().find(|line| line.starts_with("requirements = \"waived\"")).unwrap();
    format!("{rules}{}", relief.replacen(waived, &format!("move-anniversary = {to}"), 1))
}

/// One row for each of so many members.
fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    (1..=count).map(row).collect::<Vec<_>>().concat()
}

fn file(text: &str) -> Source {
    Source::new("programmes/mpn/programme.toml", text)
}

/// Members with a subscription each, around the days of the shipped relief; all of them have an admin.
pub(crate) async fn stage(engine: Engine, source: &str) -> Stage {
    let stage = Stage::of(engine, source, Some(day("2020-06-01")), true, Time::still(NOON)).await;
    let holdings = [
        ("gold", "2020-06-30", "security"),
        ("gold", "2020-07-05", "security"),
        ("gold", "2020-09-15", "security;devops"),
        ("silver", "2020-12-20", "messaging"),
        ("action-pack", "2020-09-15", ""),
        ("gold", "2021-01-01", "security"),
        ("silver", "2020-07-20", ""),
    ];
    let subscriptions = rows(holdings.len(), |n| {
        let (offer, anniversary, areas) = holdings[n - 1];
        format!("S{n},M{n},{offer},2016-05-05,{anniversary},{areas}\n")
    });
    fill(&stage, holdings.len(), &subscriptions).await;
    stage
}

/// So many members, each with an admin, and these subscriptions.
async fn fill(stage: &Stage, count: usize, subscriptions: &str) {
    let members = rows(count, |n| format!("M{n},Member {n},NL,en,current\n"));
    let users = rows(count, |n| format!("M{n},admin{n}@m.example,Ada,global-admin,en\n"));
    stage.import(&members, &users, subscriptions).await.unwrap();
}

async fn publish(app: &App, text: &str, effective_on: &str) -> Result<jubilee_app::Published, AppError> {
    let examined = app.examine(&file(text), Some(day(effective_on))).await?;
    app.publish(&examined, Actor::Operator, &|_, _| {}).await
}

/// The rows of all subscriptions say what follows from the ledgers by the programme as it is published now.
pub(crate) async fn assert_planned(stage: &Stage) {
    let app = stage.app.current().await.unwrap();
    let live_from = app.clock().await.unwrap().live_from.unwrap_or(Day::MIN);
    let mut number = 1;
    while let Ok(file) = app.member_file(MemberId::from_number(number).unwrap()).await {
        for row in &file.subscriptions {
            let subscription = file.member.subscription(row.id).unwrap();
            let cycle = current_cycle(app.programme(), subscription, file.today);
            assert_eq!(row.anniversary_on, cycle.map(|cycle| cycle.anniversary), "{}", row.reference);
            let due = next_due(app.programme(), &file.member, row.id, file.today, live_from);
            assert_eq!(row.next_due_on, due, "{} on {}", row.reference, file.today);
        }
        number += 1;
    }
    assert!(number > 1);
    let db = Db::open(stage.database.url()).await.unwrap();
    assert_eq!(replan::unplanned_count(&db).await.unwrap(), 0);
}

/// The answers about all subscriptions on the days of a period.
async fn answers(app: &App, from: &str, until: &str) -> Vec<StatusReport> {
    let mut all = Vec::new();
    let mut on = day(from);
    while on <= day(until) {
        for n in 1..=7 {
            all.push(app.status(&format!("S{n}"), Some(on), Lang::En).await.unwrap());
        }
        on = on.plus_days(if on < day("2020-08-01") { 5 } else { 1 });
    }
    all
}

async fn dates(app: &App, subscription: &str) -> (String, String, String) {
    let status = app.status(subscription, None, Lang::En).await.unwrap();
    let text = |day: Option<Day>| day.unwrap().to_string();
    (status.status.to_owned(), text(status.dates.anniversary), text(status.dates.renew_until))
}

on_both_engines! {
    async fn a_relief_changes_nothing_before_its_announcement_and_everybody_is_told_on_its_day(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-10").await;
        let before = answers(&stage.app, "2020-06-01", "2020-08-12").await;
        let published = publish(&stage.app, &with_relief("2020-08-13"), "2020-08-11").await.unwrap();
        assert_eq!((published.number, published.replanned, published.failed), (2, 7, 0));
        assert_planned(&stage).await;
        let app = stage.app.current().await.unwrap();
        assert_eq!(answers(&app, "2020-06-01", "2020-08-12").await, before);
        assert_eq!(app.status("S2", Some(day("2020-08-13")), Lang::En).await.unwrap().status, "reactivatable");
        let eve = stage.run("2020-08-12").await;
        assert_eq!(eve.steps.iter().map(|step| step.step.as_str()).collect::<Vec<_>>(), ["reminder-2"], "of S7");
        let told = stage.run("2020-08-13").await;
        let mut names: Vec<String> =
            told.steps.iter().map(|step| format!("{} {}", step.subscription, step.step)).collect();
        names.sort();
        let step = "announcement of covid-19";
        assert_eq!(names, ["S1", "S2", "S3", "S4", "S7"].map(|reference| format!("{reference} {step}")));
        assert_planned(&stage).await;
        assert_eq!(stage.run("2020-08-13").await.due, 0, "each is told once");
    }

    async fn an_announcement_of_today_is_told_by_the_next_run_of_the_same_day(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-13").await;
        publish(&stage.app, &with_relief("2020-08-13"), "2020-08-13").await.unwrap();
        assert_planned(&stage).await;
        assert_eq!(stage.run("2020-08-13").await.due, 5);
        assert_planned(&stage).await;
    }

    async fn a_begun_cycle_keeps_its_version_and_a_later_one_follows_the_next(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-09-20").await;
        let longer = plain().replace("closes = \"anniversary + 30 days\"", "closes = \"anniversary + 45 days\"");
        publish(&stage.app, &longer, "2020-09-21").await.unwrap();
        assert_planned(&stage).await;
        let app = stage.app.current().await.unwrap();
        assert_eq!(dates(&app, "S5").await, ("renewal-open".into(), "2020-09-15".into(), "2020-10-15".into()));
        let subscription = app.find_subscription("S5").await.unwrap();
        let order = app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        stage.run("2020-09-30").await;
        app.record_payment(order.id, day("2020-09-25"), None, Request::by(Actor::Operator)).await.unwrap();
        // The next cycle began on 16 September, before the version: it keeps the old window too. The one after it does not.
        assert_eq!(dates(&app, "S5").await, ("active".into(), "2021-09-15".into(), "2021-10-15".into()));
        stage.run("2021-09-20").await;
        let order = app.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        app.record_payment(order.id, day("2021-09-20"), None, Request::by(Actor::Operator)).await.unwrap();
        assert_eq!(dates(&app, "S5").await, ("active".into(), "2022-09-15".into(), "2022-10-30".into()));
        assert_planned(&stage).await;
    }

    async fn a_version_for_begun_cycles_changes_them_from_its_first_day_on(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-09-10").await;
        let longer = plain()
            .replace("closes = \"anniversary + 30 days\"", "closes = \"anniversary + 45 days\"")
            .replace("effective-on = 2018-01-01", "effective-on = 2018-01-01\nbegun-cycles = \"change\"");
        let before = stage.app.status("S5", Some(day("2020-09-11")), Lang::En).await.unwrap();
        publish(&stage.app, &longer, "2020-09-12").await.unwrap();
        assert_planned(&stage).await;
        let app = stage.app.current().await.unwrap();
        assert_eq!(app.status("S5", Some(day("2020-09-11")), Lang::En).await.unwrap(), before);
        stage.run("2020-09-12").await;
        assert_eq!(dates(&app, "S5").await, ("active".into(), "2020-09-15".into(), "2020-10-30".into()));
        assert_eq!(dates(&app, "S2").await.2, "2020-08-04", "its window had closed before");
        assert_planned(&stage).await;
        // It would have lapsed on 16 October.
        let lapses = async |on: &str| {
            stage.run(on).await.steps.iter().any(|step| step.subscription == "S5" && step.step == "lapse")
        };
        assert!(!lapses("2020-10-30").await);
        assert!(lapses("2020-10-31").await);
    }

    async fn a_relief_that_is_withdrawn_before_it_takes_effect_leaves_no_trace(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-01").await;
        let before = answers(&stage.app, "2020-06-01", "2020-08-25").await;
        publish(&stage.app, &with_relief("2020-08-13"), "2020-08-01").await.unwrap();
        stage.run("2020-08-05").await;
        let announced = "announced-on = 2020-08-13";
        let withdrawn = with_relief("2020-08-13").replace(announced, &format!("{announced}\nwithdrawn-on = 2020-08-10"));
        publish(&stage.app, &withdrawn, "2020-08-06").await.unwrap();
        assert_planned(&stage).await;
        stage.run("2020-08-25").await;
        assert_planned(&stage).await;
        let app = stage.app.current().await.unwrap();
        assert_eq!(answers(&app, "2020-06-01", "2020-08-25").await, before);
    }

    async fn a_revision_and_a_withdrawal_plan_everybody_anew(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-20").await;
        let moving = moving("2020-08-21", "\"60 days\"");
        publish(&stage.app, &moving, "2020-08-20").await.unwrap();
        assert_planned(&stage).await;
        stage.run("2020-08-21").await;
        assert_planned(&stage).await;
        let app = stage.app.current().await.unwrap();
        assert_eq!(dates(&app, "S3").await.1, "2020-11-14");
        // From 1 September on, only what ends by October is moved, and further.
        let revised = moving.clone()
            + "\n[[relief.revised]]\nannounced-on = 2020-09-01\nanniversaries = { from = 2020-07-01, until = 2020-10-31 }\n\
               move-anniversary = \"90 days\"\n";
        publish(&stage.app, &revised, "2020-08-22").await.unwrap();
        assert_planned(&stage).await;
        stage.run("2020-09-01").await;
        assert_planned(&stage).await;
        let app = stage.app.current().await.unwrap();
        assert_eq!(dates(&app, "S3").await.1, "2020-12-14");
        assert_eq!(dates(&app, "S4").await.1, "2020-12-20", "it is not named any more");
        let announced = "announced-on = 2020-08-21";
        let withdrawn = revised.replace(announced, &format!("{announced}\nwithdrawn-on = 2020-09-10"));
        publish(&stage.app, &withdrawn, "2020-09-02").await.unwrap();
        stage.run("2020-09-10").await;
        assert_planned(&stage).await;
        let app = stage.app.current().await.unwrap();
        assert_eq!(dates(&app, "S3").await.1, "2020-09-15", "it was withdrawn before the anniversary");
    }

    async fn what_would_change_answers_that_were_given_is_refused(engine) {
        let stage = stage(engine, &with_relief("2020-07-01")).await;
        stage.run("2020-08-20").await;
        let refused = async |text: &str, effective_on: &str| {
            let error = publish(&stage.app, text, effective_on).await.unwrap_err();
            match error {
                AppError::Programme(diagnostics) => diagnostics.iter().map(|one| one.message.clone()).collect::<String>(),
                error => error.to_string(),
            }
        };
        let good = with_relief("2020-07-01");
        let other = good.replace("id = \"mpn\"", "id = \"other\"");
        assert!(refused(&other, "2020-09-01").await.contains("'other'"));
        assert!(refused(&good, "2020-08-19").await.contains("before today, 2020-08-20"));
        assert!(refused(&plain(), "2020-09-01").await.contains("leaves out the relief 'covid-19'"));
        let reworded = good.replace("until = 2020-12-31 }\nrequirements", "until = 2021-12-31 }\nrequirements");
        assert_ne!(reworded, good);
        assert!(refused(&reworded, "2020-09-01").await.contains("announced on 2020-07-01"));
        assert!(refused("[programme", "2020-09-01").await.contains("not TOML"));
        // What members have been told is neither rewritten nor followed by something that is dated back.
        let told = "announced-on = 2020-07-01";
        let with = |line: &str| good.replace(told, &format!("{told}\n{line}"));
        assert!(refused(&with("withdrawn-on = 2020-08-19"), "2020-09-01").await.contains("is withdrawn on 2020-08-19, before today"));
        let revised = |on: &str| {
            let range = "anniversaries = { from = 2020-07-01, until = 2020-10-31 }";
            format!("{good}\n[[relief.revised]]\nannounced-on = {on}\n{range}\n")
        };
        assert!(refused(&revised("2020-08-19"), "2020-09-01").await.contains("is revised on 2020-08-19, before today"));
        let range = "{ from = 2020-07-01, until = 2020-12-31 }";
        let narrow = good.replace(told, "announced-on = 2020-06-20").replacen(range, "{ from = 2020-07-01, until = 2020-10-31 }", 1);
        let earlier = format!("{narrow}\n[[relief.revised]]\nannounced-on = 2020-07-01\nanniversaries = {range}\n");
        let said = refused(&earlier, "2020-09-01").await;
        assert!(said.contains("is announced on 2020-06-20, before today"), "{said}");
        for fine in [with("withdrawn-on = 2020-08-20"), revised("2020-08-20")] {
            stage.app.examine(&file(&fine), Some(day("2020-09-01"))).await.unwrap();
        }
        publish(&stage.app, &good, "2020-09-01").await.unwrap();
        stage.run("2020-09-01").await;
        let begun = refused(&good, "2020-09-01").await;
        assert!(begun.contains("version 2 has been in force since the beginning of 2020-09-01"), "{begun}");
        assert!(begun.contains("name 2020-09-02 or a later day"), "{begun}");
        assert_eq!(stage.app.versions().await.unwrap().len(), 2);
    }

    async fn a_version_that_has_not_begun_is_replaced_by_one_that_begins_before_it(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-10").await;
        let before = answers(&stage.app, "2020-06-01", "2020-12-31").await;
        let begun = "effective-on = 2018-01-01\nbegun-cycles = \"change\"";
        let slip = plain().replacen("effective-on = 2018-01-01", begun, 1).replace("anniversary - 15 days", "anniversary - 40 days");
        publish(&stage.app, &slip, "2020-09-01").await.unwrap();
        assert_planned(&stage).await;
        let app = stage.app.current().await.unwrap();
        assert_ne!(answers(&app, "2020-06-01", "2020-12-31").await, before, "the slip shows from its first day on");
        // The rules as they were take its place: on its own first day, and without a trace.
        let examined = app.examine(&file(&plain()), Some(day("2020-09-01"))).await.unwrap();
        assert_eq!((examined.number, &examined.replaces[..]), (3, &[2][..]));
        let touched = app.touched(&examined, &|_, _| {}).await.unwrap();
        assert!(touched.touched > 0, "{touched:?}");
        app.publish(&examined, Actor::Operator, &|_, _| {}).await.unwrap();
        assert_planned(&stage).await;
        let app = stage.app.current().await.unwrap();
        assert_eq!(answers(&app, "2020-06-01", "2020-12-31").await, before);
        let replaced: Vec<Option<u32>> = app.versions().await.unwrap().iter().map(|version| version.replaced_by).collect();
        assert_eq!(replaced, [None, Some(3), None]);
        // Its first day comes: the third is in force, and the next one begins after it.
        stage.run("2020-09-01").await;
        let error = publish(&stage.app, &plain(), "2020-09-01").await.unwrap_err().to_string();
        assert!(error.contains("version 3 has been in force since"), "{error}");
        assert_planned(&stage).await;
    }

    async fn what_is_announced_today_is_told_and_stays_as_it_was(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-13").await;
        let good = with_relief("2020-08-13");
        publish(&stage.app, &good, "2020-08-14").await.unwrap();
        stage.run("2020-08-13").await;
        let reworded = good.replace("until = 2020-12-31 }\nrequirements", "until = 2021-12-31 }\nrequirements");
        let error = publish(&stage.app, &reworded, "2020-08-15").await.unwrap_err().to_string();
        assert!(error.contains("announced on 2020-08-13") && error.contains("announced-on = 2020-08-14 or later"), "{error}");
        // It can still be withdrawn today, once.
        let withdrawn = |on: &str| good.replace("announced-on = 2020-08-13", &format!("announced-on = 2020-08-13\nwithdrawn-on = {on}"));
        publish(&stage.app, &withdrawn("2020-08-13"), "2020-08-15").await.unwrap();
        let error = publish(&stage.app, &withdrawn("2020-08-20"), "2020-08-16").await.unwrap_err().to_string();
        assert!(error.contains("was withdrawn on 2020-08-13"), "{error}");
    }

    async fn only_what_was_examined_is_published(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-10").await;
        let examined = stage.app.examine(&file(&with_relief("2020-08-13")), Some(day("2020-08-20"))).await.unwrap();
        // Meanwhile somebody else publishes another one, which begins earlier.
        publish(&stage.app, &plain().replace("475.00 USD", "500.00 USD"), "2020-08-15").await.unwrap();
        let error = stage.app.publish(&examined, Actor::Operator, &|_, _| {}).await.unwrap_err().to_string();
        assert!(error.contains("somebody else has just published version 2"), "{error}");
        assert_eq!(stage.app.versions().await.unwrap().len(), 2);
    }

    async fn a_back_dated_announcement_is_refused_and_a_count_says_whom_one_of_today_touches(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-20").await;
        let refused = stage.app.examine(&file(&with_relief("2020-08-19")), Some(day("2020-08-20"))).await.unwrap_err().to_string();
        assert!(refused.contains("is announced on 2020-08-19, before today, 2020-08-20"), "{refused}");
        assert!(refused.contains("write announced-on = 2020-08-20 or later"), "{refused}");
        let far = stage.app.examine(&file(&with_relief("2020-08-20")), Some(day("2120-08-20"))).await.unwrap_err().to_string();
        assert!(far.contains("more than two years ahead"), "{far}");
        let examined = stage.app.examine(&file(&with_relief("2020-08-20")), Some(day("2020-08-20"))).await.unwrap();
        let touched = stage.app.touched(&examined, &|_, _| {}).await.unwrap();
        assert_eq!((touched.members, touched.subscriptions, touched.touched), (7, 7, 5));
        let ahead = stage.app.examine(&file(&with_relief("2020-08-21")), Some(day("2020-08-20"))).await.unwrap();
        assert!(ahead.changes.iter().any(|change| change.section == "relief"), "{:?}", ahead.changes);
        let dearer = plain().replace("475.00 USD", "500.00 USD");
        let dearer = stage.app.examine(&file(&dearer), Some(day("2020-09-01"))).await.unwrap();
        assert_eq!(stage.app.touched(&dearer, &|_, _| {}).await.unwrap().touched, 0, "begun cycles keep their version");
    }

    async fn a_killed_re_plan_is_finished_by_the_next_run_before_it_does_what_is_due(engine) {
        let stage = Stage::of(engine, &plain(), Some(day("2020-06-01")), true, Time::still(NOON)).await;
        // Their second reminder would be due on 8 October, and they would lapse on 16 October.
        fill(&stage, 450, &rows(450, |n| format!("S{n},M{n},gold,2016-05-05,2020-09-15,security\n"))).await;
        stage.run("2020-10-07").await;
        let moving = moving("2020-10-08", "2020-12-01");
        let app = stage.app.clone();
        let killed = tokio::spawn(async move {
            let examined = app.examine(&file(&moving), Some(day("2020-10-08"))).await?;
            app.publish(&examined, Actor::Operator, &|_, _| panic!("killed")).await
        });
        assert!(killed.await.unwrap_err().is_panic());
        let db = Db::open(stage.database.url()).await.unwrap();
        assert_eq!(replan::unplanned_count(&db).await.unwrap(), 250, "one page was done");
        let report = stage.run("2020-10-08").await;
        assert_planned(&stage).await;
        assert_eq!(report.due, 450);
        assert!(report.steps.iter().all(|step| step.step == "announcement of covid-19"), "{:?}", report.steps.first());
    }

    async fn who_cannot_be_planned_is_shown_and_counted_until_it_can(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-10").await;
        let member = stage.app.find_member("M3").await.unwrap();
        let db = Db::open(stage.database.url()).await.unwrap();
        let rows = jubilee_store::ledger::of_member(&db, member).await.unwrap();
        let head = rows.iter().fold(jubilee_store::ledger::Head::beginning(member), |head, row| head.follow(row).unwrap());
        db.commit(jubilee_store::ledger::append(&head, [b"no entry".to_vec()]).stmts).await.unwrap();
        let examined = stage.app.examine(&file(&with_relief("2020-08-13")), Some(day("2020-08-11"))).await.unwrap();
        let touched = stage.app.touched(&examined, &|_, _| {}).await.unwrap();
        assert_eq!((touched.members, touched.subscriptions, touched.failed), (7, 6, 1));
        let published = stage.app.publish(&examined, Actor::Operator, &|_, _| {}).await.unwrap();
        assert_eq!((published.replanned, published.failed), (6, 1));
        let set_aside = stage.app.set_aside_steps(10).await.unwrap();
        assert_eq!(set_aside.len(), 1);
        assert_eq!((set_aside[0].member, set_aside[0].step.as_str(), set_aside[0].on), (member, "plan", day("2020-08-10")));
        assert!(set_aside[0].reason.contains("damaged"), "{}", set_aside[0].reason);
        let report = stage.run("2020-08-11").await;
        assert!(report.unplanned == 1 && report.adds_up(), "{report:?}");
        assert_eq!(replan::unplanned_count(&db).await.unwrap(), 1);
        assert_eq!(stage.run("2020-08-11").await.unplanned, 1, "it is tried again");
    }

    async fn who_still_works_by_the_version_before_loses_nothing(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-09-20").await;
        // Another process, which has read version 1 and never asks again.
        let stale = App::open(stage.database.url(), Time::still(NOON)).await.unwrap();
        publish(&stage.app, &with_relief("2020-09-25"), "2020-09-21").await.unwrap();
        let subscription = stale.find_subscription("S5").await.unwrap();
        let order = stale.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
        stale.record_payment(order.id, day("2020-09-20"), None, Request::by(Actor::Operator)).await.unwrap();
        // By version 1 nothing is due for this one before its reminder of 8 October.
        let covered = stale.find_subscription("S3").await.unwrap();
        let grant = Grant { kind: ExceptionKind::Exemption, until: day("2020-10-10"), reason: "an audit".to_owned() };
        stale.grant_exception(covered, grant, Actor::Operator).await.unwrap();
        let told = stage.run("2020-09-25").await.steps;
        assert_eq!(told.iter().filter(|step| step.step == "announcement of covid-19").count(), 5, "{told:?}");
        assert_planned(&stage).await;
        assert_eq!(dates(&stage.app.current().await.unwrap(), "S5").await.1, "2021-09-15");
    }

    async fn publishing_beside_a_run_and_renewals_loses_nothing(engine) {
        let stage = Stage::of(engine, &plain(), Some(day("2020-06-01")), true, Time::still(NOON)).await;
        let held = |n| {
            format!("A{n},M{n},action-pack,2016-05-05,2020-09-15,\nG{n},M{n},gold,2016-05-05,2020-09-15,security\n")
        };
        fill(&stage, 60, &rows(60, held)).await;
        stage.run("2020-09-20").await;
        for (round, announced_on) in ["2020-10-08", "2020-10-08"].into_iter().enumerate() {
            let stale = App::open(stage.database.url(), Time::still(NOON)).await.unwrap();
            let text = with_relief(announced_on).replace("4730.00 USD", &format!("473{round}.00 USD"));
            let effective_on = day("2020-10-09").plus_days(round as i32).to_string();
            let renewing = async {
                for n in (1 + round..=60).step_by(4) {
                    let subscription = stale.find_subscription(&format!("A{n}")).await.unwrap();
                    let order = stale.order_renewal(subscription, Request::by(Actor::Operator)).await.unwrap();
                    stale.record_payment(order.id, day("2020-09-20"), None, Request::by(Actor::Operator)).await.unwrap();
                }
            };
            let run = stage.app.run(Some(day("2020-10-08")), true, &|_, _| {});
            let (published, run, ()) = tokio::join!(publish(&stage.app, &text, &effective_on), run, renewing);
            published.unwrap();
            assert!(run.unwrap().adds_up());
        }
        let run = stage.run("2020-10-09").await;
        assert!(run.adds_up() && run.failed == 0);
        assert_planned(&stage).await;
        let ledger = async |n: i64| stage.app.ledger_of(MemberId::from_number(n).unwrap()).await.unwrap();
        for n in 1..=60 {
            let entries = ledger(n).await;
            let facts: Vec<String> = entries.iter().map(|(_, recorded)| format!("{:?}", recorded.entry.fact)).collect();
            let count = |what: &str| facts.iter().filter(|fact| fact.starts_with(what)).count();
            assert_eq!(count("Announced"), 1, "member {n} was told once");
            let is_renewed = (n - 1) % 4 < 2;
            assert_eq!(count("Renewed"), usize::from(is_renewed), "member {n}");
        }
    }

    async fn a_running_server_speaks_by_what_was_published_since_it_started(engine) {
        let stage = stage(engine, &plain()).await;
        stage.run("2020-08-10").await;
        let server = App::open(stage.database.url(), Time::still(NOON)).await.unwrap();
        publish(&stage.app, &with_relief("2020-08-10"), "2020-08-10").await.unwrap();
        assert_eq!(server.programme().versions.len(), 1);
        assert_eq!(server.status("S2", None, Lang::En).await.unwrap().status, "lapsed");
        let current = server.current().await.unwrap();
        assert_eq!(current.programme().versions.len(), 2);
        assert_eq!(current.status("S2", None, Lang::En).await.unwrap().status, "reactivatable");
        let versions = current.versions().await.unwrap();
        assert_eq!((versions[0].summary.as_str(), versions[0].changes.len()), ("the first version", 0));
        assert_eq!(versions[1].changes, current.diff(1, 2).await.unwrap());
        assert!(versions[1].summary.contains("COVID-19 extension"), "{}", versions[1].summary);
        assert_eq!(versions[1].published_by.as_deref(), Some("operator"));
        assert!(current.diff(1, 2).await.unwrap().iter().any(|change| change.ids == ["covid-19"]));
        assert!(matches!(current.diff(1, 3).await, Err(AppError::NotFound { what: "version", .. })));
    }
}
