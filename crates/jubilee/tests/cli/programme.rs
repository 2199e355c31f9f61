use std::fs;

use crate::program::{MPN, Outcome, bare, outcome};

/// A folder with the MPN programme, and with this scenario where one is given.
fn folder(scenario: Option<&str>, change: impl Fn(String) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary directory can be made");
    let source = fs::read_to_string(format!("{MPN}/programme.toml")).expect("our own files can be read and written");
    fs::write(folder.path().join("programme.toml"), change(source)).expect("our own files can be read and written");
    if let Some(scenario) = scenario {
        fs::create_dir(folder.path().join("scenarios")).expect("our own files can be read and written");
        fs::write(folder.path().join("scenarios/extra.toml"), scenario).expect("our own files can be read and written");
    }
    folder
}

fn on(command: &str, folder: &tempfile::TempDir) -> Outcome {
    outcome(bare().arg(command).arg(folder.path()))
}

const SCENARIO: &str = "[[scenario]]\nid = \"one\"\ntitle = \"Renewed in its window\"\noffer = \"action-pack\"\npurchased = 2018-09-01\n\n\
    [[scenario.on]]\ndate = 2019-09-02\ndo = \"renew\"\nexpect.anniversary = 2020-08-31\n";

#[test]
fn the_scenarios_of_the_shipped_programme_pass_and_are_counted_at_the_end() {
    let outcome = outcome(bare().args(["test", MPN]));
    let last = outcome.assert_succeeds().out.trim_end().lines().last().unwrap();
    let (passed, rest) = last.split_once(" passed, ").unwrap_or_else(|| panic!("{last}"));
    assert!(passed.parse::<u32>().unwrap() >= 13, "{last}");
    assert_eq!(rest, "0 failed");
}

#[test]
fn a_scenario_that_fails_is_counted_and_ends_with_one() {
    let good = on("test", &folder(Some(SCENARIO), |source| source));
    assert!(good.assert_succeeds().out.trim_end().ends_with("1 passed, 0 failed"), "{good:?}");
    let bad = on("test", &folder(Some(&SCENARIO.replace("2020-08-31", "2020-09-01")), |source| source));
    assert_eq!(bad.status, 1, "{bad:?}");
    assert_eq!(bad.out.trim_end().lines().last(), Some("0 passed, 1 failed"), "{bad:?}");
    assert!(bad.out.contains("2020-09-01") && bad.out.contains("2020-08-31"), "{bad:?}");
}

#[test]
fn a_programme_is_checked_with_all_its_faults_at_once() {
    let good = on("check", &folder(None, |source| source));
    assert!(good.assert_succeeds().out.contains("mpn: good"), "{good:?}");
    let cancelled = |source: String| {
        source.replacen("announced-on = 2020-08-13", "withdrawn-on = 2020-08-12\nannounced-on = 2020-08-13", 1)
    };
    let warned = on("check", &folder(None, cancelled));
    assert!(warned.assert_succeeds().out.trim_end().ends_with(", 1 warning"), "{warned:?}");
    assert!(warned.err.contains("never in force") && !warned.err.contains("0 errors"), "{warned:?}");
    let change = |source: String| {
        source.replace("opens = \"anniversary + 1 day\"", "opens = \"soon\"").replace("475.00 USD", "475.00 dollars")
    };
    let bad = on("check", &folder(None, change));
    bad.assert_fails(1, &["programme.toml:", "soon", "dollars"]);
}

#[test]
fn a_folder_without_a_programme_is_named() {
    let empty = tempfile::tempdir().unwrap();
    for command in ["check", "test"] {
        on(command, &empty).assert_fails(1, &["programme.toml"]);
    }
    outcome(bare().arg("check")).assert_fails(2, &["DIR"]);
}
