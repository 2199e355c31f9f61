//! A member as it is held while something is decided about it: loaded whole, and committed whole under one version (invariant 4).

use std::collections::BTreeMap;

use jubilee_core::{
    Actor, Command, Day, Decision, Entry, Fact, Instant, Item, Member, MemberId, Order, OrderId, OrderState, Programme,
    Purpose, Recorded, SubscriptionId, System, current_cycle, decide, next_due,
};
use jubilee_store::invoices::{self, Series};
use jubilee_store::kept_cards;
use jubilee_store::ledger::{self, EntryRow, Head};
use jubilee_store::members::MemberRow;
use jubilee_store::orders::{self, OrderRow};
use jubilee_store::payments::{self, PaymentRow};
use jubilee_store::proofs::{self, ProofState};
use jubilee_store::subscriptions::{self, SubscriptionRow};
use jubilee_store::users::{self, UserRow};
use jubilee_store::{CommitError, Db, Stmt, members, replan, whole};

use crate::app::App;
use crate::error::{AppError, Damage};
use crate::mailing;

/// How often a decision is made anew when others change the same member meanwhile.
pub(crate) const MOST_ATTEMPTS: usize = 20;

/// The longest identity of a payment.
pub const MOST_IDENTITY: usize = 120;

/// A member with its contact facts, its users, and where its ledger ends.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) row: MemberRow,
    pub(crate) member: Member,
    pub(crate) users: Vec<UserRow>,
    pub(crate) subscriptions: Vec<SubscriptionRow>,
    pub(crate) head: Head,
    /// The locations, each with its name and the code of its country, where a move is being made; they are of no use to any rule.
    pub(crate) locations: Vec<(String, String)>,
    /// What staff say to the member about what they are just doing; likewise.
    pub(crate) said: Option<String>,
}

impl Held {
    /// Puts a member together from its rows, checking its chain of hashes on the way.
    pub(crate) fn new(
        row: MemberRow,
        entries: &[EntryRow],
        users: Vec<UserRow>,
        subscriptions: Vec<SubscriptionRow>,
    ) -> Result<Held, AppError> {
        let damaged = |source: Damage| AppError::Ledger { member: row.id.number(), source };
        let mut member = Member::new(row.id);
        let mut head = Head::beginning(row.id);
        for entry in entries {
            head = head.follow(entry).ok_or_else(|| damaged(Damage::Chain(entry.seq)))?;
            let recorded = Recorded::decode(&entry.body).map_err(|error| damaged(error.into()))?;
            member.apply(&recorded.entry).map_err(|error| damaged(error.into()))?;
        }
        Ok(Held { row, member, users, subscriptions, head, locations: Vec::new(), said: None })
    }

    /// What a subscription is called outside.
    pub(crate) fn reference(&self, id: SubscriptionId) -> String {
        let known = self.subscriptions.iter().find(|row| row.id == id);
        known.map_or_else(|| format!("{}-{}", self.row.reference, id.ordinal()), |row| row.reference.clone())
    }
}

/// What is to be stored about a decision, and the member as it is afterwards.
pub(crate) struct Change {
    pub(crate) stmts: Vec<Stmt>,
    pub(crate) after: Held,
}

/// What surrounds a decision.
#[derive(Clone, Copy)]
pub(crate) struct Circumstances<'a> {
    pub(crate) programme: &'a Programme,
    /// The business date.
    pub(crate) today: Day,
    pub(crate) live_from: Day,
    pub(crate) by: Actor,
    pub(crate) at: Instant,
    pub(crate) method: &'a str,
    pub(crate) purchase_order: Option<&'a str>,
}

impl Circumstances<'_> {
    /// The number of the version by which due days are worked out.
    pub(crate) fn programme_number(&self) -> u32 {
        self.programme.versions.last().map_or(0, |version| version.number)
    }
}

impl Change {
    /// The statements that append entries and bring the read models up to date in the same transaction (invariant 7).
    pub(crate) fn new(held: &Held, entries: &[Entry], around: Circumstances<'_>) -> Result<Change, AppError> {
        Change::named(held, entries, around, &[])
    }

