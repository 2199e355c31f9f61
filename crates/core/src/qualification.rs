//! Whether a member qualifies: for an area that it wants, for the areas that a subscription covers, and for a renewal.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::exception::ExceptionKind;
use crate::member::{Member, Renewal, Subscription};
use crate::programme::{Offer, Programme};
use crate::reason::{Lift, Reason, Refusal};
use crate::requirement::{Check, NeedProgress, PathProgress, RequirementState, nearest, progress, state};
use crate::term::{ClosedTerm, Term};
use crate::{AreaId, Day, OfferId, ReliefId};

/// Why requirements count as met though they may not be, and how long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exemption {
    /// What exempts.
    pub by: ExemptBy,
    /// The last day for which it holds: the next renewal date.
    pub until: Day,
    /// Whether it only carries through a cycle that was renewed already: the next renewal needs its requirements again.
    pub is_carried: bool,
}

/// What exempts from requirements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExemptBy {
    /// A relief.
    Relief(ReliefId),
    /// This exception by staff.
    Exception(u16),
}

/// How a member stands with one area, or with an offer that covers none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualification {
    /// The area; `None` for an offer without areas, and where it is not known which areas a subscription covers.
    pub area: Option<AreaId>,
    /// The state, exemption included.
    pub state: RequirementState,
    /// How far it is on each path; empty where nothing is required.
    pub paths: Vec<PathProgress>,
    /// Why it is exempt; a subscription's areas only.
    pub exemption: Option<Exemption>,
    /// Whether its next renewal is in danger: the subscription runs, and the requirements are not met. Never where exempt.
    pub is_at_risk: bool,
    /// The first day without this area, where the level was renewed without it: it is lost then, unless its requirements are met
    /// before, or it is lost already.
    pub lost_on: Option<Day>,
}

impl Qualification {
    /// Which of its paths counts: the first that is met, and otherwise the one that is nearest.
    pub fn path(&self) -> Option<usize> {
        let met = self.paths.iter().position(PathProgress::is_met);
        met.or_else(|| nearest(&self.paths).and_then(|near| self.paths.iter().position(|path| std::ptr::eq(path, near))))
    }

    /// What is missing on the path that is nearest; empty when nothing is.
    pub fn missing(&self) -> Vec<NeedProgress> {
        missing(&self.paths)
    }
}

fn missing(paths: &[PathProgress]) -> Vec<NeedProgress> {
    nearest(paths).map(|path| path.missing().cloned().collect()).unwrap_or_default()
}

/// How a member stands with an area that it does not need to hold, by an offer's rules of a day, without any exemption. `None` when the
/// programme has no such offer that day.
pub fn qualification(
    programme: &Programme,
    member: &Member,
    offer: &OfferId,
    area: Option<&AreaId>,
    on: Day,
) -> Option<Qualification> {
    let offer = programme.offer(offer, on)?;
    Some(by_attainment(programme, member, offer, area, on))
}

pub(crate) fn by_attainment(
    programme: &Programme,
    member: &Member,
    offer: &Offer,
    area: Option<&AreaId>,
    on: Day,
) -> Qualification {
    // Where it is not known which areas are covered, any of the offer's is enough, and the one that is nearest is shown.
    if area.is_none() && !offer.areas.is_empty() {
        let all = offer.areas.iter().map(|area| by_attainment(programme, member, offer, Some(area), on));
        let best = all.rev().max_by_key(|qualification| qualification.state);
        return Qualification { area: None, ..best.expect("the offer has areas") };
    }
    let paths = paths(programme, member, offer, area, on);
    let state = if paths.is_empty() { RequirementState::Complete } else { state(&paths) };
    Qualification { area: area.cloned(), state, paths, exemption: None, is_at_risk: false, lost_on: None }
}

fn paths(programme: &Programme, member: &Member, offer: &Offer, area: Option<&AreaId>, on: Day) -> Vec<PathProgress> {
    let kind = |measure: &_| programme.measure(measure).map(|known| known.kind);
    offer.requirement(area).map(|requirement| progress(kind, member, requirement, area, on)).unwrap_or_default()
}

fn is_met(programme: &Programme, member: &Member, offer: &Offer, area: Option<&AreaId>, on: Day) -> bool {
    by_attainment(programme, member, offer, area, on).state == RequirementState::Complete
}

/// Whether the requirements are met on any day of a period.
fn is_met_within(programme: &Programme, member: &Member, offer: &Offer, area: Option<&AreaId>, from: Day, until: Day) -> bool {
    // Requirements can become met only on a day on which something is attained or a wrong figure ends.
    let later = member.attainments.iter().flat_map(|attainment| {
        let after = attainment.expires_on.map(Day::next);
        [Some(attainment.attained_on), attainment.ended_on, after].into_iter().flatten()
    });
    // Many things are attained on one day, that of an import for instance; each day is looked at once.
    let days: BTreeSet<Day> = std::iter::once(from).chain(later).filter(|day| from <= *day && *day <= until).collect();
    days.into_iter().any(|day| is_met(programme, member, offer, area, day))
}

