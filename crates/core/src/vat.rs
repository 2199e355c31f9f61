//! VAT numbers: their form by country, and their check digits where the country has a public rule. Whether a number is in use is
//! something that only the country's register knows; nobody is asked.

/// A country's VAT numbers: its prefix, its ISO 3166 code, and the forms that follow the prefix, in which `9` is a digit, `A` a letter and
/// `X` one of the two.
type Forms = (&'static str, &'static str, &'static [&'static str]);

/// The forms of the European Union and the United Kingdom. Greece writes another prefix than its code.
const FORMS: &[Forms] = &[
    ("AT", "AT", &["U99999999"]),
    ("BE", "BE", &["9999999999"]),
    ("BG", "BG", &["999999999", "9999999999"]),
    ("CY", "CY", &["99999999A"]),
    ("CZ", "CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", "DE", &["999999999"]),
    ("DK", "DK", &["99999999"]),
    ("EE", "EE", &["999999999"]),
    ("EL", "GR", &["999999999"]),
    ("ES", "ES", &["X9999999X"]),
    ("FI", "FI", &["99999999"]),
    ("FR", "FR", &["XX999999999"]),
    ("GB", "GB", &["999999999", "999999999999"]),
    ("HR", "HR", &["99999999999"]),
    ("HU", "HU", &["99999999"]),
    ("IE", "IE", &["9999999A", "9999999AA", "9X99999A"]),
    ("IT", "IT", &["99999999999"]),
    ("LT", "LT", &["999999999", "999999999999"]),
    ("LU", "LU", &["99999999"]),
    ("LV", "LV", &["99999999999"]),
    ("MT", "MT", &["99999999"]),
    ("NL", "NL", &["999999999B99"]),
    ("PL", "PL", &["9999999999"]),
    ("PT", "PT", &["999999999"]),
    ("RO", "RO", &["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"]),
    ("SE", "SE", &["999999999999"]),
    ("SI", "SI", &["99999999"]),
    ("SK", "SK", &["9999999999"]),
];

/// The most characters of a number of a country whose form is not known here.
const LONGEST: usize = 20;

/// A VAT number whose form and check digits hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatNumber {
    /// ISO 3166 code of its country.
    pub country: String,
    /// The number with its prefix, in capitals and without anything between.
    pub number: String,
}

/// What is wrong with a VAT number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VatFault {
    /// It does not begin with a country.
    NoCountry,
    /// It has not the form of its country's numbers.
    Form,
    /// Its check digits do not hold: one of its digits is mistyped.
    CheckDigits,
}

/// Reads a VAT number as people write it: with spaces, points or hyphens, in small letters or capitals.
///
/// ```
/// use jubilee_core::{VatFault, vat_number};
/// let known = vat_number("nl 0044.95.445.B01").unwrap();
/// assert_eq!((known.country.as_str(), known.number.as_str()), ("NL", "NL004495445B01"));
/// assert_eq!(vat_number("NL004495446B01"), Err(VatFault::CheckDigits));
/// assert_eq!(vat_number("NL4495445"), Err(VatFault::Form));
/// ```
pub fn vat_number(text: &str) -> Result<VatNumber, VatFault> {
    let is_between = |letter: &char| letter.is_whitespace() || matches!(letter, '.' | '-' | '/');
    let number: String = text.chars().filter(|letter| !is_between(letter)).collect::<String>().to_uppercase();
    let prefix = number.get(..2).ok_or(VatFault::NoCountry)?;
    let rest = &number[2..];
    if let Some((_, country, forms)) = FORMS.iter().find(|(known, ..)| *known == prefix) {
        if !forms.iter().any(|form| has_form(rest, form)) {
            return Err(VatFault::Form);
        }
        let holds = match *country {
            "NL" => is_dutch(rest),
            "DE" => is_german(rest),
            "BE" => is_belgian(rest),
            _ => true,
        };
        let country = (*country).to_owned();
        return if holds { Ok(VatNumber { country, number }) } else { Err(VatFault::CheckDigits) };
    }
    if !crate::is_country(prefix) {
        return Err(VatFault::NoCountry);
    }
    let is_form = (2..=LONGEST).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let country = prefix.to_owned();
    if is_form { Ok(VatNumber { country, number }) } else { Err(VatFault::Form) }
}

