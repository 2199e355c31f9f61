//! The product keys of benefits: secrets, which nothing prints. A key is given once, by the entry that says that one was shown.

use std::fmt;

use jubilee_core::{BenefitId, SubscriptionId};

use crate::database::Db;
use crate::error::Fault;
use crate::statement::{Stmt, statements};
use crate::value::{FromRow, Hash, Row, RowError, args};

/// A key that was shown.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// The use that showed it, as the ledger counts the subscription's.
    pub number: u32,
    /// The key itself.
    pub secret: String,
}

/// Everything but the key.
impl fmt::Debug for KeyRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRow").field("number", &self.number).finish_non_exhaustive()
    }
}

impl FromRow for KeyRow {
    fn from_row(row: &Row<'_>) -> Result<KeyRow, RowError> {
        Ok(KeyRow { number: row.small(0)?.into(), secret: row.text(1)?.to_owned() })
    }
}

/// How many keys of a benefit there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyCount {
    /// The benefit.
    pub benefit: BenefitId,
    /// How many can be shown still.
    pub free: i64,
    /// How many were shown.
    pub shown: i64,
}

impl FromRow for KeyCount {
    fn from_row(row: &Row<'_>) -> Result<KeyCount, RowError> {
        let (all, shown) = (row.int(1)?, row.int(2)?);
        Ok(KeyCount { benefit: BenefitId::new(row.text(0)?), free: all - shown, shown })
    }
}

struct Digest(Hash);

impl FromRow for Digest {
    fn from_row(row: &Row<'_>) -> Result<Digest, RowError> {
        Ok(Digest(row.hash(0)?))
    }
}

statements! {
    Both LOAD = "INSERT INTO benefit_keys (benefit, digest, secret) VALUES ($1, $2, $3) ON CONFLICT (benefit, digest) DO NOTHING";
    Both FREE = "SELECT digest FROM benefit_keys WHERE benefit = $1 AND subscription IS NULL ORDER BY digest LIMIT $2";
    Both TAKE = "UPDATE benefit_keys SET subscription = $1, number = $2 WHERE benefit = $3 AND digest = $4 AND subscription IS NULL";
    Both SHOWN = "SELECT number, secret FROM benefit_keys WHERE subscription = $1 ORDER BY number";
    Both COUNTS = "SELECT benefit, CAST(COUNT(*) AS BIGINT), CAST(COUNT(subscription) AS BIGINT) FROM benefit_keys \
        GROUP BY benefit ORDER BY benefit";
}

/// Keeps a key that can be shown from now on. One that is there already is left as it is.
pub fn load(benefit: &BenefitId, digest: Hash, secret: &str) -> Stmt {
    Stmt::new(LOAD, args![benefit.as_str(), digest, secret])
}

/// Some of the keys that can be shown still, by their digests.
pub async fn free(db: &Db, benefit: &BenefitId, most: i64) -> Result<Vec<Hash>, Fault> {
    let digests: Vec<Digest> = db.query_as(FREE, args![benefit.as_str(), most]).await?;
    Ok(digests.into_iter().map(|digest| digest.0).collect())
}

/// Gives a key to the use that shows it. Conflict: it was given to another meanwhile.
pub fn take(subscription: SubscriptionId, number: u32, benefit: &BenefitId, digest: Hash) -> Stmt {
    Stmt::new(TAKE, args![subscription, number, benefit.as_str(), digest]).expect(1)
}

/// The keys that were shown to a subscription, in the order in which they were.
pub async fn shown(db: &Db, subscription: SubscriptionId) -> Result<Vec<KeyRow>, Fault> {
    db.query_as(SHOWN, args![subscription]).await
}

/// How many keys of each benefit there are.
pub async fn counts(db: &Db) -> Result<Vec<KeyCount>, Fault> {
    db.query_as(COUNTS, args![]).await
}
