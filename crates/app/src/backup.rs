//! Backups of a SQLite store, and bringing one back. A store in PostgreSQL is backed up with the tools of the server.

use std::path::{Path, PathBuf};

use jubilee_core::Day;
use jubilee_store::{Db, copy, outbox};

use crate::app::{App, Time};
use crate::error::AppError;
use crate::verify::Verification;

/// A store's copy, as it was found to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Where it is.
    pub file: PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
    /// What its verification found.
    pub verification: Verification,
    /// The last day that had been run.
    pub completed_on: Option<Day>,
    /// Mails that wait in it. Those of a backup may have been sent since it was made.
    pub waiting_mails: u64,
}

/// Is told how many pages of a copy are done, and of how many.
type CopyProgress = dyn Fn(u64, u64) + Send + Sync;

impl App {
    /// Copies the store as it is at one moment into a new file, while it is in use, and verifies the copy. The file appears under its name
    /// when it is whole and on the disk. A copy that does not verify is kept, because it may be the best there is: see
    /// [`Copied::verification`].
    pub async fn backup(&self, file: &Path, time: Time, progress: Box<CopyProgress>) -> Result<Copied, AppError> {
        let Some(from) = self.db.file().map(Path::to_owned) else {
            let what = "this store is in PostgreSQL: back it up with the tools of the server, for example `pg_dump --format=custom`, \
                and verify what was restored with `jubilee verify`";
            return Err(AppError::Usage(what.to_owned()));
        };
        refuse_taken(file)?;
        let part = part_of(file);
        // What an interrupted backup left behind.
        let _ = std::fs::remove_file(&part);
        copy::copy(from, part.clone(), progress).await?;
        let found = inspect(&part, time).await;
        copy::settle(part.clone()).await?;
        let found = found?;
        copy::name(part, file.to_owned()).await?;
        Ok(Copied { file: file.to_owned(), ..found })
    }

    /// Brings a backup back as a new store at a `sqlite:` address, where there must be none. It is verified before it appears there, and
    /// brought to this version's schema. One that does not verify is refused unless `even_damaged`.
    pub async fn restore(
        backup: &Path,
        url: &str,
        even_damaged: bool,
        time: Time,
        progress: Box<CopyProgress>,
    ) -> Result<Copied, AppError> {
        let Some(target) = url.strip_prefix("sqlite:").filter(|path| !path.is_empty()).map(PathBuf::from) else {
            let what = "a backup file is brought back as a SQLite store: name it with --database sqlite:PATH; for PostgreSQL use the \
                tools of the server";
            return Err(AppError::Usage(what.to_owned()));
        };
        if !backup.is_file() {
            return Err(AppError::not_found("file", backup.display()));
        }
        refuse_taken(&target)?;
        let mut log = target.clone().into_os_string();
        log.push("-wal");
        refuse_taken(Path::new(&log))?;
        let part = part_of(&target);
        let _ = std::fs::remove_file(&part);
        copy::copy(backup.to_owned(), part.clone(), progress).await?;
        let found = match Db::create(&address(&part)).await {
            Ok(db) => {
                drop(db);
                inspect(&part, time).await
            }
            Err(error) => Err(error.into()),
        };
        let found = match found {
            Ok(found) if found.verification.sound || even_damaged => found,
            Ok(found) => {
                let what = found.verification.findings.first().map(|finding| finding.what.clone()).unwrap_or_default();
                let _ = std::fs::remove_file(&part);
                return Err(AppError::Usage(format!(
                    "the backup {} does not verify ({what}); `jubilee verify --database {}` says all of it, and --even-damaged brings it \
                     back all the same",
                    backup.display(),
                    address(backup)
                )));
            }
            Err(error) => {
                let _ = std::fs::remove_file(&part);
                return Err(error);
            }
        };
        copy::settle(part.clone()).await?;
        copy::name(part, target.clone()).await?;
        Ok(Copied { file: target, ..found })
    }
}

/// Opens a copy as the store that it is, and verifies it.
async fn inspect(file: &Path, time: Time) -> Result<Copied, AppError> {
    let app = App::open(&address(file), time).await?;
    let verification = app.verify(false, &|_, _| {}).await?;
    let clock = app.clock().await?;
    let waiting_mails = outbox::waiting_count(&app.db).await?;
    let bytes = std::fs::metadata(file).map_or(0, |found| found.len());
    Ok(Copied { file: file.to_owned(), bytes, verification, completed_on: clock.completed_on, waiting_mails })
}

fn address(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

fn part_of(file: &Path) -> PathBuf {
    let mut name = file.to_path_buf().into_os_string();
    name.push(".part");
    PathBuf::from(name)
}

fn refuse_taken(file: &Path) -> Result<(), AppError> {
    if file.symlink_metadata().is_ok() {
        return Err(AppError::Usage(format!("{} is there already, and is left as it is; name another file", file.display())));
    }
    Ok(())
}
