//! The wide form: the line lies across, to scale around the renewal window; the months before and the time after are drawn closer
//! together, and dashed, so that nobody measures them.

use jubilee_core::{Day, Lang};
use jubilee_texts::{date_short, t};

use super::{Kind, width};
use crate::view::CycleDays;

/// The width of the picture in its own units.
pub(super) const WIDTH: i32 = 780;
/// The room for the months before the first event.
const BEFORE: i32 = 150;
/// The room for the time after the last event.
const AFTER: i32 = 200;
/// How much more room there is where a day far from the window is shown.
const MORE: i32 = 130;
/// The margin at both ends of the line.
const MARGIN: i32 = 14;
/// The size of the words.
pub(super) const SIZE: i32 = 13;
/// From one line of words to the next.
const LINE: i32 = 17;
/// From the middle of the line to the nearest words.
const CLEAR: i32 = 20;
/// From one level of labels to the next.
const LEVEL: i32 = 46;
/// Between a stem and its words.
const BESIDE: i32 = 7;
/// Between two labels.
const APART: i32 = 8;

/// How many places are tried before the picture is drawn without the labels that found none.
const MOST_TRIES: u32 = 20_000;

/// The wide form of the picture.
#[derive(Clone, Debug)]
pub struct Wide {
    /// Width of the drawing.
    pub width: i32,
    /// Height of the drawing.
    pub height: i32,
    /// The height at which the line runs.
    pub line_y: i32,
    /// The pieces of the line, from left to right.
    pub segments: Vec<Segment>,
    /// The marks on the line.
    pub marks: Vec<Mark>,
    /// The labels.
    pub labels: Vec<Label>,
}

/// A piece of the line.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Where it begins.
    pub from: i32,
    /// Where it ends.
    pub to: i32,
    /// The name of its style class: `before`, `term`, `window`, `after`.
    pub class: &'static str,
}

/// A mark on the line.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where.
    pub x: i32,
    /// Of what.
    pub kind: Kind,
}

/// A label: lines of words, and a stem from the line to them.
#[derive(Clone, Debug)]
pub struct Label {
    /// Of what.
    pub kind: Kind,
    /// Where the words stand.
    pub x: i32,
    /// `start`, `middle` or `end`, as SVG says it.
    pub anchor: &'static str,
    /// Each line of words with the height of its base.
    pub lines: Vec<(i32, String)>,
    /// The stem, where it has one.
    pub stem: Option<Stem>,
    /// The space that the words take: left, top, right, bottom.
    pub space: (i32, i32, i32, i32),
}

/// A thin upright line from the line to a label.
#[derive(Clone, Debug)]
pub struct Stem {
    /// Where.
    pub x: i32,
    /// The upper end.
    pub top: i32,
    /// The lower end.
    pub bottom: i32,
}

/// From days to places: straight around the window, closer together before and after.
struct Scale([(Day, i32); 4]);

impl Scale {
    fn x(&self, day: Day) -> i32 {
        let knots = &self.0;
        let piece = usize::from(day > knots[1].0) + usize::from(day > knots[2].0);
        let ((from, left), (to, right)) = (knots[piece], knots[piece + 1]);
        let days = to.days_since(from).max(1);
        left + (right - left) * day.days_since(from).clamp(0, days) / days
    }
}

/// A label that looks for its place. Heights count from the line, upwards negative.
struct Wanted {
    kind: Kind,
    x: i32,
    lines: Vec<String>,
    above: bool,
    levels: [i32; 4],
    anchors: &'static [&'static str],
    has_stem: bool,
}

