//! The programme as it was published: its versions, from when each counts, and what differs from the one before.

use std::collections::BTreeMap;

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::portal::{Portal, Problem, StaffScope, page};
use crate::present::{instant, staff_or_operator};
use crate::view::Tone;
use crate::{route, sample};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_app::PublishedVersion;
use jubilee_core::{Day, Instant, Lang};
use jubilee_texts::t;

/// A version.
#[derive(Clone, Debug)]
pub struct VersionCard {
    /// Its number.
    pub number: i64,
    /// How far it is, in words.
    pub stage: String,
    /// The colour of that.
    pub tone: Tone,
    /// The first day on which it is in force; nothing for one that was so from the beginning.
    pub effective_on: Option<Day>,
    /// Whether another took its place before it began.
    pub is_replaced: bool,
    /// When it was published, by the universal time.
    pub published: String,
    /// By whom, in words.
    pub by: String,
    /// The file that it was read from.
    pub file: String,
    /// What differs from the version before; nothing for the first.
    pub changes: Option<Vec<Change>>,
}

/// A difference to the version before.
#[derive(Clone, Debug)]
pub struct Change {
    /// What it is about.
    pub about: String,
    /// What differs.
    pub sentence: String,
}

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/programme.html")]
pub struct Programme {
    /// The frame.
    pub frame: Frame,
    /// The business date.
    pub today: Day,
    /// The versions, the newest first.
    pub versions: Vec<VersionCard>,
    /// How many older ones are not shown.
    pub older: usize,
}

/// How many versions are shown, each with its differences.
const MOST: usize = 20;

/// Shows the versions.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope) -> Result<Response, Problem> {
    let (today, lang) = (portal.app.today().await?, scope.visit.lang());
    let staff = portal.app.staff_names().await?;
    let all = portal.app.versions().await?;
    let in_force = portal.app.programme().version(today).number;
    let told = |version: &PublishedVersion| {
        let told = version.changes.iter();
        let told = told.map(|change| Change { about: change.about.clone(), sentence: change.sentence.clone() });
        (version.number > 1).then(|| told.collect())
    };
    let newest = all.iter().rev().take(MOST);
    let versions = newest.map(|version| card(version, told(version), in_force, today, &staff, lang)).collect();
    let older = all.len().saturating_sub(MOST);
    page(&Programme { frame: scope.visit.frame(Section::Programme), today, versions, older })
}

fn card(
    version: &PublishedVersion,
    changes: Option<Vec<Change>>,
    in_force: u32,
    today: Day,
    staff: &BTreeMap<i64, String>,
    lang: Lang,
) -> VersionCard {
    let (stage, tone) = if let Some(other) = version.replaced_by {
        (t!(lang, "version-stage-replaced", number = other), Tone::Quiet)
    } else if version.number == in_force {
        (t!(lang, "version-stage-now"), Tone::Good)
    } else if version.effective_on > today {
        (t!(lang, "version-stage-to-come", on = version.effective_on), Tone::Due)
    } else {
        (t!(lang, "version-stage-over"), Tone::Quiet)
    };
    VersionCard {
        number: i64::from(version.number),
        stage,
        tone,
        effective_on: Some(version.effective_on).filter(|on| *on > Day::MIN),
        is_replaced: version.replaced_by.is_some(),
        published: instant(version.published_at, lang),
        by: by(version.published_by.as_deref(), staff, lang),
        file: version.source_name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
        changes,
    }
}

/// Who published, in words.
fn by(who: Option<&str>, staff: &BTreeMap<i64, String>, lang: Lang) -> String {
    match who {
        None => t!(lang, "version-by-setup"),
        Some(who) => staff_or_operator(who.strip_prefix("staff ").and_then(|number| number.parse().ok()), staff, lang),
    }
}

impl Sample for Programme {
    fn samples(lang: Lang) -> Vec<(&'static str, Programme)> {
        let version = |number: u32, effective_on: Day, published_by: Option<&str>| PublishedVersion {
            number,
            effective_on,
            replaced_by: None,
            source_name: "programmes/mpn/programme.toml".to_owned(),
            published_at: Instant(1_600_000_000_000_000),
            published_by: published_by.map(str::to_owned),
            changes: Vec::new(),
            summary: String::new(),
        };
        let change = |sentence: &str| Change { about: "Gold competency".to_owned(), sentence: sentence.to_owned() };
        let staff = [(3, "Marit Verbeek".to_owned())].into();
        let shown = |version: &PublishedVersion, changes| card(version, changes, 2, sample::today(), &staff, lang);
        let dearer = change("the fee for all other countries is 5000.00 USD instead of 4730.00 USD");
        let longer = change("the renewal window closes 45 days after the anniversary instead of 30 days after it");
        let versions = vec![
            shown(&version(4, sample::day(2021, 1, 1), Some("staff 3")), Some(vec![dearer])),
            shown(
                &PublishedVersion { replaced_by: Some(4), ..version(3, sample::day(2021, 2, 1), Some("staff 3")) },
                Some(vec![longer]),
            ),
            shown(&version(2, sample::day(2020, 9, 1), Some("operator")), Some(Vec::new())),
            shown(&version(1, Day::MIN, None), None),
        ];
        let full = Programme {
            frame: sample::staff_frame(lang, route::STAFF_PROGRAMME, Section::Programme),
            today: sample::today(),
            versions,
            older: 4,
        };
        let first = shown(&PublishedVersion { number: 2, ..version(2, Day::MIN, Some("staff 9")) }, None);
        vec![("full", full.clone()), ("first", Programme { versions: vec![first], older: 0, ..full })]
    }
}
