//! The story of a subscription: what happened to it, in the order in which it counted, each with the rules that led to it.

use crate::auto_renewal::{self, AutoOutlook, ChargeFault};
use crate::decide::benefit_done;
use crate::entry::{Entry, Fact, Recorded};
use crate::exception::ExceptionKind;
use crate::member::{Member, Misfit};
use crate::programme::Programme;
use crate::reason::{Reason, Rule};
use crate::term::current_term;
use crate::{Actor, AreaId, Day, MeasureId, MemberId, OfferId, OrderId, SubscriptionId};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day from which it counts.
    pub on: Day,
    /// The business date on which it was recorded.
    pub recorded_on: Day,
    /// Which of the member's entries says so, from 1.
    pub entry: u32,
    /// Who caused it.
    pub by: Actor,
    /// What happened.
    pub reason: Reason,
    /// The rules that led to it.
    pub rules: Vec<Rule>,
}

/// What happened to a subscription, as it was known on a day: its own entries, and those about the member that it depends on. What
/// holds on the day, and why, is told by [`crate::standing()`] after it.
pub fn story(
    programme: &Programme,
    id: MemberId,
    ledger: &[Recorded],
    subscription: SubscriptionId,
    known_on: Day,
) -> Result<Vec<Event>, Misfit> {
    let mut member = Member::new(id);
    let mut events = Vec::new();
    for recorded in ledger {
        let entry = &recorded.entry;
        member.apply(entry)?;
        let is_known = entry.recorded_on <= known_on || matches!(entry.fact, Fact::Enrolled { .. } | Fact::CarriedOver { .. });
        if let Some(reason) = reason(programme, &member, entry, subscription).filter(|_| is_known) {
            events.push(Event {
                on: entry.effective_on,
                recorded_on: entry.recorded_on,
                entry: member.version,
                by: recorded.by,
                reason,
                rules: entry.rules.clone(),
            });
        }
    }
    // Things are told in the order in which they counted; of one day, in the order in which they were recorded. What staff accepted
    // late came about when they did, behind the exception that is its cause.
    events.sort_by_key(|event| match event.reason {
        Reason::Renewed { exception: Some(_), .. } | Reason::LapseReversed { exception: Some(_), .. } => {
            event.on.max(event.recorded_on)
        }
        _ => event.on,
    });
    Ok(events)
}

