//! The books of a period: every movement of money, and what each account came to.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jubilee_core::{Account, Currency, Day, MemberId, Money, Posting, Recorded, Side, postings};
use jubilee_store::{ledger, members};
use serde::Serialize;

use crate::app::App;
use crate::error::{AppError, Damage};

/// How many entries are read at once.
const PAGE: u32 = 5_000;

/// One side of a movement, with what people know it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BookLine {
    /// The business date on which it was recorded.
    pub booked_on: Day,
    /// The day on which the money counts.
    pub value_on: Day,
    /// The member's reference.
    pub member: String,
    /// Which of the member's entries it follows from.
    pub entry: u32,
    /// The order's number.
    pub order: String,
    /// The account.
    pub account: Account,
    /// The side.
    pub side: Side,
    /// How much.
    pub amount: Money,
}

/// What an account came to in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BookTotal {
    /// The account.
    pub account: Account,
    /// What was on it before the period: for the bank its debit less its credit, for the others the other way round.
    pub before: Money,
    /// The debits of the period.
    pub debit: Money,
    /// The credits of the period.
    pub credit: Money,
    /// What is on it after the period.
    pub after: Money,
}

/// The books of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Books {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The postings of the period, by day, member and entry.
    pub postings: Vec<BookLine>,
    /// What the accounts came to, by currency and account.
    pub totals: Vec<BookTotal>,
    /// Whether, in each currency, the bank has what is held and what was earned, before the period and after it.
    pub balanced: bool,
}

impl App {
    /// The books of a period, both days included. They follow from the ledger alone and are the same whenever they are made. `progress` is
    /// told how many entries have been read, and of how many.
    pub async fn books(&self, from: Day, to: Day, progress: &(dyn Fn(u64, u64) + Sync)) -> Result<Books, AppError> {
        if to < from {
            return Err(AppError::Usage(format!("the books end on {to}, before they begin on {from}")));
        }
        let total = ledger::count(&self.db).await?.unsigned_abs();
        let (mut after, mut read) = ((0, 0), 0);
        let mut member: Option<(MemberId, Vec<Recorded>)> = None;
        let mut found: Vec<(MemberId, Posting)> = Vec::new();
        let mut sums = Sums::default();
        loop {
            let page = ledger::page(&self.db, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = (last.member.number(), last.seq);
            read += page.len() as u64;
            for row in page {
                let damaged = |source: Damage| AppError::Ledger { member: row.member.number(), source };
                let recorded = Recorded::decode(&row.body).map_err(|error| damaged(error.into()))?;
                match &mut member {
                    Some((id, entries)) if *id == row.member => entries.push(recorded),
                    other => {
                        if let Some((id, entries)) = other.replace((row.member, vec![recorded])) {
                            take(id, &entries, (from, to), &mut found, &mut sums)?;
                        }
                    }
                }
            }
            progress(read, total.max(read));
        }
        if let Some((id, entries)) = member {
            take(id, &entries, (from, to), &mut found, &mut sums)?;
        }
        found.sort_by_key(|(id, posting)| (posting.booked_on, *id, posting.entry));
        let postings = self.lines(found).await?;
        Ok(Books { from, to, postings, balanced: sums.are_balanced(), totals: sums.totals() })
    }

    async fn lines(&self, found: Vec<(MemberId, Posting)>) -> Result<Vec<BookLine>, AppError> {
        let mut ids: Vec<MemberId> = found.iter().map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut references = BTreeMap::new();
        for some in ids.chunks(500) {
            references.extend(members::by_ids(&self.db, some).await?.into_iter().map(|row| (row.id, row.reference)));
        }
        let line = |(id, posting): (MemberId, Posting)| BookLine {
            booked_on: posting.booked_on,
            value_on: posting.value_on,
            member: references.get(&id).cloned().unwrap_or_else(|| id.to_string()),
            entry: posting.entry,
            order: posting.order.to_string(),
            account: posting.account,
            side: posting.side,
            amount: posting.amount,
        };
        Ok(found.into_iter().map(line).collect())
    }
}

/// Takes the postings of one member.
fn take(
    id: MemberId,
    entries: &[Recorded],
    (from, to): (Day, Day),
    found: &mut Vec<(MemberId, Posting)>,
    sums: &mut Sums,
) -> Result<(), AppError> {
    let misfit = |source| AppError::Ledger { member: id.number(), source: Damage::Misfit(source) };
    for posting in postings(id, entries).map_err(misfit)?.into_iter().filter(|posting| posting.booked_on <= to) {
        sums.add(&posting, posting.booked_on < from);
        if posting.booked_on >= from {
            found.push((id, posting));
        }
    }
    Ok(())
}

/// The sums of each account in each currency: before the period the balance, in it debits and credits; in minor units.
#[derive(Debug, Default)]
struct Sums(BTreeMap<(Currency, Account), (i64, i64, i64)>);

impl Sums {
    fn add(&mut self, posting: &Posting, is_before: bool) {
        // An account that is there at all is listed with all of the currency's.
        for account in Account::ALL {
            self.0.entry((posting.amount.currency, account)).or_default();
        }
        let (before, debit, credit) = self.0.entry((posting.amount.currency, posting.account)).or_default();
        match (is_before, posting.side) {
            (true, side) => {
                *before += if is_increase(posting.account, side) { posting.amount.minor } else { -posting.amount.minor }
            }
            (false, Side::Debit) => *debit += posting.amount.minor,
            (false, Side::Credit) => *credit += posting.amount.minor,
        }
    }

