//! Moving an account out of the legacy system (R18): the page that asks, and the page that says that it is done.

pub(crate) mod done;
pub(crate) mod start;

pub use done::Moved;
pub use start::{LocationLine, Migration, PersonLine, RoleChoice};
