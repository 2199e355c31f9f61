//! The scripted year: a sandbox with members in every state, one daily run after the other through the real binary and a real SMTP
//! server, half of the members renewing on a day of their window; and beside it an independent, slow computation of every mail that
//! must come and everything that must hold, on both engines, undisturbed and with the process killed at random moments.
//!
//! The usual size takes some seconds. `JUBILEE_YEAR_MEMBERS` and `JUBILEE_YEAR_DAYS` make it any size; `cargo xtask year` runs
//! 10,000 members and 400 days.

mod calendar;
mod checker;
mod observed;
mod oracle;
mod qualification;
mod random;
mod register;
mod sandbox;
mod script;
mod twin;
mod year;

use jiff::civil::{Date, date};
use jubilee_testkit::Engine;

use crate::year::{Plan, run};

/// A number from the environment, or the usual one.
#[expect(clippy::disallowed_methods, reason = "the size of this test is chosen by whoever runs it")]
fn size(name: &str, usual: i64) -> i64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|error| panic!("{name}={text} is not a number: {error}")),
        Err(_) => usual,
    }
}

fn plan(engine: Engine, seed: u64, first: Date, days: i64, is_killed: bool) -> Plan {
    let members = usize::try_from(size("JUBILEE_YEAR_MEMBERS", 40)).expect("a number of members");
    Plan { engine, seed, first, days: size("JUBILEE_YEAR_DAYS", days), members, is_killed }
}

/// Over the leap day of 2020, the relief from its announcement to its last day, and into the second cycle of those who renewed.
#[test]
fn a_year_on_sqlite() {
    run(plan(Engine::Sqlite, 20_200_110, date(2020, 1, 10), 420, false));
}

/// Over the anniversaries of what was bought on a leap day.
#[test]
fn a_year_on_postgres() {
    run(plan(Engine::Postgres, 20_210_110, date(2021, 1, 10), 90, false));
}

/// Over the announcement of the relief, and the time in which what had lapsed comes back.
#[test]
fn a_relief_on_postgres() {
    run(plan(Engine::Postgres, 20_200_710, date(2020, 7, 10), 90, false));
}

#[test]
fn a_relief_on_sqlite_with_kills() {
    run(plan(Engine::Sqlite, 20_200_720, date(2020, 7, 20), 90, true));
}

#[test]
fn a_year_on_postgres_with_kills() {
    run(plan(Engine::Postgres, 20_191_120, date(2019, 11, 20), 90, true));
}
