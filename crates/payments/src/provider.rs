//! What a provider of card payments has to be able to do.

use std::pin::Pin;

use jubilee_core::{Instant, Money};

use crate::event::{Event, Object, Unread};
use crate::fault::Fault;
use crate::known::{Known, Saved};

/// A provider's answer on its way.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Fault>> + Send + 'a>>;

/// One attempt to have an order paid on the provider's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkout {
    /// Our identity of the attempt: the idempotency key, and what the provider's objects are recognised by. Never used for another
    /// attempt, because its meaning never ends, however long the provider keeps the key.
    pub attempt: String,
    /// The order's number.
    pub order: String,
    /// What is paid for, in the payer's language.
    pub description: String,
    /// The amount.
    pub amount: Money,
    /// Where the payer comes back to after paying.
    pub return_to: String,
    /// Where the payer comes back to without paying.
    pub cancel_to: String,
    /// The payer's address, so that it need not be typed again.
    pub mail: Option<String>,
    /// The language of the page, as a BCP 47 tag.
    pub language: String,
    /// Whether the payer agreed that the card is kept and charged later.
    pub is_kept: bool,
}

/// A page on which a card is left, to be charged later, without anything being paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Our identity of it, as with [`Checkout::attempt`].
    pub attempt: String,
    /// What the card will be charged for, in its holder's language.
    pub description: String,
    /// Where the holder comes back to after leaving the card.
    pub return_to: String,
    /// Where the holder comes back to without leaving one.
    pub cancel_to: String,
    /// The holder's address, so that it need not be typed again.
    pub mail: Option<String>,
    /// The language of the page, as a BCP 47 tag.
    pub language: String,
}

/// A page that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The provider's identity of the page.
    pub checkout: String,
    /// Where the payer goes.
    pub address: String,
    /// When the page closes.
    pub closes_at: Instant,
}

/// A charge of a card that its holder let us keep, without the holder being there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// Our identity of the attempt, as with [`Checkout::attempt`].
    pub attempt: String,
    /// The order's number.
    pub order: String,
    /// What is paid for.
    pub description: String,
    /// The amount.
    pub amount: Money,
    /// The card.
    pub card: Saved,
}

/// Money that goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// Our identity of the refund: the idempotency key.
    pub refund: String,
    /// The provider's identity of the payment.
    pub payment: String,
    /// How much.
    pub amount: Money,
}

/// What a provider says of one object, on the day it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Our attempt that it belongs to; nothing for what somebody else made at the provider.
    pub attempt: Option<String>,
    /// The checkout page, if it is about one.
    pub checkout: Option<String>,
    /// The payment, once there is one.
    pub payment: Option<String>,
    /// The refund, if it is about one.
    pub refund: Option<String>,
    /// What follows for what is known.
    pub known: Known,
}

/// A provider of card payments.
///
/// Every call that moves money carries an identity of ours. The same call with the same identity has its effect once; another call with it is
/// refused. Where [`Fault::Unclear`] comes back, the caller looks the thing up ([`CardProvider::find_charge`],
/// [`CardProvider::find_refund`]) and never begins another.
pub trait CardProvider: Send + Sync {
    /// What it is called in the store, for example `stripe`.
    fn name(&self) -> &'static str;

    /// Begins a checkout page.
    fn begin<'a>(&'a self, checkout: &'a Checkout) -> Answer<'a, Begun>;

    /// Begins a page on which a card is left.
    fn leave<'a>(&'a self, leaving: &'a Leaving) -> Answer<'a, Begun>;

    /// Closes a page, so that nobody pays or leaves a card on it any more. What it answers may be that somebody has meanwhile.
    fn close<'a>(&'a self, checkout: &'a str) -> Answer<'a, Seen>;

    /// Looks an object up.
    fn look_up<'a>(&'a self, object: &'a Object) -> Answer<'a, Seen>;

    /// Charges a kept card. A decline is not a fault: it is seen.
    fn charge<'a>(&'a self, charge: &'a Charge) -> Answer<'a, Seen>;

    /// The payment that an earlier [`CardProvider::charge`] made since an instant; `None`: it never happened.
    fn find_charge<'a>(&'a self, charge: &'a Charge, since: Instant) -> Answer<'a, Option<Seen>>;

    /// Forgets a kept card: nobody charges it any more. What the provider does not know, or has forgotten, is forgotten.
    fn forget<'a>(&'a self, card: &'a Saved) -> Answer<'a, ()>;

    /// Sends money back.
    fn refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, Seen>;

    /// What an earlier [`CardProvider::refund`] made; `None`: it never happened.
    fn find_refund<'a>(&'a self, refund: &'a Refund) -> Answer<'a, Option<Seen>>;

    /// Verifies and reads a message. `signature`: the header in which the provider signs, if the request had it.
    fn read(&self, signature: Option<&str>, body: &[u8], now: Instant) -> Result<Event, Unread>;
}
