//! Programme files on disk, and the one that is compiled in.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::parse::{Checked, read};
use crate::source::{MOST_BYTES, Source};

/// The name of the programme file in its folder.
const FILE: &str = "programme.toml";

/// The source of the Microsoft Partner Network's programme, which is shipped with Jubilee.
pub fn shipped_mpn() -> &'static str {
    include_str!("../../../programmes/mpn/programme.toml")
}

/// A programme folder that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no such file.
    #[error("there is no file {}; name the folder that has a {FILE} in it", .0.display())]
    Missing(PathBuf),
    /// The file or folder is there and cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file is too large to be what it should be.
    #[error("{} has more than {MOST_BYTES} bytes, which is more than any file of a programme has", .0.display())]
    TooLarge(PathBuf),
    /// The file is not text.
    #[error("{} is not UTF-8 text: byte {at} cannot be read; save it as UTF-8", path.display())]
    NotText {
        /// Which one.
        path: PathBuf,
        /// The first byte that is not, from 0.
        at: usize,
    },
    /// The folder has no scenario file.
    #[error("there are no scenario files in {}", .0.display())]
    NoScenarios(PathBuf),
    /// There are mistakes in the file.
    #[error("{0}")]
    Invalid(Diagnostics),
}

/// Reads and checks the file `programme.toml` of a folder.
pub fn load_dir(folder: &Path) -> Result<Checked, LoadError> {
    read(&load_source(folder)?).map_err(LoadError::Invalid)
}

/// The file `programme.toml` of a folder as it stands, unchecked: what is kept when a programme is published.
pub fn load_source(folder: &Path) -> Result<Source, LoadError> {
    load_file(&folder.join(FILE))
}

/// Reads one text file within the limit.
pub(crate) fn load_file(path: &Path) -> Result<Source, LoadError> {
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => LoadError::Missing(path.to_owned()),
        _ => LoadError::Unreadable { path: path.to_owned(), source },
    };
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > MOST_BYTES {
        return Err(LoadError::TooLarge(path.to_owned()));
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| LoadError::NotText { path: path.to_owned(), at: error.utf8_error().valid_up_to() })?;
    Ok(Source::new(path.display().to_string(), text))
}
