//! The doctor: what is wrong with this installation, and what to do about it. It looks and changes nothing.

mod cards;

use jubilee_core::Day;
use jubilee_delivery::Transport;
use jubilee_store::outbox::OutboxState;
use jubilee_store::{Engine, failures, outbox, replan, staff, subscriptions, users};
use serde::Serialize;

use crate::app::App;
use crate::clock::{FENCE_DAYS, Held};
use crate::error::AppError;
use crate::pause::Pause;
use crate::role::StaffRole;
use crate::run::chain;

/// A mail that has waited longer than this is late: an hour, in microseconds.
const LATE: i64 = 3_600_000_000;

/// How well something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Health {
    /// As it should be.
    Well,
    /// Somebody should look at it.
    Warning,
    /// Something that should happen does not.
    Bad,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Examination {
    /// What was looked at, in a word.
    pub about: &'static str,
    /// How it is.
    pub health: Health,
    /// What was found.
    pub found: String,
    /// What to do; `None` where nothing is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
}

impl Examination {
    fn well(about: &'static str, found: impl Into<String>) -> Examination {
        Examination { about, health: Health::Well, found: found.into(), advice: None }
    }

    fn warning(about: &'static str, found: impl Into<String>, advice: impl Into<String>) -> Examination {
        Examination { about, health: Health::Warning, found: found.into(), advice: Some(advice.into()) }
    }

    fn bad(about: &'static str, found: impl Into<String>, advice: impl Into<String>) -> Examination {
        Examination { about, health: Health::Bad, found: found.into(), advice: Some(advice.into()) }
    }
}

impl App {
    /// Examines the installation; with a transport, the mail server too. Each part is looked at whatever the others said.
    pub async fn doctor(&self, transport: Option<&Transport>) -> Result<Vec<Examination>, AppError> {
        let mut found = vec![self.examine_file().await?];
        let pause = self.paused().await?;
        found.push(self.examine_date().await?);
        match &pause {
            Some(pause) => found.push(self.examine_pause(pause).await?),
            None => found.extend(self.examine_runs().await?),
        }
        found.push(self.examine_steps().await?);
        found.push(self.examine_plan().await?);
        found.extend(self.examine_cards().await?);
        found.extend(self.examine_mail(transport, pause.is_some()).await?);
        found.extend(self.examine_people().await?);
        Ok(found)
    }

    async fn examine_file(&self) -> Result<Examination, AppError> {
        const ABOUT: &str = "store";
        if self.db.engine() == Engine::Postgres {
            return Ok(Examination::well(ABOUT, "PostgreSQL answers, and the schema is this version's"));
        }
        let advice = "stop the server, keep the file, and bring back a backup with `jubilee restore`";
        Ok(match self.db.check_file(false).await {
            Err(fault) => Examination::bad(ABOUT, chain(&fault), advice),
            Ok(wrong) => match wrong.first() {
                Some(first) => Examination::bad(ABOUT, format!("SQLite finds its file damaged: {first}"), advice),
                None => Examination::well(ABOUT, "SQLite finds nothing wrong with its file, and the schema is this version's"),
            },
        })
    }

    /// Where the installation stands in time.
    async fn examine_date(&self) -> Result<Examination, AppError> {
        let clock = self.clock().await?;
        let real = self.real_day();
        let (today, held) = clock.business_date(real);
        Ok(match held {
            None if clock.is_sandbox => Examination::well("date", format!("a sandbox, which stands at {today}")),
            None => Examination::well("date", format!("the business date is {today}")),
            Some(Held::Ahead) => Examination::bad(
                "date",
                format!(
                    "the business date is held at {today} and the machine's clock says {real}: later days have not been run"
                ),
                "check the machine's clock, then run `jubilee run --catch-up`",
            ),
            Some(Held::Back) => Examination::bad(
                "date",
                format!("the business date stands at {today} and the machine's clock says {real}: it has gone back"),
                "set the machine's clock right",
            ),
        })
    }

    /// Staff hold what happens by itself: as long as they mean to, and not because somebody forgot.
    async fn examine_pause(&self, pause: &Pause) -> Result<Examination, AppError> {
        let since = self.day_of(pause.since);
        let waiting = counted(self.waiting_subscriptions().await?, "subscription has", "subscriptions have");
        let found = format!("paused since {since} ({}); {waiting} something due", pause.reason);
        let advice = "when what is wrong has been put right, `jubilee resume`; the next run makes up what fell due";
        Ok(if self.real_day().days_since(since) > FENCE_DAYS {
            Examination::bad("run", found, advice)
        } else {
            Examination::warning("run", found, advice)
        })
    }

    /// Whether the daily run takes place.
    async fn examine_runs(&self) -> Result<Vec<Examination>, AppError> {
        let clock = self.clock().await?;
        let real = self.real_day();
        let run = match clock.completed_on {
            None => {
                Examination::warning("run", "no day has been run yet", "run `jubilee run`, or keep `jubilee serve` running")
            }
            Some(last) if clock.is_sandbox || last.next() >= real => {
                Examination::well("run", format!("every day up to {last} has been run"))
            }
            Some(last) => Examination::bad(
                "run",
                format!(
                    "the last day that was run is {last}, {} ago",
                    counted(real.days_since(last).unsigned_abs().into(), "day", "days")
                ),
                "keep `jubilee serve` running, or let `jubilee run` be started every day",
            ),
        };
        let mut found = vec![run];
        if let Some(last) = clock.completed_on {
            found.push(self.examine_due(last).await?);
        }
        Ok(found)
    }

