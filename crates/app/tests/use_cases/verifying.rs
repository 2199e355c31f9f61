//! A store is verified: what is sound passes, what was altered is found, and a copy is as sound as what it was made of.

use std::path::Path;

use jubilee_app::{App, Request, Time, Verification};
use jubilee_core::{Actor, Lang};
use jubilee_store::orders::OrderState;
use jubilee_store::{Db, ledger, members, orders, payments, subscriptions};
use jubilee_testkit::Engine;

use crate::stage::{NOON, Stage, day, on_both_engines};

/// A member that renewed one thing, let another lapse and bought it anew, on days that were run.
pub(crate) async fn lived(engine: Engine) -> Stage {
    let stage = Stage::with_contoso(engine, "2019-08-01").await;
    for on in ["2019-08-17", "2019-08-21", "2019-09-01", "2019-09-10"] {
        stage.run(on).await;
    }
    let pack = stage.app.find_subscription("S1").await.unwrap();
    let order = stage.app.order_renewal(pack, Request::by(Actor::Operator)).await.unwrap();
    stage.app.record_payment(order.id, day("2019-09-10"), None, Request::by(Actor::Operator)).await.unwrap();
    for on in ["2019-09-28", "2019-10-06", "2019-12-01"] {
        stage.run(on).await;
    }
    stage
}

async fn verify(app: &App, deep: bool) -> Verification {
    app.verify(deep, &|_, _| {}).await.unwrap()
}

fn whats(found: &Verification) -> Vec<&str> {
    found.findings.iter().map(|finding| finding.what.as_str()).collect()
}

