//! Project tasks: `cargo xtask check`, `cargo xtask test`, `cargo xtask generate`.
//!
//! Each task does all its set-up itself, so that a fresh machine with Rust needs nothing but the command.

mod check;
mod direction;
mod generated;
mod prove;
mod run;
mod tools;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tasks of the Jubilee project")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Formatting, lints, licences, dependency direction, generated files.
    Check,
    /// Every test: both databases, mail, browser. Installs what it lacks from Debian, or says how to.
    Test {
        /// Passed on to `cargo test`, for example the name of a test.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Writes the files that are generated from code.
    Generate,
    /// The independent proof of the rules: random programmes and histories against a slow model, and dates against Python's.
    Prove {
        /// How many cases.
        #[arg(long, default_value_t = 1_000_000)]
        cases: u64,
        /// Which cases; without it others each time.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Many at once about one subscription: tabs, staff, a provider that repeats itself and the daily run, on both engines.
    Race {
        /// How many rounds, each with 64 at once.
        #[arg(long, default_value_t = 300)]
        rounds: u32,
    },
    /// The fault rig at full size: the disk fails, is full, or loses its power at every operation of the binary in turn.
    Faults {
        /// Each how many-th operation is met.
        #[arg(long, default_value_t = 1)]
        every: u32,
        /// How many ways of a power cut are tried at each.
        #[arg(long, default_value_t = 5)]
        seeds: u32,
        /// How many histories a PostgreSQL server crashes in, three times each.
        #[arg(long, default_value_t = 25)]
        crashes: u32,
    },
    /// The scripted year at full size: 10,000 members and 400 days on both engines, undisturbed and with the process killed.
    Year {
        /// How many members.
        #[arg(long, default_value_t = 10_000)]
        members: u32,
        /// How many days in a row.
        #[arg(long, default_value_t = 400)]
        days: u32,
    },
}

fn main() -> anyhow::Result<()> {
    std::env::set_current_dir(run::root())?;
    match Arguments::parse().task {
        Task::Check => check::check(),
        Task::Test { arguments } => {
            tools::for_tests()?;
            let arguments = arguments.iter().map(String::as_str);
            run::cargo(["test", "--workspace", "--locked", "--no-fail-fast"].into_iter().chain(arguments))
        }
        Task::Generate => generated::write(),
        Task::Prove { cases, seed } => prove::prove(cases, seed),
        Task::Race { rounds } => {
            tools::postgresql()?;
            // Not optimised: what takes time are the databases.
            let arguments = ["test", "--workspace", "--locked", "--test", "use_cases", "--", "racing", "--test-threads=1"];
            run::cargo_with(arguments, &[("JUBILEE_RACE_ROUNDS", rounds.to_string())])
        }
        Task::Faults { every, seeds, crashes } => {
            tools::postgresql()?;
            let size = [
                ("JUBILEE_FAULTS_EVERY", every.to_string()),
                ("JUBILEE_FAULTS_SEEDS", seeds.to_string()),
                ("JUBILEE_FAULTS_CRASHES", crashes.to_string()),
            ];
            // Not optimised: what takes time are processes and files.
            run::cargo_with(["test", "--workspace", "--locked", "--test", "faults", "--", "--nocapture"], &size)
        }
        Task::Year { members, days } => {
            tools::postgresql()?;
            let size = [("JUBILEE_YEAR_MEMBERS", members.to_string()), ("JUBILEE_YEAR_DAYS", days.to_string())];
            let arguments =
                ["test", "--release", "--package", "jubilee", "--test", "year", "--", "--nocapture", "--test-threads=1"];
            run::cargo_with(arguments, &size)
        }
    }
}
