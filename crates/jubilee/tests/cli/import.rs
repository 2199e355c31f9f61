use std::fmt::Write as _;

use crate::program::{MEMBERS, MPN, SUBSCRIPTIONS, USERS, on_both_engines};

on_both_engines! {
    fn an_import_says_what_it_did(program) {
        program.run(&["init", "--sandbox", "--live-from", "2019-08-01", "--programme", MPN]).assert_succeeds();
        let report = program.import(MEMBERS, USERS, SUBSCRIPTIONS, &["--json"]).json();
        let counts = ["members_added", "members_updated", "users", "subscriptions_added"].map(|key| report[key].as_i64());
        assert_eq!(counts, [Some(2), Some(0), Some(3), Some(3)], "{report}");
        assert_eq!(program.status("S-2")["anniversary"], "2019-10-20");
    }
}

on_both_engines! {
    fn every_bad_row_is_named_with_its_place_and_nothing_is_imported(program) {
        program.run(&["init", "--sandbox", "--live-from", "2019-08-01", "--programme", MPN]).assert_succeeds();
        let members = "member,name,country,language,system\nM-1,Contoso,NL,nl,current\nM-2,Fabrikam,USA,en,elsewhere\n,X,NL,nl,current\n";
        let subscriptions = "subscription,member,offer,purchased_on,anniversary_on,areas\n\
            S-1,M-1,action-pack,2018-09-01,,\nS-2,M-7,action-pack,2018-09-01,,\nS-3,M-1,bronze,2018-02-30,,\nS-4,M-1,silver,2018-09-01,,cooking\n";
        let outcome = program.import(members, USERS, subscriptions, &[]);
        let said = [
            "members.csv:3: country: ",
            "members.csv:3: system: ",
            "members.csv:4: member: ",
            "subscriptions.csv:3: member: ",
            "subscriptions.csv:4: offer: ",
            "subscriptions.csv:4: purchased_on: ",
            "subscriptions.csv:5: areas: ",
            "nothing was imported",
        ];
        outcome.assert_fails(1, &said);
        let report = std::fs::read_to_string(program.folder().join("import-errors.txt")).unwrap();
        for words in &said[..7] {
            assert!(report.contains(words), "'{words}' is not in the report: {report}");
        }
        program.run(&["ledger", "M-1"]).assert_fails(1, &["'M-1'"]);
        program.run(&["status", "S-1"]).assert_fails(1, &["'S-1'"]);
    }
}

on_both_engines! {
    fn a_hundred_bad_rows_are_shown_and_all_are_in_the_report(program) {
        program.run(&["init", "--sandbox", "--live-from", "2019-08-01", "--programme", MPN]).assert_succeeds();
        let mut members = String::from("member,name,country,language,system\n");
        for number in 0..250 {
            writeln!(members, "M-{number},Contoso,NL,nl,elsewhere").unwrap();
        }
        program.file("members.csv", &members);
        let outcome = program.run(&["import", "--members", "members.csv", "--report", "faults.txt"]);
        outcome.assert_fails(1, &["members.csv:2: system: ", "members.csv:101: system: ", "150 more", "faults.txt"]);
        assert_eq!(outcome.err.lines().filter(|line| line.starts_with("members.csv:")).count(), 100);
        let report = std::fs::read_to_string(program.folder().join("faults.txt")).unwrap();
        assert_eq!(report.lines().filter(|line| line.starts_with("members.csv:")).count(), 250);
        assert!(report.lines().any(|line| line.starts_with("members.csv:251: system: ")), "{report}");
    }
}

on_both_engines! {
    fn a_dry_run_checks_and_writes_nothing(program) {
        program.run(&["init", "--sandbox", "--live-from", "2019-08-01", "--programme", MPN]).assert_succeeds();
        let outcome = program.import(MEMBERS, USERS, SUBSCRIPTIONS, &["--dry-run"]);
        assert!(outcome.assert_succeeds().out.contains("nothing was written"), "{outcome:?}");
        program.run(&["status", "S-1"]).assert_fails(1, &["'S-1'"]);
        let report = program.import(MEMBERS, USERS, SUBSCRIPTIONS, &["--json"]).json();
        assert_eq!((&report["members_added"], &report["dry_run"]), (&2.into(), &false.into()));
    }
}

on_both_engines! {
    fn importing_again_changes_contacts_and_never_dates(program) {
        program.set_up("2019-08-01");
        let before = program.status("S-2");
        let users = USERS.replace("Fay,programme-admin,en", "Fay,programme-admin,nl").replace("Piet,viewer", "Piet,global-admin");
        let subscriptions = SUBSCRIPTIONS.replace("2019-10-20", "2019-12-24");
        let report = program.import(MEMBERS, &users, &subscriptions, &["--json"]).json();
        assert_eq!((&report["subscriptions_added"], &report["members_updated"]), (&0.into(), &2.into()));
        assert_eq!(report["subscriptions_differing"], serde_json::json!(["S-2"]));
        assert_eq!(program.status("S-2"), before);

        // The language and the roles of the users are those of the second time.
        program.day("2019-10-05");
        let mails = program.mails();
        let has = |day_and_name: &str| mails.iter().any(|(name, _)| name.starts_with(day_and_name));
        assert!(has("2019-10-05-anna") && has("2019-10-05-piet") && mails.len() == 3, "{:?}", program.mail_names());
        let to_fay = mails.iter().find(|(name, _)| name.starts_with("2019-10-05-fay"));
        assert!(to_fay.is_some_and(|(_, mail)| mail.contains("U ontvangt dit bericht")), "{:?}", program.mail_names());
    }
}

on_both_engines! {
    fn files_that_are_wrong_as_a_whole_say_so(program) {
        program.run(&["init", "--sandbox", "--live-from", "2019-08-01", "--programme", MPN]).assert_succeeds();
        program.run(&["import"]).assert_fails(2, &["--members"]);
        program.run(&["import", "--members", "absent.csv"]).assert_fails(2, &["absent.csv"]);
        program.file("members.csv", "member,name,country\nM-1,Contoso,NL\n");
        program.run(&["import", "--members", "members.csv"]).assert_fails(1, &["members.csv:1: ", "'language'"]);
        program.file("members.csv", "member,name,country,language,system\nM-1,\"Contoso,NL,nl,current\n");
        program.run(&["import", "--members", "members.csv"]).assert_fails(1, &["members.csv:2: "]);
    }
}

on_both_engines! {
    fn attainments_and_locations_come_with_the_rest_and_once(program) {
        program.set_up("2019-08-01");
        program.file("locations.csv", "member,name,country\nM-2,Fabrikam West,US\n");
        let files = ["import", "--attainments", "attainments.csv", "--locations", "locations.csv"];
        let again = program.run(&[&files[..], &["--json"]].concat()).json();
        assert_eq!((&again["attainments_added"], &again["attainments_unchanged"], &again["locations"]), (&0.into(), &3.into(), &1.into()));
        let said = program.run(&files);
        assert!(said.assert_succeeds().out.contains("attainments            0 new, 3 unchanged"), "{said:?}");
        let header = "member,measure,area,amount,attained_on,expires_on";
        program.file("attainments.csv", &format!("{header}\nM-2,people-with-exam,devops,2,2019-01-01,\nM-2,luck,devops,1,2019-01-01,\n"));
        program.run(&files).assert_fails(1, &["attainments.csv:3: measure: 'luck' is not a measure", "nothing was imported"]);
        assert_eq!(program.run(&["attain", "M-2", "--list", "--json"]).json().as_array().unwrap().len(), 3);
    }
}
