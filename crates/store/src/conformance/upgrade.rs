//! Upgrading: a store that an earlier version made is brought to this one's schema, and nothing in it is lost.

use std::fmt::Write;

use super::{day, empty, id};
use crate::database::{Db, Engine};
use crate::error::OpenError;
use crate::invoices::{self, Series};
use crate::locations::{self, LocationRow};
use crate::migration::{APPLICATION_ID, MIGRATIONS, MIGRATIONS_TABLE, in_words_of};
use crate::{exceptions, ledger, members, orders, outbox, programme, subscriptions, users};

/// Rows as version 1 wrote them: a member with a ledger, two subscriptions, an order, a user, a queued mail and a programme.
/// `{h…}` stands for bytes.
const ROWS: &str = "
INSERT INTO programme VALUES (1, '2018-01-01', 'programme.toml', 'id = \"mpn\"', 1600000000000000);
INSERT INTO installation VALUES (1, 'mpn', 1, '2019-08-01', '2019-09-02', '2019-09-02', 'https://renewals.example');
INSERT INTO members VALUES (1, 'M-1', 'Contoso B.V.', 'NL', 'nl', 'legacy', 2, {h22}, 'contoso b.v. m-1');
INSERT INTO users (id, member, email, email_key, name, language, roles)
    VALUES (7, 1, 'Anna@contoso.example', 'anna@contoso.example', 'Anna', 'nl', 'global-admin;viewer');
INSERT INTO subscriptions VALUES (1025, 1, 'S-1', 'action-pack', '2019-09-01', '2019-09-24', 0);
INSERT INTO subscriptions VALUES (1026, 1, 'S-2', 'gold', '2020-02-29', NULL, 0);
INSERT INTO ledger VALUES (1, 1, {h81}, {h11});
INSERT INTO ledger VALUES (1, 2, {h82}, {h22});
INSERT INTO orders VALUES (65537, 1, '1-1', 'RF601', 1025, 'action-pack', 'renew', 42500, 'EUR', '2019-09-02', '2019-10-02',
    '2019-10-01', 'open', 'PO 7', NULL);
INSERT INTO outbox (id, identity, member, kind, recipient, language, on_day, payload, message_id, state, attempts, unclear,
    next_attempt_at) VALUES (3, 'a', 1, 'notices', 'anna@contoso.example', 'nl', '2019-09-02', '{}', 'm@x', 'waiting', 0, 0, 5);
";

/// A hash whose bytes are all the same, in an engine's words.
fn bytes(engine: Engine, byte: &str) -> String {
    let hex = byte.repeat(32);
    match engine {
        Engine::Sqlite => format!("X'{hex}'"),
        Engine::Postgres => format!("'\\x{hex}'"),
    }
}

/// What version 1 did to an empty database, the rows that it then had, and the migrations after it up to that of a number.
fn version(engine: Engine, number: usize) -> String {
    let mut rows = ROWS.to_owned();
    for byte in ["11", "22", "81", "82"] {
        rows = rows.replace(&format!("{{h{byte}}}"), &bytes(engine, byte));
    }
    let mut sql = format!("{};\n", in_words_of(engine, MIGRATIONS_TABLE));
    for migration in &MIGRATIONS[..number] {
        sql.push_str(&migration.sql(engine));
        let (number, name, checksum) = (migration.number, migration.name, migration.checksum());
        let _ = writeln!(sql, "\nINSERT INTO jubilee_migrations VALUES ({number}, '{name}', '{checksum}');");
        sql.push_str(&std::mem::take(&mut rows));
    }
    sql
}

/// Makes a database what a text of SQL says.
async fn made(engine: Engine, url: &str, sql: &str) {
    match engine {
        Engine::Sqlite => {
            let made = rusqlite::Connection::open(url.strip_prefix("sqlite:").unwrap()).unwrap();
            made.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
            made.execute_batch(sql).unwrap();
        }
        Engine::Postgres => {
            let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
            let served = tokio::spawn(connection);
            client.batch_execute(sql).await.unwrap();
            drop(client);
            served.await.unwrap().unwrap();
        }
    }
}

