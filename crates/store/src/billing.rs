//! Billing details: whom invoices are for. All of it is contact or about the company; what decides about tax is in the ledger.

use jubilee_core::MemberId;

use crate::bulk::Bulk;
use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Column, Load, Stmt, statements};
use crate::value::{FromRow, Row, RowError, Value, args};

/// A member's billing details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillingRow {
    /// Whose they are.
    pub member: MemberId,
    /// The name of the business.
    pub business: String,
    /// The lines of its address, one under the other, without the country.
    pub address: String,
    /// ISO 3166 code of its country; `None` for the member's own.
    pub country: Option<String>,
    /// Its VAT number with the prefix.
    pub vat_number: Option<String>,
    /// Where invoices go beside the member's people.
    pub email: Option<String>,
    /// Why staff established that it is exempt from tax; `None` where it is not.
    pub exempt_because: Option<String>,
}

impl FromRow for BillingRow {
    fn from_row(row: &Row<'_>) -> Result<BillingRow, RowError> {
        let opt = |at| row.opt_text(at).map(|text| text.map(str::to_owned));
        Ok(BillingRow {
            member: row.member(0)?,
            business: row.text(1)?.to_owned(),
            address: row.text(2)?.to_owned(),
            country: opt(3)?,
            vat_number: opt(4)?,
            email: opt(5)?,
            exempt_because: opt(6)?,
        })
    }
}

macro_rules! columns {
    () => {
        "billing (member, business, address, country, vat_number, email, exempt_because)"
    };
}

macro_rules! insert {
    () => {
        concat!("INSERT INTO ", columns!(), " VALUES ($1, $2, $3, $4, $5, $6, $7)")
    };
}

statements! {
    Both INSERT = insert!();
    Both UPSERT = concat!(
        insert!(),
        " ON CONFLICT (member) DO UPDATE SET business = excluded.business, address = excluded.address, \
         country = excluded.country, vat_number = excluded.vat_number, email = excluded.email, \
         exempt_because = excluded.exempt_because"
    );
    Both COUNT_EMAIL = "SELECT COUNT(*) FROM billing WHERE lower(email) = $1";
    Both ERASE_EMAIL = "UPDATE billing SET email = NULL WHERE lower(email) = $1";
    Both BY_MEMBER =
        "SELECT member, business, address, country, vat_number, email, exempt_because FROM billing WHERE member = $1";
}

/// The bulk path, for members that have none yet; a row of it is made by [`loaded`].
pub static LOAD: Load = Load {
    insert: INSERT,
    copy: concat!("COPY ", columns!(), " FROM STDIN BINARY"),
    columns: &[Column::Int, Column::Text, Column::Text, Column::Text, Column::Text, Column::Text, Column::Text],
};

/// Keeps a member's billing details in place of those before.
pub fn upsert(row: &BillingRow) -> Stmt {
    Stmt::new(UPSERT, loaded(row)).expect(1)
}

/// A row for [`LOAD`].
pub fn loaded(row: &BillingRow) -> Vec<Value> {
    let BillingRow { member, business, address, country, vat_number, email, exempt_because } = row;
    args![*member, business, address, country.as_deref(), vat_number.as_deref(), email.as_deref(), exempt_because.as_deref()]
}

/// A member's billing details; `None` where none were given.
pub async fn by_member(db: &Db, member: MemberId) -> Result<Option<BillingRow>, Fault> {
    Ok(db.query_as(BY_MEMBER, args![member]).await?.into_iter().next())
}

/// The same, as a bulk sees them.
pub async fn by_member_in(bulk: &mut Bulk, member: MemberId) -> Result<Option<BillingRow>, Fault> {
    Ok(bulk.query_as(BY_MEMBER, args![member]).await?.into_iter().next())
}

/// How many members have their invoices sent to an address, given in lower case.
pub async fn count_email(db: &Db, key: &str) -> Result<i64, Fault> {
    db.query_number(COUNT_EMAIL, args![key]).await
}

/// Takes an address, given in lower case, out of where invoices go: they go to the member's people then.
pub fn erase_email(key: &str) -> Stmt {
    Stmt::new(ERASE_EMAIL, args![key]).unconditional()
}
