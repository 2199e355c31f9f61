//! Languages, and the programme's own words in each of them.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// A language in which Jubilee speaks to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize)]
#[cbor(index_only)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, and what is used where a text is asked for in no particular language.
    #[default]
    #[n(0)]
    En,
    /// Dutch.
    #[n(1)]
    Nl,
}

impl Lang {
    /// All languages, English first.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Nl];

    /// The two-letter code, for example `nl`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Nl => "nl",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language that Jubilee does not speak.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a language that is supported; write en or nl")]
pub struct NotALanguage(pub String);

impl FromStr for Lang {
    type Err = NotALanguage;

    fn from_str(code: &str) -> Result<Lang, NotALanguage> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code).ok_or_else(|| NotALanguage(code.chars().take(20).collect()))
    }
}

/// One text of the programme file in each of its languages. A programme's check makes sure that every language of the programme
/// is there; where a text is asked for in another one, the first that exists answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<Lang, String>);

impl Words {
    /// The text in `lang`, else in the first language there is, else empty.
    pub fn get(&self, lang: Lang) -> &str {
        self.0.get(&lang).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// Whether there is a text of its own for `lang`.
    pub fn has(&self, lang: Lang) -> bool {
        self.0.contains_key(&lang)
    }
}

impl FromIterator<(Lang, String)> for Words {
    fn from_iter<I: IntoIterator<Item = (Lang, String)>>(texts: I) -> Words {
        Words(texts.into_iter().collect())
    }
}
