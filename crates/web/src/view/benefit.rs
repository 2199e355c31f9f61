//! Benefits as pages show them.

use jubilee_core::Day;

use crate::view::Tone;

/// What one purchase, renewal or reactivation granted.
#[derive(Clone, Debug)]
pub struct BenefitSet {
    /// A short name, unique on the page.
    pub key: String,
    /// The offer, with the subscription's number.
    pub offer: String,
    /// When it was granted, and that it is an earlier one, a sentence.
    pub granted: String,
    /// The clocks that people confuse.
    pub clocks: Vec<Clock>,
    /// The benefits.
    pub lines: Vec<BenefitLine>,
}

/// One of the clocks: what it is of, when it ends, and its place in the picture.
#[derive(Clone, Debug)]
pub struct Clock {
    /// What it is of.
    pub label: String,
    /// When it ends, in words.
    pub words: String,
    /// Where it begins and how long it is, in hundredths of the picture's width.
    pub bar: Option<(i32, i32)>,
    /// Where today is.
    pub today: i32,
}

/// A benefit in a list.
#[derive(Clone, Debug)]
pub struct BenefitLine {
    /// Where it is shown in full.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What kind it is.
    pub kind: String,
    /// How much there is of it.
    pub quantity: String,
    /// How much is used.
    pub used: String,
    /// Who has one of it.
    pub people: String,
    /// The last day to activate it.
    pub activate_by: Option<Day>,
    /// The last day on which it is of use.
    pub usable_until: Option<Day>,
    /// How it stands.
    pub status: String,
    /// How that looks.
    pub tone: Tone,
    /// Whether it is over.
    pub is_over: bool,
}
