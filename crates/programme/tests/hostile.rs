//! Files made to do harm: each is refused, with a position where there is one, quickly and without a panic.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fmt::Write;
use std::time::{Duration, Instant};

use jubilee_programme::{Code, Diagnostics, MOST_BYTES, MOST_FINDINGS, Source, read, run, shipped_mpn};

/// The limit is a second; a build without optimisation on a busy machine is given more.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

/// Reads the file as a programme and as scenarios, and renders what is said of it.
fn refused(name: &str, text: String) -> Diagnostics {
    let begun = Instant::now();
    let source = Source::new("programme.toml", text);
    let diagnostics = read(&source).expect_err(name);
    assert!(!diagnostics.render(false).is_empty());
    assert!(diagnostics.to_json()["errors"].as_u64() > Some(0));
    assert!(diagnostics.iter().count() <= MOST_FINDINGS, "{name}");
    let programme = read(&Source::new("programme.toml", shipped_mpn())).unwrap().programme;
    assert!(!run(&programme, &[source]).expect_err(name).is_empty(), "{name}");
    assert!(begun.elapsed() < LIMIT, "{name} took {:?}", begun.elapsed());
    diagnostics
}

fn has(diagnostics: &Diagnostics, code: Code) -> bool {
    diagnostics.iter().any(|one| one.code == code)
}

fn repeated(line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for at in 0.. {
        let next = line(at);
        if text.len() + next.len() > MOST_BYTES {
            break;
        }
        text.push_str(&next);
    }
    text
}

#[test]
fn ten_megabytes_of_brackets() {
    let diagnostics = refused("brackets", "[".repeat(10_000_000));
    assert!(has(&diagnostics, Code::TooLarge));
}

#[test]
fn deep_nesting_within_the_size() {
    for (name, text) in [
        ("lists", format!("a = {}", "[".repeat(4000))),
        ("lists on lines", format!("a = {}", "[\n".repeat(400_000))),
        ("tables", format!("a = {}", "{a=".repeat(1300))),
        ("tables on lines", format!("a = {}", "{a=\n".repeat(200_000))),
        ("dotted keys", format!("{}a = 1", "a.".repeat(2000))),
        ("dotted headers", repeated(|at| format!("[{}x{at}]\n", "a.".repeat(70)))),
        ("long headers", repeated(|at| format!("[{}x{at}]\n", "a.".repeat(2000)))),
        ("lists of tables", repeated(|_| format!("[[{}a]]\n", "a.".repeat(70)))),
    ] {
        refused(name, text);
    }
}

#[test]
fn huge_numbers() {
    let nines = "9".repeat(4000);
    let shipped = shipped_mpn();
    for (from, to) in [
        ("most-per-member = 1", format!("most-per-member = {nines}")),
        ("most-per-member = 1", format!("most-per-member = -{nines}")),
        ("most-per-member = 1", "most-per-member = 9223372036854775808".to_owned()),
        ("most-per-member = 1", "most-per-member = 0xffffffffffffffff".to_owned()),
        ("\"anniversary + 30 days\"", format!("\"anniversary + {nines} days\"")),
        ("\"anniversary + 30 days\"", "\"anniversary + 2147483648 months\"".to_owned()),
        ("\"475.00 USD\"", format!("\"{nines}.00 USD\"")),
        ("\"30 days\"", "\"4294967297 days\"".to_owned()),
        ("2018-01-01", "9999-12-31".to_owned()),
        ("2018-01-01", "0000-01-01".to_owned()),
        ("{ people-with-exam = 2 }", format!("{{ people-with-exam = {nines} }}")),
        ("{ people-with-exam = 2 }", "{ people-with-exam = 4294967297 }".to_owned()),
        ("2020-08-13", "9999-12-31".to_owned()),
        ("from = 2020-01-01", "from = 1899-12-31".to_owned()),
        (
            "until = 2020-12-31 }\nrequirements",
            format!("until = 2020-12-31 }}\nmove-anniversary = \"{nines} days\"\nrequirements"),
        ),
        (
            "until = 2020-12-31 }\nrequirements",
            "until = 2020-12-31 }\nmove-anniversary = \"200 years\"\nrequirements".to_owned(),
        ),
    ] {
        assert!(shipped.contains(from), "{from}");
        refused(&to, shipped.replacen(from, &to, 1));
    }
}

