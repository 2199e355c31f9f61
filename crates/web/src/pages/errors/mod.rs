//! Pages that say what went wrong, and what to do now.

mod error;

pub use error::{ErrorKind, ErrorPage};
