//! Cards that are kept: one in use for a subscription, forgotten once and erased then.

use jubilee_core::{CardLabel, Instant, SubscriptionId};

use super::card::attempt;
use super::{enrolled, id, on_both_engines};
use crate::card_payments::{self, CardRow};
use crate::error::CommitError;
use crate::kept_cards::{self, KeptCardRow, KeptCardState};

fn subscription() -> SubscriptionId {
    SubscriptionId::new(id(1), 1).unwrap()
}

fn kept(card: &str, method: &str) -> KeptCardRow {
    let expires_on = kept_cards::expires_on(2034, 12);
    KeptCardRow {
        card: card.to_owned(),
        subscription: subscription(),
        provider: "stripe".to_owned(),
        customer: "cus_1".to_owned(),
        method: method.to_owned(),
        label: CardLabel { brand: "visa".to_owned(), last_four: "4242".to_owned(), expires_on },
        state: KeptCardState::Kept,
        kept_at: Instant(3),
        tried_at: Instant(0),
    }
}

on_both_engines! {
    async fn a_subscription_has_one_card_which_is_erased_when_it_is_forgotten(stage) {
        enrolled(&stage.db, 1).await;
        let first = kept("a", "pm_1");
        assert_eq!(first.label.expires_on.to_string(), "2034-12-31");
        assert_eq!(kept_cards::expires_on(2024, 2).to_string(), "2024-02-29");
        stage.db.commit(kept_cards::insert(&first)).await.unwrap();
        let twice = stage.db.commit(kept_cards::insert(&kept("b", "pm_2"))).await;
        assert!(matches!(twice, Err(CommitError::Duplicate { .. })), "{twice:?}");
        assert_eq!(kept_cards::of_subscription(&stage.db, subscription()).await.unwrap(), Some(first.clone()));
        stage.db.commit(vec![kept_cards::drop_card(subscription()), kept_cards::insert(&kept("b", "pm_2"))]).await.unwrap();
        let now = kept_cards::of_subscription(&stage.db, subscription()).await.unwrap().unwrap();
        assert_eq!(now.card, "b");
        assert!(!kept_cards::is_in_use(&stage.db, "pm_1").await.unwrap());
        assert!(kept_cards::is_in_use(&stage.db, "pm_2").await.unwrap());
        stage.db.commit(kept_cards::forget("b", Instant(8))).await.unwrap();
        assert!(kept_cards::is_in_use(&stage.db, "pm_2").await.unwrap(), "what is in use is not forgotten");
        assert_eq!(kept_cards::count(&stage.db).await.unwrap(), 1);
        let all = kept_cards::by_range(&stage.db, id(1), id(1)).await.unwrap();
        assert_eq!(all.iter().map(|row| row.card.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(kept_cards::by_range(&stage.db, id(2), id(9)).await.unwrap(), []);
        assert_eq!(kept_cards::expiring(&stage.db, first.label.expires_on, 9).await.unwrap(), []);
        let expiring = kept_cards::expiring(&stage.db, first.label.expires_on.next(), 9).await.unwrap();
        assert_eq!(expiring.iter().map(|row| row.card.as_str()).collect::<Vec<_>>(), ["b"]);
        let waiting = KeptCardRow { state: KeptCardState::ToForget, ..first.clone() };
        assert_eq!(kept_cards::to_forget(&stage.db, Instant(5), 9).await.unwrap(), [waiting]);
        stage.db.commit(kept_cards::note_try("a", Instant(6))).await.unwrap();
        assert_eq!(kept_cards::to_forget(&stage.db, Instant(5), 9).await.unwrap(), []);
        stage.db.commit(kept_cards::forget("a", Instant(7))).await.unwrap();
        let erased = KeptCardRow {
            state: KeptCardState::Forgotten,
            customer: String::new(),
            method: String::new(),
            tried_at: Instant(7),
            ..first
        };
        assert_eq!(kept_cards::by_card(&stage.db, "a").await.unwrap(), Some(erased));
    }

    async fn a_charge_waits_beside_a_page_and_is_asked_for_by_one(stage) {
        enrolled(&stage.db, 1).await;
        let page = attempt("page", 1);
        let charge = CardRow { is_charge: true, ..attempt("charge", 1) };
        stage.db.commit(vec![card_payments::insert(&page), card_payments::insert(&charge)]).await.unwrap();
        let other = CardRow { is_charge: true, ..attempt("other", 1) };
        let twice = stage.db.commit(card_payments::insert(&other)).await;
        assert!(matches!(twice, Err(CommitError::Duplicate { .. })), "{twice:?}");
        let asked = CardRow { kept_card: Some("a".to_owned()), asked_at: Some(Instant(4)), ..charge };
        stage.db.commit(card_payments::update(&asked)).await.unwrap();
        let again = stage.db.commit(card_payments::update(&asked)).await;
        assert!(matches!(again, Err(CommitError::Conflict { .. })), "one of two asks");
        let found = card_payments::by_attempt(&stage.db, "charge").await.unwrap().unwrap();
        assert_eq!(found, CardRow { version: 1, ..asked });
    }
}
