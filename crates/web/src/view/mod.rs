//! What pages show, as plain values. The application computes them; nothing here is worked out from something else.

mod offer;
mod order;

pub use offer::{Action, Available, CycleDays, Explained, Membership, Offer, OpenOrder, ReasonLine, Status, Tone};
pub use order::{Account, Order, OrderLine, OrderState, Purpose};
