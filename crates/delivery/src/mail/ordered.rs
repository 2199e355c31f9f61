//! An order, with how to pay it by bank transfer.

use askama::Template;
use jubilee_core::{Day, Lang, Money};
use jubilee_texts::{date, list, money, t, weekday_date};
use serde::{Deserialize, Serialize};

use super::layout::{self, Frame, Row};
use super::notices::{dollars, sample_day};
use super::{MailError, Words};

/// An order that waits for its payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ordered {
    /// The language of the mail and of all names in it.
    pub lang: Lang,
    /// The programme's name.
    pub programme: String,
    /// The member's name.
    pub member: String,
    /// The recipient's name.
    pub name: Option<String>,
    /// The order's page.
    pub order_url: String,
    /// The printable payment request.
    pub request_url: String,
    /// The order's number.
    pub order: String,
    /// The offer's name.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// What is missing for areas that a renewal does not keep, and until when that can be mended.
    #[serde(default)]
    pub partly_missing: Option<(String, Day)>,
    /// What the order is for.
    pub purpose: Purpose,
    /// The name of the offer that it takes the place of.
    #[serde(default)]
    pub replaces: Option<String>,
    /// What it pays for, one by one, where that is more than one thing.
    #[serde(default)]
    pub items: Vec<OrderedItem>,
    /// What is to be paid, to the cent; what is missing, where part of it is there.
    #[serde(with = "super::kept::money")]
    pub amount: Money,
    /// What the amount is made up of, line by line, each with its amount in words; empty for one fee without tax.
    #[serde(default)]
    pub bill: Vec<(String, String)>,
    /// Why no tax is charged.
    #[serde(default)]
    pub untaxed: Option<String>,
    /// What was held for the member and pays part of it.
    #[serde(with = "super::kept::opt_money", default)]
    pub received: Option<Money>,
    /// Whose account the money goes to.
    pub account_holder: String,
    /// The account.
    pub iban: String,
    /// Its bank.
    pub bic: String,
    /// What the transfer must name.
    pub reference: String,
    /// The last value date with which the payment does what the order is for.
    pub pay_by: Day,
    /// The last day on which to tell the bank, so that the payment has that value date; none when that day has passed.
    pub transfer_by: Option<Day>,
    /// The member's own purchase-order number.
    pub purchase_order: Option<String>,
}

/// One of several things that an order pays for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderedItem {
    /// The offer's name.
    pub offer: String,
    /// The names of the areas that it covers.
    pub areas: Vec<String>,
    /// The anniversary that is renewed, or after which it is brought back.
    pub anniversary: Option<Day>,
    /// The last value date with which it has its effect.
    pub pay_by: Day,
}

/// What an order is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A renewal.
    Renewal,
    /// A purchase.
    Purchase,
    /// A reactivation of what has lapsed.
    Reactivation,
}

#[derive(Template)]
#[template(path = "mail/ordered.html")]
struct Html<'a> {
    frame: &'a Frame,
    view: &'a View,
    order_url: &'a str,
    request_url: &'a str,
}

#[derive(Template)]
#[template(path = "mail/ordered.txt")]
struct Text<'a> {
    frame: &'a Frame,
    view: &'a View,
    order_url: &'a str,
    request_url: &'a str,
}

struct View {
    lead: String,
    amount_label: String,
    amount: String,
    deadline: String,
    rows: Vec<Row>,
    columns: String,
    exact: String,
    after: String,
    /// What becomes of what it takes the place of.
    replaces: Option<String>,
    /// What a renewal does not keep.
    partly: Option<String>,
    pass_on: String,
    request: String,
    button: String,
}

impl OrderedItem {
    /// Its row among the facts of the order.
    fn row(&self, lang: Lang) -> Row {
        let anniversary = self.anniversary.unwrap_or(self.pay_by);
        let mut value = t!(lang, "mail-order-item", anniversary = anniversary, until = self.pay_by);
        if !self.areas.is_empty() {
            value = t!(lang, "mail-order-item-covers", said = value, areas = list(lang, &self.areas));
        }
        Row::new(self.offer.clone(), value)
    }
}

