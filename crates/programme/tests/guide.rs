//! The guide "Write your programme" is followed step by step: its files are made as it says, and what it shows is what comes out.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jubilee_core::timeline;
use jubilee_programme::{Source, read, run};

/// A block of the guide with the comment above it, for example `<!-- file: programme.toml -->`.
struct Step {
    line: usize,
    kind: String,
    what: String,
    text: String,
}

fn steps() -> Vec<Step> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/write-your-programme.md");
    let guide = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = guide.lines().collect();
    let mut steps = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((kind, what)) =
            line.strip_prefix("<!-- ").and_then(|line| line.strip_suffix(" -->")).and_then(|comment| comment.split_once(": "))
        else {
            continue;
        };
        assert!(lines[at + 1].starts_with("```"), "line {}: a block follows", at + 2);
        let block: Vec<&str> = lines[at + 2..].iter().take_while(|line| **line != "```").copied().collect();
        steps.push(Step { line: at + 1, kind: kind.to_owned(), what: what.to_owned(), text: block.join("\n") + "\n" });
    }
    steps
}

/// The files that the reader of the guide has, by their path in the folder `elm-street`.
#[derive(Clone, Default)]
struct Folder(BTreeMap<String, String>);

impl Folder {
    /// Replaces the lines of a file that begin with `-` by those with `+`.
    fn change(&mut self, file: &str, difference: &str) {
        let lines = |sign: char| -> String {
            difference.lines().filter_map(|line| line.strip_prefix(sign)).flat_map(|line| [line, "\n"]).collect()
        };
        let text = self.0.get_mut(file).unwrap();
        assert_eq!(text.matches(&lines('-')).count(), 1, "{file} has the lines that change once:\n{difference}");
        *text = text.replacen(&lines('-'), &lines('+'), 1);
    }

    fn source(&self, file: &str) -> Source {
        Source::new(format!("elm-street/{file}"), self.0[file].clone())
    }

    /// What a command prints.
    fn printed(&self, command: &str) -> String {
        let programme = self.source("programme.toml");
        let words: Vec<&str> = command.split(' ').collect();
        match (words.as_slice(), read(&programme)) {
            (["jubilee", "check", "elm-street"], Err(wrong)) => wrong.render(false),
            (["jubilee", "check", "elm-street"], Ok(checked)) => {
                let version = &checked.programme.versions[0];
                let (offers, areas, warnings) = (version.offers.len(), version.areas.len(), checked.warnings.iter().count());
                let told = if checked.warnings.is_empty() { String::new() } else { checked.warnings.render(false) };
                format!("{told}elm-street: good; {offers} offers, {areas} areas, {warnings} warnings\n")
            }
            (["jubilee", "test", "elm-street"], Ok(checked)) => {
                let files = self.0.keys().filter(|file| file.starts_with("scenarios/"));
                let scenarios: Vec<Source> = files.map(|file| self.source(file)).collect();
                let report = run(&checked.programme, &scenarios).unwrap_or_else(|wrong| panic!("{wrong}"));
                format!("{report}\n")
            }
            (["jubilee", "timeline", "--programme", "elm-street", "--offer", offer, "--purchased", day], Ok(checked)) => {
                let cycles = timeline(&checked.programme, &(*offer).into(), day.parse().unwrap(), 3).unwrap();
                let rows = cycles.iter().map(|cycle| {
                    let reminders: Vec<String> = cycle.reminders.iter().map(ToString::to_string).collect();
                    let (opens, closes) = (cycle.renew_from, cycle.renew_until);
                    let (anniversary, benefits, lapses) = (cycle.anniversary, cycle.benefits_until, cycle.lapses_on);
                    let (reminders, next) = (reminders.join(", "), cycle.next_anniversary);
                    format!("{anniversary} {opens} {closes} {benefits} {lapses} {reminders} {next}\n")
                });
                rows.collect()
            }
            (other, _) => panic!("the guide shows {other:?}, which this test does not know"),
        }
    }
}

/// The rows of a table without its head, with one space between columns.
fn rows(table: &str) -> String {
    let rows = table.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
    rows.map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect()
}

#[test]
fn the_guide_holds_step_by_step() {
    let mut folder = Folder::default();
    let mut mistaken: Option<Folder> = None;
    let mut shown = Vec::new();
    for Step { line, kind, what, text } in steps() {
        match kind.as_str() {
            "file" => _ = folder.0.insert(what, text),
            "append" => folder.0.get_mut(&what).unwrap().push_str(&format!("\n{text}")),
            // A mistake is shown once and put right again.
            "mistake" => {
                let mut wrong = folder.clone();
                wrong.change(&what, &text);
                mistaken = Some(wrong);
            }
            "shows" => {
                let printed = mistaken.take().as_ref().unwrap_or(&folder).printed(&what);
                let text = if what.contains("timeline") { rows(&text) } else { text };
                assert_eq!(text, printed, "line {line}: what {what} shows");
                shown.push(what);
            }
            other => panic!("line {line}: '{other}' is not known"),
        }
    }
    assert!(shown.len() >= 7, "{shown:?}");
    assert_eq!(folder.printed("jubilee check elm-street").lines().count(), 1, "the whole programme gives no warnings");
    assert!(folder.printed("jubilee test elm-street").ends_with(" passed, 0 failed\n"));
}
