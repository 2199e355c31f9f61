//! A PostgreSQL server that crashes when a test wants it to.

use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};

use tempfile::TempDir;

use super::{WHAT_TO_INSTALL, as_server, given_to_server, programs, uid};

/// A PostgreSQL server of a test's own, that can be made to crash; it is stopped and removed with this.
#[derive(Debug)]
pub struct CrashingServer {
    programs: PathBuf,
    folder: TempDir,
    /// What it is told beside what all of them are.
    options: String,
    /// Its port, which its socket is named after too.
    port: u16,
}

impl CrashingServer {
    /// A server with an empty database `jubilee`, running.
    ///
    /// # Panics
    /// Where there is no PostgreSQL, with what to install.
    pub fn start() -> CrashingServer {
        CrashingServer::with("-c listen_addresses=''", 5432)
    }

    /// The same with options and a port of its own.
    pub(super) fn with(options: &str, port: u16) -> CrashingServer {
        let programs = programs().unwrap_or_else(|| panic!("no PostgreSQL server programs were found; {WHAT_TO_INSTALL}"));
        let folder = tempfile::tempdir().expect("a temporary directory can be made");
        given_to_server(folder.path());
        let server = CrashingServer { programs, folder, options: options.to_owned(), port };
        let mut initdb = server.program("initdb");
        initdb.arg("-D").arg(server.folder.path().join("data")).args([
            "-U",
            "jubilee",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
        ]);
        done(initdb.arg("--no-sync"));
        server.start_again();
        let mut createdb = server.program("createdb");
        done(createdb.arg("-h").arg(server.folder.path()).args(["-U", "jubilee", "jubilee"]));
        server
    }

    /// Starts it after a crash; it recovers what was committed.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start_again(&self) {
        let folder = self.folder.path().display().to_string();
        let options =
            format!("-k {folder} -p {} {} -c fsync=off -c shared_buffers=16MB -c max_connections=100", self.port, self.options);
        let mut start = self.program("pg_ctl");
        start.arg("-D").arg(self.folder.path().join("data")).args(["-w", "-o", &options, "-l", "/dev/null", "start"]);
        done(&mut start);
    }

    /// Empties the database.
    ///
    /// # Panics
    /// Where the server does not do it.
    pub fn empty(&self) {
        for program in ["dropdb", "createdb"] {
            let mut command = self.program(program);
            done(command.arg("-h").arg(self.folder.path()).args(["-U", "jubilee", "jubilee"]));
        }
    }

    /// Has it stop at once, as if it had crashed: no transaction is finished, nobody is told.
    ///
    /// # Panics
    /// Where it does not run.
    pub fn crash(&self) {
        let mut stop = self.program("pg_ctl");
        stop.arg("-D").arg(self.folder.path().join("data")).args(["-w", "-m", "immediate", "stop"]);
        done(&mut stop);
    }

    /// Has it refuse to write from now on, as a standby does.
    ///
    /// # Panics
    /// Where the server does not do it.
    pub fn stand_by(&self) {
        let mut psql = self.program("psql");
        psql.arg("-h").arg(self.folder.path()).args(["-U", "jubilee", "-d", "jubilee", "-X", "-q", "-c"]);
        done(psql.arg("ALTER DATABASE jubilee SET default_transaction_read_only = on"));
    }

    /// The address that a store is opened with.
    pub fn url(&self) -> String {
        format!("postgres://jubilee@{}/jubilee", self.host())
    }

    /// The server's place as it stands in an address, also beside others.
    pub fn host(&self) -> String {
        self.folder.path().display().to_string().replace('/', "%2F")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = as_server(uid() == 0, &self.programs.join(name));
        command
            .env("PGPORT", self.port.to_string())
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }
}

impl Drop for CrashingServer {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        let _ = stop.arg("-D").arg(self.folder.path().join("data")).args(["-m", "immediate", "stop"]).status();
    }
}

#[track_caller]
fn done(command: &mut Command) {
    let status = command.status();
    assert!(status.as_ref().is_ok_and(ExitStatus::success), "{command:?} ended with {status:?}; {WHAT_TO_INSTALL}");
}
