//! Bank accounts: the form and the check digits of an IBAN, and the form of a BIC.

/// The lengths of the IBANs of the countries of the euro payments area and their neighbours; elsewhere only the general limits are
/// checked.
const LENGTHS: [(&str, usize); 43] = [
    ("AD", 24),
    ("AL", 28),
    ("AT", 20),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("RS", 22),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
];

/// An IBAN without its spaces, or what is wrong with it.
pub(crate) fn iban(text: &str) -> Result<String, String> {
    let iban: String = text.chars().filter(|character| *character != ' ').collect();
    let bytes = iban.as_bytes();
    let is_shaped = bytes.len() >= 15
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if !is_shaped {
        return Err("an IBAN is two capital letters, two digits, and then capital letters and digits".to_owned());
    }
    let needed = LENGTHS.iter().find(|(country, _)| *country == &iban[..2]).map(|(_, length)| *length);
    if needed.is_some_and(|needed| needed != bytes.len()) || bytes.len() > 34 {
        let needed = needed.map_or_else(|| "at most 34".to_owned(), |needed| needed.to_string());
        return Err(format!("it has {} characters; an IBAN of {} has {needed}", bytes.len(), &iban[..2]));
    }
    // ISO 7064: moved to the end, country and check digits make the whole number leave 1 when divided by 97; A counts as 10.
    let remainder = bytes[4..].iter().chain(&bytes[..4]).fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    if remainder == 1 {
        Ok(iban)
    } else {
        Err("its check digits do not fit, so a character is wrong or two are swapped".to_owned())
    }
}

/// Whether a text is a BIC: four letters, a country, two characters for the place, and perhaps three for the branch.
pub(crate) fn is_bic(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes.len(), 8 | 11)
        && bytes[..6].iter().all(u8::is_ascii_uppercase)
        && bytes[6..].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_examples_are_right_and_any_single_wrong_digit_in_them_is_found() {
        for good in
            ["GB82 WEST 1234 5698 7654 32", "DE89 3704 0044 0532 0130 00", "NL91 ABNA 0417 1643 00", "NO93 8601 1117 947"]
        {
            let compact = iban(good).unwrap();
            for at in (4..compact.len()).filter(|at| compact.as_bytes()[*at].is_ascii_digit()) {
                for replacement in b'0'..=b'9' {
                    let mut bytes = compact.clone().into_bytes();
                    if std::mem::replace(&mut bytes[at], replacement) != replacement {
                        assert!(iban(&String::from_utf8(bytes).unwrap()).is_err(), "{good} with {replacement} at {at}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_has_not_the_form_is_refused() {
        for bad in ["", "NL91", "nl91abna0417164300", "NL91ABNA041716430", "NL91ABNA04171643000", "É9112345678901234567"] {
            assert!(iban(bad).is_err(), "{bad}");
        }
        for bad in ["", "DEMONL2", "DEMONL2AXX", "demonl2a", "DEM0NL2A", "DEMONL2é"] {
            assert!(!is_bic(bad), "{bad}");
        }
        assert!(is_bic("DEMONL2A") && is_bic("DEUTDEFF500"));
    }
}
