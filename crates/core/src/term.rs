//! The terms of a subscription: the cycles that its renewals closed, and the current one as it stands on a day, with what reliefs and
//! exceptions made of it. This is the one place in which reliefs meet dates.
//!
//! A relief covers a cycle when it names its anniversary: the one that the rules gave, or one to which another relief moved it. Each
//! relief counts once, in the order of their announcements; moves add up. It counts only when it was announced before the cycle's
//! window had closed, because what had lapsed by then stays lapsed (R16).

use crate::cycle::{Cycle, next_anniversary};
use crate::exception::ExceptionKind;
use crate::flight::{Hold, hold};
use crate::member::{Origin, ReactivatedBy, Renewal, Subscription};
use crate::programme::{Offer, Programme, RenewalRules};
use crate::relief::{Announcement, Applied, Reactivation, Relief};
use crate::{AreaId, Day, ReliefId, Span};

/// A cycle that was renewed.
#[derive(Clone, Debug)]
pub(crate) struct ClosedTerm<'p> {
    /// The offer by the rules of that cycle.
    pub(crate) offer: &'p Offer,
    /// How it was renewed.
    pub(crate) renewal: Renewal,
    /// The first day of its term.
    began_on: Day,
    /// The last day of its window, exceptions included.
    pub(crate) closed_on: Day,
    /// The anniversaries by which reliefs may name it: the one that the rules had given, and those to which reliefs moved it until it
    /// was renewed.
    anniversaries: Vec<Day>,
    /// The areas that the subscription covered.
    areas: Vec<AreaId>,
}

/// The current cycle of a subscription on a day.
#[derive(Clone, Debug)]
pub struct Term<'p> {
    /// The offer by the rules of this cycle.
    pub offer: &'p Offer,
    /// The anniversary that the rules gave, before any relief.
    pub ruled: Day,
    /// The cycle with the dates that count.
    pub cycle: Cycle,
    /// The reliefs that cover it, in the order in which they count.
    pub reliefs: Vec<Applied>,
    /// The exception that extended its window, and the last day before it did.
    pub extended: Option<(u16, Day)>,
    /// The payment in flight for which its lapse waits.
    pub hold: Option<Hold>,
    covering: Vec<(&'p Relief, &'p Announcement)>,
    pub(crate) closed: Vec<ClosedTerm<'p>>,
}

/// The current cycle of a subscription as it stands on a day: the first that has not been renewed. `None` while it is not paid for,
/// and for an offer that never needs renewal or that the programme does not know.
pub fn current_cycle(programme: &Programme, subscription: &Subscription, on: Day) -> Option<Cycle> {
    current_term(programme, subscription, on).map(|term| term.cycle)
}

