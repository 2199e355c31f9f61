//! "Check your mail": the same page, and the same words, whether or not the address is known.

use crate::frame::Section;
use crate::pages::auth::session;
use crate::portal::{Cookie, Form, Portal, Problem, Visit, page, page_with, see_other};
use crate::route;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{NotSignedIn, Secret, VALID_MINUTES};
use jubilee_core::Lang;
use jubilee_texts::t;

use crate::frame::Frame;
use crate::pages::Sample;
use crate::sample;

/// Why a code was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeProblem {
    /// It is not the code of the mail.
    Wrong,
    /// Its time is over, or it has been used.
    Spent,
    /// Too many wrong codes; a new mail is needed.
    TooManyTries,
}

/// The page with the field for the code.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/auth/code.html")]
pub struct SignInCode {
    /// The frame.
    pub frame: Frame,
    /// The address as it was typed.
    pub email: String,
    /// How many minutes link and code are good for.
    pub minutes: i64,
    /// Why the code before was not accepted.
    pub problem: Option<CodeProblem>,
}

impl SignInCode {
    /// What stands at the field about the code before.
    fn problem_words(&self) -> Option<String> {
        match self.problem? {
            CodeProblem::Wrong => Some(t!(self.frame.lang, "portal-code-wrong")),
            CodeProblem::Spent => Some(t!(self.frame.lang, "portal-code-spent")),
            CodeProblem::TooManyTries => None,
        }
    }
}

/// Shows the page to whoever has just asked for a mail; everybody else begins at the sign-in form.
pub(crate) async fn get(visit: Visit) -> Result<Response, Problem> {
    match form(&visit, None) {
        Some(code) => page(&code),
        None => Ok(see_other(route::SIGN_IN)),
    }
}

/// Signs in by the code.
pub(crate) async fn post(State(portal): State<Portal>, visit: Visit, given: Form) -> Result<Response, Problem> {
    given.only(&["code"], None)?;
    let Some(email) = visit.cookie(Cookie::Email) else { return Ok(see_other(route::SIGN_IN)) };
    let digits: String = given.get("code").chars().filter(char::is_ascii_digit).take(12).collect();
    let problem = match portal.app.sign_in_by_code(email, &Secret::given(&digits)).await? {
        Ok(new) => return session::begin(&portal, &visit, &new).await,
        Err(NotSignedIn::Wrong) => CodeProblem::Wrong,
        Err(NotSignedIn::Used | NotSignedIn::Expired) => CodeProblem::Spent,
        Err(NotSignedIn::TooManyTries) => CodeProblem::TooManyTries,
    };
    let status = match problem {
        CodeProblem::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    match form(&visit, Some(problem)) {
        Some(code) => page_with(status, &code),
        None => Ok(see_other(route::SIGN_IN)),
    }
}

fn form(visit: &Visit, problem: Option<CodeProblem>) -> Option<SignInCode> {
    let email = visit.cookie(Cookie::Email)?.to_owned();
    Some(SignInCode { frame: visit.frame(Section::None), email, minutes: i64::from(VALID_MINUTES), problem })
}

impl Sample for SignInCode {
    fn samples(lang: Lang) -> Vec<(&'static str, SignInCode)> {
        let page = SignInCode {
            frame: sample::nobody(lang, "/sign-in/code"),
            email: "ines@example.org".to_owned(),
            minutes: 15,
            problem: None,
        };
        let with = |problem| SignInCode { problem: Some(problem), ..page.clone() };
        vec![
            ("empty", page.clone()),
            ("wrong", with(CodeProblem::Wrong)),
            ("spent", with(CodeProblem::Spent)),
            ("too-many-tries", with(CodeProblem::TooManyTries)),
        ]
    }
}
