//! The portal as a whole, driven in this process: every path through it, who may be where, and what it must never do. What touches
//! the store runs on both engines.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod bank;
mod behalf;
mod billing;
mod browser;
mod cards;
mod demo;
mod guard;
mod invoices;
mod matrix;
mod member;
mod migration;
mod policy;
mod proofs;
mod relief;
mod staff;
mod stage;
mod why;
