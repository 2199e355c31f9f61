//! Stripe's objects, as far as we read them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::amount::from_stripe;
use crate::fault::Fault;
use crate::known::{Card, DisputeState, Known, Left, Paid, RefundState, Saved, Stage, Try};
use crate::provider::Seen;

/// The key under which our identity stands in Stripe's metadata.
pub(super) const ATTEMPT: &str = "jubilee_attempt";
/// Likewise for a refund.
pub(super) const REFUND: &str = "jubilee_refund";

type Metadata = BTreeMap<String, String>;

#[derive(Deserialize)]
pub(super) struct ErrorBody {
    pub(super) error: Error,
}

#[derive(Deserialize, Default)]
pub(super) struct Error {
    pub(super) code: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) decline_code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) payment_intent: Option<Box<PaymentIntent>>,
}

#[derive(Deserialize)]
pub(super) struct List<T> {
    pub(super) data: Vec<T>,
    #[serde(default)]
    pub(super) has_more: bool,
}

/// An object that Stripe gives whole where it was asked to, and by its identity otherwise.
pub(super) enum Expandable<T> {
    Identity(String),
    Whole(Box<T>),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Expandable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Expandable<T>, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either<T> {
            Identity(String),
            Whole(Box<T>),
        }
        Ok(match Either::deserialize(deserializer)? {
            Either::Identity(id) => Expandable::Identity(id),
            Either::Whole(whole) => Expandable::Whole(whole),
        })
    }
}

#[derive(Deserialize)]
pub(super) struct Session {
    pub(super) id: String,
    pub(super) url: Option<String>,
    pub(super) expires_at: i64,
    pub(super) status: Option<String>,
    pub(super) client_reference_id: Option<String>,
    pub(super) payment_intent: Option<Expandable<PaymentIntent>>,
    pub(super) setup_intent: Option<Expandable<SetupIntent>>,
}

/// A card that is left without a payment.
#[derive(Deserialize)]
pub(super) struct SetupIntent {
    status: String,
    customer: Option<Expandable<Named>>,
    payment_method: Option<Expandable<Method>>,
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Deserialize)]
pub(super) struct Method {
    id: String,
    card: Option<CardDetails>,
}

#[derive(Deserialize)]
pub(super) struct PaymentIntent {
    pub(super) id: String,
    pub(super) status: String,
    #[serde(default)]
    pub(super) amount_received: i64,
    pub(super) currency: String,
    pub(super) customer: Option<Expandable<Named>>,
    pub(super) payment_method: Option<Expandable<Named>>,
    pub(super) setup_future_usage: Option<String>,
    pub(super) last_payment_error: Option<Error>,
    pub(super) latest_charge: Option<Expandable<Charge>>,
    #[serde(default)]
    pub(super) metadata: Metadata,
}

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
}

#[derive(Deserialize)]
pub(super) struct Charge {
    id: String,
    created: i64,
    payment_method_details: Option<MethodDetails>,
}

#[derive(Deserialize)]
struct MethodDetails {
    card: Option<CardDetails>,
}

#[derive(Deserialize)]
struct CardDetails {
    brand: Option<String>,
    last4: Option<String>,
    exp_month: Option<u8>,
    exp_year: Option<u16>,
}

#[derive(Deserialize)]
pub(super) struct Refunded {
    pub(super) id: String,
    pub(super) status: Option<String>,
    pub(super) payment_intent: Option<Expandable<Named>>,
    #[serde(default)]
    pub(super) metadata: Metadata,
}

#[derive(Deserialize)]
pub(super) struct Dispute {
    id: String,
    status: String,
    payment_intent: Option<Expandable<Named>>,
}

fn identity(object: Option<&Expandable<Named>>) -> Option<String> {
    object.map(|object| match object {
        Expandable::Identity(id) => id.clone(),
        Expandable::Whole(named) => named.id.clone(),
    })
}

impl Session {
    /// What the page says, with the payment or the left card that it was given along with.
    pub(super) fn seen(self, doing: &'static str) -> Result<Seen, Fault> {
        let mut seen = match (self.payment_intent, self.setup_intent) {
            (Some(Expandable::Whole(payment)), _) => payment.seen(doing)?,
            (Some(Expandable::Identity(payment)), _) => Seen { payment: Some(payment), ..Seen::default() },
            (None, Some(Expandable::Whole(setup))) => setup.seen(doing)?,
            (None, Some(Expandable::Identity(_)) | None) => Seen::default(),
        };
        seen.attempt = self.client_reference_id.or(seen.attempt);
        seen.checkout = Some(self.id);
        seen.known.has_ended |= self.status.as_deref() == Some("expired");
        Ok(seen)
    }
}

