//! Notices of automatic renewal.

use jubilee_core::{AutoOutlook, Fact, OrderId, SubscriptionId, current_term};
use jubilee_delivery::mail::{AutoNews, AutoStage};

use super::Writing;

impl Writing<'_> {
    /// What a fact about automatic renewal tells.
    pub(super) fn automatic(&self, id: SubscriptionId, fact: &Fact) -> Option<AutoNews> {
        let standing = self.standing(id)?;
        let cycle = standing.cycle.as_ref()?;
        let subscription = self.after.member.subscription(id)?;
        let term = current_term(&self.app.programme, subscription, self.today)?;
        let card = standing.automatic.card.as_ref();
        // Of one that was just switched off the card is not known any more.
        let before = self.before.member.subscription(id).and_then(|held| held.auto_renewal.as_ref()).map(|auto| &auto.card);
        let charge_on = match standing.automatic.outlook {
            Some(AutoOutlook::Charges { on, .. } | AutoOutlook::Expires { on }) => Some(on),
            _ => None,
        };
        let expires = matches!(standing.automatic.outlook, Some(AutoOutlook::Expires { .. }));
        let (stage, why) = match fact {
            Fact::AutoRenewalSwitchedOff { .. } => (AutoStage::SwitchedOff, None),
            Fact::AutoRenewalSwitchedOn { .. } if !expires => (AutoStage::SwitchedOn, None),
            Fact::ChargeFailed { fault, is_last, .. } => {
                (if *is_last { AutoStage::GivenUp } else { AutoStage::Failed }, Some(*fault))
            }
            _ if expires => (AutoStage::Expires, None),
            _ => (AutoStage::Upcoming, None),
        };
        let is_told = !matches!(stage, AutoStage::SwitchedOff | AutoStage::GivenUp);
        let order = subscription.charges.last().filter(|_| why.is_some()).and_then(|charge| charge.order);
        Some(AutoNews {
            subscription: self.after.reference(id),
            offer: term.offer.name.get(self.lang).to_owned(),
            anniversary: cycle.anniversary,
            on: self.today,
            stage,
            card: card.or(before).map(jubilee_texts::card)?,
            charge_on: charge_on.filter(|_| is_told),
            amount: standing.fee.filter(|_| stage != AutoStage::SwitchedOff),
            tax: standing.bill.as_ref().and_then(|bill| self.tax_in(bill)),
            order: order.as_ref().map(OrderId::to_string),
            why: why.map(|fault| jubilee_texts::charge_fault(self.lang, fault)),
            missing: self.missing(&standing).filter(|_| standing.is_at_risk()),
            renew_from: cycle.renew_from,
            renew_until: cycle.renew_until,
        })
    }

    /// What was queued, where it is still so.
    pub(super) fn still_automatic(&self, queued: AutoNews) -> Option<AutoNews> {
        let id = self.after.subscriptions.iter().find(|row| row.reference == queued.subscription)?.id;
        let standing = self.standing(id)?;
        let is_same = standing.cycle.as_ref().is_some_and(|cycle| cycle.anniversary == queued.anniversary);
        let is_on = standing.automatic.card.is_some();
        let is_true = match queued.stage {
            AutoStage::SwitchedOff => !is_on,
            AutoStage::SwitchedOn => is_on,
            // Who renewed meanwhile, or switched it off, has nothing to know.
            AutoStage::Upcoming | AutoStage::Expires => is_same && is_on,
            AutoStage::Failed | AutoStage::GivenUp => is_same,
        };
        is_true.then_some(queued)
    }
}
