//! What is done about a person, whichever members it belongs to.

use clap::Args;

use super::{Form, Store};

#[derive(Args, Debug)]
pub(crate) struct ErasePerson {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The e-mail address.
    pub(crate) email: String,
    /// Erase what was found; there is no way back.
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) form: Form,
}
