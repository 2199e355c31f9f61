//! Bank statements: what came in is recorded for the order that it names, and what is doubtful waits for staff.
//!
//! Each entry is dealt with in a transaction of its own, in which its row under a unique identity, the payment and what follows from it are
//! stored together. So a statement may be imported twice, or overlap another one, or be broken off in the middle: importing it again does
//! what is left and nothing else.

use std::collections::HashMap;

use jubilee_bank::{BankEntry, Kind, Statement};
use jubilee_core::{
    Actor, Command, Day, Doubt, Fact, Lang, Member, MemberId, Money, OrderId, OrderState, decide, doubt, names_fit,
    orders_named,
};
use jubilee_store::bank::{self, BankEntryRow, EntryState, Settling};
use jubilee_store::{CommitError, members, orders, payments};
use serde::Serialize;

use crate::app::App;
use crate::error::{AppError, Damage};
use crate::exception::MOST_REASON;
use crate::held::Request;
use crate::order::{PaymentReceipt, payment_receipt};

/// How many open orders of one amount are looked through for the payer's name.
const MOST_ALIKE: u32 = 200;

/// The longest file name that is kept, in characters.
const MOST_FILE_NAME: usize = 100;

/// What the payments of statements are called beside the ledger.
const METHOD: &str = "bank-statement";

/// An entry of a statement as it is kept, with what staff may do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BankLine {
    /// Its number; 0 where nothing was written because it was only tried.
    pub entry: i64,
    /// `credit`, `credit-reversed` or `debit-reversed`.
    pub kind: String,
    /// How much.
    #[serde(flatten)]
    pub amount: Money,
    /// When it counts.
    pub value_date: Day,
    /// The payer.
    pub name: Option<String>,
    /// The payer's account.
    pub counterparty: Option<String>,
    /// What the payer wrote, with the references.
    pub text: String,
    /// Our account.
    pub account: String,
    /// The file that it came in.
    pub file: String,
    /// What became of it.
    #[serde(serialize_with = "state_word")]
    pub state: BankState,
    /// Why it waits, or waited.
    pub doubt: Option<Doubt>,
    /// The order that it pays, or that it names while it waits.
    #[serde(serialize_with = "order_number")]
    pub order: Option<OrderId>,
    /// The order that it may be for, while it waits.
    #[serde(serialize_with = "order_number")]
    pub proposal: Option<OrderId>,
    /// Why it was dismissed or returned.
    pub reason: Option<String>,
    /// When it was settled.
    pub settled_on: Option<Day>,
    /// The number of the staff who settled it.
    #[serde(skip)]
    pub settled_by: Option<i64>,
    /// By what it is known again, and recorded once.
    #[serde(skip)]
    pub identity: String,
}

#[expect(clippy::ref_option, reason = "this is how serde hands a field over")]
fn order_number<S: serde::Serializer>(order: &Option<OrderId>, serializer: S) -> Result<S::Ok, S::Error> {
    order.map(|order| order.to_string()).serialize(serializer)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "this is how serde hands a field over")]
fn state_word<S: serde::Serializer>(state: &BankState, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.as_str())
}

/// What became of an entry.
pub use jubilee_store::bank::EntryState as BankState;

/// What an import of a statement did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StatementReport {
    /// Entries of money that came in or was reversed.
    pub entries: usize,
    /// Recorded as payments of their orders.
    pub recorded: Vec<BankLine>,
    /// Waiting for staff.
    pub waiting: Vec<BankLine>,
    /// Entries that had been imported before.
    pub repeated: usize,
    /// Money that went out, which is passed over.
    pub debits: usize,
    /// Entries that were not booked yet, which are passed over.
    pub pending: usize,
    /// Accounts in the file that are not the programme's.
    pub other_accounts: Vec<String>,
    /// Whether nothing was written because it was only tried.
    pub dry_run: bool,
}

/// How much money waits for staff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BankQueue {
    /// How many entries.
    pub count: i64,
    /// The value date of the oldest.
    pub oldest: Option<Day>,
}

/// What staff say of money that pays no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dismissal {
    /// It is none of the programme's money.
    NotOurs,
    /// It went back to the payer.
    Returned,
}

