//! Fees, and what is charged on top of them.

use jubilee_core::{Charge, Currency, Fee, Money, Occasion, Percent, Surcharge};

use super::MOST_COUNTRIES;
use super::countries::{Claims, Countries};
use super::used::Used;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keys::{FEE, SURCHARGE};
use crate::section::{Item, Section, quoted};

/// The largest fee, in minor units.
const MOST_MINOR: i64 = 1_000_000_000_000;
/// The most fees of an offer: one for each country, a few times.
const MOST_FEES: usize = 4 * MOST_COUNTRIES;
/// The most amounts of a surcharge.
const MOST_AMOUNTS: usize = 200;
/// The largest share that a surcharge can be.
const MOST_SURCHARGE: Percent = Percent::from_basis_points(100_000);

/// The fees of an offer.
pub(super) fn fees(list: &Item<'_>, countries: &Countries, used: &mut Used) -> Option<Vec<Fee>> {
    let mut fees = Some(Vec::new());
    let mut claims = Claims::of("this offer", "fee");
    for item in list.list(MOST_FEES)? {
        let read = item.section(&FEE).and_then(|section| fee(&section, countries, &mut claims, used));
        match (read, &mut fees) {
            (Some(fee), Some(fees)) => fees.push(fee),
            _ => fees = None,
        }
    }
    if fees.is_some() {
        claims.check_beginnings(list.findings);
    }
    fees
}

fn fee(section: &Section<'_>, countries: &Countries, claims: &mut Claims, used: &mut Used) -> Option<Fee> {
    let amount = section.get("amount").and_then(|item| amount(&item));
    let from = section.maybe("from", |item| item.date())?;
    let countries = claims.read(section, from, countries, used)?;
    Some(Fee { countries, from, amount: amount? })
}

/// What is charged on top of the fees of an offer.
pub(super) fn surcharges(list: &Item<'_>, fees: &[Fee]) -> Option<Vec<Surcharge>> {
    let mut surcharges: Vec<Surcharge> = Vec::new();
    let mut is_whole = true;
    for item in list.list(Occasion::ALL.len() * 2)? {
        match item.section(&SURCHARGE).and_then(|section| surcharge(&section, fees)) {
            Some(surcharge) if surcharges.iter().any(|known| known.on == surcharge.on) => {
                let message = format!("there are two surcharges on a {}", surcharge.on.id());
                item.refuse(Code::Duplicate, message, Some("make one of them".to_owned()));
            }
            Some(surcharge) => surcharges.push(surcharge),
            None => is_whole = false,
        }
    }
    is_whole.then_some(surcharges)
}

fn surcharge(section: &Section<'_>, fees: &[Fee]) -> Option<Surcharge> {
    let words = Occasion::ALL.map(Occasion::id);
    let on = section.get("on").and_then(|item| item.word(&words));
    let on = on.and_then(|word| Occasion::ALL.into_iter().find(|occasion| occasion.id() == word));
    let share = section.maybe("percent", |item| percent(&item, MOST_SURCHARGE));
    let amounts = section.maybe("amounts", |item| amounts(&item, fees));
    let refuse = |message: &str| {
        let error = Diagnostic::error(Code::Contradiction, section.span.clone(), message);
        section.findings.report(error.help("write one of 'percent' and 'amounts'"));
    };
    let charge = match (share?, amounts?) {
        (Some(share), None) => Charge::Share(share),
        (None, Some(amounts)) => Charge::Fixed(amounts),
        (Some(_), Some(_)) => {
            refuse("a surcharge is either a share of the fee or an amount");
            return None;
        }
        (None, None) => {
            refuse("a surcharge of nothing");
            return None;
        }
    };
    Some(Surcharge { on: on?, charge })
}

/// The amounts of a surcharge: one for each currency of the offer's fees.
fn amounts(list: &Item<'_>, fees: &[Fee]) -> Option<Vec<Money>> {
    let mut amounts: Vec<Money> = Vec::new();
    for item in list.list(MOST_AMOUNTS)? {
        let amount = amount(&item)?;
        if amounts.iter().any(|known| known.currency == amount.currency) {
            item.refuse(Code::Duplicate, format!("there are two amounts in {}", amount.currency), None);
        } else {
            amounts.push(amount);
        }
    }
    let missing = fees.iter().map(|fee| fee.amount.currency).find(|one| !amounts.iter().any(|known| known.currency == *one));
    if let Some(currency) = missing {
        let message = format!("the offer has a fee in {currency}, and the surcharge has no amount in it");
        list.refuse(Code::Contradiction, message, Some("give an amount in each currency of the fees".to_owned()));
        return None;
    }
    Some(amounts)
}

/// Reads a share of something, up to the largest that is possible.
pub(super) fn percent(item: &Item<'_>, most: Percent) -> Option<Percent> {
    let text = item.text()?;
    let Ok(percent) = text.parse::<Percent>() else {
        let help = Some(format!("for example: {}", item.key.example));
        item.refuse(Code::BadAmount, format!("{} is not a percentage", quoted(text)), help);
        return None;
    };
    if percent > most {
        item.refuse(Code::OutOfRange, format!("'{}' can be {most} at most, and this is {percent}", item.name), None);
        return None;
    }
    Some(percent)
}

/// Reads an amount; one of nothing, and one beyond all fees, is refused.
pub(crate) fn amount(item: &Item<'_>) -> Option<Money> {
    let amount = sum(item)?;
    if amount.minor == 0 {
        let help = "leave the fee out if nothing is to be paid".to_owned();
        item.refuse(Code::BadAmount, "a fee of nothing", Some(help));
        return None;
    }
    Some(amount)
}

/// Reads an amount, which may be nothing; one beyond all fees is refused.
pub(crate) fn sum(item: &Item<'_>) -> Option<Money> {
    let text = item.text()?;
    match text.parse::<Money>() {
        Ok(amount) if amount.minor > MOST_MINOR => {
            item.refuse(Code::OutOfRange, format!("the amount {} is too large", quoted(text)), None);
            None
        }
        Ok(amount) => Some(amount),
        Err(_) => {
            let code = text.split_once(' ').and_then(|(_, code)| Currency::new(code));
            let currency = code.or_else(|| Currency::new("USD"));
            let example = currency.map(|currency| Money { minor: 475 * 10_i64.pow(currency.exponent()), currency });
            let help = example.map(|example| format!("write all decimals, a point, a space, and the currency: '{example}'"));
            item.refuse(Code::BadAmount, format!("{} is not an amount", quoted(text)), help);
            None
        }
    }
}
