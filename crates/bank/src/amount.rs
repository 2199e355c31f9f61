//! Amounts as banks write them.

use jubilee_core::{Currency, Money};

/// Which sign stands between the whole units and their fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Point,
    Comma,
}

/// Reads an amount without its sign. Fewer decimals than the currency has are filled up, because that is how banks write them
/// (`12.5`); more are refused unless they are zeros. With `grouped`, thousands may be set apart by the other sign.
pub(crate) fn unsigned(text: &str, mark: Mark, grouped: bool, currency: Currency) -> Option<Money> {
    let (mark, group) = match mark {
        Mark::Point => ('.', ','),
        Mark::Comma => (',', '.'),
    };
    let (whole, fraction) = text.split_once(mark).unwrap_or((text, ""));
    let whole = if grouped { ungrouped(whole, group)? } else { whole.to_owned() };
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 15 || fraction.len() > 10 || !is_number(&whole) || !is_number(fraction) {
        return None;
    }
    let exponent = currency.exponent() as usize;
    let (kept, rest) = fraction.split_at(fraction.len().min(exponent));
    if rest.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let minor = format!("{whole}{kept:0<exponent$}").parse().ok()?;
    Some(Money { minor, currency })
}

/// The digits of a whole number whose thousands are set apart, three by three.
fn ungrouped(whole: &str, group: char) -> Option<String> {
    let mut parts = whole.split(group);
    let first = parts.next()?;
    let rest: Vec<&str> = parts.collect();
    if rest.iter().any(|part| part.len() != 3) || (!rest.is_empty() && first.len() > 3) {
        return None;
    }
    Some(format!("{first}{}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_cent_or_not_at_all() {
        let euro = Currency::new("EUR").unwrap();
        let minor = |text: &str, mark, grouped| unsigned(text, mark, grouped, euro).map(|money| money.minor);
        for (text, expected) in [("475", 47_500), ("475.", 47_500), ("475.5", 47_550), ("475.50", 47_550), ("0.01000", 1)] {
            assert_eq!(minor(text, Mark::Point, false), Some(expected), "{text}");
        }
        for text in ["", ".50", "-1.00", "1.005", "1,00", "1e3", "９", "1234567890123456", "1 000.00"] {
            assert_eq!(minor(text, Mark::Point, false), None, "{text}");
        }
        assert_eq!(minor("1.475,00", Mark::Comma, true), Some(147_500));
        assert_eq!(minor("1.475,00", Mark::Comma, false), None);
        // A sign that is taken for the other one would turn 1,5 into fifteen; three digits have to follow it.
        assert_eq!(minor("1.50", Mark::Comma, true), None);
        assert_eq!(minor("1234.500,00", Mark::Comma, true), None);
        let yen = Currency::new("JPY").unwrap();
        assert_eq!(unsigned("5000.00", Mark::Point, false, yen), Some(Money { minor: 5000, currency: yen }));
        assert_eq!(unsigned("5000.50", Mark::Point, false, yen), None);
    }
}
