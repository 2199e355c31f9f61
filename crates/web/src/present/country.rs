//! Countries to choose from.

use jubilee_core::Lang;
use jubilee_texts::all_countries;

use crate::pages::staff::Choice;

/// All countries by their names; the values are their codes, in either case.
pub(crate) fn country_choices(lang: Lang, chosen: &str) -> Vec<Choice> {
    let choice = |(code, name): (String, String)| Choice { is_chosen: code.eq_ignore_ascii_case(chosen), id: code, name };
    all_countries(lang).into_iter().map(choice).collect()
}
