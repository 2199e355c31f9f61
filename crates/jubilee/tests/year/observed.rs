//! Mails as the server received them, read back without any code of ours that wrote them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimeParser;
use jubilee_testkit::smtp;

use crate::oracle::{Content, Kind, Mail, Notice};
use crate::register::Lang;

/// A mail that came.
#[derive(Clone, Debug)]
pub(crate) struct Observed {
    pub(crate) mail: Mail,
    pub(crate) message_id: String,
    /// The plain text, with single spaces between words.
    pub(crate) text: String,
}

/// Reads a mail; `orders` gives the subscription of each order. An error says what no reader could make sense of.
pub(crate) fn read(mail: &smtp::Mail, orders: &BTreeMap<String, String>) -> Result<Observed, String> {
    let part = mail.read();
    let header = |name: &str| part.header(name).ok_or_else(|| format!("a mail to {:?} has no header {name}", mail.to));
    let message_id = header("Message-ID")?;
    let date = header("Date")?;
    let [to] = mail.to.as_slice() else { return Err(format!("{message_id} went to {:?}", mail.to)) };
    if !header("To")?.contains(to.as_str()) {
        return Err(format!("{message_id} went to {to} and names somebody else"));
    }
    let on = DateTimeParser::new().parse_zoned(&date).map_err(|error| format!("{message_id}: {date}: {error}"))?.date();
    let text = part.text_of("text/plain").unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let html = part.text_of("text/html").unwrap_or_default();
    let lang = language(&text, &html, &header("Subject")?).ok_or_else(|| format!("{message_id} mixes languages: {text}"))?;
    let content = match part.header("X-Jubilee-Notices") {
        Some(list) => Content::Notices(notices(&list).ok_or_else(|| format!("{message_id}: not a list of notices: {list}"))?),
        None => order_content(&text, orders).ok_or_else(|| format!("{message_id} to {to} is about nothing known: {text}"))?,
    };
    Ok(Observed { mail: Mail { on, to: to.clone(), content, lang }, message_id, text })
}

/// The language of the text, when the HTML and the subject agree with it.
fn language(text: &str, html: &str, subject: &str) -> Option<Lang> {
    const EN: [&str; 2] = ["You receive this message because", "<html lang=\"en\""];
    const NL: [&str; 2] = ["U ontvangt dit bericht omdat", "<html lang=\"nl\""];
    let speaks = |[footer, tag]: [&str; 2]| (text.contains(footer), html.contains(tag));
    // Words that every subject of the language has one of, and no subject of the other language.
    let has_word = |words: &[&str]| subject.split([' ', ':', ',']).any(|word| words.contains(&word));
    let (is_en, is_nl) = (
        has_word(&["Your", "your", "Order", "renew", "Invoice"]),
        has_word(&["Uw", "uw", "Bestelling", "verlengen", "Factuur"]),
    );
    match (speaks(EN), speaks(NL), is_en, is_nl) {
        ((true, true), (false, false), true, false) => Some(Lang::En),
        ((false, false), (true, true), false, true) => Some(Lang::Nl),
        _ => None,
    }
}

/// `reminder S-1 2019-09-01, lapsed S-2 2019-08-01`; a move names the member and its day.
fn notices(list: &str) -> Option<Vec<Notice>> {
    let mut notices = Vec::new();
    for item in list.split(", ") {
        let mut words = item.split(' ');
        let kind = match words.next()? {
            "reminder" => Kind::Reminder,
            "lapsed" => Kind::Lapsed,
            "relief" => Kind::Relief,
            "moved" => Kind::Moved,
            _ => return None,
        };
        let (subscription, anniversary) = (words.next()?.to_owned(), words.next()?.parse::<Date>().ok()?);
        notices.push(Notice { kind, subscription, anniversary });
        if words.next().is_some() {
            return None;
        }
    }
    notices.sort();
    Some(notices)
}

fn order_content(text: &str, orders: &BTreeMap<String, String>) -> Option<Content> {
    let after = |labels: [&str; 2]| labels.iter().find_map(|label| text.split_once(label).map(|(_, rest)| rest));
    let order = after(["Order number: ", "Bestelnummer: "])?.split(' ').next()?;
    let subscription = orders.get(order)?.clone();
    let is_order = after(["Must be paid by: ", "Uiterlijk te betalen op: "]).is_some();
    let is_renewal = after(["New anniversary: ", "Nieuwe jubileumdatum: "]).is_some();
    let is_invoice = after(["Invoice number: ", "Factuurnummer: "]).is_some();
    match (is_order, is_renewal, is_invoice) {
        (true, false, false) => Some(Content::Ordered(subscription)),
        (false, true, false) => Some(Content::Renewed(subscription)),
        (false, false, true) => Some(Content::Invoiced(subscription)),
        _ => None,
    }
}
