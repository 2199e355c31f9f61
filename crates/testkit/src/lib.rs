//! What tests need and the product does not: databases on both engines, a mail server, a stand-in for Stripe and a disk that fails.
//!
//! This crate never depends on another one of the workspace, so that every crate can test with it. Begin with [`database`].

mod database;
pub mod disk;
pub mod postgres;
pub mod smtp;
pub mod stripe;

pub use database::{Database, Engine, database};
