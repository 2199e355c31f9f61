//! Pages for the programme's staff.

mod mail;
mod member;
mod members;
mod payment;
mod payments;
mod runs;

pub use mail::{MailLine, MailPage, MailState};
pub use member::{LedgerLine, MemberPage, UserLine};
pub use members::{MemberFilter, MemberLine, MemberOffer, Members};
pub use payment::{PaymentForm, RecordPayment};
pub use payments::{LateMoney, Payments};
pub use runs::{FailedStep, RunLine, Runs};