impl Ordered {
    pub(super) fn words(&self) -> Result<Words, MailError> {
        let lang = self.lang;
        let frame = Frame {
            lang,
            programme: self.programme.clone(),
            subject: t!(lang, "mail-order-subject", order = self.order, amount = self.amount, date = self.pay_by),
            preheader: t!(lang, "mail-order-preheader", reference = self.reference, iban = self.iban),
            heading: t!(lang, "mail-order-heading"),
            greeting: Frame::greeting(lang, self.name.as_deref()),
            footer: Frame::footer(lang, &self.member, &self.programme),
        };
        let mut rows = vec![
            Row::new(t!(lang, "mail-row-account-holder"), self.account_holder.clone()),
            Row::new(t!(lang, "mail-row-iban"), self.iban.clone()),
            Row::new(t!(lang, "mail-row-bic"), self.bic.clone()),
            Row::new(t!(lang, "mail-row-reference"), self.reference.clone()),
        ];
        rows.extend(self.transfer_by.map(|day| Row::new(t!(lang, "mail-row-transfer-by"), date(lang, day))));
        rows.push(Row::new(t!(lang, "mail-row-pay-by"), date(lang, self.pay_by)));
        rows.push(Row::new(t!(lang, "mail-row-order"), self.order.clone()));
        rows.extend(self.received.map(|received| Row::new(t!(lang, "mail-row-used"), money(lang, received))));
        rows.extend(self.purchase_order.clone().map(|number| Row::new(t!(lang, "mail-row-purchase-order"), number)));
        if !self.areas.is_empty() {
            rows.push(Row::new(t!(lang, "mail-row-covers"), list(lang, &self.areas)));
        }
        rows.extend(self.items.iter().map(|item| item.row(lang)));
        rows.extend(self.bill.iter().map(|(label, amount)| Row::new(label.clone(), amount.clone())));
        rows.extend(self.untaxed.clone().map(|note| Row::new(t!(lang, "mail-row-tax"), note)));
        let deadline = match self.transfer_by {
            Some(day) => t!(lang, "mail-order-transfer-by", date = weekday_date(lang, day), pay_by = self.pay_by),
            None => t!(lang, "mail-order-transfer-now", pay_by = weekday_date(lang, self.pay_by)),
        };
        let amount = Row::new(t!(lang, "mail-row-amount"), money(lang, self.amount));
        let in_text: Vec<Row> = std::iter::once(Row::new(amount.label.clone(), amount.value.clone()))
            .chain(rows.iter().map(|row| Row::new(row.label.clone(), row.value.clone())))
            .collect();
        let after = match self.purpose {
            _ if !self.items.is_empty() => t!(lang, "mail-order-after-together", date = self.pay_by),
            Purpose::Renewal => t!(lang, "mail-order-after-renewal", date = self.pay_by),
            Purpose::Purchase => t!(lang, "mail-order-after-purchase"),
            Purpose::Reactivation => t!(lang, "mail-order-after-reactivation", date = self.pay_by),
        };
        let partly = self.partly_missing.as_ref();
        let partly = partly.map(|(missing, until)| t!(lang, "mail-order-partly", missing = missing, until = *until));
        let view = View {
            lead: match self.purpose {
                _ if !self.items.is_empty() => t!(lang, "mail-order-lead-together", offers = self.offer),
                Purpose::Renewal => t!(lang, "mail-order-lead-renewal", offer = self.offer),
                Purpose::Purchase => t!(lang, "mail-order-lead-purchase", offer = self.offer),
                Purpose::Reactivation => t!(lang, "mail-order-lead-reactivation", offer = self.offer),
            },
            columns: layout::columns(&in_text),
            amount_label: amount.label,
            amount: amount.value,
            deadline,
            rows,
            exact: t!(lang, "mail-order-exact"),
            after,
            replaces: self.replaces.as_ref().map(|old| t!(lang, "upgrade-mail-ordered", new = self.offer, old = old)),
            partly,
            pass_on: t!(lang, "mail-order-pass-on"),
            request: t!(lang, "mail-order-request"),
            button: t!(lang, "mail-order-button"),
        };
        let (order_url, request_url) = (self.order_url.as_str(), self.request_url.as_str());
        let html = Html { frame: &frame, view: &view, order_url, request_url };
        let text = Text { frame: &frame, view: &view, order_url, request_url };
        layout::words("ordered", &frame.subject, &html, &text)
    }

    /// An order for the renewal of a level that would lose one of its areas.
    pub fn partly_sample(lang: Lang) -> Ordered {
        Ordered {
            offer: super::notices::gold(lang).to_owned(),
            areas: vec!["Cloud Platform".to_owned(), "DevOps".to_owned()],
            partly_missing: Some((format!("DevOps: {}", super::notices::missing(lang)), sample_day(2019, 10, 1))),
            amount: dollars(473_000),
            ..Ordered::sample(lang)
        }
    }

