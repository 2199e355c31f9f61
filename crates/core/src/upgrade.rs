//! The upgrade from one offer to another: what an order would replace on a day, at which discount, and why not.
//!
//! What the programme sells as an upgrade takes the place of what the member holds, from the day of the purchase on. The discount, like any
//! fee, is fixed by the order. So are the conditions: what was replaceable when the order was made is replaced by its payment, unless it
//! was given back, or another purchase took its place, in between.

use std::cmp::Reverse;

use crate::bill::{Bill, Percent};
use crate::decide::can_buy;
use crate::member::{Member, Origin, Subscription};
use crate::order::{Order, OrderState};
use crate::price::{Occasion, price};
use crate::programme::{Offer, Programme, Upgrade};
use crate::qualification::{by_attainment, purchase_refusal};
use crate::reason::{Lift, Reason, Refusal};
use crate::requirement::RequirementState;
use crate::standing::{Status, status};
use crate::term::{Term, current_term};
use crate::{AreaId, Day, OfferId};

/// An offer to which a subscription can be upgraded, as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpgradeTo {
    /// The offer that takes its place.
    pub offer: OfferId,
    /// The areas for which it can be bought: those held whose requirements are met there. All of them where none is.
    pub areas: Vec<AreaId>,
    /// The areas held that it would not cover: they end with what it replaces.
    pub left_behind: Vec<AreaId>,
    /// What is taken off its fee.
    pub discount: Option<Percent>,
    /// What it costs, that discount taken off; `None` where nothing is to be paid.
    pub bill: Option<Bill>,
    /// Why it is not possible on the day; `None` where it is.
    pub refusal: Option<Refusal>,
}

/// What an order of an offer that is made on a day replaces, and how; `None` for an ordinary purchase. Of several it is the one with the largest
/// discount, and of those the one that was there first.
pub fn replaceable<'m, 'p>(
    programme: &Programme,
    member: &'m Member,
    offer: &'p Offer,
    on: Day,
) -> Option<(&'m Subscription, &'p Upgrade)> {
    let of = |upgrade: &'p Upgrade| {
        let held = member.subscriptions.iter().filter(move |held| held.offer == upgrade.from);
        held.filter(|held| is_alive(programme, member, held, on)).map(move |held| (held, upgrade))
    };
    offer.upgrades.iter().flat_map(of).max_by_key(|(held, upgrade)| (upgrade.discount, Reverse(held.id)))
}

/// Whether there is something to replace: it has begun, and has not come to an end.
fn is_alive(programme: &Programme, member: &Member, held: &Subscription, on: Day) -> bool {
    matches!(status(programme, member, held, on), Status::Active | Status::RenewalOpen | Status::PaymentPending)
}

/// Why what an offer would replace on a day cannot be replaced yet, if so: something about it is not settled, and who pays for both
/// pays twice.
pub(crate) fn unsettled(programme: &Programme, member: &Member, offer: &Offer, on: Day) -> Option<Refusal> {
    let (held, _) = replaceable(programme, member, offer, on)?;
    if let Some(refusal) = ordered(member, held, on) {
        return Some(refusal);
    }
    if let Some(order) = member.open_order(held.id, on) {
        let reason = Reason::RenewalOrdered { order: order.id, offer: held.offer.clone(), pay_by: order.pay_by() };
        return Some(Refusal::new(reason, Lift::Pay(order.id)));
    }
    let term = current_term(programme, held, on)?;
    let hold = term.held_by(on)?;
    Some(Refusal::new(Reason::in_flight(hold, term.cycle.lapses_on), Lift::Wait(hold.until.next())))
}

/// Why nothing else is ordered for a subscription, where an order waits that replaces it.
pub(crate) fn ordered(member: &Member, held: &Subscription, on: Day) -> Option<Refusal> {
    let order = member.open_upgrade(held.id, on)?;
    let by = member.subscription(order.first().subscription())?;
    let reason = Reason::UpgradeOrdered { order: order.id, offer: by.offer.clone(), pay_by: order.pay_by() };
    Some(Refusal::new(reason, Lift::Pay(order.id)))
}

