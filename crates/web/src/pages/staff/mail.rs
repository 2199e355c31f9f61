//! The outbox: what waits, what went out, and what nobody will ever receive.

use askama::Template;
use jubilee_core::{Day, Lang};
use jubilee_texts::{Id, id, t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::sample;
use crate::view::Tone;

/// How a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailState {
    /// Waiting to be sent.
    Waiting,
    /// Accepted by the mail server.
    Sent,
    /// Put off by the mail server, to be tried again.
    Deferred,
    /// Refused for good.
    Refused,
    /// The connection broke after the mail had been handed over; it may have arrived.
    Unclear,
}

impl MailState {
    /// The word on the badge.
    pub const fn label(self) -> Id {
        match self {
            MailState::Waiting => id!("staff-mail-state-waiting"),
            MailState::Sent => id!("staff-mail-state-sent"),
            MailState::Deferred => id!("staff-mail-state-deferred"),
            MailState::Refused => id!("staff-mail-state-refused"),
            MailState::Unclear => id!("staff-mail-state-unclear"),
        }
    }

    /// The colour of the badge.
    pub const fn tone(self) -> Tone {
        match self {
            MailState::Waiting => Tone::Quiet,
            MailState::Sent => Tone::Good,
            MailState::Deferred | MailState::Unclear => Tone::Due,
            MailState::Refused => Tone::Bad,
        }
    }
}

/// A mail, as a row.
#[derive(Clone, Debug)]
pub struct MailLine {
    /// To whom.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The day it fell due.
    pub due_on: Day,
    /// How it stands.
    pub state: MailState,
    /// How often it was tried.
    pub tries: i64,
    /// What the mail server said last.
    pub answer: Option<String>,
}

/// The outbox.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/staff/mail.html")]
pub struct MailPage {
    /// The frame.
    pub frame: Frame,
    /// How many mails there are in each state.
    pub counts: Vec<(MailState, usize)>,
    /// The mails, what failed first, then the newest.
    pub mails: Vec<MailLine>,
    /// Where mails go when no mail server is named, a folder.
    pub folder: Option<String>,
    /// The next page, where there is one.
    pub next: Option<String>,
}

impl Sample for MailPage {
    fn samples(lang: Lang) -> Vec<(&'static str, MailPage)> {
        let states = [MailState::Refused, MailState::Unclear, MailState::Deferred, MailState::Waiting, MailState::Sent];
        let full = MailPage {
            frame: sample::staff_frame(lang, "/staff/mail", Section::Mail),
            counts: states.into_iter().zip([1, 1, 1, 3, 2_308]).collect(),
            mails: states.into_iter().zip(sample::mails()).map(|(state, mail)| sample::mail_line(state, &mail)).collect(),
            folder: None,
            next: Some("/staff/mail?before=299".to_owned()),
        };
        let folder = MailPage { mails: Vec::new(), folder: Some("mails/".to_owned()), next: None, ..full.clone() };
        vec![("full", full), ("folder", folder)]
    }
}
