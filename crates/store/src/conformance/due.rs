//! The due query: what is due, no more, by its index.

use super::{day, enrolled, id, member, on_both_engines, subscription};
use crate::database::{Db, Engine};
use crate::registry;
use crate::subscriptions::Due;
use crate::value::{Row, args};
use crate::{members, subscriptions};

/// Loads `count` members, each with one subscription that is due far from now.
async fn fill(db: &Db, count: i64) {
    let mut bulk = db.bulk().await.unwrap();
    bulk.load(&members::LOAD, (1..=count).map(|number| members::loaded(&member(number))).collect()).await.unwrap();
    let held = (1..=count).map(|number| subscription(number, 1, Some(day("2030-01-01").plus_days(number as i32 % 400))));
    bulk.load(&subscriptions::LOAD, held.map(|row| subscriptions::loaded(&row)).collect()).await.unwrap();
    bulk.commit().await.unwrap();
}

async fn plan_of(db: &Db, sql: &str, args: Vec<crate::Value>) -> String {
    let asked: &'static str = match db.engine() {
        Engine::Sqlite => format!("EXPLAIN QUERY PLAN {sql}").leak(),
        Engine::Postgres => format!("EXPLAIN {sql}").leak(),
    };
    let column = if db.engine() == Engine::Sqlite { 3 } else { 0 };
    let told = move |plan: &mut Vec<String>, row: &Row<'_>| {
        plan.push(row.text(column)?.to_owned());
        Ok(())
    };
    db.fold(asked, args, Vec::new(), told).await.unwrap().join("\n")
}

on_both_engines! {
    async fn what_is_due_comes_in_pages_each_once(stage) {
        for number in 1..=5 {
            enrolled(&stage.db, number).await;
        }
        let due = Some(day("2020-09-20"));
        for (number, ordinal, next) in [(1, 1, due), (1, 2, due), (2, 1, None), (3, 1, Some(day("2020-09-21"))), (4, 1, due), (5, 1, due), (5, 2, Some(day("2020-09-18")))] {
            stage.db.commit(subscriptions::insert(&subscription(number, ordinal, next))).await.unwrap();
        }
        let page = async |day, after, limit| subscriptions::due(&stage.db, day, after, limit).await.unwrap();
        let at = |on, number| Due { on: day(on), member: id(number) };
        let (early, first, second, third) = (at("2020-09-18", 5), at("2020-09-20", 1), at("2020-09-20", 4), at("2020-09-20", 5));
        assert_eq!(page(day("2020-09-17"), None, 10).await, vec![]);
        assert_eq!(page(day("2020-09-19"), None, 10).await, vec![early]);
        assert_eq!(page(day("2020-09-20"), None, 3).await, vec![early, first, second]);
        assert_eq!(page(day("2020-09-20"), Some(second), 3).await, vec![third]);
        assert_eq!(page(day("2020-09-20"), Some(third), 3).await, vec![]);
        assert_eq!(subscriptions::due_count(&stage.db, day("2020-09-20")).await.unwrap(), 5);
        assert_eq!(subscriptions::earliest_due(&stage.db).await.unwrap(), Some(early.on));
        assert_eq!(subscriptions::next_due_after(&stage.db, day("2020-09-20")).await.unwrap(), Some(day("2020-09-21")));

        // What is done leaves the due set.
        let mut done = subscription(4, 1, None);
        done.ended = true;
        stage.db.commit(subscriptions::update(&done)).await.unwrap();
        assert_eq!(page(day("2020-09-20"), None, 10).await, vec![early, first, third]);
        assert_eq!(subscriptions::by_ref(&stage.db, "S4-1").await.unwrap(), Some(done));
    }

    async fn the_due_query_reads_its_index_and_not_the_table(stage) {
        fill(&stage.db, 20_000).await;
        stage.db.settle().await;
        for name in ["DUE", "COUNT_DUE", "EARLIEST_DUE", "NEXT_DUE_AFTER"] {
            let sql = registry::statement("subscriptions", name);
            let args = match name {
                "DUE" => args![day("2020-09-20"), "", 0_i64, 100_i64],
                "EARLIEST_DUE" => vec![],
                _ => args![day("2020-09-20")],
            };
            let plan = plan_of(&stage.db, sql, args).await;
            assert!(plan.contains("subscriptions_due"), "{name}: {plan}");
            assert!(!plan.contains("Seq Scan") && !plan.contains("SCAN subscriptions\n"), "{name}: {plan}");
        }
        // A page that sorted all that is due would cost the square of it. The twin is asked in the order of the members, and sorts.
        let sorts = async |sql, args| {
            let plan = plan_of(&stage.db, sql, args).await;
            plan.contains("TEMP B-TREE") || plan.contains("Sort")
        };
        let due = args![day("2030-06-01"), "2030-05-01", 7_000_i64, 100_i64];
        assert!(!sorts(registry::statement("subscriptions", "DUE"), due).await);
        let twin = "SELECT DISTINCT member FROM subscriptions WHERE next_due_on <= $1 AND member > $2 ORDER BY member LIMIT $3";
        assert!(sorts(twin, args![day("2030-06-01"), 7_000_i64, 100_i64]).await);
        // What a page of due members needs is found by key for each of them; a walk of the whole table was once 80 times slower.
        let pick = |sqlite, postgres| if stage.db.engine() == Engine::Sqlite { sqlite } else { postgres };
        for (module, name) in [
            ("subscriptions", pick("BY_MEMBERS_SQLITE", "BY_MEMBERS_POSTGRES")),
            ("members", pick("BY_IDS_SQLITE", "BY_IDS_POSTGRES")),
        ] {
            let plan = plan_of(&stage.db, registry::statement(module, name), args!["1,2,3"]).await;
            let is_walk = |line: &str| line.contains("Seq Scan") || ["SCAN s", "SCAN members"].contains(&line.trim());
            assert!(!plan.lines().any(is_walk), "{name}: {plan}");
        }
        // The twin asks in a way that no index helps, and the check above would not let it pass.
        let twin = "SELECT DISTINCT member FROM subscriptions WHERE anniversary_on <= $1";
        let plan = plan_of(&stage.db, twin, args![day("2020-09-20")]).await;
        assert!(!plan.contains("subscriptions_due"), "{plan}");
        if stage.db.engine() == Engine::Sqlite {
            let twin = registry::statement("subscriptions", "BY_MEMBERS_SQLITE").replace("CROSS JOIN", "JOIN").leak();
            let plan = plan_of(&stage.db, twin, args!["1,2,3"]).await;
            assert!(plan.lines().any(|line| line.trim() == "SCAN s"), "{plan}");
        }
    }

    async fn members_of_a_page_bring_all_their_subscriptions(stage) {
        for number in 1..=3 {
            enrolled(&stage.db, number).await;
            for ordinal in 1..=2 {
                stage.db.commit(subscriptions::insert(&subscription(number, ordinal, None))).await.unwrap();
            }
        }
        let found = subscriptions::by_members(&stage.db, &[id(3), id(1)]).await.unwrap();
        assert_eq!(found.iter().map(|row| row.reference.as_str()).collect::<Vec<_>>(), ["S1-1", "S1-2", "S3-1", "S3-2"]);
    }
}
