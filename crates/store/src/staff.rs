//! The programme's own staff. All of it is contact.

use jubilee_core::Lang;

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::users::email_key;
use crate::value::{FromRow, Row, RowError, args};

/// A person of the programme's staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// Where mail goes.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The person's language.
    pub language: Lang,
    /// What the person may do, a word of the caller's.
    pub role: String,
    /// The person's number, which the ledger names instead of the person; given by the store, so whatever stands here when a row
    /// is written is not looked at.
    pub id: i64,
}

impl FromRow for StaffRow {
    fn from_row(row: &Row<'_>) -> Result<StaffRow, RowError> {
        Ok(StaffRow {
            email: row.text(0)?.to_owned(),
            name: row.text(1)?.to_owned(),
            language: row.lang(2)?,
            role: row.text(3)?.to_owned(),
            id: row.int(4)?,
        })
    }
}

statements! {
    Both UPSERT = "INSERT INTO staff (email, email_key, name, language, role) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (email_key) DO UPDATE SET \
        email = excluded.email, name = excluded.name, language = excluded.language, role = excluded.role";
    Both DELETE = "DELETE FROM staff WHERE email_key = $1";
    Both BY_EMAIL = "SELECT email, name, language, role, id FROM staff WHERE email_key = $1";
    Both ALL = "SELECT email, name, language, role, id FROM staff ORDER BY email_key";
}

/// Adds the person or brings name, language and role up to date.
pub fn upsert(row: &StaffRow) -> Stmt {
    Stmt::new(UPSERT, args![&row.email, email_key(&row.email), &row.name, row.language, &row.role]).expect(1)
}

/// Takes the person off the staff. Conflict: there is nobody of that address.
pub fn remove(email: &str) -> Stmt {
    Stmt::new(DELETE, args![email_key(email)]).expect(1)
}

/// The person with this address.
pub async fn by_email(db: &Db, email: &str) -> Result<Option<StaffRow>, Fault> {
    db.query_one(BY_EMAIL, args![email_key(email)]).await
}

/// Everybody, by address.
pub async fn all(db: &Db) -> Result<Vec<StaffRow>, Fault> {
    db.query_as(ALL, vec![]).await
}
