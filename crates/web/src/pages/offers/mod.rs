//! Membership offers: the list, renewing, buying.

mod buy;
mod list;
mod renew;

pub use buy::{AreaChoice, Buy};
pub use list::Offers;
pub use renew::Renew;