/// The current cycle with all that led to it.
pub fn current_term<'p>(programme: &'p Programme, subscription: &Subscription, on: Day) -> Option<Term<'p>> {
    let (mut began_on, mut ruled) = beginning(programme, subscription)?;
    let mut closed = Vec::with_capacity(subscription.renewals.len());
    for (at, renewal) in subscription.renewals.iter().enumerate() {
        // Money can have come before a version that the cycle took on before it was renewed.
        let known_on = renewal.paid_on.max(renewal.recorded_on);
        let offer = programme.offer_in_cycle(&subscription.offer, began_on, renewal.anniversary, known_on)?;
        let rules = offer.renewal.as_ref()?;
        let by_rules = rules.closes.after(renewal.anniversary);
        let closed_on = extension(subscription, at, Day::MAX).map_or(by_rules, |(_, until)| until.max(by_rules));
        let anniversaries = on_the_way(programme, subscription, offer, (began_on, ruled), at, closed_on);
        let areas = subscription.areas.iter().zip(&subscription.added_in).filter(|(_, added_in)| **added_in <= at);
        let areas = areas.map(|(area, _)| area.clone()).collect();
        closed.push(ClosedTerm { offer, renewal: renewal.clone(), began_on, closed_on, anniversaries, areas });
        ruled = renewal.next_anniversary.unwrap_or_else(|| next_anniversary(rules, renewal.anniversary, renewal.paid_on));
        began_on = renewal.anniversary.next();
    }
    let mut offer = programme.offer_in_cycle(&subscription.offer, began_on, ruled, on)?;
    let mut rules = offer.renewal.as_ref()?;
    let cycle = subscription.renewals.len();
    let mut covered = cover(programme, subscription, offer, (began_on, ruled), cycle, on);
    if covered.anniversary != ruled {
        // A moved window may not have been open yet when a version for begun cycles came.
        offer = programme.offer_in_cycle(&subscription.offer, began_on, covered.anniversary, on)?;
        rules = offer.renewal.as_ref()?;
        covered = cover(programme, subscription, offer, (began_on, ruled), cycle, on);
    }
    let extension = extension(subscription, cycle, on);
    let cycle = Cycle::new(rules, began_on, covered.anniversary);
    let extended =
        extension.filter(|(_, until)| *until > cycle.renew_until).map(|(exception, _)| (exception, cycle.renew_until));
    let cycle = match extension {
        Some((_, until)) => cycle.extended(until),
        None => cycle,
    };
    let hold = hold(programme, subscription, &cycle, on);
    Some(Term { offer, ruled, cycle, reliefs: covered.applied, extended, hold, covering: covered.covering, closed })
}

/// The first day of the first term and its anniversary by the rules.
fn beginning(programme: &Programme, subscription: &Subscription) -> Option<(Day, Day)> {
    let rules = |on: Day| programme.offer(&subscription.offer, on).and_then(|offer: &Offer| offer.renewal.as_ref());
    match subscription.origin {
        Origin::Ordered(_) => None,
        Origin::Purchased(on) | Origin::CarriedOver { purchased_on: on, anniversary: None } => {
            Some((on, rules(on)?.first_anniversary.after(on)))
        }
        Origin::CarriedOver { purchased_on, anniversary: Some(anniversary) } => {
            // Which version a carried-over cycle began under follows from when it began, which the latest rules tell first.
            let sketch = carried_over_since(rules(anniversary)?, purchased_on, anniversary);
            Some((carried_over_since(rules(sketch)?, purchased_on, anniversary), anniversary))
        }
    }
}

/// The first day of a cycle of which only the anniversary is known: its term is taken to have begun one term earlier, but not before
/// the purchase.
fn carried_over_since(rules: &RenewalRules, purchased_on: Day, anniversary: Day) -> Day {
    if anniversary == rules.first_anniversary.after(purchased_on) {
        return purchased_on;
    }
    let term = match rules.next_anniversary {
        Span::Days(days) => Span::Days(-days),
        Span::Months(months) => Span::Months(-months),
    };
    term.after(anniversary).next().max(purchased_on)
}

/// The exception that extends a cycle's window furthest, with the last day that it gives.
fn extension(subscription: &Subscription, cycle: usize, on: Day) -> Option<(u16, Day)> {
    let extensions = subscription.exceptions.iter().filter(|exception| {
        exception.cycle == cycle && exception.kind == ExceptionKind::Extension && exception.granted_on <= on
    });
    // One that is taken back later is not known to be on an earlier day.
    let last_day = |exception: &crate::Exception| match exception.ended_on {
        Some(ended_on) if ended_on <= on => exception.last_day(),
        _ => exception.until,
    };
    extensions.map(|exception| (exception.number, last_day(exception))).max_by_key(|(_, until)| *until)
}

/// What the reliefs make of an anniversary.
struct Covered<'p> {
    anniversary: Day,
    applied: Vec<Applied>,
    covering: Vec<(&'p Relief, &'p Announcement)>,
}

