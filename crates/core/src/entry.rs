//! Ledger entries: the facts, past tense, from which every answer is derived (invariant 3).
//!
//! Entries are kept for ever, so their encoding is: CBOR arrays with numbered fields and numbered kinds. A number is never used
//! again for something else; a new field goes at the end and is optional. `tests/ledger_format.rs` holds old bytes against this
//! code.

use minicbor::{Decode, Encode};
use serde::Serialize;

use crate::auto_renewal::{CardLabel, ChargeFault};
use crate::benefit::Use;
use crate::bill::Bill;
use crate::exception::ExceptionKind;
use crate::programme::Base;
use crate::{AreaId, BenefitId, Day, Instant, MeasureId, Money, OfferId, OrderId, ReliefId, Role, Rule, SubscriptionId};

/// A fact with its two dates and the rules by which it was decided.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(array)]
pub struct Entry {
    /// The day from which it counts: a value date, a due day.
    #[n(0)]
    pub effective_on: Day,
    /// The business date on which it was recorded.
    #[n(1)]
    pub recorded_on: Day,
    /// The rules that led to it.
    #[n(2)]
    pub rules: Vec<Rule>,
    /// What happened.
    #[n(3)]
    pub fact: Fact,
}

/// An entry as it stands in the ledger: with the instant of its recording and who caused it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(array)]
pub struct Recorded {
    /// When it was written. For the record only; no rule reads it.
    #[n(0)]
    pub at: Instant,
    /// Who caused it.
    #[n(1)]
    pub by: Actor,
    /// What was recorded.
    #[n(2)]
    pub entry: Entry,
}

impl Recorded {
    /// The bytes that the ledger keeps.
    pub fn encode(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// Reads the ledger's bytes. An error means that the ledger is damaged or was written by a later version.
    pub fn decode(bytes: &[u8]) -> Result<Recorded, Unreadable> {
        minicbor::decode(bytes).map_err(|error| Unreadable(error.to_string()))
    }
}

/// Bytes that are no ledger entry that this version knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a ledger entry that this version of jubilee can read: {0}")]
pub struct Unreadable(String);

/// Who caused an entry. People are named by their number only: who they are lives outside the ledger and can be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Actor {
    /// The daily run.
    #[n(0)]
    DailyRun,
    /// An import.
    #[n(1)]
    Import,
    /// Somebody at the command line of the server.
    #[n(2)]
    Operator,
    /// A user of the member.
    #[n(3)]
    User(#[n(0)] i64),
    /// A member of staff.
    #[n(4)]
    Staff(#[n(0)] i64),
    /// The provider of card payments, who said that money is there.
    #[n(5)]
    CardProvider,
}

/// Which of the programme's two systems holds a member's account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "kebab-case")]
pub enum System {
    /// This one.
    #[default]
    #[n(0)]
    Current,
    /// The legacy system, from which it has to be moved.
    #[n(1)]
    Legacy,
}

/// What an order is for.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To renew one cycle of a subscription.
    #[n(0)]
    Renew {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that is renewed.
        #[n(1)]
        anniversary: Day,
    },
    /// To buy an offer; the subscription begins with the payment.
    #[n(1)]
    Buy {
        /// The subscription that it will be.
        #[n(0)]
        subscription: SubscriptionId,
        /// The offer.
        #[n(1)]
        offer: OfferId,
        /// The areas to cover.
        #[n(2)]
        areas: Vec<AreaId>,
        /// The subscription whose place it takes, from the purchase on; `None` where it takes none.
        #[n(3)]
        replaces: Option<SubscriptionId>,
    },
    /// To bring back what has lapsed.
    #[n(2)]
    Reactivate {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that was not renewed.
        #[n(1)]
        anniversary: Day,
        /// Where the next anniversary is counted from.
        #[n(2)]
        base: Base,
        /// The relief that allows it; `None` for an exception by staff.
        #[n(3)]
        relief: Option<ReliefId>,
    },
}

impl Purpose {
    /// The anniversary that it renews, or after which it brings back; `None` for a purchase.
    pub fn anniversary(&self) -> Option<Day> {
        match self {
            Purpose::Renew { anniversary, .. } | Purpose::Reactivate { anniversary, .. } => Some(*anniversary),
            Purpose::Buy { .. } => None,
        }
    }

    /// The subscription whose place a purchase takes.
    pub fn replaces(&self) -> Option<SubscriptionId> {
        match self {
            Purpose::Buy { replaces, .. } => *replaces,
            Purpose::Renew { .. } | Purpose::Reactivate { .. } => None,
        }
    }

