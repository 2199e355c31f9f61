//! Money that a member has paid and that had no effect: said before another order is made for the same.

use jubilee_core::{Command, Decision, Fact, OfferId, Order, OrderState, Standing, Subscription};
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
    let is_for_it = |order: &&Order| {
        let held = file.member.subscription(order.purpose.subscription());
        order.state(file.today) == OrderState::SetAside && held.is_some_and(|held| &held.offer == offer)
    };
    let used = ordering.iter().flat_map(|decision| &decision.entries).find_map(|entry| match &entry.fact {
        Fact::PaymentMoved { from, .. } => Some(*from),
        _ => None,
    });
    let mut aside = file.member.orders.iter().filter(is_for_it);
    let order = match used {
        Some(id) => aside.find(|order| order.id == id)?,
        None => aside.next_back()?,
    };
    let (number, value) = (order.id.to_string(), order.payment?.value_on);
    let words = if used.is_some() {
        t!(lang, "portal-held-pays", amount = order.amount, number = number, value = value)
    } else {
        t!(lang, "portal-held-waits", amount = order.amount, number = number, value = value)
    };
    Some(HeldMoney { words, pays: used.is_some() })
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