    /// The same, where new subscriptions bring references of their own.
    pub(crate) fn named(
        held: &Held,
        entries: &[Entry],
        around: Circumstances<'_>,
        names: &[SubscriptionRow],
    ) -> Result<Change, AppError> {
        let mut after = held.clone();
        after.subscriptions.extend_from_slice(names);
        for entry in entries {
            let misfit = |error| AppError::Ledger { member: held.row.id.number(), source: Damage::Misfit(error) };
            after.member.apply(entry).map_err(misfit)?;
        }
        let is_named = |id| after.subscriptions.iter().any(|known: &SubscriptionRow| known.id == id);
        let unnamed = after.member.subscriptions.iter().filter(|subscription| !is_named(subscription.id));
        let rows: Vec<SubscriptionRow> =
            unnamed.filter_map(|subscription| subscription_row(&after, subscription.id, around)).collect();
        after.subscriptions.extend(rows);
        let bodies = entries.iter().map(|entry| Recorded { at: around.at, by: around.by, entry: entry.clone() }.encode());
        let appended = ledger::append(&held.head, bodies);
        let mut stmts = appended.stmts;
        stmts.extend(orders_of(&after, entries, around));
        for (offset, entry) in entries.iter().enumerate() {
            stmts.extend(read_models(&after, held.head.seq + 1 + offset as i64, entry, around));
        }
        stmts.extend(touched(&after, entries, around, held));
        stmts.extend(cards_let_go(&held.member, &after.member));
        if !entries.is_empty() {
            stmts.push(replan::late(held.row.id, around.programme_number()));
        }
        after.head = appended.head;
        Ok(Change { stmts, after })
    }
}

/// The cards that are not charged any more, because automatic renewal was switched off or its subscription ended.
fn cards_let_go(before: &Member, after: &Member) -> Vec<Stmt> {
    let is_off = |id| after.subscription(id).is_none_or(|held| held.auto_renewal.is_none());
    let let_go = before.subscriptions.iter().filter(|held| held.auto_renewal.is_some() && is_off(held.id));
    let_go.map(|held| kept_cards::drop_card(held.id)).collect()
}

/// The rows of the orders that entries make or change, as they are afterwards.
fn orders_of(after: &Held, entries: &[Entry], around: Circumstances<'_>) -> Vec<Stmt> {
    let mut made: Vec<OrderId> = Vec::new();
    let mut changed: Vec<OrderId> = Vec::new();
    for entry in entries {
        match &entry.fact {
            Fact::Ordered { order, .. } => made.push(*order),
            Fact::PaymentMoved { order, from, .. } => changed.extend([*order, *from]),
            fact => changed.extend(order_of(fact)),
        }
    }
    changed.retain(|id| !made.contains(id));
    changed.sort_unstable();
    changed.dedup();
    let order = |id: OrderId| after.member.order(id);
    let is_needless = |order: &&Order| order.missing().minor == 0 || order.closing.is_some();
    let settled: Vec<Stmt> =
        changed.iter().filter_map(|id| order(*id)).filter(is_needless).map(|of| proofs::settle(of.id)).collect();
    let inserted = made.into_iter().filter_map(|id| order_row(after, order(id)?, around)).map(|row| orders::insert(&row));
    let set = changed.into_iter().filter_map(|id| {
        let order = order(id)?;
        Some(orders::set_state(id, row_state(order.state(around.today)), order.paid_on()))
    });
    inserted.chain(set).chain(settled).collect()
}

/// The order whose money or life a fact changes.
fn order_of(fact: &Fact) -> Option<OrderId> {
    match fact {
        Fact::PaymentRecorded { order, .. }
        | Fact::Purchased { order }
        | Fact::OrderCancelled { order }
        | Fact::HeldRefunded { order, .. }
        | Fact::Refunded { order, .. } => Some(*order),
        Fact::Renewed { order, .. } | Fact::Reactivated { order, .. } => *order,
        _ => None,
    }
}

/// An order's read model.
pub(crate) fn order_row(after: &Held, order: &Order, around: Circumstances<'_>) -> Option<OrderRow> {
    let subscription = order.first().subscription();
    let action = match order.first().purpose {
        Purpose::Renew { .. } => "renew",
        Purpose::Buy { .. } => "buy",
        Purpose::Reactivate { .. } => "reactivate",
    };
    Some(OrderRow {
        id: order.id,
        number: order.id.to_string(),
        reference: order.id.reference(),
        subscription: Some(subscription),
        offer: after.member.subscription(subscription)?.offer.clone(),
        action: action.to_owned(),
        amount: order.amount,
        created_on: order.created_on,
        expires_on: order.expires_on,
        pay_by_on: order.pay_by(),
        state: row_state(order.state(around.today)),
        purchase_order: around.purchase_order.map(str::to_owned),
        paid_on: order.paid_on(),
    })
}

