//! Verifying a store: every chain of hashes, every seal, and, when asked, every row that follows from the ledger.
//!
//! What is found is named and changes nothing: a damaged member is told apart from those that are not, and the walk goes on.

use std::fmt::Write as _;

use jubilee_core::{Day, Flight, MemberId, Order};
use jubilee_store::orders::{self, OrderRow, OrderState};
use jubilee_store::payments::{self, PaymentRow};
use jubilee_store::proofs::{self, ProofRow, ProofState};
use jubilee_store::seals::{self, BrokenSeal, SealRow};
use jubilee_store::{Db, Fault, ledger, replan};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::error::AppError;
use crate::held::{Circumstances, Held, row_state, subscription_row, system_name};
use crate::run::chain;

/// How many members are loaded together.
const PAGE: u32 = 200;

/// How often a member in which something is wrong is looked at before it is said.
const LOOKS: u32 = 3;

/// As many findings are named; of the others it is told how many there are.
const MOST_NAMED: usize = 100;

/// What a verification found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Whether everything is as it must be.
    pub sound: bool,
    /// Members whose ledgers were replayed.
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

/// The rows of orders, payments and proofs, of one member or of several.
#[derive(Default)]
struct MoneyRows {
    orders: Vec<OrderRow>,
    payments: Vec<PaymentRow>,
    proofs: Vec<ProofRow>,
}

impl MoneyRows {
    /// Of all members from one to another, both included.
    async fn load(db: &Db, first: MemberId, last: MemberId) -> Result<MoneyRows, Fault> {
        Ok(MoneyRows {
            orders: orders::by_range(db, first, last).await?,
            payments: payments::by_range(db, first, last).await?,
            proofs: proofs::by_range(db, first, last).await?,
        })
    }

    /// Of one member among them.
    fn of(&self, member: MemberId) -> MoneyRows {
        MoneyRows {
            orders: self.orders.iter().filter(|row| row.id.member() == member).cloned().collect(),
            payments: self.payments.iter().filter(|row| row.order.member() == member).cloned().collect(),
            proofs: self.proofs.iter().filter(|row| row.order.member() == member).cloned().collect(),
        }
    }
}

/// What the rows of a member are held against, where they are looked at.
struct Deep<'a> {
    around: Circumstances<'a>,
    money: MoneyRows,
}

