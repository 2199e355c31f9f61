//! Publishing a version of the programme: what it would change, what forbids it, and doing it.

use jubilee_core::{Actor, Announcement, Day, MemberId, Programme, Relief, project};
use jubilee_programme::{Change, Diagnostics, Published as File, Source, diff};
use jubilee_store::programme::{self, ProgrammeRow};
use jubilee_store::{CommitError, members, replan};
use serde::Serialize;

use crate::app::App;
use crate::clock::Clock;
use crate::edition::{published, version_number};
use crate::error::AppError;
use crate::replan::PAGE;

/// On how many days, at most, a version is compared with the one before.
const MOST_DAYS: usize = 12;

/// How far ahead a version may begin. What is planned for a later day than that is a slip of the pen.
const MOST_AHEAD_DAYS: i32 = 2 * 366;

/// A version that could be published.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The number that it would have.
    pub number: u32,
    /// The first day on which it would be in force.
    pub effective_on: Day,
    /// The file.
    pub source: Source,
    /// The programme with this version as its last.
    pub programme: Programme,
    /// The versions that have not begun and never would: their first day is this one's, or a later one.
    pub replaces: Vec<u32>,
    /// What differs from the version before, in words.
    pub changes: Vec<Change>,
    /// What the check of the file warns of.
    pub findings: Diagnostics,
}

/// What a version does to the cycles that have begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Touched {
    /// How many members there are.
    pub members: u64,
    /// How many subscriptions there are.
    pub subscriptions: u64,
    /// For how many of them dates, requirements, mails or anything else of the current cycle would change.
    pub touched: u64,
    /// Members that are damaged and could not be looked at.
    pub failed: u64,
}

/// A version that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Its number.
    pub number: u32,
    /// The first day on which it is in force.
    pub effective_on: Day,
    /// How many subscriptions were planned anew.
    pub replanned: u64,
    /// Those of them whose anniversary or next due day is another one now.
    pub changed: u64,
    /// Members that could not be planned; every run tries them again.
    pub failed: u64,
}

/// A version that was published, for lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublishedVersion {
    /// Its number.
    pub number: u32,
    /// The first day on which it is in force; on which it would have been, where another has taken its place.
    pub effective_on: Day,
    /// The version that took its place before it began.
    pub replaced_by: Option<u32>,
    /// The file that it was read from.
    pub source_name: String,
    /// When it was published.
    pub published_at: jubilee_core::Instant,
    /// Who published it: `operator`, `staff 3`; nothing for the one that the store was set up with.
    pub published_by: Option<String>,
    /// What differs from the version before, in words; nothing for the first.
    pub changes: Vec<Change>,
    /// What it is about, in one line.
    pub summary: String,
}

impl App {
    /// Reads and checks a file as the next version, in force from the given day or from the one that the file names. Refused
    /// are another programme, a day that has passed or on which another version has begun, and whatever would change an answer that was
    /// given: see docs/decisions/0016-versions-and-reliefs.md. Versions that have not begun by its first day are replaced by it.
    pub async fn examine(&self, source: &Source, effective_on: Option<Day>) -> Result<Publication, AppError> {
        let today = self.dated().await?;
        let rows = programme::all(&self.db).await?;
        let checked = jubilee_programme::read(source).map_err(|diagnostics| AppError::Programme(Box::new(diagnostics)))?;
        let (id, known) = (&checked.programme.id, &self.programme.id);
        if id != known {
            return Err(AppError::Usage(format!(
                "{} is the programme '{id}', and this store is set up for '{known}'",
                source.name
            )));
        }
        let effective_on = effective_on.unwrap_or(checked.programme.versions[0].effective_on);
        let last = rows.last().ok_or_else(|| AppError::not_found("version", "1"))?;
        if effective_on < today {
            return Err(AppError::Usage(format!(
                "a version in force from {effective_on}, before today, {today}, would change cycles that have begun and \
                 answers that were given; name today or a later day with --effective"
            )));
        }
        if effective_on > today.plus_days(MOST_AHEAD_DAYS) {
            return Err(AppError::Usage(format!(
                "a version in force from {effective_on} lies more than two years ahead of today, {today}; name an earlier day with \
                 --effective"
            )));
        }
        if let Some(begun) = rows.iter().rev().find(|row| row.effective_on == effective_on && effective_on <= today) {
            return Err(AppError::Usage(format!(
                "version {} has been in force since the beginning of {today}; the next one has to begin after it: name {} or a later day with \
                 --effective",
                begun.number,
                today.next()
            )));
        }
        let waiting = rows.iter().filter(|row| row.effective_on >= effective_on && replaced_by(&rows, row).is_none());
        let number = version_number(last) + 1;
        let programme = history(&rows, Some((number, effective_on, source)))?;
        let before = history(&rows, None)?;
        if let Some(story) = altered(&before, &programme, today).or_else(|| rewritten(&before, &programme, today)) {
            return Err(AppError::Usage(story));
        }
        Ok(Publication {
            number,
            effective_on,
            replaces: waiting.map(version_number).collect(),
            source: source.clone(),
            changes: diff(&before, &programme),
            findings: checked.warnings,
            programme,
        })
    }

