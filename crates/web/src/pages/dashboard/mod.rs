//! The member's first screen.

pub(crate) mod overview;

pub use overview::Dashboard;
pub(crate) use overview::get;
