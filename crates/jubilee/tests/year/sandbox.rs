//! The program under test, as a process: run to its end, or killed at random moments and begun again until it has succeeded.

use std::ffi::OsStr;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{sleep, yield_now};
use std::time::{Duration, Instant};

use jubilee_testkit::{Database, Engine, database};
use serde_json::Value;
use tempfile::TempDir;

use crate::random::Random;

/// Signal 9.
const KILLED: i32 = 9;
/// A process is killed at most so long after its start, unless it usually takes longer.
const KILLED_WITHIN: Duration = Duration::from_millis(40);

/// A store of its own with the program that works on it.
pub(crate) struct Sandbox {
    database: Database,
    folder: TempDir,
    /// Processes that a signal ended.
    pub(crate) kills: AtomicUsize,
}

/// How often a command is killed before it may end, and when.
pub(crate) struct Hazard {
    random: Random,
    times: u64,
    within: Duration,
}

impl Hazard {
    pub(crate) fn new(mut random: Random, usually: Duration) -> Hazard {
        let times = random.below(4);
        Hazard { random, times, within: KILLED_WITHIN.max(usually) }
    }
}

impl Sandbox {
    pub(crate) fn new(engine: Engine) -> Sandbox {
        let folder = tempfile::tempdir().expect("a temporary directory can be made");
        Sandbox { database: database(engine), folder, kills: AtomicUsize::new(0) }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jubilee"));
        command.args(arguments).current_dir(self.folder()).stdin(Stdio::null());
        // What the machine that tests has set is not what is tested.
        for name in
            ["JUBILEE_LANG", "JUBILEE_SMTP", "JUBILEE_MAIL_FOLDER", "JUBILEE_MAIL_FROM", "JUBILEE_BASE_URL", "JUBILEE_LOG"]
        {
            command.env_remove(name);
        }
        command.env("JUBILEE_DATABASE", self.database.url());
        command
    }

    /// Runs a command to its end, after it has been killed as often as `hazard` wants; it must succeed then.
    pub(crate) fn complete<S: AsRef<OsStr>>(&self, arguments: &[S], hazard: Option<Hazard>) -> String {
        if let Some(Hazard { mut random, times, within }) = hazard {
            for _ in 0..times {
                self.kill(arguments, Duration::from_micros(random.below(within.as_micros() as u64 + 1)));
            }
        }
        succeeded(&self.command(arguments), self.command(arguments).output().expect("the program can be started"))
    }

    /// Runs a command that prints JSON.
    pub(crate) fn json<S: AsRef<OsStr>>(&self, arguments: &[S], hazard: Option<Hazard>) -> Value {
        let text = self.complete(arguments, hazard);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("not JSON ({error}): {text}"))
    }

    /// Runs a command that a rule must refuse; what it said, where it did anything else.
    pub(crate) fn refused<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Option<String> {
        let output = self.command(arguments).output().expect("the program can be started");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_refused = output.status.code() == Some(1) && output.stdout.is_empty() && said.contains("help: ");
        (!is_refused).then(|| format!("{} {said} {}", output.status, String::from_utf8_lossy(&output.stdout)))
    }

    /// Runs a command twice at the same time; both must succeed.
    pub(crate) fn twice_at_once<S: AsRef<OsStr>>(&self, arguments: &[S]) -> [Value; 2] {
        let start = || {
            let mut command = self.command(arguments);
            let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program can be started");
            (command, child)
        };
        [start(), start()].map(|(command, child)| {
            let text = succeeded(&command, child.wait_with_output().expect("our own process can be waited for"));
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("not JSON ({error}): {text}"))
        })
    }

    /// Starts a command and kills it after `delay`, unless it has ended by then.
    fn kill<S: AsRef<OsStr>>(&self, arguments: &[S], delay: Duration) {
        let started = Instant::now();
        let mut command = self.command(arguments);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program can be started");
        // The last stretch without sleeping: a kill shall be able to meet any moment, not only the timer's.
        sleep(delay.saturating_sub(Duration::from_millis(1)).saturating_sub(started.elapsed()));
        while started.elapsed() < delay {
            yield_now();
        }
        child.kill().expect("our own process can be killed");
        let status = child.wait().expect("our own process can be waited for");
        if status.signal() == Some(KILLED) {
            self.kills.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn succeeded(command: &Command, output: Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} ended with {}: {said}", output.status);
    String::from_utf8(output.stdout).expect("the program writes UTF-8")
}
