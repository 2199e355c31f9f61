//! The books: every movement of money in a member's ledger, as postings with two sides.

use serde::Serialize;

use crate::bill::Bill;
use crate::entry::{Fact, Recorded};
use crate::member::{Member, Misfit};
use crate::{Day, MemberId, Money, OrderId};

/// Where money is, or what it was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Account {
    /// The programme's bank account: what came in and has not gone back.
    Bank,
    /// Money of members that has done nothing yet: it is owed to them, or to their next order.
    Held,
    /// Fees that were paid for something that was bought, renewed or reactivated, before tax.
    Fees,
    /// The tax on those fees, which is owed to the state.
    Tax,
}

impl Account {
    /// All of them.
    pub const ALL: [Account; 4] = [Account::Bank, Account::Held, Account::Fees, Account::Tax];

    /// Its name in every interface.
    pub const fn id(self) -> &'static str {
        match self {
            Account::Bank => "bank",
            Account::Held => "held",
            Account::Fees => "fees",
            Account::Tax => "tax",
        }
    }
}

/// Which side of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// What comes to the bank, and what goes from the others.
    Debit,
    /// What goes from the bank, and what comes to the others.
    Credit,
}

/// One side of a movement. The postings of an entry add up to as much debit as credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Posting {
    /// Which of the member's entries it follows from, from 1.
    pub entry: u32,
    /// The business date on which it was recorded: the day in the books.
    pub booked_on: Day,
    /// The day on which the money counts.
    pub value_on: Day,
    /// The order that the money is for.
    pub order: OrderId,
    /// The account.
    pub account: Account,
    /// The side.
    pub side: Side,
    /// How much; never negative.
    pub amount: Money,
}

/// The postings of a member's ledger, in its order.
///
/// A payment is debited to the bank and credited to what is held. What it buys, renews or brings back turns the amount of that into
/// fees, and into tax where it has any; what came beyond it, or could have no effect, stays held. Money that pays another order is held with that one from
/// then on. A refund turns fees into what is held, and that into what has left the bank.
pub fn postings(id: MemberId, ledger: &[Recorded]) -> Result<Vec<Posting>, Misfit> {
    let mut member = Member::new(id);
    let mut postings = Vec::new();
    for recorded in ledger {
        let entry = &recorded.entry;
        let was_applied = |order: OrderId| member.order(order).into_iter().flat_map(|order| &order.items);
        let undone: Vec<Bill> = match entry.fact {
            Fact::Refunded { order, .. } => {
                was_applied(order).filter(|item| item.is_applied).map(|item| item.bill.clone()).collect()
            }
            _ => Vec::new(),
        };
        member.apply(entry)?;
        let misfit = Misfit { member: id, version: member.version };
        let mut book = |(from, debited): (OrderId, Account), (to, credited): (OrderId, Account), amount| {
            let posting = |order, account, side| Posting {
                entry: member.version,
                booked_on: entry.recorded_on,
                value_on: entry.effective_on,
                order,
                account,
                side,
                amount,
            };
            postings.push(posting(from, debited, Side::Debit));
            postings.push(posting(to, credited, Side::Credit));
        };
        match &entry.fact {
            Fact::PaymentRecorded { order, amount, .. } => book((*order, Account::Bank), (*order, Account::Held), *amount),
            Fact::PaymentMoved { order, from, amount } => book((*from, Account::Held), (*order, Account::Held), *amount),
            Fact::Purchased { order } => {
                for (account, amount) in earned(&member.order(*order).ok_or(misfit)?.first().bill) {
                    book((*order, Account::Held), (*order, account), amount);
                }
            }
            Fact::Renewed { subscription, order: Some(order), .. }
            | Fact::Reactivated { subscription, order: Some(order), .. } => {
                let item = member.order(*order).and_then(|order| order.item(*subscription)).ok_or(misfit)?;
                for (account, amount) in earned(&item.bill) {
                    book((*order, Account::Held), (*order, account), amount);
                }
            }
            Fact::HeldRefunded { order, amount } => book((*order, Account::Held), (*order, Account::Bank), *amount),
            Fact::Refunded { order, amount } => {
                for (account, amount) in undone.iter().flat_map(earned) {
                    book((*order, account), (*order, Account::Held), amount);
                }
                book((*order, Account::Held), (*order, Account::Bank), *amount);
            }
            _ => {}
        }
    }
    Ok(postings)
}

/// What a bill earns, and what of it is owed as tax.
fn earned(bill: &Bill) -> Vec<(Account, Money)> {
    let tax = Some((Account::Tax, bill.tax())).filter(|(_, amount)| amount.minor != 0);
    std::iter::once((Account::Fees, bill.net())).chain(tax).collect()
}
