//! What a transfer says it pays, and whether it can be taken as the payment of that order without anybody looking at it.
//!
//! Payers write references with spaces, in small letters, without the RF, or write the order's number and their thanks around it. All of
//! that is found; a mistyped reference is not, because its check digits do not hold.

use serde::Serialize;

use crate::order::{Closing, Order, Payment};
use crate::reason::{Reason, Refusal};
use crate::{Day, MemberId, Money, OrderId};

/// The most digits groups of one text that are put together to references.
const MOST_GROUPS: usize = 60;
/// The most groups of digits that one reference is split into.
const MOST_PARTS: usize = 8;

/// Why money on the bank statement waits for staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// It names no order.
    NoReference,
    /// It names an order that there is not.
    UnknownReference,
    /// It names several orders.
    SeveralOrders,
    /// It is more than the order lacks.
    AnotherAmount,
    /// It is not the order's currency.
    AnotherCurrency,
    /// The order has been paid.
    AlreadyPaid,
    /// The order was cancelled.
    Cancelled,
    /// The order's money went back, or pays another order.
    Closed,
    /// The order had expired before the money's value date.
    Expired,
    /// Its value date lies ahead, or long before the order.
    ValueDate,
    /// It stands for several transfers that the statement does not tell apart.
    Batch,
    /// Money that had come in was taken back by the bank.
    CreditReversed,
    /// Money that had gone out came back.
    DebitReversed,
}

impl Doubt {
    /// All of them.
    pub const ALL: [Doubt; 13] = [
        Doubt::NoReference,
        Doubt::UnknownReference,
        Doubt::SeveralOrders,
        Doubt::AnotherAmount,
        Doubt::AnotherCurrency,
        Doubt::AlreadyPaid,
        Doubt::Cancelled,
        Doubt::Closed,
        Doubt::Expired,
        Doubt::ValueDate,
        Doubt::Batch,
        Doubt::CreditReversed,
        Doubt::DebitReversed,
    ];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            Doubt::NoReference => "no-reference",
            Doubt::UnknownReference => "unknown-reference",
            Doubt::SeveralOrders => "several-orders",
            Doubt::AnotherAmount => "another-amount",
            Doubt::AnotherCurrency => "another-currency",
            Doubt::AlreadyPaid => "already-paid",
            Doubt::Cancelled => "cancelled",
            Doubt::Closed => "closed",
            Doubt::Expired => "expired",
            Doubt::ValueDate => "value-date",
            Doubt::Batch => "batch",
            Doubt::CreditReversed => "credit-reversed",
            Doubt::DebitReversed => "debit-reversed",
        }
    }

    /// The doubt with this name.
    pub fn from_id(id: &str) -> Option<Doubt> {
        Doubt::ALL.into_iter().find(|doubt| doubt.id() == id)
    }

    /// Whether it is money that can be recorded for an order at all.
    pub const fn is_payable(self) -> bool {
        !matches!(self, Doubt::CreditReversed | Doubt::DebitReversed)
    }
}

/// The doubt behind a refusal to record a payment.
impl From<&Refusal> for Doubt {
    fn from(refusal: &Refusal) -> Doubt {
        match refusal.reasons.first() {
            Some(Reason::AlreadyPaid { .. } | Reason::PaymentKnown { .. }) => Doubt::AlreadyPaid,
            Some(Reason::WrongAmount { .. }) => Doubt::AnotherAmount,
            Some(Reason::UnknownOrder) => Doubt::UnknownReference,
            _ => Doubt::ValueDate,
        }
    }
}

/// Why money that names an order is not taken as its payment without anybody looking; `None` where it is what was asked for or part of
/// it, or was keyed in by hand before. A value date after the last one that counts is no doubt as long as the order lived: such money
/// is recorded, and set aside.
pub fn doubt(order: &Order, amount: Money, value_on: Day) -> Option<Doubt> {
    let is_keyed = |known: &Payment| known.from.is_none() && known.identity.is_none();
    if order.payments.iter().any(|known| is_keyed(known) && (known.amount, known.value_on) == (amount, value_on)) {
        return None;
    }
    match order.closing {
        Some(Closing::Cancelled(_)) => return Some(Doubt::Cancelled),
        Some(_) => return Some(Doubt::Closed),
        None => {}
    }
    if order.missing().minor == 0 {
        Some(Doubt::AlreadyPaid)
    } else if value_on > order.expires_on {
        Some(Doubt::Expired)
    } else if amount.currency != order.amount.currency {
        Some(Doubt::AnotherCurrency)
    } else if amount.minor > order.missing().minor {
        Some(Doubt::AnotherAmount)
    } else {
        None
    }
}