/// What the store calls a state of an order.
pub(crate) const fn row_state(state: OrderState) -> orders::OrderState {
    match state {
        OrderState::Open => orders::OrderState::Open,
        OrderState::PartlyPaid => orders::OrderState::PartlyPaid,
        OrderState::Paid => orders::OrderState::Paid,
        OrderState::Overpaid => orders::OrderState::Overpaid,
        OrderState::SetAside => orders::OrderState::SetAside,
        OrderState::Expired => orders::OrderState::Expired,
        OrderState::Cancelled => orders::OrderState::Cancelled,
        OrderState::Moved => orders::OrderState::Moved,
        OrderState::Refunded => orders::OrderState::Refunded,
    }
}

/// The rows beside orders and subscriptions that an entry makes or changes.
fn read_models(after: &Held, seq: i64, entry: &Entry, around: Circumstances<'_>) -> Vec<Stmt> {
    match &entry.fact {
        Fact::PaymentRecorded { order, amount, identity } => vec![payments::insert(&PaymentRow {
            order: *order,
            seq,
            amount: *amount,
            value_on: entry.effective_on,
            recorded_on: entry.recorded_on,
            method: around.method.to_owned(),
            identity: identity.clone(),
        })],
        Fact::PaymentIdentified { order, payment, identity } => {
            let known = after.member.order(*order).and_then(|order| order.payments.get(*payment as usize - 1));
            let identified = known.map(|known| payments::identify(*order, known.value_on, known.amount, identity));
            identified.into_iter().collect()
        }
        Fact::Purchased { order } | Fact::Renewed { order: Some(order), .. } | Fact::Reactivated { order: Some(order), .. } => {
            vec![invoices::wanted(*order, Series::Invoice)]
        }
        Fact::Refunded { order, .. } => vec![invoices::wanted(*order, Series::CreditNote)],
        Fact::ProofAnswered { order, proof, is_accepted } => {
            let state = if *is_accepted { ProofState::Accepted } else { ProofState::Rejected };
            vec![proofs::answer(*order, *proof, state)]
        }
        Fact::CountryChanged { country } => vec![members::set_country(after.row.id, country)],
        Fact::Migrated => vec![members::set_system(after.row.id, system_name(System::Current))],
        _ => Vec::new(),
    }
}

/// What the store calls a system.
pub(crate) const fn system_name(system: System) -> &'static str {
    match system {
        System::Current => "current",
        System::Legacy => "legacy",
    }
}

/// The rows of the subscriptions that entries are about, as they are afterwards.
fn touched(after: &Held, entries: &[Entry], around: Circumstances<'_>, before: &Held) -> Vec<Stmt> {
    let mut ids: Vec<SubscriptionId> = entries.iter().flat_map(|entry| subjects(&after.member, &entry.fact)).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = ids.into_iter().filter_map(|id| subscription_row(after, id, around));
    rows.map(|row| {
        if before.subscriptions.iter().any(|known| known.id == row.id) {
            subscriptions::update(&row)
        } else {
            subscriptions::insert(&row)
        }
    })
    .collect()
}

