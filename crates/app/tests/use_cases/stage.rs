//! A sandbox on either engine with a clock of its own, and a mail server that keeps what it is sent.

use std::path::PathBuf;

use jubilee_app::{App, Files, ImportError, ImportReport, Post, RunReport, Setup, Time};
use jubilee_core::{Day, Instant};
use jubilee_delivery::{Smtp, Transport};
use jubilee_testkit::smtp::SmtpServer;
use jubilee_testkit::{Database, Engine, database};

/// 2026-01-01T12:00:00Z: the real clock of these tests, which nothing in a sandbox depends on.
pub(crate) const NOON: Instant = Instant(1_767_268_800_000_000);

pub(crate) struct Stage {
    pub(crate) app: App,
    pub(crate) database: Database,
    pub(crate) smtp: SmtpServer,
    pub(crate) post: Post,
    folder: tempfile::TempDir,
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Stage {
    /// A sandbox of the shipped programme that goes live on a day.
    pub(crate) async fn sandbox(engine: Engine, live_from: &str) -> Stage {
        Stage::set_up(engine, Some(day(live_from)), true, Time::still(NOON)).await
    }

    pub(crate) async fn set_up(engine: Engine, live_from: Option<Day>, is_sandbox: bool, time: Time) -> Stage {
        Stage::of(engine, jubilee_programme::shipped_mpn(), live_from, is_sandbox, time).await
    }

    /// The same with another programme file.
    pub(crate) async fn of(engine: Engine, source: &str, live_from: Option<Day>, is_sandbox: bool, time: Time) -> Stage {
        let database = database(engine);
        let setup =
            Setup { source, source_name: "programme.toml", live_from, is_sandbox, base_url: Some("https://renewals.example") };
        let app = App::init(database.url(), &setup, time).await.unwrap();
        let smtp = SmtpServer::start().await;
        let transport = Transport::Smtp(Smtp::new(&smtp.url()).unwrap());
        let post = Post { transport, sender: "renewals@programme.example".parse().unwrap() };
        Stage { app, database, smtp, post, folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Imports rows under the usual headers.
    pub(crate) async fn import(&self, members: &str, users: &str, subscriptions: &str) -> Result<ImportReport, ImportError> {
        self.import_all([members, users, subscriptions, "", ""]).await
    }

    /// The same with attainments and locations.
    pub(crate) async fn import_all(&self, rows: [&str; 5]) -> Result<ImportReport, ImportError> {
        let [members, users, subscriptions, attainments, locations] = rows;
        let members = self.file("members.csv", &format!("member,name,country,language,system\n{members}"));
        let users = self.file("users.csv", &format!("member,email,name,roles,language\n{users}"));
        let header = "subscription,member,offer,purchased_on,anniversary_on,areas";
        let subscriptions = self.file("subscriptions.csv", &format!("{header}\n{subscriptions}"));
        let header = "member,measure,area,amount,attained_on,expires_on";
        let attainments = self.file("attainments.csv", &format!("{header}\n{attainments}"));
        let locations = self.file("locations.csv", &format!("member,name,country\n{locations}"));
        let files = Files {
            members: Some(&members),
            users: Some(&users),
            subscriptions: Some(&subscriptions),
            attainments: Some(&attainments),
            locations: Some(&locations),
            billing: None,
        };
        self.app.import(files, false, &|_| {}).await
    }

    /// Imports billing details, the rows without their header.
    pub(crate) async fn import_billing(&self, rows: &str) -> Result<ImportReport, ImportError> {
        let header = "member,business,address,country,vat_number,email,exempt_because";
        let billing = self.file("billing.csv", &format!("{header}\n{rows}"));
        self.app.import(Files { billing: Some(&billing), ..Files::default() }, false, &|_| {}).await
    }

    /// One member with an Action Pack (anniversary 2019-09-01) and a gold competency (2019-09-05) whose requirements are met, a Dutch
    /// admin and an English one.
    pub(crate) async fn with_contoso(engine: Engine, live_from: &str) -> Stage {
        Stage::contoso_of(engine, jubilee_programme::shipped_mpn(), live_from).await
    }

    /// The same with another programme file.
    pub(crate) async fn contoso_of(engine: Engine, source: &str, live_from: &str) -> Stage {
        let stage = Stage::of(engine, source, Some(day(live_from)), true, Time::still(NOON)).await;
        let users = "M1,anna@contoso.example,Anna,global-admin,nl\nM1,bob@contoso.example,Bob,programme-admin,en\n\
            M1,vera@contoso.example,Vera,viewer,en\n";
        let subscriptions = "S1,M1,action-pack,2018-09-01,,\nS2,M1,gold,2018-09-05,,security\n";
        let attainments = "M1,people-with-certification,security,4,2018-08-01,\n";
        let rows = ["M1,Contoso B.V.,NL,nl,current\n", users, subscriptions, attainments, ""];
        stage.import_all(rows).await.unwrap();
        stage
    }

    /// One member in the Netherlands with a Dutch global admin, an English programme admin and a viewer; live from 2020-06-01, before
    /// the relief was announced.
    pub(crate) async fn before_the_relief(engine: Engine, system: &str, subscriptions: &str, attainments: &str) -> Stage {
        let stage = Stage::sandbox(engine, "2020-06-01").await;
        let users = "M1,anna@contoso.example,Anna,global-admin,nl\nM1,bob@contoso.example,Bob,programme-admin,en\n\
            M1,vera@contoso.example,Vera,viewer,en\n";
        let members = format!("M1,Contoso B.V.,NL,nl,{system}\n");
        stage.import_all([&members, users, subscriptions, attainments, ""]).await.unwrap();
        stage
    }

    /// The status report of a subscription on the business date.
    pub(crate) async fn standing(&self, subscription: &str) -> jubilee_app::StatusReport {
        self.app.status(subscription, None, jubilee_core::Lang::En).await.unwrap()
    }

    /// The plain text of the mails to a recipient, in the order in which they came.
    pub(crate) fn texts_to(&self, recipient: &str) -> Vec<String> {
        let mails = self.smtp.mails().into_iter().filter(|mail| mail.to[0] == recipient);
        mails.map(|mail| mail.text().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    pub(crate) async fn run(&self, on: &str) -> RunReport {
        self.app.run(Some(day(on)), false, &|_, _| {}).await.unwrap()
    }

    /// Runs a day and sends its mails; gives `recipient: subject` of what was sent, sorted.
    pub(crate) async fn mails_of(&self, on: &str) -> Vec<String> {
        let before = self.smtp.mails().len();
        self.run(on).await;
        self.app.deliver(&self.post, &|_| {}).await.unwrap();
        let mut mails: Vec<String> = self.smtp.mails()[before..]
            .iter()
            .map(|mail| format!("{}: {}", mail.to[0], mail.header("Subject").unwrap()))
            .collect();
        mails.sort();
        mails
    }

    pub(crate) async fn status(&self, subscription: &str) -> String {
        self.app.status(subscription, None, jubilee_core::Lang::En).await.unwrap().status.to_owned()
    }
}

/// Runs a test on SQLite and on PostgreSQL.
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($engine:ident) $body:block)*) => {
        $(
            mod $name {
                use super::*;

                async fn body($engine: jubilee_testkit::Engine) $body

                $(#[$meta])*
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn sqlite() {
                    body(jubilee_testkit::Engine::Sqlite).await;
                }

                $(#[$meta])*
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn postgres() {
                    body(jubilee_testkit::Engine::Postgres).await;
                }
            }
        )*
    };
}
pub(crate) use on_both_engines;