/// What the statement's entry is taken for.
enum Judged {
    Pays(OrderId),
    Doubtful(Doubt, Option<OrderId>),
}

impl App {
    /// Imports a statement. With `dry_run` everything is looked at and nothing written.
    pub async fn import_statement(
        &self,
        statement: &Statement,
        file: &str,
        dry_run: bool,
        by: Actor,
    ) -> Result<StatementReport, AppError> {
        let mut report = StatementReport {
            entries: statement.entries.len(),
            debits: statement.debits,
            pending: statement.pending,
            other_accounts: self.other_accounts(statement, self.today().await?),
            dry_run,
            ..StatementReport::default()
        };
        let file = file_name(file);
        let mut tried = HashMap::new();
        for entry in &statement.entries {
            if bank::by_identity(&self.db, &entry.identity).await?.is_some() {
                report.repeated += 1;
                continue;
            }
            let done =
                if dry_run { self.try_entry(entry, &file, &mut tried).await? } else { self.take(entry, &file, by).await? };
            match done {
                None => report.repeated += 1,
                Some(row) => {
                    let line = self.line(row).await?;
                    let place = if line.state == EntryState::Open { &mut report.waiting } else { &mut report.recorded };
                    place.push(line);
                }
            }
        }
        Ok(report)
    }

    /// Deals with one entry; `None` where somebody else has just done so.
    async fn take(&self, entry: &BankEntry, file: &str, by: Actor) -> Result<Option<BankEntryRow>, AppError> {
        let today = self.today().await?;
        match self.judge(entry, today, &mut HashMap::new()).await? {
            Judged::Pays(order) => {
                let row = row(entry, file, today, &Judged::Pays(order));
                let identity = Some(entry.identity.clone());
                let command = Command::RecordPayment { order, value_on: entry.value_on, amount: entry.amount, identity };
                let request = Request { method: METHOD, ..Request::by(by) };
                match self.act_with(order.member(), &command, request, &|_, _| Ok(vec![bank::insert(&row)])).await {
                    Ok(_) => {}
                    // Somebody else may have imported the same entry, or paid the same order, since it was looked at.
                    Err(AppError::Refused(refusal)) => {
                        let doubtful = Judged::Doubtful(Doubt::from(&*refusal), Some(order));
                        return self.keep(entry, file, today, &doubtful).await;
                    }
                    Err(AppError::Busy { .. }) if bank::by_identity(&self.db, &entry.identity).await?.is_some() => {
                        return Ok(None);
                    }
                    // Somebody has recorded it under this identity for another member.
                    Err(AppError::Busy { .. }) if payments::by_identity(&self.db, &entry.identity).await?.is_some() => {
                        let known = Judged::Doubtful(Doubt::AlreadyPaid, Some(order));
                        return self.keep(entry, file, today, &known).await;
                    }
                    Err(error) => return Err(error),
                }
                Ok(bank::by_identity(&self.db, &entry.identity).await?)
            }
            doubtful @ Judged::Doubtful(..) => self.keep(entry, file, today, &doubtful).await,
        }
    }

    /// Puts an entry into the queue; `None` where it has been imported meanwhile.
    async fn keep(&self, entry: &BankEntry, file: &str, today: Day, judged: &Judged) -> Result<Option<BankEntryRow>, AppError> {
        match self.db.commit(bank::insert(&row(entry, file, today, judged))).await {
            Err(CommitError::Duplicate { .. }) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(()) => Ok(bank::by_identity(&self.db, &entry.identity).await?),
        }
    }

    /// What would become of an entry, with what the entries before it would have done.
    async fn try_entry(
        &self,
        entry: &BankEntry,
        file: &str,
        tried: &mut HashMap<MemberId, Member>,
    ) -> Result<Option<BankEntryRow>, AppError> {
        let today = self.today().await?;
        let judged = self.judge(entry, today, tried).await?;
        if let Judged::Pays(order) = judged
            && let Some(member) = tried.get_mut(&order.member())
        {
            let identity = Some(entry.identity.clone());
            let command = Command::RecordPayment { order, value_on: entry.value_on, amount: entry.amount, identity };
            for entry in decide(&self.programme, member, command, today)?.entries {
                let number = member.id.number();
                let misfit = |error| AppError::Ledger { member: number, source: Damage::Misfit(error) };
                member.apply(&entry).map_err(misfit)?;
            }
        }
        Ok(Some(row(entry, file, today, &judged)))
    }

