//! Why something holds or is refused: the same data answers "why?" in the portal, the API, the command line and the mails.

use minicbor::{Decode, Encode};
use serde::Serialize;

use crate::auto_renewal::{CardLabel, ChargeFault};
use crate::benefit::BenefitReason;
use crate::bill::{Bill, Percent, Tax, Untaxed};
use crate::exception::ExceptionKind;
use crate::flight::Hold;
use crate::requirement::NeedProgress;
use crate::{AreaId, BenefitId, Day, MeasureId, Money, OfferId, OrderId, ReliefId};

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
    /// What has to be met to buy and to renew.
    #[n(18)]
    Requirements,
    /// R13, R16: a relief, from its announcement on.
    #[n(19)]
    Relief,
    /// R14, R17: requirements count as met by exemption; the fee is still due.
    #[n(20)]
    Exemption,
    /// R15: what has lapsed comes back.
    #[n(21)]
    Reactivation,
    /// What staff allowed for one subscription.
    #[n(22)]
    Exception,
    /// R18: who is in the legacy system moves first.
    #[n(23)]
    Migration,
    /// A cycle that has begun keeps the version of the rules in which it began.
    #[n(24)]
    Versions,
    /// What is paid for can be given back for a time, and is undone then.
    #[n(25)]
    Refund,
    /// Tax follows the address of the member's business, and is fixed with the fee.
    #[n(28)]
    Tax,
    /// An offer takes the place of another, at a discount.
    #[n(29)]
    Upgrade,
    /// A lapse waits for a payment in flight, for a bounded time.
    #[n(30)]
    PaymentInFlight,
    /// What each term grants, and what can be done with it.
    #[n(33)]
    Benefits,
    /// A kept card is charged for the renewal, after a notice and a bounded number of times, until that is switched off.
    #[n(42)]
    AutoRenewal,
}

