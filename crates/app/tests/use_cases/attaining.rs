use jubilee_app::{AppError, Attained, ImportError, Request};
use jubilee_core::{Actor, AreaId, Lift, MeasureId, Reason};

use crate::stage::{Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;

fn certified(amount: u32, on: &str, expires: Option<&str>) -> Attained {
    Attained {
        measure: MeasureId::from("people-with-certification"),
        area: Some(AreaId::from("security")),
        amount,
        attained_on: day(on),
        expires_on: expires.map(day),
    }
}

on_both_engines! {
    async fn t21_a_gold_renewal_waits_for_its_requirements_and_is_allowed_once_they_are_met(engine) {
        let stage = Stage::sandbox(engine, "2019-08-01").await;
        let users = "M1,anna@contoso.example,Anna,global-admin,nl\n";
        stage.import("M1,Contoso,NL,nl,current\n", users, "S1,M1,gold,2018-09-05,,security\n").await.unwrap();
        stage.run("2019-09-20").await;
        let id = stage.app.find_subscription("S1").await.unwrap();
        let refused = stage.app.order_renewal(id, Request::by(OPERATOR)).await.unwrap_err();
        let AppError::Refused(refusal) = refused else { panic!("{refused}") };
        assert_eq!(refusal.lift, Lift::Meet(Some(day("2019-10-05"))));
        let report = stage.standing("S1").await;
        let found = &report.requirements[0];
        assert_eq!((found.area.as_deref(), found.state, found.at_risk, found.exempt), (Some("security"), "not-started", true, false));
        let missing = &found.missing[0];
        assert_eq!((missing.measure.as_str(), missing.have, missing.need), ("people-with-certification", 0, 4));

        assert_eq!(stage.app.attain(id.member(), certified(3, "2019-09-01", None), OPERATOR).await.unwrap(), 1);
        assert_eq!(stage.standing("S1").await.requirements[0].missing[0].have, 3);
        assert_eq!(stage.app.attain(id.member(), certified(1, "2019-09-20", Some("2020-01-31")), OPERATOR).await.unwrap(), 2);
        let report = stage.standing("S1").await;
        assert_eq!((report.requirements[0].state, report.requirements[0].at_risk), ("complete", false));
        assert_eq!(report.requirements[0].missing, []);
        let order = stage.app.order_renewal(id, Request::by(OPERATOR)).await.unwrap();
        assert!(stage.app.record_payment(order.id, day("2019-09-20"), None, Request::by(OPERATOR)).await.unwrap().is_applied);
        // One of the four certifications runs out: the subscription goes on, and its next renewal is in danger.
        let later = stage.app.status("S1", Some(day("2020-02-01")), jubilee_core::Lang::En).await.unwrap();
        assert_eq!((later.status, later.requirements[0].at_risk), ("active", true));
    }

    async fn an_attainment_that_is_ended_counts_no_more_and_is_ended_once(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        let member = stage.app.find_member("M1").await.unwrap();
        assert_eq!(stage.standing("S2").await.requirements[0].state, "complete");
        stage.app.end_attainment(member, 1, day("2019-08-01"), OPERATOR).await.unwrap();
        assert_eq!(stage.standing("S2").await.requirements[0].state, "not-started");
        for number in [1, 2] {
            let refused = stage.app.end_attainment(member, number, day("2019-08-01"), OPERATOR).await.unwrap_err();
            let AppError::Refused(refusal) = refused else { panic!("{refused}") };
            assert_eq!(refusal.reasons, [Reason::UnknownAttainment], "{number}");
        }
        let file = stage.app.member_file(member).await.unwrap();
        assert_eq!(file.member.attainments[0].ended_on, Some(day("2019-08-01")));
    }

    async fn what_is_sent_twice_is_recorded_once(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        let member = stage.app.find_member("M1").await.unwrap();
        let attain = || stage.app.attain(member, certified(2, "2019-07-01", None), OPERATOR);
        let both = tokio::join!(attain(), attain());
        let numbers: Vec<u32> = [both.0, both.1].into_iter().filter_map(Result::ok).collect();
        assert_eq!(numbers, [2], "after the one that was imported");
        let AppError::Refused(refusal) = attain().await.unwrap_err() else { panic!("attained again") };
        assert_eq!(refusal.reasons, [Reason::AlreadyAttained { attainment: 2 }]);
        assert_eq!(stage.app.member_file(member).await.unwrap().member.attainments.len(), 2);
    }

    async fn what_cannot_be_attained_is_refused_with_its_reason(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        let member = stage.app.find_member("M1").await.unwrap();
        let attained = || certified(1, "2019-08-01", None);
        for (wrong, rule) in [
            (Attained { measure: MeasureId::from("luck"), ..attained() }, "requirements"),
            (Attained { area: None, ..attained() }, "requirements"),
            (Attained { area: Some(AreaId::from("cooking")), ..attained() }, "requirements"),
            (Attained { amount: 0, ..attained() }, "requirements"),
            (Attained { expires_on: Some(day("2019-07-31")), ..attained() }, "requirements"),
            (Attained { attained_on: day("2019-08-02"), ..attained() }, "requirements"),
        ] {
            let outcome = stage.app.attain(member, wrong.clone(), OPERATOR).await;
            let Err(AppError::Refused(refusal)) = outcome else { panic!("{wrong:?}: {outcome:?}") };
            assert_eq!(refusal.reasons[0].rule().id(), rule, "{wrong:?}");
        }
    }

    async fn a_level_covers_one_more_area_for_the_same_fee_once_its_requirements_are_met(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        let id = stage.app.find_subscription("S2").await.unwrap();
        let devops = stage.app.area_named("DevOps");
        let refused = stage.app.cover_area(id, devops.clone(), OPERATOR).await.unwrap_err();
        assert!(matches!(refused, AppError::Refused(refusal) if refusal.lift == Lift::Meet(None)));
        let attained = Attained { area: Some(devops.clone()), ..certified(4, "2019-08-01", None) };
        stage.app.attain(id.member(), attained, OPERATOR).await.unwrap();
        stage.app.cover_area(id, devops.clone(), OPERATOR).await.unwrap();
        let areas: Vec<Option<String>> = stage.standing("S2").await.requirements.into_iter().map(|found| found.area).collect();
        assert_eq!(areas, [Some("security".to_owned()), Some("devops".to_owned())]);
        let again = stage.app.cover_area(id, devops, OPERATOR).await.unwrap_err();
        assert!(matches!(again, AppError::Refused(refusal) if refusal.lift == Lift::Done));
    }

    async fn attainments_and_locations_are_imported_once_with_everything_else(engine) {
        let stage = Stage::sandbox(engine, "2019-08-01").await;
        let members = "M1,Contoso,NL,nl,current\nM2,Fabrikam,US,en,current\n";
        let users = "M1,anna@contoso.example,Anna,global-admin,nl\n";
        let subscriptions = "S1,M1,gold,2018-09-05,,security\n";
        let attainments = "M1,people-with-certification,Security,4,2018-08-01,\nM1,people-with-exam,devops,2,2019-01-01,2020-01-01\n";
        let locations = "M1,Contoso Gent,be\nM1,contoso,NL\nM2,Fabrikam West,US\n";
        let rows = [members, users, subscriptions, attainments, locations];
        let first = stage.import_all(rows).await.unwrap();
        assert_eq!((first.attainments_added, first.attainments_unchanged, first.locations), (2, 0, 3));
        let again = stage.import_all(rows).await.unwrap();
        assert_eq!((again.attainments_added, again.attainments_unchanged, again.locations), (0, 2, 3));
        let member = stage.app.find_member("M1").await.unwrap();
        // What staff ended, the same file does not bring back.
        stage.app.end_attainment(member, 2, day("2019-08-01"), OPERATOR).await.unwrap();
        let changed = [members, "", "", "M1,people-with-exam,devops,2,2019-01-01,2020-01-01\nM1,people-with-exam,devops,3,2019-01-01,\n", "M1,Contoso Gent,NL\nM1,Contoso Breda,NL\n"];
        let third = stage.import_all(changed).await.unwrap();
        assert_eq!((third.attainments_added, third.attainments_unchanged), (1, 1));
        let file = stage.app.member_file(member).await.unwrap();
        let amounts: Vec<u32> = file.member.attainments.iter().map(|known| known.amount).collect();
        assert_eq!(amounts, [4, 2, 3]);
        let places: Vec<(i64, &str, &str, bool)> = file
            .locations
            .iter()
            .map(|place| (place.number, place.name.as_str(), place.country.as_str(), place.is_headquarters))
            .collect();
        assert_eq!(places, [(1, "contoso", "NL", true), (2, "Contoso Gent", "NL", false), (3, "Contoso Breda", "NL", false)]);
        // A member of which no location is stored has its headquarters all the same.
        let other = stage.app.locations_of(stage.app.find_member("M2").await.unwrap()).await.unwrap();
        assert_eq!(other.iter().map(|place| place.name.as_str()).collect::<Vec<_>>(), ["Fabrikam", "Fabrikam West"]);
        assert!(stage.app.run(Some(day("2019-09-06")), true, &|_, _| {}).await.unwrap().adds_up());
        assert_eq!(stage.standing("S1").await.requirements[0].state, "complete");
    }

    async fn rows_of_attainments_are_refused_with_their_place_and_nothing_is_written(engine) {
        let stage = Stage::sandbox(engine, "2019-08-01").await;
        let attainments = "M9,people-with-exam,security,1,2019-01-01,\n\
            M1,luck,security,1,2019-01-01,\n\
            M1,people-with-exam,,1,2019-01-01,\n\
            M1,people-with-exam,cooking,none,2019-02-30,\n\
            M1,people-with-exam,security,1,2019-08-02,2019-01-01\n\
            M1,people-with-exam,devops,1,2019-01-01,\n\
            M1,people-with-exam,DevOps,1,2019-01-01,\n";
        let locations = "M1,,Nederland\n";
        let outcome = stage.import_all(["M1,Contoso,NL,nl,current\n", "", "", attainments, locations]).await;
        let Err(ImportError::Rows { faults, .. }) = outcome else { panic!("{outcome:?}") };
        let found: Vec<String> = faults.iter().map(|fault| format!("{}: {}: {}", fault.line, fault.column, fault.what)).collect();
        for start in [
            "2: member: there is no member 'M9'",
            "3: measure: 'luck' is not a measure of this programme; it has people-with-exam, ",
            "4: area: 'people-with-exam' is attained for one area at a time",
            "5: area: 'cooking' is not an area",
            "5: amount: 'none' is not a whole number",
            "5: attained_on: '2019-02-30' is not a date",
            "6: attained_on: 2019-08-02 lies after the business date, 2019-08-01",
            "6: expires_on: 2019-01-01 is before 2019-08-02",
            "8: measure: the same stands on line 7 already",
            "2: name: must not be empty",
            "2: country: 'NEDERLAND' is not a country",
        ] {
            assert!(found.iter().any(|fault| fault.starts_with(start)), "{start}\n{found:#?}");
        }
        assert!(stage.app.find_member("M1").await.is_err(), "nothing was written");
    }
}
