//! The renewal window as an entry for the reader's calendar.

use icalendar::{Calendar, Component, Event, EventStatus, Property};
use jubilee_core::{Day, Instant, Lang};
use jubilee_texts::t;

const MICROSECONDS_A_SECOND: i64 = 1_000_000;
const SECONDS_A_DAY: i64 = 86_400;

/// One renewal window of one subscription.
pub(crate) struct WindowEntry<'a> {
    pub(crate) lang: Lang,
    /// The subscription's reference; with the anniversary it names the entry, so that a later one takes its place.
    pub(crate) subscription: &'a str,
    pub(crate) offer: &'a str,
    pub(crate) anniversary: Day,
    /// The anniversary before it moved: the entry that was sent under its name is taken out of the calendar.
    pub(crate) moved_from: Option<Day>,
    pub(crate) renew_from: Day,
    pub(crate) renew_until: Day,
    pub(crate) lapses_on: Day,
    /// Raised whenever the same entry is sent with other contents.
    pub(crate) sequence: u32,
    pub(crate) url: &'a str,
}

/// An iCalendar object with all-day entries, to be published (not an invitation: nobody answers it). `host` makes the names of the
/// entries unique among calendars; `written_at` is when the mail was written.
pub(crate) fn object(entries: &[WindowEntry<'_>], host: &str, written_at: Instant) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in
        [("VERSION", "2.0"), ("PRODID", "-//Jubilee//Renewals//EN"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
    {
        calendar.append_property((key, value));
    }
    for entry in entries {
        if let Some(before) = entry.moved_from {
            calendar.push(taken_out(entry, before, host, written_at));
        }
        calendar.push(event(entry, host, written_at));
    }
    calendar.to_string()
}

fn event(entry: &WindowEntry<'_>, host: &str, written_at: Instant) -> Event {
    let WindowEntry { lang, offer, .. } = *entry;
    let (offer, url) = (one_line(offer), one_line(entry.url));
    let summary = t!(lang, "mail-calendar-summary", offer = offer, until = entry.renew_until);
    let description = t!(
        lang,
        "mail-calendar-description",
        offer = offer,
        from = entry.renew_from,
        until = entry.renew_until,
        lapses = entry.lapses_on,
        url = url
    );
    let mut event = all_day(entry, entry.anniversary, (entry.renew_from, entry.renew_until), host, written_at);
    event.summary(&summary).description(&description).url(&url);
    event.done()
}

/// The entry of a window whose anniversary has moved, as it was sent before it did: cancelled, so that nobody keeps the old days.
fn taken_out(entry: &WindowEntry<'_>, before: Day, host: &str, written_at: Instant) -> Event {
    let WindowEntry { lang, offer, .. } = *entry;
    let (offer, url) = (one_line(offer), one_line(entry.url));
    let summary = t!(lang, "mail-calendar-moved-summary", offer = offer);
    let (from, until) = (entry.renew_from, entry.renew_until);
    let description = t!(lang, "mail-calendar-moved-description", offer = offer, from = from, until = until, url = url);
    // An entry needs days even when it is cancelled; what identifies it is its name.
    let earlier = before.days_since(entry.anniversary);
    let mut event = all_day(entry, before, (from.plus_days(earlier), until.plus_days(earlier)), host, written_at);
    event.summary(&summary).description(&description).url(&url).status(EventStatus::Cancelled);
    event.done()
}

/// What every entry has, under the name that belongs to an anniversary.
fn all_day(entry: &WindowEntry<'_>, anniversary: Day, (from, until): (Day, Day), host: &str, written_at: Instant) -> Event {
    let mut event = Event::new();
    event
        .uid(&one_line(&format!("renewal-{}-{anniversary}@{host}", entry.subscription)))
        .sequence(entry.sequence)
        .append_property(("DTSTAMP", stamp(written_at).as_str()))
        .append_property(whole_day("DTSTART", from))
        // The end of an all-day entry is the first day that is no longer part of it.
        .append_property(whole_day("DTEND", until.next()))
        // A month in which something can be done is not a month in which one is busy.
        .append_property(("TRANSP", "TRANSPARENT"));
    event.done()
}

fn whole_day(name: &str, day: Day) -> Property {
    Property::new(name, compact(day)).add_parameter("VALUE", "DATE").done()
}

fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// An instant in iCalendar's form: `20190817T080000Z`.
fn stamp(at: Instant) -> String {
    let seconds = at.0.div_euclid(MICROSECONDS_A_SECOND);
    let day = Day::from_number(i32::try_from(seconds.div_euclid(SECONDS_A_DAY)).unwrap_or_default());
    let of_day = seconds.rem_euclid(SECONDS_A_DAY);
    format!("{}T{:02}{:02}{:02}Z", compact(day), of_day / 3_600, of_day / 60 % 60, of_day % 60)
}

/// Control characters would end a line, or the entry; the iCalendar library escapes the rest (S19).
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(offer: &str) -> WindowEntry<'_> {
        let day = |text: &str| text.parse().unwrap();
        WindowEntry {
            lang: Lang::Nl,
            subscription: "AP-1",
            offer,
            anniversary: day("2019-09-01"),
            moved_from: None,
            renew_from: day("2019-09-02"),
            renew_until: day("2019-10-01"),
            lapses_on: day("2019-10-02"),
            sequence: 2,
            url: "https://renew.example/offers?a=1;b=2",
        }
    }

    fn lines(offer: &str) -> Vec<String> {
        lines_of(&entry(offer))
    }

    fn lines_of(entry: &WindowEntry<'_>) -> Vec<String> {
        let text = object(std::slice::from_ref(entry), "renew.example", Instant(1_566_028_800_000_000));
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
        text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn the_window_is_an_all_day_entry_whose_end_is_exclusive() {
        let lines = lines("Action Pack");
        for wanted in [
            "METHOD:PUBLISH",
            "UID:renewal-AP-1-2019-09-01@renew.example",
            "DTSTAMP:20190817T080000Z",
            "DTSTART;VALUE=DATE:20190902",
            "DTEND;VALUE=DATE:20191002",
            "SEQUENCE:2",
            "SUMMARY:Action Pack verlengen: uiterlijk 1 oktober 2019",
            "URL:https://renew.example/offers?a=1;b=2",
        ] {
            assert!(lines.iter().any(|line| line == wanted), "{wanted} is not among {lines:#?}");
        }
        assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1);
    }

    #[test]
    fn an_entry_that_moved_is_cancelled_under_its_old_name_and_sent_under_the_new_one() {
        let moved = WindowEntry { moved_from: Some("2019-06-01".parse().unwrap()), ..entry("Action Pack") };
        let text = lines_of(&moved).join("\n");
        let events: Vec<&str> = text.split("BEGIN:VEVENT").skip(1).collect();
        let [before, after] = events.as_slice() else { panic!("{text}") };
        for wanted in [
            "UID:renewal-AP-1-2019-06-01@renew.example",
            "SEQUENCE:2",
            "STATUS:CANCELLED",
            "DTSTART;VALUE=DATE:20190602",
            "DTEND;VALUE=DATE:20190702",
        ] {
            assert!(before.contains(wanted), "{wanted} is not in {before}");
        }
        assert!(before.contains("2 september 2019") && !before.contains("2 juni 2019"), "{before}");
        assert!(after.contains("UID:renewal-AP-1-2019-09-01@renew.example") && !after.contains("STATUS"), "{after}");
    }

    #[test]
    fn a_hostile_name_stays_within_its_line() {
        let lines = lines("Gold; a, b\\c \"d\"\r\nEND:VEVENT\r\nBEGIN:VALARM\nééééééééééééééééééééééééééééééééééééééééé");
        assert_eq!(lines.iter().filter(|line| line.starts_with("END:VEVENT")).count(), 1);
        assert!(!lines.iter().any(|line| line.starts_with("BEGIN:VALARM")));
        let summary = lines.iter().find(|line| line.starts_with("SUMMARY:")).unwrap();
        assert!(summary.starts_with("SUMMARY:Gold\\; a\\, b\\\\c \"d\"  END:VEVENT  BEGIN:VALARM ééé"), "{summary}");
    }
}
