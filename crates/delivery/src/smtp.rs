//! Delivery to a mail server over SMTP.

mod server;

use std::fmt;
use std::future::Future;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::message::Message;
use crate::transport::Outcome;
pub use server::NotAServer;
use server::{Security, Server};

/// How much of a server's words is kept as a reason.
const MAX_REASON_CHARS: usize = 300;

/// How long to wait for a mail server.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    /// For a connection that is ready to take mail: name look-up, TLS, greeting and authentication included.
    pub connect: Duration,
    /// For a reply to a command.
    pub reply: Duration,
    /// For the reply to the message itself, which servers examine before they answer.
    pub accept: Duration,
}

impl Default for Deadlines {
    fn default() -> Deadlines {
        Deadlines { connect: Duration::from_secs(20), reply: Duration::from_mins(1), accept: Duration::from_mins(3) }
    }
}

/// A mail server. Connects when the first message comes, keeps the connection for the following ones, and opens another when it is
/// lost. Messages go one after the other; for more at a time, have more than one.
pub struct Smtp {
    server: Server,
    deadlines: Deadlines,
    connection: Mutex<Option<Box<AsyncSmtpConnection>>>,
}

impl Smtp {
    /// The server at `smtp://`, `smtps://` (TLS from the first byte) or `smtp+starttls://` (TLS required before anything is said)
    /// `[USER:PASSWORD@]HOST[:PORT]`; ports by default 25, 465 and 587. Nothing is contacted yet. A password over `smtp://` travels
    /// in the clear: only for a server on the same machine or network.
    pub fn new(url: &str) -> Result<Smtp, NotAServer> {
        Ok(Smtp { server: url.parse()?, deadlines: Deadlines::default(), connection: Mutex::new(None) })
    }

    /// The same server with other deadlines.
    #[must_use]
    pub fn with_deadlines(mut self, deadlines: Deadlines) -> Smtp {
        self.deadlines = deadlines;
        self
    }

    /// Delivers one message.
    pub(crate) async fn send(&self, message: &Message) -> Outcome {
        let mime = match message.mime() {
            Ok(mime) => mime,
            Err(error) => return Outcome::Refused(error.to_string()),
        };
        // Taken out while in use: when this future is dropped half-way, so is the connection, whose state nobody knows then.
        let mut kept = self.connection.lock().await;
        if let Some(connection) = kept.take() {
            let (outcome, connection) = self.converse(connection, message, &mime).await;
            *kept = connection;
            match outcome {
                // A connection that has ended while nobody used it says nothing about this mail.
                Said::BeforeAnything(reason) => tracing::debug!(smtp.reason = reason, "connecting to the mail server again"),
                Said::Outcome(outcome) => return outcome,
            }
        }
        let connection = match self.connect().await {
            Ok(connection) => connection,
            Err(reason) => return Outcome::Deferred(reason),
        };
        let (outcome, connection) = self.converse(connection, message, &mime).await;
        *kept = connection;
        match outcome {
            Said::BeforeAnything(reason) => Outcome::Deferred(reason),
            Said::Outcome(outcome) => outcome,
        }
    }

    /// Connects, signs in where that is configured, and takes leave, without sending anything.
    pub(crate) async fn reach(&self) -> Result<(), String> {
        let mut connection = self.connect().await?;
        let _ = timeout(self.deadlines.reply, connection.quit()).await;
        Ok(())
    }

    /// Takes leave of the server.
    pub(crate) async fn finish(&self) {
        if let Some(mut connection) = self.connection.lock().await.take() {
            // A server that has gone already needs no goodbye.
            let _ = timeout(self.deadlines.reply, connection.quit()).await;
        }
    }

    async fn connect(&self) -> Result<Box<AsyncSmtpConnection>, String> {
        let server = &self.server;
        let failed = |doing: &str, fault: &Fault| format!("{doing} {server}: {fault}");
        let all = async {
            let hello = ClientId::default();
            let tls = || TlsParameters::new(server.host.clone()).map_err(|error| failed("preparing TLS for", &error.into()));
            let at = (server.host.as_str(), server.port);
            let mut connection = if server.security == Security::Tls {
                AsyncSmtpConnection::connect_tokio1(at, None, &hello, Some(tls()?), None).await
            } else {
                let stream = TcpStream::connect(at).await.map_err(|error| format!("connecting to {server}: {error}"))?;
                // A message and its final dot are two writes; without this the second waits for the first one's receipt.
                stream.set_nodelay(true).map_err(|error| format!("connecting to {server}: {error}"))?;
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await
            }
            .map_err(|error| failed("connecting to", &error.into()))?;
            if server.security == Security::StartTls {
                connection.starttls(tls()?, &hello).await.map_err(|error| failed("starting TLS with", &error.into()))?;
            }
            if let Some(credentials) = &server.credentials {
                connection
                    .auth(DEFAULT_MECHANISMS, credentials)
                    .await
                    .map_err(|error| failed("signing in to", &error.into()))?;
            }
            Ok(Box::new(connection))
        };
        timeout(self.deadlines.connect, all)
            .await
            .unwrap_or_else(|_| Err(format!("connecting to {server}: no answer within {:?}", self.deadlines.connect)))
    }

