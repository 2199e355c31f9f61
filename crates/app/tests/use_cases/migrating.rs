use jubilee_app::{AppError, Move, NewLocation, Request, Role};
use jubilee_core::{Actor, Lift, Reason};

use crate::stage::{Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;

/// A member in the legacy system with an Action Pack whose window is open on 2020-09-20, and a covered gold competency.
async fn legacy(engine: jubilee_testkit::Engine) -> Stage {
    let subscriptions = "S1,M1,action-pack,2019-09-05,,\nS2,M1,gold,2019-09-15,,security\n";
    let stage = Stage::before_the_relief(engine, "legacy", subscriptions, "").await;
    stage.run("2020-09-20").await;
    stage
}

async fn account(stage: &Stage, email: &str) -> i64 {
    let member = stage.app.find_member("M1").await.unwrap();
    let file = stage.app.member_file(member).await.unwrap();
    file.users.iter().find(|user| user.email == email).unwrap().id
}

fn place(name: &str, country: &str) -> NewLocation {
    NewLocation { name: name.to_owned(), country: country.to_owned() }
}

on_both_engines! {
    async fn t36_before_the_move_nothing_is_possible_and_after_it_everything_and_no_date_has_changed(engine) {
        let stage = legacy(engine).await;
        let (pack, gold) = (stage.app.find_subscription("S1").await.unwrap(), stage.app.find_subscription("S2").await.unwrap());
        let before = stage.standing("S1").await;
        assert!(before.must_move);
        for id in [pack, gold] {
            let refused = stage.app.order_renewal(id, Request::by(OPERATOR)).await.unwrap_err();
            assert!(matches!(refused, AppError::Refused(refusal) if refusal.lift == Lift::Migrate && refusal.reasons[0] == Reason::MoveFirst));
        }
        let mover = account(&stage, "anna@contoso.example").await;
        let viewer = account(&stage, "vera@contoso.example").await;
        let asked = Move {
            mover,
            locations: vec![place("Contoso Utrecht", "NL"), place(" Contoso Gent ", "BE")],
            people: vec![(viewer, vec![Role::BillingAdmin, Role::Viewer])],
        };
        let moved = stage.app.migrate(pack.member(), asked, Actor::User(mover)).await.unwrap();
        assert_eq!(moved.moved_on, day("2020-09-20"));
        let roles: Vec<(&str, &str)> = moved.people.iter().map(|person| (person.email.as_str(), person.roles.as_str())).collect();
        assert_eq!(
            roles,
            [("anna@contoso.example", "global-admin"), ("bob@contoso.example", ""), ("vera@contoso.example", "billing-admin;viewer")]
        );
        let open: Vec<(&str, &str)> = moved.open.iter().map(|open| (open.subscription.as_str(), open.action)).collect();
        assert_eq!(open, [("S1", "renew"), ("S2", "renew")]);
        let file = stage.app.member_file(pack.member()).await.unwrap();
        assert_eq!((file.row.system.as_str(), file.member.migrated_on), ("current", Some(day("2020-09-20"))));
        let places: Vec<(&str, bool)> = file.locations.iter().map(|place| (place.name.as_str(), place.is_headquarters)).collect();
        assert_eq!(places, [("Contoso Utrecht", true), ("Contoso Gent", false)]);
        assert_eq!(stage.standing("S1").await.dates, before.dates, "the clock never stopped");
        assert!(!stage.standing("S1").await.must_move);
        for id in [pack, gold] {
            stage.app.order_renewal(id, Request::by(OPERATOR)).await.unwrap();
        }
        let again = stage.app.migrate(pack.member(), Move { mover, ..Move::default() }, OPERATOR).await.unwrap_err();
        assert!(matches!(again, AppError::Refused(refusal) if refusal.reasons[0] == Reason::AlreadyMoved));
    }

    async fn who_is_no_global_admin_moves_nothing(engine) {
        let stage = legacy(engine).await;
        let member = stage.app.find_member("M1").await.unwrap();
        let anna = account(&stage, "anna@contoso.example").await;
        let bob = account(&stage, "bob@contoso.example").await;
        let refused = stage.app.migrate(member, Move { mover: bob, ..Move::default() }, OPERATOR).await.unwrap_err();
        assert!(matches!(refused, AppError::NotAllowed { .. }), "{refused}");
        let stranger = Move { mover: anna, people: vec![(9_999, vec![Role::GlobalAdmin])], ..Move::default() };
        assert!(matches!(stage.app.migrate(member, stranger, OPERATOR).await.unwrap_err(), AppError::NotFound { .. }));
        let nowhere = Move { mover: anna, locations: vec![place("Contoso", "Nederland")], ..Move::default() };
        assert!(matches!(stage.app.migrate(member, nowhere, OPERATOR).await.unwrap_err(), AppError::Usage(_)));
        let file = stage.app.member_file(member).await.unwrap();
        assert_eq!((file.row.system.as_str(), file.member.migrated_on), ("legacy", None));
        assert!(file.users.iter().all(|user| !user.roles.is_empty()), "nobody has lost a role");
    }

    async fn who_has_lost_every_role_is_nobody_gets_no_mail_and_no_import_gives_it_back(engine) {
        let stage = legacy(engine).await;
        let member = stage.app.find_member("M1").await.unwrap();
        let bob = "bob@contoso.example";
        let session = stage.app.begin_demo_session(bob).await.unwrap();
        assert!(stage.app.visitor(&session.token).await.unwrap().is_some());
        let queued = stage.app.mails(None, 100).await.unwrap();
        assert!(queued.iter().any(|mail| mail.recipient == bob), "a reminder waits for him");
        let asked = Move {
            mover: account(&stage, "anna@contoso.example").await,
            locations: vec![place("Contoso B.V.", "NL"), place("Contoso Gent", "BE")],
            ..Move::default()
        };
        stage.app.migrate(member, asked, OPERATOR).await.unwrap();
        assert!(stage.app.visitor(&session.token).await.unwrap().is_none(), "at once");
        stage.app.request_sign_in(bob, None).await.unwrap();
        assert!(stage.app.first_link(bob).await.unwrap().is_none());
        let report = stage.app.deliver(&stage.post, &|_| {}).await.unwrap();
        assert!(report.superseded > 0 && report.failed == 0, "{report:?}");
        assert!(stage.smtp.mails().iter().all(|mail| mail.to == ["anna@contoso.example"]));

        // The legacy system's files know nothing of the move.
        let users = "M1,anna@contoso.example,Anna,global-admin,nl\nM1,Bob@contoso.example,Robert,programme-admin,en\n\
            M1,nina@contoso.example,Nina,global-admin,en\n";
        let locations = "M1,Contoso Gent,NL\nM1,Contoso Breda,NL\n";
        let report = stage.import_all(["M1,Contoso B.V.,NL,nl,current\n", users, "", "", locations]).await.unwrap();
        assert_eq!(report.roles_differing, ["M1 bob@contoso.example", "M1 nina@contoso.example"]);
        assert_eq!((report.locations_differing, report.locations), (vec!["M1".to_owned()], 0));
        let file = stage.app.member_file(member).await.unwrap();
        let people: Vec<(&str, &str)> = file.users.iter().map(|user| (user.name.as_str(), user.roles.as_str())).collect();
        assert_eq!(people, [("Anna", "global-admin"), ("Robert", ""), ("Vera", ""), ("Nina", "")]);
        let places: Vec<(&str, &str)> = file.locations.iter().map(|known| (known.name.as_str(), known.country.as_str())).collect();
        assert_eq!(places, [("Contoso B.V.", "NL"), ("Contoso Gent", "BE")]);
        let again = stage.import_all(["", "", "", "", "M1,contoso gent,BE\nM1,Contoso B.V.,NL\n"]).await.unwrap();
        assert_eq!(again.locations_differing, Vec::<String>::new());
    }

    async fn two_moves_at_once_give_one(engine) {
        let stage = legacy(engine).await;
        let member = stage.app.find_member("M1").await.unwrap();
        let asked = Move { mover: account(&stage, "anna@contoso.example").await, ..Move::default() };
        let both = tokio::join!(
            stage.app.migrate(member, asked.clone(), OPERATOR),
            stage.app.migrate(member, asked.clone(), OPERATOR),
        );
        assert_eq!([both.0.is_ok(), both.1.is_ok()].iter().filter(|is_ok| **is_ok).count(), 1);
        let file = stage.app.member_file(member).await.unwrap();
        assert_eq!(file.locations[0].name, "Contoso B.V.");
    }
}
