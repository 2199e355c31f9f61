//! Why there is no page to show, and the incident number under which the log knows a fault.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jubilee_app::{AppError, Secret};

use crate::pages::errors::ErrorKind;

/// Why a request is not answered with what it asked for. The page that says so is put together by the visit, which knows the
/// language and who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Nobody is signed in.
    NotSignedIn,
    /// A form that says something the portal does not ask.
    Malformed,
    /// Not for who is signed in, or a form that is not the portal's.
    Forbidden,
    /// There is no such thing, or it is somebody else's.
    NotFound,
    /// Something changed meanwhile.
    Conflict,
    /// Something in the form does not fit, which its page did not see.
    Unfit,
    /// More was sent than the address takes.
    TooLarge,
    /// Our fault, under this incident number.
    Fault(String),
    /// The store cannot be reached.
    Unavailable,
}

impl Problem {
    /// The page's kind.
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Problem::NotSignedIn => ErrorKind::NotSignedIn,
            Problem::Malformed => ErrorKind::Malformed,
            Problem::Forbidden => ErrorKind::Forbidden,
            Problem::NotFound => ErrorKind::NotFound,
            Problem::Conflict => ErrorKind::Conflict,
            Problem::Unfit => ErrorKind::Unfit,
            Problem::TooLarge => ErrorKind::TooLarge,
            Problem::Fault(incident) => ErrorKind::Fault { incident: incident.clone() },
            Problem::Unavailable => ErrorKind::Unavailable,
        }
    }

    /// A fault that is logged here, once, with its causes; the page shows the incident number only (S20).
    pub(crate) fn fault(error: &dyn std::error::Error) -> Problem {
        let incident = incident();
        tracing::error!(%incident, error = %chain(error), "a request failed");
        Problem::Fault(incident)
    }
}

/// Eight signs in two groups, to be read out over the phone.
fn incident() -> String {
    let signs = Secret::random().as_str()[..8].to_uppercase();
    format!("{}-{}", &signs[..4], &signs[4..])
}

/// An error with its causes; line breaks cannot forge a line of the log (S14).
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Problem {
        match error {
            AppError::NotFound { .. } | AppError::NothingKnown { .. } => Problem::NotFound,
            AppError::NotAllowed { .. } => Problem::Forbidden,
            // A page that can show a rule's refusal does so itself; elsewhere, what was asked for is not possible any more.
            AppError::Refused(_)
            | AppError::Busy { .. }
            | AppError::Run(_)
            | AppError::AlreadyPaused { .. }
            | AppError::NotPaused => Problem::Conflict,
            AppError::Store(_) | AppError::Commit(_) | AppError::Open(_) => {
                tracing::error!(error = %chain(&error), "the store did not answer a request");
                Problem::Unavailable
            }
            AppError::Usage(_) => {
                tracing::warn!(error = %chain(&error), "a form said what does not fit");
                Problem::Unfit
            }
            AppError::Ledger { .. } | AppError::Programme(_) | AppError::Cards(_) => Problem::fault(&error),
        }
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Problem {
        Problem::fault(&error)
    }
}

impl IntoResponse for Problem {
    /// An answer without a body; [`crate::portal::Visit`] puts the page into it.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.kind().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
