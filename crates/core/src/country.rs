//! Countries, by their codes.

/// The codes of ISO 3166-1, by their first letter; each letter's second letters follow it. `XK`, which everybody uses for Kosovo, is
/// one of those that the standard leaves to its users.
const CODES: [(u8, &[u8]); 26] = [
    (b'A', b"DEFGILMOQRSTUWXZ"),
    (b'B', b"ABDEFGHIJLMNOQRSTVWYZ"),
    (b'C', b"ACDFGHIKLMNORUVWXYZ"),
    (b'D', b"EJKMOZ"),
    (b'E', b"CEGHRST"),
    (b'F', b"IJKMOR"),
    (b'G', b"ABDEFGHILMNPQRSTUWY"),
    (b'H', b"KMNRTU"),
    (b'I', b"DELMNOQRST"),
    (b'J', b"EMOP"),
    (b'K', b"EGHIMNPRWYZ"),
    (b'L', b"ABCIKRSTUVY"),
    (b'M', b"ACDEFGHKLMNOPQRSTUVWXYZ"),
    (b'N', b"ACEFGILOPRUZ"),
    (b'O', b"M"),
    (b'P', b"AEFGHKLMNRSTWY"),
    (b'Q', b"A"),
    (b'R', b"EOSUW"),
    (b'S', b"ABCDEGHIJKLMNORSTVXYZ"),
    (b'T', b"CDFGHJKLMNORTVWZ"),
    (b'U', b"AGMSYZ"),
    (b'V', b"ACEGINU"),
    (b'W', b"FS"),
    (b'X', b"K"),
    (b'Y', b"ET"),
    (b'Z', b"AMW"),
];

/// Whether a text is the code of a country: two capitals, as ISO 3166-1 gives them.
///
/// ```
/// assert!(jubilee_core::is_country("NL"));
/// assert!(!jubilee_core::is_country("XX") && !jubilee_core::is_country("nl") && !jubilee_core::is_country("UK"));
/// ```
pub fn is_country(code: &str) -> bool {
    let [first, second] = code.as_bytes() else { return false };
    CODES.iter().any(|(letter, seconds)| letter == first && seconds.contains(second))
}

/// The codes of all countries, in the order of the letters.
pub fn countries() -> impl Iterator<Item = String> {
    let of = |(first, seconds): &'static (u8, &'static [u8])| {
        seconds.iter().map(move |second| [char::from(*first), char::from(*second)].iter().collect())
    };
    CODES.iter().flat_map(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_countries_as_the_standard_has() {
        let count = |is: fn(&str) -> bool| {
            let letters = || (b'A'..=b'Z').map(char::from);
            letters().flat_map(|one| letters().map(move |two| format!("{one}{two}"))).filter(|code| is(code)).count()
        };
        assert_eq!(count(is_country), 249 + 1, "and Kosovo");
        assert!(countries().count() == 250 && countries().all(|code| is_country(&code)));
        for code in ["NL", "BE", "US", "GB", "GR", "AX", "SS", "CW", "BQ", "TL", "ZW", "XK"] {
            assert!(is_country(code), "{code}");
        }
        for code in ["", "N", "NLD", "nl", "XX", "UK", "EL", "AN", "CS", "TP", "YU", "ZZ", "ÅX"] {
            assert!(!is_country(code), "{code}");
        }
    }
}
