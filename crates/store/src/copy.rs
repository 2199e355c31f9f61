//! Copies of a SQLite store's file: whole, consistent, and made while the store is in use.
//!
//! A copy by the file system of a store that is in use may be torn. These go through SQLite: they hold one snapshot from their
//! beginning to their end, and whoever writes meanwhile is not kept waiting.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ErrorCode};

use crate::error::Fault;
use crate::sqlite::connection::{self, Access};

/// Pages that are copied between two looks at the progress: 8 MiB.
const STEP: i32 = 2_048;

/// How often, and after which pauses, a file is asked to stand alone: ten seconds in all.
const TRIES: u32 = 500;
const PAUSE: Duration = Duration::from_millis(20);

/// Copies the store in the file `from` to the new file `to`, readable for its owner only. `to` must not be there yet. `progress` is told
/// how many pages are copied, and of how many. What was begun and failed is taken away again.
pub async fn copy(from: PathBuf, to: PathBuf, progress: impl Fn(u64, u64) + Send + 'static) -> Result<(), Fault> {
    blocking(move || {
        let attempt = format!("copy {} to {}", from.display(), to.display());
        copy_now(&from, &to, &progress).map_err(|cause| {
            // A half copy is of no use to anybody and would be taken for a whole one.
            if cause.is_ours {
                let _ = std::fs::remove_file(&to);
            }
            Fault::new(attempt, cause.cause)
        })
    })
    .await
}

/// Makes a store's file one that stands alone, without a log beside it, durable on the disk. It waits for whoever has it open.
pub async fn settle(file: PathBuf) -> Result<(), Fault> {
    blocking(move || settle_now(&file).map_err(|cause| Fault::new(format!("finish {}", file.display()), cause))).await
}

/// Writes a store's file anew, so that nothing is left in it of what was deleted or overwritten, and empties the log beside it. It may be in use;
/// whoever writes meanwhile waits.
pub async fn compact(file: PathBuf) -> Result<(), Fault> {
    blocking(move || compact_now(&file).map_err(|cause| Fault::new(format!("write {} anew", file.display()), cause))).await
}

/// Gives a settled file its name, durably. A file that has the name already is an error, and is left as it is.
pub async fn name(file: PathBuf, named: PathBuf) -> Result<(), Fault> {
    blocking(move || {
        let attempt = |cause: io::Error| Fault::new(format!("name a file {}", named.display()), cause);
        if named.try_exists().map_err(attempt)? {
            return Err(attempt(io::ErrorKind::AlreadyExists.into()));
        }
        std::fs::rename(&file, &named).map_err(attempt)?;
        sync_folder(&named).map_err(attempt)
    })
    .await
}

struct Failed {
    cause: Box<dyn std::error::Error + Send + Sync>,
    /// Whether the file at the goal is one that this copy made.
    is_ours: bool,
}

fn copy_now(from: &Path, to: &Path, progress: &dyn Fn(u64, u64)) -> Result<(), Failed> {
    let theirs = |cause: io::Error| Failed { cause: cause.into(), is_ours: false };
    let ours = |cause: rusqlite::Error| Failed { cause: cause.into(), is_ours: true };
    connection::make_new_file(to).map_err(theirs)?;
    let source = connection::open(from, Access::Read).map_err(ours)?;
    let mut target = Connection::open(to).map_err(ours)?;
    // The snapshot is held for the whole copy; without it every commit of others would begin the copy anew.
    let snapshot = source.unchecked_transaction().map_err(ours)?;
    snapshot.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)).map_err(ours)?;
    {
        let backup = Backup::new(&snapshot, &mut target).map_err(ours)?;
        loop {
            let step = backup.step(STEP).map_err(ours)?;
            let at = backup.progress();
            let total = u64::try_from(at.pagecount).unwrap_or_default();
            progress(total - u64::try_from(at.remaining).unwrap_or_default().min(total), total);
            match step {
                StepResult::Done => break,
                StepResult::More => {}
                _ => std::thread::sleep(PAUSE),
            }
        }
    }
    drop(target);
    settle_now(to).map_err(|cause| Failed { cause, is_ours: true })
}

