//! Dates against an outside oracle: `oracle/dates.txt` is what Python's datetime says (`oracle/dates.py`) for every day of the 400-year cycle
//! of the calendar and every step that the shipped programmes use. `cargo xtask prove` has Python say it anew.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use jubilee_core::{Day, Span};

const ORACLE: &str = include_str!("oracle/dates.txt");
const SHIPPED: &str = include_str!("../../../programmes/mpn/programme.toml");

/// How far apart the days are that stand in the oracle in full.
const IN_FULL: usize = 97;

struct Step {
    span: Span,
    digest: u32,
}

struct Oracle {
    first: Day,
    last: Day,
    days: usize,
    steps: Vec<Step>,
    in_full: Vec<Vec<Day>>,
}

fn span(unit: &str, count: &str) -> Span {
    let count: i32 = count.parse().unwrap();
    match unit.trim_end_matches('s') {
        "day" => Span::Days(count),
        "month" => Span::Months(count),
        "year" => Span::Months(12 * count),
        other => panic!("{other} is no unit"),
    }
}

fn read(text: &str) -> Oracle {
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap().split(' ').collect();
    let mut oracle = Oracle {
        first: head[1].parse().unwrap(),
        last: head[2].parse().unwrap(),
        days: head[3].parse().unwrap(),
        steps: Vec::new(),
        in_full: Vec::new(),
    };
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        if let ["step", unit, count, "crc32", digest] = words[..] {
            oracle.steps.push(Step { span: span(unit, count), digest: u32::from_str_radix(digest, 16).unwrap() });
        } else {
            oracle.in_full.push(words.iter().map(|word| word.parse().unwrap()).collect());
        }
    }
    oracle
}

/// CRC-32 as in ISO 3309, bit by bit.
fn crc32(crc: u32, bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    };
    !bytes.iter().fold(!crc, step)
}

/// The digest of a step by a calendar of ours.
fn digest(oracle: &Oracle, after: impl Fn(Day) -> Day) -> u32 {
    let days = (oracle.first.number()..=oracle.last.number()).map(Day::from_number);
    days.fold(0, |crc, day| crc32(crc, format!("{}\n", after(day)).as_bytes()))
}

#[test]
fn every_step_from_every_day_of_400_years_is_what_python_says() {
    let oracle = read(ORACLE);
    assert_eq!((oracle.first.to_string(), oracle.last.to_string()), ("2000-01-01".to_owned(), "2399-12-31".to_owned()));
    assert_eq!(oracle.days, 146_097);
    assert_eq!(oracle.last.days_since(oracle.first) as usize + 1, oracle.days);
    for step in &oracle.steps {
        assert_eq!(digest(&oracle, |day| step.span.after(day)), step.digest, "{}", step.span);
    }
}

#[test]
fn every_97th_day_is_what_python_says_in_full() {
    let oracle = read(ORACLE);
    assert_eq!(oracle.in_full.len(), oracle.days.div_ceil(IN_FULL));
    for (number, row) in oracle.in_full.iter().enumerate() {
        assert_eq!(row[0], oracle.first.plus_days((number * IN_FULL) as i32));
        let found: Vec<Day> = oracle.steps.iter().map(|step| step.span.after(row[0])).collect();
        assert_eq!(found, row[1..], "from {}", row[0]);
    }
}

/// All steps that the shipped programme takes along the calendar are in the oracle: one that is added there has to be added here.
#[test]
fn every_step_of_the_shipped_programme_is_in_the_oracle() {
    let oracle = read(ORACLE);
    let mut seen = 0;
    for line in SHIPPED.lines().map(|line| line.split('#').next().unwrap()) {
        for quoted in line.split('"').skip(1).step_by(2) {
            let words: Vec<&str> = quoted.split(' ').collect();
            let (sign, count, unit) = match words[..] {
                ["anniversary" | "purchase" | "grant" | "benefits" | "activation", sign @ ("+" | "-"), count, unit] => {
                    (sign, count, unit)
                }
                [count, unit @ ("day" | "days" | "month" | "months" | "year" | "years")] => ("+", count, unit),
                _ => continue,
            };
            let used = span(unit, &format!("{sign}{count}"));
            assert!(oracle.steps.iter().any(|step| step.span == used), "`{quoted}` is not in tests/oracle/dates.py");
            seen += 1;
        }
    }
    assert!(seen >= 8, "only {seen} steps were found in the shipped programme");
}

/// The twin: calendars that are wrong on one day of the 400 years do not pass.
#[test]
fn a_calendar_that_is_wrong_on_one_day_is_found() {
    let oracle = read(ORACLE);
    let wrong_day = Day::from_ymd(2100, 2, 28).unwrap();
    for step in &oracle.steps {
        let wrong = |day: Day| if day == wrong_day { step.span.after(day).next() } else { step.span.after(day) };
        assert_ne!(digest(&oracle, wrong), step.digest, "{}", step.span);
    }
    let julian = |day: Day| if day >= Day::from_ymd(2100, 3, 1).unwrap() { day.plus_days(31) } else { day.plus_days(30) };
    assert_ne!(digest(&oracle, julian), oracle.steps[2].digest);
}
