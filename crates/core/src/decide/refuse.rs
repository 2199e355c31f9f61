//! What stands in the way of renewing, reactivating and buying: asked by the decisions and, for what a member can do on a day, by its
//! standing.

use super::payment::{closed, partly_paid};
use crate::entry::{Purpose, System};
use crate::member::{Member, Subscription};
use crate::order::Order;
use crate::programme::{Offer, Programme};
use crate::qualification;
use crate::reactivation::{self, Opening, opening};
use crate::reason::{Lift, Reason, Refusal};
use crate::standing::{Status, status};
use crate::term::Term;
use crate::upgrade;
use crate::{AreaId, Day, OfferId, SubscriptionId};

/// Why a member in the legacy system can do nothing here, if it is (R18).
pub(crate) fn move_refusal(programme: &Programme, member: &Member) -> Option<Refusal> {
    let must_move = member.system == System::Legacy && programme.legacy.is_some();
    must_move.then(|| Refusal::new(Reason::MoveFirst, Lift::Migrate))
}

/// Why a cycle cannot be renewed on a day, if it cannot: all that stands in the way, the first thing to do first.
pub(crate) fn renewal_refusal(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    on: Day,
) -> Option<Refusal> {
    let cycle = &term.cycle;
    let window = if on < cycle.renew_from {
        let reason = Reason::NotOpenYet { anniversary: cycle.anniversary, opens_on: cycle.renew_from };
        Some(Refusal::new(reason, Lift::Wait(cycle.renew_from)))
    } else if term.has_lapsed(on) {
        Some(closed_refusal(programme, subscription, term, on))
    } else {
        term.held_by(on).map(|hold| Refusal::new(Reason::in_flight(hold, cycle.lapses_on), Lift::Done))
    };
    let requirements =
        if term.has_lapsed(on) { None } else { qualification::renewal_refusal(programme, member, subscription, term, on) };
    let upgrade = upgrade::ordered(member, subscription, on);
    Refusal::of([move_refusal(programme, member), window, upgrade, requirements].into_iter().flatten())
}

pub(super) fn closed_refusal(programme: &Programme, subscription: &Subscription, term: &Term<'_>, on: Day) -> Refusal {
    let mut reasons =
        vec![Reason::WindowClosed { closes_on: term.cycle.renew_until }, Reason::Lapsed { on: term.cycle.lapses_on }];
    let lift = match opening(programme, subscription, term, on) {
        Ok(opening) => {
            reasons.extend(opening.reasons());
            Lift::Reactivate(opening.until)
        }
        Err(_) => Lift::BuyAnew,
    };
    reasons.push(Reason::BuyAnew);
    Refusal { reasons, lift }
}

/// The reactivation of a lapsed subscription that is possible on a day, or all that stands in the way.
pub(crate) fn reactivation_refusal(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    term: &Term<'_>,
    on: Day,
) -> Result<Opening, Refusal> {
    let opening = opening(programme, subscription, term, on)?;
    let refusals = [
        move_refusal(programme, member),
        room(programme, member, &subscription.offer, Some(subscription.id), on).err(),
        upgrade::ordered(member, subscription, on),
        reactivation::refusal(programme, member, subscription, term, &opening, on),
    ];
    match Refusal::of(refusals.into_iter().flatten()) {
        Some(refusal) => Err(refusal),
        None => Ok(opening),
    }
}

/// Whether a member may buy an offer on a day.
pub fn can_buy(programme: &Programme, member: &Member, offer: &OfferId, areas: &[AreaId], on: Day) -> Result<(), Refusal> {
    let sold = sold(programme, offer, areas, on)?;
    let refusals = [
        move_refusal(programme, member),
        room(programme, member, offer, None, on).err(),
        upgrade::unsettled(programme, member, sold, on),
        qualification::purchase_refusal(programme, member, sold, areas, on),
    ];
    Refusal::of(refusals.into_iter().flatten()).map_or(Ok(()), Err)
}

