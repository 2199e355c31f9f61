//! The commands that look after a store: verifying it, seeing what is wrong with it, taking it away and bringing it back.

use std::path::PathBuf;

use clap::Args;

use super::{Cards, Form, Store};

#[derive(Args, Debug)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) store: Store,
    /// Also replay every ledger by the rules, hold every row that follows from it against it, and every index of a SQLite store against its
    /// table.
    #[arg(long)]
    pub(crate) deep: bool,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Rebuild {
    #[command(flatten)]
    pub(crate) store: Store,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Doctor {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The mail server to knock at, as for `serve`.
    #[arg(long, value_name = "URL", env = "JUBILEE_SMTP", hide_env_values = true)]
    pub(crate) smtp: Option<String>,
    #[command(flatten)]
    pub(crate) cards: Cards,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Backup {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The file to make; it must not be there yet.
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Export {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The folder to make; it must not be there yet.
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Restore {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The backup.
    pub(crate) file: PathBuf,
    /// Bring it back although it does not verify.
    #[arg(long)]
    pub(crate) even_damaged: bool,
    #[command(flatten)]
    pub(crate) form: Form,
}
