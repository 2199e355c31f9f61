//! Proofs of payment.

use jubilee_core::Day;
use jubilee_texts::Id;

use crate::view::Tone;

/// A proof of payment.
#[derive(Clone, Debug)]
pub struct ProofLine {
    /// Which of the order's, from 1.
    pub number: u16,
    /// The order's number.
    pub order: String,
    /// What the file is called.
    pub file: String,
    /// The day on which it was filed.
    pub filed_on: Day,
    /// The value date that it states.
    pub value_on: Day,
    /// The account from which it was paid, as stated; may be empty.
    pub account: String,
    /// The reference that the payment names, as stated; may be empty.
    pub reference: String,
    /// Why staff rejected it.
    pub reason: Option<String>,
    /// Whether nobody has said anything to it.
    pub is_waiting: bool,
    /// The word on its badge.
    pub label: Id,
    /// The colour of the badge.
    pub tone: Tone,
    /// Where the row leads.
    pub href: String,
}
