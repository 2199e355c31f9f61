//! Decisions: a command on a day gives entries, or a refusal that says why and what would lift it.

use crate::agenda::agenda;
use crate::cycle::Cycle;
use crate::entry::{Entry, Fact, Purpose, System};
use crate::member::{Member, Order, OrderState, Origin, Step, Subscription};
use crate::programme::{Offer, Programme};
use crate::reason::{Lift, Reason, Refusal, Rule};
use crate::standing::{Status, current_cycle, status};
use crate::{AreaId, Day, Money, OfferId, OrderId, SubscriptionId};

/// What somebody, or the daily run, wants to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Make an organisation a member.
    Enrol {
        /// ISO 3166 code of its country.
        country: String,
        /// Where its account is.
        system: System,
    },
    /// Change a member's country.
    ChangeCountry {
        /// ISO 3166 code.
        country: String,
    },
    /// Take a subscription over from earlier records.
    CarryOver {
        /// What was bought.
        offer: OfferId,
        /// The areas it covers.
        areas: Vec<AreaId>,
        /// When.
        purchased_on: Day,
        /// The current cycle's anniversary; `None` for the first.
        anniversary: Option<Day>,
    },
    /// Order a renewal.
    OrderRenewal {
        /// Of this subscription.
        subscription: SubscriptionId,
    },
    /// Order an offer.
    OrderPurchase {
        /// What to buy.
        offer: OfferId,
        /// The areas it shall cover.
        areas: Vec<AreaId>,
    },
    /// Record the payment of an order.
    RecordPayment {
        /// The order.
        order: OrderId,
        /// The day on which the money counts.
        value_on: Day,
        /// How much came.
        amount: Money,
    },
    /// Renew what costs nothing. Where a fee is due, the payment renews.
    Renew {
        /// The subscription.
        subscription: SubscriptionId,
    },
    /// Put out a reminder that is due.
    Remind {
        /// The subscription.
        subscription: SubscriptionId,
        /// Which of the cycle's reminders, from 0.
        reminder: u8,
    },
    /// Record that a cycle was not renewed.
    Lapse {
        /// The subscription.
        subscription: SubscriptionId,
    },
}

/// What was decided: the entries to append, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Decides a command for a member on a day.
///
/// It is total and pure: the same arguments give the same answer, on any node and on any replay. The entries carry `today` as
/// their recording date.
pub fn decide(programme: &Programme, member: &Member, command: Command, today: Day) -> Result<Decision, Refusal> {
    if member.enrolled_on.is_none() && !matches!(command, Command::Enrol { .. }) {
        return Err(Refusal::new(Reason::NotEnrolled, Lift::Correct));
    }
    let case = Case { programme, member, today };
    match command {
        Command::Enrol { country, system } => case.enrol(country, system),
        Command::ChangeCountry { country } => Ok(case.change_country(country)),
        Command::CarryOver { offer, areas, purchased_on, anniversary } => {
            case.carry_over(&offer, areas, purchased_on, anniversary)
        }
        Command::OrderRenewal { subscription } => case.order_renewal(subscription),
        Command::OrderPurchase { offer, areas } => case.order_purchase(&offer, areas),
        Command::RecordPayment { order, value_on, amount } => case.record_payment(order, value_on, amount),
        Command::Renew { subscription } => case.renew(subscription),
        Command::Remind { subscription, reminder } => case.remind(subscription, reminder),
        Command::Lapse { subscription } => case.lapse(subscription),
    }
}

/// Why a cycle cannot be renewed on a day, if it cannot.
pub(crate) fn renewal_refusal(cycle: &Cycle, on: Day) -> Option<Refusal> {
    if on < cycle.renew_from {
        let reason = Reason::NotOpenYet { anniversary: cycle.anniversary, opens_on: cycle.renew_from };
        return Some(Refusal::new(reason, Lift::Wait(cycle.renew_from)));
    }
    if on > cycle.renew_until {
        let reasons = vec![
            Reason::WindowClosed { closes_on: cycle.renew_until },
            Reason::Lapsed { on: cycle.lapses_on },
            Reason::BuyAnew,
        ];
        return Some(Refusal { reasons, lift: Lift::BuyAnew });
    }
    None
}

