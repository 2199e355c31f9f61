//! A PostgreSQL server that goes away, gives up, or leaves an outcome unknown.

use std::path::PathBuf;

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{TcpListener, UnixStream};

use super::{Stage, enrolled, id, member};
use crate::database::{Db, Engine};
use crate::error::CommitError;
use crate::members;
use crate::statement::Stmt;
use crate::value::args;

const TOUCH: &str = "UPDATE members SET country = $1 WHERE id = $2";

fn touch(number: i64, country: &str) -> Stmt {
    Stmt::new(TOUCH, args![country, id(number)]).expect(1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_the_server_has_closed_every_connection_reading_and_writing_go_on() {
    let stage = Stage::new(Engine::Postgres).await;
    let other = Db::open(stage.database.url()).await.unwrap();
    enrolled(&stage.db, 1).await;
    let end_others = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    assert_ne!(other.query_number(end_others, vec![]).await.unwrap(), 0);
    assert_eq!(members::count(&stage.db).await.unwrap(), 1);
    assert_ne!(other.query_number(end_others, vec![]).await.unwrap(), 0);
    stage.db.commit(members::insert(&member(2))).await.unwrap();
    assert_eq!(members::count(&stage.db).await.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_that_the_server_gave_up_in_a_deadlock_is_tried_again() {
    let stage = Stage::new(Engine::Postgres).await;
    enrolled(&stage.db, 1).await;
    enrolled(&stage.db, 2).await;
    for _ in 0..20 {
        let mut bulk = stage.db.bulk().await.unwrap();
        bulk.run(touch(2, "BE")).await.unwrap();
        let db = stage.db.clone();
        let batch = tokio::spawn(async move { db.commit(vec![touch(1, "FR"), touch(2, "FR")]).await });
        // The batch has member 1 and waits for member 2; then the bulk asks for member 1. The server ends whoever waited first.
        let waits = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        while stage.db.query_number(waits, vec![]).await.unwrap() == 0 {
            tokio::task::yield_now().await;
        }
        let asked = bulk.run(touch(1, "BE")).await;
        let was_ended = asked.is_ok();
        if was_ended {
            bulk.commit().await.unwrap();
        } else {
            drop(bulk);
        }
        batch.await.unwrap().unwrap();
        for number in 1..=2 {
            assert_eq!(members::by_id(&stage.db, id(number)).await.unwrap().unwrap().country, "FR");
        }
        // A machine that is slow to ask has the bulk ended; then it is the batch's turn another time.
        if was_ended {
            return;
        }
    }
    panic!("the batch was never the one that the server gave up");
}

/// A way to the server that ends when COMMIT comes along: after the server has answered it, or without passing it on.
async fn cut_at_commit(stage: &Stage, passed_on: bool) -> String {
    let (host, database) = stage.database.url().rsplit_once('/').unwrap();
    let directory = PathBuf::from(host.rsplit_once('@').unwrap().1.replace("%2F", "/"));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("postgres://jubilee@{}/{database}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let server = UnixStream::connect(directory.join(".s.PGSQL.5432")).await.unwrap();
            tokio::spawn(async move {
                let (mut from_client, mut to_client) = client.split();
                let (mut from_server, mut to_server) = server.into_split();
                let forth = async {
                    let mut seen = vec![0; 64 * 1024];
                    loop {
                        let length = from_client.read(&mut seen).await.unwrap_or(0);
                        let cut = seen[..length].windows(7).any(|word| word == b"COMMIT\0");
                        if length == 0 || (cut && !passed_on) {
                            return false;
                        }
                        to_server.write_all(&seen[..length]).await.unwrap();
                        if cut {
                            return true;
                        }
                    }
                };
                let cut = tokio::select! {
                    cut = forth => cut,
                    _ = copy(&mut from_server, &mut to_client) => false,
                };
                if cut {
                    // The answer says that the server is done; it is kept from the client.
                    let _ = from_server.read(&mut [0; 1024]).await;
                }
            });
        }
    });
    url
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_is_lost_at_commit_leaves_an_outcome_that_is_told_as_unknown() {
    for passed_on in [true, false] {
        let stage = Stage::new(Engine::Postgres).await;
        let shaky = Db::open(&cut_at_commit(&stage, passed_on).await).await.unwrap();
        let outcome = shaky.commit(members::insert(&member(1))).await;
        assert!(matches!(outcome, Err(CommitError::Unknown(_))), "{outcome:?}");
        // Whoever asks by identity learns which it was.
        assert_eq!(members::by_id(&stage.db, id(1)).await.unwrap().is_some(), passed_on);
    }
}
