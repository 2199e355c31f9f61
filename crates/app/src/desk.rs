//! What staff pages and the demo read: members by search, orders that wait for money, mails, runs. Nothing is decided here.

use std::collections::BTreeMap;

use jubilee_core::{Command, Day, Decision, Lang, MemberId, OrderId, Refusal, decide};
use jubilee_delivery::mail::Mail;
use jubilee_store::members::{MemberCursor, MemberRow};
use jubilee_store::outbox::{self, OutboxRow, OutboxState};
use jubilee_store::{failures, jobs, members, orders, staff, subscriptions};

use crate::app::App;
use crate::error::AppError;
use crate::held::Held;
use crate::proof::Proof;
use crate::run::{RUN, chain};
use crate::status::MemberFile;

/// How many members are loaded together.
const PAGE: u32 = 200;

/// A mail of the outbox.
#[derive(Clone, Debug)]
pub struct QueuedMail {
    /// Its number; later ones are larger.
    pub id: i64,
    /// The member that it is about.
    pub member: Option<MemberId>,
    /// Where it goes.
    pub recipient: String,
    /// In which language.
    pub lang: Lang,
    /// The business date that it belongs to.
    pub on: Day,
    /// How far it is.
    pub state: QueuedState,
    /// How often it was tried.
    pub attempts: i64,
    /// How many of the attempts ended without saying whether it was accepted.
    pub unclear: i64,
    /// What the last attempt said.
    pub last_error: Option<String>,
    /// What it says; `None` where this version cannot read it.
    pub mail: Option<Mail>,
}

/// How far a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QueuedState {
    /// It waits for its next attempt, or is being sent.
    Waiting,
    /// The next server took it.
    Sent,
    /// It was refused for good.
    Failed,
    /// It had become untrue before it was sent.
    Superseded,
}

impl QueuedState {
    /// All of them, what staff have to look at first standing first.
    pub const ALL: [QueuedState; 4] = [QueuedState::Failed, QueuedState::Waiting, QueuedState::Sent, QueuedState::Superseded];
}

impl From<OutboxState> for QueuedState {
    fn from(state: OutboxState) -> QueuedState {
        match state {
            OutboxState::Waiting | OutboxState::Sending => QueuedState::Waiting,
            OutboxState::Sent => QueuedState::Sent,
            OutboxState::Failed => QueuedState::Failed,
            OutboxState::Superseded => QueuedState::Superseded,
        }
    }
}

impl From<OutboxRow> for QueuedMail {
    fn from(row: OutboxRow) -> QueuedMail {
        QueuedMail {
            id: row.id,
            member: row.member,
            recipient: row.recipient,
            lang: row.language,
            on: row.on_day,
            state: row.state.into(),
            attempts: row.attempts,
            unclear: row.unclear,
            last_error: row.last_error,
            mail: serde_json::from_str(&row.payload).ok(),
        }
    }
}

/// A day's run, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOfRuns {
    /// The day.
    pub on: Day,
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
}

/// A step that could not be done and waits for the next run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAsideStep {
    /// The day of the run.
    pub on: Day,
    /// The member.
    pub member: MemberId,
    /// Which step, for example `reminder-1`.
    pub step: String,
    /// Why.
    pub reason: String,
}

/// A member as lists show it.
#[derive(Clone, Debug)]
pub enum ListedMember {
    /// With everything that is known of it.
    Whole(Box<MemberFile>),
    /// Its ledger cannot be read, so that nothing is known but its name.
    Damaged(MemberRow),
}

impl ListedMember {
    /// Which member.
    pub fn id(&self) -> MemberId {
        match self {
            ListedMember::Whole(file) => file.row.id,
            ListedMember::Damaged(row) => row.id,
        }
    }
}

/// An order with its member, for the payments desk.
#[derive(Clone, Debug)]
pub struct DeskOrder {
    /// The order.
    pub order: OrderId,
    /// Its member, whole.
    pub file: MemberFile,
}

/// A proof of payment with its member, for the payments desk.
#[derive(Clone, Debug)]
pub struct DeskProof {
    /// The proof.
    pub proof: Proof,
    /// Its member, whole.
    pub file: MemberFile,
}

