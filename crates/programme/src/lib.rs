//! The programme file: read, checked, explained; and the scenario files beside it, which try it out.
//!
//! - [`read()`] turns a file's text into a [`jubilee_core::Programme`], or into [`Diagnostics`]: all that is wrong, each with its
//!   place, a pointer and help. [`load_dir`] does so for a folder, [`history()`] for all versions that were published.
//! - [`run_dir`] lives the scenarios of a folder day by day and says where they end otherwise than expected.
//! - [`diff`] says in words what differs between two programmes, [`Places`] from which line of the file a rule comes.
//! - [`shipped_mpn`] is the programme that comes with Jubilee.
//!
//! This crate never reads the clock or the store; it turns files into `jubilee_core::Programme` or into diagnostics. Begin reading
//! at `parse.rs`; what a file may contain stands in `keys.rs`.

mod account;
mod code;
mod coverage;
mod diagnostic;
mod diff;
mod document;
mod history;
mod keys;
mod load;
mod offset;
mod overlap;
mod parse;
mod place;
mod promise;
mod reach;
mod reference;
mod scenario;
mod schema;
mod section;
mod source;
mod spelling;

pub use code::Code;
pub use diagnostic::{Diagnostic, Diagnostics, MOST_FINDINGS, Mark, Severity};
pub use diff::{Change, diff};
pub use history::{Published, changes, history};
pub use load::{LoadError, load_dir, load_source, shipped_mpn};
pub use parse::{Checked, read};
pub use place::{About, Place, Places, Topic, place, topic, topic_of};
pub use reference::{programme_page, scenario_keys};
pub use scenario::{Failure, Report, run, run_dir};
pub use schema::{programme_schema, scenario_schema};
pub use source::{MOST_BYTES, MOST_BYTES_IN_LINE, Source};
pub use spelling::nearest;
