//! A disk that fails on purpose, for the real binary: a library that is loaded in front of the C library and counts what a process does to the
//! files below one folder (`disk/disk.c`).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

const WHAT_TO_INSTALL: &str = "install a C compiler (Debian: apt-get install gcc libc6-dev); building Jubilee needs one too";

/// What becomes of the operation that a fault is about. An operation is a write, a change of length, a sync, a new name, a rename or a
/// removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The process is killed before it.
    Kill,
    /// The power is cut before it: of what was not synced some is undone, whole or in part, as this seed has it.
    Cut(u64),
    /// It fails with an error of the device, once.
    Error,
    /// The disk is full from there on.
    Full,
    /// It is said to be done and is not. No disk does that; it is for the twin of a check.
    Skip,
}

/// A disk that fails.
#[derive(Clone, Copy, Debug)]
pub struct Fault<'a> {
    /// Below which folder.
    pub folder: &'a Path,
    /// How.
    pub failure: Failure,
    /// At which operation, from 1.
    pub at: u64,
    /// Whether a sync does nothing: for the twin.
    pub is_lying: bool,
    /// A file that appears when the operation is come to; outside the folder.
    pub met: &'a Path,
}

impl Fault<'_> {
    /// Has a program that is about to be started meet the fault.
    ///
    /// # Panics
    /// Where there is no C compiler, with what to install.
    pub fn put_before(&self, command: &mut Command) {
        let name = match self.failure {
            Failure::Kill => "kill",
            Failure::Cut(seed) => {
                command.env("JUBILEE_DISK_SEED", seed.to_string());
                "cut"
            }
            Failure::Error => "error",
            Failure::Full => "full",
            Failure::Skip => "skip",
        };
        command.env("LD_PRELOAD", library()).env("JUBILEE_DISK_FOLDER", self.folder).env("JUBILEE_DISK_DO", name);
        command.env("JUBILEE_DISK_AT", self.at.to_string()).env("JUBILEE_DISK_MET", self.met);
        if self.is_lying {
            command.env("JUBILEE_DISK_LIES", "1");
        }
    }
}

/// The compiled library; made once in a process.
fn library() -> &'static Path {
    static MADE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, library) = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a temporary directory can be made");
        let source = folder.path().join("disk.c");
        std::fs::write(&source, include_str!("disk/disk.c")).expect("a file can be written into our own folder");
        let library = folder.path().join("disk.so");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&source).args(["-ldl", "-lpthread"]);
        let output = compiler.output().unwrap_or_else(|error| panic!("cannot run cc ({error}); {WHAT_TO_INSTALL}"));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "the failing disk could not be compiled: {said}; {WHAT_TO_INSTALL}");
        (folder, library)
    });
    library
}
