//! Why something holds or is refused: the same data answers "why?" in the portal, the API, the command line and the mails.

use minicbor::{Decode, Encode};
use serde::Serialize;

use crate::{Day, Money, OfferId, OrderId};

/// The catalogue of rules. Every decision and every reason names the one it follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// R2: an offer that never needs renewal.
    #[n(0)]
    NeverRenews,
    /// R4: the first anniversary follows from the purchase date.
    #[n(1)]
    FirstAnniversary,
    /// R5: the day on which the renewal window opens.
    #[n(2)]
    WindowOpens,
    /// R6: the last day of the renewal window.
    #[n(3)]
    WindowCloses,
    /// R7: benefits run on inside the window.
    #[n(4)]
    BenefitsUntil,
    /// R8, R9: the reminders, and when one is superseded or missed.
    #[n(5)]
    Reminders,
    /// R10: a renewal inside the window leaves no gap, whichever day.
    #[n(6)]
    RenewInWindow,
    /// R11: what is not renewed lapses after the window.
    #[n(7)]
    Lapse,
    /// R12: the next anniversary follows from the current one.
    #[n(8)]
    NextAnniversary,
    /// A payment counts on its value date, even when it becomes known later.
    #[n(9)]
    ValueDate,
    /// The fee, by country, fixed when the order is made.
    #[n(10)]
    Fee,
    /// An order lives for a time; one is open for a cycle at a time.
    #[n(11)]
    OrderLife,
    /// A member may hold only so many of an offer.
    #[n(12)]
    MostPerMember,
    /// Who has lapsed without relief buys anew.
    #[n(13)]
    BuyAnew,
    /// What was taken over from earlier records.
    #[n(14)]
    CarriedOver,
    /// What can be ordered at all.
    #[n(15)]
    Ordering,
    /// Each step happens once per cycle.
    #[n(16)]
    OncePerCycle,
    /// Enrolment and the facts about the organisation.
    #[n(17)]
    Membership,
}

impl Rule {
    /// Its name in every interface, for example `window-opens`.
    pub const fn id(self) -> &'static str {
        match self {
            Rule::NeverRenews => "never-renews",
            Rule::FirstAnniversary => "first-anniversary",
            Rule::WindowOpens => "window-opens",
            Rule::WindowCloses => "window-closes",
            Rule::BenefitsUntil => "benefits-until",
            Rule::Reminders => "reminders",
            Rule::RenewInWindow => "renew-in-window",
            Rule::Lapse => "lapse",
            Rule::NextAnniversary => "next-anniversary",
            Rule::ValueDate => "value-date",
            Rule::Fee => "fee",
            Rule::OrderLife => "order-life",
            Rule::MostPerMember => "most-per-member",
            Rule::BuyAnew => "buy-anew",
            Rule::CarriedOver => "carried-over",
            Rule::Ordering => "ordering",
            Rule::OncePerCycle => "once-per-cycle",
            Rule::Membership => "membership",
        }
    }
}

/// A sentence of the explanation, as data. The texts crate words it in each language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence of each variant names its fields")]
pub enum Reason {
    /// The offer never needs renewal.
    NeverRenews,
    /// The first anniversary is counted from the purchase.
    FirstAnniversary { purchased_on: Day, anniversary: Day },
    /// The anniversary was taken over from earlier records.
    CarriedOver { anniversary: Day },
    /// The cycle before was renewed, which gave this anniversary.
    NextAnniversary { renewed: Day, paid_on: Day, anniversary: Day },
    /// The subscription begins on a day to come.
    NotBegun { begins_on: Day },
    /// The window is not open yet.
    NotOpenYet { anniversary: Day, opens_on: Day },
    /// The window is open.
    WindowOpen { opens_on: Day, closes_on: Day },
    /// The window has closed without a renewal.
    WindowClosed { closes_on: Day },
    /// Benefits run until this day, or longer with a renewal.
    BenefitsUntil { until: Day },
    /// Benefits ended.
    BenefitsEnded { from: Day },
    /// If it is renewed in the window, this is the next anniversary.
    NextIfRenewed { next_anniversary: Day },
    /// If it is not renewed, it lapses on this day.
    LapsesOn { on: Day },
    /// The fee to renew or buy.
    FeeDue { fee: Money },
    /// Nothing is to be paid.
    NoFee,
    /// The fee has to be paid with an order first.
    PayByOrder { fee: Money },
    /// An order waits for its payment.
    OrderOpen { order: OrderId, pay_by: Day },
    /// The first payment has not come.
    AwaitingPayment { order: OrderId, expires_on: Day },
    /// The order was not paid in its life.
    OrderExpired { order: OrderId, expired_on: Day },
    /// It lapsed on this day.
    Lapsed { on: Day },
    /// A new purchase is possible, and starts a year of its own.
    BuyAnew,
    /// The cycle has already been renewed.
    AlreadyRenewed { anniversary: Day },
    /// The payment came inside the window.
    PaidInWindow { value_on: Day, closes_on: Day },
    /// The payment came after the last day on which it would have counted, and is set aside for staff to decide.
    PaidTooLate { value_on: Day, pay_by: Day },
    /// The purchase counts from its payment.
    PurchasedOn { purchased_on: Day },
    /// A value date that lies ahead.
    ValueDateAhead { value_on: Day, today: Day },
    /// A value date long before the order was made.
    ValueDateBeforeOrder { value_on: Day, ordered_on: Day },
    /// The amount is not the order's.
    WrongAmount { expected: Money, given: Money },
    /// The order was paid before.
    AlreadyPaid { order: OrderId, value_on: Day },
    /// The member already holds as many of the offer as it may.
    MostPerMember { offer: OfferId, most: u32 },
    /// The offer comes with the membership and is not sold.
    NotSold { offer: OfferId },
    /// No such offer in the programme.
    UnknownOffer { offer: OfferId },
    /// No such subscription of this member.
    UnknownSubscription,
    /// No such order of this member.
    UnknownOrder,
    /// The offer needs at least one of its areas, and only those.
    AreasNeeded { offer: OfferId },
    /// The step is not due before this day.
    NotDueBefore { on: Day },
    /// The step of this cycle has happened, or its cycle is over.
    StepClosed,
    /// The reminder is sent on the day it is due.
    ReminderDue { due_on: Day },
    /// The reminder is sent later than it was due.
    ReminderLate { due_on: Day },
    /// A later reminder has fallen due as well and takes its place.
    ReminderSuperseded { due_on: Day, by: Day },
    /// The window had closed before the reminder could be sent.
    ReminderMissed { due_on: Day, closes_on: Day },
    /// The organisation is a member already.
    AlreadyEnrolled,
    /// The organisation is no member yet.
    NotEnrolled,
    /// The member has as many things of a kind as it can have.
    TooMany { most: u32 },
}

