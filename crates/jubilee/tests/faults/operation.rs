//! What is interrupted: an operation of the binary on a store in a folder, and what has to be true of it.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Made by the first version: a legacy member whose order waits, and a gold competency that was renewed.
const VERSION_1: &[u8] = include_bytes!("../cli/fixtures/version-1.db");
const MPN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../programmes/mpn");

/// More than fit one page of the daily run, which commits pages of two hundred.
pub(crate) const MEMBERS: u32 = 220;

/// An operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// A new store is set up.
    Init,
    /// A store of the first version is brought up to date.
    Upgrade,
    /// Members are imported.
    Import,
    /// A day is run on which something is due for everybody.
    Run,
    /// Staff record the payment of a renewal.
    Renew,
    /// The store is backed up.
    Backup,
    /// A backup is brought back.
    Restore,
}

impl Operation {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Operation::Init => "init",
            Operation::Upgrade => "upgrade",
            Operation::Import => "import",
            Operation::Run => "run",
            Operation::Renew => "renew",
            Operation::Backup => "backup",
            Operation::Restore => "restore",
        }
    }

    /// The command, in a folder whose part `disk` is on the disk that fails.
    pub(crate) const fn arguments(self) -> &'static [&'static str] {
        match self {
            Operation::Init => &["init", "--sandbox", "--live-from", "2019-08-01", "--programme", MPN],
            Operation::Upgrade => &["init"],
            Operation::Import => {
                &["import", "--members", "members.csv", "--users", "users.csv", "--subscriptions", "subscriptions.csv"]
            }
            Operation::Run => &["run", "--as-of", "2019-08-17", "--no-mail", "--json"],
            Operation::Renew => &["pay", "1-1", "--value-date", "2019-09-10", "--json"],
            Operation::Backup => &["backup", "disk/backup.db", "--json"],
            Operation::Restore => &["restore", "disk/backup.db", "--database", "sqlite:disk/again.db", "--json"],
        }
    }

    /// The store that the operation makes or changes.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Operation::Backup => "disk/backup.db",
            Operation::Restore => "disk/again.db",
            _ => "disk/store.db",
        }
    }

    /// Whether it may be found half done, and goes on from there.
    pub(crate) const fn goes_on(self) -> bool {
        matches!(self, Operation::Run)
    }

    /// Makes what the operation begins with.
    pub(crate) fn prepare(self, folder: &Path) {
        std::fs::create_dir(folder.join("disk")).expect("a folder can be made");
        let done = |arguments: &[&str]| {
            let output = command(folder).args(arguments).output().expect("the program can be started");
            assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        };
        match self {
            Operation::Init => {}
            Operation::Upgrade => {
                std::fs::write(folder.join("disk/store.db"), VERSION_1).expect("a file can be written");
            }
            Operation::Import => {
                done(Operation::Init.arguments());
                files(folder, 40);
            }
            Operation::Run => {
                done(Operation::Init.arguments());
                files(folder, MEMBERS);
                done(Operation::Import.arguments());
            }
            Operation::Renew | Operation::Backup | Operation::Restore => {
                done(Operation::Init.arguments());
                files(folder, 3);
                done(Operation::Import.arguments());
                done(&["run", "--as-of", "2019-08-17", "--no-mail", "--json"]);
                done(&["run", "--as-of", "2019-09-10", "--catch-up", "--no-mail", "--json"]);
                done(&["order", "S-1"]);
                if self == Operation::Restore {
                    done(Operation::Backup.arguments());
                }
            }
        }
    }
}

/// Writes files of members with a user and a package each, all with their anniversary on 1 September.
pub(crate) fn files(folder: &Path, members: u32) {
    let mut texts = [
        "member,name,country,language,system\n".to_owned(),
        "member,email,name,roles,language\n".to_owned(),
        "subscription,member,offer,purchased_on,anniversary_on,areas\n".to_owned(),
    ];
    for n in 1..=members {
        let lines = [
            format!("M-{n},Member {n},NL,nl,current"),
            format!("M-{n},admin{n}@example.org,Admin {n},global-admin,nl"),
            format!("S-{n},M-{n},action-pack,2018-09-01,,"),
        ];
        for (text, line) in texts.iter_mut().zip(lines) {
            writeln!(text, "{line}").expect("text can be appended to");
        }
    }
    for (name, text) in ["members.csv", "users.csv", "subscriptions.csv"].into_iter().zip(texts) {
        std::fs::write(folder.join(name), text).expect("a file can be written");
    }
}

/// The program in a folder, with its store on the part that fails.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jubilee"));
    command.current_dir(folder).stdin(Stdio::null()).env("JUBILEE_DATABASE", "sqlite:disk/store.db");
    for name in ["JUBILEE_LANG", "JUBILEE_SMTP", "JUBILEE_MAIL_FOLDER", "JUBILEE_MAIL_FROM", "JUBILEE_BASE_URL", "JUBILEE_LOG"]
    {
        command.env_remove(name);
    }
    command
}
