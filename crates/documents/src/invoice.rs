//! Invoices and credit notes: what stands on one, as plain values that are kept and never looked up again.

mod draw;
mod sample;

use std::collections::BTreeMap;

use jubilee_core::{Day, Lang, Money};
use serde::{Deserialize, Serialize};

use crate::{kept, paint};

/// A text of the programme or its seller in each language that it has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<Lang, String>);

impl Texts {
    /// A text that is worded anew for each language.
    pub fn each(words: impl Fn(Lang) -> String) -> Texts {
        Texts(Lang::ALL.into_iter().map(|lang| (lang, words(lang))).collect())
    }

    /// The text in `lang`, else in the first language there is, else empty.
    pub fn get(&self, lang: Lang) -> &str {
        self.0.get(&lang).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }
}

/// An invoice for an order that was paid, or the credit note for one that was paid back. It is kept as JSON, so new fields need a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Which of the two it is.
    pub kind: Kind,
    /// Its number, for example `2020-000123`.
    pub number: String,
    /// Its date.
    pub issued_on: Day,
    /// Who sells.
    pub seller: Seller,
    /// Who bought.
    pub buyer: Buyer,
    /// The order's number.
    pub order: String,
    /// The day of the order.
    pub ordered_on: Day,
    /// The buyer's own number for the order.
    #[serde(default)]
    pub purchase_order: Option<String>,
    /// What was bought. On a credit note, what was taken back; its amounts are not negative.
    pub lines: Vec<Line>,
    /// What the lines come to, without tax.
    #[serde(with = "kept::money")]
    pub net: Money,
    /// The tax, once for each rate.
    #[serde(default)]
    pub taxes: Vec<Tax>,
    /// What the tax is called, where it is not simply VAT.
    #[serde(default)]
    pub tax_name: Option<Texts>,
    /// What the lines and the tax come to.
    #[serde(with = "kept::money")]
    pub total: Money,
    /// What else has to be said, such as why there is no tax.
    #[serde(default)]
    pub notes: Vec<Texts>,
    /// How the money came, or went back.
    pub paid: Paid,
}

/// Which document it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An invoice.
    Invoice,
    /// A credit note.
    CreditNote {
        /// The number of the invoice that it takes back.
        invoice: String,
        /// The date of that invoice.
        issued_on: Day,
    },
}

/// Who sells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    /// The name.
    pub name: String,
    /// The address, a line each.
    pub address: Vec<String>,
    /// The VAT number.
    #[serde(default)]
    pub vat_number: Option<String>,
    /// The number in the register of companies, with the register's name: `KvK 12345678`.
    #[serde(default)]
    pub registration: Option<String>,
    /// What the foot of every page says besides.
    #[serde(default)]
    pub footer: Option<Texts>,
}

/// Who bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    /// The name of the business.
    pub name: String,
    /// The address, a line each.
    pub address: Vec<Texts>,
    /// The VAT number.
    #[serde(default)]
    pub vat_number: Option<String>,
    /// The member's own number in the programme.
    pub member: String,
}

/// One thing that was bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is.
    pub title: Texts,
    /// What it covers, where that has to be said.
    #[serde(default)]
    pub detail: Option<Texts>,
    /// The first and the last day that it pays for.
    #[serde(default)]
    pub term: Option<(Day, Day)>,
    /// The rate of its tax in basis points: 2100 is 21 %.
    #[serde(default)]
    pub tax_rate: Option<u32>,
    /// What it costs, without tax; negative for a discount.
    #[serde(with = "kept::money")]
    pub net: Money,
}

/// The tax of one rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tax {
    /// The rate in basis points: 2100 is 21 %.
    pub rate: u32,
    /// What it is charged on.
    #[serde(with = "kept::money")]
    pub on: Money,
    /// What it comes to.
    #[serde(with = "kept::money")]
    pub amount: Money,
}

/// How the money of an invoice came, or that of a credit note went back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// The day on which it counts.
    pub on: Day,
    /// The way, where it is known.
    #[serde(default)]
    pub by: Option<Method>,
}

/// A way of paying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// By bank transfer.
    BankTransfer,
    /// By card.
    Card,
}

/// A document that could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the document '{number}' could not be written as a PDF: {reason}")]
pub struct NotDrawable {
    /// Its number.
    pub number: String,
    /// What the library says.
    pub reason: String,
}

impl Invoice {
    /// The document as a PDF on A4, in a language. The same values give the same bytes.
    pub fn pdf(&self, lang: Lang) -> Result<Vec<u8>, NotDrawable> {
        paint::write(&draw::sheet(self, lang)).map_err(|reason| NotDrawable { number: self.number.clone(), reason })
    }

    /// The name of the document's file: letters, digits and dashes, whatever its number holds.
    pub fn file_name(&self, lang: Lang) -> String {
        let kind = match (&self.kind, lang) {
            (Kind::Invoice, Lang::En) => "invoice",
            (Kind::Invoice, Lang::Nl) => "factuur",
            (Kind::CreditNote { .. }, Lang::En) => "credit-note",
            (Kind::CreditNote { .. }, Lang::Nl) => "creditnota",
        };
        let number: String =
            self.number.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        format!("{kind}-{number}.pdf")
    }
}
