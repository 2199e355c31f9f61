//! Where the card provider's messages come in. Its signature is their ticket, so they come past the gate of the pages.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jubilee_app::{AppError, MessageRefused};

use crate::portal::{Portal, Problem};

/// Takes a message of Stripe's: 200 when everything that follows from it is stored, or nothing does; 400 for what Stripe did not just
/// sign; otherwise an error, so that it comes again.
pub(crate) async fn stripe(State(portal): State<Portal>, headers: HeaderMap, body: Bytes) -> Response {
    let signature = headers.get("stripe-signature").and_then(|value| value.to_str().ok());
    let taken = match portal.app.current().await {
        Ok(app) => app.take_card_message(signature, &body).await,
        Err(error) => Err(error.into()),
    };
    match taken {
        Ok(taken) => {
            tracing::debug!(?taken, "a message of the card provider");
            StatusCode::OK.into_response()
        }
        Err(MessageRefused::Unread(unread)) => {
            tracing::warn!(error = %unread, "a message was refused that is not the card provider's");
            StatusCode::BAD_REQUEST.into_response()
        }
        Err(MessageRefused::App(AppError::NotFound { .. })) => StatusCode::NOT_FOUND.into_response(),
        Err(MessageRefused::App(AppError::Cards(fault))) => {
            tracing::warn!(error = %fault, "a message of the card provider could not be looked into");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Err(MessageRefused::App(error)) => {
            let status = Problem::from(error).kind().status();
            StatusCode::from_u16(status)
                .map_or(StatusCode::INTERNAL_SERVER_ERROR, |status| {
                    // A conflict or the like would be the sender's fault; whatever is wrong here is ours.
                    if status.is_server_error() { status } else { StatusCode::INTERNAL_SERVER_ERROR }
                })
                .into_response()
        }
    }
}
