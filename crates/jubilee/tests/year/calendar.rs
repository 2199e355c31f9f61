//! Civil dates, by jiff, and how the mails write them.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::register::Lang;

pub(crate) fn plus(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).expect("the year is far from the calendar's ends")
}

/// R4: the calendar anniversary of the purchase; that of 29 February is the 28th.
pub(crate) fn first_anniversary(purchased_on: Date) -> Date {
    purchased_on.checked_add(1.year()).expect("the year is far from the calendar's ends")
}

/// How many days lie between two dates.
pub(crate) fn days_between(from: Date, until: Date) -> i64 {
    i64::from(from.until(until).expect("both dates are in range").get_days())
}

/// "1 October 2019", "1 oktober 2019".
pub(crate) fn in_words(day: Date, lang: Lang) -> String {
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const NL: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let months = match lang {
        Lang::En => EN,
        Lang::Nl => NL,
    };
    format!("{} {} {}", day.day(), months[day.month() as usize - 1], day.year())
}
