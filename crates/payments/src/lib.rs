//! Card payments: what a provider of them has to be able to do, and the providers there are.
//!
//! This crate never decides a rule and never touches the store: whoever calls it writes down what it intends before it asks, and what it
//! learnt afterwards. A provider's messages are hints only: what counts is what the provider answers when it is asked for the object,
//! and what was learnt is joined with what was known ([`Known::learn`]), so that no order of messages and no repetition makes a
//! difference.
//!
//! Begin with [`CardProvider`], then [`Known`].

mod decline;
mod event;
mod fault;
mod known;
mod practice;
mod provider;
mod stripe;

pub use decline::charge_fault;
pub use event::{Event, Object, Unread};
pub use fault::Fault;
pub use known::{Card, DisputeState, Effect, Known, Left, Paid, RefundState, Saved, Stage, Try};
pub use practice::{Choice, Page, Practice};
pub use provider::{Answer, Begun, CardProvider, Charge, Checkout, Leaving, Refund, Seen};
pub use stripe::{API_VERSION, BadSettings, Patience, Settings, Stripe, TOLERANCE_SECONDS};
