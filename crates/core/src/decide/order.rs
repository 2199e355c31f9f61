//! Decisions about orders: what can be ordered, what it costs, and until when its payment counts.

use super::refuse::{can_buy, reactivation_refusal, renewal_refusal};
use super::{Case, Decision};
use crate::bill::{Bill, Tax};
use crate::entry::{Fact, Purpose};
use crate::member::Member;
use crate::order::{Order, OrderState};
use crate::price::Occasion;
use crate::reactivation::Opening;
use crate::reason::{Lift, Reason, Refusal, Rule};
use crate::{AreaId, Day, OfferId, OrderId, SubscriptionId};

impl Case<'_> {
    pub(super) fn order_renewal(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        let (subscription, term) = self.term(id)?;
        if let Some(refusal) = renewal_refusal(self.programme, self.member, subscription, &term, self.today) {
            return Err(refusal);
        }
        self.no_open_order(id)?;
        let Some(bill) = self.price(term.offer, Occasion::Renewal) else {
            return Err(Refusal::new(Reason::NoFee, Lift::Done));
        };
        let purpose = Purpose::Renew { subscription: id, anniversary: term.cycle.anniversary };
        self.order(purpose, bill, Some(term.cycle.renew_until))
    }

    pub(super) fn order_reactivation(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        let (subscription, term) = self.term(id)?;
        let opening = reactivation_refusal(self.programme, self.member, subscription, &term, self.today)?;
        self.no_open_order(id)?;
        let Some(bill) = self.price(term.offer, Occasion::Reactivation) else {
            return Err(Refusal::new(Reason::NoFee, Lift::Done));
        };
        let Opening { relief, base, until, .. } = opening;
        let purpose = Purpose::Reactivate { subscription: id, anniversary: term.cycle.anniversary, base, relief };
        self.order(purpose, bill, Some(until))
    }

    pub(super) fn no_open_order(&self, id: SubscriptionId) -> Result<(), Refusal> {
        match self.member.open_order(id, self.today) {
            Some(open) => Err(Refusal::new(Reason::OrderOpen { order: open.id, pay_by: open.pay_by }, Lift::Pay(open.id))),
            None => Ok(()),
        }
    }

    pub(super) fn order_purchase(&self, offer: &OfferId, areas: Vec<AreaId>) -> Result<Decision, Refusal> {
        let unpaid = self.member.orders.iter().rev().find(|order| {
            let same = matches!(&order.purpose, Purpose::Buy { offer: bought, .. } if bought == offer);
            same && order.state(self.today).is_waiting()
        });
        if let Some(open) = unpaid {
            // An order for other areas is not what was asked for: it is named, and not handed out as if it were.
            let is_same = matches!(&open.purpose, Purpose::Buy { areas: ordered, .. } if *ordered == areas);
            let lift = if is_same { Lift::Pay(open.id) } else { Lift::Correct };
            return Err(Refusal::new(Reason::OrderOpen { order: open.id, pay_by: open.pay_by }, lift));
        }
        can_buy(self.programme, self.member, offer, &areas, self.today)?;
        let sold = self.programme.version(self.today).offer(offer);
        let Some(bill) = sold.and_then(|sold| self.price(sold, Occasion::Purchase)) else {
            return Err(Refusal::new(Reason::NoFee, Lift::Correct));
        };
        let purpose = Purpose::Buy { subscription: self.next_subscription()?, offer: offer.clone(), areas };
        self.order(purpose, bill, None)
    }

    /// An order lives for the programme's span; a renewal's payment counts until the window closes.
    pub(super) fn order(&self, purpose: Purpose, bill: Bill, closes_on: Option<Day>) -> Result<Decision, Refusal> {
        let amount = bill.total();
        let order = self.next_order()?;
        let expires_on = self.programme.version(self.today).transfer.order_life.after(self.today);
        let pay_by = closes_on.map_or(expires_on, |closes_on| closes_on.min(expires_on));
        let rules: &[Rule] =
            if bill.tax == Tax::None { &[Rule::Fee, Rule::OrderLife] } else { &[Rule::Fee, Rule::Tax, Rule::OrderLife] };
        let mut reasons = vec![Reason::FeeDue { fee: amount }];
        reasons.extend(Reason::of_tax(&bill));
        reasons.push(Reason::OrderOpen { order, pay_by });
        // One fee without tax is what an entry without a bill says, and was before there were bills.
        let bill = Some(bill).filter(|bill| *bill != Bill::untaxed(amount));
        let fact = Fact::Ordered { order, purpose, amount, pay_by, expires_on, bill };
        let mut decision = Decision { entries: vec![self.entry(self.today, rules, fact)], reasons };
        self.pay_with_what_is_held(order, &mut decision)?;
        Ok(decision)
    }

    /// Money that is held for the member pays a new order up to its amount, so that nobody pays twice (C91). Where all of it would have
    /// no effect for this one either, it stays where it is.
    fn pay_with_what_is_held(&self, id: OrderId, decision: &mut Decision) -> Result<(), Refusal> {
        let mut member = self.member.clone();
        for entry in &decision.entries {
            member.apply(entry).expect("an order that was just made fits");
        }
        let order = member.order(id).expect("an order that was just made is there");
        let mut left = order.amount.minor;
        let mut moves = Vec::new();
        let mut reasons = Vec::new();
        for held in self.held_for(&member, order) {
            for (value_on, amount) in held.held_by_value(left) {
                left -= amount.minor;
                moves.push(self.entry(value_on, &[Rule::ValueDate], Fact::PaymentMoved { order: id, from: held.id, amount }));
                reasons.push(Reason::PaymentMoved { from: held.id, order: id, value_on });
            }
        }
        for entry in &moves {
            member.apply(entry).expect("money that is held can be moved");
        }
        let case = Case { member: &member, ..*self };
        let order = member.order(id).expect("an order that was just made is there");
        let Some(value_on) = order.completed_on() else {
            decision.reasons.extend(reasons);
            decision.reasons.extend((!moves.is_empty()).then(|| super::payment::partly_paid(order)));
            decision.entries.extend(moves);
            return Ok(());
        };
        let (effect, reason) = case.effect_of_payment(order, value_on)?;
        if !effect.is_empty() {
            decision.entries.extend(moves);
            decision.entries.extend(effect);
            reasons.push(reason);
            decision.reasons = reasons;
        }
        Ok(())
    }

    /// The orders with money that can pay another: first what was set aside for the same offer, then what is left of orders that were
    /// paid, then what was set aside for other offers. Money for another offer that is complete and only late stays there: staff can
    /// accept it.
    fn held_for<'m>(&self, member: &'m Member, order: &Order) -> Vec<&'m Order> {
        let offer = |order: &Order| member.subscription(order.purpose.subscription()).map(|held| &held.offer);
        let is_for_staff = |held: &Order| {
            let is_current = member.subscription(held.purpose.subscription()).is_some_and(|of| of.renewals.len() == held.cycle);
            let is_late = !held.is_applied && held.closing.is_none() && held.missing().minor == 0;
            is_late && is_current && offer(held) != offer(order)
        };
        let can_pay = |held: &&Order| {
            let has_money = held.id != order.id && held.spare(self.today).minor > 0;
            has_money && held.amount.currency == order.amount.currency && !is_for_staff(held)
        };
        let mut found: Vec<&Order> = member.orders.iter().filter(can_pay).collect();
        found.sort_by_key(|held| match held.state(self.today) {
            OrderState::SetAside if offer(held) == offer(order) => 0,
            OrderState::Overpaid => 1,
            _ => 2,
        });
        found
    }
}
