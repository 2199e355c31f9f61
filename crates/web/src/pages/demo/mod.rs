//! Pages of a sandbox.

pub(crate) mod card;
pub(crate) mod clock;
pub(crate) mod mail;
pub(crate) mod mailbox;
pub(crate) mod view;

pub use card::DemoCard;
pub use mail::DemoMail;
pub use mailbox::{Mailbox, MailboxLine};
