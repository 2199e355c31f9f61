//! An open installation: the store, the programme as it was published there, and where it stands in time.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::tz::TimeZone;
use jubilee_core::{Day, Instant, Programme};
use jubilee_payments::CardProvider;
use jubilee_store::installation::{self, InstallationRow};
use jubilee_store::programme::ProgrammeRow;
use jubilee_store::{CommitError, Db};

use crate::clock::{Clock, Held};
use crate::edition::Edition;
use crate::error::AppError;

/// Where instants come from. Only the binary reads the machine's clock; tests hand in their own.
#[derive(Clone)]
pub struct Time(Arc<dyn Fn() -> Instant + Send + Sync>);

impl Time {
    /// A source of instants.
    pub fn new(now: impl Fn() -> Instant + Send + Sync + 'static) -> Time {
        Time(Arc::new(now))
    }

    /// Time that stands still, for tests and samples.
    pub fn still(at: Instant) -> Time {
        Time::new(move || at)
    }

    /// This instant.
    pub fn now(&self) -> Instant {
        (self.0)()
    }
}

/// An open installation. Cloning it is cheap.
///
/// It speaks by the versions that were published when it was opened, or when it was last taken from [`App::current`].
#[derive(Clone)]
pub struct App {
    pub(crate) db: Db,
    pub(crate) programme: Arc<Programme>,
    pub(crate) edition: Arc<Edition>,
    /// The newest edition that any clone of this has read.
    newest: Arc<Mutex<Arc<Edition>>>,
    time: Time,
    base_url: Option<Arc<str>>,
    pub(crate) cards: Option<Arc<dyn CardProvider>>,
}

/// How an installation is set up.
#[derive(Clone, Debug)]
pub struct Setup<'a> {
    /// The programme file's text.
    pub source: &'a str,
    /// What the file is called, for later messages about it.
    pub source_name: &'a str,
    /// Nothing that was due before this day happens; the day of the set-up when it is not given.
    pub live_from: Option<Day>,
    /// Whether the store may be run on days to come.
    pub is_sandbox: bool,
    /// What the links in mails begin with, for example `https://renewals.example.org`.
    pub base_url: Option<&'a str>,
}

/// The links of mails where no address was configured.
pub const DEFAULT_BASE_URL: &str = "http://localhost:8080";

impl App {
    /// Makes the store and publishes the programme in it as version 1.
    pub async fn init(url: &str, setup: &Setup<'_>, time: Time) -> Result<App, AppError> {
        let mut version = ProgrammeRow {
            number: 1,
            effective_on: Day::MIN,
            source_name: setup.source_name.to_owned(),
            source: setup.source.to_owned(),
            published_at: time.now(),
            published_by: None,
        };
        let checked = jubilee_programme::history(&[(1, setup.source_name, setup.source)])
            .map_err(|diagnostics| AppError::Programme(Box::new(diagnostics)))?;
        version.effective_on = checked.versions[0].effective_on;
        let edition = Edition::read(std::slice::from_ref(&version))?;
        let real = civil(time.now(), &edition.zone);
        let db = Db::create(url).await?;
        if let Some(row) = installation::read(&db).await? {
            return Err(AppError::Usage(format!(
                "the store is set up already, for the programme '{}'; name another one with --database, or use it as it is",
                row.programme
            )));
        }
        // A sandbox that is not told when it goes live lets its first run decide.
        let live_from = setup.live_from.or((!setup.is_sandbox).then_some(real));
        let row = InstallationRow {
            programme: edition.programme.id.clone(),
            sandbox: setup.is_sandbox,
            live_from,
            today: live_from.filter(|_| setup.is_sandbox),
            completed_on: live_from.map(|live| if setup.is_sandbox { live } else { live.min(real) }.plus_days(-1)),
            base_url: setup.base_url.map(|url| url.trim_end_matches('/').to_owned()),
            reached_on: None,
        };
        let batch = vec![installation::create(&row), jubilee_store::programme::publish(&version)];
        match db.commit(batch).await {
            Err(CommitError::Duplicate { .. }) => {
                return Err(AppError::Usage("somebody else has just set this store up".to_owned()));
            }
            outcome => outcome?,
        }
        Ok(App::new(db, edition, time, row.base_url.as_deref()))
    }

