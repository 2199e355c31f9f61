//! What holds for a subscription on a day: a function of the programme, the facts and the date (invariant 2).

use crate::cycle::Cycle;
use crate::decide::{can_buy, renewal_refusal};
use crate::member::{Member, Origin, Subscription};
use crate::programme::{Offer, Programme};
use crate::reason::{Reason, Refusal};
use crate::{Day, Money, OrderId, SubscriptionId};

/// The status of a subscription on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Ordered, and not paid yet.
    Ordered,
    /// In its term, or renewed ahead of the window's end.
    Active,
    /// Its renewal window is open; benefits run on.
    RenewalOpen,
    /// Not renewed in its window.
    Lapsed,
    /// Over: the order was never paid.
    Ended,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 5] = [Status::Ordered, Status::Active, Status::RenewalOpen, Status::Lapsed, Status::Ended];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            Status::Ordered => "ordered",
            Status::Active => "active",
            Status::RenewalOpen => "renewal-open",
            Status::Lapsed => "lapsed",
            Status::Ended => "ended",
        }
    }
}

/// Something that a member may want to do with a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// Renew the current cycle.
    Renew,
    /// Pay the open order.
    Pay,
    /// Buy the offer anew.
    Buy,
}

impl ActionKind {
    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            ActionKind::Renew => "renew",
            ActionKind::Pay => "pay",
            ActionKind::Buy => "buy",
        }
    }
}

/// Whether an action is possible on the day, when it is, and why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Which action.
    pub kind: ActionKind,
    /// Why it is refused; `None` when it is allowed.
    pub refusal: Option<Refusal>,
    /// The first day on which it is possible, where that is known.
    pub from: Option<Day>,
    /// The last day on which it is possible, where there is one.
    pub until: Option<Day>,
}

/// What holds on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The subscription.
    pub subscription: SubscriptionId,
    /// The day for which it holds.
    pub on: Day,
    /// The status.
    pub status: Status,
    /// The current cycle: the first that has not been renewed. `None` for what never renews or has not begun.
    pub cycle: Option<Cycle>,
    /// Whether benefits are there on the day.
    pub has_benefits: bool,
    /// What a renewal of the current cycle, or the first payment, costs; `None` when nothing is to be paid.
    pub fee: Option<Money>,
    /// The order that waits for its payment.
    pub open_order: Option<OrderId>,
    /// What can be done, or why not.
    pub actions: Vec<Action>,
    /// Why it is so.
    pub reasons: Vec<Reason>,
}

/// The current cycle of a subscription: the first that has not been renewed. `None` while it is not paid for, and for an offer that
/// never needs renewal or that the programme does not know.
pub fn current_cycle(programme: &Programme, subscription: &Subscription) -> Option<Cycle> {
    let rules = |on: Day| programme.offer(&subscription.offer, on).and_then(|offer: &Offer| offer.renewal.as_ref());
    let mut cycle = match subscription.origin {
        Origin::Ordered(_) => return None,
        Origin::Purchased(on) | Origin::CarriedOver { purchased_on: on, anniversary: None } => Cycle::first(rules(on)?, on),
        Origin::CarriedOver { purchased_on, anniversary: Some(anniversary) } => {
            // Which version a carried-over cycle began under follows from when it began, which the latest rules tell first.
            let sketch = Cycle::carried_over(rules(anniversary)?, purchased_on, anniversary);
            Cycle::carried_over(rules(sketch.began_on)?, purchased_on, anniversary)
        }
    };
    for renewal in &subscription.renewals {
        debug_assert_eq!(renewal.anniversary, cycle.anniversary, "renewals follow each other without a gap");
        cycle = cycle.renewed(rules(cycle.began_on)?, rules(cycle.anniversary.next())?, renewal.paid_on);
    }
    Some(cycle)
}

/// What holds for a subscription on a day. `None` when the member has no such subscription, or the programme no such offer.
pub fn standing(programme: &Programme, member: &Member, subscription: SubscriptionId, on: Day) -> Option<Standing> {
    let subscription = member.subscription(subscription)?;
    let blank = Standing {
        subscription: subscription.id,
        on,
        status: Status::Active,
        cycle: None,
        has_benefits: true,
        fee: None,
        open_order: member.open_order(subscription.id, on).map(|order| order.id),
        actions: Vec::new(),
        reasons: Vec::new(),
    };
    let standing = match subscription.origin {
        Origin::Ordered(order) => unpaid(member, order, blank)?,
        _ => {
            if let Some(cycle) = current_cycle(programme, subscription) {
                in_cycle(programme, member, subscription, cycle, blank)?
            } else {
                programme.offer(&subscription.offer, on)?;
                Standing { reasons: vec![Reason::NeverRenews], ..blank }
            }
        }
    };
    Some(standing)
}

/// The status alone, for rules that ask about a member's other subscriptions.
pub(crate) fn status(programme: &Programme, member: &Member, subscription: &Subscription, on: Day) -> Status {
    match (subscription.origin, current_cycle(programme, subscription), subscription.purchased_on()) {
        (Origin::Ordered(_), ..) if member.open_order(subscription.id, on).is_some() => Status::Ordered,
        (Origin::Ordered(_), ..) => Status::Ended,
        (_, Some(cycle), Some(purchased_on)) => status_in(&cycle, purchased_on, on),
        _ => Status::Active,
    }
}