/// Whether a member may buy an offer on a day.
pub fn can_buy(programme: &Programme, member: &Member, offer: &OfferId, areas: &[AreaId], on: Day) -> Result<(), Refusal> {
    let Some(sold) = programme.version(on).offer(offer) else {
        return Err(Refusal::new(Reason::UnknownOffer { offer: offer.clone() }, Lift::Correct));
    };
    if sold.included {
        return Err(Refusal::new(Reason::NotSold { offer: offer.clone() }, Lift::Correct));
    }
    if !covers(sold, areas) {
        return Err(Refusal::new(Reason::AreasNeeded { offer: offer.clone() }, Lift::Correct));
    }
    let held = member
        .subscriptions
        .iter()
        .filter(|held| &held.offer == offer && !matches!(status(programme, member, held, on), Status::Lapsed | Status::Ended));
    match sold.most_per_member {
        Some(most) if held.count() >= most as usize => {
            Err(Refusal::new(Reason::MostPerMember { offer: offer.clone(), most }, Lift::Done))
        }
        _ => Ok(()),
    }
}

fn covers(offer: &Offer, areas: &[AreaId]) -> bool {
    areas.is_empty() == offer.areas.is_empty() && areas.iter().all(|area| offer.areas.contains(area))
}

/// One command's circumstances.
struct Case<'a> {
    programme: &'a Programme,
    member: &'a Member,
    today: Day,
}

