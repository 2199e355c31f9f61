//! Keys are given once, also to those who come at the same moment, and nothing prints them.

use jubilee_core::{BenefitId, SubscriptionId};

use super::{id, on_both_engines};
use crate::benefit_keys::{self, KeyCount, KeyRow};
use crate::error::CommitError;

fn held(ordinal: u32) -> SubscriptionId {
    SubscriptionId::new(id(1), ordinal).unwrap()
}

on_both_engines! {
    async fn a_key_is_kept_once_and_given_once(stage) {
        let keys = BenefitId::from("software-keys");
        let load = |digest: u8, secret: &str| benefit_keys::load(&keys, [digest; 32], secret);
        stage.db.commit(vec![load(1, "AAA"), load(2, "BBB"), load(1, "AAA")]).await.unwrap();
        assert_eq!(benefit_keys::free(&stage.db, &keys, 1).await.unwrap(), [[1; 32]]);
        assert_eq!(benefit_keys::free(&stage.db, &BenefitId::from("other"), 9).await.unwrap(), [[0; 32]; 0]);
        stage.db.commit(benefit_keys::take(held(1), 3, &keys, [1; 32])).await.unwrap();
        let again = stage.db.commit(benefit_keys::take(held(2), 1, &keys, [1; 32])).await;
        assert!(matches!(again, Err(CommitError::Conflict { .. })), "{again:?}");
        let two_for_one = stage.db.commit(benefit_keys::take(held(1), 3, &keys, [2; 32])).await;
        assert!(matches!(two_for_one, Err(CommitError::Duplicate { .. })), "{two_for_one:?}");
        stage.db.commit(load(1, "AAA")).await.unwrap();
        let count = KeyCount { benefit: keys.clone(), free: 1, shown: 1 };
        assert_eq!(benefit_keys::counts(&stage.db).await.unwrap(), [count]);
        let shown = benefit_keys::shown(&stage.db, held(1)).await.unwrap();
        assert_eq!(shown, [KeyRow { number: 3, secret: "AAA".to_owned() }]);
        assert_eq!(benefit_keys::shown(&stage.db, held(2)).await.unwrap(), []);
        assert!(!format!("{shown:?}").contains("AAA"), "{shown:?}");
    }

    async fn of_many_who_want_the_last_key_one_gets_it(stage) {
        let keys = BenefitId::from("software-keys");
        stage.db.commit(benefit_keys::load(&keys, [7; 32], "ONLY")).await.unwrap();
        let mut tries = tokio::task::JoinSet::new();
        for ordinal in 1..=16 {
            let (db, keys) = (stage.db.clone(), keys.clone());
            tries.spawn(async move { db.commit(benefit_keys::take(held(ordinal), 1, &keys, [7; 32])).await.is_ok() });
        }
        let given = tries.join_all().await.into_iter().filter(|given| *given).count();
        assert_eq!(given, 1);
    }
}
