//! Beginning a session, whichever way somebody signed in.

use axum::http::header;
use axum::response::Response;
use jubilee_app::NewSession;

use crate::portal::{Cookie, Portal, Problem, Visit, local_path, see_other};
use crate::route;

/// Gives the browser its session and sends it where the person wanted to go. The session that it had before ends.
pub(super) async fn begin(portal: &Portal, visit: &Visit, new: &NewSession) -> Result<Response, Problem> {
    if let Some(before) = visit.token() {
        portal.app.sign_out(&before).await?;
    }
    let place = new.next_path.as_deref().and_then(local_path).unwrap_or(route::HOME);
    let is_secure = portal.options.is_secure;
    let mut response = see_other(place);
    let session = Cookie::Session.set(new.token.as_str(), new.seconds, is_secure);
    for cookie in [session, Cookie::Email.set("", 0, is_secure)] {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
