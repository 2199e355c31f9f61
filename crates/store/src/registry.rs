//! Every statement of this crate, and the tests that check their texts.

use std::fs;
use std::path::Path;

use tokio_postgres::types::Type;

use crate::conformance::Stage;
use crate::database::Engine;
use crate::value::{FromRow, Row, RowError, Value};

/// Which engine a statement is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoken {
    Both,
    Sqlite,
    Postgres,
}

/// One statement.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) spoken: Spoken,
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
}

macro_rules! registry {
    ($($module:ident)*) => { &[$((stringify!($module), crate::$module::STATEMENTS)),*] };
}

/// The statements of each module.
const REGISTRY: &[(&str, &[Entry])] = registry! {
    bank benefit_keys billing card_messages card_payments card_refunds chains database exceptions failures installation invoices jobs kept_cards ledger left_cards locations members
    orders outbox pauses payments programme proofs replan seals sessions sign_ins staff subscriptions tables turn users
};

/// The statement of a module by its name.
pub(crate) fn statement(module: &str, name: &str) -> &'static str {
    let (_, entries) = REGISTRY.iter().find(|(of, _)| *of == module).unwrap();
    entries.iter().find(|entry| entry.name == name).unwrap().sql
}

/// How many parameters a statement has, or `None` where they do not appear first in the order of their numbers.
fn parameters(sql: &str) -> Option<usize> {
    let mut seen = 0;
    for after in sql.split('$').skip(1) {
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        let number: usize = digits.parse().ok()?;
        if number > seen + 1 || number == 0 {
            return None;
        }
        seen = seen.max(number);
    }
    Some(seen)
}

#[test]
fn parameters_appear_in_the_order_of_their_numbers() {
    assert_eq!(parameters("UPDATE t SET a = $1 WHERE b < $1 AND c = $2"), Some(2));
    assert_eq!(parameters("UPDATE t SET a = $2 WHERE b = $1"), None);
    for (module, entries) in REGISTRY {
        for entry in *entries {
            assert!(parameters(entry.sql).is_some(), "{module}::{}: {}", entry.name, entry.sql);
        }
    }
}

#[test]
fn every_statement_is_in_the_registry() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut declared = 0;
    for file in fs::read_dir(sources).unwrap() {
        let path = file.unwrap().path();
        let Some(module) = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| path.is_file()) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        if module != "registry" && text.contains("statements! {") {
            declared += 1;
            assert!(REGISTRY.iter().any(|(of, _)| *of == module), "{module} is not in the registry");
        }
        let product = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for call in ["Stmt::new(\"", "query(\"", "query_as(\"", "query_one(\"", "query_number(\""] {
            assert!(module == "registry" || !product.contains(call), "{module} has a statement outside its `statements!`");
        }
    }
    assert_eq!(declared, REGISTRY.len());
}

/// A line of an explanation, whatever it says.
struct Explained;

impl FromRow for Explained {
    fn from_row(_row: &Row<'_>) -> Result<Explained, RowError> {
        Ok(Explained)
    }
}

#[tokio::test]
async fn both_engines_understand_every_statement_and_postgres_takes_every_value_as_it_is_sent() {
    for stage in [Stage::new(Engine::Sqlite).await, Stage::new(Engine::Postgres).await] {
        for (module, entry) in REGISTRY.iter().flat_map(|(module, entries)| entries.iter().map(move |entry| (module, entry))) {
            let place = format!("{module}::{} on {:?}", entry.name, stage.db.engine());
            match (stage.db.engine(), entry.spoken) {
                (Engine::Sqlite, Spoken::Both | Spoken::Sqlite) => {
                    let explained: &'static str = format!("EXPLAIN {}", entry.sql).leak();
                    let args = vec![Value::Null; parameters(entry.sql).unwrap()];
                    if let Err(fault) = stage.db.query_as::<Explained>(explained, args).await {
                        panic!("{place}: {:?}", std::error::Error::source(&fault));
                    }
                }
                (Engine::Postgres, Spoken::Both | Spoken::Postgres) => match stage.db.described(entry.sql).await {
                    Err(fault) => panic!("{place}: {:?}", std::error::Error::source(&fault)),
                    Ok(types) => {
                        let fits = types.iter().all(|kind| [Type::INT8, Type::TEXT, Type::BYTEA].contains(kind));
                        assert!(fits, "{place}: {types:?}");
                    }
                },
                _ => {}
            }
        }
    }
}