fn reason(programme: &Programme, member: &Member, entry: &Entry, id: SubscriptionId) -> Option<Reason> {
    let is_for = |order: &OrderId| member.order(*order).filter(|order| order.item(id).is_some());
    let on = entry.effective_on;
    let reason = match &entry.fact {
        Fact::Enrolled { .. } => Reason::Enrolled { on },
        Fact::Migrated => Reason::MovedOver { on },
        Fact::Attained { measure, area, amount, expires_on, .. } => {
            let counts = concerns(programme, member, entry, id, measure, area.as_ref())?;
            return counts.then(|| Reason::Attained {
                measure: measure.clone(),
                area: area.clone(),
                amount: *amount,
                on,
                until: *expires_on,
            });
        }
        Fact::AttainmentEnded { attainment } => {
            let known = member.attainments.iter().find(|known| known.number == *attainment)?;
            let counts = concerns(programme, member, entry, id, &known.measure, known.area.as_ref())?;
            let (measure, area) = (known.measure.clone(), known.area.clone());
            return counts.then_some(Reason::AttainmentEnded { measure, area, amount: known.amount, on });
        }
        Fact::CarriedOver { subscription, anniversary: Some(anniversary), .. } if *subscription == id => {
            Reason::CarriedOver { anniversary: *anniversary }
        }
        Fact::CarriedOver { subscription, offer, anniversary: None, .. } if *subscription == id => {
            let rules = programme.offer(offer, on)?.renewal.as_ref();
            rules.map_or(Reason::NeverRenews, |rules| Reason::FirstAnniversary {
                purchased_on: on,
                anniversary: rules.first_anniversary.after(on),
            })
        }
        Fact::Ordered { order, amount, .. } => {
            is_for(order)?;
            Reason::Ordered { order: *order, amount: *amount, on }
        }
        Fact::PaymentRecorded { order, amount, .. } => {
            is_for(order)?;
            Reason::PaymentCame { order: *order, amount: *amount, value_on: on }
        }
        Fact::ProofFiled { order, value_on, .. } => {
            is_for(order)?;
            Reason::ProofFiled { order: *order, value_on: *value_on, on }
        }
        Fact::ProofAnswered { order, is_accepted, .. } => {
            is_for(order)?;
            if *is_accepted { Reason::ProofAccepted { order: *order, on } } else { Reason::ProofRejected { order: *order, on } }
        }
        Fact::CardFollowed { order, is_in_flight, .. } => {
            is_for(order)?;
            if *is_in_flight { Reason::CardInFlight { order: *order, on } } else { Reason::CardFailed { order: *order, on } }
        }
        Fact::OrderCancelled { order } => {
            is_for(order)?;
            Reason::OrderCancelled { order: *order, on }
        }
        Fact::PaymentMoved { order, from, .. } => {
            is_for(order).or_else(|| is_for(from))?;
            Reason::PaymentMoved { from: *from, order: *order, value_on: on }
        }
        Fact::HeldRefunded { order, amount } => {
            is_for(order)?;
            Reason::HeldRefunded { order: *order, amount: *amount, on }
        }
        // With the money of what had taken its place it is there again.
        Fact::Refunded { order, .. } if undone_for(member, *order, id) => {
            Reason::ReplacementUndone { offer: bought(member, *order)?, on }
        }
        Fact::Refunded { order, amount } => {
            is_for(order)?;
            Reason::Refunded { order: *order, amount: *amount, on }
        }
        Fact::Purchased { order } => {
            is_for(order)?;
            Reason::PurchasedOn { purchased_on: on }
        }
        Fact::Replaced { subscription, by } if *subscription == id => {
            Reason::Replaced { offer: member.subscription(*by)?.offer.clone(), on }
        }
        Fact::Replaced { subscription, by } if *by == id => {
            Reason::Replaces { offer: member.subscription(*subscription)?.offer.clone(), discount: None }
        }
        Fact::Renewed { subscription, anniversary, .. } if *subscription == id => {
            let exception = accepting(member, entry, id, 1);
            Reason::Renewed { anniversary: *anniversary, on, exception }
        }
        Fact::Reactivated { subscription, anniversary, next_anniversary, .. } if *subscription == id => {
            Reason::Reactivated { lapsed: *anniversary, on, anniversary: *next_anniversary }
        }
        Fact::Reminded { subscription, anniversary, .. } if *subscription == id => {
            Reason::Reminded { anniversary: *anniversary, due_on: on }
        }
        Fact::Lapsed { subscription, .. } if *subscription == id => Reason::Lapsed { on },
        Fact::LapseReversed { subscription, anniversary } if *subscription == id => {
            Reason::LapseReversed { anniversary: *anniversary, exception: accepting(member, entry, id, 0) }
        }
        Fact::AreaCovered { subscription, area } if *subscription == id => Reason::AreaCovered { area: area.clone(), on },
        Fact::ExceptionGranted { subscription, exception, kind, until } if *subscription == id => {
            Reason::ExceptionGranted { exception: *exception, kind: *kind, until: *until }
        }
        Fact::ExceptionEnded { subscription, exception } if *subscription == id => {
            Reason::ExceptionEnded { exception: *exception, on }
        }
        Fact::Announced { subscription, relief, announcement, .. } if *subscription == id => {
            let withdrawn_on = programme.relief(relief).and_then(|relief| relief.withdrawn_on);
            if withdrawn_on == Some(on) {
                Reason::ReliefWithdrawn { relief: relief.clone(), on }
            } else {
                Reason::ReliefAnnounced { relief: relief.clone(), announcement: *announcement, on }
            }
        }
        Fact::BenefitUsed { subscription, benefit, how, .. } if *subscription == id => {
            Reason::Benefit { benefit: benefit.clone(), what: benefit_done(*how, on) }
        }
        Fact::AutoRenewalSwitchedOn { subscription, card } if *subscription == id => {
            Reason::SwitchedOn { card: card.clone(), on }
        }
        Fact::AutoRenewalSwitchedOff { subscription } if *subscription == id => Reason::SwitchedOff { on },
        Fact::AutoRenewalAnnounced { subscription, anniversary } if *subscription == id => {
            Reason::NoticeGiven { anniversary: *anniversary, on }
        }
        Fact::ChargeTried { subscription, order, number, .. } if *subscription == id => {
            Reason::ChargeTried { order: *order, number: *number, on }
        }
        Fact::ChargeFailed { subscription, anniversary, number, fault, is_last } if *subscription == id => {
            charge_failed(programme, member, id, (*anniversary, *number), (*fault, *is_last), on)?
        }
        _ => return None,
    };
    Some(reason)
}

