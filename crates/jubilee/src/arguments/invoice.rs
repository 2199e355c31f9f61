//! The arguments about invoices.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jubilee_core::{Day, Lang};

use super::{Form, Store};

#[derive(Args, Debug)]
pub(crate) struct Invoice {
    #[command(subcommand)]
    pub(crate) action: InvoiceAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum InvoiceAction {
    /// List the invoices and credit notes: all, those of some days, or those of a member.
    #[command(after_help = "Examples:
  jubilee invoice list --from 2020-01-01 --to 2020-12-31
  jubilee invoice list M-104 --json")]
    List {
        #[command(flatten)]
        store: Store,
        /// The member's reference.
        member: Option<String>,
        /// The first date.
        #[arg(long, value_name = "DATE")]
        from: Option<Day>,
        /// The last date.
        #[arg(long, value_name = "DATE")]
        to: Option<Day>,
        #[command(flatten)]
        form: Form,
    },
    /// Show one invoice or credit note; with --json everything that stands on it.
    #[command(after_help = "Example:
  jubilee invoice show 2020-000123 --json")]
    Show {
        #[command(flatten)]
        store: Store,
        /// Its number, or the number of its order.
        number: String,
        #[command(flatten)]
        form: Form,
    },
    /// Write one invoice or credit note as a PDF.
    #[command(after_help = "Examples:
  jubilee invoice pdf 2020-000123 --out invoice.pdf
  jubilee invoice pdf 1042-7 --language nl")]
    Pdf {
        #[command(flatten)]
        store: Store,
        /// Its number, or the number of its order.
        number: String,
        /// The file; without it one that is named after the number.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// The language of the document.
        #[arg(long, value_name = "LANG", default_value = "en")]
        language: Lang,
    },
}
