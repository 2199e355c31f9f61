//! The `jubilee` command: reads arguments and the environment, opens the installation, and does one thing.
//!
//! It is the only place that reads the machine's clock and the environment. Exit status: 0 done, 1 refused or bad data, 2 wrong
//! usage.

mod arguments;
mod command;
mod failure;
mod output;

use clap::Parser;

use crate::arguments::Arguments;

/// Importing, the daily run and renewals spent a fifth of their time and more in the system's own allocator.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let arguments = Arguments::parse();
    output::start_log(arguments.verbose);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failure::report(&anyhow::Error::new(error).context("cannot start the async runtime")),
    };
    match runtime.block_on(command::run(arguments)) {
        Ok(code) => code,
        Err(error) => failure::report(&error),
    }
}
