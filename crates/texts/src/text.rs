//! Finding a text and filling in its arguments.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jubilee_core::Lang;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::arg::Arg;
use crate::format;

#[derive(RustEmbed)]
#[folder = "../../locales/"]
struct Locales;

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::En));
static DUTCH: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Nl));

/// The id of a text, chosen in code from a table: the only way to have one is [`id!`](crate::id), so that the check of all texts
/// sees every id that can occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Id(&'static str);

impl Id {
    /// Made by `id!`.
    #[doc(hidden)]
    pub const fn from_macro(id: &'static str) -> Id {
        Id(id)
    }

    /// The id as it stands in the Fluent files.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// The text `id` in `lang` with `arguments` filled in: what `t!` calls. A text that does not exist shows as its id in brackets, and
/// one whose argument is missing shows that argument's name: a page with a blemish is better than no page. Both are logged.
pub fn text(lang: Lang, id: &str, arguments: &[(&'static str, Arg<'_>)]) -> String {
    let bundle = match lang {
        Lang::En => &*ENGLISH,
        Lang::Nl => &*DUTCH,
    };
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        tracing::error!(text.id = id, text.language = lang.code(), "there is no text with this id");
        return format!("[{id}]");
    };
    let values: Option<FluentArgs<'_>> =
        (!arguments.is_empty()).then(|| arguments.iter().map(|(name, argument)| (*name, argument.fluent(lang))).collect());
    let mut errors = Vec::new();
    let words = bundle.format_pattern(pattern, values.as_ref(), &mut errors).into_owned();
    for error in errors {
        tracing::error!(text.id = id, text.language = lang.code(), %error, "a text could not be filled in");
    }
    words
}

fn bundle(lang: Lang) -> Bundle {
    let locale: LanguageIdentifier = lang.code().parse().expect("a two-letter code is a language identifier");
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // The isolating marks protect mixed writing directions; both our languages run from left to right, and the marks would end up
    // in copied references and in plain-text mails.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| number_in(Lang::En, value),
        Lang::Nl => |value, _| number_in(Lang::Nl, value),
    }));
    let folder = format!("{}/", lang.code());
    for path in Locales::iter().filter(|path| path.starts_with(&folder) && path.ends_with(".ftl")) {
        let Some(file) = Locales::get(&path) else {
            continue;
        };
        let source = String::from_utf8_lossy(&file.data).into_owned();
        let resource = FluentResource::try_new(source).unwrap_or_else(|(readable, errors)| {
            tracing::error!(text.file = %path, ?errors, "a text file has errors");
            readable
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(text.file = %path, ?errors, "a text file repeats the id of another");
        }
    }
    bundle
}

/// Whole numbers get the language's grouping; anything else is left to Fluent.
fn number_in(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => Some(format::number(lang, number.value as i64)),
        _ => None,
    }
}

/// Words a text: `t!(lang, "mail-order-title", number = order)` gives a `String`. The id is a literal; the arguments are anything
/// that is [`IntoArg`](crate::IntoArg), by name.
///
/// For an id that code chooses from a table, see [`id!`](crate::id) and [`t_of!`](crate::t_of).
#[macro_export]
macro_rules! t {
    ($lang:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text(
            *::core::borrow::Borrow::<$crate::Lang>::borrow(&$lang),
            $id,
            &[$((::core::stringify!($name), $crate::IntoArg::arg(&$value))),*],
        )
    };
}

/// The id of a text, for tables: `id!("portal-status-active")`; a text with arguments names them, `id!("portal-due-on", date)`.
#[macro_export]
macro_rules! id {
    ($id:literal $(, $name:ident)* $(,)?) => {
        $crate::Id::from_macro($id)
    };
}

/// Words a text whose [`Id`] code has chosen: `t_of!(lang, status_id, date = day)`.
#[macro_export]
macro_rules! t_of {
    ($lang:expr, $id:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text(
            *::core::borrow::Borrow::<$crate::Lang>::borrow(&$lang),
            $crate::Id::as_str($id),
            &[$((::core::stringify!($name), $crate::IntoArg::arg(&$value))),*],
        )
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_text_shows_its_id() {
        assert_eq!(text(Lang::En, "mail-nothing-here", &[]), "[mail-nothing-here]");
    }

    #[test]
    fn a_missing_argument_shows_its_name_and_the_rest_of_the_text() {
        assert_eq!(text(Lang::En, "common-pair-of-two", &[("first", Arg::Text("silver".into()))]), "silver and {$second}");
    }

    #[test]
    fn numbers_are_grouped_and_choose_the_plural() {
        let three = Arg::Number(1_234);
        assert_eq!(text(Lang::En, "mail-reminder-badge-last-days", &[("days", three.clone())]), "1,234 days left");
        assert_eq!(text(Lang::Nl, "mail-reminder-badge-last-days", &[("days", three)]), "Nog 1.234 dagen");
        assert_eq!(text(Lang::En, "mail-reminder-badge-last-days", &[("days", Arg::Number(1))]), "1 day left");
        assert_eq!(text(Lang::Nl, "mail-reminder-badge-last-days", &[("days", Arg::Number(1))]), "Nog 1 dag");
    }

    #[test]
    fn arguments_are_not_read_as_fluent() {
        let trick = Arg::Text("{ $second } { -term }".into());
        let words = text(Lang::En, "common-pair-of-two", &[("first", trick), ("second", Arg::Text("gold".into()))]);
        assert_eq!(words, "{ $second } { -term } and gold");
    }
}
