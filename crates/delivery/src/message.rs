//! A mail as it is handed to a transport, and its MIME form.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, UNIX_EPOCH};

use jubilee_core::Instant;
use lettre::Address;
use lettre::message::header::{ContentType, Date, HeaderName, HeaderValue};
use lettre::message::{Attachment, MultiPart, SinglePart};
use sha2::{Digest, Sha256};

/// The longest address that a mail server must take (RFC 5321).
const MAX_ADDRESS_BYTES: usize = 254;
/// Longer names and subjects are nobody's.
const MAX_TEXT_BYTES: usize = 900;
/// A bound on the two bodies and all that is attached together, well under what mail servers take.
const MAX_BODY_BYTES: usize = 2 << 20;

/// An address with the name of whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// For example `anna@contoso.example`.
    pub email: String,
    /// For example `Anna de Vries`.
    pub name: Option<String>,
}

impl Mailbox {
    /// An address without a name.
    pub fn new(email: impl Into<String>) -> Mailbox {
        Mailbox { email: email.into(), name: None }
    }

    /// The same address with a name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Mailbox {
        self.name = Some(name.into());
        self
    }

    /// What stands behind the address's last `@`.
    pub(crate) fn domain(&self) -> &str {
        self.email.rsplit('@').next().unwrap_or_default()
    }

    pub(crate) fn address(&self) -> Result<Address, NotSendable> {
        // Letters beyond ASCII would need SMTPUTF8 on every server along the way; such a domain has an ASCII form that works.
        let refuse = || NotSendable::Address(shown(&self.email));
        if self.email.len() > MAX_ADDRESS_BYTES || !self.email.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(refuse());
        }
        // A quoted local part may hold what looks like several addresses; nobody has one.
        if self.email.contains(['"', ',', ';', '<', '>', '(', ')', '\\']) {
            return Err(refuse());
        }
        self.email.parse().map_err(|_| refuse())
    }

    fn lettre(&self) -> Result<lettre::message::Mailbox, NotSendable> {
        let name = self.name.as_deref().map(|name| plain("name", name)).transpose()?.filter(|name| !name.is_empty());
        Ok(lettre::message::Mailbox::new(name, self.address()?))
    }
}

impl Default for Mailbox {
    /// `renewals@localhost`: the sender where none is configured.
    fn default() -> Mailbox {
        Mailbox::new("renewals@localhost")
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "{name} <{}>", self.email),
            None => f.write_str(&self.email),
        }
    }
}

impl FromStr for Mailbox {
    type Err = NotSendable;

    /// Reads `anna@contoso.example` or `Anna de Vries <anna@contoso.example>`.
    fn from_str(text: &str) -> Result<Mailbox, NotSendable> {
        let mailbox = match text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, email)) => Mailbox::new(email).named(name.trim().trim_matches('"')),
            None => Mailbox::new(text.trim()),
        };
        mailbox.lettre()?;
        Ok(mailbox)
    }
}

/// A file that goes with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The name of the file, ASCII.
    pub name: String,
    /// Its content type.
    pub kind: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// One mail to one recipient, everything about it settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who receives it.
    pub recipient: Mailbox,
    /// Who sends it; failures are returned to this address as well.
    pub sender: Mailbox,
    /// The subject line.
    pub subject: String,
    /// The HTML form.
    pub html: String,
    /// The plain-text form.
    pub text: String,
    /// An iCalendar object to attach.
    pub calendar: Option<String>,
    /// A file to attach.
    pub attached: Option<Attached>,
    /// The Message-ID without its angle brackets, the same at every attempt, so that a duplicate is recognised as one.
    pub message_id: String,
    /// When the mail was written.
    pub date: Instant,
    /// Further headers, by name; names and values are ASCII.
    pub headers: Vec<(String, String)>,
}

