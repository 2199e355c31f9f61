//! The phrases of which the sentences are made.

use jubilee_core::{Base, Check, Lang, RenewalRules, Span, Words};

/// The name for people, in English where the programme speaks it.
pub(super) fn name(words: &Words) -> &str {
    words.get(Lang::En)
}

pub(super) fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Nl => "Dutch",
    }
}

/// "the window closes on THIS instead of THAT".
pub(super) fn comparison(subject: &str, now: &str, before: &str) -> String {
    // A list with commas in it needs one before what it is compared with.
    let comma = if now.contains(", ") || before.contains(", ") { "," } else { "" };
    format!("{subject} {now}{comma} instead of {before}")
}

/// "a, b and c".
pub(super) fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The day that is a span away from another: "30 days after the anniversary", "on the anniversary".
pub(super) fn day(span: Span, from: &str) -> String {
    match point(span, from) {
        same if same == from => format!("on {from}"),
        other => other,
    }
}

/// The same as an end of a range: "the anniversary", "30 days after it".
pub(super) fn point(span: Span, from: &str) -> String {
    let (count, length) = match span {
        Span::Days(days) => (days, Span::Days(days.saturating_abs())),
        Span::Months(months) => (months, Span::Months(months.saturating_abs())),
    };
    match count {
        0 => from.to_owned(),
        1.. => format!("{length} after {from}"),
        _ => format!("{length} before {from}"),
    }
}

/// The days of the reminders: "15 days before the anniversary and 23 days after it".
pub(super) fn reminders(spans: &[Span]) -> String {
    let days = spans.iter().enumerate().map(|(at, span)| day(*span, if at == 0 { "the anniversary" } else { "it" }));
    join(&days.collect::<Vec<_>>())
}

/// Where the next anniversary lies.
pub(super) fn next(rules: &RenewalRules, is_first_mention: bool) -> String {
    let from = match (rules.next_base, is_first_mention) {
        (Base::Anniversary, true) => "the one that is renewed",
        (Base::Anniversary, false) => "that one",
        (Base::Payment, _) => "the payment",
    };
    day(rules.next_anniversary, from)
}

/// When requirements are looked at.
pub(super) fn check(check: Check) -> String {
    match check {
        Check::AtRenewal => "on the day of the renewal".to_owned(),
        Check::AtAnniversary => "on the anniversary".to_owned(),
        Check::Within { from, until } => {
            format!("on any day from {} to {}", point(from, "the anniversary"), point(until, "the anniversary"))
        }
    }
}