    /// Which order an entry pays, or why that is not certain. The rules say so; here they are given the orders that there are.
    async fn judge(&self, entry: &BankEntry, today: Day, tried: &mut HashMap<MemberId, Member>) -> Result<Judged, AppError> {
        let certain = match entry.kind {
            Kind::Credit if entry.is_batch => Some(Doubt::Batch),
            Kind::Credit => None,
            Kind::CreditReversed => Some(Doubt::CreditReversed),
            Kind::DebitReversed => Some(Doubt::DebitReversed),
        };
        let texts = [entry.reference.as_deref(), Some(&*entry.text), entry.end_to_end.as_deref()];
        let named = orders_named(texts.into_iter().flatten());
        let mut there = Vec::new();
        for order in &named {
            if orders::by_id(&self.db, *order).await?.is_some() {
                there.push(*order);
            }
        }
        let order = match there[..] {
            [order] => order,
            [] if named.is_empty() => return Ok(Judged::Doubtful(certain.unwrap_or(Doubt::NoReference), None)),
            [] => return Ok(Judged::Doubtful(certain.unwrap_or(Doubt::UnknownReference), None)),
            [first, ..] => return Ok(Judged::Doubtful(certain.unwrap_or(Doubt::SeveralOrders), Some(first))),
        };
        let member = match tried.entry(order.member()) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(place) => place.insert(self.hold(order.member()).await?.member),
        };
        let Some(known) = member.order(order) else { return Ok(Judged::Doubtful(Doubt::UnknownReference, None)) };
        if let Some(why) = certain.or_else(|| doubt(known, entry.amount, entry.value_on)) {
            return Ok(Judged::Doubtful(why, Some(order)));
        }
        let identity = Some(entry.identity.clone());
        let command = Command::RecordPayment { order, value_on: entry.value_on, amount: entry.amount, identity };
        match decide(&self.programme, member, command, today) {
            Ok(_) => Ok(Judged::Pays(order)),
            Err(refusal) => Ok(Judged::Doubtful(Doubt::from(&refusal), Some(order))),
        }
    }

    /// The accounts of a statement that are not the one to which members are asked to pay.
    fn other_accounts(&self, statement: &Statement, today: Day) -> Vec<String> {
        let ours = &self.programme.version(today).transfer.iban;
        let mut others: Vec<String> = Vec::new();
        for entry in &statement.entries {
            if entry.account != *ours && !others.contains(&entry.account) {
                others.push(entry.account.clone());
            }
        }
        others
    }

    /// An entry with the order that it may be for.
    async fn line(&self, row: BankEntryRow) -> Result<BankLine, AppError> {
        let proposal = if row.state == EntryState::Open { self.proposal(&row).await? } else { None };
        let quoted = [row.reference.as_deref(), Some(&*row.words), row.end_to_end.as_deref()];
        let mut text: Vec<&str> = Vec::new();
        for part in quoted.into_iter().flatten().filter(|part| !part.is_empty()) {
            if !text.iter().any(|known| known.contains(part)) {
                text.push(part);
            }
        }
        Ok(BankLine {
            entry: row.id,
            text: text.join(" · "),
            kind: row.kind,
            amount: row.amount,
            value_date: row.value_on,
            name: row.name,
            counterparty: row.counterparty,
            account: row.account,
            file: row.file,
            state: row.state,
            doubt: row.doubt.as_deref().and_then(Doubt::from_id),
            order: row.order,
            proposal,
            reason: row.reason,
            settled_on: row.settled_on,
            settled_by: row.settled_by,
            identity: row.identity,
        })
    }

    /// An open order of the same amount: of the member whose order the money names, or the only one whose member has the payer's name.
    async fn proposal(&self, row: &BankEntryRow) -> Result<Option<OrderId>, AppError> {
        if !row.doubt.as_deref().and_then(Doubt::from_id).is_some_and(Doubt::is_payable) {
            return Ok(None);
        }
        let alike = orders::open_of_amount(&self.db, row.amount, MOST_ALIKE).await?;
        let mut fitting = Vec::new();
        if let Some(named) = row.order {
            fitting.extend(alike.iter().filter(|order| order.id.member() == named.member()).map(|order| order.id));
        } else if let Some(payer) = &row.name {
            let ids: Vec<MemberId> = alike.iter().map(|order| order.id.member()).collect();
            let names: HashMap<MemberId, String> =
                members::by_ids(&self.db, &ids).await?.into_iter().map(|member| (member.id, member.name)).collect();
            let fits = |order: &&orders::OrderRow| names.get(&order.id.member()).is_some_and(|name| names_fit(payer, name));
            fitting.extend(alike.iter().filter(fits).map(|order| order.id));
        }
        let today = self.today().await?;
        let mut open = Vec::new();
        for order in fitting {
            let held = self.hold(order.member()).await?;
            if held.member.order(order).is_some_and(|order| order.state(today) == OrderState::Open) {
                open.push(order);
            }
        }
        Ok(if let [only] = open[..] { Some(only) } else { None })
    }

    /// The entries that wait for staff, the oldest money first.
    pub async fn bank_waiting(&self, limit: u32) -> Result<Vec<BankLine>, AppError> {
        self.bank_lines(bank::open(&self.db, limit).await?).await
    }

    /// A page of the entries that are settled, the latest import first; the first page is before `None`.
    pub async fn bank_settled(&self, before: Option<i64>, limit: u32) -> Result<Vec<BankLine>, AppError> {
        self.bank_lines(bank::settled(&self.db, before, limit).await?).await
    }

    /// A page of all entries, the latest import first; the first page is before `None`.
    pub async fn bank_entries(&self, before: Option<i64>, limit: u32) -> Result<Vec<BankLine>, AppError> {
        self.bank_lines(bank::page(&self.db, before, limit).await?).await
    }

    async fn bank_lines(&self, rows: Vec<BankEntryRow>) -> Result<Vec<BankLine>, AppError> {
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            lines.push(self.line(row).await?);
        }
        Ok(lines)
    }

    /// One entry.
    pub async fn bank_entry(&self, entry: i64) -> Result<BankLine, AppError> {
        let row = bank::by_id(&self.db, entry).await?.ok_or_else(|| AppError::not_found("bank entry", entry))?;
        self.line(row).await
    }

    /// How much money waits for staff, and since when (C89).
    pub async fn bank_queue(&self) -> Result<BankQueue, AppError> {
        let oldest = bank::open(&self.db, 1).await?.first().map(|row| row.value_on);
        Ok(BankQueue { count: bank::open_count(&self.db).await?, oldest })
    }

    /// Records an entry that waits as the payment of an order.
    pub async fn assign_entry(&self, entry: i64, order: OrderId, by: Actor) -> Result<PaymentReceipt, AppError> {
        let row = self.waiting(entry).await?;
        if !row.doubt.as_deref().and_then(Doubt::from_id).is_none_or(Doubt::is_payable) {
            return Err(AppError::Usage(format!(
                "entry {entry} is no money that came in for an order; it can only be dismissed"
            )));
        }
        let known = orders::by_id(&self.db, order).await?.ok_or_else(|| AppError::not_found("order", order))?;
        if known.amount.currency != row.amount.currency {
            let (given, wanted) = (row.amount, known.amount.currency);
            return Err(AppError::Usage(format!(
                "entry {entry} is {given}, and order {order} is paid in {wanted}; return it, or exchange it"
            )));
        }
        let settling =
            Settling { state: EntryState::Assigned, order: Some(order), reason: None, on: self.today().await?, by: staff(by) };
        let identity = Some(row.identity.clone());
        let command = Command::RecordPayment { order, value_on: row.value_on, amount: row.amount, identity };
        let request = Request { method: METHOD, ..Request::by(by) };
        let done = self.act_with(order.member(), &command, request, &|_, _| Ok(vec![bank::settle(entry, &settling)])).await;
        let done = match done {
            Err(AppError::Busy { member }) => {
                // The conflict may be about the entry and not about the member.
                self.waiting(entry).await?;
                return Err(AppError::Busy { member });
            }
            outcome => outcome?,
        };
        // Money that was keyed in by hand before is the same money, and now has the statement's identity.
        let is_repeated = !done.decision.entries.iter().any(|entry| matches!(entry.fact, Fact::PaymentRecorded { .. }));
        payment_receipt(&done.after, order, (row.value_on, row.amount), done.decision.reasons, is_repeated)
    }

    /// Takes an entry off the queue that pays no order, with the reason.
    pub async fn dismiss_entry(&self, entry: i64, dismissal: Dismissal, reason: &str, by: Actor) -> Result<(), AppError> {
        self.waiting(entry).await?;
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > MOST_REASON || reason.chars().any(char::is_control) {
            return Err(AppError::Usage(format!("a reason has between 1 and {MOST_REASON} characters and no line breaks")));
        }
        let state = match dismissal {
            Dismissal::NotOurs => EntryState::Dismissed,
            Dismissal::Returned => EntryState::Returned,
        };
        let settling = Settling { state, order: None, reason: Some(reason), on: self.today().await?, by: staff(by) };
        match self.db.commit(bank::settle(entry, &settling)).await {
            Err(CommitError::Conflict { .. }) => {
                self.waiting(entry).await?;
                Err(AppError::not_found("bank entry", entry))
            }
            outcome => Ok(outcome?),
        }
    }

    /// An entry that waits, or what has become of it meanwhile.
    async fn waiting(&self, entry: i64) -> Result<BankEntryRow, AppError> {
        let row = bank::by_id(&self.db, entry).await?.ok_or_else(|| AppError::not_found("bank entry", entry))?;
        let what = match (row.state, row.order) {
            (EntryState::Open, _) => return Ok(row),
            (EntryState::Recorded | EntryState::Assigned, Some(order)) => {
                format!("was recorded as the payment of order {order}")
            }
            (EntryState::Returned, _) => "was returned to the payer".to_owned(),
            _ => "was dismissed".to_owned(),
        };
        let on = row.settled_on.map_or_else(String::new, |on| format!(" on {on}"));
        Err(AppError::Usage(format!("entry {entry} {what}{on} and does not wait any more")))
    }

    /// Why money waits, a sentence.
    pub fn doubt(&self, doubt: Doubt, lang: Lang) -> String {
        jubilee_texts::doubt(lang, doubt)
    }
}

