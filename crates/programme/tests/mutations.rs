//! Files that were right once, damaged at random in a few thousand ways: reading them never panics, ends quickly, and whatever is
//! pointed at lies inside the file. The same mutations are made on every run; `JUBILEE_MUTATIONS` makes more of them.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jubilee_core::Programme;
use jubilee_programme::{Diagnostics, Mark, Source, read, run, shipped_mpn};

/// The limit is a second; a build without optimisation on a busy machine is given more.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

/// What is put into files beside their own words.
const ODDITIES: &[&str] = &[
    "\"\"\"",
    "'''",
    "\\",
    "[[offer]]",
    "[[relief]]",
    "[[relief.revised]]",
    "[relief.reactivation]",
    "[renewal.yearly]",
    "[areas]",
    "[[scenario]]",
    "[[scenario.on]]",
    "[programme]",
    "{ from = 2020-12-31, until = 2020-01-01 }",
    "= {}",
    "= []",
    "= true",
    "= nan",
    "= 1e999",
    "= 0x7fffffffffffffff",
    "= -9223372036854775808",
    "99999999999999999999",
    "9999-12-31",
    "0001-01-01",
    "2020-02-30",
    "2020-02-29",
    "2020-02-29T00:00:00Z",
    "\"anniversary\"",
    "\"anniversary - 3660 days\"",
    "\"anniversary + 120 months\"",
    "\"payment + 10 years\"",
    "\"purchase\"",
    "\"any\"",
    "\"never\"",
    "\"none\"",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "\r",
    "💶",
    "é\u{301}",
    "#",
    "\n",
    ".",
    ",",
    "=",
    "]",
    "}",
];

/// A generator of numbers that is the same everywhere (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap()
    }

    /// A range of at most so many bytes that begins and ends between characters.
    fn range(&mut self, text: &str, longest: usize) -> std::ops::Range<usize> {
        let start = text.floor_char_boundary(self.below(text.len() + 1));
        let end = text.floor_char_boundary((start + self.below(longest + 1)).min(text.len()));
        start..end.max(start)
    }

    /// The lines from one heading to another, or a few lines.
    fn section(&mut self, text: &str) -> std::ops::Range<usize> {
        let begins: Vec<usize> = text.match_indices("\n[").map(|(at, _)| at + 1).collect();
        if begins.is_empty() {
            return self.range(text, 200);
        }
        let at = self.below(begins.len());
        begins[at]..begins.get(at + 1 + self.below(3)).copied().unwrap_or(text.len())
    }

    /// A word of a text: what stands between white space.
    fn word(&mut self, text: &str) -> std::ops::Range<usize> {
        let from = text.floor_char_boundary(self.below(text.len()));
        let start = text[..from].rfind(char::is_whitespace).map_or(0, |at| text.ceil_char_boundary(at + 1));
        let end = text[from..].find(char::is_whitespace).map_or(text.len(), |at| from + at);
        start..end.max(start)
    }
}

/// One way to damage a text. `other` is a second file that was right once.
fn damage(text: &str, other: &str, dice: &mut Dice) -> String {
    let spliced = |range: std::ops::Range<usize>, with: &str| format!("{}{with}{}", &text[..range.start], &text[range.end..]);
    match dice.below(11) {
        0 => {
            let mut bytes = text.as_bytes().to_vec();
            let at = dice.below(bytes.len());
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
            String::from_utf8_lossy(&bytes).into_owned()
        }
        1 => text[..dice.range(text, 0).start].to_owned(),
        2 => spliced(dice.range(text, 40), ""),
        3 => {
            let section = dice.section(text);
            let at = dice.section(text).start;
            spliced(at..at, &text[section])
        }
        4 => spliced(dice.section(text), ""),
        5 => {
            let (one, another) = (dice.word(text), dice.word(text));
            let (first, second) = if one.start <= another.start { (one, another) } else { (another, one) };
            if first.end > second.start {
                return text.to_owned();
            }
            let (before, between, after) = (&text[..first.start], &text[first.end..second.start], &text[second.end..]);
            format!("{before}{}{between}{}{after}", &text[second.clone()], &text[first.clone()])
        }
        6 => {
            let deep = ["[", "{a=", "a.", "[[", "(", "\n[[a]]", "\n[a."][dice.below(7)].repeat(1 + dice.below(1300));
            spliced(dice.word(text), &deep)
        }
        7 => spliced(dice.word(text), ODDITIES[dice.below(ODDITIES.len())]),
        8 => spliced(dice.range(text, 0), ODDITIES[dice.below(ODDITIES.len())]),
        9 => {
            let digits: Vec<usize> = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
            let Some(at) = digits.get(dice.below(digits.len())).copied() else { return text.to_owned() };
            let numbers = ["", "0", "9", "-1", "00", "99999999999", "2147483648", "1.5", "١"];
            spliced(at..at + 1, numbers[dice.below(numbers.len())])
        }
        _ => spliced(dice.word(text), &other[dice.word(other)]),
    }
}