fn cover<'p>(
    programme: &'p Programme,
    subscription: &Subscription,
    offer: &Offer,
    (began_on, ruled): (Day, Day),
    cycle: usize,
    on: Day,
) -> Covered<'p> {
    let mut waiting: Vec<&Relief> = programme.reliefs.iter().collect();
    let mut named = vec![ruled];
    let mut covered = Covered { anniversary: ruled, applied: Vec::new(), covering: Vec::new() };
    // The window as it stood on the day of the announcement: what counted then is not undone by later rules.
    let closes_on = |anniversary: Day, since: Day| {
        let then = programme.offer_in_cycle(&subscription.offer, began_on, anniversary, since);
        let closes = then.and_then(|offer| offer.renewal.as_ref()).map(|rules| rules.closes.after(anniversary));
        let extended = extension(subscription, cycle, since).map(|(_, until)| until);
        extended.max(closes).unwrap_or(Day::MIN)
    };
    // A move may bring the anniversary into the range of a relief that was looked at before, so each round begins anew with the one
    // that has named the cycle longest; every round takes one relief out.
    loop {
        let naming = waiting.iter().enumerate().filter_map(|(at, relief)| {
            let (announcement, since) = relief.naming(on, &named, |scope| scope.covers(offer, &subscription.areas))?;
            (since <= closes_on(covered.anniversary, since)).then_some((since, at, announcement))
        });
        let Some((since, at, announcement)) = naming.min_by_key(|(since, at, _)| (*since, *at)) else { return covered };
        let relief = waiting.remove(at);
        let to = announcement.moves.map_or(covered.anniversary, |moves| moves.moved(covered.anniversary));
        covered.applied.push(Applied {
            relief: relief.id.clone(),
            since,
            waives_requirements: announcement.waives_requirements,
            moved: (to > covered.anniversary).then_some((covered.anniversary, to)),
            replaces_reminder: announcement.reminder.is_some(),
        });
        covered.covering.push((relief, announcement));
        covered.anniversary = to;
        named.push(to);
    }
}

/// The anniversaries on the way from the one that the rules gave to the one that was renewed.
fn on_the_way(
    programme: &Programme,
    subscription: &Subscription,
    offer: &Offer,
    (began_on, ruled): (Day, Day),
    cycle: usize,
    closed_on: Day,
) -> Vec<Day> {
    let renewal = &subscription.renewals[cycle];
    if renewal.anniversary == ruled {
        return vec![ruled];
    }
    let known_on = closed_on.max(renewal.paid_on);
    let covered = cover(programme, subscription, offer, (began_on, ruled), cycle, known_on);
    let moved = covered.applied.iter().filter_map(|applied| applied.moved.map(|(_, to)| to));
    let before = moved.take_while(|to| *to < renewal.anniversary);
    std::iter::once(ruled).chain(before).chain([renewal.anniversary]).collect()
}

/// The cycle that a renewal or reactivation with this next anniversary would begin, as it would stand on a day: reliefs that are
/// announced by then may move it further.
pub(crate) fn cycle_after(
    programme: &Programme,
    subscription: &Subscription,
    anniversary: Day,
    next_anniversary: Day,
    on: Day,
) -> Option<Cycle> {
    let mut renewed = subscription.clone();
    let (ordered_on, paid_on, next_anniversary) = (on, on, Some(next_anniversary));
    renewed.renewals.push(Renewal {
        anniversary,
        ordered_on,
        paid_on,
        recorded_on: on,
        next_anniversary,
        reactivation: None,
        closed_steps: Vec::new(),
    });
    current_cycle(programme, &renewed, on)
}

