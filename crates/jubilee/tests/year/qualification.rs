//! Requirements and the relief, worked out anew for every question from what the files say (R13 to R17).

use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::calendar::{days_between, plus};
use crate::register::Subscription;

/// The day on which the relief was announced; nothing changes before it (R16).
pub(crate) const ANNOUNCED: Date = date(2020, 8, 13);
/// The last day on which a payment reactivates (R15).
pub(crate) const PAY_UNTIL: Date = date(2020, 12, 31);

/// A renewal or reactivation that has happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Renewal {
    /// The anniversary that it followed.
    pub(crate) anniversary: Date,
    /// The day of the order, or of the money where that is earlier.
    pub(crate) ordered_on: Date,
    /// The day on which the money counted.
    pub(crate) paid_on: Date,
    /// The day on which it was recorded.
    pub(crate) known_on: Date,
    pub(crate) is_reactivation: bool,
}

/// A subscription as it stands on a day, with the renewals that are known then.
#[derive(Clone, Copy)]
pub(crate) struct Held<'a> {
    pub(crate) subscription: &'a Subscription,
    pub(crate) renewals: &'a [Renewal],
    /// The anniversary of the cycle it is in.
    pub(crate) anniversary: Date,
    pub(crate) on: Date,
}

/// R13: the range of anniversaries, both ends included.
pub(crate) fn is_in_range(anniversary: Date) -> bool {
    (date(2020, 7, 1)..=date(2020, 12, 31)).contains(&anniversary)
}

impl Held<'_> {
    pub(crate) fn has_lapsed(&self) -> bool {
        days_between(self.anniversary, self.on) > 30
    }

    /// Whether the relief waives the requirements of the current cycle: it names it, and came before its window had closed.
    pub(crate) fn is_covered(&self) -> bool {
        let came_in_time = ANNOUNCED <= plus(self.anniversary, 30);
        self.subscription.is_level() && is_in_range(self.anniversary) && ANNOUNCED <= self.on && came_in_time
    }

    /// R15: the range of what has lapsed is wider, and has a last day.
    pub(crate) fn is_reactivatable(&self) -> bool {
        let is_named = (date(2020, 1, 1)..=date(2020, 12, 31)).contains(&self.anniversary);
        self.subscription.is_level() && self.has_lapsed() && is_named && (ANNOUNCED..=PAY_UNTIL).contains(&self.on)
    }

    /// Whether the relief carries what was paid already through to the current anniversary (T38).
    pub(crate) fn is_carried_through(&self) -> bool {
        let Some(last) = self.renewals.last().filter(|_| self.on <= self.anniversary) else { return false };
        self.subscription.is_level() && (last.is_reactivation || (is_in_range(last.anniversary) && ANNOUNCED <= self.on))
    }

    /// The first day without an area that the level was renewed without.
    fn lost_on(&self, area: &str) -> Option<Date> {
        let lost = self.renewals.iter().find_map(|renewal| {
            let closed = plus(renewal.anniversary, 30).max(renewal.paid_on);
            let waived_by = closed.min(self.on.max(renewal.ordered_on));
            let is_waived = renewal.is_reactivation || (is_in_range(renewal.anniversary) && ANNOUNCED <= waived_by);
            let is_kept = is_waived || self.subscription.is_met(area, renewal.ordered_on);
            (!is_kept).then(|| plus(closed, 1))
        });
        lost.filter(|_| self.subscription.is_level())
    }

    fn exempt_until(&self, area: &str) -> Option<Date> {
        if self.has_lapsed() || self.lost_on(area).is_some() {
            None
        } else if self.is_covered() {
            Some(plus(self.anniversary, 365))
        } else {
            self.is_carried_through().then_some(self.anniversary)
        }
    }

    /// Whether the requirements let it be renewed: one area that qualifies is enough.
    pub(crate) fn qualifies(&self) -> bool {
        let is_held = |area: &&&str| self.lost_on(area).is_none_or(|lost_on| self.on < lost_on);
        let mut held = self.subscription.areas.iter().filter(is_held);
        !self.subscription.is_level() || self.is_covered() || held.any(|area| self.subscription.is_met(area, self.on))
    }

    /// What `status --json` has to say about its areas.
    pub(crate) fn requirements(&self) -> Value {
        let Some((measure, need)) = self.subscription.need() else { return json!([]) };
        let areas = self.subscription.areas.iter().map(|area| {
            let have = self.subscription.have(area, self.on);
            let (lost_on, exempt_until) = (self.lost_on(area), self.exempt_until(area));
            let state = match have {
                _ if exempt_until.is_some() => "complete",
                0 => "not-started",
                have if have < need => "in-progress",
                _ => "complete",
            };
            let is_missing = have < need && exempt_until.is_none();
            json!({
                "area": area,
                "state": state,
                "exempt": exempt_until.is_some(),
                "exempt_until": exempt_until.map(|day| day.to_string()),
                "waived_on_reactivation": is_missing && self.is_reactivatable() && lost_on.is_none(),
                "at_risk": is_missing && !self.has_lapsed() && lost_on.is_none(),
                "lost_on": lost_on.map(|day| day.to_string()),
                "missing": if is_missing { json!([{ "measure": measure, "have": have, "need": need }]) } else { json!([]) },
            })
        });
        areas.collect()
    }
}
