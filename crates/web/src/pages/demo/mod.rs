//! Pages of a sandbox.

pub(crate) mod clock;
pub(crate) mod mail;
pub(crate) mod mailbox;
pub(crate) mod view;

pub use mail::DemoMail;
pub use mailbox::{Mailbox, MailboxLine};
