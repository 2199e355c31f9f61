//! A member's orders.

mod list;
mod payment_request;
mod show;

pub use list::Orders;
pub use payment_request::PaymentRequest;
pub use show::ShowOrder;
