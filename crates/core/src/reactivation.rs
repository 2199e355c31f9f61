//! Coming back after a lapse (R15): whether it is possible on a day, until when, and what it gives.

use std::cmp::Reverse;

use crate::cycle::{Cycle, next_anniversary_from};
use crate::exception::ExceptionKind;
use crate::member::{Member, Subscription};
use crate::programme::{Base, Programme};
use crate::qualification;
use crate::reason::{Lift, Reason, Refusal};
use crate::relief::Reactivation;
use crate::term::{Term, cycle_after};
use crate::{Day, ReliefId};

/// A reactivation that is open on a day. What a relief says about it is what is announced on that day: a revision or withdrawal ends it
/// at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The relief that allows it; `None` for an exception by staff alone.
    pub relief: Option<ReliefId>,
    /// The last value date.
    pub until: Day,
    /// Where the next anniversary is counted from.
    pub base: Base,
    /// Whether the relief waives the requirements.
    pub waives_requirements: bool,
    /// The last value date with which the relief's waiver counts, where an exception by staff lasts longer.
    pub waived_until: Option<Day>,
    /// Whether an exception by staff sets the last value date and the base.
    pub is_granted: bool,
    /// Whether staff have to approve it and have not.
    pub needs_approval: bool,
    /// The cycle that a payment on that day gives.
    pub next: Cycle,
}

impl Opening {
    /// The relief whose line of the file sets the last value date; `None` where an exception by staff does.
    pub fn set_by(&self) -> Option<&ReliefId> {
        self.relief.as_ref().filter(|_| !self.is_granted)
    }

    /// What is to be said about it: until when, and how long requirements are waived where that is shorter.
    pub(crate) fn reasons(&self) -> Vec<Reason> {
        let mut reasons = vec![Reason::ReactivationOpen { relief: self.set_by().cloned(), until: self.until }];
        if let (Some(relief), Some(until)) = (&self.relief, self.waived_until) {
            reasons.push(Reason::WaivedUntil { relief: relief.clone(), until });
        }
        reasons
    }
}

/// The reactivation of a subscription that is open on a day, or why there is none.
pub(crate) fn opening(
    programme: &Programme,
    subscription: &Subscription,
    term: &Term<'_>,
    on: Day,
) -> Result<Opening, Refusal> {
    if !term.has_lapsed(on) {
        return Err(Refusal::new(Reason::NotLapsed, Lift::Done));
    }
    let mut reliefs = Vec::new();
    let mut over = None;
    for (relief, announcement, reactivation) in term.reactivations(programme, &subscription.areas, on) {
        if on > reactivation.pay_until {
            over = Some(Reason::ReactivationOver { relief: relief.id.clone(), until: reactivation.pay_until });
        } else {
            // Of several, the one that asks least of the member; of equals the one with more time, then the one announced last.
            let asks = (reactivation.needs_approval, !reactivation.waives_requirements);
            let rank = (asks, Reverse(reactivation.pay_until), Reverse(announcement.announced_on));
            reliefs.push((rank, &relief.id, reactivation));
        }
    }
    reliefs.sort_by_key(|(rank, ..)| *rank);
    let ways = ways(subscription, &reliefs, on);
    let mut too_old = None;
    for way in ways {
        let next_anniversary = given(term, way.base, on);
        let next = cycle_after(programme, subscription, term.cycle.anniversary, next_anniversary, on);
        match next {
            Some(next) if on <= next.renew_until => {
                let Way { relief, until, base, waives_requirements, waived_until, is_granted, needs_approval } = way;
                // A payment after the end of the year that it gives would buy nothing (C12).
                let until = if base == Base::Anniversary { until.min(next.renew_until) } else { until };
                let waived_until = waived_until.filter(|waived_until| *waived_until < until);
                return Ok(Opening {
                    relief,
                    until,
                    base,
                    waives_requirements,
                    waived_until,
                    is_granted,
                    needs_approval,
                    next,
                });
            }
            _ => too_old = Some(Reason::ReactivationTooOld { next_anniversary }),
        }
    }
    let reasons = vec![too_old.or(over).unwrap_or(Reason::NoReactivation), Reason::BuyAnew];
    Err(Refusal { reasons, lift: Lift::BuyAnew })
}

