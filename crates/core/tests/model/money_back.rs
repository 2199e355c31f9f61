//! What takes an order back: cancelling it, and giving its money back; and money that waits for an order it can pay.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::{End, For};
use crate::plan::FEE;
use crate::verdict::{Verdict, Why};
use crate::walk::Model;

impl Model<'_> {
    pub(crate) fn cancel(&mut self, number: usize) -> Verdict {
        let order = &self.orders[number];
        if !order.is_waiting(self.today) {
            return Err(vec![Why::NothingOpen]);
        }
        self.orders[number].end = Some(End::Cancelled);
        self.shown_no_more(number);
        self.charged_no_more(number);
        Ok(())
    }

    /// Until when what was paid for is given back; the money of what has had no effect, always.
    fn refundable_until(&self, number: usize) -> Option<On> {
        let order = &self.orders[number];
        let (value, days) = (order.completed()?, self.plan.refund_within?);
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
        if order.sum() == 0 {
            return Err(vec![Why::NothingPaid]);
        }
        if order.is_applied && (is_over || !self.is_last(number)) {
            return Err(vec![Why::NotGivenBack]);
        }
        let (at, what, is_applied) = (order.held, order.what, order.is_applied);
        self.orders[number].end = Some(End::Refunded);
        self.shown_no_more(number);
        self.charged_no_more(number);
        self.orders[number].money.clear();
        self.orders[number].is_applied = false;
        if !is_applied || self.flaw == Flaw::RefundUndoesNothing {
            return Ok(());
        }
        if what == For::Buy {
            self.held[at].current = None;
            self.held[at].order = Some(number);
            self.not_automatic_any_more(at);
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

    /// Money that has done nothing pays the order that was just made, where it comes in time for it: first what came for the same offer,
    /// then what orders have beyond what they cost, then all other.
    pub(crate) fn pay_with_what_is_held(&mut self) {
        if self.flaw == Flaw::HeldMoneyForgotten {
            return;
        }
        let new = self.orders.len() - 1;
        let offer = self.held[self.orders[new].held].offer;
        let mut sources: Vec<usize> = (0..new).collect();
        // What is enough for another offer and only late is for staff to accept.
        sources.retain(|old| {
            let order = &self.orders[*old];
            let is_current = order.cycle == self.held[order.held].closed.len() && self.held[order.held].offer != offer;
            !(is_current && order.end.is_none() && !order.is_applied && order.completed().is_some())
        });
        sources.sort_by_key(|old| match &self.orders[*old] {
            order if order.is_applied => 1,
            order if self.held[order.held].offer == offer => 0,
            _ => 2,
        });
        let before: Vec<Vec<(On, i64)>> = self.orders.iter().map(|order| order.money.clone()).collect();
        let mut emptied = Vec::new();
        for old in sources {
            let left = FEE - self.orders[new].sum();
            let today = self.today;
            let taken = self.orders[old].take_spare(today, left);
            if !taken.is_empty() {
                emptied.push(old);
            }
            for (value, amount) in taken {
                self.orders[new].add(value, amount);
            }
        }
        let is_complete = self.orders[new].sum() == FEE;
        self.apply_payment(new);
        if is_complete && !self.orders[new].is_applied {
            for (order, money) in self.orders.iter_mut().zip(before) {
                order.money = money;
            }
            return;
        }
        for old in emptied {
            if !self.orders[old].is_applied {
                self.orders[old].end = Some(End::Moved);
                self.shown_no_more(old);
                self.charged_no_more(old);
            }
        }
    }
}