    /// The subscription that the order is for.
    pub fn subscription(&self) -> SubscriptionId {
        match self {
            Purpose::Renew { subscription, .. }
            | Purpose::Buy { subscription, .. }
            | Purpose::Reactivate { subscription, .. } => *subscription,
        }
    }
}

/// What an order pays for beside the first of its purposes. Which lines of its bill are for it says their number, which counts from the
/// first.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(array)]
pub struct Further {
    /// What it is for.
    #[n(0)]
    pub purpose: Purpose,
    /// The last value date with which it has its effect.
    #[n(1)]
    pub pay_by: Day,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// The organisation became a member.
    #[n(0)]
    Enrolled {
        /// ISO 3166 code of its country, which decides the fee.
        #[n(0)]
        country: String,
        /// Where its account is.
        #[n(1)]
        system: System,
    },
    /// The member's country is another one from now on.
    #[n(1)]
    CountryChanged {
        /// ISO 3166 code.
        #[n(0)]
        country: String,
    },
    /// A subscription was taken over from earlier records.
    #[n(2)]
    CarriedOver {
        /// Its identity here.
        #[n(0)]
        subscription: SubscriptionId,
        /// What was bought.
        #[n(1)]
        offer: OfferId,
        /// The areas it covers.
        #[n(2)]
        areas: Vec<AreaId>,
        /// The anniversary of the cycle it was in; `None` for its first, which follows from the purchase date (the entry's
        /// effective date).
        #[n(3)]
        anniversary: Option<Day>,
    },
    /// An order was made. Its fee is fixed from here on.
    #[n(3)]
    Ordered {
        /// Its identity.
        #[n(0)]
        order: OrderId,
        /// What it is for.
        #[n(1)]
        purpose: Purpose,
        /// What is to be paid.
        #[n(2)]
        amount: Money,
        /// The last value date with which it has its effect.
        #[n(3)]
        pay_by: Day,
        /// The last day of its life.
        #[n(4)]
        expires_on: Day,
        /// What the amount is made up of. `None` in entries of the first versions: one fee without tax.
        #[n(5)]
        bill: Option<Bill>,
        /// What it pays for beside its purpose. `None` where there is nothing more.
        #[n(6)]
        further: Option<Vec<Further>>,
    },
    /// Money came for an order: any amount in its currency. Effective on its value date.
    #[n(4)]
    PaymentRecorded {
        /// The order.
        #[n(0)]
        order: OrderId,
        /// How much.
        #[n(1)]
        amount: Money,
        /// What it is called outside: an entry of a bank statement, a card payment. `None` where somebody recorded it by hand.
        #[n(2)]
        identity: Option<String>,
    },
    /// A purchase was paid and the subscription begins. Effective on the purchase date.
    #[n(5)]
    Purchased {
        /// The order, which says what was bought.
        #[n(0)]
        order: OrderId,
    },
    /// A cycle was renewed. Effective on the value date.
    #[n(6)]
    Renewed {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that was renewed.
        #[n(1)]
        anniversary: Day,
        /// The order that paid it; `None` where no fee is due.
        #[n(2)]
        order: Option<OrderId>,
        /// The anniversary that it gave. `None` in entries of the first versions: it follows from the rules then.
        #[n(3)]
        next_anniversary: Option<Day>,
    },
    /// A reminder was put out. Effective on the day it was due.
    #[n(7)]
    Reminded {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that it is about.
        #[n(1)]
        anniversary: Day,
        /// Which of the cycle's reminders, from 0.
        #[n(2)]
        reminder: u8,
    },
    /// A reminder was not sent because a later one had already fallen due.
    #[n(8)]
    ReminderSuperseded {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that it is about.
        #[n(1)]
        anniversary: Day,
        /// Which of the cycle's reminders, from 0.
        #[n(2)]
        reminder: u8,
    },
    /// A reminder was not sent because the window had closed before it could be.
    #[n(9)]
    ReminderMissed {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that it is about.
        #[n(1)]
        anniversary: Day,
        /// Which of the cycle's reminders, from 0.
        #[n(2)]
        reminder: u8,
    },
    /// The window passed without a renewal. An effect, which decides no standing (invariant 2). Effective on the first day without.
    #[n(10)]
    Lapsed {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that was not renewed.
        #[n(1)]
        anniversary: Day,
    },
    /// A lapse that had been recorded did not count, because money with a value date inside the window became known.
    #[n(11)]
    LapseReversed {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary whose lapse it was.
        #[n(1)]
        anniversary: Day,
    },
    /// The account was moved out of the legacy system (R18).
    #[n(12)]
    Migrated,
    /// The member attained something. Effective on the day from which it counts.
    #[n(13)]
    Attained {
        /// Which of the member's attainments, from 1.
        #[n(0)]
        attainment: u32,
        /// What is measured.
        #[n(1)]
        measure: MeasureId,
        /// The area it is for; `None` where it counts for all.
        #[n(2)]
        area: Option<AreaId>,
        /// How much.
        #[n(3)]
        amount: u32,
        /// The last day on which it counts; `None` for good.
        #[n(4)]
        expires_on: Option<Day>,
    },
    /// An attainment does not count any more. Effective on the first day without.
    #[n(14)]
    AttainmentEnded {
        /// Which of the member's attainments.
        #[n(0)]
        attainment: u32,
    },
    /// A subscription covers one more area.
    #[n(15)]
    AreaCovered {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The area.
        #[n(1)]
        area: AreaId,
    },
    /// What had lapsed came back (R15). Effective on the value date.
    #[n(16)]
    Reactivated {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that was not renewed.
        #[n(1)]
        anniversary: Day,
        /// The order that paid it; `None` where no fee is due.
        #[n(2)]
        order: Option<OrderId>,
        /// The anniversary that it gave.
        #[n(3)]
        next_anniversary: Day,
        /// The relief that allowed it; `None` for an exception by staff.
        #[n(4)]
        relief: Option<ReliefId>,
    },
    /// Staff allowed something for one subscription and its current cycle. Why, stands beside the ledger.
    #[n(17)]
    ExceptionGranted {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// Which of the subscription's exceptions, from 1.
        #[n(1)]
        exception: u16,
        /// What is allowed.
        #[n(2)]
        kind: ExceptionKind,
        /// The last day on which it counts.
        #[n(3)]
        until: Day,
    },
    /// Staff took an exception back. Effective on the first day without.
    #[n(18)]
    ExceptionEnded {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// Which of its exceptions.
        #[n(1)]
        exception: u16,
    },
    /// The member was told what a relief's announcement changes for a subscription. Effective on the day of the announcement.
    #[n(19)]
    Announced {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary of its cycle then.
        #[n(1)]
        anniversary: Day,
        /// The relief.
        #[n(2)]
        relief: ReliefId,
        /// Which of its announcements, from 0; the last may be its withdrawal.
        #[n(3)]
        announcement: u8,
    },
    /// An announcement was not passed on, because it did not concern the subscription any more when it could have been.
    #[n(20)]
    AnnouncementSuperseded {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary of its cycle then.
        #[n(1)]
        anniversary: Day,
        /// The relief.
        #[n(2)]
        relief: ReliefId,
        /// Which of its announcements, from 0.
        #[n(3)]
        announcement: u8,
    },
    /// A person of the member has other roles from now on.
    #[n(21)]
    RolesChanged {
        /// The number of the account.
        #[n(0)]
        user: i64,
        /// The roles before; none for who was not one of the member's people, or had lost them.
        #[n(1)]
        before: Vec<Role>,
        /// The roles after; none where all were taken.
        #[n(2)]
        after: Vec<Role>,
    },
    /// A person does not belong to the member any more. Name and address are erased.
    #[n(22)]
    PersonRemoved {
        /// The number of the account, which nobody else gets.
        #[n(0)]
        user: i64,
        /// The roles until then.
        #[n(1)]
        roles: Vec<Role>,
    },
    /// An order that had not been paid was taken back.
    #[n(23)]
    OrderCancelled {
        /// The order.
        #[n(0)]
        order: OrderId,
    },
    /// Money that was held with one order pays another, or part of it. Effective on the money's value date.
    #[n(24)]
    PaymentMoved {
        /// The order that it pays.
        #[n(0)]
        order: OrderId,
        /// The order that it had come for.
        #[n(1)]
        from: OrderId,
        /// How much.
        #[n(2)]
        amount: Money,
    },
    /// All the money of an order went back to the member. What it had bought, renewed or brought back is undone: it is as if it had not been.
    #[n(25)]
    Refunded {
        /// The order.
        #[n(0)]
        order: OrderId,
        /// How much.
        #[n(1)]
        amount: Money,
    },
    /// Money that was held with an order went back to the member, or part of it. What the order paid for stays.
    #[n(26)]
    HeldRefunded {
        /// The order.
        #[n(0)]
        order: OrderId,
        /// How much.
        #[n(1)]
        amount: Money,
    },
    /// Money that somebody had recorded by hand was found outside: it is the same.
    #[n(27)]
    PaymentIdentified {
        /// The order.
        #[n(0)]
        order: OrderId,
        /// Which of the order's payments, from 1.
        #[n(1)]
        payment: u32,
        /// What it is called outside.
        #[n(2)]
        identity: String,
    },
    /// What decides about the member's tax is this from now on. Names, addresses and numbers stand beside the ledger.
    #[n(28)]
    BillingChanged {
        /// ISO 3166 code of the country of its business; `None` for the member's own.
        #[n(0)]
        country: Option<String>,
        /// The country whose VAT number it has; `None` for none.
        #[n(1)]
        vat_country: Option<String>,
        /// Whether staff established that it is exempt from tax.
        #[n(2)]
        is_exempt: bool,
    },
    /// A purchase took the place of a subscription, which is over. Effective on the day of that purchase.
    #[n(29)]
    Replaced {
        /// The subscription that is over.
        #[n(0)]
        subscription: SubscriptionId,
        /// The one that took its place.
        #[n(1)]
        by: SubscriptionId,
    },
    /// The member showed that money for an order is on its way. Effective on the day on which it did.
    #[n(30)]
    ProofFiled {
        /// The order.
        #[n(0)]
        order: OrderId,
        /// Which of the order's proofs, from 1.
        #[n(1)]
        proof: u16,
        /// The value date that it states.
        #[n(2)]
        value_on: Day,
    },
    /// Staff accepted a proof of payment, whose money they recorded, or did not. Effective on the first day without it.
    #[n(31)]
    ProofAnswered {
        /// The order.
        #[n(0)]
        order: OrderId,
        /// Which of the order's proofs.
        #[n(1)]
        proof: u16,
        /// Whether they accepted it.
        #[n(2)]
        is_accepted: bool,
    },
    /// The card provider works on a payment for an order, or does so no more and no money came. Effective on the day on which it was so.
    #[n(32)]
    CardFollowed {
        /// The order.
        #[n(0)]
        order: OrderId,
        /// What the payment is called outside.
        #[n(1)]
        payment: String,
        /// Whether money may still come of it.
        #[n(2)]
        is_in_flight: bool,
    },
    /// Something was done with a benefit that a subscription grants. What is granted follows from the rules.
    #[n(33)]
    BenefitUsed {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// Which of the subscription's uses, from 1.
        #[n(1)]
        number: u32,
        /// Which of its sets: how many renewals there were before.
        #[n(2)]
        set: u32,
        /// The benefit.
        #[n(3)]
        benefit: BenefitId,
        /// What was done.
        #[n(4)]
        how: Use,
    },
    /// The member lets a card be kept, and its renewal is charged to it from now on; or another card takes the place of the one before.
    #[n(42)]
    AutoRenewalSwitchedOn {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// What the card's holder recognises it by.
        #[n(1)]
        card: CardLabel,
    },
    /// Nothing is charged automatically from now on.
    #[n(43)]
    AutoRenewalSwitchedOff {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
    },
    /// The member was told what will be charged, and when. Effective on the day on which it was due.
    #[n(44)]
    AutoRenewalAnnounced {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that it is about.
        #[n(1)]
        anniversary: Day,
    },
    /// The kept card is to be charged: recorded before anybody is asked for it.
    #[n(45)]
    ChargeTried {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that it is to renew.
        #[n(1)]
        anniversary: Day,
        /// The order that it pays.
        #[n(2)]
        order: OrderId,
        /// Which of the cycle's tries, from 0.
        #[n(3)]
        number: u8,
    },
    /// The kept card was not charged: the bank said no, or nothing was tried.
    #[n(46)]
    ChargeFailed {
        /// The subscription.
        #[n(0)]
        subscription: SubscriptionId,
        /// The anniversary that it was to renew.
        #[n(1)]
        anniversary: Day,
        /// Which of the cycle's tries, from 0.
        #[n(2)]
        number: u8,
        /// Why.
        #[n(3)]
        fault: ChargeFault,
        /// Whether it is given up: the member renews, or it lapses.
        #[n(4)]
        is_last: bool,
    },
}
