//! An invoice or a credit note as a PDF, in the language of whoever asks for it.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use jubilee_app::InvoiceNote;
use jubilee_core::Lang;

use crate::portal::{MemberScope, Portal, Problem, StaffScope};

/// The member's own document. Somebody else's is not told from one that there is not.
pub(crate) async fn get(
    State(portal): State<Portal>,
    scope: MemberScope,
    Path(number): Path<String>,
) -> Result<Response, Problem> {
    scope.may_see_orders()?;
    let note = portal.app.find_invoice(&number).await?;
    if note.order.member() != scope.member {
        return Err(Problem::NotFound);
    }
    download(&note, scope.visit.lang())
}

/// Any member's document, for staff.
pub(crate) async fn get_for(
    State(portal): State<Portal>,
    scope: StaffScope,
    Path(number): Path<String>,
) -> Result<Response, Problem> {
    download(&portal.app.find_invoice(&number).await?, scope.visit.lang())
}

fn download(note: &InvoiceNote, lang: Lang) -> Result<Response, Problem> {
    let pdf = note.invoice.pdf(lang).map_err(|error| Problem::fault(&error))?;
    let name = format!("attachment; filename=\"{}\"", note.invoice.file_name(lang));
    let name = HeaderValue::from_str(&name).map_err(|error| Problem::fault(&error))?;
    let kind = HeaderValue::from_static("application/pdf");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], pdf).into_response())
}