impl Rule {
    /// All of them, in the order of their numbers.
    pub const ALL: [Rule; 31] = [
        Rule::NeverRenews,
        Rule::FirstAnniversary,
        Rule::WindowOpens,
        Rule::WindowCloses,
        Rule::BenefitsUntil,
        Rule::Reminders,
        Rule::RenewInWindow,
        Rule::Lapse,
        Rule::NextAnniversary,
        Rule::ValueDate,
        Rule::Fee,
        Rule::OrderLife,
        Rule::MostPerMember,
        Rule::BuyAnew,
        Rule::CarriedOver,
        Rule::Ordering,
        Rule::OncePerCycle,
        Rule::Membership,
        Rule::Requirements,
        Rule::Relief,
        Rule::Exemption,
        Rule::Reactivation,
        Rule::Exception,
        Rule::Migration,
        Rule::Versions,
        Rule::Refund,
        Rule::Tax,
        Rule::Upgrade,
        Rule::PaymentInFlight,
        Rule::Benefits,
        Rule::AutoRenewal,
    ];

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
            Rule::Requirements => "requirements",
            Rule::Relief => "relief",
            Rule::Exemption => "exemption",
            Rule::Reactivation => "reactivation",
            Rule::Exception => "exception",
            Rule::Migration => "migration",
            Rule::Versions => "versions",
            Rule::Refund => "refund",
            Rule::Tax => "tax",
            Rule::Upgrade => "upgrade",
            Rule::PaymentInFlight => "payment-in-flight",
            Rule::Benefits => "benefits",
            Rule::AutoRenewal => "auto-renewal",
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
    /// So much of what is to be paid is tax, at the rate of the country.
    TaxCharged { country: String, rate: Percent, amount: Money },
    /// No tax is charged.
    NoTax { country: String, why: Untaxed },
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
    /// The order was taken back before it was paid.
    OrderCancelled { order: OrderId, on: Day },
    /// The money that was set aside with one order pays another.
    PaymentMoved { from: OrderId, order: OrderId, value_on: Day },
    /// The money of the order went back, and what it had done is undone.
    Refunded { order: OrderId, amount: Money, on: Day },
    /// No money has come for the order that could be refunded.
    NothingPaid { order: OrderId },
    /// What the order paid for could be given back until this day.
    RefundOver { order: OrderId, until: Day },
    /// What the order paid for is not given back.
    NotRefundable { order: OrderId },
    /// The subscription has been renewed since, and only its last renewal can be undone.
    RenewedSince { anniversary: Day },
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
    /// An amount that cannot have come for the order: in another currency, or none.
    WrongAmount { expected: Money, given: Money },
    /// Money was shown to be on its way: the lapse waits until a day, and is dated as always if the money does not come.
    PaymentInFlight { order: OrderId, value_on: Day, is_card: bool, until: Day, lapses_on: Day },
    /// Money was shown to be on its way, and no lapse waits for it.
    PaymentShown { order: OrderId, value_on: Day, is_card: bool },
    /// A proof of payment was shown.
    ProofFiled { order: OrderId, value_on: Day, on: Day },
    /// A proof of payment was accepted: the money has come.
    ProofAccepted { order: OrderId, on: Day },
    /// A proof of payment was not accepted.
    ProofRejected { order: OrderId, on: Day },
    /// There is no such proof for the order.
    UnknownProof { order: OrderId },
    /// The proof was answered, or its money came.
    ProofSettled { order: OrderId, on: Day },
    /// So many proofs have been shown for the order already.
    ProofsEnough { order: OrderId, most: u16 },
    /// The card provider works on a payment.
    CardInFlight { order: OrderId, on: Day },
    /// Nothing came of a payment that the card provider worked on.
    CardFailed { order: OrderId, on: Day },
    /// The order was paid before.
    AlreadyPaid { order: OrderId, value_on: Day },
    /// The same payment was recorded before.
    PaymentKnown { order: OrderId, amount: Money, value_on: Day },
    /// Part of the order's money has come. The rest is missing and has to count by a day.
    PartlyPaid { order: OrderId, received: Money, missing: Money, pay_by: Day },
    /// More came for the order than it costs; what is too much is held for the member.
    HeldOver { order: OrderId, held: Money },
    /// So much is held with the order, and not more.
    HeldLess { order: OrderId, held: Money },
    /// Money that was held with the order went back.
    HeldRefunded { order: OrderId, amount: Money, on: Day },
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
    /// It is over since this day: this offer took its place.
    Replaced { offer: OfferId, on: Day },
    /// It takes the place of what the member holds of this offer, and so much is taken off its fee, which is that share of it.
    Replaces { offer: OfferId, discount: Option<(Money, Option<Percent>)> },
    /// An order waits for its payment that puts this offer in its place; it has to be paid or taken back first.
    UpgradeOrdered { order: OrderId, offer: OfferId, pay_by: Day },
    /// An order waits for its payment that renews what would be replaced; it has to be paid or taken back first.
    RenewalOrdered { order: OrderId, offer: OfferId, pay_by: Day },
    /// What was to be replaced was given back since, or replaced by something else, so that the discount has no ground.
    NothingToReplace { offer: OfferId },
    /// What had taken its place was given back on this day: it is there again, with the dates that it has.
    ReplacementUndone { offer: OfferId, on: Day },
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
    /// The requirements are met by what was attained. No area: those of the offer itself.
    RequirementsMet { area: Option<AreaId> },
    /// They are not met; this is missing on the way that is nearest. `until`: the last day on which meeting them still helps.
    RequirementsNotMet { area: Option<AreaId>, missing: Vec<NeedProgress>, until: Option<Day> },
    /// They were met and are not any more; the subscription runs on, and its next renewal is in danger.
    AtRisk { area: Option<AreaId>, missing: Vec<NeedProgress> },
    /// The level was renewed without this area, which is lost on the day unless its requirements are met before.
    AreaLapses { area: AreaId, on: Day },
    /// The area was lost alone, because the level was renewed without it.
    AreaLapsed { area: AreaId, on: Day },
    /// The subscription covers the area already.
    AreaHeld { area: AreaId },
    /// The area is covered from this day on.
    AreaCovered { area: AreaId, on: Day },
    /// A relief waives the requirements of these areas until this day; of all of it, where it covers no areas. `fee_due`: the renewal
    /// that they are waived for has still to be paid.
    Exempt { relief: ReliefId, areas: Vec<AreaId>, until: Day, fee_due: bool },
    /// Staff waived the requirements until this day.
    ExemptByException { exception: u16, until: Day },
    /// A relief moved the anniversary.
    Moved { relief: ReliefId, from: Day, to: Day },
    /// Staff extended the window.
    Extended { exception: u16, from: Day, until: Day },
    /// It can be reactivated by a payment until this day; by staff's exception where no relief is named.
    ReactivationOpen { relief: Option<ReliefId>, until: Day },
    /// For a reactivation that staff allowed for longer, the relief waives the requirements until this last value date.
    WaivedUntil { relief: ReliefId, until: Day },
    /// A relief let it be reactivated, until this day.
    ReactivationOver { relief: ReliefId, until: Day },
    /// The relief leaves each reactivation to staff, who have not approved this one.
    NeedsApproval { relief: ReliefId },
    /// If it is reactivated today, this is the next anniversary, with its window.
    NextIfReactivated { next_anniversary: Day, opens_on: Day, closes_on: Day },
    /// It was reactivated on this day, which gave the anniversary.
    Reactivated { lapsed: Day, on: Day, anniversary: Day },
    /// Nothing has lapsed that could be reactivated.
    NotLapsed,
    /// No relief and no exception lets it be reactivated.
    NoReactivation,
    /// The year that a reactivation would give is over.
    ReactivationTooOld { next_anniversary: Day },
    /// The account is in the legacy system and has to be moved first.
    MoveFirst,
    /// The account was moved on this day; everything is possible since.
    MovedOver { on: Day },
    /// The account is in this system already.
    AlreadyMoved,
    /// Only a global or account admin of the member decides about its people.
    PeopleNotYours,
    /// Only a global admin decides about who is one.
    GlobalAdminsOnly,
    /// Nobody but a global admin changes their own roles.
    OwnRoles,
    /// The last global admin stays one.
    LastGlobalAdmin,
    /// The member has a person with this address.
    PersonKnown,
    /// A relief was announced, or its announcement revised (`announcement` counts from 0), on this day.
    ReliefAnnounced { relief: ReliefId, announcement: u8, on: Day },
    /// A relief was withdrawn on this day.
    ReliefWithdrawn { relief: ReliefId, on: Day },
    /// What was announced does not concern the subscription any more.
    AnnouncementSuperseded { relief: ReliefId },
    /// Staff granted an exception.
    ExceptionGranted { exception: u16, kind: ExceptionKind, until: Day },
    /// Staff took an exception back.
    ExceptionEnded { exception: u16, on: Day },
    /// No such exception of this subscription, or it is over.
    UnknownException,
    /// The renewal window runs until this day without an exception; its end has to lie after it.
    EndsTooEarly { until: Day, after: Day },
    /// An exception cannot end before the day on which it is granted.
    EndsInPast { until: Day, today: Day },
    /// The end of an exception has to lie before this day.
    EndsTooLate { until: Day, before: Day },
    /// An exception of the same kind counts already, at least as long.
    AlreadyGranted { exception: u16, until: Day },
    /// An exemption that ends before the window opens exempts from nothing.
    EndsBeforeWindow { until: Day, opens_on: Day },
    /// The offer asks for no requirements from which staff could exempt.
    NothingRequired { offer: OfferId },
    /// The payment came late and staff accepted it.
    LatePaymentAccepted { value_on: Day, until: Day },
    /// No such measure in the programme.
    UnknownMeasure { measure: MeasureId },
    /// The measure is attained for one area at a time, and none was named.
    MeasureNeedsArea { measure: MeasureId },
    /// The measure counts for every area, and one was named.
    MeasureHasNoArea { measure: MeasureId },
    /// No such area in the programme.
    UnknownArea { area: AreaId },
    /// What is attained has to be at least 1.
    NothingAttained,
    /// What is attained counts from a day on that has come.
    AttainedAhead { on: Day, today: Day },
    /// The same is recorded already, under this number, and has not been ended.
    AlreadyAttained { attainment: u32 },
    /// No such attainment of this member, or it is over.
    UnknownAttainment,
    /// So much was attained, and counts until a last day where there is one.
    Attained { measure: MeasureId, area: Option<AreaId>, amount: u32, on: Day, until: Option<Day> },
    /// So much that was attained does not count any more, from this day on.
    AttainmentEnded { measure: MeasureId, area: Option<AreaId>, amount: u32, on: Day },
    /// What is attained cannot end before it begins.
    AttainedTooShort { on: Day, ends_on: Day },
    /// The cycle runs by this version of the rules.
    VersionOfCycle { number: u32, effective_on: Day },
    /// The organisation became a member.
    Enrolled { on: Day },
    /// An order was made.
    Ordered { order: OrderId, amount: Money, on: Day },
    /// Money came for an order.
    PaymentCame { order: OrderId, amount: Money, value_on: Day },
    /// A cycle was renewed; after its window, where staff accepted the payment by an exception.
    Renewed { anniversary: Day, on: Day, exception: Option<u16> },
    /// A reminder went out.
    Reminded { anniversary: Day, due_on: Day },
    /// A lapse that had been recorded does not count: a payment in time became known later, or staff accepted a late one.
    LapseReversed { anniversary: Day, exception: Option<u16> },
    /// One of several things that are ordered together, and what is to be said of it.
    OfItem { offer: OfferId, anniversary: Day, reason: Box<Reason> },
    /// What is ordered together is paid in one currency.
    SeveralCurrencies,
    /// Money is left of an order some of whose items it could have no effect on.
    HeldForItems { order: OrderId, held: Money },
    /// Something about a benefit.
    Benefit { benefit: BenefitId, what: BenefitReason },
    /// The programme does not renew this offer automatically.
    NoAutoRenewal { offer: OfferId },
    /// It renews automatically already, with this card.
    AutoRenewalIsOn { card: CardLabel },
    /// It does not renew automatically.
    AutoRenewalIsOff,
    /// It was switched on that it renews automatically, with this card.
    SwitchedOn { card: CardLabel, on: Day },
    /// It was switched off.
    SwitchedOff { on: Day },
    /// The member was told what will be charged for the renewal, and when.
    NoticeGiven { anniversary: Day, on: Day },
    /// The card will be charged on a day for the renewal.
    RenewsAutomatically { card: CardLabel, on: Day },
    /// The card has expired, or will have by the day on which it would be charged.
    CardExpired { card: CardLabel, on: Day },
    /// The card is charged for an order: which of the cycle's tries, from 0.
    ChargeTried { order: OrderId, number: u8, on: Day },
    /// The card was not charged; it is tried again on a day, where one is named.
    ChargeFailed { order: OrderId, fault: ChargeFault, on: Day, next_on: Option<Day> },
    /// Automatic renewal was given up for this cycle: the member can renew until a day.
    ChargeGivenUp { fault: ChargeFault, until: Day },
    /// A reminder was not sent because the renewal is charged automatically.
    ReminderNotNeeded { due_on: Day },
}