/// The areas of a subscription as they stand on a day; for one without areas, or whose areas are not known, one qualification with none.
pub fn areas_held(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    on: Day,
) -> Vec<Qualification> {
    if subscription.areas.is_empty() {
        return vec![held(programme, member, subscription, term, None, None, on)];
    }
    let areas = subscription.areas.iter().zip(&subscription.added_in);
    areas
        .map(|(area, added_in)| {
            let lost_on = lost_on(programme, member, subscription, term, area, *added_in, on);
            held(programme, member, subscription, term, Some(area), lost_on, on)
        })
        .collect()
}

fn held(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    area: Option<&AreaId>,
    lost_on: Option<Day>,
    on: Day,
) -> Qualification {
    let mut found = by_attainment(programme, member, term.offer, area, on);
    found.lost_on = lost_on;
    let is_lost = term.has_lapsed(on) || lost_on.is_some();
    if found.paths.is_empty() || is_lost {
        return found;
    }
    found.exemption = exemption(programme, subscription, term, area, on);
    found.is_at_risk = found.exemption.is_none() && term.held_by(on).is_none() && !is_secure(programme, member, term, area, on);
    if found.exemption.is_some() {
        found.state = RequirementState::Complete;
    }
    found
}

/// Whether a subscription has requirements that somebody could be exempted from.
pub(crate) fn is_anything_required(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    on: Day,
) -> bool {
    areas_held(programme, member, subscription, term, on).iter().any(|found| !found.paths.is_empty())
}

/// Whether a renewal would find the requirements met, as far as a day can tell: until the day that counts by what holds today.
fn is_secure(programme: &Programme, member: &Member, term: &Term<'_>, area: Option<&AreaId>, on: Day) -> bool {
    let anniversary = term.cycle.anniversary;
    match term.offer.renewal.as_ref().map(|rules| rules.check) {
        Some(Check::AtAnniversary) => is_met(programme, member, term.offer, area, on.min(anniversary)),
        Some(Check::Within { from, until }) if from.after(anniversary) <= on => {
            let (from, until) = (from.after(anniversary), until.after(anniversary).min(on));
            is_met_within(programme, member, term.offer, area, from, until)
        }
        _ => is_met(programme, member, term.offer, area, on),
    }
}

/// Why an area is exempt on a day: by what covers the current cycle, or by what covered the one that was renewed, which carries it
/// through to the current anniversary (R13, R17).
fn exemption(
    programme: &Programme,
    subscription: &Subscription,
    term: &Term<'_>,
    area: Option<&AreaId>,
    on: Day,
) -> Option<Exemption> {
    if let Some(relief) = term.waived_by(area) {
        return Some(Exemption { by: ExemptBy::Relief(relief.clone()), until: term.cycle.next_anniversary, is_carried: false });
    }
    let mut granted = subscription.exceptions_on(on).filter(|exception| exception.kind == ExceptionKind::Exemption);
    if let Some(exception) = granted.next() {
        let by = ExemptBy::Exception(exception.number);
        return Some(Exemption { by, until: exception.last_day(), is_carried: false });
    }
    // What covered the renewed cycle carries through to the next renewal date and not beyond.
    let until = term.cycle.anniversary;
    let last = term.closed.last().filter(|_| on <= until)?;
    if let Some(relief) = last.waived_by(programme, area, on) {
        return Some(Exemption { by: ExemptBy::Relief(relief.clone()), until, is_carried: true });
    }
    let last_day = last.closed_on.max(last.renewal.paid_on);
    let exception = exempting(subscription, subscription.renewals.len() - 1, last.renewal.ordered_on, last_day)?;
    Some(Exemption { by: ExemptBy::Exception(exception), until, is_carried: true })
}

/// The exception that exempts a cycle on some day of a period.
fn exempting(subscription: &Subscription, cycle: usize, from: Day, until: Day) -> Option<u16> {
    let mut exempting = subscription.exceptions.iter().filter(|exception| {
        let is_inside = exception.granted_on <= until && exception.last_day() >= from;
        exception.kind == ExceptionKind::Exemption && exception.cycle == cycle && is_inside
    });
    exempting.next().map(|exception| exception.number)
}

/// The first day without an area that a level was renewed without; the day may lie ahead, and then the area holds until it comes.
fn lost_on(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    area: &AreaId,
    added_in: usize,
    on: Day,
) -> Option<Day> {
    let closed = term.closed.iter().enumerate().skip(added_in);
    closed.into_iter().find_map(|(at, closed)| {
        let case = Renewing { programme, member, subscription, closed, at };
        (!case.keeps(area, on)).then(|| case.last_day().next())
    })
}

/// A renewal that has happened, and the question whether it kept an area.
struct Renewing<'a> {
    programme: &'a Programme,
    member: &'a Member,
    subscription: &'a Subscription,
    closed: &'a ClosedTerm<'a>,
    at: usize,
}