    /// What is due on a day that has been run was not done (C73).
    async fn examine_due(&self, last: Day) -> Result<Examination, AppError> {
        let late = subscriptions::due_count(&self.db, last).await?;
        Ok(if late == 0 {
            Examination::well("due", format!("nothing that was due up to {last} is left"))
        } else {
            Examination::bad(
                "due",
                format!(
                    "{} something due up to {last} that was not done",
                    counted(late.unsigned_abs(), "subscription has", "subscriptions have")
                ),
                "the staff page Runs says why; `jubilee run` tries them again",
            )
        })
    }

    async fn examine_steps(&self) -> Result<Examination, AppError> {
        let count = failures::count(&self.db).await?;
        let first = failures::recent(&self.db, 1).await?.into_iter().next();
        Ok(match first {
            None => Examination::well("steps", "no step of anybody is set aside"),
            Some(first) => Examination::bad(
                "steps",
                format!(
                    "{} could not be done, the latest of {}: {}",
                    counted(count.unsigned_abs(), "step", "steps"),
                    first.on_day,
                    first.reason
                ),
                "the staff page Runs lists them; every run tries them again",
            ),
        })
    }

    async fn examine_plan(&self) -> Result<Examination, AppError> {
        let left = replan::unplanned_count(&self.db).await?;
        Ok(if left == 0 {
            Examination::well("plan", "every date follows from the latest version of the programme")
        } else {
            Examination::warning(
                "plan",
                format!(
                    "the dates of {} follow from an earlier version of the programme",
                    counted(left.unsigned_abs(), "member", "members")
                ),
                "the next run finishes it; `jubilee run` does so now",
            )
        })
    }

    async fn examine_mail(&self, transport: Option<&Transport>, is_paused: bool) -> Result<Vec<Examination>, AppError> {
        let counts = outbox::counts(&self.db).await?;
        let rows = |state| counts.iter().find(|count| count.state == state).map_or(0, |count| count.rows);
        let waiting = rows(OutboxState::Waiting) + rows(OutboxState::Sending);
        let since = outbox::next_attempt(&self.db).await?.map_or(0, |due| self.now().0.saturating_sub(due.0));
        let mut found = Vec::new();
        found.push(if is_paused {
            Examination::well(
                "mail",
                format!("{} for the end of the pause", counted(waiting.unsigned_abs(), "mail waits", "mails wait")),
            )
        } else if since > LATE {
            Examination::bad(
                "mail",
                format!(
                    "{}, and nothing was tried for {}",
                    counted(waiting.unsigned_abs(), "mail waits", "mails wait"),
                    counted((since / LATE).unsigned_abs(), "hour", "hours")
                ),
                "keep `jubilee serve` running, or run `jubilee run`; the staff page Mail says what the mail server answered",
            )
        } else {
            Examination::well("mail", format!("{}, none too long", counted(waiting.unsigned_abs(), "mail waits", "mails wait")))
        });
        match rows(OutboxState::Failed) {
            0 => {}
            failed => found.push(Examination::warning(
                "mail",
                counted(failed.unsigned_abs(), "mail was given up", "mails were given up"),
                "the staff page Mail says why; correct the address there and send them again",
            )),
        }
        if let Some(transport) = transport {
            found.push(match transport.reach().await {
                Ok(()) => Examination::well("mail server", "it answers and lets us in"),
                Err(reason) => Examination::bad("mail server", reason, "check the address and the password given with --smtp"),
            });
        }
        if !self.has_base_url() && !self.clock().await?.is_sandbox {
            found.push(Examination::warning(
                "links",
                format!("links in mails begin with {}, which works on this machine only", self.base_url()),
                "give `jubilee serve` the address that members see, with --base-url",
            ));
        }
        Ok(found)
    }

    async fn examine_people(&self) -> Result<Vec<Examination>, AppError> {
        let staff = staff::all(&self.db).await?;
        let is_administrator = |row: &&staff::StaffRow| row.role == StaffRole::Administrator.id();
        let administrators = staff.iter().filter(is_administrator).count();
        let desk = if administrators == 0 {
            Examination::bad("staff", "there is no administrator", "appoint one: jubilee staff EMAIL --role administrator")
        } else {
            let administrators = counted(administrators as u64, "administrator", "administrators");
            Examination::well(
                "staff",
                format!("{administrators} among {} of staff", counted(staff.len() as u64, "person", "people")),
            )
        };
        let alone = users::members_without_recipients(&self.db).await?;
        let members = if alone == 0 {
            Examination::well("people", "every member has somebody who gets its mails")
        } else {
            Examination::warning(
                "people",
                format!(
                    "{} nobody who gets their mails: nobody is reminded",
                    counted(alone.unsigned_abs(), "member has", "members have")
                ),
                "appoint a programme or global administrator for each, on its staff page or with `jubilee people`",
            )
        };
        Ok(vec![desk, members])
    }
}

/// A number with what is counted.
fn counted(count: u64, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
