//! The rules as the article and domain.md state them.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod account;
mod announcement;
mod area;
mod attainment;
mod automatic;
mod benefit;
mod books;
mod exception;
mod fixture;
mod flight;
mod grant;
mod life;
mod money;
mod money_kept;
mod order;
mod price;
mod progress;
mod promise;
mod reactivation;
mod refund;
mod relief;
mod reminder;
mod remittance;
mod renewal;
mod replay;
mod shown;
mod together;
mod upgrade;
