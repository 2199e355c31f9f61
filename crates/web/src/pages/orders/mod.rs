//! A member's orders.

pub(crate) mod card;
pub(crate) mod invoice;
pub(crate) mod list;
pub(crate) mod payment_request;
pub(crate) mod proof;
pub(crate) mod show;
pub(crate) mod take_back;

pub use card::{CardPage, CardState};
pub use list::Orders;
pub use payment_request::PaymentRequest;
pub(crate) use proof::attachment;
pub use proof::{ProofForm, SendProof};
pub use show::ShowOrder;
pub use take_back::TakeBack;
