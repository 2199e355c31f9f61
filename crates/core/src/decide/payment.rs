//! Decisions about payments, and about what they do: a purchase, a renewal, a reactivation. What costs nothing does the same without.

use super::refuse::{reactivation_refusal, renewal_refusal, room, sold};
use super::{Case, Decision};
use crate::entry::{Entry, Fact, Purpose};
use crate::exception::ExceptionKind;
use crate::member::{Closing, Order, Step, Subscription};
use crate::price::Occasion;
use crate::programme::Base;
use crate::reactivation::{self, opening};
use crate::reason::{Lift, Reason, Refusal, Rule};
use crate::term::{Term, cycle_after};
use crate::{AreaId, Day, Money, OfferId, OrderId, ReliefId, SubscriptionId};

impl Case<'_> {
    pub(super) fn record_payment(&self, id: OrderId, value_on: Day, amount: Money) -> Result<Decision, Refusal> {
        let unknown = || Refusal::new(Reason::UnknownOrder, Lift::Correct);
        let order = self.member.order(id).ok_or_else(unknown)?;
        if let Some(payment) = order.payment {
            return Err(Refusal::new(Reason::AlreadyPaid { order: id, value_on: payment.value_on }, Lift::Done));
        }
        if value_on > self.today {
            return Err(Refusal::new(Reason::ValueDateAhead { value_on, today: self.today }, Lift::Wait(value_on)));
        }
        // A value date before anybody could have known of the order is a slip of the pen: the year, most of the time.
        let order_life = self.programme.version(order.created_on).transfer.order_life;
        if order_life.after(value_on) < order.created_on {
            let reason = Reason::ValueDateBeforeOrder { value_on, ordered_on: order.created_on };
            return Err(Refusal::new(reason, Lift::Correct));
        }
        if amount != order.amount {
            return Err(Refusal::new(Reason::WrongAmount { expected: order.amount, given: amount }, Lift::Correct));
        }
        let mut entries = vec![self.entry(value_on, &[Rule::ValueDate], Fact::PaymentRecorded { order: id, amount })];
        let (effect, reason) = self.effect_of_payment(order, value_on)?;
        entries.extend(effect);
        Ok(Decision { entries, reasons: vec![reason] })
    }

    /// What a payment does beside being recorded. Money that comes too late, or for a cycle that was renewed by other money, does
    /// nothing by itself: it is kept, and staff decide. What the order promised is kept: requirements were looked at when it was made.
    pub(super) fn effect_of_payment(&self, order: &Order, value_on: Day) -> Result<(Vec<Entry>, Reason), Refusal> {
        if let Some(Closing::Cancelled(on)) = order.closing {
            return Ok((Vec::new(), Reason::OrderCancelled { order: order.id, on }));
        }
        match &order.purpose {
            Purpose::Buy { subscription, offer, areas } => self.purchase(order, *subscription, offer, areas, value_on),
            Purpose::Renew { subscription, anniversary } => {
                let (held, term) = self.term(*subscription)?;
                if order.cycle != held.renewals.len() {
                    return Ok((Vec::new(), Reason::AlreadyRenewed { anniversary: *anniversary }));
                }
                // A relief or an extension may have moved the window's end since the order was made.
                let in_time = order.pay_by.max(term.cycle.renew_until);
                let accepted = late_until(held, self.today).filter(|until| value_on <= *until);
                let reason = match accepted {
                    _ if value_on <= in_time => Reason::PaidInWindow { value_on, closes_on: term.cycle.renew_until },
                    Some(until) => Reason::LatePaymentAccepted { value_on, until },
                    None => return Ok((Vec::new(), Reason::PaidTooLate { value_on, pay_by: in_time })),
                };
                // What lapsed comes back beside what was bought since; money that came in time keeps its place all the same.
                let room = room(self.programme, self.member, &held.offer, Some(held.id), self.today);
                if let (true, Err(refusal)) = (value_on > in_time, room) {
                    return Ok((Vec::new(), decisive(refusal)));
                }
                let why = if value_on <= in_time { Rule::RenewInWindow } else { Rule::Exception };
                Ok((self.renewal(held, &term, value_on, Some(order.id), why), reason))
            }
            Purpose::Reactivate { subscription, anniversary, base, relief } => {
                let (held, term) = self.term(*subscription)?;
                if order.cycle != held.renewals.len() {
                    return Ok((Vec::new(), Reason::AlreadyRenewed { anniversary: *anniversary }));
                }
                // Money that came while the window was still open renews, without a gap.
                if value_on <= term.cycle.renew_until {
                    let reason = Reason::PaidInWindow { value_on, closes_on: term.cycle.renew_until };
                    let why = Rule::RenewInWindow;
                    return Ok((self.renewal(held, &term, value_on, Some(order.id), why), reason));
                }
                if let Err(refusal) = room(self.programme, self.member, &held.offer, Some(held.id), self.today) {
                    return Ok((Vec::new(), decisive(refusal)));
                }
                let opened = opening(self.programme, held, &term, self.today).map_or(Day::MIN, |opening| opening.until);
                let in_time = order.pay_by.max(opened);
                let accepted = late_until(held, self.today).is_some_and(|until| value_on <= until);
                if value_on > in_time && !accepted {
                    return Ok((Vec::new(), Reason::PaidTooLate { value_on, pay_by: in_time }));
                }
                // It comes back when it was asked for, even with money that was there before.
                let reactivated_on = value_on.max(order.created_on);
                let next_anniversary = reactivation::given(&term, *base, reactivated_on);
                let next = cycle_after(self.programme, held, term.cycle.anniversary, next_anniversary, self.today);
                if next.is_none_or(|next| next.renew_until < reactivated_on) {
                    return Ok((Vec::new(), Reason::ReactivationTooOld { next_anniversary }));
                }
                Ok(self.reactivation(held, &term, *base, relief.clone(), reactivated_on, Some(order.id)))
            }
        }
    }

    pub(super) fn purchase(
        &self,
        order: &Order,
        id: SubscriptionId,
        offer: &OfferId,
        areas: &[AreaId],
        value_on: Day,
    ) -> Result<(Vec<Entry>, Reason), Refusal> {
        let bought = self.subscription(id)?;
        let accepted = late_until(bought, self.today).filter(|until| value_on <= *until);
        if value_on > order.pay_by && accepted.is_none() {
            return Ok((Vec::new(), Reason::PaidTooLate { value_on, pay_by: order.pay_by }));
        }
        // What the order promised is kept, though the offer may not be sold any more. What was bought meanwhile by another order may
        // leave no room; then the money is set aside.
        let is_sold = sold(self.programme, offer, areas, order.created_on).map(drop);
        if let Err(refusal) = is_sold.and_then(|()| room(self.programme, self.member, offer, Some(id), self.today)) {
            return Ok((Vec::new(), decisive(refusal)));
        }
        let purchased_on = value_on.max(order.created_on);
        let entry = self.entry(purchased_on, &[Rule::ValueDate], Fact::Purchased { order: order.id });
        let reason =
            accepted.map_or(Reason::PurchasedOn { purchased_on }, |until| Reason::LatePaymentAccepted { value_on, until });
        Ok((vec![entry], reason))
    }

    /// The entries of a renewal; a lapse that had been recorded for the cycle is reversed. `why`: the rule by which the payment counts.
    pub(super) fn renewal(
        &self,
        held: &Subscription,
        term: &Term<'_>,
        paid_on: Day,
        order: Option<OrderId>,
        why: Rule,
    ) -> Vec<Entry> {
        let (subscription, anniversary) = (held.id, term.cycle.anniversary);
        let mut entries = Vec::new();
        let lapsed = held.closed_steps.iter().find(|(_, step)| *step == Step::Lapse);
        if let Some((anniversary, _)) = lapsed {
            let fact = Fact::LapseReversed { subscription, anniversary: *anniversary };
            let counted = if why == Rule::Exception { why } else { Rule::ValueDate };
            entries.push(self.entry(paid_on, &[counted, Rule::Lapse], fact));
        }
        let rules = term.offer.renewal.as_ref().expect("what has a term is renewed");
        let next_anniversary = Some(crate::cycle::next_anniversary(rules, anniversary, paid_on));
        let fact = Fact::Renewed { subscription, anniversary, order, next_anniversary };
        entries.push(self.entry(paid_on, &[why, Rule::NextAnniversary], fact));
        entries
    }

    /// The entry of a reactivation. The days between are over: they had no benefits (R15).
    pub(super) fn reactivation(
        &self,
        held: &Subscription,
        term: &Term<'_>,
        base: Base,
        relief: Option<ReliefId>,
        paid_on: Day,
        order: Option<OrderId>,
    ) -> (Vec<Entry>, Reason) {
        let (subscription, anniversary) = (held.id, term.cycle.anniversary);
        let next_anniversary = reactivation::given(term, base, paid_on);
        let fact = Fact::Reactivated { subscription, anniversary, order, next_anniversary, relief };
        let reason = Reason::Reactivated { lapsed: anniversary, on: paid_on, anniversary: next_anniversary };
        (vec![self.entry(paid_on, &[Rule::Reactivation, Rule::ValueDate], fact)], reason)
    }

    pub(super) fn renew(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        let (subscription, term) = self.term(id)?;
        if let Some(refusal) = renewal_refusal(self.programme, self.member, subscription, &term, self.today) {
            return Err(refusal);
        }
        if let Some(bill) = self.price(term.offer, Occasion::Renewal) {
            return Err(Refusal::new(Reason::PayByOrder { fee: bill.total() }, Lift::Order));
        }
        let entries = self.renewal(subscription, &term, self.today, None, Rule::RenewInWindow);
        Ok(Decision { entries, reasons: vec![Reason::NoFee] })
    }

    pub(super) fn reactivate(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        let (subscription, term) = self.term(id)?;
        let opening = reactivation_refusal(self.programme, self.member, subscription, &term, self.today)?;
        if let Some(bill) = self.price(term.offer, Occasion::Reactivation) {
            return Err(Refusal::new(Reason::PayByOrder { fee: bill.total() }, Lift::Order));
        }
        let (entries, reason) = self.reactivation(subscription, &term, opening.base, opening.relief, self.today, None);
        Ok(Decision { entries, reasons: vec![reason] })
    }
}

fn decisive(refusal: Refusal) -> Reason {
    refusal.reasons.into_iter().next().unwrap_or(Reason::UnknownSubscription)
}

/// The last value date with which staff accept a late payment for the current cycle.
pub(super) fn late_until(subscription: &Subscription, today: Day) -> Option<Day> {
    let late = subscription.exceptions.iter().filter(|exception| {
        exception.cycle == subscription.renewals.len()
            && exception.kind == ExceptionKind::LatePayment
            && exception.granted_on <= today
    });
    // The end is one for value dates, and money may become known after it; what was taken back counts no more.
    late.filter(|exception| exception.ended_on.is_none()).map(|exception| exception.until).max()
}
