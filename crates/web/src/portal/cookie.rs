//! Cookies: reading those of a request, writing those of an answer.

use std::borrow::Cow;

use axum::http::{HeaderMap, HeaderValue, header};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// A cookie of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The session's token.
    Session,
    /// Which of several members is being looked after.
    Member,
    /// The language that was chosen.
    Lang,
    /// The address whose code is waited for.
    Email,
}

/// How long a chosen language is remembered, in seconds.
const YEAR: i64 = 365 * 86_400;

impl Cookie {
    /// Its name. Under https the prefix keeps other hosts of the same domain from setting it.
    const fn name(self, is_secure: bool) -> &'static str {
        match (self, is_secure) {
            (Cookie::Session, true) => "__Host-session",
            (Cookie::Session, false) => "session",
            (Cookie::Member, true) => "__Host-member",
            (Cookie::Member, false) => "member",
            (Cookie::Lang, true) => "__Host-lang",
            (Cookie::Lang, false) => "lang",
            (Cookie::Email, true) => "__Host-email",
            (Cookie::Email, false) => "email",
        }
    }

    /// The header line that sets it; `seconds` is how long it lives, 0 removes it.
    pub(crate) fn set(self, value: &str, seconds: i64, is_secure: bool) -> HeaderValue {
        let value = utf8_percent_encode(value, NON_ALPHANUMERIC);
        let secure = if is_secure { "; Secure" } else { "" };
        let line = format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", self.name(is_secure));
        HeaderValue::from_str(&line).expect("an escaped cookie is plain ASCII")
    }

    /// The header line that remembers a language.
    pub(crate) fn language(code: &str, is_secure: bool) -> HeaderValue {
        Cookie::Lang.set(code, YEAR, is_secure)
    }
}

/// The cookies of a request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cookies {
    pairs: Vec<(String, String)>,
    is_secure: bool,
}

impl Cookies {
    /// Reads the request's headers.
    pub(crate) fn read(headers: &HeaderMap, is_secure: bool) -> Cookies {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let decoded = |value: &str| percent_decode_str(value).decode_utf8().ok().map(Cow::into_owned);
        Cookies { pairs: pairs.filter_map(|(name, value)| Some((name.to_owned(), decoded(value)?))).collect(), is_secure }
    }

    /// The value of a cookie.
    pub(crate) fn get(&self, cookie: Cookie) -> Option<&str> {
        let name = cookie.name(self.is_secure);
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_read_back() {
        for is_secure in [false, true] {
            let line = Cookie::Email.set("ines+mpn@example.org; x=\"1\"", 60, is_secure);
            let line = line.to_str().unwrap();
            assert!(line.contains("HttpOnly; SameSite=Lax") && line.contains("Secure") == is_secure, "{line}");
            assert_eq!(line.starts_with("__Host-"), is_secure);
            let mut headers = HeaderMap::new();
            let sent = line.split(';').next().unwrap();
            headers.insert(header::COOKIE, HeaderValue::from_str(&format!("a=b; {sent}")).unwrap());
            let cookies = Cookies::read(&headers, is_secure);
            assert_eq!(cookies.get(Cookie::Email), Some("ines+mpn@example.org; x=\"1\""));
            assert_eq!(cookies.get(Cookie::Session), None);
        }
    }
}