    /// Opens the store at an address that `init` has set up.
    pub async fn open(url: &str, time: Time) -> Result<App, AppError> {
        let db = Db::open(url).await?;
        let unfinished = || AppError::Usage("the store has no programme yet; set it up with `jubilee init`".to_owned());
        let row = installation::read(&db).await?.ok_or_else(unfinished)?;
        let edition = Edition::read(&jubilee_store::programme::all(&db).await?)?;
        if edition.programme.id != row.programme {
            let (is, was) = (&edition.programme.id, &row.programme);
            return Err(AppError::Usage(format!("the store was set up for the programme '{was}' and holds '{is}'")));
        }
        Ok(App::new(db, edition, time, row.base_url.as_deref()))
    }

    fn new(db: Db, edition: Edition, time: Time, base_url: Option<&str>) -> App {
        let edition = Arc::new(edition);
        let newest = Arc::new(Mutex::new(edition.clone()));
        App { db, programme: edition.programme.clone(), edition, newest, time, base_url: base_url.map(Arc::from), cards: None }
    }

    /// The same installation with the programme as it was published last. A server asks for it with every request and a run
    /// before each page, so that what another process publishes counts at once; while nothing is published it costs one small
    /// question.
    pub async fn current(&self) -> Result<App, AppError> {
        let number = jubilee_store::programme::latest_number(&self.db).await?;
        let mut edition = self.newest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if edition.number < number {
            let read = Arc::new(Edition::read(&jubilee_store::programme::all(&self.db).await?)?);
            let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
            if newest.number < read.number {
                *newest = read;
            }
            edition = newest.clone();
        }
        Ok(App { programme: edition.programme.clone(), edition, ..self.clone() })
    }

    /// The same installation whose mails link to another address: the one that a server was told it is reached at.
    #[must_use]
    pub fn reached_at(mut self, base_url: &str) -> App {
        self.base_url = Some(base_url.trim_end_matches('/').into());
        self
    }

    /// The same installation, in which orders can be paid by card.
    #[must_use]
    pub fn with_cards(mut self, provider: Arc<dyn CardProvider>) -> App {
        self.cards = Some(provider);
        self
    }

    /// Whether orders can be paid by card.
    pub fn takes_cards(&self) -> bool {
        self.cards.is_some()
    }

    /// The programme with all its published versions.
    pub fn programme(&self) -> &Programme {
        &self.programme
    }

    /// What the links in mails begin with.
    pub fn base_url(&self) -> &str {
        self.base_url.as_deref().unwrap_or(DEFAULT_BASE_URL)
    }

    /// Whether anybody has said what the links begin with.
    pub fn has_base_url(&self) -> bool {
        self.base_url.is_some()
    }

    /// Keeps in the store what the links begin with, for every command that is not told.
    pub async fn set_base_url(&self, base_url: &str) -> Result<(), AppError> {
        Ok(self.db.commit(installation::set_base_url(Some(base_url.trim_end_matches('/')))).await?)
    }

    /// This instant.
    pub fn now(&self) -> Instant {
        self.time.now()
    }

    /// The civil date of this instant in the programme's zone.
    pub fn real_day(&self) -> Day {
        self.day_of(self.now())
    }

    /// The civil date of an instant in the programme's zone.
    pub fn day_of(&self, at: Instant) -> Day {
        civil(at, &self.edition.zone)
    }

    /// How many microseconds it is until the programme's next midnight.
    pub fn until_midnight(&self) -> i64 {
        let (year, month, day) = self.real_day().next().ymd();
        let midnight = jiff::civil::date(year as i16, month as i8, day as i8).to_zoned(self.edition.zone.clone());
        midnight.map_or(3_600_000_000, |midnight| midnight.timestamp().as_microsecond() - self.now().0)
    }

    /// Where the installation stands in time.
    pub async fn clock(&self) -> Result<Clock, AppError> {
        let row = installation::read(&self.db).await?.ok_or_else(|| AppError::not_found("installation", "1"))?;
        let InstallationRow { sandbox, live_from, today, completed_on, reached_on, .. } = row;
        Ok(Clock { is_sandbox: sandbox, live_from, today, completed_on, reached_on })
    }

    /// The business date.
    pub async fn today(&self) -> Result<Day, AppError> {
        Ok(self.business_date().await?.0)
    }

    /// The business date, and why it is not the calendar's if it is not.
    pub async fn business_date(&self) -> Result<(Day, Option<Held>), AppError> {
        Ok(self.clock().await?.business_date(self.real_day()))
    }
}

fn civil(at: Instant, zone: &TimeZone) -> Day {
    let date = jiff::Timestamp::from_microsecond(at.0).map(|instant| instant.to_zoned(zone.clone()).date());
    let parts = date.map(|date| (i32::from(date.year()), date.month() as u32, date.day() as u32));
    parts.ok().and_then(|(year, month, day)| Day::from_ymd(year, month, day)).unwrap_or(Day::from_number(0))
}
