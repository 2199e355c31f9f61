//! Bank statements: what names its order is recorded once, everything else waits with its reason, and nothing is lost.

use jubilee_app::statements::{Form, Mapping, Statement, read};
use jubilee_app::{AppError, BankState, Dismissal, OrderReceipt, Request, StatementReport};
use jubilee_core::{Actor, Doubt};

use crate::stage::{Stage, day, on_both_engines};

const OPERATOR: Actor = Actor::Operator;

/// A statement with rows `value date,amount,currency,name,text`.
fn statement(rows: &[&str]) -> Statement {
    let header = "account,booked_on,value_on,amount,currency,name,counterparty,reference,text\n";
    let line = |row: &&str| {
        let fields: Vec<&str> = row.split(',').collect();
        let [value_on, amount, currency, name, words] = fields[..] else { panic!("{row}") };
        format!("NL91ABNA0417164300,{value_on},{value_on},{amount},{currency},{name},,,{words}\n")
    };
    let text = header.to_owned() + &rows.iter().map(line).collect::<String>();
    read(text.as_bytes(), &Form::Csv(Box::new(Mapping::preset("plain").unwrap()))).unwrap()
}

async fn import(stage: &Stage, rows: &[&str]) -> StatementReport {
    stage.app.import_statement(&statement(rows), "september.csv", false, OPERATOR).await.unwrap()
}

/// Contoso in its window, with an order for the renewal of its Action Pack.
async fn ordered(engine: jubilee_testkit::Engine) -> (Stage, OrderReceipt) {
    let stage = Stage::with_contoso(engine, "2019-08-01").await;
    // With its VAT number it pays the fee alone.
    stage.import_billing("M1,,,,NL004495445B01,,\n").await.unwrap();
    stage.run("2019-09-10").await;
    let subscription = stage.app.find_subscription("S1").await.unwrap();
    let order = stage.app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap();
    (stage, order)
}

fn doubts(report: &StatementReport) -> Vec<&'static str> {
    report.waiting.iter().map(|line| line.doubt.unwrap().id()).collect()
}

fn paid(order: &OrderReceipt, text: &str) -> String {
    format!("2019-09-10,{},{},Contoso,{text}", order.amount, order.currency)
}

