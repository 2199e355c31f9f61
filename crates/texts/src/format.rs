//! Dates, numbers and amounts as English (as written in Britain) and Dutch write them. The tests compare them with CLDR, the
//! common collection of such customs, through `icu`; at run time nothing but these few lines is needed.

use jubilee_core::{Day, Lang, Money, Percent};

use crate::t;

const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const MONTHS_NL: [&str; 12] = [
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
const SHORT_MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
const SHORT_MONTHS_NL: [&str; 12] = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
/// From Monday.
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const WEEKDAYS_NL: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// A date in full: "1 October 2019", "1 oktober 2019".
pub fn date(lang: Lang, day: Day) -> String {
    written(
        day,
        match lang {
            Lang::En => &MONTHS_EN,
            Lang::Nl => &MONTHS_NL,
        },
    )
}

/// A date with a short month, for tables and pictures: "1 Oct 2019", "1 okt 2019". Never digits alone, which Britain, America and
/// the Netherlands read differently.
pub fn date_short(lang: Lang, day: Day) -> String {
    written(
        day,
        match lang {
            Lang::En => &SHORT_MONTHS_EN,
            Lang::Nl => &SHORT_MONTHS_NL,
        },
    )
}

/// A date in full with its weekday: "Tuesday 1 October 2019", "dinsdag 1 oktober 2019".
pub fn weekday_date(lang: Lang, day: Day) -> String {
    // 1970-01-01, day 0, was a Thursday: three days after a Monday.
    let weekday = (day.number() + 3).rem_euclid(7) as usize;
    let name = match lang {
        Lang::En => WEEKDAYS_EN[weekday],
        Lang::Nl => WEEKDAYS_NL[weekday],
    };
    format!("{name} {}", date(lang, day))
}

/// The space at which no line ends.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// An amount as invoices write it, the currency's code first so that no two dollars are confused: "USD 4,730.00", "USD 4.730,00". No
/// line ends between the two.
pub fn money(lang: Lang, amount: Money) -> String {
    let (grouping, point) = marks(lang);
    let plain = amount.decimal();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = format!("{}{NO_BREAK_SPACE}{sign}{}", amount.currency, grouped(whole, grouping));
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// The same words with a usual space in each amount, for what is read line by line or searched: a terminal, a file.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split(NO_BREAK_SPACE).peekable();
    while let Some(part) = parts.next() {
        out.push_str(part);
        let Some(next) = parts.peek() else { break };
        let is_currency = part.bytes().rev().take_while(u8::is_ascii_uppercase).count() >= 3;
        let is_amount = next.trim_start_matches('-').starts_with(|letter: char| letter.is_ascii_digit());
        out.push(if is_currency && is_amount { ' ' } else { NO_BREAK_SPACE });
    }
    out
}

/// A whole number with the language's grouping: "12,345", "12.345".
pub fn number(lang: Lang, number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(&number.unsigned_abs().to_string(), marks(lang).0))
}

/// A share: "21%", "5.5%"; "21%", "5,5%".
pub fn percent(lang: Lang, percent: Percent) -> String {
    format!("{}%", percent.decimal().replace('.', &marks(lang).1.to_string()))
}

/// Names in a row: "a", "a and b", "a, b and c".
pub fn list<S: AsRef<str>>(lang: Lang, names: &[S]) -> String {
    match names {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first = first.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(", ");
            t!(lang, "common-pair-of-two", first = first, second = last.as_ref())
        }
    }
}

fn written(day: Day, months: &[&str; 12]) -> String {
    let (year, month, of_month) = day.ymd();
    format!("{of_month} {} {year}", months[month as usize - 1])
}

/// What stands between groups of three digits, and before the fraction.
const fn marks(lang: Lang) -> (char, char) {
    match lang {
        Lang::En => (',', '.'),
        Lang::Nl => ('.', ','),
    }
}

fn grouped(digits: &str, mark: char) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use icu_datetime::fieldsets::{YMD, YMDE};
    use icu_datetime::input::Date;
    use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
    use icu_decimal::DecimalFormatter;
    use icu_decimal::input::Decimal;
    use icu_decimal::options::DecimalFormatterOptions;
    use icu_locale_core::{Locale, locale};
    use jubilee_core::Currency;

    use super::*;

    fn locale_of(lang: Lang) -> Locale {
        match lang {
            Lang::En => locale!("en-GB"),
            Lang::Nl => locale!("nl"),
        }
    }

    #[test]
    fn dates_of_four_years_are_written_as_cldr_writes_them() {
        for lang in Lang::ALL {
            let preferences = DateTimeFormatterPreferences::from(&locale_of(lang));
            let long = DateTimeFormatter::try_new(preferences, YMD::long()).unwrap();
            let short = DateTimeFormatter::try_new(preferences, YMD::medium()).unwrap();
            let with_weekday = DateTimeFormatter::try_new(preferences, YMDE::long()).unwrap();
            let first = Day::from_ymd(2018, 1, 1).unwrap();
            for day in (0..1_461).map(|later| first.plus_days(later)) {
                let (year, month, of_month) = day.ymd();
                let outside = Date::try_new_iso(year, month as u8, of_month as u8).unwrap();
                assert_eq!(date(lang, day), long.format(&outside).to_string());
                assert_eq!(date_short(lang, day), short.format(&outside).to_string());
                assert_eq!(weekday_date(lang, day), with_weekday.format(&outside).to_string().replace(',', ""));
            }
        }
    }

    #[test]
    fn numbers_are_written_as_cldr_writes_them() {
        for lang in Lang::ALL {
            let outside = DecimalFormatter::try_new((&locale_of(lang)).into(), DecimalFormatterOptions::default()).unwrap();
            for value in [0, 7, 999, 1_000, 12_345, 999_999, 1_000_000, -1_234, i64::MAX] {
                assert_eq!(number(lang, value), outside.format(&Decimal::from(value)).to_string());
            }
        }
    }

    #[test]
    fn amounts_name_their_currency() {
        let amount = |minor, code| Money { minor, currency: Currency::new(code).unwrap() };
        assert_eq!(money(Lang::En, amount(47_500, "USD")), "USD\u{a0}475.00");
        assert_eq!(money(Lang::Nl, amount(473_000, "EUR")), "EUR\u{a0}4.730,00");
        assert_eq!(money(Lang::En, amount(1_234_567, "JPY")), "JPY\u{a0}1,234,567");
        assert_eq!(money(Lang::Nl, amount(12_345_678, "KWD")), "KWD\u{a0}12.345,678");
        assert_eq!(money(Lang::En, amount(-5, "USD")), "USD\u{a0}-0.05");
    }

    #[test]
    fn plain_words_have_usual_spaces_in_amounts_and_nowhere_else() {
        assert_eq!(
            plain("pay USD\u{a0}4,730.00 or EUR\u{a0}-5 to A\u{a0}B, Y2K\u{a0}10"),
            "pay USD 4,730.00 or EUR -5 to A\u{a0}B, Y2K\u{a0}10"
        );
        assert_eq!(plain("nothing"), "nothing");
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(list::<&str>(Lang::En, &[]), "");
        assert_eq!(list(Lang::En, &["DevOps"]), "DevOps");
        assert_eq!(list(Lang::En, &["DevOps", "Security", "Messaging"]), "DevOps, Security and Messaging");
        assert_eq!(list(Lang::Nl, &["DevOps", "Security"]), "DevOps en Security");
    }
}