/// Whether an order was an upgrade of this subscription.
fn undone_for(member: &Member, order: OrderId, id: SubscriptionId) -> bool {
    member.order(order).is_some_and(|order| order.replaces() == Some(id))
}

/// The offer of what an order bought.
fn bought(member: &Member, order: OrderId) -> Option<OfferId> {
    Some(member.subscription(member.order(order)?.first().subscription())?.offer.clone())
}

/// What is told of a charge that brought no money.
fn charge_failed(
    programme: &Programme,
    member: &Member,
    id: SubscriptionId,
    (anniversary, number): (Day, u8),
    (fault, is_last): (ChargeFault, bool),
    on: Day,
) -> Option<Reason> {
    let held = member.subscription(id)?;
    let term = current_term(programme, held, on)?;
    let of = held.charges.iter().find(|charge| charge.anniversary == anniversary && charge.number == number);
    Some(match of.and_then(|charge| charge.order).filter(|_| !is_last) {
        Some(order) => {
            let next_on = match auto_renewal::outlook(held, &term) {
                Some(AutoOutlook::Charges { on, .. }) => Some(on),
                _ => None,
            };
            Reason::ChargeFailed { order, fault, on, next_on }
        }
        None => Reason::ChargeGivenUp { fault, until: term.cycle.renew_until },
    })
}

/// Whether something attained concerns a subscription; `None` where it holds no offer that is known.
fn concerns(
    programme: &Programme,
    member: &Member,
    entry: &Entry,
    id: SubscriptionId,
    measure: &MeasureId,
    area: Option<&AreaId>,
) -> Option<bool> {
    let held = member.subscription(id)?;
    let is_meant = area.is_none_or(|area| held.areas.is_empty() || held.areas.contains(area));
    let offer = programme.offer(&held.offer, entry.recorded_on)?;
    let mut needs = offer.requirements.iter().flat_map(|requirement| &requirement.paths).flat_map(|path| &path.needs);
    Some(is_meant && needs.any(|need| &need.measure == measure))
}

/// The exception by which staff accepted the late payment that an entry follows from. `renewed`: how many renewals the entry itself
/// brought.
fn accepting(member: &Member, entry: &Entry, id: SubscriptionId, renewed: usize) -> Option<u16> {
    let held = member.subscription(id).filter(|_| entry.rules.contains(&Rule::Exception))?;
    let accepting = held.exceptions.iter().filter(|exception| {
        let is_of_cycle = exception.cycle + renewed == held.renewals.len();
        exception.kind == ExceptionKind::LatePayment && is_of_cycle && exception.ended_on.is_none()
    });
    accepting.max_by_key(|exception| exception.until).map(|exception| exception.number)
}
