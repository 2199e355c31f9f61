//! The folders of good and bad programme files: what is read, and what is said about the rest.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::path::{Path, PathBuf};

use jubilee_programme::{Code, Diagnostics, Severity, Source, read};

fn files(folder: &str) -> Vec<(String, Source)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let source = |path: &PathBuf| Source::new("programme.toml", fs::read_to_string(path).unwrap());
    paths.iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), source(path))).collect()
}

#[test]
fn good_files_are_read_as_they_were_meant() {
    let files = files("good");
    assert!(files.len() >= 3);
    for (name, source) in files {
        let checked = read(&source).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        let read = format!("{:#?}\n\n{}", checked.programme, checked.warnings);
        insta::with_settings!({ snapshot_path => "snapshots/good", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, read);
        });
    }
}

#[test]
fn bad_files_are_refused_with_a_pointer_and_help() {
    let files = files("bad");
    assert!(files.len() >= 25);
    for (name, source) in files {
        let diagnostics = read(&source).expect_err(&name);
        insta::with_settings!({ snapshot_path => "snapshots/bad", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, diagnostics.render(false));
        });
    }
}

#[test]
fn files_that_are_probably_not_what_was_meant_are_read_with_a_warning() {
    let files = files("warned");
    assert!(files.len() >= 15);
    for (name, source) in files {
        let warnings = read(&source).unwrap_or_else(|wrong| panic!("{name}: {wrong}")).warnings;
        assert!(!warnings.is_empty(), "{name}");
        insta::with_settings!({ snapshot_path => "snapshots/warned", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, warnings.render(false));
        });
    }
}

#[test]
fn every_code_of_the_programme_file_has_a_file_that_shows_it() {
    let found = |diagnostics: &Diagnostics| diagnostics.iter().map(|one| one.code).collect::<Vec<_>>();
    let bad = files("bad").into_iter().flat_map(|(name, source)| found(&read(&source).expect_err(&name)));
    let warned =
        files("good").into_iter().chain(files("warned")).flat_map(|(_, source)| found(&read(&source).unwrap().warnings));
    let shown: Vec<Code> = bad.chain(warned).collect();
    // A file that is too large is made by the tests of hostile files; no history can be wrong in one file.
    let elsewhere = [Code::TooLarge, Code::NoHistory, Code::LostRelief];
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| code.id().starts_with('P') && !elsewhere.contains(code) && !shown.contains(code))
        .map(|code| code.id())
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn many_mistakes_are_told_at_once_in_the_order_of_the_file() {
    let (_, source) = files("bad").into_iter().find(|(name, _)| name == "many-at-once").unwrap();
    let diagnostics = read(&source).unwrap_err();
    assert!(diagnostics.errors() >= 12, "{diagnostics}");
    let starts: Vec<usize> = diagnostics.iter().filter_map(|one| one.mark.as_ref()).map(|mark| mark.span.start).collect();
    assert!(starts.is_sorted());
}

#[test]
fn machines_get_the_same_findings_with_line_and_column() {
    let source = Source::new("programme.toml", "[programme]\nid = 7\n");
    let diagnostics = read(&source).unwrap_err();
    let json = diagnostics.to_json();
    let kind = json["diagnostics"].as_array().unwrap().iter().find(|one| one["code"] == "P005").unwrap();
    assert_eq!((&kind["line"], &kind["column"], &kind["severity"]), (&2.into(), &6.into(), &"error".into()));
    assert_eq!(kind["file"], "programme.toml");
    assert_eq!(json["errors"], diagnostics.errors());
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), diagnostics.iter().count());
    assert!(diagnostics.iter().all(|one| one.severity == Severity::Error));
}

#[test]
fn colour_is_there_only_when_it_is_wanted() {
    let diagnostics = read(&Source::new("programme.toml", "")).unwrap_err();
    assert!(diagnostics.render(true).contains('\u{1b}'));
    assert!(!diagnostics.render(false).contains('\u{1b}'));
}
