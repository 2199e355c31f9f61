//! What the offers refer to, so that what none refers to can be pointed out.

use std::collections::HashSet;

use super::Defined;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Findings};

/// What the offers refer to, by name.
#[derive(Default)]
pub(super) struct Used {
    pub(super) renewals: HashSet<String>,
    pub(super) areas: HashSet<String>,
    pub(super) any_area: bool,
    pub(super) groups: HashSet<String>,
    pub(super) measures: HashSet<String>,
}

impl Used {
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
