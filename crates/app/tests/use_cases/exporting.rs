//! An export holds everything, can be read and checked without Jubilee, and is of one moment.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use jubilee_app::{App, Exported, Files, Setup, Time};
use jubilee_core::{Actor, Lang};
use jubilee_store::tables::TABLES;
use jubilee_testkit::{Engine, database};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::stage::{NOON, Stage, day, on_both_engines};
use crate::verifying::lived;

async fn export(stage: &Stage, folder: &Path) -> Exported {
    stage.app.export(folder, Time::still(NOON), &|_, _| {}).await.unwrap()
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// The heads of the chains in a ledger as it was exported, computed by nothing but what the export says of itself.
fn heads(folder: &Path) -> BTreeMap<i64, Vec<u8>> {
    let mut heads: BTreeMap<i64, Vec<u8>> = BTreeMap::new();
    for line in std::fs::read_to_string(folder.join("ledger.jsonl")).unwrap().lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let (member, seq) = (entry["member"].as_i64().unwrap(), entry["seq"].as_i64().unwrap());
        let before = heads.remove(&member).unwrap_or_else(|| vec![0; 32]);
        let hashed = [&before[..], &member.to_be_bytes(), &seq.to_be_bytes(), &bytes(entry["body"].as_str().unwrap())].concat();
        assert_eq!(bytes(entry["hash"].as_str().unwrap()), Sha256::digest(hashed).as_slice(), "{line}");
        assert!(entry["entry"]["rules"].is_array() && entry["entry"]["effective_on"].is_string(), "{line}");
        heads.insert(member, bytes(entry["hash"].as_str().unwrap()));
    }
    heads
}

/// The rows of a table as they were exported, by the names of their columns.
fn table(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let mut csv = csv::Reader::from_path(folder.join(format!("tables/{name}.csv"))).unwrap();
    csv.deserialize().map(Result::unwrap).collect()
}

on_both_engines! {
    async fn everything_is_there_and_can_be_checked_with_other_means(engine) {
        let stage = lived(engine).await;
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let exported = export(&stage, &out).await;
        assert_eq!(std::fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o700, "nobody else reads it");
        for file in &exported.files {
            let found = std::fs::read(out.join(&file.name)).unwrap();
            assert_eq!(found.len() as u64, file.bytes, "{}", file.name);
            assert_eq!(bytes(&file.sha256), Sha256::digest(&found).as_slice(), "{}", file.name);
        }
        for table in TABLES {
            let name = format!("tables/{}.csv", table.name);
            let rows = self::table(&out, table.name).len() as u64;
            assert!(exported.files.iter().any(|file| file.name == name && file.rows == Some(rows)), "{name}");
        }
        let manifest: Value = serde_json::from_slice(&std::fs::read(out.join("manifest.json")).unwrap()).unwrap();
        assert_eq!((&manifest["programme"], &manifest["completed_on"]), (&"mpn".into(), &"2019-12-01".into()));
        let seal = stage.app.verify(false, &|_, _| {}).await.unwrap().last_seal.unwrap();
        assert_eq!(manifest["last_seal"], seal.hash.as_str());

        // The chains lead to the heads that the members' rows have.
        let members = table(&out, "members");
        let rows: BTreeMap<i64, Vec<u8>> = members.iter().map(|row| (row["id"].parse().unwrap(), bytes(&row["head"]))).collect();
        assert_eq!(heads(&out), rows);
        assert_eq!(std::fs::read_to_string(out.join("programme/1/programme.toml")).unwrap(), jubilee_programme::shipped_mpn());
        assert_eq!(table(&out, "payments").len(), 1);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(left, ["out"], "nothing is left beside it");
        assert!(!out.join("store.db").exists());
    }

    async fn another_installation_begins_with_what_members_hold_today(engine) {
        let stage = lived(engine).await;
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        export(&stage, &out).await;
        let source = std::fs::read_to_string(out.join("programme/1/programme.toml")).unwrap();
        let setup = Setup { source: &source, source_name: "programme.toml", live_from: Some(day("2019-12-01")), is_sandbox: true, base_url: None };
        let other = database(Engine::Sqlite);
        let anew = App::init(other.url(), &setup, Time::still(NOON)).await.unwrap();
        let file = |name: &str| out.join(format!("import/{name}.csv"));
        let (members, users, subscriptions) = (file("members"), file("users"), file("subscriptions"));
        let (attainments, locations, billing) = (file("attainments"), file("locations"), file("billing"));
        let files = Files {
            members: Some(&members),
            users: Some(&users),
            subscriptions: Some(&subscriptions),
            attainments: Some(&attainments),
            locations: Some(&locations),
            billing: Some(&billing),
        };
        let report = anew.import(files, false, &|_| {}).await.unwrap();
        assert_eq!((report.members_added, report.users, report.subscriptions_added, report.attainments_added), (1, 3, 2, 1));
        for subscription in ["S1", "S2"] {
            let (before, after) = (stage.standing(subscription).await, anew.status(subscription, None, Lang::En).await.unwrap());
            assert_eq!((before.status, before.dates, before.member), (after.status, after.dates, after.member), "{subscription}");
        }
        assert!(anew.verify(true, &|_, _| {}).await.unwrap().sound);
    }

    async fn what_happens_meanwhile_is_not_in_it(engine) {
        let stage = lived(engine).await;
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let (app, runtime) = (stage.app.clone(), tokio::runtime::Handle::current());
        let order = app.find_subscription("S1").await.unwrap();
        let entries = app.ledger_of(order.member()).await.unwrap().len();
        // After the first table somebody changes the member.
        let meanwhile = |done, _| {
            if done == 1 {
                let act = app.end_attainment(order.member(), 1, day("2019-12-01"), Actor::Operator);
                tokio::task::block_in_place(|| runtime.block_on(act)).unwrap();
            }
        };
        stage.app.export(&out, Time::still(NOON), &meanwhile).await.unwrap();
        assert_eq!(stage.app.ledger_of(order.member()).await.unwrap().len(), entries + 1);
        assert_eq!(std::fs::read_to_string(out.join("ledger.jsonl")).unwrap().lines().count(), entries);
    }

    async fn an_export_is_whole_or_not_there(engine) {
        let stage = lived(engine).await;
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken");
        std::fs::create_dir(&taken).unwrap();
        let refused = async |at: &Path| stage.app.export(at, Time::still(NOON), &|_, _| {}).await.unwrap_err().to_string();
        assert!(refused(&taken).await.contains("is there already"));
        assert!(refused(&folder.path().join("none/out")).await.contains("cannot write"));
        std::fs::create_dir(folder.path().join("out.part")).unwrap();
        assert!(refused(&folder.path().join("out")).await.contains("interrupted; remove it first"));
        std::fs::remove_dir(folder.path().join("out.part")).unwrap();
        export(&stage, &folder.path().join("out/")).await;
        assert!(folder.path().join("out/manifest.json").is_file());
    }
}
