//! The mails: what each says, from facts that hold on the day it is sent.
//!
//! A mail is data and can be kept as JSON until it is sent. [`Mail::message`] words it in its language and puts it into HTML and
//! plain text; nothing is looked up.

mod invoice;
mod kept;
mod layout;
mod notices;
mod ordered;
mod renewed;
mod sign_in;

use jubilee_core::{Instant, Lang};
use serde::{Deserialize, Serialize};

use crate::message::{Mailbox, Message};
pub use invoice::Invoiced;
pub use notices::{
    Allows, AutoNews, AutoStage, Came, ExceptionNews, InFlight, Lapsed, Legacy, Moved, NoEffect, Notice, Notices, OpenAgain,
    Phase, ProofNews, ReliefNews, Reminder, Stage, TakenBack,
};
pub use ordered::{Ordered, OrderedItem, Purpose};
pub use renewed::{Receipt, Renewed, Without};
pub use sign_in::SignIn;

/// Any mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "kebab-case")]
pub enum Mail {
    /// Reminders and lapses: one digest for a recipient and day.
    Notices(Notices),
    /// A renewal, confirmed.
    Renewed(Renewed),
    /// An order, with how to pay it.
    Ordered(Ordered),
    /// The way in.
    SignIn(SignIn),
    /// An invoice or a credit note.
    Invoice(Invoiced),
}

/// Who receives a mail, from whom, and when it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Who receives it.
    pub recipient: Mailbox,
    /// Who sends it.
    pub sender: Mailbox,
    /// The Message-ID without angle brackets, the same at every attempt.
    pub message_id: String,
    /// When the mail was written.
    pub date: Instant,
}

/// A mail that cannot be worded.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// A digest without a notice.
    #[error("a digest of notices for '{member}' holds no notice")]
    Empty {
        /// The member.
        member: String,
    },
    /// A reminder after its window has closed: nothing it could say would be true.
    #[error("a reminder for subscription '{subscription}' was to be sent on {on}, after its last day {renew_until}")]
    TooLate {
        /// The subscription's reference.
        subscription: String,
        /// The day of sending.
        on: jubilee_core::Day,
        /// The last day of the window.
        renew_until: jubilee_core::Day,
    },
    /// A document could not be written.
    #[error(transparent)]
    Document(#[from] jubilee_documents::NotDrawable),
    /// A template failed.
    #[error("the mail '{mail}' could not be put together")]
    Template {
        /// The mail's kind.
        mail: &'static str,
        /// Why.
        #[source]
        source: askama::Error,
    },
}

/// A mail in words, before it has an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The subject line.
    pub subject: String,
    /// The HTML form.
    pub html: String,
    /// The plain-text form.
    pub text: String,
}

impl Mail {
    /// The mail's kind: `notices`, `renewed`, `ordered`, `sign-in` or `invoice`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Mail::Notices(_) => "notices",
            Mail::Renewed(_) => "renewed",
            Mail::Ordered(_) => "ordered",
            Mail::SignIn(_) => "sign-in",
            Mail::Invoice(_) => "invoice",
        }
    }

    /// The language it is written in.
    pub const fn lang(&self) -> Lang {
        match self {
            Mail::Notices(mail) => mail.lang,
            Mail::Renewed(mail) => mail.lang,
            Mail::Ordered(mail) => mail.lang,
            Mail::SignIn(mail) => mail.lang,
            Mail::Invoice(mail) => mail.lang,
        }
    }

    /// The mail in words.
    pub fn words(&self) -> Result<Words, MailError> {
        match self {
            Mail::Notices(mail) => mail.words(),
            Mail::Renewed(mail) => mail.words(),
            Mail::Ordered(mail) => mail.words(),
            Mail::SignIn(mail) => mail.words(),
            Mail::Invoice(mail) => mail.words(),
        }
    }

    /// The mail as a message, ready to be sent. Mails that need no answer by a machine say so (`Auto-Submitted`), and a digest lists
    /// its notices for machines in `X-Jubilee-Notices`.
    pub fn message(&self, envelope: Envelope) -> Result<Message, MailError> {
        let Words { subject, html, text } = self.words()?;
        let mut headers = vec![("Auto-Submitted".to_owned(), "auto-generated".to_owned())];
        let host = envelope.sender.domain();
        let calendar = match self {
            Mail::Notices(mail) => {
                headers.push(("X-Jubilee-Notices".to_owned(), mail.for_machines()));
                mail.calendar(host, envelope.date)
            }
            Mail::Renewed(mail) => Some(mail.calendar(host, envelope.date)),
            Mail::Ordered(_) | Mail::SignIn(_) | Mail::Invoice(_) => None,
        };
        let attached = match self {
            Mail::Invoice(mail) => Some(mail.attached()?),
            _ => None,
        };
        let Envelope { recipient, sender, message_id, date } = envelope;
        Ok(Message { recipient, sender, subject, html, text, calendar, attached, message_id, date, headers })
    }

    /// Every mail in every state that reads differently, with a name for each: for tests, and for looking at.
    pub fn samples(lang: Lang) -> Vec<(&'static str, Mail)> {
        let mut samples: Vec<(&'static str, Mail)> =
            Notices::samples(lang).into_iter().map(|(name, mail)| (name, Mail::Notices(mail))).collect();
        samples.push(("renewed", Mail::Renewed(Renewed::sample(lang))));
        samples.push(("reactivated", Mail::Renewed(Renewed::reactivation_sample(lang))));
        samples.push(("purchased", Mail::Renewed(Renewed::purchase_sample(lang))));
        samples.push(("upgraded", Mail::Renewed(Renewed::upgrade_sample(lang))));
        samples
            .push(("ordered-reactivation", Mail::Ordered(Ordered { purpose: Purpose::Reactivation, ..Ordered::sample(lang) })));
        samples.push(("ordered-partly", Mail::Ordered(Ordered::partly_sample(lang))));
        samples.push(("ordered-together", Mail::Ordered(Ordered::together_sample(lang))));
        samples.push(("ordered-upgrade", Mail::Ordered(Ordered::upgrade_sample(lang))));
        samples.push(("ordered-taxed", Mail::Ordered(Ordered::taxed_sample(lang))));
        samples.push(("ordered-reverse-charge", Mail::Ordered(Ordered::reverse_charge_sample(lang))));
        samples.push(("ordered", Mail::Ordered(Ordered::sample(lang))));
        samples.push(("invoice", Mail::Invoice(Invoiced::sample(lang))));
        samples.push(("credit-note", Mail::Invoice(Invoiced::credit_sample(lang))));
        samples.push(("sign-in", Mail::SignIn(SignIn::sample(lang))));
        samples
    }
}
