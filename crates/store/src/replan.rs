//! Members whose rows were worked out by an earlier version of the programme: the list of what is left of a re-plan.
//!
//! Publishing a version puts every member on the list in the same transaction; planning a member anew takes it off, in batches,
//! by whoever comes first. A writer that still works by an earlier version puts its member back. So whatever is killed or comes
//! too late, the list says what is left to do.

use jubilee_core::{Day, MemberId, SubscriptionId};

use crate::bulk::Bulk;
use crate::database::Db;
use crate::error::{CommitError, Fault};
use crate::programme::{ProgrammeRow, publish};
use crate::statement::{Batch, Stmt, statements};
use crate::value::args;

statements! {
    // An update that changes nothing, because it makes publications and the ends of imports wait for each other: members that
    // an import has not committed yet could not be put on the list.
    Both ONE_AT_A_TIME = "UPDATE installation SET programme = programme WHERE id = 1";
    // Updates that change nothing as well: a row that is only found to be there may be taken away by a plan of the version
    // before.
    Both LIST_ALL = "INSERT INTO unplanned (member) SELECT id FROM members WHERE id > 0 \
        ON CONFLICT (member) DO UPDATE SET member = excluded.member";
    Both LIST_LATE = "INSERT INTO unplanned (member) SELECT id FROM members \
        WHERE id = $1 AND EXISTS (SELECT 1 FROM programme WHERE number > $2) \
        ON CONFLICT (member) DO UPDATE SET member = excluded.member";
    Both LIST_ALL_LATE = "INSERT INTO unplanned (member) SELECT id FROM members \
        WHERE EXISTS (SELECT 1 FROM programme WHERE number > $1) \
        ON CONFLICT (member) DO UPDATE SET member = excluded.member";
    Both UNCHANGED = "UPDATE members SET version = version WHERE id = $1 AND version = $2";
    Both PLAN = "UPDATE subscriptions SET anniversary_on = $1, next_due_on = $2 WHERE id = $3";
    Both PLANNED = "DELETE FROM unplanned WHERE member = $1";
    Both PAGE = "SELECT member FROM unplanned WHERE member > $1 ORDER BY member LIMIT $2";
    Both COUNT = "SELECT COUNT(*) FROM unplanned";
    Both MEMBERS = "SELECT id FROM members WHERE id > $1 ORDER BY id LIMIT $2";
}

/// The statements that publish a version and put every member on the list. A number that is taken gives `Duplicate`: somebody
/// else has published meanwhile.
pub fn published(version: &ProgrammeRow) -> Batch {
    vec![Stmt::new(ONE_AT_A_TIME, vec![]).expect(1), publish(version), all()].into()
}

/// Puts every member on the list, for whoever changes what all dates are worked out from.
pub fn all() -> Stmt {
    Stmt::new(LIST_ALL, vec![])
}

/// Puts a member on the list if a later version than `number` has been published. It belongs after the statement that moved the
/// member to its new version, or was found to be at its old one: that statement makes a re-plan of the member wait.
pub fn late(member: MemberId, number: u32) -> Stmt {
    Stmt::new(LIST_LATE, args![member, i64::from(number)])
}

/// Ends a bulk that was worked out by version `number`: if a later one has been published meanwhile, everybody is planned anew.
pub async fn end_bulk(bulk: &mut Bulk, number: u32) -> Result<(), CommitError> {
    bulk.run(vec![Stmt::new(ONE_AT_A_TIME, vec![]).expect(1), Stmt::new(LIST_ALL_LATE, args![i64::from(number)])]).await
}

/// The member is still at this version of its own. Conflict: it is not, and what was worked out must be worked out again.
pub fn unchanged(member: MemberId, version: i64) -> Stmt {
    Stmt::new(UNCHANGED, args![member, version]).expect(1)
}

/// The dates of a subscription as they were worked out anew. Conflict: there is no such subscription.
pub fn plan(subscription: SubscriptionId, anniversary_on: Option<Day>, next_due_on: Option<Day>) -> Stmt {
    Stmt::new(PLAN, args![anniversary_on, next_due_on, subscription]).expect(1)
}

/// Takes a member off the list, unless a later version than `number` has been published. It comes after [`unchanged`].
pub fn planned(member: MemberId, number: u32) -> [Stmt; 2] {
    [Stmt::new(PLANNED, args![member]), late(member, number)]
}

/// A page of the members on the list, by identity; the first page is after `None`.
pub async fn unplanned(db: &Db, after: Option<MemberId>, limit: u32) -> Result<Vec<MemberId>, Fault> {
    db.query_as(PAGE, args![after.map_or(0, MemberId::number), limit]).await
}

/// How many members are on the list.
pub async fn unplanned_count(db: &Db) -> Result<i64, Fault> {
    db.query_number(COUNT, vec![]).await
}

/// A page of all members, by identity; the first page is after `None`.
pub async fn members(db: &Db, after: Option<MemberId>, limit: u32) -> Result<Vec<MemberId>, Fault> {
    db.query_as(MEMBERS, args![after.map_or(0, MemberId::number), limit]).await
}
