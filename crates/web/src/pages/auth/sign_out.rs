//! Signing out.

use axum::extract::State;
use axum::http::header;
use axum::response::Response;

use crate::portal::{Cookie, Form, Portal, Problem, SignedIn, see_other};
use crate::route;

/// Ends the session, on all nodes and in this browser.
pub(crate) async fn post(State(portal): State<Portal>, signed_in: SignedIn, form: Form) -> Result<Response, Problem> {
    form.only(&[], None)?;
    if let Some(token) = signed_in.visit.token() {
        portal.app.sign_out(&token).await?;
    }
    let mut response = see_other(&format!("{}?signed-out=1", route::SIGN_IN));
    for cookie in [Cookie::Session, Cookie::Member] {
        response.headers_mut().append(header::SET_COOKIE, cookie.set("", 0, portal.options.is_secure));
    }
    Ok(response)
}
