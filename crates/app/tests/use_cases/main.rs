//! The use cases on both engines, with a real mail server. `C…` names the row of the pitfalls that a test holds off.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod attaining;
mod automatic;
mod banking;
mod billing;
mod cards;
mod daily_run;
mod demo;
mod erasing;
mod excepting;
mod explain;
mod exporting;
mod importing;
mod invoicing;
mod migrating;
mod ordering;
mod pausing;
mod preview;
mod proving;
mod publish;
mod racing;
mod rebuilding;
mod relieving;
mod signing_in;
mod stage;
mod telling;
mod together;
mod upgrade;
mod verifying;
