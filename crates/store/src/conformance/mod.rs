//! What the store promises, on both engines, each promise with a twin that breaks it where one can be made.

mod benefit_keys;
mod bulk;
mod card;
mod chains;
mod claim;
mod commit;
mod due;
mod invoice;
mod kept_cards;
mod left_cards;
mod open;
mod pauses;
mod proofs;
mod replan;
mod rows;
mod seal;
mod server;
mod tables;
mod tls;
mod upgrade;

use jubilee_core::{Day, Lang, MemberId, OfferId, SubscriptionId};
use jubilee_testkit::Database;

use crate::database::{Db, Engine};
use crate::ledger::{self, Head};
use crate::members::{self, MemberRow};
use crate::subscriptions::SubscriptionRow;

/// An open store of a test's own.
pub(crate) struct Stage {
    pub(crate) db: Db,
    pub(crate) database: Database,
}

impl Stage {
    pub(crate) async fn new(engine: Engine) -> Stage {
        let database = empty(engine);
        let db = Db::create(database.url()).await.unwrap();
        Stage { db, database }
    }
}

/// A database in which nothing is yet.
pub(crate) fn empty(engine: Engine) -> Database {
    jubilee_testkit::database(match engine {
        Engine::Sqlite => jubilee_testkit::Engine::Sqlite,
        Engine::Postgres => jubilee_testkit::Engine::Postgres,
    })
}

/// A test that runs on both engines.
macro_rules! on_both_engines {
    ($(async fn $name:ident($stage:ident) $body:block)*) => {
        $(mod $name {
            use super::*;

            async fn on(engine: $crate::database::Engine) {
                let $stage = $crate::conformance::Stage::new(engine).await;
                $body
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                on($crate::database::Engine::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                on($crate::database::Engine::Postgres).await;
            }
        })*
    };
}
pub(crate) use on_both_engines;

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn id(number: i64) -> MemberId {
    MemberId::from_number(number).unwrap()
}

pub(crate) fn member(number: i64) -> MemberRow {
    MemberRow {
        id: id(number),
        reference: format!("M{number}"),
        name: format!("Member {number}"),
        country: "NL".to_owned(),
        language: Lang::Nl,
        system: "current".to_owned(),
        version: 0,
        head: ledger::BEGINNING,
    }
}

pub(crate) fn subscription(number: i64, ordinal: u32, next_due_on: Option<Day>) -> SubscriptionRow {
    SubscriptionRow {
        id: SubscriptionId::new(id(number), ordinal).unwrap(),
        reference: format!("S{number}-{ordinal}"),
        offer: OfferId::new("silver"),
        anniversary_on: next_due_on,
        next_due_on,
        ended: false,
    }
}

/// The member with one entry in its ledger.
pub(crate) async fn enrolled(db: &Db, number: i64) -> Head {
    let appended = ledger::append(&Head::beginning(id(number)), [b"enrolled".to_vec()]);
    let mut batch = vec![members::insert(&member(number))];
    batch.extend(appended.stmts);
    db.commit(batch).await.unwrap();
    appended.head
}
