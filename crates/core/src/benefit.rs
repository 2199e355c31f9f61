//! Benefits: what an offer grants for each term that is paid for, and what can be done with it.
//!
//! A *set* is what one purchase, renewal or reactivation grants. Sets are derived from the facts and the programme; only what is done
//! with a benefit is a fact of its own.

use minicbor::{Decode, Encode};
use serde::Serialize;

use crate::{BenefitId, Day, Span, Words};

/// What an offer grants with each set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit {
    /// Its name in the file. Offers that grant the same benefit share it.
    pub id: BenefitId,
    /// What it is, and with that what is done with it.
    pub kind: BenefitKind,
    /// Its name for people.
    pub name: Words,
    /// What it is for, one paragraph.
    pub help: Words,
    /// How much of it a set has; of a monthly credit, how much a month has.
    pub quantity: u32,
    /// What the quantity counts, where the kind does not say it: `US dollars a month`.
    pub unit: Option<Words>,
    /// The last day on which a first use is possible; `None` for the last day with benefits. What is only counted has to be activated
    /// before where this is there, and has not where it is not.
    pub activate_by: Option<ActivateBy>,
    /// The last day on which it is of use.
    pub usable_until: UsableUntil,
    /// From an assignment to the first day on which somebody else can be assigned; at once where it is `None`.
    pub reassign_after: Option<Span>,
    /// Whether its first use ends the right to a refund.
    pub ends_refund: bool,
}

impl Benefit {
    /// Whether something has to be done with it before it is of use: by `activate_by`.
    pub fn is_activated(&self) -> bool {
        !self.kind.is_counted() || self.activate_by.is_some()
    }
}

/// What a benefit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BenefitKind {
    /// Product keys: each is revealed once.
    ProductKey,
    /// Licence seats of a cloud service: all are redeemed at once.
    LicenceSeats,
    /// An amount a month, which is used or gone.
    MonthlyCredit,
    /// An amount.
    BulkCredit,
    /// Subscriptions, each of which is assigned to a person.
    DeveloperSubscription,
    /// Support incidents, counted by staff.
    SupportIncidents,
    /// Hours of advice, counted by staff.
    AdvisoryHours,
}

impl BenefitKind {
    /// All of them.
    pub const ALL: [BenefitKind; 7] = [
        BenefitKind::ProductKey,
        BenefitKind::LicenceSeats,
        BenefitKind::MonthlyCredit,
        BenefitKind::BulkCredit,
        BenefitKind::DeveloperSubscription,
        BenefitKind::SupportIncidents,
        BenefitKind::AdvisoryHours,
    ];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            BenefitKind::ProductKey => "product-key",
            BenefitKind::LicenceSeats => "licence-seats",
            BenefitKind::MonthlyCredit => "monthly-credit",
            BenefitKind::BulkCredit => "bulk-credit",
            BenefitKind::DeveloperSubscription => "developer-subscription",
            BenefitKind::SupportIncidents => "support-incidents",
            BenefitKind::AdvisoryHours => "advisory-hours",
        }
    }

    /// Whether an amount of it is used up bit by bit.
    pub const fn is_counted(self) -> bool {
        use BenefitKind as Kind;
        matches!(self, Kind::MonthlyCredit | Kind::BulkCredit | Kind::SupportIncidents | Kind::AdvisoryHours)
    }
}

/// The last day on which a first use is possible. It never lies after the last day with benefits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivateBy {
    /// Counted from the day of the grant.
    Grant(Span),
    /// Counted from the anniversary that ends the term.
    Anniversary(Span),
}

/// The last day on which a benefit is of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsableUntil {
    /// Counted from the last day with benefits.
    Benefits(Span),
    /// Counted from the anniversary that ends the term.
    Anniversary(Span),
    /// Counted from the first use: it runs on although the membership may have ended.
    Activation(Span),
}

/// What was done with a benefit. People are named by the number of their account (invariant 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Use {
    /// It was switched on.
    #[n(0)]
    Activated,
    /// One of it was assigned to a person.
    #[n(1)]
    Assigned {
        /// The number of the account.
        #[n(0)]
        user: i64,
    },
    /// What was assigned to one person is assigned to another.
    #[n(2)]
    Reassigned {
        /// Which one: the number of the use that assigned it first.
        #[n(0)]
        seat: u32,
        /// The number of the account.
        #[n(1)]
        user: i64,
    },
    /// A key was shown.
    #[n(3)]
    Revealed,
    /// All seats were redeemed.
    #[n(4)]
    Redeemed,
    /// An amount of it was used.
    #[n(5)]
    Counted {
        /// How much; at least 1.
        #[n(0)]
        amount: u32,
    },
}

impl Use {
    /// Whether it is what is done with a benefit of this kind at all.
    pub(crate) fn fits(self, benefit: &Benefit) -> bool {
        match self {
            Use::Activated => benefit.kind.is_counted() && benefit.activate_by.is_some(),
            Use::Assigned { .. } | Use::Reassigned { .. } => benefit.kind == BenefitKind::DeveloperSubscription,
            Use::Revealed => benefit.kind == BenefitKind::ProductKey,
            Use::Redeemed => benefit.kind == BenefitKind::LicenceSeats,
            Use::Counted { .. } => benefit.kind.is_counted(),
        }
    }
}

/// What is to be said of a benefit; [`crate::Reason::Benefit`] says which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence of each variant names its fields")]
pub enum BenefitReason {
    /// The subscription has no set with such a benefit.
    Unknown,
    /// That is not what is done with a benefit of this kind.
    NotDone,
    /// It waits for its first use, which is possible until this day.
    ActivateBy { until: Day },
    /// It is of use until this day.
    Usable { until: Day },
    /// It was switched on.
    Activated { on: Day },
    /// One was assigned to a person.
    Assigned { on: Day },
    /// One was assigned to another person.
    Reassigned { on: Day },
    /// A key was shown.
    Revealed { on: Day },
    /// Its seats were redeemed.
    Redeemed { on: Day },
    /// An amount was used.
    Counted { amount: u32, on: Day },
    /// All of it is used.
    UsedUp { quantity: u32 },
    /// More was asked for than is left.
    TooMuch { left: u32, asked: u32 },
    /// An amount that is used is at least 1.
    Nothing,
    /// It has to be activated first.
    NotActivated { until: Day },
    /// It was not activated in time.
    ActivationOver { until: Day },
    /// It was of use until this day.
    Over { until: Day },
    /// The subscription lapsed, and what it granted is gone from this day on.
    Withdrawn { from: Day },
    /// An upgrade took the place of the subscription, and what it granted is gone from this day on.
    Replaced { from: Day },
    /// The person has one of it already.
    PersonHasIt,
    /// The one that was assigned cannot be assigned to somebody else before this day.
    ReassignFrom { on: Day },
    /// Nothing was assigned under this number.
    UnknownSeat,
    /// No key is there to be shown.
    NoKeyLeft,
    /// A first use ends the right to a refund.
    EndsRefund,
    /// It was used, which ended the right to a refund.
    RefundEnded { on: Day },
}
