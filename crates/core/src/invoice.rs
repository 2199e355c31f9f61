//! Invoices: who sends them, how they are numbered, and for which days an order paid.

use std::fmt;
use std::str::FromStr;

use crate::entry::Purpose;
use crate::member::{Member, Subscription};
use crate::order::{Item, Order};
use crate::programme::Programme;
use crate::term::current_cycle;
use crate::{Day, Words};

/// The longest number that an invoice may get.
const LONGEST_NUMBER: usize = 30;

/// How a programme sends invoices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceRules {
    /// Who sells.
    pub seller: String,
    /// The seller's address, a line each.
    pub address: Vec<String>,
    /// The seller's VAT number.
    pub vat_number: Option<String>,
    /// The seller's number in the register of companies, with the register's name.
    pub registration: Option<String>,
    /// What the foot of every page says besides.
    pub footer: Option<Words>,
    /// How invoices are numbered.
    pub number: NumberForm,
    /// How credit notes are numbered: in a series of their own, whose numbers can be no invoice's.
    pub credit_number: NumberForm,
    /// The first day of payments that get an invoice from here; those before were invoiced otherwise.
    pub from: Option<Day>,
}

/// The form of a number that counts without gaps, for example `{year}-{count:6}`: with the year in it, each year begins with 1;
/// without, the count goes on for ever.
///
/// ```
/// use jubilee_core::NumberForm;
/// let form: NumberForm = "{year}-{count:6}".parse().unwrap();
/// assert_eq!(form.write(2020, 123), "2020-000123");
/// assert!(form.is_yearly());
/// assert_eq!("C{count}".parse::<NumberForm>().unwrap().write(2020, 7), "C7");
/// assert!("{year}".parse::<NumberForm>().is_err(), "two invoices would have one number");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberForm(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Year,
    /// With at least so many digits.
    Count(u8),
}

impl NumberForm {
    /// The number with this count in a year.
    pub fn write(&self, year: i32, count: u32) -> String {
        let written = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Year => year.to_string(),
            Piece::Count(digits) => format!("{count:0width$}", width = usize::from(*digits)),
        };
        self.0.iter().map(written).collect()
    }

    /// Whether each year begins with 1.
    pub fn is_yearly(&self) -> bool {
        self.0.contains(&Piece::Year)
    }

    /// Whether a number of one form could be one of the other: what they have beside digits is the same.
    pub fn can_meet(&self, other: &NumberForm) -> bool {
        let marks = |form: &NumberForm| form.write(0, 0).chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
        marks(self) == marks(other)
    }
}

impl fmt::Display for NumberForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Text(text) => f.write_str(text),
            Piece::Year => f.write_str("{year}"),
            Piece::Count(0) => f.write_str("{count}"),
            Piece::Count(digits) => write!(f, "{{count:{digits}}}"),
        })
    }
}

/// A text that is no form of a number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotANumberForm(&'static str);

impl FromStr for NumberForm {
    type Err = NotANumberForm;

    fn from_str(text: &str) -> Result<NumberForm, NotANumberForm> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, after) = after.split_once('}').ok_or(NotANumberForm("a brace is not closed"))?;
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(match inside {
                "year" => Piece::Year,
                "count" => Piece::Count(0),
                other => {
                    let digits = other.strip_prefix("count:").and_then(|digits| digits.parse().ok());
                    let digits = digits.filter(|digits| (1..=12).contains(digits));
                    Piece::Count(digits.ok_or(NotANumberForm("only {year}, {count} and {count:6} can stand in braces"))?)
                }
            });
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_');
        let is_plain_piece = |piece: &Piece| !matches!(piece, Piece::Text(text) if !text.chars().all(is_plain));
        if !pieces.iter().all(is_plain_piece) {
            return Err(NotANumberForm("beside the braces only letters, digits, '-', '.' and '_' are possible"));
        }
        let counts = pieces.iter().filter(|piece| matches!(piece, Piece::Count(_))).count();
        if counts != 1 || pieces.iter().filter(|piece| **piece == Piece::Year).count() > 1 {
            return Err(NotANumberForm("{count} must be in it once, and {year} at most once"));
        }
        if touch(&pieces) {
            return Err(NotANumberForm("digits stand beside {year} or {count}, so that two numbers could read the same"));
        }
        let form = NumberForm(pieces);
        if form.write(9_999, u32::MAX).len() > LONGEST_NUMBER {
            return Err(NotANumberForm("the number would be longer than 30 characters"));
        }
        Ok(form)
    }
}

/// Whether digits stand beside digits of another piece: 2020 and 1 would read as 202 and 01.
fn touch(pieces: &[Piece]) -> bool {
    let begins = |piece: &Piece| !matches!(piece, Piece::Text(text) if !text.starts_with(|first: char| first.is_ascii_digit()));
    let ends = |piece: &Piece| !matches!(piece, Piece::Text(text) if !text.ends_with(|last: char| last.is_ascii_digit()));
    pieces.windows(2).any(|pair| ends(&pair[0]) && begins(&pair[1]))
}

/// The days that an order's money pays for with one of its items: the first, and the last, an anniversary; `None` for that where nothing has to be renewed. `None`
/// as long as the money has not had its effect.
pub fn term_paid(programme: &Programme, member: &Member, order: &Order, item: &Item) -> Option<(Day, Option<Day>)> {
    let value_on = order.paid_on().filter(|_| item.is_applied)?;
    let held = member.subscription(item.subscription())?;
    let (renewals, is_reactivation) = match &item.purpose {
        Purpose::Renew { .. } => (item.cycle + 1, false),
        Purpose::Reactivate { .. } => (item.cycle + 1, true),
        Purpose::Buy { .. } => (0, false),
    };
    let then = Subscription { renewals: held.renewals.iter().take(renewals).cloned().collect(), ..held.clone() };
    let cycle = current_cycle(programme, &then, value_on);
    // What was brought back begins with the money; the days since the lapse are not paid for.
    let began_on = cycle.as_ref().filter(|_| !is_reactivation).map(|cycle| cycle.began_on);
    Some((began_on.unwrap_or(value_on), cycle.map(|cycle| cycle.anniversary)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> NumberForm {
        text.parse().unwrap()
    }

    #[test]
    fn a_form_is_read_and_written_as_it_stands() {
        for text in ["{count}", "{year}-{count:6}", "INV.{count:4}_{year}", "C{year}-{count}"] {
            assert_eq!(form(text).to_string(), text);
        }
        assert_eq!(
            form("F{count:4}/".trim_end_matches('/')).write(2020, 12_345),
            "F12345",
            "more digits than asked for are kept"
        );
    }

    #[test]
    fn a_form_whose_numbers_could_not_be_told_apart_is_refused() {
        for text in
            ["", "INV", "{year}", "{count}{count}", "{year}{count}", "{count}7", "7{count}", "{count", "{month}-{count}"]
        {
            assert!(text.parse::<NumberForm>().is_err(), "{text}");
        }
        for text in ["{count} ", "{count}/{year}", "é{count}", "{count:0}", "{count:13}", "an-invoice-with-a-long-name-{count}"]
        {
            assert!(text.parse::<NumberForm>().is_err(), "{text}");
        }
    }

    #[test]
    fn forms_whose_numbers_can_be_the_same_are_found() {
        assert!(form("{year}-{count:6}").can_meet(&form("{count}-{year}")));
        assert!(form("{count}").can_meet(&form("{count:6}")));
        assert!(!form("{year}-{count:6}").can_meet(&form("C{year}-{count:6}")));
    }
}
