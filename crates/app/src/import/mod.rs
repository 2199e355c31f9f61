//! Importing members, users, subscriptions, attainments, locations and billing details from CSV: everything or nothing.
//!
//! Importing again brings contact facts up to date and never moves a date: what the ledger knows about a subscription stays as it
//! is, and rows that say something else are counted and shown; what was attained is recorded once. Nor does it undo what was settled when
//! a member moved out of the legacy system: its people's roles and its locations.

mod bill;
mod place;
mod plan;
mod reference;
mod row;

use std::collections::HashMap;
use std::path::Path;

use jubilee_core::{Actor, Command, Day, Lang, Member, MemberId, decide};
use jubilee_store::members::{self, MemberRow as StoredMember};
use jubilee_store::subscriptions::{self, SubscriptionRow as StoredSubscription};
use jubilee_store::users::{self, UserRow as StoredUser};
use jubilee_store::{Bulk, CommitError, Stmt, ledger, seals};
use jubilee_store::{billing, locations};
use serde::Serialize;

pub use plan::Files;
use plan::{AttainmentRow, BillingRow, LocationRow, MemberRow, Plan, SubscriptionRow, UserRow};
pub(crate) use plan::{is_email, named_area};
pub use row::RowFault;

use crate::app::App;
use crate::attain::{self, Attained};
use crate::error::AppError;
use crate::held::{Circumstances, Held, subscription_row, system_name};
use crate::location::MOST_LOCATIONS;

/// How many members are written between two reports of progress.
const CHUNK: usize = 1_000;

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many rows have been read.
    Read(usize),
    /// So many of so many members have been written.
    Written(usize, usize),
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Members that are new.
    pub members_added: usize,
    /// Members that were there and whose contact facts are what the file says now.
    pub members_updated: usize,
    /// Users written, new or brought up to date.
    pub users: usize,
    /// Subscriptions that are new.
    pub subscriptions_added: usize,
    /// Subscriptions that were there and stay as they are.
    pub subscriptions_unchanged: usize,
    /// Subscriptions whose rows say something else than the ledger; the ledger stays.
    pub subscriptions_differing: Vec<String>,
    /// Attainments that are new.
    pub attainments_added: usize,
    /// Attainments that were there.
    pub attainments_unchanged: usize,
    /// Locations written, new or brought up to date.
    pub locations: usize,
    /// Billing details written, new or in place of those before.
    pub billing: usize,
    /// Members whose row names another system than the ledger; the ledger stays, because an import moves nobody.
    pub systems_differing: Vec<String>,
    /// People of members that have moved to whom the file gives other roles than they have, as `member address`; the roles stay, because
    /// they are assigned anew with the move.
    pub roles_differing: Vec<String>,
    /// Members that have moved and whose locations are not as the file has them; those that were confirmed with the move stay.
    pub locations_differing: Vec<String>,
    /// Whether nothing was written because it was only tried.
    pub dry_run: bool,
}

/// Why an import wrote nothing.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The files have faults.
    #[error("{} rows are wrong; nothing was imported", .faults.len() + .unkept)]
    Rows {
        /// The faults, in the order of the files.
        faults: Vec<RowFault>,
        /// How many more there were.
        unkept: usize,
    },
    /// The store or a rule stood in the way.
    #[error(transparent)]
    App(#[from] AppError),
}

/// A member with all that the files say of it.
struct Case<'a> {
    id: MemberId,
    row: Option<&'a MemberRow>,
    users: Vec<&'a UserRow>,
    subscriptions: Vec<&'a SubscriptionRow>,
    attainments: Vec<&'a AttainmentRow>,
    locations: Vec<&'a LocationRow>,
    billing: Option<&'a BillingRow>,
}

/// What the store holds before an import.
struct Known {
    members: HashMap<String, MemberId>,
    subscriptions: HashMap<String, jubilee_core::SubscriptionId>,
    last_member: i64,
}

