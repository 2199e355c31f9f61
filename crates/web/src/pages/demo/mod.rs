//! Pages of a sandbox.

mod mail;
mod mailbox;

pub use mail::DemoMail;
pub use mailbox::{Mailbox, MailboxLine};
