//! A member's orders.

pub(crate) mod list;
pub(crate) mod payment_request;
pub(crate) mod show;

pub use list::Orders;
pub use payment_request::PaymentRequest;
pub use show::ShowOrder;
