//! What an order costs: its lines, the tax on them, and what is to be paid.
//!
//! All amounts are whole minor units. A percentage is rounded where it is applied, half away from zero: a discount or a surcharge
//! in its own line, tax once on the sum of all lines. A yearly fee does not depend on how many days the year has (C11), and nothing
//! is divided by days (C6).

use std::fmt;
use std::str::FromStr;

use minicbor::{Decode, Encode};
use serde::{Serialize, Serializer};

use crate::{Currency, Money};

/// A share, in hundredths of a percent.
///
/// ```
/// use jubilee_core::Percent;
/// let rate: Percent = "21 %".parse().unwrap();
/// assert_eq!(rate.of(49), 10, "10.29");
/// assert_eq!(rate.of(50), 11, "half a cent counts as one: 10.5");
/// assert_eq!("5.5 %".parse::<Percent>().unwrap().to_string(), "5.5 %");
/// assert!("21".parse::<Percent>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Percent(#[n(0)] u32);

impl Percent {
    /// The whole.
    pub const WHOLE: Percent = Percent(10_000);

    /// The share of so many hundredths of a percent: 2100 for 21 %.
    pub const fn from_basis_points(points: u32) -> Percent {
        Percent(points)
    }

    /// How many hundredths of a percent it is.
    pub const fn basis_points(self) -> u32 {
        self.0
    }

    /// This share of an amount in minor units, rounded half away from zero.
    pub const fn of(self, minor: i64) -> i64 {
        let product = minor as i128 * self.0 as i128;
        let half = if product < 0 { -5_000 } else { 5_000 };
        let share = (product + half) / 10_000;
        if share > i64::MAX as i128 {
            i64::MAX
        } else if share < i64::MIN as i128 {
            i64::MIN
        } else {
            share as i64
        }
    }

    /// The number as plain decimal text without trailing zeros, for example `5.5`.
    pub fn decimal(self) -> String {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => whole.to_string(),
            _ if part.is_multiple_of(10) => format!("{whole}.{}", part / 10),
            _ => format!("{whole}.{part:02}"),
        }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.decimal())
    }
}

impl Serialize for Percent {
    /// Decimal text, as amounts have it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.decimal())
    }
}

/// A text that is not a share in the form `21 %`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a percentage; write it as '21 %' or '5.5 %'")]
pub struct NotAPercent(pub String);

impl FromStr for Percent {
    type Err = NotAPercent;

    fn from_str(text: &str) -> Result<Percent, NotAPercent> {
        let read = || {
            let number = text.strip_suffix('%')?.trim_end();
            let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
            let all_digits =
                |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            if !all_digits(whole, 6) || !all_digits(part, 2) {
                return None;
            }
            let hundredths: u32 = if part.len() == 1 { part.parse::<u32>().ok()? * 10 } else { part.parse().ok()? };
            Some(Percent(whole.parse::<u32>().ok()? * 100 + hundredths))
        };
        read().ok_or_else(|| NotAPercent(text.chars().take(40).collect()))
    }
}

/// What an order costs.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(array)]
pub struct Bill {
    /// What it is made up of, all of one currency; never empty.
    #[n(0)]
    pub lines: Vec<Line>,
    /// The tax on the sum of the lines. One order has one rate, because the rate follows from where the member's business is.
    #[n(1)]
    pub tax: Tax,
}

/// One line of a bill.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(array)]
pub struct Line {
    /// Which of the things that are ordered it belongs to, from 0.
    #[n(0)]
    pub item: u16,
    /// What it is.
    #[n(1)]
    pub kind: LineKind,
    /// How much, before tax; never negative. A discount is taken off.
    #[n(2)]
    pub amount: Money,
    /// The share of the fee that it is, where it was given as one.
    #[n(3)]
    pub percent: Option<Percent>,
}

/// What a line of a bill is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// The fee of a year.
    #[n(0)]
    Fee,
    /// What is taken off the fee because a lower offer is replaced.
    #[n(1)]
    UpgradeDiscount,
    /// What is charged on top of the fee.
    #[n(2)]
    Surcharge,
}

/// The tax of a bill.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tax {
    /// The programme says nothing about tax.
    #[n(0)]
    None,
    /// It is charged.
    #[n(1)]
    Charged {
        /// ISO 3166 code of the country whose rate it is.
        #[n(0)]
        country: String,
        /// The rate.
        #[n(1)]
        rate: Percent,
        /// How much it is.
        #[n(2)]
        amount: Money,
    },
    /// It is not charged.
    #[n(2)]
    Free {
        /// ISO 3166 code of the country of the member's business.
        #[n(0)]
        country: String,
        /// Why.
        #[n(1)]
        why: Untaxed,
    },
}

/// Why no tax is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "kebab-case")]
pub enum Untaxed {
    /// The buyer, a business of another country with a VAT number there, accounts for it.
    #[n(0)]
    ReverseCharge,
    /// The buyer's country is outside the scope of the tax.
    #[n(1)]
    OutsideScope,
    /// Staff established that this member is exempt.
    #[n(2)]
    Exempt,
}

impl Untaxed {
    /// All of them.
    pub const ALL: [Untaxed; 3] = [Untaxed::ReverseCharge, Untaxed::OutsideScope, Untaxed::Exempt];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            Untaxed::ReverseCharge => "reverse-charge",
            Untaxed::OutsideScope => "outside-scope",
            Untaxed::Exempt => "exempt",
        }
    }
}

