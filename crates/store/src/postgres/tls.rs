//! TLS to a PostgreSQL server: what the address asks for, and how much of the server's certificate is checked.
//!
//! The words are those that PostgreSQL's own programs know. `disable`: plain. `prefer`, where nothing is said: encrypted where the
//! server offers it, whoever it is. `require`: encrypted or not at all. `verify-full`, and `require` with `sslrootcert`: the
//! server must also show a certificate for its name, signed by an authority that the machine or the named file trusts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::{Cause, Fault};

/// What an address says of TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tls {
    mode: SslMode,
    checked: Checked,
}

/// How much of the server's certificate is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Checked {
    /// Nothing: nobody can listen, but the server may be anybody.
    Nothing,
    /// All of it, by the authorities that this machine trusts.
    ByThisMachine,
    /// All of it, by the authorities in a file.
    ByFile(PathBuf),
}

impl Tls {
    /// Takes what is said of TLS out of an address, because the driver does not know all of it; the rest of the address is for the driver.
    pub(crate) fn take(url: &str) -> Result<(String, Tls), Cause> {
        let (mut mode, mut file) = (None, None);
        let (place, asked) = url.split_once('?').unwrap_or((url, ""));
        let mut rest: Vec<&str> = Vec::new();
        for pair in asked.split('&').filter(|pair| !pair.is_empty()) {
            let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned);
            match pair.split_once('=') {
                Some(("sslmode", word)) => mode = Some(decoded(word)?),
                Some(("sslrootcert", path)) => file = Some(PathBuf::from(decoded(path)?)),
                _ => rest.push(pair),
            }
        }
        let (mode, checked) = match (mode.as_deref(), file) {
            (Some("disable"), None) => (SslMode::Disable, Checked::Nothing),
            (None | Some("prefer"), None) => (SslMode::Prefer, Checked::Nothing),
            (Some("require"), None) => (SslMode::Require, Checked::Nothing),
            (Some("verify-full"), None) => (SslMode::Require, Checked::ByThisMachine),
            (Some("require" | "verify-full"), Some(file)) => (SslMode::Require, Checked::ByFile(file)),
            (None | Some("disable" | "prefer"), Some(_)) => {
                return Err("sslrootcert says whom to trust, and nothing is checked without sslmode=verify-full".into());
            }
            (Some(word), _) => {
                let known = "disable, prefer, require and verify-full";
                return Err(format!("sslmode={word} is not known; known are {known}").into());
            }
        };
        let url = if rest.is_empty() { place.to_owned() } else { format!("{place}?{}", rest.join("&")) };
        Ok((url, Tls { mode, checked }))
    }

    /// Whether connections are encrypted.
    pub(super) fn mode(&self) -> SslMode {
        self.mode
    }

    /// What makes the connections' TLS.
    pub(super) fn connector(&self) -> Result<MakeRustlsConnect, Fault> {
        let provider = Arc::new(ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()
            .map_err(|cause| Fault::new("set up TLS", cause))?;
        let config = match &self.checked {
            Checked::Nothing => {
                builder.dangerous().with_custom_certificate_verifier(Arc::new(Anybody(provider))).with_no_client_auth()
            }
            Checked::ByThisMachine => builder.with_root_certificates(of_this_machine()?).with_no_client_auth(),
            Checked::ByFile(file) => builder.with_root_certificates(of_file(file)?).with_no_client_auth(),
        };
        Ok(MakeRustlsConnect::new(config))
    }
}

fn of_this_machine() -> Result<RootCertStore, Fault> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        let none = "this machine trusts no certificate authority; install ca-certificates, or name a file with sslrootcert";
        return Err(Fault::new("check the certificate of its PostgreSQL server", none));
    }
    Ok(roots)
}

fn of_file(file: &Path) -> Result<RootCertStore, Fault> {
    let attempted = || format!("read the certificates in {}", file.display());
    let read = CertificateDer::pem_file_iter(file).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut roots = RootCertStore::empty();
    for certificate in read.map_err(|cause| Fault::new(attempted(), cause))? {
        roots.add(certificate).map_err(|cause| Fault::new(attempted(), cause))?;
    }
    if roots.is_empty() {
        return Err(Fault::new(attempted(), "there is none in it; it has to be in PEM format"));
    }
    Ok(roots)
}

/// Takes any certificate, as PostgreSQL's own programs do unless they are asked to check it.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _certificate: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(url: &str) -> (String, Tls) {
        Tls::take(url).unwrap()
    }

    #[test]
    fn an_address_says_how_much_is_checked_and_the_driver_gets_the_rest() {
        let tls = |mode, checked| Tls { mode, checked };
        let plain = "postgres://jubilee@db/jubilee";
        assert_eq!(taken(plain), (plain.to_owned(), tls(SslMode::Prefer, Checked::Nothing)));
        let with = |asked: &str| taken(&format!("{plain}?{asked}"));
        assert_eq!(with("sslmode=disable").1, tls(SslMode::Disable, Checked::Nothing));
        assert_eq!(with("sslmode=require").1, tls(SslMode::Require, Checked::Nothing));
        assert_eq!(with("sslmode=verify-full").1, tls(SslMode::Require, Checked::ByThisMachine));
        let by_file = tls(SslMode::Require, Checked::ByFile(PathBuf::from("/etc/my ca.pem")));
        let asked = "connect_timeout=3&sslmode=verify-full&sslrootcert=/etc/my%20ca.pem&keepalives=1";
        assert_eq!(with(asked), (format!("{plain}?connect_timeout=3&keepalives=1"), by_file.clone()));
        assert_eq!(with("sslmode=require&sslrootcert=/etc/my%20ca.pem").1, by_file);
    }

    #[test]
    fn what_would_check_less_than_it_seems_to_is_refused() {
        let refused = |asked: &str| Tls::take(&format!("postgres://jubilee@db/jubilee?{asked}")).unwrap_err().to_string();
        assert!(refused("sslrootcert=/etc/ca.pem").contains("sslmode=verify-full"));
        assert!(refused("sslmode=prefer&sslrootcert=/etc/ca.pem").contains("sslmode=verify-full"));
        assert!(refused("sslmode=verify-ca").contains("verify-ca is not known; known are disable"));
        assert!(refused("sslmode=verify_full").contains("verify_full is not known"));
    }

    #[test]
    fn a_file_without_certificates_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ca.pem");
        let tls = Tls { mode: SslMode::Require, checked: Checked::ByFile(file.clone()) };
        let said = |tls: &Tls| {
            let fault = tls.connector().err().unwrap();
            format!("{fault}: {}", std::error::Error::source(&fault).unwrap())
        };
        assert!(said(&tls).contains("ca.pem"), "{}", said(&tls));
        std::fs::write(&file, "a note").unwrap();
        assert!(said(&tls).contains("there is none in it"), "{}", said(&tls));
    }
}
