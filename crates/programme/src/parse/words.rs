//! Texts in the languages of the programme.

use jubilee_core::{Lang, Words};

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::section::{Item, quoted, suggestion};

/// The most characters of a name for people.
pub(crate) const LONGEST_LABEL: usize = 120;

/// The most characters of a paragraph.
pub(super) const LONGEST_HELP: usize = 2000;

/// A text in each language: `{ en = "…", nl = "…" }`. Where the programme's languages are not known, having been refused, none is
/// asked for.
pub(super) fn words(item: &Item<'_>, languages: &[Lang], most: usize) -> Option<Words> {
    let mut texts = Vec::new();
    let mut is_whole = true;
    for (key, text) in item.entries(Lang::ALL.len() * 2)? {
        let lang = match key.value.parse::<Lang>() {
            Ok(lang) if languages.is_empty() || languages.contains(&lang) => lang,
            Ok(lang) => {
                let message = format!("'{lang}' is not among the programme's languages");
                let error = Diagnostic::error(Code::Languages, key.span, message);
                item.findings.report(error.help("add it to 'languages', or leave the text out"));
                is_whole = false;
                continue;
            }
            Err(_) => {
                let message = format!("{} is not a language that Jubilee speaks", quoted(key.value));
                let help = suggestion(key.value, Lang::ALL.iter().map(|lang| lang.code()));
                item.findings.report(Diagnostic::error(Code::UnknownLanguage, key.span, message).maybe_help(help));
                is_whole = false;
                continue;
            }
        };
        match text.prose(most) {
            Some(text) => texts.push((lang, text)),
            None => is_whole = false,
        }
    }
    if is_whole {
        for lang in languages.iter().filter(|lang| !texts.iter().any(|(there, _)| there == *lang)) {
            let message = format!("'{}' has no text in the language '{lang}'", item.name);
            item.refuse(Code::Languages, message, Some(format!("for example: {}", item.key.example)));
            is_whole = false;
        }
    }
    is_whole.then(|| texts.into_iter().collect())
}