/// The orders that texts name, each once: by reference, with or without RF, or by number. Whether there is such an order is for whoever
/// asks: a number of another kind may look like one.
///
/// ```
/// use jubilee_core::orders_named;
/// for text in ["rf82 1040 0003", "Betreft: 821040 0003, dank", "order 104-3."] {
///     assert_eq!(orders_named([text]), ["104-3".parse().unwrap()], "{text}");
/// }
/// assert_eq!(orders_named(["RF83 1040 0003"]), []);
/// ```
pub fn orders_named<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<OrderId> {
    let mut named = Vec::new();
    for text in texts {
        let found = by_reference(text).into_iter().chain(by_number(text));
        for order in found {
            if !named.contains(&order) {
                named.push(order);
            }
        }
    }
    named
}

/// A run of digits in a text: where it begins and ends, in letters.
struct Group {
    begin: usize,
    end: usize,
    digits: String,
}

fn groups(letters: &[char]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, letter) in letters.iter().enumerate().filter(|(_, letter)| letter.is_ascii_digit()) {
        if let Some(last) = groups.last_mut().filter(|last| last.end == at) {
            last.digits.push(*letter);
            last.end += 1;
        } else if groups.len() < MOST_GROUPS {
            groups.push(Group { begin: at, end: at + 1, digits: letter.to_string() });
        } else {
            break;
        }
    }
    groups
}

/// References, put together from digits that are set apart by single spaces, dots, hyphens or strokes.
fn by_reference(text: &str) -> Vec<OrderId> {
    let letters: Vec<char> = text.chars().collect();
    let groups = groups(&letters);
    let mut found = Vec::new();
    for first in 0..groups.len() {
        // The letters before it are RF, or nothing that it belongs to.
        let before: String =
            letters[..groups[first].begin].iter().rev().filter(|letter| !letter.is_whitespace()).take(2).collect();
        let is_marked = before.eq_ignore_ascii_case("FR");
        let is_glued = groups[first].begin > 0 && letters[groups[first].begin - 1].is_alphanumeric();
        if is_glued && !is_marked {
            continue;
        }
        let mut digits = String::new();
        for last in first..groups.len().min(first + MOST_PARTS) {
            if last > first && !is_joined(&letters[groups[last - 1].end..groups[last].begin]) {
                break;
            }
            digits.push_str(&groups[last].digits);
            let ends = letters.get(groups[last].end).is_none_or(|letter| !letter.is_alphanumeric());
            if ends && let Some(order) = referred(&digits) {
                found.push(order);
            }
        }
    }
    found
}

/// Whether what stands between two groups of digits joins them.
fn is_joined(between: &[char]) -> bool {
    let signs = between.iter().filter(|letter| !letter.is_whitespace()).count();
    between.len() <= 3 && signs <= 1 && between.iter().all(|letter| letter.is_whitespace() || ".-/".contains(*letter))
}

/// The order whose reference has these digits, check digits first.
fn referred(digits: &str) -> Option<OrderId> {
    let body = digits.get(2..).filter(|body| (6..=20).contains(&body.len()))?;
    let (member, ordinal) = body.split_at(body.len() - 5);
    let order = OrderId::new(MemberId::from_number(member.parse().ok()?)?, ordinal.parse().ok()?)?;
    (order.reference().strip_prefix("RF") == Some(digits)).then_some(order)
}

/// Numbers such as 104-3, with nothing glued to them: `2019-09-20` names no order.
fn by_number(text: &str) -> Vec<OrderId> {
    let letters: Vec<char> = text.chars().collect();
    let groups = groups(&letters);
    let is_free = |at: Option<&char>| at.is_none_or(|letter| !letter.is_alphanumeric() && *letter != '-');
    let pairs = groups.windows(2).filter_map(|pair| {
        let [member, ordinal] = pair else { return None };
        let between: String = letters[member.end..ordinal.begin].iter().filter(|letter| !letter.is_whitespace()).collect();
        let begins = is_free(member.begin.checked_sub(1).and_then(|at| letters.get(at)));
        if between != "-" || ordinal.begin - member.end > 3 || !begins || !is_free(letters.get(ordinal.end)) {
            return None;
        }
        let number = format!("{}-{}", member.digits, ordinal.digits);
        // A leading zero is none of an order's number.
        number.parse::<OrderId>().ok().filter(|order| order.to_string() == number)
    });
    pairs.collect()
}

