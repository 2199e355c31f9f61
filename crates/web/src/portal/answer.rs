//! Answers: a page, or the way to another one.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::portal::Problem;

/// A page.
pub(crate) fn page(page: &impl Template) -> Result<Response, Problem> {
    page_with(StatusCode::OK, page)
}

/// A page with a status of its own: 422 for a form to be corrected, 409 for a rule that says no.
pub(crate) fn page_with(status: StatusCode, page: &impl Template) -> Result<Response, Problem> {
    Ok((status, Html(page.render()?)).into_response())
}

/// Sends the browser to another page of the portal, with a GET.
pub(crate) fn see_other(path: &str) -> Response {
    // Paths are made of numbers and of what `local_path` has let through, so they are plain ASCII.
    let place = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}
