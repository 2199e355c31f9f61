//! What is counted for requirements: `[[measure]]`.

use jubilee_core::{Lang, Measure, MeasureId, MeasureKind};

use super::names::Names;
use super::words::{LONGEST_LABEL, words};
use crate::keys::MEASURE;
use crate::section::{Item, Section};

/// The most measures of a programme.
const MOST_MEASURES: usize = 500;

/// The names of all measures, and the measures if all of them can be read.
pub(super) fn measures(root: &Section<'_>, languages: &[Lang]) -> (Names, Option<Vec<Measure>>) {
    let Some(list) = root.get("measure") else { return (Names::default(), Some(Vec::new())) };
    let Some(items) = list.list(MOST_MEASURES) else { return (Names::refused(), None) };
    let names = Names::of(&items, "id", Some("measure"));
    // Each is read even when one before it is wrong, so that all mistakes are told at once.
    let read: Vec<Option<Measure>> = items.iter().map(|item| measure(item, languages)).collect();
    (names, read.into_iter().collect())
}

fn measure(item: &Item<'_>, languages: &[Lang]) -> Option<Measure> {
    let section = item.section(&MEASURE)?;
    let id = section.get("id").and_then(|item| item.kebab());
    let kind = section.get("kind").and_then(|item| kind(&item));
    let name = section.get("name").and_then(|item| words(&item, languages, LONGEST_LABEL));
    let one = section.maybe("one", |item| words(&item, languages, LONGEST_LABEL));
    let is_per_area = section.maybe("per-area", |item| item.boolean());
    Some(Measure { id: MeasureId::new(id?), kind: kind?, name: name?, one: one?, is_per_area: is_per_area?.unwrap_or(false) })
}

fn kind(item: &Item<'_>) -> Option<MeasureKind> {
    let word = item.word(&MeasureKind::ALL.map(MeasureKind::id))?;
    MeasureKind::ALL.into_iter().find(|kind| kind.id() == word)
}