impl App {
    /// What a command would do on the business date of the file, without doing it.
    pub fn decision(&self, file: &MemberFile, command: Command) -> Result<Decision, Refusal> {
        decide(&self.programme, &file.member, command, file.today)
    }

    /// A page of the members by name: those whose name or number contains `text`, or one of whose users has that address. The next
    /// page is after the last member of this one.
    pub async fn search_members(&self, text: &str, after: Option<MemberId>, limit: u32) -> Result<Vec<ListedMember>, AppError> {
        let last = match after {
            Some(id) => members::by_id(&self.db, id).await?,
            None => None,
        };
        let cursor = last.as_ref().map(MemberCursor::after);
        let rows = members::search(&self.db, text, cursor.as_ref(), limit).await?;
        let ids: Vec<MemberId> = rows.iter().map(|row| row.id).collect();
        let mut files = self.member_files(&ids).await?;
        let listed = rows.into_iter().map(|row| match files.remove(&row.id) {
            Some(file) => ListedMember::Whole(Box::new(file)),
            None => ListedMember::Damaged(row),
        });
        Ok(listed.collect())
    }

    /// How many members there are.
    pub async fn member_count(&self) -> Result<i64, AppError> {
        Ok(members::count(&self.db).await?)
    }

    /// The first members by name, at most `most` of them, and whether these are all: for what no index answers, such as who lapsed
    /// recently and whose money is set aside. Members that are damaged are left out.
    pub async fn survey_members(&self, most: usize) -> Result<(Vec<MemberFile>, bool), AppError> {
        let mut all: Vec<MemberFile> = Vec::new();
        let (mut seen, mut last) = (0, None);
        loop {
            let page = self.search_members("", last, PAGE).await?;
            let is_last = page.len() < PAGE as usize;
            seen += page.len();
            last = page.last().map(ListedMember::id);
            all.extend(page.into_iter().filter_map(|listed| match listed {
                ListedMember::Whole(file) => Some(*file),
                ListedMember::Damaged(_) => None,
            }));
            if is_last || seen >= most {
                let is_whole = is_last && seen <= most;
                all.truncate(most);
                return Ok((all, is_whole));
            }
        }
    }

    /// Members by their identities, loaded together; without their orders' rows, and without those whose ledger is damaged.
    async fn member_files(&self, ids: &[MemberId]) -> Result<BTreeMap<MemberId, MemberFile>, AppError> {
        let today = self.today().await?;
        let mut files = BTreeMap::new();
        for (id, held) in self.hold_page(ids).await? {
            let Held { row, member, users, subscriptions, .. } = match held {
                Ok(held) => held,
                // One member whose ledger cannot be read keeps nobody from the others.
                Err(error @ AppError::Ledger { .. }) => {
                    tracing::error!(member.id = id.number(), reason = chain(&error), "a member cannot be shown");
                    continue;
                }
                Err(error) => return Err(error),
            };
            let file = MemberFile {
                row,
                member,
                users,
                subscriptions,
                orders: Vec::new(),
                exceptions: Vec::new(),
                locations: Vec::new(),
                today,
            };
            files.insert(id, file);
        }
        Ok(files)
    }

    /// The orders that wait for money on the business date, the most urgent first, at most `limit` of them.
    pub async fn open_orders(&self, limit: u32) -> Result<Vec<DeskOrder>, AppError> {
        let today = self.today().await?;
        // An order that still lives was made within the life of an order, and is to be paid no earlier than it was made. Nobody
        // takes the expired ones out of the store's list, so it is read from there on.
        let life = &self.programme.version(today).transfer.order_life;
        let since = today.plus_days(-life.after(today).days_since(today)).plus_days(-1);
        let first = OrderId::from_number((1 << 16) + 1);
        let rows = orders::open(&self.db, first.map(|first| (since, first)), limit).await?;
        let ids: Vec<MemberId> = rows.iter().map(|row| row.id.member()).collect();
        let files = self.member_files(&ids).await?;
        let mut open = Vec::new();
        for row in rows {
            let Some(file) = files.get(&row.id.member()) else { continue };
            if file.member.order(row.id).is_some_and(|order| order.state(today).is_waiting()) {
                open.push(DeskOrder { order: row.id, file: MemberFile { orders: vec![row], ..file.clone() } });
            }
        }
        Ok(open)
    }

