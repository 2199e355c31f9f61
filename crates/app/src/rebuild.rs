//! Rebuilding: the rows that follow from the ledger are written anew where they differ from it.
//!
//! The ledger is never touched. A member whose ledger is damaged is left as it is and named, because its rows may be all that is left of what it
//! said. What stands in rows alone (names, addresses, what things are called, the files of proofs) is kept, and where it is lost only a backup
//! has it.

use jubilee_core::{Day, MemberId};
use jubilee_store::{CommitError, Stmt, ledger, members, payments, replan};
use serde::Serialize;

use crate::app::App;
use crate::error::AppError;
use crate::held::{Circumstances, Held, MOST_ATTEMPTS};
use crate::rows::{MemberRows, MemberWithRows, Mend, Mismatch, mismatches, payments_of};
use crate::run::chain;
use crate::verify::{Finding, LOOKS, MOST_NAMED, wrong_end};

/// What a rebuild did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rebuilt {
    /// Members whose rows were held against their ledgers.
    pub members: u64,
    /// Rows that were looked at.
    pub rows: u64,
    /// How many things were wrong and are right now.
    pub mended: u64,
    /// What was wrong and is right now, at most a hundred of it.
    pub named: Vec<Finding>,
    /// How much is wrong still, because the ledger does not have what it takes, or is damaged itself.
    pub left: u64,
    /// What is wrong still, at most a hundred of it.
    pub left_named: Vec<Finding>,
}

impl Rebuilt {
    fn take(&mut self, member: &str, repair: Repair) {
        for what in repair.mended {
            self.mended += 1;
            name(&mut self.named, "rows", member, what);
        }
        for what in repair.left {
            self.leave("rows", member, what);
        }
    }

    fn leave(&mut self, place: &'static str, member: &str, what: String) {
        self.left += 1;
        name(&mut self.left_named, place, member, what);
    }
}

fn name(named: &mut Vec<Finding>, place: &'static str, member: &str, what: String) {
    if named.len() < MOST_NAMED {
        named.push(Finding { place, member: Some(member.to_owned()), what });
    }
}

/// What is to be written about a member, and what that mends.
struct Repair {
    stmts: Vec<Stmt>,
    mended: Vec<String>,
    left: Vec<String>,
}

impl App {
    /// Writes the rows of every member anew where they do not follow from its ledger. It may run beside others: what is written is bound to
    /// the facts that it was worked out from. `progress` is told how many members have been dealt with,
    /// and of how many.
    pub async fn rebuild(&self, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<Rebuilt, AppError> {
        // What a re-plan has left would be looked at by nobody.
        self.replan(&|_, _| {}).await?;
        let clock = self.clock().await?;
        let (today, _) = clock.business_date(self.real_day());
        let around = self.planning(today, clock.live_from.unwrap_or(Day::MIN));
        let total = members::count(&self.db).await?.unsigned_abs();
        let mut so_far = Rebuilt::default();
        let mut after: Option<MemberId> = None;
        while let Some(page) = self.page_of_rows(after).await? {
            after = Some(page.last);
            for one in page.members {
                self.rebuild_member(one, around, &mut so_far).await?;
            }
            progress(so_far.members, total.max(so_far.members));
        }
        Ok(so_far)
    }

    async fn rebuild_member(
        &self,
        one: MemberWithRows,
        around: Circumstances<'_>,
        so_far: &mut Rebuilt,
    ) -> Result<(), AppError> {
        let MemberWithRows { id, mut held, rows } = one;
        so_far.members += 1;
        let reference = if let Ok(held) = &held {
            held.row.reference.clone()
        } else {
            let row = members::by_id(&self.db, id).await?;
            row.map_or_else(|| id.to_string(), |row| row.reference)
        };
        let Some(mut rows) = rows else {
            so_far.leave(
                "rows",
                &reference,
                "it could not be planned anew, and staff see why on the page of the runs".to_owned(),
            );
            return Ok(());
        };
        for attempt in 1..=MOST_ATTEMPTS {
            let damage = match &held {
                Err(error) => Some(chain(error)),
                Ok(held) => wrong_end(held),
            };
            match (&held, damage) {
                // Somebody may have changed it between two questions to the store.
                (_, Some(what)) if attempt >= LOOKS as usize => {
                    so_far.leave("ledger", &reference, what);
                    return Ok(());
                }
                (Ok(held), None) => {
                    let repair = self.repair(held, mismatches(held, &rows, around), &rows).await?;
                    match self.db.commit(repair.stmts.clone()).await {
                        Ok(()) => {
                            so_far.rows += (1 + held.member.subscriptions.len() + rows.count()) as u64;
                            so_far.take(&reference, repair);
                            return Ok(());
                        }
                        // Another row has the number or the name that this one must have.
                        Err(error @ CommitError::Duplicate { .. }) => {
                            for what in repair.mended.into_iter().chain(repair.left) {
                                so_far.leave("rows", &reference, format!("{what}; {error}"));
                            }
                            return Ok(());
                        }
                        Err(CommitError::Conflict { .. }) => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                _ => {}
            }
            rows = MemberRows::load(&self.db, id, id).await?;
            held = self.hold(id).await;
        }
        Err(AppError::Busy { member: id.number() })
    }

    /// The statements that put right what is wrong, bound to the facts that say so.
    async fn repair(&self, held: &Held, wrong: Vec<Mismatch>, rows: &MemberRows) -> Result<Repair, AppError> {
        let mut repair = Repair { stmts: Vec::new(), mended: Vec::new(), left: Vec::new() };
        for Mismatch { what, mend } in wrong {
            match mend {
                Mend::Nothing => repair.left.push(what),
                Mend::Write(stmts) => {
                    repair.stmts.extend(stmts);
                    repair.mended.push(what);
                }
                Mend::Payments(order) => {
                    let entries = ledger::of_member(&self.db, held.row.id).await?;
                    repair.stmts.push(payments::remove(order));
                    repair.stmts.extend(payments_of(order, &entries, rows).iter().map(payments::insert));
                    repair.mended.push(what);
                }
            }
        }
        if !repair.stmts.is_empty() {
            repair.stmts.insert(0, replan::unchanged(held.row.id, held.head.seq));
        }
        Ok(repair)
    }
}
