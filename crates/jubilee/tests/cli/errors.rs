use jubilee_testkit::Engine;

use crate::program::{MPN, Program, bare, on_both_engines, outcome};

#[test]
fn a_store_that_is_not_there_says_how_to_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none.db");
    for command in [&["run"][..], &["status", "S-1"], &["import", "--members", "members.csv"], &["ledger", "M-1"]] {
        let url = format!("sqlite:{}", path.display());
        outcome(bare().args(command).args(["--database", &url])).assert_fails(1, &["none.db", "jubilee init"]);
        assert!(!path.exists(), "looking for a store must not make one");
    }
}

#[test]
fn an_address_of_another_kind_says_which_kinds_there_are() {
    let said = ["mysql://localhost/jubilee", "sqlite:PATH", "postgres://"];
    outcome(bare().args(["run", "--database", said[0]])).assert_fails(1, &said);
}

#[test]
fn a_file_that_is_something_else_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    let letter = "Dear Anna,\n".repeat(500);
    std::fs::write(&path, &letter).unwrap();
    let url = format!("sqlite:{}", path.display());
    for command in [&["run"][..], &["init"]] {
        outcome(bare().args(command).args(["--database", &url])).assert_fails(1, &["letter.txt"]);
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), letter);
}

#[test]
fn a_server_that_does_not_answer_says_what_to_look_at() {
    let port = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let url = format!("postgres://jubilee:hidden-password@127.0.0.1:{port}/jubilee");
    let outcome = outcome(bare().args(["run", "--database", &url]));
    outcome.assert_fails(1, &["PostgreSQL server", "whether it runs", "because: "]);
    assert!(!outcome.err.contains("hidden-password"), "{outcome:?}");
}

#[test]
fn settings_of_stripe_that_cannot_work_are_said_and_not_repeated() {
    for (key, secret, said) in [
        ("pk_live_hidden", "whsec_hidden", "begins with sk_ or rk_"),
        ("sk_live_hidden", "hidden", "begins with whsec_"),
        ("sk_live_hidden", "whsec_hidden,whsec_hidden,whsec_hidden", "begins with whsec_"),
    ] {
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--stripe-key", key, "--stripe-webhook-secret", secret];
        let outcome = outcome(bare().args(arguments));
        outcome.assert_fails(1, &["card payments cannot be offered", said]);
        assert!(!outcome.err.contains("hidden"), "{outcome:?}");
    }
}

#[test]
fn an_empty_database_says_how_to_set_it_up() {
    let program = Program::new(Engine::Postgres);
    for command in [&["run"][..], &["status", "S-1"]] {
        program.run(command).assert_fails(1, &["jubilee init"]);
    }
}

on_both_engines! {
    fn a_store_is_set_up_once(program) {
        program.run(&["init", "--programme", MPN]).assert_succeeds();
        program.run(&["init", "--programme", MPN]).assert_fails(1, &["set up already", "'mpn'", "--database"]);
        program.run(&["init", "--programme", "nowhere"]).assert_fails(1, &["nowhere", "programme.toml"]);
    }
}
