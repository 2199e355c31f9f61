use std::process::Command;

use crate::program::{bare, outcome};

const COMMANDS: &[&[&str]] = &[
    &["init"],
    &["import"],
    &["invoice", "list"],
    &["invoice", "show"],
    &["invoice", "pdf"],
    &["run"],
    &["serve"],
    &["check"],
    &["test"],
    &["timeline"],
    &["status"],
    &["explain"],
    &["programme", "publish"],
    &["programme", "list"],
    &["programme", "diff"],
    &["programme", "show"],
    &["relief", "preview"],
    &["order"],
    &["pay"],
    &["proof"],
    &["proof", "file"],
    &["proof", "list"],
    &["proof", "save"],
    &["proof", "accept"],
    &["proof", "reject"],
    &["statement"],
    &["statement", "import"],
    &["statement", "list"],
    &["statement", "assign"],
    &["statement", "dismiss"],
    &["cancel"],
    &["refund"],
    &["renew"],
    &["auto-renewal"],
    &["auto-renewal", "on"],
    &["auto-renewal", "off"],
    &["reactivate"],
    &["attain"],
    &["cover"],
    &["exception", "grant"],
    &["exception", "end"],
    &["exception", "list"],
    &["migrate"],
    &["people"],
    &["people", "M-104", "list"],
    &["people", "M-104", "add"],
    &["people", "M-104", "roles"],
    &["people", "M-104", "remove"],
    &["ledger"],
    &["books"],
    &["billing"],
    &["verify"],
    &["rebuild"],
    &["erase-person"],
    &["pause"],
    &["resume"],
    &["doctor"],
    &["backup"],
    &["restore"],
    &["export"],
    &["staff"],
    &["bench", "floor"],
    &["bench", "day"],
    &["bench", "import"],
    &["bench", "renew"],
    &["bench", "page"],
    &["bench", "verify"],
    &["bench", "size"],
    &["bench", "all"],
    &["benefit"],
    &["benefit", "list"],
    &["benefit", "activate"],
    &["benefit", "assign"],
    &["benefit", "reveal"],
    &["benefit", "keys"],
    &["benefit", "keys", "load"],
    &["benefit", "keys", "count"],
    &["benefit", "redeem"],
    &["benefit", "use"],
];

#[test]
fn the_help_of_every_command_has_an_example_of_it() {
    for command in COMMANDS {
        let help = outcome(bare().args(*command).arg("--help"));
        let text = &help.assert_succeeds().out;
        let (_, examples) = text.split_once("Example").unwrap_or_else(|| panic!("{command:?} has no example: {text}"));
        assert!(examples.contains(&format!("jubilee {}", command.join(" "))), "{command:?}: {examples}");
        assert_eq!(help.err, "");
    }
}

#[test]
fn the_list_above_names_every_command() {
    let help = outcome(bare().arg("--help"));
    let (_, rest) = help.assert_succeeds().out.split_once("Commands:").unwrap();
    let (list, _) = rest.split_once("Options:").unwrap();
    let mut listed: Vec<&str> = list
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    listed.sort_unstable();
    let mut known: Vec<&str> = COMMANDS.iter().map(|command| command[0]).collect();
    known.sort_unstable();
    known.dedup();
    assert_eq!(listed, known);
    assert!(help.out.contains("Examples:"));
}

#[test]
fn wrong_usage_ends_with_two_on_standard_error() {
    for arguments in [
        &["frobnicate"][..],
        &["run", "--as-of", "2019-02-29"],
        &["run", "--as-of", "tomorrow"],
        &["status"],
        &["timeline", "--offer", "gold"],
        &["init", "--lang", "fr"],
        &["serve", "--listen", "here"],
        &["serve", "--stripe-key", "sk_test_1"],
    ] {
        outcome(bare().args(arguments)).assert_fails(2, &["error: "]);
    }
    assert_eq!(outcome(&mut bare()).status, 2);
}

/// On a terminal, made by `script`, which Debian always has.
#[test]
fn no_color_is_respected() {
    let on_a_terminal = |no_color: Option<&str>| {
        let program = env!("CARGO_BIN_EXE_jubilee");
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("programme.toml"), "[programme]\nid = 1\n").unwrap();
        let words = format!("'{program}' check '{}'; '{program}' frobnicate", folder.path().display());
        let mut command = Command::new("script");
        command.args(["-q", "-c", &words, "/dev/null"]).env("TERM", "xterm-256color").env_remove("NO_COLOR");
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        let output = command.stdin(std::process::Stdio::null()).output();
        let output = output.unwrap_or_else(|error| panic!("cannot run script ({error}); apt-get install bsdutils"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let (coloured, plain) = (on_a_terminal(None), on_a_terminal(Some("1")));
    assert!(coloured.contains("frobnicate") && coloured.contains("programme.toml"), "{coloured}");
    assert!(coloured.contains("\u{1b}["), "a terminal without NO_COLOR has colours: {coloured}");
    assert!(plain.contains("frobnicate") && plain.contains("programme.toml"), "{plain}");
    assert!(!plain.contains("\u{1b}["), "{plain}");
}
