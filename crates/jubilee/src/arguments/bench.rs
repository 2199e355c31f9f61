//! The commands that measure.

use clap::{Args, Subcommand};

use super::Form;

#[derive(Args, Debug)]
pub(crate) struct Bench {
    #[command(subcommand)]
    pub(crate) unit: BenchUnit,
}

#[derive(Args, Debug)]
pub(crate) struct Measuring {
    /// A PostgreSQL database to measure as well; it must be empty, and is measured at the first size.
    #[arg(long, value_name = "URL")]
    pub(crate) postgres: Option<String>,
    #[command(flatten)]
    pub(crate) form: Form,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BenchUnit {
    /// What the machine itself allows: durable writes and memory, to hold the other figures against.
    #[command(after_help = "Example:
  jubilee bench floor")]
    Floor {
        #[command(flatten)]
        form: Form,
    },
    /// The daily run, with nothing due and with the same number due, at several sizes.
    #[command(after_help = "Example:
  jubilee bench day --sizes 10000,100000,300000 --json")]
    Day {
        /// How many subscriptions.
        #[arg(long, value_delimiter = ',', default_values_t = [10_000_u32, 300_000])]
        sizes: Vec<u32>,
        /// How many are due on the busy day.
        #[arg(long, default_value_t = 1_000)]
        due: u32,
        /// How many days are timed.
        #[arg(long, default_value_t = 15)]
        rounds: u32,
        #[command(flatten)]
        measuring: Measuring,
    },
    /// The import of members with a user and a subscription each.
    #[command(after_help = "Example:
  jubilee bench import --sizes 1000000")]
    Import {
        /// How many subscriptions.
        #[arg(long, value_delimiter = ',', default_values_t = [300_000_u32])]
        sizes: Vec<u32>,
        #[command(flatten)]
        measuring: Measuring,
    },
    /// Renewals by many at once: orders and payments, each durable before it is acknowledged, and every hundredth payment told twice.
    #[command(after_help = "Example:
  jubilee bench renew --clients 256 --postgres postgres://jubilee@127.0.0.1/empty")]
    Renew {
        /// How many subscriptions, each renewed once.
        #[arg(long, default_value_t = 20_000)]
        subscriptions: u32,
        /// How many do so at the same time.
        #[arg(long, default_value_t = 256)]
        clients: u32,
        #[command(flatten)]
        measuring: Measuring,
    },
    /// The page that members come for, with its session, its language and its escaping.
    #[command(after_help = "Example:
  jubilee bench page --subscriptions 100000")]
    Page {
        /// How many subscriptions are stored.
        #[arg(long, default_value_t = 20_000)]
        subscriptions: u32,
        /// How many pages are asked for.
        #[arg(long, default_value_t = 20_000)]
        pages: u32,
        #[command(flatten)]
        measuring: Measuring,
    },
    /// Verifying, verifying every row too, and rebuilding where nothing is wrong.
    #[command(after_help = "Example:
  jubilee bench verify --sizes 100000")]
    Verify {
        /// How many subscriptions, each with three entries.
        #[arg(long, value_delimiter = ',', default_values_t = [100_000_u32])]
        sizes: Vec<u32>,
        #[command(flatten)]
        measuring: Measuring,
    },
    /// What the program, members, entries and mails take on the disk, with SQLite.
    #[command(after_help = "Example:
  jubilee bench size --json")]
    Size {
        /// How many subscriptions.
        #[arg(long, value_delimiter = ',', default_values_t = [100_000_u32])]
        sizes: Vec<u32>,
        #[command(flatten)]
        form: Form,
    },
    /// All of them, at sizes that a small machine does in some minutes; with --postgres the renewals on PostgreSQL as well.
    #[command(after_help = "Example:
  jubilee bench all --json > figures.json")]
    All {
        #[command(flatten)]
        measuring: Measuring,
    },
}
