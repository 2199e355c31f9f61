//! Decisions: a command on a day gives entries, or a refusal that says why and what would lift it.

mod auto_renewal;
mod benefit;
mod enrol;
mod flight;
mod grant;
mod order;
mod payment;
mod refund;
mod refuse;
mod step;

use crate::auto_renewal::{CardLabel, ChargeFault};
use crate::benefit::Use;
use crate::bill::Bill;
use crate::entry::{Entry, Fact, System};
use crate::exception::ExceptionKind;
use crate::member::{Billing, Member, Origin, Subscription};
use crate::price::{Occasion, price};
use crate::programme::{Offer, Programme};
use crate::reason::{Lift, Reason, Refusal, Rule};
use crate::term::{Term, current_term};
use crate::upgrade;
use crate::{AreaId, BenefitId, Day, MeasureId, Money, OfferId, OrderId, ReliefId, SubscriptionId};
pub(crate) use benefit::done as benefit_done;
pub(crate) use payment::partly_paid;
pub use refund::refundable;
pub use refuse::can_buy;
pub(crate) use refuse::{move_refusal, reactivation_refusal, renewal_refusal, unpaid};

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
    /// Change what decides about a member's tax.
    ChangeBilling {
        /// ISO 3166 code of the country of its business; `None` for the member's own.
        country: Option<String>,
        /// The country whose VAT number it has; `None` for none.
        vat_country: Option<String>,
        /// Whether it is exempt; staff establish that.
        is_exempt: bool,
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
    /// Order for several subscriptions at once what each needs: its renewal, or its reactivation.
    OrderTogether {
        /// Of these subscriptions.
        subscriptions: Vec<SubscriptionId>,
    },
    /// Order an offer.
    OrderPurchase {
        /// What to buy.
        offer: OfferId,
        /// The areas it shall cover.
        areas: Vec<AreaId>,
    },
    /// Record money that came for an order.
    RecordPayment {
        /// The order.
        order: OrderId,
        /// The day on which the money counts.
        value_on: Day,
        /// How much came: any amount in the order's currency.
        amount: Money,
        /// What it is called outside, so that it is recorded once; `None` where somebody records it by hand.
        identity: Option<String>,
    },
    /// Show that money for an order is on its way.
    FileProof {
        /// The order.
        order: OrderId,
        /// The value date that the proof states.
        value_on: Day,
    },
    /// Record the money that a proof shows, which has come; staff only.
    AcceptProof {
        /// The order.
        order: OrderId,
        /// Which of its proofs.
        proof: u16,
        /// The day on which the money counts.
        value_on: Day,
        /// How much came.
        amount: Money,
    },
    /// Do not accept a proof of payment; staff only.
    RejectProof {
        /// The order.
        order: OrderId,
        /// Which of its proofs.
        proof: u16,
    },
    /// Take in whether the card provider works on a payment.
    FollowCard {
        /// The order.
        order: OrderId,
        /// What the payment is called outside.
        payment: String,
        /// Whether it does, and money may still come of it.
        is_in_flight: bool,
    },
    /// Take back an order that has not been paid.
    CancelOrder {
        /// The order.
        order: OrderId,
    },
    /// Give the money of an order back; staff only. What it had done is undone.
    Refund {
        /// The order.
        order: OrderId,
    },
    /// Give back money that is held with an order, or part of it; staff only. What the order paid for stays.
    RefundHeld {
        /// The order.
        order: OrderId,
        /// How much.
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
    /// Record that the member attained something.
    Attain {
        /// What is measured.
        measure: MeasureId,
        /// The area it is for, where the measure is for one at a time.
        area: Option<AreaId>,
        /// How much; at least 1.
        amount: u32,
        /// The first day on which it counts.
        attained_on: Day,
        /// The last day on which it counts; `None` for good.
        expires_on: Option<Day>,
    },
    /// Record that an attainment does not count any more.
    EndAttainment {
        /// Which of the member's.
        attainment: u32,
        /// The first day without it.
        ended_on: Day,
    },
    /// Let a subscription cover one more area, or one that it lost. The fee of the level covers it.
    CoverArea {
        /// The subscription.
        subscription: SubscriptionId,
        /// The area.
        area: AreaId,
    },
    /// Order the reactivation of what has lapsed.
    OrderReactivation {
        /// The subscription.
        subscription: SubscriptionId,
    },
    /// Reactivate what costs nothing. Where a fee is due, the payment reactivates.
    Reactivate {
        /// The subscription.
        subscription: SubscriptionId,
    },
    /// Allow something for one subscription and its current cycle; staff only.
    GrantException {
        /// The subscription.
        subscription: SubscriptionId,
        /// What is allowed.
        kind: ExceptionKind,
        /// The last day on which it counts.
        until: Day,
    },
    /// Take an exception back.
    EndException {
        /// The subscription.
        subscription: SubscriptionId,
        /// Which of its exceptions.
        exception: u16,
    },
    /// Move the account out of the legacy system (R18).
    Migrate,
    /// Tell the member what a relief's announcement changes.
    Announce {
        /// The subscription.
        subscription: SubscriptionId,
        /// The relief.
        relief: ReliefId,
        /// Which of its announcements, from 0.
        announcement: u8,
    },
    /// Do something with a benefit that a subscription grants.
    UseBenefit {
        /// The subscription.
        subscription: SubscriptionId,
        /// Which of its sets; `None` for the newest.
        set: Option<u32>,
        /// The benefit.
        benefit: BenefitId,
        /// What is done.
        how: Use,
    },
    /// Renew automatically from now on, with a card that its holder let us keep; or with another one than before.
    SwitchOn {
        /// The subscription.
        subscription: SubscriptionId,
        /// What the card's holder recognises it by.
        card: CardLabel,
    },
    /// Charge nothing automatically from now on.
    SwitchOff {
        /// The subscription.
        subscription: SubscriptionId,
    },
    /// Tell the member what will be charged, and when.
    GiveNotice {
        /// The subscription.
        subscription: SubscriptionId,
    },
    /// Order the renewal and put down that the kept card is charged for it; or say why it is not.
    Charge {
        /// The subscription.
        subscription: SubscriptionId,
        /// Which of the cycle's tries, from 0.
        number: u8,
    },
    /// Take in why a charge brought no money.
    FailCharge {
        /// The order that was charged for.
        order: OrderId,
        /// Which of the cycle's tries, from 0.
        number: u8,
        /// Why.
        fault: ChargeFault,
    },
}

/// What was decided: the entries to append, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
        Command::ChangeBilling { country, vat_country, is_exempt } => {
            Ok(case.change_billing(Billing { country, vat_country, is_exempt }))
        }
        Command::CarryOver { offer, areas, purchased_on, anniversary } => {
            case.carry_over(&offer, areas, purchased_on, anniversary)
        }
        Command::OrderRenewal { subscription } => case.order_renewal(subscription),
        Command::OrderTogether { subscriptions } => case.order_together(&subscriptions),
        Command::OrderPurchase { offer, areas } => case.order_purchase(&offer, areas),
        Command::RecordPayment { order, value_on, amount, identity } => case.record_payment(order, value_on, amount, identity),
        Command::FileProof { order, value_on } => case.file_proof(order, value_on),
        Command::AcceptProof { order, proof, value_on, amount } => case.accept_proof(order, proof, value_on, amount),
        Command::RejectProof { order, proof } => case.reject_proof(order, proof),
        Command::FollowCard { order, payment, is_in_flight } => case.follow_card(order, &payment, is_in_flight),
        Command::CancelOrder { order } => case.cancel_order(order),
        Command::Refund { order } => case.refund(order),
        Command::RefundHeld { order, amount } => case.refund_held(order, amount),
        Command::Renew { subscription } => case.renew(subscription),
        Command::Remind { subscription, reminder } => case.remind(subscription, reminder),
        Command::Lapse { subscription } => case.lapse(subscription),
        Command::Attain { measure, area, amount, attained_on, expires_on } => {
            case.attain(measure, area, amount, attained_on, expires_on)
        }
        Command::EndAttainment { attainment, ended_on } => case.end_attainment(attainment, ended_on),
        Command::CoverArea { subscription, area } => case.cover_area(subscription, area),
        Command::OrderReactivation { subscription } => case.order_reactivation(subscription),
        Command::Reactivate { subscription } => case.reactivate(subscription),
        Command::GrantException { subscription, kind, until } => case.grant_exception(subscription, kind, until),
        Command::EndException { subscription, exception } => case.end_exception(subscription, exception),
        Command::Migrate => case.migrate(),
        Command::Announce { subscription, relief, announcement } => case.announce(subscription, relief, announcement),
        Command::UseBenefit { subscription, set, benefit, how } => case.use_benefit(subscription, set, benefit, how),
        Command::SwitchOn { subscription, card } => case.switch_on(subscription, card),
        Command::SwitchOff { subscription } => case.switch_off(subscription),
        Command::GiveNotice { subscription } => case.give_notice(subscription),
        Command::Charge { subscription, number } => case.charge(subscription, number),
        Command::FailCharge { order, number, fault } => case.fail_charge(order, number, fault),
    }
}

