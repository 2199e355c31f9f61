//! From what the rules say to what pages show: the application's standings, orders, entries and mails as plain values and sentences.
//! Nothing is decided on the way; every permission, date and reason is the standing's own.

mod attention;
mod benefit;
mod consequence;
mod country;
mod fee;
mod held_money;
mod instant;
mod invoice;
mod ledger;
mod offer;
mod order;
mod proof;
mod qualification;
mod relief;

pub(crate) use attention::{ahead, attention};
pub(crate) use benefit::{benefit_sets, clocks, granted_words, kind_words, offer_words, quantity_words, status_words, tone};
pub(crate) use consequence::consequences;
pub(crate) use country::country_choices;
pub(crate) use fee::{bill_total, exempted, exemption_words, fee_due};
pub(crate) use held_money::{held_money, held_money_for};
pub(crate) use instant::{instant, staff_or_operator};
pub(crate) use invoice::{by_year, invoice_line};
pub(crate) use ledger::{by, ledger, roles};
pub(crate) use offer::{
    Eyes, Shelf, area_name, buyable, memberships, offers, orderable, orderable_until, relevant, relief_name, shelf, status_of,
    together,
};
pub(crate) use order::{bill_words, cycle_days, order, order_line, safe_until};
pub(crate) use proof::{on_its_way, proof_line, proof_lines};
pub(crate) use qualification::{Subject, areas, attainments, covered_words, heading, levels, need_words, plain, subject};
pub(crate) use relief::{notices, relief_notices};
