//! What holds for a subscription on a day: a function of the programme, the facts and the date (invariant 2).

use crate::auto_renewal::{AutoOutlook, CardLabel, outlook};
use crate::bill::Bill;
use crate::cycle::{Cycle, next_anniversary};
use crate::decide::{can_buy, move_refusal, partly_paid, reactivation_refusal, renewal_refusal, unpaid as why_unpaid};
use crate::exception::ExceptionKind;
use crate::flight::Hold;
use crate::member::{Member, Origin, Subscription};
use crate::price::{Occasion, price};
use crate::programme::Programme;
use crate::qualification::{ExemptBy, Exemption, Qualification, areas_held};
use crate::reactivation::{Opening, opening};
use crate::reason::{Reason, Refusal};
use crate::relief::Applied;
use crate::requirement::RequirementState;
use crate::term::{Term, current_term, cycle_after};
use crate::upgrade;
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
    /// Its renewal window has closed, and a payment for it is in flight; benefits run on.
    PaymentPending,
    /// Not renewed in its window.
    Lapsed,
    /// Not renewed in its window, and a payment brings it back, where staff have to approve once they have.
    Reactivatable,
    /// Over: an upgrade took its place.
    Replaced,
    /// Over: the order was never paid, or its money went back.
    Ended,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 8] = [
        Status::Ordered,
        Status::Active,
        Status::RenewalOpen,
        Status::PaymentPending,
        Status::Lapsed,
        Status::Reactivatable,
        Status::Replaced,
        Status::Ended,
    ];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            Status::Ordered => "ordered",
            Status::Active => "active",
            Status::RenewalOpen => "renewal-open",
            Status::PaymentPending => "payment-pending",
            Status::Lapsed => "lapsed",
            Status::Reactivatable => "reactivatable",
            Status::Replaced => "replaced",
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
    /// Bring back what has lapsed.
    Reactivate,
    /// Buy the offer anew.
    Buy,
    /// Buy an offer that takes its place.
    Upgrade,
}

impl ActionKind {
    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            ActionKind::Renew => "renew",
            ActionKind::Pay => "pay",
            ActionKind::Reactivate => "reactivate",
            ActionKind::Buy => "buy",
            ActionKind::Upgrade => "upgrade",
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

/// How it stands with automatic renewal on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Automatic {
    /// Whether the programme renews the offer automatically for who switches that on.
    pub is_offered: bool,
    /// The card, while it is switched on.
    pub card: Option<CardLabel>,
    /// What becomes of the current cycle.
    pub outlook: Option<AutoOutlook>,
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
    /// What is to be paid for a renewal of the current cycle, its reactivation, or the first payment; `None` when nothing is.
    pub fee: Option<Money>,
    /// What that is made up of. Before the window opens, as it will be on its first day; with an order that waits, as that order has it.
    pub bill: Option<Bill>,
    /// The order that waits for its payment.
    pub open_order: Option<OrderId>,
    /// The payment in flight for which the lapse of the current cycle waits, or will.
    pub hold: Option<Hold>,
    /// The anniversary that the rules gave; another than the cycle's where a relief moved it.
    pub ruled_anniversary: Option<Day>,
    /// How it stands with automatic renewal.
    pub automatic: Automatic,
    /// The reliefs that cover the current cycle.
    pub reliefs: Vec<Applied>,
    /// How its areas stand; one without area where it covers none. Empty where nothing is required, and for what has not begun.
    pub qualifications: Vec<Qualification>,
    /// The reactivation that is open.
    pub reactivation: Option<Opening>,
    /// Whether the account has to be moved before anything can be done (R18).
    pub must_move: bool,
    /// What can be done, or why not.
    pub actions: Vec<Action>,
    /// Why it is so.
    pub reasons: Vec<Reason>,
}

impl Standing {
    /// Why the requirements count as met, where it is by exemption for at least one area.
    pub fn exemption(&self) -> Option<&Exemption> {
        self.qualifications.iter().find_map(|qualification| qualification.exemption.as_ref())
    }

