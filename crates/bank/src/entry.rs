//! The entries of a statement, and by what each is known again.

use std::collections::HashMap;
use std::fmt::Write as _;

use jubilee_core::{Day, Money};
use sha2::{Digest, Sha256};

/// The longest text that is kept of an entry, in characters.
pub const MOST_TEXT: usize = 1_000;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Money came in.
    Credit,
    /// Money that had come in was taken back by the bank.
    CreditReversed,
    /// Money that had gone out came back.
    DebitReversed,
}

impl Kind {
    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            Kind::Credit => "credit",
            Kind::CreditReversed => "credit-reversed",
            Kind::DebitReversed => "debit-reversed",
        }
    }
}

/// One booked movement of money that staff or the matching have to deal with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankEntry {
    /// By what it is known again in another file; see [`identify`].
    pub identity: String,
    /// Our account, without spaces.
    pub account: String,
    /// What it is.
    pub kind: Kind,
    /// How much, never negative.
    pub amount: Money,
    /// When the bank booked it.
    pub booked_on: Option<Day>,
    /// When the money counts; the day of booking where the file does not say.
    pub value_on: Day,
    /// The bank's own reference.
    pub bank_reference: Option<String>,
    /// What the payer's bank passed on from end to end.
    pub end_to_end: Option<String>,
    /// The structured reference.
    pub reference: Option<String>,
    /// What the payer wrote.
    pub text: String,
    /// The payer's name.
    pub name: Option<String>,
    /// The payer's account, without spaces.
    pub counterparty: Option<String>,
    /// Whether it stands for several transfers that the file does not tell apart.
    pub is_batch: bool,
    /// The line at which it begins.
    pub line: u64,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// What came in and what was reversed, in the order of the file.
    pub entries: Vec<BankEntry>,
    /// How many entries are money that went out, and are passed over.
    pub debits: usize,
    /// How many entries are not booked yet, and are passed over: a later statement has them.
    pub pending: usize,
}

/// Gives each entry its identity: a digest of what does not change between two files that hold it (account, kind, amount, value date,
/// and the bank's reference, or else everything that was written), and which one it is among those that are equal in the file. Two transfers
/// that look the same are two; the same file again has the same two.
pub(crate) fn identify(entries: &mut [BankEntry]) {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for entry in entries {
        let digest = digest(entry);
        let ordinal = seen.entry(digest.clone()).or_insert(0);
        *ordinal += 1;
        entry.identity = format!("{digest}-{ordinal}");
    }
}

fn digest(entry: &BankEntry) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    };
    add(&entry.account);
    add(entry.kind.id());
    add(&entry.amount.to_string());
    add(&entry.value_on.to_string());
    if let Some(reference) = &entry.bank_reference {
        add("by reference");
        add(reference);
    } else {
        add("by content");
        add(&entry.booked_on.map_or_else(String::new, |day| day.to_string()));
        for part in [&entry.end_to_end, &entry.reference, &entry.name, &entry.counterparty] {
            add(part.as_deref().unwrap_or_default());
        }
        add(&entry.text);
    }
    hash.finalize()[..16].iter().fold(String::with_capacity(32), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
