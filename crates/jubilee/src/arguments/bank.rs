//! Bank statements.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Form, Store};

#[derive(Args, Debug)]
pub(crate) struct Statement {
    #[command(subcommand)]
    pub(crate) action: StatementAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StatementAction {
    /// Import a bank statement: payments that name their order are recorded, the others wait for staff.
    ///
    /// CAMT.053 is recognised by itself; CSV needs to be told what its columns mean. A file that has one fault is not imported at all. Importing
    /// a file again, or one that overlaps it, records nothing twice.
    #[command(after_help = "Examples:
  jubilee statement import september.xml --dry-run
  jubilee statement import september.xml
  jubilee statement import september.csv --preset rabobank
  jubilee statement import september.csv --mapping our-bank.toml --json")]
    Import {
        #[command(flatten)]
        store: Store,
        /// The statement: CAMT.053, or CSV.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// What the columns of the CSV file mean: abn-amro, ing, plain or rabobank.
        #[arg(long, value_name = "NAME", conflicts_with = "mapping")]
        preset: Option<String>,
        /// A file that says what the columns of the CSV file mean.
        #[arg(long, value_name = "TOML")]
        mapping: Option<PathBuf>,
        /// Show what would happen and write nothing.
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        form: Form,
    },
    /// List what came in and what became of it, the latest first.
    #[command(after_help = "Examples:
  jubilee statement list --open
  jubilee statement list --json")]
    List {
        #[command(flatten)]
        store: Store,
        /// Only what waits for staff, the oldest money first.
        #[arg(long)]
        open: bool,
        #[command(flatten)]
        form: Form,
    },
    /// Record money that waits as the payment of an order.
    #[command(after_help = "Example:
  jubilee statement assign 17 104-3")]
    Assign {
        #[command(flatten)]
        store: Store,
        /// The entry's number.
        entry: i64,
        /// The order's number or its payment reference.
        order: String,
        #[command(flatten)]
        form: Form,
    },
    /// Take money off the queue that pays no order.
    #[command(after_help = "Examples:
  jubilee statement dismiss 17 --reason 'a supplier credited an invoice'
  jubilee statement dismiss 18 --returned --reason 'sent back on 3 October, the payer is no member'")]
    Dismiss {
        #[command(flatten)]
        store: Store,
        /// The entry's number.
        entry: i64,
        /// Why; for the record.
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// It went back to the payer, and is not merely none of the programme's money.
        #[arg(long)]
        returned: bool,
    },
}
