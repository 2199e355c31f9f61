//! `jubilee programme` and `jubilee relief`: what they print, what they refuse, and what they change.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::program::{MPN, Outcome, Program, on_both_engines, outcome};

const MEMBERS: &str = "member,name,country,language,system\nM-1,Contoso BV,NL,nl,current\nM-2,Fabrikam,US,en,legacy\n";
const USERS: &str = "member,email,name,roles,language\n\
    M-1,anna@contoso.example,Anna,global-admin,nl\nM-2,fay@fabrikam.example,Fay,global-admin,en\n";
const SUBSCRIPTIONS: &str = "subscription,member,offer,purchased_on,anniversary_on,areas\n\
    S-1,M-1,action-pack,2018-09-01,2020-08-31,\n\
    S-2,M-2,gold,2016-05-05,2020-09-15,security;devops\n\
    S-3,M-1,silver,2018-06-01,2020-07-05,security\n";

/// A sandbox at 10 August 2020 of the shipped programme without its relief, and the folders `plain` and `relief` beside it.
fn set_up(program: &Program) {
    let shipped = fs::read_to_string(format!("{MPN}/programme.toml")).expect("our own files can be read");
    for (folder, text) in [("plain", shipped.split("[[relief]]").next().unwrap_or_default()), ("relief", &shipped)] {
        fs::create_dir(program.folder().join(folder)).expect("a folder can be made in our own");
        program.file(&format!("{folder}/programme.toml"), text);
    }
    program.run(&["init", "--sandbox", "--live-from", "2020-06-01", "--programme", "plain"]).assert_succeeds();
    program.import(MEMBERS, USERS, SUBSCRIPTIONS, &[]).assert_succeeds();
    program.day("2020-08-10");
}

fn publish(program: &Program, more: &[&str]) -> Outcome {
    program.run(&[&["programme", "publish", "relief", "--effective", "2020-08-11"], more].concat())
}

on_both_engines! {
    fn a_version_is_shown_first_and_published_when_it_is_confirmed(program) {
        set_up(program);
        publish(program, &[]).assert_fails(2, &["nobody is at a terminal", "--dry-run", "--yes"]);
        let tried = publish(program, &["--dry-run"]);
        let said = &tried.assert_succeeds().out;
        assert!(said.contains("Version 2, in force from 2020-08-11"), "{said}");
        assert!(said.contains("The relief 'COVID-19 extension': is announced on 2020-08-13"), "{said}");
        assert!(said.contains("Current cycles that change: 2 of 3, of 2 members."), "{said}");
        assert!(said.contains("Cycles that begin on 2020-08-11 or later follow this version; those that have begun keep theirs."), "{said}");
        assert!(said.contains("Nothing was published"), "{said}");
        let begun = fs::read_to_string(program.folder().join("relief/programme.toml")).unwrap_or_default();
        fs::create_dir(program.folder().join("begun")).expect("a folder can be made in our own");
        let line = "effective-on = 2018-01-01";
        program.file("begun/programme.toml", &begun.replacen(line, &format!("{line}\nbegun-cycles = \"change\""), 1));
        let tried = program.run(&["programme", "publish", "begun", "--effective", "2020-08-11", "--dry-run"]);
        assert!(tried.assert_succeeds().out.contains("From 2020-08-11 on, all cycles follow this version"), "{tried:?}");
        let listed = program.run(&["programme", "list", "--json"]).json();
        assert_eq!(listed.as_array().map(Vec::len), Some(1), "{listed}");

        let published = publish(program, &["--yes", "--json"]).json();
        assert_eq!((&published["number"], &published["touched"], &published["dry_run"]), (&2.into(), &2.into(), &false.into()));
        assert_eq!(published["published"]["replanned"], 3, "{published}");
        let listed = program.run(&["programme", "list", "--json"]).json();
        assert_eq!((&listed[1]["number"], &listed[1]["published_by"]), (&2.into(), &"operator".into()));
        let table = program.run(&["programme", "list"]);
        assert!(table.assert_succeeds().out.lines().any(|line| line.starts_with("2        2020-08-11")), "{table:?}");
        let day = program.day("2020-08-13");
        assert_eq!(day["due"], 2, "{day}");
        assert_eq!(program.status("S-3")["status"], "reactivatable");
    }
}

on_both_engines! {
    fn what_cannot_be_published_is_refused_with_the_reason(program) {
        set_up(program);
        let early = program.run(&["programme", "publish", "relief", "--effective", "2020-08-09", "--yes"]);
        early.assert_fails(1, &["2020-08-09", "before today, 2020-08-10", "--effective"]);
        let of_the_file = program.run(&["programme", "publish", "relief", "--yes"]);
        of_the_file.assert_fails(1, &["2018-01-01"]);
        program.run(&["programme", "publish", "nowhere", "--yes"]).assert_fails(1, &["nowhere/programme.toml"]);
        publish(program, &["--yes"]).assert_succeeds();
        let again = publish(program, &["--dry-run"]);
        assert!(again.assert_succeeds().out.contains("It takes the place of version 2, which has not begun"), "{again:?}");
        program.day("2020-08-11");
        publish(program, &["--yes"]).assert_fails(1, &["version 2 has been in force since", "2020-08-12 or a later day"]);
        let without = program.run(&["programme", "publish", "plain", "--effective", "2020-09-01", "--yes"]);
        without.assert_fails(1, &["leaves out the relief 'covid-19'", "withdrawn-on"]);
        let other = fs::read_to_string(program.folder().join("relief/programme.toml")).unwrap_or_default();
        program.file("plain/programme.toml", &other.replace("id = \"mpn\"", "id = \"other\""));
        let foreign = program.run(&["programme", "publish", "plain", "--effective", "2020-09-01", "--yes"]);
        foreign.assert_fails(1, &["'other'", "'mpn'"]);
    }
}