fn status_in(cycle: &Cycle, purchased_on: Day, on: Day) -> Status {
    if on < purchased_on {
        Status::Ordered
    } else if on > cycle.renew_until {
        Status::Lapsed
    } else if on >= cycle.renew_from {
        Status::RenewalOpen
    } else {
        Status::Active
    }
}

fn unpaid(member: &Member, order: OrderId, blank: Standing) -> Option<Standing> {
    let order = member.order(order)?;
    let is_open = blank.open_order == Some(order.id);
    let (status, reason) = match order.payment {
        Some(payment) => (Status::Ended, Reason::PaidTooLate { value_on: payment.value_on, pay_by: order.pay_by }),
        None if is_open => (Status::Ordered, Reason::AwaitingPayment { order: order.id, expires_on: order.expires_on }),
        None => (Status::Ended, Reason::OrderExpired { order: order.id, expired_on: order.expires_on }),
    };
    let pay = Action { kind: ActionKind::Pay, refusal: None, from: Some(order.created_on), until: Some(order.pay_by) };
    Some(Standing {
        status,
        has_benefits: false,
        fee: Some(order.amount),
        actions: if is_open { vec![pay] } else { Vec::new() },
        reasons: vec![reason],
        ..blank
    })
}

fn in_cycle(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    cycle: Cycle,
    blank: Standing,
) -> Option<Standing> {
    let on = blank.on;
    let purchased_on = subscription.purchased_on()?;
    let offer = programme.offer(&subscription.offer, cycle.began_on)?;
    let status = status_in(&cycle, purchased_on, on);
    let has_benefits = purchased_on <= on && on <= cycle.benefits_until && status != Status::Lapsed;
    let fee = offer.fee(&member.country);
    let mut standing = Standing {
        status,
        has_benefits,
        fee,
        reasons: reasons(subscription, &cycle, purchased_on, status, fee, on),
        actions: vec![renew_action(&cycle, on)],
        ..blank
    };
    if let Some(order) = blank.open_order.and_then(|order| member.order(order)) {
        standing.reasons.push(Reason::OrderOpen { order: order.id, pay_by: order.pay_by });
        let until = Some(order.pay_by);
        standing.actions.push(Action { kind: ActionKind::Pay, refusal: None, from: Some(order.created_on), until });
    }
    if status == Status::Lapsed {
        standing.actions.push(buy_action(programme, member, subscription, &cycle, on));
    }
    standing.cycle = Some(cycle);
    Some(standing)
}

fn renew_action(cycle: &Cycle, on: Day) -> Action {
    Action {
        kind: ActionKind::Renew,
        refusal: renewal_refusal(cycle, on),
        from: Some(cycle.renew_from),
        until: Some(cycle.renew_until),
    }
}

fn buy_action(programme: &Programme, member: &Member, subscription: &Subscription, cycle: &Cycle, on: Day) -> Action {
    let refusal = can_buy(programme, member, &subscription.offer, &subscription.areas, on).err();
    Action { kind: ActionKind::Buy, refusal, from: Some(cycle.lapses_on), until: None }
}

/// The story of a standing, decisive sentence first.
fn reasons(
    subscription: &Subscription,
    cycle: &Cycle,
    purchased_on: Day,
    status: Status,
    fee: Option<Money>,
    on: Day,
) -> Vec<Reason> {
    let anniversary = cycle.anniversary;
    let mut reasons = vec![match status {
        Status::Ordered => Reason::NotBegun { begins_on: purchased_on },
        Status::RenewalOpen => Reason::WindowOpen { opens_on: cycle.renew_from, closes_on: cycle.renew_until },
        Status::Lapsed => Reason::Lapsed { on: cycle.lapses_on },
        Status::Active | Status::Ended => Reason::NotOpenYet { anniversary, opens_on: cycle.renew_from },
    }];
    reasons.push(match (subscription.renewals.last(), subscription.origin) {
        (Some(last), _) => Reason::NextAnniversary { renewed: last.anniversary, paid_on: last.paid_on, anniversary },
        (None, Origin::CarriedOver { anniversary: Some(_), .. }) => Reason::CarriedOver { anniversary },
        (None, _) => Reason::FirstAnniversary { purchased_on, anniversary },
    });
    if status == Status::Lapsed {
        reasons.push(Reason::WindowClosed { closes_on: cycle.renew_until });
        reasons.push(Reason::BenefitsEnded { from: cycle.benefits_until.next() });
        reasons.push(Reason::BuyAnew);
        return reasons;
    }
    reasons.push(if on <= cycle.benefits_until {
        Reason::BenefitsUntil { until: cycle.benefits_until }
    } else {
        Reason::BenefitsEnded { from: cycle.benefits_until.next() }
    });
    reasons.push(fee.map_or(Reason::NoFee, |fee| Reason::FeeDue { fee }));
    reasons.push(Reason::NextIfRenewed { next_anniversary: cycle.next_anniversary });
    reasons.push(Reason::LapsesOn { on: cycle.lapses_on });
    reasons
}
