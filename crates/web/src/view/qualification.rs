//! How a member stands with what has to be met: by area and level, and in full for one area.

use jubilee_core::{Day, Lang};
use jubilee_texts::{Id, id, t};

use crate::frame::Plain;
use crate::view::Tone;

/// How far a member is with a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing that it asks for is there.
    NotStarted,
    /// Some of it is there.
    InProgress,
    /// It is met, or the member is exempt.
    Complete,
}

impl State {
    /// The word on the badge.
    pub const fn label(self) -> Id {
        match self {
            State::NotStarted => id!("qualifications-state-not-started"),
            State::InProgress => id!("qualifications-state-in-progress"),
            State::Complete => id!("qualifications-state-complete"),
        }
    }

    /// The colour of the badge.
    pub const fn tone(self) -> Tone {
        match self {
            State::NotStarted => Tone::Quiet,
            State::InProgress => Tone::Due,
            State::Complete => Tone::Good,
        }
    }
}

/// What is to be said of an area at a level beside how far its requirements are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The member holds the level with this area.
    Active,
    /// The member qualifies and does not hold it.
    Qualified,
    /// Its next renewal is in danger.
    AtRisk,
    /// It is lost from this day on unless its requirements are met before.
    Lapses(Day),
    /// It was lost on this day.
    Lapsed(Day),
    /// It lapsed and can be reactivated until this day.
    Reactivatable(Day),
}

impl Mark {
    /// The words on the badge.
    pub fn words(self, lang: impl Plain<Lang>) -> String {
        let lang = lang.plain();
        match self {
            Mark::Active => t!(lang, "qualifications-mark-active"),
            Mark::Qualified => t!(lang, "qualifications-mark-qualified"),
            Mark::AtRisk => t!(lang, "qualifications-mark-at-risk"),
            Mark::Lapses(on) => t!(lang, "qualifications-mark-lapses", on = on),
            Mark::Lapsed(on) => t!(lang, "qualifications-mark-lapsed", on = on),
            Mark::Reactivatable(until) => t!(lang, "qualifications-mark-reactivatable", until = until),
        }
    }

    /// The colour of the badge.
    pub const fn tone(self) -> Tone {
        match self {
            Mark::Active => Tone::Good,
            Mark::Qualified => Tone::Quiet,
            Mark::AtRisk | Mark::Reactivatable(_) => Tone::Due,
            Mark::Lapses(_) | Mark::Lapsed(_) => Tone::Bad,
        }
    }
}

/// How a member stands with one area at one level.
#[derive(Clone, Debug)]
pub struct AreaState {
    /// What is looked at: the area's name on an offer, the offer's name in a list of areas.
    pub name: String,
    /// Where the member sees it in full; `None` for staff.
    pub href: Option<String>,
    /// How far the requirements are, exemption included.
    pub state: State,
    /// Whether they count as met by exemption.
    pub is_exempt: bool,
    /// Whether it has lapsed, and a reactivation needs no requirements.
    pub is_waived_on_return: bool,
    /// What else is to be said.
    pub marks: Vec<Mark>,
}

/// An area with each of the levels that cover it.
#[derive(Clone, Debug)]
pub struct AreaRow {
    /// The area's name in the programme's words.
    pub name: String,
    /// Where it is shown in full.
    pub href: String,
    /// Each level, in the programme's order; `None` for one that does not cover the area.
    pub levels: Vec<Option<AreaState>>,
    /// Whether the member holds or held it, or has attained something for it.
    pub is_yours: bool,
}

/// So much of something.
#[derive(Clone, Debug)]
pub struct NeedLine {
    /// What is counted, with how much there is and how much is needed, in words.
    pub words: String,
    /// How much is there, up to what is needed.
    pub have: i64,
    /// How much is needed.
    pub need: i64,
    /// Whether there is enough.
    pub is_met: bool,
}

/// One way to meet a requirement.
#[derive(Clone, Debug)]
pub struct PathLine {
    /// A short name, unique within its level.
    pub key: String,
    /// Its name in the programme's words.
    pub name: String,
    /// What it needs, all of it.
    pub needs: Vec<NeedLine>,
    /// Whether all of it is there.
    pub is_met: bool,
}

/// What a member can do about an area at a level.
#[derive(Clone, Debug)]
pub enum Step {
    /// Let the level that is held cover this area too; nothing is to be paid.
    Cover {
        /// The subscription's number, the value of the form's field.
        subscription: String,
    },
    /// Buy the level with this area.
    Buy {
        /// Where.
        href: String,
    },
    /// Bring the level back.
    Reactivate {
        /// Where.
        href: String,
    },
    /// See the level among the offers.
    See {
        /// Where.
        href: String,
    },
    /// Nothing on this page: why, a sentence.
    Nothing {
        /// Why.
        reason: String,
    },
}

/// A level, or another offer, with what it requires of an area.
#[derive(Clone, Debug)]
pub struct Level {
    /// A short name, unique on the page.
    pub key: String,
    /// How the member stands; the name is the offer's.
    pub standing: AreaState,
    /// That it is exempt, and until when, a sentence.
    pub exemption: Option<String>,
    /// What else has to be known, a sentence each: what is in danger, what was lost.
    pub notes: Vec<String>,
    /// Whether a fee is due, a sentence; `None` where the level is not held.
    pub fee: Option<String>,
    /// The ways to meet it; empty where nothing is required.
    pub paths: Vec<PathLine>,
    /// What is missing on the way that is nearest, a sentence.
    pub missing: Option<String>,
    /// What can be done.
    pub step: Step,
}

/// Something that was attained.
#[derive(Clone, Debug)]
pub struct AttainmentLine {
    /// What, with how much of it.
    pub words: String,
    /// Since when.
    pub attained_on: Day,
    /// The last day on which it counts; `None` for good.
    pub until: Option<Day>,
    /// Whether it counts today.
    pub is_valid: bool,
    /// Whether it counts for every area.
    pub is_general: bool,
}
