//! Measuring on this machine: stores of given sizes are made in a temporary place, and each figure is printed with how it came about. A module a
//! unit.

#![expect(clippy::cast_precision_loss, reason = "a figure that is printed with a digit behind the point has nothing to lose")]

mod day;
mod floor;
mod ground;
mod import;
mod page;
mod renew;
mod size;
mod verify;

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde::Serialize;

use crate::arguments::{Bench, BenchUnit, Measuring};
use crate::output::{json, line, table};

use ground::Ground;

/// What was measured, on one engine at one size.
#[derive(Serialize)]
struct Measured {
    unit: &'static str,
    engine: &'static str,
    /// How many subscriptions were stored; 0 where none plays a part.
    size: u32,
    /// Each figure under its name, which ends with its unit.
    #[serde(flatten)]
    figures: BTreeMap<&'static str, f64>,
}

impl Measured {
    fn new(unit: &'static str, engine: &'static str, size: u32) -> Measured {
        Measured { unit, engine, size, figures: BTreeMap::new() }
    }

    fn figure(mut self, name: &'static str, value: f64) -> Measured {
        self.figures.insert(name, value);
        self
    }
}

pub(crate) async fn run(arguments: Bench) -> anyhow::Result<ExitCode> {
    let (measured, form) = match arguments.unit {
        BenchUnit::Floor { form } => (vec![floor::measure()?], form),
        BenchUnit::Day { sizes, due, rounds, measuring } => {
            (day::measure(&sizes, due, rounds, &measuring).await?, measuring.form)
        }
        BenchUnit::Import { sizes, measuring } => (import::measure(&sizes, &measuring).await?, measuring.form),
        BenchUnit::Renew { subscriptions, clients, measuring } => {
            (renew::measure(subscriptions, clients, &measuring).await?, measuring.form)
        }
        BenchUnit::Page { subscriptions, pages, measuring } => {
            (page::measure(subscriptions, pages, &measuring).await?, measuring.form)
        }
        BenchUnit::Verify { sizes, measuring } => (verify::measure(&sizes, &measuring).await?, measuring.form),
        BenchUnit::Size { sizes, form } => (size::measure(&sizes).await?, form),
        BenchUnit::All { measuring } => (all(&measuring).await?, measuring.form),
    };
    if form.json {
        json(&measured)?;
    } else {
        print(&measured);
    }
    Ok(ExitCode::SUCCESS)
}

/// Every unit at a size that a small machine does in some minutes. The one empty database of PostgreSQL is for the renewals.
async fn all(measuring: &Measuring) -> anyhow::Result<Vec<Measured>> {
    let on_sqlite = Measuring { postgres: None, form: measuring.form };
    let mut all = vec![floor::measure()?];
    all.extend(day::measure(&[10_000, 300_000], 1_000, 15, &on_sqlite).await?);
    all.extend(import::measure(&[300_000], &on_sqlite).await?);
    all.extend(renew::measure(20_000, 256, measuring).await?);
    all.extend(page::measure(20_000, 20_000, &on_sqlite).await?);
    all.extend(verify::measure(&[100_000], &on_sqlite).await?);
    all.extend(size::measure(&[100_000]).await?);
    Ok(all)
}

fn print(measured: &[Measured]) {
    let rows: Vec<Vec<String>> = measured
        .iter()
        .flat_map(|row| {
            row.figures.iter().map(|(name, value)| {
                let size = if row.size == 0 { String::new() } else { row.size.to_string() };
                let digits = usize::from(*value < 100.0);
                vec![row.unit.to_owned(), row.engine.to_owned(), size, (*name).to_owned(), format!("{value:.digits$}")]
            })
        })
        .collect();
    table(&["unit", "engine", "subscriptions", "figure", "value"], &rows);
    line("Wall time unless a name says cpu. Times are from the call to the last durable commit, inside the process.");
}

/// Where is measured, and how much is stored there: SQLite at each size, and PostgreSQL, of which one empty database was named if any, at the first.
fn places(sizes: &[u32], measuring: &Measuring) -> anyhow::Result<Vec<(Ground, u32)>> {
    let on_sqlite = sizes.iter().map(|size| Ok((Ground::sqlite()?, *size)));
    let on_postgres = measuring.postgres.iter().zip(sizes).map(|(url, size)| Ok((Ground::postgres(url)?, *size)));
    on_sqlite.chain(on_postgres).collect()
}
