//! `verify`, `backup` and `restore`, as an operator types them.

use jubilee_testkit::Engine;

use crate::program::{Program, on_both_engines};

on_both_engines! {
    fn a_store_that_was_run_verifies_and_says_so(program) {
        program.set_up("2019-08-01");
        program.day("2019-08-17");
        let said = program.run(&["verify"]);
        assert!(said.assert_succeeds().out.ends_with("all is sound\n"), "{said:?}");
        assert!(said.out.contains("of 2 members and 2 seals looked at") && said.out.contains("last seal: 2 of 2019-08-17, "), "{said:?}");
        let deep = program.run(&["verify", "--deep", "--json"]).json();
        assert_eq!((&deep["sound"], &deep["members"], &deep["rows"]), (&true.into(), &2.into(), &5.into()));
        assert_eq!(deep["findings"].as_array().map(Vec::len), Some(0));
        let said = program.run(&["rebuild"]);
        assert!(said.assert_succeeds().out.ends_with("everything follows from the ledger: nothing was written\n"), "{said:?}");
        assert_eq!(program.run(&["rebuild", "--json"]).json()["rows"], 5);
    }
}

#[test]
fn a_backup_is_brought_back_and_the_days_since_are_made_up() {
    let program = Program::new(Engine::Sqlite);
    program.set_up("2019-08-01");
    program.day("2019-08-17");
    let saved = program.run(&["backup", "kept.db"]);
    assert!(saved.assert_succeeds().out.contains("verified: ") && saved.out.contains("run up to 2019-08-17"), "{saved:?}");
    program.run(&["backup", "kept.db"]).assert_fails(1, &["kept.db is there already"]);
    program.day("2019-10-05");

    let again = ["--database", "sqlite:again.db"];
    let on_it = |arguments: &[&str]| program.run(&[arguments, &again].concat());
    let restored = on_it(&["restore", "kept.db", "--json"]).json();
    assert_eq!((&restored["completed_on"], &restored["verification"]["sound"]), (&"2019-08-17".into(), &true.into()));
    on_it(&["restore", "kept.db"]).assert_fails(1, &["again.db is there already"]);
    on_it(&["run", "--as-of", "2019-10-05", "--mail-folder", "again", "--json"]).assert_succeeds();
    for subscription in ["S-1", "S-2", "S-3"] {
        assert_eq!(on_it(&["status", subscription, "--json"]).json(), program.status(subscription));
    }
    on_it(&["verify", "--deep"]).assert_succeeds();

    program.run(&["restore", "none.db"]).assert_fails(1, &["no file 'none.db'"]);
    program.run(&["restore", "kept.db", "--database", "postgres://somebody@nowhere/db"]).assert_fails(1, &["sqlite:PATH"]);
    program.file("letter.db", "Dear Jubilee");
    program.run(&["verify", "--database", "sqlite:letter.db"]).assert_fails(1, &["not a store of Jubilee"]);
}

#[test]
fn everything_is_exported_and_imported_elsewhere() {
    let program = Program::new(Engine::Sqlite);
    program.set_up("2019-08-01");
    program.day("2019-08-17");
    let said = program.run(&["export", "out"]);
    assert!(said.assert_succeeds().out.contains("exported to out: ") && said.out.contains("entries of the ledger"), "{said:?}");
    program.run(&["export", "out"]).assert_fails(1, &["out is there already"]);
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(program.folder().join("out/manifest.json")).unwrap()).unwrap();
    assert_eq!(
        program.run(&["export", "again", "--json"]).json()["files"].as_array().map(Vec::len),
        manifest["files"].as_array().map(Vec::len)
    );

    let anew = ["--database", "sqlite:anew.db"];
    let on_it = |arguments: &[&str]| program.run(&[arguments, &anew].concat());
    on_it(&["init", "--programme", "out/programme/1", "--sandbox", "--live-from", "2019-08-17"]).assert_succeeds();
    let mut import = vec!["import"];
    for (option, file) in [
        ("--members", "out/import/members.csv"),
        ("--users", "out/import/users.csv"),
        ("--subscriptions", "out/import/subscriptions.csv"),
        ("--attainments", "out/import/attainments.csv"),
        ("--locations", "out/import/locations.csv"),
        ("--billing", "out/import/billing.csv"),
    ] {
        import.extend([option, file]);
    }
    on_it(&import).assert_succeeds();
    for subscription in ["S-1", "S-2", "S-3"] {
        let (before, after) = (program.status(subscription), on_it(&["status", subscription, "--json"]).json());
        assert_eq!((&before["status"], &before["dates"]), (&after["status"], &after["dates"]), "{subscription}");
    }
}

/// The twin: a byte of an entry is altered in the file, and the entry is named.
#[test]
fn an_altered_byte_is_found_and_its_member_named() {
    let program = Program::new(Engine::Sqlite);
    program.set_up("2019-08-01");
    program.run(&["backup", "kept.db"]).assert_succeeds();
    let path = program.folder().join("kept.db");
    let mut bytes = std::fs::read(&path).unwrap();
    // The name of the offer as the ledger of M-2 has it, followed by the list of its areas.
    let words = b"security\x66devops";
    let at = bytes.windows(words.len()).position(|window| window == words).unwrap();
    bytes[at] = b'S';
    std::fs::write(&path, bytes).unwrap();
    let said = program.run(&["verify", "--database", "sqlite:kept.db"]);
    assert_eq!(said.status, 1, "{said:?}");
    assert!(said.out.contains("WRONG  ledger  member M-2:") && said.out.contains("chain of hashes"), "{said:?}");
    program
        .run(&["restore", "kept.db", "--database", "sqlite:again.db"])
        .assert_fails(1, &["does not verify", "--even-damaged"]);
}
