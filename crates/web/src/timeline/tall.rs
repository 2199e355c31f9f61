//! The tall form: one row for each day on which something happens, from the top down, for a narrow screen.

use jubilee_core::{Day, Lang};
use jubilee_texts::{date_short, t};

use super::Kind;
use crate::view::CycleDays;

/// The width of the picture in its own units. One unit is one pixel on the narrowest phone.
pub(super) const WIDTH: i32 = 300;
/// Where the line runs.
const LINE_X: i32 = 122;
/// Where the words begin.
const WORDS_X: i32 = 142;
/// From one line of words to the next.
const LINE: i32 = 17;
/// From one row to the next, at least.
const PITCH: i32 = 38;
/// Rows lie further apart where more days lie between them, up to this.
const MOST_EXTRA: i32 = 26;

/// The tall form of the picture.
#[derive(Clone, Debug)]
pub struct Tall {
    /// Width of the drawing.
    pub width: i32,
    /// Height of the drawing.
    pub height: i32,
    /// Where the line runs.
    pub line_x: i32,
    /// Where the words begin.
    pub words_x: i32,
    /// Where the line of words of a date ends.
    pub date_x: i32,
    /// The rows, in the order of the days.
    pub rows: Vec<Row>,
    /// Top and bottom of the renewal window.
    pub window: (i32, i32),
    /// The end of the benefits.
    pub benefits_y: i32,
}

/// One row: a day, and what happens on it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The day.
    pub day: Day,
    /// The height of the row's mark.
    pub y: i32,
    /// The date in words.
    pub date: String,
    /// What happens, one line of words each.
    pub lines: Vec<(i32, String)>,
    /// The most telling of what happens, which gives the mark its look.
    pub kind: Kind,
    /// Whether one of the lines is today.
    pub is_today: bool,
}

impl Tall {
    pub(super) fn new(lang: Lang, days: &CycleDays, today: Day) -> Tall {
        let mut events = vec![
            (today, Kind::Today, t!(lang, "portal-timeline-today")),
            (days.anniversary, Kind::Anniversary, t!(lang, "portal-timeline-anniversary")),
            (days.renew_from, Kind::Window, t!(lang, "portal-timeline-opens")),
            (days.renew_until, Kind::Closes, t!(lang, "portal-timeline-closes")),
            (days.benefits_until, Kind::Benefits, t!(lang, "portal-timeline-benefits")),
        ];
        events.extend(days.reminders.iter().map(|day| (*day, Kind::Reminder, t!(lang, "portal-timeline-reminder"))));
        events.extend(days.moved_from.map(|day| (day, Kind::Former, t!(lang, "portal-timeline-former"))));
        events.extend(days.reactivate_until.map(|day| (day, Kind::Reactivate, t!(lang, "portal-timeline-reactivate"))));
        // The sort is stable, and today stands first: where days meet, today's word is on top.
        events.sort_by_key(|(day, _, _)| *day);
        let mut rows: Vec<Row> = Vec::new();
        for (day, kind, words) in events {
            match rows.last_mut() {
                Some(row) if row.day == day => {
                    let y = row.y + 5 + LINE * row.lines.len() as i32;
                    row.lines.push((y, words));
                    if matches!(row.kind, Kind::Today | Kind::Reminder | Kind::Former) {
                        row.kind = kind;
                    }
                }
                last => {
                    let y = last.map_or(16, |row| {
                        let extra = ((day.days_since(row.day) - 1) * 2).clamp(0, MOST_EXTRA);
                        row.y + PITCH + extra + LINE * (row.lines.len() as i32 - 1)
                    });
                    let is_today = kind == Kind::Today;
                    rows.push(Row { day, y, date: date_short(lang, day), lines: vec![(y + 5, words)], kind, is_today });
                }
            }
        }
        let y_of = |day: Day| rows.iter().find(|row| row.day == day).map_or(0, |row| row.y);
        let height = rows.last().map_or(0, |row| row.y + 14 + LINE * (row.lines.len() as i32 - 1));
        Tall {
            width: WIDTH,
            height,
            line_x: LINE_X,
            words_x: WORDS_X,
            date_x: LINE_X - 19,
            window: (y_of(days.renew_from), y_of(days.renew_until)),
            benefits_y: y_of(days.benefits_until),
            rows,
        }
    }
}
