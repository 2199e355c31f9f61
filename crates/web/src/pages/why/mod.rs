//! Why a subscription is where it is: what holds on a day, how it came, what comes next, each with its rule and the line of the
//! programme file.

mod story;

pub use story::{Line, Why};
pub(crate) use story::{member, staff};
