//! Decisions about automatic renewal: switching it on and off, its notice, and each charge of the kept card.

use super::refuse::closed_refusal;
use super::{Case, Decision};
use crate::agenda::agenda;
use crate::auto_renewal::{AutoOutlook, CardLabel, ChargeFault, outlook, tries};
use crate::entry::Fact;
use crate::member::{Step, Subscription};
use crate::reason::{Lift, Reason, Refusal};
use crate::term::Term;
use crate::{Day, OrderId, SubscriptionId};

impl Case<'_> {
    pub(super) fn switch_on(&self, id: SubscriptionId, card: CardLabel) -> Result<Decision, Refusal> {
        let (subscription, term) = self.term(id)?;
        if term.offer.renewal.as_ref().is_none_or(|rules| rules.auto_renewal.is_none()) {
            return Err(Refusal::new(Reason::NoAutoRenewal { offer: subscription.offer.clone() }, Lift::Correct));
        }
        if let Some(refusal) = super::refuse::move_refusal(self.programme, self.member) {
            return Err(refusal);
        }
        if self.price(term.offer, crate::Occasion::Renewal).is_none() {
            return Err(Refusal::new(Reason::NoFee, Lift::Done));
        }
        if term.has_lapsed(self.today) {
            return Err(closed_refusal(self.programme, subscription, &term, self.today));
        }
        // While the window is open it would look as if this year were seen to. Another card can be given at any time.
        if subscription.auto_renewal.is_none() && self.today >= term.cycle.renew_from {
            let cycle = &term.cycle;
            let reason = Reason::WindowOpen { opens_on: cycle.renew_from, closes_on: cycle.renew_until };
            return Err(Refusal::new(reason, Lift::Order));
        }
        if card.expires_on < self.today {
            return Err(Refusal::new(Reason::CardExpired { card, on: self.today }, Lift::Correct));
        }
        if subscription.auto_renewal.as_ref().is_some_and(|auto| auto.card == card) {
            return Err(Refusal::new(Reason::AutoRenewalIsOn { card }, Lift::Done));
        }
        let reason = Reason::SwitchedOn { card: card.clone(), on: self.today };
        Ok(self.one(self.today, reason, Fact::AutoRenewalSwitchedOn { subscription: id, card }))
    }

    pub(super) fn switch_off(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        if self.subscription(id)?.auto_renewal.is_none() {
            return Err(Refusal::new(Reason::AutoRenewalIsOff, Lift::Done));
        }
        let reason = Reason::SwitchedOff { on: self.today };
        Ok(self.one(self.today, reason, Fact::AutoRenewalSwitchedOff { subscription: id }))
    }

    pub(super) fn give_notice(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        let (_, term) = self.term(id)?;
        let on = self.due(id, &Step::Notice)?;
        let reason = Reason::NoticeGiven { anniversary: term.cycle.anniversary, on };
        Ok(self.one(on, reason, Fact::AutoRenewalAnnounced { subscription: id, anniversary: term.cycle.anniversary }))
    }

    /// The day on which a step is due that has come.
    fn due(&self, id: SubscriptionId, step: &Step) -> Result<Day, Refusal> {
        let due = agenda(self.programme, self.member, id, self.today, Day::MIN).into_iter().find(|due| due.step == *step);
        let on = due.ok_or_else(|| Refusal::new(Reason::StepClosed, Lift::Done))?.on;
        if self.today < on {
            return Err(Refusal::new(Reason::NotDueBefore { on }, Lift::Wait(on)));
        }
        Ok(on)
    }

    /// The day of a charge has come: the renewal is ordered at the fee of today, and the charge is put down before anybody is asked for
    /// it. Where nothing can be charged, that is said, and the member renews as who has not switched it on.
    pub(super) fn charge(&self, id: SubscriptionId, number: u8) -> Result<Decision, Refusal> {
        self.due(id, &Step::Charge(number))?;
        let (subscription, term) = self.term(id)?;
        let anniversary = term.cycle.anniversary;
        if matches!(outlook(subscription, &term), Some(AutoOutlook::Expires { .. })) {
            return Ok(self.given_up(id, &term, number, ChargeFault::CardExpired));
        }
        if number > 0 {
            let order = tries(subscription, anniversary).last().and_then(|charge| charge.order);
            return Ok(match self.chargeable(order) {
                Ok(order) => self.tried(Decision::default(), id, anniversary, order, number),
                Err(fault) => self.given_up(id, &term, number, fault),
            });
        }
        let ordered = match self.order_renewal(id) {
            Ok(ordered) => ordered,
            // What costs nothing any more is renewed without a card.
            Err(refusal) if refusal.reasons == [Reason::NoFee] => return self.renew(id),
            Err(refusal) => return Ok(self.given_up(id, &term, number, fault(&refusal))),
        };
        let mut after = self.member.clone();
        for entry in &ordered.entries {
            after.apply(entry).expect("what was just decided fits");
        }
        // Money that was held for the member may have paid it.
        match after.orders.last().filter(|order| !order.is_applied()) {
            Some(order) => Ok(self.tried(ordered, id, anniversary, order.id, number)),
            None => Ok(ordered),
        }
    }

    /// The order that is charged for once more, if its money would still have its effect and none is on its way.
    fn chargeable(&self, order: Option<OrderId>) -> Result<OrderId, ChargeFault> {
        let order = order.and_then(|order| self.member.order(order)).ok_or(ChargeFault::OrderOver)?;
        if self.today > order.pay_by() {
            return Err(ChargeFault::WindowClosed);
        }
        if !order.state(self.today).is_waiting() {
            return Err(ChargeFault::OrderOver);
        }
        if self.member.flights(order.id).any(|flight| flight.is_open(self.today)) {
            return Err(ChargeFault::PaymentOnItsWay);
        }
        Ok(order.id)
    }

    fn tried(&self, mut so_far: Decision, id: SubscriptionId, anniversary: Day, order: OrderId, number: u8) -> Decision {
        let reason = Reason::ChargeTried { order, number, on: self.today };
        let fact = Fact::ChargeTried { subscription: id, anniversary, order, number };
        so_far.entries.push(self.entry(self.today, &[reason.rule()], fact));
        so_far.reasons.push(reason);
        so_far
    }

    fn given_up(&self, id: SubscriptionId, term: &Term<'_>, number: u8, fault: ChargeFault) -> Decision {
        let reason = Reason::ChargeGivenUp { fault, until: term.cycle.renew_until };
        let anniversary = term.cycle.anniversary;
        self.one(self.today, reason, Fact::ChargeFailed { subscription: id, anniversary, number, fault, is_last: true })
    }

    /// The provider has said why a charge brought no money.
    pub(super) fn fail_charge(&self, id: OrderId, number: u8, fault: ChargeFault) -> Result<Decision, Refusal> {
        let order = self.known_order(id)?;
        let subscription = self.subscription(order.first().subscription())?;
        let is_meant =
            |charge: &&crate::ChargeTry| charge.order == Some(id) && charge.number == number && charge.failure.is_none();
        let Some(charge) = subscription.charges.iter().find(is_meant) else {
            return Err(Refusal::new(Reason::StepClosed, Lift::Done));
        };
        let (id, anniversary) = (subscription.id, charge.anniversary);
        let next_on = self.next_try(subscription, anniversary, number).filter(|_| fault.may_pass());
        let reason = match next_on {
            Some(_) => Reason::ChargeFailed { order: order.id, fault, on: self.today, next_on },
            None => Reason::ChargeGivenUp { fault, until: order.pay_by() },
        };
        let is_last = next_on.is_none();
        Ok(self.one(self.today, reason, Fact::ChargeFailed { subscription: id, anniversary, number, fault, is_last }))
    }

    /// The day of the try after one, where there is one.
    fn next_try(&self, subscription: &Subscription, anniversary: Day, number: u8) -> Option<Day> {
        let (_, term) = self.term(subscription.id).ok().filter(|(_, term)| term.cycle.anniversary == anniversary)?;
        let rules = term.offer.renewal.as_ref()?.auto_renewal.as_ref()?;
        Some(term.cycle.renew_from.plus_days(*rules.retries.get(usize::from(number))?))
    }
}

/// What stands in the way of ordering, as a reason for not charging.
fn fault(refusal: &Refusal) -> ChargeFault {
    match refusal.reasons.first() {
        Some(Reason::MoveFirst) => ChargeFault::LegacySystem,
        Some(Reason::OrderOpen { .. }) => ChargeFault::OrderOpen,
        Some(Reason::PaymentInFlight { .. }) => ChargeFault::PaymentOnItsWay,
        Some(Reason::WindowClosed { .. }) => ChargeFault::WindowClosed,
        _ => ChargeFault::RequirementsNotMet,
    }
}
