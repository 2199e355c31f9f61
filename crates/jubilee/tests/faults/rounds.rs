//! One operation, interrupted at one of its own operations after the other, each time on a fresh copy of the same store.

use std::fmt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Output;

use jubilee_testkit::disk::{Failure, Fault};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::facts::{Facts, look};
use crate::operation::{Operation, command};

/// The end status of a process whose disk failed while the store was writing.
const DISK_FAILED: i32 = 75;

/// What came of many rounds.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) rounds: u64,
    acknowledged: u64,
    absent: u64,
    whole: u64,
    half: u64,
    pub(crate) complaints: Vec<String>,
}

impl fmt::Display for Tally {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { rounds, acknowledged, absent, whole, half, complaints } = self;
        write!(
            to,
            "{rounds} rounds: {acknowledged} acknowledged all the same; found afterwards {absent} times not begun, {half} times in \
             part, {whole} times whole; {} complaints",
            complaints.len()
        )
    }
}

impl Tally {
    pub(crate) fn add(&mut self, other: Tally) {
        self.rounds += other.rounds;
        self.acknowledged += other.acknowledged;
        self.absent += other.absent;
        self.whole += other.whole;
        self.half += other.half;
        self.complaints.extend(other.complaints);
    }
}

/// An operation with what it begins with, and what it comes to undisturbed.
pub(crate) struct Rounds {
    operation: Operation,
    template: TempDir,
    before: Option<Facts>,
    after: Facts,
    runtime: Runtime,
}

impl Rounds {
    pub(crate) fn new(operation: Operation) -> Rounds {
        let runtime = Runtime::new().expect("a runtime can be made");
        let template = tempfile::tempdir().expect("a temporary directory can be made");
        operation.prepare(template.path());
        let undisturbed = copied(template.path());
        let file = undisturbed.path().join(operation.file());
        let before = runtime.block_on(look(&file));
        let output = command(undisturbed.path()).args(operation.arguments()).output().expect("the program can be started");
        assert!(output.status.success(), "{operation:?}: {}", String::from_utf8_lossy(&output.stderr));
        let after = runtime.block_on(look(&file)).expect("there is a store");
        assert!(after.complaints.is_empty(), "{operation:?}: {:?}", after.complaints);
        assert!(before.as_ref() != Some(&after), "{operation:?} does nothing");
        Rounds { operation, template, before, after, runtime }
    }

    /// A round for every `stride`-th operation, until the command ends without coming to it.
    pub(crate) fn each(&self, stride: u64, failure: impl Fn(u64) -> Failure, is_lying: bool) -> Tally {
        let mut tally = Tally::default();
        let mut at = 1;
        while self.round(at, failure(at), is_lying, &mut tally) {
            at += stride;
        }
        tally
    }

    /// One round; whether the operation was come to.
    fn round(&self, at: u64, failure: Failure, is_lying: bool, tally: &mut Tally) -> bool {
        let folder = copied(self.template.path());
        let (disk, met) = (folder.path().join("disk"), folder.path().join("met"));
        let mut command = command(folder.path());
        command.args(self.operation.arguments());
        Fault { folder: &disk, failure, at, is_lying, met: &met }.put_before(&mut command);
        let output = command.output().expect("the program can be started");
        if !met.exists() {
            return false;
        }
        tally.rounds += 1;
        for complaint in self.complaints(folder.path(), failure, &output, tally) {
            let said = String::from_utf8_lossy(&output.stderr);
            tally.complaints.push(format!("{failure:?} at {at}, {}: {complaint}; it said: {said}", output.status));
        }
        true
    }

    fn complaints(&self, folder: &Path, failure: Failure, output: &Output, tally: &mut Tally) -> Vec<String> {
        let mut complaints = Vec::new();
        let file = folder.join(self.operation.file());
        let is_acknowledged = output.status.success() || !output.stdout.is_empty();
        tally.acknowledged += u64::from(is_acknowledged);
        let is_killed = output.status.signal() == Some(9);
        let said = String::from_utf8_lossy(&output.stderr);
        match failure {
            // One of its threads may come to the operation while another one is ending the process: then it has ended well.
            Failure::Kill | Failure::Cut(_) if !is_killed && !output.status.success() => {
                complaints.push("it was not killed".to_owned());
            }
            Failure::Error | Failure::Full
                if !output.status.success()
                    && (!matches!(output.status.code(), Some(1 | 2 | DISK_FAILED)) || !said.contains("error")) =>
            {
                complaints.push("it did not end with an error and its words".to_owned());
            }
            _ => {}
        }
        let found = self.runtime.block_on(look(&file));
        let is_whole = found.as_ref().is_some_and(|found| found.lines == self.after.lines);
        let is_absent = found.as_ref().map(|found| &found.lines) == self.before.as_ref().map(|before| &before.lines);
        match (is_absent, is_whole) {
            (_, true) => tally.whole += 1,
            (true, _) => tally.absent += 1,
            _ => tally.half += 1,
        }
        if is_acknowledged && !is_whole {
            complaints.push(format!("what was acknowledged is not there: {}", self.difference(found.as_ref())));
        }
        if !is_absent && !is_whole && !self.operation.goes_on() {
            complaints.push(format!("it is half done: {}", self.difference(found.as_ref())));
        }
        if let Some(found) = &found
            && !found.complaints.is_empty()
        {
            complaints.push(format!("the store does not verify: {:?}", found.complaints));
        }
        if !is_whole {
            complaints.extend(self.go_on(folder, &file));
        }
        complaints
    }

    /// Does it again on a disk that works, as whoever comes next does.
    fn go_on(&self, folder: &Path, file: &Path) -> Option<String> {
        let again = command(folder).args(self.operation.arguments()).output().expect("the program can be started");
        if !again.status.success() {
            return Some(format!("it cannot be done again: {}", String::from_utf8_lossy(&again.stderr)));
        }
        let found = self.runtime.block_on(look(file));
        let is_right = found.as_ref().is_some_and(|found| *found == self.after);
        (!is_right).then(|| format!("done again, it does not come to the same: {}", self.difference(found.as_ref())))
    }

    /// The first thing in which a store differs from the undisturbed one.
    fn difference(&self, found: Option<&Facts>) -> String {
        let Some(found) = found else { return "there is no store that can be used".to_owned() };
        let (is, must_be) = (&found.lines, &self.after.lines);
        let at = is.iter().zip(must_be).take_while(|(is, must_be)| is == must_be).count();
        let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_else(|| "nothing more".to_owned());
        format!("'{}' instead of '{}' {:?}", line(is), line(must_be), found.complaints)
    }
}

/// A folder with the same files, and the folder `disk` with its.
fn copied(from: &Path) -> TempDir {
    let to = tempfile::tempdir().expect("a temporary directory can be made");
    std::fs::create_dir(to.path().join("disk")).expect("a folder can be made");
    for part in ["", "disk"] {
        for entry in std::fs::read_dir(from.join(part)).expect("our own folder can be read") {
            let entry = entry.expect("our own folder can be read");
            if entry.path().is_file() {
                std::fs::copy(entry.path(), to.path().join(part).join(entry.file_name())).expect("a file can be copied");
            }
        }
    }
    to
}
