//! The daily run: it makes what is due happen, once (invariant 2). What members see is right without it.

use std::collections::BTreeSet;

use jubilee_core::{Actor, Command, Day, Entry, Fact, Instant, MemberId, Refusal, Step, SubscriptionId, agenda, decide};
use jubilee_store::failures::{self, FailureRow};
use jubilee_store::jobs::{self, Counts};
use jubilee_store::subscriptions::Due;
use jubilee_store::{CommitError, Stmt, installation, members, pauses, replan, seals, subscriptions};
use serde::Serialize;

use crate::app::App;
use crate::clock::Clock;
use crate::error::AppError;
use crate::held::{Change, Circumstances, Held, commit};
use crate::mailing;
use crate::pause::Pause;
use crate::secret::chance;
use crate::walk::Walk;

/// The kind under which the store keeps the runs.
pub const RUN: &str = "daily-run";

/// How many members are loaded and committed together.
const PAGE: u32 = 200;

/// Why nobody was told of a step.
const NOBODY: &str = "no user of the member is a global or programme admin, so nobody was told";

/// How often a member is tried again when others change it meanwhile.
const MOST_ATTEMPTS: usize = 20;

/// What became of a step that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepOutcome {
    /// It happened.
    Done,
    /// A later step took its place.
    Superseded,
    /// Its time had passed.
    Missed,
    /// It could not be done; it is tried again by the next run, and staff see it.
    Failed,
}

/// One step that was due, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepReport {
    /// The subscription's reference.
    pub subscription: String,
    /// The anniversary whose step it is.
    pub anniversary: Day,
    /// `reminder-1`, `reminder-2`, … or `lapse`.
    pub step: String,
    /// The day on which it was due.
    pub due_on: Day,
    /// What became of it.
    pub outcome: StepOutcome,
    /// Why, for what failed; also for what happened and nobody could be told of.
    pub reason: Option<String>,
}

/// What a run did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunReport {
    /// The first day that had not been completed before.
    pub from: Day,
    /// The day up to which it ran.
    pub until: Day,
    /// Steps that were due.
    pub due: i64,
    /// Steps that happened.
    pub done: i64,
    /// Steps whose place a later one took.
    pub superseded: i64,
    /// Steps whose time had passed.
    pub missed: i64,
    /// Steps that could not be done.
    pub failed: i64,
    /// Members whose due days could not be worked out by the version published last. Each run tries them again, and staff see why.
    pub unplanned: u64,
    /// Every step.
    pub steps: Vec<StepReport>,
    /// What held it: nothing more was done from then on, and its days are not complete.
    pub paused: Option<Pause>,
}

impl RunReport {
    /// Nothing yet.
    fn beginning(clock: &Clock, until: Day) -> RunReport {
        let from = clock.completed_on.map_or(until, Day::next).min(until);
        let steps = Vec::new();
        RunReport { from, until, due: 0, done: 0, superseded: 0, missed: 0, failed: 0, unplanned: 0, steps, paused: None }
    }

    /// Whether every step that was due is accounted for (C56).
    pub fn adds_up(&self) -> bool {
        self.due == self.done + self.superseded + self.missed + self.failed && self.due == self.steps.len() as i64
    }

    fn take(&mut self, counts: Counts, steps: Vec<StepReport>) {
        self.due += counts.due;
        self.done += counts.done;
        self.superseded += counts.superseded;
        self.missed += counts.missed;
        self.failed += counts.failed;
        self.steps.extend(steps);
    }
}

/// The name of a step in every interface.
pub(crate) fn step_name(step: &Step) -> String {
    match step {
        Step::Announcement(relief, 0) => format!("announcement of {relief}"),
        Step::Announcement(relief, at) => format!("announcement {} of {relief}", at + 1),
        Step::Reminder(at) => format!("reminder-{}", at + 1),
        Step::Notice => "auto-renewal-notice".to_owned(),
        Step::Charge(at) => format!("auto-renewal-charge-{}", at + 1),
        Step::Lapse => "lapse".to_owned(),
    }
}

/// What a run works with.
struct Running<'a> {
    app: &'a App,
    until: Day,
    live_from: Day,
    at: Instant,
}

