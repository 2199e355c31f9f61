//! A file of an export while it is written: how long it is and what it hashes to is known when it is done.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A file of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExportedFile {
    /// Its path within the folder.
    pub name: String,
    /// How many rows or lines there are in it, the header not among them; nothing where it is not made of rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// A file that is being written. Only its owner can read it.
pub(super) struct Out {
    name: String,
    file: BufWriter<File>,
    digest: Sha256,
    bytes: u64,
}

impl Out {
    /// A new file in a folder that is there.
    pub(super) fn create(folder: &Path, name: &str) -> io::Result<Out> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join(name))?;
        Ok(Out { name: name.to_owned(), file: BufWriter::new(file), digest: Sha256::new(), bytes: 0 })
    }

    /// The file, durable on the disk.
    pub(super) fn done(mut self, rows: Option<u64>) -> io::Result<ExportedFile> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        let sha256 = crate::secret::hex(&self.digest.finalize());
        Ok(ExportedFile { name: self.name, rows, bytes: self.bytes, sha256 })
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A file of rows. What goes wrong while a row is written is kept, and told at the end: rows come from where nobody can be told.
pub(super) struct Lines<W> {
    out: io::Result<W>,
    rows: u64,
}

impl<W> Lines<W> {
    pub(super) fn new(out: W) -> Lines<W> {
        Lines { out: Ok(out), rows: 0 }
    }

    /// Writes one row.
    pub(super) fn write(&mut self, row: impl FnOnce(&mut W) -> io::Result<()>) {
        if let Ok(out) = &mut self.out {
            match row(out) {
                Ok(()) => self.rows += 1,
                Err(error) => self.out = Err(error),
            }
        }
    }
}

impl Lines<Out> {
    pub(super) fn done(self) -> io::Result<ExportedFile> {
        self.out?.done(Some(self.rows))
    }
}

/// A file of comma-separated values (RFC 4180).
pub(super) type Csv = Lines<csv::Writer<Out>>;

impl Csv {
    /// A new file with its header.
    pub(super) fn create<'a>(folder: &Path, name: &str, header: impl IntoIterator<Item = &'a str>) -> io::Result<Csv> {
        let mut out = csv::Writer::from_writer(Out::create(folder, name)?);
        out.write_record(header)?;
        Ok(Lines::new(out))
    }

    /// Writes one record.
    pub(super) fn record<C: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.write(|out| Ok(out.write_record(cells)?));
    }

    pub(super) fn finished(self) -> io::Result<ExportedFile> {
        let out = self.out?.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        out.done(Some(self.rows))
    }
}
