use jubilee_app::{AppError, Request};
use jubilee_core::{Actor, Lift, Reason};

use crate::stage::{Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;

on_both_engines! {
    async fn t29_t30_what_lapsed_before_the_announcement_stays_lapsed_until_it_is_reactivated(engine) {
        let stage = Stage::before_the_relief(engine, "current", "S1,M1,gold,2019-07-05,,security\n", "").await;
        stage.run("2020-08-12").await;
        let id = stage.app.find_subscription("S1").await.unwrap();
        assert_eq!(stage.status("S1").await, "lapsed");
        let refused = stage.app.order_reactivation(id, Request::by(OPERATOR)).await.unwrap_err();
        assert!(matches!(refused, AppError::Refused(refusal) if refusal.reasons[0] == Reason::NoReactivation));

        stage.run("2020-08-13").await;
        let report = stage.standing("S1").await;
        assert_eq!((report.status, report.benefits), ("reactivatable", false));
        let open = report.reactivation.unwrap();
        assert_eq!((open.until, open.next_anniversary), (day("2020-12-31"), day("2021-07-05")));
        assert_eq!((open.renew_from, open.renew_until), (day("2021-07-06"), day("2021-08-04")));

        stage.run("2020-11-20").await;
        let order = stage.app.order_reactivation(id, Request::by(OPERATOR)).await.unwrap();
        assert_eq!(stage.app.order_reactivation(id, Request::by(OPERATOR)).await.unwrap().order, order.order);
        let paid = stage.app.record_payment(order.id, day("2020-11-20"), None, Request::by(OPERATOR)).await.unwrap();
        assert!(paid.is_applied, "{paid:?}");
        let report = stage.standing("S1").await;
        assert_eq!((report.status, report.benefits), ("active", true));
        assert_eq!(report.dates.anniversary, Some(day("2021-07-05")));
        // Its next cycle has reminders of its own.
        let next = stage.run("2021-06-20").await;
        assert_eq!(next.steps.iter().map(|step| step.step.as_str()).collect::<Vec<_>>(), ["reminder-1"]);
    }

    async fn t31_after_the_deadline_only_a_new_purchase_is_left(engine) {
        let stage = Stage::before_the_relief(engine, "current", "S1,M1,gold,2019-07-05,,security\n", "").await;
        stage.run("2021-01-01").await;
        let id = stage.app.find_subscription("S1").await.unwrap();
        assert_eq!(stage.status("S1").await, "lapsed");
        let refused = stage.app.order_reactivation(id, Request::by(OPERATOR)).await.unwrap_err();
        let AppError::Refused(refusal) = refused else { panic!("{refused}") };
        assert!(matches!(refusal.reasons[0], Reason::ReactivationOver { .. }), "{refusal:?}");
        assert_eq!(refusal.lift, Lift::BuyAnew);
        let anew = stage.app.order_anew(id, Request::by(OPERATOR)).await.unwrap_err();
        assert!(matches!(anew, AppError::Refused(refusal) if refusal.lift == Lift::Meet(None)), "requirements apply again");
    }

    async fn t23_t24_an_exempt_renewal_needs_its_fee_only(engine) {
        let stage = Stage::before_the_relief(engine, "current", "S1,M1,gold,2019-09-15,,security\n", "").await;
        stage.run("2020-10-01").await;
        let report = stage.standing("S1").await;
        let found = &report.requirements[0];
        assert_eq!((found.state, found.exempt, found.at_risk), ("complete", true, false));
        assert_eq!((found.exempt_until, &found.missing[..]), (Some(day("2021-09-15")), &[][..]));
        assert_eq!((report.reliefs, report.moved_from), (vec!["covid-19".to_owned()], None));
        let id = stage.app.find_subscription("S1").await.unwrap();
        let order = stage.app.order_renewal(id, Request::by(OPERATOR)).await.unwrap();
        stage.app.record_payment(order.id, day("2020-10-01"), None, Request::by(OPERATOR)).await.unwrap();
        let report = stage.standing("S1").await;
        assert_eq!(report.dates.anniversary, Some(day("2021-09-15")));
        assert!(report.requirements[0].exempt, "the exemption carries through to the next renewal date");
    }

    async fn an_announcement_is_told_once_on_its_day_and_made_up_after_an_outage(engine) {
        let subscriptions = "S1,M1,gold,2019-09-15,,security\nS2,M1,action-pack,2019-09-15,,\nS3,M1,silver,2019-06-01,,devops\n";
        let stage = Stage::before_the_relief(engine, "current", subscriptions, "").await;
        stage.run("2020-08-12").await;
        let announced = |report: &jubilee_app::RunReport| {
            let steps = report.steps.iter().filter(|step| step.step.starts_with("announcement"));
            steps.map(|step| format!("{} {}", step.subscription, step.due_on)).collect::<Vec<_>>()
        };
        // The run is out for two days; what was announced is told when it is back, the covered one and the lapsed one.
        let report = stage.run("2020-08-15").await;
        assert_eq!(announced(&report), ["S1 2020-08-13", "S3 2020-08-13"]);
        assert!(report.adds_up());
        assert_eq!(announced(&stage.run("2020-08-16").await), [""; 0]);
        assert_eq!(announced(&stage.run("2020-12-31").await), [""; 0]);
    }

    async fn nobody_is_told_of_an_announcement_from_before_the_live_date(engine) {
        let stage = Stage::sandbox(engine, "2020-09-01").await;
        let users = "M1,anna@contoso.example,Anna,global-admin,nl\n";
        stage.import("M1,Contoso,NL,nl,current\n", users, "S1,M1,gold,2019-10-15,,security\n").await.unwrap();
        assert_eq!(stage.run("2020-09-29").await.due, 0);
        assert_eq!(stage.run("2020-09-30").await.due, 1, "the reminder");
        assert!(stage.standing("S1").await.requirements[0].exempt, "and the relief counts all the same");
    }
}
