//! "Check your mail": the same page, and the same words, whether or not the address is known.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{t, t_of};

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
