//! Exceptions: what staff allow for one subscription, with a reason and an end.

use minicbor::{Decode, Encode};
use serde::Serialize;

use crate::Day;
use crate::programme::Base;

/// What an exception allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExceptionKind {
    /// The requirements of the current cycle's renewal count as met until the end.
    #[n(0)]
    Exemption,
    /// The current cycle's window, and its benefits, run on until the end.
    #[n(1)]
    Extension,
    /// What has lapsed can be reactivated by a payment until the end.
    #[n(2)]
    Reactivation {
        /// Where the next anniversary is counted from (C21).
        #[n(0)]
        base: Base,
    },
    /// A payment that comes too late counts as if in time, with a value date until the end.
    #[n(3)]
    LatePayment,
}

impl ExceptionKind {
    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            ExceptionKind::Exemption => "exemption",
            ExceptionKind::Extension => "extension",
            ExceptionKind::Reactivation { .. } => "reactivation",
            ExceptionKind::LatePayment => "late-payment",
        }
    }
}

/// An exception that was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Which of the subscription's, from 1.
    pub number: u16,
    /// What it allows.
    pub kind: ExceptionKind,
    /// The cycle it was granted for: how many renewals the subscription had before.
    pub cycle: usize,
    /// The day on which it was granted.
    pub granted_on: Day,
    /// The last day on which it counts, unless it is ended before.
    pub until: Day,
    /// The first day on which it did not count any more, where it was taken back.
    pub ended_on: Option<Day>,
}

impl Exception {
    /// The last day on which it counts.
    pub fn last_day(&self) -> Day {
        self.ended_on.map_or(self.until, |ended_on| self.until.min(ended_on.plus_days(-1)))
    }

    /// Whether it counts on a day.
    pub fn is_valid(&self, on: Day) -> bool {
        self.granted_on <= on && on <= self.last_day()
    }
}
