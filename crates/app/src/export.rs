//! Taking everything out of a store, in formats that need no Jubilee to be read: CSV for rows, JSON for the ledger, the programme as it was
//! published, the files of proofs as they were filed.
//!
//! All of it is of one moment, however long the export takes and whoever writes meanwhile; and it is there whole or not at all.

mod anew;
mod file;

use std::fs::DirBuilder;
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use jubilee_core::{Day, Instant, Recorded};
use jubilee_store::ledger::EntryRow;
use jubilee_store::{Bulk, copy, ledger, programme, proofs, seals, tables};
use serde::Serialize;

use crate::app::{App, Time};
use crate::error::AppError;
use crate::secret::hex;
use anew::Anew;
pub use file::ExportedFile;
use file::{Csv, Lines, Out};

/// What the folder says of itself.
const README: &str = include_str!("export/README.md");

/// An export as it stands in its folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// The programme that the store runs.
    pub programme: String,
    /// The version of Jubilee that made it.
    pub made_by: &'static str,
    /// When it was made, in microseconds since 1970.
    pub made_at: Instant,
    /// The business date on which it was made.
    pub today: Day,
    /// The last day whose run is complete.
    pub completed_on: Option<Day>,
    /// The hash of the last seal over the ledger; nothing where there is none.
    pub last_seal: Option<String>,
    /// Every file but the manifest.
    pub files: Vec<ExportedFile>,
}

/// An entry of the ledger as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    member: i64,
    seq: i64,
    hash: String,
    body: String,
    #[serde(flatten)]
    recorded: &'a Recorded,
}

