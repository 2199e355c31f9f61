//! Decisions that take an order back: cancelling what has not been paid, and refunding what has.

use super::{Case, Decision};
use crate::entry::{Fact, Purpose};
use crate::granted::refund_ended;
use crate::member::{Closing, Member, Order, OrderState};
use crate::programme::Programme;
use crate::reason::{Lift, Reason, Refusal};
use crate::{Day, OrderId};

impl Case<'_> {
    pub(super) fn cancel_order(&self, id: OrderId) -> Result<Decision, Refusal> {
        let order = self.known_order(id)?;
        let refused = |reason, lift| Err(Refusal::new(reason, lift));
        match (order.closing, order.payment, order.state(self.today)) {
            (_, _, OrderState::Open) => {
                let reason = Reason::OrderCancelled { order: id, on: self.today };
                Ok(self.one(self.today, reason, Fact::OrderCancelled { order: id }))
            }
            (Some(Closing::Cancelled(on)), ..) => refused(Reason::OrderCancelled { order: id, on }, Lift::Done),
            (_, Some(payment), _) => refused(Reason::AlreadyPaid { order: id, value_on: payment.value_on }, Lift::Refund),
            _ => refused(Reason::OrderExpired { order: id, expired_on: order.expires_on }, Lift::Done),
        }
    }

    pub(super) fn refund(&self, id: OrderId) -> Result<Decision, Refusal> {
        let order = self.known_order(id)?;
        refundable(self.programme, self.member, order, self.today)?;
        let reason = Reason::Refunded { order: id, amount: order.amount, on: self.today };
        Ok(self.one(self.today, reason, Fact::Refunded { order: id, amount: order.amount }))
    }

    fn known_order(&self, id: OrderId) -> Result<&Order, Refusal> {
        self.member.order(id).ok_or_else(|| Refusal::new(Reason::UnknownOrder, Lift::Correct))
    }
}

/// The last day on which the money of an order can go back; `None` where there is no last day, because it was set aside and has done
/// nothing yet. Why not, where it cannot on this day.
pub fn refundable(programme: &Programme, member: &Member, order: &Order, on: Day) -> Result<Option<Day>, Refusal> {
    let refused = |reason, lift| Err(Refusal::new(reason, lift));
    let id = order.id;
    let Some(payment) = order.payment else { return refused(Reason::NothingPaid { order: id }, Lift::Correct) };
    match order.closing {
        Some(Closing::Refunded(on)) => return refused(Reason::Refunded { order: id, amount: order.amount, on }, Lift::Done),
        Some(Closing::Moved(to)) => {
            let reason = Reason::PaymentMoved { from: id, order: to, value_on: payment.value_on };
            return refused(reason, Lift::Correct);
        }
        _ if !payment.is_applied => return Ok(None),
        _ => {}
    }
    let held = member.subscription(order.purpose.subscription());
    let Some(held) = held else { return refused(Reason::UnknownSubscription, Lift::Correct) };
    // What was paid for later stands on it, and is undone first.
    let is_buy = matches!(order.purpose, Purpose::Buy { .. });
    let counts_from = match held.renewals.get(order.cycle) {
        None if is_buy => held.purchased_on(),
        Some(renewal) if !is_buy && held.renewals.len() == order.cycle + 1 => Some(renewal.paid_on),
        _ => None,
    };
    let Some(counts_from) = counts_from else {
        let anniversary = held.renewals.last().map_or(payment.value_on, |renewal| renewal.anniversary);
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
    Ok(Some(until))
}
