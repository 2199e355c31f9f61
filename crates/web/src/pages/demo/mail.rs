//! One mail of the sandbox.

use crate::pages::demo::mailbox::lines_of;
use crate::portal::{MAIL_POLICY, Portal, Problem, Visit, page};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use jubilee_app::QueuedMail;
use jubilee_core::Lang;
use jubilee_delivery::mail::Words;
use jubilee_texts::t;

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

/// Shows the mail.
pub(crate) async fn get(State(portal): State<Portal>, visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let (mail, words) = find(&portal, &visit, &id).await?;
    let body = route::demo_mail_body(mail.id);
    let line = lines_of(&portal, &[mail], visit.lang()).await?.pop().ok_or(Problem::NotFound)?;
    page(&DemoMail { frame: visit.frame(Section::Mailbox), mail: line, body, text: words.text })
}

/// The HTML of the mail, for the frame on its page. What is clicked in it opens in place of the page, not inside the frame.
pub(crate) async fn body(State(portal): State<Portal>, visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let (_, words) = find(&portal, &visit, &id).await?;
    let html = words.html.replacen("<head>", "<head><base target=\"_top\">", 1);
    Ok(([(header::CONTENT_SECURITY_POLICY, MAIL_POLICY)], Html(html)).into_response())
}

async fn find(portal: &Portal, visit: &Visit, id: &str) -> Result<(QueuedMail, Words), Problem> {
    if !visit.is_demo() {
        return Err(Problem::NotFound);
    }
    let mail = portal.app.mail(id.parse().map_err(|_| Problem::NotFound)?).await?;
    let words = mail.mail.as_ref().ok_or(Problem::NotFound)?.words().map_err(|error| Problem::fault(&error))?;
    Ok((mail, words))
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
