//! The store: it keeps rows.
//!
//! This crate never decides anything. It holds the only SQL of the product and gives none of it away: callers get row structs,
//! functions that read, and functions that make the [`Stmt`]s of a write. A write is a value, a [`Batch`] of statements, each with
//! the number of rows that it must touch; [`Db::commit`] makes all of it durable or none, in SQLite and in PostgreSQL alike.
//!
//! Begin with [`Db`], then [`members`] and [`ledger`], around which everything else stands.

mod bulk;
mod database;
mod error;
mod migration;
mod postgres;
mod sqlite;
mod statement;
mod turn;
mod value;

pub mod bank;
pub mod benefit_keys;
pub mod billing;
pub mod card_messages;
pub mod card_payments;
pub mod card_refunds;
pub mod chains;
pub mod copy;
pub mod exceptions;
pub mod failures;
pub mod installation;
pub mod invoices;
pub mod jobs;
pub mod kept_cards;
pub mod ledger;
pub mod left_cards;
pub mod locations;
pub mod members;
pub mod orders;
pub mod outbox;
pub mod pauses;
pub mod payments;
pub mod programme;
pub mod proofs;
pub mod replan;
pub mod seals;
pub mod sessions;
pub mod sign_ins;
pub mod staff;
pub mod subscriptions;
pub mod tables;
pub mod users;
pub mod whole;

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod registry;

pub use bulk::Bulk;
pub use database::{Db, Engine};
pub use error::{CommitError, Fault, OpenError};
pub use statement::{Batch, Load, Stmt};
pub use turn::Turn;
pub use value::{FromRow, Hash, Row, RowError, Value};
