//! The ledger of a member, as sentences.

use std::collections::BTreeMap;

use jubilee_app::{App, MemberFile, Roles};
use jubilee_core::{Actor, Lang, Recorded};

use crate::pages::staff::LedgerLine;

/// The entries of a member, the newest first. `staff` names the programme's own people by their numbers.
pub(crate) fn ledger(
    app: &App,
    file: &MemberFile,
    entries: &[(i64, Recorded)],
    staff: &BTreeMap<i64, String>,
    lang: Lang,
) -> Vec<LedgerLine> {
    let line = |(sequence, recorded): &(i64, Recorded)| {
        let told = app.told(file, staff, *sequence, recorded, lang);
        LedgerLine {
            sequence: told.sequence,
            what: told.what,
            by: told.by,
            effective_on: told.effective_on,
            recorded_on: told.recorded_on,
        }
    };
    entries.iter().rev().map(line).collect()
}

/// Who caused an entry, in words.
pub(crate) fn by(file: &MemberFile, staff: &BTreeMap<i64, String>, actor: Actor, lang: Lang) -> String {
    file.actor_words(staff, actor, lang)
}

/// A user's roles in words.
pub(crate) fn roles(roles: &str, lang: Lang) -> String {
    jubilee_texts::roles(lang, Roles::read(roles).unwrap_or_default().all())
}