    /// Goes through all members and counts the current cycles that a version would change: today, on the days of the
    /// announcements that it brings, and on its own first day. `progress` is told how many members have been looked at, and of
    /// how many.
    pub async fn touched(&self, publication: &Publication, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<Touched, AppError> {
        let today = self.dated().await?;
        let (before, after) = (&self.programme, &publication.programme);
        let days = days_of_change(before, after, today);
        let mut counted = Touched::default();
        let total = members::count(&self.db).await?.unsigned_abs();
        let mut cursor: Option<MemberId> = None;
        loop {
            let page = replan::members(&self.db, cursor, PAGE).await?;
            let Some(last) = page.last().copied() else { return Ok(counted) };
            cursor = Some(last);
            for (_, held) in self.hold_page(&page).await? {
                counted.members += 1;
                let Ok(held) = held else {
                    counted.failed += 1;
                    continue;
                };
                for row in &held.subscriptions {
                    counted.subscriptions += 1;
                    let differs =
                        |on: &Day| project(before, &held.member, row.id, *on) != project(after, &held.member, row.id, *on);
                    counted.touched += u64::from(days.iter().any(differs));
                }
            }
            progress(counted.members, total);
        }
    }

    /// Publishes a version that was examined: stores it, and works out anew when something is due for whom. Refused when another one was
    /// published since it was examined, because what was shown about it was compared with the one before that. Killed after it was
    /// stored, it is continued by the next run or publication. `progress` is told how many members have been planned, and of how many.
    pub async fn publish(
        &self,
        examined: &Publication,
        by: Actor,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<Published, AppError> {
        let app = self.current().await?;
        let last = app.programme.versions.last().map_or(0, |version| version.number);
        if last >= examined.number {
            return Err(AppError::Usage(beaten(last)));
        }
        let source = &examined.source;
        // A day may have begun since, and with it something may have been told.
        let Publication { number, effective_on, .. } = app.examine(source, Some(examined.effective_on)).await?;
        if number != examined.number {
            return Err(AppError::Usage(beaten(number - 1)));
        }
        let row = ProgrammeRow {
            number: i64::from(number),
            effective_on,
            source_name: source.name.clone(),
            source: source.text.clone(),
            published_at: self.now(),
            published_by: Some(match by {
                Actor::Staff(id) => format!("staff {id}"),
                Actor::User(id) => format!("user {id}"),
                Actor::Operator => "operator".to_owned(),
                Actor::Import => "import".to_owned(),
                Actor::DailyRun => "daily run".to_owned(),
                Actor::CardProvider => "card provider".to_owned(),
            }),
        };
        match self.db.commit(replan::published(&row)).await {
            Ok(()) => {}
            Err(CommitError::Duplicate { .. }) => return Err(AppError::Usage(beaten(number))),
            // Whether it was stored is looked up before anybody publishes it a second time.
            Err(CommitError::Unknown(cause)) => {
                let stored = programme::all(&self.db).await?.into_iter().find(|stored| stored.number == row.number);
                match stored {
                    Some(stored) if stored == row => {}
                    Some(_) => return Err(AppError::Usage(beaten(number))),
                    None => return Err(CommitError::Unknown(cause).into()),
                }
            }
            Err(error) => return Err(error.into()),
        }
        tracing::info!(programme.version = number, programme.effective = %effective_on, "a version was published");
        let done = self.current().await?.replan(progress).await?;
        Ok(Published { number, effective_on, replanned: done.subscriptions, changed: done.changed, failed: done.failed })
    }

    /// All versions, oldest first, each with what it changes.
    pub async fn versions(&self) -> Result<Vec<PublishedVersion>, AppError> {
        let rows = programme::all(&self.db).await?;
        let app = self.current().await?;
        let versions = rows.iter().zip(app.edition.changes()?).map(|(row, changes)| PublishedVersion {
            number: version_number(row),
            effective_on: row.effective_on,
            replaced_by: replaced_by(&rows, row),
            source_name: row.source_name.clone(),
            published_at: row.published_at,
            published_by: row.published_by.clone(),
            summary: summary(row.number == 1, changes),
            changes: changes.clone(),
        });
        Ok(versions.collect())
    }

    /// The programme as it was when a version was its last.
    pub async fn programme_of(&self, number: u32) -> Result<Programme, AppError> {
        let rows = programme::all(&self.db).await?;
        let at = rows.iter().position(|row| version_number(row) == number);
        let at = at.ok_or_else(|| unknown_version(&rows, number))?;
        history(&rows[..=at], None)
    }

    /// What differs between two versions, in words.
    pub async fn diff(&self, a: u32, b: u32) -> Result<Vec<Change>, AppError> {
        Ok(diff(&self.programme_of(a).await?, &self.programme_of(b).await?))
    }

    /// The file of a version, as it was published.
    pub async fn source_of(&self, number: u32) -> Result<Source, AppError> {
        let rows = programme::all(&self.db).await?;
        let row = rows.iter().find(|row| version_number(row) == number).ok_or_else(|| unknown_version(&rows, number))?;
        Ok(Source::new(row.source_name.as_str(), row.source.as_str()))
    }

    /// The programme as it would be with a file that is not published, in force as soon as it could be: for looking ahead.
    pub async fn draft(&self, source: &Source) -> Result<Programme, AppError> {
        let today = self.dated().await?;
        let rows = programme::all(&self.db).await?;
        let last = rows.last().ok_or_else(|| AppError::not_found("version", "1"))?;
        let effective_on = today.max(last.effective_on.next());
        history(&rows, Some((version_number(last) + 1, effective_on, source)))
    }

    /// The business date of a store that has one.
    pub(crate) async fn dated(&self) -> Result<Day, AppError> {
        self.dated_by(self.clock().await?)
    }

    /// The same by a clock that was read already.
    pub(crate) fn dated_by(&self, clock: Clock) -> Result<Day, AppError> {
        if clock.is_sandbox && clock.today.or(clock.live_from).is_none() {
            let what = "the sandbox has no date yet; give it one with `jubilee run --as-of DATE`";
            return Err(AppError::Usage(what.to_owned()));
        }
        Ok(clock.business_date(self.real_day()).0)
    }
}

fn unknown_version(rows: &[ProgrammeRow], number: u32) -> AppError {
    let known: Vec<String> = rows.iter().map(|row| row.number.to_string()).collect();
    AppError::not_among("version", number, known.iter().map(String::as_str))
}

fn beaten(number: u32) -> String {
    format!(
        "somebody else has just published version {number}; see what it changes with `jubilee programme list`, then try again"
    )
}

/// What a version is about, in one line.
fn summary(is_first: bool, changes: &[Change]) -> String {
    let mut told = changes.iter().filter(|change| change.key != "effective-on");
    match (told.next(), told.count()) {
        _ if is_first => "the first version".to_owned(),
        (Some(only), 0) => only.to_string(),
        (Some(first), more) => format!("{first}; and {more} more"),
        (None, _) => "no other rules".to_owned(),
    }
}

/// The programme of the stored versions, and of one more that is not stored.
fn history(rows: &[ProgrammeRow], next: Option<(u32, Day, &Source)>) -> Result<Programme, AppError> {
    let stored = rows.iter().map(published);
    let next = next.map(|(number, effective_on, source)| File {
        number,
        effective_on: Some(effective_on),
        name: source.name.clone(),
        text: &source.text,
    });
    let files: Vec<File<'_>> = stored.chain(next).collect();
    jubilee_programme::history(&files).map_err(|diagnostics| AppError::Programme(Box::new(diagnostics)))
}

/// What a version says otherwise about announcements and withdrawals of today or of days that have passed. Standings of those days are
/// worked out from them, and members see them from the beginning of their day on, so that they stay as they were; words may be mended.
fn altered(before: &Programme, after: &Programme, today: Day) -> Option<String> {
    let same = |old: &Announcement, new: &Announcement| Announcement { reminder: old.reminder.clone(), ..new.clone() } == *old;
    before.reliefs.iter().find_map(|old| {
        let new = after.relief(&old.id)?;
        let mut told = old.announcements.iter().filter(|told| told.announced_on <= today);
        let changed = told.find(|told| !new.announcements.iter().any(|now| same(told, now)));
        if let Some(told) = changed {
            return Some(format!(
                "the relief '{}' says something else about what was announced on {}, and members have been told that; keep it \
                 as it was, and add [[relief.revised]] with announced-on = {} or later",
                old.id,
                told.announced_on,
                told.announced_on.next().max(today)
            ));
        }
        let withdrawn_on =
            old.withdrawn_on.filter(|withdrawn_on| *withdrawn_on <= today && new.withdrawn_on != old.withdrawn_on)?;
        Some(format!("the relief '{}' was withdrawn on {withdrawn_on}, and members have been told that; keep it", old.id))
    })
}

/// An announcement or a withdrawal that a version brings with a day that has passed. It would change standings of the days since then,
/// which members and staff have seen, and bring back what had lapsed without an entry that says so (R16).
fn rewritten(before: &Programme, after: &Programme, today: Day) -> Option<String> {
    after.reliefs.iter().find_map(|new| {
        let old = before.relief(&new.id);
        let (on, what) = new_events(old, new).find(|(on, _)| *on < today)?;
        let id = &new.id;
        Some(match old {
            Some(old) if old.announcements.iter().any(|told| told.announced_on <= today) => format!(
                "the relief '{id}' is {what} on {on}, before today, {today}, and members have been told of it as it was; it can be revised \
                 or withdrawn from today on"
            ),
            _ => format!(
                "the relief '{id}' is {what} on {on}, before today, {today}, and would change what was true on the days since then; here it \
                 counts from the day on which members can see it: write announced-on = {today} or later"
            ),
        })
    })
}

/// The days of a relief's announcements and of its withdrawal that an earlier version of it does not have.
fn new_events<'r>(before: Option<&'r Relief>, relief: &'r Relief) -> impl Iterator<Item = (Day, &'static str)> + 'r {
    let known = move |on: Day| before.is_some_and(|before| before.announcements.iter().any(|told| told.announced_on == on));
    let announced = relief
        .announcements
        .iter()
        .enumerate()
        .map(|(at, told)| (told.announced_on, if at == 0 { "announced" } else { "revised" }));
    let withdrawn_on = relief.withdrawn_on.filter(|on| before.and_then(|before| before.withdrawn_on) != Some(*on));
    announced.filter(move |(on, _)| !known(*on)).chain(withdrawn_on.map(|on| (on, "withdrawn")))
}

