//! Which number a location of a file has: the one that the member's location of that name has already, or the next.

use std::collections::BTreeSet;

use jubilee_core::MemberId;
use jubilee_store::locations::{HEADQUARTERS, LocationRow as StoredLocation};

use super::plan::LocationRow;
use crate::error::AppError;
use crate::location::MOST_LOCATIONS;

/// The rows to be written for a member's locations. One that has the member's own name is the headquarters, which is there in any case.
/// `Err` with the line of the first location that is one too many.
pub(super) fn written(
    member: MemberId,
    name: &str,
    there: &[StoredLocation],
    rows: &[&LocationRow],
) -> Result<Result<Vec<StoredLocation>, u64>, AppError> {
    let key = |name: &str| name.trim().to_lowercase();
    let mut next = there.iter().map(|stored| stored.number).max().unwrap_or(HEADQUARTERS).max(HEADQUARTERS) + 1;
    let mut written = Vec::with_capacity(rows.len());
    let numbers = there.iter().map(|stored| stored.number);
    let mut numbers: BTreeSet<i64> = numbers.chain([HEADQUARTERS]).collect();
    for row in rows {
        let named = key(&row.location.name);
        let known = there.iter().find(|stored| key(&stored.name) == named).map(|stored| stored.number);
        let number = known.or_else(|| (named == key(name)).then_some(HEADQUARTERS)).unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        numbers.insert(number);
        if numbers.len() > MOST_LOCATIONS {
            return Ok(Err(row.line));
        }
        written.push(row.location.row(member, number)?);
    }
    Ok(Ok(written))
}

/// Whether the member's locations are as the file has them, so far as it has them.
pub(super) fn are_the_same(there: &[StoredLocation], name: &str, country: &str, rows: &[&LocationRow]) -> bool {
    let key = |name: &str| name.trim().to_lowercase();
    let is_there = |row: &&LocationRow| {
        let named = key(&row.location.name);
        let stored = there.iter().find(|stored| key(&stored.name) == named).map(|stored| stored.country.as_str());
        let own = (named == key(name) && there.iter().all(|stored| stored.number != HEADQUARTERS)).then_some(country);
        stored.or(own) == Some(row.location.country.as_str())
    };
    rows.iter().all(is_there)
}