/// The number of a member of staff.
const fn staff(by: Actor) -> Option<i64> {
    match by {
        Actor::Staff(number) => Some(number),
        _ => None,
    }
}

/// The row of an entry as it is judged.
fn row(entry: &BankEntry, file: &str, today: Day, judged: &Judged) -> BankEntryRow {
    let (state, doubt, order) = match *judged {
        Judged::Pays(order) => (EntryState::Recorded, None, Some(order)),
        Judged::Doubtful(doubt, order) => (EntryState::Open, Some(doubt.id().to_owned()), order),
    };
    BankEntryRow {
        id: 0,
        identity: entry.identity.clone(),
        account: entry.account.clone(),
        kind: entry.kind.id().to_owned(),
        amount: entry.amount,
        booked_on: entry.booked_on,
        value_on: entry.value_on,
        name: entry.name.clone(),
        counterparty: entry.counterparty.clone(),
        words: entry.text.clone(),
        reference: entry.reference.clone(),
        end_to_end: entry.end_to_end.clone(),
        bank_reference: entry.bank_reference.clone(),
        file: file.to_owned(),
        imported_on: today,
        state,
        doubt,
        order,
        reason: None,
        settled_on: (state == EntryState::Recorded).then_some(today),
        settled_by: None,
    }
}

/// A file's name without its folders, harmless and of bounded length.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|letter| !letter.is_control()).take(MOST_FILE_NAME).collect();
    if kept.trim().is_empty() { "statement".to_owned() } else { kept.trim().to_owned() }
}