#[test]
fn a_hundred_thousand_entries() {
    let offers = refused("offers", "[[offer]]\n".repeat(100_000));
    assert!(has(&offers, Code::TooMany));
    let areas = refused("areas", format!("[areas]\n{}", repeated(|at| format!("a{at}={{}}\n")).split_at(900_000).0));
    assert!(areas.errors() > 0);
    let renewals = refused("renewals", repeated(|at| format!("[renewal.r{at}]\n")));
    assert!(has(&renewals, Code::TooMany));
    refused("scenarios", "[[scenario]]\n".repeat(80_000));
    let reminders = repeated(|_| "\"anniversary\",\n".to_owned());
    refused(
        "reminders",
        shipped_mpn().replace("[\"anniversary - 15 days\", ", &format!("[{}", &reminders[..1_000_000 - 1_000_000 % 15])),
    );
}

#[test]
fn a_hundred_thousand_reliefs_are_one_mistake() {
    let (before, _) = shipped_mpn().split_once("[[relief]]").unwrap();
    let filled = |line: &str| format!("{before}{}", line.repeat((MOST_BYTES - before.len()) / line.len()));
    for line in ["[[relief]]\n", "[[measure]]\n", "[[relief]]\nid = \"a\"\n[[relief.revised]]\n"] {
        let diagnostics = refused(line, filled(line));
        assert_eq!((diagnostics.errors(), has(&diagnostics, Code::TooMany)), (1, true), "{diagnostics}");
    }
    let revisions = refused("revisions", format!("{}{}", shipped_mpn(), "[[relief.revised]]\n".repeat(50_000)));
    assert_eq!((revisions.errors(), has(&revisions, Code::TooMany)), (1, true), "{revisions}");
    let too_large = refused("beyond the size", format!("{before}{}", "[[relief]]\nid = \"a\"\n".repeat(100_000)));
    assert_eq!((too_large.errors(), has(&too_large, Code::TooLarge)), (1, true), "{too_large}");
}

#[test]
fn the_most_reliefs_there_can_be() {
    // As many announcements as are possible, none of which meets another, and lists as long as they can be.
    let (before, _) = shipped_mpn().split_once("[[relief]]").unwrap();
    let mut text = before.to_owned();
    for at in 0..900 {
        let _ = write!(
            text,
            "[[offer]]\nid=\"o{at}\"\nname={{en=\"a\",nl=\"a\"}}\nhelp={{en=\"a\",nl=\"a\"}}\nrenewal=\"yearly\"\n\
             fees=[{{amount=\"1.00 EUR\"}}]\n"
        );
    }
    let named: Vec<String> = (0..500).map(|at| format!("\"o{at}\"")).collect();
    for at in 0..200 {
        let list = named[if at % 4 == 0 { 0 } else { 497 }..].join(",\n");
        let year = 1901 + at;
        let _ = write!(
            text,
            "[[relief]]\nid=\"r{at}\"\nname={{en=\"a\",nl=\"a\"}}\nnotice={{en=\"a\",nl=\"a\"}}\nannounced-on={year}-01-01\noffers=[\n{list}]\n\
             anniversaries={{from={year}-01-01,until={year}-06-30}}\nmove-anniversary=\"184 days\"\n"
        );
        for day in 2..6 {
            let _ = write!(text, "[[relief.revised]]\nannounced-on={year}-01-0{day}\nareas=[\"security\"]\n");
        }
    }
    let begun = Instant::now();
    let checked = read(&Source::new("programme.toml", text)).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert!(begun.elapsed() < LIMIT, "took {:?}", begun.elapsed());
    assert!(checked.warnings.is_empty(), "{}", checked.warnings);
    assert_eq!(checked.programme.reliefs.iter().map(|relief| relief.announcements.len()).sum::<usize>(), 1000);
}

