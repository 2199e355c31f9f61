//! A member's hold of an offer, and offers that could be had.

use jubilee_core::{Day, Money, OrderId};
use jubilee_texts::{Id, id};

use crate::timeline::Timeline;
use crate::view::{AreaState, Mark};

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

/// That something is renewed automatically, or could be.
#[derive(Clone, Debug)]
pub struct RenewsItself {
    /// Whether it is switched on.
    pub is_on: bool,
    /// When, with which card, or why not: a sentence.
    pub words: String,
    /// Where it is switched on and off; `None` for who may not.
    pub href: Option<String>,
}

/// A payment that is on its way.
#[derive(Clone, Debug)]
pub struct OnItsWay {
    /// What is said of it, a sentence.
    pub words: String,
    /// The last day of the benefits that run on because of it; `None` where they run on anyway.
    pub benefits_until: Option<Day>,
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
    /// The anniversary that the rules gave, where a relief has moved it.
    pub moved_from: Option<Day>,
    /// The last day to reactivate, where it has lapsed and can be.
    pub reactivate_until: Option<Day>,
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

/// Money that was paid for an offer and had no effect.
#[derive(Clone, Debug)]
pub struct HeldMoney {
    /// How much of it there is, from which order, and what becomes of it, a few sentences.
    pub words: String,
    /// Whether it pays the order that is about to be made.
    pub pays: bool,
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
    /// Not until requirements are met.
    Unmet {
        /// What is missing, a sentence for each area.
        reasons: Vec<String>,
        /// The last day on which meeting them still helps, where there is one.
        until: Option<Day>,
        /// Where the member sees how far each of them is; `None` for staff.
        href: Option<String>,
    },
    /// Not before the account has been moved out of the legacy system.
    Move {
        /// The reason, a sentence.
        reason: String,
        /// Where to move it; `None` for who cannot.
        href: Option<String>,
    },
    /// Bring the lapsed offer back by paying its fee.
    Reactivate {
        /// Where.
        href: String,
        /// The last day.
        until: Day,
    },
    /// Take up the lapsed offer again by a new purchase.
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

/// An offer that takes the place of the one that is held.
#[derive(Clone, Debug)]
pub struct Upgrading {
    /// Its name in the programme file.
    pub id: String,
    /// Its name in the programme's words.
    pub name: String,
    /// What its first year costs, and what becomes of the other; a sentence or two.
    pub words: Option<String>,
    /// Why it cannot be bought now, a sentence each; empty where it can.
    pub reasons: Vec<String>,
    /// Where to buy it.
    pub href: Option<String>,
    /// Where the member sees how far its requirements are, where that is what is missing.
    pub see: Option<String>,
}

/// An anniversary that a relief has moved.
#[derive(Clone, Debug)]
pub struct MovedDay {
    /// The anniversary that the rules gave.
    pub from: Day,
    /// The anniversary that counts.
    pub to: Day,
    /// The names of the reliefs that moved it.
    pub by: String,
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
    /// How each area stands that it covers; empty where nothing is required.
    pub held: Vec<AreaState>,
    /// The status.
    pub status: Status,
    /// Whether its next renewal is in danger, because the requirements of no area are met.
    pub is_at_risk: bool,
    /// The days of the current cycle; none before the first payment.
    pub days: Option<CycleDays>,
    /// What a renewal costs, in words that say so where a tax is in it.
    pub fee: Option<String>,
    /// Whether the fee is due, and when, in a few words.
    pub fee_words: Option<String>,
    /// That its requirements are waived, by what and until when, a sentence.
    pub exemption: Option<String>,
    /// That a relief has moved its anniversary.
    pub moved: Option<MovedDay>,
    /// The payment for it that is on its way.
    pub on_its_way: Option<OnItsWay>,
    /// That it is renewed automatically, or why not.
    pub automatic: Option<RenewsItself>,
    /// What staff allowed for it, a sentence each.
    pub exceptions: Vec<String>,
    /// Money that was paid for it and had no effect.
    pub held_money: Option<HeldMoney>,
    /// How many days are left to renew or to reactivate, today included; only while that is possible.
    pub days_left: Option<i32>,
    /// The picture; none without days.
    pub timeline: Option<Timeline>,
    /// What can be done.
    pub action: Action,
    /// The offers to which it can be upgraded, or why not.
    pub upgrades: Vec<Upgrading>,
    /// The order that waits.
    pub order: Option<OpenOrder>,
    /// Why it is so.
    pub reasons: Vec<ReasonLine>,
    /// Where the whole story is told.
    pub why: String,
}

impl Offer {
    /// The last day with benefits for who does not renew, as it stands today.
    pub fn benefits_until(&self, days: &CycleDays) -> Day {
        self.on_its_way.as_ref().and_then(|way| way.benefits_until).unwrap_or(days.benefits_until)
    }

    /// Whether what the window is open for can be done now by somebody.
    pub fn is_ready(&self) -> bool {
        !matches!(self.action, Action::Unmet { .. } | Action::Move { .. })
    }

    /// Whether an area that it covers is in danger, or about to be lost.
    pub fn has_area_in_danger(&self) -> bool {
        let mut marks = self.held.iter().flat_map(|area| &area.marks);
        marks.any(|mark| matches!(mark, Mark::AtRisk | Mark::Lapses(_)))
    }

    /// The last day to renew, or to reactivate, while there is one.
    pub fn last_day(&self) -> Option<Day> {
        let days = self.days.as_ref()?;
        Some(days.reactivate_until.unwrap_or(days.renew_until))
    }

    /// Whether something is to be done, or was lost: such an offer is named at the top.
    pub fn wants_attention(&self) -> bool {
        self.is_at_risk || matches!(self.status.tone(), Tone::Due | Tone::Bad)
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
    pub fee: Option<String>,
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

/// What one order can renew or bring back, where that is several things.
#[derive(Clone, Debug)]
pub struct ForTogether {
    /// The things.
    pub items: Vec<OneOfSeveral>,
    /// What all of it costs, with tax.
    pub total: Money,
}

impl ForTogether {
    /// Whether any of it has lapsed.
    pub fn brings_back(&self) -> bool {
        self.items.iter().any(|item| item.comes_back)
    }
}

/// One of several things that one order can renew or bring back.
#[derive(Clone, Debug)]
pub struct OneOfSeveral {
    /// What the form calls it.
    pub id: i64,
    /// The offer's name in the programme's words.
    pub offer: String,
    /// The fee, in words.
    pub fee: String,
    /// Whether it has lapsed, and comes back by the order.
    pub comes_back: bool,
    /// The last day on which it can be renewed, or brought back.
    pub until: Day,
}
