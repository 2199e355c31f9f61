//! Scenario files: those that are shipped hold, and a wrong expectation is found, in its line.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use jubilee_core::Programme;
use jubilee_programme::{LoadError, Report, Source, history, load_dir, read, run, run_dir, shipped_mpn};

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes/mpn")
}

fn mpn() -> Programme {
    read(&Source::new("programme.toml", shipped_mpn())).unwrap().programme
}

fn files(folder: &Path) -> Vec<(String, Source)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let named = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (named(path), Source::new("scenarios.toml", fs::read_to_string(path).unwrap()))).collect()
}

#[test]
fn all_scenarios_of_the_shipped_programme_hold() {
    let report = run_dir(&shipped()).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!(report.failed_scenarios, 0, "{report}");
    assert!(report.passed >= 100);
    assert_eq!(report.to_string(), format!("{} passed, 0 failed", report.passed));
    let text: String = files(&shipped().join("scenarios")).into_iter().map(|(_, source)| source.text).collect();
    let examples =
        "T1 T2 T3 T4 T5 T6 T7 T8 T11 T12 T13 T16 T17 T18 T21 T23 T24 T25 T26 T26b T26c T26d T28 T29 T30 T31 T32 T36 T37 T38";
    for example in examples.split(' ') {
        let is_there = [format!("id = \"{example}\""), format!("id = \"{example}-")].iter().any(|id| text.contains(id));
        assert!(is_there, "{example}");
    }
}

fn programmes() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programmes")
}

/// Moved anniversaries, other days on which requirements are looked at, an early window, approval by staff.
#[test]
fn all_scenarios_of_a_programme_with_other_rules_hold() {
    let report = run_dir(&programmes().join("club")).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!(report.failed_scenarios, 0, "{report}");
    assert!(report.passed >= 25);
}

#[test]
fn all_scenarios_of_a_programme_with_several_versions_hold() {
    let folder = programmes().join("begun");
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let versions = ["first.toml", "second.toml", "third.toml"].map(|name| (name, text(name)));
    let published: Vec<(u32, &str, &str)> = (1..).zip(&versions).map(|(at, (name, text))| (at, *name, text.as_str())).collect();
    let programme = history(&published).unwrap_or_else(|wrong| panic!("{wrong}"));
    let report =
        run(&programme, &[Source::new("scenarios.toml", text("scenarios.toml"))]).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!((report.passed, report.failed_scenarios), (4, 0), "{report}");
}

/// The places of everything that a file expects: in `expect = …`, in `expect.KEY = …`, and below `[scenario.on.expect]`.
fn expected(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let (mut at, mut is_below) = (0, false);
    for line in text.split_inclusive('\n') {
        if line.starts_with('[') {
            is_below = line.starts_with("[scenario.on.expect");
        } else if line.starts_with("expect") || is_below {
            let from = line.find('=').map_or(line.len(), |equals| equals + 1);
            places.push(at + from..at + line.len());
        }
        at += line.len();
    }
    places
}

