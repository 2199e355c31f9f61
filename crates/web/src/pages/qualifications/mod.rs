//! What has to be met: the list by area and level, and one area in full.

pub(crate) mod list;
pub(crate) mod show;

pub use list::Qualifications;
pub use show::QualificationPage;
