//! Publishing a version of the programme: what it would change, what forbids it, and doing it.

use jubilee_core::{Actor, Announcement, Day, MemberId, Programme, Relief, project};
use jubilee_programme::{Change, Diagnostics, Published as File, Source, diff};
use jubilee_store::programme::{self, ProgrammeRow};
use jubilee_store::{CommitError, members, replan, subscriptions};
use serde::Serialize;

use crate::app::App;
use crate::edition::{published, version_number};
use crate::error::AppError;
use crate::replan::PAGE;

/// On how many days, at most, a version is compared with the one before.
const MOST_DAYS: usize = 12;

/// A version that could be published.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The number that it would have.
    pub number: u32,
    /// The first day on which it would be in force.
    pub effective_on: Day,
    /// The programme with this version as its last.
    pub programme: Programme,
    /// What differs from the version before, in words.
    pub changes: Vec<Change>,
    /// What the check of the file warns of.
    pub findings: Diagnostics,
    /// What publishing it today would do that is easily overlooked, a sentence each.
    pub warnings: Vec<String>,
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
    /// The first day on which it is in force.
    pub effective_on: Day,
    /// The file that it was read from.
    pub source_name: String,
    /// When it was published.
    pub published_at: jubilee_core::Instant,
    /// Who published it: `operator`, `staff 3`; nothing for the one that the store was set up with.
    pub published_by: Option<String>,
    /// How many differences there are to the version before.
    pub changes: usize,
    /// What it is about, in one line.
    pub summary: String,
}