impl<'p> Term<'p> {
    /// The relief that waives the requirements of an area in this cycle; with no area, for any.
    pub(crate) fn waived_by(&self, area: Option<&AreaId>) -> Option<&'p ReliefId> {
        let waiving = self.covering.iter().find(|(_, announcement)| {
            announcement.waives_requirements && area.is_none_or(|area| announcement.scope.covers_area(area))
        });
        waiving.map(|(relief, _)| &relief.id)
    }

    /// What reminders say instead of their usual text, by the last relief that has words for it.
    pub fn reminder_text(&self) -> Option<&'p crate::Words> {
        self.covering.iter().rev().find_map(|(_, announcement)| announcement.reminder.as_ref())
    }

    /// Whether the cycle's window has closed by a day, and nothing is waited for.
    pub(crate) fn has_lapsed(&self, on: Day) -> bool {
        on > self.cycle.renew_until && self.held_by(on).is_none()
    }

    /// The payment in flight for which the lapse waits on a day after the window.
    pub(crate) fn held_by(&self, on: Day) -> Option<Hold> {
        self.hold.filter(|hold| self.cycle.renew_until < on && on <= hold.until)
    }

    /// The day on which the lapse is recorded. It counts from the day after the window all the same.
    pub(crate) fn lapse_due_on(&self) -> Day {
        self.hold.map_or(self.cycle.lapses_on, |hold| self.cycle.lapses_on.max(hold.until.next()))
    }

    /// The last day with benefits for who does not renew, as it stands on a day: those that run to the window's end run on while its lapse waits.
    pub(crate) fn benefits_until(&self, on: Day) -> Day {
        let until = self.cycle.benefits_until;
        self.held_by(on).filter(|_| until >= self.cycle.renew_until).map_or(until, |hold| until.max(hold.until))
    }

    /// The anniversaries by which reliefs may name this cycle.
    fn anniversaries(&self) -> Vec<Day> {
        let moved = self.reliefs.iter().filter_map(|applied| applied.moved.map(|(_, to)| to));
        std::iter::once(self.ruled).chain(moved).collect()
    }

    /// The reliefs that name this lapsed cycle for reactivation by what was announced until a day, whether or not they are over.
    pub(crate) fn reactivations(
        &self,
        programme: &'p Programme,
        areas: &[AreaId],
        on: Day,
    ) -> impl Iterator<Item = (&'p Relief, &'p Announcement, Reactivation)> {
        let anniversaries = self.anniversaries();
        let offer = self.offer;
        programme.reliefs.iter().filter_map(move |relief| {
            let announcement = relief.standing_on(on)?;
            let reactivation = announcement.reactivation?;
            let is_named = anniversaries.iter().any(|day| reactivation.from <= *day && *day <= reactivation.until);
            (is_named && announcement.scope.covers(offer, areas)).then_some((relief, announcement, reactivation))
        })
    }
}

impl ClosedTerm<'_> {
    /// The cycle with its dates, exceptions included. `None` for an offer that never renews, which has no terms.
    pub(crate) fn cycle(&self) -> Option<Cycle> {
        let cycle = Cycle::new(self.offer.renewal.as_ref()?, self.began_on, self.renewal.anniversary);
        Some(if self.closed_on > cycle.renew_until { cycle.extended(self.closed_on) } else { cycle })
    }

    /// The relief that waives the requirements of an area for the renewal of this cycle, by what was announced until a day.
    pub(crate) fn waived_by<'p>(&self, programme: &'p Programme, area: Option<&AreaId>, on: Day) -> Option<&'p ReliefId> {
        let is_area_meant = |scope: &crate::Scope| area.is_none_or(|area| scope.covers_area(area));
        if let Some(ReactivatedBy::Relief(id)) = &self.renewal.reactivation {
            let relief = programme.relief(id)?;
            // What was announced on the day of the order is its promise, whatever was announced since.
            let promised = relief.standing_on(self.renewal.ordered_on).filter(|announcement| {
                announcement.reactivation.is_some_and(|reactivation| reactivation.waives_requirements)
                    && is_area_meant(&announcement.scope)
            });
            if promised.is_some() {
                return Some(&relief.id);
            }
        }
        let waiving = programme.reliefs.iter().find(|relief| {
            let naming = relief.naming(on, &self.anniversaries, |scope| scope.covers(self.offer, &self.areas));
            naming.is_some_and(|(announcement, _)| announcement.waives_requirements && is_area_meant(&announcement.scope))
        });
        waiving.map(|relief| &relief.id)
    }
}
