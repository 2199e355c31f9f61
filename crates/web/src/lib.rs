//! The portal: its pages, its look, and the addresses of both.
//!
//! This crate never decides. Every date, permission and sentence of a rule comes in as plain values ([`view`]); a page
//! ([`pages`]) is one struct with its template, and shows them. Pages are whole without JavaScript, and carry neither inline
//! styles nor inline scripts, so that the content security policy can forbid both.
//!
//! [`router`] serves the portal over an open installation. Begin with [`pages::dashboard::Dashboard`], the member's first screen,
//! [`pages::offers::Offers`], and [`timeline`], its picture; what stands around every page, from the session to the headers, is in
//! `portal`, and what turns the application's answers into plain values in `present`.

pub mod assets;
pub mod frame;
pub mod gallery;
pub mod pages;
mod portal;
mod present;
pub mod route;
mod sample;
pub mod timeline;
pub mod view;

pub use portal::{Options, router};
