//! A form that brings a file: `multipart/form-data`, for the addresses that take one, and no larger than each of them allows.

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use jubilee_app::MOST_PROOF_BYTES;

use crate::portal::form::MOST_BYTES;
use crate::portal::{Form, Problem};
use crate::route;

/// What the fields around a file come to at most, in bytes.
const AROUND: usize = 64 * 1024;
/// How many parts a form has at most.
const MOST_PARTS: usize = 20;

/// The largest body of any address, in bytes.
pub(crate) const MOST_OF_ALL: usize = jubilee_app::statements::MOST_BYTES + AROUND;

/// The file that a form brought; empty where it brought none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Upload {
    /// Its name, as the browser says it; to be shown, never to be opened.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Bytes,
}

/// The largest body that an address takes, in bytes.
pub(crate) fn most_bytes(path: &str) -> usize {
    match path {
        route::STAFF_BANK => MOST_OF_ALL,
        path if is_proof(path) => MOST_PROOF_BYTES + AROUND,
        _ => MOST_BYTES,
    }
}

/// Whether it is an address to which a proof of payment is sent.
fn is_proof(path: &str) -> bool {
    let (before, after) = route::PROOF.split_once("{order}").unwrap_or_default();
    let order = path.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    order.is_some_and(|order| !order.is_empty() && order.bytes().all(|sign| sign.is_ascii_digit()))
}

/// Whether the body is a form with a file.
pub(crate) fn is_multipart(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("multipart/form-data")
}

/// Reads a form with a file: its fields, and the file, which is the field `file`.
pub(crate) async fn read(headers: &HeaderMap, bytes: Bytes) -> Result<(Form, Upload), Problem> {
    let kind = headers.get(header::CONTENT_TYPE).ok_or(Problem::Malformed)?.clone();
    let most = bytes.len();
    let mut request = Request::new(Body::from(bytes));
    request.headers_mut().insert(header::CONTENT_TYPE, kind);
    DefaultBodyLimit::max(most).apply(&mut request);
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Problem::Malformed)?;
    let (mut fields, mut upload) = (Vec::new(), None);
    for _ in 0..=MOST_PARTS {
        let Some(part) = parts.next_field().await.map_err(|_| Problem::Malformed)? else {
            return Ok((Form::of(fields), upload.unwrap_or_default()));
        };
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| Problem::Malformed)?;
        match file_name {
            Some(file) if name == "file" && upload.is_none() => upload = Some(Upload { name: file, bytes }),
            Some(_) => return Err(Problem::Malformed),
            None if bytes.len() > AROUND => return Err(Problem::Malformed),
            None => fields.push((name, String::from_utf8(bytes.to_vec()).map_err(|_| Problem::Malformed)?)),
        }
    }
    Err(Problem::Malformed)
}

impl<S: Send + Sync> FromRequestParts<S> for Upload {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Upload, Problem> {
        Ok(parts.extensions.get::<Upload>().cloned().unwrap_or_default())
    }
}
