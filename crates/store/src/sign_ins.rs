//! Sign-ins: mailed links and codes that wait to be used. Only their hashes are kept.

use jubilee_core::Instant;

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::users::email_key;
use crate::value::{FromRow, Hash, Row, RowError, args};

/// One mailed sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInRow {
    /// The hash of the token in the link.
    pub token_hash: Hash,
    /// The address it was mailed to, in lower case.
    pub email_key: String,
    /// The hash of the short code.
    pub code_hash: Hash,
    /// When it was asked for.
    pub created_at: Instant,
    /// Until when it can be used.
    pub expires_at: Instant,
    /// How many codes were tried on it.
    pub tries: i64,
    /// When it was used.
    pub used_at: Option<Instant>,
    /// Which page was wanted.
    pub next_path: Option<String>,
}

impl FromRow for SignInRow {
    fn from_row(row: &Row<'_>) -> Result<SignInRow, RowError> {
        Ok(SignInRow {
            token_hash: row.hash(0)?,
            email_key: row.text(1)?.to_owned(),
            code_hash: row.hash(2)?,
            created_at: row.instant(3)?,
            expires_at: row.instant(4)?,
            tries: row.int(5)?,
            used_at: row.opt_instant(6)?,
            next_path: row.opt_text(7)?.map(str::to_owned),
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT token_hash, email_key, code_hash, created_at, expires_at, tries, used_at, next_path FROM sign_ins ",
            $rest
        )
    };
}

statements! {
    Both INSERT = "INSERT INTO sign_ins (token_hash, email_key, code_hash, created_at, expires_at, tries, next_path) \
        VALUES ($1, $2, $3, $4, $5, 0, $6)";
    Both BY_TOKEN = select!("WHERE token_hash = $1");
    Both OPEN_BY_EMAIL =
        select!("WHERE email_key = $1 AND used_at IS NULL AND expires_at > $2 ORDER BY created_at DESC, token_hash LIMIT $3");
    Both DELETE_OF = "DELETE FROM sign_ins WHERE email_key = $1";
    Both COUNT_SINCE = "SELECT COUNT(*) FROM sign_ins WHERE email_key = $1 AND created_at >= $2";
    Both TRY = "UPDATE sign_ins SET tries = tries + 1 WHERE token_hash = $1 AND used_at IS NULL AND tries < $2";
    Both USE = "UPDATE sign_ins SET used_at = $1 WHERE token_hash = $2 AND used_at IS NULL AND expires_at > $1";
    Both DELETE_EXPIRED = "DELETE FROM sign_ins WHERE expires_at <= $1";
}

/// Keeps a sign-in that is about to be mailed. Its `tries` and `used_at` begin at none whatever the row says.
pub fn insert(row: &SignInRow) -> Stmt {
    Stmt::new(
        INSERT,
        args![
            row.token_hash,
            email_key(&row.email_key),
            row.code_hash,
            row.created_at,
            row.expires_at,
            row.next_path.as_deref(),
        ],
    )
}

/// The sign-in behind a link, used or not, expired or not.
pub async fn by_token(db: &Db, token_hash: &Hash) -> Result<Option<SignInRow>, Fault> {
    db.query_one(BY_TOKEN, args![token_hash]).await
}

/// The sign-ins of an address that can still be used, the latest first: those that a typed code may belong to.
pub async fn open_by_email(db: &Db, email: &str, now: Instant, limit: u32) -> Result<Vec<SignInRow>, Fault> {
    db.query_as(OPEN_BY_EMAIL, args![email_key(email), now, limit]).await
}

/// How many sign-ins an address has asked for since `since`.
pub async fn count_since(db: &Db, email: &str, since: Instant) -> Result<i64, Fault> {
    db.query_number(COUNT_SINCE, args![email_key(email), since]).await
}

/// Counts a try of a code, before the code is looked at. Conflict: `most` tries were made, or it was used.
pub fn count_try(token_hash: &Hash, most: u32) -> Stmt {
    Stmt::new(TRY, args![token_hash, most]).expect(1)
}

/// Uses the sign-in up. Conflict: it was used before or its time has run out.
pub fn use_up(token_hash: &Hash, now: Instant) -> Stmt {
    Stmt::new(USE, args![now, token_hash]).expect(1)
}

/// Deletes those of an address.
pub fn delete_of(email: &str) -> Stmt {
    Stmt::new(DELETE_OF, args![email_key(email)]).unconditional()
}

/// Deletes those whose time had run out by `before`.
pub fn delete_expired(before: Instant) -> Stmt {
    Stmt::new(DELETE_EXPIRED, args![before])
}
