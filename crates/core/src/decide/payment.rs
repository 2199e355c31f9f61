//! Decisions about payments, and about what they do: a purchase, a renewal, a reactivation. What costs nothing does the same without.

use super::refuse::{reactivation_refusal, renewal_refusal, room, sold};
use super::{Case, Decision};
use crate::entry::{Entry, Fact, Purpose};
use crate::exception::ExceptionKind;
use crate::member::{Member, Step, Subscription};
use crate::order::{CARD, Closing, Item, Order, Payment};
use crate::price::Occasion;
use crate::programme::Base;
use crate::reactivation::{self, opening};
use crate::reason::{Lift, Reason, Refusal, Rule};
use crate::term::{Term, cycle_after};
use crate::upgrade;
use crate::{AreaId, Day, Money, OfferId, OrderId, ReliefId, SubscriptionId};

/// The largest amount that is taken for one: beyond it somebody mistyped, and sums stay far from what the type holds.
const MOST_MINOR: i64 = 1_000_000_000_000_000;

/// How many payments an order can have.
const MOST_PAYMENTS: usize = 1_000;

impl Case<'_> {
    pub(super) fn record_payment(
        &self,
        id: OrderId,
        value_on: Day,
        amount: Money,
        identity: Option<String>,
    ) -> Result<Decision, Refusal> {
        let order = self.known_order(id)?;
        if let Some((of, payment)) = identity.as_ref().and_then(|identity| self.identified(identity)) {
            let reason = Reason::PaymentKnown { order: of, amount: payment.amount, value_on: payment.value_on };
            return Err(Refusal::new(reason, Lift::Done));
        }
        if let Some(known) = recorded_before(order, value_on, amount, identity.as_deref()) {
            let reason = Reason::PaymentKnown { order: id, amount, value_on };
            let Some(identity) = identity else { return Err(Refusal::new(reason, Lift::Done)) };
            let fact = Fact::PaymentIdentified { order: id, payment: known as u32 + 1, identity };
            return Ok(Decision { entries: vec![self.entry(value_on, &[Rule::ValueDate], fact)], reasons: vec![reason] });
        }
        self.can_be_true(order, value_on, amount)?;
        let fact = Fact::PaymentRecorded { order: id, amount, identity };
        let mut entries = vec![self.entry(value_on, &[Rule::ValueDate], fact)];
        let member = self.after(&entries);
        let case = Case { member: &member, ..*self };
        let (effect, reasons) = case.settle(case.known_order(id)?, value_on)?;
        entries.extend(effect);
        Ok(Decision { entries, reasons })
    }

    /// Why money cannot have come like this, if it cannot.
    fn can_be_true(&self, order: &Order, value_on: Day, amount: Money) -> Result<(), Refusal> {
        if value_on > self.today {
            return Err(Refusal::new(Reason::ValueDateAhead { value_on, today: self.today }, Lift::Wait(value_on)));
        }
        // A value date before anybody could have known of the order is a slip of the pen: the year, most of the time.
        let order_life = self.programme.version(order.created_on).transfer.order_life;
        if order_life.after(value_on) < order.created_on {
            let reason = Reason::ValueDateBeforeOrder { value_on, ordered_on: order.created_on };
            return Err(Refusal::new(reason, Lift::Correct));
        }
        if amount.currency != order.amount.currency || !(1..=MOST_MINOR).contains(&amount.minor) {
            return Err(Refusal::new(Reason::WrongAmount { expected: order.amount, given: amount }, Lift::Correct));
        }
        if order.payments.len() >= MOST_PAYMENTS {
            return Err(Refusal::new(Reason::TooMany { most: MOST_PAYMENTS as u32 }, Lift::Correct));
        }
        Ok(())
    }

    /// The payment of the member that is called so outside, with its order.
    fn identified(&self, identity: &str) -> Option<(OrderId, &Payment)> {
        let payments =
            self.member.orders.iter().flat_map(|order| order.payments.iter().map(move |payment| (order.id, payment)));
        payments.into_iter().find(|(_, payment)| payment.identity.as_deref() == Some(identity))
    }

    /// What the money of an order does once some more of it has come. It takes its effect when it reaches the amount, on the value date
    /// of the payment that completes it; what is too much is held, and too little waits for the rest.
    fn settle(&self, order: &Order, value_on: Day) -> Result<(Vec<Entry>, Vec<Reason>), Refusal> {
        let over = |used: Money| {
            let held = Money { minor: order.received().minor - used.minor, ..order.amount };
            let is_whole = used.minor >= order.amount.minor;
            let reason = if is_whole {
                Reason::HeldOver { order: order.id, held }
            } else {
                Reason::HeldForItems { order: order.id, held }
            };
            (held.minor > 0).then_some(reason)
        };
        if order.is_applied() {
            return Ok((Vec::new(), over(order.used()).into_iter().collect()));
        }
        let Some(completed_on) = order.completed_on() else {
            let reason = match closed(order) {
                Some(reason) => reason,
                None if value_on > order.last_pay_by() => Reason::PaidTooLate { value_on, pay_by: order.last_pay_by() },
                None => partly_paid(order),
            };
            return Ok((Vec::new(), vec![reason]));
        };
        let (effect, mut reasons) = self.effect_of_payment(order, completed_on)?;
        if !effect.is_empty() {
            let after = self.after(&effect);
            reasons.extend(over(after.order(order.id).map_or(order.used(), Order::used)));
        }
        Ok((effect, reasons))
    }

    /// The member once these entries are in its ledger.
    pub(super) fn after(&self, entries: &[Entry]) -> Member {
        let mut member = self.member.clone();
        for entry in entries {
            member.apply(entry).expect("what was just decided fits");
        }
        member
    }

    /// What an order's money does when it is complete, beside being recorded: each of its items has its effect by its own dates, or none.
    pub(super) fn effect_of_payment(&self, order: &Order, value_on: Day) -> Result<(Vec<Entry>, Vec<Reason>), Refusal> {
        let (mut entries, mut reasons) = (Vec::new(), Vec::new());
        for item in &order.items {
            let member = self.after(&entries);
            let (effect, reason) = Case { member: &member, ..*self }.effect_on(order, item, value_on)?;
            let is_upgrade = effect.iter().any(|entry| matches!(entry.fact, Fact::Replaced { .. }));
            let replaced = order.replaces().filter(|_| is_upgrade).and_then(|id| self.member.subscription(id));
            entries.extend(effect);
            reasons.push(match item.purpose.anniversary().filter(|_| order.items.len() > 1) {
                Some(anniversary) => {
                    let offer = self.subscription(item.subscription())?.offer.clone();
                    Reason::OfItem { offer, anniversary, reason: Box::new(reason) }
                }
                None => reason,
            });
            reasons.extend(replaced.map(|held| Reason::Replaces { offer: held.offer.clone(), discount: None }));
        }
        Ok((entries, reasons))
    }

    /// What the money does for one item. Money that comes too late, or for a cycle that was renewed
    /// by other money, does nothing by itself: it is kept, and staff decide. What the order promised is kept: requirements were looked
    /// at when it was made.
    fn effect_on(&self, order: &Order, item: &Item, value_on: Day) -> Result<(Vec<Entry>, Reason), Refusal> {
        if let Some(reason) = closed(order) {
            return Ok((Vec::new(), reason));
        }
        // What an upgrade has taken the place of is not renewed and does not come back.
        let held = self.subscription(item.subscription())?;
        if let Some(reason) = upgrade::replaced(self.member, held, self.today) {
            return Ok((Vec::new(), reason));
        }
        match &item.purpose {
            Purpose::Buy { subscription, offer, areas, .. } => {
                self.purchase(order, (item, *subscription), offer, areas, value_on)
            }
            Purpose::Renew { subscription, anniversary } => {
                let (held, term) = self.term(*subscription)?;
                if item.cycle != held.renewals.len() {
                    return Ok((Vec::new(), Reason::AlreadyRenewed { anniversary: *anniversary }));
                }
                // A relief or an extension may have moved the window's end since the order was made.
                let in_time = item.pay_by.max(term.cycle.renew_until);
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
                if item.cycle != held.renewals.len() {
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
                let in_time = item.pay_by.max(opened);
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

    fn purchase(
        &self,
        order: &Order,
        (item, id): (&Item, SubscriptionId),
        offer: &OfferId,
        areas: &[AreaId],
        value_on: Day,
    ) -> Result<(Vec<Entry>, Reason), Refusal> {
        let bought = self.subscription(id)?;
        let accepted = late_until(bought, self.today).filter(|until| value_on <= *until);
        if value_on > item.pay_by && accepted.is_none() {
            return Ok((Vec::new(), Reason::PaidTooLate { value_on, pay_by: item.pay_by }));
        }
        // What the order promised is kept, though the offer may not be sold any more. What was bought meanwhile by another order may
        // leave no room; then the money is set aside.
        let is_sold = sold(self.programme, offer, areas, order.created_on).map(drop);
        if let Err(refusal) = is_sold.and_then(|()| room(self.programme, self.member, offer, Some(id), self.today)) {
            return Ok((Vec::new(), decisive(refusal)));
        }
        if let Some(reason) = upgrade::gone(self.member, order) {
            return Ok((Vec::new(), reason));
        }
        let purchased_on = value_on.max(order.created_on);
        let mut entries = vec![self.entry(purchased_on, &[Rule::ValueDate], Fact::Purchased { order: order.id })];
        entries.extend(order.replaces().map(|replaced| self.replacement(replaced, id, purchased_on)).into_iter().flatten());
        let reason =
            accepted.map_or(Reason::PurchasedOn { purchased_on }, |until| Reason::LatePaymentAccepted { value_on, until });
        Ok((entries, reason))
    }

    /// The entries by which a purchase takes the place of what was held. A lapse that was recorded for a later day did not happen: on that day
    /// it was over already.
    fn replacement(&self, subscription: SubscriptionId, by: SubscriptionId, on: Day) -> Vec<Entry> {
        let rules = &[Rule::Upgrade, Rule::ValueDate];
        let lapsed = self.term(subscription).ok().filter(|(_, term)| on < term.cycle.lapses_on).and_then(|(held, _)| {
            let (anniversary, _) = held.closed_steps.iter().find(|(_, step)| *step == Step::Lapse)?;
            Some(self.entry(on, rules, Fact::LapseReversed { subscription, anniversary: *anniversary }))
        });
        lapsed.into_iter().chain([self.entry(on, rules, Fact::Replaced { subscription, by })]).collect()
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

/// How an order was closed before more money came for it, if it was.
pub(super) fn closed(order: &Order) -> Option<Reason> {
    let id = order.id;
    Some(match order.closing? {
        Closing::Cancelled(on) => Reason::OrderCancelled { order: id, on },
        Closing::Refunded(on) => Reason::Refunded { order: id, amount: order.refunded, on },
        Closing::Moved(to) => {
            let value_on = order.payments.first().map_or(order.created_on, |payment| payment.value_on);
            Reason::PaymentMoved { from: id, order: to, value_on }
        }
    })
}

/// That part of an order's money has come, and what is missing.
pub(crate) fn partly_paid(order: &Order) -> Reason {
    let (received, missing) = (order.received(), order.missing());
    Reason::PartlyPaid { order: order.id, received, missing, pay_by: order.pay_by() }
}

/// Which of an order's payments is the same money, recorded before: of one amount and value date, unless both are known to be called
/// differently outside.
fn recorded_before(order: &Order, value_on: Day, amount: Money, identity: Option<&str>) -> Option<usize> {
    order.payments.iter().position(|known| {
        let is_alike = known.from.is_none() && (known.value_on, known.amount) == (value_on, amount);
        let is_card = identity.is_some_and(|identity| identity.starts_with(CARD));
        is_alike && !is_card && (identity.is_none() || known.identity.is_none())
    })
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