/// Why an exception that lets something come back would have no effect on a day: the year that it gives is over already, and no relief
/// leaves its approval to staff.
pub(crate) fn effect(
    programme: &Programme,
    subscription: &Subscription,
    term: &Term<'_>,
    base: Base,
    on: Day,
) -> Result<(), Refusal> {
    let is_open = |base: Base| {
        let next = cycle_after(programme, subscription, term.cycle.anniversary, given(term, base, on), on);
        next.is_some_and(|next| on <= next.renew_until)
    };
    let mut reliefs = term.reactivations(programme, &subscription.areas, on);
    let approves =
        |reactivation: Reactivation| reactivation.needs_approval && on <= reactivation.pay_until && is_open(reactivation.base);
    if is_open(base) || reliefs.any(|(_, _, reactivation)| approves(reactivation)) {
        return Ok(());
    }
    let lift = if base == Base::Payment { Lift::BuyAnew } else { Lift::CountFromPayment };
    Err(Refusal::new(Reason::ReactivationTooOld { next_anniversary: given(term, base, on) }, lift))
}

/// One way to come back.
struct Way {
    relief: Option<ReliefId>,
    until: Day,
    base: Base,
    waives_requirements: bool,
    waived_until: Option<Day>,
    is_granted: bool,
    needs_approval: bool,
}

type Ranked<'a> = (((bool, bool), Reverse<Day>, Reverse<Day>), &'a ReliefId, Reactivation);

/// All ways that are open on a day, the one to take first: what staff granted last, which also approves what a relief leaves to them;
/// then the reliefs.
fn ways(subscription: &Subscription, reliefs: &[Ranked<'_>], on: Day) -> Vec<Way> {
    let granted: Vec<(Day, Base)> = subscription
        .exceptions_on(on)
        .filter_map(|exception| match exception.kind {
            ExceptionKind::Reactivation { base } => Some((exception.last_day(), base)),
            _ => None,
        })
        .collect();
    // A grant takes nothing away: what a relief waives stays waived.
    let waiving = reliefs.iter().find(|(_, _, of)| of.waives_requirements);
    let joined = waiving.or_else(|| reliefs.iter().find(|(_, _, of)| of.needs_approval));
    let by_staff = granted.iter().rev().map(|(until, base)| Way {
        relief: joined.map(|(_, relief, _)| (*relief).clone()),
        until: *until,
        base: *base,
        waives_requirements: waiving.is_some(),
        waived_until: waiving.map(|(_, _, of)| of.pay_until),
        is_granted: true,
        needs_approval: false,
    });
    let by_relief = reliefs.iter().map(|(_, relief, of)| Way {
        relief: Some((*relief).clone()),
        until: of.pay_until,
        base: of.base,
        waives_requirements: of.waives_requirements,
        waived_until: None,
        is_granted: false,
        needs_approval: of.needs_approval && granted.is_empty(),
    });
    by_staff.chain(by_relief).collect()
}

/// The anniversary that a reactivation by a payment of that value date gives by the rules.
pub(crate) fn given(term: &Term<'_>, base: Base, paid_on: Day) -> Day {
    let rules = term.offer.renewal.as_ref().expect("what has a term is renewed");
    next_anniversary_from(base, rules, term.cycle.anniversary, paid_on)
}

/// Why an open reactivation cannot be used on a day.
pub(crate) fn refusal(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    opening: &Opening,
    on: Day,
) -> Option<Refusal> {
    if let (true, Some(relief)) = (opening.needs_approval, &opening.relief) {
        return Some(Refusal::new(Reason::NeedsApproval { relief: relief.clone() }, Lift::AskStaff));
    }
    let relief = opening.relief.as_ref().filter(|_| opening.waives_requirements);
    let waiving = relief.and_then(|relief| programme.relief(relief)?.standing_on(on));
    if let Some(waiving) = waiving {
        // Of a relief for some areas, one that is still held has to be among them.
        let held = qualification::still_held(programme, member, subscription, term, on);
        if held.iter().any(|area| area.as_ref().is_none_or(|area| waiving.scope.covers_area(area))) {
            return None;
        }
    }
    qualification::reactivation_refusal(programme, member, subscription, term, opening.until, on)
}
