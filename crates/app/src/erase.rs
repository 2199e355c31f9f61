//! Erasing a person: whatever is stored about whoever has an e-mail address, as far as nothing has to be kept.
//!
//! The ledger names people by a number that nobody else gets, so nothing in it changes and every chain of hashes still holds. What the law on taxes
//! wants kept stays, and is named: invoices, proofs of payment and the lines of bank statements.

use jubilee_core::{Actor, MemberId, Refusal, RoleChange};
use jubilee_store::{Stmt, billing, copy, members, outbox, sessions, sign_ins, staff, users};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::AppError;

/// How many mails are looked at together.
const PAGE: u32 = 500;

/// What stands in the place of a mail that was about or for somebody who was erased.
const NOTHING: &str = "{}";

/// What is kept, because the law on taxes wants it.
const KEPT: [&str; 3] = ["invoices and credit notes", "proofs of payment", "lines of bank statements"];

/// What is stored about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PersonTraces {
    /// The members that the person belongs to, by their references.
    pub members: Vec<String>,
    /// Mails to the person or with the address in them, sent or not.
    pub mails: u64,
    /// Members whose invoices go to the address.
    pub billing: u64,
    /// What stays, and may name the person.
    pub kept: Vec<&'static str>,
    #[serde(skip)]
    accounts: Vec<(MemberId, i64)>,
    #[serde(skip)]
    outbox: Vec<(i64, String)>,
}

impl App {
    /// What is stored about whoever has this address. Nothing is an error: there is no such person.
    pub async fn traces_of(&self, email: &str) -> Result<PersonTraces, AppError> {
        let key = users::email_key(email);
        let mut traces = PersonTraces { kept: KEPT.to_vec(), ..PersonTraces::default() };
        if staff::by_email(&self.db, &key).await?.is_some() {
            let what = format!("{key} belongs to the programme's staff; this erases people of members");
            return Err(AppError::Usage(what));
        }
        for account in users::by_email(&self.db, &key).await? {
            let row = members::by_id(&self.db, account.member).await?;
            traces.members.push(row.map_or_else(|| account.member.to_string(), |row| row.reference));
            traces.accounts.push((account.member, account.id));
        }
        let mut before = None;
        loop {
            let page = outbox::page(&self.db, before, PAGE).await?;
            let Some(last) = page.last() else { break };
            before = Some(last.id);
            // The address also stands in what others were told, where it says who did something.
            let theirs = page
                .into_iter()
                .filter(|mail| users::email_key(&mail.recipient) == key || mail.payload.to_lowercase().contains(&key));
            traces.outbox.extend(theirs.map(|mail| (mail.id, mail.identity)));
        }
        traces.mails = traces.outbox.len() as u64;
        traces.billing = billing::count_email(&self.db, &key).await?.unsigned_abs();
        if traces.accounts.is_empty() && traces.mails == 0 && traces.billing == 0 {
            return Err(AppError::not_found("person", email.trim()));
        }
        Ok(traces)
    }

    /// What stands in the way of erasing a person: the members in which a rule needs somebody else first, with the refusal.
    pub async fn erasure_refused(&self, traces: &PersonTraces, by: Actor) -> Result<Option<(MemberId, Refusal)>, AppError> {
        for (member, user) in &traces.accounts {
            let file = self.member_file(*member).await?;
            if let Some(refusal) = file.roles_refusal(self, by, *user, RoleChange::Remove) {
                return Ok(Some((*member, refusal)));
            }
        }
        Ok(None)
    }

    /// Erases what is stored about whoever has this address: the accounts, with an entry each; the mails, of which one that waits is not sent any
    /// more; the address for invoices; what was made for signing in. Then the store's file is written anew, so that nothing is left in what is
    /// free in it. It may be done again, also after it was interrupted.
    pub async fn erase_person(&self, email: &str, by: Actor) -> Result<PersonTraces, AppError> {
        let traces = self.traces_of(email).await?;
        if let Some((_, refusal)) = self.erasure_refused(&traces, by).await? {
            return Err(refusal.into());
        }
        for (member, user) in &traces.accounts {
            self.remove_person(*member, *user, by).await?;
        }
        let key = users::email_key(email);
        let mut stmts: Vec<Stmt> = vec![sessions::delete_of(&key), sign_ins::delete_of(&key), billing::erase_email(&key)];
        stmts.extend(traces.outbox.iter().map(|(id, identity)| outbox::erase(*id, &without_address(identity), NOTHING)));
        self.db.commit(stmts).await?;
        if let Some(file) = self.db.file() {
            copy::compact(file.to_owned()).await?;
        }
        Ok(traces)
    }
}

/// An effect's identity that says nothing of the address in it, and is the same for the same effect.
fn without_address(identity: &str) -> String {
    use std::fmt::Write as _;
    if identity.starts_with("erased:") {
        return identity.to_owned();
    }
    let mut erased = "erased:".to_owned();
    for byte in Sha256::digest(identity.as_bytes()) {
        let _ = write!(erased, "{byte:02x}");
    }
    erased
}
