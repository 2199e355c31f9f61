//! The mails that fell due in the sandbox.

use askama::Template;
use jubilee_core::{Day, Lang};
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::sample;

/// One mail, as a row.
#[derive(Clone, Debug)]
pub struct MailboxLine {
    /// To whom: name and address.
    pub recipient: String,
    /// The member.
    pub member: String,
    /// The subject.
    pub subject: String,
    /// The day it fell due.
    pub due_on: Day,
    /// The language it is written in.
    pub lang: Lang,
    /// Where to read it.
    pub href: String,
}

/// The mailbox.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/demo/mailbox.html")]
pub struct Mailbox {
    /// The frame.
    pub frame: Frame,
    /// The mails, the newest first.
    pub mails: Vec<MailboxLine>,
    /// How many there are in all.
    pub total: usize,
    /// The next page, where there is one.
    pub older: Option<String>,
    /// The page before, where there is one.
    pub newer: Option<String>,
}

impl Sample for Mailbox {
    fn samples(lang: Lang) -> Vec<(&'static str, Mailbox)> {
        let frame = sample::member_frame(lang, "/demo/mailbox", Section::Mailbox);
        let empty = Mailbox { frame, mails: Vec::new(), total: 0, older: None, newer: None };
        let older = Some("/demo/mailbox?before=311".to_owned());
        vec![("full", Mailbox { mails: sample::mails(), total: 2_314, older, ..empty.clone() }), ("empty", empty)]
    }
}
