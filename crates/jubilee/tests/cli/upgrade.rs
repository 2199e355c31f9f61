//! A store that an earlier version made: `init` brings it up to date, every other command says so.

use jubilee_testkit::Engine;

use crate::program::{Outcome, Program};

/// Made by the first version: a legacy member whose order waits, and a gold competency that was renewed on 2019-09-10.
const VERSION_1: &[u8] = include_bytes!("fixtures/version-1.db");

#[test]
fn init_brings_the_first_versions_store_up_to_date_and_nothing_is_lost() {
    let program = Program::new(Engine::Sqlite);
    std::fs::write(program.folder().join("old.db"), VERSION_1).unwrap();
    let on_it = |arguments: &[&str]| -> Outcome { program.run(&[arguments, &["--database", "sqlite:old.db"]].concat()) };
    on_it(&["status", "S-1"]).assert_fails(1, &["has schema 1", "jubilee init"]);
    let upgraded = on_it(&["init"]);
    assert!(upgraded.assert_succeeds().out.contains("from schema 1 to "), "{upgraded:?}");
    let gold = on_it(&["status", "S-2", "--json"]).json();
    assert_eq!((&gold["status"], &gold["anniversary"]), (&"active".into(), &"2020-09-04".into()));
    let pack = on_it(&["status", "S-1", "--json"]).json();
    assert_eq!((&pack["status"], &pack["actions"][1]["action"]), (&"renewal-open".into(), &"pay".into()));
    assert_eq!(on_it(&["ledger", "M-2", "--json"]).json().as_array().unwrap().len(), 6);
    on_it(&["pay", "1-1", "--value-date", "2019-09-10"]).assert_succeeds();
    let ran = on_it(&["run", "--as-of", "2019-09-11", "--mail-folder", "mails", "--json"]).json();
    assert_eq!(ran["failed"], 0, "{ran}");
    // Once it is up to date, it is a store like any other.
    on_it(&["init"]).assert_fails(1, &["is set up already"]);
}
