//! The program under test, in a folder and with a store of its own.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jubilee_testkit::{Database, Engine, database};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const MPN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../programmes/mpn");

/// A member of each language, administrators and a viewer, and a subscription of each offer.
pub(crate) const MEMBERS: &str =
    "member,name,country,language,system\nM-1,Contoso BV,NL,nl,current\nM-2,Fabrikam,US,en,current\n";
pub(crate) const USERS: &str = "member,email,name,roles,language\n\
    M-1,anna@contoso.example,Anna,global-admin,nl\n\
    M-1,piet@contoso.example,Piet,viewer,nl\n\
    M-2,fay@fabrikam.example,Fay,programme-admin,en\n";
pub(crate) const SUBSCRIPTIONS: &str = "subscription,member,offer,purchased_on,anniversary_on,areas\n\
    S-1,M-1,action-pack,2018-09-01,,\n\
    S-2,M-2,gold,2016-05-05,2019-10-20,security;devops\n\
    S-3,M-2,silver,2018-06-01,,security\n";

/// What the members above attained: S-2 qualifies by both of its areas, S-3 by its one.
pub(crate) const ATTAINMENTS: &str = "member,measure,area,amount,attained_on,expires_on\n\
    M-2,people-with-certification,security,4,2018-03-01,\n\
    M-2,people-with-certification,devops,4,2018-03-01,\n\
    M-2,people-with-exam,security,2,2018-03-01,\n";

/// Makes a test on both engines: a module with the test's name holds one for each.
macro_rules! on_both_engines {
    ($(#[$note:meta])* fn $name:ident($program:ident) $body:block) => {
        $(#[$note])*
        #[cfg(test)]
        fn $name($program: &crate::program::Program) $body

        mod $name {
            use jubilee_testkit::Engine;

            use crate::program::Program;

            #[test]
            fn on_sqlite() {
                super::$name(&Program::new(Engine::Sqlite));
            }

            #[test]
            fn on_postgres() {
                super::$name(&Program::new(Engine::Postgres));
            }
        }
    };
}
pub(crate) use on_both_engines;

/// What a command did.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Outcome {
    /// The JSON of a command that succeeded.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.status, 0, "{self:?}");
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("not JSON ({error}): {self:?}"))
    }

    /// Asserts that the command failed with this status, printed no result, and said each of these on standard error.
    #[track_caller]
    pub(crate) fn assert_fails(&self, status: i32, said: &[&str]) {
        assert_eq!((self.status, self.out.as_str()), (status, ""), "{self:?}");
        for words in said {
            assert!(self.err.contains(words), "'{words}' is not said: {self:?}");
        }
    }

    /// Asserts that the command succeeded.
    #[track_caller]
    pub(crate) fn assert_succeeds(&self) -> &Outcome {
        assert_eq!(self.status, 0, "{self:?}");
        self
    }
}

/// The program with its surroundings.
pub(crate) struct Program {
    database: Database,
    folder: TempDir,
}

impl Program {
    pub(crate) fn new(engine: Engine) -> Program {
        Program { database: database(engine), folder: tempfile::tempdir().expect("a temporary directory can be made") }
    }

    /// A sandbox that is live from a day, with the members above.
    pub(crate) fn set_up(&self, live_from: &str) {
        self.run(&["init", "--sandbox", "--live-from", live_from, "--programme", MPN]).assert_succeeds();
        self.file("attainments.csv", ATTAINMENTS);
        // With its VAT number Contoso pays the fee alone.
        let header = "member,business,address,country,vat_number,email,exempt_because";
        self.file("billing.csv", &format!("{header}\nM-1,,,,NL004495445B01,,\n"));
        self.import(MEMBERS, USERS, SUBSCRIPTIONS, &["--attainments", "attainments.csv", "--billing", "billing.csv"])
            .assert_succeeds();
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into the folder.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder().join(name);
        std::fs::write(&path, text).expect("a file can be written into our own folder");
        path
    }

    /// Imports three files of these contents.
    pub(crate) fn import(&self, members: &str, users: &str, subscriptions: &str, more: &[&str]) -> Outcome {
        self.file("members.csv", members);
        self.file("users.csv", users);
        self.file("subscriptions.csv", subscriptions);
        let files = ["--members", "members.csv", "--users", "users.csv", "--subscriptions", "subscriptions.csv"];
        self.run(&[&["import"], &files[..], more].concat())
    }

    /// Runs a command in the folder, with the store in the environment.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Outcome {
        outcome(self.command().args(arguments))
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = bare();
        command.current_dir(self.folder()).env("JUBILEE_DATABASE", self.database.url());
        command
    }

    /// The run of a day; its mails go to the folder `mails`.
    pub(crate) fn day(&self, day: &str) -> Value {
        self.run(&["run", "--as-of", day, "--mail-folder", "mails", "--json"]).json()
    }

    /// The standing on the current day.
    pub(crate) fn status(&self, subscription: &str) -> Value {
        self.run(&["status", subscription, "--json"]).json()
    }

    /// The mails in the folder `mails`, each by its file's name and text.
    pub(crate) fn mails(&self) -> Vec<(String, String)> {
        let files = std::fs::read_dir(self.folder().join("mails")).into_iter().flatten().flatten();
        let mut mails: Vec<(String, String)> = files
            .map(|file| {
                (file.file_name().to_string_lossy().into_owned(), std::fs::read_to_string(file.path()).expect("mails are text"))
            })
            .collect();
        mails.sort();
        mails
    }

    /// The names of their files: day, recipient and a number.
    pub(crate) fn mail_names(&self) -> Vec<String> {
        self.mails().into_iter().map(|(name, _)| name).collect()
    }
}

/// The program without anything that this machine's environment says about it.
pub(crate) fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jubilee"));
    let names = std::env::vars_os().map(|(name, _)| name);
    for name in names.filter(|name| name.to_string_lossy().starts_with("JUBILEE_")) {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub(crate) fn outcome(command: &mut Command) -> Outcome {
    let output = command.output().expect("the program can be started");
    Outcome {
        status: output.status.code().expect("the program ends by itself"),
        out: String::from_utf8(output.stdout).expect("the program writes UTF-8"),
        err: String::from_utf8(output.stderr).expect("the program writes UTF-8"),
    }
}
