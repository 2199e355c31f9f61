//! The PostgreSQL server crashes in the middle of what is done (F14): nothing is lost, nothing is done twice, and nobody repairs anything.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use jubilee_testkit::postgres::CrashingServer;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::facts::{Facts, look_at};
use crate::operation::{self, MEMBERS, Operation, files};
use crate::size;

/// The days that are run in turn, with something due for everybody on each of them.
const DAYS: [&str; 3] = ["2019-08-17", "2019-09-24", "2019-10-02"];

fn command(folder: &TempDir, url: &str, arguments: &[&str]) -> Command {
    let mut command = operation::command(folder.path());
    command.args(arguments).env("JUBILEE_DATABASE", url).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn done(folder: &TempDir, url: &str, arguments: &[&str]) {
    let output = command(folder, url, arguments).output().expect("the program can be started");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn set_up(url: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary directory can be made");
    files(folder.path(), MEMBERS);
    done(&folder, url, Operation::Init.arguments());
    done(&folder, url, Operation::Import.arguments());
    folder
}

fn day(on: &str) -> [&str; 6] {
    ["run", "--as-of", on, "--catch-up", "--no-mail", "--json"]
}

/// The facts after all days, and how long a day's run took at most.
fn undisturbed() -> (Facts, Duration) {
    let server = CrashingServer::start();
    let url = server.url();
    let folder = set_up(&url);
    let mut longest = Duration::ZERO;
    for on in DAYS {
        let begun = Instant::now();
        done(&folder, &url, &day(on));
        longest = longest.max(begun.elapsed());
    }
    (facts(&url), longest)
}

fn facts(url: &str) -> Facts {
    let runtime = Runtime::new().expect("a runtime can be made");
    runtime.block_on(look_at(url)).expect("there is a store")
}

#[test]
fn the_server_crashes_in_the_middle_of_a_run_and_nothing_is_lost_or_done_twice() {
    let (must_be, longest) = undisturbed();
    assert!(must_be.complaints.is_empty(), "{:?}", must_be.complaints);
    let rounds = size("JUBILEE_FAULTS_CRASHES", 4) as u32;
    let (mut crashes, mut survived) = (0, 0);
    let server = CrashingServer::start();
    for round in 0..rounds {
        let url = server.url();
        let folder = set_up(&url);
        for (at, on) in DAYS.into_iter().enumerate() {
            // Spread over the run, and a little beyond its end.
            let share = (round * 3 + at as u32 * 5) % 11 + 1;
            let child = command(&folder, &url, &day(on)).spawn().expect("the program can be started");
            sleep(longest * share / 11);
            server.crash();
            server.start_again();
            crashes += 1;
            let output = child.wait_with_output().expect("our own process can be waited for");
            let said = String::from_utf8_lossy(&output.stderr);
            if output.status.success() {
                // It had ended before, or it tried again and found the server there.
                survived += 1;
            } else {
                assert_eq!(output.status.code(), Some(1), "{said}");
                assert!(said.contains("error: "), "it did not say what happened: {said}");
            }
            done(&folder, &url, &day(on));
        }
        let is = facts(&url);
        assert!(is.complaints.is_empty(), "round {round}: {:?}", is.complaints);
        let different: Vec<_> = is.lines.iter().zip(&must_be.lines).filter(|(is, must_be)| is != must_be).take(3).collect();
        assert!(
            is.lines == must_be.lines,
            "round {round}, {} and {} lines: {different:#?}",
            is.lines.len(),
            must_be.lines.len()
        );
        server.empty();
    }
    println!("{crashes} crashes of the server; {survived} of the runs reported success");
}

/// Of several hosts the one that can be written to is used: not one that is gone, and not a standby.
#[test]
fn of_several_hosts_the_one_that_can_be_written_to_is_used() {
    let (standby, primary) = (CrashingServer::start(), CrashingServer::start());
    standby.stand_by();
    let url = format!("postgres://jubilee@%2Fnowhere,{},{}/jubilee", standby.host(), primary.host());
    let folder = set_up(&url);
    done(&folder, &primary.url(), &["verify", "--deep"]);
    let output = command(&folder, &standby.url(), &["verify"]).output().expect("the program can be started");
    assert!(!output.status.success(), "the standby was written to");
}
