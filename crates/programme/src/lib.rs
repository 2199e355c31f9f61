//! The programme file: read, checked, explained; and the scenario files beside it, which try it out.
//!
//! - [`read()`] turns a file's text into a [`jubilee_core::Programme`], or into [`Diagnostics`]: all that is wrong, each with its
//!   place, a pointer and help. [`load_dir`] does so for a folder, [`history()`] for all versions that were published.
//! - [`run_dir`] lives the scenarios of a folder day by day and says where they end otherwise than expected.
//! - [`shipped_mpn`] is the programme that comes with Jubilee.
//!
//! This crate never reads the clock or the store; it turns files into `jubilee_core::Programme` or into diagnostics. Begin reading
//! at `parse.rs`; what a file may contain stands in `keys.rs`.

mod account;
mod code;
mod diagnostic;
mod document;
mod history;
mod keys;
mod load;
mod offset;
mod parse;
mod promise;
mod reference;
mod scenario;
mod section;
mod source;
mod spelling;

pub use code::Code;
pub use diagnostic::{Diagnostic, Diagnostics, MOST_FINDINGS, Mark, Severity};
pub use history::{Published, history};
pub use load::{LoadError, load_dir, load_source, shipped_mpn};
pub use parse::{Checked, read};
pub use reference::{programme_page, scenario_keys};
pub use scenario::{Failure, Report, run, run_dir};
pub use source::{MOST_BYTES, MOST_BYTES_IN_LINE, Source};
