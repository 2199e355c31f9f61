//! The names of countries.

use jubilee_core::{Lang, countries};

use crate::t;

/// The name of a country by its code; the code itself where it is none that we know.
///
/// ```
/// use jubilee_core::Lang;
/// assert_eq!(jubilee_texts::country(Lang::Nl, "BE"), "België");
/// assert_eq!(jubilee_texts::country(Lang::En, "ZZ"), "ZZ");
/// ```
pub fn country(lang: Lang, code: &str) -> String {
    t!(lang, "country-name-short", code = code)
}

/// All countries, each by its code and its name, in the order of the names.
pub fn all_countries(lang: Lang) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = countries().map(|code| (country(lang, &code), code)).collect();
    all.sort_by_cached_key(|(name, _)| sorted_as(name));
    all.into_iter().map(|(name, code)| (code, name)).collect()
}

/// A name as it is sorted: without the marks on its letters, which only a few names have at a place that matters.
fn sorted_as(name: &str) -> String {
    let plain = |letter: char| match letter {
        'Å' => 'A',
        'ã' => 'a',
        'é' | 'ë' => 'e',
        'ï' => 'i',
        'ô' => 'o',
        'ü' => 'u',
        'ç' => 'c',
        other => other,
    };
    name.chars().map(plain).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_country_has_a_name_of_its_own_in_both_languages() {
        for lang in Lang::ALL {
            let all = all_countries(lang);
            let names: BTreeSet<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
            assert_eq!((all.len(), names.len()), (250, 250), "{lang:?}");
            for (code, name) in &all {
                assert!(name != code && name.starts_with(char::is_uppercase), "{code}: {name}");
            }
        }
    }

    #[test]
    fn they_are_listed_by_their_names_as_people_sort_them() {
        let place = |lang, name: &str| all_countries(lang).iter().position(|(_, known)| known == name).unwrap();
        assert!(place(Lang::En, "Åland Islands") < place(Lang::En, "Albania"));
        assert!(place(Lang::En, "Afghanistan") < place(Lang::En, "Åland Islands"));
        assert!(place(Lang::Nl, "Oekraïne") < place(Lang::Nl, "Oezbekistan"));
        assert!(place(Lang::Nl, "België") < place(Lang::Nl, "Belize"));
        assert!(place(Lang::En, "Curaçao") < place(Lang::En, "Cyprus") && place(Lang::En, "Cuba") < place(Lang::En, "Curaçao"));
    }
}
