//! Mails: their words put into HTML and plain text, their calendar entries, and the way to a mail server or a folder.
//!
//! This crate never reads the store and never decides whom to write to: whoever calls it hands in a [`mail::Mail`] with facts that
//! are true on the day it is sent, and receives the [`Outcome`] of one delivery. What to do about an outcome (when to try again,
//! when to give up, whether to repeat an unclear one) is the caller's policy; [`retry_after`] only spaces the attempts.
//!
//! Begin with [`mail::Mail::message`] and [`Transport::send`].

mod backoff;
mod calendar;
mod folder;
pub mod mail;
mod message;
mod smtp;
mod transport;

pub use backoff::{MAX_ATTEMPTS, retry_after};
pub use folder::Folder;
pub use message::{Attached, Mailbox, Message, NotSendable};
pub use smtp::{Deadlines, NotAServer, Smtp};
pub use transport::{Outcome, Transport};
