//! Users: the persons of a member. All of it is contact. Who is removed leaves a row with nothing in it but its number, so that the
//! number, which the ledger names, is never given to anybody else; such a row is no user any more.

use jubilee_core::{Lang, MemberId};

use crate::bulk::Bulk;
use crate::database::Db;
use crate::error::Fault;
use crate::members::id_list;
use crate::statement::{Column, Load, Stmt, statements};
use crate::value::{FromRow, Row, RowError, Value, args};

/// A person's account with one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// Whose it is.
    pub member: MemberId,
    /// Where mail goes, as it was given.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The person's language.
    pub language: Lang,
    /// What the person may do for the member: words separated by `;`, as the caller writes them.
    pub roles: String,
    /// The account's number, which the ledger names instead of the person; given by the store, so whatever stands here when a row
    /// is written is not looked at.
    pub id: i64,
}

impl FromRow for UserRow {
    fn from_row(row: &Row<'_>) -> Result<UserRow, RowError> {
        Ok(UserRow {
            member: row.member(0)?,
            email: row.text(1)?.to_owned(),
            name: row.text(2)?.to_owned(),
            language: row.lang(3)?,
            roles: row.text(4)?.to_owned(),
            id: row.int(5)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT member, email, name, language, roles, id FROM users ", $rest)
    };
}

macro_rules! columns {
    () => {
        "users (member, email, email_key, name, language, roles)"
    };
}

macro_rules! insert {
    () => {
        concat!("INSERT INTO ", columns!(), " VALUES ($1, $2, $3, $4, $5, $6)")
    };
}

statements! {
    Both INSERT = insert!();
    Both UPSERT = concat!(
        insert!(),
        " ON CONFLICT (member, email_key) DO UPDATE SET \
        email = excluded.email, name = excluded.name, language = excluded.language, roles = excluded.roles"
    );
    Both INSERT_NUMBERED = "INSERT INTO users (member, email, email_key, name, language, roles, id) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    Sqlite NEXT_ID_SQLITE = "SELECT COALESCE(MAX(id), 0) + 1 FROM users";
    Postgres NEXT_ID_POSTGRES = "SELECT nextval(pg_get_serial_sequence('users', 'id'))";
    Both SET_ROLES = "UPDATE users SET roles = $1 WHERE id = $2 AND member = $3 AND email <> ''";
    // The roles that get mails, as `Role::gets_mails` in core has them; a name that is part of another one would be found too, and none is.
    Both WITHOUT_RECIPIENTS = "SELECT COUNT(*) FROM members WHERE id > 0 AND NOT EXISTS (SELECT 1 FROM users \
        WHERE users.member = members.id AND email <> '' AND (roles LIKE '%global-admin%' OR roles LIKE '%programme-admin%'))";
    Both ERASE = "UPDATE users SET email = '', email_key = $1, name = '', roles = '' WHERE id = $2 AND member = $3 AND email <> ''";
    Both BY_MEMBER = select!("WHERE member = $1 AND email <> '' ORDER BY id");
    Both BY_EMAIL = select!("WHERE email_key = $1 AND email <> '' ORDER BY member");
    Sqlite BY_MEMBERS_SQLITE = select!("WHERE member IN (SELECT value FROM json_each('[' || $1 || ']')) AND email <> '' ORDER BY member, id");
    Postgres BY_MEMBERS_POSTGRES =
        select!("WHERE member = ANY(CAST(string_to_array($1, ',') AS BIGINT[])) AND email <> '' ORDER BY member, id");
    Both COUNT = "SELECT COUNT(*) FROM users WHERE email <> ''";
}

/// The bulk path, for users that are not there yet; a row of it is made by [`loaded`].
pub static LOAD: Load = Load {
    insert: INSERT,
    copy: concat!("COPY ", columns!(), " FROM STDIN BINARY"),
    columns: &[Column::Int, Column::Text, Column::Text, Column::Text, Column::Text, Column::Text],
};

/// An e-mail address as it is compared: in lower case.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// A row for [`LOAD`].
pub fn loaded(row: &UserRow) -> Vec<Value> {
    args![row.member, &row.email, email_key(&row.email), &row.name, row.language, &row.roles]
}

/// Adds the user or, where the member has one of the same address, brings name, language and roles up to date.
pub fn upsert(row: &UserRow) -> Stmt {
    Stmt::new(UPSERT, loaded(row)).expect(1)
}

/// A number for a user that is about to be added. Another may take it meanwhile; then [`insert_numbered`] is a duplicate, and a new one
/// has to be asked for.
pub async fn next_id(db: &Db) -> Result<i64, Fault> {
    db.query_number(db.pick(NEXT_ID_SQLITE, NEXT_ID_POSTGRES), vec![]).await
}

/// Adds the user under its number, which [`next_id`] gave.
pub fn insert_numbered(row: &UserRow) -> Stmt {
    Stmt::new(INSERT_NUMBERED, loaded(row).into_iter().chain(args![row.id]).collect::<Vec<_>>())
}

/// Erases a person: name, address and roles. Conflict: the member has no such account.
pub fn erase(member: MemberId, id: i64) -> Stmt {
    // The key only has to differ from all others of the member; it is no address.
    Stmt::new(ERASE, args![format!("-{id}"), id, member]).expect(1)
}

/// Changes what a person may do for a member. Conflict: the member has no such account.
pub fn set_roles(member: MemberId, id: i64, roles: &str) -> Stmt {
    Stmt::new(SET_ROLES, args![roles, id, member]).expect(1)
}

/// The member's users, in the order in which they came.
pub async fn by_member(db: &Db, member: MemberId) -> Result<Vec<UserRow>, Fault> {
    db.query_as(BY_MEMBER, args![member]).await
}

/// The member's users, as a bulk sees them.
pub async fn by_member_in(bulk: &mut Bulk, member: MemberId) -> Result<Vec<UserRow>, Fault> {
    bulk.query_as(BY_MEMBER, args![member]).await
}

/// The users of a page of members, by member.
pub async fn by_members(db: &Db, members: &[MemberId]) -> Result<Vec<UserRow>, Fault> {
    db.query_as(db.pick(BY_MEMBERS_SQLITE, BY_MEMBERS_POSTGRES), args![id_list(members)]).await
}

/// The accounts of whoever has this address, one for each of their members.
pub async fn by_email(db: &Db, email: &str) -> Result<Vec<UserRow>, Fault> {
    db.query_as(BY_EMAIL, args![email_key(email)]).await
}

/// How many users there are.
pub async fn count(db: &Db) -> Result<i64, Fault> {
    db.query_number(COUNT, vec![]).await
}

/// How many members have nobody whose role gets mails.
pub async fn members_without_recipients(db: &Db) -> Result<i64, Fault> {
    db.query_number(WITHOUT_RECIPIENTS, vec![]).await
}