impl Bill {
    /// The bill of one fee without tax: what an order of the first versions comes to.
    pub fn untaxed(amount: Money) -> Bill {
        Bill { lines: vec![Line { item: 0, kind: LineKind::Fee, amount, percent: None }], tax: Tax::None }
    }

    /// The bill of these lines, with the tax that a function works out from their sum. `None` where that sum is nothing, because what
    /// costs nothing is not ordered.
    pub(crate) fn new(lines: Vec<Line>, tax: impl FnOnce(Money) -> Tax) -> Option<Bill> {
        let mut bill = Bill { lines, tax: Tax::None };
        let net = bill.lines.first().map(|_| bill.net()).filter(|net| net.minor > 0)?;
        bill.tax = tax(net);
        Some(bill)
    }

    /// Several bills of one member and day as one order: the lines of all, with tax worked out once on the sum. `None` for none,
    /// for different currencies, and for bills that are not taxed alike.
    pub fn together(bills: impl IntoIterator<Item = Bill>) -> Option<Bill> {
        let mut bills = bills.into_iter();
        let mut whole = bills.next()?;
        for bill in bills {
            let is_alike = match (&whole.tax, &bill.tax) {
                (Tax::Charged { country, rate, .. }, Tax::Charged { country: other, rate: its, .. }) => {
                    (country, rate) == (other, its)
                }
                (one, other) => one == other,
            };
            if !is_alike || whole.currency() != bill.currency() {
                return None;
            }
            let next = whole.lines.iter().map(|line| line.item).max().map_or(0, |last| last + 1);
            whole.lines.extend(bill.lines.into_iter().map(|line| Line { item: next + line.item, ..line }));
        }
        let net = whole.net();
        if let Tax::Charged { rate, amount, .. } = &mut whole.tax {
            amount.minor = rate.of(net.minor);
        }
        Some(whole)
    }

    /// The part of it that is for one of the things that are ordered. The tax was worked out once on the sum; what each part bears of it is
    /// what it adds to the tax of those before it, so that the parts add up to the whole.
    pub fn part(&self, item: u16) -> Option<Bill> {
        let lines: Vec<Line> = self.lines.iter().filter(|line| line.item == item).cloned().collect();
        let tax = match &self.tax {
            Tax::Charged { country, rate, .. } => {
                let until = |last: u16| self.lines.iter().filter(|line| line.item < last).map(Line::signed_minor).sum();
                let minor = rate.of(until(item + 1)) - rate.of(until(item));
                let amount = Money { minor, currency: self.currency() };
                Tax::Charged { country: country.clone(), rate: *rate, amount }
            }
            other => other.clone(),
        };
        (!lines.is_empty()).then(|| Bill { lines: lines.into_iter().map(|line| Line { item: 0, ..line }).collect(), tax })
    }

    /// How many things it is for: the number of its parts.
    pub fn parts(&self) -> u16 {
        self.lines.iter().map(|line| line.item).max().map_or(0, |last| last.saturating_add(1))
    }

    /// What some of its parts come to, as one bill whose lines keep their numbers. `None` for none of them.
    pub fn only(&self, mut keep: impl FnMut(u16) -> bool) -> Option<Bill> {
        let kept: Vec<u16> = (0..self.parts()).filter(|item| keep(*item)).collect();
        let lines: Vec<Line> = self.lines.iter().filter(|line| kept.contains(&line.item)).cloned().collect();
        let mut tax = self.tax.clone();
        if let Tax::Charged { amount, .. } = &mut tax {
            amount.minor = kept.iter().filter_map(|item| self.part(*item)).map(|part| part.tax().minor).sum();
        }
        (!lines.is_empty()).then_some(Bill { lines, tax })
    }

    /// The currency of all its amounts.
    pub fn currency(&self) -> Currency {
        self.lines.first().expect("a bill has a line").amount.currency
    }

    /// The sum of the lines, before tax.
    pub fn net(&self) -> Money {
        let minor = self.lines.iter().fold(0, |sum: i64, line| sum.saturating_add(line.signed_minor()));
        Money { minor, currency: self.currency() }
    }

    /// What is taken off for an upgrade, with the share of the fee that it is; `None` where nothing is.
    pub fn discount(&self) -> Option<(Money, Option<Percent>)> {
        let line = self.lines.iter().find(|line| line.kind == LineKind::UpgradeDiscount)?;
        Some((line.amount, line.percent))
    }

    /// The tax; nothing where none is charged.
    pub fn tax(&self) -> Money {
        match &self.tax {
            Tax::Charged { amount, .. } => *amount,
            Tax::None | Tax::Free { .. } => Money::zero(self.currency()),
        }
    }

    /// What is to be paid.
    pub fn total(&self) -> Money {
        let net = self.net();
        Money { minor: net.minor.saturating_add(self.tax().minor), ..net }
    }

    /// Whether it can be read as a bill of this amount: it has a line, one currency, and adds up.
    pub(crate) fn is_of(&self, amount: Money) -> bool {
        let is_same = |line: &Line| line.amount.currency == amount.currency && line.amount.minor >= 0;
        !self.lines.is_empty() && self.lines.iter().all(is_same) && self.total() == amount
    }
}

impl Line {
    /// What it adds to the sum, in minor units.
    pub const fn signed_minor(&self) -> i64 {
        match self.kind {
            LineKind::Fee | LineKind::Surcharge => self.amount.minor,
            LineKind::UpgradeDiscount => -self.amount.minor,
        }
    }
}

impl LineKind {
    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            LineKind::Fee => "fee",
            LineKind::UpgradeDiscount => "upgrade-discount",
            LineKind::Surcharge => "surcharge",
        }
    }
}
