//! Seeing to a card payment: money that no order needs goes back, or staff have taken note.

use axum::extract::{Path, State};
use axum::response::Response;
use jubilee_app::StaffRole;

use crate::portal::{Form, Portal, Problem, StaffScope, see_other};
use crate::route;

/// Sees to it, and leads back to the desk.
pub(crate) async fn post(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(attempt): Path<String>,
    given: Form,
) -> Result<Response, Problem> {
    if scope.role < StaffRole::Manager {
        return Err(Problem::Forbidden);
    }
    given.only(&[], None)?;
    portal.app.see_to_card_task(&attempt).await?;
    Ok(see_other(route::STAFF_PAYMENTS))
}
