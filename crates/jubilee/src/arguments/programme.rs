//! The commands about the programme's versions and reliefs, and about why things are as they are.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jubilee_core::Day;

use super::{Form, Store};

#[derive(Args, Debug)]
pub(crate) struct Programme {
    #[command(subcommand)]
    pub(crate) action: ProgrammeAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProgrammeAction {
    /// Publish a programme file as the next version: shows what changes and for how many, asks, and plans everybody anew.
    #[command(
        after_help = "Cycles that have begun keep the version they began with, unless the file says begun-cycles = \"change\".
Reliefs count from their announcement on, whatever the version's first day is.

Examples:
  jubilee programme publish my-programme --effective 2027-01-01 --dry-run
  jubilee programme publish my-programme --effective 2027-01-01
  jubilee programme publish my-programme --effective 2027-01-01 --yes --json"
    )]
    Publish(Publish),
    /// List the published versions.
    #[command(after_help = "Example:
  jubilee programme list --json")]
    List(Versions),
    /// Show in words what differs between two versions, or between folders with a programme.toml.
    #[command(after_help = "Examples:
  jubilee programme diff 1 2                      two versions of the store
  jubilee programme diff 2 my-programme           the store's version and what is being written
  jubilee programme diff last-year my-programme   two folders; needs no store")]
    Diff(Diff),
    /// Print the file of a version, as it was published.
    #[command(after_help = "Example:
  jubilee programme show 1")]
    Show(Show),
}

#[derive(Args, Debug)]
pub(crate) struct Publish {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The folder with the programme.toml.
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// The first day on which it is in force, today or later; what the file says when it is left out.
    #[arg(long, value_name = "DATE")]
    pub(crate) effective: Option<Day>,
    /// Show what it would change, and publish nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Publish without asking.
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Versions {
    #[command(flatten)]
    pub(crate) store: Store,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Diff {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The earlier one: a version's number, or a folder.
    #[arg(value_name = "A")]
    pub(crate) before: String,
    /// The later one: a version's number, or a folder.
    #[arg(value_name = "B")]
    pub(crate) after: String,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The version's number; the last one when it is left out.
    #[arg(value_name = "VERSION")]
    pub(crate) number: Option<u32>,
}

#[derive(Args, Debug)]
pub(crate) struct Relief {
    #[command(subcommand)]
    pub(crate) action: ReliefAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReliefAction {
    /// Show who is covered by a relief, and how dates, fees and mails change for each; nothing is written.
    #[command(
        after_help = "The day of the comparison is that of the next announcement, revision or withdrawal of the relief that lies ahead; today where
there is none.

Examples:
  jubilee relief preview covid-19
  jubilee relief preview covid-19 --on 2020-12-01              as it stands on that day
  jubilee relief preview covid-19 --programme my-programme     before it is published
  jubilee relief preview covid-19 --json                       every row"
    )]
    Preview(Preview),
}

#[derive(Args, Debug)]
pub(crate) struct Preview {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The relief, as the programme file names it.
    #[arg(value_name = "RELIEF")]
    pub(crate) relief: String,
    /// The folder with a programme.toml that is not published yet; the published programme when it is left out.
    #[arg(long, value_name = "DIR")]
    pub(crate) programme: Option<PathBuf>,
    /// The day of the comparison, today or later; by what is known today about payments and members.
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<Day>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) store: Store,
    /// The subscription's reference.
    pub(crate) subscription: String,
    /// The day; today when it is left out. For a day that has passed: what was known then.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Day>,
    #[command(flatten)]
    pub(crate) form: Form,
}
