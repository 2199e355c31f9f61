//! What can go wrong in a use case, by what the caller can do about it (style.md B5): a refusal is a rule's answer, the others say
//! what is missing or broken.

use jubilee_core::{Misfit, Refusal, Unreadable};
use jubilee_programme::{Diagnostics, nearest};
use jubilee_store::{CommitError, Fault, OpenError};

use crate::clock::RunRefused;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A rule says no. Its reasons are worded by the texts crate.
    #[error("a rule refuses it")]
    Refused(Box<Refusal>),
    /// There is no such thing.
    #[error("there is no {what} '{name}'{hint}")]
    NotFound {
        /// What was looked for, for example `subscription`.
        what: &'static str,
        /// What it was called.
        name: String,
        /// Where it was looked for, or what there is instead: the end of the sentence.
        hint: String,
    },
    /// Who asks may not do this.
    #[error("this needs the role of {needed}")]
    NotAllowed {
        /// The least role that may.
        needed: &'static str,
    },
    /// Too many others changed the same member at the same time.
    #[error("member {member} is being changed by others all the time; try again")]
    Busy {
        /// The member's number.
        member: i64,
    },
    /// The run does not take place.
    #[error(transparent)]
    Run(#[from] RunRefused),
    /// The day that was asked for lies before everything that is known.
    #[error("on {on} nothing was known yet of subscription '{subscription}'")]
    NothingKnown {
        /// The day.
        on: jubilee_core::Day,
        /// What the subscription is called.
        subscription: String,
    },
    /// What happens by itself is held already.
    #[error("it is paused already ({reason}); `jubilee resume` ends that")]
    AlreadyPaused {
        /// Why, in the words of who paused.
        reason: String,
    },
    /// There is no pause to end.
    #[error("nothing is paused")]
    NotPaused,
    /// The arguments do not fit.
    #[error("{0}")]
    Usage(String),
    /// A member's ledger cannot be replayed.
    #[error("the ledger of member {member} is damaged")]
    Ledger {
        /// The member's number.
        member: i64,
        /// What was found.
        #[source]
        source: Damage,
    },
    /// The provider of card payments did not do what it was asked to.
    #[error(transparent)]
    Cards(#[from] jubilee_payments::Fault),
    /// The programme file has errors.
    #[error("{0}")]
    Programme(Box<Diagnostics>),
    /// The store cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The store could not do its work.
    #[error(transparent)]
    Store(#[from] Fault),
    /// The store could not commit.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// What is wrong with a ledger.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// An entry's bytes cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// An entry does not fit those before it.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// The hash chain is broken.
    #[error("entry {0} does not continue the chain of hashes")]
    Chain(i64),
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> AppError {
        AppError::Refused(Box::new(refusal))
    }
}

impl AppError {
    /// A thing that is not there.
    pub(crate) fn not_found(what: &'static str, name: impl std::fmt::Display) -> AppError {
        AppError::NotFound { what, name: name.to_string(), hint: " in this store".to_owned() }
    }

    /// A thing that is not there, of a kind of which there are few: the others are named.
    pub(crate) fn not_among<'a>(
        what: &'static str,
        name: impl std::fmt::Display,
        known: impl Iterator<Item = &'a str> + Clone,
    ) -> AppError {
        let name = name.to_string();
        let all: Vec<&str> = known.clone().collect();
        let all = if all.is_empty() { "are none".to_owned() } else { format!("are: {}", all.join(", ")) };
        let hint = match nearest(&name, known) {
            Some(meant) => format!("; did you mean '{meant}'? There {all}"),
            None => format!("; there {all}"),
        };
        AppError::NotFound { what, name, hint }
    }
}
