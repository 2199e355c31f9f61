//! What a subscription grants, and what is done with it.

use serde_json::{Value, json};

use crate::program::{MPN, Program, on_both_engines};

const MEMBERS: &str = "member,name,country,language,system\nM-1,Contoso BV,NL,nl,current\nM-2,Fabrikam,US,en,legacy\n";
const USERS: &str = "member,email,name,roles,language\n\
    M-1,anna@contoso.example,Anna,global-admin,nl\n\
    M-1,piet@contoso.example,Piet,viewer,nl\n\
    M-2,fay@fabrikam.example,Fay,global-admin,en\n";
const SUBSCRIPTIONS: &str = "subscription,member,offer,purchased_on,anniversary_on,areas\n\
    S-1,M-1,action-pack,2019-09-05,,\n\
    S-2,M-2,action-pack,2019-09-05,,\n";

fn set_up(program: &Program) {
    program.run(&["init", "--sandbox", "--live-from", "2020-06-01", "--programme", MPN]).assert_succeeds();
    program.import(MEMBERS, USERS, SUBSCRIPTIONS, &[]).assert_succeeds();
}

fn listed(program: &Program, more: &[&str], benefit: &str) -> Value {
    let all = program.run(&[&["benefit", "list", "S-1", "--json"], more].concat()).json();
    let found = all.as_array().into_iter().flatten().find(|one| one["benefit"] == benefit);
    found.unwrap_or_else(|| panic!("no {benefit} in {all}")).clone()
}

on_both_engines! {
    fn benefits_are_listed_activated_assigned_redeemed_and_used(program) {
        set_up(program);
        program.day("2020-06-01");
        let table = program.run(&["benefit", "list", "S-1"]);
        let first = table.assert_succeeds().out.lines().nth(1).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(first, "software-keys 0 10 0 - 2020-10-05 2020-10-05 available");
        program.run(&["benefit", "use", "S-1", "azure-credit", "5"]).assert_fails(
            1,
            &["Azure credit has to be activated first, by 5 September 2020", "help: Activate it first: jubilee benefit activate S-1 BENEFIT"],
        );
        program.run(&["benefit", "activate", "S-1", "Azure credit"]).assert_succeeds();
        let used = program.run(&["benefit", "use", "S-1", "azure-credit", "40", "--json"]).json();
        assert_eq!([&used["status"], &used["used"], &used["left"]], [&json!("activated"), &json!(40), &json!(60)]);
        program.run(&["benefit", "use", "S-1", "azure-credit", "61"]).assert_fails(1, &["61 are asked for, and 60 are left"]);

        program.run(&["benefit", "assign", "S-1", "visual-studio", "PIET@contoso.example"]).assert_succeeds();
        let seat = json!([{"person": "piet@contoso.example", "since": "2020-06-01", "reassign_from": "2020-08-30"}]);
        assert_eq!(listed(program, &[], "visual-studio")["assigned_to"], seat);
        let anew = ["benefit", "assign", "S-1", "visual-studio", "anna@contoso.example", "--from", "piet@contoso.example"];
        program.run(&anew).assert_fails(1, &["somebody else can have it from 30 August 2020 on"]);
        let from_nobody = ["benefit", "assign", "S-1", "visual-studio", "piet@contoso.example", "--from", "anna@contoso.example"];
        program.run(&from_nobody).assert_fails(1, &["nothing is assigned to this person"]);
        program.run(&["benefit", "assign", "S-1", "visual-studio", "fay@fabrikam.example"]).assert_fails(1, &["person of this member"]);
        program.day("2020-08-30");
        program.run(&anew).assert_succeeds();
        assert_eq!(listed(program, &[], "visual-studio")["assigned_to"][0]["person"], "anna@contoso.example");
        assert_eq!(listed(program, &["--as-of", "2020-08-29"], "visual-studio")["assigned_to"], seat, "as it was known then");

        let redeemed = program.run(&["benefit", "redeem", "S-1", "microsoft-365-seats"]);
        assert!(redeemed.assert_succeeds().out.contains("5 of 5 used; of use until 2021-08-30"), "{redeemed:?}");
        program.day("2020-10-06");
        let gone = listed(program, &[], "support-incidents");
        assert_eq!([&gone["status"], &gone["left"]], [&json!("withdrawn"), &json!(0)]);
        assert_eq!(listed(program, &[], "microsoft-365-seats")["status"], "redeemed", "it has a clock of its own");
        let ledger = program.run(&["ledger", "M-1"]);
        for sentence in ["40 of Azure credit used", "one of Visual Studio subscriptions assigned anew, to Anna", "Microsoft 365 seats redeemed"] {
            assert!(ledger.out.contains(sentence), "{ledger:?}");
        }
    }
}

