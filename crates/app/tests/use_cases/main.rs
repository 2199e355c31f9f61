//! The use cases on both engines, with a real mail server. `C…` names the row of the pitfalls that a test holds off.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod daily_run;
mod demo;
mod importing;
mod ordering;
mod signing_in;
mod stage;
