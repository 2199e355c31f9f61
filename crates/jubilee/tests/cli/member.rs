//! What staff do for one member: attainments, areas, exceptions, the move; and what a relief brings back.

use serde_json::{Value, json};

use crate::program::{MPN, Program, on_both_engines};

const SUBSCRIPTIONS: &str = "subscription,member,offer,purchased_on,anniversary_on,areas\n\
    S-1,M-1,action-pack,2019-09-05,,\n\
    S-2,M-1,gold,2019-09-15,,security\n\
    S-3,M-2,gold,2019-07-05,,security\n";
const USERS: &str = "member,email,name,roles,language\n\
    M-1,anna@contoso.example,Anna,global-admin,nl\n\
    M-1,piet@contoso.example,Piet,programme-admin,nl\n\
    M-2,fay@fabrikam.example,Fay,global-admin,en\n";

/// A sandbox before the relief: a member in the legacy system, and one whose gold competency lapses in August 2020.
fn before_the_relief(program: &Program) {
    program.run(&["init", "--sandbox", "--live-from", "2020-06-01", "--programme", MPN]).assert_succeeds();
    let members = "member,name,country,language,system\nM-1,Contoso BV,NL,nl,legacy\nM-2,Fabrikam,US,en,current\n";
    program.file("locations.csv", "member,name,country\nM-1,Contoso Breda,NL\n");
    let report = program.import(members, USERS, SUBSCRIPTIONS, &["--locations", "locations.csv", "--json"]).json();
    assert_eq!(report["locations"], 1);
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no {key} in {value}"))
}

on_both_engines! {
    /// T21 at the command line: refused with what is missing, attained, ordered.
    fn what_is_missing_is_said_recorded_and_listed(program) {
        program.set_up("2019-08-01");
        program.day("2019-10-21");
        // Two of those with a certification have left; one area that qualifies would be enough, so both lose theirs.
        for number in ["1", "2"] {
            program.run(&["attain", "M-2", "--end", number]).assert_succeeds();
        }
        let refused = program.run(&["order", "S-2"]);
        refused.assert_fails(1, &["people with a certification", "help: Meet the requirements by 19 November 2019: jubilee attain M-2 MEASURE AMOUNT"]);
        let missing = &program.status("S-2")["requirements"][0]["missing"][0];
        assert_eq!(*missing, json!({"measure": "people-with-certification", "have": 0, "need": 4}));
        let attain = ["attain", "M-2", "people-with-certification", "4", "--area", "DevOps", "--on", "2019-10-15"];
        let recorded = program.run(&[&attain[..], &["--expires", "2020-12-31", "--json"]].concat()).json();
        assert_eq!((&recorded["number"], &recorded["area"], &recorded["counts"]), (&4.into(), &"devops".into(), &true.into()));
        program.run(&["order", "S-2"]).assert_succeeds();
        let all = program.run(&["attain", "M-2", "--list", "--json"]).json();
        let counting: Vec<bool> = all.as_array().unwrap().iter().map(|one| one["counts"] == true).collect();
        assert_eq!(counting, [false, false, true, true]);
        let listed = program.run(&["attain", "M-2", "--list"]);
        assert!(listed.assert_succeeds().out.contains("2020-12-31"), "{listed:?}");
        // A level covers one more area once its requirements are met.
        program.run(&["cover", "S-2", "messaging"]).assert_fails(1, &["help: Meet the requirements first: jubilee attain M-2 "]);
        program.run(&["attain", "M-2", "people-with-certification", "4", "--area", "messaging"]).assert_succeeds();
        program.run(&["cover", "S-2", "Messaging"]).assert_succeeds();
        assert_eq!(program.status("S-2")["requirements"][2]["area"], "messaging");
        for wrong in [&["attain", "M-2"][..], &["attain", "M-2", "luck"], &["attain", "M-2", "people-with-exam", "0"]] {
            program.run(wrong).assert_fails(2, &["error: "]);
        }
        program.run(&["attain", "M-2", "luck", "1"]).assert_fails(1, &["error: "]);
        let ahead = [&attain[..6], &["--on", "2019-10-22"]].concat();
        program.run(&ahead).assert_fails(1, &["The day on which it was attained, 22 October 2019, lies ahead; today is 21 October 2019."]);
        let mistyped = &["no area 'mesaging'", "did you mean 'messaging'?", "application-development, "];
        program.run(&["cover", "S-2", "mesaging"]).assert_fails(1, mistyped);
        program.run(&["order", "--member", "M-2", "--offer", "gold", "--areas", "mesaging"]).assert_fails(1, mistyped);
        let measures = &["no measure 'people-with-exams'; did you mean 'people-with-exam'? There are: people-with-exam, "];
        program.run(&["attain", "M-2", "people-with-exams", "2", "--area", "security"]).assert_fails(1, measures);
        program.run(&["attain", "M-2", "people-with-exam", "2", "--area", "luck"]).assert_fails(1, &["no area 'luck'; there are: application-development, "]);
        let dutch = program.run(&["--lang", "nl", "cover", "S-2", "devops"]);
        dutch.assert_fails(1, &["error: "]);
        program.run(&["attain", "M-9", "--list"]).assert_fails(1, &["'M-9'"]);
    }
}