async fn is_brought_up_without_loss(engine: Engine) {
    let database = empty(engine);
    let url = database.url();
    made(engine, url, &version(engine, 1)).await;
    // It is not used as it is, and says what to do.
    let refused = Db::open(url).await.unwrap_err();
    let latest = MIGRATIONS.len() as i64;
    assert!(matches!(refused, OpenError::Older { found: 1, known, .. } if known == latest), "{refused}");
    assert!(refused.to_string().contains("jubilee init"), "{refused}");

    let (one, other) = tokio::join!(Db::create(url), Db::create(url));
    let (db, _) = (one.unwrap(), other.unwrap());
    let member = members::by_id(&db, id(1)).await.unwrap().unwrap();
    assert_eq!((member.name.as_str(), member.system.as_str(), member.version), ("Contoso B.V.", "legacy", 2));
    assert_eq!(member.head, [0x22; 32]);
    let entries = ledger::of_member(&db, id(1)).await.unwrap();
    assert_eq!(entries.iter().map(|entry| (entry.seq, entry.body[0])).collect::<Vec<_>>(), [(1, 0x81), (2, 0x82)]);
    let held = subscriptions::by_member(&db, id(1)).await.unwrap();
    assert_eq!(held.iter().map(|row| row.reference.as_str()).collect::<Vec<_>>(), ["S-1", "S-2"]);
    assert_eq!(held[0].next_due_on, Some(day("2019-09-24")));
    let people = users::by_member(&db, id(1)).await.unwrap();
    assert_eq!((people[0].id, people[0].roles.as_str()), (7, "global-admin;viewer"));
    assert_eq!(orders::by_number(&db, "1-1").await.unwrap().unwrap().purchase_order.as_deref(), Some("PO 7"));
    assert_eq!(outbox::by_id(&db, 3).await.unwrap().unwrap().recipient, "anna@contoso.example");
    assert_eq!(programme::latest_number(&db).await.unwrap(), 1);

    // What is new is there and empty.
    assert_eq!(exceptions::by_member(&db, id(1)).await.unwrap(), []);
    let gouda = LocationRow { member: id(1), number: 2, name: "Gouda".to_owned(), country: "NL".to_owned() };
    let words = exceptions::insert(held[1].id, 1, "why");
    db.commit(vec![locations::upsert(&gouda), words]).await.unwrap();
    let again = Db::open(url).await.unwrap();
    assert_eq!(locations::by_member(&again, id(1)).await.unwrap(), [gouda]);
}

/// Orders as the tenth version wrote them, which put none on the list of those that wait for an invoice: one paid, one paid back, and one that is
/// on the list since the fifth.
const PAID: &str = "
INSERT INTO orders VALUES (65538, 1, '1-2', 'RF602', 1025, 'action-pack', 'renew', 42500, 'EUR', '2019-09-02', '2019-10-02',
    '2019-10-01', 'paid', NULL, '2019-09-10');
INSERT INTO orders VALUES (65539, 1, '1-3', 'RF603', 1025, 'action-pack', 'renew', 42500, 'EUR', '2019-09-02', '2019-10-02',
    '2019-10-01', 'refunded', NULL, '2019-09-10');
INSERT INTO orders VALUES (65540, 1, '1-4', 'RF604', 1025, 'action-pack', 'renew', 42500, 'EUR', '2019-09-02', '2019-10-02',
    '2019-10-01', 'overpaid', NULL, '2019-09-10');
INSERT INTO invoices_due VALUES (65540, 'invoice');
";

async fn lists_what_was_paid(engine: Engine) {
    let database = empty(engine);
    made(engine, database.url(), &format!("{}{PAID}", version(engine, 10))).await;
    let db = Db::create(database.url()).await.unwrap();
    let due = invoices::due(&db, None, 10).await.unwrap();
    let listed: Vec<(i64, Series)> = due.iter().map(|due| (due.order.number(), due.series)).collect();
    let expected = [(65538, Series::Invoice), (65539, Series::CreditNote), (65539, Series::Invoice), (65540, Series::Invoice)];
    assert_eq!(listed, expected, "and not the open one");
}

#[tokio::test]
async fn orders_that_were_paid_before_there_were_invoices_wait_for_theirs_on_sqlite() {
    lists_what_was_paid(Engine::Sqlite).await;
}

#[tokio::test]
async fn orders_that_were_paid_before_there_were_invoices_wait_for_theirs_on_postgres() {
    lists_what_was_paid(Engine::Postgres).await;
}

#[tokio::test]
async fn a_store_of_the_first_version_on_sqlite() {
    is_brought_up_without_loss(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_store_of_the_first_version_on_postgres() {
    is_brought_up_without_loss(Engine::Postgres).await;
}
