//! One offer takes the place of the other: at a discount, from the purchase on, and until its money goes back.

use crate::calendar::On;
use crate::flaw::Flaw;
use crate::member::Step;
use crate::plan::{FEE, Offer};
use crate::verdict::Why;
use crate::walk::Model;

impl Model<'_> {
    /// What buying an offer today would replace: the first that the member holds of the other one.
    pub(crate) fn to_replace(&self, offer: Offer) -> Option<usize> {
        let upgrade = self.plan.upgrade.filter(|upgrade| upgrade.from != offer)?;
        (0..self.held.len()).find(|at| self.held[*at].offer == upgrade.from && self.is_live(*at))
    }

    /// What it costs then.
    pub(crate) fn upgrade_fee(&self, replaced: Option<usize>) -> i64 {
        match (replaced, self.plan.upgrade) {
            (Some(_), Some(upgrade)) if self.flaw != Flaw::DiscountForgotten => upgrade.fee(),
            _ => FEE,
        }
    }

    /// Whether an order waits that will replace it.
    pub(crate) fn has_open_upgrade(&self, at: usize) -> bool {
        let waits = |order: &crate::member::Order| {
            let item = &order.items[0];
            item.replaces == Some(at) && self.today <= item.pay_by && order.is_waiting(self.today)
        };
        self.orders.iter().any(waits) && self.flaw != Flaw::RenewedBesideUpgrade
    }

    /// What speaks against replacing it today: who pays for both pays twice.
    pub(crate) fn against_replacing(&self, old: usize) -> Vec<Why> {
        let mut why = Vec::new();
        if self.has_open_upgrade(old) || self.has_open_order(old) {
            why.push(Why::OtherOrderWaits);
        }
        if self.held[old].current.as_ref().is_some_and(|cycle| self.waits(old, cycle)) {
            why.push(Why::MoneyOnItsWay);
        }
        why
    }

    /// Whether there is still something to replace: it was not given back, and nothing else took its place.
    pub(crate) fn can_be_replaced(&self, old: usize) -> bool {
        self.held[old].current.is_some() && self.held[old].replaced_by.is_none()
    }

    /// It is over from a day on. A lapse of a later day did not happen.
    pub(crate) fn replace(&mut self, old: usize, by: usize, on: On) {
        let closes = self.closes(old, self.held[old].current.as_ref().unwrap());
        if on <= closes {
            self.held[old].happened.retain(|(_, step)| *step != Step::Lapse);
        }
        self.held[old].replaced_by = Some(by);
        self.not_automatic_any_more(old);
    }

    /// The money of what took a place went back: what had been there is there again.
    pub(crate) fn there_again(&mut self, by: usize) {
        if self.flaw == Flaw::UpgradeNotUndone {
            return;
        }
        for held in self.held.iter_mut().filter(|held| held.replaced_by == Some(by)) {
            held.replaced_by = None;
        }
    }
}
