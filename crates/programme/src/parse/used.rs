//! What the offers refer to, so that what none refers to can be pointed out.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jubilee_core::Benefit;

use super::Defined;
use super::upgrade::Step;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};
use crate::section::Section;

/// What the offers refer to, by name.
#[derive(Default)]
pub(super) struct Used {
    pub(super) renewals: HashSet<String>,
    pub(super) areas: HashSet<String>,
    pub(super) any_area: bool,
    pub(super) groups: HashSet<String>,
    pub(super) measures: HashSet<String>,
    /// Which offers take the place of which.
    pub(super) upgrades: Vec<Step>,
    /// Each benefit with the place where it stands first.
    benefits: HashMap<String, (Benefit, Range<usize>)>,
}

impl Used {
    /// Takes a benefit in. Whoever names it, in an interface or when keys are loaded, means the same thing in every offer.
    pub(super) fn share(&mut self, section: &Section<'_>, benefit: &Benefit) {
        let place = |key: &str| section.get(key).map_or_else(|| section.span.clone(), |item| item.span);
        let Some((first, at)) = self.benefits.get(benefit.id.as_str()) else {
            self.benefits.insert(benefit.id.to_string(), (benefit.clone(), place("id")));
            return;
        };
        let differing =
            [("kind", first.kind != benefit.kind), ("name", first.name != benefit.name), ("unit", first.unit != benefit.unit)];
        for (key, _) in differing.into_iter().filter(|(_, differs)| *differs) {
            let message = format!("the benefit '{}' has another '{key}' than in an offer before", benefit.id);
            let error = Diagnostic::error(Code::Contradiction, place(key), message);
            let help = format!("give it the same '{key}', or an id of its own");
            section.findings.report(error.also(at.clone(), "the first is here").help(help));
        }
    }

    pub(super) fn warn(&self, findings: &Findings<'_>, defined: &Defined) {
        let unused = |span: &std::ops::Range<usize>, message: String| {
            findings.report(Diagnostic::warning(Code::Unused, span.clone(), message));
        };
        for (name, span) in defined.renewals.places().filter(|(name, _)| !self.renewals.contains(*name)) {
            unused(span, format!("no offer is renewed by '{name}'"));
        }
        for (name, span) in defined.countries.places().filter(|(name, _)| !self.groups.contains(*name)) {
            unused(span, format!("no fee and no tax is for the countries of '{name}'"));
        }
        for (name, span) in defined.areas.iter().filter(|(name, _)| !self.any_area && !self.areas.contains(*name)) {
            unused(span, format!("no offer covers the area '{name}'"));
        }
        for (name, span) in defined.measures.iter().filter(|(name, _)| !self.measures.contains(*name)) {
            unused(span, format!("no requirement needs '{name}'"));
        }
    }
}