on_both_engines! {
    fn a_relief_lets_what_has_lapsed_be_reactivated_until_its_last_day(program) {
        before_the_relief(program);
        program.day("2020-08-12");
        let refused = program.run(&["order", "S-3", "--action", "reactivate"]);
        refused.assert_fails(1, &["error: ", "help: Buy the offer anew: jubilee order S-3 --action buy"]);
        program.day("2020-08-13");
        let standing = program.status("S-3");
        assert_eq!((text(&standing, "status"), &standing["benefits"]), ("reactivatable", &false.into()));
        let expected = json!({
            "until": "2020-12-31", "next_anniversary": "2021-07-05", "renew_from": "2021-07-06", "renew_until": "2021-08-04",
        });
        assert_eq!(standing["reactivation"], expected);
        program.run(&["order", "S-3"]).assert_fails(1, &["help: Reactivate it by paying the fee, until 31 December 2020: jubilee order S-3 --action reactivate"]);
        program.run(&["reactivate", "S-3"]).assert_fails(1, &["help: Make an order and pay the fee: jubilee order S-3"]);
        let order = program.run(&["order", "S-3", "--action", "reactivate", "--json"]).json();
        program.run(&["pay", text(&order, "order"), "--value-date", "2020-08-13"]).assert_succeeds();
        let standing = program.status("S-3");
        assert_eq!((text(&standing, "status"), text(&standing, "anniversary")), ("active", "2021-07-05"));
        assert!(standing["reactivation"].is_null());
    }
}

on_both_engines! {
    fn the_standing_shows_requirements_reliefs_and_whether_to_move(program) {
        before_the_relief(program);
        program.day("2020-09-20");
        let standing = program.status("S-2");
        let expected = json!([{
            "area": "security", "state": "complete", "exempt": true, "exempt_until": "2021-09-15", "waived_on_reactivation": false,
            "at_risk": false, "lost_on": null, "missing": [],
        }]);
        assert_eq!(standing["requirements"], expected);
        assert_eq!((&standing["reliefs"], &standing["moved_from"]), (&json!(["covid-19"]), &Value::Null));
        assert_eq!(standing["must_move"], true);
        let shown = program.run(&["status", "S-2"]);
        for words in ["security          complete, by exemption until 2021-09-15", "reliefs           covid-19", "must move"] {
            assert!(shown.assert_succeeds().out.contains(words), "{words}: {shown:?}");
        }
    }
}