    fn totals(&self) -> Vec<BookTotal> {
        let total = |((currency, account), (before, debit, credit)): (&(Currency, Account), &(i64, i64, i64))| {
            let money = |minor| Money { minor, currency: *currency };
            BookTotal {
                account: *account,
                before: money(*before),
                debit: money(*debit),
                credit: money(*credit),
                after: money(after(*account, *before, *debit, *credit)),
            }
        };
        self.0.iter().map(total).collect()
    }

    fn are_balanced(&self) -> bool {
        let mut left: BTreeMap<Currency, (i64, i64)> = BTreeMap::new();
        for ((currency, account), (before, debit, credit)) in &self.0 {
            let sign = if *account == Account::Bank { 1 } else { -1 };
            let (at_first, at_last) = left.entry(*currency).or_default();
            *at_first += sign * before;
            *at_last += sign * after(*account, *before, *debit, *credit);
        }
        left.values().all(|sums| *sums == (0, 0))
    }
}

fn is_increase(account: Account, side: Side) -> bool {
    (account == Account::Bank) == (side == Side::Debit)
}

fn after(account: Account, before: i64, debit: i64, credit: i64) -> i64 {
    before + if account == Account::Bank { debit - credit } else { credit - debit }
}

impl Books {
    /// Writes the postings as CSV, with a header; one side a line.
    pub fn write_csv(&self, out: impl Write) -> io::Result<()> {
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(["booked_on", "value_on", "member", "entry", "order", "account", "debit", "credit", "currency"])?;
        for line in &self.postings {
            let amount = line.amount.decimal();
            let (debit, credit) = if line.side == Side::Debit { (amount, String::new()) } else { (String::new(), amount) };
            csv.write_record([
                &line.booked_on.to_string(),
                &line.value_on.to_string(),
                &line.member,
                &line.entry.to_string(),
                &line.order,
                line.account.id(),
                &debit,
                &credit,
                line.amount.currency.code(),
            ])?;
        }
        csv.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(account: Account, side: Side, minor: i64) -> Posting {
        let day = Day::from_ymd(2020, 9, 1).unwrap();
        let order = "1-1".parse().unwrap();
        let amount = Money { minor, currency: Currency::new("EUR").unwrap() };
        Posting { entry: 1, booked_on: day, value_on: day, order, account, side, amount }
    }

    /// The twin: a side that is missing, or of another amount, is found out.
    #[test]
    fn books_are_balanced_when_the_bank_has_all_of_it_and_only_then() {
        let movement = |minor| [posting(Account::Bank, Side::Debit, minor), posting(Account::Held, Side::Credit, minor)];
        let sums = |postings: &[Posting], is_before| {
            let mut sums = Sums::default();
            for posting in postings {
                sums.add(posting, is_before);
            }
            sums
        };
        for is_before in [true, false] {
            assert!(sums(&movement(425), is_before).are_balanced());
            assert!(!sums(&movement(425)[..1], is_before).are_balanced());
            assert!(!sums(&[movement(425)[0], movement(424)[1]], is_before).are_balanced());
        }
        let mut begun = sums(&movement(425), true);
        begun.add(&posting(Account::Held, Side::Debit, 425), false);
        begun.add(&posting(Account::Fees, Side::Credit, 425), false);
        assert!(begun.are_balanced());
        let left: Vec<(Account, i64)> = begun.totals().iter().map(|total| (total.account, total.after.minor)).collect();
        assert_eq!(left, [(Account::Bank, 425), (Account::Held, 0), (Account::Fees, 425), (Account::Tax, 0)]);
    }
}
