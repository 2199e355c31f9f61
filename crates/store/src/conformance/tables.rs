//! Taking everything away: no table and no column is forgotten, and all of it is of one moment.

use std::collections::BTreeSet;

use super::{Stage, enrolled, on_both_engines};
use crate::bulk::Bulk;
use crate::database::Engine;
use crate::tables::{self, TABLES, Table};

/// What is not exported, and why that is right: the marks of migrations are the schema's, sign-ins and sessions open doors, the ledger and the
/// files of proofs are written in forms of their own.
const LEFT_OUT: &[&str] = &["jubilee_migrations", "sign_ins", "sessions", "ledger", "proofs.body"];

async fn rows(bulk: &mut Bulk, table: &'static Table) -> Vec<Vec<String>> {
    let columns = table.columns().count();
    let read = move |rows: &mut Vec<Vec<String>>, row: &crate::Row<'_>| {
        rows.push((0..columns).map(|column| row.shown(column)).collect::<Result<_, _>>()?);
        Ok(())
    };
    tables::each(bulk, table, Vec::new(), read).await.unwrap()
}

fn table(name: &str) -> &'static Table {
    TABLES.iter().find(|table| table.name == name).unwrap()
}

#[tokio::test]
async fn every_column_of_the_schema_is_exported_or_left_out_on_purpose() {
    let stage = Stage::new(Engine::Sqlite).await;
    let asked = "SELECT tables.name || '.' || columns.name FROM sqlite_schema tables, pragma_table_info(tables.name) columns \
        WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'";
    let schema: Vec<String> = stage.db.query_as(asked, vec![]).await.unwrap();
    let is_left_out = |column: &String| {
        LEFT_OUT.iter().any(|left| left == column || column.split_once('.').is_some_and(|(table, _)| table == *left))
    };
    let schema: BTreeSet<String> = schema.into_iter().filter(|column| !is_left_out(column)).collect();
    let exported = TABLES.iter().flat_map(|table| table.columns().map(|column| format!("{}.{column}", table.name)));
    assert_eq!(exported.collect::<BTreeSet<String>>(), schema);
}

on_both_engines! {
    async fn rows_come_in_the_order_of_their_key_with_every_kind_of_cell(stage) {
        for number in [2, 1, 3] {
            enrolled(&stage.db, number).await;
        }
        let mut bulk = tables::one_moment(&stage.db).await.unwrap();
        let members = rows(&mut bulk, table("members")).await;
        assert_eq!(members.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["1", "2", "3"]);
        let head = table("members").columns().position(|column| column == "head").unwrap();
        assert!(members.iter().all(|row| row[head].len() == 64 && row[head].bytes().all(|digit| digit.is_ascii_hexdigit())));
        for table in TABLES {
            rows(&mut bulk, table).await;
        }
    }
}

/// The twin is a transaction like any other, which sees what others commit meanwhile.
#[tokio::test]
async fn what_is_committed_meanwhile_is_not_seen_on_postgres() {
    let stage = Stage::new(Engine::Postgres).await;
    enrolled(&stage.db, 1).await;
    let mut moment = tables::one_moment(&stage.db).await.unwrap();
    let mut twin = stage.db.bulk().await.unwrap();
    for bulk in [&mut moment, &mut twin] {
        assert_eq!(rows(bulk, table("members")).await.len(), 1);
    }
    enrolled(&stage.db, 2).await;
    assert_eq!(rows(&mut moment, table("members")).await.len(), 1);
    assert_eq!(rows(&mut twin, table("members")).await.len(), 2);
}
