//! Proofs of payment.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jubilee_core::Day;

use super::{Form, Store};

#[derive(Args, Debug)]
pub(crate) struct Proof {
    #[command(subcommand)]
    pub(crate) action: ProofAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProofAction {
    /// File a proof for a member: a PDF, a PNG or a JPEG of at most 5 MB.
    ///
    /// A proof that is filed while the renewal window is open and states a value date inside it holds the lapse for as many days as the programme
    /// file says.
    #[command(after_help = "Example:
  jubilee proof file 104-3 transfer.pdf --value-date 2019-10-01 --account NL91ABNA0417164300 --reference RF8210400003")]
    File {
        #[command(flatten)]
        store: Store,
        /// The order's number or its payment reference.
        order: String,
        /// The file.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The day on which the payment counts, as the proof states it.
        #[arg(long, value_name = "DATE")]
        value_date: Day,
        /// The account from which it was paid.
        #[arg(long, value_name = "TEXT", default_value = "")]
        account: String,
        /// The reference that the payment names.
        #[arg(long, value_name = "TEXT", default_value = "")]
        reference: String,
        #[command(flatten)]
        form: Form,
    },
    /// List the proofs that wait for staff, or all of an order.
    #[command(after_help = "Examples:
  jubilee proof list
  jubilee proof list 104-3 --json")]
    List {
        #[command(flatten)]
        store: Store,
        /// The order's number or its payment reference.
        order: Option<String>,
        #[command(flatten)]
        form: Form,
    },
    /// Write the file of a proof into a new file.
    #[command(after_help = "Example:
  jubilee proof save 104-3 1 --to transfer.pdf")]
    Save {
        #[command(flatten)]
        store: Store,
        /// The order's number or its payment reference.
        order: String,
        /// Which of the order's proofs.
        number: u16,
        /// Where; it must not be there yet.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Record the money that a proof shows, which has come.
    #[command(after_help = "Examples:
  jubilee proof accept 104-3 1 --value-date 2019-10-01
  jubilee proof accept 104-3 1 --value-date 2019-10-01 --amount 475.00 --json")]
    Accept {
        #[command(flatten)]
        store: Store,
        /// The order's number or its payment reference.
        order: String,
        /// Which of the order's proofs.
        number: u16,
        /// The day on which the money counts by the bank.
        #[arg(long, value_name = "DATE")]
        value_date: Day,
        /// How much came, in the order's currency; what the order still lacks when it is left out.
        #[arg(long, value_name = "AMOUNT")]
        amount: Option<String>,
        #[command(flatten)]
        form: Form,
    },
    /// Reject a proof; the member is told, with the reason.
    #[command(after_help = "Example:
  jubilee proof reject 104-3 1 --reason 'the file shows a transfer to another account'")]
    Reject {
        #[command(flatten)]
        store: Store,
        /// The order's number or its payment reference.
        order: String,
        /// Which of the order's proofs.
        number: u16,
        /// Why; the member reads it.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}
