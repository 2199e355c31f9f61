//! Verifying a store: every chain of hashes, every seal, and, when asked, every row that follows from the ledger.
//!
//! What is found is named and changes nothing: a damaged member is told apart from those that are not, and the walk goes on.

use jubilee_core::{Day, MemberId};
use jubilee_store::proofs::{self, ProofRow};
use jubilee_store::seals::{self, BrokenSeal, SealRow};
use jubilee_store::{Fault, chains, ledger};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::AppError;
use crate::held::{Circumstances, Held};
use crate::rows::{MemberRows, mismatches};
use crate::run::chain;
use crate::secret::hex;

/// How often a member in which something is wrong is looked at before it is said.
pub(crate) const LOOKS: u32 = 3;

/// As many findings are named; of the others it is told how many there are.
pub(crate) const MOST_NAMED: usize = 100;

/// How many members' chains are walked between two reports of progress.
const WALKED: u32 = 10_000;

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Whether everything is as it must be.
    pub sound: bool,
    /// Members whose ledgers were looked at.
    pub members: u64,
    /// Entries whose hashes were computed anew.
    pub entries: u64,
    /// Seals that were held against the ledger.
    pub seals: u64,
    /// The last seal: whoever keeps its hash outside can tell that nothing up to it was altered.
    pub last_seal: Option<LastSeal>,
    /// Rows that were held against what follows from the ledger; 0 unless it was asked for.
    pub rows: u64,
    /// What is wrong, at most a hundred of it.
    pub findings: Vec<Finding>,
    /// How many more there are.
    pub more_findings: u64,
}

/// The last seal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LastSeal {
    /// Its number.
    pub number: i64,
    /// The day that it was made for.
    pub day: Day,
    /// Its hash, in hexadecimal.
    pub hash: String,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where: `file`, `ledger`, `seals` or `rows`.
    pub place: &'static str,
    /// The member's reference, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// What, in words.
    pub what: String,
}

/// What the rows of a member are held against, where they are looked at.
struct Deep<'a> {
    around: Circumstances<'a>,
    rows: MemberRows,
}

impl Verification {
    fn ownerless(&mut self, entries: u64) {
        if entries > 0 {
            self.found("ledger", None, format!("{entries} entries belong to no member"));
        }
    }

    fn found(&mut self, place: &'static str, member: Option<&str>, what: String) {
        self.sound = false;
        if self.findings.len() < MOST_NAMED {
            self.findings.push(Finding { place, member: member.map(str::to_owned), what });
        } else {
            self.more_findings += 1;
        }
    }
}

