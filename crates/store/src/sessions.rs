//! Sessions: who is signed in. Only the hash of a session's token is kept.

use jubilee_core::Instant;

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::users::email_key;
use crate::value::{FromRow, Hash, Row, RowError, args};

/// One session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The hash of the token in the cookie.
    pub token_hash: Hash,
    /// Whose it is: an address in lower case.
    pub email_key: String,
    /// Whether it is a session of the staff's.
    pub staff: bool,
    /// What every form of the session carries.
    pub csrf: String,
    /// When it began.
    pub created_at: Instant,
    /// When it ends.
    pub expires_at: Instant,
}

impl FromRow for SessionRow {
    fn from_row(row: &Row<'_>) -> Result<SessionRow, RowError> {
        Ok(SessionRow {
            token_hash: row.hash(0)?,
            email_key: row.text(1)?.to_owned(),
            staff: row.truth(2)?,
            csrf: row.text(3)?.to_owned(),
            created_at: row.instant(4)?,
            expires_at: row.instant(5)?,
        })
    }
}

statements! {
    Both INSERT = "INSERT INTO sessions (token_hash, email_key, staff, csrf, created_at, expires_at) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    Both BY_TOKEN = "SELECT token_hash, email_key, staff, csrf, created_at, expires_at FROM sessions \
        WHERE token_hash = $1 AND expires_at > $2";
    Both DELETE = "DELETE FROM sessions WHERE token_hash = $1";
    Both DELETE_OF = "DELETE FROM sessions WHERE email_key = $1";
    Both DELETE_EXPIRED = "DELETE FROM sessions WHERE expires_at <= $1";
}

/// Begins a session.
pub fn insert(row: &SessionRow) -> Stmt {
    Stmt::new(INSERT, args![row.token_hash, email_key(&row.email_key), row.staff, &row.csrf, row.created_at, row.expires_at])
}

/// The session behind a cookie, unless it has ended by `now`.
pub async fn by_token(db: &Db, token_hash: &Hash, now: Instant) -> Result<Option<SessionRow>, Fault> {
    db.query_one(BY_TOKEN, args![token_hash, now]).await
}

/// Ends a session; nothing happens where it has ended.
pub fn delete(token_hash: &Hash) -> Stmt {
    Stmt::new(DELETE, args![token_hash])
}

/// Ends all sessions of an address.
pub fn delete_of(email: &str) -> Stmt {
    Stmt::new(DELETE_OF, args![email_key(email)])
}

/// Deletes those that had ended by `before`.
pub fn delete_expired(before: Instant) -> Stmt {
    Stmt::new(DELETE_EXPIRED, args![before])
}
