//! Upgrading: a store that an earlier version made is brought to this one's schema, and nothing in it is lost.

use super::{day, empty, id};
use crate::database::{Db, Engine};
use crate::error::OpenError;
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

/// What version 1 did to an empty database, and the rows that it then had.
fn first_version(engine: Engine) -> String {
    let first = MIGRATIONS[0];
    let marked = in_words_of(engine, MIGRATIONS_TABLE);
    let applied = format!("INSERT INTO jubilee_migrations VALUES (1, '{}', '{}')", first.name, first.checksum());
    let mut rows = ROWS.to_owned();
    for byte in ["11", "22", "81", "82"] {
        rows = rows.replace(&format!("{{h{byte}}}"), &bytes(engine, byte));
    }
    format!("{marked};\n{}\n{applied};\n{rows}", first.sql(engine))
}

async fn is_brought_up_without_loss(engine: Engine) {
    let database = empty(engine);
    let url = database.url();
    match engine {
        Engine::Sqlite => {
            let made = rusqlite::Connection::open(url.strip_prefix("sqlite:").unwrap()).unwrap();
            made.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
            made.execute_batch(&first_version(engine)).unwrap();
        }
        Engine::Postgres => {
            let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
            let served = tokio::spawn(connection);
            client.batch_execute(&first_version(engine)).await.unwrap();
            drop(client);
            served.await.unwrap().unwrap();
        }
    }
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

#[tokio::test]
async fn a_store_of_the_first_version_on_sqlite() {
    is_brought_up_without_loss(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_store_of_the_first_version_on_postgres() {
    is_brought_up_without_loss(Engine::Postgres).await;
}