impl SetupIntent {
    /// What is known of the card. It has to have the payment method along with it.
    pub(super) fn seen(self, doing: &'static str) -> Result<Seen, Fault> {
        let mut known = Known { has_ended: self.status == "canceled", ..Known::default() };
        if self.status == "succeeded" {
            let unread = |what: &str| Fault::Unavailable { doing, reason: format!("the card that was left {what}") };
            let Some(Expandable::Whole(method)) = self.payment_method else {
                return Err(unread("came without its payment method"));
            };
            let customer = identity(self.customer.as_ref()).ok_or_else(|| unread("belongs to no customer"))?;
            let card = method.card.as_ref().and_then(CardDetails::card).ok_or_else(|| unread("is no card"))?;
            known.left = Some(Left { card, saved: Saved { customer, method: method.id } });
        }
        Ok(Seen { attempt: self.metadata.get(ATTEMPT).cloned(), known, ..Seen::default() })
    }
}

impl PaymentIntent {
    /// What the payment says. It has to have its latest charge along with it.
    pub(super) fn seen(self, doing: &'static str) -> Result<Seen, Fault> {
        let unread = |what: &str| Fault::Unavailable { doing, reason: format!("the payment {what}") };
        let charge = match &self.latest_charge {
            None => None,
            Some(Expandable::Whole(charge)) => Some(charge.as_ref()),
            Some(Expandable::Identity(_)) => return Err(unread("came without its charge")),
        };
        let (at, id) = charge.map_or((0, String::new()), |charge| (charge.created * 1_000_000, charge.id.clone()));
        let (stage, code) = match (self.status.as_str(), &self.last_payment_error) {
            ("requires_payment_method", Some(error)) => {
                (Stage::Declined, error.decline_code.clone().or(error.code.clone()).unwrap_or_default())
            }
            ("processing", _) => (Stage::Processing, String::new()),
            ("requires_action", _) => (Stage::Confirming, String::new()),
            _ => (Stage::Open, String::new()),
        };
        let mut known = Known { latest: Try { at, charge: id, stage, code }, ..Known::default() };
        known.has_ended = self.status == "canceled";
        if self.status == "succeeded" {
            let received = from_stripe(self.amount_received, &self.currency).ok_or_else(|| unread("has an odd currency"))?;
            if at == 0 {
                return Err(unread("succeeded without a charge"));
            }
            let is_kept = self.setup_future_usage.as_deref() == Some("off_session");
            let saved = (identity(self.customer.as_ref()), identity(self.payment_method.as_ref()));
            let saved = match saved {
                (Some(customer), Some(method)) if is_kept => Some(Saved { customer, method }),
                _ => None,
            };
            let card = charge.and_then(Charge::card);
            known.paid = Some(Paid { at, payment: self.id.clone(), minor: received.minor, card, saved });
        }
        let attempt = self.metadata.get(ATTEMPT).cloned();
        Ok(Seen { attempt, payment: Some(self.id), known, ..Seen::default() })
    }
}

impl Charge {
    fn card(&self) -> Option<Card> {
        self.payment_method_details.as_ref()?.card.as_ref()?.card()
    }
}

impl CardDetails {
    fn card(&self) -> Option<Card> {
        Some(Card {
            brand: self.brand.clone().unwrap_or_default(),
            last_four: self.last4.clone()?,
            expires_month: self.exp_month?,
            expires_year: self.exp_year?,
        })
    }
}

impl Refunded {
    pub(super) fn seen(self) -> Seen {
        let state = match self.status.as_deref() {
            Some("succeeded") => RefundState::Succeeded,
            Some("failed" | "canceled") => RefundState::Failed,
            _ => RefundState::Pending,
        };
        let refunds = BTreeMap::from([(self.id.clone(), state)]);
        Seen {
            payment: identity(self.payment_intent.as_ref()),
            refund: self.metadata.get(REFUND).cloned(),
            known: Known { refunds, ..Known::default() },
            ..Seen::default()
        }
    }
}

impl Dispute {
    pub(super) fn seen(self) -> Seen {
        let state = match self.status.as_str() {
            "won" | "warning_closed" | "prevented" => DisputeState::Won,
            "lost" => DisputeState::Lost,
            _ => DisputeState::Open,
        };
        let disputes = BTreeMap::from([(self.id, state)]);
        let payment = identity(self.payment_intent.as_ref());
        Seen { payment, known: Known { disputes, ..Known::default() }, ..Seen::default() }
    }
}