    /// Whether an area that has lapsed comes back although its requirements are not met: the relief that allows the reactivation waives
    /// them, or staff do.
    pub fn is_waived_on_return(&self, subscription: &Subscription, found: &Qualification) -> bool {
        let is_exempted = || subscription.exceptions_on(self.on).any(|granted| granted.kind == ExceptionKind::Exemption);
        let is_waived = self.reactivation.as_ref().is_some_and(|opening| opening.waives_requirements || is_exempted());
        is_waived && found.state != RequirementState::Complete && found.lost_on.is_none()
    }

    /// Whether the next renewal needs no requirements for at least one area: by an exemption for its own cycle, not by one that only
    /// carries the last renewal through to it.
    pub fn is_waived(&self) -> bool {
        self.qualifications.iter().filter_map(|found| found.exemption.as_ref()).any(|exemption| !exemption.is_carried)
    }

    /// Whether the next renewal is in danger: no area that it covers meets its requirements or is exempt.
    pub fn is_at_risk(&self) -> bool {
        let mut held = self.qualifications.iter().filter(|qualification| qualification.lost_on.is_none()).peekable();
        held.peek().is_some() && held.all(|qualification| qualification.is_at_risk)
    }
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
        bill: None,
        open_order: member.open_order(subscription.id, on).map(|order| order.id),
        hold: None,
        ruled_anniversary: None,
        automatic: Automatic::default(),
        reliefs: Vec::new(),
        qualifications: Vec::new(),
        reactivation: None,
        must_move: move_refusal(programme, member).is_some(),
        actions: Vec::new(),
        reasons: Vec::new(),
    };
    if let Some(reason) = upgrade::replaced(member, subscription, on) {
        let reasons = vec![reason];
        return Some(Standing { status: Status::Replaced, has_benefits: false, open_order: None, reasons, ..blank });
    }
    let standing = match subscription.origin {
        Origin::Ordered(order) => unpaid(programme, member, order, blank)?,
        _ => {
            if let Some(term) = current_term(programme, subscription, on) {
                in_term(programme, member, subscription, term, blank)?
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
    if subscription.replaced_on(on).is_some() {
        return Status::Replaced;
    }
    match (subscription.origin, current_term(programme, subscription, on), subscription.purchased_on()) {
        (Origin::Ordered(_), ..) if member.open_order(subscription.id, on).is_some() => Status::Ordered,
        (Origin::Ordered(_), ..) => Status::Ended,
        (_, Some(term), Some(purchased_on)) => status_in(programme, subscription, &term, purchased_on, on),
        _ => Status::Active,
    }
}

fn status_in(programme: &Programme, subscription: &Subscription, term: &Term<'_>, purchased_on: Day, on: Day) -> Status {
    if on < purchased_on {
        Status::Ordered
    } else if term.has_lapsed(on) {
        if opening(programme, subscription, term, on).is_ok() { Status::Reactivatable } else { Status::Lapsed }
    } else if term.held_by(on).is_some() {
        Status::PaymentPending
    } else if on >= term.cycle.renew_from {
        Status::RenewalOpen
    } else {
        Status::Active
    }
}

fn unpaid(programme: &Programme, member: &Member, order: OrderId, blank: Standing) -> Option<Standing> {
    let order = member.order(order)?;
    let is_open = blank.open_order == Some(order.id);
    let status = if is_open { Status::Ordered } else { Status::Ended };
    let pay = Action { kind: ActionKind::Pay, refusal: None, from: Some(order.created_on), until: Some(order.pay_by()) };
    let shown = shown(member, order.id, blank.on);
    Some(Standing {
        status,
        has_benefits: false,
        fee: Some(order.amount),
        bill: Some(order.bill.clone()),
        actions: if is_open { vec![pay] } else { Vec::new() },
        reasons: [why_unpaid(programme, member, order, blank.on)].into_iter().chain(shown).collect(),
        ..blank
    })
}

fn in_term(
    programme: &Programme,
    member: &Member,
    subscription: &Subscription,
    mut term: Term<'_>,
    blank: Standing,
) -> Option<Standing> {
    let on = blank.on;
    let cycle = &mut term.cycle;
    if let Some(rules) = &term.offer.renewal {
        // Where the next year is counted from the payment, it is told as for a payment today; before the window, on its first day.
        let paid_on = on.min(cycle.renew_until).max(cycle.renew_from);
        cycle.next_anniversary = next_anniversary(rules, cycle.anniversary, paid_on);
    }
    let moves = |relief: &crate::Relief| relief.announcements.iter().any(|announcement| announcement.moves.is_some());
    if programme.reliefs.iter().any(moves) {
        // What is told as the next anniversary is what it would be, with the reliefs that are announced by now.
        let next = cycle_after(programme, subscription, cycle.anniversary, cycle.next_anniversary, on);
        cycle.next_anniversary = next.map_or(cycle.next_anniversary, |next| next.anniversary);
    }
    let purchased_on = subscription.purchased_on()?;
    let status = status_in(programme, subscription, &term, purchased_on, on);
    let has_benefits = purchased_on <= on && on <= term.benefits_until(on) && !term.has_lapsed(on);
    let opening = opening(programme, subscription, &term, on).ok();
    let occasion = if opening.is_some() { Occasion::Reactivation } else { Occasion::Renewal };
    let ordered = blank.open_order.and_then(|order| Some(member.order(order)?.item(subscription.id)?.bill.clone()));
    let bill = ordered.or_else(|| price(programme, member, term.offer, occasion, on.max(term.cycle.renew_from)));
    let fee = bill.as_ref().map(Bill::total);
    let mut qualifications = areas_held(programme, member, subscription, &term, on);
    qualifications.retain(|found| found.area.is_some() || !found.paths.is_empty());
    let automatic = automatic(subscription, &term);
    let mut standing = Standing { status, has_benefits, fee, bill, qualifications, automatic, reactivation: opening, ..blank };
    standing.reasons = reasons(&standing, subscription, &term, purchased_on);
    standing.actions.push(Action {
        kind: ActionKind::Renew,
        refusal: renewal_refusal(programme, member, subscription, &term, on),
        from: Some(term.cycle.renew_from),
        until: Some(term.cycle.renew_until),
    });
    if let Some(order) = standing.open_order.and_then(|order| member.order(order)) {
        // What was shown to be on its way, or is being charged, is not asked for once more (C97).
        let shown = shown(member, order.id, on);
        let is_charged = matches!(standing.automatic.outlook, Some(AutoOutlook::Charging { .. }));
        if order.received().minor > 0 {
            standing.reasons.push(partly_paid(order));
        } else if shown.is_none() && !is_charged {
            standing.reasons.push(Reason::OrderOpen { order: order.id, pay_by: order.pay_by() });
        }
        standing.reasons.extend(shown.filter(|_| term.hold.is_none()));
        let until = Some(order.pay_by());
        standing.actions.push(Action { kind: ActionKind::Pay, refusal: None, from: Some(order.created_on), until });
    }
    if let Some(opening) = &standing.reactivation {
        standing.actions.push(Action {
            kind: ActionKind::Reactivate,
            refusal: reactivation_refusal(programme, member, subscription, &term, on).err(),
            from: Some(term.cycle.lapses_on),
            until: Some(opening.until),
        });
    }
    if term.has_lapsed(on) {
        let refusal = can_buy(programme, member, &subscription.offer, &subscription.areas, on).err();
        if refusal.is_none() {
            standing.reasons.push(Reason::BuyAnew);
        }
        let from = Some(term.cycle.lapses_on);
        standing.actions.push(Action { kind: ActionKind::Buy, refusal, from, until: None });
    }
    standing.reasons.extend(upgrade::ordered(member, subscription, on).into_iter().flat_map(|refusal| refusal.reasons));
    standing.actions.extend(upgrade_action(programme, member, subscription, on));
    standing.hold = term.hold;
    standing.ruled_anniversary = Some(term.ruled);
    standing.reliefs = term.reliefs;
    standing.cycle = Some(term.cycle);
    Some(standing)
}

/// Whether it can be upgraded, to one offer at least, where the programme has one that takes its place.
fn upgrade_action(programme: &Programme, member: &Member, subscription: &Subscription, on: Day) -> Option<Action> {
    let all = upgrade::upgrades(programme, member, subscription, on);
    let best = all.iter().find(|to| to.refusal.is_none()).or(all.first())?;
    Some(Action { kind: ActionKind::Upgrade, refusal: best.refusal.clone(), from: None, until: None })
}

fn automatic(subscription: &Subscription, term: &Term<'_>) -> Automatic {
    Automatic {
        is_offered: term.offer.renewal.as_ref().is_some_and(|rules| rules.auto_renewal.is_some()),
        card: subscription.auto_renewal.as_ref().map(|auto| auto.card.clone()),
        outlook: outlook(subscription, term),
    }
}

/// What is to be said of automatic renewal.
fn renews_itself(automatic: &Automatic, renew_until: Day) -> Option<Reason> {
    let card = automatic.card.clone()?;
    Some(match automatic.outlook? {
        AutoOutlook::Charges { on, .. } => Reason::RenewsAutomatically { card, on },
        AutoOutlook::Expires { on } => Reason::CardExpired { card, on },
        AutoOutlook::Charging { order, number, since } => Reason::ChargeTried { order, number, on: since },
        AutoOutlook::GivenUp { fault } => Reason::ChargeGivenUp { fault, until: renew_until },
    })
}

/// The story of a standing, decisive sentence first.
fn reasons(standing: &Standing, subscription: &Subscription, term: &Term<'_>, purchased_on: Day) -> Vec<Reason> {
    let (cycle, on, anniversary) = (&term.cycle, standing.on, term.cycle.anniversary);
    let has_lapsed = term.has_lapsed(on);
    let mut reasons = Vec::new();
    reasons.push(match (standing.status, term.held_by(on)) {
        (_, Some(hold)) => Reason::in_flight(hold, cycle.lapses_on),
        (Status::Ordered, None) => Reason::NotBegun { begins_on: purchased_on },
        (Status::RenewalOpen, None) => Reason::WindowOpen { opens_on: cycle.renew_from, closes_on: cycle.renew_until },
        (Status::Lapsed | Status::Reactivatable, None) => Reason::Lapsed { on: cycle.lapses_on },
        (Status::Active | Status::PaymentPending | Status::Replaced | Status::Ended, None) => {
            Reason::NotOpenYet { anniversary, opens_on: cycle.renew_from }
        }
    });
    if standing.must_move {
        reasons.push(Reason::MoveFirst);
    }
    if let Some(opening) = &standing.reactivation {
        reasons.extend(opening.reasons());
        let next = &opening.next;
        let (next_anniversary, opens_on, closes_on) = (next.anniversary, next.renew_from, next.renew_until);
        reasons.push(Reason::NextIfReactivated { next_anniversary, opens_on, closes_on });
    }
    reasons.push(match (subscription.renewals.last(), subscription.origin) {
        (Some(last), _) if last.reactivation.is_some() => {
            Reason::Reactivated { lapsed: last.anniversary, on: last.paid_on, anniversary: term.ruled }
        }
        (Some(last), _) => {
            Reason::NextAnniversary { renewed: last.anniversary, paid_on: last.paid_on, anniversary: term.ruled }
        }
        (None, Origin::CarriedOver { anniversary: Some(_), .. }) => Reason::CarriedOver { anniversary: term.ruled },
        (None, _) => Reason::FirstAnniversary { purchased_on, anniversary: term.ruled },
    });
    for applied in &term.reliefs {
        let moved = applied.moved.map(|(from, to)| Reason::Moved { relief: applied.relief.clone(), from, to });
        reasons.extend(moved);
    }
    if let Some((exception, from)) = term.extended {
        reasons.push(Reason::Extended { exception, from, until: cycle.renew_until });
    }
    if has_lapsed {
        reasons.push(Reason::WindowClosed { closes_on: cycle.renew_until });
        reasons.push(Reason::BenefitsEnded { from: cycle.benefits_until.next() });
        return reasons;
    }
    for found in &standing.qualifications {
        let Some(reason) = requirement(found, standing.fee.is_some(), on) else { continue };
        // What exempts several areas alike is said once.
        if let (Reason::Exempt { areas: more, .. }, Some(Reason::Exempt { areas, .. })) =
            (&reason, reasons.iter_mut().find(|known| is_same_exemption(known, &reason)))
        {
            areas.extend(more.iter().cloned());
        } else if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let benefits_until = term.benefits_until(on);
    reasons.push(if on <= benefits_until {
        Reason::BenefitsUntil { until: benefits_until }
    } else {
        Reason::BenefitsEnded { from: cycle.benefits_until.next() }
    });
    reasons.push(standing.fee.map_or(Reason::NoFee, |fee| Reason::FeeDue { fee }));
    reasons.extend(standing.bill.as_ref().and_then(Reason::of_tax));
    reasons.push(Reason::NextIfRenewed { next_anniversary: cycle.next_anniversary });
    reasons.extend(renews_itself(&standing.automatic, cycle.renew_until));
    match term.hold {
        Some(hold) if term.held_by(on).is_none() => reasons.push(Reason::in_flight(hold, cycle.lapses_on)),
        Some(_) => {}
        None => reasons.push(Reason::LapsesOn { on: cycle.lapses_on }),
    }
    reasons
}

/// What is to be said of money that was shown to be on its way for an order.
fn shown(member: &Member, order: OrderId, on: Day) -> Option<Reason> {
    let flight = member.flights(order).filter(|flight| flight.is_open(on)).last()?;
    Some(Reason::PaymentShown { order, value_on: flight.value_on, is_card: flight.proof().is_none() })
}

/// Whether two sentences exempt by the same relief, for the same time.
fn is_same_exemption(one: &Reason, other: &Reason) -> bool {
    match (one, other) {
        (Reason::Exempt { areas, .. }, Reason::Exempt { relief, until, fee_due, .. }) => {
            let (relief, until, fee_due) = (relief.clone(), *until, *fee_due);
            *one == Reason::Exempt { relief, areas: areas.clone(), until, fee_due }
        }
        _ => false,
    }
}

/// What is to be said of an area's requirements.
fn requirement(found: &Qualification, has_fee: bool, on: Day) -> Option<Reason> {
    let area = found.area.clone();
    match (found.lost_on, &found.exemption, &found.area) {
        (Some(lost_on), _, Some(area)) if lost_on <= on => Some(Reason::AreaLapsed { area: area.clone(), on: lost_on }),
        (Some(lost_on), _, Some(area)) => Some(Reason::AreaLapses { area: area.clone(), on: lost_on }),
        (_, Some(Exemption { by: ExemptBy::Relief(relief), until, is_carried }), _) => {
            // What was renewed is paid; the fee of the renewal that comes after the exemption is a matter of its own (T38).
            let fee_due = has_fee && !is_carried;
            Some(Reason::Exempt { relief: relief.clone(), areas: area.into_iter().collect(), until: *until, fee_due })
        }
        (_, Some(Exemption { by: ExemptBy::Exception(exception), until, .. }), _) => {
            Some(Reason::ExemptByException { exception: *exception, until: *until })
        }
        _ if found.is_at_risk => Some(Reason::AtRisk { area, missing: found.missing() }),
        _ if found.paths.is_empty() => None,
        _ => (found.state == RequirementState::Complete).then_some(Reason::RequirementsMet { area }),
    }
}
