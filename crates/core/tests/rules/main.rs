//! The rules as the article and domain.md state them.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod fixture;
mod life;
mod progress;
mod renewal;