    /// Offers one message. Gives what came of it, and the connection if it is fit for another message.
    async fn converse(
        &self,
        mut connection: Box<AsyncSmtpConnection>,
        message: &Message,
        mime: &[u8],
    ) -> (Said, Option<Box<AsyncSmtpConnection>>) {
        let (sender, recipient) = match (message.sender.address(), message.recipient.address()) {
            (Ok(sender), Ok(recipient)) => (sender, recipient),
            (Err(error), _) | (_, Err(error)) => return (Outcome::Refused(error.to_string()).into(), Some(connection)),
        };
        let reply = self.deadlines.reply;
        let begun = within(reply, connection.command(Mail::new(Some(sender), Vec::new()))).await;
        if let Err(fault) = begun {
            if fault.ends_connection() {
                return (Said::BeforeAnything(format!("the sender: {fault}")), None);
            }
            return self.declined(connection, &fault, "the sender").await;
        }
        if let Err(fault) = within(reply, connection.command(Rcpt::new(recipient, Vec::new()))).await {
            return self.declined(connection, &fault, "the recipient").await;
        }
        match within(reply, connection.command(Data)).await {
            Ok(response) if response.has_code(354) => {}
            Ok(response) => {
                let reason = format!("the mail server answered {} where it should have asked for the message", response.code());
                return (Outcome::Deferred(reason).into(), None);
            }
            Err(fault) => return self.declined(connection, &fault, "the message").await,
        }
        match within(self.deadlines.accept, connection.message(mime)).await {
            Ok(_) => (Outcome::Accepted.into(), Some(connection)),
            Err(fault) if fault.code().is_some() => {
                let kept = (!fault.ends_connection()).then_some(connection);
                (fault.outcome("the message").into(), kept)
            }
            Err(fault) => (Outcome::Unclear(format!("after the message was sent: {fault}")).into(), None),
        }
    }

    /// After a negative reply before the message: makes the connection fit for the next one, or drops it.
    async fn declined(
        &self,
        mut connection: Box<AsyncSmtpConnection>,
        fault: &Fault,
        about: &str,
    ) -> (Said, Option<Box<AsyncSmtpConnection>>) {
        let outcome = fault.outcome(about).into();
        if fault.ends_connection() {
            return (outcome, None);
        }
        let reset = within(self.deadlines.reply, connection.command(Rset)).await;
        (outcome, reset.is_ok().then_some(connection))
    }
}

/// What came of offering a message on a connection.
enum Said {
    /// The connection ended before the server agreed to anything.
    BeforeAnything(String),
    Outcome(Outcome),
}

impl From<Outcome> for Said {
    fn from(outcome: Outcome) -> Said {
        Said::Outcome(outcome)
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("server", &self.server.to_string()).finish_non_exhaustive()
    }
}

/// A command that got no positive reply.
enum Fault {
    Reply(Error),
    Silence(Duration),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        Fault::Reply(error)
    }
}

async fn within(wait: Duration, reply: impl Future<Output = Result<Response, Error>>) -> Result<Response, Fault> {
    match timeout(wait, reply).await {
        Ok(result) => result.map_err(Fault::Reply),
        Err(_) => Err(Fault::Silence(wait)),
    }
}

impl Fault {
    /// The reply's code, when there was one that could be read.
    fn code(&self) -> Option<u16> {
        match self {
            Fault::Reply(error) => error.status().map(u16::from),
            Fault::Silence(_) => None,
        }
    }

    /// Without a readable reply nobody knows where the conversation stands, and 421 is the server's goodbye.
    fn ends_connection(&self) -> bool {
        self.code().is_none_or(|code| code == 421)
    }

    /// The outcome when this was the answer to `about`, before or after the message itself.
    fn outcome(&self, about: &str) -> Outcome {
        let reason = format!("{about}: {self}");
        match self.code() {
            // The server does not know us (yet): ours to put right, and no judgement on this mail.
            Some(530 | 534 | 535 | 538) => Outcome::Deferred(reason),
            Some(500..=599) => Outcome::Refused(reason),
            _ => Outcome::Deferred(reason),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Fault::Silence(wait) => return write!(f, "no answer within {wait:?}"),
            Fault::Reply(error) => match (self.code(), std::error::Error::source(error)) {
                (Some(code), Some(words)) => format!("{code} {words}"),
                (Some(code), None) => code.to_string(),
                (None, _) => error.to_string(),
            },
        };
        let one_line = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
        f.write_str(&one_line.take(MAX_REASON_CHARS).collect::<String>())
    }
}