impl Case<'_> {
    fn entry(&self, effective_on: Day, rules: &[Rule], fact: Fact) -> Entry {
        Entry { effective_on, recorded_on: self.today, rules: rules.to_vec(), fact }
    }

    fn one(&self, effective_on: Day, reason: Reason, fact: Fact) -> Decision {
        Decision { entries: vec![self.entry(effective_on, &[reason.rule()], fact)], reasons: vec![reason] }
    }

    fn subscription(&self, id: SubscriptionId) -> Result<&Subscription, Refusal> {
        self.member.subscription(id).ok_or_else(|| Refusal::new(Reason::UnknownSubscription, Lift::Correct))
    }

    /// The subscription with its current cycle, or why it has none.
    fn cycle(&self, id: SubscriptionId) -> Result<(&Subscription, Cycle), Refusal> {
        let subscription = self.subscription(id)?;
        if let Origin::Ordered(order) = subscription.origin {
            return Err(self.unpaid(order));
        }
        let cycle = current_cycle(self.programme, subscription);
        Ok((subscription, cycle.ok_or_else(|| Refusal::new(Reason::NeverRenews, Lift::Done))?))
    }

    /// Why nothing can be done with what was ordered and has not begun.
    fn unpaid(&self, id: OrderId) -> Refusal {
        let Some(order) = self.member.order(id) else { return Refusal::new(Reason::UnknownOrder, Lift::Correct) };
        match (order.payment, order.state(self.today)) {
            (Some(payment), _) => {
                Refusal::new(Reason::PaidTooLate { value_on: payment.value_on, pay_by: order.pay_by }, Lift::BuyAnew)
            }
            (None, OrderState::Open) => {
                Refusal::new(Reason::AwaitingPayment { order: id, expires_on: order.expires_on }, Lift::Pay(id))
            }
            (None, _) => Refusal::new(Reason::OrderExpired { order: id, expired_on: order.expires_on }, Lift::BuyAnew),
        }
    }

    fn next_subscription(&self) -> Result<SubscriptionId, Refusal> {
        let ordinal = self.member.subscriptions.len() as u32 + 1;
        SubscriptionId::new(self.member.id, ordinal)
            .ok_or_else(|| Refusal::new(Reason::TooMany { most: SubscriptionId::MOST }, Lift::Correct))
    }

    fn next_order(&self) -> Result<OrderId, Refusal> {
        OrderId::new(self.member.id, self.member.orders.len() as u32 + 1)
            .ok_or_else(|| Refusal::new(Reason::TooMany { most: OrderId::MOST }, Lift::Correct))
    }

    fn enrol(&self, country: String, system: System) -> Result<Decision, Refusal> {
        if self.member.enrolled_on.is_some() {
            return Err(Refusal::new(Reason::AlreadyEnrolled, Lift::Done));
        }
        let fact = Fact::Enrolled { country, system };
        let entries = vec![self.entry(self.today, &[Rule::Membership], fact)];
        Ok(Decision { entries, reasons: Vec::new() })
    }

    fn change_country(&self, country: String) -> Decision {
        let entries = if country == self.member.country {
            Vec::new()
        } else {
            vec![self.entry(self.today, &[Rule::Membership], Fact::CountryChanged { country })]
        };
        Decision { entries, reasons: Vec::new() }
    }

    fn carry_over(
        &self,
        offer: &OfferId,
        areas: Vec<AreaId>,
        purchased_on: Day,
        anniversary: Option<Day>,
    ) -> Result<Decision, Refusal> {
        let Some(known) = self.programme.offer(offer, purchased_on) else {
            return Err(Refusal::new(Reason::UnknownOffer { offer: offer.clone() }, Lift::Correct));
        };
        if known.included {
            return Err(Refusal::new(Reason::NotSold { offer: offer.clone() }, Lift::Correct));
        }
        // Earlier records may not say which areas a level covered; what they do say must exist.
        if !areas.iter().all(|area| known.areas.contains(area)) {
            return Err(Refusal::new(Reason::AreasNeeded { offer: offer.clone() }, Lift::Correct));
        }
        let subscription = self.next_subscription()?;
        let reason = match (&known.renewal, anniversary) {
            (None, _) => Reason::NeverRenews,
            (Some(_), Some(anniversary)) => Reason::CarriedOver { anniversary },
            (Some(rules), None) => {
                Reason::FirstAnniversary { purchased_on, anniversary: rules.first_anniversary.after(purchased_on) }
            }
        };
        Ok(self.one(purchased_on, reason, Fact::CarriedOver { subscription, offer: offer.clone(), areas, anniversary }))
    }

    fn order_renewal(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        let (subscription, cycle) = self.cycle(id)?;
        if let Some(refusal) = renewal_refusal(&cycle, self.today) {
            return Err(refusal);
        }
        if let Some(open) = self.member.open_order(id, self.today) {
            return Err(Refusal::new(Reason::OrderOpen { order: open.id, pay_by: open.pay_by }, Lift::Pay(open.id)));
        }
        let offer = self.programme.offer(&subscription.offer, cycle.began_on);
        let Some(fee) = offer.and_then(|offer| offer.fee(&self.member.country)) else {
            return Err(Refusal::new(Reason::NoFee, Lift::Done));
        };
        let purpose = Purpose::Renew { subscription: id, anniversary: cycle.anniversary };
        self.order(purpose, fee, Some(cycle.renew_until))
    }

    fn order_purchase(&self, offer: &OfferId, areas: Vec<AreaId>) -> Result<Decision, Refusal> {
        let unpaid = self.member.orders.iter().rev().find(|order| {
            let same = matches!(&order.purpose, Purpose::Buy { offer: bought, .. } if bought == offer);
            same && order.state(self.today) == OrderState::Open
        });
        if let Some(open) = unpaid {
            // An order for other areas is not what was asked for: it is named, and not handed out as if it were.
            let is_same = matches!(&open.purpose, Purpose::Buy { areas: ordered, .. } if *ordered == areas);
            let lift = if is_same { Lift::Pay(open.id) } else { Lift::Correct };
            return Err(Refusal::new(Reason::OrderOpen { order: open.id, pay_by: open.pay_by }, lift));
        }
        can_buy(self.programme, self.member, offer, &areas, self.today)?;
        let sold = self.programme.version(self.today).offer(offer);
        let Some(fee) = sold.and_then(|sold| sold.fee(&self.member.country)) else {
            return Err(Refusal::new(Reason::NoFee, Lift::Correct));
        };
        let purpose = Purpose::Buy { subscription: self.next_subscription()?, offer: offer.clone(), areas };
        self.order(purpose, fee, None)
    }

    /// An order lives for the programme's span; a renewal's payment counts until the window closes.
    fn order(&self, purpose: Purpose, amount: Money, closes_on: Option<Day>) -> Result<Decision, Refusal> {
        let order = self.next_order()?;
        let expires_on = self.programme.version(self.today).transfer.order_life.after(self.today);
        let pay_by = closes_on.map_or(expires_on, |closes_on| closes_on.min(expires_on));
        let fact = Fact::Ordered { order, purpose, amount, pay_by, expires_on };
        let entry = self.entry(self.today, &[Rule::Fee, Rule::OrderLife], fact);
        Ok(Decision {
            entries: vec![entry],
            reasons: vec![Reason::FeeDue { fee: amount }, Reason::OrderOpen { order, pay_by }],
        })
    }

    fn record_payment(&self, id: OrderId, value_on: Day, amount: Money) -> Result<Decision, Refusal> {
        let unknown = || Refusal::new(Reason::UnknownOrder, Lift::Correct);
        let order = self.member.order(id).ok_or_else(unknown)?;
        if let Some(payment) = order.payment {
            return Err(Refusal::new(Reason::AlreadyPaid { order: id, value_on: payment.value_on }, Lift::Done));
        }
        if value_on > self.today {
            return Err(Refusal::new(Reason::ValueDateAhead { value_on, today: self.today }, Lift::Wait(value_on)));
        }
        // A value date before anybody could have known of the order is a slip of the pen: the year, most of the time.
        let order_life = self.programme.version(order.created_on).transfer.order_life;
        if order_life.after(value_on) < order.created_on {
            let reason = Reason::ValueDateBeforeOrder { value_on, ordered_on: order.created_on };
            return Err(Refusal::new(reason, Lift::Correct));
        }
        if amount != order.amount {
            return Err(Refusal::new(Reason::WrongAmount { expected: order.amount, given: amount }, Lift::Correct));
        }
        let mut entries = vec![self.entry(value_on, &[Rule::ValueDate], Fact::PaymentRecorded { order: id, amount })];
        let (effect, reason) = self.effect_of_payment(order, value_on)?;
        entries.extend(effect);
        Ok(Decision { entries, reasons: vec![reason] })
    }

    /// What a payment does beside being recorded. Money that comes too late, or for a cycle that was renewed by other money, does
    /// nothing by itself: it is kept, and staff decide.
    fn effect_of_payment(&self, order: &Order, value_on: Day) -> Result<(Vec<Entry>, Reason), Refusal> {
        if value_on > order.pay_by {
            return Ok((Vec::new(), Reason::PaidTooLate { value_on, pay_by: order.pay_by }));
        }
        match order.purpose {
            Purpose::Buy { subscription, ref offer, ref areas } => {
                // What was bought meanwhile by another order may leave no room; then the money is set aside.
                let mut others = self.member.clone();
                others.subscriptions.retain(|held| held.id != subscription);
                if let Err(refusal) = can_buy(self.programme, &others, offer, areas, self.today) {
                    let reason = refusal.reasons.into_iter().next().unwrap_or(Reason::UnknownOffer { offer: offer.clone() });
                    return Ok((Vec::new(), reason));
                }
                let purchased_on = value_on.max(order.created_on);
                let entry = self.entry(purchased_on, &[Rule::ValueDate], Fact::Purchased { order: order.id });
                Ok((vec![entry], Reason::PurchasedOn { purchased_on }))
            }
            Purpose::Renew { subscription, anniversary } => {
                let (held, cycle) = self.cycle(subscription)?;
                if cycle.anniversary != anniversary {
                    return Ok((Vec::new(), Reason::AlreadyRenewed { anniversary }));
                }
                let entries = self.renewal(held, anniversary, value_on, Some(order.id));
                Ok((entries, Reason::PaidInWindow { value_on, closes_on: cycle.renew_until }))
            }
        }
    }

    /// The entries of a renewal; a lapse that had been recorded for the cycle is reversed.
    fn renewal(&self, held: &Subscription, anniversary: Day, paid_on: Day, order: Option<OrderId>) -> Vec<Entry> {
        let subscription = held.id;
        let mut entries = Vec::new();
        if held.closed_steps.contains(&Step::Lapse) {
            let fact = Fact::LapseReversed { subscription, anniversary };
            entries.push(self.entry(paid_on, &[Rule::ValueDate, Rule::Lapse], fact));
        }
        let rules = [Rule::RenewInWindow, Rule::NextAnniversary];
        entries.push(self.entry(paid_on, &rules, Fact::Renewed { subscription, anniversary, order }));
        entries
    }

    fn renew(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        let (subscription, cycle) = self.cycle(id)?;
        if let Some(refusal) = renewal_refusal(&cycle, self.today) {
            return Err(refusal);
        }
        let offer = self.programme.offer(&subscription.offer, cycle.began_on);
        if let Some(fee) = offer.and_then(|offer| offer.fee(&self.member.country)) {
            return Err(Refusal::new(Reason::PayByOrder { fee }, Lift::Order));
        }
        let entries = self.renewal(subscription, cycle.anniversary, self.today, None);
        Ok(Decision { entries, reasons: vec![Reason::NoFee] })
    }

    fn remind(&self, id: SubscriptionId, reminder: u8) -> Result<Decision, Refusal> {
        let (subscription, cycle) = self.cycle(id)?;
        let due_on = cycle.reminders.get(usize::from(reminder)).copied();
        let is_closed = subscription.closed_steps.iter().any(|step| [Step::Reminder(reminder), Step::Lapse].contains(step));
        let Some(due_on) = due_on.filter(|_| !is_closed) else {
            return Err(Refusal::new(Reason::StepClosed, Lift::Done));
        };
        if self.today < due_on {
            return Err(Refusal::new(Reason::NotDueBefore { on: due_on }, Lift::Wait(due_on)));
        }
        let anniversary = cycle.anniversary;
        let later = agenda(self.programme, self.member, id, due_on.next());
        let superseded_by = later.iter().find(|due| due.on <= self.today && matches!(due.step, Step::Reminder(_)));
        let (reason, fact) = if self.today > cycle.renew_until {
            let reason = Reason::ReminderMissed { due_on, closes_on: cycle.renew_until };
            (reason, Fact::ReminderMissed { subscription: id, anniversary, reminder })
        } else if let Some(by) = superseded_by {
            let reason = Reason::ReminderSuperseded { due_on, by: by.on };
            (reason, Fact::ReminderSuperseded { subscription: id, anniversary, reminder })
        } else {
            let is_late = due_on < self.today;
            let reason = if is_late { Reason::ReminderLate { due_on } } else { Reason::ReminderDue { due_on } };
            (reason, Fact::Reminded { subscription: id, anniversary, reminder })
        };
        Ok(self.one(due_on, reason, fact))
    }

    fn lapse(&self, id: SubscriptionId) -> Result<Decision, Refusal> {
        let (subscription, cycle) = self.cycle(id)?;
        if subscription.closed_steps.contains(&Step::Lapse) {
            return Err(Refusal::new(Reason::StepClosed, Lift::Done));
        }
        if self.today < cycle.lapses_on {
            return Err(Refusal::new(Reason::NotDueBefore { on: cycle.lapses_on }, Lift::Wait(cycle.lapses_on)));
        }
        let fact = Fact::Lapsed { subscription: id, anniversary: cycle.anniversary };
        Ok(self.one(cycle.lapses_on, Reason::Lapsed { on: cycle.lapses_on }, fact))
    }
}
