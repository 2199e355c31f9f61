//! Cards that are left without a payment: one page at a time for a subscription, and one say in what becomes of the card.

use jubilee_core::{Instant, SubscriptionId};

use super::{enrolled, id, on_both_engines};
use crate::error::CommitError;
use crate::left_cards::{self, LeftCardRow, LeftCardState};

fn subscription() -> SubscriptionId {
    SubscriptionId::new(id(1), 1).unwrap()
}

fn left(attempt: &str) -> LeftCardRow {
    LeftCardRow {
        attempt: attempt.to_owned(),
        subscription: subscription(),
        provider: "stripe".to_owned(),
        version: 0,
        state: LeftCardState::Begun,
        checkout: None,
        address: None,
        known: "{}".to_owned(),
        is_wanted: true,
        made_at: Instant(1),
        looked_at: Instant(1),
    }
}

on_both_engines! {
    async fn a_card_is_left_on_one_page_and_kept_once(stage) {
        enrolled(&stage.db, 1).await;
        let db = &stage.db;
        db.commit(left_cards::insert(&left("a"))).await.unwrap();
        let twice = db.commit(left_cards::insert(&left("b"))).await;
        assert!(matches!(twice, Err(CommitError::Duplicate { .. })), "{twice:?}");
        assert_eq!(left_cards::under_way(db, subscription()).await.unwrap(), Some(left("a")));
        assert_eq!(left_cards::open(db, Instant(1), 9).await.unwrap(), [left("a")]);
        assert_eq!(left_cards::open(db, Instant(0), 9).await.unwrap(), []);
        let early = db.commit(left_cards::keep("a")).await;
        assert!(matches!(early, Err(CommitError::Conflict { .. })), "there is no card yet: {early:?}");
        let (checkout, address) = (Some("cs_1".to_owned()), Some("https://pay.example".to_owned()));
        let there = LeftCardRow { state: LeftCardState::Left, checkout, address, looked_at: Instant(2), ..left("a") };
        db.commit(left_cards::update(&there)).await.unwrap();
        let older = db.commit(left_cards::update(&there)).await;
        assert!(matches!(older, Err(CommitError::Conflict { .. })), "{older:?}");
        let there = LeftCardRow { version: 1, ..there };
        assert_eq!(left_cards::by_checkout(db, "cs_1").await.unwrap(), Some(there.clone()));
        assert_eq!(left_cards::untaken(db, 9).await.unwrap(), [there]);
        db.commit(left_cards::keep("a")).await.unwrap();
        for again in [left_cards::keep("a"), left_cards::refuse("a")] {
            assert!(matches!(db.commit(again).await, Err(CommitError::Conflict { .. })));
        }
        assert_eq!(left_cards::by_attempt(db, "a").await.unwrap().unwrap().state, LeftCardState::Kept);
        assert_eq!(left_cards::under_way(db, subscription()).await.unwrap(), None);
        db.commit(left_cards::insert(&left("b"))).await.unwrap();
    }

    async fn a_card_that_is_not_wanted_any_more_is_not_kept(stage) {
        enrolled(&stage.db, 1).await;
        let db = &stage.db;
        db.commit(left_cards::insert(&LeftCardRow { state: LeftCardState::Left, ..left("a") })).await.unwrap();
        db.commit(left_cards::unwant(subscription())).await.unwrap();
        let row = left_cards::by_attempt(db, "a").await.unwrap().unwrap();
        assert_eq!((row.is_wanted, row.version), (false, 1));
        let kept = db.commit(left_cards::keep("a")).await;
        assert!(matches!(kept, Err(CommitError::Conflict { .. })), "{kept:?}");
        db.commit(left_cards::refuse("a")).await.unwrap();
        assert_eq!(left_cards::untaken(db, 9).await.unwrap(), []);
    }
}