impl Renewing<'_> {
    /// The last day on which meeting the requirements keeps an area: the end of the window; for a reactivation, its own day.
    fn last_day(&self) -> Day {
        let Renewal { paid_on, reactivation, .. } = &self.closed.renewal;
        if reactivation.is_some() { *paid_on } else { self.closed.closed_on.max(*paid_on) }
    }

    fn keeps(&self, area: &AreaId, on: Day) -> bool {
        let offer = self.closed.offer;
        let Some(rules) = offer.renewal.as_ref().filter(|_| offer.requirement(Some(area)).is_some()) else { return true };
        let Renewal { anniversary, ordered_on, reactivation, .. } = &self.closed.renewal;
        let last_day = self.last_day();
        // What was announced between the order and the window's end counts, and a promise of the order's day is kept.
        let known = last_day.min(on.max(*ordered_on));
        let is_waived = |day: Day| self.closed.waived_by(self.programme, Some(area), day).is_some();
        let (from, until) = match rules.check {
            _ if reactivation.is_some() => (*ordered_on, last_day),
            Check::AtRenewal => (*ordered_on, last_day),
            Check::AtAnniversary => (*anniversary, *anniversary),
            Check::Within { from, until } => (from.after(*anniversary), until.after(*anniversary)),
        };
        is_met_within(self.programme, self.member, offer, Some(area), from, until)
            || is_waived(known)
            || is_waived(*ordered_on)
            || exempting(self.subscription, self.at, *ordered_on, last_day).is_some()
    }
}

/// Why a cycle cannot be renewed on a day as far as requirements go: one area that qualifies or is exempt is enough.
pub(crate) fn renewal_refusal(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    on: Day,
) -> Option<Refusal> {
    let rules = term.offer.renewal.as_ref()?;
    let anniversary = term.cycle.anniversary;
    let (from, until, helps_until) = match rules.check {
        Check::AtRenewal => (on, on, term.cycle.renew_until),
        Check::AtAnniversary => (anniversary, anniversary, anniversary),
        Check::Within { from, until } => (from.after(anniversary), until.after(anniversary), until.after(anniversary)),
    };
    refusal(programme, member, subscription, term, (from, until), helps_until, on)
}

/// The same for a reactivation, which looks at the requirements on its day.
pub(crate) fn reactivation_refusal(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    pay_until: Day,
    on: Day,
) -> Option<Refusal> {
    refusal(programme, member, subscription, term, (on, on), pay_until, on)
}

fn refusal(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    (from, until): (Day, Day),
    helps_until: Day,
    on: Day,
) -> Option<Refusal> {
    // Before the day that counts, what is known has to be good for that day.
    let until = until.min(on).max(from);
    let mut reasons = Vec::new();
    for area in still_held(programme, member, subscription, term, on) {
        let area = area.as_ref();
        let is_exempt = term.waived_by(area).is_some()
            || subscription.exceptions_on(on).any(|exception| exception.kind == ExceptionKind::Exemption);
        if is_exempt || is_met_within(programme, member, term.offer, area, from, until) {
            return None;
        }
        let paths = by_attainment(programme, member, term.offer, area, until).paths;
        let until = (helps_until >= on).then_some(helps_until);
        reasons.push(Reason::RequirementsNotMet { area: area.cloned(), missing: missing(&paths), until });
    }
    // When the days that count are over, nothing that is attained helps any more.
    let lift = if helps_until >= on { Lift::Meet(Some(helps_until)) } else { Lift::AskStaff };
    (!reasons.is_empty()).then_some(Refusal { reasons, lift })
}

/// The areas that a renewal could keep: those that are not lost by a day, or no area where none are known. A level whose areas are all
/// lost has nothing left to qualify with but them, so they are looked at again.
pub(crate) fn still_held(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    on: Day,
) -> Vec<Option<AreaId>> {
    if subscription.areas.is_empty() {
        return vec![None];
    }
    let areas = subscription.areas.iter().zip(&subscription.added_in);
    let is_held = |(area, added_in): &(&AreaId, &usize)| {
        lost_on(programme, member, subscription, term, area, **added_in, on).is_none_or(|lost_on| on < lost_on)
    };
    let held: Vec<Option<AreaId>> = areas.filter(is_held).map(|(area, _)| Some(area.clone())).collect();
    if held.is_empty() { subscription.areas.iter().cloned().map(Some).collect() } else { held }
}

/// Why areas cannot be bought on a day as far as requirements go: each has to be met.
pub(crate) fn purchase_refusal(
    programme: &Programme,
    member: &Member,
    offer: &Offer,
    areas: &[AreaId],
    on: Day,
) -> Option<Refusal> {
    let wanted: Vec<Option<&AreaId>> = if areas.is_empty() { vec![None] } else { areas.iter().map(Some).collect() };
    let unmet = wanted.into_iter().filter_map(|area| {
        let found = by_attainment(programme, member, offer, area, on);
        let reason = Reason::RequirementsNotMet { area: area.cloned(), missing: found.missing(), until: None };
        (found.state != RequirementState::Complete).then(|| Refusal::new(reason, Lift::Meet(None)))
    });
    Refusal::of(unmet)
}
