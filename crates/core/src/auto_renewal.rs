//! Automatic renewal: a kept card is charged on the day on which the window opens, after a notice, and a bounded number of times.
//!
//! What is decided here is *whether and when* a card is to be charged. Which card that is at its provider, nobody knows here: the facts have only
//! what its holder recognises it by.

use minicbor::{Decode, Encode};
use serde::Serialize;

use crate::member::{Step, Subscription};
use crate::term::Term;
use crate::{Day, OrderId};

/// How an offer's subscriptions renew automatically, for members who switch that on.
///
/// The programme's check promises that the notice falls into the term, and each retry into the window, each later than the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutoRenewalRules {
    /// How many days before the window's first day, when the card is charged, the member is told.
    pub notice_days: i32,
    /// How many days after the window's first day, when the card is charged first, it is charged again where that failed.
    pub retries: Vec<i32>,
}

/// A card that its holder let us keep, as far as its holder recognises it. Never more than that is in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(array)]
pub struct CardLabel {
    /// The scheme, for example `visa`.
    #[n(0)]
    pub brand: String,
    /// The last four digits.
    #[n(1)]
    pub last_four: String,
    /// The last day on which it is valid.
    #[n(2)]
    pub expires_on: Day,
}

/// A subscription's automatic renewal, while it is switched on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutoRenewal {
    /// The card that is charged.
    pub card: CardLabel,
    /// Since when it is switched on.
    pub since: Day,
    /// The anniversary that the last notice was about, and the day on which it went out.
    pub told: Option<(Day, Day)>,
}

/// A charge of the kept card that was tried, or given up before it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeTry {
    /// The cycle that it is for: how many renewals there were before.
    pub cycle: usize,
    /// The anniversary that it is to renew.
    pub anniversary: Day,
    /// The order that it pays; `None` where nothing could be ordered.
    pub order: Option<OrderId>,
    /// Which of the cycle's tries, from 0.
    pub number: u8,
    /// The day on which it was begun, or given up.
    pub tried_on: Day,
    /// What came of it, where no money did.
    pub failure: Option<ChargeFailure>,
}

/// Why a charge brought no money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChargeFailure {
    /// Why.
    pub fault: ChargeFault,
    /// The day on which that became known.
    pub on: Day,
    /// Whether no other try follows.
    pub is_last: bool,
}

/// Why a card was not charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "kebab-case")]
pub enum ChargeFault {
    /// The bank said no, without more; it may say yes later.
    #[n(0)]
    Declined,
    /// There was not enough money; there may be later.
    #[n(1)]
    InsufficientFunds,
    /// The card has expired.
    #[n(2)]
    CardExpired,
    /// The bank does not accept the card any more: it was lost, stolen or closed.
    #[n(3)]
    CardBlocked,
    /// The bank wants its holder to confirm, who is not there.
    #[n(4)]
    ConfirmationNeeded,
    /// The card is not kept any more.
    #[n(5)]
    CardGone,
    /// The provider could not be asked, or does not know of it.
    #[n(6)]
    ProviderFailed,
    /// The requirements are not met.
    #[n(7)]
    RequirementsNotMet,
    /// The account is in the legacy system.
    #[n(8)]
    LegacySystem,
    /// An order for the same waits already.
    #[n(9)]
    OrderOpen,
    /// A payment for it is on its way.
    #[n(10)]
    PaymentOnItsWay,
    /// The order that was charged for needs no money any more, or was taken back.
    #[n(11)]
    OrderOver,
    /// The window has closed.
    #[n(12)]
    WindowClosed,
    /// It was switched off before the card was charged.
    #[n(13)]
    SwitchedOff,
}

impl ChargeFault {
    /// All of them.
    pub const ALL: [ChargeFault; 14] = [
        ChargeFault::Declined,
        ChargeFault::InsufficientFunds,
        ChargeFault::CardExpired,
        ChargeFault::CardBlocked,
        ChargeFault::ConfirmationNeeded,
        ChargeFault::CardGone,
        ChargeFault::ProviderFailed,
        ChargeFault::RequirementsNotMet,
        ChargeFault::LegacySystem,
        ChargeFault::OrderOpen,
        ChargeFault::PaymentOnItsWay,
        ChargeFault::OrderOver,
        ChargeFault::WindowClosed,
        ChargeFault::SwitchedOff,
    ];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            ChargeFault::Declined => "declined",
            ChargeFault::InsufficientFunds => "insufficient-funds",
            ChargeFault::CardExpired => "card-expired",
            ChargeFault::CardBlocked => "card-blocked",
            ChargeFault::ConfirmationNeeded => "confirmation-needed",
            ChargeFault::CardGone => "card-gone",
            ChargeFault::ProviderFailed => "provider-failed",
            ChargeFault::RequirementsNotMet => "requirements-not-met",
            ChargeFault::LegacySystem => "legacy-system",
            ChargeFault::OrderOpen => "order-open",
            ChargeFault::PaymentOnItsWay => "payment-on-its-way",
            ChargeFault::OrderOver => "order-over",
            ChargeFault::WindowClosed => "window-closed",
            ChargeFault::SwitchedOff => "switched-off",
        }
    }

    /// Whether the same card may be charged with success on a later day.
    pub const fn may_pass(self) -> bool {
        matches!(self, ChargeFault::Declined | ChargeFault::InsufficientFunds | ChargeFault::ProviderFailed)
    }
}

