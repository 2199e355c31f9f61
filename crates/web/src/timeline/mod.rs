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
        // Reminders that have no effect any more are left out of a picture about something else: the day until which what has
        // lapsed can come back.
        let days = &match days.reactivate_until {
            Some(_) => CycleDays { reminders: Vec::new(), ..days.clone() },
            None => days.clone(),
        };
        let mut sentences = vec![t!(
            lang,
            "portal-timeline-description",
            today = today,
            anniversary = days.anniversary,
            from = days.renew_from,
            until = days.renew_until,
            benefits = days.benefits_until,
        )];
        let reminders: Vec<String> = days.reminders.iter().map(|day| date(lang, *day)).collect();
        if !reminders.is_empty() {
            let reminders = jubilee_texts::list(lang, &reminders);
            sentences.push(t!(lang, "portal-timeline-description-reminders", reminders = reminders));
        }
        if let Some(from) = days.moved_from {
            sentences.push(t!(lang, "portal-timeline-description-moved", from = from));
        }
        if let Some(until) = days.reactivate_until {
            sentences.push(t!(lang, "portal-timeline-description-reactivate", until = until));
        }
        let description = sentences.join(" ");
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
    /// The anniversary that the rules gave, before a relief moved it.
    Former,
    /// The last day to reactivate.
    Reactivate,
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
            Kind::Former => "former",
            Kind::Reactivate => "reactivate",
        }
    }
}

#[cfg(test)]
mod tests;