impl App {
    /// Reads and checks a file as the next version, in force from the given day or from the one that the file names. Refused
    /// are another programme, a day that has passed or does not follow, and whatever would change an answer that was given: see
    /// docs/decisions/0016-versions-and-reliefs.md.
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
        if effective_on <= last.effective_on {
            return Err(AppError::Usage(format!(
                "version {} is in force from {}; the next one has to begin after that day, {effective_on} does not",
                last.number, last.effective_on
            )));
        }
        let number = version_number(last) + 1;
        let programme = history(&rows, Some((number, effective_on, source)))?;
        let before = history(&rows, None)?;
        if let Some(story) = altered(&before, &programme, today) {
            return Err(AppError::Usage(story));
        }
        Ok(Publication {
            number,
            effective_on,
            changes: diff(&before, &programme),
            findings: checked.warnings,
            warnings: backdated(&before, &programme, today),
            programme,
        })
    }

    /// Goes through all members and counts the current cycles that a version would change: today, on the days of the
    /// announcements that it brings, and on its own first day. `progress` is told how many members have been looked at, and of
    /// how many.
    pub async fn touched(&self, publication: &Publication, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<Touched, AppError> {
        let today = self.dated().await?;
        let (before, after) = (&self.programme, &publication.programme);
        let days = days_of_change(before, after, today, publication.effective_on);
        let mut counted = Touched::default();
        let total = members::count(&self.db).await?.unsigned_abs();
        let mut cursor: Option<MemberId> = None;
        loop {
            let page = replan::members(&self.db, cursor, PAGE).await?;
            let Some(last) = page.last().copied() else { return Ok(counted) };
            cursor = Some(last);
            for (_, held) in self.hold_page(&page).await? {
                counted.members += 1;
                let Ok(held) = held else { continue };
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

    /// Publishes a version: stores it, and works out anew when something is due for whom. Killed after it was stored, it is
    /// continued by the next run or publication. `progress` is told how many members have been planned, and of how many.
    pub async fn publish(
        &self,
        source: &Source,
        effective_on: Option<Day>,
        by: Actor,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<Published, AppError> {
        let app = self.current().await?;
        let Publication { number, effective_on, .. } = app.examine(source, effective_on).await?;
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

    /// All versions, oldest first.
    pub async fn versions(&self) -> Result<Vec<PublishedVersion>, AppError> {
        let rows = programme::all(&self.db).await?;
        let mut versions = Vec::with_capacity(rows.len());
        let mut before: Option<Programme> = None;
        for at in 0..rows.len() {
            let row = &rows[at];
            let now = history(&rows[..=at], None)?;
            let changes = before.as_ref().map(|before| diff(before, &now)).unwrap_or_default();
            let told = |change: &Change| change.key != "effective-on";
            let summary =
                match (changes.iter().find(|change| told(change)), changes.iter().filter(|change| told(change)).count()) {
                    _ if before.is_none() => "the first version".to_owned(),
                    (Some(first), 1) => first.to_string(),
                    (Some(first), count) => format!("{first}; and {} more", count - 1),
                    (None, _) => "no other rules".to_owned(),
                };
            versions.push(PublishedVersion {
                number: version_number(row),
                effective_on: row.effective_on,
                source_name: row.source_name.clone(),
                published_at: row.published_at,
                published_by: row.published_by.clone(),
                changes: changes.len(),
                summary,
            });
            before = Some(now);
        }
        Ok(versions)
    }

    /// The programme as it was when a version was its last.
    pub async fn programme_of(&self, number: u32) -> Result<Programme, AppError> {
        let rows = programme::all(&self.db).await?;
        let at = rows.iter().position(|row| version_number(row) == number);
        let at = at.ok_or_else(|| AppError::not_found("version", number))?;
        history(&rows[..=at], None)
    }

    /// What differs between two versions, in words.
    pub async fn diff(&self, a: u32, b: u32) -> Result<Vec<Change>, AppError> {
        Ok(diff(&self.programme_of(a).await?, &self.programme_of(b).await?))
    }

    /// The file of a version, as it was published.
    pub async fn source_of(&self, number: u32) -> Result<Source, AppError> {
        let row = programme::all(&self.db).await?.into_iter().find(|row| version_number(row) == number);
        let row = row.ok_or_else(|| AppError::not_found("version", number))?;
        Ok(Source::new(row.source_name, row.source))
    }

    /// The programme as it would be with a file that is not published, in force as soon as it could be: for looking ahead.
    pub async fn draft(&self, source: &Source) -> Result<Programme, AppError> {
        let today = self.dated().await?;
        let rows = programme::all(&self.db).await?;
        let last = rows.last().ok_or_else(|| AppError::not_found("version", "1"))?;
        let effective_on = today.max(last.effective_on.next());
        history(&rows, Some((version_number(last) + 1, effective_on, source)))
    }

    /// How many subscriptions there are.
    pub async fn subscription_count(&self) -> Result<u64, AppError> {
        Ok(subscriptions::count(&self.db).await?.unsigned_abs())
    }

    /// The business date of a store that has one.
    pub(crate) async fn dated(&self) -> Result<Day, AppError> {
        let clock = self.clock().await?;
        if clock.is_sandbox && clock.today.or(clock.live_from).is_none() {
            let what = "the sandbox has no date yet; give it one with `jubilee run --as-of DATE`";
            return Err(AppError::Usage(what.to_owned()));
        }
        Ok(clock.business_date(self.real_day()).0)
    }
}

fn beaten(number: u32) -> String {
    format!(
        "somebody else has just published version {number}; see what it changes with `jubilee programme list`, then try again"
    )
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

/// What a version says otherwise about announcements of days that have passed. Standings of those days are worked out from
/// them, so that they stay as they were; words may be mended.
fn altered(before: &Programme, after: &Programme, today: Day) -> Option<String> {
    let same = |old: &Announcement, new: &Announcement| Announcement { reminder: old.reminder.clone(), ..new.clone() } == *old;
    before.reliefs.iter().find_map(|old| {
        let new = after.relief(&old.id)?;
        let mut told = old.announcements.iter().filter(|told| told.announced_on < today);
        let changed = told.find(|told| !new.announcements.iter().any(|now| same(told, now)));
        if let Some(told) = changed {
            return Some(format!(
                "the relief '{}' says something else about what was announced on {}, and members have been told that; keep it \
                 as it was, and add [[relief.revised]] with announced-on = {today} or later",
                old.id, told.announced_on
            ));
        }
        let withdrawn_on =
            old.withdrawn_on.filter(|withdrawn_on| *withdrawn_on < today && new.withdrawn_on != old.withdrawn_on)?;
        Some(format!("the relief '{}' was withdrawn on {withdrawn_on}, and that day has passed; keep it", old.id))
    })
}

/// Announcements and withdrawals that a version brings with days that have passed: they count as if they had been known then.
fn backdated(before: &Programme, after: &Programme, today: Day) -> Vec<String> {
    let mut warnings = Vec::new();
    for relief in &after.reliefs {
        for (on, what) in new_events(before.relief(&relief.id), relief).filter(|(on, _)| *on < today) {
            warnings.push(format!(
                "the relief '{}' is {what} on {on}, before today, {today}: standings of the days since then change, as if \
                 it had been known",
                relief.id
            ));
        }
    }
    warnings
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

/// The days on which a version is compared with the one before: today, and those after it on which something new begins to
/// count.
fn days_of_change(before: &Programme, after: &Programme, today: Day, effective_on: Day) -> Vec<Day> {
    let events = after.reliefs.iter().flat_map(|relief| {
        // What changes about an announcement of today or later shows on its day, whether or not that day is new.
        let known = before.relief(&relief.id);
        let days = relief.announcements.iter().map(|told| told.announced_on).chain(relief.withdrawn_on);
        days.filter(move |_| known != Some(relief))
    });
    let mut days: Vec<Day> = events.chain([today, effective_on]).filter(|on| *on >= today).collect();
    days.sort_unstable();
    days.dedup();
    days.truncate(MOST_DAYS);
    days
}