/// A name with a text.
type File = (String, String);

fn files(folder: &str) -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    paths.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

#[expect(clippy::disallowed_methods, reason = "how thorough a test is belongs to no configuration of the product")]
fn rounds(usual: usize) -> usize {
    let wanted = std::env::var("JUBILEE_MUTATIONS").ok();
    wanted.map_or(usual, |wanted| wanted.parse().expect("JUBILEE_MUTATIONS is a number"))
}

/// Reads damaged files; says how many of them could be read all the same.
fn all(files: &[File], rounds: usize, seed: u64, read: impl Fn(&Source) -> Result<Diagnostics, Diagnostics>) -> usize {
    let mut good = 0;
    for round in 0..rounds {
        // Each round has its own numbers, so that one that fails can be made again alone.
        let mut dice = Dice((seed + round as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        (0..4).for_each(|_| _ = dice.below(1));
        let (name, text) = &files[dice.below(files.len())];
        let (_, other) = &files[dice.below(files.len())];
        let mut damaged = text.clone();
        for _ in 0..=dice.below(3) {
            damaged = damage(&damaged, other, &mut dice);
        }
        let source = Source::new(format!("round {round} of {name}"), damaged);
        let begun = Instant::now();
        let (diagnostics, is_read) = match read(&source) {
            Ok(warnings) => (warnings, true),
            Err(errors) => (errors, false),
        };
        assert!(begun.elapsed() < LIMIT, "{} took {:?}:\n{}", source.name, begun.elapsed(), source.text);
        assert_eq!(diagnostics.errors() == 0, is_read, "{}", source.name);
        assert!(!diagnostics.render(false).is_empty());
        let marks = diagnostics.iter().flat_map(|one| one.mark.iter().chain(&one.also));
        for Mark { span, label } in marks {
            let is_inside = span.start <= span.end && span.end <= source.text.len();
            assert!(is_inside, "{}: {span:?} ('{label}') of {} bytes", source.name, source.text.len());
        }
        good += usize::from(is_read);
    }
    good
}

#[test]
fn damaged_programme_files() {
    let mut sources = files("tests/good");
    sources.push(("programme.toml".to_owned(), shipped_mpn().to_owned()));
    let rounds = rounds(2500);
    let good = all(&sources, rounds, 1, |source| read(source).map(|checked| checked.warnings));
    // A change inside a text or a comment leaves a file that can be read; were it all or none, the damage would be of the wrong kind.
    assert!(good > rounds / 50 && good < rounds * 9 / 10, "{good} of {rounds} could be read");
}

#[test]
fn damaged_scenario_files() {
    let programme: Programme = read(&Source::new("programme.toml", shipped_mpn())).unwrap().programme;
    let sources = files("../../programmes/mpn/scenarios");
    let rounds = rounds(500);
    let good = all(&sources, rounds, 2, |source| {
        run(&programme, std::slice::from_ref(source)).map(|report| {
            assert!(report.passed + report.failed_scenarios > 0);
            Diagnostics::default()
        })
    });
    assert!(good > rounds / 50 && good < rounds * 9 / 10, "{good} of {rounds} could be read");
}
