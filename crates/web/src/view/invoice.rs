//! Invoices and credit notes to download.

use jubilee_core::{Day, Money};

/// An invoice or a credit note.
#[derive(Clone, Debug)]
pub struct InvoiceLine {
    /// Its number.
    pub number: String,
    /// Whether it is a credit note.
    pub is_credit: bool,
    /// Its date.
    pub issued_on: Day,
    /// The number of its order.
    pub order: String,
    /// What it comes to.
    pub amount: Money,
    /// The PDF.
    pub href: String,
}

/// The documents of one year.
#[derive(Clone, Debug)]
pub struct InvoiceYear {
    /// The year.
    pub year: i32,
    /// Its documents, the newest first.
    pub lines: Vec<InvoiceLine>,
}