on_both_engines! {
    /// T36, R18.
    fn a_legacy_member_moves_first_and_then_everything_is_possible(program) {
        before_the_relief(program);
        program.day("2020-09-20");
        program.run(&["order", "S-2"]).assert_fails(1, &["help: Move the account first: jubilee migrate M-1"]);
        program.run(&["migrate", "M-1", "--mover", "nobody@contoso.example"]).assert_fails(2, &["nobody@contoso.example"]);
        program.run(&["migrate", "M-1", "--mover", "piet@contoso.example"]).assert_fails(1, &["global admin"]);
        program.run(&["migrate", "M-1", "--role", "piet@contoso.example=king"]).assert_fails(2, &["'king'", "programme-admin"]);
        program.run(&["migrate", "M-1", "--role", "piet@contoso.example"]).assert_fails(2, &["EMAIL=ROLE"]);
        program.run(&["migrate", "M-1", "--location", "Breda"]).assert_fails(2, &["NAME,COUNTRY"]);
        let moved = program.run(&[
            "migrate", "M-1", "--role", "piet@contoso.example=billing-admin", "--role", "piet@contoso.example=viewer", "--location",
            "Contoso BV,NL", "--location", "Contoso Gent,be", "--json",
        ]);
        let moved = moved.json();
        assert_eq!(text(&moved, "moved_on"), "2020-09-20");
        assert_eq!(moved["people"][1]["roles"], "billing-admin;viewer");
        let open: Vec<&str> = moved["open"].as_array().unwrap().iter().map(|open| text(open, "subscription")).collect();
        assert_eq!(open, ["S-1", "S-2"]);
        program.run(&["migrate", "M-1"]).assert_fails(1, &["error: "]);
        program.run(&["order", "S-2"]).assert_succeeds();
        assert_eq!(program.status("S-2")["must_move"], false);
    }
}

on_both_engines! {
    fn exceptions_are_granted_listed_and_taken_back(program) {
        program.set_up("2019-06-01");
        program.day("2019-07-05");
        assert_eq!(program.status("S-3")["status"], "lapsed");
        let grant = ["exception", "grant", "S-3", "--kind", "reactivation", "--base", "payment", "--until", "2019-08-31"];
        program.run(&grant).assert_fails(2, &["--reason"]);
        program.run(&[&grant[..], &["--reason", " "]].concat()).assert_fails(1, &["reason"]);
        let early = ["exception", "grant", "S-3", "--kind", "reactivation", "--until", "2019-07-01", "--reason", "why not"];
        program.run(&early).assert_fails(1, &["error: "]);
        let note = program.run(&[&grant[..], &["--reason", "agreed with sales", "--json"]].concat()).json();
        assert_eq!((&note["number"], &note["kind"]["reactivation"]["base"]), (&1.into(), &"payment".into()), "{note}");
        assert_eq!((text(&note, "reason"), text(&note, "until"), text(&note, "by")), ("agreed with sales", "2019-08-31", "operator"));
        assert_eq!(program.status("S-3")["status"], "reactivatable");
        program.run(&["exception", "end", "S-3", "1", "--reason", "a mistake"]).assert_succeeds();
        program.run(&["exception", "end", "S-3", "1", "--reason", "a mistake"]).assert_fails(1, &["error: "]);
        assert_eq!(program.status("S-3")["status"], "lapsed");
        let listed = program.run(&["exception", "list", "S-3"]);
        assert!(listed.assert_succeeds().out.contains("agreed with sales; ended: a mistake"), "{listed:?}");
        let ledger = program.run(&["ledger", "M-2"]);
        assert!(!ledger.assert_succeeds().out.contains("sales"), "reasons are kept beside the ledger: {ledger:?}");
        program.run(&["exception", "grant", "S-9", "--kind", "exemption", "--until", "2019-08-31", "--reason", "x"]).assert_fails(1, &["'S-9'"]);
        program.run(&["exception", "grant", "S-3", "--kind", "gift", "--until", "2019-08-31", "--reason", "x"]).assert_fails(2, &["late-payment"]);
    }
}