fn has_form(text: &str, form: &str) -> bool {
    let fits = |(byte, form): (u8, u8)| match form {
        b'9' => byte.is_ascii_digit(),
        b'A' => byte.is_ascii_uppercase(),
        b'X' => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
        literal => byte == literal,
    };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

fn digits(text: &str) -> impl Iterator<Item = u32> {
    text.bytes().map(|byte| u32::from(byte - b'0'))
}

/// The ninth digit is the weighted sum of the eight before it, modulo 11; numbers of sole traders are right modulo 97 as a whole.
fn is_dutch(rest: &str) -> bool {
    let sum: u32 = digits(&rest[..8]).zip((2..=9).rev()).map(|(digit, weight)| digit * weight).sum();
    let of_company = Some(sum % 11) == digits(&rest[8..9]).next();
    let in_digits = |byte: u8| if byte.is_ascii_digit() { u32::from(byte - b'0') } else { u32::from(byte - b'A') + 10 };
    let remainder = b"NL".iter().copied().chain(rest.bytes()).fold(0, |so_far, byte| {
        let value = in_digits(byte);
        (so_far * if value > 9 { 100 } else { 10 } + value) % 97
    });
    of_company || remainder == 1
}

/// ISO 7064, MOD 11,10.
fn is_german(rest: &str) -> bool {
    let product = digits(&rest[..8]).fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        2 * if sum == 0 { 10 } else { sum } % 11
    });
    Some((11 - product) % 10) == digits(&rest[8..]).next()
}

/// The last two digits are 97 less the rest of the eight before them, modulo 97.
fn is_belgian(rest: &str) -> bool {
    let number = |text: &str| digits(text).fold(0, |so_far, digit| so_far * 10 + digit);
    number(&rest[8..]) == 97 - number(&rest[..8]) % 97
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_hold_and_each_mistyped_digit_is_noticed() {
        for good in ["NL004495445B01", "NL123456789B13", "DE136695976", "BE0411905847"] {
            let known = vat_number(good).unwrap_or_else(|fault| panic!("{good}: {fault:?}"));
            assert_eq!((known.number.as_str(), known.country.as_str()), (good, &good[..2]));
        }
        // One company's digits, each of them another one in turn.
        for good in ["DE136695976", "BE0411905847"] {
            for at in 2..good.len() {
                for digit in ('0'..='9').filter(|digit| !good[at..].starts_with(*digit)) {
                    let wrong = format!("{}{digit}{}", &good[..at], &good[at + 1..]);
                    assert_eq!(vat_number(&wrong), Err(VatFault::CheckDigits), "{wrong}");
                }
            }
        }
    }

    #[test]
    fn the_form_is_that_of_the_country() {
        for good in
            ["ATU12345678", "EL123456789", "ESX1234567A", "FRXX123456789", "IE1234567WI", "gb 123 4567 89", "CHE123456789MWST"]
        {
            assert!(vat_number(good).is_ok(), "{good}");
        }
        assert_eq!(vat_number("EL123456789").unwrap().country, "GR");
        for (bad, fault) in [
            ("", VatFault::NoCountry),
            ("é", VatFault::NoCountry),
            ("123456789", VatFault::NoCountry),
            ("XX123456789", VatFault::NoCountry),
            ("GR123456789é", VatFault::Form),
            ("ATU1234567", VatFault::Form),
            ("DE12345678A", VatFault::Form),
            ("US1", VatFault::Form),
            ("NL123456789B", VatFault::Form),
        ] {
            assert_eq!(vat_number(bad), Err(fault), "{bad}");
        }
    }
}
