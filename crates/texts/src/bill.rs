//! Wording what an order costs, so that pages, mails and invoices show the same lines.

use jubilee_core::{Bill, Lang, LineKind, Money, Tax, TaxRules};

use crate::country::country as named;
use crate::format::{money, percent};
use crate::t;

/// A bill in words: its lines one under the other, the total last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillWords {
    /// What each line is, and what it comes to; a discount is negative.
    pub rows: Vec<(String, Money)>,
    /// Why no tax is charged, in the programme's words.
    pub note: Option<String>,
    /// What tax is charged and why, or why none is, a sentence or two; `None` where the programme says nothing about tax.
    pub why: Option<String>,
}

/// The words of a bill, by the rules of tax under which it was made; `None` for one fee without tax, of which there is nothing to tell
/// but its amount. `names` says for what each part of the bill is, where it has several.
pub fn bill(lang: Lang, rules: Option<&TaxRules>, bill: &Bill, names: &[String]) -> Option<BillWords> {
    if *bill == Bill::untaxed(bill.total()) {
        return None;
    }
    let row = |line: &jubilee_core::Line| {
        let share = line.percent.map_or_else(|| "none".to_owned(), |share| percent(lang, share));
        let label = match line.kind {
            LineKind::Fee => t!(lang, "bill-lines-fee"),
            LineKind::UpgradeDiscount => t!(lang, "bill-lines-upgrade-discount", share = share),
            LineKind::Surcharge => t!(lang, "bill-lines-surcharge", share = share),
        };
        let label = match names.get(usize::from(line.item)).filter(|_| bill.parts() > 1) {
            Some(name) => t!(lang, "bill-lines-of", offer = name, line = label),
            None => label,
        };
        (label, Money { minor: line.signed_minor(), ..line.amount })
    };
    let mut rows: Vec<(String, Money)> = bill.lines.iter().map(row).collect();
    if rows.len() > 1 && (bill.tax != Tax::None || bill.parts() == 1) {
        rows.push((t!(lang, "bill-lines-net"), bill.net()));
    }
    if let Tax::Charged { country, rate, amount } = &bill.tax {
        let name = capitalised(rules.map_or("", |rules| rules.name.get(lang)));
        rows.push((
            t!(lang, "bill-lines-tax", tax = name, rate = percent(lang, *rate), country = named(lang, country)),
            *amount,
        ));
    }
    rows.push((t!(lang, "bill-lines-total"), bill.total()));
    let note = match &bill.tax {
        Tax::Free { why, .. } => rules.map(|rules| rules.notes.note(*why).get(lang).to_owned()),
        _ => None,
    };
    Some(BillWords { rows, note, why: rules.and_then(|rules| tax_words(lang, rules, &bill.tax)) })
}

/// What the tax is called that is in a bill; `None` where none is charged.
pub fn tax_in(lang: Lang, rules: Option<&TaxRules>, bill: &Bill) -> Option<String> {
    let is_charged = matches!(bill.tax, Tax::Charged { .. });
    rules.filter(|_| is_charged).map(|rules| rules.name.get(lang).to_owned())
}

/// What is to be paid, which says so where a tax is in it.
pub fn with_tax(lang: Lang, amount: Money, tax: Option<&str>) -> String {
    match tax {
        Some(tax) => t!(lang, "bill-total-with-tax", amount = amount, tax = tax),
        None => money(lang, amount),
    }
}

/// What tax is charged and why, with what would lift it; or why none is. `None` where the programme says nothing about tax.
pub fn tax_words(lang: Lang, rules: &TaxRules, tax: &Tax) -> Option<String> {
    let name = rules.name.get(lang);
    match tax {
        Tax::None => None,
        Tax::Free { country, why } => {
            Some(t!(lang, "reason-no-tax", tax = name, country = named(lang, country), why = why.id()))
        }
        Tax::Charged { country, rate, .. } => {
            let rate = percent(lang, *rate);
            let mut words = t!(lang, "bill-why-charged", tax = name, rate = rate, country = named(lang, country));
            if rules.has_reverse_charge(country) {
                words.push(' ');
                words.push_str(&t!(lang, "bill-why-number", tax = name));
            }
            Some(words)
        }
    }
}

/// A name as it begins a line.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
