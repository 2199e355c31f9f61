//! What takes an order back: cancelling it, and giving its money back; and money that waits for an order it can pay.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::{End, For};
use crate::verdict::{Verdict, Why};
use crate::walk::Model;

impl Model<'_> {
    pub(crate) fn cancel(&mut self, number: usize) -> Verdict {
        let order = &self.orders[number];
        if order.end.is_some() || order.paid_on.is_some() || self.today > order.expires {
            return Err(vec![Why::NothingOpen]);
        }
        self.orders[number].end = Some(End::Cancelled);
        Ok(())
    }

    /// Until when what was paid for is given back; the money of what has had no effect, always.
    fn refundable_until(&self, number: usize) -> Option<On> {
        let order = &self.orders[number];
        let (value, days) = (order.paid_on?, self.plan.refund_within?);
        let short = i32::from(self.flaw == Flaw::RefundADayShort);
        let from = if order.what == For::Renew { value } else { value.max(order.created) };
        Some(from.plus(days - short))
    }

    /// Whether anything was renewed on top of what an order paid for.
    fn is_last(&self, number: usize) -> bool {
        let order = &self.orders[number];
        let closed = self.held[order.held].closed.len();
        closed == if order.what == For::Buy { 0 } else { order.cycle + 1 }
    }

    pub(crate) fn refund(&mut self, number: usize) -> Verdict {
        let order = &self.orders[number];
        let is_over = self.refundable_until(number).is_none_or(|until| self.today > until);
        if order.paid_on.is_none() || matches!(order.end, Some(End::Moved | End::Refunded)) {
            return Err(vec![Why::NothingPaid]);
        }
        if order.is_applied && (is_over || !self.is_last(number)) {
            return Err(vec![Why::NotGivenBack]);
        }
        let (at, what, is_applied) = (order.held, order.what, order.is_applied);
        self.orders[number].end = Some(End::Refunded);
        if !is_applied || self.flaw == Flaw::RefundUndoesNothing {
            return Ok(());
        }
        if what == For::Buy {
            self.held[at].current = None;
            self.held[at].order = Some(number);
            return Ok(());
        }
        let undone = self.held[at].closed.pop().unwrap();
        self.held[at].happened = undone.happened;
        let cycle = self.held[at].closed.len();
        for (_, added_in) in &mut self.held[at].areas {
            *added_in = cycle.min(*added_in);
        }
        let today = self.today;
        for granted in self.held[at].exceptions.iter_mut().filter(|granted| granted.cycle > cycle) {
            granted.ended_on = Some(granted.ended_on.map_or(today, |ended| ended.min(today)));
        }
        // It is as if it had not been renewed: what was announced since counts for it as for any other.
        let current = self.begin(at, undone.cycle.began, undone.cycle.ruled);
        self.held[at].current = Some(current);
        Ok(())
    }

    /// Money that was set aside for the same offer pays the order that was just made, where it comes in time for it.
    pub(crate) fn pay_with_what_is_held(&mut self) {
        let new = self.orders.len() - 1;
        let offer = self.held[self.orders[new].held].offer;
        let waits = self.orders.iter().position(|order| {
            let is_kept = !matches!(order.end, Some(End::Moved | End::Refunded));
            order.paid_on.is_some() && !order.is_applied && is_kept && self.held[order.held].offer == offer
        });
        let Some(old) = waits.filter(|_| self.flaw != Flaw::HeldMoneyForgotten) else { return };
        self.orders[new].paid_on = self.orders[old].paid_on;
        self.apply_payment(new);
        if self.orders[new].is_applied {
            self.orders[old].end = Some(End::Moved);
        } else {
            self.orders[new].paid_on = None;
        }
    }
}
