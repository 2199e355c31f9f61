//! Decisions that take an order back: cancelling what has not been paid, and refunding what has.

use super::payment::closed;
use super::{Case, Decision};
use crate::entry::{Fact, Purpose};
use crate::granted::refund_ended;
use crate::member::Member;
use crate::order::{Closing, Item, Order};
use crate::programme::Programme;
use crate::reason::{Lift, Reason, Refusal};
use crate::upgrade;
use crate::{Day, Money, OrderId};

impl Case<'_> {
    pub(super) fn cancel_order(&self, id: OrderId) -> Result<Decision, Refusal> {
        let order = self.known_order(id)?;
        let refused = |reason, lift| Err(Refusal::new(reason, lift));
        match (order.closing, order.paid_on()) {
            _ if order.state(self.today).is_waiting() => {
                let reason = Reason::OrderCancelled { order: id, on: self.today };
                Ok(self.one(self.today, reason, Fact::OrderCancelled { order: id }))
            }
            (Some(Closing::Cancelled(on)), _) => refused(Reason::OrderCancelled { order: id, on }, Lift::Done),
            (_, Some(value_on)) => refused(Reason::AlreadyPaid { order: id, value_on }, Lift::Refund),
            _ => refused(Reason::OrderExpired { order: id, expired_on: order.expires_on }, Lift::Done),
        }
    }

    pub(super) fn refund(&self, id: OrderId) -> Result<Decision, Refusal> {
        let order = self.known_order(id)?;
        refundable(self.programme, self.member, order, self.today)?;
        let amount = order.received();
        let reason = Reason::Refunded { order: id, amount, on: self.today };
        Ok(self.one(self.today, reason, Fact::Refunded { order: id, amount }))
    }

    pub(super) fn refund_held(&self, id: OrderId, amount: Money) -> Result<Decision, Refusal> {
        let order = self.known_order(id)?;
        let held = order.held();
        if amount.currency != held.currency || !(1..=held.minor).contains(&amount.minor) {
            return Err(Refusal::new(Reason::HeldLess { order: id, held }, Lift::Correct));
        }
        // All of what has had no effect is a refund of the order itself, which ends it.
        if !order.is_applied() && amount == held {
            return self.refund(id);
        }
        let reason = Reason::HeldRefunded { order: id, amount, on: self.today };
        Ok(self.one(self.today, reason, Fact::HeldRefunded { order: id, amount }))
    }

    pub(super) fn known_order(&self, id: OrderId) -> Result<&Order, Refusal> {
        self.member.order(id).ok_or_else(|| Refusal::new(Reason::UnknownOrder, Lift::Correct))
    }
}

/// The last day on which the money of an order can go back; `None` where there is no last day, because it has done nothing yet. Why not, where it cannot on this day.
pub fn refundable(programme: &Programme, member: &Member, order: &Order, on: Day) -> Result<Option<Day>, Refusal> {
    let refused = |reason, lift| Err(Refusal::new(reason, lift));
    let id = order.id;
    let Some(paid_on) = order.paid_on().filter(|_| order.received().minor > 0) else {
        return match (closed(order), order.closing) {
            (Some(reason), Some(Closing::Refunded(_))) => refused(reason, Lift::Done),
            (Some(reason), Some(Closing::Moved(_))) => refused(reason, Lift::Correct),
            _ => refused(Reason::NothingPaid { order: id }, Lift::Correct),
        };
    };
    // What it paid for goes back as a whole: each item of it has to be such that it can.
    let mut until: Option<Day> = None;
    for item in order.items.iter().filter(|item| item.is_applied) {
        let last = item_refundable(programme, member, (order, item), paid_on, on).map_err(|refusal| {
            let held = member.subscription(item.subscription()).filter(|_| order.items.len() > 1);
            match held.zip(item.purpose.anniversary()) {
                Some((held, anniversary)) => refusal.about(&held.offer, anniversary),
                None => refusal,
            }
        })?;
        until = Some(until.map_or(last, |until| until.min(last)));
    }
    Ok(until)
}

/// The last day on which one item of an order can be given back, or why it cannot on this day.
fn item_refundable(
    programme: &Programme,
    member: &Member,
    (order, item): (&Order, &Item),
    paid_on: Day,
    on: Day,
) -> Result<Day, Refusal> {
    let refused = |reason, lift| Err(Refusal::new(reason, lift));
    let id = order.id;
    let held = member.subscription(item.purpose.subscription());
    let Some(held) = held else { return refused(Reason::UnknownSubscription, Lift::Correct) };
    // What took its place was paid for with what it was: that goes back first.
    if let Some(reason) = upgrade::replaced(member, held, on) {
        return refused(reason, Lift::Done);
    }
    // What was paid for later stands on it, and is undone first.
    let counts_from = match item.purpose {
        Purpose::Buy { .. } => held.purchased_on().filter(|_| held.renewals.is_empty()),
        _ => held.renewals.get(item.cycle).filter(|_| held.renewals.len() == item.cycle + 1).map(|renewal| renewal.paid_on),
    };
    let Some(counts_from) = counts_from else {
        let anniversary = held.renewals.last().map_or(paid_on, |renewal| renewal.anniversary);
        return refused(Reason::RenewedSince { anniversary }, Lift::Correct);
    };
    let Some(within) = &programme.version(order.created_on).refund_within else {
        return refused(Reason::NotRefundable { order: id }, Lift::Done);
    };
    let until = within.after(counts_from);
    if on > until {
        return refused(Reason::RefundOver { order: id, until }, Lift::Done);
    }
    if let Some(reason) = refund_ended(programme, member, held, on) {
        return refused(reason, Lift::Done);
    }
    Ok(until)
}
