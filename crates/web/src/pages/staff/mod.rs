//! Pages for the programme's staff.

pub(crate) mod mail;
pub(crate) mod member;
pub(crate) mod members;
pub(crate) mod payment;
pub(crate) mod payments;
pub(crate) mod runs;

pub use mail::{MailLine, MailPage, MailState};
pub use member::{LedgerLine, MemberPage, UserLine};
pub use members::{MemberFilter, MemberLine, MemberOffer, Members};
pub use payment::{PaymentForm, RecordPayment};
pub use payments::{LateMoney, Payments};
pub use runs::{FailedStep, RunLine, Runs};