/// What is expected, turned into something else: every date a day off, every `true` and `false`, every amount, every status, rule,
/// state and way to lift a refusal, and every list.
fn twins(text: &str) -> Vec<(usize, String)> {
    let mut twins = Vec::new();
    let mut replace = |place: Range<usize>, with: &str| {
        let line = 1 + text[..place.start].matches('\n').count();
        twins.push((line, format!("{}{with}{}", &text[..place.start], &text[place.end..])));
    };
    let swaps = [
        ("true", "false"),
        ("false", "true"),
        ("475.00 USD", "476.00 USD"),
        ("4730.00 USD", "4731.00 USD"),
        (".00 EUR", ".01 EUR"),
        ("status = \"active\"", "status = \"ended\""),
        ("status = \"renewal-open\"", "status = \"active\""),
        ("status = \"lapsed\"", "status = \"active\""),
        ("status = \"ordered\"", "status = \"active\""),
        ("status = \"ended\"", "status = \"ordered\""),
        ("state = \"open\"", "state = \"paid\""),
        ("state = \"paid\"", "state = \"open\""),
        ("state = \"set-aside\"", "state = \"expired\""),
        ("state = \"expired\"", "state = \"open\""),
        ("rule = \"", "rule = \"never-renews\", lift = \"wait\" } # "),
        ("lift = \"wait\"", "lift = \"order\""),
        ("lift = \"buy-anew\"", "lift = \"order\""),
        ("lift = \"correct\"", "lift = \"order\""),
        ("lift = \"pay\"", "lift = \"order\""),
        ("lift = \"done\"", "lift = \"order\""),
        ("status = \"reactivatable\"", "status = \"lapsed\""),
        ("requirements = \"complete\"", "requirements = \"in-progress\""),
        ("requirements = \"in-progress\"", "requirements = \"not-started\""),
        ("requirements = \"not-started\"", "requirements = \"complete\""),
        ("lift = \"meet\"", "lift = \"migrate\""),
        ("lift = \"migrate\"", "lift = \"meet\""),
        ("lift = \"reactivate\"", "lift = \"ask-staff\""),
        ("lift = \"ask-staff\"", "lift = \"reactivate\""),
        (" of 4\"", " of 5\""),
        (" of 2\"", " of 3\""),
        ("missing = []", "missing = [\"active-users 1 of 2\"]"),
        ("reliefs = []", "reliefs = [\"covid-19\"]"),
        ("reliefs = [\"covid-19\"]", "reliefs = []"),
        ("reminder-says = []", "reminder-says = [\"move-first\"]"),
        ("reminder-says = [\"", "reminder-says = []  # "),
        ("covid-19 = [", "covid-19 = [2001-01-01, "),
        ("flood = [", "flood = [2001-01-01, "),
        ("storm = [", "storm = [2001-01-01, "),
        ("chance = [", "chance = [2001-01-01, "),
        ("frost = [", "frost = [2001-01-01, "),
        ("moved-from = \"none\"", "moved-from = 2001-01-01"),
        ("lost-on = \"none\"", "lost-on = 2001-01-01"),
        ("allowed = [", "allowed = [\"renew\", \"buy\", "),
        ("entries = [", "entries = [\"enrolled\", "),
        ("reminded = [", "reminded = [2001-01-01, "),
        ("superseded = [", "superseded = [2001-01-01, "),
        ("missed = [", "missed = [2001-01-01, "),
        ("reminders = [", "reminders = [2001-01-01, "),
        ("reasons = [", "reasons = [\"membership\", "),
        ("subscriptions = ", "subscriptions = 9"),
    ];
    for place in expected(text) {
        for (from, to) in swaps {
            for (at, _) in text[place.clone()].match_indices(from) {
                replace(place.start + at..place.start + at + from.len(), to);
            }
        }
        for (at, _) in text[place.clone()].match_indices("20") {
            let date = place.start + at..(place.start + at + 10).min(text.len());
            if let Some(day) = text.get(date.clone()).and_then(|text| text.parse::<jubilee_core::Day>().ok()) {
                replace(date, &day.next().to_string());
            }
        }
    }
    twins
}

/// The scenario of a line, with nothing but blank lines in place of the others.
fn alone(text: &str, line: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let from = lines[..line].iter().rposition(|line| *line == "[[scenario]]").unwrap();
    let until = lines[line..].iter().position(|line| *line == "[[scenario]]").map_or(lines.len(), |at| line + at);
    format!("{}{}\n", "\n".repeat(from), lines[from..until].join("\n"))
}

#[test]
fn every_wrong_expectation_is_found_in_its_line() {
    wrong_expectations_are_found(&mpn(), &shipped().join("scenarios"), 700);
    let club = load_dir(&programmes().join("club")).unwrap().programme;
    wrong_expectations_are_found(&club, &programmes().join("club/scenarios"), 150);
}

