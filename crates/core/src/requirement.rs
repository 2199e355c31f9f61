//! What a member has to meet to buy and to renew, and how far it is.
//!
//! A requirement is met by any one of its paths, a path by all of its needs, and a need by what the member attained and still holds.

use serde::Serialize;

use crate::member::{Attainment, Member};
use crate::{AreaId, Day, MeasureId, Span, Words};

/// Something that a member can attain and that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its name in the file.
    pub id: MeasureId,
    /// What kind of thing it is, which decides how it is counted.
    pub kind: MeasureKind,
    /// Its name for people, for example "people with an exam".
    pub name: Words,
    /// Its name for one of it, for example "person with an exam", where that reads otherwise.
    pub one: Option<Words>,
    /// Whether it is attained for one area at a time; otherwise it counts for every area.
    pub is_per_area: bool,
}

impl Measure {
    /// Its name after a count of it: "1 person with an exam", "2 people with an exam".
    pub fn counted(&self, amount: u32) -> &Words {
        self.one.as_ref().filter(|_| amount == 1).unwrap_or(&self.name)
    }
}

/// The kinds of measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureKind {
    /// People with an exam or a certification: those who hold it are added up.
    Skills,
    /// A figure over the last twelve months (users, revenue, seats, customers): the latest one that is valid counts.
    Performance,
    /// References of customers: those that are valid are added up.
    References,
    /// An audit: the latest one that is valid counts.
    Audit,
}

impl MeasureKind {
    /// All of them.
    pub const ALL: [MeasureKind; 4] =
        [MeasureKind::Skills, MeasureKind::Performance, MeasureKind::References, MeasureKind::Audit];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            MeasureKind::Skills => "skills",
            MeasureKind::Performance => "performance",
            MeasureKind::References => "references",
            MeasureKind::Audit => "audit",
        }
    }

    /// Whether attainments of this kind are added up; otherwise the latest counts.
    pub const fn adds_up(self) -> bool {
        matches!(self, MeasureKind::Skills | MeasureKind::References)
    }
}

/// What has to be met for some of an offer's areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The areas it is for; empty for all that no other requirement of the offer names.
    pub areas: Vec<AreaId>,
    /// The ways to meet it, any one of which is enough; never empty.
    pub paths: Vec<Path>,
}

/// One way to meet a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Its name for people.
    pub name: Words,
    /// What is needed, all of it; never empty.
    pub needs: Vec<Need>,
}

/// So much of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What is measured.
    pub measure: MeasureId,
    /// The least that is enough.
    pub at_least: u32,
}

/// When a renewal looks at the requirements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// On the day of the renewal, which may be any day of the window.
    AtRenewal,
    /// On the anniversary.
    AtAnniversary,
    /// On any day from the one to the other, both counted from the anniversary.
    Within {
        /// To the first day.
        from: Span,
        /// To the last day.
        until: Span,
    },
}

/// How far a member is with a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequirementState {
    /// Nothing that it asks for is there.
    NotStarted,
    /// Some of it is there.
    InProgress,
    /// It is met, or the member is exempt from it.
    Complete,
}

impl RequirementState {
    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            RequirementState::NotStarted => "not-started",
            RequirementState::InProgress => "in-progress",
            RequirementState::Complete => "complete",
        }
    }
}

/// How far a member is with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathProgress {
    /// Its name for people.
    pub name: Words,
    /// Each of its needs, in order.
    pub needs: Vec<NeedProgress>,
}

/// How far a member is with a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NeedProgress {
    /// What is measured.
    pub measure: MeasureId,
    /// How much is there.
    pub have: u32,
    /// The least that is enough.
    pub need: u32,
}

impl NeedProgress {
    /// Whether there is enough.
    pub fn is_met(&self) -> bool {
        self.have >= self.need
    }
}

impl PathProgress {
    /// Whether all of it is there.
    pub fn is_met(&self) -> bool {
        self.needs.iter().all(NeedProgress::is_met)
    }

    /// What is still missing.
    pub fn missing(&self) -> impl Iterator<Item = &NeedProgress> {
        self.needs.iter().filter(|need| !need.is_met())
    }

    /// The part that is there, in thousandths: needs count alike, and more than enough of one makes up for nothing.
    fn part(&self) -> u64 {
        let parts = self.needs.iter().map(|need| u64::from(need.have.min(need.need)) * 1000 / u64::from(need.need.max(1)));
        parts.sum::<u64>() / (self.needs.len().max(1) as u64)
    }
}

/// How far a member is with each path of a requirement on a day. `area` is the area that is looked at; `None` counts what was attained
/// for any area.
pub(crate) fn progress(
    measures: impl Fn(&MeasureId) -> Option<MeasureKind>,
    member: &Member,
    requirement: &Requirement,
    area: Option<&AreaId>,
    on: Day,
) -> Vec<PathProgress> {
    let need = |need: &Need| NeedProgress {
        measure: need.measure.clone(),
        have: measures(&need.measure).map_or(0, |kind| attained(member, &need.measure, kind, area, on)),
        need: need.at_least,
    };
    requirement
        .paths
        .iter()
        .map(|path| PathProgress { name: path.name.clone(), needs: path.needs.iter().map(need).collect() })
        .collect()
}

/// How much of a measure counts on a day.
fn attained(member: &Member, measure: &MeasureId, kind: MeasureKind, area: Option<&AreaId>, on: Day) -> u32 {
    let counts = |attainment: &&Attainment| {
        let is_here = area.is_none() || attainment.area.is_none() || attainment.area.as_ref() == area;
        &attainment.measure == measure && is_here && attainment.is_valid(on)
    };
    let valid = member.attainments.iter().filter(counts);
    if kind.adds_up() {
        valid.fold(0, |sum, attainment| sum.saturating_add(attainment.amount))
    } else {
        // Of two figures of one day the one that was recorded later corrects the other.
        valid.max_by_key(|attainment| attainment.attained_on).map_or(0, |attainment| attainment.amount)
    }
}

/// The state that follows from the progress.
pub(crate) fn state(paths: &[PathProgress]) -> RequirementState {
    if paths.iter().any(PathProgress::is_met) {
        RequirementState::Complete
    } else if paths.iter().flat_map(|path| &path.needs).any(|need| need.have > 0) {
        RequirementState::InProgress
    } else {
        RequirementState::NotStarted
    }
}

/// The path that is nearest to being met; of equals the first.
pub(crate) fn nearest(paths: &[PathProgress]) -> Option<&PathProgress> {
    paths.iter().rev().max_by_key(|path| path.part())
}
