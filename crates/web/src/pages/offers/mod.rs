//! Membership offers: the list, renewing, buying.

pub(crate) mod buy;
pub(crate) mod list;
mod purchase_order;
pub(crate) mod renew;

pub use buy::{AreaChoice, Buy};
pub use list::Offers;
pub use renew::Renew;