/// The subscriptions that a fact is about.
pub(crate) fn subjects(member: &Member, fact: &Fact) -> Vec<SubscriptionId> {
    match fact {
        Fact::Enrolled { .. }
        | Fact::CountryChanged { .. }
        | Fact::BillingChanged { .. }
        | Fact::Migrated
        | Fact::RolesChanged { .. }
        | Fact::PersonRemoved { .. }
        | Fact::Attained { .. }
        | Fact::AttainmentEnded { .. } => Vec::new(),
        Fact::CarriedOver { subscription, .. }
        | Fact::Renewed { subscription, .. }
        | Fact::Reminded { subscription, .. }
        | Fact::ReminderSuperseded { subscription, .. }
        | Fact::ReminderMissed { subscription, .. }
        | Fact::Lapsed { subscription, .. }
        | Fact::LapseReversed { subscription, .. }
        | Fact::AreaCovered { subscription, .. }
        | Fact::Reactivated { subscription, .. }
        | Fact::ExceptionGranted { subscription, .. }
        | Fact::ExceptionEnded { subscription, .. }
        | Fact::Announced { subscription, .. }
        | Fact::AnnouncementSuperseded { subscription, .. }
        | Fact::BenefitUsed { subscription, .. }
        | Fact::AutoRenewalSwitchedOn { subscription, .. }
        | Fact::AutoRenewalSwitchedOff { subscription }
        | Fact::AutoRenewalAnnounced { subscription, .. }
        | Fact::ChargeTried { subscription, .. }
        | Fact::ChargeFailed { subscription, .. } => vec![*subscription],
        Fact::Replaced { subscription, by } => vec![*subscription, *by],
        Fact::Ordered { order, .. }
        | Fact::PaymentRecorded { order, .. }
        | Fact::Purchased { order }
        | Fact::OrderCancelled { order }
        | Fact::PaymentMoved { order, .. }
        | Fact::PaymentIdentified { order, .. }
        | Fact::HeldRefunded { order, .. }
        | Fact::ProofFiled { order, .. }
        | Fact::ProofAnswered { order, .. }
        | Fact::CardFollowed { order, .. }
        | Fact::Refunded { order, .. } => {
            // What it replaces waits for its money, and is there again when that goes back.
            let of = member.order(*order);
            of.iter().flat_map(|order| &order.items).map(Item::subscription).chain(of.and_then(Order::replaces)).collect()
        }
    }
}

/// A subscription's read model: what lists show, and when the daily run has to look at it.
pub(crate) fn subscription_row(held: &Held, id: SubscriptionId, around: Circumstances<'_>) -> Option<SubscriptionRow> {
    let Circumstances { programme, today, live_from, .. } = around;
    let subscription = held.member.subscription(id)?;
    let cycle = current_cycle(programme, subscription, today);
    Some(SubscriptionRow {
        id,
        reference: held.reference(id),
        offer: subscription.offer.clone(),
        anniversary_on: cycle.map(|cycle| cycle.anniversary),
        next_due_on: next_due(programme, &held.member, id, today, live_from),
        ended: false,
    })
}

/// Who asks for a change, and with what beside the command.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Who causes it.
    pub by: Actor,
    /// How the money came, for a payment.
    pub method: &'a str,
    /// The member's own purchase-order number, for an order.
    pub purchase_order: Option<&'a str>,
    /// What a payment is called outside, an entry of a bank statement or a card payment, so that it is recorded once (C93). At most
    /// [`MOST_IDENTITY`] characters, and nothing about a person: it stays in the ledger.
    pub identity: Option<&'a str>,
}

impl Request<'_> {
    /// A request of somebody, without more.
    pub fn by(by: Actor) -> Request<'static> {
        Request { by, method: "bank-transfer", purchase_order: None, identity: None }
    }
}

/// What is stored beside the ledger because of a decision.
pub(crate) type Beside<'a> = dyn Fn(&mut Held, &Decision) -> Result<Vec<Stmt>, AppError> + Sync + 'a;

/// What is decided about a member on the business date.
pub(crate) type Deciding<'a> = dyn Fn(&Held, Day) -> Result<Decision, AppError> + Sync + 'a;

/// What was decided and stored.
pub(crate) struct Done {
    pub(crate) decision: Decision,
    pub(crate) after: Held,
}

impl App {
    /// Loads a member.
    pub(crate) async fn hold(&self, id: MemberId) -> Result<Held, AppError> {
        let whole = whole::of_member(&self.db, id).await?.ok_or_else(|| AppError::not_found("member", id))?;
        Held::new(whole.row, &whole.entries, whole.users, whole.subscriptions)
    }

