//! A real SMTP server for tests, on a port of its own, that keeps what it accepts and fails where it is told to.
//!
//! ```no_run
//! # async fn example() {
//! use jubilee_testkit::smtp::{Act, Position, SmtpServer};
//! let server = SmtpServer::start().await;
//! server.script(Position::Recipient, [Act::Reply(450, "greylisted")]);
//! // ... deliver to server.url(); the first recipient is deferred, the next is accepted ...
//! assert_eq!(server.mails()[0].to, ["admin@example.org"]);
//! # }
//! ```

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub mod mime;

use mime::Part;

/// A larger message is refused, and a longer line ends the connection.
const MAX_BYTES: usize = 4 << 20;

/// A place in the conversation where the server can be told to misbehave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// The first reply, before the client has said anything.
    Greeting,
    /// The reply to EHLO.
    Hello,
    /// The reply to AUTH.
    Authentication,
    /// The reply to MAIL FROM.
    Sender,
    /// The reply to RCPT TO.
    Recipient,
    /// The reply to DATA.
    Data,
    /// While the message arrives: its first line has come, its final dot has not.
    Content,
    /// The reply to the final dot. The message is kept only when the reply is 250, or is one that never reached the client
    /// ([`Act::DropAccepted`]).
    Dot,
    /// The reply to RSET.
    Reset,
}

/// What the server does at a position instead of going on as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// As usual.
    Pass,
    /// Replies with this code and text. 421 ends the connection, as the protocol wants.
    Reply(u16, &'static str),
    /// Sends this line, whatever it is, in place of a reply.
    Say(&'static str),
    /// Closes the connection without a word.
    Drop,
    /// At [`Position::Dot`]: keeps the message, then closes the connection without a word.
    DropAccepted,
    /// Says nothing and keeps the connection open.
    Silence,
    /// Waits, then goes on as usual.
    Slow(Duration),
}

/// A message that the server accepted.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The address of MAIL FROM.
    pub from: String,
    /// The addresses of RCPT TO.
    pub to: Vec<String>,
    /// The message as it came, dots unstuffed, lines ended by CRLF.
    pub raw: Vec<u8>,
    /// Which connection brought it, from 1.
    pub connection: usize,
}

impl Mail {
    /// The message's parts and headers.
    pub fn read(&self) -> Part {
        Part::read(&self.raw)
    }

    /// A header's value, unfolded and decoded.
    pub fn header(&self, name: &str) -> Option<String> {
        self.read().header(name)
    }

    /// The first part of a type such as `text/plain`, decoded.
    pub fn text_of(&self, content_type: &str) -> Option<String> {
        self.read().text_of(content_type)
    }

    /// The plain text.
    pub fn text(&self) -> String {
        self.text_of("text/plain").unwrap_or_default()
    }
}

#[derive(Default)]
struct Script {
    acts: BTreeMap<Position, VecDeque<Act>>,
    always: BTreeMap<Position, Act>,
    close_after: Option<usize>,
    credentials: Option<(String, String)>,
}

#[derive(Default)]
struct Shared {
    script: Mutex<Script>,
    mails: Mutex<Vec<Mail>>,
    connections: Mutex<usize>,
}

