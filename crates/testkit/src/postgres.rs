//! A PostgreSQL cluster for tests: made by the first test process that needs it, shared by all that run meanwhile, stopped by
//! itself two minutes after the last of them has ended, however it ended.
//!
//! Two locks on files say who may do what. Whoever looks whether the cluster runs, and starts it, holds `start` alone. Whoever uses
//! it holds `users` together with the others, for as long as its process lives; the supervisor stops the cluster only when it can
//! have `users` alone.

mod crashing;
mod tls;

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

pub use crashing::CrashingServer;
pub use tls::TlsServer;

const WHAT_TO_INSTALL: &str = "install postgresql: apt-get install postgresql, or run cargo xtask test";
/// PostgreSQL refuses to run as root; Debian's package makes this user for it.
const SERVER_USER: &str = "postgres";
const SUPERVISOR: &str = include_str!("supervise.sh");
const START_WITHIN: Duration = Duration::from_mins(1);

/// The running cluster.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    directory: PathBuf,
    /// Held until the process ends.
    _users: File,
}

/// A database of its own in the cluster; it is dropped with this.
#[derive(Debug)]
pub struct FreshDatabase {
    name: String,
    url: String,
}

impl Cluster {
    /// The cluster of this machine's tests, started where it is not running.
    ///
    /// # Panics
    /// Where there is no PostgreSQL, with what to install.
    pub fn shared() -> &'static Cluster {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(Cluster::join)
    }

    fn join() -> Cluster {
        let programs = programs().unwrap_or_else(|| panic!("no PostgreSQL server programs were found; {WHAT_TO_INSTALL}"));
        let me = uid();
        let base = std::env::temp_dir().join(format!("jubilee-postgres-{me}"));
        if let Err(error) = DirBuilder::new().mode(0o755).create(&base) {
            assert!(error.kind() == std::io::ErrorKind::AlreadyExists, "cannot make {}: {error}", base.display());
        }
        assert!(fs::metadata(&base).is_ok_and(|found| found.uid() == me), "{} belongs to somebody else", base.display());

        let start = lock_file(&base.join("start"));
        start.lock().expect("a lock of our own file can be had");
        let users = lock_file(&base.join("users"));
        users.lock_shared().expect("a lock of our own file can be had");
        let cluster = Cluster { programs, directory: base.join("cluster"), _users: users };
        if !cluster.answers() {
            cluster.start(&base, me == 0);
        }
        start.unlock().expect("our own lock can be given back");
        cluster
    }

    fn answers(&self) -> bool {
        UnixStream::connect(self.directory.join(".s.PGSQL.5432")).is_ok() && self.psql("postgres", "SELECT 1").is_ok()
    }

    fn start(&self, base: &Path, as_root: bool) {
        if self.directory.exists() {
            fs::remove_dir_all(&self.directory).expect("what an earlier cluster left can be removed");
        }
        DirBuilder::new().mode(0o700).create(&self.directory).expect("a directory can be made");
        given_to_server(&self.directory);
        let supervisor = base.join("supervise.sh");
        fs::write(&supervisor, SUPERVISOR).expect("the supervisor's script can be written");
        // Readable for the server's user, who runs it.
        fs::set_permissions(&supervisor, Permissions::from_mode(0o644)).expect("our own file can be made readable");

        // A linguistic order of text, so that a column that does not ask for the order of bytes is noticed.
        let made = ["--locale-provider=icu --icu-locale=en-US", "--locale=C"].iter().any(|locale| {
            let _ = fs::remove_dir_all(self.directory.join("data"));
            let mut initdb = as_server(as_root, &self.programs.join("initdb"));
            initdb.arg("-D").arg(self.directory.join("data")).args(["-U", "jubilee", "-A", "trust", "-E", "UTF8", "--no-sync"]);
            initdb.args(locale.split(' ')).current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            initdb.status().is_ok_and(|status| status.success())
        });
        assert!(made, "initdb could not make a cluster in {}; {WHAT_TO_INSTALL}", self.directory.display());

        // Out of this process's group and away from its pipes, so that neither an interrupt nor a waiting test runner meets it;
        // the shell between ends at once, so that this process has no child to wait for.
        let mut run = as_server(as_root, Path::new("sh"));
        run.args(["-c", "sh \"$@\" &", "sh"]).arg(&supervisor);
        run.arg(&self.programs).arg(&self.directory).arg(base.join("users")).current_dir("/");
        run.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        assert!(run.status().is_ok_and(|status| status.success()), "the test server's supervisor could not be started");

        let begun = Instant::now();
        while !self.answers() {
            assert!(begun.elapsed() < START_WITHIN, "PostgreSQL did not start within {START_WITHIN:?}");
            sleep(Duration::from_millis(50));
        }
    }

    /// An empty database.
    ///
    /// # Panics
    /// Where the server refuses to make one.
    pub fn fresh_database(&self) -> FreshDatabase {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        // A process of the same number may have been killed before it could tidy up.
        for statement in [format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), format!("CREATE DATABASE {name}")] {
            if let Err(said) = self.psql("postgres", &statement) {
                panic!("the test server did not carry out '{statement}': {said}");
            }
        }
        let host = self.directory.display().to_string().replace('/', "%2F");
        FreshDatabase { url: format!("postgres://jubilee@{host}/{name}"), name }
    }

    fn psql(&self, database: &str, statement: &str) -> Result<(), String> {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.arg("-h").arg(&self.directory).args(["-U", "jubilee", "-d", database, "-X", "-q", "-c", statement]);
        let output = psql.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
        if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
    }
}

impl FreshDatabase {
    /// The address that a store is opened with.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for FreshDatabase {
    fn drop(&mut self) {
        // The cluster goes away anyway; a database that stays costs some megabytes until then.
        let _ = Cluster::shared().psql("postgres", &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

/// Where the server's programs are: Debian keeps each version's in a directory of its own, outside the search path.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort();
    let searched = std::env::var_os("PATH").unwrap_or_default();
    let in_path: Vec<PathBuf> = std::env::split_paths(&searched).collect();
    let newest_first = versions.into_iter().rev().map(|(_, programs)| programs);
    newest_first.chain(in_path).find(|programs| programs.join("initdb").exists() && programs.join("postgres").exists())
}

fn as_server(as_root: bool, program: &Path) -> Command {
    if as_root {
        let mut command = Command::new("runuser");
        command.args(["-u", SERVER_USER, "--"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}

/// Gives a path to the user as whom the server runs.
fn given_to_server(path: &Path) {
    if uid() == 0 {
        let given = Command::new("chown").arg("-R").arg(SERVER_USER).arg(path).status();
        assert!(given.is_ok_and(|status| status.success()), "there is no user '{SERVER_USER}'; {WHAT_TO_INSTALL}");
    }
}

fn lock_file(path: &Path) -> File {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .unwrap_or_else(|error| panic!("cannot open {}: {error}", path.display()))
}

fn uid() -> u32 {
    fs::metadata("/proc/self").map_or(0, |found| found.uid())
}
