//! The guide "Write your programme" is followed step by step: its files are made as it says, and its commands print what it shows.

use std::fs;
use std::path::Path;

use crate::program::{Outcome, bare, outcome};

const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/write-your-programme.md");

/// A block of the guide with the comment above it, for example `<!-- file: elm-street/programme.toml -->`.
struct Step {
    line: usize,
    kind: String,
    what: String,
    text: String,
}

fn steps() -> Vec<Step> {
    let guide = fs::read_to_string(GUIDE).expect("the guide can be read");
    let lines: Vec<&str> = guide.lines().collect();
    let comment = |line: &str| {
        let (kind, what) = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?.split_once(": ")?;
        Some((kind.to_owned(), what.to_owned()))
    };
    let step = |(at, line): (usize, &&str)| {
        let (kind, what) = comment(line)?;
        assert!(lines[at + 1].starts_with("```"), "a block follows line {}", at + 1);
        let text = lines[at + 2..].iter().take_while(|line| **line != "```").flat_map(|line| [*line, "\n"]).collect();
        Some(Step { line: at + 1, kind, what, text })
    };
    lines.iter().enumerate().filter_map(step).collect()
}

/// Replaces the lines that begin with `-` by those with `+`.
fn changed(text: &str, difference: &str) -> String {
    let lines = |sign: char| -> String {
        difference.lines().filter_map(|line| line.strip_prefix(sign)).flat_map(|line| [line, "\n"]).collect()
    };
    assert_eq!(text.matches(&lines('-')).count(), 1, "the lines that change are there once:\n{difference}");
    text.replacen(&lines('-'), &lines('+'), 1)
}

/// What a command prints, without white space at the ends of lines: its result, or what it says when it has none.
fn printed(folder: &Path, command: &str) -> String {
    let arguments = command.split(' ').skip(1);
    let Outcome { out, err, .. } = outcome(bare().current_dir(folder).args(arguments));
    let text = if out.is_empty() { err } else { out };
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_guide_to_a_programme_holds_step_by_step() {
    let folder = tempfile::tempdir().unwrap();
    let path = |file: &str| folder.path().join(file);
    let mut right: Option<(String, String)> = None;
    let mut shown = 0;
    for Step { line, kind, what, text } in steps() {
        match kind.as_str() {
            "file" => {
                fs::create_dir_all(path(&what).parent().unwrap()).unwrap();
                fs::write(path(&what), text).unwrap();
            }
            "append" => {
                let before = fs::read_to_string(path(&what)).unwrap();
                fs::write(path(&what), format!("{before}\n{text}")).unwrap();
            }
            // A mistake is shown once and put right again.
            "mistake" => {
                let before = fs::read_to_string(path(&what)).unwrap();
                fs::write(path(&what), changed(&before, &text)).unwrap();
                right = Some((what, before));
            }
            "shows" => {
                assert_eq!(printed(folder.path(), &what).trim_end(), text.trim_end(), "line {line}: what {what} prints");
                if let Some((file, before)) = right.take() {
                    fs::write(path(&file), before).unwrap();
                }
                shown += 1;
            }
            other => panic!("line {line}: '{other}' is no kind of step"),
        }
    }
    assert!(shown >= 15, "{shown}");
}
