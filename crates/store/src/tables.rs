//! Every table as it is stored, row by row, for whoever takes all of it away.
//!
//! Left out are the sign-ins and sessions of the moment, which open doors and are worth nothing elsewhere. The files of proofs are asked for
//! one by one ([`crate::proofs::body`]), and the ledger's entries where they can be read ([`crate::ledger`]).

use crate::bulk::Bulk;
use crate::database::Engine;
use crate::error::{CommitError, Fault};
use crate::statement::{Stmt, statements};
use crate::value::{Row, RowError};

/// A table, and how it is asked for.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    columns: &'static str,
    select: &'static str,
}

impl Table {
    /// The names of its columns, in the order of the rows' cells.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        self.columns.split(", ")
    }
}

macro_rules! tables {
    ($($constant:ident = $name:literal, $columns:literal, by $order:literal;)*) => {
        statements! {
            Postgres ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY";
            $(Both $constant = concat!("SELECT ", $columns, " FROM ", $name, " ORDER BY ", $order);)*
        }

        /// The tables.
        pub static TABLES: &[Table] = &[$(Table { name: $name, columns: $columns, select: $constant }),*];
    };
}

tables! {
    BANK_ENTRIES = "bank_entries", "id, identity, account, kind, amount_minor, currency, booked_on, value_on, name, counterparty, words, reference, end_to_end, bank_reference, file, imported_on, state, doubt, order_id, reason, settled_on, settled_by", by "id";
    BENEFIT_KEYS = "benefit_keys", "benefit, digest, secret, subscription, number", by "benefit, digest";
    BILLING = "billing", "member, business, address, country, vat_number, email, exempt_because", by "member";
    CARD_MESSAGES = "card_messages", "provider, message, kind, taken_at", by "provider, message";
    CARD_PAYMENTS = "card_payments", "attempt, order_id, provider, amount_minor, currency, version, state, checkout, address, payment, known, taken, trouble, made_at, looked_at, keeps, is_charge, kept_card, asked_at", by "attempt";
    CARD_REFUNDS = "card_refunds", "refund, attempt, payment, amount_minor, currency, state, provider_refund, trouble, made_at, tried_at", by "refund";
    EXCEPTIONS = "exceptions", "subscription, number, member, reason, end_reason", by "subscription, number";
    FAILURES = "failures", "member, subscription, on_day, step, reason, failed_at", by "member, subscription, on_day, step";
    INSTALLATION = "installation", "id, programme, sandbox, live_from, today, completed_on, base_url", by "id";
    INVOICE_COUNTERS = "invoice_counters", "series, period, count, dated_on", by "series, period";
    INVOICES = "invoices", "order_id, series, number, period, count, issued_on, amount_minor, currency, body", by "order_id, series";
    INVOICES_DUE = "invoices_due", "order_id, series", by "order_id, series";
    JOBS = "jobs", "kind, on_day, state, due, done, superseded, missed, failed, started_at, finished_at", by "kind, on_day";
    KEPT_CARDS = "kept_cards", "card, subscription_id, provider, customer, method, brand, last_four, expires_on, state, kept_at, tried_at", by "card";
    LEFT_CARDS = "left_cards", "attempt, subscription_id, provider, version, state, checkout, address, known, is_wanted, made_at, looked_at", by "attempt";
    LOCATIONS = "locations", "member, number, name, country", by "member, number";
    MEMBERS = "members", "id, ref, name, country, language, system, version, head, search", by "id";
    ORDERS = "orders", "id, member, number, reference, subscription, offer, action, amount_minor, currency, created_on, expires_on, pay_by_on, state, purchase_order, paid_on", by "id";
    OUTBOX = "outbox", "id, identity, member, kind, recipient, language, on_day, payload, message_id, state, attempts, unclear, next_attempt_at, claim, last_error, sent_at", by "id";
    PAUSES = "pauses", "number, reason, paused_by, paused_at, resumed_by, resumed_at, reached_on, is_open", by "number";
    PAYMENTS = "payments", "order_id, seq, member, amount_minor, currency, value_on, recorded_on, method, identity", by "order_id, seq";
    PROGRAMME = "programme", "number, effective_on, source_name, source, published_at, published_by", by "number";
    PROOFS = "proofs", "order_id, number, member, file_name, media_type, size, digest, value_on, account, reference, state, reason, filed_on", by "order_id, number";
    SEAL_HEADS = "seal_heads", "seal, member, seq, hash", by "seal, member";
    SEALS = "seals", "number, day, previous, heads, hash", by "number";
    STAFF = "staff", "id, email, email_key, name, language, role", by "id";
    SUBSCRIPTIONS = "subscriptions", "id, member, ref, offer, anniversary_on, next_due_on, ended", by "id";
    UNPLANNED = "unplanned", "member", by "member";
    UNSEALED = "unsealed", "member", by "member";
    USERS = "users", "id, member, email, email_key, name, language, roles", by "id";
}

/// A transaction that sees the store as it is at one moment, however long it lasts, and changes nothing. With SQLite nobody else writes
/// until it is dropped: there, take a copy first ([`crate::copy`]).
pub async fn one_moment(db: &crate::Db) -> Result<Bulk, CommitError> {
    let mut bulk = db.bulk().await?;
    if bulk.engine() == Engine::Postgres {
        bulk.run(Stmt::new(ONE_MOMENT, vec![])).await?;
    }
    Ok(bulk)
}

/// Goes through a table's rows, in the order of its key.
pub async fn each<A: Send + 'static>(
    bulk: &mut Bulk,
    table: &'static Table,
    begin: A,
    step: impl FnMut(&mut A, &Row<'_>) -> Result<(), RowError> + Send + 'static,
) -> Result<A, Fault> {
    bulk.fold(table.select, vec![], begin, step).await
}
