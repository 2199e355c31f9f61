//! The mails that fell due in the sandbox.

use crate::pages::staff::mail::subject;
use crate::portal::{Portal, Problem, Visit, page};
use crate::route;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_app::QueuedMail;
use jubilee_core::MemberId;
use jubilee_core::{Day, Lang};
use jubilee_texts::t;

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

/// How many mails a page shows.
const MOST: u32 = 50;

/// Shows a page of the mails. Nobody needs to be signed in for it: it is where the mail with the sign-in code is read.
pub(crate) async fn get(State(portal): State<Portal>, visit: Visit) -> Result<Response, Problem> {
    if !visit.is_demo() {
        return Err(Problem::NotFound);
    }
    let before: Option<i64> = visit.query().get("before").parse().ok();
    let mut mails = portal.app.mails(before, MOST + 1).await?;
    let has_more = mails.len() > MOST as usize;
    mails.truncate(MOST as usize);
    let lines = lines_of(&portal, &mails, visit.lang()).await?;
    page(&Mailbox {
        frame: visit.frame(Section::Mailbox),
        mails: lines,
        total: portal.app.mail_count().await?,
        older: mails.last().filter(|_| has_more).map(|last| format!("{}?before={}", route::DEMO_MAILBOX, last.id)),
        newer: before.map(|_| route::DEMO_MAILBOX.to_owned()),
    })
}

/// Mails as rows, with the names of their members.
pub(super) async fn lines_of(portal: &Portal, mails: &[QueuedMail], lang: Lang) -> Result<Vec<MailboxLine>, Problem> {
    let members: Vec<MemberId> = mails.iter().filter_map(|mail| mail.member).collect();
    let names = portal.app.member_names(&members).await?;
    let line = |mail: &QueuedMail| MailboxLine {
        recipient: mail.recipient.clone(),
        member: mail.member.and_then(|member| names.get(&member).cloned()).unwrap_or_default(),
        subject: subject(mail, lang),
        due_on: mail.on,
        lang: mail.lang,
        href: route::demo_mail(mail.id),
    };
    Ok(mails.iter().map(line).collect())
}

impl Sample for Mailbox {
    fn samples(lang: Lang) -> Vec<(&'static str, Mailbox)> {
        let frame = sample::member_frame(lang, "/demo/mailbox", Section::Mailbox);
        let empty = Mailbox { frame, mails: Vec::new(), total: 0, older: None, newer: None };
        let older = Some("/demo/mailbox?before=311".to_owned());
        vec![("full", Mailbox { mails: sample::mails(), total: 2_314, older, ..empty.clone() }), ("empty", empty)]
    }
}