on_both_engines! {
    fn versions_and_folders_are_compared_in_words(program) {
        set_up(program);
        publish(program, &["--yes"]).assert_succeeds();
        let told = program.run(&["programme", "diff", "1", "2"]);
        assert!(told.assert_succeeds().out.contains("The relief 'COVID-19 extension': is announced"), "{told:?}");
        let same = program.run(&["programme", "diff", "relief", "relief"]);
        assert_eq!(same.assert_succeeds().out.lines().last(), Some("  nothing"));
        let ids: Value = program.run(&["programme", "diff", "plain", "2", "--json"]).json();
        assert!(ids.as_array().is_some_and(|all| all.iter().any(|one| one["ids"][0] == "covid-19")), "{ids}");
        program.run(&["programme", "diff", "1", "3"]).assert_fails(1, &["no version '3'", "1, 2"]);
        let shown = program.run(&["programme", "show", "1"]);
        assert!(!shown.assert_succeeds().out.contains("[[relief]]"));
        assert!(program.run(&["programme", "show"]).assert_succeeds().out.contains("[[relief]]"));
    }
}

on_both_engines! {
    fn a_relief_is_previewed_before_it_is_published(program) {
        set_up(program);
        program.run(&["relief", "preview", "covid-19"]).assert_fails(1, &["no relief 'covid-19'"]);
        let told = program.run(&["relief", "preview", "covid-19", "--programme", "relief"]);
        let said = &told.assert_succeeds().out;
        assert!(said.starts_with("covid-19: COVID-19 extension, compared on 2020-08-13\n"), "{said}");
        let totals = ["2 of 3 subscriptions, of 2 members", "1802.90 EUR", "4730.00 USD"];
        for words in totals.into_iter().chain(["lapsed -> reactivatable", "M-2 (moves first)", "+2020-08-13 announcement"]) {
            assert!(said.contains(words), "{words}: {said}");
        }
        let later = program.run(&["relief", "preview", "covid-19", "--programme", "relief", "--on", "2030-01-01"]);
        assert!(later.assert_succeeds().out.contains("compared on 2030-01-01"), "{}", later.out);
        let passed = program.run(&["relief", "preview", "covid-19", "--programme", "relief", "--on", "2000-01-01"]);
        passed.assert_fails(1, &["2000-01-01 has passed"]);
        let all = program.run(&["relief", "preview", "covid-19", "--programme", "relief", "--json"]).json();
        assert_eq!((&all["on"], &all["totals"]["covered"]), (&"2020-08-13".into(), &1.into()), "{all}");
        assert_eq!(all["rows"].as_array().map(Vec::len), Some(2));
        publish(program, &["--yes"]).assert_succeeds();
        program.day("2021-06-01");
        let over = program.run(&["relief", "preview", "covid-19", "--json"]).json();
        assert_eq!((&over["rows"], &over["totals"]["subscriptions"]), (&Value::Array(Vec::new()), &3.into()), "{over}");
    }
}

/// On a terminal, made by `script`, the answer decides.
#[test]
fn at_a_terminal_it_asks() {
    let program = Program::new(jubilee_testkit::Engine::Sqlite);
    set_up(&program);
    let answered_with = |answer: &str, more: &str| {
        let program_name = env!("CARGO_BIN_EXE_jubilee");
        let words = format!("'{program_name}' programme publish relief --effective 2020-08-11{more}");
        let answers = program.file("answer", answer);
        let mut command = Command::new("script");
        command
            .args(["-q", "-e", "-c", &words, "/dev/null"])
            .stdin(Stdio::from(fs::File::open(answers).expect("it was just written")));
        for (name, value) in program.command().get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        outcome(command.current_dir(program.folder()))
    };
    let answered = |answer: &str| answered_with(answer, "");
    let no = answered_with("n\n", " --json");
    let report: Value =
        no.out.split_once('{').and_then(|(_, rest)| serde_json::from_str(&format!("{{{rest}")).ok()).unwrap_or_default();
    assert_eq!((&report["number"], &report["published"]), (&2.into(), &Value::Null), "{no:?}");
    let no = answered("n\n");
    assert!(no.assert_succeeds().out.contains("Nothing was published."), "{no:?}");
    let yes = answered("y\n");
    assert!(yes.assert_succeeds().out.contains("Published version 2, in force from 2020-08-11."), "{yes:?}");
}
