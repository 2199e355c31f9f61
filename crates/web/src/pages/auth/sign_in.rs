//! The form that asks for a mail address.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{t, t_of};

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
    /// What to say above the form.
    pub notice: Option<SignInNotice>,
}

impl SignIn {
    /// What stands at the field.
    fn problem_words(&self) -> Option<String> {
        self.is_malformed.then(|| t!(self.frame.lang, "portal-sign-in-malformed"))
    }
}

impl Sample for SignIn {
    fn samples(lang: Lang) -> Vec<(&'static str, SignIn)> {
        let page = SignIn { frame: sample::nobody(lang, "/sign-in"), email: String::new(), is_malformed: false, notice: None };
        vec![
            ("empty", page.clone()),
            ("malformed", SignIn { email: "ines@".to_owned(), is_malformed: true, ..page.clone() }),
            ("signed-out", SignIn { notice: Some(SignInNotice::SignedOut), ..page.clone() }),
            ("first", SignIn { notice: Some(SignInNotice::SignInFirst), ..page }),
        ]
    }
}
