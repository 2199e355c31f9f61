//! The headers that go with every answer.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;

/// What a page may load, and whom it may send a form to: itself only, and nothing inline (S7).
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What the HTML of a mail may do inside its frame: show itself, and lead away from the frame when it is clicked.
pub(crate) const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
    base-uri 'self'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

const HTTPS_ONLY: &str = "max-age=31536000";

/// Adds the headers that the answer does not bring itself.
pub(crate) fn add(response: &mut Response, is_secure: bool) {
    let headers = response.headers_mut();
    or_set(headers, header::CONTENT_SECURITY_POLICY, PAGE_POLICY);
    or_set(headers, header::CACHE_CONTROL, "no-store");
    or_set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    or_set(headers, header::REFERRER_POLICY, "same-origin");
    or_set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    or_set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    or_set(headers, HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()");
    if is_secure {
        or_set(headers, header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
}

fn or_set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
