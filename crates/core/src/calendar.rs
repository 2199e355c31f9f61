//! Civil dates as day numbers, and the spans and offsets that a programme's rules are written in.
//!
//! Inside the rules a date is one integer, so that "anniversary + 30 days" is one addition; the conversion to year, month and
//! day is needed only for calendar spans and at the edges. Whole days and calendar years are different types of step
//! ([`Span::Days`], [`Span::Months`]), because "365 days on" and "a year on" are different rules (R4 and R12).

use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A civil date of the proleptic Gregorian calendar, as the number of days since 1970-01-01.
///
/// The range is 0001-01-01 to 9999-12-31. Arithmetic saturates at both ends, so that every operation on dates is total; the
/// readers of files and requests refuse dates outside 1900..=2200, hence no real computation comes near an end.
///
/// ```
/// use jubilee_core::Day;
/// let bought: Day = "2018-09-01".parse().unwrap();
/// assert_eq!(bought.plus_years(1).to_string(), "2019-09-01");
/// assert_eq!(Day::from_ymd(2020, 2, 29).unwrap().plus_years(1).to_string(), "2021-02-28");
/// assert_eq!(Day::from_ymd(2019, 3, 1).unwrap().plus_days(365).to_string(), "2020-02-29");
/// assert!(Day::from_ymd(2019, 2, 29).is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Day(#[n(0)] i32);

impl Day {
    /// 0001-01-01, the first representable day.
    pub const MIN: Day = Day(-719_162);
    /// 9999-12-31, the last representable day.
    pub const MAX: Day = Day(2_932_896);

    /// The day with this number of days since 1970-01-01, held within [`Day::MIN`]..=[`Day::MAX`].
    pub const fn from_number(number: i32) -> Day {
        if number < Day::MIN.0 {
            Day::MIN
        } else if number > Day::MAX.0 {
            Day::MAX
        } else {
            Day(number)
        }
    }

    /// The number of days since 1970-01-01 (negative before it).
    pub const fn number(self) -> i32 {
        self.0
    }

    /// The day of a year (1..=9999), month (1..=12) and day of the month, or `None` where the calendar has no such day.
    pub const fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        Some(Day(number_of(year, month, day)))
    }

    /// Year, month (1..=12) and day of the month (1..=31).
    pub const fn ymd(self) -> (i32, u32, u32) {
        // Counting from 0000-03-01 puts the leap day at the end of the counted year, so every month has a fixed start.
        let from_march = self.0 + 719_468;
        let era = from_march.div_euclid(146_097);
        let day_of_era = from_march.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month as u32, day as u32)
    }

    /// The day `days` later (earlier when negative), held within the representable range.
    #[must_use]
    pub const fn plus_days(self, days: i32) -> Day {
        Day::from_number(self.0.saturating_add(days))
    }

    /// The same day of the month `months` later; where that month is shorter, its last day (31 January + 1 month = 28 or 29
    /// February).
    #[must_use]
    pub const fn plus_months(self, months: i32) -> Day {
        let (year, month, day) = self.ymd();
        let count = (year * 12 + month as i32 - 1).saturating_add(months);
        let (to_year, to_month) = (count.div_euclid(12), count.rem_euclid(12) as u32 + 1);
        if to_year < 1 {
            return Day::MIN;
        }
        if to_year > 9999 {
            return Day::MAX;
        }
        let last = days_in_month(to_year, to_month);
        Day(number_of(to_year, to_month, if day < last { day } else { last }))
    }

    /// The calendar anniversary `years` later; 29 February falls on the 28th where the year has no leap day (R4).
    #[must_use]
    pub const fn plus_years(self, years: i32) -> Day {
        self.plus_months(years.saturating_mul(12))
    }

    /// The day after.
    #[must_use]
    pub const fn next(self) -> Day {
        self.plus_days(1)
    }

    /// How many days from `earlier` to this day (negative when this day comes first).
    pub const fn days_since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

