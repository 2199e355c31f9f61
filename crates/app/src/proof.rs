//! Proofs of payment: what a member files to show that money for an order is on its way, and what staff say to it. The files are kept beside
//! the ledger; that a proof was filed, for which value date, and what became of it is in it.

use jubilee_core::{Actor, Command, Day, Decision, Fact, Money, OrderId};
use jubilee_store::proofs::{self, ProofRow};
pub use jubilee_store::proofs::{MediaType, ProofState};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::AppError;
use crate::held::{Held, Request};
use crate::order::{PaymentReceipt, payment_receipt};

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// The longest name of a file, in characters.
const MOST_NAME: usize = 80;
/// The longest account or reference, in characters.
pub const MOST_STATED: usize = 140;
/// The longest reason for which a proof is rejected, in characters.
pub const MOST_REASON: usize = 1_000;

/// What a member files.
#[derive(Clone, Debug)]
pub struct Filing<'a> {
    /// What the file is called where it comes from.
    pub file_name: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// The day on which the payment counts, as the member states it.
    pub value_on: Day,
    /// The account from which it was paid, as the member states it.
    pub account: &'a str,
    /// The reference that it names, as the member states it.
    pub reference: &'a str,
}

/// Why something cannot be filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadProof {
    /// There is no file, or nothing is in it.
    #[error("a proof of payment needs a file with something in it")]
    Empty,
    /// The file is too large.
    #[error("a proof of payment has at most 5 MB")]
    TooLarge,
    /// By what is in it, the file is none of those that are taken.
    #[error("a proof of payment is a PDF, a PNG or a JPEG; this file is none of them, whatever its name says")]
    OtherKind,
    /// What is stated cannot be kept.
    #[error("the account and the reference have at most 140 characters each and no line breaks")]
    BadWords,
}

/// A proof, for machines and for pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The order's number.
    pub order: String,
    /// The order.
    #[serde(skip)]
    pub id: OrderId,
    /// Which of the order's, from 1.
    pub number: u16,
    /// What became of it.
    pub state: &'static str,
    /// The same, for pages.
    #[serde(skip)]
    pub became: ProofState,
    /// The day on which it was filed.
    pub filed_on: Day,
    /// The day on which the payment counts, as the member states it.
    pub value_on: Day,
    /// The account from which it was paid, as the member states it.
    pub account: String,
    /// The reference that it names, as the member states it.
    pub reference: String,
    /// What the file is called, made harmless.
    pub file: String,
    /// What kind of file it is, by what is in it.
    pub media_type: &'static str,
    /// How large it is, in bytes.
    pub bytes: i64,
    /// Why staff rejected it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The file of a proof, as it is handed out.
#[derive(Clone, Debug)]
pub struct ProofFile {
    /// A name that is safe everywhere.
    pub name: String,
    /// What kind of file it is.
    pub media_type: MediaType,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Filing<'_> {
    /// What kind of file it is, or why it cannot be filed.
    pub fn check(&self) -> Result<MediaType, BadProof> {
        if self.bytes.is_empty() {
            return Err(BadProof::Empty);
        }
        if self.bytes.len() > MOST_BYTES {
            return Err(BadProof::TooLarge);
        }
        let is_fine = |words: &str| words.chars().count() <= MOST_STATED && !words.chars().any(char::is_control);
        if !(is_fine(self.account) && is_fine(self.reference)) {
            return Err(BadProof::BadWords);
        }
        kind(self.bytes).ok_or(BadProof::OtherKind)
    }
}

/// What kind of file it is, by how it begins.
fn kind(bytes: &[u8]) -> Option<MediaType> {
    const KINDS: [(&[u8], MediaType); 3] =
        [(b"%PDF-", MediaType::Pdf), (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", MediaType::Png), (b"\xff\xd8\xff", MediaType::Jpeg)];
    KINDS.into_iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, kind)| kind)
}

const fn extension(kind: MediaType) -> &'static str {
    match kind {
        MediaType::Pdf => "pdf",
        MediaType::Png => "png",
        MediaType::Jpeg => "jpg",
    }
}

/// A name that can be shown: without folders, without signs that hide or turn others, and with the ending of what is in the file.
fn harmless(name: &str, kind: MediaType) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let is_plain = |letter: &char| letter.is_alphanumeric() || " -_().,+&".contains(*letter);
    let plain: String = stem.chars().filter(is_plain).take(MOST_NAME).collect();
    let plain = plain.trim_matches([' ', '.']);
    format!("{}.{}", if plain.is_empty() { "proof" } else { plain }, extension(kind))
}

