//! The URL of a mail server.

use std::fmt;
use std::str::FromStr;

use lettre::transport::smtp::authentication::Credentials;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Security {
    Plain,
    StartTls,
    Tls,
}

/// A mail server: where it is and how to be let in. Shown without its password.
#[derive(Clone)]
pub(super) struct Server {
    pub(super) security: Security,
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) credentials: Option<Credentials>,
}

/// A URL that does not name a mail server. The URL itself is not repeated: it may hold a password.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the mail server's URL {problem}; write it as smtp://HOST:PORT, smtps://USER:PASSWORD@HOST or smtp+starttls://USER:PASSWORD@HOST"
)]
pub struct NotAServer {
    problem: &'static str,
}

impl FromStr for Server {
    type Err = NotAServer;

    fn from_str(url: &str) -> Result<Server, NotAServer> {
        let refuse = |problem| NotAServer { problem };
        let (scheme, rest) = url.split_once("://").ok_or(refuse("has no scheme"))?;
        let (security, usual_port) = match scheme {
            "smtp" => (Security::Plain, 25),
            "smtp+starttls" => (Security::StartTls, 587),
            "smtps" => (Security::Tls, 465),
            _ => return Err(refuse("has an unknown scheme")),
        };
        let (sign_in, place) = rest.rsplit_once('@').map_or((None, rest), |(sign_in, place)| (Some(sign_in), place));
        let place = place.strip_suffix('/').unwrap_or(place);
        // An IPv6 address stands in brackets, because it has colons of its own.
        let (host, port) = match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((host, "")) => (host, None),
            Some((host, rest)) => (host, Some(rest.strip_prefix(':').ok_or(refuse("has an unreadable port"))?)),
            None => place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
        };
        if host.is_empty() || !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_:".contains(&byte)) {
            return Err(refuse("has no usable host name"));
        }
        let port = port.map_or(Ok(usual_port), |port| port.parse().map_err(|_| refuse("has an unreadable port")))?;
        let credentials = match sign_in.map(|sign_in| sign_in.split_once(':')) {
            None => None,
            Some(None) => return Err(refuse("has a user name and no password")),
            Some(Some((name, password))) => {
                let decode = |text| percent_decoded(text).ok_or(refuse("has a wrongly escaped user name or password"));
                Some(Credentials::new(decode(name)?, decode(password)?))
            }
        };
        Ok(Server { security, host: host.to_owned(), port, credentials })
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let pair = [bytes.next()?, bytes.next()?];
            out.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_name_servers() {
        let read = |url: &str| {
            let server: Server = url.parse().unwrap();
            (server.security, server.host, server.port, server.credentials)
        };
        assert_eq!(read("smtp://127.0.0.1:2525"), (Security::Plain, "127.0.0.1".to_owned(), 2525, None));
        assert_eq!(read("smtp://mail.example"), (Security::Plain, "mail.example".to_owned(), 25, None));
        assert_eq!(read("smtp://[::1]:26/"), (Security::Plain, "::1".to_owned(), 26, None));
        let known = Credentials::new("anna@example.org".to_owned(), "p:w/%".to_owned());
        let place = "mail.example".to_owned();
        assert_eq!(
            read("smtp+starttls://anna%40example.org:p:w%2F%25@mail.example"),
            (Security::StartTls, place.clone(), 587, Some(known.clone()))
        );
        assert_eq!(read("smtps://anna@example.org:p:w/%25@mail.example"), (Security::Tls, place, 465, Some(known)));
    }

    #[test]
    fn other_urls_are_refused_without_repeating_a_password() {
        for url in [
            "mail.example",
            "http://u:secret@mail.example",
            "smtp://",
            "smtp://u:secret@",
            "smtp://secret@mail.example",
            "smtp://u:%zz@mail.example",
            "smtp://mail.example:port",
            "smtp://mail.example:99999",
            "smtp://[::1]25",
            "smtp://mail example",
            "smtp://mail.example/\r\nRSET",
        ] {
            let error = url.parse::<Server>().err().unwrap_or_else(|| panic!("{url} was read"));
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }
}
