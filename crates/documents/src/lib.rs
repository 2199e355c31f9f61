//! Documents on paper: invoices and credit notes as PDF, laid out here and written by `krilla`.
//!
//! This crate never looks anything up, never reads a clock and draws no random number: the same values give the same bytes, so that a
//! document can be made anew for every year from what was kept of it. Whoever calls it hands in an [`Invoice`] with everything that
//! stands on it.
//!
//! Every document is tagged and archival (PDF/UA-1 and PDF/A-2a, both checked as it is written), with subsets of its fonts embedded.
//! The fonts under `fonts/` cover Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian, Georgian, Devanagari, Thai, Chinese, Japanese and
//! Korean.
//!
//! Begin with [`Invoice::pdf`]; `invoice/draw.rs` is the page, `sheet.rs` what a page is made of, `paint.rs` the only place that
//! knows the library.

mod font;
mod invoice;
mod kept;
mod paint;
mod phrase;
mod sheet;

pub use invoice::{Buyer, Invoice, Kind, Line, Method, NotDrawable, Paid, Seller, Tax, Texts};
