//! The one fenced business date that feeds the portal, the commands and the daily run alike (invariant 9).

use jubilee_core::Day;

/// How far the business date may run ahead of the last completed day without somebody's confirmation. A wrong clock must not lapse
/// everybody.
pub const FENCE_DAYS: i32 = 3;

/// Where an installation stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// A sandbox has a date of its own, which may lie beyond the real one.
    pub is_sandbox: bool,
    /// The day from which Jubilee runs the programme; nothing that was due earlier happens here. `None` in a sandbox that has not
    /// been given one: its first run decides.
    pub live_from: Option<Day>,
    /// The date of a sandbox; a real store keeps none, its date is held behind the last completed day.
    pub today: Option<Day>,
    /// The last day whose run is complete.
    pub completed_on: Option<Day>,
    /// The last day whose run a pause held: the clock was looked at then, so it is no leap to go on from there.
    pub reached_on: Option<Day>,
}

/// Why the business date is not the calendar's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The calendar has gone back behind a date that was already used.
    Back,
    /// The calendar is further ahead of the last completed day than the fence allows.
    Ahead,
}

/// The business date on a real day, and why it differs if it does.
///
/// ```
/// use jubilee_app::{Clock, Held};
/// let day = |text: &str| text.parse::<jubilee_core::Day>().unwrap();
/// let clock = Clock { is_sandbox: false, live_from: None, today: Some(day("2020-09-20")), completed_on: Some(day("2020-09-20")), reached_on: None };
/// assert_eq!(clock.business_date(day("2020-09-21")), (day("2020-09-21"), None));
/// assert_eq!(clock.business_date(day("2030-01-01")), (day("2020-09-23"), Some(Held::Ahead)));
/// assert_eq!(clock.business_date(day("2019-01-01")), (day("2020-09-20"), Some(Held::Back)));
/// ```
impl Clock {
    /// Clamps the real day between what has been used and the fence. A sandbox stands where it was put.
    pub fn business_date(&self, real: Day) -> (Day, Option<Held>) {
        if self.is_sandbox {
            return (self.today.or(self.live_from).unwrap_or(real), None);
        }
        let reached = self.reached();
        let seen = self.today.max(reached);
        let fence = reached.map(|day| day.plus_days(FENCE_DAYS));
        match (seen, fence) {
            (Some(seen), _) if real < seen => (seen, Some(Held::Back)),
            (seen, Some(fence)) if real > fence => (fence.max(seen.unwrap_or(fence)), Some(Held::Ahead)),
            _ => (real, None),
        }
    }

    /// The last day that is complete, or whose run a pause held.
    fn reached(&self) -> Option<Day> {
        self.completed_on.max(self.reached_on)
    }

    /// The day up to which a run goes, or why it does not run. `asked` is the date that somebody named, `is_confirmed` whether they
    /// confirmed that more than [`FENCE_DAYS`] missed days shall be made up.
    pub fn run_until(&self, asked: Option<Day>, real: Day, is_confirmed: bool) -> Result<Day, RunRefused> {
        let last = self.reached();
        if self.is_sandbox {
            let stands = self.today.or(self.live_from);
            let until = asked.or(stands).unwrap_or(real);
            return match stands {
                Some(stands) if until < stands => Err(RunRefused::Back { asked: until, last: stands }),
                _ => Ok(until),
            };
        }
        let until = asked.unwrap_or_else(|| real.max(last.unwrap_or(real)));
        if let Some(last) = last.filter(|last| until < *last) {
            return Err(RunRefused::Back { asked: until, last });
        }
        if asked.is_some() && until > real {
            return Err(RunRefused::Beyond { asked: until, real });
        }
        match last {
            Some(last) if until > last.plus_days(FENCE_DAYS) && !is_confirmed => Err(RunRefused::Fence { last, until }),
            _ => Ok(until),
        }
    }
}

/// Why a run does not take place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RunRefused {
    /// The date lies before one that is already complete.
    #[error("the business date never goes back: {last} has been reached, and {asked} was asked for")]
    Back {
        /// The date that was asked for.
        asked: Day,
        /// The date that has been reached.
        last: Day,
    },
    /// The date lies in the future of a real installation.
    #[error("{asked} is after today, {real}; days to come can be run in a sandbox only (jubilee init --sandbox)")]
    Beyond {
        /// The date that was asked for.
        asked: Day,
        /// The real date.
        real: Day,
    },
    /// More days were missed than are made up without confirmation.
    #[error(
        "the last completed day is {last}, and running until {until} makes up {} days at once; check the machine's clock, then confirm with --catch-up",
        .until.days_since(*.last)
    )]
    Fence {
        /// The last completed day.
        last: Day,
        /// The day up to which the run would go.
        until: Day,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn real(completed: &str) -> Clock {
        let completed = Some(day(completed));
        Clock { is_sandbox: false, live_from: None, today: completed, completed_on: completed, reached_on: None }
    }

    #[test]
    fn no_jump_of_the_clock_moves_the_business_date_beyond_the_fence_or_back() {
        let clock = real("2020-02-28");
        for jump in -3650..=3650 {
            let calendar = day("2020-02-28").plus_days(jump);
            let (business, held) = clock.business_date(calendar);
            assert!(business >= day("2020-02-28") && business <= day("2020-03-02"), "{calendar} gave {business}");
            assert_eq!(held.is_some(), business != calendar, "{calendar}");
            let run = clock.run_until(None, calendar, false);
            assert_eq!(run.is_ok(), jump <= FENCE_DAYS, "{calendar}: {run:?}");
        }
    }

    #[test]
    fn a_confirmed_run_makes_up_what_was_missed() {
        let clock = real("2020-02-28");
        assert_eq!(clock.run_until(None, day("2020-06-01"), true), Ok(day("2020-06-01")));
        assert!(matches!(clock.run_until(Some(day("2020-06-02")), day("2020-06-01"), true), Err(RunRefused::Beyond { .. })));
    }

    #[test]
    fn a_day_that_a_pause_held_is_no_leap_of_the_clock() {
        let paused = Clock { reached_on: Some(day("2020-03-30")), ..real("2020-02-28") };
        assert_eq!(paused.business_date(day("2020-03-31")), (day("2020-03-31"), None));
        assert_eq!(paused.run_until(None, day("2020-03-31"), false), Ok(day("2020-03-31")));
        assert_eq!(paused.business_date(day("2020-03-29")), (day("2020-03-30"), Some(Held::Back)));
        assert!(matches!(paused.run_until(None, day("2020-04-03"), false), Err(RunRefused::Fence { .. })));
    }

    #[test]
    fn a_sandbox_goes_where_it_is_told_but_never_back() {
        let clock = Clock { is_sandbox: true, today: Some(day("2020-09-20")), ..real("2020-09-20") };
        assert_eq!(clock.business_date(day("2026-01-01")), (day("2020-09-20"), None));
        assert_eq!(clock.run_until(Some(day("2031-01-01")), day("2026-01-01"), false), Ok(day("2031-01-01")));
        assert!(matches!(clock.run_until(Some(day("2020-09-19")), day("2026-01-01"), false), Err(RunRefused::Back { .. })));
        let fresh = Clock { live_from: None, today: None, completed_on: None, ..clock };
        assert_eq!(fresh.run_until(Some(day("2019-01-01")), day("2026-01-01"), false), Ok(day("2019-01-01")));
    }
}
