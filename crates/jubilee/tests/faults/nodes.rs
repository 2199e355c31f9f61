//! Many nodes at once on one store: together they do what one does (F12), and share the work.

use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use jubilee_testkit::{Database, Engine, database};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::facts::{Facts, look_at};
use crate::operation::{Operation, command, files};
use crate::size;

/// Some pages for each of the nodes.
const MEMBERS: u32 = 3_200;
const NODES: usize = 16;

/// Longer than any run of a node that is not held up, and longer than the server lets a process stand still.
const WAITS: Duration = Duration::from_secs(20);

struct Stage {
    folder: TempDir,
    database: Database,
    /// What is added to the database's address.
    options: &'static str,
}

impl Stage {
    /// A store in which something is due for every member.
    fn new(engine: Engine, members: u32) -> Stage {
        let folder = tempfile::tempdir().expect("a temporary directory can be made");
        let stage = Stage { folder, database: database(engine), options: "" };
        files(stage.folder.path(), members);
        stage.run(Operation::Init.arguments());
        stage.run(Operation::Import.arguments());
        stage
    }

    fn start(&self, arguments: &[&str]) -> Child {
        let mut command = command(self.folder.path());
        command.args(arguments).env("JUBILEE_DATABASE", format!("{}{}", self.database.url(), self.options));
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program can be started")
    }

    fn run(&self, arguments: &[&str]) -> String {
        ended(self.start(arguments))
    }

    fn facts(&self) -> Facts {
        let runtime = Runtime::new().expect("a runtime can be made");
        let mut facts = runtime.block_on(look_at(self.database.url())).expect("there is a store");
        // Which of several nodes came first decides about the order in which things were queued, and about nothing else.
        facts.lines.sort();
        facts
    }
}

fn ended(child: Child) -> String {
    let output = child.wait_with_output().expect("our own process can be waited for");
    assert!(output.status.success(), "{}: {}", output.status, String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the program writes UTF-8")
}

/// Runs the day on all nodes at once; how many steps each of them did.
fn at_once(stage: &Stage, nodes: usize) -> Vec<i64> {
    let started: Vec<Child> = (0..nodes).map(|_| stage.start(Operation::Run.arguments())).collect();
    let reports = started.into_iter().map(|child| -> Value {
        let text = ended(child);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("not JSON ({error}): {text}"))
    });
    reports.map(|report| report["done"].as_i64().expect("a number of steps")).collect()
}

fn together_they_do_what_one_does(engine: Engine, members: u32) {
    let alone = Stage::new(engine, members);
    assert_eq!(at_once(&alone, 1), [i64::from(members)]);
    let must_be = alone.facts();
    assert!(must_be.complaints.is_empty(), "{:?}", must_be.complaints);
    for round in 0..size("JUBILEE_FAULTS_SEEDS", 1) {
        let stage = Stage::new(engine, members);
        let done = at_once(&stage, NODES);
        println!("round {round}, {engine:?}, {NODES} nodes: {done:?}");
        assert_eq!(done.iter().sum::<i64>(), i64::from(members), "{done:?}");
        assert!(done.iter().filter(|done| **done > 0).count() > 1, "one did it all: {done:?}");
        assert_eq!(stage.facts(), must_be);
    }
}

#[test]
fn sixteen_nodes_on_postgres_do_what_one_does() {
    together_they_do_what_one_does(Engine::Postgres, MEMBERS);
}

#[test]
fn sixteen_processes_on_one_sqlite_file_do_what_one_does() {
    together_they_do_what_one_does(Engine::Sqlite, MEMBERS);
}

/// A node that is stopped, and goes on when it is woken; it does not outlive the test.
struct Sleeper(Option<Child>);

impl Sleeper {
    /// Starts a run and stops it after a time.
    fn start(stage: &Stage, after: Duration) -> Sleeper {
        let child = stage.start(Operation::Run.arguments());
        sleep(after);
        signal(&child, "-STOP");
        Sleeper(Some(child))
    }

    /// How many steps it did, once it has been woken and has come to its end.
    fn wake(mut self) -> i64 {
        let child = self.0.take().expect("it sleeps");
        signal(&child, "-CONT");
        let report: Value = serde_json::from_str(&ended(child)).expect("a report");
        report["done"].as_i64().expect("a number of steps")
    }
}

impl Drop for Sleeper {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
        }
    }
}

fn signal(child: &Child, signal: &str) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()), "the signal {signal} could not be sent");
}

/// A node is stopped in the middle of its run, another one finishes the day, and the first wakes up (F13).
#[test]
fn a_node_that_stands_still_holds_nobody_up_and_does_nothing_twice_when_it_wakes() {
    let alone = Stage::new(Engine::Postgres, MEMBERS);
    let begun = Instant::now();
    assert_eq!(at_once(&alone, 1), [i64::from(MEMBERS)]);
    let usually = begun.elapsed();
    let must_be = alone.facts();
    let mut stopped_in_the_middle = 0;
    for share in 1..=size("JUBILEE_FAULTS_PAUSES", 3) as u32 {
        let stage = Stage::new(Engine::Postgres, MEMBERS);
        let sleeper = Sleeper::start(&stage, usually * (share % 5) / 5);
        let others = at_once(&stage, 1)[0];
        let own = sleeper.wake();
        println!("stopped after {} fifths: it did {own}, the other one {others}", share % 5);
        // What it had sent when it was stopped may be done without its knowing.
        assert!(own + others <= i64::from(MEMBERS), "{own} and {others}");
        stopped_in_the_middle += u32::from(own > 0 && others > 0);
        assert_eq!(stage.facts(), must_be);
    }
    assert!(stopped_in_the_middle > 0, "no run was stopped in its middle");
}

/// The twin: where the server may not end the transaction of a process that stands still, whoever wants the same rows waits for it.
#[test]
fn without_a_limit_a_node_that_stands_still_holds_the_others_up() {
    let mut stage = Stage::new(Engine::Postgres, MEMBERS);
    stage.options = "?options=-c%20idle_in_transaction_session_timeout%3D0";
    let mut is_held_up = false;
    // It has to be met inside of a transaction, with the rows of the first page that is left.
    for at in 1..40 {
        let sleeper = Sleeper::start(&stage, Duration::from_millis(150 + at * 20));
        let mut child = stage.start(Operation::Run.arguments());
        let started = Instant::now();
        while started.elapsed() < WAITS && child.try_wait().expect("our own process can be asked").is_none() {
            sleep(Duration::from_millis(50));
        }
        is_held_up = child.try_wait().expect("our own process can be asked").is_none();
        sleeper.wake();
        ended(child);
        if is_held_up {
            break;
        }
        stage = Stage { options: stage.options, ..Stage::new(Engine::Postgres, MEMBERS) };
    }
    assert!(is_held_up, "nobody was ever held up");
}
