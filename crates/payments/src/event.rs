//! Messages of a provider: verified hints at an object that may have changed.

use jubilee_core::Instant;

/// Something at a provider that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    /// A checkout page.
    Checkout(String),
    /// A payment.
    Payment(String),
    /// A card that is left without a payment.
    Setup(String),
    /// A refund.
    Refund(String),
    /// A dispute: the card's holder wants the money back from the bank.
    Dispute(String),
}

/// A message whose signature is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The provider's identity of the message: the same message is sent more than once.
    pub id: String,
    /// The provider's word for it, for the log.
    pub kind: String,
    /// When it was made.
    pub at: Instant,
    /// What it is about; nothing where it is about something that we never look at.
    pub object: Option<Object>,
}

/// Why a message is not taken in. The sender is told no more than that it is not good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// There is no signature, or not one in the form that the provider uses.
    #[error("the message has no signature in the provider's form")]
    Unsigned,
    /// The signature is of another secret or of another body.
    #[error("the message's signature is not the provider's")]
    Forged,
    /// The signature is older than the tolerance, or lies ahead by more: a message that somebody kept and sends again.
    #[error("the message was signed more than five minutes from now")]
    Stale,
    /// The signature is good and the body is not a message.
    #[error("the message cannot be read")]
    Garbled,
}
