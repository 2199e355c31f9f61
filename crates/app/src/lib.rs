//! The use cases: load, decide, commit.
//!
//! This crate never decides a rule (that is core's), never words a sentence (texts) and never holds SQL (store); it brings them
//! together. Begin with [`App`], then [`App::run`] for the daily run.

mod app;
mod clock;
pub mod demo;
mod desk;
mod error;
mod held;
mod import;
mod mailing;
mod order;
mod post;
mod role;
mod run;
mod secret;
mod sign_in;
mod status;

pub use app::{App, DEFAULT_BASE_URL, Setup, Time};
pub use clock::{Clock, FENCE_DAYS, Held, RunRefused};
pub use desk::{DayOfRuns, DeskOrder, QueuedMail, QueuedState, SetAsideStep};
pub use error::{AppError, Damage};
pub use held::Request;
pub use import::{Files, ImportError, ImportReport, Progress, RowFault};
pub use order::{OrderReceipt, PaymentReceipt};
pub use post::{Post, PostReport};
pub use role::{Role, Roles, StaffRole};
pub use run::{RUN, RunReport, StepOutcome, StepReport};
pub use secret::Secret;
pub use sign_in::{NewSession, NotSignedIn, VALID_MINUTES, Visitor};
pub use status::{ActionReport, Dates, MemberFile, ReasonReport, StatusReport};
