//! What takes an order back: cancelling it, and giving its money back; and money that waits for an order it can pay.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::{End, For, Item, Order};
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

    /// Until when what was paid for with an item is given back; the money of what has had no effect, always.
    fn refundable_until(&self, order: &Order, item: &Item) -> Option<On> {
        let (value, days) = (item.applied?, self.plan.refund_within?);
        let short = i32::from(self.flaw == Flaw::RefundADayShort);
        let from = if item.what == For::Renew { value } else { value.max(order.created) };
        Some(from.plus(days - short))
    }

    /// Whether anything was renewed on top of what an item paid for.
    fn is_last(&self, item: &Item) -> bool {
        let closed = self.held[item.held].closed.len();
        closed == if item.what == For::Buy { 0 } else { item.cycle + 1 }
    }

    pub(crate) fn refund(&mut self, number: usize) -> Verdict {
        let order = &self.orders[number];
        if order.sum() == 0 {
            return Err(vec![Why::NothingPaid]);
        }
        let is_kept = |item: &Item| {
            let is_over = self.refundable_until(order, item).is_none_or(|until| self.today > until);
            let is_replaced = self.held[item.held].replaced_by.is_some() && self.flaw != Flaw::ReplacedGivenBack;
            item.applied.is_some() && (is_over || !self.is_last(item) || is_replaced)
        };
        let is_refused = match self.flaw {
            Flaw::RefundAsksTheFirst => order.items.first().is_some_and(is_kept),
            _ => order.items.iter().any(is_kept),
        };
        if is_refused {
            return Err(vec![Why::NotGivenBack, Why::Replaced]);
        }
        let undone: Vec<Item> = order.items.iter().filter(|item| item.applied.is_some()).cloned().collect();
        self.orders[number].end = Some(End::Refunded);
        self.shown_no_more(number);
        self.charged_no_more(number);
        self.orders[number].money.clear();
        for item in &mut self.orders[number].items {
            item.applied = None;
        }
        if self.flaw != Flaw::RefundUndoesNothing {
            let count = if self.flaw == Flaw::RefundUndoesOneItem { 1 } else { undone.len() };
            for item in undone.iter().take(count) {
                self.undo(number, item.held, item.what);
            }
        }
        Ok(())
    }

    /// What the money of an order had done for a subscription is undone.
    fn undo(&mut self, number: usize, at: usize, what: For) {
        if what == For::Buy {
            self.held[at].current = None;
            self.held[at].order = Some(number);
            self.not_automatic_any_more(at);
            self.there_again(at);
            return;
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
    }

    /// Whether two orders are for the same offer, as far as the first has had no effect.
    fn is_alike(&self, old: usize, new: usize) -> bool {
        let offer = |item: &Item| self.held[item.held].offer;
        let mut waiting = self.orders[old].items.iter().filter(|item| item.applied.is_none());
        waiting.any(|item| self.orders[new].items.iter().any(|its| offer(its) == offer(item)))
    }

    /// Money that has done nothing pays the order that was just made, where it comes in time for it: first what came for the same offer,
    /// then what orders have beyond what they cost, then all other.
    pub(crate) fn pay_with_what_is_held(&mut self) {
        if self.flaw == Flaw::HeldMoneyForgotten {
            return;
        }
        let new = self.orders.len() - 1;
        let mut sources: Vec<usize> = (0..new).collect();
        // What is enough for another offer and only late is for staff to accept.
        sources.retain(|old| {
            let order = &self.orders[*old];
            let is_current = |item: &Item| {
                let held = &self.held[item.held];
                item.applied.is_none() && item.cycle == held.closed.len() && held.replaced_by.is_none()
            };
            let is_for_staff = order.items.iter().any(is_current) && !self.is_alike(*old, new);
            !(is_for_staff && order.end.is_none() && order.lacks_nothing())
        });
        sources.sort_by_key(|old| match &self.orders[*old] {
            order if order.is_applied() => 1,
            _ if self.is_alike(*old, new) => 0,
            _ => 2,
        });
        let before: Vec<Vec<(On, i64)>> = self.orders.iter().map(|order| order.money.clone()).collect();
        let mut emptied = Vec::new();
        for old in sources {
            let left = self.orders[new].cost() - self.orders[new].sum();
            let today = self.today;
            let taken = self.orders[old].take_spare(today, left);
            if !taken.is_empty() {
                emptied.push(old);
            }
            for (value, amount) in taken {
                self.orders[new].add(value, amount);
            }
        }
        let is_complete = self.orders[new].sum() == self.orders[new].cost();
        self.apply_payment(new);
        if is_complete && !self.orders[new].is_applied() {
            for (order, money) in self.orders.iter_mut().zip(before) {
                order.money = money;
            }
            return;
        }
        for old in emptied {
            if !self.orders[old].is_applied() {
                self.orders[old].end = Some(End::Moved);
                self.shown_no_more(old);
                self.charged_no_more(old);
            }
        }
    }
}