impl App {
    /// Exports everything into a new folder that only its owner can read. It appears under its name when all of it is on the disk.
    /// `progress` is told how many files are done, and of about how many.
    pub async fn export(&self, folder: &Path, time: Time, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<Exported, AppError> {
        let part = part_of(folder)?;
        let outcome = self.export_into(&part, time, progress).await;
        if outcome.is_err() {
            let _ = std::fs::remove_dir_all(&part);
        }
        let exported = outcome?;
        std::fs::rename(&part, folder).map_err(|error| unwritten(folder, &error))?;
        Ok(exported)
    }

    async fn export_into(&self, folder: &Path, time: Time, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<Exported, AppError> {
        for within in ["", "tables", "import", "programme", "proofs"] {
            make(&folder.join(within))?;
        }
        // In a SQLite store a long transaction would keep everybody else from writing: there, it is one over a copy.
        let Some(file) = self.db.file().map(Path::to_owned) else {
            return self.export_from(folder, progress).await;
        };
        let copied = folder.join("store.db");
        copy::copy(file, copied.clone(), |_, _| {}).await?;
        let app = App::open(&format!("sqlite:{}", copied.display()), time).await?;
        let exported = app.export_from(folder, progress).await?;
        drop(app);
        copy::settle(copied.clone()).await?;
        std::fs::remove_file(&copied).map_err(|error| unwritten(&copied, &error))?;
        Ok(exported)
    }

    async fn export_from(&self, folder: &Path, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<Exported, AppError> {
        let failed = |error: io::Error| unwritten(folder, &error);
        let clock = self.clock().await?;
        let (today, _) = clock.business_date(self.real_day());
        let about = tables::TABLES.len() as u64 + 8;
        let mut files = Vec::new();
        let mut bulk = tables::one_moment(&self.db).await?;
        for table in tables::TABLES {
            let csv = Csv::create(folder, &format!("tables/{}.csv", table.name), table.columns()).map_err(failed)?;
            let columns = table.columns().count();
            let csv = tables::each(&mut bulk, table, csv, move |csv, row| {
                let cells: Result<Vec<String>, _> = (0..columns).map(|column| row.shown(column)).collect();
                csv.record(cells?);
                Ok(())
            });
            files.push(csv.await?.finished().map_err(failed)?);
            progress(files.len() as u64, about);
        }
        files.push(self.entries(&mut bulk, folder).await?);
        progress(files.len() as u64, about);
        files.extend(Anew::create(folder).map_err(failed)?.write(&mut bulk, &self.programme, today, folder).await?);
        for version in programme::all_in(&mut bulk).await? {
            make(&folder.join(format!("programme/{}", version.number)))?;
            let mut out = Out::create(folder, &format!("programme/{}/programme.toml", version.number)).map_err(failed)?;
            out.write_all(version.source.as_bytes()).map_err(failed)?;
            files.push(out.done(None).map_err(failed)?);
        }
        files.extend(self.filed(&mut bulk, folder).await?);
        let last_seal = seals::last_in(&mut bulk).await?.map(|seal| hex(&seal.hash));
        let mut readme = Out::create(folder, "README.md").map_err(failed)?;
        readme.write_all(README.as_bytes()).map_err(failed)?;
        files.push(readme.done(None).map_err(failed)?);
        let exported = Exported {
            programme: self.programme.id.clone(),
            made_by: concat!("jubilee ", env!("CARGO_PKG_VERSION")),
            made_at: self.now(),
            today,
            completed_on: clock.completed_on,
            last_seal,
            files,
        };
        let mut manifest = Out::create(folder, "manifest.json").map_err(failed)?;
        let text = serde_json::to_string_pretty(&exported).expect("a manifest is plain data");
        manifest.write_all(text.as_bytes()).and_then(|()| manifest.write_all(b"\n")).map_err(failed)?;
        manifest.done(None).map_err(failed)?;
        Ok(exported)
    }

    /// The ledger, an entry a line.
    async fn entries(&self, bulk: &mut Bulk, folder: &Path) -> Result<ExportedFile, AppError> {
        let failed = |error: io::Error| unwritten(folder, &error);
        let lines = Lines::new(Out::create(folder, "ledger.jsonl").map_err(failed)?);
        let (lines, unreadable) =
            ledger::each_in(bulk, (lines, None), |(lines, unreadable), entry: EntryRow| match Recorded::decode(&entry.body) {
                Ok(recorded) => lines.write(|out| written(out, &entry, &recorded)),
                Err(error) => *unreadable = Some((entry.member, error)),
            })
            .await?;
        match unreadable {
            Some((member, error)) => Err(AppError::Ledger { member: member.number(), source: error.into() }),
            None => lines.done().map_err(failed),
        }
    }

    /// The files of proofs, as they were filed.
    async fn filed(&self, bulk: &mut Bulk, folder: &Path) -> Result<Vec<ExportedFile>, AppError> {
        let failed = |error: io::Error| unwritten(folder, &error);
        let mut files = Vec::new();
        for proof in proofs::all_in(bulk).await? {
            let kind = proof.media_type.as_str().rsplit('/').next().unwrap_or_default();
            let name = format!("proofs/{}-{}.{kind}", proof.order, proof.number);
            let mut out = Out::create(folder, &name).map_err(failed)?;
            let body = proofs::body_in(bulk, proof.order, proof.number).await?;
            out.write_all(&body.unwrap_or_default()).map_err(failed)?;
            files.push(out.done(None).map_err(failed)?);
        }
        Ok(files)
    }
}

fn written(out: &mut Out, entry: &EntryRow, recorded: &Recorded) -> io::Result<()> {
    let (hash, body) = (hex(&entry.hash), hex(&entry.body));
    let line = Line { member: entry.member.number(), seq: entry.seq, hash, body, recorded };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

/// A folder that only its owner can read.
fn make(folder: &Path) -> Result<(), AppError> {
    DirBuilder::new().mode(0o700).create(folder).map_err(|error| unwritten(folder, &error))
}

fn unwritten(what: &Path, error: &io::Error) -> AppError {
    AppError::Usage(format!("cannot write {}: {error}", what.display()))
}

/// Where an export is made before it has its name. Neither may be taken.
fn part_of(folder: &Path) -> Result<PathBuf, AppError> {
    let taken = |path: &Path| path.symlink_metadata().is_ok();
    if taken(folder) {
        let what = format!("{} is there already, and is left as it is; name another folder", folder.display());
        return Err(AppError::Usage(what));
    }
    // Put together anew, without a slash at its end.
    let mut part = folder.components().collect::<PathBuf>().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    if taken(&part) {
        let what = format!("{} is there, perhaps from an export that was interrupted; remove it first", part.display());
        return Err(AppError::Usage(what));
    }
    Ok(part)
}