/// A member's steps, decided and not yet committed.
struct Prepared {
    change: Option<Change>,
    /// The mails, or the rows that are put right where nothing happened.
    beside: Vec<Stmt>,
    steps: Vec<StepReport>,
    due: i64,
    failures: Vec<Stmt>,
}

impl App {
    /// Runs all days up to `asked`, or up to the business date: in order, each once, safe to repeat and to kill. Steps of days that
    /// were missed happen now, or are superseded or missed, as the rules say. `progress` is told how many members have been dealt
    /// with and how many subscriptions were due at the start.
    ///
    /// What was published until a page of members is begun counts for it, and nothing is done before everybody's due days are those of
    /// that version.
    ///
    /// While staff have paused, nothing is done but to note the day; a pause that begins meanwhile ends the run after the page that it is at.
    pub async fn run(
        &self,
        asked: Option<Day>,
        is_confirmed: bool,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<RunReport, AppError> {
        let clock = self.clock().await?;
        let until = clock.run_until(asked, self.real_day(), is_confirmed)?;
        if let Some(pause) = self.paused().await? {
            return self.hold_day(&clock, until, pause).await;
        }
        if clock.live_from.is_none() {
            self.go_live(until).await?;
        }
        let mut app = self.current().await?;
        let mut unplanned = app.replan(&|_, _| {}).await?.failed;
        let clock = self.clock().await?;
        let mut report = RunReport { unplanned, ..RunReport::beginning(&clock, until) };
        let is_complete = clock.completed_on.is_some_and(|last| last >= until);
        let due = subscriptions::due_count(&self.db, until).await?;
        if is_complete && due == 0 {
            return Ok(report);
        }
        // None of these minds that another run has done the same.
        let mut opening = vec![jobs::start(RUN, until, self.now())];
        if clock.is_sandbox {
            opening.push(installation::advance_today(until).unconditional());
        }
        let mut closing = vec![installation::advance_completed(until).unconditional()];
        if due == 0 {
            // Nothing is due: the whole day is one commit, and a seal where something happened since the last one.
            seals::seal(&self.db, until).await?;
            closing.push(jobs::finish(RUN, until, self.now()).unconditional());
            self.db.commit([opening, closing].concat()).await?;
            return Ok(report);
        }
        self.db.commit(opening).await?;
        let (live_from, at) = (clock.live_from.unwrap_or(Day::MIN), self.now());
        let mut walk = Walk::default();
        loop {
            let ahead = subscriptions::due(&self.db, until, walk.at, PAGE).await?;
            let Some(last) = ahead.last().copied() else {
                if walk.is_over() {
                    break;
                }
                continue;
            };
            walk.at = Some(last);
            let mut page: Vec<MemberId> = ahead.into_iter().map(|due| due.member).collect();
            page.retain(|id| !walk.set_aside.contains(id));
            page.sort_unstable();
            page.dedup();
            if page.is_empty() {
                continue;
            }
            if let Some(pause) = self.paused().await? {
                let held = self.hold_day(&clock, until, pause).await?;
                return Ok(RunReport { paused: held.paused, ..report });
            }
            let running = Running { app: &app, until, live_from, at };
            if running.page(&page, &mut walk, &mut report).await? == Met::Others {
                walk.jump_to(self.somewhere(until).await?);
            } else {
                progress(page.len() as u64, due.unsigned_abs());
            }
            let current = self.current().await?;
            if current.edition.number > app.edition.number {
                // A version was published meanwhile. It may make something due for members that have been passed already.
                unplanned = current.replan(&|_, _| {}).await?.failed;
                (app, walk) = (current, Walk::default());
            }
        }
        report.unplanned = unplanned;
        seals::seal(&self.db, until).await?;
        if report.failed == 0 {
            closing.push(jobs::finish(RUN, until, self.now()).unconditional());
        }
        self.db.commit(closing).await?;
        if report.adds_up() {
            Ok(report)
        } else {
            Err(AppError::Usage(format!(
                "the run of {until} does not add up: {} due, {} done, {} superseded, {} missed, {} failed; please report this",
                report.due, report.done, report.superseded, report.missed, report.failed
            )))
        }
    }

    /// Notes that a pause held the run of a day, and says so.
    async fn hold_day(&self, clock: &Clock, until: Day, pause: Pause) -> Result<RunReport, AppError> {
        let mut stmts = vec![pauses::hold_day(until).unconditional()];
        if clock.is_sandbox {
            stmts.push(installation::advance_today(until).unconditional());
        }
        self.db.commit(stmts).await?;
        Ok(RunReport { paused: Some(pause), ..RunReport::beginning(clock, until) })
    }

    /// A place by chance among what is due until a day: where a run goes on that has met another one.
    async fn somewhere(&self, until: Day) -> Result<Option<Due>, AppError> {
        let Some(first) = subscriptions::earliest_due(&self.db).await? else { return Ok(None) };
        let days = until.days_since(first).max(0).unsigned_abs();
        let on = first.plus_days(chance(u64::from(days) + 1) as i32);
        let last = members::last_id(&self.db).await?.unsigned_abs();
        Ok(MemberId::from_number(chance(last.max(1)) as i64).map(|member| Due { on, member }))
    }

    /// The next day on which anything is due after the business date, for who steps through a sandbox.
    pub async fn next_event(&self) -> Result<Option<Day>, AppError> {
        let today = self.today().await?;
        Ok(subscriptions::next_due_after(&self.db, today).await?)
    }

    /// A sandbox that was not told when it goes live does so with its first run: what was due before is not Jubilee's.
    async fn go_live(&self, live_from: Day) -> Result<(), AppError> {
        self.db.commit(vec![installation::go_live(live_from).unconditional(), replan::all()]).await?;
        self.current().await?.replan(&|_, _| {}).await?;
        Ok(())
    }
}

/// Whom a page met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Met {
    /// Nobody, or somebody who changed single members; all of it is done.
    Nobody,
    /// Another run that was quicker; what is left of it is still to be done.
    Others,
}

