//! Money: `[bank-transfer]`, `[payments]` and `[refunds]`.

use jubilee_core::{Day, Span, TransferRules};

use super::renewal::Renewals;
use crate::account::{iban, is_bic};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::keys::{PAYMENTS, REFUNDS, TRANSFER};
use crate::offset::length;
use crate::section::{At, Item, quoted};

/// The longest name that a bank takes for an account's holder.
const LONGEST_HOLDER: usize = 70;
/// The longest life of an order, in days.
const LONGEST_LIFE: i32 = 366;
/// The longest that a transfer may take, in days.
const LONGEST_TRANSFER: i32 = 60;

/// The longest time for which something is given back, in days.
const LONGEST_REFUND: i32 = 366;

/// Reads how long what was paid for can be given back.
pub(super) fn refund_within(item: &Item<'_>) -> Option<Span> {
    let within = item.section(&REFUNDS)?.get("within")?;
    bounded(&within, 0, LONGEST_REFUND).map(|within| within.value)
}

/// Reads how many days a lapse waits for a payment in flight.
pub(super) fn in_flight_days(item: &Item<'_>) -> Option<i32> {
    let in_flight = item.section(&PAYMENTS)?.get("in-flight")?;
    days(&in_flight).map(|days| days.value)
}

/// Reads how bank transfers are paid.
pub(super) fn transfer(item: &Item<'_>, renewals: &Renewals) -> Option<TransferRules> {
    let section = item.section(&TRANSFER)?;
    let account_holder = section.get("account-holder").and_then(|item| item.prose(LONGEST_HOLDER));
    let iban = section.get("iban").and_then(|item| account(&item));
    let bic = section.get("bic").and_then(|item| bank(&item));
    let order_life = section.get("order-life").and_then(|item| bounded(&item, 1, LONGEST_LIFE));
    let takes = section.get("takes").and_then(|item| days(&item));
    if let (Some(life), Some(takes)) = (&order_life, &takes) {
        warn_of_no_safe_day(item, life, takes, renewals);
    }
    Some(TransferRules {
        account_holder: account_holder?,
        iban: iban?,
        bic: bic?,
        order_life: order_life?.value,
        takes_days: takes?.value,
    })
}

fn account(item: &Item<'_>) -> Option<String> {
    let text = item.text()?;
    match iban(text) {
        Ok(iban) => Some(iban),
        Err(why) => {
            item.refuse(Code::BadIban, format!("{} is not an IBAN", quoted(text)), Some(why));
            None
        }
    }
}

fn bank(item: &Item<'_>) -> Option<String> {
    let text = item.text()?;
    if is_bic(text) {
        return Some(text.to_owned());
    }
    let help = "a BIC is four letters, a country, and two or five letters or digits, all in capitals: 'DEMONL2A'";
    item.refuse(Code::BadBic, format!("{} is not a BIC", quoted(text)), Some(help.to_owned()));
    None
}

/// A length of time within limits, which are in days.
fn bounded(item: &Item<'_>, least: i32, most: i32) -> Option<At<Span>> {
    let length = length(item)?;
    let days = in_days(length.value);
    if (least..=most).contains(&days) {
        return Some(length);
    }
    item.refuse(Code::OutOfRange, format!("'{}' must be from {least} to {most} days", item.name), None);
    None
}

fn days(item: &Item<'_>) -> Option<At<i32>> {
    let length = bounded(item, 0, LONGEST_TRANSFER)?;
    let Span::Days(days) = length.value else {
        let help = Some(format!("for example: {}", item.key.example));
        item.refuse(Code::BadOffset, format!("'{}' must be in days", item.name), help);
        return None;
    };
    Some(At { value: days, span: length.span })
}

/// How many days a length of time has at least.
fn in_days(span: Span) -> i32 {
    // From 1 February 2019 on, months are as short as they can be.
    Day::from_ymd(2019, 2, 1).map_or(0, |from| span.after(from).days_since(from))
}

fn warn_of_no_safe_day(item: &Item<'_>, life: &At<Span>, takes: &At<i32>, renewals: &Renewals) {
    let warn = |span: std::ops::Range<usize>, message: String, label: &str| {
        let help = "members could not be told a day until which they can safely order by bank transfer";
        let warning = Diagnostic::warning(Code::NoSafeDay, takes.span.clone(), message).also(span, label);
        item.findings.report(warning.help(help));
    };
    if takes.value > in_days(life.value) {
        let message = format!("a transfer may take {} days, longer than an order lasts", takes.value);
        warn(life.span.clone(), message, "how long an order lasts");
    }
    let middle = Day::from_ymd(2019, 6, 15).unwrap_or(Day::MIN);
    let mut short: Vec<_> = renewals
        .rules()
        .filter(|(rules, _)| rules.closes.after(middle).days_since(rules.opens.after(middle)) < takes.value)
        .map(|(_, span)| span.clone())
        .collect();
    short.sort_by_key(|span| span.start);
    for span in short {
        let message = format!("a transfer may take {} days, longer than a renewal window is open", takes.value);
        warn(span, message, "the way to renew whose window is shorter");
    }
}