impl App {
    /// Verifies the store: every hash of every chain, and every seal. `deep` also replays every ledger by the rules, holds the rows that follow
    /// from it against it, and has SQLite check every index. `progress` is told how many entries have been read, and of how many.
    pub async fn verify(&self, deep: bool, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<Verification, AppError> {
        let mut so_far = Verification {
            sound: true,
            members: 0,
            entries: 0,
            seals: 0,
            last_seal: None,
            rows: 0,
            findings: Vec::new(),
            more_findings: 0,
        };
        let ledger = async {
            if deep { self.verify_ledger(&mut so_far, progress).await } else { self.verify_chains(&mut so_far, progress).await }
        };
        // One reads the file and the other computes: together they take as long as the longer.
        let (file, ledger) = tokio::join!(self.db.check_file(deep), ledger);
        for sentence in file? {
            so_far.found("file", None, sentence);
        }
        match ledger {
            // A file that cannot be read to its end is a finding, not a reason to say nothing of the rest.
            Err(AppError::Store(fault)) => so_far.found("ledger", None, chain(&fault)),
            outcome => outcome?,
        }
        if let Err(fault) = self.verify_seals(&mut so_far).await {
            so_far.found("seals", None, chain(&fault));
        }
        Ok(so_far)
    }

    /// Walks along every chain; only those in which something is wrong are loaded, to say what.
    async fn verify_chains(&self, so_far: &mut Verification, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<(), AppError> {
        let total = ledger::count(&self.db).await?.unsigned_abs();
        let mut after = None;
        let mut ownerless = 0;
        loop {
            let walked = chains::walk(&self.db, after, WALKED).await?;
            ownerless += walked.ownerless;
            so_far.members += walked.members - walked.doubtful.len() as u64;
            so_far.entries += walked.entries;
            for id in walked.doubtful {
                let held = self.hold(id).await;
                self.verify_member(id, held, None, so_far).await?;
            }
            progress(so_far.entries, total.max(so_far.entries));
            after = walked.last;
            if after.is_none() {
                break;
            }
        }
        // Whoever was added while the walk came to its end looks like nobody: one question about one moment tells.
        if ownerless > 0 {
            ownerless = ledger::ownerless(&self.db).await?.unsigned_abs();
        }
        so_far.ownerless(ownerless);
        Ok(())
    }

    /// Replays every ledger and looks at what follows from it.
    async fn verify_ledger(&self, so_far: &mut Verification, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<(), AppError> {
        let clock = self.clock().await?;
        let (today, _) = clock.business_date(self.real_day());
        let around = self.planning(today, clock.live_from.unwrap_or(Day::MIN));
        let total = ledger::count(&self.db).await?.unsigned_abs();
        let mut after: Option<MemberId> = None;
        while let Some(page) = self.page_of_rows(after).await? {
            after = Some(page.last);
            for one in page.members {
                let rows = one.rows.map(|rows| Deep { around, rows });
                self.verify_member(one.id, one.held, rows, so_far).await?;
            }
            progress(so_far.entries, total.max(so_far.entries));
        }
        so_far.ownerless(ledger::ownerless(&self.db).await?.unsigned_abs());
        Ok(())
    }

    /// Verifies one member. Somebody may have changed it between two questions to the store, so what is wrong is looked at again.
    async fn verify_member(
        &self,
        id: MemberId,
        mut held: Result<Held, AppError>,
        mut rows: Option<Deep<'_>>,
        so_far: &mut Verification,
    ) -> Result<(), AppError> {
        let mut looked = 1;
        loop {
            let found = findings(&held, rows.as_ref());
            if found.is_empty() || looked == LOOKS {
                so_far.members += 1;
                let reference = if let Ok(held) = &held {
                    so_far.entries += held.head.seq.unsigned_abs();
                    let of_subscriptions = held.member.subscriptions.len();
                    so_far.rows += rows.as_ref().map_or(0, |deep| (1 + of_subscriptions + deep.rows.count()) as u64);
                    Some(held.row.reference.clone())
                } else {
                    so_far.entries += ledger::of_member(&self.db, id).await?.len() as u64;
                    jubilee_store::members::by_id(&self.db, id).await?.map(|row| row.reference)
                };
                for (place, what) in found {
                    so_far.found(place, reference.as_deref(), what);
                }
                for proof in rows.iter().flat_map(|deep| &deep.rows.proofs) {
                    if !self.is_file_whole(proof).await? {
                        let what = format!(
                            "the file of proof {} of order {} is not the one that was filed",
                            proof.number, proof.order
                        );
                        so_far.found("rows", reference.as_deref(), what);
                    }
                }
                return Ok(());
            }
            looked += 1;
            if let Some(deep) = &mut rows {
                deep.rows = MemberRows::load(&self.db, id, id).await?;
            }
            held = self.hold(id).await;
        }
    }

    /// Whether the file of a proof is the one that was filed. Files are read one at a time.
    async fn is_file_whole(&self, proof: &ProofRow) -> Result<bool, Fault> {
        let body = proofs::body(&self.db, proof.order, proof.number).await?;
        let is_whole =
            |body: Vec<u8>| body.len() as i64 == proof.size && proof.digest == <[u8; 32]>::from(Sha256::digest(&body));
        Ok(body.is_some_and(is_whole))
    }

    async fn verify_seals(&self, so_far: &mut Verification) -> Result<(), Fault> {
        let sealed = seals::verify(&self.db).await?;
        match sealed.broken {
            None => {}
            Some(BrokenSeal::Chain(number)) => {
                so_far.found("seals", None, format!("seal {number} does not continue the one before it"));
            }
            Some(BrokenSeal::Heads(number)) => {
                so_far.found("seals", None, format!("seal {number} was made over other heads than it lists"));
            }
        }
        if let Some(loose) = sealed.loose {
            let row = jubilee_store::members::by_id(&self.db, loose.member).await?;
            let what = format!("entry {} is sealed by seal {} and is gone or altered", loose.seq, loose.seal);
            so_far.found("seals", row.as_ref().map(|row| row.reference.as_str()), what);
        }
        if let Some(last) = seals::last(&self.db).await? {
            so_far.seals = last.number.unsigned_abs();
            so_far.last_seal = Some(summary(&last));
        }
        Ok(())
    }
}

fn summary(seal: &SealRow) -> LastSeal {
    LastSeal { number: seal.number, day: seal.day, hash: hex(&seal.hash) }
}

/// What is wrong with a member as it was loaded: the place, and what.
fn findings(held: &Result<Held, AppError>, rows: Option<&Deep<'_>>) -> Vec<(&'static str, String)> {
    let held = match held {
        Ok(held) => held,
        Err(error) => return vec![("ledger", chain(error))],
    };
    let mut found: Vec<_> = wrong_end(held).into_iter().map(|what| ("ledger", what)).collect();
    if let Some(deep) = rows {
        found.extend(mismatches(held, &deep.rows, deep.around).into_iter().map(|wrong| ("rows", wrong.what)));
    }
    found
}

/// What is wrong with the end of a member's ledger, by what its row says of it.
pub(crate) fn wrong_end(held: &Held) -> Option<String> {
    let (version, seq) = (held.row.version, held.head.seq);
    if version > seq {
        Some(format!("its ledger ends at entry {seq}, and it had {version}: the last are gone"))
    } else if version < seq || held.row.head != held.head.hash {
        Some(format!("its ledger ends at entry {seq}, and its row was written for another end ({version})"))
    } else {
        None
    }
}
