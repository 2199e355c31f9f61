//! What a row of billing details is kept as, once the country of its member is known.

use std::path::Path;

use jubilee_core::Member;
use jubilee_store::billing::BillingRow as Stored;

use super::ImportError;
use super::plan::{BillingRow, billing_column};
use super::row::RowFault;
use crate::billing::blank;

/// The row to be written in place of what was there; an exemption that the file does not name stays. The fault is that of a VAT number
/// of another country than the member's.
pub(super) fn written(
    given: &BillingRow,
    member: &Member,
    before: Option<Stored>,
    file: Option<&Path>,
) -> Result<Stored, ImportError> {
    let faults = given.details.faults(&member.country).into_iter().map(|fault| RowFault {
        file: file.map(Path::to_owned).unwrap_or_default(),
        line: given.line,
        column: billing_column(&fault),
        what: fault.to_string(),
    });
    let faults: Vec<RowFault> = faults.collect();
    if !faults.is_empty() {
        return Err(ImportError::Rows { faults, unkept: 0 });
    }
    let row = given.details.row(before.unwrap_or_else(|| blank(member.id)));
    let exempt_because = given.exempt_because.clone().or(row.exempt_because);
    Ok(Stored { exempt_because, ..row })
}