impl Reason {
    /// What is to be said of a lapse that waits.
    pub(crate) const fn in_flight(hold: Hold, lapses_on: Day) -> Reason {
        let Hold { order, value_on, is_card, until } = hold;
        Reason::PaymentInFlight { order, value_on, is_card, until, lapses_on }
    }

    /// What is to be said of a bill's tax; nothing where the programme says nothing about tax.
    pub(crate) fn of_tax(bill: &Bill) -> Option<Reason> {
        match &bill.tax {
            Tax::None => None,
            Tax::Charged { country, rate, amount } => {
                Some(Reason::TaxCharged { country: country.clone(), rate: *rate, amount: *amount })
            }
            Tax::Free { country, why } => Some(Reason::NoTax { country: country.clone(), why: *why }),
        }
    }

    /// The rule that it follows from.
    pub const fn rule(&self) -> Rule {
        match self {
            Reason::OfItem { reason, .. } => reason.rule(),
            Reason::NeverRenews => Rule::NeverRenews,
            Reason::FirstAnniversary { .. } | Reason::NotBegun { .. } => Rule::FirstAnniversary,
            Reason::CarriedOver { .. } => Rule::CarriedOver,
            Reason::NextAnniversary { .. } | Reason::NextIfRenewed { .. } => Rule::NextAnniversary,
            Reason::NotOpenYet { .. } => Rule::WindowOpens,
            Reason::WindowOpen { .. } | Reason::WindowClosed { .. } => Rule::WindowCloses,
            Reason::BenefitsUntil { .. } | Reason::BenefitsEnded { .. } => Rule::BenefitsUntil,
            Reason::LapsesOn { .. } | Reason::Lapsed { .. } | Reason::LapseReversed { exception: None, .. } => Rule::Lapse,
            Reason::FeeDue { .. }
            | Reason::NoFee
            | Reason::PayByOrder { .. }
            | Reason::WrongAmount { .. }
            | Reason::Ordered { .. } => Rule::Fee,
            Reason::TaxCharged { .. } | Reason::NoTax { .. } => Rule::Tax,
            Reason::Replaced { .. }
            | Reason::Replaces { .. }
            | Reason::UpgradeOrdered { .. }
            | Reason::RenewalOrdered { .. }
            | Reason::NothingToReplace { .. }
            | Reason::ReplacementUndone { .. } => Rule::Upgrade,
            Reason::OrderOpen { .. }
            | Reason::AwaitingPayment { .. }
            | Reason::OrderExpired { .. }
            | Reason::OrderCancelled { .. }
            | Reason::AlreadyPaid { .. }
            | Reason::PaymentKnown { .. }
            | Reason::PartlyPaid { .. }
            | Reason::UnknownOrder => Rule::OrderLife,
            Reason::PaymentInFlight { .. }
            | Reason::PaymentShown { .. }
            | Reason::ProofFiled { .. }
            | Reason::ProofAccepted { .. }
            | Reason::ProofRejected { .. }
            | Reason::UnknownProof { .. }
            | Reason::ProofSettled { .. }
            | Reason::ProofsEnough { .. }
            | Reason::CardInFlight { .. }
            | Reason::CardFailed { .. } => Rule::PaymentInFlight,
            Reason::BuyAnew => Rule::BuyAnew,
            Reason::AlreadyRenewed { .. } | Reason::StepClosed => Rule::OncePerCycle,
            Reason::PaidInWindow { .. } | Reason::Renewed { exception: None, .. } => Rule::RenewInWindow,
            Reason::Refunded { .. }
            | Reason::HeldRefunded { .. }
            | Reason::HeldLess { .. }
            | Reason::NothingPaid { .. }
            | Reason::RefundOver { .. }
            | Reason::NotRefundable { .. }
            | Reason::RenewedSince { .. } => Rule::Refund,
            Reason::PaidTooLate { .. }
            | Reason::HeldOver { .. }
            | Reason::HeldForItems { .. }
            | Reason::PaymentMoved { .. }
            | Reason::PaymentCame { .. }
            | Reason::PurchasedOn { .. }
            | Reason::ValueDateAhead { .. }
            | Reason::ValueDateBeforeOrder { .. } => Rule::ValueDate,
            Reason::MostPerMember { .. } => Rule::MostPerMember,
            Reason::NotSold { .. }
            | Reason::UnknownOffer { .. }
            | Reason::UnknownSubscription
            | Reason::AreasNeeded { .. }
            | Reason::SeveralCurrencies
            | Reason::TooMany { .. } => Rule::Ordering,
            Reason::RequirementsMet { .. }
            | Reason::RequirementsNotMet { .. }
            | Reason::AtRisk { .. }
            | Reason::AreaLapses { .. }
            | Reason::AreaLapsed { .. }
            | Reason::AreaHeld { .. }
            | Reason::AreaCovered { .. }
            | Reason::UnknownMeasure { .. }
            | Reason::MeasureNeedsArea { .. }
            | Reason::MeasureHasNoArea { .. }
            | Reason::UnknownArea { .. }
            | Reason::NothingAttained
            | Reason::AttainedAhead { .. }
            | Reason::AlreadyAttained { .. }
            | Reason::UnknownAttainment
            | Reason::Attained { .. }
            | Reason::AttainmentEnded { .. }
            | Reason::AttainedTooShort { .. } => Rule::Requirements,
            Reason::Exempt { .. } => Rule::Exemption,
            Reason::Moved { .. }
            | Reason::ReliefAnnounced { .. }
            | Reason::ReliefWithdrawn { .. }
            | Reason::AnnouncementSuperseded { .. } => Rule::Relief,
            Reason::ReactivationOpen { .. }
            | Reason::WaivedUntil { .. }
            | Reason::ReactivationOver { .. }
            | Reason::NeedsApproval { .. }
            | Reason::NextIfReactivated { .. }
            | Reason::Reactivated { .. }
            | Reason::NotLapsed
            | Reason::NoReactivation
            | Reason::ReactivationTooOld { .. } => Rule::Reactivation,
            Reason::MoveFirst | Reason::MovedOver { .. } | Reason::AlreadyMoved => Rule::Migration,
            Reason::ExemptByException { .. }
            | Reason::Extended { .. }
            | Reason::ExceptionGranted { .. }
            | Reason::ExceptionEnded { .. }
            | Reason::UnknownException
            | Reason::EndsTooEarly { .. }
            | Reason::EndsInPast { .. }
            | Reason::EndsTooLate { .. }
            | Reason::AlreadyGranted { .. }
            | Reason::EndsBeforeWindow { .. }
            | Reason::NothingRequired { .. }
            | Reason::Renewed { exception: Some(_), .. }
            | Reason::LapseReversed { exception: Some(_), .. }
            | Reason::LatePaymentAccepted { .. } => Rule::Exception,
            Reason::VersionOfCycle { .. } => Rule::Versions,
            Reason::Benefit { .. } => Rule::Benefits,
            Reason::NoAutoRenewal { .. }
            | Reason::AutoRenewalIsOn { .. }
            | Reason::AutoRenewalIsOff
            | Reason::SwitchedOn { .. }
            | Reason::SwitchedOff { .. }
            | Reason::NoticeGiven { .. }
            | Reason::RenewsAutomatically { .. }
            | Reason::CardExpired { .. }
            | Reason::ChargeTried { .. }
            | Reason::ChargeFailed { .. }
            | Reason::ChargeGivenUp { .. }
            | Reason::ReminderNotNeeded { .. } => Rule::AutoRenewal,
            Reason::NotDueBefore { .. }
            | Reason::Reminded { .. }
            | Reason::ReminderDue { .. }
            | Reason::ReminderLate { .. }
            | Reason::ReminderSuperseded { .. }
            | Reason::ReminderMissed { .. } => Rule::Reminders,
            Reason::AlreadyEnrolled
            | Reason::NotEnrolled
            | Reason::Enrolled { .. }
            | Reason::PeopleNotYours
            | Reason::GlobalAdminsOnly
            | Reason::OwnRoles
            | Reason::LastGlobalAdmin
            | Reason::PersonKnown => Rule::Membership,
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

    /// The same, said of one of several things that were to be ordered together.
    pub(crate) fn about(self, offer: &OfferId, anniversary: Day) -> Refusal {
        let of = |reason| Reason::OfItem { offer: offer.clone(), anniversary, reason: Box::new(reason) };
        Refusal { reasons: self.reasons.into_iter().map(of).collect(), ..self }
    }

    /// One refusal of several, the first of which is decisive; `None` where there are none.
    pub(crate) fn of(refusals: impl IntoIterator<Item = Refusal>) -> Option<Refusal> {
        let mut refusals = refusals.into_iter();
        let mut decisive = refusals.next()?;
        decisive.reasons.extend(refusals.flat_map(|refusal| refusal.reasons));
        Some(decisive)
    }
}

/// What would lift a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lift {
    /// Waiting until this day.
    Wait(Day),
    /// Buying the offer anew.
    BuyAnew,
    /// Meeting the requirements; by this day where there is one.
    Meet(Option<Day>),
    /// Moving the account out of the legacy system.
    Migrate,
    /// Reactivating it, until this day.
    Reactivate(Day),
    /// Asking staff, who can allow it.
    AskStaff,
    /// Granting a reactivation, or accepting the payment late; for staff, who choose.
    GrantReactivation,
    /// Paying this order.
    Pay(OrderId),
    /// Ordering, and paying the fee.
    Order,
    /// Giving the money back, which staff do.
    Refund,
    /// Counting the year that a reactivation gives from the payment; for staff, who choose.
    CountFromPayment,
    /// Activating the benefit.
    Activate,
    /// Leaving this one out of an order of several.
    LeaveOut,
    /// Correcting what was asked for, as the reason says.
    Correct,
    /// Nothing needs to be done: what was asked for has happened.
    Done,
}
