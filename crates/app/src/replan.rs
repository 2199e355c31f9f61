//! Working out anew, after a version was published, when something is due for whom: in batches of members, by whoever comes
//! first.
//!
//! The store keeps the list of the members that are left (`jubilee_store::replan`), so that a re-plan that was killed is
//! continued by the next run or publication, and a change that was decided by the version before comes back to the list.

use jubilee_core::{Actor, Day, MemberId};
use jubilee_store::failures::{self, FailureRow};
use jubilee_store::{CommitError, Stmt, replan};

use crate::app::App;
use crate::error::AppError;
use crate::held::{Circumstances, Held, subscription_row};
use crate::run::chain;

/// How many members are loaded and committed together.
pub(crate) const PAGE: u32 = 200;

/// The step under which staff find a member that could not be planned.
const PLANNING: &str = "plan";

/// How often a member is planned again when others change it meanwhile.
const MOST_ATTEMPTS: usize = 20;

/// What a re-plan did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replanned {
    /// Members that were looked at.
    pub members: u64,
    /// Subscriptions whose dates were worked out anew.
    pub subscriptions: u64,
    /// Those of them whose anniversary or next due day is another one now.
    pub changed: u64,
    /// Members that could not be dealt with, and stay on the list.
    pub failed: u64,
}

/// The dates of a member's rows, worked out and not yet committed.
struct Plan {
    stmts: Vec<Stmt>,
    subscriptions: u64,
    changed: u64,
}

impl App {
    /// Works out anew what the store keeps about the members whose rows are of an earlier version. Does nothing, for one small
    /// question, when there are none. `progress` is told how many members have been dealt with, and of how many.
    pub async fn replan(&self, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<Replanned, AppError> {
        let mut done = Replanned::default();
        let mut page = replan::unplanned(&self.db, None, PAGE).await?;
        if page.is_empty() {
            return Ok(done);
        }
        let total = replan::unplanned_count(&self.db).await?.unsigned_abs();
        while let Some(last) = page.last().copied() {
            self.replan_page(&page, &mut done).await?;
            progress(done.members, total.max(done.members));
            page = replan::unplanned(&self.db, Some(last), PAGE).await?;
        }
        Ok(done)
    }

    async fn replan_page(&self, ids: &[MemberId], done: &mut Replanned) -> Result<(), AppError> {
        let clock = self.clock().await?;
        let (today, _) = clock.business_date(self.real_day());
        let around = self.planning(today, clock.live_from.unwrap_or(Day::MIN));
        let mut stmts = Vec::new();
        let mut found = Vec::new();
        for (id, held) in self.hold_page(ids).await? {
            match held {
                Ok(held) => {
                    let plan = plan(&held, around);
                    stmts.extend(plan.stmts.iter().cloned());
                    found.push((id, plan));
                }
                Err(error) => self.leave(id, &error, today, done).await?,
            }
        }
        let outcome = self.db.commit(stmts).await;
        for (id, plan) in found {
            match &outcome {
                Ok(()) => done.take(&plan),
                // Somebody else was quicker with one of them: each by itself.
                Err(_) => self.replan_one(id, around, done).await?,
            }
        }
        Ok(())
    }

    async fn replan_one(&self, id: MemberId, around: Circumstances<'_>, done: &mut Replanned) -> Result<(), AppError> {
        for _ in 0..MOST_ATTEMPTS {
            let plan = match self.hold(id).await {
                Ok(held) => plan(&held, around),
                Err(error) => return self.leave(id, &error, around.today, done).await,
            };
            match self.db.commit(plan.stmts.clone()).await {
                Ok(()) => {
                    done.take(&plan);
                    return Ok(());
                }
                Err(CommitError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.leave(id, &AppError::Busy { member: id.number() }, around.today, done).await
    }

    /// A member that cannot be planned stops nobody else. It stays on the list, staff see why, and every run tries it again.
    async fn leave(&self, id: MemberId, error: &AppError, today: Day, done: &mut Replanned) -> Result<(), AppError> {
        let reason = chain(error);
        tracing::error!(member.id = id.number(), reason, "a member could not be planned anew");
        let row = FailureRow {
            member: id,
            subscription: None,
            on_day: today,
            step: PLANNING.to_owned(),
            reason,
            failed_at: self.now(),
        };
        self.db.commit(vec![failures::record(&row)]).await?;
        done.members += 1;
        done.failed += 1;
        Ok(())
    }

    pub(crate) fn planning(&self, today: Day, live_from: Day) -> Circumstances<'_> {
        Circumstances {
            programme: &self.programme,
            today,
            live_from,
            by: Actor::Operator,
            at: self.now(),
            method: "",
            purchase_order: None,
        }
    }
}

/// The statements that bring a member's rows up to date, bound to the facts from which they were worked out.
fn plan(held: &Held, around: Circumstances<'_>) -> Plan {
    let mut stmts = vec![replan::unchanged(held.row.id, held.head.seq)];
    let mut plan = Plan { stmts: Vec::new(), subscriptions: 0, changed: 0 };
    for row in &held.subscriptions {
        let Some(now) = subscription_row(held, row.id, around) else { continue };
        plan.subscriptions += 1;
        if (now.anniversary_on, now.next_due_on) != (row.anniversary_on, row.next_due_on) {
            plan.changed += 1;
            stmts.push(replan::plan(row.id, now.anniversary_on, now.next_due_on));
        }
    }
    stmts.extend(replan::planned(held.row.id, around.programme_number()));
    stmts.push(failures::clear(held.row.id, None, PLANNING));
    Plan { stmts, ..plan }
}

impl Replanned {
    fn take(&mut self, plan: &Plan) {
        self.members += 1;
        self.subscriptions += plan.subscriptions;
        self.changed += plan.changed;
    }
}
