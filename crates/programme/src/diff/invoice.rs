//! Differences of invoices.

use jubilee_core::InvoiceRules;

use super::{Change, Changes};

/// How invoices are sent, before and after.
pub(super) fn invoices(before: Option<&InvoiceRules>, after: Option<&InvoiceRules>, changes: &mut Vec<Change>) {
    let mut found = Changes { found: changes, section: "invoices", id: None, about: "Invoices".to_owned() };
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => (before, after),
        (None, Some(_)) => return found.add("invoices", "are made from now on".to_owned()),
        (Some(_), None) => return found.add("invoices", "are not made any more".to_owned()),
        (None, None) => return,
    };
    let InvoiceRules { seller, address, vat_number, registration, footer, number, credit_number, from } = before;
    found.compare("seller", "they come from", seller, &after.seller);
    found.compare("address", "their sender's address is", &address.join(", "), &after.address.join(", "));
    found.compare("number", "they are numbered as", number, &after.number);
    found.compare("credit-number", "credit notes are numbered as", credit_number, &after.credit_number);
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    found.compare("vat-number", "their sender's VAT number is", &or_none(vat_number), &or_none(&after.vat_number));
    found.compare("registration", "their sender's registration is", &or_none(registration), &or_none(&after.registration));
    if *footer != after.footer {
        found.add("footer", "have other words at their foot".to_owned());
    }
    let day = |from: &Option<jubilee_core::Day>| from.map_or_else(|| "any day".to_owned(), |from| from.to_string());
    found.compare("from", "they are made for payments from", &day(from), &day(&after.from));
}
