//! Invoices and credit notes, by year.

use jubilee_app::InvoiceNote;

use crate::view::{InvoiceLine, InvoiceYear};

/// A document, to be downloaded at the address that `href` gives for its number.
pub(crate) fn invoice_line(note: &InvoiceNote, href: impl Fn(&str) -> String) -> InvoiceLine {
    InvoiceLine {
        number: note.number.clone(),
        is_credit: note.is_credit,
        issued_on: note.issued_on,
        order: note.invoice.order.clone(),
        amount: note.total,
        href: href(&note.number),
    }
}

/// The documents by year, the newest first, as they come in.
pub(crate) fn by_year(notes: &[InvoiceNote], href: impl Fn(&str) -> String) -> Vec<InvoiceYear> {
    let mut years: Vec<InvoiceYear> = Vec::new();
    for note in notes {
        let year = note.issued_on.ymd().0;
        let line = invoice_line(note, &href);
        match years.last_mut() {
            Some(last) if last.year == year => last.lines.push(line),
            _ => years.push(InvoiceYear { year, lines: vec![line] }),
        }
    }
    years
}
