//! The fault rig: the real binary meets a disk that fails at every operation in turn, and after each failure the store is held against one that
//! met none.
//!
//! What has to hold, whatever happened (F1 to F4): what was acknowledged is there; what was not is there whole or not at all; going on needs no
//! repair by hand and ends where an undisturbed store ends, each effect once; and the store verifies, every row of it.
//!
//! The usual size takes some of the operations, spread evenly; `JUBILEE_FAULTS_EVERY=1` takes all of them, and `JUBILEE_FAULTS_SEEDS` says how
//! many ways of a power cut are tried at each, and how often many nodes run at once; `JUBILEE_FAULTS_CRASHES` and `JUBILEE_FAULTS_PAUSES`, how often
//! the PostgreSQL server crashes and a node stands still. `cargo xtask faults` is the long form.

mod crash;
mod facts;
mod nodes;
mod operation;
mod rounds;

use jubilee_testkit::disk::Failure;

use crate::operation::Operation;
use crate::rounds::{Rounds, Tally};

/// A number from the environment, or the usual one.
#[expect(clippy::disallowed_methods, reason = "the size of this test is chosen by whoever runs it")]
fn size(name: &str, usual: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|error| panic!("{name}={text} is not a number: {error}")),
        Err(_) => usual,
    }
}

/// Every `usual`-th operation meets the failure, or every one where that is asked for.
fn every(usual: u64) -> u64 {
    size("JUBILEE_FAULTS_EVERY", usual).max(1)
}

fn report(name: &str, failure: &str, tally: &Tally) {
    println!("{name}, {failure}: {tally}");
    assert!(tally.rounds > 0, "no operation of {name} was met");
    assert!(tally.complaints.is_empty(), "{name}, {failure}: {:#?}", tally.complaints);
}

fn killed(operation: Operation, usual: u64) {
    let rounds = Rounds::new(operation);
    report(operation.name(), "killed", &rounds.each(every(usual), |_| Failure::Kill, false));
}

fn cut(operation: Operation, usual: u64) {
    let rounds = Rounds::new(operation);
    let mut tally = Tally::default();
    for seed in 0..size("JUBILEE_FAULTS_SEEDS", 1) {
        tally.add(rounds.each(every(usual), |at| Failure::Cut(seed * 100_003 + at), false));
    }
    report(operation.name(), "power cut", &tally);
}

fn failing(operation: Operation, usual: u64) {
    let rounds = Rounds::new(operation);
    report(operation.name(), "device error", &rounds.each(every(usual), |_| Failure::Error, false));
    report(operation.name(), "disk full", &rounds.each(every(usual), |_| Failure::Full, false));
}

macro_rules! operations {
    ($($module:ident: $operation:expr, every $usual:literal;)*) => {
        $(mod $module {
            use crate::operation::Operation;

            #[test]
            fn killed_at_each_operation() {
                super::killed($operation, $usual);
            }

            #[test]
            fn power_cut_at_each_operation() {
                super::cut($operation, $usual);
            }

            #[test]
            fn each_operation_fails() {
                super::failing($operation, $usual);
            }
        })*
    };
}

operations! {
    setting_up: Operation::Init, every 29;
    upgrading: Operation::Upgrade, every 29;
    importing: Operation::Import, every 2;
    running: Operation::Run, every 13;
    renewing: Operation::Renew, every 2;
    backing_up: Operation::Backup, every 11;
    restoring: Operation::Restore, every 11;
}

/// The twin of the power cuts: on a disk that says that it has synced and has not, something that was acknowledged is lost, and it is found.
#[test]
fn on_a_disk_that_lies_what_was_acknowledged_is_lost_and_that_is_found() {
    let rounds = Rounds::new(Operation::Renew);
    let mut tally = Tally::default();
    for seed in 0..8 {
        tally.add(rounds.each(5, |at| Failure::Cut(seed * 100_003 + at), true));
    }
    assert!(tally.complaints.iter().any(|said| said.contains("was acknowledged")), "nothing was found: {tally}");
}

/// The twin of the rest: a disk that forgets one write does harm, and it is found.
#[test]
fn on_a_disk_that_forgets_a_write_it_is_found() {
    let tally = Rounds::new(Operation::Run).each(13, |_| Failure::Skip, false);
    assert!(!tally.complaints.is_empty(), "nothing was found: {tally}");
}
