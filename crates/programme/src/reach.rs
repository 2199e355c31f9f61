//! What a relief reaches, and warnings about one that reaches nothing, or less than it seems to.

use std::ops::Range;

use jubilee_core::{Announcement, Base, Day, Move, Offer, Relief, RenewalRules};

use crate::code::Code;
use crate::coverage::Catalogue;
use crate::diagnostic::{Diagnostic, Findings};
use crate::parse::{AnnouncedAt, ReliefAt};

/// The last anniversary that an announcement names for good: a revision or withdrawal takes out those from its own day on, unless the
/// revision names them too.
pub(crate) fn named_until(relief: &Relief, at: usize) -> Day {
    let announcement = &relief.announcements[at];
    let next = relief.announcements.get(at + 1).map(|next| next.announced_on);
    let over = [next, relief.withdrawn_on].into_iter().flatten().map(|day| day.plus_days(-1)).min();
    announcement.until.min(over.unwrap_or(Day::MAX))
}

/// Warns of what has no effect in each relief.
pub(crate) fn warn(findings: &Findings<'_>, reliefs: &[ReliefAt], catalogue: &Catalogue<'_>) {
    for relief in reliefs {
        if findings.is_full() {
            return;
        }
        if !is_in_force(findings, relief) {
            continue;
        }
        let told = relief.relief.announcements.iter().zip(&relief.announced);
        for ((announcement, at), coverage) in told.zip(catalogue.coverages(&relief.relief)) {
            let case = Case { findings, relief, announcement, at, renewed: catalogue.renewed(&coverage) };
            // Members that hold what was retired run on, by rules that this file does not have any more.
            if !coverage.names_retired {
                case.warn();
            }
        }
    }
}

/// Whether a relief comes into force at all; what never does is pointed out.
fn is_in_force(findings: &Findings<'_>, at: &ReliefAt) -> bool {
    let (Some(withdrawn_on), Some(place)) = (at.relief.withdrawn_on, &at.withdrawn) else { return true };
    let never = at.relief.announcements.iter().zip(&at.announced).find(|(told, _)| told.announced_on >= withdrawn_on);
    if let Some((told, told_at)) = never {
        let message = format!(
            "'{}' is withdrawn on {withdrawn_on}, so what is announced on {} is never in force",
            at.relief.id, told.announced_on
        );
        let warning = Diagnostic::warning(Code::NoEffect, place.clone(), message);
        findings.report(warning.also(told_at.on.clone(), "announced here"));
    }
    at.relief.announcements.first().is_some_and(|first| first.announced_on < withdrawn_on)
}

/// One announcement of a relief.
struct Case<'c> {
    findings: &'c Findings<'c>,
    relief: &'c ReliefAt,
    announcement: &'c Announcement,
    at: &'c AnnouncedAt,
    renewed: Vec<(&'c Offer, &'c RenewalRules)>,
}

impl Case<'_> {
    fn warn(&self) {
        if self.renewed.is_empty() {
            let message = format!("'{}' is for no offer that is renewed, so it has no effect", self.relief.relief.id);
            let help = "the offers it names are left out again, or never renewed";
            self.report(Code::NoEffect, &self.at.on, message, &[], help);
            return;
        }
        self.warn_of_range();
        self.warn_of_date();
        self.warn_of_reactivation();
    }

    fn report(&self, code: Code, place: &Range<usize>, message: String, also: &[(Option<&Range<usize>>, &str)], help: &str) {
        let mut warning = Diagnostic::warning(code, place.clone(), message);
        for (place, label) in also {
            if let Some(place) = place {
                warning = warning.also((*place).clone(), *label);
            }
        }
        self.findings.report(warning.help(help));
    }

    /// Anniversaries that nothing is said of, and those that have all lapsed by the announcement.
    fn warn_of_range(&self) {
        let (announcement, id) = (self.announcement, &self.relief.relief.id);
        let Some(place) = self.at.anniversaries.as_ref().filter(|_| self.at.is_new_range) else { return };
        if !(announcement.waives_requirements || announcement.moves.is_some() || announcement.reminder.is_some()) {
            let message = format!("'{id}' does nothing for the anniversaries that it names here");
            let help = "a reactivation names its own; leave this key out, or say what else the relief does";
            self.report(Code::NoEffect, place, message, &[], help);
            return;
        }
        let closed = self.renewed.iter().map(|(_, rules)| rules.closes.after(announcement.until)).max();
        if let Some(closed) = closed.filter(|closed| *closed < announcement.announced_on) {
            let message = format!(
                "'{id}' is announced on {}, and the last window of the anniversaries that it names closed on {closed}",
                announcement.announced_on
            );
            let help = "what has lapsed before an announcement stays lapsed; allow reactivation with [relief.reactivation]";
            self.report(Code::NoEffect, place, message, &[(Some(&self.at.on), "announced here")], help);
        }
    }

    /// A date to move to that does not move all anniversaries that are named.
    fn warn_of_date(&self) {
        let (Some(Move::To(day)), Some(place)) = (self.announcement.moves, &self.at.moves) else { return };
        if day >= self.announcement.until {
            return;
        }
        let first = day.max(self.announcement.from);
        let message = format!(
            "'{}' moves anniversaries to {day}, and those from {first} to {} do not move, because they are no earlier",
            self.relief.relief.id, self.announcement.until
        );
        let also = [(self.at.anniversaries.as_ref(), "the anniversaries")];
        self.report(Code::NoEffect, place, message, &also, "move to a later day, or end the range before that day");
    }

    /// A reactivation that nobody can use, or that gives a year which is over when it is paid.
    fn warn_of_reactivation(&self) {
        let (Some(reactivation), Some(place)) = (self.announcement.reactivation, &self.at.pay_until) else { return };
        if !self.at.is_new_reactivation {
            return;
        }
        let (id, pay_until) = (&self.relief.relief.id, reactivation.pay_until);
        let lapses = self.renewed.iter().map(|(_, rules)| rules.closes.after(reactivation.from).next()).min();
        let first = lapses.map(|day| day.max(self.announcement.announced_on));
        if let Some(first) = first.filter(|first| pay_until < *first) {
            let message =
                format!("'{id}' can be used for reactivation from {first}, and be paid until {pay_until}, which is before");
            self.report(Code::NoEffect, place, message, &[(Some(&self.at.on), "announced here")], "write a later 'pay-until'");
            return;
        }
        if reactivation.base == Base::Payment {
            return;
        }
        // The first anniversary is the one whose next year ends first.
        let ended = self.renewed.iter().find_map(|(offer, rules)| {
            let next = rules.next_anniversary.after(reactivation.from);
            let closes = rules.closes.after(next);
            (closes < pay_until).then_some((offer, next, closes))
        });
        if let Some((offer, next, closes)) = ended {
            let message = format!(
                "'{id}' can be paid until {pay_until}: for '{}' with the anniversary {} the next one is {next}, whose window closes on \
                 {closes}",
                offer.id, reactivation.from
            );
            let help = "end it earlier, begin with a later anniversary, or write next-anniversary-from = \"payment\"";
            self.report(Code::ReactivationTooLate, place, message, &[], help);
        }
    }
}
