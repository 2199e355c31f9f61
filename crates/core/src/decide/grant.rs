//! Decisions about what a member attained, and about exceptions that staff grant.

use super::payment::late_until;
use super::refuse::{closed_refusal, move_refusal};
use super::{Case, Decision};
use crate::entry::{Fact, Purpose};
use crate::exception::{Exception, ExceptionKind};
use crate::member::{Attainment, Origin};
use crate::order::{Item, Order};
use crate::qualification::{areas_held, by_attainment, is_anything_required};
use crate::reactivation::{effect, opening};
use crate::reason::{Lift, Reason, Refusal, Rule};
use crate::requirement::RequirementState;
use crate::{AreaId, Day, MeasureId, SubscriptionId};

impl Case<'_> {
    pub(super) fn attain(
        &self,
        measure: MeasureId,
        area: Option<AreaId>,
        amount: u32,
        attained_on: Day,
        expires_on: Option<Day>,
    ) -> Result<Decision, Refusal> {
        let is_area = |area: &AreaId| self.programme.area_name(area, self.programme.languages[0]).is_some();
        let wrong = match (self.programme.measure(&measure), &area) {
            (None, _) => Some(Reason::UnknownMeasure { measure: measure.clone() }),
            (Some(known), None) if known.is_per_area => Some(Reason::MeasureNeedsArea { measure: measure.clone() }),
            (Some(known), Some(_)) if !known.is_per_area => Some(Reason::MeasureHasNoArea { measure: measure.clone() }),
            (Some(_), Some(area)) if !is_area(area) => Some(Reason::UnknownArea { area: area.clone() }),
            _ => None,
        };
        if let Some(reason) = wrong {
            return Err(Refusal::new(reason, Lift::Correct));
        }
        if amount == 0 {
            return Err(Refusal::new(Reason::NothingAttained, Lift::Correct));
        }
        if let Some(ends_on) = expires_on.filter(|expires_on| *expires_on < attained_on) {
            return Err(Refusal::new(Reason::AttainedTooShort { on: attained_on, ends_on }, Lift::Correct));
        }
        if attained_on > self.today {
            let reason = Reason::AttainedAhead { on: attained_on, today: self.today };
            return Err(Refusal::new(reason, Lift::Wait(attained_on)));
        }
        let is_same = |known: &&Attainment| {
            let what = (&known.measure, &known.area, known.amount) == (&measure, &area, amount);
            what && (known.attained_on, known.expires_on, known.ended_on) == (attained_on, expires_on, None)
        };
        // Whoever sends a form twice means it once; two that are alike are recorded as their sum.
        if let Some(known) = self.member.attainments.iter().find(is_same) {
            return Err(Refusal::new(Reason::AlreadyAttained { attainment: known.number }, Lift::Correct));
        }
        let attainment = self.member.attainments.len() as u32 + 1;
        let reason =
            Reason::Attained { measure: measure.clone(), area: area.clone(), amount, on: attained_on, until: expires_on };
        Ok(self.one(attained_on, reason, Fact::Attained { attainment, measure, area, amount, expires_on }))
    }

    pub(super) fn end_attainment(&self, attainment: u32, ended_on: Day) -> Result<Decision, Refusal> {
        let known = self.member.attainments.iter().find(|known| known.number == attainment);
        let Some(known) = known.filter(|known| known.ended_on.is_none()) else {
            return Err(Refusal::new(Reason::UnknownAttainment, Lift::Correct));
        };
        if ended_on < known.attained_on {
            return Err(Refusal::new(Reason::AttainedTooShort { on: known.attained_on, ends_on: ended_on }, Lift::Correct));
        }
        let entry = self.entry(ended_on, &[Rule::Requirements], Fact::AttainmentEnded { attainment });
        Ok(Decision { entries: vec![entry], reasons: Vec::new() })
    }

    pub(super) fn cover_area(&self, id: SubscriptionId, area: AreaId) -> Result<Decision, Refusal> {
        let (subscription, term) = self.term(id)?;
        let offer = term.offer;
        if !offer.areas.contains(&area) {
            return Err(Refusal::new(Reason::AreasNeeded { offer: offer.id.clone() }, Lift::Correct));
        }
        if let Some(refusal) = move_refusal(self.programme, self.member) {
            return Err(refusal);
        }
        if term.has_lapsed(self.today) {
            return Err(closed_refusal(self.programme, subscription, &term, self.today));
        }
        let held = areas_held(self.programme, self.member, subscription, &term, self.today);
        if held.iter().any(|held| held.area.as_ref() == Some(&area) && held.lost_on.is_none_or(|lost_on| self.today < lost_on))
        {
            return Err(Refusal::new(Reason::AreaHeld { area }, Lift::Done));
        }
        // A cycle keeps its requirements, also for an area that is added to it.
        let found = by_attainment(self.programme, self.member, offer, Some(&area), self.today);
        if found.state != RequirementState::Complete {
            let reason = Reason::RequirementsNotMet { area: Some(area), missing: found.missing(), until: None };
            return Err(Refusal::new(reason, Lift::Meet(None)));
        }
        let reason = Reason::AreaCovered { area: area.clone(), on: self.today };
        Ok(self.one(self.today, reason, Fact::AreaCovered { subscription: id, area }))
    }

    pub(super) fn grant_exception(&self, id: SubscriptionId, kind: ExceptionKind, until: Day) -> Result<Decision, Refusal> {
        let subscription = self.subscription(id)?;
        if kind == ExceptionKind::LatePayment && matches!(subscription.origin, Origin::Ordered(_)) {
            return self.granted(id, kind, until, None);
        }
        let (_, term) = self.term(id)?;
        let (closes_on, has_lapsed) = (term.cycle.renew_until, term.has_lapsed(self.today));
        let window = match kind {
            ExceptionKind::Extension if has_lapsed => {
                return Err(Refusal::new(Reason::Lapsed { on: term.cycle.lapses_on }, Lift::GrantReactivation));
            }
            ExceptionKind::Extension => {
                // The window has to be closed before the next one opens, so that it is always clear which cycle is meant.
                let rules = term.offer.renewal.as_ref().expect("what has a term is renewed");
                let before = rules.opens.after(term.cycle.next_anniversary);
                if until >= before {
                    return Err(Refusal::new(Reason::EndsTooLate { until, before }, Lift::Correct));
                }
                Some(closes_on)
            }
            ExceptionKind::Reactivation { .. } if !has_lapsed => {
                return Err(Refusal::new(Reason::NotLapsed, Lift::Wait(term.cycle.lapses_on)));
            }
            ExceptionKind::Exemption if !is_anything_required(self.programme, self.member, subscription, &term, self.today) => {
                return Err(Refusal::new(Reason::NothingRequired { offer: subscription.offer.clone() }, Lift::Correct));
            }
            // What has lapsed is not renewed any more: an exemption helps where it can be brought back, and nowhere else.
            ExceptionKind::Exemption if has_lapsed && opening(self.programme, subscription, &term, self.today).is_err() => {
                return Err(Refusal::new(Reason::Lapsed { on: term.cycle.lapses_on }, Lift::GrantReactivation));
            }
            ExceptionKind::Exemption if !has_lapsed && self.today <= until && until < term.cycle.renew_from => {
                let reason = Reason::EndsBeforeWindow { until, opens_on: term.cycle.renew_from };
                return Err(Refusal::new(reason, Lift::Correct));
            }
            ExceptionKind::Reactivation { base } => {
                effect(self.programme, subscription, &term, base, self.today)?;
                None
            }
            ExceptionKind::Exemption => None,
            ExceptionKind::LatePayment => Some(closes_on),
        };
        self.granted(id, kind, until, window)
    }

    /// `window` is the last day of the renewal window, where an exception has an effect only if it ends after it.
    fn granted(&self, id: SubscriptionId, kind: ExceptionKind, until: Day, window: Option<Day>) -> Result<Decision, Refusal> {
        let subscription = self.subscription(id)?;
        let is_enough = |known: &&Exception| {
            let is_same = known.kind == kind && known.cycle == subscription.renewals.len();
            is_same && known.is_valid(self.today) && until <= known.last_day()
        };
        if let Some(known) = subscription.exceptions.iter().find(is_enough) {
            let reason = Reason::AlreadyGranted { exception: known.number, until: known.last_day() };
            return Err(Refusal::new(reason, Lift::Done));
        }
        match window {
            Some(after) if until <= after => {
                return Err(Refusal::new(Reason::EndsTooEarly { until, after }, Lift::Correct));
            }
            None if until < self.today => {
                return Err(Refusal::new(Reason::EndsInPast { until, today: self.today }, Lift::Correct));
            }
            _ => {}
        }
        let Ok(exception) = u16::try_from(subscription.exceptions.len() + 1) else {
            return Err(Refusal::new(Reason::TooMany { most: u32::from(u16::MAX) }, Lift::Correct));
        };
        let fact = Fact::ExceptionGranted { subscription: id, exception, kind, until };
        let mut decision = self.one(self.today, Reason::ExceptionGranted { exception, kind, until }, fact);
        if kind == ExceptionKind::LatePayment {
            self.accept_set_aside(id, &mut decision)?;
        }
        Ok(decision)
    }

    /// Money that is set aside for the current cycle has its effect once staff accept that it came late.
    fn accept_set_aside(&self, id: SubscriptionId, decision: &mut Decision) -> Result<(), Refusal> {
        let member = self.after(&decision.entries);
        let case = Case { member: &member, ..*self };
        let held = case.subscription(id)?;
        let (cycle, until) = (held.renewals.len(), late_until(held, self.today));
        let is_meant = |order: &&Order| {
            let is_complete = order.closing.is_none() && order.missing().minor == 0 && order.completed_on() <= until;
            let waits = |item: &Item| {
                let is_of_cycle = item.cycle == cycle || matches!(item.purpose, Purpose::Buy { .. });
                !item.is_applied && is_of_cycle && item.bill.total().minor <= order.held().minor
            };
            is_complete && order.item(id).is_some_and(waits)
        };
        let Some(order) = member.orders.iter().find(is_meant) else { return Ok(()) };
        if !order.is_applied() {
            let Some(value_on) = order.completed_on() else { return Ok(()) };
            let (entries, reasons) = case.effect_of_payment(order, value_on)?;
            decision.entries.extend(entries);
            decision.reasons.extend(reasons);
            return Ok(());
        }
        let Some((apart, made)) = case.apart(order, id)? else { return Ok(()) };
        let member = case.after(&made);
        let case = Case { member: &member, ..case };
        let order = case.known_order(apart)?;
        let Some(value_on) = order.completed_on() else { return Ok(()) };
        let (entries, reasons) = case.effect_of_payment(order, value_on)?;
        // Where it has none all the same, the money stays where it is.
        if !entries.is_empty() {
            decision.entries.extend(made.into_iter().chain(entries));
        }
        decision.reasons.extend(reasons);
        Ok(())
    }

    pub(super) fn end_exception(&self, id: SubscriptionId, exception: u16) -> Result<Decision, Refusal> {
        let subscription = self.subscription(id)?;
        let is_running = subscription.exceptions.iter().any(|known| {
            let is_meant = known.number == exception && known.cycle == subscription.renewals.len();
            is_meant && known.ended_on.is_none() && self.today <= known.until
        });
        if !is_running {
            return Err(Refusal::new(Reason::UnknownException, Lift::Correct));
        }
        let reason = Reason::ExceptionEnded { exception, on: self.today };
        Ok(self.one(self.today, reason, Fact::ExceptionEnded { subscription: id, exception }))
    }
}
