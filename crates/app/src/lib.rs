//! The use cases: load, decide, commit.
//!
//! This crate never decides a rule (that is core's), never words a sentence (texts) and never holds SQL (store); it brings them
//! together. Begin with [`App`], then [`App::run`] for the daily run.

mod app;
mod attain;
mod backup;
mod bank;
mod benefit;
mod billing;
mod books;
mod card;
mod clock;
pub mod demo;
mod desk;
mod doctor;
mod edition;
mod erase;
mod error;
mod exception;
mod explain;
mod export;
mod held;
mod import;
mod invoice;
mod location;
mod mailing;
mod migrate;
mod order;
mod pause;
mod people;
mod post;
mod preview;
mod proof;
mod publish;
mod rebuild;
mod replan;
mod role;
mod rows;
mod run;
mod secret;
mod sign_in;
mod status;
mod told;
mod upgrade;
mod verify;
mod walk;

pub use app::{App, DEFAULT_BASE_URL, Setup, Time};
pub use attain::Attained;
pub use backup::Copied;
pub use bank::{BankLine, BankQueue, BankState, Dismissal, StatementReport};
pub use benefit::{BenefitReport, SeatReport, Which};
pub use billing::{BillingDetails, BillingFault, BillingReport, MOST_EXEMPTION_REASON, is_exemption_reason};
pub use books::{BookLine, BookTotal, Books};
pub use card::{
    AutoTerms, CardCheckout, CardLeaving, CardPayment, CardProgress, CardTask, LeftCard, LeftProgress, MessageRefused,
    MessageTaken, Tended,
};
pub use clock::{Clock, FENCE_DAYS, Held, RunRefused};
pub use desk::{DayOfRuns, DeskOrder, DeskProof, ListedMember, QueuedMail, QueuedState, SetAsideStep};
pub use doctor::{Examination, Health};
pub use erase::PersonTraces;
pub use error::{AppError, Damage};
pub use exception::{ExceptionNote, Grant, MOST_REASON};
pub use explain::{Explanation, Sentence};
pub use export::{Exported, ExportedFile};
pub use held::{MOST_IDENTITY, Request};
pub use import::{Files, ImportError, ImportReport, Progress, RowFault};
pub use invoice::InvoiceNote;
pub use jubilee_bank as statements;
pub use jubilee_core::Role;
pub use jubilee_store::benefit_keys::KeyCount;
pub use jubilee_store::card_payments::CardTrouble;
pub use jubilee_store::users::UserRow;
pub use location::{LocationRow, MOST_NAME, NewLocation};
pub use migrate::{AssignedRoles, Migrated, Move, OpenOffer, RolesOfMove};
pub use order::{OrderReceipt, PaymentReceipt, ReceiptItem, TakenBack};
pub use pause::Pause;
pub use people::{NewPerson, PersonFault, PersonRow};
pub use post::{Post, PostReport};
pub use preview::{PreviewMail, PreviewRow, PreviewRows, PreviewSummary, PreviewTotals, ReliefPreview};
pub use proof::{
    BadProof, Filing, MOST_BYTES as MOST_PROOF_BYTES, MOST_REASON as MOST_REJECTION, MOST_STATED, MediaType, Proof, ProofFile,
    ProofState,
};
pub use publish::{Publication, Published, PublishedVersion, Touched};
pub use rebuild::Rebuilt;
pub use replan::Replanned;
pub use role::{Roles, StaffRole};
pub use run::{RUN, RunReport, StepOutcome, StepReport};
pub use secret::Secret;
pub use sign_in::{NewSession, NotSignedIn, VALID_MINUTES, Visitor};
pub use status::{
    ActionReport, Dates, InFlightReport, MemberFile, MissingReport, ReactivationReport, ReasonReport, RequirementReport,
    StatusReport,
};
pub use told::Told;
pub use upgrade::Upgraded;
pub use verify::{Finding, LastSeal, Verification};
