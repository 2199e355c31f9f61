//! Where the link of the mail leads. Opening it changes nothing, because mail scanners open links; its button signs in.

use askama::Template;
use jubilee_core::Lang;
use jubilee_texts::{t, t_of};

use crate::frame::Frame;
use crate::pages::Sample;
use crate::{route, sample};

/// How the link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It can be used.
    Good,
    /// Its time is over.
    Expired,
    /// It has been used.
    Used,
}

/// The page behind the link.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/auth/link.html")]
pub struct SignInLink {
    /// The frame.
    pub frame: Frame,
    /// The token of the link.
    pub token: String,
    /// How the link stands.
    pub state: LinkState,
}

impl Sample for SignInLink {
    fn samples(lang: Lang) -> Vec<(&'static str, SignInLink)> {
        let with = |state| SignInLink { frame: sample::nobody(lang, "/sign-in/link/7hZq"), token: "7hZq".to_owned(), state };
        vec![("good", with(LinkState::Good)), ("expired", with(LinkState::Expired)), ("used", with(LinkState::Used))]
    }
}
