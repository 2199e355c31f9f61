//! What is left of earlier times: `[legacy-system]` and `[retired]`.

use jubilee_core::{Lang, LegacySystem};

use super::names::Names;
use super::words::{LONGEST_HELP, LONGEST_LABEL, words};
use crate::code::Code;
use crate::keys::{LEGACY, RETIRED};
use crate::section::{Item, Section, quoted};

/// The most retired names of one kind.
const MOST_RETIRED: usize = 1000;

/// Reads the system from which members have to move.
pub(super) fn legacy(item: &Item<'_>, languages: &[Lang]) -> Option<LegacySystem> {
    let section = item.section(&LEGACY)?;
    let name = section.get("name").and_then(|item| words(&item, languages, LONGEST_LABEL));
    let how_to_move = section.get("how-to-move").and_then(|item| words(&item, languages, LONGEST_HELP));
    Some(LegacySystem { name: name?, how_to_move: how_to_move? })
}

/// Adds the names that earlier versions had to those that reliefs can name.
pub(super) fn retired(root: &Section<'_>, offers: &mut Names, levels: &mut Names, areas: &mut Names) {
    let Some(section) = root.get("retired").and_then(|item| item.section(&RETIRED)) else { return };
    for (key, noun, names) in [("offers", "an offer", offers), ("levels", "a level", levels), ("areas", "an area", areas)] {
        for item in section.get(key).and_then(|list| list.list(MOST_RETIRED)).unwrap_or_default() {
            if let Some(name) = item.kebab()
                && names.add(name, item.span.clone()).is_some()
            {
                let message = format!("{} is retired and {noun} of this file, or listed twice", quoted(name));
                item.refuse(Code::Duplicate, message, Some("leave it out here".to_owned()));
            }
        }
    }
}
