//! What pages show, as plain values. The application computes them; nothing here is worked out from something else.

mod attention;
mod benefit;
mod invoice;
mod offer;
mod order;
mod proof;
mod qualification;

pub use attention::{Ahead, Attention, Button, ReliefNotice};
pub use benefit::{BenefitLine, BenefitSet, Clock};
pub use invoice::{InvoiceLine, InvoiceYear};
pub use offer::{
    Action, Available, CycleDays, Explained, ForTogether, HeldMoney, Membership, MovedDay, Offer, OnItsWay, OneOfSeveral,
    OpenOrder, ReasonLine, RenewsItself, Status, Tone, Upgrading,
};
pub use order::{Account, Order, OrderItem, OrderLine, OrderState, Purpose, Replaces};
pub use proof::ProofLine;
pub use qualification::{AreaRow, AreaState, AttainmentLine, Level, Mark, NeedLine, PathLine, State, Step};