on_both_engines! {
    fn people_are_listed_added_given_roles_and_removed(program) {
        before_the_relief(program);
        let listed = program.run(&["people", "M-1"]);
        let lines: Vec<&str> = listed.assert_succeeds().out.lines().collect();
        assert_eq!(lines[0].split("  ").next(), Some("name"));
        assert!(lines[1].contains("anna@contoso.example") && lines[1].ends_with("global-admin     yes"), "{listed:?}");
        program.run(&["migrate", "M-1", "--role", "piet@contoso.example=programme-admin"]).assert_succeeds();
        let add = ["people", "M-1", "add", "Eva@Contoso.example", "--name", "Eva Smit", "--role", "billing-admin"];
        let added = program.run(&[&add[..], &["--role", "viewer", "--json"]].concat()).json();
        let expected = json!({
            "name": "Eva Smit", "email": "eva@contoso.example", "language": "nl", "roles": ["billing-admin", "viewer"],
            "gets_mails": false,
        });
        assert_eq!(added, expected);
        program.run(&add).assert_fails(1, &["error: "]);
        program.run(&["people", "M-1", "add", "nobody", "--name", "N", "--role", "viewer"]).assert_fails(1, &["not an e-mail address"]);
        let told = program.run(&["people", "M-1", "roles", "eva@contoso.example", "programme-admin"]);
        assert_eq!(told.assert_succeeds().out, "Eva Smit <eva@contoso.example> is changed at M-1 now: programme-admin.\n");
        program.run(&["people", "M-1", "roles", "eva@contoso.example"]).assert_fails(2, &["ROLE"]);
        program.run(&["people", "M-1", "roles", "eva@contoso.example", "boss"]).assert_fails(2, &["'boss'", "programme-admin"]);
        program.run(&["people", "M-1", "roles", "eva@contoso.example", "--none"]).assert_succeeds();
        let last = program.run(&["people", "M-1", "remove", "anna@contoso.example"]);
        last.assert_fails(1, &["error: "]);
        let gone = program.run(&["people", "M-1", "remove", "eva@contoso.example", "--json"]).json();
        assert_eq!(gone["removed"]["email"], "eva@contoso.example");
        program.run(&["people", "M-1", "remove", "eva@contoso.example"]).assert_fails(1, &["'eva@contoso.example'"]);
        let emails = program.run(&["people", "M-1", "list", "--json"]).json();
        let emails: Vec<&Value> = emails.as_array().unwrap().iter().map(|person| &person["email"]).collect();
        assert_eq!(emails, ["anna@contoso.example", "piet@contoso.example"]);
        // Every change is in the ledger, in sentences, and in the language that is asked for.
        let told = program.run(&["ledger", "M-1"]);
        let said = &told.assert_succeeds().out;
        assert!(said.lines().next().is_some_and(|line| line.starts_with("entry  counts from")), "{said}");
        for words in ["Enrolled as a member (Netherlands)", "Command line", "Gold competency taken over", "moved out of the legacy system"] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(!said.contains('{'), "{said}");
        let dutch = program.run(&["ledger", "M-1", "--lang", "nl"]);
        assert!(dutch.assert_succeeds().out.contains("Opdrachtregel"), "{dutch:?}");
        assert!(program.run(&["ledger", "M-1", "--json"]).json().as_array().unwrap().iter().any(|entry| entry["seq"] == 1));
    }
}

on_both_engines! {
    /// A member without a VAT number pays the tax of its country, and whoever looks is told how much of the fee it is.
    fn the_status_says_how_much_of_the_fee_is_tax(program) {
        program.set_up("2019-08-01");
        let status = program.run(&["status", "S-1"]);
        assert!(status.assert_succeeds().out.contains("fee               425.00 EUR") && !status.out.contains("of which tax"), "{status:?}");
        program.run(&["billing", "M-1", "--vat", ""]).assert_succeeds();
        let status = program.run(&["status", "S-1"]);
        assert!(status.assert_succeeds().out.contains("fee               514.25 EUR"), "{status:?}");
        assert!(status.out.contains("of which tax      89.25 EUR, 21% (NL)"), "{status:?}");
    }
}

on_both_engines! {
    /// What is found is named, and nothing else; only with --yes is it gone.
    fn erasing_a_person_names_what_there_is(program) {
        program.set_up("2019-08-01");
        let said = program.run(&["erase-person", "piet@contoso.example"]);
        let found = "  the account at the member M-1\n  what was made for signing in\nKept, as the law";
        assert!(said.assert_succeeds().out.starts_with(&format!("Found:\n{found}")), "{said:?}");
        assert!(said.out.contains("with --yes it is") && !said.out.contains(" 0 "), "{said:?}");
        program.run(&["billing", "M-1", "--email", "piet@contoso.example"]).assert_succeeds();
        let said = program.run(&["erase-person", "piet@contoso.example"]);
        assert!(said.assert_succeeds().out.contains("  the address to which the invoices of 1 member go\n"), "{said:?}");
        let done = program.run(&["erase-person", "piet@contoso.example", "--yes"]);
        assert!(done.assert_succeeds().out.starts_with("Erased:\n"), "{done:?}");
        program.run(&["erase-person", "piet@contoso.example"]).assert_fails(1, &["piet@contoso.example"]);
    }
}