impl Wide {
    pub(super) fn new(lang: Lang, days: &CycleDays, today: Day) -> Wide {
        let started = days.moved_from.map_or(days.since, |day| day.min(days.since));
        let first = days.reminders.iter().copied().chain([days.anniversary, days.renew_from]).min().unwrap_or(days.anniversary);
        let last =
            days.reminders.iter().copied().chain([days.renew_until, days.benefits_until]).max().unwrap_or(days.renew_until);
        // What a relief moved or what can be brought back takes room from the window, which then says less.
        let before = if days.moved_from.is_some() { BEFORE + MORE } else { BEFORE };
        let after = if days.reactivate_until.is_some() { AFTER + MORE } else { AFTER };
        let end = last.plus_days(60).max(today.plus_days(20));
        let scale = Scale([
            (started.min(today).min(first.plus_days(-30)), MARGIN),
            (first, before),
            (last, WIDTH - after),
            (days.reactivate_until.map_or(end, |until| end.max(until.plus_days(20))), WIDTH - MARGIN),
        ]);
        let mut placed = arrange(&wanted(lang, days, today, &scale));
        let top = placed.iter().map(|label| label.space.1).min().unwrap_or(0).min(-CLEAR) - 6;
        let bottom = placed.iter().map(|label| label.space.3).max().unwrap_or(0).max(CLEAR) + 6;
        for label in &mut placed {
            label.move_down(-top);
        }
        let segment = |from, to, class| Segment { from, to, class };
        let (opens, closes) = (scale.x(days.renew_from), scale.x(days.renew_until));
        let mut marks: Vec<Mark> = days.reminders.iter().map(|day| Mark { x: scale.x(*day), kind: Kind::Reminder }).collect();
        marks.extend(days.moved_from.map(|day| Mark { x: scale.x(day), kind: Kind::Former }));
        marks.extend(days.reactivate_until.map(|day| Mark { x: scale.x(day), kind: Kind::Reactivate }));
        marks.push(Mark { x: scale.x(days.anniversary), kind: Kind::Anniversary });
        if days.benefits_until != days.renew_until {
            marks.push(Mark { x: scale.x(days.benefits_until), kind: Kind::Benefits });
        }
        marks.push(Mark { x: closes, kind: Kind::Closes });
        marks.push(Mark { x: scale.x(today), kind: Kind::Today });
        Wide {
            width: WIDTH,
            height: bottom - top,
            line_y: -top,
            segments: vec![
                segment(MARGIN, scale.x(first) - 24, "before"),
                segment(scale.x(first) - 24, opens, "term"),
                segment(opens, closes, "window"),
                segment(closes, WIDTH - MARGIN, "after"),
            ],
            marks,
            labels: placed,
        }
    }
}

/// The labels, the one that may choose its place first standing first.
fn wanted(lang: Lang, days: &CycleDays, today: Day, scale: &Scale) -> Vec<Wanted> {
    const NEAR_FIRST: [i32; 4] = [0, 1, 2, 3];
    const SIDES: &[&str] = &["middle", "start", "end"];
    let mut closes = vec![date_short(lang, days.renew_until), t!(lang, "portal-timeline-closes")];
    if days.benefits_until == days.renew_until {
        closes.push(t!(lang, "portal-timeline-benefits"));
    }
    let reminders = days.reminders.iter().map(|day| Wanted {
        kind: Kind::Reminder,
        x: scale.x(*day),
        lines: vec![date_short(lang, *day), t!(lang, "portal-timeline-reminder")],
        above: true,
        levels: NEAR_FIRST,
        anchors: SIDES,
        has_stem: true,
    });
    let mut all = vec![Wanted {
        kind: Kind::Today,
        x: scale.x(today),
        lines: vec![t!(lang, "portal-timeline-today-date", date = date_short(lang, today))],
        above: true,
        // Today keeps the upper row, so that it always stands in the same place of the picture.
        levels: [1, 0, 2, 3],
        anchors: SIDES,
        has_stem: true,
    }];
    all.extend(reminders);
    all.extend([
        Wanted {
            kind: Kind::Closes,
            x: scale.x(days.renew_until),
            lines: closes,
            above: false,
            levels: NEAR_FIRST,
            anchors: &["start", "end"],
            has_stem: true,
        },
        Wanted {
            kind: Kind::Anniversary,
            x: scale.x(days.anniversary),
            lines: vec![date_short(lang, days.anniversary), t!(lang, "portal-timeline-anniversary")],
            above: false,
            levels: NEAR_FIRST,
            anchors: &["end", "start"],
            has_stem: true,
        },
        Wanted {
            kind: Kind::Window,
            x: i32::midpoint(scale.x(days.renew_from), scale.x(days.renew_until)),
            lines: vec![
                t!(lang, "portal-timeline-window"),
                t!(lang, "portal-timeline-window-from", date = date_short(lang, days.renew_from)),
            ],
            above: false,
            levels: NEAR_FIRST,
            anchors: &["middle"],
            has_stem: false,
        },
    ]);
    let far = |kind, day: Day, words: String| Wanted {
        kind,
        x: scale.x(day),
        lines: vec![date_short(lang, day), words],
        above: kind == Kind::Former,
        levels: NEAR_FIRST,
        anchors: SIDES,
        has_stem: true,
    };
    all.extend(days.moved_from.map(|day| far(Kind::Former, day, t!(lang, "portal-timeline-former"))));
    all.extend(days.reactivate_until.map(|day| far(Kind::Reactivate, day, t!(lang, "portal-timeline-reactivate"))));
    if days.benefits_until != days.renew_until {
        all.push(Wanted {
            kind: Kind::Benefits,
            x: scale.x(days.benefits_until),
            lines: vec![date_short(lang, days.benefits_until), t!(lang, "portal-timeline-benefits")],
            above: false,
            levels: NEAR_FIRST,
            anchors: &["start", "end"],
            has_stem: true,
        });
    }
    all
}