impl Running<'_> {
    /// Loads a page of members at once, decides for each, and commits them together; when others interfere, one by one.
    async fn page(&self, ids: &[MemberId], walk: &mut Walk, report: &mut RunReport) -> Result<Met, AppError> {
        let db = &self.app.db;
        let mut stmts = Vec::new();
        let mut prepared_all = Vec::new();
        for (id, held) in self.app.hold_page(ids).await? {
            match held.and_then(|held| self.prepare(&held)) {
                Ok(prepared) => {
                    stmts.extend(prepared.stmts());
                    prepared_all.push((id, prepared));
                }
                Err(error) => self.set_aside(id, &error, walk, report).await?,
            }
        }
        let counts = total(prepared_all.iter().map(|(_, prepared)| prepared.counts()));
        if counts.due > 0 {
            stmts.push(jobs::add(RUN, self.until, counts));
        }
        if db.commit(stmts).await.is_ok() {
            for (id, prepared) in prepared_all {
                walk.note(id, prepared.counts());
                report.take(prepared.counts(), prepared.steps);
            }
            return Ok(Met::Nobody);
        }
        // Somebody else was quicker. Where that was another run, the page is done, or about to be.
        if self.is_thinner(ids).await? {
            return Ok(Met::Others);
        }
        // It was somebody who changed one of them, or one of them cannot be stored: each by itself.
        for (id, _) in prepared_all {
            self.alone(id, walk, report).await?;
        }
        Ok(Met::Nobody)
    }

    /// Whether of a page of members that were due more than one is not due any more.
    async fn is_thinner(&self, ids: &[MemberId]) -> Result<bool, AppError> {
        let rows = subscriptions::by_members(&self.app.db, ids).await?;
        let due = rows.iter().filter(|row| row.next_due_on.is_some_and(|on| on <= self.until));
        let left: BTreeSet<MemberId> = due.map(|row| row.id.member()).collect();
        Ok(left.len() + 1 < ids.len())
    }

    /// Deals with one member, again when somebody else was quicker.
    async fn alone(&self, id: MemberId, walk: &mut Walk, report: &mut RunReport) -> Result<(), AppError> {
        for _ in 0..MOST_ATTEMPTS {
            let prepared = match self.app.hold(id).await.and_then(|held| self.prepare(&held)) {
                Ok(prepared) => prepared,
                Err(error) => return self.set_aside(id, &error, walk, report).await,
            };
            let mut stmts = prepared.stmts();
            let counts = prepared.counts();
            if counts.due > 0 {
                stmts.push(jobs::add(RUN, self.until, counts));
            }
            let outcome = match &prepared.change {
                Some(change) => commit(&self.app.db, stmts, &change.after.head).await,
                None => self.app.db.commit(stmts).await,
            };
            match outcome {
                Ok(()) => {
                    walk.note(id, prepared.counts());
                    report.take(counts, prepared.steps);
                    return Ok(());
                }
                Err(CommitError::Conflict { .. } | CommitError::Duplicate { .. }) => {}
                // Where the store itself is gone, setting the member aside fails as well, and that ends the run.
                Err(error) => return self.set_aside(id, &error.into(), walk, report).await,
            }
        }
        self.set_aside(id, &AppError::Busy { member: id.number() }, walk, report).await
    }

    /// A member that cannot be dealt with stops nobody else: it is counted, listed, and tried again by the next run.
    async fn set_aside(&self, id: MemberId, error: &AppError, walk: &mut Walk, report: &mut RunReport) -> Result<(), AppError> {
        walk.set_aside.insert(id);
        let reason = chain(error);
        tracing::error!(member.id = id.number(), run.until = %self.until, %reason, "a member could not be dealt with");
        let rows = subscriptions::by_member(&self.app.db, id).await?;
        let due = rows.into_iter().filter(|row| row.next_due_on.is_some_and(|on| on <= self.until));
        let mut stmts = Vec::new();
        let mut steps = Vec::new();
        for row in due {
            let due_on = row.next_due_on.unwrap_or(self.until);
            stmts.push(self.failure(id, Some(row.id), "member", &reason));
            steps.push(StepReport {
                subscription: row.reference,
                anniversary: row.anniversary_on.unwrap_or(due_on),
                step: "unknown".to_owned(),
                due_on,
                outcome: StepOutcome::Failed,
                reason: Some(reason.clone()),
            });
        }
        let failed = steps.len() as i64;
        let counts = Counts { due: failed, failed, ..Counts::default() };
        stmts.push(jobs::add(RUN, self.until, counts));
        self.app.db.commit(stmts).await?;
        report.take(counts, steps);
        Ok(())
    }

    fn failure(&self, member: MemberId, subscription: Option<SubscriptionId>, step: &str, reason: &str) -> Stmt {
        failures::record(&FailureRow {
            member,
            subscription,
            on_day: self.until,
            step: step.to_owned(),
            reason: reason.to_owned(),
            failed_at: self.at,
        })
    }

    /// Decides all steps of a member that are due, in their order.
    fn prepare(&self, held: &Held) -> Result<Prepared, AppError> {
        let programme = &self.app.programme;
        let mut member = held.member.clone();
        let mut entries = Vec::new();
        let mut steps = Vec::new();
        let mut failed = Vec::new();
        let mut due_count = 0;
        for row in held.subscriptions.iter().filter(|row| row.next_due_on.is_some_and(|on| on <= self.until)) {
            let agenda = agenda(programme, &member, row.id, self.until, self.live_from);
            let due: Vec<jubilee_core::Due> = agenda.into_iter().filter(|due| due.on <= self.until).collect();
            due_count += due.len() as i64;
            for due in due {
                let subscription = row.id;
                let command = match due.step.clone() {
                    Step::Announcement(relief, announcement) => Command::Announce { subscription, relief, announcement },
                    Step::Reminder(reminder) => Command::Remind { subscription, reminder },
                    Step::Notice => Command::GiveNotice { subscription },
                    Step::Charge(number) => Command::Charge { subscription, number },
                    Step::Lapse => Command::Lapse { subscription },
                };
                let report = |outcome, reason| StepReport {
                    subscription: row.reference.clone(),
                    anniversary: due.anniversary,
                    step: step_name(&due.step),
                    due_on: due.on,
                    outcome,
                    reason,
                };
                match decide(programme, &member, command, self.until) {
                    Ok(decision) => {
                        // A charge orders the renewal first: it is one step all the same, and its last entry says what became of it.
                        let became = decision.entries.last().map_or(StepOutcome::Done, |entry| outcome(&entry.fact));
                        steps.push(report(became, None));
                        for entry in decision.entries {
                            let misfit = |error: jubilee_core::Misfit| AppError::Ledger {
                                member: held.row.id.number(),
                                source: crate::error::Damage::Misfit(error),
                            };
                            member.apply(&entry).map_err(misfit)?;
                            entries.push(entry);
                        }
                    }
                    Err(refusal) => {
                        let reason = refused(&refusal);
                        failed.push(self.failure(held.row.id, Some(row.id), &step_name(&due.step), &reason));
                        steps.push(report(StepOutcome::Failed, Some(reason)));
                    }
                }
            }
        }
        let around = Circumstances {
            programme,
            today: self.until,
            live_from: self.live_from,
            by: Actor::DailyRun,
            at: self.at,
            method: "",
            purchase_order: None,
        };
        if entries.is_empty() {
            // The read model said that something was due and the facts do not: the facts are right, and the row is put right.
            let rows = held.subscriptions.iter().filter_map(|row| crate::held::subscription_row(held, row.id, around));
            let mut beside = Vec::new();
            if failed.is_empty() {
                beside.push(replan::unchanged(held.row.id, held.head.seq));
                beside.extend(rows.map(|row| subscriptions::update(&row)));
                beside.push(replan::late(held.row.id, around.programme_number()));
            }
            return Ok(Prepared { change: None, beside, steps, due: due_count, failures: failed });
        }
        let change = Change::new(held, &entries, around)?;
        let mails = mailing::of_entries(self.app, held, &change.after, &entries, self.until, None);
        if failed.is_empty() {
            failed.push(failures::clear_member(held.row.id));
        }
        if mails.is_empty() && entries.iter().any(entry_is_told) {
            // The step has happened and nobody was told (C36): staff see it, and the run says it.
            tracing::warn!(member.id = held.row.id.number(), "nobody of the member receives mails");
            failed.push(self.failure(held.row.id, None, "mail", NOBODY));
            for step in steps.iter_mut().filter(|step| step.outcome == StepOutcome::Done) {
                step.reason = Some(NOBODY.to_owned());
            }
        }
        let mails = mails.iter().map(jubilee_store::outbox::insert);
        // The provider is asked afterwards; what is to be charged is there before (C93).
        let beside = mails.chain(self.app.charges_to_come(&change.after.member, &entries)).collect();
        Ok(Prepared { change: Some(change), beside, steps, due: due_count, failures: failed })
    }
}

