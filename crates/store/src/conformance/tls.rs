//! TLS to a PostgreSQL server: what is encrypted, and which servers are refused.

use std::error::Error;

use jubilee_testkit::postgres::{CrashingServer, TlsServer};

use crate::database::Db;
use crate::error::OpenError;

/// Whether the connections of a store are encrypted.
async fn is_encrypted(db: &Db) -> bool {
    let ask = "SELECT CAST(ssl AS INTEGER) FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    db.query_number(ask, vec![]).await.unwrap() == 1
}

fn said(refused: &OpenError) -> String {
    let mut text = refused.to_string();
    let mut cause = refused.source();
    while let Some(next) = cause {
        text = format!("{text}: {next}");
        cause = next.source();
    }
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_are_encrypted_and_the_server_is_who_it_must_be() {
    let server = TlsServer::start();
    let (localhost, number) = (server.url("localhost"), server.url("127.0.0.1"));
    let trusting = format!("sslrootcert={}", server.authority().display());
    let store = Db::create(&format!("{localhost}?sslmode=verify-full&{trusting}")).await.unwrap();
    assert!(is_encrypted(&store).await);

    let opened = async |url: &str, asked: &str| Db::open(&format!("{url}?{asked}")).await;
    for asked in ["", "sslmode=prefer", "sslmode=require", &format!("sslmode=require&{trusting}")] {
        assert!(is_encrypted(&opened(&localhost, asked).await.unwrap()).await, "{asked}");
    }
    assert!(!is_encrypted(&opened(&localhost, "sslmode=disable").await.unwrap()).await);
    // Where nothing is checked the server may be anybody: that is the twin of the refusals below.
    assert!(is_encrypted(&opened(&number, "sslmode=require").await.unwrap()).await);

    let refused = async |url: &str, asked: &str| said(&opened(url, asked).await.unwrap_err());
    let other = format!("sslmode=verify-full&sslrootcert={}", server.other_authority().display());
    let unknown = refused(&localhost, &other).await;
    assert!(unknown.contains("certificate"), "{unknown}");
    let by_this_machine = refused(&localhost, "sslmode=verify-full").await;
    assert!(by_this_machine.contains("certificate"), "{by_this_machine}");
    let elsewhere = refused(&number, &format!("sslmode=verify-full&{trusting}")).await;
    assert!(elsewhere.contains("not valid for name"), "{elsewhere}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_without_tls_is_refused_where_it_is_required() {
    let server = CrashingServer::start();
    drop(Db::create(&server.url()).await.unwrap());
    let refused = said(&Db::open(&format!("{}?sslmode=require", server.url())).await.unwrap_err());
    assert!(refused.contains("does not support TLS"), "{refused}");
    assert!(Db::open(&format!("{}?sslmode=prefer", server.url())).await.is_ok());
}