/// The offer as it is sold on a day for these areas.
pub(super) fn sold<'p>(programme: &'p Programme, offer: &OfferId, areas: &[AreaId], on: Day) -> Result<&'p Offer, Refusal> {
    let Some(sold) = programme.version(on).offer(offer) else {
        return Err(Refusal::new(Reason::UnknownOffer { offer: offer.clone() }, Lift::Correct));
    };
    if sold.included {
        return Err(Refusal::new(Reason::NotSold { offer: offer.clone() }, Lift::Correct));
    }
    if !covers(sold, areas) {
        return Err(Refusal::new(Reason::AreasNeeded { offer: offer.clone() }, Lift::Correct));
    }
    Ok(sold)
}

/// Whether a member may hold one more of an offer, beside the subscription that is about to come or come back. An order that nobody has
/// paid holds nothing then; whether to make another one is a different question.
pub(super) fn room(
    programme: &Programme,
    member: &Member,
    offer: &OfferId,
    beside: Option<SubscriptionId>,
    on: Day,
) -> Result<(), Refusal> {
    room_with(programme, member, offer, beside, 0, on)
}

/// The same where so many others of the offer come back by the same order.
pub(super) fn room_with(
    programme: &Programme,
    member: &Member,
    offer: &OfferId,
    beside: Option<SubscriptionId>,
    others: usize,
    on: Day,
) -> Result<(), Refusal> {
    let most = programme.offer(offer, on).and_then(|offer| offer.most_per_member);
    let is_live = |held: &&crate::Subscription| {
        if &held.offer != offer || Some(held.id) == beside {
            return false;
        }
        let status = status(programme, member, held, on);
        let is_order_only = status == Status::Ordered && beside.is_some();
        !is_order_only && !matches!(status, Status::Lapsed | Status::Reactivatable | Status::Replaced | Status::Ended)
    };
    match most {
        Some(most) if member.subscriptions.iter().filter(is_live).count() + others >= most as usize => {
            let lift = if others > 0 { Lift::LeaveOut } else { Lift::Done };
            Err(Refusal::new(Reason::MostPerMember { offer: offer.clone(), most }, lift))
        }
        _ => Ok(()),
    }
}

/// Why what was ordered has not begun, or is no more.
pub(crate) fn unpaid(programme: &Programme, member: &Member, order: &Order, on: Day) -> Reason {
    let id = order.id;
    match order.completed_on() {
        _ if order.closing.is_some() => closed(order).expect("a closed order says how"),
        Some(value_on) => set_aside(programme, member, order, value_on),
        None if order.received().minor > 0 => partly_paid(order),
        None if on <= order.expires_on => Reason::AwaitingPayment { order: id, expires_on: order.expires_on },
        None => Reason::OrderExpired { order: id, expired_on: order.expires_on },
    }
}

/// Why the money of a purchase was set aside: it came too late, there was no room for another one when it came, or what it was to replace
/// was there no more.
fn set_aside(programme: &Programme, member: &Member, order: &Order, value_on: Day) -> Reason {
    let pay_by = order.pay_by();
    let too_late = Reason::PaidTooLate { value_on, pay_by };
    let Purpose::Buy { offer, .. } = &order.first().purpose else { return too_late };
    if let Some(gone) = upgrade::gone(member, order).filter(|_| value_on <= pay_by) {
        return gone;
    }
    let recorded_on = order.payments.iter().map(|payment| payment.recorded_on).max().unwrap_or(order.created_on);
    let most = programme.offer(offer, recorded_on).and_then(|offer| offer.most_per_member);
    match most {
        Some(most) if value_on <= pay_by => Reason::MostPerMember { offer: offer.clone(), most },
        _ => too_late,
    }
}

fn covers(offer: &Offer, areas: &[AreaId]) -> bool {
    areas.is_empty() == offer.areas.is_empty() && areas.iter().all(|area| offer.areas.contains(area))
}