    /// Loads a page of members at once; a member that is damaged is told apart from those that are not.
    pub(crate) async fn hold_page(&self, ids: &[MemberId]) -> Result<Vec<(MemberId, Result<Held, AppError>)>, AppError> {
        let mut entries: BTreeMap<MemberId, Vec<EntryRow>> = BTreeMap::new();
        for entry in ledger::of_members(&self.db, ids).await? {
            entries.entry(entry.member).or_default().push(entry);
        }
        let mut people: BTreeMap<MemberId, Vec<UserRow>> = BTreeMap::new();
        for user in users::by_members(&self.db, ids).await? {
            people.entry(user.member).or_default().push(user);
        }
        let mut holdings: BTreeMap<MemberId, Vec<SubscriptionRow>> = BTreeMap::new();
        for row in subscriptions::by_members(&self.db, ids).await? {
            holdings.entry(row.id.member()).or_default().push(row);
        }
        let rows = members::by_ids(&self.db, ids).await?.into_iter();
        let held = rows.map(|row| {
            let id = row.id;
            let entries = entries.remove(&id).unwrap_or_default();
            let (people, holdings) = (people.remove(&id).unwrap_or_default(), holdings.remove(&id).unwrap_or_default());
            (id, Held::new(row, &entries, people, holdings))
        });
        Ok(held.collect())
    }

    /// Loads a member, decides, and commits with the mails that follow; decides anew when somebody else was quicker.
    pub(crate) async fn act(&self, member: MemberId, command: &Command, request: Request<'_>) -> Result<Done, AppError> {
        self.act_with(member, command, request, &|_, _| Ok(Vec::new())).await
    }

    /// The same with what is stored beside the ledger in the same transaction. `beside` is asked after the decision and before the
    /// mails are written, with the member as it will be; it may change the users there.
    pub(crate) async fn act_with(
        &self,
        member: MemberId,
        command: &Command,
        request: Request<'_>,
        beside: &Beside<'_>,
    ) -> Result<Done, AppError> {
        self.act_as(member, request, &|held, today| Ok(decide(&self.programme, &held.member, command.clone(), today)?), beside)
            .await
    }

    /// The same with a decision of the caller's own, which is asked for the member as it is now.
    pub(crate) async fn act_as(
        &self,
        member: MemberId,
        request: Request<'_>,
        deciding: &Deciding<'_>,
        beside: &Beside<'_>,
    ) -> Result<Done, AppError> {
        for _ in 0..MOST_ATTEMPTS {
            if let Some(done) = self.attempt(member, request, deciding, beside).await? {
                return Ok(done);
            }
        }
        Err(AppError::Busy { member: member.number() })
    }

    /// One attempt of [`App::act_as`]; nothing where somebody else was quicker.
    pub(crate) async fn attempt(
        &self,
        member: MemberId,
        request: Request<'_>,
        deciding: &Deciding<'_>,
        beside: &Beside<'_>,
    ) -> Result<Option<Done>, AppError> {
        let clock = self.clock().await?;
        let today = self.dated_by(clock)?;
        let held = self.hold(member).await?;
        let decision = deciding(&held, today)?;
        if decision.entries.is_empty() {
            return Ok(Some(Done { decision, after: held }));
        }
        let around = Circumstances {
            programme: &self.programme,
            today,
            live_from: clock.live_from.unwrap_or(Day::MIN),
            by: request.by,
            at: self.now(),
            method: request.method,
            purchase_order: request.purchase_order,
        };
        let mut change = Change::new(&held, &decision.entries, around)?;
        change.stmts.extend(beside(&mut change.after, &decision)?);
        let mails = mailing::of_entries(self, &held, &change.after, &decision.entries, today, request.purchase_order);
        change.stmts.extend(mails.iter().map(jubilee_store::outbox::insert));
        match commit(&self.db, change.stmts, &change.after.head).await {
            Err(CommitError::Conflict { .. } | CommitError::Duplicate { .. }) => Ok(None),
            Err(error) => Err(error.into()),
            Ok(()) => Ok(Some(Done { decision, after: change.after })),
        }
    }
}

/// Commits statements that append up to `head`. A commit whose outcome is unknown is looked up by that head before anybody tries
/// again: the hash names exactly this decision.
pub(crate) async fn commit(db: &Db, stmts: Vec<Stmt>, head: &Head) -> Result<(), CommitError> {
    match db.commit(stmts).await {
        Err(CommitError::Unknown(cause)) => {
            let entries = ledger::of_member(db, head.member).await?;
            if entries.iter().any(|entry| entry.seq == head.seq && entry.hash == head.hash) {
                return Ok(());
            }
            if entries.iter().any(|entry| entry.seq >= head.seq) {
                return Err(CommitError::Conflict { stmt: 0 });
            }
            Err(CommitError::Unknown(cause))
        }
        outcome => outcome,
    }
}
