//! One mail of the sandbox.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{t, t_of};

use crate::frame::{Frame, Section};
use crate::pages::Sample;
use crate::pages::demo::MailboxLine;
use crate::{route, sample};

/// The mail: its HTML inside a frame that can neither run nor send anything, and its plain text.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/demo/mail.html")]
pub struct DemoMail {
    /// The frame.
    pub frame: Frame,
    /// The heading lines.
    pub mail: MailboxLine,
    /// Where the HTML is.
    pub body: String,
    /// The plain text.
    pub text: String,
}

impl Sample for DemoMail {
    fn samples(lang: Lang) -> Vec<(&'static str, DemoMail)> {
        let frame = sample::member_frame(lang, "/demo/mailbox/312", Section::Mailbox);
        sample::mails()
            .into_iter()
            .take(1)
            .map(|mail| {
                (
                    "reminder",
                    DemoMail { frame: frame.clone(), mail, body: route::demo_mail_body(312), text: sample::mail_text() },
                )
            })
            .collect()
    }
}
