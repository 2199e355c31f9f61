use jubilee_app::{ImportError, ListedMember};

use crate::stage::{Stage, on_both_engines};

/// The faults of an import as text, without the folder.
fn faults(error: ImportError) -> Vec<String> {
    let ImportError::Rows { faults, .. } = error else { panic!("{error}") };
    faults
        .iter()
        .map(|fault| {
            let text = fault.to_string();
            text.rsplit_once(".csv")
                .map_or(text.clone(), |(file, rest)| format!("{}.csv{rest}", file.rsplit('/').next().unwrap_or_default()))
        })
        .collect()
}

on_both_engines! {
    async fn importing_again_updates_contacts_and_never_dates(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        let users = "M1,anna@contoso.example,Anna Nieuw,global-admin,en\n";
        let subscriptions = "S1,M1,action-pack,2017-01-01,,\nS2,M1,gold,2018-09-05,,security\nS3,M1,silver,2018-10-01,,devops\n";
        let report = stage.import("M1,Contoso Nieuw,BE,en,legacy\n", users, subscriptions).await.unwrap();
        assert_eq!((report.members_added, report.members_updated, report.users), (0, 1, 1));
        assert_eq!((report.subscriptions_added, report.subscriptions_unchanged), (1, 1));
        assert_eq!(report.subscriptions_differing, ["S1"]);
        assert_eq!(report.systems_differing, ["M1"], "an import moves nobody");
        let member = stage.app.find_member("M1").await.unwrap();
        let file = stage.app.member_file(member).await.unwrap();
        assert_eq!((file.row.name.as_str(), file.member.country.as_str()), ("Contoso Nieuw", "BE"));
        assert_eq!(file.users.iter().find(|user| user.email.starts_with("anna")).unwrap().name, "Anna Nieuw");
        assert_eq!(file.users.len(), 3, "who is not in the file stays");
        let status = stage.app.status("S1", None, jubilee_core::Lang::En).await.unwrap();
        assert_eq!(status.dates.anniversary.unwrap().to_string(), "2019-09-01");
        assert_eq!(stage.run("2019-09-16").await.due, 3, "the new subscription has its reminder too");
    }

    async fn everything_or_nothing_and_every_fault_with_its_place(engine) {
        let stage = Stage::sandbox(engine, "2019-08-01").await;
        let members = "M1,Contoso,NL,nl,current\nM1,Twice,NL,nl,current\nM2,,Nederland,fr,old\n";
        let users = "M1,not an address,A,boss,nl\nM9,a@b.example,A,viewer,nl\n";
        let subscriptions = "S1,M1,bronze,2018-09-01,,\nS2,M1,silver,2018-02-30,,\nS3,M1,silver,2018-09-01,2018-09-01,nowhere\n";
        let error = stage.import(members, users, subscriptions).await.unwrap_err();
        let found = faults(error);
        let starts = |start: &str| assert!(found.iter().any(|fault| fault.starts_with(start)), "{start}\n{found:#?}");
        starts("members.csv:3: member: 'M1' stands on line 2 already");
        starts("members.csv:4: name: must not be empty");
        starts("members.csv:4: country: 'NEDERLAND' is not a country");
        starts("members.csv:4: language: 'fr' is not a language");
        starts("members.csv:4: system: 'old' is not a system");
        starts("users.csv:2: email: 'not an address' is not an e-mail address");
        starts("users.csv:2: roles: 'boss' is not a role");
        starts("users.csv:3: member: there is no member 'M9'");
        starts("subscriptions.csv:2: offer: 'bronze' is not an offer");
        starts("subscriptions.csv:3: purchased_on: '2018-02-30' is not a date");
        starts("subscriptions.csv:4: areas: 'silver' does not cover an area 'nowhere'");
        starts("subscriptions.csv:4: anniversary_on: 2018-09-01 is not after the purchase");
        assert!(stage.app.find_member("M1").await.is_err(), "nothing was written");
    }

    async fn s1_hostile_files_are_refused_with_their_line(engine) {
        let stage = Stage::sandbox(engine, "2019-08-01").await;
        let long = "x".repeat(5_000);
        for (members, expected) in [
            ("M1,\"unclosed,NL,nl,current\n".to_owned(), "members.csv:2"),
            (format!("M1,{long},NL,nl,current\n"), "members.csv:2: name: the field has 5000 bytes"),
            ("M1,A\0B,NL,nl,current\n".to_owned(), "members.csv:2: name: 'A\u{FFFD}B' contains a control character"),
            ("M1,Too,many,fields,here,now\n".to_owned(), "members.csv:2: the row has 6 fields, the header 5"),
            ("'; DROP TABLE members,N,NL,nl,current\n".to_owned(), "members.csv:2: member: ''; DROP TABLE members' is not a reference"),
        ] {
            let found = faults(stage.import(&members, "", "").await.unwrap_err());
            assert!(found[0].starts_with(expected), "{expected}: {found:?}");
        }
    }

    async fn names_and_numbers_of_locations_are_bounded_where_they_are_read(engine) {
        let stage = Stage::sandbox(engine, "2019-08-01").await;
        let member = "M1,Contoso,NL,nl,current\n";
        let long = "x".repeat(201);
        let rows = [&format!("M1,{long},NL,nl,current\n"), "", "", "", &format!("M1,{long},NL\n")];
        let found = faults(stage.import_all(rows).await.unwrap_err());
        let what = "2: name: the name has 201 characters, at most 200 are allowed";
        assert_eq!(found, [format!("locations.csv:{what}"), format!("members.csv:{what}")]);
        let places = |from: u32, to: u32| (from..=to).map(|at| format!("M1,Office {at},NL\n")).collect::<Vec<_>>().concat();
        // The headquarters is one of the 500.
        let found = faults(stage.import_all([member, "", "", "", &places(1, 500)]).await.unwrap_err());
        let what = "member: with those that are known, the member would have more than 500 locations";
        assert_eq!(found, [format!("locations.csv:501: {what}")]);
        assert!(stage.app.find_member("M1").await.is_err(), "nothing was written");
        stage.import_all([member, "", "", "", &places(1, 499)]).await.unwrap();
        let found = faults(stage.import_all([member, "", "", "", &places(499, 500)]).await.unwrap_err());
        assert_eq!(found, [format!("locations.csv:3: {what}")]);
        assert_eq!(stage.app.locations_of(stage.app.find_member("M1").await.unwrap()).await.unwrap().len(), 500);
    }

    async fn billing_details_are_imported_and_an_exemption_is_not_taken_away(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        let member = stage.app.find_member("M1").await.unwrap();
        let row = "M1,Contoso B.V.,Kade 1; ;3011 AA Rotterdam,,nl 0044.95.445.b01,Invoices@contoso.example,A library\n";
        let report = stage.import_billing(row).await.unwrap();
        assert_eq!((report.billing, report.members_updated), (1, 0));
        let kept = stage.app.billing(member).await.unwrap();
        assert_eq!(kept.address, ["Kade 1", "3011 AA Rotterdam"]);
        assert_eq!((kept.vat_number.as_deref(), kept.exempt_because.as_deref()), (Some("NL004495445B01"), Some("A library")));
        let file = stage.app.member_file(member).await.unwrap();
        assert_eq!(file.member.billing.vat_country.as_deref(), Some("NL"));
        let entries = stage.app.ledger_of(member).await.unwrap().len();
        stage.import_billing(row).await.unwrap();
        assert_eq!(stage.app.ledger_of(member).await.unwrap().len(), entries, "the same again records nothing");
        stage.import_billing("M1,,,be,BE0411905847,,\n").await.unwrap();
        let kept = stage.app.billing(member).await.unwrap();
        assert_eq!((kept.country.as_str(), kept.vat_number.as_deref()), ("BE", Some("BE0411905847")));
        assert_eq!((kept.exempt_because.as_deref(), kept.address.len()), (Some("A library"), 0));

        // A new member with its billing details, and members of the file beside those of the store.
        let members = stage.file("new.csv", "member,name,country,language,system\nM2,Zuid,DE,en,current\n");
        let header = "member,business,address,country,vat_number,email,exempt_because";
        let billing = stage.file("both.csv", &format!("{header}\nM2,,,,DE136695976,,\nM1,,,,,,\n"));
        let files = jubilee_app::Files { members: Some(&members), billing: Some(&billing), ..jubilee_app::Files::default() };
        assert_eq!(stage.app.import(files, false, &|_| {}).await.unwrap().billing, 2);
        let kept = stage.app.billing(stage.app.find_member("M2").await.unwrap()).await.unwrap();
        assert_eq!((kept.business.as_str(), kept.vat_number.as_deref()), ("Zuid", Some("DE136695976")));
        assert!(stage.app.billing(member).await.unwrap().vat_number.is_none());
        assert!(stage.app.verify(true, &|_, _| {}).await.unwrap().sound);

        let wrong = format!("M1,,{};b;c;d;e;f;g,XX,NL1,nowhere,{}\nM1,,,,,,\nM9,,,,,,\n", "a".repeat(101), "n".repeat(501));
        let found = faults(stage.import_billing(&wrong).await.unwrap_err());
        for (at, start) in ["2: address: an address has", "2: country: a country is", "2: vat_number: the VAT number has not the form",
            "2: email: this is not", "2: exempt_because: a reason has", "3: member: 'M1' stands on line 2", "4: member: there is no member 'M9'"]
            .into_iter().enumerate()
        {
            assert!(found[at].starts_with(&format!("billing.csv:{start}")), "{start}: {found:#?}");
        }
        // The country of the business is the member's where the row names none.
        let found = faults(stage.import_billing("M2,,,,NL004495445B01,,\n").await.unwrap_err());
        assert_eq!(found, ["billing.csv:2: vat_number: the VAT number is one of NL, and the business is in DE; give the number that it has there"]);
        assert_eq!(stage.app.billing(stage.app.find_member("M2").await.unwrap()).await.unwrap().vat_number.as_deref(), Some("DE136695976"));
    }

    async fn a_damaged_member_is_listed_by_its_name_and_hides_no_other(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        stage.import("M2,Zuid,NL,nl,current\n", "", "S9,M2,action-pack,2018-09-01,,\n").await.unwrap();
        let member = stage.app.find_member("M1").await.unwrap();
        let db = jubilee_store::Db::open(stage.database.url()).await.unwrap();
        let rows = jubilee_store::ledger::of_member(&db, member).await.unwrap();
        let head = rows.iter().fold(jubilee_store::ledger::Head::beginning(member), |head, row| head.follow(row).unwrap());
        db.commit(jubilee_store::ledger::append(&head, [b"no entry".to_vec()]).stmts).await.unwrap();
        let listed = stage.app.search_members("", None, 10).await.unwrap();
        let [ListedMember::Damaged(row), ListedMember::Whole(file)] = &listed[..] else { panic!("{listed:?}") };
        assert_eq!((row.name.as_str(), file.row.name.as_str()), ("Contoso B.V.", "Zuid"));
        let (files, is_whole) = stage.app.survey_members(10).await.unwrap();
        assert!(files.len() == 1 && is_whole);
        assert!(stage.app.open_orders(10).await.unwrap().is_empty());
        let report = stage.run("2019-08-20").await;
        assert!(report.failed > 0 && report.done > 0 && report.adds_up(), "{report:?}");
    }
}