impl App {
    /// Files a proof for an order. The same file for the same order, while nobody has said anything to it, is the same proof.
    pub async fn file_proof(&self, order: OrderId, filing: &Filing<'_>, by: Actor) -> Result<Proof, AppError> {
        let media_type = filing.check().map_err(|bad| AppError::Usage(bad.to_string()))?;
        let digest = Sha256::digest(filing.bytes).into();
        let known = proofs::by_order(&self.db, order).await?;
        if let Some(known) = known.into_iter().find(|row| row.digest == digest && row.state == ProofState::Waiting) {
            return Ok(proof(known));
        }
        let row = |number, filed_on| ProofRow {
            order,
            number,
            file_name: harmless(filing.file_name, media_type),
            media_type,
            size: filing.bytes.len() as i64,
            digest,
            value_on: filing.value_on,
            account: filing.account.trim().to_owned(),
            reference: filing.reference.trim().to_owned(),
            state: ProofState::Waiting,
            reason: None,
            filed_on,
        };
        let filed = |decision: &Decision| {
            decision.entries.iter().find_map(|entry| match entry.fact {
                Fact::ProofFiled { proof, .. } => Some(row(proof, entry.effective_on)),
                _ => None,
            })
        };
        let command = Command::FileProof { order, value_on: filing.value_on };
        let beside = |_: &mut _, decision: &Decision| {
            Ok(filed(decision).map(|row| proofs::insert(&row, filing.bytes)).into_iter().collect())
        };
        let done = self.act_with(order.member(), &command, Request::by(by), &beside).await?;
        let row = filed(&done.decision).ok_or_else(|| AppError::not_found("proof of payment", order))?;
        Ok(proof(row))
    }

    /// Records the money that a proof shows, with the day on which it counts by the bank: what the order lacks, where no amount is said.
    pub async fn accept_proof(
        &self,
        order: OrderId,
        proof: u16,
        value_on: Day,
        amount: Option<Money>,
        by: Actor,
    ) -> Result<PaymentReceipt, AppError> {
        let held = self.hold(order.member()).await?;
        let known = held.member.order(order).ok_or_else(|| AppError::not_found("order", order))?;
        let amount = amount.unwrap_or_else(|| known.missing());
        let command = Command::AcceptProof { order, proof, value_on, amount };
        let done = self.act(order.member(), &command, Request::by(by)).await?;
        payment_receipt(&done.after, order, (value_on, amount), done.decision.reasons, false)
    }

    /// Rejects a proof. The member is told, with the reason.
    pub async fn reject_proof(&self, order: OrderId, proof: u16, reason: &str, by: Actor) -> Result<(), AppError> {
        let reason = reason.trim();
        let is_fine = |letter: char| !letter.is_control() || letter == '\n' || letter == '\r';
        if reason.is_empty() || reason.chars().count() > MOST_REASON || !reason.chars().all(is_fine) {
            let what =
                format!("a proof is rejected with a reason, which the member is told, of at most {MOST_REASON} characters");
            return Err(AppError::Usage(what));
        }
        let command = Command::RejectProof { order, proof };
        let beside = |after: &mut Held, _: &Decision| {
            after.said = Some(reason.to_owned());
            Ok(vec![proofs::explain(order, proof, reason)])
        };
        self.act_with(order.member(), &command, Request::by(by), &beside).await?;
        Ok(())
    }

    /// The proofs of an order, the first one first.
    pub async fn proofs(&self, order: OrderId) -> Result<Vec<Proof>, AppError> {
        Ok(proofs::by_order(&self.db, order).await?.into_iter().map(proof).collect())
    }

    /// Proofs to which nobody has said anything, the one that waits longest first.
    pub async fn waiting_proofs(&self, limit: u32) -> Result<Vec<Proof>, AppError> {
        Ok(proofs::waiting(&self.db, limit).await?.into_iter().map(proof).collect())
    }

    /// The file of a proof.
    pub async fn proof_file(&self, order: OrderId, number: u16) -> Result<ProofFile, AppError> {
        let missing = || AppError::not_found("proof of payment", format!("{number} of order {order}"));
        let row = proofs::one(&self.db, order, number).await?.ok_or_else(missing)?;
        let bytes = proofs::body(&self.db, order, number).await?.ok_or_else(missing)?;
        let name = format!("proof-{order}-{number}.{}", extension(row.media_type));
        Ok(ProofFile { name, media_type: row.media_type, bytes })
    }
}

fn proof(row: ProofRow) -> Proof {
    Proof {
        order: row.order.to_string(),
        id: row.order,
        number: row.number,
        state: row.state.as_str(),
        became: row.state,
        filed_on: row.filed_on,
        value_on: row.value_on,
        account: row.account,
        reference: row.reference,
        file: row.file_name,
        media_type: row.media_type.as_str(),
        bytes: row.size,
        reason: row.reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_what_is_in_the_file() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0";
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], Some(MediaType::Pdf)),
            (&png[..], Some(MediaType::Png)),
            (&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], Some(MediaType::Jpeg)),
            (&b"<html><script>"[..], None),
            (&b"MZ\x90\0"[..], None),
            (&b"<svg xmlns="[..], None),
            (&b"GIF89a"[..], None),
            (&b" %PDF-1.7"[..], None),
            (&png[..8], None),
        ] {
            assert_eq!(kind(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn odd_names_are_made_harmless() {
        for (name, expected) in [
            ("betaalbewijs.pdf", "betaalbewijs.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\temp\\proof.exe", "proof.pdf"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.pdf"),
            ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x1.pdf"),
            ("<script>alert(1)</script>.png", "script.pdf"),
            ("…", "proof.pdf"),
            ("", "proof.pdf"),
            ("Überweisung März (2).pdf", "Überweisung März (2).pdf"),
        ] {
            assert_eq!(harmless(name, MediaType::Pdf), expected);
        }
        assert_eq!(harmless(&"x".repeat(500), MediaType::Jpeg).chars().count(), MOST_NAME + 4);
    }
}
