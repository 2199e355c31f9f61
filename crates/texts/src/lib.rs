//! Every word that people read, in English and Dutch, and the way dates, numbers and amounts are written in each.
//!
//! This crate never decides; it words. What is true comes in as arguments; a sentence comes out. All sentences stand in the
//! Fluent files under `locales/`, one file per area and language; an id reads `area-page-thing`. `tests/texts.rs` holds code and
//! files together: it fails on a missing or unused id and on arguments that differ.
//!
//! ```
//! use jubilee_core::{Day, Lang};
//! use jubilee_texts::t;
//! let day = Day::from_ymd(2019, 10, 1).unwrap();
//! assert_eq!(t!(Lang::En, "common-pair-of-two", first = "silver", second = "gold"), "silver and gold");
//! assert_eq!(jubilee_texts::date(Lang::Nl, day), "1 oktober 2019");
//! ```
//!
//! In an askama template the arguments of a macro are plain Rust: write `{{ t!(self.lang, "…", date = self.date) }}` for the fields
//! of the template, and the name alone for a variable of a loop.

mod arg;
mod auto_renewal;
mod bank;
mod benefit;
mod bill;
mod country;
mod format;
mod reason;
mod role;
mod text;

pub use arg::{Arg, IntoArg};
pub use auto_renewal::{card, charge_fault};
pub use bank::doubt;
pub use benefit::benefit;
pub use bill::{BillWords, bill, tax_in, tax_words, with_tax};
pub use country::{all_countries, country};
pub use format::{NO_BREAK_SPACE, date, date_short, list, money, number, percent, plain, weekday_date};
pub use reason::{exception_kind, lift, measure, missing, reason, rule_title, status, tax_name};
pub use role::{role, roles};
pub use text::{Id, text};

#[doc(hidden)]
pub use jubilee_core::Lang;
