//! When and by whom something of the installation was done.

use std::collections::BTreeMap;

use jubilee_core::{Day, Instant, Lang};
use jubilee_texts::t;

/// A day and a time of the universal time, because a server knows no other that all readers share.
pub(crate) fn instant(at: Instant, lang: Lang) -> String {
    const MINUTE: i64 = 60_000_000;
    let minutes = at.0.div_euclid(MINUTE);
    let (days, minute) = (minutes.div_euclid(24 * 60), minutes.rem_euclid(24 * 60));
    let day = Day::from_number(i32::try_from(days).unwrap_or(i32::MAX));
    t!(lang, "version-page-instant", day = day, time = format!("{:02}:{:02}", minute / 60, minute % 60))
}

/// Somebody of staff by number, or an operator at the command line.
pub(crate) fn staff_or_operator(number: Option<i64>, staff: &BTreeMap<i64, String>, lang: Lang) -> String {
    match number {
        Some(number) => staff.get(&number).cloned().unwrap_or_else(|| t!(lang, "staff-ledger-by-former", number = number)),
        None => t!(lang, "staff-ledger-by-operator"),
    }
}
