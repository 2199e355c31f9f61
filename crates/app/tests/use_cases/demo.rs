use std::collections::BTreeMap;

use jubilee_app::{Time, demo};
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
    for number in 1..=200 {
        let member = jubilee_core::MemberId::from_number(number).unwrap();
        let file = stage.app.member_file(member).await.unwrap();
        for (_, standing) in file.standings(&stage.app) {
            *found.entry(standing.status.id()).or_default() += 1;
        }
        for order in &file.member.orders {
            *orders.entry(order.state(file.today).id()).or_default() += 1;
        }
    }
    assert!(
        ["active", "renewal-open", "lapsed"].iter().all(|status| found.get(status).is_some_and(|count| *count >= 10)),
        "{found:?}"
    );
    assert!(["open", "paid", "set-aside", "expired"].iter().all(|state| orders.contains_key(state)), "{orders:?}");
    let sent = std::fs::read_dir(&mails).unwrap().count();
    assert!(sent > 200, "{sent} mails");
    // Its links sign in any number of times.
    for email in [&people.member, &people.staff] {
        let link = demo::link(&stage.app, email).await.unwrap();
        let token = jubilee_app::Secret::given(link.rsplit('/').next().unwrap());
        for _ in 0..2 {
            let session = stage.app.sign_in_by_link(&token).await.unwrap().unwrap();
            assert!(stage.app.visitor(&session.token).await.unwrap().is_some());
        }
    }
}
