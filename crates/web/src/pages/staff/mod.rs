//! Pages for the programme's staff.

pub(crate) mod attainments;
pub(crate) mod bank;
pub(crate) mod bank_entry;
pub(crate) mod card;
pub(crate) mod exceptions;
pub(crate) mod held;
pub(crate) mod mail;
pub(crate) mod member;
pub(crate) mod members;
pub(crate) mod migration;
pub(crate) mod payment;
pub(crate) mod payments;
pub(crate) mod preview;
pub(crate) mod programme;
pub(crate) mod proof;
pub(crate) mod reactivation;
pub(crate) mod reliefs;
pub(crate) mod runs;

pub use attainments::{AttainedLine, Attainments, Choice};
pub use bank::{Bank, BankRow, Imported};
pub use bank_entry::{BankEntry, Settled};
pub use exceptions::{Confirmation, ExceptionLine, Exceptions, KindChoice};
pub use held::HeldBack;
pub use mail::{MailLine, MailPage, MailState};
pub use member::{LedgerLine, MemberPage, UserLine};
pub use members::{MemberFilter, MemberLine, MemberOffer, Members};
pub use migration::MoveMember;
pub use payment::{PaymentForm, RecordPayment};
pub use payments::{CardLine, DeskProof, LateMoney, Payments};
pub use preview::{MailChange, Preview, Row, Total};
pub use programme::{Change, Programme, VersionCard};
pub use proof::{AnswerForm, AnswerProof};
pub use reactivation::ReactivateFor;
pub use reliefs::{AnnouncementCard, ReliefCard, Reliefs};
pub use runs::{FailedStep, PauseForm, PauseLine, RunLine, Runs};
