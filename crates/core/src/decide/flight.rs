//! Decisions about payments in flight: what a member shows of money that is on its way, what staff say to it, and what the card
//! provider is working on.

use super::payment::closed;
use super::{Case, Decision};
use crate::entry::Fact;
use crate::flight::{Flight, ShownBy};
use crate::order::Order;
use crate::reason::{Lift, Reason, Refusal};
use crate::{Day, Money, OrderId};

/// How many proofs are taken for one order.
const MOST_PROOFS: u16 = 5;

impl Case<'_> {
    pub(super) fn file_proof(&self, id: OrderId, value_on: Day) -> Result<Decision, Refusal> {
        let order = self.known_order(id)?;
        lacks_money(order)?;
        let transfer = &self.programme.version(order.created_on).transfer;
        // A transfer that was given today may count on one of the next days.
        if value_on > self.today.plus_days(transfer.takes_days) {
            return Err(Refusal::new(Reason::ValueDateAhead { value_on, today: self.today }, Lift::Correct));
        }
        if transfer.order_life.after(value_on) < order.created_on {
            let reason = Reason::ValueDateBeforeOrder { value_on, ordered_on: order.created_on };
            return Err(Refusal::new(reason, Lift::Correct));
        }
        let filed = self.member.flights(id).filter(|flight| flight.proof().is_some()).count() as u16;
        if filed >= MOST_PROOFS {
            return Err(Refusal::new(Reason::ProofsEnough { order: id, most: MOST_PROOFS }, Lift::AskStaff));
        }
        let fact = Fact::ProofFiled { order: id, proof: filed + 1, value_on };
        Ok(self.one(self.today, Reason::ProofFiled { order: id, value_on, on: self.today }, fact))
    }

    /// The money that a proof shows has come: it is recorded, with all that follows, and the proof is settled.
    pub(super) fn accept_proof(&self, id: OrderId, proof: u16, value_on: Day, amount: Money) -> Result<Decision, Refusal> {
        self.open_proof(id, proof)?;
        let mut decision = self.record_payment(id, value_on, amount, None)?;
        let accepted = Reason::ProofAccepted { order: id, on: self.today };
        let fact = Fact::ProofAnswered { order: id, proof, is_accepted: true };
        decision.entries.push(self.entry(self.today, &[accepted.rule()], fact));
        Ok(decision)
    }

    pub(super) fn reject_proof(&self, id: OrderId, proof: u16) -> Result<Decision, Refusal> {
        self.open_proof(id, proof)?;
        let fact = Fact::ProofAnswered { order: id, proof, is_accepted: false };
        Ok(self.one(self.today, Reason::ProofRejected { order: id, on: self.today }, fact))
    }

    fn open_proof(&self, id: OrderId, number: u16) -> Result<&Flight, Refusal> {
        self.known_order(id)?;
        let mut flights = self.member.flights(id).filter(|flight| flight.proof() == Some(number));
        let flight = flights.next().ok_or_else(|| Refusal::new(Reason::UnknownProof { order: id }, Lift::Correct))?;
        if flight.is_open(self.today) {
            return Ok(flight);
        }
        let on = flight.ended_on.unwrap_or(self.today);
        Err(Refusal::new(Reason::ProofSettled { order: id, on }, Lift::Done))
    }

    /// The card provider works on a payment, or does so no more. What is known already changes nothing.
    pub(super) fn follow_card(&self, id: OrderId, payment: &str, is_in_flight: bool) -> Result<Decision, Refusal> {
        let order = self.known_order(id)?;
        let is_meant = |flight: &&Flight| matches!(&flight.shown_by, ShownBy::Card(known) if known == payment);
        let is_known = self.member.flights(id).filter(is_meant).any(|flight| flight.is_open(self.today));
        if is_known == is_in_flight {
            return Err(Refusal::new(Reason::StepClosed, Lift::Done));
        }
        if is_in_flight {
            lacks_money(order)?;
        }
        let reason = if is_in_flight {
            Reason::CardInFlight { order: id, on: self.today }
        } else {
            Reason::CardFailed { order: id, on: self.today }
        };
        let fact = Fact::CardFollowed { order: id, payment: payment.to_owned(), is_in_flight };
        Ok(self.one(self.today, reason, fact))
    }
}

/// Why nothing is waited for, where an order was closed or needs no more money.
fn lacks_money(order: &Order) -> Result<(), Refusal> {
    if let Some(reason) = closed(order) {
        return Err(Refusal::new(reason, Lift::Done));
    }
    match order.paid_on().filter(|_| order.missing().minor == 0) {
        Some(value_on) => Err(Refusal::new(Reason::AlreadyPaid { order: order.id, value_on }, Lift::Done)),
        None => Ok(()),
    }
}