on_both_engines! {
    async fn what_was_lived_through_is_sound_and_each_alteration_is_found(engine) {
        let stage = lived(engine).await;
        let found = verify(&stage.app, true).await;
        assert!(found.sound, "{found:?}");
        assert_eq!((found.members, found.rows, found.more_findings), (1, 5, 0));
        assert!(found.entries >= 8 && found.seals >= 2, "{found:?}");
        let seal = found.last_seal.unwrap();
        assert_eq!((seal.day, seal.hash.len()), (day("2019-10-06"), 64), "nothing grew after the lapse");

        // A row that does not follow from the ledger.
        let db = Db::open(stage.database.url()).await.unwrap();
        let gold = stage.app.find_subscription("S2").await.unwrap();
        let right = subscriptions::by_id(&db, gold).await.unwrap().unwrap();
        let wrong = subscriptions::SubscriptionRow { anniversary_on: Some(day("2025-01-01")), ..right.clone() };
        db.commit(subscriptions::update(&wrong)).await.unwrap();
        assert!(verify(&stage.app, false).await.sound, "only a deep look is at the rows");
        let found = verify(&stage.app, true).await;
        assert!(!found.sound && whats(&found)[0].starts_with("subscription S2 of gold has anniversary 2025-01-01"), "{found:?}");
        db.commit(subscriptions::update(&right)).await.unwrap();
        assert!(verify(&stage.app, true).await.sound);

        // An order that is not paid any more, and money that the ledger does not have.
        let file = stage.app.member_file(stage.app.find_member("M1").await.unwrap()).await.unwrap();
        let order = file.member.orders[0].clone();
        db.commit(orders::set_state(order.id, OrderState::Cancelled, order.paid_on())).await.unwrap();
        let found = verify(&stage.app, true).await;
        assert!(!found.sound && whats(&found)[0].starts_with("order 1-1 is cancelled with 514.25 EUR"), "{found:?}");
        db.commit(orders::set_state(order.id, OrderState::Paid, order.paid_on())).await.unwrap();
        assert!(verify(&stage.app, true).await.sound);

        // The member's country by its row and by its ledger.
        let member = stage.app.find_member("M1").await.unwrap();
        db.commit(members::set_country(member, "US")).await.unwrap();
        assert!(whats(&verify(&stage.app, true).await)[0].contains("the country NL"));
        db.commit(members::set_country(member, "NL")).await.unwrap();

        // An end that the ledger does not have: as if its last entries had been cut off.
        let row = members::by_id(&db, member).await.unwrap().unwrap();
        db.commit(members::bump(member, row.version, row.version + 2, &row.head)).await.unwrap();
        let found = verify(&stage.app, false).await;
        assert!(!found.sound && whats(&found)[0].ends_with("the last are gone"), "{found:?}");
        assert_eq!(found.findings[0].member.as_deref(), Some("M1"));
        db.commit(members::bump(member, row.version + 2, row.version, &row.head)).await.unwrap();
        assert!(verify(&stage.app, true).await.sound);
        let payment = &payments::by_order(&db, order.id).await.unwrap()[0];
        let stranger = payments::PaymentRow { seq: 999, ..payment.clone() };
        db.commit(payments::insert(&stranger)).await.unwrap();
        assert_eq!(whats(&verify(&stage.app, true).await), ["the payments of order 1-1 are not those of the ledger"]);

        // Bytes in the ledger that are no entry, well chained.
        let rows = ledger::of_member(&db, member).await.unwrap();
        let head = rows.iter().fold(ledger::Head::beginning(member), |head, row| head.follow(row).unwrap());
        db.commit(ledger::append(&head, [b"no entry".to_vec()]).stmts).await.unwrap();
        assert!(verify(&stage.app, false).await.sound, "only a deep look reads what the entries say");
        let found = verify(&stage.app, true).await;
        assert!(!found.sound && whats(&found)[0].starts_with("the ledger of member"), "{found:?}");
    }

    async fn a_backup_is_the_store_as_it_was_and_is_brought_back_only_where_nothing_is(engine) {
        let stage = lived(engine).await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("backup.db");
        let backed_up = stage.app.backup(&file, Time::still(NOON), Box::new(|_, _| {})).await;
        if engine == Engine::Postgres {
            assert!(backed_up.unwrap_err().to_string().contains("pg_dump"));
            return;
        }
        let copied = backed_up.unwrap();
        assert!(copied.verification.sound && copied.completed_on == Some(day("2019-12-01")), "{copied:?}");
        assert_eq!(copied.bytes, std::fs::metadata(&file).unwrap().len());
        let names = |folder: &Path| {
            let mut names: Vec<String> =
                std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        assert_eq!(names(folder.path()), ["backup.db"], "nothing is left beside it");

        let before = facts(&stage.app).await;
        stage.run("2020-03-01").await;
        let url = format!("sqlite:{}", folder.path().join("again.db").display());
        let restored = App::restore(&file, &url, false, Time::still(NOON), Box::new(|_, _| {})).await.unwrap();
        assert!(restored.verification.sound);
        assert_eq!(names(folder.path()), ["again.db", "backup.db"]);
        let again = App::open(&url, Time::still(NOON)).await.unwrap();
        assert_eq!(facts(&again).await, before);
        assert!(verify(&again, true).await.sound);

        // Nothing is overwritten, and what does not verify is not brought back unasked.
        let taken = App::restore(&file, &url, false, Time::still(NOON), Box::new(|_, _| {})).await.unwrap_err();
        assert!(taken.to_string().contains("again.db is there already"), "{taken}");
        let db = Db::open(&url).await.unwrap();
        let member = again.find_member("M1").await.unwrap();
        let row = members::by_id(&db, member).await.unwrap().unwrap();
        db.commit(members::bump(member, row.version, row.version + 1, &row.head)).await.unwrap();
        let damaged = folder.path().join("damaged.db");
        let kept = again.backup(&damaged, Time::still(NOON), Box::new(|_, _| {})).await.unwrap();
        assert!(!kept.verification.sound && damaged.exists(), "the best there is, is kept");
        let third = format!("sqlite:{}", folder.path().join("third.db").display());
        let refused = App::restore(&damaged, &third, false, Time::still(NOON), Box::new(|_, _| {})).await.unwrap_err();
        assert!(refused.to_string().contains("does not verify (its ledger ends at"), "{refused}");
        assert!(!folder.path().join("third.db").exists() && !folder.path().join("third.db.part").exists());
        App::restore(&damaged, &third, true, Time::still(NOON), Box::new(|_, _| {})).await.unwrap();

        // What is no backup is refused and left as it is.
        let text = folder.path().join("letter.txt");
        std::fs::write(&text, "Dear Jubilee").unwrap();
        let fourth = format!("sqlite:{}", folder.path().join("fourth.db").display());
        App::restore(&text, &fourth, false, Time::still(NOON), Box::new(|_, _| {})).await.unwrap_err();
        assert!(!folder.path().join("fourth.db").exists());
        assert_eq!(std::fs::read_to_string(&text).unwrap(), "Dear Jubilee");
    }
}

/// What people would be told of the subscriptions, as text.
async fn facts(app: &App) -> String {
    let mut text = String::new();
    for subscription in ["S1", "S2"] {
        let report = app.status(subscription, None, Lang::En).await;
        let told = report.map_or_else(|error| error.to_string(), |report| serde_json::to_string(&report).unwrap());
        text.push_str(&told);
    }
    text
}

/// F5: one bit of the file is another one. Either it is found, by opening, by reading or by the verification, or nothing that the
/// rules say of anybody has changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flipped_bit_changes_no_fact_in_silence() {
    const FLIPS: u64 = 250;
    let stage = lived(Engine::Sqlite).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sound.db");
    stage.app.backup(&file, Time::still(NOON), Box::new(|_, _| {})).await.unwrap();
    let sound = std::fs::read(&file).unwrap();
    let before = facts(&stage.app).await;
    let (mut found, mut harmless) = (0, 0);
    let mut state = 2_026_u64;
    for flip in 0..FLIPS {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (state >> 17) as usize % sound.len();
        let mut bytes = sound.clone();
        bytes[at] ^= 1 << (state >> 61);
        let path = folder.path().join(format!("flip-{flip}.db"));
        std::fs::write(&path, bytes).unwrap();
        let is_found = match App::open(&format!("sqlite:{}", path.display()), Time::still(NOON)).await {
            Err(_) => true,
            Ok(app) => match app.verify(true, &|_, _| {}).await {
                Err(_) => true,
                Ok(verification) if !verification.sound => true,
                Ok(_) => {
                    assert_eq!(facts(&app).await, before, "a bit at {at} was flipped and nothing was found");
                    false
                }
            },
        };
        found += u64::from(is_found);
        harmless += u64::from(!is_found);
        std::fs::remove_file(&path).unwrap();
    }
    assert_eq!(found + harmless, FLIPS);
    // The twin: a verification that finds nothing, or everything, would show here.
    assert!(found > FLIPS / 50 && harmless > FLIPS / 50, "{found} found, {harmless} harmless");
}