impl Reason {
    /// The rule that it follows from.
    pub const fn rule(&self) -> Rule {
        match self {
            Reason::NeverRenews => Rule::NeverRenews,
            Reason::FirstAnniversary { .. } | Reason::NotBegun { .. } => Rule::FirstAnniversary,
            Reason::CarriedOver { .. } => Rule::CarriedOver,
            Reason::NextAnniversary { .. } | Reason::NextIfRenewed { .. } => Rule::NextAnniversary,
            Reason::NotOpenYet { .. } => Rule::WindowOpens,
            Reason::WindowOpen { .. } | Reason::WindowClosed { .. } => Rule::WindowCloses,
            Reason::BenefitsUntil { .. } | Reason::BenefitsEnded { .. } => Rule::BenefitsUntil,
            Reason::LapsesOn { .. } | Reason::Lapsed { .. } => Rule::Lapse,
            Reason::FeeDue { .. } | Reason::NoFee | Reason::PayByOrder { .. } | Reason::WrongAmount { .. } => Rule::Fee,
            Reason::OrderOpen { .. }
            | Reason::AwaitingPayment { .. }
            | Reason::OrderExpired { .. }
            | Reason::AlreadyPaid { .. }
            | Reason::UnknownOrder => Rule::OrderLife,
            Reason::BuyAnew => Rule::BuyAnew,
            Reason::AlreadyRenewed { .. } | Reason::StepClosed => Rule::OncePerCycle,
            Reason::PaidInWindow { .. } => Rule::RenewInWindow,
            Reason::PaidTooLate { .. }
            | Reason::PurchasedOn { .. }
            | Reason::ValueDateAhead { .. }
            | Reason::ValueDateBeforeOrder { .. } => Rule::ValueDate,
            Reason::MostPerMember { .. } => Rule::MostPerMember,
            Reason::NotSold { .. }
            | Reason::UnknownOffer { .. }
            | Reason::UnknownSubscription
            | Reason::AreasNeeded { .. }
            | Reason::TooMany { .. } => Rule::Ordering,
            Reason::NotDueBefore { .. }
            | Reason::ReminderDue { .. }
            | Reason::ReminderLate { .. }
            | Reason::ReminderSuperseded { .. }
            | Reason::ReminderMissed { .. } => Rule::Reminders,
            Reason::AlreadyEnrolled | Reason::NotEnrolled => Rule::Membership,
        }
    }
}

/// A rule says no: why, and what would change that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why, the decisive reason first.
    pub reasons: Vec<Reason>,
    /// What would lift it.
    pub lift: Lift,
}

impl Refusal {
    pub(crate) fn new(reason: Reason, lift: Lift) -> Refusal {
        Refusal { reasons: vec![reason], lift }
    }
}

/// What would lift a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lift {
    /// Waiting until this day.
    Wait(Day),
    /// Buying the offer anew.
    BuyAnew,
    /// Paying this order.
    Pay(OrderId),
    /// Ordering, and paying the fee.
    Order,
    /// Correcting what was asked for, as the reason says.
    Correct,
    /// Nothing needs to be done: what was asked for has happened.
    Done,
}
