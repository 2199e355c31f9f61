//! From what the rules say to what pages show: the application's standings, orders, entries and mails as plain values and sentences.
//! Nothing is decided on the way; every permission, date and reason is the standing's own.

mod ledger;
mod offer;
mod order;

pub(crate) use ledger::{ledger, roles};
pub(crate) use offer::{Eyes, Shelf, memberships, offers, shelf, status_of};
pub(crate) use order::{cycle_days, order, order_line, safe_until};