    /// The proofs of payment to which nobody has said anything, the one that waits longest first, at most `limit` of them.
    pub async fn desk_proofs(&self, limit: u32) -> Result<Vec<DeskProof>, AppError> {
        let proofs = self.waiting_proofs(limit).await?;
        let mut ids: Vec<MemberId> = proofs.iter().map(|proof| proof.id.member()).collect();
        ids.sort_unstable();
        ids.dedup();
        let files = self.member_files(&ids).await?;
        let desk = |proof: Proof| Some(DeskProof { file: files.get(&proof.id.member())?.clone(), proof });
        Ok(proofs.into_iter().filter_map(desk).collect())
    }

    /// An order by its number or payment reference, with its member.
    pub async fn desk_order(&self, text: &str) -> Result<DeskOrder, AppError> {
        let row = self.find_order(text).await?;
        Ok(DeskOrder { order: row.id, file: self.member_file(row.id.member()).await? })
    }

    /// The names of the programme's staff by their number in the ledger.
    pub async fn staff_names(&self) -> Result<BTreeMap<i64, String>, AppError> {
        Ok(staff::all(&self.db).await?.into_iter().map(|person| (person.id, person.name)).collect())
    }

    /// A page of the mails, the latest first; the first page is before `None`.
    pub async fn mails(&self, before: Option<i64>, limit: u32) -> Result<Vec<QueuedMail>, AppError> {
        Ok(outbox::page(&self.db, before, limit).await?.into_iter().map(QueuedMail::from).collect())
    }

    /// The latest mails that were refused for good.
    pub async fn failed_mails(&self, limit: u32) -> Result<Vec<QueuedMail>, AppError> {
        let rows = outbox::page_in_state(&self.db, OutboxState::Failed, None, limit).await?;
        Ok(rows.into_iter().map(QueuedMail::from).collect())
    }

    /// One mail.
    pub async fn mail(&self, id: i64) -> Result<QueuedMail, AppError> {
        let row = outbox::by_id(&self.db, id).await?;
        row.map(QueuedMail::from).ok_or_else(|| AppError::not_found("mail", id))
    }

    /// How many mails there are in each state.
    pub async fn mails_by_state(&self) -> Result<BTreeMap<QueuedState, i64>, AppError> {
        let mut counts = BTreeMap::new();
        for count in outbox::counts(&self.db).await? {
            *counts.entry(QueuedState::from(count.state)).or_default() += count.rows;
        }
        Ok(counts)
    }

    /// How many mails there are.
    pub async fn mail_count(&self) -> Result<usize, AppError> {
        let total: i64 = self.mails_by_state().await?.values().sum();
        Ok(usize::try_from(total).unwrap_or_default())
    }

    /// What members are called, for the pages that list something of many members.
    pub async fn member_names(&self, ids: &[MemberId]) -> Result<BTreeMap<MemberId, String>, AppError> {
        Ok(members::by_ids(&self.db, ids).await?.into_iter().map(|row| (row.id, row.name)).collect())
    }

    /// A page of the daily runs, the latest first; the first page is before `None`.
    pub async fn runs(&self, before: Option<Day>, limit: u32) -> Result<Vec<DayOfRuns>, AppError> {
        let rows = jobs::recent(&self.db, RUN, before, limit).await?;
        Ok(rows
            .into_iter()
            .map(|row| DayOfRuns {
                on: row.on_day,
                due: row.counts.due,
                done: row.counts.done,
                superseded: row.counts.superseded,
                missed: row.counts.missed,
                failed: row.counts.failed,
            })
            .collect())
    }

    /// The steps that could not be done, the latest day first.
    pub async fn set_aside_steps(&self, limit: u32) -> Result<Vec<SetAsideStep>, AppError> {
        let rows = failures::recent(&self.db, limit).await?;
        let step =
            |row: failures::FailureRow| SetAsideStep { on: row.on_day, member: row.member, step: row.step, reason: row.reason };
        Ok(rows.into_iter().map(step).collect())
    }

    /// The next day after the business date on which a step is due for anybody.
    pub async fn next_step_on(&self) -> Result<Option<Day>, AppError> {
        Ok(subscriptions::next_due_after(&self.db, self.today().await?).await?)
    }
}