/// How it stands with the automatic renewal of the current cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutoOutlook {
    /// The card will be charged.
    Charges {
        /// On this day.
        on: Day,
        /// Which of the cycle's tries it is, from 0.
        number: u8,
    },
    /// The card will have expired by the day of the charge.
    Expires {
        /// That day.
        on: Day,
    },
    /// The card is being charged for an order.
    Charging {
        /// The order.
        order: OrderId,
        /// Which of the cycle's tries it is, from 0.
        number: u8,
        /// Since this day.
        since: Day,
    },
    /// It was given up: the member renews, or it lapses.
    GivenUp {
        /// Why.
        fault: ChargeFault,
    },
}

/// The tries of the current cycle.
pub(crate) fn tries(subscription: &Subscription, anniversary: Day) -> impl Iterator<Item = &ChargeTry> {
    let cycle = subscription.renewals.len();
    subscription.charges.iter().filter(move |charge| charge.cycle == cycle && charge.anniversary == anniversary)
}

/// How it stands with the automatic renewal of a term; `None` where it is not switched on, or the rules have none.
pub(crate) fn outlook(subscription: &Subscription, term: &Term<'_>) -> Option<AutoOutlook> {
    let auto = subscription.auto_renewal.as_ref()?;
    let rules = term.offer.renewal.as_ref()?.auto_renewal.as_ref()?;
    let cycle = &term.cycle;
    let (mut number, mut last) = (0, None);
    for charge in tries(subscription, cycle.anniversary) {
        number = charge.number + 1;
        last = Some(charge);
    }
    let on = match last {
        None => {
            // Nobody's card is charged on the day of the notice, however late that went out.
            let told_on = auto.told.filter(|(anniversary, _)| *anniversary == cycle.anniversary).map(|(_, on)| on.next());
            told_on.map_or(cycle.renew_from, |earliest| earliest.max(cycle.renew_from))
        }
        Some(ChargeTry { failure: Some(failure), .. }) if failure.is_last => {
            return Some(AutoOutlook::GivenUp { fault: failure.fault });
        }
        Some(ChargeTry { failure: None, order: Some(order), number, tried_on, .. }) => {
            return Some(AutoOutlook::Charging { order: *order, number: *number, since: *tried_on });
        }
        Some(ChargeTry { failure, .. }) => {
            let fault = failure.map_or(ChargeFault::ProviderFailed, |failure| failure.fault);
            let Some(days) = rules.retries.get(usize::from(number) - 1) else { return Some(AutoOutlook::GivenUp { fault }) };
            cycle.renew_from.plus_days(*days)
        }
    };
    Some(if auto.card.expires_on < on { AutoOutlook::Expires { on } } else { AutoOutlook::Charges { on, number } })
}

/// The steps of automatic renewal that are due in a term: the notice, and after it one try at a time.
pub(crate) fn steps(subscription: &Subscription, term: &Term<'_>) -> Vec<(Day, Step)> {
    let rules = term.offer.renewal.as_ref().and_then(|rules| rules.auto_renewal.as_ref());
    let (Some(auto), Some(rules)) = (&subscription.auto_renewal, rules) else { return Vec::new() };
    let number = match outlook(subscription, term) {
        Some(AutoOutlook::Charges { on, number }) => Some((on, number)),
        Some(AutoOutlook::Expires { on }) => Some((on, tries(subscription, term.cycle.anniversary).count() as u8)),
        Some(AutoOutlook::Charging { .. } | AutoOutlook::GivenUp { .. }) | None => None,
    };
    let Some((on, number)) = number else { return Vec::new() };
    let notice_on = term.cycle.renew_from.plus_days(-rules.notice_days);
    let is_told = subscription.has_happened(term.cycle.anniversary, &Step::Notice);
    // Who switched it on on that day or later was told what will be charged, and when, by that.
    if number == 0 && !is_told && auto.since < notice_on {
        return vec![(notice_on, Step::Notice)];
    }
    vec![(on, Step::Charge(number))]
}

/// Whether a reminder to renew is not needed on a day: the card will be charged, or is being charged since that day.
pub(crate) fn is_at_work(subscription: &Subscription, term: &Term<'_>, on: Day) -> bool {
    match outlook(subscription, term) {
        Some(AutoOutlook::Charges { .. }) => true,
        // What has had no answer since yesterday may never have one.
        Some(AutoOutlook::Charging { since, .. }) => since >= on,
        Some(AutoOutlook::Expires { .. } | AutoOutlook::GivenUp { .. }) | None => false,
    }
}