    /// An order of a business that pays tax on it.
    pub fn taxed_sample(lang: Lang) -> Ordered {
        let rows = match lang {
            Lang::En => [("Fee of a year", 47_500), ("VAT 21% (Netherlands)", 9_975)],
            Lang::Nl => [("Jaarbijdrage", 47_500), ("Btw 21% (Nederland)", 9_975)],
        };
        let bill = rows.map(|(label, minor)| (label.to_owned(), money(lang, dollars(minor)))).to_vec();
        Ordered { amount: dollars(57_475), bill, ..Ordered::sample(lang) }
    }

    /// An order of gold that takes the place of silver, at a discount.
    pub fn upgrade_sample(lang: Lang) -> Ordered {
        let (silver, rows) = match lang {
            Lang::En => ("Silver competency", [("Fee of a year", 473_000), ("Upgrade discount (25%)", -118_250)]),
            Lang::Nl => ("Silver-competentie", [("Jaarbijdrage", 473_000), ("Korting voor het hogere niveau (25%)", -118_250)]),
        };
        Ordered {
            offer: super::notices::gold(lang).to_owned(),
            areas: vec!["Cloud Platform".to_owned()],
            purpose: Purpose::Purchase,
            replaces: Some(silver.to_owned()),
            amount: dollars(354_750),
            bill: rows.map(|(label, minor)| (label.to_owned(), money(lang, dollars(minor)))).to_vec(),
            pay_by: sample_day(2019, 10, 2),
            transfer_by: Some(sample_day(2019, 9, 25)),
            ..Ordered::sample(lang)
        }
    }

    /// An order of a business that accounts for the tax itself.
    pub fn reverse_charge_sample(lang: Lang) -> Ordered {
        let note = match lang {
            Lang::En => "Reverse charge",
            Lang::Nl => "Btw verlegd",
        };
        Ordered { untaxed: Some(note.to_owned()), ..Ordered::sample(lang) }
    }

    /// An order for the renewal of two things at once.
    pub fn together_sample(lang: Lang) -> Ordered {
        let gold = super::notices::gold(lang).to_owned();
        let item = |offer: &str, day, areas: &[&str]| OrderedItem {
            offer: offer.to_owned(),
            areas: areas.iter().map(|area| (*area).to_owned()).collect(),
            anniversary: Some(sample_day(2019, 9, day)),
            pay_by: sample_day(2019, 10, day),
        };
        let items = vec![item("Microsoft Action Pack", 1, &[]), item(&gold, 15, &["Cloud Platform", "DevOps"])];
        let names: Vec<String> = items.iter().map(|item| item.offer.clone()).collect();
        let fee = match lang {
            Lang::En => "fee of a year",
            Lang::Nl => "jaarbijdrage",
        };
        let row = |(name, minor): (&String, i64)| (format!("{name}: {fee}"), money(lang, dollars(minor)));
        let bill = names.iter().zip([47_500, 473_000]).map(row).collect();
        Ordered { offer: list(lang, &names), items, bill, amount: dollars(520_500), ..Ordered::sample(lang) }
    }

    /// An order for the renewal of an Action Pack.
    pub fn sample(lang: Lang) -> Ordered {
        Ordered {
            lang,
            programme: "Microsoft Partner Network".to_owned(),
            member: "Contoso B.V.".to_owned(),
            name: Some("Anna de Vries".to_owned()),
            order_url: "https://renew.example/orders/1042-7".to_owned(),
            request_url: "https://renew.example/orders/1042-7/request".to_owned(),
            order: "1042-7".to_owned(),
            offer: "Microsoft Action Pack".to_owned(),
            areas: Vec::new(),
            partly_missing: None,
            purpose: Purpose::Renewal,
            replaces: None,
            items: Vec::new(),
            amount: dollars(47_500),
            bill: Vec::new(),
            untaxed: None,
            received: None,
            account_holder: "Partner Programme Foundation".to_owned(),
            iban: "NL91 ABNA 0417 1643 00".to_owned(),
            bic: "ABNANL2A".to_owned(),
            reference: "1042-7 M1042".to_owned(),
            pay_by: sample_day(2019, 10, 1),
            transfer_by: Some(sample_day(2019, 9, 26)),
            purchase_order: Some("PO-2019-0815".to_owned()),
        }
    }
}
