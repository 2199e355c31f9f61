//! A person is erased: nothing that is stored says who it was, the ledger holds, and what waits for the person is not sent.

use jubilee_app::{AppError, NewPerson};
use jubilee_core::{Actor, Lang, Role};
use jubilee_store::{Db, ledger, outbox};
use jubilee_testkit::Engine;

use crate::stage::{Stage, on_both_engines};

const ADDRESS: &str = "Eva.Erased@contoso.example";

/// The files of a SQLite store, as text in lower case.
fn texts(url: &str) -> Vec<String> {
    let Some(file) = url.strip_prefix("sqlite:") else { return Vec::new() };
    let files = [file.to_owned(), format!("{file}-wal")];
    files.iter().map(|name| String::from_utf8_lossy(&std::fs::read(name).unwrap_or_default()).to_lowercase()).collect()
}

on_both_engines! {
    async fn nothing_says_any_more_who_it_was(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        let member = stage.app.find_member("M1").await.unwrap();
        let eva = NewPerson {
            name: "Eva Erased".to_owned(),
            email: ADDRESS.to_owned(),
            language: Lang::Nl,
            roles: vec![Role::ProgrammeAdmin],
        };
        stage.app.add_person(member, &eva, Actor::Operator).await.unwrap();
        stage.run("2019-08-17").await;
        let found = stage.app.traces_of(" eva.erased@CONTOSO.example").await.unwrap();
        assert_eq!((found.members.clone(), found.mails, found.billing), (vec!["M1".to_owned()], 1, 0), "{found:?}");
        let db = Db::open(stage.database.url()).await.unwrap();
        let entries = ledger::of_member(&db, member).await.unwrap();

        // The twin of the look at the file below: it finds what is there.
        let is_there = |word: &str| texts(stage.database.url()).iter().any(|text| text.contains(word));
        assert!(engine == Engine::Postgres || is_there("eva.erased") && is_there("eva erased"));

        let erased = stage.app.erase_person(ADDRESS, Actor::Operator).await.unwrap();
        assert_eq!(erased.mails, 1);
        let after = ledger::of_member(&db, member).await.unwrap();
        assert_eq!(after[..entries.len()], entries, "the ledger goes on and is not changed");
        assert_eq!(after.len(), entries.len() + 1);
        assert!(stage.app.verify(true, &|_, _| {}).await.unwrap().sound);
        let mails = outbox::page(&db, None, 100).await.unwrap();
        let hers: Vec<_> = mails.iter().filter(|mail| mail.recipient.is_empty()).collect();
        assert_eq!(hers.len(), 1);
        assert!(hers[0].state == outbox::OutboxState::Superseded && hers[0].next_attempt_at.is_none(), "{hers:?}");
        let again = stage.app.erase_person(ADDRESS, Actor::Operator).await;
        assert!(matches!(again, Err(AppError::NotFound { .. })), "{again:?}");
        assert!(!is_there("eva.erased") && !is_there("eva erased"), "it is still in the file");
    }

    async fn the_last_admin_is_not_erased_before_there_is_another(engine) {
        let stage = Stage::with_contoso(engine, "2019-08-01").await;
        let people = stage.app.member_file(stage.app.find_member("M1").await.unwrap()).await.unwrap().users;
        let admin = people.iter().find(|person| person.roles.contains("global-admin")).unwrap();
        let refused = stage.app.erase_person(&admin.email, Actor::Operator).await.unwrap_err();
        assert!(matches!(refused, AppError::Refused(_)), "{refused}");
        assert!(stage.app.traces_of(&admin.email).await.is_ok(), "nothing has been erased");
        let nobody = stage.app.traces_of("nobody@nowhere.example").await.unwrap_err();
        assert!(nobody.to_string().contains("no person 'nobody@nowhere.example'"), "{nobody}");
    }
}
