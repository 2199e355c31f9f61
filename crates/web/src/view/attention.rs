//! What the first screen tells a member: what needs attention, what was granted beside the rules, and which days lie ahead.

use jubilee_core::Day;

use crate::view::{Status, Tone};

/// Where a button leads.
#[derive(Clone, Debug)]
pub struct Button {
    /// Its words.
    pub label: String,
    /// Where.
    pub href: String,
}

/// Something that needs attention: one card with one button.
#[derive(Clone, Debug)]
pub struct Attention {
    /// A short name, unique on the page.
    pub key: String,
    /// How urgent it looks.
    pub tone: Tone,
    /// What is to be done, or what has happened.
    pub title: String,
    /// How many days are left, a sentence; `None` where there is no end.
    pub left: Option<String>,
    /// What happens if nothing is done, and what else has to be known, a sentence each.
    pub words: Vec<String>,
    /// What to do about it; `None` where the reader can do nothing, and then `instead` says why.
    pub button: Option<Button>,
    /// Why there is no button, a sentence.
    pub instead: Option<String>,
}

/// A relief that concerns the member.
#[derive(Clone, Debug)]
pub struct ReliefNotice {
    /// A short name, unique on the page.
    pub key: String,
    /// Its name in the programme's words.
    pub name: String,
    /// The day on which it was announced.
    pub announced_on: Day,
    /// The day of its latest revision, where it was revised.
    pub revised_on: Option<Day>,
    /// The day on which it was withdrawn, where it was.
    pub withdrawn_on: Option<Day>,
    /// The programme's own notice.
    pub notice: String,
    /// What it means for each of the member's offers, a sentence each.
    pub yours: Vec<String>,
}

/// An offer with the days that lie ahead of it.
#[derive(Clone, Debug)]
pub struct Ahead {
    /// The offer's name.
    pub name: String,
    /// Where it is shown in full.
    pub href: String,
    /// Its status.
    pub status: Status,
    /// The anniversary.
    pub anniversary: Day,
    /// The first day of the renewal window.
    pub renew_from: Day,
    /// The last day of the renewal window.
    pub renew_until: Day,
}
