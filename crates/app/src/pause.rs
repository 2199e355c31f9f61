//! The pause: staff hold what happens by itself, for example while a mistake in the programme is put right (C105).
//!
//! While it holds, no step of anybody is taken: nobody is reminded, nothing is recorded as lapsed, no invoice is made, and of the mails
//! only those for signing in go out. Members see their dates, order and pay as ever. The days go on; what fell due meanwhile is made up
//! by the first run after it, as after an outage, so that a lapse is dated as if nothing had been held.

use jubilee_core::{Actor, Instant};
use jubilee_store::pauses::{self, PauseRow};
use jubilee_store::{CommitError, subscriptions};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::exception::checked;

/// One pause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pause {
    /// Its number, from 1.
    pub number: i64,
    /// Why, in the words of who paused.
    pub reason: String,
    /// Who paused: the number of staff; `None` for an operator at the command line.
    pub by: Option<i64>,
    /// When it began.
    pub since: Instant,
    /// When it ended; `None` while it holds.
    pub until: Option<Instant>,
    /// Who ended it, as for `by`.
    pub resumed_by: Option<i64>,
}

impl From<PauseRow> for Pause {
    fn from(row: PauseRow) -> Pause {
        let PauseRow { number, reason, paused_by, paused_at, resumed_by, resumed_at } = row;
        Pause { number, reason, by: paused_by, since: paused_at, until: resumed_at, resumed_by }
    }
}

impl App {
    /// Holds what happens by itself until [`App::resume`]. A run that is under way ends after the members that it is dealing with; a mail
    /// that is being sent is sent. The reason is read like that of an exception.
    ///
    /// Fails with [`AppError::AlreadyPaused`] where a pause holds already, and with [`AppError::Usage`] where the reason says nothing.
    pub async fn pause(&self, reason: &str, by: Actor) -> Result<Pause, AppError> {
        let reason = checked(reason)?;
        match self.db.commit(pauses::begin(reason, staff(by), self.now())).await {
            Err(CommitError::Duplicate { .. }) => {
                let reason = self.paused().await?.map(|pause| pause.reason).unwrap_or_default();
                Err(AppError::AlreadyPaused { reason })
            }
            outcome => {
                outcome?;
                self.paused().await?.ok_or(AppError::NotPaused)
            }
        }
    }

    /// Ends the pause. What fell due meanwhile is made up by the next run.
    ///
    /// Fails with [`AppError::NotPaused`] where none holds.
    pub async fn resume(&self, by: Actor) -> Result<(), AppError> {
        match self.db.commit(pauses::end(staff(by), self.now())).await {
            Err(CommitError::Conflict { .. }) => Err(AppError::NotPaused),
            outcome => Ok(outcome?),
        }
    }

    /// The pause that holds.
    pub async fn paused(&self) -> Result<Option<Pause>, AppError> {
        Ok(pauses::open(&self.db).await?.map(Pause::from))
    }

    /// The pauses that there were, the latest first.
    pub async fn pauses(&self, limit: u32) -> Result<Vec<Pause>, AppError> {
        Ok(pauses::recent(&self.db, limit).await?.into_iter().map(Pause::from).collect())
    }

    /// How many subscriptions have something due on the business date or before it that was not done.
    pub async fn waiting_subscriptions(&self) -> Result<u64, AppError> {
        Ok(subscriptions::due_count(&self.db, self.today().await?).await?.unsigned_abs())
    }
}

const fn staff(by: Actor) -> Option<i64> {
    match by {
        Actor::Staff(number) => Some(number),
        _ => None,
    }
}