impl App {
    /// Imports the files, all of them or nothing. With `dry_run` everything is checked and nothing written.
    pub async fn import(
        &self,
        files: Files<'_>,
        dry_run: bool,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<ImportReport, ImportError> {
        let clock = self.clock().await?;
        let (today, _) = clock.business_date(self.real_day());
        let mut plan = Plan::read(files, &self.programme, today, &|rows| progress(Progress::Read(rows)));
        let mut bulk = self.db.bulk().await.map_err(AppError::from)?;
        let known = Known::read(&mut bulk).await?;
        reference::check(&mut plan, &known, files);
        if !plan.faults.is_empty() {
            return Err(ImportError::Rows { faults: plan.faults, unkept: plan.unkept_faults });
        }
        let live_from = clock.live_from.unwrap_or(Day::MIN);
        let writing = Importing { app: self, today, live_from, files };
        let report = writing.write(&mut bulk, &plan, &known, progress).await?;
        if dry_run {
            return Ok(ImportReport { dry_run: true, ..report });
        }
        jubilee_store::replan::end_bulk(&mut bulk, writing.around().programme_number()).await.map_err(AppError::from)?;
        bulk.commit().await.map_err(AppError::from)?;
        if let Err(error) = seals::seal(&self.db, today).await {
            // What was imported is there; the next run seals it.
            tracing::warn!(%error, "what was imported could not be sealed yet");
        }
        self.db.settle().await;
        Ok(report)
    }
}

impl Known {
    async fn read(bulk: &mut Bulk) -> Result<Known, AppError> {
        const PAGE: u32 = 10_000;
        let mut known =
            Known { members: HashMap::new(), subscriptions: HashMap::new(), last_member: members::last_id_in(bulk).await? };
        let mut after = 0;
        loop {
            let page = members::refs_in(bulk, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.id.number();
            known.members.extend(page.into_iter().map(|row| (row.reference, row.id)));
        }
        after = 0;
        loop {
            let page = subscriptions::refs_in(bulk, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.id.number();
            known.subscriptions.extend(page.into_iter().map(|row| (row.reference, row.id)));
        }
        Ok(known)
    }
}

/// What an import writes with.
struct Importing<'a> {
    app: &'a App,
    today: Day,
    live_from: Day,
    /// The files, for what is wrong with their rows.
    files: Files<'a>,
}

impl Importing<'_> {
    async fn write(
        &self,
        bulk: &mut Bulk,
        plan: &Plan,
        known: &Known,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<ImportReport, ImportError> {
        let mut report = ImportReport::default();
        let (new, old) = cases(plan, known);
        let total = new.len() + old.len();
        let mut written = 0;
        for chunk in new.chunks(CHUNK) {
            self.add(bulk, chunk, &mut report).await?;
            written += chunk.len();
            progress(Progress::Written(written, total));
        }
        for chunk in old.chunks(CHUNK) {
            for case in chunk {
                self.update(bulk, case, known, &mut report).await?;
            }
            written += chunk.len();
            progress(Progress::Written(written, total));
        }
        Ok(report)
    }

    /// New members by the bulk path.
    async fn add(&self, bulk: &mut Bulk, cases: &[Case<'_>], report: &mut ImportReport) -> Result<(), ImportError> {
        let mut rows = Rows::default();
        for case in cases {
            let Some(row) = case.row else { continue };
            let mut member = Member::new(case.id);
            let enrol = Command::Enrol { country: row.country.clone(), system: row.system };
            let mut entries = self.decided(&mut member, enrol)?;
            if let Some(given) = case.billing {
                let row = bill::written(given, &member, None, self.files.billing)?;
                entries.extend(self.decided(&mut member, crate::billing::command(&row))?);
                rows.billing.push(billing::loaded(&row));
                report.billing += 1;
            }
            for held in &case.subscriptions {
                entries.extend(self.decided(&mut member, carry_over(held))?);
            }
            for row in &case.attainments {
                entries.extend(self.decided(&mut member, attain::command(row.attained.clone()))?);
            }
            let mut head = ledger::Head::beginning(case.id);
            for entry in entries {
                let body = jubilee_core::Recorded { at: self.app.now(), by: Actor::Import, entry }.encode();
                let entry = head.next(body);
                head = ledger::Head::after(&entry);
                rows.ledger.push(ledger::loaded(entry));
            }
            let stored = stored_member(case.id, row, head.seq, head.hash);
            rows.members.push(members::loaded(&stored));
            rows.unsealed.push(ledger::loaded_unsealed(case.id));
            let located = self.located(case, &row.name, &[])?;
            rows.locations.extend(located.iter().map(locations::loaded));
            rows.users.extend(case.users.iter().map(|user| users::loaded(&stored_user(case.id, user, row.lang))));
            let subscriptions = named(&member, &case.subscriptions);
            let held = Held { row: stored, member, users: Vec::new(), subscriptions, head, locations: Vec::new(), said: None };
            for known in &held.subscriptions {
                let row = subscription_row(&held, known.id, self.around());
                rows.subscriptions.extend(row.map(|row| subscriptions::loaded(&row)));
            }
            report.members_added += 1;
            report.users += case.users.len();
            report.subscriptions_added += case.subscriptions.len();
            report.attainments_added += case.attainments.len();
            report.locations += case.locations.len();
        }
        rows.load(bulk).await.map_err(AppError::from)?;
        Ok(())
    }

    fn decided(&self, member: &mut Member, command: Command) -> Result<Vec<jubilee_core::Entry>, AppError> {
        let decision = decide(&self.app.programme, member, command, self.today)?;
        let number = member.id.number();
        for entry in &decision.entries {
            let damaged = |error| AppError::Ledger { member: number, source: crate::error::Damage::Misfit(error) };
            member.apply(entry).map_err(damaged)?;
        }
        Ok(decision.entries)
    }

    /// A member that is there: contact facts from the file, new subscriptions added, known ones left alone.
    async fn update(
        &self,
        bulk: &mut Bulk,
        case: &Case<'_>,
        known: &Known,
        report: &mut ImportReport,
    ) -> Result<(), ImportError> {
        let stored = members::by_id_in(bulk, case.id).await.map_err(AppError::from)?;
        let stored = stored.ok_or_else(|| AppError::not_found("member", case.id))?;
        let language = case.row.map_or(stored.language, |row| row.lang);
        let entries = ledger::of_member_in(bulk, case.id).await.map_err(AppError::from)?;
        let rows = subscriptions::by_member_in(bulk, case.id).await.map_err(AppError::from)?;
        let held = Held::new(stored, &entries, Vec::new(), rows)?;
        let mut member = held.member.clone();
        let mut made = Vec::new();
        let mut stmts = Vec::new();
        if let Some(row) = case.row {
            made.extend(self.decided(&mut member, Command::ChangeCountry { country: row.country.clone() })?);
            stmts.push(members::update_contact(case.id, &row.reference, &row.name, &row.country, row.lang));
            report.members_updated += 1;
            if row.system != held.member.system {
                report.systems_differing.push(row.reference.clone());
            }
        }
        if let Some(given) = case.billing {
            let before = billing::by_member_in(bulk, case.id).await.map_err(AppError::from)?;
            let row = bill::written(given, &member, before, self.files.billing)?;
            made.extend(self.decided(&mut member, crate::billing::command(&row))?);
            stmts.push(billing::upsert(&row));
            report.billing += 1;
        }
        let mut added = Vec::new();
        for row in &case.subscriptions {
            match known.subscriptions.get(&row.reference) {
                Some(id) if held.member.subscription(*id).is_some_and(|known| says_the_same(known, row)) => {
                    report.subscriptions_unchanged += 1;
                }
                Some(_) => report.subscriptions_differing.push(row.reference.clone()),
                None => {
                    made.extend(self.decided(&mut member, carry_over(row))?);
                    added.push(*row);
                    report.subscriptions_added += 1;
                }
            }
        }
        for row in &case.attainments {
            if member.attainments.iter().any(|known| is_the_same(known, &row.attained)) {
                report.attainments_unchanged += 1;
            } else {
                made.extend(self.decided(&mut member, attain::command(row.attained.clone()))?);
                report.attainments_added += 1;
            }
        }
        stmts.extend(self.people(bulk, case, &held, language, report).await?);
        stmts.extend(self.places(bulk, case, &held, report).await?);
        if !made.is_empty() {
            let names = named_new(&held, &member, &added);
            stmts.extend(crate::held::Change::named(&held, &made, self.around(), &names)?.stmts);
        }
        bulk.run(stmts).await.map_err(AppError::from)?;
        Ok(())
    }

    /// The people of a member that is there. With its move their roles were assigned anew, and stay as they are; who comes after it has
    /// none until somebody gives one.
    async fn people(
        &self,
        bulk: &mut Bulk,
        case: &Case<'_>,
        held: &Held,
        language: Lang,
        report: &mut ImportReport,
    ) -> Result<Vec<Stmt>, AppError> {
        let has_moved = held.member.migrated_on.is_some() && !case.users.is_empty();
        let there = if has_moved { users::by_member_in(bulk, case.id).await? } else { Vec::new() };
        let mut stmts = Vec::new();
        for row in &case.users {
            let mut user = stored_user(case.id, row, language);
            if has_moved {
                let key = users::email_key(&user.email);
                let known = there.iter().find(|known| users::email_key(&known.email) == key);
                let roles = known.map_or("", |known| known.roles.as_str());
                if roles != user.roles {
                    report.roles_differing.push(format!("{} {}", held.row.reference, user.email));
                    roles.clone_into(&mut user.roles);
                }
            }
            stmts.push(users::upsert(&user));
            report.users += 1;
        }
        Ok(stmts)
    }

    /// The locations of a member that is there; those that were confirmed with its move stay as they are.
    async fn places(
        &self,
        bulk: &mut Bulk,
        case: &Case<'_>,
        held: &Held,
        report: &mut ImportReport,
    ) -> Result<Vec<Stmt>, ImportError> {
        if case.locations.is_empty() {
            return Ok(Vec::new());
        }
        let name = case.row.map_or(&held.row.name, |row| &row.name);
        let there = locations::by_member_in(bulk, case.id).await.map_err(AppError::from)?;
        if held.member.migrated_on.is_some() {
            let country = case.row.map_or(&held.row.country, |row| &row.country);
            if !place::are_the_same(&there, name, country, &case.locations) {
                report.locations_differing.push(held.row.reference.clone());
            }
            return Ok(Vec::new());
        }
        report.locations += case.locations.len();
        Ok(self.located(case, name, &there)?.iter().map(locations::upsert).collect())
    }

    /// The rows of a member's locations, or the fault of the row that is one too many.
    fn located(
        &self,
        case: &Case<'_>,
        name: &str,
        there: &[locations::LocationRow],
    ) -> Result<Vec<locations::LocationRow>, ImportError> {
        place::written(case.id, name, there, &case.locations)?.map_err(|line| {
            let file = self.files.locations.map(Path::to_owned).unwrap_or_default();
            let what = format!("with those that are known, the member would have more than {MOST_LOCATIONS} locations");
            ImportError::Rows { faults: vec![RowFault { file, line, column: "member", what }], unkept: 0 }
        })
    }

    fn around(&self) -> Circumstances<'_> {
        Circumstances {
            programme: &self.app.programme,
            today: self.today,
            live_from: self.live_from,
            by: Actor::Import,
            at: self.app.now(),
            method: "",
            purchase_order: None,
        }
    }
}

/// Rows for the bulk paths.
#[derive(Default)]
struct Rows {
    members: Vec<Vec<jubilee_store::Value>>,
    users: Vec<Vec<jubilee_store::Value>>,
    subscriptions: Vec<Vec<jubilee_store::Value>>,
    locations: Vec<Vec<jubilee_store::Value>>,
    billing: Vec<Vec<jubilee_store::Value>>,
    ledger: Vec<Vec<jubilee_store::Value>>,
    unsealed: Vec<Vec<jubilee_store::Value>>,
}

impl Rows {
    async fn load(self, bulk: &mut Bulk) -> Result<(), CommitError> {
        bulk.load_ahead(&members::LOAD, self.members).await?;
        bulk.load_ahead(&users::LOAD, self.users).await?;
        bulk.load_ahead(&subscriptions::LOAD, self.subscriptions).await?;
        bulk.load_ahead(&locations::LOAD, self.locations).await?;
        bulk.load_ahead(&billing::LOAD, self.billing).await?;
        bulk.load_ahead(&ledger::LOAD, self.ledger).await?;
        bulk.load_ahead(&ledger::LOAD_UNSEALED, self.unsealed).await
    }
}

/// The members that the files touch, new ones first, each with its rows.
fn cases<'a>(plan: &'a Plan, known: &Known) -> (Vec<Case<'a>>, Vec<Case<'a>>) {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut all: Vec<Case<'a>> = Vec::new();
    let mut next = known.last_member;
    let mut place = |reference: &'a str, all: &mut Vec<Case<'a>>| {
        *places.entry(reference).or_insert_with(|| {
            let id = known.members.get(reference).copied().or_else(|| {
                next += 1;
                MemberId::from_number(next)
            });
            let id = id.expect("fewer members than identities");
            let (users, subscriptions) = (Vec::new(), Vec::new());
            let (attainments, locations) = (Vec::new(), Vec::new());
            all.push(Case { id, row: None, users, subscriptions, attainments, locations, billing: None });
            all.len() - 1
        })
    };
    for row in &plan.members {
        let at = place(&row.reference, &mut all);
        all[at].row = Some(row);
    }
    for user in &plan.users {
        let at = place(&user.member, &mut all);
        all[at].users.push(user);
    }
    for row in &plan.subscriptions {
        let at = place(&row.member, &mut all);
        all[at].subscriptions.push(row);
    }
    for row in &plan.attainments {
        let at = place(&row.member, &mut all);
        all[at].attainments.push(row);
    }
    for row in &plan.locations {
        let at = place(&row.member, &mut all);
        all[at].locations.push(row);
    }
    for row in &plan.billing {
        let at = place(&row.member, &mut all);
        all[at].billing = Some(row);
    }
    all.into_iter().partition(|case| case.id.number() > known.last_member)
}

fn carry_over(row: &SubscriptionRow) -> Command {
    Command::CarryOver {
        offer: row.offer.clone(),
        areas: row.areas.clone(),
        purchased_on: row.purchased_on,
        anniversary: row.anniversary_on,
    }
}

fn says_the_same(known: &jubilee_core::Subscription, row: &SubscriptionRow) -> bool {
    let anniversary = match known.origin {
        jubilee_core::Origin::CarriedOver { anniversary, .. } => anniversary,
        _ => None,
    };
    known.offer == row.offer
        && known.areas == row.areas
        && known.purchased_on() == Some(row.purchased_on)
        && anniversary == row.anniversary_on
}

/// Whether a row says what is known already, even where staff have ended it since: a file does not bring back what was taken away.
fn is_the_same(known: &jubilee_core::Attainment, attained: &Attained) -> bool {
    known.measure == attained.measure
        && known.area == attained.area
        && known.amount == attained.amount
        && known.attained_on == attained.attained_on
        && known.expires_on == attained.expires_on
}

/// What a new member's subscriptions are called, in the order in which they were carried over.
fn named(member: &Member, rows: &[&SubscriptionRow]) -> Vec<StoredSubscription> {
    member.subscriptions.iter().zip(rows).map(|(held, row)| stored_subscription(held, &row.reference)).collect()
}

fn named_new(before: &Held, after: &Member, added: &[&SubscriptionRow]) -> Vec<StoredSubscription> {
    let new = after.subscriptions.iter().skip(before.member.subscriptions.len());
    new.zip(added).map(|(held, row)| stored_subscription(held, &row.reference)).collect()
}

fn stored_subscription(held: &jubilee_core::Subscription, reference: &str) -> StoredSubscription {
    StoredSubscription {
        id: held.id,
        reference: reference.to_owned(),
        offer: held.offer.clone(),
        anniversary_on: None,
        next_due_on: None,
        ended: false,
    }
}

fn stored_member(id: MemberId, row: &MemberRow, version: i64, head: jubilee_store::Hash) -> StoredMember {
    StoredMember {
        id,
        reference: row.reference.clone(),
        name: row.name.clone(),
        country: row.country.clone(),
        language: row.lang,
        system: system_name(row.system).to_owned(),
        version,
        head,
    }
}

fn stored_user(member: MemberId, row: &UserRow, fallback: Lang) -> StoredUser {
    StoredUser {
        id: 0,
        member,
        email: row.email.clone(),
        name: row.name.clone(),
        language: row.lang.unwrap_or(fallback),
        roles: row.roles.to_string(),
    }
}