/// One command's circumstances.
#[derive(Clone, Copy)]
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

    /// What an order that is made today costs; `None` where nothing is to be paid.
    fn price(&self, offer: &Offer, occasion: Occasion) -> Option<Bill> {
        price(self.programme, self.member, offer, occasion, self.today)
    }

    fn subscription(&self, id: SubscriptionId) -> Result<&Subscription, Refusal> {
        self.member.subscription(id).ok_or_else(|| Refusal::new(Reason::UnknownSubscription, Lift::Correct))
    }

    /// The subscription with its current term, or why it has none.
    fn term(&self, id: SubscriptionId) -> Result<(&Subscription, Term<'_>), Refusal> {
        let subscription = self.subscription(id)?;
        if let Origin::Ordered(order) = subscription.origin {
            return Err(self.unpaid(order));
        }
        if let Some(reason) = upgrade::replaced(self.member, subscription, self.today) {
            return Err(Refusal::new(reason, Lift::Done));
        }
        let term = current_term(self.programme, subscription, self.today);
        Ok((subscription, term.ok_or_else(|| Refusal::new(Reason::NeverRenews, Lift::Done))?))
    }

    /// Why nothing can be done with what was ordered and has not begun.
    fn unpaid(&self, id: OrderId) -> Refusal {
        let Some(order) = self.member.order(id) else { return Refusal::new(Reason::UnknownOrder, Lift::Correct) };
        let lift = if order.state(self.today).is_waiting() { Lift::Pay(id) } else { Lift::BuyAnew };
        Refusal::new(refuse::unpaid(self.programme, self.member, order, self.today), lift)
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
}
