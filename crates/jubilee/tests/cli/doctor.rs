//! `doctor`: what is wrong with an installation, and what to do.

use jubilee_testkit::Engine;
use jubilee_testkit::smtp::SmtpServer;
use serde_json::Value;

use crate::program::{Program, on_both_engines};

fn health(report: &Value, about: &str) -> Vec<String> {
    let examined = report["examined"].as_array().into_iter().flatten();
    let health = |one: &Value| one["health"].as_str().unwrap_or_default().to_owned();
    examined.filter(|one| one["about"] == about).map(health).collect()
}

on_both_engines! {
    fn what_is_well_and_what_is_not_is_told_with_what_to_do(program) {
        program.set_up("2019-08-01");
        program.day("2019-08-17");
        let said = program.run(&["doctor"]);
        assert_eq!(said.status, 1, "nobody of staff can sign in yet: {said:?}");
        assert!(said.out.contains("BAD      staff") && said.out.contains("-> appoint one: jubilee staff"), "{said:?}");
        program.run(&["staff", "ada@example.org", "--name", "Ada"]).assert_succeeds();
        let said = program.run(&["doctor"]);
        assert!(said.assert_succeeds().out.ends_with("all is well\n"), "{said:?}");

        let more = "member,name,country,language,system\nM-9,Alone,NL,nl,current\n";
        program.import(more, "member,email,name,roles,language\n", "subscription,member,offer,purchased_on,anniversary_on,areas\n", &[])
            .assert_succeeds();
        let report = program.run(&["doctor", "--json"]).json();
        assert_eq!((&report["health"], health(&report, "people")), (&"warning".into(), vec!["warning".to_owned()]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_mail_server_is_asked_when_it_is_named() {
    let program = Program::new(Engine::Sqlite);
    program.set_up("2019-08-01");
    let server = SmtpServer::start().await;
    let asked = |url: String| {
        let outcome = program.run(&["doctor", "--json", "--smtp", &url]);
        health(&serde_json::from_str(&outcome.out).unwrap(), "mail server")
    };
    let there = tokio::task::block_in_place(|| asked(server.url()));
    assert_eq!(there, ["well"]);
    assert!(server.mails().is_empty(), "nothing is sent");
    drop(server);
    let gone = tokio::task::block_in_place(|| asked("smtp://127.0.0.1:9".to_owned()));
    assert_eq!(gone, ["bad"]);
}