/// The version that took another's place before that one began: the first later one whose first day is not after its own.
fn replaced_by(rows: &[ProgrammeRow], row: &ProgrammeRow) -> Option<u32> {
    let later = rows.iter().find(|later| later.number > row.number && later.effective_on <= row.effective_on);
    later.map(version_number)
}

/// The days on which a version is compared with the one before: today, the first days of the versions that only one of the two has, and the
/// earliest of the others on which something new begins to count.
fn days_of_change(before: &Programme, after: &Programme, today: Day) -> Vec<Day> {
    let has = |programme: &Programme, number: u32| programme.versions.iter().any(|version| version.number == number);
    let versions = before.versions.iter().chain(&after.versions);
    let of_one = versions.filter(|version| has(before, version.number) != has(after, version.number));
    let mut first_days: Vec<Day> = of_one.map(|version| version.effective_on).chain([today]).collect();
    first_days.sort_unstable();
    first_days.dedup();
    let events = after.reliefs.iter().flat_map(|relief| {
        // What changes about an announcement of today or later shows on its day, whether or not that day is new.
        let known = before.relief(&relief.id);
        let days = relief.announcements.iter().map(|told| told.announced_on).chain(relief.withdrawn_on);
        days.filter(move |_| known != Some(relief))
    });
    let mut days: Vec<Day> = events.filter(|on| *on > today && !first_days.contains(on)).collect();
    days.sort_unstable();
    days.dedup();
    days.truncate(MOST_DAYS.saturating_sub(first_days.len()));
    days.extend(first_days);
    days
}
