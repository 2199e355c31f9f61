//! Members: the organisations, and the version that guards everything of theirs.

use jubilee_core::{Lang, MemberId};

use crate::bulk::Bulk;
use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Column, Load, Stmt, statements};
use crate::value::{FromRow, Hash, Row, RowError, Value, args};

/// A member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    /// Its identity.
    pub id: MemberId,
    /// What the programme's owner calls it; unique.
    pub reference: String,
    /// Its name (contact).
    pub name: String,
    /// Its country.
    pub country: String,
    /// The language it is written to where a user has no other (contact).
    pub language: Lang,
    /// Which system it is on, a word of the programme's migration.
    pub system: String,
    /// How many ledger entries it has.
    pub version: i64,
    /// The hash of the last of them.
    pub head: Hash,
}

impl FromRow for MemberRow {
    fn from_row(row: &Row<'_>) -> Result<MemberRow, RowError> {
        Ok(MemberRow {
            id: row.member(0)?,
            reference: row.text(1)?.to_owned(),
            name: row.text(2)?.to_owned(),
            country: row.text(3)?.to_owned(),
            language: row.lang(4)?,
            system: row.text(5)?.to_owned(),
            version: row.int(6)?,
            head: row.hash(7)?,
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, ref, name, country, language, system, version, head FROM members ", $rest)
    };
}

macro_rules! columns {
    () => {
        "members (id, ref, name, country, language, system, version, head, search)"
    };
}

statements! {
    Both INSERT = concat!("INSERT INTO ", columns!(), " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    Both BY_ID = select!("WHERE id = $1");
    Both BY_REF = select!("WHERE ref = $1");
    Sqlite BY_IDS_SQLITE = select!("WHERE id IN (SELECT value FROM json_each('[' || $1 || ']')) ORDER BY id");
    Postgres BY_IDS_POSTGRES = select!("WHERE id = ANY(CAST(string_to_array($1, ',') AS BIGINT[])) ORDER BY id");
    Both PAGE = select!("WHERE (search, id) > ($1, $2) ORDER BY search, id LIMIT $3");
    Both SEARCH = select!(
        "WHERE (search, id) > ($1, $2) AND (search LIKE $3 ESCAPE '!' OR id IN (SELECT member FROM users WHERE email_key = $4)) \
        ORDER BY search, id LIMIT $5"
    );
    Both REFS = "SELECT ref, id FROM members WHERE id > $1 ORDER BY id LIMIT $2";
    Both COUNT = "SELECT COUNT(*) FROM members";
    Both LAST_ID = "SELECT COALESCE(MAX(id), 0) FROM members";
    Both UPDATE_CONTACT = "UPDATE members SET name = $1, country = $2, language = $3, search = $4 WHERE id = $5";
    Both SET_COUNTRY = "UPDATE members SET country = $1 WHERE id = $2";
    Both SET_SYSTEM = "UPDATE members SET system = $1 WHERE id = $2";
    Both BUMP = "UPDATE members SET version = $1, head = $2 WHERE id = $3 AND version = $4";
}

/// The bulk path of [`insert`]; a row of it is made by [`loaded`].
pub static LOAD: Load = Load {
    insert: INSERT,
    copy: concat!("COPY ", columns!(), " FROM STDIN BINARY"),
    columns: &[
        Column::Int,
        Column::Text,
        Column::Text,
        Column::Text,
        Column::Text,
        Column::Text,
        Column::Int,
        Column::Bytes,
        Column::Text,
    ],
};

/// What a member is ordered and found by: name and reference in lower case, so that it is the same in both engines.
fn search_key(name: &str, reference: &str) -> String {
    format!("{} {}", name.to_lowercase(), reference.to_lowercase())
}

/// A row for [`LOAD`].
pub fn loaded(row: &MemberRow) -> Vec<Value> {
    args![
        row.id,
        &row.reference,
        &row.name,
        &row.country,
        row.language,
        &row.system,
        row.version,
        row.head,
        search_key(&row.name, &row.reference),
    ]
}

/// Adds a member. An identity or reference that is taken gives `Duplicate`.
pub fn insert(row: &MemberRow) -> Stmt {
    Stmt::new(INSERT, loaded(row))
}

/// Changes name, country and language. Conflict: there is no such member.
pub fn update_contact(id: MemberId, reference: &str, name: &str, country: &str, language: Lang) -> Stmt {
    Stmt::new(UPDATE_CONTACT, args![name, country, language, search_key(name, reference), id]).expect(1)
}

/// Changes the country. Conflict: there is no such member.
pub fn set_country(id: MemberId, country: &str) -> Stmt {
    Stmt::new(SET_COUNTRY, args![country, id]).expect(1)
}

/// Changes the system it is on. Conflict: there is no such member.
pub fn set_system(id: MemberId, system: &str) -> Stmt {
    Stmt::new(SET_SYSTEM, args![system, id]).expect(1)
}

/// Moves the member from one version to another. Conflict: it is not at `from` any more, so what was decided about it must be
/// decided again. [`crate::ledger::append`] includes this.
pub fn bump(id: MemberId, from: i64, to: i64, head: &Hash) -> Stmt {
    Stmt::new(BUMP, args![to, head, id, from]).expect(1)
}

/// The member with this identity.
pub async fn by_id(db: &Db, id: MemberId) -> Result<Option<MemberRow>, Fault> {
    db.query_one(BY_ID, args![id]).await
}

/// The member with this reference, exactly as the owner writes it.
pub async fn by_ref(db: &Db, reference: &str) -> Result<Option<MemberRow>, Fault> {
    db.query_one(BY_REF, args![reference]).await
}

/// Those of these members that there are, by identity. For a page of them, some hundreds.
pub async fn by_ids(db: &Db, ids: &[MemberId]) -> Result<Vec<MemberRow>, Fault> {
    db.query_as(db.pick(BY_IDS_SQLITE, BY_IDS_POSTGRES), args![id_list(ids)]).await
}

/// Identities as the engines' list parameters read them.
pub(crate) fn id_list(ids: &[MemberId]) -> String {
    let numbers: Vec<String> = ids.iter().map(MemberId::to_string).collect();
    numbers.join(",")
}

/// Where the next page of the members' list begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberCursor {
    search: String,
    id: i64,
}

impl MemberCursor {
    /// The cursor after this member.
    pub fn after(row: &MemberRow) -> MemberCursor {
        MemberCursor { search: search_key(&row.name, &row.reference), id: row.id.number() }
    }
}

/// A page of the members by name, those whose name or reference contains `text` or one of whose users has exactly that e-mail
/// address; all of them where `text` is empty.
pub async fn search(db: &Db, text: &str, after: Option<&MemberCursor>, limit: u32) -> Result<Vec<MemberRow>, Fault> {
    let (search, id) = after.map_or(("", 0), |cursor| (cursor.search.as_str(), cursor.id));
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return db.query_as(PAGE, args![search, id, limit]).await;
    }
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    db.query_as(SEARCH, args![search, id, pattern, text, limit]).await
}

/// How many members there are.
pub async fn count(db: &Db) -> Result<i64, Fault> {
    db.query_number(COUNT, vec![]).await
}

/// The largest identity given out, as a bulk sees it.
pub async fn last_id_in(bulk: &mut Bulk) -> Result<i64, Fault> {
    Ok(bulk.query_as(LAST_ID, vec![]).await?.first().copied().unwrap_or(0))
}

/// The largest identity given out.
pub async fn last_id(db: &Db) -> Result<i64, Fault> {
    db.query_number(LAST_ID, vec![]).await
}

/// A reference and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRef {
    /// What the programme's owner calls the member.
    pub reference: String,
    /// The member.
    pub id: MemberId,
}

impl FromRow for MemberRef {
    fn from_row(row: &Row<'_>) -> Result<MemberRef, RowError> {
        Ok(MemberRef { reference: row.text(0)?.to_owned(), id: row.member(1)? })
    }
}

/// A page of all references by identity, as a bulk sees them: what an import finds there already. The first page is after 0.
pub async fn refs_in(bulk: &mut Bulk, after: i64, limit: u32) -> Result<Vec<MemberRef>, Fault> {
    bulk.query_as(REFS, args![after, limit]).await
}

/// The member with this identity, as a bulk sees it.
pub async fn by_id_in(bulk: &mut Bulk, id: MemberId) -> Result<Option<MemberRow>, Fault> {
    Ok(bulk.query_as(BY_ID, args![id]).await?.into_iter().next())
}

/// Those of these members that there are, as a bulk sees them.
pub async fn by_ids_in(bulk: &mut Bulk, ids: &[MemberId]) -> Result<Vec<MemberRow>, Fault> {
    let sql = bulk.engine().pick(BY_IDS_SQLITE, BY_IDS_POSTGRES);
    bulk.query_as(sql, args![id_list(ids)]).await
}