fn wrong_expectations_are_found(programme: &Programme, folder: &Path, at_least: usize) {
    let mut count = 0;
    for (name, source) in files(folder) {
        for (line, text) in twins(&source.text) {
            // A twin that is no longer a scenario file shows nothing.
            let Ok(report) = run(programme, &[Source::new(name.as_str(), alone(&text, line))]) else { continue };
            let written = text.lines().nth(line - 1).unwrap();
            assert!(report.failed.iter().any(|failure| failure.line == line), "{name}:{line}: nobody minds {written}");
            assert!(report.failed_scenarios >= 1);
            count += 1;
        }
    }
    assert!(count >= at_least, "only {count} twins could be lived");
}

/// The guide's examples are scenarios of the shipped programme, and hold.
#[test]
fn the_examples_of_the_guide_hold() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/scenarios.md");
    let guide = fs::read_to_string(guide).unwrap();
    let blocks = guide.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let reports: Vec<Report> = blocks.map(lived).collect();
    assert!(reports.len() >= 2);
    for report in reports {
        assert_eq!(report.failed_scenarios, 0, "{report}");
    }
}

fn lived(text: &str) -> Report {
    run(&mpn(), &[Source::new("scenarios.toml", text)]).unwrap_or_else(|wrong| panic!("{wrong}"))
}

#[test]
fn a_failure_names_file_line_scenario_step_and_both_values() {
    let report = lived(
        "[[scenario]]\nid = \"A1\"\ntitle = \"wrong twice\"\noffer = \"action-pack\"\npurchased = 2018-09-01\n\n[[scenario.on]]\n\
         date = 2019-09-01\ndo = \"renew\"\n\n[[scenario.on]]\ndate = 2019-09-02\nexpect.status = \"active\"\n\
         expect.renew_until = 2019-10-02\nexpect.benefits = true\n",
    );
    insta::assert_snapshot!(report, @r"
    scenarios.toml:7: scenario A1, 2019-09-01 renew
        expected: 'renew' is possible
        found:    refused by 'window-opens' until 2019-09-02

    scenarios.toml:13: scenario A1, 2019-09-02
        expected: status = active
        found:    status = renewal-open

    scenarios.toml:14: scenario A1, 2019-09-02
        expected: renew-until = 2019-10-02
        found:    renew-until = 2019-10-01

    0 passed, 1 failed
    ");
}

#[test]
fn what_is_expected_to_be_refused_and_is_possible_fails() {
    let report = lived(
        "[[scenario]]\nid = \"A1\"\ntitle = \"possible\"\noffer = \"action-pack\"\npurchased = 2018-09-01\n\n[[scenario.on]]\n\
         date = 2019-09-02\ndo = \"renew\"\nexpect.refused = { rule = \"window-opens\" }\n",
    );
    assert_eq!((report.failed[0].line, report.failed[0].found.as_str()), (10, "refused.rule = none"));
}

#[test]
fn a_scenario_that_cannot_begin_fails_in_its_first_line() {
    let report = lived(
        "# A level without an area.\n[[scenario]]\nid = \"A1\"\ntitle = \"no area\"\noffer = \"gold\"\npurchased = 2018-09-01\n\n\
         [[scenario.on]]\ndate = 2019-09-02\nexpect.benefits = true\n",
    );
    assert_eq!((report.failed[0].line, report.failed[0].step.as_str()), (2, "2018-09-01 beginning"));
}

#[test]
fn bad_scenario_files_are_refused_with_a_pointer_and_help() {
    let programme = mpn();
    let files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-scenarios"));
    assert!(files.len() >= 28);
    for (name, source) in files {
        let diagnostics = run(&programme, &[source]).expect_err(&name);
        insta::with_settings!({ snapshot_path => "snapshots/bad-scenarios", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, diagnostics.render(false));
        });
    }
}

#[test]
fn a_folder_without_scenarios_is_no_success() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("programme.toml"), shipped_mpn()).unwrap();
    assert!(matches!(run_dir(folder.path()), Err(LoadError::NoScenarios(_))));
    fs::create_dir(folder.path().join("scenarios")).unwrap();
    assert!(matches!(run_dir(folder.path()), Err(LoadError::NoScenarios(_))));
    fs::write(folder.path().join("scenarios/a.toml"), "[[scenario]]\nid = 1\n").unwrap();
    assert!(matches!(run_dir(folder.path()), Err(LoadError::Invalid(_))));
}