impl Verification {
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
    /// Verifies the store. `deep` also holds the rows that follow from the ledger against it, and has SQLite check every index.
    /// `progress` is told how many entries have been read, and of how many.
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
        for sentence in self.db.check_file(deep).await? {
            so_far.found("file", None, sentence);
        }
        match self.verify_ledger(deep, &mut so_far, progress).await {
            // A file that cannot be read to its end is a finding, not a reason to say nothing of the rest.
            Err(AppError::Store(fault)) => so_far.found("ledger", None, chain(&fault)),
            outcome => outcome?,
        }
        if let Err(fault) = self.verify_seals(&mut so_far).await {
            so_far.found("seals", None, chain(&fault));
        }
        Ok(so_far)
    }

    async fn verify_ledger(
        &self,
        deep: bool,
        so_far: &mut Verification,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<(), AppError> {
        let clock = self.clock().await?;
        let (today, _) = clock.business_date(self.real_day());
        let around = self.planning(today, clock.live_from.unwrap_or(Day::MIN));
        let total = ledger::count(&self.db).await?.unsigned_abs();
        let mut after: Option<MemberId> = None;
        loop {
            let ids = replan::members(&self.db, after, PAGE).await?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            let from = ids.first().and_then(|first| MemberId::from_number(first.number() - 1));
            let unplanned = replan::unplanned(&self.db, from, PAGE).await?;
            let money = match ids.first() {
                Some(first) if deep => MoneyRows::load(&self.db, *first, *last).await?,
                _ => MoneyRows::default(),
            };
            for (id, held) in self.hold_page(&ids).await? {
                // What an unfinished re-plan has not come to has the dates of an earlier version.
                let rows = (deep && !unplanned.contains(&id)).then(|| Deep { around, money: money.of(id) });
                self.verify_member(id, held, rows, so_far).await?;
            }
            progress(so_far.entries, total.max(so_far.entries));
        }
        match ledger::ownerless(&self.db).await? {
            0 => {}
            some => so_far.found("ledger", None, format!("{some} entries belong to no member")),
        }
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
                    let looked_at =
                        |deep: &Deep<'_>| deep.money.orders.len() + deep.money.payments.len() + deep.money.proofs.len();
                    so_far.rows +=
                        rows.as_ref().map_or(0, |deep| (1 + held.member.subscriptions.len() + looked_at(deep)) as u64);
                    Some(held.row.reference.clone())
                } else {
                    so_far.entries += ledger::of_member(&self.db, id).await?.len() as u64;
                    jubilee_store::members::by_id(&self.db, id).await?.map(|row| row.reference)
                };
                for (place, what) in found {
                    so_far.found(place, reference.as_deref(), what);
                }
                for proof in rows.iter().flat_map(|deep| &deep.money.proofs) {
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
                deep.money = MoneyRows::load(&self.db, id, id).await?;
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
        match seals::verify(&self.db).await? {
            None => {}
            Some(BrokenSeal::Chain(number)) => {
                so_far.found("seals", None, format!("seal {number} does not continue the one before it"));
            }
            Some(BrokenSeal::Heads(number)) => {
                so_far.found("seals", None, format!("seal {number} was made over other heads than it lists"));
            }
        }
        if let Some(loose) = seals::loose(&self.db).await? {
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
    let mut hash = String::with_capacity(64);
    for byte in seal.hash {
        let _ = write!(hash, "{byte:02x}");
    }
    LastSeal { number: seal.number, day: seal.day, hash }
}

/// What is wrong with a member as it was loaded: the place, and what.
fn findings(held: &Result<Held, AppError>, rows: Option<&Deep<'_>>) -> Vec<(&'static str, String)> {
    let held = match held {
        Ok(held) => held,
        Err(error) => return vec![("ledger", chain(error))],
    };
    let mut found = Vec::new();
    let (version, seq) = (held.row.version, held.head.seq);
    if version > seq {
        found.push(("ledger", format!("its ledger ends at entry {seq}, and it had {version}: the last are gone")));
    } else if version < seq || held.row.head != held.head.hash {
        found.push(("ledger", format!("its ledger ends at entry {seq}, and its row was written for another end ({version})")));
    }
    if let Some(deep) = rows {
        let wrong = wrong_rows(held, deep.around).into_iter().chain(wrong_money(held, &deep.money, deep.around.today));
        found.extend(wrong.map(|what| ("rows", what)));
    }
    found
}

/// The rows that follow from the ledger and are not what they would be if they were written now.
fn wrong_rows(held: &Held, around: Circumstances<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let (country, system) = (&held.member.country, system_name(held.member.system));
    if held.row.country != *country || held.row.system != system {
        wrong.push(format!("its row has not the country {country} and the {system} system that the ledger has"));
    }
    for subscription in &held.member.subscriptions {
        let must_be = subscription_row(held, subscription.id, around);
        let is = held.subscriptions.iter().find(|row| row.id == subscription.id);
        match (is, must_be) {
            (Some(is), Some(must_be)) if *is == must_be => {}
            (Some(is), Some(must_be)) => wrong.push(format!(
                "subscription {} of {} has anniversary {} and is due on {}; of {} it must have {} and {}",
                is.reference,
                is.offer,
                shown(is.anniversary_on),
                shown(is.next_due_on),
                must_be.offer,
                shown(must_be.anniversary_on),
                shown(must_be.next_due_on)
            )),
            _ => wrong.push(format!("subscription {} has no row", held.reference(subscription.id))),
        }
    }
    let is_known = |id| held.member.subscription(id).is_some();
    let strangers = held.subscriptions.iter().filter(|row| !is_known(row.id));
    wrong.extend(strangers.map(|row| format!("subscription {} is not in the ledger", row.reference)));
    wrong
}

/// The rows of orders and payments that are not what the ledger says.
fn wrong_money(held: &Held, money: &MoneyRows, today: Day) -> Vec<String> {
    let mut wrong = Vec::new();
    for order in &held.member.orders {
        let Some(row) = money.orders.iter().find(|row| row.id == order.id) else {
            wrong.push(format!("order {} has no row", order.id));
            continue;
        };
        if !is_row_of(row, order, today) {
            wrong.push(format!(
                "order {} is {} with {}, to be paid by {}, paid on {}; it must be {} with {}, {} and {}",
                order.id,
                row.state.as_str(),
                row.amount,
                row.pay_by_on,
                shown(row.paid_on),
                row_state(order.state(today)).as_str(),
                order.amount,
                order.pay_by(),
                shown(order.paid_on())
            ));
        }
        let came = order.payments.iter().filter(|payment| payment.from.is_none());
        let must_be = came.map(|payment| (payment.amount, payment.value_on, payment.recorded_on, payment.identity.as_deref()));
        let rows = money.payments.iter().filter(|row| row.order == order.id);
        if !rows.map(|row| (row.amount, row.value_on, row.recorded_on, row.identity.as_deref())).eq(must_be) {
            wrong.push(format!("the payments of order {} are not those of the ledger", order.id));
        }
        let filed = held.member.flights(order.id).filter_map(|flight| Some((flight.proof()?, flight)));
        let must_be = filed.map(|(number, flight)| (number, flight.shown_on, flight.value_on, proof_state(flight)));
        let rows = money.proofs.iter().filter(|row| row.order == order.id);
        if !rows.map(|row| (row.number, row.filed_on, row.value_on, row.state)).eq(must_be) {
            wrong.push(format!("the proofs of order {} are not those of the ledger", order.id));
        }
    }
    let is_known = |id| held.member.order(id).is_some();
    let orders = money.orders.iter().map(|row| row.id);
    let strangers = orders.chain(money.payments.iter().map(|row| row.order));
    let strangers = strangers.chain(money.proofs.iter().map(|row| row.order)).filter(|id| !is_known(*id));
    wrong.extend(strangers.map(|id| format!("order {id} is not in the ledger")));
    wrong
}

/// What became of a proof by the ledger.
fn proof_state(flight: &Flight) -> ProofState {
    match (flight.is_accepted, flight.ended_on) {
        (Some(true), _) => ProofState::Accepted,
        (Some(false), _) => ProofState::Rejected,
        (None, Some(_)) => ProofState::Settled,
        (None, None) => ProofState::Waiting,
    }
}

/// Whether a row can be an order's. Its state was right on the day on which it was written, and nobody writes that an order has expired; before
/// there were payments of any amount, whatever money had come for was called paid.
fn is_row_of(row: &OrderRow, order: &Order, today: Day) -> bool {
    let states = [order.created_on, today].map(|on| row_state(order.state(on)));
    let is_state = states.contains(&row.state) || (row.state == OrderState::Paid && !order.payments.is_empty());
    let days = (row.created_on, row.expires_on, row.pay_by_on, row.paid_on);
    is_state && row.amount == order.amount && days == (order.created_on, order.expires_on, order.pay_by(), order.paid_on())
}

fn shown(day: Option<Day>) -> String {
    day.map_or_else(|| "none".to_owned(), |day| day.to_string())
}
