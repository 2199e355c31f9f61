//! An invoice or a credit note, attached.

use askama::Template;
use jubilee_core::Lang;
use jubilee_documents::{Invoice, Kind};
use jubilee_texts::{date, money, t};
use serde::{Deserialize, Serialize};

use super::layout::{self, Frame, Row};
use super::{MailError, Words};
use crate::message::Attached;

/// An invoice or a credit note that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoiced {
    /// The language of the mail and of the document.
    pub lang: Lang,
    /// The programme's name.
    pub programme: String,
    /// The member's name.
    pub member: String,
    /// The recipient's name.
    pub name: Option<String>,
    /// The page on which all of them can be downloaded.
    pub orders_url: String,
    /// Everything that stands on it.
    pub invoice: Invoice,
}

#[derive(Template)]
#[template(path = "mail/invoice.html")]
struct Html<'a> {
    frame: &'a Frame,
    view: &'a View,
    orders_url: &'a str,
}

#[derive(Template)]
#[template(path = "mail/invoice.txt")]
struct Text<'a> {
    frame: &'a Frame,
    view: &'a View,
    orders_url: &'a str,
}

struct View {
    lead: String,
    rows: Vec<Row>,
    columns: String,
    later: String,
    button: String,
}

impl Invoiced {
    pub(super) fn words(&self) -> Result<Words, MailError> {
        let (lang, invoice) = (self.lang, &self.invoice);
        let number = invoice.number.as_str();
        let is_credit = matches!(invoice.kind, Kind::CreditNote { .. });
        let heading = if is_credit { t!(lang, "mail-invoice-credit-heading") } else { t!(lang, "mail-invoice-heading") };
        let subject = if is_credit {
            t!(lang, "mail-invoice-credit-subject", number = number, amount = invoice.total)
        } else {
            t!(lang, "mail-invoice-subject", number = number, amount = invoice.total)
        };
        let lead = match &invoice.kind {
            Kind::Invoice => t!(lang, "mail-invoice-lead", order = invoice.order, date = invoice.paid.on),
            Kind::CreditNote { invoice: credited, .. } => {
                t!(lang, "mail-invoice-credit-lead", invoice = credited, order = invoice.order, date = invoice.paid.on)
            }
        };
        let frame = Frame {
            lang,
            programme: self.programme.clone(),
            subject,
            preheader: lead.clone(),
            heading,
            greeting: Frame::greeting(lang, self.name.as_deref()),
            footer: t!(lang, "mail-invoice-footer", member = self.member, programme = self.programme),
        };
        let label = if is_credit { t!(lang, "mail-row-credit-note") } else { t!(lang, "mail-row-invoice") };
        let in_rows = || {
            let mut rows = vec![
                Row::new(label.clone(), invoice.number.clone()),
                Row::new(t!(lang, "mail-row-amount"), money(lang, invoice.total)),
                Row::new(t!(lang, "mail-row-date"), date(lang, invoice.issued_on)),
                Row::new(t!(lang, "mail-row-order"), invoice.order.clone()),
            ];
            let purchase_order = invoice.purchase_order.clone();
            rows.extend(purchase_order.map(|number| Row::new(t!(lang, "mail-row-purchase-order"), number)));
            rows
        };
        let view = View {
            lead,
            columns: layout::columns(&in_rows()),
            rows: in_rows(),
            later: t!(lang, "mail-invoice-later"),
            button: t!(lang, "mail-invoice-button"),
        };
        let html = Html { frame: &frame, view: &view, orders_url: &self.orders_url };
        let text = Text { frame: &frame, view: &view, orders_url: &self.orders_url };
        layout::words("invoice", &frame.subject, &html, &text)
    }

    /// The document.
    pub(super) fn attached(&self) -> Result<Attached, MailError> {
        let bytes = self.invoice.pdf(self.lang)?;
        Ok(Attached { name: self.invoice.file_name(self.lang), kind: "application/pdf", bytes })
    }

    /// An invoice.
    pub fn sample(lang: Lang) -> Invoiced {
        Invoiced {
            lang,
            programme: "Partner programme".to_owned(),
            member: "Contoso Ltd".to_owned(),
            name: Some("Anna de Vries".to_owned()),
            orders_url: "https://renew.example/orders".to_owned(),
            invoice: Invoice::plain_sample(),
        }
    }

    /// A credit note.
    pub fn credit_sample(lang: Lang) -> Invoiced {
        Invoiced { invoice: Invoice::credit_sample(), ..Invoiced::sample(lang) }
    }
}
