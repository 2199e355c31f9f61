//! What is done in a step, as commands to the rules.

use jubilee_core::{
    BenefitId, CARD, CardLabel, Command, Day, Fact, Flight, Lift, Misfit, Order, OrderId, Reason, Refusal, SubscriptionId, Use,
    granted,
};

use super::super::words::exception;
use super::super::{Act, Step, Taking};
use super::{Broken, Life};

/// What came of a command.
type Outcome = Result<Result<(), Refusal>, Misfit>;

fn refused(reason: Reason) -> Refusal {
    Refusal { reasons: vec![reason], lift: Lift::Correct }
}

impl Life<'_> {
    /// Does what the step says: nothing, or with what outcome.
    pub(super) fn act(&mut self, step: &Step) -> Result<Option<Result<(), Refusal>>, Broken> {
        let Some(act) = &step.act else { return Ok(None) };
        let (today, held) = (step.on, self.subscription(step));
        let outcome = match act {
            Act::Buy { offer, areas, value_on } => {
                let order = Command::OrderPurchase { offer: offer.clone(), areas: areas.clone() };
                self.order_and_pay(order, today, value_on.unwrap_or(today))
            }
            Act::OrderPurchase { offer, areas } => {
                self.command(Command::OrderPurchase { offer: offer.clone(), areas: areas.clone() }, today)
            }
            Act::OrderTogether { subscriptions } => {
                let all = self.member.subscriptions.iter().enumerate();
                let is_meant = |at: usize| subscriptions.as_ref().is_none_or(|some| some.contains(&(at as u32 + 1)));
                let subscriptions = all.filter(|(at, _)| is_meant(*at)).map(|(_, held)| held.id).collect();
                self.command(Command::OrderTogether { subscriptions }, today)
            }
            Act::Pay { order, value_on, amount } => {
                let lacking = |order: &Order| if order.missing().minor > 0 { order.missing() } else { order.amount };
                let price = |order: &Order| amount.unwrap_or_else(|| lacking(order));
                let value_on = value_on.unwrap_or(today);
                self.act_on_order(*order, today, |order| Command::RecordPayment {
                    order: order.id,
                    value_on,
                    amount: price(order),
                    identity: None,
                })
            }
            Act::FileProof { order, value_on } => self.act_on_order(*order, today, |order| Command::FileProof {
                order: order.id,
                value_on: value_on.unwrap_or(today),
            }),
            Act::AcceptProof { order, value_on, amount } => self.act_on_proof(*order, today, |order, proof| {
                let (value_on, amount) = (value_on.unwrap_or(today), amount.unwrap_or_else(|| order.missing()));
                Command::AcceptProof { order: order.id, proof, value_on, amount }
            }),
            Act::RejectProof { order } => {
                self.act_on_proof(*order, today, |order, proof| Command::RejectProof { order: order.id, proof })
            }
            Act::FollowCard { order, is_in_flight } => self.act_on_order(*order, today, |order| Command::FollowCard {
                order: order.id,
                payment: CARD.to_owned(),
                is_in_flight: *is_in_flight,
            }),
            Act::FailCharge { order, fault } => {
                let tries = self.member.subscriptions.iter().flat_map(|held| &held.charges);
                let waiting: Vec<(Option<OrderId>, u8)> =
                    tries.filter(|charge| charge.failure.is_none()).map(|charge| (charge.order, charge.number)).collect();
                self.act_on_order(*order, today, |order| {
                    let number = waiting.iter().rev().find(|(of, _)| *of == Some(order.id)).map_or(0, |(_, number)| *number);
                    Command::FailCharge { order: order.id, number, fault: *fault }
                })
            }
            Act::Cancel { order } => self.act_on_order(*order, today, |order| Command::CancelOrder { order: order.id }),
            Act::Refund { order, amount } => self.act_on_order(*order, today, |order| match amount {
                Some(amount) => Command::RefundHeld { order: order.id, amount: *amount },
                None => Command::Refund { order: order.id },
            }),
            Act::ChangeCountry { country } => self.command(Command::ChangeCountry { country: country.clone() }, today),
            Act::ChangeBilling { country, vat_country, is_exempt } => {
                let (country, vat_country, is_exempt) = (country.clone(), vat_country.clone(), *is_exempt);
                self.command(Command::ChangeBilling { country, vat_country, is_exempt }, today)
            }
            Act::Migrate => self.command(Command::Migrate, today),
            Act::Attain(all) => self.each(all, |life, attained| life.attain(attained, today)),
            Act::EndAttainment { measure, areas, on } => self.each(areas, |life, area| {
                let of = life.member.attainments.iter().rev();
                let mut running = of.filter(|known| known.ended_on.is_none());
                let last = running.find(|known| &known.measure == measure && &known.area == area);
                // No attainment has the number 0, so that the rules refuse it.
                let attainment = last.map_or(0, |known| known.number);
                life.command(Command::EndAttainment { attainment, ended_on: on.unwrap_or(today) }, today)
            }),
            Act::Renew { .. }
            | Act::Reactivate { .. }
            | Act::OrderRenewal
            | Act::OrderReactivation
            | Act::CoverArea { .. }
            | Act::Grant { .. }
            | Act::EndException { .. }
            | Act::SwitchOn { .. }
            | Act::SwitchOff
            | Act::UseBenefit { .. } => match held {
                None => Ok(Err(refused(Reason::UnknownSubscription))),
                Some(held) => self.act_on(held, act, today),
            },
        };
        Ok(Some(outcome?))
    }

    /// Does what concerns one order: the one of this number, from 1, or the last.
    fn act_on_order(&mut self, order: Option<u32>, today: Day, command: impl Fn(&Order) -> Command) -> Outcome {
        let ordinal = order.map_or(self.member.orders.len(), |order| order as usize);
        match ordinal.checked_sub(1).and_then(|at| self.member.orders.get(at)).map(command) {
            None => Ok(Err(refused(Reason::UnknownOrder))),
            Some(command) => self.command(command, today),
        }
    }

    /// Does what concerns the last proof of an order.
    fn act_on_proof(&mut self, order: Option<u32>, today: Day, command: impl Fn(&Order, u16) -> Command) -> Outcome {
        let last: Vec<(OrderId, u16)> = self.member.orders.iter().map(|order| (order.id, self.last_proof(order.id))).collect();
        self.act_on_order(order, today, |order| {
            // No proof has the number 0, so that the rules refuse it.
            command(order, last.iter().find(|(id, _)| *id == order.id).map_or(0, |(_, proof)| *proof))
        })
    }

    fn last_proof(&self, order: OrderId) -> u16 {
        self.member.flights(order).filter_map(Flight::proof).max().unwrap_or(0)
    }

    /// Does what concerns one subscription.
    fn act_on(&mut self, subscription: SubscriptionId, act: &Act, today: Day) -> Outcome {
        match act {
            Act::Renew { value_on } => {
                let renew = Command::Renew { subscription };
                self.order_and_pay_or(renew, Command::OrderRenewal { subscription }, today, value_on.unwrap_or(today))
            }
            Act::Reactivate { value_on } => {
                let reactivate = Command::Reactivate { subscription };
                let order = Command::OrderReactivation { subscription };
                self.order_and_pay_or(reactivate, order, today, value_on.unwrap_or(today))
            }
            Act::SwitchOn { expires_on } => {
                let expires_on = expires_on.unwrap_or(Day::MAX);
                let card = CardLabel { brand: "visa".to_owned(), last_four: "4242".to_owned(), expires_on };
                self.command(Command::SwitchOn { subscription, card }, today)
            }
            Act::SwitchOff => self.command(Command::SwitchOff { subscription }, today),
            Act::OrderReactivation => self.command(Command::OrderReactivation { subscription }, today),
            Act::CoverArea { area } => self.command(Command::CoverArea { subscription, area: area.clone() }, today),
            Act::Grant { kind, until } => {
                self.command(Command::GrantException { subscription, kind: *kind, until: *until }, today)
            }
            Act::EndException { kind } => {
                let granted = self.member.subscription(subscription).map(|held| held.exceptions.as_slice());
                let is_meant = |known: &&jubilee_core::Exception| kind.is_none_or(|kind| exception(&known.kind) == kind);
                let last = granted.unwrap_or_default().iter().rev().find(is_meant);
                // No exception has the number 0, so that the rules refuse it.
                let exception = last.map_or(0, |known| known.number);
                self.command(Command::EndException { subscription, exception }, today)
            }
            Act::UseBenefit { benefit, set, how } => {
                let how = self.taking(subscription, (benefit, *set), *how, today);
                self.command(Command::UseBenefit { subscription, set: *set, benefit: benefit.clone(), how }, today)
            }
            _ => self.command(Command::OrderRenewal { subscription }, today),
        }
    }

    /// What is done with a benefit, as the rules call it.
    fn taking(&self, id: SubscriptionId, which: (&BenefitId, Option<u32>), how: Taking, today: Day) -> Use {
        match how {
            Taking::Activate => Use::Activated,
            Taking::Assign { person } => Use::Assigned { user: person },
            Taking::Reassign { from, person } => {
                let grant = granted(self.programme, &self.member, id, which, today);
                let seat = grant.and_then(|grant| grant.seats.into_iter().find(|seat| seat.user == from));
                // No seat has the number 0, so that the rules refuse it.
                Use::Reassigned { seat: seat.map_or(0, |seat| seat.number), user: person }
            }
            Taking::Reveal => Use::Revealed,
            Taking::Redeem => Use::Redeemed,
            Taking::Use { amount } => Use::Counted { amount },
        }
    }

    fn command(&mut self, command: Command, today: Day) -> Outcome {
        Ok(self.decide(command, today)?.map(drop))
    }

    /// Does something for each of several things, until one is refused.
    fn each<T>(&mut self, all: &[T], mut act: impl FnMut(&mut Self, &T) -> Outcome) -> Outcome {
        for one in all {
            if let Err(refusal) = act(self, one)? {
                return Ok(Err(refusal));
            }
        }
        Ok(Ok(()))
    }

    /// Makes an order and pays it with that value date; where nothing is to be paid, does it without.
    fn order_and_pay_or(&mut self, free: Command, order: Command, today: Day, value_on: Day) -> Outcome {
        match self.order_and_pay(order, today, value_on)? {
            Err(refusal) if refusal.reasons.first() == Some(&Reason::NoFee) => self.command(free, today),
            ordered => Ok(ordered),
        }
    }

    /// Makes an order and pays it with that value date.
    pub(super) fn order_and_pay(&mut self, order: Command, today: Day, value_on: Day) -> Outcome {
        let ordered = match self.decide(order, today)? {
            Ok(decision) => decision.entries,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let made = self.member.orders.last().filter(|_| ordered.iter().any(|entry| matches!(entry.fact, Fact::Ordered { .. })));
        let made = made.expect("an order that is accepted is made");
        // Money that was held may have paid it, or part of it.
        if made.is_applied() {
            return Ok(Ok(()));
        }
        let (order, amount) = (made.id, made.missing());
        self.command(Command::RecordPayment { order, value_on, amount, identity: None }, today)
    }
}
