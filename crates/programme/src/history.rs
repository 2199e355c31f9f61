//! A programme with the history of its published versions.

use std::collections::{HashMap, HashSet};

use jubilee_core::{Day, Programme};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Findings};
use crate::diff::{Change, diff};
use crate::parse::read;
use crate::source::Source;

/// One published version of a programme file.
#[derive(Clone, Debug)]
pub struct Published<'a> {
    /// Its number, counted upwards.
    pub number: u32,
    /// The first day on which it is in force; `None` for the one that the file names.
    pub effective_on: Option<Day>,
    /// What the file is called, for messages.
    pub name: String,
    /// The file's text.
    pub text: &'a str,
}

/// Number, first day, text: published with a day of its own, whatever the file says.
impl<'a> From<(u32, Day, &'a str)> for Published<'a> {
    fn from((number, effective_on, text): (u32, Day, &'a str)) -> Published<'a> {
        Published { number, effective_on: Some(effective_on), name: format!("programme.toml (version {number})"), text }
    }
}

/// Number, name, text: in force from the day that the file names.
impl<'a> From<(u32, &'a str, &'a str)> for Published<'a> {
    fn from((number, name, text): (u32, &'a str, &'a str)) -> Published<'a> {
        Published { number, effective_on: None, name: name.to_owned(), text }
    }
}

/// The programme of several published versions, oldest first. Name, languages, time zone, reliefs and the legacy system are those of the
/// last. A version in force from the first day of an earlier one, or from a day before that, takes its place: the earlier one is left out,
/// because it is never in force. An error when a version has mistakes in it, is of another programme than the ones before, does not follow
/// them in number, or leaves out a relief or an announcement of the one before.
///
/// ```
/// use jubilee_programme::{history, shipped_mpn};
/// let programme = history(&[(1, "programme.toml", shipped_mpn())]).unwrap();
/// assert_eq!(programme.versions[0].effective_on.to_string(), "2018-01-01");
/// ```
pub fn history<'a, P: Clone + Into<Published<'a>>>(published: &[P]) -> Result<Programme, Diagnostics> {
    fold(published, |_, _| {})
}

/// What each of several published versions changes, oldest first; nothing for the first. Each file is read once. The errors are those of
/// [`history`].
///
/// ```
/// use jubilee_programme::{changes, shipped_mpn};
/// let dearer = shipped_mpn().replace("\"4730.00 USD\"", "\"5000.00 USD\"");
/// let day = |text: &str| text.parse::<jubilee_core::Day>().unwrap();
/// let versions = [(1, day("2018-01-01"), shipped_mpn()), (2, day("2021-01-01"), &dearer)];
/// let found = changes(&versions).unwrap();
/// assert!(found[0].is_empty());
/// assert_eq!(found[1].iter().map(|change| change.about.as_str()).collect::<Vec<_>>(), ["The rules", "Gold competency"]);
/// ```
pub fn changes<'a, P: Clone + Into<Published<'a>>>(published: &[P]) -> Result<Vec<Vec<Change>>, Diagnostics> {
    let mut found = Vec::with_capacity(published.len());
    fold(published, |earlier, latest| found.push(earlier.map(|earlier| diff(earlier, latest)).unwrap_or_default()))?;
    Ok(found)
}

/// Reads the versions one after the other. `each` is shown the programme so far and the version that follows it.
fn fold<'a, P: Clone + Into<Published<'a>>>(
    published: &[P],
    mut each: impl FnMut(Option<&Programme>, &Programme),
) -> Result<Programme, Diagnostics> {
    let mut whole: Option<Programme> = None;
    for version in published.iter().cloned() {
        let Published { number, effective_on, name, text } = version.into();
        let source = Source::new(name, text);
        let mut latest = read(&source)?.programme;
        for version in &mut latest.versions {
            version.number = number;
            version.effective_on = effective_on.unwrap_or(version.effective_on);
        }
        each(whole.as_ref(), &latest);
        if let Some(mut earlier) = whole {
            if let Some(story) = misfit(&earlier, &latest) {
                return Err(about(&source, story));
            }
            if let Some(lost) = lost(&earlier, &latest) {
                let findings = Findings::new(&source);
                findings.report(lost);
                return Err(findings.into_diagnostics());
            }
            earlier.versions.retain(|before| latest.versions.iter().all(|next| before.effective_on < next.effective_on));
            latest.versions.splice(0..0, earlier.versions);
        }
        whole = Some(latest);
    }
    whole.ok_or_else(|| about(&Source::new("programme.toml", ""), "the programme has no published version".to_owned()))
}

