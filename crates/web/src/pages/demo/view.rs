//! Seeing the sandbox with a member's eyes or with staff's.

use axum::extract::State;
use axum::http::header;
use axum::response::Response;

use crate::portal::{Cookie, Form, Portal, Problem, Visit, see_other};
use crate::route;

/// Begins a session of the demo's member or staff, without any proof: there is nothing at stake in a sandbox. Whoever has not come
/// in yet comes in this way.
pub(crate) async fn post(State(portal): State<Portal>, visit: Visit, form: Form) -> Result<Response, Problem> {
    form.only(&["as"], None)?;
    let demo = portal.demo().await?.ok_or(Problem::NotFound)?;
    let email = match form.get("as") {
        "member" => &demo.member,
        "staff" => &demo.staff,
        _ => return Err(Problem::Malformed),
    };
    let session = portal.app.begin_demo_session(email).await?;
    if let Some(before) = visit.token() {
        portal.app.sign_out(&before).await?;
    }
    let mut response = see_other(route::HOME);
    let is_secure = portal.options.is_secure;
    let cookie = Cookie::Session.set(session.token.as_str(), session.seconds, is_secure);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