/// Whether a payer can be a member by its name: the words that say something are the same, or all of one are in the other.
///
/// ```
/// use jubilee_core::names_fit;
/// assert!(names_fit("CONTOSO B.V.", "Contoso"));
/// assert!(names_fit("Stichting Beheer Contoso Holding BV", "Contoso Holding B.V."));
/// assert!(!names_fit("Contoso Gent", "Contoso Antwerpen"));
/// assert!(!names_fit("B.V.", "Contoso B.V."));
/// ```
pub fn names_fit(payer: &str, member: &str) -> bool {
    const FORMS: &[&str] = &[
        "bv", "nv", "vof", "gmbh", "ag", "kg", "ltd", "limited", "llc", "inc", "plc", "sa", "sas", "sarl", "srl", "bvba", "oy",
        "ab",
    ];
    let words = |name: &str| {
        let bare: String = name.to_lowercase().chars().filter(|letter| *letter != '.').collect();
        let words = bare.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        words.filter(|word| !FORMS.contains(word)).map(str::to_owned).collect::<Vec<_>>()
    };
    let (payer, member) = (words(payer), words(member));
    let (few, many) = if payer.len() <= member.len() { (&payer, &member) } else { (&member, &payer) };
    few.iter().any(|word| word.chars().count() >= 3) && few.iter().all(|word| many.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        orders_named([text]).into_iter().map(|order| order.to_string()).collect()
    }

    #[test]
    fn a_reference_is_found_however_it_is_written() {
        let ways = [
            "RF8210400003",
            "rf8210400003",
            "RF82 1040 0003",
            "RF 82 1040 0003",
            "/RF82-1040-0003/",
            "Betaling RF82.1040.0003 bedankt",
            "8210400003",
            "82 1040 0003",
            "kenmerk:8210400003.",
            "order 104-3",
            "104 - 3",
            "(104-3)",
            "RF8210400003 RF8210400003 104-3",
            "2019 82 1040 0003 12",
        ];
        for text in ways {
            assert_eq!(named(text), ["104-3"], "{text}");
        }
    }

    #[test]
    fn what_is_none_is_not_taken_for_one() {
        let none = [
            "",
            "RF8310400003",
            "RF82104000030",
            "X8210400003",
            "8210400003X",
            "NL8210400003",
            "2019-09-20",
            "104-3-1",
            "v104-3",
            "104-3a",
            "0104-3",
            "104-03",
            "104--3",
            "104-0",
            "104-65536",
            "99999999999999999999-1",
            "82 1040     0003",
            "-",
            "💶-💶",
        ];
        for text in none {
            assert_eq!(named(text), [""; 0], "{text}");
        }
        assert_eq!(named("104-3 and 105-1"), ["104-3", "105-1"]);
        assert_eq!(orders_named(["104-3", "RF8210400003"]).len(), 1);
    }

    #[test]
    fn every_order_is_found_by_its_own_reference() {
        for (member, ordinal) in [(1, 1), (9, 65_535), (104, 3), (99_999_999, 77), (MemberId::MAX, 1)] {
            let order = OrderId::new(MemberId::from_number(member).unwrap(), ordinal).unwrap();
            let reference = order.reference();
            assert!(orders_named([reference.as_str()]).contains(&order), "{reference}");
            assert!(orders_named([&reference[2..]]).contains(&order), "{reference} without RF");
            // The twin: one digit off, and it is no reference any more.
            let mut wrong = reference.clone().into_bytes();
            let last = wrong.len() - 1;
            wrong[last] = if wrong[last] == b'9' { b'0' } else { wrong[last] + 1 };
            assert_eq!(orders_named([std::str::from_utf8(&wrong).unwrap()]), [], "{reference}");
        }
    }

    #[test]
    fn a_text_full_of_digits_ends_quickly() {
        let text = "12 3 ".repeat(10_000);
        assert!(named(&text).len() < 100);
    }

    #[test]
    fn every_doubt_is_known_by_its_name() {
        for doubt in Doubt::ALL {
            assert_eq!(Doubt::from_id(doubt.id()), Some(doubt));
        }
        assert_eq!(Doubt::from_id("x"), None);
    }
}
