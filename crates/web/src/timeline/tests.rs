//! No two labels meet: on every day of a cycle, from its first to long after its lapse, in both languages.

use super::*;

fn cycle(anniversary: Day) -> CycleDays {
    CycleDays {
        since: anniversary.plus_days(-364),
        anniversary,
        renew_from: anniversary.plus_days(1),
        renew_until: anniversary.plus_days(30),
        benefits_until: anniversary.plus_days(30),
        lapses_on: anniversary.plus_days(31),
        reminders: vec![anniversary.plus_days(-15), anniversary.plus_days(23)],
        next_anniversary: anniversary.plus_days(365),
        moved_from: None,
        reactivate_until: None,
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Every label is there, inside the picture, and meets no other, nor any stem but its own.
fn labels_are_apart(timeline: &Timeline, expected: usize) {
    let wide = &timeline.wide;
    assert_eq!(wide.labels.len(), expected, "a label was left out: {wide:?}");
    for (at, label) in wide.labels.iter().enumerate() {
        let (left, top, right, bottom) = label.space;
        assert!(left >= 0 && right <= wide.width && top >= 0 && bottom <= wide.height, "{label:?} leaves the picture");
        for other in wide.labels.iter().skip(at + 1) {
            let (to_left, to_top, to_right, to_bottom) = other.space;
            let meet = left < to_right && to_left < right && top < to_bottom && to_top < bottom;
            assert!(!meet, "{label:?} and {other:?}");
            assert!(!label.stem_crosses(other) && !other.stem_crosses(label), "{label:?} and {other:?}");
        }
    }
}

fn rows_are_apart(timeline: &Timeline) {
    let tall = &timeline.tall;
    for row in &tall.rows {
        let right = row.lines.iter().map(|(_, words)| tall.words_x + width::of(words, 13)).max().unwrap();
        assert!(right <= tall.width, "{row:?} is {right} wide");
        assert!(tall.date_x - width::of(&row.date, 13) >= 0, "{row:?}");
    }
    for pair in tall.rows.windows(2) {
        let lowest = pair[0].lines.last().unwrap().0;
        assert!(pair[0].day < pair[1].day);
        assert!(lowest + 10 <= pair[1].lines[0].0, "{pair:?}");
    }
    let (lowest, _) = *tall.rows.last().unwrap().lines.last().unwrap();
    assert!(lowest + 4 <= tall.height);
}

#[test]
fn labels_never_meet_on_any_day_of_a_cycle() {
    for lang in Lang::ALL {
        for anniversary in ["2019-09-30", "2020-02-29", "2020-09-15", "2020-12-20"] {
            let days = cycle(day(anniversary));
            for later in -370..=200 {
                let timeline = Timeline::new(lang, "offer", "Gold", &days, days.anniversary.plus_days(later));
                labels_are_apart(&timeline, 6);
                rows_are_apart(&timeline);
            }
        }
    }
}

#[test]
fn other_programmes_keep_their_labels_apart_as_well() {
    for lang in Lang::ALL {
        let anniversary = day("2020-09-15");
        let early = CycleDays {
            renew_from: anniversary.plus_days(-90),
            renew_until: anniversary,
            benefits_until: anniversary,
            ..cycle(anniversary)
        };
        let longer = CycleDays { benefits_until: anniversary.plus_days(60), ..cycle(anniversary) };
        for days in [early, longer] {
            let reminders = vec![anniversary.plus_days(-30), anniversary.plus_days(-7), anniversary.plus_days(10)];
            let days = CycleDays { reminders, ..days };
            for later in -370..=200 {
                let timeline = Timeline::new(lang, "offer", "Gold", &days, anniversary.plus_days(later));
                labels_are_apart(&timeline, if days.benefits_until == days.renew_until { 7 } else { 8 });
                rows_are_apart(&timeline);
            }
        }
    }
}

#[test]
fn a_moved_anniversary_and_a_reactivation_keep_their_labels_apart_as_well() {
    for lang in Lang::ALL {
        for by in [1, 10, 16, 30, 90, 180, 365] {
            let days = cycle(day("2020-12-14"));
            let days = CycleDays { moved_from: Some(days.anniversary.plus_days(-by)), ..days };
            for later in -370..=200 {
                let timeline = Timeline::new(lang, "offer", "Gold", &days, days.anniversary.plus_days(later));
                labels_are_apart(&timeline, 7);
                rows_are_apart(&timeline);
            }
        }
        for until in [31, 45, 93, 180, 335] {
            let days = cycle(day("2020-01-31"));
            let days = CycleDays { reactivate_until: Some(days.anniversary.plus_days(until)), ..days };
            for later in 31..=until {
                let timeline = Timeline::new(lang, "offer", "Gold", &days, days.anniversary.plus_days(later));
                labels_are_apart(&timeline, 5);
                rows_are_apart(&timeline);
                assert!(timeline.wide.marks.iter().any(|mark| mark.kind == Kind::Reactivate));
            }
        }
    }
}

#[test]
fn the_line_runs_from_left_to_right_in_the_order_of_the_days() {
    let days = cycle(day("2020-09-15"));
    let wide = Timeline::new(Lang::En, "offer", "Gold", &days, day("2020-09-20")).wide;
    let at = |kind| wide.marks.iter().find(|mark| mark.kind == kind).unwrap().x;
    assert!(at(Kind::Reminder) < at(Kind::Anniversary));
    assert!(at(Kind::Anniversary) < at(Kind::Today) && at(Kind::Today) < at(Kind::Closes));
    for pair in wide.segments.windows(2) {
        assert!(pair[0].from < pair[0].to && pair[0].to == pair[1].from);
    }
}

#[test]
fn days_that_fall_together_share_a_row_and_the_window_is_a_band() {
    let days = cycle(day("2020-09-15"));
    let tall = Timeline::new(Lang::En, "offer", "Gold", &days, day("2020-10-08")).tall;
    let shared = tall.rows.iter().find(|row| row.day == day("2020-10-08")).unwrap();
    let words: Vec<&str> = shared.lines.iter().map(|(_, words)| words.as_str()).collect();
    assert_eq!(words, ["Today", "Reminder"]);
    assert!(shared.is_today);
    assert!(tall.window.0 < shared.y && shared.y < tall.window.1);
}
