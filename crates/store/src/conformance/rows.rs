//! The other tables: what is written is read back, and conditions hold.

use jubilee_core::{Instant, Lang, Money, OfferId, OrderId, SubscriptionId};

use super::{day, enrolled, id, member, on_both_engines};
use crate::bank::{self, BankEntryRow, EntryState, Settling};
use crate::billing::{self, BillingRow};
use crate::database::Engine;
use crate::error::CommitError;
use crate::exceptions::{self, ExceptionRow};
use crate::failures::{self, FailureRow};
use crate::installation::{self, InstallationRow};
use crate::jobs::{self, Counts, JobState};
use crate::locations::{self, HEADQUARTERS, LocationRow};
use crate::members::{self, MemberCursor};
use crate::orders::{self, OrderRow, OrderState};
use crate::payments::{self, PaymentRow};
use crate::programme::{self, ProgrammeRow};
use crate::sessions::{self, SessionRow};
use crate::sign_ins::{self, SignInRow};
use crate::staff::{self, StaffRow};
use crate::statement::Stmt;
use crate::users::{self, UserRow};
use crate::value::args;

fn conflicts(outcome: &Result<(), CommitError>) -> bool {
    matches!(outcome, Err(CommitError::Conflict { .. }))
}

fn duplicates(outcome: &Result<(), CommitError>) -> bool {
    matches!(outcome, Err(CommitError::Duplicate { .. }))
}

fn order(number: i64, ordinal: u32, pay_by_on: &str) -> OrderRow {
    let order = OrderId::new(id(number), ordinal).unwrap();
    OrderRow {
        id: order,
        number: format!("O-{order:?}"),
        reference: format!("RF{order:?}"),
        subscription: SubscriptionId::new(id(number), 1),
        offer: OfferId::new("gold"),
        action: "renew".to_owned(),
        amount: "5150.00 USD".parse::<Money>().unwrap(),
        created_on: day("2020-09-01"),
        expires_on: day("2020-10-15"),
        pay_by_on: day(pay_by_on),
        state: OrderState::Open,
        purchase_order: Some("PO 7".to_owned()),
        paid_on: None,
    }
}

fn bank_entry(identity: &str, value_on: &str, state: EntryState) -> BankEntryRow {
    let is_open = state == EntryState::Open;
    BankEntryRow {
        id: 0,
        identity: identity.to_owned(),
        account: "NL20INGB0001234567".to_owned(),
        kind: "credit".to_owned(),
        amount: "425.00 EUR".parse().unwrap(),
        booked_on: Some(day("2019-09-21")),
        value_on: day(value_on),
        name: Some("Café Contoso".to_owned()),
        counterparty: None,
        words: "order '1-1'".to_owned(),
        reference: Some("RF8210400003".to_owned()),
        end_to_end: None,
        bank_reference: Some("B-1".to_owned()),
        file: "september.xml".to_owned(),
        imported_on: day("2019-09-22"),
        state,
        doubt: is_open.then(|| "no-reference".to_owned()),
        order: (!is_open).then(|| OrderId::new(id(1), 1).unwrap()),
        reason: None,
        settled_on: (!is_open).then(|| day("2019-09-22")),
        settled_by: None,
    }
}

