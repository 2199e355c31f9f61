//! All that decisions about a member are made from, read at once.

use jubilee_core::MemberId;

use crate::database::{Ask, Db};
use crate::error::Fault;
use crate::ledger::{self, EntryRow};
use crate::members::{self, MemberRow};
use crate::subscriptions::{self, SubscriptionRow};
use crate::users::{self, UserRow};
use crate::value::args;

/// A member with its ledger, its users and its subscriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The member.
    pub row: MemberRow,
    /// Its entries, the first one first.
    pub entries: Vec<EntryRow>,
    /// Its users.
    pub users: Vec<UserRow>,
    /// Its subscriptions.
    pub subscriptions: Vec<SubscriptionRow>,
}

/// The member with this identity, with all of its own.
pub async fn of_member(db: &Db, id: MemberId) -> Result<Option<Whole>, Fault> {
    let asked = (
        Ask::new(members::BY_ID, args![id]),
        Ask::new(ledger::OF_MEMBER, args![id]),
        Ask::new(users::BY_MEMBER, args![id]),
        Ask::new(subscriptions::BETWEEN, subscriptions::range(id)),
    );
    let (rows, entries, users, subscriptions) = db.together(asked).await?;
    Ok(rows.into_iter().next().map(|row| Whole { row, entries, users, subscriptions }))
}
