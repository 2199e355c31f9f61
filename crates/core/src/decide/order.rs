//! Decisions about orders: what can be ordered, what it costs, and until when its payment counts.

use super::refuse::{can_buy, reactivation_refusal, renewal_refusal, room_with};
use super::{Case, Decision};
use crate::bill::{Bill, Tax};
use crate::entry::{Entry, Fact, Further, Purpose};
use crate::member::Member;
use crate::order::{Item, MOST_ITEMS, Order, OrderState};
use crate::price::Occasion;
use crate::reactivation::{Opening, opening};
use crate::reason::{Lift, Reason, Refusal, Rule};
use crate::upgrade::replaceable;
use crate::{AreaId, Day, OfferId, OrderId, SubscriptionId};

/// What is about to be ordered for one subscription.
struct Wanted {
    purpose: Purpose,
    bill: Bill,
    /// The last day on which the payment of a renewal or a reactivation counts.
    closes_on: Option<Day>,
}

impl Case<'_> {
    pub(super) fn order_renewal(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        self.order(vec![self.renewal_wanted(id)?])
    }

    pub(super) fn order_reactivation(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        self.order(vec![self.reactivation_wanted(id)?])
    }

    /// Orders for several subscriptions what each of them needs on the day: its renewal, or its reactivation.
    pub(super) fn order_together(&self, ids: &[SubscriptionId]) -> Result<Decision, Refusal> {
        let mut wanted_ids: Vec<SubscriptionId> = Vec::new();
        for id in ids {
            if !wanted_ids.contains(id) {
                wanted_ids.push(*id);
            }
        }
        if wanted_ids.is_empty() {
            return Err(Refusal::new(Reason::UnknownSubscription, Lift::Correct));
        }
        if wanted_ids.len() > MOST_ITEMS {
            return Err(Refusal::new(Reason::TooMany { most: MOST_ITEMS as u32 }, Lift::Correct));
        }
        let is_same = |order: &&Order| {
            let is_wanted = order.items.iter().all(|item| wanted_ids.contains(&item.subscription()));
            is_wanted && order.items.len() == wanted_ids.len()
        };
        if let Some(open) = self.member.open_order(wanted_ids[0], self.today).filter(is_same) {
            return Err(Refusal::new(Reason::OrderOpen { order: open.id, pay_by: open.pay_by() }, Lift::Pay(open.id)));
        }
        let is_one = wanted_ids.len() == 1;
        let mut all: Vec<Wanted> = Vec::new();
        // What comes back by this order, by its offer: each needs room beside those before it, or its money would have no effect.
        let mut returning: Vec<&OfferId> = Vec::new();
        for id in wanted_ids {
            let (subscription, term) = self.term(id)?;
            let offer = &subscription.offer;
            let can_return = term.has_lapsed(self.today) && opening(self.programme, subscription, &term, self.today).is_ok();
            let wanted = if can_return { self.reactivation_wanted(id) } else { self.renewal_wanted(id) };
            let wanted = wanted.and_then(|wanted| {
                let others = if can_return { returning.iter().filter(|other| **other == offer).count() } else { 0 };
                if others > 0 {
                    room_with(self.programme, self.member, offer, Some(id), others, self.today)?;
                }
                Ok(wanted)
            });
            all.push(wanted.map_err(|refusal| if is_one { refusal } else { refusal.about(offer, term.cycle.anniversary) })?);
            if can_return {
                returning.push(offer);
            }
        }
        self.order(all)
    }

    fn renewal_wanted(&self, id: SubscriptionId) -> Result<Wanted, Refusal> {
        let (subscription, term) = self.term(id)?;
        if let Some(refusal) = renewal_refusal(self.programme, self.member, subscription, &term, self.today) {
            return Err(refusal);
        }
        self.no_open_order(id)?;
        let Some(bill) = self.price(term.offer, Occasion::Renewal) else {
            return Err(Refusal::new(Reason::NoFee, Lift::Done));
        };
        let purpose = Purpose::Renew { subscription: id, anniversary: term.cycle.anniversary };
        Ok(Wanted { purpose, bill, closes_on: Some(term.cycle.renew_until) })
    }

    fn reactivation_wanted(&self, id: SubscriptionId) -> Result<Wanted, Refusal> {
        let (subscription, term) = self.term(id)?;
        let opening = reactivation_refusal(self.programme, self.member, subscription, &term, self.today)?;
        self.no_open_order(id)?;
        let Some(bill) = self.price(term.offer, Occasion::Reactivation) else {
            return Err(Refusal::new(Reason::NoFee, Lift::Done));
        };
        let Opening { relief, base, until, .. } = opening;
        let purpose = Purpose::Reactivate { subscription: id, anniversary: term.cycle.anniversary, base, relief };
        Ok(Wanted { purpose, bill, closes_on: Some(until) })
    }

    pub(super) fn no_open_order(&self, id: SubscriptionId) -> Result<(), Refusal> {
        match self.member.open_order(id, self.today) {
            Some(open) => Err(Refusal::new(Reason::OrderOpen { order: open.id, pay_by: open.pay_by() }, Lift::Pay(open.id))),
            None => Ok(()),
        }
    }

    pub(super) fn order_purchase(&self, offer: &OfferId, areas: Vec<AreaId>) -> Result<Decision, Refusal> {
        let unpaid = self.member.orders.iter().rev().find(|order| {
            let same = matches!(&order.first().purpose, Purpose::Buy { offer: bought, .. } if bought == offer);
            same && order.state(self.today).is_waiting()
        });
        if let Some(open) = unpaid {
            // An order for other areas is not what was asked for: it is named, and not handed out as if it were.
            let is_same = matches!(&open.first().purpose, Purpose::Buy { areas: ordered, .. } if *ordered == areas);
            let lift = if is_same { Lift::Pay(open.id) } else { Lift::Correct };
            return Err(Refusal::new(Reason::OrderOpen { order: open.id, pay_by: open.pay_by() }, lift));
        }
        can_buy(self.programme, self.member, offer, &areas, self.today)?;
        let sold = self.programme.version(self.today).offer(offer);
        let Some(bill) = sold.and_then(|sold| self.price(sold, Occasion::Purchase)) else {
            return Err(Refusal::new(Reason::NoFee, Lift::Correct));
        };
        let replaces =
            sold.and_then(|sold| replaceable(self.programme, self.member, sold, self.today)).map(|(held, _)| held.id);
        let purpose = Purpose::Buy { subscription: self.next_subscription()?, offer: offer.clone(), areas, replaces };
        self.order(vec![Wanted { purpose, bill, closes_on: None }])
    }

    /// An order lives for the programme's span; a renewal's payment counts until the window closes.
    fn order(&self, wanted: Vec<Wanted>) -> Result<Decision, Refusal> {
        let order = self.next_order()?;
        let expires_on = self.programme.version(self.today).transfer.order_life.after(self.today);
        let (mut bills, mut items) = (Vec::new(), Vec::new());
        for Wanted { purpose, bill, closes_on } in wanted {
            let pay_by = closes_on.map_or(expires_on, |closes_on| closes_on.min(expires_on));
            bills.push(bill);
            items.push(Further { purpose, pay_by });
        }
        let Some(bill) = Bill::together(bills) else {
            return Err(Refusal::new(Reason::SeveralCurrencies, Lift::Correct));
        };
        let amount = bill.total();
        let last = items.iter().map(|item| item.pay_by).min().unwrap_or(expires_on);
        let replaced = items.iter().find_map(|item| self.member.subscription(item.purpose.replaces()?));
        let mut rules = vec![Rule::Fee];
        rules.extend(replaced.map(|_| Rule::Upgrade));
        rules.extend((bill.tax != Tax::None).then_some(Rule::Tax));
        rules.push(Rule::OrderLife);
        let mut reasons = vec![Reason::FeeDue { fee: amount }];
        reasons.extend(replaced.map(|held| Reason::Replaces { offer: held.offer.clone(), discount: bill.discount() }));
        reasons.extend(Reason::of_tax(&bill));
        reasons.push(Reason::OrderOpen { order, pay_by: last });
        let fact = ordered(order, items, bill, expires_on);
        let mut decision = Decision { entries: vec![self.entry(self.today, &rules, fact)], reasons };
        self.pay_with_what_is_held(order, &mut decision)?;
        Ok(decision)
    }

    /// Money that is held for the member pays a new order up to its amount, so that nobody pays twice (C91). Where all of it would have
    /// no effect for this one either, it stays where it is.
    fn pay_with_what_is_held(&self, id: OrderId, decision: &mut Decision) -> Result<(), Refusal> {
        let mut member = self.after(&decision.entries);
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
        let (effect, came_of_it) = case.effect_of_payment(order, value_on)?;
        if !effect.is_empty() {
            decision.entries.extend(moves);
            decision.entries.extend(effect);
            reasons.extend(came_of_it);
            decision.reasons = reasons;
        }
        Ok(())
    }

    /// An item of an order that had its effect on others, with its money, as an order of its own: what an order does it does once, and
    /// what comes of a later decision has an order, an invoice and a way back of its own. It was ordered when the first order was.
    pub(super) fn apart(&self, order: &Order, subscription: SubscriptionId) -> Result<Option<(OrderId, Vec<Entry>)>, Refusal> {
        let Some(item) = order.item(subscription) else { return Ok(None) };
        let id = self.next_order()?;
        let items = vec![Further { purpose: item.purpose.clone(), pay_by: item.pay_by }];
        let fact = ordered(id, items, item.bill.clone(), order.expires_on);
        let mut entries = vec![self.entry(order.created_on, &[Rule::Exception], fact)];
        for (value_on, amount) in order.held_by_value(item.bill.total().minor) {
            let fact = Fact::PaymentMoved { order: id, from: order.id, amount };
            entries.push(self.entry(value_on, &[Rule::Exception, Rule::ValueDate], fact));
        }
        Ok(Some((id, entries)))
    }

    /// The orders with money that can pay another: first what was set aside for the same offer, then what is left of orders that were
    /// paid, then what was set aside for other offers. Money for another offer that is complete and only late stays there: staff can
    /// accept it.
    fn held_for<'m>(&self, member: &'m Member, order: &Order) -> Vec<&'m Order> {
        let offer = |item: &Item| member.subscription(item.subscription()).map(|held| &held.offer);
        let is_alike = |one: &Order, other: &Order| {
            one.items.iter().any(|item| !item.is_applied && other.items.iter().any(|its| offer(its) == offer(item)))
        };
        let is_for_staff = |held: &Order| {
            let is_current = |item: &Item| {
                let of = member.subscription(item.subscription());
                // What was replaced cannot be paid late any more.
                !item.is_applied && of.is_some_and(|of| of.renewals.len() == item.cycle && of.replaced.is_none())
            };
            let is_late = held.closing.is_none() && held.missing().minor == 0;
            is_late && held.items.iter().any(is_current) && !is_alike(held, order)
        };
        let can_pay = |held: &&Order| {
            let has_money = held.id != order.id && held.spare(self.today).minor > 0;
            has_money && held.amount.currency == order.amount.currency && !is_for_staff(held)
        };
        let mut found: Vec<&Order> = member.orders.iter().filter(can_pay).collect();
        found.sort_by_key(|held| match held.state(self.today) {
            OrderState::SetAside if is_alike(held, order) => 0,
            OrderState::Overpaid => 1,
            _ => 2,
        });
        found
    }
}

/// The fact of an order of these items.
fn ordered(order: OrderId, items: Vec<Further>, bill: Bill, expires_on: Day) -> Fact {
    let amount = bill.total();
    let mut items = items.into_iter();
    let Further { purpose, pay_by } = items.next().expect("an order pays for something");
    let further: Vec<Further> = items.collect();
    // One fee without tax is what an entry without a bill says, and was before there were bills.
    let bill = Some(bill).filter(|bill| *bill != Bill::untaxed(amount));
    Fact::Ordered { order, purpose, amount, pay_by, expires_on, bill, further: (!further.is_empty()).then_some(further) }
}
