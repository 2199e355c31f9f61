//! Messages of card providers that have been dealt with, so that one that comes again is known.

use jubilee_core::Instant;

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::args;

statements! {
    Both INSERT = "INSERT INTO card_messages (provider, message, kind, taken_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (provider, message) DO NOTHING";
    Both COUNT = "SELECT COUNT(*) FROM card_messages WHERE provider = $1 AND message = $2";
}

/// Notes that a message was dealt with; again is no matter.
pub fn insert(provider: &str, message: &str, kind: &str, at: Instant) -> Stmt {
    Stmt::new(INSERT, args![provider, message, kind, at])
}

/// Whether a message was dealt with.
pub async fn is_known(db: &Db, provider: &str, message: &str) -> Result<bool, Fault> {
    Ok(db.query_number(COUNT, args![provider, message]).await? > 0)
}
