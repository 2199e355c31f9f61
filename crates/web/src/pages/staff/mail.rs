//! The outbox: what waits, what went out, and what nobody will ever receive.

use crate::portal::{Portal, Problem, StaffScope, page};
use crate::route;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jubilee_app::{QueuedMail, QueuedState};
use jubilee_core::{Day, Lang};
use jubilee_delivery::Transport;
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
    /// It had become untrue before it was sent, and was not sent.
    Superseded,
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
            MailState::Superseded => id!("staff-mail-state-superseded"),
        }
    }

    /// The colour of the badge.
    pub const fn tone(self) -> Tone {
        match self {
            MailState::Waiting | MailState::Superseded => Tone::Quiet,
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

/// How many mails a page shows.
const MOST: u32 = 50;

impl MailState {
    /// The state that a mail is shown in.
    fn of(mail: &QueuedMail) -> MailState {
        match mail.state {
            QueuedState::Sent => MailState::Sent,
            QueuedState::Failed => MailState::Refused,
            QueuedState::Superseded => MailState::Superseded,
            QueuedState::Waiting if mail.unclear > 0 => MailState::Unclear,
            QueuedState::Waiting if mail.last_error.is_some() => MailState::Deferred,
            QueuedState::Waiting => MailState::Waiting,
        }
    }
}

/// Shows a page of the outbox; what was refused stands on the first page, above the newest.
pub(crate) async fn get(State(portal): State<Portal>, scope: StaffScope) -> Result<Response, Problem> {
    let before: Option<i64> = scope.visit.query().get("before").parse().ok();
    let lang = scope.visit.lang();
    let mut mails = portal.app.mails(before, MOST + 1).await?;
    let has_more = mails.len() > MOST as usize;
    mails.truncate(MOST as usize);
    let next = mails.last().filter(|_| has_more).map(|last| format!("{}?before={}", route::STAFF_MAIL, last.id));
    if before.is_none() {
        let failed = portal.app.failed_mails(MOST).await?;
        mails.retain(|mail| mail.state != QueuedState::Failed);
        mails.splice(0..0, failed);
    }
    let by_state = portal.app.mails_by_state().await?;
    let count = |state| by_state.get(&state).map_or(0, |count| usize::try_from(*count).unwrap_or_default());
    page(&MailPage {
        frame: scope.visit.frame(Section::Mail),
        counts: vec![
            (MailState::Refused, count(QueuedState::Failed)),
            (MailState::Waiting, count(QueuedState::Waiting)),
            (MailState::Sent, count(QueuedState::Sent)),
            (MailState::Superseded, count(QueuedState::Superseded)),
        ],
        mails: mails.iter().map(|mail| line(mail, lang)).collect(),
        folder: folder(&portal),
        next,
    })
}

/// The folder that takes the mails, where they go to one.
fn folder(portal: &Portal) -> Option<String> {
    match &portal.options.post.as_ref()?.transport {
        Transport::Folder(folder) => Some(folder.path().display().to_string()),
        Transport::Smtp(_) => None,
    }
}

fn line(mail: &QueuedMail, lang: Lang) -> MailLine {
    MailLine {
        recipient: mail.recipient.clone(),
        subject: subject(mail, lang),
        due_on: mail.on,
        state: MailState::of(mail),
        tries: mail.attempts,
        answer: mail.last_error.clone(),
    }
}

/// The subject of a mail, from what it says.
pub(crate) fn subject(mail: &QueuedMail, lang: Lang) -> String {
    let words = mail.mail.as_ref().and_then(|mail| mail.words().ok());
    words.map_or_else(|| t!(lang, "staff-mail-unreadable"), |words| words.subject)
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
