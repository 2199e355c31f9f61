//! The picture of a subscription's cycle on one line: today, the anniversary, the renewal window, the reminders, the end of the
//! benefits. A pure function of the days and the language.
//!
//! There are two forms of it, of which the style sheet shows one: a wide one, to scale around the window, for where there is room;
//! and a tall one, in the order of the days, for a phone. Both keep their labels apart on every day of every cycle.

mod tall;
mod wide;
mod width;

use jubilee_core::{Day, Lang};
use jubilee_texts::{date, t};

use crate::view::CycleDays;
pub use tall::{Row, Tall};
pub use wide::{Label, Mark, Segment, Stem, Wide};

/// The picture of one cycle.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The beginning of the picture's element ids, unique on the page.
    pub key: String,
    /// What the picture is of.
    pub title: String,
    /// The whole content of the picture in words.
    pub description: String,
    /// The wide form.
    pub wide: Wide,
    /// The tall form.
    pub tall: Tall,
}

impl Timeline {
    /// The picture of the cycle `days` of the offer `name`, on `today`. `key` begins the ids of its elements.
    pub fn new(lang: Lang, key: &str, name: &str, days: &CycleDays, today: Day) -> Timeline {
        let reminders: Vec<String> = days.reminders.iter().map(|day| date(lang, *day)).collect();
        let description = t!(
            lang,
            "portal-timeline-description",
            today = today,
            anniversary = days.anniversary,
            from = days.renew_from,
            until = days.renew_until,
            benefits = days.benefits_until,
            reminders = jubilee_texts::list(lang, &reminders),
        );
        Timeline {
            key: key.to_owned(),
            title: t!(lang, "portal-timeline-title", offer = name),
            description,
            wide: Wide::new(lang, days, today),
            tall: Tall::new(lang, days, today),
        }
    }
}

/// What happens on a day of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Today.
    Today,
    /// The anniversary.
    Anniversary,
    /// The renewal window (in the wide form) or its first day (in the tall one).
    Window,
    /// A reminder.
    Reminder,
    /// The last day to renew.
    Closes,
    /// The last day with benefits.
    Benefits,
}

impl Kind {
    /// The name of the style class.
    pub const fn class(self) -> &'static str {
        match self {
            Kind::Today => "today",
            Kind::Anniversary => "anniversary",
            Kind::Window => "window",
            Kind::Reminder => "reminder",
            Kind::Closes => "closes",
            Kind::Benefits => "benefits",
        }
    }
}

#[cfg(test)]
mod tests;