/// Why a version cannot follow the ones before it.
fn misfit(earlier: &Programme, latest: &Programme) -> Option<String> {
    if earlier.id != latest.id {
        return Some(format!("this is the programme '{}', and the versions before it are of '{}'", latest.id, earlier.id));
    }
    let (before, next) = (earlier.versions.last()?, latest.versions.first()?);
    (before.number >= next.number).then(|| format!("version {} does not follow version {}", next.number, before.number))
}

/// What a version leaves out of the reliefs before it. What was announced has counted for members, and standings of earlier days are
/// worked out from it, so that nothing of it can be taken away.
fn lost(earlier: &Programme, latest: &Programme) -> Option<Diagnostic> {
    let kept: HashMap<_, HashSet<Day>> = latest
        .reliefs
        .iter()
        .map(|relief| (&relief.id, relief.announcements.iter().map(|told| told.announced_on).collect()))
        .collect();
    earlier.reliefs.iter().find_map(|relief| {
        let Some(days) = kept.get(&relief.id) else {
            let message = format!("this version leaves out the relief '{}' of the version before", relief.id);
            let help = "keep it as it was; to end it, write withdrawn-on = … in it";
            return Some(Diagnostic::about_file(Code::LostRelief, message).help(help));
        };
        let told = relief.announcements.iter().find(|told| !days.contains(&told.announced_on))?;
        let message =
            format!("this version leaves out what was announced about the relief '{}' on {}", relief.id, told.announced_on);
        let help =
            "keep every announcement as it was; to change a relief, add [[relief.revised]]; to end it, write withdrawn-on = …";
        Some(Diagnostic::about_file(Code::LostRelief, message).help(help))
    })
}

