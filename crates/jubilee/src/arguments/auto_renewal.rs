//! Automatic renewal.

use clap::{Args, Subcommand};

use super::Store;

#[derive(Args, Debug)]
pub(crate) struct AutoRenewal {
    #[command(subcommand)]
    pub(crate) action: AutoRenewalAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AutoRenewalAction {
    /// Renew a subscription automatically, with a card that is kept for another subscription of the member.
    ///
    /// The first card of a member is kept when it pays an order by card and agrees to that, or when it gives one under Membership
    /// offers.
    #[command(after_help = "Example:
  jubilee auto-renewal on S-1001")]
    On {
        #[command(flatten)]
        store: Store,
        /// The subscription's reference.
        subscription: String,
    },
    /// Charge nothing automatically any more. It counts at once, and the card is forgotten at its provider.
    #[command(after_help = "Example:
  jubilee auto-renewal off S-1001")]
    Off {
        #[command(flatten)]
        store: Store,
        /// The subscription's reference.
        subscription: String,
    },
}
