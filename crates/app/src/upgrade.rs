//! Bringing a store that an earlier version made to this version's schema.

use jubilee_store::{Db, OpenError, installation};

use crate::app::App;
use crate::error::AppError;

/// What an upgrade did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upgraded {
    /// The number of the schema that was found.
    pub from: i64,
    /// The number of the schema that is there now.
    pub to: i64,
}

impl App {
    /// Brings the store at an address to this version's schema; `None` where it has that, or where there is no store yet. Nothing
    /// that is stored changes. Doing it again, also after it was interrupted, is harmless.
    pub async fn upgrade(url: &str) -> Result<Option<Upgraded>, AppError> {
        match Db::open(url).await {
            // A store without any schema is one whose set-up was interrupted, which goes on.
            Err(OpenError::Older { found, known, .. }) if found > 0 => {
                let db = Db::create(url).await?;
                // One that no programme was stored in is one too, however far its schema had come.
                let is_set_up = installation::read(&db).await?.is_some();
                Ok(is_set_up.then_some(Upgraded { from: found, to: known }))
            }
            _ => Ok(None),
        }
    }
}