#[test]
fn reliefs_that_all_meet_are_told_as_far_as_anybody_reads() {
    let (before, _) = shipped_mpn().split_once("[[relief]]").unwrap();
    let mut text = before.to_owned();
    for at in 0..200 {
        let _ = write!(
            text,
            "[[relief]]\nid=\"r{at}\"\nname={{en=\"a\",nl=\"a\"}}\nnotice={{en=\"a\",nl=\"a\"}}\nannounced-on=2020-01-01\n\
             anniversaries={{from=1900-01-01,until=2200-12-31}}\nmove-anniversary=\"10 years\"\n"
        );
    }
    let begun = Instant::now();
    let warnings = read(&Source::new("programme.toml", text)).unwrap_or_else(|wrong| panic!("{wrong}")).warnings;
    assert!(begun.elapsed() < LIMIT, "took {:?}", begun.elapsed());
    assert_eq!(warnings.iter().count(), MOST_FINDINGS);
    assert!(warnings.render(false).contains("not shown"));
}

#[test]
fn a_hundred_thousand_mistakes() {
    let unknown = refused("unknown keys", repeated(|at| format!("k{at}=1\n")));
    assert!(unknown.errors() > 50_000, "all are counted: {}", unknown.errors());
    assert!(unknown.render(false).contains("not shown"));
    refused("syntax errors", repeated(|_| "=\n".to_owned()));
    refused("open texts", repeated(|_| "a=\"\n".to_owned()));
    refused("one offer each", repeated(|at| format!("[[offer]]\nid={at}\n")));
}

#[test]
fn the_most_rules_there_can_be() {
    let mut text = shipped_mpn().replace("[renewal.yearly]", "[renewal.r0]").replace("\"yearly\"", "\"r0\"");
    let reminders: Vec<String> = (1..=12).map(|month| format!("\"anniversary + {month} months\"")).collect();
    for at in 1..50 {
        let _ = write!(
            text,
            "[renewal.r{at}]\nfirst-anniversary = \"purchase + 10 years\"\nopens = \"anniversary\"\ncloses = \"anniversary + 12 months\"\n\
             benefits-until = \"anniversary + 12 months\"\nreminders = [{}]\nnext-anniversary = \"payment + 120 months\"\n",
            reminders.join(", ")
        );
    }
    let begun = Instant::now();
    let checked = read(&Source::new("programme.toml", text)).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert!(begun.elapsed() < LIMIT, "took {:?}", begun.elapsed());
    assert_eq!(checked.warnings.iter().count(), 49, "no offer uses the others");
}

#[test]
fn odd_bytes() {
    for (name, text) in [
        ("empty", String::new()),
        ("nothing but lines", "\n".repeat(MOST_BYTES)),
        ("a long line", "#".repeat(MOST_BYTES)),
        ("zeros", "\0".repeat(4000)),
        ("mark of order", "\u{feff}".repeat(1000)),
        ("letters of many bytes", "é".repeat(2000)),
        ("a text of many bytes", format!("a = \"{}\"\n[programme]\nid = \"{}\"", "💶".repeat(1000), "💶".repeat(1000))),
        ("carriage returns", "a = 1\r".repeat(600)),
    ] {
        refused(name, text);
    }
    // What editors on Windows write is no mistake.
    let windows = format!("\u{feff}{}", shipped_mpn().replace('\n', "\r\n"));
    let checked = read(&Source::new("programme.toml", windows)).unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!(checked.programme, read(&Source::new("programme.toml", shipped_mpn())).unwrap().programme);
}

#[test]
fn the_shipped_file_cut_off_or_damaged_anywhere() {
    let shipped = shipped_mpn();
    // Every 41st place: enough to fall into every kind of value, and quick.
    for at in (0..shipped.len()).step_by(41).filter(|at| shipped.is_char_boundary(*at)) {
        let end = shipped.ceil_char_boundary(at + 1);
        for text in [
            shipped[..at].to_owned(),
            format!("{}\"{}", &shipped[..at], &shipped[at..]),
            format!("{}{}", &shipped[..at], &shipped[end..]),
        ] {
            if let Err(diagnostics) = read(&Source::new("programme.toml", text)) {
                assert!(diagnostics.errors() > 0);
                assert!(!diagnostics.render(false).is_empty());
            }
        }
    }
}
