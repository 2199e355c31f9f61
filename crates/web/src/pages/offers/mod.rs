//! Membership offers: the list, renewing one or several at once, reactivating, buying.

pub(crate) mod auto_renewal;
pub(crate) mod buy;
pub(crate) mod left_card;
pub(crate) mod list;
mod paying;
mod purchase_order;
pub(crate) mod reactivate;
pub(crate) mod renew;
pub(crate) mod together;

pub use auto_renewal::{AutoRenewal, AutoState};
pub use buy::{AreaChoice, Buy};
pub use left_card::{LeftCardPage, LeftState};
pub use list::Offers;
pub use paying::Paying;
pub use reactivate::Reactivate;
pub use renew::Renew;
pub use together::Together;
