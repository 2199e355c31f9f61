//! Opening: a store is made once, and what is not a store of this version is refused and left alone.

use std::fs;
use std::path::PathBuf;

use super::{Stage, empty, enrolled, on_both_engines};
use crate::database::{Db, Engine};
use crate::error::OpenError;
use crate::members;
use crate::statement::Stmt;
use crate::value::args;

fn path(url: &str) -> PathBuf {
    PathBuf::from(url.strip_prefix("sqlite:").unwrap())
}

on_both_engines! {
    async fn making_a_store_again_changes_nothing_and_opening_finds_it(stage) {
        enrolled(&stage.db, 1).await;
        for again in [Db::create(stage.database.url()).await.unwrap(), Db::open(stage.database.url()).await.unwrap()] {
            assert_eq!(members::count(&again).await.unwrap(), 1);
        }
    }

    async fn several_at_once_make_one_store(stage) {
        let database = empty(stage.db.engine());
        let url = database.url();
        let (one, two, three) = tokio::join!(Db::create(url), Db::create(url), Db::create(url));
        for db in [one.unwrap(), two.unwrap(), three.unwrap()] {
            assert_eq!(members::count(&db).await.unwrap(), 0);
        }
    }

    async fn a_newer_an_altered_and_an_older_store_are_refused(stage) {
        let url = stage.database.url();
        let later = "INSERT INTO jubilee_migrations (number, name, checksum) VALUES ($1, $2, $3)";
        stage.db.commit(Stmt::new(later, args![999_i64, "later", "00"])).await.unwrap();
        let refused = Db::open(url).await.unwrap_err();
        assert!(matches!(refused, OpenError::Newer { found: 999, .. }), "{refused}");
        assert!(Db::create(url).await.is_err());

        stage.db.commit(Stmt::new("DELETE FROM jubilee_migrations WHERE number = 999", vec![])).await.unwrap();
        stage.db.commit(Stmt::new("UPDATE jubilee_migrations SET checksum = '00' WHERE number = 1", vec![])).await.unwrap();
        let refused = Db::open(url).await.unwrap_err();
        assert!(matches!(refused, OpenError::Altered { number: 1, .. }), "{refused}");

        stage.db.commit(Stmt::new("DELETE FROM jubilee_migrations", vec![])).await.unwrap();
        let refused = Db::open(url).await.unwrap_err();
        assert!(matches!(refused, OpenError::Older { found: 0, .. }), "{refused}");
    }

    async fn what_is_empty_says_how_to_set_it_up(stage) {
        let database = empty(stage.db.engine());
        if stage.db.engine() == Engine::Sqlite {
            let refused = Db::open(database.url()).await.unwrap_err();
            assert!(matches!(refused, OpenError::Missing { .. }) && refused.to_string().contains("jubilee init"), "{refused}");
            assert!(!path(database.url()).exists());
            fs::write(path(database.url()), "").unwrap();
        }
        let refused = Db::open(database.url()).await.unwrap_err();
        assert!(matches!(refused, OpenError::NotSetUp { .. }) && refused.to_string().contains("jubilee init"), "{refused}");
        Db::create(database.url()).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_something_else_is_refused_and_left_as_it_is() {
    let database = empty(Engine::Sqlite);
    let file = path(database.url());
    let refuse = async || {
        let before = fs::read(&file).unwrap();
        for refused in [Db::open(database.url()).await.unwrap_err(), Db::create(database.url()).await.unwrap_err()] {
            assert!(matches!(refused, OpenError::Foreign { .. }), "{refused}");
        }
        assert_eq!(fs::read(&file).unwrap(), before);
    };
    fs::write(
        &file,
        "a letter, and by no means a database, long enough to have a whole header of one hundred bytes in it, or more",
    )
    .unwrap();
    refuse().await;
    fs::remove_file(&file).unwrap();
    let other = rusqlite::Connection::open(&file).unwrap();
    other.execute_batch("CREATE TABLE theirs (id INTEGER)").unwrap();
    refuse().await;
    other.pragma_update(None, "application_id", 0x1234).unwrap();
    refuse().await;

    let stage = Stage::new(Engine::Postgres).await;
    stage.db.commit(Stmt::new("ALTER TABLE jubilee_migrations RENAME TO theirs", vec![])).await.unwrap();
    for refused in [Db::open(stage.database.url()).await.unwrap_err(), Db::create(stage.database.url()).await.unwrap_err()] {
        assert!(matches!(refused, OpenError::Foreign { .. }), "{refused}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_with_contacts_is_readable_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let stage = Stage::new(Engine::Sqlite).await;
    enrolled(&stage.db, 1).await;
    let file = path(stage.database.url());
    for file in [file.clone(), file.with_extension("db-wal")] {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o077, 0, "{}", file.display());
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_and_not_waited_for() {
    let refused = Db::open("postgres://jubilee:secret@%2Fnonexistent/jubilee").await.unwrap_err();
    assert!(matches!(refused, OpenError::Fault(_)), "{refused}");
    assert!(!format!("{refused} {refused:?}").contains("secret"));
}
