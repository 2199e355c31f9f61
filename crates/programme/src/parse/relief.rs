//! What the programme grants beside its rules: `[[relief]]`.

mod changes;

use std::ops::Range;

use jubilee_core::{Announcement, Day, Lang, Relief, ReliefId};

use super::names::Names;
use super::words::{LONGEST_HELP, LONGEST_LABEL, words};
use super::{OfferNames, legacy};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};
use crate::keys::{RELIEF, REVISED};
use crate::section::{At, Item, Section};
use changes::Changes;

/// The most reliefs of a programme.
const MOST_RELIEFS: usize = 200;
/// The most revisions of a relief.
const MOST_REVISIONS: usize = 50;
/// The most announcements of all reliefs together.
const MOST_ANNOUNCEMENTS: usize = 1000;

/// A relief with the places of what was announced.
pub(crate) struct ReliefAt {
    pub(crate) relief: Relief,
    pub(crate) withdrawn: Option<Range<usize>>,
    /// As many as the relief has announcements.
    pub(crate) announced: Vec<AnnouncedAt>,
}

/// The places of what an announcement says, by itself or as announced before.
#[derive(Clone)]
pub(crate) struct AnnouncedAt {
    pub(crate) on: Range<usize>,
    pub(crate) anniversaries: Option<Range<usize>>,
    pub(crate) moves: Option<Range<usize>>,
    pub(crate) reactivation: Option<Range<usize>>,
    pub(crate) pay_until: Option<Range<usize>>,
    /// Whether this announcement says by itself for which cycles it is.
    pub(crate) is_new_range: bool,
    /// Whether it says by itself how to reactivate.
    pub(crate) is_new_reactivation: bool,
}

/// What reliefs can name, what was retired included.
pub(super) struct Nameable {
    offers: Names,
    levels: Names,
    areas: Names,
}

impl Nameable {
    pub(super) fn new(root: &Section<'_>, names: OfferNames, mut areas: Names) -> Nameable {
        let OfferNames { mut offers, mut levels } = names;
        legacy::retired(root, &mut offers, &mut levels, &mut areas);
        Nameable { offers, levels, areas }
    }
}

/// Reads all reliefs.
pub(super) fn reliefs(root: &Section<'_>, languages: &[Lang], nameable: &Nameable) -> Option<Vec<ReliefAt>> {
    let Some(list) = root.get("relief") else { return Some(Vec::new()) };
    let items = list.list(MOST_RELIEFS)?;
    Names::of(&items, "id", Some("relief"));
    let mut announcements = items.len();
    let read: Vec<Option<ReliefAt>> = items.iter().map(|item| relief(item, languages, nameable, &mut announcements)).collect();
    if announcements > MOST_ANNOUNCEMENTS {
        let message = format!("the reliefs have {announcements} announcements; at most {MOST_ANNOUNCEMENTS} are possible");
        list.refuse(Code::TooMany, message, None);
        return None;
    }
    read.into_iter().collect()
}

fn relief(item: &Item<'_>, languages: &[Lang], nameable: &Nameable, announcements: &mut usize) -> Option<ReliefAt> {
    let section = item.section(&RELIEF)?;
    let id = section.get("id").and_then(|item| Some(At { value: item.kebab()?, span: item.span }));
    let name = section.get("name").and_then(|item| words(&item, languages, LONGEST_LABEL));
    let notice = section.get("notice").and_then(|item| words(&item, languages, LONGEST_HELP));
    let withdrawn = section.maybe("withdrawn-on", |item| Some(At { value: item.date()?, span: item.span }));
    let mut read = vec![Changes::read(&section, languages, nameable, false)];
    let revised = section.maybe("revised", |list| list.list(MOST_REVISIONS));
    for item in revised.iter().flatten().flatten() {
        *announcements += 1;
        // Beyond the limit nothing more is kept, and the file is refused.
        if *announcements <= MOST_ANNOUNCEMENTS {
            let section = item.section(&REVISED);
            read.push(section.and_then(|section| Changes::read(&section, languages, nameable, true)));
        }
    }
    revised?;
    let (id, withdrawn) = (id?, withdrawn?);
    let changes: Vec<Changes> = read.into_iter().collect::<Option<_>>()?;
    let (told, announced) = told(section.findings, &id.span, changes)?;
    Some(ReliefAt {
        relief: Relief {
            id: ReliefId::new(id.value),
            name: name?,
            notice: notice?,
            announcements: told,
            withdrawn_on: withdrawn.as_ref().map(|day| day.value),
        },
        withdrawn: withdrawn.map(|day| day.span),
        announced,
    })
}

/// What was announced, each with what stays from the announcement before; `None` after a mistake, which is reported.
fn told(findings: &Findings<'_>, id: &Range<usize>, changes: Vec<Changes>) -> Option<(Vec<Announcement>, Vec<AnnouncedAt>)> {
    let mut told: Vec<(Announcement, AnnouncedAt)> = Vec::new();
    let mut is_whole = true;
    let report = |span: &Range<usize>, message: String, help: &str| {
        findings.report(Diagnostic::error(Code::ImpossibleRelief, span.clone(), message).help(help));
    };
    for change in changes {
        let before = told.last();
        if let Some((before, at)) = before.filter(|(before, _)| change.announced_on.value <= before.announced_on) {
            let message = format!(
                "this was announced on {}, which is not after the announcement before it, on {}",
                change.announced_on.value, before.announced_on
            );
            let error = Diagnostic::error(Code::ImpossibleRelief, change.announced_on.span.clone(), message);
            findings.report(error.also(at.on.clone(), "the one before").help("list announcements by date"));
            is_whole = false;
        }
        let is_revision = before.is_some();
        if is_revision && change.is_empty() {
            report(&change.announced_on.span, "this revision changes nothing".to_owned(), "say what changes, or leave it out");
            is_whole = false;
        }
        let effect = change.effect.clone();
        let (now, at) = change.after(before);
        let names_anniversaries = now.waives_requirements || now.moves.is_some() || now.reminder.is_some();
        if !names_anniversaries && now.reactivation.is_none() {
            if is_revision {
                let message = "after this announcement the relief does nothing".to_owned();
                report(&at.on, message, "to end a relief, write withdrawn-on = …");
            } else {
                let help = "say what it does: requirements = \"waived\", move-anniversary, reminder, or a section [relief.reactivation]";
                report(id, "this relief does nothing".to_owned(), help);
            }
            is_whole = false;
        } else if names_anniversaries && at.anniversaries.is_none() {
            let place = effect.as_ref().unwrap_or(&at.on);
            let help = "for example: anniversaries = { from = 2020-07-01, until = 2020-12-31 }";
            report(place, "this does not say for which anniversaries it is".to_owned(), help);
            is_whole = false;
        }
        told.push((now, at));
    }
    is_whole.then(|| told.into_iter().unzip())
}

/// A range of anniversaries without any day in it, for a relief that names none.
const NO_ANNIVERSARIES: (Day, Day) = (Day::MAX, Day::MIN);