/// Why an order replaces nothing any more, though that was what it was made for: what it was to replace was given back, or another purchase
/// took its place. Its discount has no ground then.
pub(crate) fn gone(member: &Member, order: &Order) -> Option<Reason> {
    let held = member.subscription(order.replaces()?)?;
    let by = order.first().subscription();
    let is_taken = held.replaced.is_some_and(|replaced| replaced.by != by);
    let is_gone = is_taken || matches!(held.origin, Origin::Ordered(_));
    is_gone.then(|| Reason::NothingToReplace { offer: held.offer.clone() })
}

/// What becomes of what an order was made to replace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacing {
    /// The payment will take its place.
    Waits,
    /// Its place was taken on this day.
    Done(Day),
    /// There is nothing to replace any more, so that a payment has no effect.
    Gone,
}

/// What an order replaces, and how far that is on a day; `None` for an order that replaces nothing, or has ended without it.
pub fn replacing<'m>(member: &'m Member, order: &Order, on: Day) -> Option<(&'m Subscription, Replacing)> {
    let held = member.subscription(order.replaces()?)?;
    if order.is_applied() {
        let replaced = held.replaced.filter(|replaced| replaced.by == order.first().subscription())?;
        return Some((held, Replacing::Done(replaced.on)));
    }
    let is_gone = gone(member, order).is_some();
    match order.state(on) {
        OrderState::Open | OrderState::PartlyPaid if !is_gone => Some((held, Replacing::Waits)),
        OrderState::Open | OrderState::PartlyPaid | OrderState::SetAside if is_gone => Some((held, Replacing::Gone)),
        _ => None,
    }
}

/// That a subscription was replaced by a day.
pub(crate) fn replaced(member: &Member, held: &Subscription, on: Day) -> Option<Reason> {
    let replaced = held.replaced_on(on)?;
    let by = member.subscription(replaced.by)?;
    Some(Reason::Replaced { offer: by.offer.clone(), on: replaced.on })
}

/// The offers to which a subscription can be upgraded, in the order of the programme file, each with why not where that is so. Empty for one
/// that has not begun or has come to its end.
pub fn upgrades(programme: &Programme, member: &Member, held: &Subscription, on: Day) -> Vec<UpgradeTo> {
    if !is_alive(programme, member, held, on) {
        return Vec::new();
    }
    let Some(term) = current_term(programme, held, on) else { return Vec::new() };
    let offers = programme.version(on).offers.iter();
    // Another subscription of the member may be the one that an order would replace; this one waits its turn.
    let is_meant = |offer: &&Offer| replaceable(programme, member, offer, on).is_some_and(|(meant, _)| meant.id == held.id);
    offers.filter(is_meant).map(|offer| upgrade_to(programme, member, (held, &term), offer, on)).collect()
}

fn upgrade_to(
    programme: &Programme,
    member: &Member,
    (held, term): (&Subscription, &Term<'_>),
    offer: &Offer,
    on: Day,
) -> UpgradeTo {
    let wanted: Vec<AreaId> = if held.areas.is_empty() {
        offer.areas.clone()
    } else {
        let found = crate::qualification::areas_held(programme, member, held, term, on).into_iter();
        let kept = found.filter(|found| found.lost_on.is_none_or(|lost_on| on < lost_on));
        kept.filter_map(|found| found.area).collect()
    };
    let is_met = |area: &&AreaId| {
        by_attainment(programme, member, offer, Some(area), on).state == RequirementState::Complete
            && offer.areas.contains(area)
    };
    let mut areas: Vec<AreaId> = wanted.iter().filter(is_met).cloned().collect();
    if areas.is_empty() {
        areas = wanted.iter().filter(|area| offer.areas.contains(area)).cloned().collect();
    }
    let is_left = |area: &&AreaId| !held.areas.is_empty() && !areas.contains(area);
    let left_behind = wanted.iter().filter(is_left).cloned().collect();
    // Where it is not known which areas are held, all of the offer's are not to be met, but one.
    let unmet =
        || (held.areas.is_empty() && !offer.areas.is_empty()).then(|| purchase_refusal(programme, member, offer, &[], on));
    let refusal = unmet().flatten().or_else(|| can_buy(programme, member, &offer.id, &areas, on).err());
    UpgradeTo {
        offer: offer.id.clone(),
        areas,
        left_behind,
        discount: replaceable(programme, member, offer, on).and_then(|(_, upgrade)| upgrade.discount),
        bill: price(programme, member, offer, Occasion::Purchase, on),
        refusal,
    }
}
