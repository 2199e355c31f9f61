//! A member's hold of an offer, and offers that could be had.

use jubilee_core::{Day, Money, OrderId};
use jubilee_texts::{Id, id};

use crate::timeline::Timeline;

/// The status of a subscription, as the rules name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Ordered, and the first payment has not come.
    Ordered,
    /// Active, the renewal window not open.
    Active,
    /// Active, and can be renewed now.
    RenewalOpen,
    /// An order waits for its payment.
    PaymentPending,
    /// Not renewed in time.
    Lapsed,
    /// Lapsed, and can be taken up again.
    Reactivatable,
    /// Replaced by a higher offer.
    Replaced,
    /// Ended for good.
    Ended,
}

/// How urgent something looks. The words always say it as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// Something is to be done.
    Due,
    /// Something was lost or went wrong.
    Bad,
    /// Neither.
    Quiet,
}

impl Tone {
    /// The name of the style class.
    pub const fn class(self) -> &'static str {
        match self {
            Tone::Good => "good",
            Tone::Due => "due",
            Tone::Bad => "bad",
            Tone::Quiet => "quiet",
        }
    }
}

impl Status {
    /// All of them, in the order of a life.
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

    /// The status with this code, for example `renewal-open`.
    pub fn from_code(code: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.code() == code)
    }

    /// The code, the same in every interface.
    pub const fn code(self) -> &'static str {
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

    /// The word on the badge.
    pub const fn label(self) -> Id {
        match self {
            Status::Ordered => id!("portal-status-ordered"),
            Status::Active => id!("portal-status-active"),
            Status::RenewalOpen => id!("portal-status-renewal-open"),
            Status::PaymentPending => id!("portal-status-payment-pending"),
            Status::Lapsed => id!("portal-status-lapsed"),
            Status::Reactivatable => id!("portal-status-reactivatable"),
            Status::Replaced => id!("portal-status-replaced"),
            Status::Ended => id!("portal-status-ended"),
        }
    }

    /// The colour of the badge.
    pub const fn tone(self) -> Tone {
        match self {
            Status::Active => Tone::Good,
            Status::RenewalOpen | Status::PaymentPending | Status::Ordered | Status::Reactivatable => Tone::Due,
            Status::Lapsed => Tone::Bad,
            Status::Replaced | Status::Ended => Tone::Quiet,
        }
    }
}

/// The days of one cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CycleDays {
    /// The first day of the term.
    pub since: Day,
    /// The anniversary.
    pub anniversary: Day,
    /// The first day of the renewal window.
    pub renew_from: Day,
    /// The last day of the renewal window.
    pub renew_until: Day,
    /// The last day with benefits.
    pub benefits_until: Day,
    /// The day from which it has lapsed when nobody renewed.
    pub lapses_on: Day,
    /// The days of the reminders, in order.
    pub reminders: Vec<Day>,
    /// The anniversary that a renewal gives.
    pub next_anniversary: Day,
}

/// A sentence of an explanation, with the rule it follows from.
#[derive(Clone, Debug)]
pub struct ReasonLine {
    /// The rule's id, for example `window-opens`.
    pub rule: String,
    /// The sentence, in the page's language.
    pub text: String,
}

/// An order that waits for its payment.
#[derive(Clone, Debug)]
pub struct OpenOrder {
    /// The order.
    pub id: OrderId,
    /// Its number as people write it.
    pub number: String,
    /// The last value date that counts.
    pub pay_by: Day,
    /// Where to see it.
    pub href: String,
}

/// What the reader of an offer can do.
#[derive(Clone, Debug)]
pub enum Action {
    /// Renew now.
    Renew {
        /// Where.
        href: String,
    },
    /// Renew, but not now: why, and from when.
    NotNow {
        /// The reason and what would lift it, a sentence.
        reason: String,
        /// The first day on which it will be possible, where there is one.
        from: Option<Day>,
    },
    /// Pay the open order.
    Pay,
    /// Take up the lapsed offer again, by a new purchase or a reactivation.
    TakeUp {
        /// Where.
        href: String,
        /// What it means, a sentence.
        reason: String,
    },
    /// Record the payment of the open order: what staff see in place of [`Action::Pay`].
    Record {
        /// Where.
        href: String,
    },
    /// Nothing at all: the offer came to its end.
    Nothing {
        /// Why, a sentence.
        reason: String,
    },
}

/// A member's hold of an offer.
#[derive(Clone, Debug)]
pub struct Offer {
    /// A short name, unique on the page, of letters, digits and dashes.
    pub key: String,
    /// The offer's name in the programme's words.
    pub name: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// The status.
    pub status: Status,
    /// The days of the current cycle; none before the first payment.
    pub days: Option<CycleDays>,
    /// The fee of a renewal.
    pub fee: Option<Money>,
    /// How many days are left to renew, today included; only while the window is open.
    pub days_left: Option<i32>,
    /// The picture; none without days.
    pub timeline: Option<Timeline>,
    /// What can be done.
    pub action: Action,
    /// The order that waits.
    pub order: Option<OpenOrder>,
    /// Why it is so.
    pub reasons: Vec<ReasonLine>,
}

impl Offer {
    /// Whether something is to be done, or was lost: such an offer is named at the top.
    pub fn wants_attention(&self) -> bool {
        matches!(self.status.tone(), Tone::Due | Tone::Bad)
    }
}

/// The membership that never needs renewal.
#[derive(Clone, Debug)]
pub struct Membership {
    /// Its name in the programme's words.
    pub name: String,
    /// Since when it runs.
    pub since: Option<Day>,
}

/// An offer that the member does not hold.
#[derive(Clone, Debug)]
pub struct Available {
    /// A short name, unique on the page.
    pub key: String,
    /// Its name in the programme's words.
    pub name: String,
    /// What it is, in the programme's words.
    pub description: String,
    /// The fee of a year.
    pub fee: Option<Money>,
    /// Where to buy it; `None` when it cannot be bought, and then `reason` says why.
    pub href: Option<String>,
    /// Why it cannot be bought, a sentence.
    pub reason: Option<String>,
}

/// What an offer is, in the programme's words.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The offer's name.
    pub name: String,
    /// What it is, a paragraph.
    pub words: String,
}
