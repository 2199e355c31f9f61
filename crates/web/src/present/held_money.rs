//! Money that a member has paid and that had no effect: said before another order is made for the same.

use jubilee_core::{Command, Decision, Fact, Item, Money, OfferId, Order, OrderState, Reason, Standing, Subscription};
use jubilee_texts::t;

use crate::present::{Eyes, Shelf};
use crate::view::HeldMoney;

/// The money that is set aside for an offer, and what a new order would do with it as far as a decision about that order says;
/// `None` where there is none, and for who does not see orders.
pub(crate) fn held_money(shelf: Shelf<'_>, offer: &OfferId, ordering: Option<&Decision>) -> Option<HeldMoney> {
    let Shelf { file, lang, eyes, .. } = shelf;
    if matches!(eyes, Eyes::User(roles) if !roles.may_see_orders()) {
        return None;
    }
    let moved = || {
        ordering.iter().flat_map(|decision| &decision.entries).filter_map(|entry| match &entry.fact {
            Fact::PaymentMoved { from, amount, .. } => Some((*from, entry.effective_on, *amount)),
            _ => None,
        })
    };
    if let Some((from, value, first)) = moved().next() {
        let amount = Money { minor: moved().map(|(_, _, amount)| amount.minor).sum(), ..first };
        let number = from.to_string();
        let missing = ordering.iter().flat_map(|decision| &decision.reasons).find_map(|reason| match reason {
            Reason::PartlyPaid { missing, .. } => Some(*missing),
            _ => None,
        });
        let words = match missing {
            Some(missing) => {
                t!(lang, "portal-held-pays-part", amount = amount, number = number, value = value, missing = missing)
            }
            None => t!(lang, "portal-held-pays", amount = amount, number = number, value = value),
        };
        return Some(HeldMoney { words, pays: missing.is_none() });
    }
    let is_for_it = |order: &&Order| {
        let is_meant = |item: &Item| {
            let held = file.member.subscription(item.subscription());
            !item.is_applied && held.is_some_and(|held| &held.offer == offer)
        };
        let is_kept = matches!(order.state(file.today), OrderState::SetAside | OrderState::Overpaid);
        is_kept && order.items.iter().any(is_meant)
    };
    let order = file.member.orders.iter().rfind(is_for_it)?;
    let (number, value) = (order.id.to_string(), order.paid_on()?);
    let words = t!(lang, "portal-held-waits", amount = order.held(), number = number, value = value);
    Some(HeldMoney { words, pays: false })
}

/// The same for what a member holds or held: what the order would do that can be made now.
pub(crate) fn held_money_for(shelf: Shelf<'_>, held: &Subscription, standing: &Standing) -> Option<HeldMoney> {
    let subscription = held.id;
    let command = match standing.reactivation {
        Some(_) => Command::OrderReactivation { subscription },
        None => Command::OrderRenewal { subscription },
    };
    held_money(shelf, &held.offer, shelf.app.decision(shelf.file, command).ok().as_ref())
}