on_both_engines! {
    async fn bank_entries_are_kept_once_and_settled_once(stage) {
        for (identity, value_on, state) in
            [("b", "2019-09-20", EntryState::Open), ("a", "2019-09-19", EntryState::Open), ("c", "2019-09-18", EntryState::Recorded)]
        {
            stage.db.commit(bank::insert(&bank_entry(identity, value_on, state))).await.unwrap();
        }
        let again = bank::insert(&bank_entry("a", "2019-09-19", EntryState::Open));
        assert!(duplicates(&stage.db.commit(again).await));
        let waiting = bank::open(&stage.db, 10).await.unwrap();
        assert_eq!(waiting.iter().map(|row| row.identity.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(bank::open_count(&stage.db).await.unwrap(), 2);
        let first = waiting[0].clone();
        assert_eq!(first, BankEntryRow { id: first.id, ..bank_entry("a", "2019-09-19", EntryState::Open) });
        let settling =
            Settling { state: EntryState::Returned, order: None, reason: Some("not ours"), on: day("2019-09-23"), by: Some(4) };
        stage.db.commit(bank::settle(first.id, &settling)).await.unwrap();
        assert!(conflicts(&stage.db.commit(bank::settle(first.id, &settling)).await), "it does not wait any more");
        let settled = bank::by_id(&stage.db, first.id).await.unwrap().unwrap();
        assert_eq!((settled.state, settled.reason.as_deref(), settled.settled_by), (EntryState::Returned, Some("not ours"), Some(4)));
        assert_eq!(bank::by_identity(&stage.db, "a").await.unwrap(), Some(settled.clone()));
        assert_eq!(bank::by_identity(&stage.db, "z").await.unwrap(), None);
        let done = bank::settled(&stage.db, None, 10).await.unwrap();
        assert_eq!(done.iter().map(|row| row.identity.as_str()).collect::<Vec<_>>(), ["c", "a"]);
        assert_eq!(bank::settled(&stage.db, Some(done[0].id), 10).await.unwrap(), [settled]);
        assert_eq!(bank::page(&stage.db, None, 2).await.unwrap().len(), 2);
        assert_eq!(bank::open_count(&stage.db).await.unwrap(), 1);
        // What is dismissed without a reason, or recorded without an order, is no row.
        for wrong in [
            BankEntryRow { state: EntryState::Dismissed, ..bank_entry("d", "2019-09-19", EntryState::Recorded) },
            BankEntryRow { order: None, ..bank_entry("e", "2019-09-19", EntryState::Recorded) },
            BankEntryRow { doubt: None, ..bank_entry("f", "2019-09-19", EntryState::Open) },
        ] {
            assert!(stage.db.commit(bank::insert(&wrong)).await.is_err(), "{wrong:?}");
        }
    }

    async fn open_orders_are_found_by_their_amount(stage) {
        enrolled(&stage.db, 1).await;
        let rows = [order(1, 1, "2020-10-01"), order(1, 2, "2020-10-09"), OrderRow { amount: "5150.01 USD".parse().unwrap(), ..order(1, 3, "2020-10-09") }];
        stage.db.commit(rows.iter().map(orders::insert).collect::<crate::statement::Batch>()).await.unwrap();
        stage.db.commit(orders::set_state(rows[0].id, OrderState::Paid, Some(day("2020-09-09")))).await.unwrap();
        let found = orders::open_of_amount(&stage.db, rows[0].amount, 10).await.unwrap();
        assert_eq!(found, [rows[1].clone()]);
        assert_eq!(orders::open_of_amount(&stage.db, "5150.00 EUR".parse().unwrap(), 10).await.unwrap(), []);
    }

    async fn words_about_exceptions_are_kept_once_and_ended(stage) {
        enrolled(&stage.db, 1).await;
        enrolled(&stage.db, 2).await;
        let held = SubscriptionId::new(id(1), 3).unwrap();
        let words = "The auditor was ill.\nSeen by Sofie: 'ok'";
        stage.db.commit(exceptions::insert(held, 1, words)).await.unwrap();
        assert!(duplicates(&stage.db.commit(exceptions::insert(held, 1, "again")).await));
        assert!(conflicts(&stage.db.commit(exceptions::end(held, 2, "there is none")).await));
        stage.db.commit(exceptions::insert(held, 2, "and once more")).await.unwrap();
        stage.db.commit(exceptions::end(held, 2, "granted by mistake")).await.unwrap();
        let row = |number, reason: &str, end_reason: Option<&str>| ExceptionRow {
            subscription: held,
            number,
            reason: reason.to_owned(),
            end_reason: end_reason.map(str::to_owned),
        };
        let expected = vec![row(1, words, None), row(2, "and once more", Some("granted by mistake"))];
        assert_eq!(exceptions::by_member(&stage.db, id(1)).await.unwrap(), expected);
        assert_eq!(exceptions::by_member(&stage.db, id(2)).await.unwrap(), []);
    }

    async fn billing_details_are_replaced_whole(stage) {
        enrolled(&stage.db, 1).await;
        let row = BillingRow {
            member: id(1),
            business: "Contoso B.V.".to_owned(),
            address: "Kade 1\n3011 AA Rotterdam".to_owned(),
            country: Some("NL".to_owned()),
            vat_number: Some("NL004495445B01".to_owned()),
            email: None,
            exempt_because: None,
        };
        assert_eq!(billing::by_member(&stage.db, id(1)).await.unwrap(), None);
        stage.db.commit(billing::upsert(&row)).await.unwrap();
        assert_eq!(billing::by_member(&stage.db, id(1)).await.unwrap().as_ref(), Some(&row));
        let other = BillingRow { country: None, vat_number: None, exempt_because: Some("A library.".to_owned()), ..row };
        stage.db.commit(billing::upsert(&other)).await.unwrap();
        assert_eq!(billing::by_member(&stage.db, id(1)).await.unwrap().as_ref(), Some(&other));
        assert!(stage.db.commit(billing::upsert(&BillingRow { member: id(2), ..other.clone() })).await.is_err(), "of nobody");
        enrolled(&stage.db, 2).await;
        let second = BillingRow { member: id(2), vat_number: Some("NL004495445B01".to_owned()), ..other.clone() };
        let mut bulk = stage.db.bulk().await.unwrap();
        bulk.load(&billing::LOAD, vec![billing::loaded(&second)]).await.unwrap();
        assert_eq!(billing::by_member_in(&mut bulk, id(1)).await.unwrap().as_ref(), Some(&other));
        bulk.commit().await.unwrap();
        assert_eq!(billing::by_member(&stage.db, id(2)).await.unwrap(), Some(second));
    }

    async fn locations_are_replaced_whole_and_a_bulk_sees_them(stage) {
        enrolled(&stage.db, 1).await;
        enrolled(&stage.db, 2).await;
        let row = |number, name: &str| LocationRow { member: id(1), number, name: name.to_owned(), country: "NL".to_owned() };
        let mut bulk = stage.db.bulk().await.unwrap();
        bulk.load(&locations::LOAD, vec![locations::loaded(&row(3, "Gouda")), locations::loaded(&row(2, "Breda"))]).await.unwrap();
        bulk.run(locations::upsert(&row(2, "Breda Zuid"))).await.unwrap();
        assert_eq!(locations::by_member_in(&mut bulk, id(1)).await.unwrap(), [row(2, "Breda Zuid"), row(3, "Gouda")]);
        bulk.commit().await.unwrap();
        stage.db.commit(vec![locations::clear(id(1)), locations::upsert(&row(HEADQUARTERS, "Utrecht"))]).await.unwrap();
        assert_eq!(locations::by_member(&stage.db, id(1)).await.unwrap(), [row(1, "Utrecht")]);
        assert_eq!(locations::by_member(&stage.db, id(2)).await.unwrap(), []);
    }

    async fn roles_are_changed_for_an_account_of_that_member_only(stage) {
        enrolled(&stage.db, 1).await;
        enrolled(&stage.db, 2).await;
        let person = UserRow {
            member: id(1),
            email: "anna@example.org".to_owned(),
            name: "Anna".to_owned(),
            language: Lang::En,
            roles: "global-admin".to_owned(),
            id: 0,
        };
        stage.db.commit(users::upsert(&person)).await.unwrap();
        let account = users::by_member(&stage.db, id(1)).await.unwrap()[0].id;
        assert!(conflicts(&stage.db.commit(users::set_roles(id(2), account, "viewer")).await));
        stage.db.commit(users::set_roles(id(1), account, "")).await.unwrap();
        assert_eq!(users::by_member(&stage.db, id(1)).await.unwrap(), [UserRow { roles: String::new(), id: account, ..person }]);
    }

    async fn text_has_the_same_order_everywhere(stage) {
        let names = ["Zebra", "apple", "Äpfel", "Apple", "a b", "ab", "éclair", "zebra", "1st", "_x"];
        for (at, name) in names.iter().enumerate() {
            let mut row = member(at as i64 + 1);
            row.reference = (*name).to_owned();
            stage.db.commit(members::insert(&row)).await.unwrap();
        }
        let listed: Vec<String> = stage.db.query_as("SELECT ref FROM members ORDER BY ref", vec![]).await.unwrap();
        let mut by_bytes = names;
        by_bytes.sort_unstable();
        assert_eq!(listed, by_bytes);
        if stage.db.engine() == Engine::Postgres {
            // The twin column does not ask for the order of bytes, and the server orders it as a dictionary would.
            stage.db.commit(Stmt::new("CREATE TABLE twin (ref TEXT)", vec![])).await.unwrap();
            stage.db.commit(Stmt::new("INSERT INTO twin (ref) SELECT ref FROM members", vec![])).await.unwrap();
            let twin: Vec<String> = stage.db.query_as("SELECT ref FROM twin ORDER BY ref", vec![]).await.unwrap();
            assert_ne!(twin, by_bytes);
        }
    }

    async fn members_are_found_by_name_reference_and_address_in_pages(stage) {
        for (number, name) in [(1, "Échelle SA"), (2, "Contoso 100% BV"), (3, "contoso_two"), (4, "Fabrikam"), (5, "Contoso 100 BV")] {
            let mut row = member(number);
            row.name = name.to_owned();
            stage.db.commit(members::insert(&row)).await.unwrap();
        }
        stage.db.commit(users::upsert(&user(4, "Contoso@example.org"))).await.unwrap();
        let found = async |text: &str| {
            let rows = members::search(&stage.db, text, None, 10).await.unwrap();
            rows.iter().map(|row| row.id.number()).collect::<Vec<_>>()
        };
        assert_eq!(found("CONTOSO").await, [5, 2, 3]);
        assert_eq!(found("100%").await, [2]);
        assert_eq!(found("o_t").await, [3]);
        assert_eq!(found("écHELLE").await, [1]);
        assert_eq!(found(" m4 ").await, [4]);
        assert_eq!(found("contoso@EXAMPLE.org").await, [4]);
        assert_eq!(found("!").await, [0_i64; 0]);
        let mut walked = Vec::new();
        let mut cursor = None;
        loop {
            let page = members::search(&stage.db, "", cursor.as_ref(), 2).await.unwrap();
            let Some(last) = page.last() else { break };
            cursor = Some(MemberCursor::after(last));
            walked.extend(page.iter().map(|row| row.id.number()));
        }
        assert_eq!(walked, [5, 2, 3, 4, 1]);
        stage.db.commit(members::update_contact(id(4), "M4", "Aardvark", "BE", Lang::En)).await.unwrap();
        let renamed = members::by_ref(&stage.db, "M4").await.unwrap().unwrap();
        assert_eq!((renamed.name.as_str(), renamed.country.as_str(), renamed.language), ("Aardvark", "BE", Lang::En));
        assert_eq!(found("fabrikam").await, [0_i64; 0]);
        assert!(conflicts(&stage.db.commit(members::set_system(id(99), "legacy")).await));
        let both = members::by_ids(&stage.db, &[id(4), id(2), id(88)]).await.unwrap();
        assert_eq!(both.iter().map(|row| row.id.number()).collect::<Vec<_>>(), [2, 4]);
    }

    async fn a_person_is_one_user_of_a_member_however_the_address_is_written(stage) {
        enrolled(&stage.db, 1).await;
        enrolled(&stage.db, 2).await;
        stage.db.commit(users::upsert(&user(1, "Anna@Example.org"))).await.unwrap();
        stage.db.commit(users::upsert(&user(2, "anna@example.org"))).await.unwrap();
        let renamed = UserRow { name: "Anna B".to_owned(), ..user(1, "anna@example.org") };
        stage.db.commit(users::upsert(&renamed)).await.unwrap();
        assert_eq!(users::by_member(&stage.db, id(1)).await.unwrap(), vec![renamed.clone()]);
        let both = users::by_email(&stage.db, "ANNA@example.org ").await.unwrap();
        assert_eq!(both, vec![renamed, user(2, "anna@example.org")]);
        assert_eq!(users::by_members(&stage.db, &[id(2), id(1)]).await.unwrap(), both);
        assert_eq!(users::count(&stage.db).await.unwrap(), 2);
    }

    async fn the_installation_is_one_and_its_dates_never_go_back(stage) {
        assert_eq!(installation::read(&stage.db).await.unwrap(), None);
        let row = InstallationRow {
            programme: "mpn".to_owned(),
            sandbox: true,
            live_from: Some(day("2020-01-01")),
            today: None,
            completed_on: None,
            base_url: None,
            reached_on: None,
        };
        stage.db.commit(installation::create(&row)).await.unwrap();
        assert!(duplicates(&stage.db.commit(installation::create(&row)).await));
        stage.db.commit(vec![installation::advance_today(day("2020-09-20")), installation::advance_completed(day("2020-09-19"))])
            .await
            .unwrap();
        for back in ["2020-09-20", "2020-09-18"] {
            assert!(conflicts(&stage.db.commit(installation::advance_today(day(back))).await), "{back}");
        }
        assert!(conflicts(&stage.db.commit(installation::advance_completed(day("2020-09-19"))).await));
        stage.db.commit(installation::set_base_url(Some("https://renew.example.org"))).await.unwrap();
        let read = installation::read(&stage.db).await.unwrap().unwrap();
        assert_eq!((read.today, read.completed_on), (Some(day("2020-09-20")), Some(day("2020-09-19"))));
        assert_eq!(read.base_url.as_deref(), Some("https://renew.example.org"));
    }

    async fn a_store_that_is_no_sandbox_has_no_date_of_its_own(stage) {
        let row = InstallationRow {
            programme: "mpn".to_owned(),
            sandbox: false,
            live_from: None,
            today: None,
            completed_on: None,
            base_url: None,
            reached_on: None,
        };
        stage.db.commit(installation::create(&row)).await.unwrap();
        assert!(conflicts(&stage.db.commit(installation::advance_today(day("2031-01-01"))).await));
        assert_eq!(installation::read(&stage.db).await.unwrap(), Some(row));
    }

    async fn programme_versions_are_published_once_each(stage) {
        let version = |number, source: &str| ProgrammeRow {
            number,
            effective_on: day("2018-09-01"),
            source_name: "programme.toml".to_owned(),
            source: source.to_owned(),
            published_at: Instant(5),
            published_by: (number == 2).then(|| "operator".to_owned()),
        };
        for (number, source) in [(1, "one"), (2, "two 'quoted' \u{1F389}")] {
            stage.db.commit(programme::publish(&version(number, source))).await.unwrap();
        }
        assert!(duplicates(&stage.db.commit(programme::publish(&version(2, "other"))).await));
        assert_eq!(programme::all(&stage.db).await.unwrap(), vec![version(1, "one"), version(2, "two 'quoted' \u{1F389}")]);
        assert_eq!(programme::latest_number(&stage.db).await.unwrap(), 2);
    }

    async fn orders_and_payments_are_read_back_and_the_open_ones_come_by_urgency(stage) {
        for number in 1..=2 {
            enrolled(&stage.db, number).await;
        }
        let mut buying = order(2, 1, "2020-09-25");
        buying.subscription = None;
        buying.purchase_order = None;
        let rows = [order(1, 1, "2020-09-30"), order(1, 2, "2020-09-25"), buying];
        stage.db.commit(rows.iter().map(orders::insert).collect::<crate::Batch>()).await.unwrap();
        assert!(duplicates(&stage.db.commit(orders::insert(&rows[0])).await));
        assert_eq!(orders::by_member(&stage.db, id(1)).await.unwrap(), rows[..2]);
        assert_eq!(orders::by_range(&stage.db, id(1), id(2)).await.unwrap(), rows);
        assert_eq!(orders::by_range(&stage.db, id(2), id(9)).await.unwrap(), rows[2..]);
        assert_eq!(orders::by_number(&stage.db, &rows[2].number).await.unwrap().as_ref(), Some(&rows[2]));
        assert_eq!(orders::by_reference(&stage.db, &rows[1].reference).await.unwrap().as_ref(), Some(&rows[1]));
        let first = orders::open(&stage.db, None, 2).await.unwrap();
        assert_eq!(first, [rows[1].clone(), rows[2].clone()]);
        assert_eq!(orders::open(&stage.db, Some((first[1].pay_by_on, first[1].id)), 2).await.unwrap(), rows[..1]);

        let payment = PaymentRow {
            order: rows[1].id,
            seq: 3,
            amount: rows[1].amount,
            value_on: day("2020-09-24"),
            recorded_on: day("2020-09-26"),
            method: "bank-transfer".to_owned(),
            identity: None,
        };
        let paid = orders::set_state(rows[1].id, OrderState::Paid, Some(payment.value_on));
        stage.db.commit(vec![payments::insert(&payment), paid]).await.unwrap();
        assert!(duplicates(&stage.db.commit(payments::insert(&payment)).await));
        assert_eq!(payments::by_order(&stage.db, rows[1].id).await.unwrap(), vec![payment.clone()]);
        assert_eq!(payments::by_range(&stage.db, id(1), id(2)).await.unwrap(), vec![payment.clone()]);
        assert_eq!(payments::by_range(&stage.db, id(2), id(9)).await.unwrap(), []);
        // What a payment is called outside is noted once, and no other payment is called the same (C93).
        let named = || payments::identify(payment.order, payment.value_on, payment.amount, "camt:7");
        stage.db.commit(named()).await.unwrap();
        assert!(conflicts(&stage.db.commit(named()).await));
        let same = |order, seq| PaymentRow { order, seq, identity: Some("camt:7".to_owned()), ..payment.clone() };
        assert_eq!(payments::by_identity(&stage.db, "camt:7").await.unwrap(), Some(same(payment.order, 3)));
        assert!(duplicates(&stage.db.commit(payments::insert(&same(rows[2].id, 9))).await));
        let others = [4, 5].map(|seq| payments::insert(&PaymentRow { seq, ..payment.clone() }));
        stage.db.commit(Vec::from(others)).await.unwrap();
        // One that is partly paid waits on.
        let partly = orders::set_state(rows[0].id, OrderState::PartlyPaid, Some(day("2020-09-24")));
        stage.db.commit(partly).await.unwrap();
        stage.db.commit(orders::set_purchase_order(rows[1].id, None)).await.unwrap();
        let read = orders::by_id(&stage.db, rows[1].id).await.unwrap().unwrap();
        assert_eq!((read.state, read.paid_on, read.purchase_order), (OrderState::Paid, Some(day("2020-09-24")), None));
        assert_eq!(orders::open_count(&stage.db).await.unwrap(), 2);
        let unheard_of = orders::set_state(OrderId::new(id(2), 9).unwrap(), OrderState::Expired, None);
        assert!(conflicts(&stage.db.commit(unheard_of).await));
    }

    async fn a_run_counts_in_the_batches_that_do_the_work(stage) {
        let on = day("2020-09-20");
        let start = || jobs::start("day", on, Instant(10));
        stage.db.commit(start()).await.unwrap();
        stage.db.commit(start()).await.unwrap();
        let done = Counts { due: 3, done: 2, failed: 1, ..Counts::default() };
        stage.db.commit(jobs::add("day", on, done)).await.unwrap();
        stage.db.commit(jobs::add("day", on, Counts { due: 2, superseded: 1, missed: 1, ..Counts::default() })).await.unwrap();
        // A batch that is taken back takes its counts with it.
        let refused = vec![jobs::add("day", on, done), members::bump(id(1), 1, 2, &[0; 32])];
        assert!(conflicts(&stage.db.commit(refused).await));
        stage.db.commit(jobs::finish("day", on, Instant(20))).await.unwrap();
        assert!(conflicts(&stage.db.commit(jobs::finish("day", on, Instant(30))).await));
        assert!(conflicts(&stage.db.commit(jobs::add("day", on, done)).await));
        let job = jobs::by_day(&stage.db, "day", on).await.unwrap().unwrap();
        assert_eq!(job.counts, Counts { due: 5, done: 2, superseded: 1, missed: 1, failed: 1 });
        assert_eq!((job.state, job.started_at, job.finished_at), (JobState::Finished, Instant(10), Some(Instant(20))));
        stage.db.commit(jobs::start("day", on.next(), Instant(40))).await.unwrap();
        let runs = jobs::recent(&stage.db, "day", None, 10).await.unwrap();
        assert_eq!(runs.iter().map(|run| run.on_day).collect::<Vec<_>>(), [on.next(), on]);
        assert_eq!(jobs::recent(&stage.db, "day", Some(on.next()), 10).await.unwrap(), vec![job]);
        // A day that was finished is taken up again when something more is due on it.
        stage.db.commit(vec![jobs::start("day", on, Instant(50)), jobs::add("day", on, done)]).await.unwrap();
        let again = jobs::by_day(&stage.db, "day", on).await.unwrap().unwrap();
        assert_eq!((again.state, again.counts.due, again.started_at), (JobState::Running, 8, Instant(10)));
    }

    async fn a_failure_is_one_row_until_it_is_done(stage) {
        let row = |reason: &str, subscription| FailureRow {
            member: id(1),
            subscription,
            on_day: day("2020-09-20"),
            step: "lapse".to_owned(),
            reason: reason.to_owned(),
            failed_at: Instant(7),
        };
        let held = SubscriptionId::new(id(1), 1);
        for failure in [row("first", held), row("second", held), row("unreadable", None)] {
            stage.db.commit(failures::record(&failure)).await.unwrap();
        }
        assert_eq!(failures::by_day(&stage.db, day("2020-09-20"), 10).await.unwrap(), [row("unreadable", None), row("second", held)]);
        stage.db.commit(failures::clear(id(1), held, "lapse")).await.unwrap();
        assert_eq!(failures::recent(&stage.db, 10).await.unwrap(), [row("unreadable", None)]);
        stage.db.commit(failures::clear_member(id(1))).await.unwrap();
        assert_eq!(failures::count(&stage.db).await.unwrap(), 0);
    }

    async fn a_sign_in_is_used_once_tried_seldom_and_forgotten(stage) {
        let row = SignInRow {
            token_hash: [1; 32],
            email_key: "anna@example.org".to_owned(),
            code_hash: [2; 32],
            created_at: Instant(100),
            expires_at: Instant(200),
            tries: 0,
            used_at: None,
            next_path: Some("/offers".to_owned()),
        };
        stage.db.commit(sign_ins::insert(&row)).await.unwrap();
        let later = SignInRow { token_hash: [3; 32], created_at: Instant(150), ..row.clone() };
        stage.db.commit(sign_ins::insert(&later)).await.unwrap();
        let open = sign_ins::open_by_email(&stage.db, "Anna@example.org", Instant(199), 5).await.unwrap();
        assert_eq!(open, [later, row.clone()]);
        assert!(sign_ins::open_by_email(&stage.db, "anna@example.org", Instant(200), 5).await.unwrap().is_empty());
        assert_eq!(sign_ins::count_since(&stage.db, "anna@example.org", Instant(101)).await.unwrap(), 1);
        for _ in 0..2 {
            stage.db.commit(sign_ins::count_try(&[1; 32], 2)).await.unwrap();
        }
        assert!(conflicts(&stage.db.commit(sign_ins::count_try(&[1; 32], 2)).await));
        assert!(conflicts(&stage.db.commit(sign_ins::use_up(&[1; 32], Instant(200))).await));
        stage.db.commit(sign_ins::use_up(&[1; 32], Instant(180))).await.unwrap();
        assert!(conflicts(&stage.db.commit(sign_ins::use_up(&[1; 32], Instant(181))).await));
        let used = sign_ins::by_token(&stage.db, &[1; 32]).await.unwrap().unwrap();
        assert_eq!((used.tries, used.used_at), (2, Some(Instant(180))));
        stage.db.commit(sign_ins::delete_expired(Instant(200))).await.unwrap();
        assert_eq!(sign_ins::by_token(&stage.db, &[3; 32]).await.unwrap(), None);
    }

    async fn a_session_ends_at_its_time_or_when_it_is_told_to(stage) {
        let session = |token: u8, email: &str| SessionRow {
            token_hash: [token; 32],
            email_key: email.to_owned(),
            staff: token == 1,
            csrf: "c".to_owned(),
            created_at: Instant(1),
            expires_at: Instant(100),
        };
        for row in [session(1, "a@x"), session(2, "b@x"), session(3, "b@x")] {
            stage.db.commit(sessions::insert(&row)).await.unwrap();
        }
        assert!(duplicates(&stage.db.commit(sessions::insert(&session(1, "other@x"))).await));
        assert_eq!(sessions::by_token(&stage.db, &[1; 32], Instant(99)).await.unwrap(), Some(session(1, "a@x")));
        assert_eq!(sessions::by_token(&stage.db, &[1; 32], Instant(100)).await.unwrap(), None);
        stage.db.commit(sessions::delete_of("B@x")).await.unwrap();
        assert_eq!(sessions::by_token(&stage.db, &[2; 32], Instant(1)).await.unwrap(), None);
        stage.db.commit(sessions::delete(&[1; 32])).await.unwrap();
        assert_eq!(sessions::by_token(&stage.db, &[1; 32], Instant(1)).await.unwrap(), None);
        stage.db.commit(sessions::insert(&session(4, "d@x"))).await.unwrap();
        stage.db.commit(sessions::delete_expired(Instant(100))).await.unwrap();
        assert_eq!(sessions::by_token(&stage.db, &[4; 32], Instant(1)).await.unwrap(), None);
    }

    async fn staff_come_and_go(stage) {
        let person = |role: &str| StaffRow {
            email: "Boss@example.org".to_owned(),
            name: "B".to_owned(),
            language: Lang::Nl,
            role: role.to_owned(),
            id: 1,
        };
        stage.db.commit(staff::upsert(&person("clerk"))).await.unwrap();
        stage.db.commit(staff::upsert(&person("administrator"))).await.unwrap();
        assert_eq!(staff::all(&stage.db).await.unwrap(), [person("administrator")]);
        assert_eq!(staff::by_email(&stage.db, "boss@example.org").await.unwrap(), Some(person("administrator")));
        stage.db.commit(staff::remove("boss@example.org")).await.unwrap();
        assert!(conflicts(&stage.db.commit(staff::remove("boss@example.org")).await));
    }

    async fn a_value_that_no_code_foresaw_is_refused_when_it_is_read(stage) {
        enrolled(&stage.db, 1).await;
        stage.db.commit(Stmt::new("UPDATE members SET language = $1 WHERE id = 1", args!["xx"])).await.unwrap();
        let fault = members::by_id(&stage.db, id(1)).await.unwrap_err();
        let cause = std::error::Error::source(&fault).unwrap().to_string();
        assert_eq!(cause, "column 4 of the row holds 'xx' where a language is read");
    }
}

fn user(number: i64, email: &str) -> UserRow {
    UserRow {
        member: id(number),
        email: email.to_owned(),
        name: "Anna".to_owned(),
        language: Lang::En,
        roles: "admin".to_owned(),
        id: number,
    }
}