fn settle_now(file: &Path) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let connection = connection::open(file, Access::Inspect)?;
    // SQLite does not wait by itself here while others, who may be on their way out, have the file open.
    let mut tries = 0;
    let mode = loop {
        tries += 1;
        match connection.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0)) {
            Ok(mode) => break mode,
            Err(error) if tries < TRIES && error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                std::thread::sleep(PAUSE);
            }
            Err(error) => return Err(error.into()),
        }
    };
    if mode != "delete" {
        return Err(format!("its log could not be put away (it is in mode {mode})").into());
    }
    connection.close().map_err(|(_, error)| error)?;
    File::open(file)?.sync_all()?;
    sync_folder(file)?;
    Ok(())
}

fn compact_now(file: &Path) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let connection = connection::open(file, Access::Write)?;
    connection.execute_batch("VACUUM")?;
    // The log has the old pages until it is emptied, which has to wait for those who read.
    for _ in 0..TRIES {
        let is_busy: bool = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if !is_busy {
            return Ok(());
        }
        std::thread::sleep(PAUSE);
    }
    Err("others read it all the time; try again".into())
}

fn sync_folder(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|cause| Fault::new("wait for a file", cause))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Db;
    use crate::{ledger, members};

    fn stage() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db");
        (folder, path)
    }

    fn url(path: &Path) -> String {
        format!("sqlite:{}", path.display())
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_copy_that_is_made_while_others_write_is_one_moment_of_the_store() {
        let (folder, path) = stage();
        let db = Db::create(&url(&path)).await.unwrap();
        let writing = {
            let db = db.clone();
            tokio::spawn(async move {
                for number in 1..=300 {
                    crate::conformance::enrolled(&db, number).await;
                }
            })
        };
        for round in 0..10 {
            let to = folder.path().join(format!("copy-{round}.db"));
            copy(path.clone(), to.clone(), |_, _| {}).await.unwrap();
            assert!(!folder.path().join(format!("copy-{round}.db-wal")).exists());
            let copied = Db::open(&url(&to)).await.unwrap();
            // A member and its entry come in one commit: a torn copy would have one without the other.
            assert_eq!(members::count(&copied).await.unwrap(), ledger::count(&copied).await.unwrap());
        }
        writing.await.unwrap();
        let last = folder.path().join("last.db");
        copy(path, last.clone(), |_, _| {}).await.unwrap();
        assert_eq!(members::count(&Db::open(&url(&last)).await.unwrap()).await.unwrap(), 300);
    }

    #[tokio::test]
    async fn a_copy_overwrites_nothing_and_leaves_nothing_half() {
        let (folder, path) = stage();
        let there = folder.path().join("there.db");
        std::fs::write(&there, "somebody's").unwrap();
        drop(Db::create(&url(&path)).await.unwrap());
        let refused = copy(path.clone(), there.clone(), |_, _| {}).await.unwrap_err();
        assert!(refused.to_string().contains("there.db"), "{refused}");
        assert_eq!(std::fs::read_to_string(&there).unwrap(), "somebody's");

        let missing = folder.path().join("missing.db");
        let to = folder.path().join("to.db");
        copy(missing, to.clone(), |_, _| {}).await.unwrap_err();
        assert!(!to.exists());

        let part = folder.path().join("part.db");
        copy(path, part.clone(), |_, _| {}).await.unwrap();
        name(part.clone(), there.clone()).await.unwrap_err();
        assert_eq!(std::fs::read_to_string(&there).unwrap(), "somebody's");
        name(part.clone(), to.clone()).await.unwrap();
        assert!(to.exists() && !part.exists());
    }
}