impl Message {
    /// The message as it goes over the wire: the same bytes for the same message.
    pub fn mime(&self) -> Result<Vec<u8>, NotSendable> {
        let calendar_bytes = self.calendar.as_ref().map_or(0, String::len);
        let attached_bytes = self.attached.as_ref().map_or(0, |attached| attached.bytes.len());
        if self.html.len() + self.text.len() + calendar_bytes + attached_bytes > MAX_BODY_BYTES {
            return Err(NotSendable::TooLarge);
        }
        if self.text.contains('\0') || self.html.contains('\0') {
            return Err(NotSendable::Text { part: "body", text: shown(&self.subject) });
        }
        let (local, domain) = self.message_id.split_once('@').unwrap_or_default();
        let is_atom =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._+=".contains(&byte));
        if !is_atom(local) || !is_atom(domain) || self.message_id.len() > 200 {
            return Err(NotSendable::Text { part: "message id", text: shown(&self.message_id) });
        }
        let micros = u64::try_from(self.date.0).map_err(|_| NotSendable::Date(self.date.0))?;
        let mut builder = lettre::Message::builder()
            .from(self.sender.lettre()?)
            .to(self.recipient.lettre()?)
            .subject(plain("subject", &self.subject)?)
            .message_id(Some(format!("<{}>", self.message_id)))
            .header(Date::new(UNIX_EPOCH + Duration::from_micros(micros)));
        for (name, value) in &self.headers {
            let refuse = || NotSendable::Text { part: "header", text: shown(&format!("{name}: {value}")) };
            if !value.is_ascii() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
                return Err(refuse());
            }
            let value = plain("header", value)?;
            let name = HeaderName::new_from_ascii(name.clone()).map_err(|_| refuse())?;
            builder = builder.raw_header(HeaderValue::new(name, value));
        }
        let message = builder.multipart(self.body()).map_err(NotSendable::Build)?;
        Ok(message.formatted())
    }

    fn body(&self) -> MultiPart {
        // Boundaries that no content can hold, because they are made of all of it; random ones would make two attempts differ.
        let mut digest = Sha256::new();
        let calendar = self.calendar.as_deref().unwrap_or_default();
        let attached = self.attached.as_ref().map_or(&[][..], |attached| &attached.bytes);
        for part in [self.message_id.as_bytes(), self.html.as_bytes(), self.text.as_bytes(), calendar.as_bytes(), attached] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        let boundary = hex(&digest.finalize()[..12]);
        let words = MultiPart::alternative()
            .boundary(format!("words-{boundary}"))
            .singlepart(SinglePart::plain(self.text.clone()))
            .singlepart(SinglePart::html(self.html.clone()));
        if self.calendar.is_none() && self.attached.is_none() {
            return words;
        }
        let mut all = MultiPart::mixed().boundary(format!("all-{boundary}")).multipart(words);
        if let Some(calendar) = &self.calendar {
            let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH").expect("a well-formed content type");
            all = all.singlepart(Attachment::new("renewal.ics".to_owned()).body(calendar.clone(), kind));
        }
        if let Some(Attached { name, kind, bytes }) = &self.attached {
            let kind = ContentType::parse(kind).expect("a well-formed content type");
            all = all.singlepart(Attachment::new(name.clone()).body(bytes.clone(), kind));
        }
        all
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(u32::from(four), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// One line of text for a header: no line ends or other control characters, and no bounds overstepped (S13).
fn plain(part: &'static str, text: &str) -> Result<String, NotSendable> {
    let breaks_line = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    if text.len() > MAX_TEXT_BYTES || text.contains(breaks_line) {
        return Err(NotSendable::Text { part, text: shown(text) });
    }
    // Plain text that looks like an encoded word would be decoded by whoever reads it, into anything.
    Ok(text.trim().replace("=?", "= ?"))
}

/// A text as an error may show it: short, and on one line.
fn shown(text: &str) -> String {
    text.chars().take(80).flat_map(char::escape_default).collect()
}

/// A message that no mail server may be given.
#[derive(Debug, thiserror::Error)]
pub enum NotSendable {
    /// Not an address, or several, or one that needs letters beyond ASCII.
    #[error("'{0}' is not an address that mail can be sent to")]
    Address(String),
    /// A header would hold a line end or another control character, or be far too long.
    #[error("the {part} '{text}' cannot stand in a mail: it has control characters or is too long")]
    Text {
        /// Which text.
        part: &'static str,
        /// How it begins.
        text: String,
    },
    /// The date lies before 1970.
    #[error("a mail cannot be dated {0} microseconds after 1970-01-01")]
    Date(i64),
    /// The bodies are too large.
    #[error("the mail is larger than {MAX_BODY_BYTES} bytes")]
    TooLarge,
    /// The mail library refuses it.
    #[error("the mail could not be put together")]
    Build(#[source] lettre::error::Error),
}