on_both_engines! {
    fn what_is_not_there_is_said_with_what_is(program) {
        set_up(program);
        program.day("2020-06-01");
        program.run(&["benefit", "use", "S-1", "support-incident", "1"]).assert_fails(
            1,
            &["there is no benefit 'support-incident'; did you mean 'support-incidents'?"],
        );
        program.run(&["benefit", "use", "S-1", "support-incidents", "1", "--set", "1"]).assert_fails(1, &["of set 1"]);
        program.run(&["benefit", "use", "S-1", "support-incidents", "0"]).assert_fails(2, &["error: "]);
        program.run(&["benefit", "redeem", "S-1", "support-incidents"]).assert_fails(1, &["not what is done with Support incidents"]);
        program.run(&["benefit", "use", "S-2", "support-incidents", "1"]).assert_fails(1, &["help: Move the account first: jubilee migrate M-2"]);
    }
}

on_both_engines! {
    /// T43 at the command line, and the keys themselves: each is given once, and nothing but `reveal` shows one.
    fn keys_are_loaded_shown_once_and_counted(program) {
        set_up(program);
        program.day("2020-10-05");
        program.run(&["benefit", "reveal", "S-1", "software-keys"]).assert_fails(
            1,
            &["there is no key at the moment", "jubilee benefit keys load --benefit BENEFIT FILE"],
        );
        program.file("keys.txt", "AAAA-1111\n\nBBBB-2222\nAAAA-1111\n");
        let load = ["benefit", "keys", "load", "--benefit", "software-keys", "keys.txt", "--json"];
        assert_eq!(program.run(&load).json()["added"], 2);
        assert_eq!(program.run(&load).json()["added"], 0, "what is there already stays as it is");
        let first = program.run(&["benefit", "reveal", "S-1", "software-keys"]).assert_succeeds().out.trim().to_owned();
        let second = program.run(&["benefit", "reveal", "S-1", "software-keys", "--json"]).json()["key"].clone();
        let mut both = [first.as_str(), second.as_str().unwrap()];
        both.sort_unstable();
        assert_eq!(both, ["AAAA-1111", "BBBB-2222"]);
        program.run(&["benefit", "reveal", "S-1", "software-keys"]).assert_fails(1, &["there is no key at the moment"]);
        assert_eq!(program.run(&["benefit", "keys", "count", "--json"]).json(), json!([{"benefit": "software-keys", "free": 0, "shown": 2}]));
        for shows_none in [&["benefit", "list", "S-1", "--json"][..], &["ledger", "M-1", "--json"], &["benefit", "keys", "count"]] {
            let shown = program.run(shows_none);
            assert!(!shown.out.contains("1111") && !shown.err.contains("1111"), "{shown:?}");
        }
        assert_eq!(listed(program, &[], "software-keys")["used"], 2, "who was told that there is none has lost none");

        program.run(&["benefit", "keys", "load", "--benefit", "visual-studio", "keys.txt"]).assert_fails(1, &["product-key"]);
        program.file("keys.txt", "CCCC-3333\n");
        program.run(&load[..6]).assert_succeeds();
        let order = program.run(&["order", "S-1", "--json"]);
        let number = order.json()["order"].as_str().unwrap().to_owned();
        program.run(&["pay", &number, "--value-date", "2020-10-05"]).assert_succeeds();
        program.run(&["benefit", "reveal", "S-1", "software-keys"]).assert_fails(2, &["until 2020-11-04 the fee can be paid back"]);
        program.run(&["benefit", "reveal", "S-1", "software-keys", "--yes"]).assert_succeeds();
        program.run(&["refund", &number]).assert_fails(1, &["which ended the right to a refund"]);
    }
}
