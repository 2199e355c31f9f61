use std::collections::{BTreeMap, BTreeSet};

use jubilee_app::{Time, demo};
use jubilee_core::{ExceptionKind, System};
use jubilee_delivery::{Folder, Transport};
use jubilee_testkit::Engine;

use crate::stage::{NOON, Stage};

/// The demo shows every state, its days were all lived, and nobody's mail is stuck.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_has_members_in_every_state() {
    let (year, month, first) = demo::LIVE_FROM;
    let live = jubilee_core::Day::from_ymd(year, month, first);
    let stage = Stage::set_up(Engine::Sqlite, live, true, Time::still(NOON)).await;
    let folder = tempfile::tempdir().unwrap();
    let mails = folder.path().join("mail");
    let post = jubilee_app::Post {
        transport: Transport::Folder(Folder::new(&mails)),
        sender: "renewals@programme.example".parse().unwrap(),
    };
    let people = demo::furnish(&stage.app, &post, folder.path(), &|_, _| {}).await.unwrap();
    assert_eq!(stage.app.today().await.unwrap().to_string(), "2020-09-20");
    let mut found: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut orders: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut requirements: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut exceptions: BTreeSet<&'static str> = BTreeSet::new();
    for number in 1..=200 {
        let member = jubilee_core::MemberId::from_number(number).unwrap();
        let file = stage.app.member_file(member).await.unwrap();
        let mut count = |what| *requirements.entry(what).or_default() += 1;
        for (held, standing) in file.standings(&stage.app) {
            *found.entry(standing.status.id()).or_default() += 1;
            let is_legacy = file.member.system == System::Legacy;
            if standing.exemption().is_some() {
                count(if is_legacy { "exempt, to be moved" } else { "exempt" });
            }
            if standing.is_at_risk() {
                count("at risk");
            }
            if held.renewals.iter().any(|renewal| renewal.reactivation.is_some()) {
                count("reactivated");
            }
            for area in &standing.qualifications {
                count(area.state.id());
                if area.lost_on.is_some() && standing.has_benefits {
                    count("area lost alone");
                }
            }
        }
        for order in &file.member.orders {
            *orders.entry(order.state(file.today).id()).or_default() += 1;
        }
        assert!(file.exceptions.iter().all(|note| !note.reason.is_empty()));
        exceptions.extend(file.exceptions.iter().map(|note| match (note.kind, note.ended_on) {
            (ExceptionKind::Extension, Some(_)) => "taken back",
            (kind, _) => kind.id(),
        }));
    }
    let has = |of: &BTreeMap<&'static str, usize>, what, least| {
        assert!(of.get(what).is_some_and(|count| *count >= least), "{what}: {of:?}");
    };
    for status in ["active", "renewal-open", "lapsed", "reactivatable"] {
        has(&found, status, 10);
    }
    for state in ["open", "paid", "set-aside", "expired"] {
        has(&orders, state, 1);
    }
    for state in ["complete", "in-progress", "not-started", "exempt", "exempt, to be moved", "at risk", "area lost alone"] {
        has(&requirements, state, 1);
    }
    has(&requirements, "reactivated", 1);
    assert_eq!(Vec::from_iter(exceptions), ["exemption", "extension", "late-payment", "reactivation", "taken back"]);
    // The member whose eyes the visitor has: a covered competency whose window is open, an Action Pack, an area in danger.
    let standing = async |reference| stage.standing(reference).await;
    let gold = standing("GC-4000100").await;
    assert!(gold.status == "renewal-open" && gold.requirements.iter().all(|area| area.exempt), "{gold:?}");
    assert_eq!(standing("AP-4000100").await.status, "renewal-open");
    let silver = standing("SC-4000100").await;
    assert_eq!(silver.requirements.iter().map(|area| area.at_risk).collect::<Vec<_>>(), [false, true]);
    assert!(standing("GC-4000091").await.must_move);
    // It has a past: invoices of every year, one of them for two renewals.
    let anna = stage.app.find_member("4000100").await.unwrap();
    let notes = stage.app.invoices_of(anna).await.unwrap();
    let years: BTreeSet<String> = notes.iter().map(|note| note.invoice.issued_on.to_string()[..4].to_owned()).collect();
    assert_eq!(Vec::from_iter(years), ["2018", "2019", "2020"], "{notes:?}");
    assert!(notes.iter().any(|note| note.invoice.lines.len() == 2));
    // One has silver and meets the requirements of gold for one of its areas.
    let silver = stage.app.find_subscription("SC-4000088").await.unwrap();
    let file = stage.app.member_file(silver.member()).await.unwrap();
    let held = file.member.subscription(silver).unwrap();
    let upgrades = jubilee_core::upgrades(stage.app.programme(), &file.member, held, file.today);
    let [gold] = &upgrades[..] else { panic!("{upgrades:?}") };
    assert_eq!((&gold.refusal, gold.areas.len(), gold.left_behind.len()), (&None, 1, 1));
    let sent = std::fs::read_dir(&mails).unwrap().count();
    assert!(sent > 200, "{sent} mails");
    // Its links sign in any number of times.
    for email in [&people.member, &people.staff, demo::MOVER, demo::UPGRADER] {
        let link = demo::link(&stage.app, email).await.unwrap();
        let token = jubilee_app::Secret::given(link.rsplit('/').next().unwrap());
        for _ in 0..2 {
            let session = stage.app.sign_in_by_link(&token).await.unwrap().unwrap();
            assert!(stage.app.visitor(&session.token).await.unwrap().is_some());
        }
    }
}
