//! The pages, by area. Each is one struct, the context of the template with the same path under `templates/pages`, and has samples.

pub mod auth;
pub mod benefits;
pub mod billing;
pub mod dashboard;
pub mod demo;
pub mod errors;
pub mod migration;
pub mod offers;
pub mod orders;
pub mod people;
pub mod qualifications;
pub mod staff;
pub mod why;

use jubilee_core::Lang;

/// A page that can show itself with invented content, so that every page is rendered, checked and looked at in every language.
pub trait Sample: askama::Template + Sized {
    /// The page in each of its states, with a short name for the state.
    fn samples(lang: Lang) -> Vec<(&'static str, Self)>;
}