const fn number_of(year: i32, month: u32, day: u32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = (month as i32 + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is not a civil date in the form `2019-09-01`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a date; write it as year-month-day, for example 2019-09-01")]
pub struct NotADay(pub String);

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Day, NotADay> {
        let refuse = || NotADay(text.chars().take(40).collect());
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return Err(refuse());
        }
        let digits = |range: std::ops::Range<usize>| bytes[range].iter().fold(0_u32, |n, b| n * 10 + u32::from(b - b'0'));
        Day::from_ymd(digits(0..4) as i32, digits(5..7), digits(8..10)).ok_or_else(refuse)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A step along the calendar: whole days, or calendar months (a year is twelve).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// So many days, whatever the months are.
    Days(i32),
    /// So many calendar months, held at the month's last day where the day does not exist.
    Months(i32),
}

impl Span {
    /// The day reached from `day`.
    pub const fn after(self, day: Day) -> Day {
        match self {
            Span::Days(days) => day.plus_days(days),
            Span::Months(months) => day.plus_months(months),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Span::Days(days) => (*days, "day"),
            Span::Months(months) if months % 12 == 0 => (months / 12, "year"),
            Span::Months(months) => (*months, "month"),
        };
        let plural = if count.abs() == 1 { "" } else { "s" };
        write!(f, "{count} {unit}{plural}")
    }
}

/// An instant in UTC, in microseconds since 1970-01-01T00:00:00. Instants say when something was recorded; they never decide a
/// rule (C23).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize)]
#[cbor(transparent)]
#[serde(transparent)]
pub struct Instant(#[n(0)] pub i64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_calendar_converts_both_ways_and_agrees_with_an_outside_calendar() {
        let mut outside = jiff::civil::date(1, 1, 1);
        for number in Day::MIN.number()..=Day::MAX.number() {
            let day = Day::from_number(number);
            let (year, month, of_month) = day.ymd();
            assert_eq!((year, month, of_month), (i32::from(outside.year()), outside.month() as u32, outside.day() as u32));
            assert_eq!(Day::from_ymd(year, month, of_month), Some(day));
            outside = outside.tomorrow().unwrap_or(outside);
        }
    }

    #[test]
    fn months_end_where_the_month_ends() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(day("2020-01-31").plus_months(1), day("2020-02-29"));
        assert_eq!(day("2020-01-31").plus_years(1), day("2021-01-31"));
        assert_eq!(day("2020-02-29").plus_years(4), day("2024-02-29"));
        assert_eq!(day("2020-03-31").plus_months(-1), day("2020-02-29"));
    }

    #[test]
    fn arithmetic_saturates_at_the_ends() {
        assert_eq!(Day::MAX.plus_days(1), Day::MAX);
        assert_eq!(Day::MIN.plus_months(-1), Day::MIN);
        assert_eq!(Day::MAX.plus_days(i32::MAX), Day::MAX);
        assert_eq!(Day::MAX.plus_years(i32::MAX), Day::MAX);
    }

    #[test]
    fn numbers_and_months_outside_the_calendar_are_held_at_its_ends() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let (first, last) = (Day::MIN.number(), Day::MAX.number());
        assert_eq!([first - 1, first - 2, first].map(Day::from_number), [Day::MIN; 3]);
        assert_eq!([last + 1, last + 2, last].map(Day::from_number), [Day::MAX; 3]);
        assert_eq!(Day::MIN.plus_days(-1), Day::MIN);
        assert_eq!(day("0001-02-28").plus_months(-1), day("0001-01-28"));
        assert_eq!(day("0001-01-28").plus_months(-1), Day::MIN);
        assert_eq!(day("9999-11-30").plus_months(1), day("9999-12-30"));
        assert_eq!(day("9999-12-01").plus_months(1), Day::MAX);
        assert_eq!(day("2020-03-01").days_since(day("2020-02-28")), 2);
    }

    #[test]
    fn what_the_calendar_has_not_is_no_day() {
        for (year, month, of_month) in [
            (0, 12, 31),
            (10_000, 1, 1),
            (2020, 0, 1),
            (2020, 13, 1),
            (2020, 1, 0),
            (2020, 4, 31),
            (1900, 2, 29),
            (2100, 2, 29),
        ] {
            assert_eq!(Day::from_ymd(year, month, of_month), None, "{year} {month} {of_month}");
        }
        for (year, month, of_month) in [(1, 1, 1), (9999, 12, 31), (2000, 2, 29), (2020, 1, 31), (2020, 4, 30)] {
            assert!(Day::from_ymd(year, month, of_month).is_some(), "{year} {month} {of_month}");
        }
    }

    #[test]
    fn spans_are_told_in_the_largest_unit_that_fits() {
        let told = [
            (Span::Days(1), "1 day"),
            (Span::Days(-1), "-1 day"),
            (Span::Days(0), "0 days"),
            (Span::Days(365), "365 days"),
            (Span::Months(1), "1 month"),
            (Span::Months(18), "18 months"),
            (Span::Months(12), "1 year"),
            (Span::Months(-24), "-2 years"),
        ];
        for (span, words) in told {
            assert_eq!(span.to_string(), words);
        }
    }

    #[test]
    fn a_day_is_its_text_in_every_interface_and_a_wrong_one_is_cut_short() {
        let day = Day::from_ymd(2019, 9, 1).unwrap();
        assert_eq!(format!("{day} {day:?}"), "2019-09-01 2019-09-01");
        assert_eq!(serde_json::to_string(&day).unwrap(), "\"2019-09-01\"");
        assert_eq!(serde_json::from_str::<Day>("\"2019-09-01\"").unwrap(), day);
        assert!(serde_json::from_str::<Day>("\"2019-02-29\"").is_err());
        let long = "9".repeat(50).parse::<Day>().unwrap_err();
        assert_eq!(long, NotADay("9".repeat(40)));
        assert!(long.to_string().contains("for example 2019-09-01"));
    }

    #[test]
    fn only_whole_iso_dates_are_read() {
        for bad in [
            "",
            "2019-9-1",
            "2019-02-29",
            "2019-13-01",
            "01-09-2019",
            "2019-09-01 ",
            "+019-09-01",
            "0000-01-01",
            "２０19-09-01",
        ] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
    }
}
