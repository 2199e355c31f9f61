//! Pauses: one holds at most, whoever asks at the same time, and the day that it reached never goes back.

use jubilee_core::Instant;

use super::{day, on_both_engines};
use crate::error::CommitError;
use crate::installation::{self, InstallationRow};
use crate::pauses::{self, PauseRow};

on_both_engines! {
    async fn one_pause_holds_at_most_and_all_of_them_are_kept(stage) {
        assert_eq!(pauses::open(&stage.db).await.unwrap(), None);
        let first = pauses::begin("wrong fees", Some(7), Instant(10));
        let second = pauses::begin("me too", None, Instant(11));
        let (first, second) = tokio::join!(stage.db.commit(first), stage.db.commit(second));
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        let refused = first.err().or(second.err());
        assert!(matches!(refused, Some(CommitError::Duplicate { .. })), "{refused:?}");
        assert!(pauses::open(&stage.db).await.unwrap().is_some());
        stage.db.commit(pauses::end(None, Instant(20))).await.unwrap();
        assert_eq!(pauses::open(&stage.db).await.unwrap(), None);
        let again = stage.db.commit(pauses::end(Some(7), Instant(21))).await;
        assert!(matches!(again, Err(CommitError::Conflict { .. })), "{again:?}");
        stage.db.commit(pauses::begin("once more", Some(9), Instant(30))).await.unwrap();
        let last = PauseRow {
            number: 2,
            reason: "once more".to_owned(),
            paused_by: Some(9),
            paused_at: Instant(30),
            resumed_by: None,
            resumed_at: None,
        };
        assert_eq!(pauses::open(&stage.db).await.unwrap(), Some(last.clone()));
        let all = pauses::recent(&stage.db, 9).await.unwrap();
        assert_eq!((all.len(), &all[0], all[1].resumed_at), (2, &last, Some(Instant(20))));
        assert_eq!(pauses::recent(&stage.db, 1).await.unwrap(), [last]);
    }

    async fn the_day_that_a_pause_reached_goes_on_and_outlives_it(stage) {
        let row = InstallationRow {
            programme: "mpn".to_owned(),
            sandbox: false,
            live_from: None,
            today: None,
            completed_on: None,
            base_url: None,
            reached_on: None,
        };
        stage.db.commit(installation::create(&row)).await.unwrap();
        let reached = async || installation::read(&stage.db).await.unwrap().unwrap().reached_on;
        let nobody = stage.db.commit(pauses::hold_day(day("2020-09-20"))).await;
        assert!(matches!(nobody, Err(CommitError::Conflict { .. })), "nothing holds: {nobody:?}");
        stage.db.commit(pauses::begin("wrong fees", None, Instant(10))).await.unwrap();
        assert_eq!(reached().await, None);
        stage.db.commit(pauses::hold_day(day("2020-09-20"))).await.unwrap();
        let back = stage.db.commit(pauses::hold_day(day("2020-09-19"))).await;
        assert!(matches!(back, Err(CommitError::Conflict { .. })), "{back:?}");
        stage.db.commit(pauses::end(None, Instant(20))).await.unwrap();
        stage.db.commit(pauses::begin("again", None, Instant(30))).await.unwrap();
        assert_eq!(reached().await, Some(day("2020-09-20")));
    }
}
