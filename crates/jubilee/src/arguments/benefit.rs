//! What is done with benefits.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jubilee_core::Day;

use super::{Form, Store};

#[derive(Args, Debug)]
pub(crate) struct Benefit {
    #[command(subcommand)]
    pub(crate) action: BenefitAction,
}

/// Which benefit is meant.
#[derive(Args, Debug)]
pub(crate) struct Which {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The subscription's reference.
    pub(crate) subscription: String,
    /// The benefit, as the programme file names it, or by its name.
    pub(crate) benefit: String,
    /// Which of the subscription's sets, from 0 for that of the purchase; the newest when it is left out.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) set: Option<u32>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenefitAction {
    /// List what a subscription grants: how much is used, who has it, and its days.
    #[command(after_help = "Examples:
  jubilee benefit list S-1001
  jubilee benefit list S-1001 --as-of 2020-12-31 --json")]
    List {
        #[command(flatten)]
        store: Store,
        /// The subscription's reference.
        subscription: String,
        /// The day; today when it is left out.
        #[arg(long, value_name = "DATE")]
        as_of: Option<Day>,
        #[command(flatten)]
        form: Form,
    },
    /// Switch a benefit on that is counted.
    #[command(after_help = "Example:
  jubilee benefit activate S-1001 azure-credit")]
    Activate(Which),
    /// Assign one of a benefit to a person of the member, or what one person has to another.
    #[command(after_help = "Examples:
  jubilee benefit assign S-1001 visual-studio piet@contoso.example
  jubilee benefit assign S-1001 visual-studio eva@contoso.example --from piet@contoso.example")]
    Assign {
        #[command(flatten)]
        which: Which,
        /// The e-mail address of who gets it.
        person: String,
        /// The e-mail address of who has had it.
        #[arg(long, value_name = "EMAIL")]
        from: Option<String>,
    },
    /// Show one more key of a benefit. No key is ever given twice.
    #[command(after_help = "Examples:
  jubilee benefit reveal S-1001 software-keys
  jubilee benefit reveal S-1001 software-keys --yes        although that ends the right to a refund")]
    Reveal {
        #[command(flatten)]
        which: Which,
        /// Confirm that the right to a refund ends with it.
        #[arg(long)]
        yes: bool,
    },
    /// Load product keys, or count them.
    #[command(after_help = "Examples:
  jubilee benefit keys load --benefit software-keys keys.txt
  jubilee benefit keys count --json")]
    Keys {
        #[command(subcommand)]
        action: KeysAction,
    },
    /// Redeem the seats of a benefit.
    #[command(after_help = "Example:
  jubilee benefit redeem S-1001 microsoft-365-seats")]
    Redeem(Which),
    /// Record that an amount of a benefit was used.
    #[command(after_help = "Examples:
  jubilee benefit use S-1001 support-incidents 1
  jubilee benefit use S-1001 advisory-hours 2 --set 0       of the set of the purchase")]
    Use {
        #[command(flatten)]
        which: Which,
        /// How much; a whole number of at least 1.
        #[arg(value_parser = clap::value_parser!(u32).range(1..))]
        amount: u32,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysAction {
    /// Load product keys, one a line. Keys that are there already stay as they are; no list and no message ever shows one.
    #[command(after_help = "Example:
  jubilee benefit keys load --benefit software-keys keys.txt")]
    Load {
        #[command(flatten)]
        store: Store,
        /// The benefit, as the programme file names it.
        #[arg(long, value_name = "BENEFIT")]
        benefit: String,
        /// The file with the keys.
        file: PathBuf,
        #[command(flatten)]
        form: Form,
    },
    /// Count the keys of each benefit: how many can be shown still, and how many were.
    #[command(after_help = "Example:
  jubilee benefit keys count --json")]
    Count {
        #[command(flatten)]
        store: Store,
        #[command(flatten)]
        form: Form,
    },
}