impl Shared {
    fn act(&self, position: Position) -> Act {
        let mut script = lock(&self.script);
        let next = script.acts.get_mut(&position).and_then(VecDeque::pop_front);
        next.or_else(|| script.always.get(&position).copied()).unwrap_or(Act::Pass)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The server. It stops when this is dropped.
pub struct SmtpServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl SmtpServer {
    /// Starts a server on a free port of this machine.
    ///
    /// # Panics
    /// When no port can be had.
    pub async fn start() -> SmtpServer {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port of this machine");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shared = Arc::new(Shared::default());
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        SmtpServer { address, shared, task }
    }

    /// `smtp://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// At the next visits of `position` these acts, one each; then as usual.
    pub fn script(&self, position: Position, acts: impl IntoIterator<Item = Act>) {
        lock(&self.shared.script).acts.entry(position).or_default().extend(acts);
    }

    /// At every visit of `position` that has no act of its own, this one.
    pub fn always(&self, position: Position, act: Act) {
        lock(&self.shared.script).always.insert(position, act);
    }

    /// Closes each connection after it has brought `mails` messages.
    pub fn close_after(&self, mails: usize) {
        lock(&self.shared.script).close_after = Some(mails);
    }

    /// Offers AUTH PLAIN and takes no mail before this name and password were given.
    pub fn require(&self, name: &str, password: &str) {
        lock(&self.shared.script).credentials = Some((name.to_owned(), password.to_owned()));
    }

    /// What was accepted so far, in order.
    pub fn mails(&self) -> Vec<Mail> {
        lock(&self.shared.mails).clone()
    }

    /// How many connections were opened so far.
    pub fn connections(&self) -> usize {
        *lock(&self.shared.connections)
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    // Conversations live in this set, so that they end with the server.
    let mut conversations = tokio::task::JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let number = {
            let mut connections = lock(&shared.connections);
            *connections += 1;
            *connections
        };
        let conversation = Conversation { stream: BufReader::new(stream), shared: Arc::clone(&shared), number };
        // A client that goes away in the middle is part of what is tested, not a fault of the server.
        conversations.spawn(async move { conversation.run().await.unwrap_or_default() });
        while conversations.try_join_next().is_some() {}
    }
}

struct Conversation {
    stream: BufReader<TcpStream>,
    shared: Arc<Shared>,
    number: usize,
}

#[derive(Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

enum Next {
    Usual,
    Handled,
    End,
}

impl Conversation {
    async fn run(mut self) -> io::Result<()> {
        let (mut envelope, mut known, mut brought) = (Envelope::default(), false, 0);
        if !self.answer(Position::Greeting, "220 testkit ESMTP").await? {
            return Ok(());
        }
        while let Some(line) = self.line().await? {
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
            let credentials = lock(&self.shared.script).credentials.clone();
            let open = known || credentials.is_none();
            let going_on = match verb.as_str() {
                "EHLO" | "HELO" => {
                    let auth = if credentials.is_some() { "250-AUTH PLAIN\r\n" } else { "" };
                    let reply = format!("250-testkit\r\n{auth}250-8BITMIME\r\n250 SIZE {MAX_BYTES}");
                    self.answer(Position::Hello, &reply).await?
                }
                "AUTH" => {
                    known = credentials.is_some_and(|(name, password)| {
                        let given = line.split(' ').nth(2).and_then(|text| mime::from_base64(text.as_bytes()));
                        given.is_some_and(|given| given == format!("\0{name}\0{password}").into_bytes())
                    });
                    let reply = if known { "235 welcome" } else { "535 wrong name or password" };
                    self.answer(Position::Authentication, reply).await?
                }
                "MAIL" if open => {
                    envelope = Envelope { from: address(&line), to: Vec::new() };
                    self.answer(Position::Sender, "250 sender noted").await?
                }
                "MAIL" => self.say("530 authentication required").await?,
                "RCPT" if envelope.from.is_some() => match self.act(Position::Recipient).await? {
                    Next::Usual => {
                        envelope.to.extend(address(&line));
                        self.say("250 recipient noted").await?
                    }
                    Next::Handled => true,
                    Next::End => false,
                },
                "DATA" if !envelope.to.is_empty() => match self.act(Position::Data).await? {
                    Next::Usual => {
                        self.say("354 go on").await?;
                        let going_on = self.message(std::mem::take(&mut envelope)).await?;
                        brought += 1;
                        going_on && lock(&self.shared.script).close_after.is_none_or(|most| brought < most)
                    }
                    Next::Handled => true,
                    Next::End => false,
                },
                "RSET" => {
                    envelope = Envelope::default();
                    self.answer(Position::Reset, "250 forgotten").await?
                }
                "NOOP" => self.say("250 here").await?,
                "QUIT" => {
                    self.say("221 goodbye").await?;
                    false
                }
                "RCPT" | "DATA" => self.say("503 not now").await?,
                _ => self.say("502 unknown command").await?,
            };
            if !going_on {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Takes the message up to its final dot. False when the conversation is over.
    async fn message(&mut self, envelope: Envelope) -> io::Result<bool> {
        let mut raw = Vec::new();
        let mut first = true;
        loop {
            let Some(line) = self.line().await? else { return Ok(false) };
            if std::mem::take(&mut first) && matches!(self.act(Position::Content).await?, Next::End) {
                return Ok(false);
            }
            if line == b".\r\n" {
                break;
            }
            raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            if raw.len() > MAX_BYTES {
                return self.say("552 too large").await;
            }
        }
        let mail = Mail { from: envelope.from.unwrap_or_default(), to: envelope.to, raw, connection: self.number };
        let act = self.shared.act(Position::Dot);
        if matches!(act, Act::Pass | Act::DropAccepted | Act::Slow(_) | Act::Reply(250, _)) {
            lock(&self.shared.mails).push(mail);
        }
        match self.perform(act).await? {
            Next::Usual => self.say("250 kept").await,
            Next::Handled => Ok(true),
            Next::End => Ok(false),
        }
    }

    /// The usual reply, or what the script wants in its place. False when the conversation is over.
    async fn answer(&mut self, position: Position, usual: &str) -> io::Result<bool> {
        match self.act(position).await? {
            Next::Usual => self.say(usual).await,
            Next::Handled => Ok(true),
            Next::End => Ok(false),
        }
    }

    async fn act(&mut self, position: Position) -> io::Result<Next> {
        let act = self.shared.act(position);
        self.perform(act).await
    }

    async fn perform(&mut self, act: Act) -> io::Result<Next> {
        match act {
            Act::Pass => Ok(Next::Usual),
            Act::Reply(code, text) => {
                self.say(&format!("{code} {text}")).await?;
                Ok(if code == 421 { Next::End } else { Next::Handled })
            }
            Act::Say(line) => {
                self.say(line).await?;
                Ok(Next::Handled)
            }
            Act::Drop | Act::DropAccepted => Ok(Next::End),
            Act::Silence => std::future::pending().await,
            Act::Slow(wait) => {
                tokio::time::sleep(wait).await;
                Ok(Next::Usual)
            }
        }
    }

    /// Sends a reply; always true, so that a branch can end with it.
    async fn say(&mut self, reply: &str) -> io::Result<bool> {
        self.stream.write_all(format!("{reply}\r\n").as_bytes()).await?;
        self.stream.flush().await?;
        Ok(true)
    }

    async fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        self.stream.read_until(b'\n', &mut line).await?;
        if line.len() > MAX_BYTES {
            return Err(io::ErrorKind::InvalidData.into());
        }
        // A last line without its end is a client that went away in the middle of it.
        Ok(line.ends_with(b"\n").then_some(line))
    }
}

fn address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once('<')?;
    Some(rest.split_once('>')?.0.to_owned())
}
