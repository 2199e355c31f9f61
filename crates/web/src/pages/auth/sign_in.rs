//! The form that asks for a mail address.

use crate::frame::Section;
use crate::portal::{Cookie, Form, Portal, Problem, Visit, local_path, page, page_with, see_other};
use crate::route;
use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::Response;
use jubilee_app::VALID_MINUTES;
use jubilee_core::Lang;
use jubilee_texts::t;

use crate::frame::Frame;
use crate::pages::Sample;
use crate::sample;

/// What the page says above the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInNotice {
    /// The visitor has signed out.
    SignedOut,
    /// The page that was asked for needs a sign-in.
    SignInFirst,
}

/// The sign-in form.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/auth/sign_in.html")]
pub struct SignIn {
    /// The frame.
    pub frame: Frame,
    /// What was typed.
    pub email: String,
    /// Whether what was typed is no mail address.
    pub is_malformed: bool,
    /// Where the visitor wanted to go, a path of the portal; empty for the first screen.
    pub next: String,
    /// What to say above the form.
    pub notice: Option<SignInNotice>,
}

impl SignIn {
    /// What stands at the field.
    fn problem_words(&self) -> Option<String> {
        self.is_malformed.then(|| t!(self.frame.lang, "portal-sign-in-malformed"))
    }
}

/// The longest address that there can be (RFC 5321).
const MOST_BYTES: usize = 254;

/// Shows the form; to somebody who is signed in already, the first screen.
pub(crate) async fn get(visit: Visit) -> Result<Response, Problem> {
    let wanted = visit.query().get("next");
    if visit.visitor().is_some() {
        return Ok(see_other(local_path(wanted).unwrap_or(route::HOME)));
    }
    let next = local_path(wanted).unwrap_or_default().to_owned();
    let notice = match (next.is_empty(), visit.query().get("signed-out")) {
        (_, "1") => Some(SignInNotice::SignedOut),
        (false, _) => Some(SignInNotice::SignInFirst),
        (true, _) => None,
    };
    page(&SignIn { frame: visit.frame(Section::None), email: String::new(), is_malformed: false, next, notice })
}

/// Has the mail sent, if the address belongs to anybody. The answer is the same, and comes as soon, whether or not it does: what
/// differs happens after it.
pub(crate) async fn post(State(portal): State<Portal>, visit: Visit, form: Form) -> Result<Response, Problem> {
    form.only(&["email", "next"], None)?;
    let email = form.get("email").to_owned();
    let next = local_path(form.get("next")).map(str::to_owned);
    if !is_address(&email) {
        let next = next.unwrap_or_default();
        let page = SignIn { frame: visit.frame(Section::None), email, is_malformed: true, next, notice: None };
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    // A store that is away shows here, for everybody alike.
    portal.app.clock().await?;
    let permit = portal.sign_ins.clone().acquire_owned().await.map_err(|closed| Problem::fault(&closed))?;
    let is_secure = portal.options.is_secure;
    let address = email.clone();
    tokio::spawn(async move {
        if let Err(error) = portal.app.request_sign_in(&address, next.as_deref()).await {
            let _ = Problem::from(error);
        }
        drop(permit);
    });
    let mut response = see_other(route::SIGN_IN_CODE);
    let cookie = Cookie::Email.set(&email, i64::from(VALID_MINUTES) * 60, is_secure);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Whether a text can be a mail address: one `@` with something before it and a host with a dot behind it.
fn is_address(text: &str) -> bool {
    let is_clean =
        text.chars().all(|sign| !sign.is_control() && !sign.is_whitespace() && !matches!(sign, '<' | '>' | ',' | ';'));
    let Some((name, host)) = text.split_once('@') else { return false };
    let labels: Vec<&str> = host.split('.').collect();
    is_clean
        && text.len() <= MOST_BYTES
        && !name.is_empty()
        && !host.contains('@')
        && labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
}

impl Sample for SignIn {
    fn samples(lang: Lang) -> Vec<(&'static str, SignIn)> {
        let page = SignIn {
            frame: sample::nobody(lang, "/sign-in"),
            email: String::new(),
            is_malformed: false,
            next: String::new(),
            notice: None,
        };
        vec![
            ("empty", page.clone()),
            ("malformed", SignIn { email: "ines@".to_owned(), is_malformed: true, ..page.clone() }),
            ("signed-out", SignIn { notice: Some(SignInNotice::SignedOut), ..page.clone() }),
            ("first", SignIn { notice: Some(SignInNotice::SignInFirst), next: "/orders".to_owned(), ..page }),
        ]
    }
}
