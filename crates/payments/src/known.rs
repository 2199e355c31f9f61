//! What is known of one attempt to pay by card, and how more is learnt.
//!
//! Everything here only ever grows: [`Known::join`] takes from two states of knowledge what is further in each respect. It is
//! commutative, associative and idempotent, so that the messages of a provider may come in any order, late and repeatedly, and an answer
//! may be older than one that came before it: in the end the same is known (F18, C92). What follows ([`Effect`]) hangs on the
//! difference between what was known and what is, and never on a message (C52).

use std::collections::BTreeMap;

use jubilee_core::Instant;
use serde::{Deserialize, Serialize};

/// How far a try to pay is that has not succeeded. It passes: the holder may try again with another card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nobody has tried.
    #[default]
    Open,
    /// The holder is asked to confirm at the bank.
    Confirming,
    /// The provider works on it.
    Processing,
    /// The bank said no.
    Declined,
}

/// The latest try. The provider numbers nothing, but each try is a charge of its own with its time: the later one counts, and
/// within one try the further stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Try {
    /// When the try began, in microseconds; 0 before there was one.
    pub at: i64,
    /// The provider's identity of the try.
    pub charge: String,
    /// How far it is.
    pub stage: Stage,
    /// Why the bank said no, in the provider's code.
    pub code: String,
}

/// A card, as far as its holder recognises it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Card {
    /// The scheme, for example `visa`.
    pub brand: String,
    /// The last four digits.
    pub last_four: String,
    /// The month after which it is not valid any more, 1 to 12.
    pub expires_month: u8,
    /// That month's year.
    pub expires_year: u16,
}

/// A card that may be charged without its holder being there. Both are the provider's identities; no number of a card is ever here.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Saved {
    /// The provider's customer.
    pub customer: String,
    /// The provider's payment method.
    pub method: String,
}

/// A card that its holder left on the provider's page without paying, to be charged later.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Left {
    /// What its holder recognises it by.
    pub card: Card,
    /// The provider's identities of it.
    pub saved: Saved,
}

/// A payment that succeeded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Paid {
    /// When, in microseconds.
    pub at: i64,
    /// The provider's identity of the payment.
    pub payment: String,
    /// What was received, in minor units of the order's currency.
    pub minor: i64,
    /// The card.
    pub card: Option<Card>,
    /// The card for later, where its holder agreed to that.
    pub saved: Option<Saved>,
}

impl Paid {
    /// When it succeeded.
    pub fn at(&self) -> Instant {
        Instant(self.at)
    }
}

/// How far a refund is. A refund that succeeded can still fail: a bank may send the money back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefundState {
    /// The provider works on it.
    Pending,
    /// The money is on its way.
    Succeeded,
    /// The money did not go, or came back.
    Failed,
}

/// How far a dispute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisputeState {
    /// It is open.
    Open,
    /// The money stays.
    Won,
    /// The money went back.
    Lost,
}

/// What is known of one attempt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The latest try.
    #[serde(default)]
    pub latest: Try,
    /// The payment, once it succeeded.
    #[serde(default)]
    pub paid: Option<Paid>,
    /// The card, once it was left without a payment.
    #[serde(default)]
    pub left: Option<Left>,
    /// Whether nothing can be paid or left any more: the page expired, or the payment was called off.
    #[serde(default)]
    pub has_ended: bool,
    /// The refunds, by the provider's identity.
    #[serde(default)]
    pub refunds: BTreeMap<String, RefundState>,
    /// The disputes, likewise.
    #[serde(default)]
    pub disputes: BTreeMap<String, DisputeState>,
}

/// What follows from having learnt more. Each happens once for an attempt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// The money is there.
    Paid(Paid),
    /// A card was left without a payment.
    Left(Left),
    /// The bank said no to a try.
    Declined(Try),
    /// Nothing can be paid any more.
    Ended,
    /// A refund is under way or done.
    Refunding(String, RefundState),
    /// A dispute was opened or decided.
    Disputed(String, DisputeState),
}

impl Known {
    /// What is known when both are: of each the further one.
    #[must_use]
    pub fn join(&self, other: &Known) -> Known {
        Known {
            latest: self.latest.clone().max(other.latest.clone()),
            paid: self.paid.clone().max(other.paid.clone()),
            left: self.left.clone().max(other.left.clone()),
            has_ended: self.has_ended || other.has_ended,
            refunds: furthest(&self.refunds, &other.refunds),
            disputes: furthest(&self.disputes, &other.disputes),
        }
    }

    /// Takes in what was seen, and says what follows: nothing where it was known.
    #[must_use]
    pub fn learn(&self, seen: &Known) -> (Known, Vec<Effect>) {
        let next = self.join(seen);
        let mut effects = Vec::new();
        if let (None, Some(paid)) = (&self.paid, &next.paid) {
            effects.push(Effect::Paid(paid.clone()));
        }
        if let (None, Some(left)) = (&self.left, &next.left) {
            effects.push(Effect::Left(left.clone()));
        }
        let is_news = next.latest != self.latest && next.latest.stage == Stage::Declined;
        if is_news && next.paid.is_none() {
            effects.push(Effect::Declined(next.latest.clone()));
        }
        if next.has_ended && !self.has_ended && next.paid.is_none() && next.left.is_none() {
            effects.push(Effect::Ended);
        }
        let refunds = next.refunds.iter().filter(|(id, state)| self.refunds.get(*id) != Some(*state));
        effects.extend(refunds.map(|(id, state)| Effect::Refunding(id.clone(), *state)));
        let disputes = next.disputes.iter().filter(|(id, state)| self.disputes.get(*id) != Some(*state));
        effects.extend(disputes.map(|(id, state)| Effect::Disputed(id.clone(), *state)));
        (next, effects)
    }

    /// Whether money may still come without anybody doing more: the holder confirms, or the provider works on it.
    pub fn is_in_flight(&self) -> bool {
        self.paid.is_none() && !self.has_ended && matches!(self.latest.stage, Stage::Confirming | Stage::Processing)
    }

    /// Whether the holder may still pay, or leave a card.
    pub fn is_open(&self) -> bool {
        self.paid.is_none() && self.left.is_none() && !self.has_ended
    }
}

fn furthest<S: Copy + Ord>(one: &BTreeMap<String, S>, other: &BTreeMap<String, S>) -> BTreeMap<String, S> {
    let mut all = one.clone();
    for (id, state) in other {
        all.entry(id.clone()).and_modify(|known| *known = (*known).max(*state)).or_insert(*state);
    }
    all
}
