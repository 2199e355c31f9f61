//! Which number a location of a file has: the one that the member's location of that name has already, or the next.

use jubilee_core::MemberId;
use jubilee_store::locations::{HEADQUARTERS, LocationRow as StoredLocation};

use super::plan::LocationRow;
use crate::error::AppError;

/// The rows to be written for a member's locations. One that has the member's own name is the headquarters.
pub(super) fn written(
    member: MemberId,
    name: &str,
    there: &[StoredLocation],
    rows: &[&LocationRow],
) -> Result<Vec<StoredLocation>, AppError> {
    let key = |name: &str| name.trim().to_lowercase();
    let mut next = there.iter().map(|stored| stored.number).max().unwrap_or(HEADQUARTERS).max(HEADQUARTERS) + 1;
    let mut written = Vec::with_capacity(rows.len());
    for row in rows {
        let named = key(&row.location.name);
        let known = there.iter().find(|stored| key(&stored.name) == named).map(|stored| stored.number);
        let number = known.or_else(|| (named == key(name)).then_some(HEADQUARTERS)).unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        written.push(row.location.row(member, number)?);
    }
    Ok(written)
}