on_both_engines! {
    async fn c91_money_that_names_its_order_renews_on_its_value_date_and_once(engine) {
        let (stage, order) = ordered(engine).await;
        stage.run("2019-10-04").await;
        assert_eq!(stage.status("S1").await, "lapsed");
        let row = format!("2019-10-01,{},{},Contoso,Betreft {} dank", order.amount, order.currency, order.reference[2..].to_lowercase());
        let tried = stage.app.import_statement(&statement(&[&row]), "x.csv", true, OPERATOR).await.unwrap();
        assert_eq!((tried.recorded.len(), tried.waiting.len(), stage.status("S1").await.as_str()), (1, 0, "lapsed"), "a dry run");
        let report = import(&stage, &[&row]).await;
        assert_eq!(report.recorded[0].order, Some(order.id));
        assert_eq!(stage.status("S1").await, "active");
        // The same file again, an overlapping one, and the same by others at the same time change nothing.
        let both = statement(&[&row, "2019-10-02,1.00,EUR,Somebody,thanks"]);
        let again = stage.app.import_statement(&both, "y.csv", false, OPERATOR).await.unwrap();
        assert_eq!((again.recorded.len(), again.waiting.len(), again.repeated), (0, 1, 1));
        let file = stage.app.member_file(order.id.member()).await.unwrap();
        assert_eq!(file.member.subscriptions[0].renewals.len(), 1);
        assert_eq!(file.member.subscriptions[0].renewals[0].paid_on, day("2019-10-01"));
        assert!(stage.app.bank_entries(None, 10).await.unwrap().iter().any(|line| line.state == BankState::Recorded));
    }

    async fn c93_one_statement_imported_by_many_at_once_pays_once(engine) {
        let (stage, order) = ordered(engine).await;
        let statement = statement(&[&paid(&order, &order.order)]);
        let imports: Vec<_> = (0..8)
            .map(|_| {
                let (app, statement) = (stage.app.clone(), statement.clone());
                tokio::spawn(async move { app.import_statement(&statement, "s.csv", false, OPERATOR).await.unwrap() })
            })
            .collect();
        let (mut recorded, mut repeated) = (0, 0);
        for import in imports {
            let report = import.await.unwrap();
            assert_eq!(report.waiting, []);
            recorded += report.recorded.len();
            repeated += report.repeated;
        }
        assert_eq!((recorded, repeated), (1, 7));
        assert_eq!(stage.app.bank_entries(None, 10).await.unwrap().len(), 1);
    }

    async fn c89_whatever_is_doubtful_waits_with_its_reason(engine) {
        let (stage, order) = ordered(engine).await;
        let second = stage.app.find_subscription("S2").await.unwrap();
        let other = stage.app.order_renewal(second, Request::by(OPERATOR)).await.unwrap();
        let text = |words: &str| paid(&order, words);
        let rows = [
            text("thank you"),
            text("1-77"),
            text(&format!("{} and {}", order.order, other.order)),
            format!("2019-09-10,9999.00,{},Contoso,{}", order.currency, order.order),
            format!("2019-09-10,{},JPY,Contoso,{}", order.amount.split('.').next().unwrap(), order.order),
            format!("2019-11-20,{},{},Contoso,{}", order.amount, order.currency, order.order),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let report = import(&stage, &rows).await;
        let expected = ["no-reference", "unknown-reference", "several-orders", "another-amount", "another-currency", "expired"];
        assert_eq!(doubts(&report), expected);
        // Without a number the name fits, and with an unknown one too; money in another amount fits nothing.
        let proposals: Vec<_> = report.waiting.iter().map(|line| line.proposal == Some(order.id)).collect();
        assert_eq!(proposals, [true, true, true, false, false, true]);
        let queue = stage.app.bank_queue().await.unwrap();
        assert_eq!((queue.count, queue.oldest), (6, Some(day("2019-09-10"))));
        assert_eq!(stage.status("S1").await, "renewal-open");
    }

    async fn money_for_an_order_that_is_paid_cancelled_or_refunded_waits(engine) {
        let (stage, order) = ordered(engine).await;
        import(&stage, &[&paid(&order, &order.order)]).await;
        let twice = import(&stage, &[&paid(&order, &format!("{} again", order.order))]).await;
        assert_eq!(doubts(&twice), ["already-paid"]);
        stage.app.refund(order.id, OPERATOR).await.unwrap();
        assert_eq!(doubts(&import(&stage, &[&paid(&order, &format!("{} third", order.order))]).await), ["closed"]);
        let subscription = stage.app.find_subscription("S1").await.unwrap();
        let next = stage.app.order_renewal(subscription, Request::by(OPERATOR)).await.unwrap();
        stage.app.cancel_order(next.id, OPERATOR).await.unwrap();
        assert_eq!(doubts(&import(&stage, &[&paid(&next, &next.order)]).await), ["cancelled"]);
    }

    async fn part_of_an_order_is_recorded_and_what_was_keyed_in_by_hand_is_not_counted_twice(engine) {
        let (stage, order) = ordered(engine).await;
        let row = |amount: &str, words: &str| format!("2019-09-10,{amount},{},Contoso,{} {words}", order.currency, order.order);
        let state = || async {
            let file = stage.app.member_file(order.id.member()).await.unwrap();
            let known = file.member.order(order.id).unwrap();
            (known.state(file.today).id(), known.received().decimal())
        };
        let part = import(&stage, &[&row("100.00", "part")]).await;
        assert_eq!((part.recorded.len(), part.waiting.len()), (1, 0));
        assert_eq!(state().await, ("partly-paid", "100.00".to_owned()));
        // Staff key the next part in, and the statement of the day brings it again: it is the same money. Its like is another.
        let keyed = stage.app.member_file(order.id.member()).await.unwrap().member.order(order.id).unwrap().amount;
        let keyed = jubilee_core::Money { minor: 12_500, ..keyed };
        stage.app.record_payment(order.id, day("2019-09-10"), Some(keyed), Request::by(OPERATOR)).await.unwrap();
        for (words, received) in [("next", "225.00"), ("its like", "350.00")] {
            let found = import(&stage, &[&row("125.00", words)]).await;
            assert_eq!((found.recorded.len(), found.waiting.len()), (1, 0), "{words}");
            assert_eq!(state().await, ("partly-paid", received.to_owned()), "{words}");
        }
        // More than is missing waits for staff; assigned, it has its effect, and what is too much is held.
        let more = import(&stage, &[&row("100.00", "more")]).await;
        assert_eq!(doubts(&more), ["another-amount"]);
        let receipt = stage.app.assign_entry(more.waiting[0].entry, order.id, OPERATOR).await.unwrap();
        assert!(receipt.is_applied && receipt.held.minor == 2_500, "{receipt:?}");
        assert_eq!(state().await, ("overpaid", "450.00".to_owned()));
    }

    async fn staff_assign_dismiss_and_return_each_once(engine) {
        let (stage, order) = ordered(engine).await;
        let rows = [paid(&order, "thank you"), "2019-09-10,1.00,USD,Shop,coffee".to_owned(), "2019-09-10,2.00,EUR,Shop,tea".to_owned()];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let waiting = import(&stage, &rows).await.waiting;
        let [money, coffee, tea] = &waiting[..] else { panic!() };
        let wrong = stage.app.assign_entry(coffee.entry, order.id, OPERATOR).await.unwrap_err();
        assert!(matches!(wrong, AppError::Refused(_) | AppError::Usage(_)), "{wrong:?}");
        let receipt = stage.app.assign_entry(money.entry, order.id, Actor::Staff(3)).await.unwrap();
        assert!(receipt.is_applied);
        assert_eq!(stage.status("S1").await, "active");
        let again = stage.app.assign_entry(money.entry, order.id, OPERATOR).await.unwrap_err();
        let expected = format!("entry {} was recorded as the payment of order {} on 2019-09-10 and does not wait any more", money.entry, order.id);
        assert_eq!(again.to_string(), expected);
        assert!(stage.app.dismiss_entry(coffee.entry, Dismissal::NotOurs, " ", OPERATOR).await.is_err(), "without a reason");
        stage.app.dismiss_entry(coffee.entry, Dismissal::NotOurs, "the shop", OPERATOR).await.unwrap();
        stage.app.dismiss_entry(tea.entry, Dismissal::Returned, "sent back", Actor::Staff(3)).await.unwrap();
        assert!(stage.app.dismiss_entry(tea.entry, Dismissal::NotOurs, "no", OPERATOR).await.is_err());
        assert_eq!(stage.app.bank_waiting(10).await.unwrap(), []);
        let settled = stage.app.bank_settled(None, 10).await.unwrap();
        let states: Vec<_> = settled.iter().map(|line| (line.state, line.reason.as_deref(), line.settled_by)).collect();
        assert_eq!(states, [
            (BankState::Returned, Some("sent back"), Some(3)),
            (BankState::Dismissed, Some("the shop"), None),
            (BankState::Assigned, None, Some(3)),
        ]);
        assert!(matches!(stage.app.bank_entry(999).await, Err(AppError::NotFound { what: "bank entry", .. })));
    }

    async fn reversals_wait_and_pay_nothing(engine) {
        let (stage, order) = ordered(engine).await;
        let entry = |indicator: &str| format!(
            "<Ntry><Amt Ccy=\"{}\">{}</Amt><CdtDbtInd>{indicator}</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts>\
            <ValDt><Dt>2019-09-10</Dt></ValDt><NtryDtls><TxDtls><RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>",
            order.currency, order.amount, order.order
        );
        let text = format!(
            "<Document><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>NL20INGB0001234567</IBAN></Id></Acct>{}{}</Stmt></BkToCstmrStmt></Document>",
            entry("DBIT"), entry("CRDT")
        );
        let report = stage.app.import_statement(&read(text.as_bytes(), &Form::Camt).unwrap(), "r.xml", false, OPERATOR).await.unwrap();
        assert_eq!(doubts(&report), [Doubt::CreditReversed.id(), Doubt::DebitReversed.id()]);
        assert_eq!(report.other_accounts.len(), 1);
        assert!(report.waiting.iter().all(|line| line.proposal.is_none()));
        for line in &report.waiting {
            assert!(matches!(stage.app.assign_entry(line.entry, order.id, OPERATOR).await, Err(AppError::Usage(_))));
        }
        assert_eq!(stage.status("S1").await, "renewal-open");
    }
}