/// Each label gets the first place in its own order that touches nothing: its own side first, near levels first. Where a choice
/// leaves no place for a later label, it is revised. After [`MOST_TRIES`] the labels without a place are left out of the
/// picture; the table beside it has everything.
fn arrange(all: &[Wanted]) -> Vec<Label> {
    let mut placed = Vec::with_capacity(all.len());
    let mut tries = 0;
    if search(all, &mut placed, &mut tries) {
        return placed;
    }
    placed.clear();
    for wanted in all {
        let free = places(wanted).find(|label| is_free(label, &placed));
        placed.extend(free);
    }
    placed
}

fn search(rest: &[Wanted], placed: &mut Vec<Label>, tries: &mut u32) -> bool {
    let Some((wanted, rest)) = rest.split_first() else {
        return true;
    };
    for label in places(wanted) {
        *tries += 1;
        if *tries > MOST_TRIES {
            return false;
        }
        if is_free(&label, placed) {
            placed.push(label);
            if search(rest, placed, tries) {
                return true;
            }
            placed.pop();
        }
    }
    false
}

fn places(wanted: &Wanted) -> impl Iterator<Item = Label> {
    [wanted.above, !wanted.above].into_iter().flat_map(move |above| {
        wanted
            .levels
            .into_iter()
            .flat_map(move |level| wanted.anchors.iter().map(move |anchor| at(wanted, above, level, anchor)))
    })
}

fn is_free(label: &Label, placed: &[Label]) -> bool {
    let (left, _, right, _) = label.space;
    left >= 2 && right <= WIDTH - 2 && placed.iter().all(|other| !touch(label, other))
}

fn at(wanted: &Wanted, above: bool, level: i32, anchor: &'static str) -> Label {
    let wide = wanted.lines.iter().map(|words| width::of(words, SIZE)).max().unwrap_or(0);
    let tall = LINE * wanted.lines.len() as i32;
    let (x, left) = match anchor {
        "start" => (wanted.x + BESIDE, wanted.x + BESIDE),
        "end" => (wanted.x - BESIDE, wanted.x - BESIDE - wide),
        _ => (wanted.x, wanted.x - wide / 2),
    };
    let near = CLEAR + LEVEL * level;
    let (top, bottom) = if above { (-near - tall, -near) } else { (near, near + tall) };
    let lines = wanted.lines.iter().enumerate().map(|(row, words)| (top + LINE * row as i32 + 13, words.clone())).collect();
    // Beside its words a stem runs along them like a flagpole; under words in the middle it ends.
    let reach = if anchor == "middle" { near - 4 } else { near + tall - 3 };
    let (stem_top, stem_bottom) = if above { (-reach, 0) } else { (0, reach) };
    let stem = wanted.has_stem.then_some(Stem { x: wanted.x, top: stem_top, bottom: stem_bottom });
    Label { kind: wanted.kind, x, anchor, lines, stem, space: (left, top, left + wide, bottom) }
}

fn touch(one: &Label, other: &Label) -> bool {
    let ((left, top, right, bottom), (to_left, to_top, to_right, to_bottom)) = (one.space, other.space);
    let words = left < to_right + APART && to_left < right + APART && top < to_bottom && to_top < bottom;
    words || one.stem_crosses(other) || other.stem_crosses(one)
}

impl Label {
    /// Whether this label's stem runs through the other's words.
    pub(super) fn stem_crosses(&self, other: &Label) -> bool {
        let (left, top, right, bottom) = other.space;
        self.stem.as_ref().is_some_and(|stem| stem.x > left - 4 && stem.x < right + 4 && stem.top < bottom && top < stem.bottom)
    }

    /// The background of the words: left, top, width, height.
    pub fn pill(&self) -> (i32, i32, i32, i32) {
        let (left, top, right, bottom) = self.space;
        (left - 10, top - 3, right - left + 20, bottom - top + 6)
    }

    fn move_down(&mut self, by: i32) {
        for (base, _) in &mut self.lines {
            *base += by;
        }
        if let Some(stem) = &mut self.stem {
            stem.top += by;
            stem.bottom += by;
        }
        self.space.1 += by;
        self.space.3 += by;
    }
}