impl Prepared {
    fn stmts(&self) -> Vec<Stmt> {
        let change = self.change.iter().flat_map(|change| change.stmts.iter());
        change.chain(&self.beside).chain(&self.failures).cloned().collect()
    }

    fn counts(&self) -> Counts {
        let of = |outcome| self.steps.iter().filter(|step| step.outcome == outcome).count() as i64;
        Counts {
            due: self.due,
            done: of(StepOutcome::Done),
            superseded: of(StepOutcome::Superseded),
            missed: of(StepOutcome::Missed),
            failed: of(StepOutcome::Failed),
        }
    }
}

fn outcome(fact: &Fact) -> StepOutcome {
    match fact {
        Fact::ReminderSuperseded { .. } | Fact::AnnouncementSuperseded { .. } => StepOutcome::Superseded,
        Fact::ReminderMissed { .. } => StepOutcome::Missed,
        _ => StepOutcome::Done,
    }
}

/// Whether members are told of it by mail.
fn entry_is_told(entry: &Entry) -> bool {
    matches!(
        entry.fact,
        Fact::Reminded { .. }
            | Fact::Lapsed { .. }
            | Fact::Announced { .. }
            | Fact::AutoRenewalAnnounced { .. }
            | Fact::ChargeFailed { .. }
    )
}

fn refused(refusal: &Refusal) -> String {
    let rules: Vec<&str> = refusal.reasons.iter().map(|reason| reason.rule().id()).collect();
    format!("a rule refuses it: {}", rules.join(", "))
}

fn total(counts: impl Iterator<Item = Counts>) -> Counts {
    counts.fold(Counts::default(), |sum, next| Counts {
        due: sum.due + next.due,
        done: sum.done + next.done,
        superseded: sum.superseded + next.superseded,
        missed: sum.missed + next.missed,
        failed: sum.failed + next.failed,
    })
}

/// An error with its causes, for a log line or a staff page.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
