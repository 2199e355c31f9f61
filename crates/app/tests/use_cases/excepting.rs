use jubilee_app::{AppError, Grant, Request};
use jubilee_core::{Actor, Base, ExceptionKind, Lift, Reason};

use crate::stage::{Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;
const STAFF: Actor = Actor::Staff(7);

fn grant(kind: ExceptionKind, until: &str) -> Grant {
    Grant { kind, until: day(until), reason: "  The auditor was ill.\nSeen by Sofie. ".to_owned() }
}

/// A gold competency (anniversary 2019-09-05) whose requirements are not met, and nothing else.
async fn unmet(engine: jubilee_testkit::Engine) -> (Stage, jubilee_core::SubscriptionId) {
    let stage = Stage::sandbox(engine, "2019-08-01").await;
    let users = "M1,anna@contoso.example,Anna,global-admin,en\n";
    stage.import("M1,Contoso,NL,nl,current\n", users, "S1,M1,gold,2018-09-05,,security\n").await.unwrap();
    let id = stage.app.find_subscription("S1").await.unwrap();
    (stage, id)
}

on_both_engines! {
    async fn an_exemption_lets_one_cycle_be_renewed_and_its_reason_is_kept_beside_the_ledger(engine) {
        let (stage, id) = unmet(engine).await;
        stage.run("2019-09-10").await;
        assert!(stage.app.order_renewal(id, Request::by(OPERATOR)).await.is_err());
        let number = stage.app.grant_exception(id, grant(ExceptionKind::Exemption, "2019-10-05"), STAFF).await.unwrap();
        assert_eq!(number, 1);
        let order = stage.app.order_renewal(id, Request::by(OPERATOR)).await.unwrap();
        assert!(stage.app.record_payment(order.id, day("2019-09-10"), None, Request::by(OPERATOR)).await.unwrap().is_applied);
        let notes = stage.app.exceptions_of(id.member()).await.unwrap();
        assert_eq!((notes[0].reason.as_str(), notes[0].by), ("The auditor was ill.\nSeen by Sofie.", STAFF));
        assert_eq!((notes[0].granted_on, notes[0].until, notes[0].ended_on), (day("2019-09-10"), day("2019-10-05"), None));
        assert_eq!(stage.app.member_file(id.member()).await.unwrap().exceptions, notes);
        let ledger = format!("{:?}", stage.app.ledger_of(id.member()).await.unwrap());
        assert!(!ledger.contains("auditor"), "{ledger}");
    }

    async fn an_extension_moves_what_is_due_and_taking_it_back_moves_it_again(engine) {
        let (stage, id) = unmet(engine).await;
        stage.run("2019-09-28").await;
        stage.app.grant_exception(id, grant(ExceptionKind::Extension, "2019-11-15"), STAFF).await.unwrap();
        let report = stage.standing("S1").await;
        assert_eq!((report.dates.renew_until, report.dates.lapses_on), (Some(day("2019-11-15")), Some(day("2019-11-16"))));
        assert_eq!(stage.run("2019-10-06").await.due, 0, "it would have lapsed today");
        stage.app.end_exception(id, 1, "granted by mistake".to_owned(), STAFF).await.unwrap();
        assert_eq!(stage.status("S1").await, "lapsed");
        assert_eq!(stage.run("2019-10-07").await.due, 1);
        let notes = stage.app.exceptions_of(id.member()).await.unwrap();
        assert_eq!((notes[0].ended_on, notes[0].end_reason.as_deref()), (Some(day("2019-10-06")), Some("granted by mistake")));
    }

    async fn an_exemption_for_what_has_lapsed_is_refused_where_nothing_brings_it_back(engine) {
        let (stage, id) = unmet(engine).await;
        stage.run("2019-11-01").await;
        for kind in [ExceptionKind::Exemption, ExceptionKind::Extension] {
            let refused = stage.app.grant_exception(id, grant(kind, "2019-11-30"), STAFF).await.unwrap_err();
            let AppError::Refused(refusal) = refused else { panic!("{refused:?}") };
            assert_eq!(refusal.reasons, [Reason::Lapsed { on: day("2019-10-06") }]);
            assert_eq!(refusal.lift, Lift::GrantReactivation);
        }
        let kind = ExceptionKind::Reactivation { base: Base::Payment };
        stage.app.grant_exception(id, grant(kind, "2019-11-30"), STAFF).await.unwrap();
        stage.app.grant_exception(id, grant(ExceptionKind::Exemption, "2019-11-30"), STAFF).await.unwrap();
        stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        let told = stage.texts_to("anna@contoso.example");
        assert!(told.last().unwrap().contains("You can reactivate it without meeting the requirements."), "{told:#?}");
    }

    async fn a_reactivation_by_staff_counts_from_the_payment_where_they_say_so(engine) {
        let (stage, id) = unmet(engine).await;
        stage.run("2019-11-01").await;
        let kind = ExceptionKind::Reactivation { base: Base::Payment };
        stage.app.grant_exception(id, grant(kind, "2019-11-30"), STAFF).await.unwrap();
        stage.app.grant_exception(id, grant(ExceptionKind::Exemption, "2019-11-30"), STAFF).await.unwrap();
        assert_eq!(stage.status("S1").await, "reactivatable");
        let order = stage.app.order_reactivation(id, Request::by(OPERATOR)).await.unwrap();
        assert_eq!(order.pay_by, day("2019-11-30"));
        stage.run("2019-11-10").await;
        stage.app.record_payment(order.id, day("2019-11-08"), None, Request::by(OPERATOR)).await.unwrap();
        let report = stage.standing("S1").await;
        assert_eq!((report.status, report.dates.anniversary), ("active", Some(day("2020-11-07"))));
    }

    async fn accepting_a_late_payment_gives_effect_to_the_money_that_waits(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.run("2019-09-10").await;
        let id = stage.app.find_subscription("S2").await.unwrap();
        let order = stage.app.order_renewal(id, Request::by(OPERATOR)).await.unwrap();
        stage.run("2019-10-20").await;
        let late = stage.app.record_payment(order.id, day("2019-10-08"), None, Request::by(OPERATOR)).await.unwrap();
        assert!(!late.is_applied);
        assert_eq!(stage.status("S2").await, "lapsed");
        let too_early = stage.app.grant_exception(id, grant(ExceptionKind::LatePayment, "2019-10-05"), STAFF).await.unwrap_err();
        assert!(matches!(too_early, AppError::Refused(refusal) if matches!(refusal.reasons[0], Reason::EndsTooEarly { .. })));
        stage.app.grant_exception(id, grant(ExceptionKind::LatePayment, "2019-10-31"), STAFF).await.unwrap();
        let report = stage.standing("S2").await;
        assert_eq!((report.status, report.dates.anniversary), ("active", Some(day("2020-09-04"))));
        // The exception is the cause, and is told before what followed from it.
        let told = stage.app.explain("S2", None, jubilee_core::Lang::En).await.unwrap();
        let story: Vec<(&str, &str)> = told.story.iter().map(|said| (said.rule, said.text.as_str())).collect();
        let [.., (_, granted), (reversed, lapse), (renewed, renewal)] = story[..] else { panic!("{story:#?}") };
        assert!(granted.contains("exception 1, late payment"), "{story:#?}");
        assert_eq!([reversed, renewed], ["exception", "exception"]);
        assert!(lapse.contains("staff accepted a payment that came late (exception 1)"), "{lapse}");
        assert!(renewal.contains("8 October 2019") && renewal.contains("staff accepted it (exception 1)"), "{renewal}");
        assert!(stage.app.run(Some(day("2019-10-21")), true, &|_, _| {}).await.unwrap().adds_up());
    }

    async fn an_exception_needs_a_reason_and_is_ended_once(engine) {
        let (stage, id) = unmet(engine).await;
        stage.run("2019-09-10").await;
        for reason in ["", " \n ", "a\u{7}b", &"x".repeat(2_001)] {
            let asked = Grant { reason: (*reason).to_owned(), ..grant(ExceptionKind::Exemption, "2019-10-05") };
            let refused = stage.app.grant_exception(id, asked, STAFF).await.unwrap_err();
            assert!(matches!(refused, AppError::Usage(_)), "{reason:?}: {refused}");
        }
        assert_eq!(stage.app.exceptions_of(id.member()).await.unwrap(), []);
        stage.app.grant_exception(id, grant(ExceptionKind::Exemption, "2019-10-05"), STAFF).await.unwrap();
        stage.app.end_exception(id, 1, "once".to_owned(), STAFF).await.unwrap();
        let twice = stage.app.end_exception(id, 1, "twice".to_owned(), STAFF).await.unwrap_err();
        assert!(matches!(twice, AppError::Refused(refusal) if refusal.reasons[0] == Reason::UnknownException));
        assert_eq!(stage.app.exceptions_of(id.member()).await.unwrap()[0].end_reason.as_deref(), Some("once"));
    }

    async fn many_grants_at_once_get_a_number_each_and_what_counts_already_is_refused(engine) {
        let (stage, id) = unmet(engine).await;
        stage.run("2019-09-10").await;
        let asked = |kind| stage.app.grant_exception(id, grant(kind, "2019-10-08"), STAFF);
        let all = tokio::join!(
            asked(ExceptionKind::Exemption),
            asked(ExceptionKind::Exemption),
            asked(ExceptionKind::Extension),
            asked(ExceptionKind::Extension),
        );
        let (granted, refused): (Vec<_>, Vec<_>) = [all.0, all.1, all.2, all.3].into_iter().partition(Result::is_ok);
        let mut numbers: Vec<u16> = granted.into_iter().map(Result::unwrap).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2]);
        for refused in refused {
            let AppError::Refused(refusal) = refused.unwrap_err() else { panic!("broken") };
            assert!(matches!(refusal.reasons[..], [Reason::AlreadyGranted { .. }]), "{refusal:?}");
        }
        assert_eq!(stage.app.exceptions_of(id.member()).await.unwrap().len(), 2);
    }
}
