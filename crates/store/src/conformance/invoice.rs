//! Invoices: numbers without a gap and without a double, whoever takes them; one for an order; none forgotten.

use std::collections::BTreeSet;

use jubilee_core::{Currency, Money, OrderId};
use tokio::task::JoinSet;

use super::{day, on_both_engines};
use crate::database::Db;
use crate::error::CommitError;
use crate::invoices::{self, Counter, Due, InvoiceRow, Series};

fn order(number: i64) -> OrderId {
    OrderId::from_number((1_000 << 16) + number).unwrap()
}

fn row(number: i64, last: Option<Counter>) -> InvoiceRow {
    let count = last.map_or(0, |last| last.count) + 1;
    InvoiceRow {
        order: order(number),
        series: Series::Invoice,
        number: format!("2020-{count:06}"),
        period: 2020,
        count,
        issued_on: day("2020-10-01"),
        amount: Money { minor: 47_500, currency: Currency::new("USD").unwrap() },
        body: "{}".to_owned(),
    }
}

/// Takes a number for an order, as often as others are quicker.
async fn take(db: &Db, number: i64) {
    loop {
        let last = invoices::counter(db, Series::Invoice, 2020).await.unwrap();
        match db.commit(invoices::number(&row(number, last), last)).await {
            Ok(()) => return,
            Err(CommitError::Conflict { .. } | CommitError::Duplicate { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

/// What is wrong with the numbers that were given out: a gap.
fn gaps(counts: &[i64]) -> Vec<i64> {
    let given: BTreeSet<i64> = counts.iter().copied().collect();
    assert_eq!(given.len(), counts.len(), "a number was given twice");
    (1..=given.last().copied().unwrap_or_default()).filter(|count| !given.contains(count)).collect()
}

async fn counts(db: &Db) -> Vec<i64> {
    let rows = invoices::between(db, day("2020-01-01"), day("2020-12-31")).await.unwrap();
    rows.into_iter().map(|row| row.count).collect()
}

on_both_engines! {
    async fn numbers_have_no_gap_and_no_double_whoever_takes_them(stage) {
        let other = Db::open(stage.database.url()).await.unwrap();
        let mut takers = JoinSet::new();
        for taker in 0..6_i64 {
            let db = if taker % 2 == 0 { stage.db.clone() } else { other.clone() };
            takers.spawn(async move {
                for turn in 0..10 {
                    take(&db, 1 + taker * 10 + turn).await;
                }
            });
        }
        takers.join_all().await;
        let given = counts(&stage.db).await;
        assert_eq!((given.len(), gaps(&given)), (60, Vec::new()));

        // The twin takes a number in a commit of its own, as a sequence would, and its document fails afterwards: a gap.
        let last = invoices::counter(&stage.db, Series::Invoice, 2020).await.unwrap();
        let [count, _] = invoices::number(&row(100, last), last).try_into().unwrap();
        stage.db.commit(count).await.unwrap();
        take(&stage.db, 101).await;
        assert_eq!(gaps(&counts(&stage.db).await), [61]);
    }

    async fn a_number_that_somebody_else_has_taken_is_a_conflict(stage) {
        let db = &stage.db;
        assert!(matches!(db.commit(invoices::number(&row(1, None), None)).await, Ok(())));
        let again = InvoiceRow { order: order(2), ..row(2, None) };
        assert!(matches!(db.commit(invoices::number(&again, None)).await, Err(CommitError::Duplicate { .. })));
        let seen = invoices::counter(db, Series::Invoice, 2020).await.unwrap();
        take(db, 3).await;
        let late = row(4, seen);
        assert!(matches!(db.commit(invoices::number(&late, seen)).await, Err(CommitError::Conflict { stmt: 0 })));
        assert_eq!(counts(db).await, [1, 2]);
    }

    async fn an_order_has_one_invoice_and_one_credit_note(stage) {
        let db = &stage.db;
        take(db, 1).await;
        let last = invoices::counter(db, Series::Invoice, 2020).await.unwrap();
        assert!(matches!(db.commit(invoices::number(&row(1, last), last)).await, Err(CommitError::Duplicate { .. })));
        assert_eq!(invoices::counter(db, Series::Invoice, 2020).await.unwrap(), last, "the number was not used up");
        let credit = InvoiceRow { series: Series::CreditNote, number: "C2020-000001".to_owned(), ..row(1, None) };
        db.commit(invoices::number(&credit, None)).await.unwrap();
        let clash = InvoiceRow { order: order(2), number: "C2020-000001".to_owned(), ..row(2, last) };
        assert!(matches!(db.commit(invoices::number(&clash, last)).await, Err(CommitError::Duplicate { .. })));
        assert_eq!(invoices::of_order(db, order(1), Series::CreditNote).await.unwrap(), Some(credit.clone()));
        assert_eq!(invoices::by_number(db, "C2020-000001").await.unwrap(), Some(credit));
        assert_eq!(invoices::by_member(db, order(1).member()).await.unwrap().len(), 2);
    }

    async fn no_number_is_dated_before_the_one_before_it(stage) {
        take(&stage.db, 1).await;
        let last = invoices::counter(&stage.db, Series::Invoice, 2020).await.unwrap();
        let early = InvoiceRow { issued_on: day("2020-09-30"), ..row(2, last) };
        let outcome = stage.db.commit(invoices::number(&early, last)).await;
        assert!(matches!(outcome, Err(CommitError::Conflict { stmt: 0 })));
        take(&stage.db, 2).await;
    }

    async fn what_waits_is_listed_once_and_taken_off_once(stage) {
        let db = &stage.db;
        let wanted = |number, series| invoices::wanted(order(number), series);
        db.commit(vec![wanted(2, Series::Invoice), wanted(1, Series::Invoice), wanted(1, Series::CreditNote)]).await.unwrap();
        db.commit(wanted(1, Series::Invoice)).await.unwrap();
        let all = invoices::due(db, None, 10).await.unwrap();
        let due = |number, series| Due { order: order(number), series };
        assert_eq!(all, [due(1, Series::CreditNote), due(1, Series::Invoice), due(2, Series::Invoice)]);
        assert_eq!(invoices::due(db, Some(all[0]), 1).await.unwrap(), all[1..2]);
        db.commit(invoices::settled(all[1])).await.unwrap();
        assert!(matches!(db.commit(invoices::settled(all[1])).await, Err(CommitError::Conflict { .. })));
        assert_eq!(invoices::due(db, None, 10).await.unwrap().len(), 2);
    }
}
