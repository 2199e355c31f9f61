//! A PostgreSQL server that speaks TLS, with a certificate of an authority of its own.

use std::fs::{self, DirBuilder, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{CrashingServer, given_to_server};

/// A PostgreSQL server that is reached over TCP, and speaks TLS there: its certificate is for the name `localhost`.
#[derive(Debug)]
pub struct TlsServer {
    /// It is stopped with this.
    _server: CrashingServer,
    port: u16,
    /// Kept until the server is gone.
    folder: tempfile::TempDir,
}

impl TlsServer {
    /// A server with an empty database `jubilee`, running.
    ///
    /// # Panics
    /// Where there is no PostgreSQL, or no `openssl`, which comes with it.
    pub fn start() -> TlsServer {
        let folder = tempfile::tempdir().expect("a temporary directory can be made");
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).expect("our own directory can be opened");
        // The server reads its key only where nobody else can.
        let own = folder.path().join("server");
        DirBuilder::new().mode(0o700).create(&own).expect("a directory can be made");
        make_certificates(folder.path());
        given_to_server(&own);
        let (port, own) = (free_port(), own.display());
        let options = "-c listen_addresses=localhost -c ssl=on";
        let files = format!("-c ssl_cert_file={own}/certificate.pem -c ssl_key_file={own}/key.pem");
        TlsServer { _server: CrashingServer::with(&format!("{options} {files}"), port), port, folder }
    }

    /// The address of its database, at a name that leads to it: the certificate is for `localhost`, and not for `127.0.0.1`.
    pub fn url(&self, name: &str) -> String {
        format!("postgres://jubilee@{name}:{}/jubilee", self.port)
    }

    /// The file with the certificate of the authority that signed the server's.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// The file with the certificate of another authority.
    pub fn other_authority(&self) -> PathBuf {
        self.folder.path().join("other.pem")
    }
}

/// Two authorities, and a certificate for `localhost` that the first of them has signed.
fn make_certificates(folder: &Path) {
    for name in ["authority", "other"] {
        let (key, certificate) = (format!("{name}.key"), format!("{name}.pem"));
        openssl(folder, &["-keyout", &key, "-out", &certificate, "-subj", &format!("/CN=Test {name}")]);
    }
    let by = ["-CA", "authority.pem", "-CAkey", "authority.key", "-addext", "basicConstraints=critical,CA:FALSE"];
    let of = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    let to = ["-keyout", "server/key.pem", "-out", "server/certificate.pem"];
    openssl(folder, &[&by[..], &of, &to].concat());
}

/// Makes a key and a certificate.
fn openssl(folder: &Path, arguments: &[&str]) {
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]);
    let output = openssl.args(arguments).current_dir(folder).stdin(Stdio::null()).output();
    let output =
        output.unwrap_or_else(|error| panic!("openssl is missing ({error}); it comes with apt-get install postgresql"));
    assert!(output.status.success(), "{openssl:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A port that nobody uses.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    listener.local_addr().expect("it has an address").port()
}