fn about(source: &Source, story: String) -> Diagnostics {
    let findings = Findings::new(source);
    findings.report(Diagnostic::about_file(Code::NoHistory, story));
    findings.into_diagnostics()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped_mpn;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn versions_follow_each_other_and_keep_their_own_rules() {
        let dearer =
            shipped_mpn().replace("475.00 USD", "500.00 USD").replace("name = { en = \"Microsoft", "name = { en = \"The");
        let published = [(1, day("2018-01-01"), shipped_mpn()), (2, day("2020-01-01"), dearer.as_str())];
        let programme = history(&published).unwrap();
        let offer = |on: &str| programme.offer(&"action-pack".into(), day(on)).unwrap();
        let fee = |on: &str| offer(on).fee("US", day(on)).unwrap().to_string();
        assert_eq!((fee("2019-12-31"), fee("2020-01-01")), ("475.00 USD".to_owned(), "500.00 USD".to_owned()));
        assert_eq!(programme.name.get(jubilee_core::Lang::En), "The Partner Network");
        assert_eq!(programme.versions.iter().map(|version| version.number).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn what_makes_no_history_is_refused() {
        let (mpn, on) = (shipped_mpn(), day("2018-01-01"));
        let other = mpn.replace("id = \"mpn\"", "id = \"other\"");
        let refused = |published: &[(u32, Day, &str)]| {
            let diagnostics = history(published).unwrap_err();
            diagnostics.iter().next().map(|one| one.message.clone()).unwrap_or_default()
        };
        assert!(refused(&[]).contains("no published version"));
        assert!(refused(&[(1, on, "[")]).contains("not TOML"));
        let later = on.next();
        assert!(refused(&[(1, on, mpn), (2, later, &other)]).contains("'other'"));
        assert!(refused(&[(1, on, mpn), (1, later, mpn)]).contains("does not follow version 1"));
        assert!(refused(&[(2, on, mpn), (1, later, mpn)]).contains("does not follow version 2"));
    }

    #[test]
    fn a_version_takes_the_place_of_those_that_would_begin_on_its_first_day_or_later() {
        let dearer = |fee: &str| shipped_mpn().replace("475.00 USD", fee);
        let (second, third, fourth) = (dearer("500.00 USD"), dearer("600.00 USD"), dearer("700.00 USD"));
        let fees = |published: &[(u32, Day, &str)]| {
            let programme = history(published).unwrap();
            let offer = |on: &str| programme.offer(&"action-pack".into(), day(on)).unwrap();
            let fee = |on: &str| offer(on).fee("US", day(on)).unwrap().to_string();
            let days = ["2020-12-31", "2021-01-01", "2021-06-30", "2021-07-01", "2022-01-01"];
            let numbers: Vec<u32> = programme.versions.iter().map(|version| version.number).collect();
            (numbers, days.map(|on| fee(on).replace(".00 USD", "")).join(" "))
        };
        let first = (1, day("2018-01-01"), shipped_mpn());
        let (second, third) = ((2, day("2021-01-01"), second.as_str()), (3, day("2021-07-01"), third.as_str()));
        let expected = |numbers: &[u32], fees: &str| (numbers.to_vec(), fees.to_owned());
        assert_eq!(fees(&[first, second, third]), expected(&[1, 2, 3], "475 500 500 600 600"));
        let fourth = |on: &str| (4, day(on), fourth.as_str());
        assert_eq!(fees(&[first, second, third, fourth("2021-07-02")]), expected(&[1, 2, 3, 4], "475 500 500 600 700"));
        assert_eq!(fees(&[first, second, third, fourth("2021-07-01")]), expected(&[1, 2, 4], "475 500 500 700 700"));
        assert_eq!(fees(&[first, second, third, fourth("2021-01-01")]), expected(&[1, 4], "475 700 700 700 700"));
        assert_eq!(fees(&[first, fourth("2018-01-01")]), expected(&[4], "700 700 700 700 700"));
    }

    #[test]
    fn what_was_announced_is_kept_by_every_later_version() {
        let (mpn, on) = (shipped_mpn(), day("2018-01-01"));
        let later = |text: &str| history(&[(1, on, mpn), (2, on.next(), text)]);
        let lost = |text: &str| {
            let diagnostics = later(text).unwrap_err();
            let one = diagnostics.iter().next().unwrap();
            assert_eq!(one.code, Code::LostRelief);
            assert!(one.help.as_ref().unwrap().contains("withdrawn-on"), "{diagnostics}");
            one.message.clone()
        };
        let (without, _) = mpn.split_once("[[relief]]").unwrap();
        assert!(lost(without).contains("leaves out the relief 'covid-19'"));
        let moved = mpn.replace("announced-on = 2020-08-13", "announced-on = 2020-08-14");
        assert!(lost(&moved).contains("'covid-19' on 2020-08-13"));
        assert!(lost(&mpn.replace("id = \"covid-19\"", "id = \"covid\"")).contains("'covid-19'"));

        let ended = mpn.replace("announced-on = 2020-08-13", "announced-on = 2020-08-13\nwithdrawn-on = 2020-11-01");
        let revised = format!("{mpn}\n[[relief.revised]]\nannounced-on = 2020-10-01\nlevels = [\"gold\"]\n");
        assert_eq!(later(&ended).unwrap().reliefs[0].withdrawn_on, Some(day("2020-11-01")));
        assert_eq!(later(&revised).unwrap().reliefs[0].announcements.len(), 2);
        assert!(history(&[(1, on, mpn), (2, on.next(), &revised), (3, on.next().next(), mpn)]).is_err());
        let first = history(&[(1, on, without), (2, on.next(), mpn)]).unwrap();
        assert_eq!((first.reliefs.len(), first.legacy.is_some()), (1, true), "both are those of the last version");
    }
}
