//! Mails as `.eml` files in a folder.

use std::io;
use std::path::{Path, PathBuf};

use jubilee_core::Day;
use sha2::{Digest, Sha256};
use tokio::fs;
use tokio::io::AsyncWriteExt;

use crate::message::{Message, hex};
use crate::transport::Outcome;

const MICROSECONDS_A_DAY: i64 = 86_400_000_000;

/// A folder that takes mails where no mail server is configured. Any mail program opens the files.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Mails go to this folder; it is made when the first one comes.
    pub fn new(path: impl Into<PathBuf>) -> Folder {
        Folder { path: path.into() }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file of a message: its date, its recipient, and a hash of its Message-ID, so that the same message sent twice is one
    /// file and not two.
    pub fn file(&self, message: &Message) -> PathBuf {
        let day = i32::try_from(message.date.0.div_euclid(MICROSECONDS_A_DAY)).unwrap_or_default();
        let allowed = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '@' | '-' | '_' | '+');
        let recipient: String = message
            .recipient
            .email
            .chars()
            .take(80)
            .map(|letter| if allowed(letter) || letter == '.' { letter } else { '_' })
            .collect();
        let hash = hex(&Sha256::digest(&message.message_id)[..6]);
        self.path.join(format!("{}-{recipient}-{hash}.eml", Day::from_number(day)))
    }

    /// Writes one message, whole or not at all.
    pub(crate) async fn send(&self, message: &Message) -> Outcome {
        let mime = match message.mime() {
            Ok(mime) => mime,
            Err(error) => return Outcome::Refused(error.to_string()),
        };
        let file = self.file(message);
        match self.write(&file, &mime).await {
            Ok(()) => Outcome::Accepted,
            Err(error) => Outcome::Deferred(format!("the mail could not be written to {}: {error}", file.display())),
        }
    }

    async fn write(&self, file: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.path).await?;
        // Written beside its place and moved there: a reader never sees half a mail. The name is the message's own, so a crash
        // leaves at most one such file per message, overwritten by the next attempt.
        let beside = file.with_extension("part");
        let mut open = fs::File::create(&beside).await?;
        open.write_all(bytes).await?;
        open.sync_all().await?;
        drop(open);
        fs::rename(&beside, file).await
    }
}
