//! Where the link of the mail leads. Opening it changes nothing, because mail scanners open links; its button signs in.

use crate::frame::Section;
use crate::pages::auth::session;
use crate::portal::{Form, Portal, Problem, Visit, page, page_with};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jubilee_app::{NotSignedIn, Secret};
use jubilee_core::Lang;
use jubilee_texts::t;

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

/// Looks at the link without using it.
pub(crate) async fn get(State(portal): State<Portal>, visit: Visit, Path(token): Path<String>) -> Result<Response, Problem> {
    match portal.app.look_at_link(&Secret::given(&token)).await? {
        Ok(()) => page(&form(&visit, token, LinkState::Good)),
        Err(why) => page_with(StatusCode::GONE, &form(&visit, token, state(why)?)),
    }
}

/// Signs in by the link.
pub(crate) async fn post(
    State(portal): State<Portal>,
    visit: Visit,
    Path(token): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    given.only(&[], None)?;
    match portal.app.sign_in_by_link(&Secret::given(&token)).await? {
        Ok(new) => session::begin(&portal, &visit, &new).await,
        Err(why) => page_with(StatusCode::GONE, &form(&visit, token, state(why)?)),
    }
}

/// What the page says about a link that does not sign in. One that never was is a page that does not exist.
fn state(why: NotSignedIn) -> Result<LinkState, Problem> {
    match why {
        NotSignedIn::Used => Ok(LinkState::Used),
        NotSignedIn::Expired | NotSignedIn::TooManyTries => Ok(LinkState::Expired),
        NotSignedIn::Wrong => Err(Problem::NotFound),
    }
}

fn form(visit: &Visit, token: String, state: LinkState) -> SignInLink {
    SignInLink { frame: visit.frame(Section::None), token, state }
}

impl Sample for SignInLink {
    fn samples(lang: Lang) -> Vec<(&'static str, SignInLink)> {
        let with = |state| SignInLink { frame: sample::nobody(lang, "/sign-in/link/7hZq"), token: "7hZq".to_owned(), state };
        vec![("good", with(LinkState::Good)), ("expired", with(LinkState::Expired)), ("used", with(LinkState::Used))]
    }
}
