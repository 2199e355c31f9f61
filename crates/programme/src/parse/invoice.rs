//! Invoices: `[invoices]`.

use jubilee_core::{InvoiceRules, Lang, NumberForm};

use super::words::{LONGEST_LABEL, words};
use crate::code::Code;
use crate::keys::INVOICES;
use crate::section::{Item, quoted};

/// The most lines of an address.
const MOST_LINES: usize = 6;
/// The longest line of an address, and the longest number that an authority gives.
const LONGEST_LINE: usize = 60;

/// Reads how invoices are sent.
pub(super) fn invoices(item: &Item<'_>, languages: &[Lang]) -> Option<InvoiceRules> {
    let section = item.section(&INVOICES)?;
    let seller = section.get("seller").and_then(|item| item.prose(LONGEST_LABEL));
    let address = section.get("address").and_then(|item| lines(&item));
    let short = |item: Item<'_>| item.prose(LONGEST_LINE);
    let (vat_number, registration) = (section.maybe("vat-number", short), section.maybe("registration", short));
    let footer = section.maybe("footer", |item| words(&item, languages, LONGEST_LABEL));
    let number = section.get("number").and_then(|item| form(&item));
    let credit = section.get("credit-number");
    let credit_number = credit.as_ref().and_then(form);
    if let (Some(number), Some(credit_number), Some(item)) = (&number, &credit_number, &credit)
        && number.can_meet(credit_number)
    {
        let message = format!("a credit note could get the number of an invoice, '{number}'");
        item.refuse(Code::BadNumberForm, message, Some("put a letter before it, for example: C{year}-{count:6}".to_owned()));
    }
    let from = section.maybe("from", |item| item.date());
    Some(InvoiceRules {
        seller: seller?,
        address: address?,
        vat_number: vat_number?,
        registration: registration?,
        footer: footer?,
        number: number?,
        credit_number: credit_number?,
        from: from?,
    })
}

fn lines(list: &Item<'_>) -> Option<Vec<String>> {
    let items = list.list(MOST_LINES)?;
    if items.is_empty() {
        list.refuse(Code::BadText, "an invoice needs the seller's address", Some(format!("for example: {}", list.key.example)));
        return None;
    }
    let lines: Vec<Option<String>> = items.iter().map(|item| item.prose(LONGEST_LINE)).collect();
    lines.into_iter().collect()
}

fn form(item: &Item<'_>) -> Option<NumberForm> {
    let text = item.text()?;
    match text.parse() {
        Ok(form) => Some(form),
        Err(why) => {
            let help = Some(format!("for example: {}", item.key.example));
            item.refuse(Code::BadNumberForm, format!("{} is not the form of a number: {why}", quoted(text)), help);
            None
        }
    }
}
