//! Values to and from PostgreSQL, in its binary forms of BIGINT, TEXT and BYTEA.

use tokio_postgres::Statement;
use tokio_postgres::types::{ToSql, Type};

use crate::error::Fault;
use crate::statement::Column;
use crate::value::{Cell, Value};

static NO_INT: Option<i64> = None;
static NO_TEXT: Option<String> = None;
static NO_BYTES: Option<Vec<u8>> = None;

/// A statement's parameters in the types that the server wants.
pub(super) struct Args<'a>(Vec<&'a (dyn ToSql + Sync)>);

impl<'a> Args<'a> {
    /// The parameters, unless their number is not the statement's.
    pub(super) fn new(args: &'a [Value], statement: &Statement) -> Result<Args<'a>, Fault> {
        if args.len() != statement.params().len() {
            return Err(Fault::new(
                "fill in a statement",
                format!("it has {} parameters and was given {}", statement.params().len(), args.len()),
            ));
        }
        Ok(Args(args.iter().zip(statement.params()).map(|(arg, wanted)| typed(arg, wanted)).collect()))
    }

    pub(super) fn refs(&self) -> Vec<&'a (dyn ToSql + Sync)> {
        self.0.clone()
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &'a (dyn ToSql + Sync)> + use<'a, '_> {
        self.0.iter().copied()
    }
}

/// A value in the form that is sent; an empty one is sent as nothing of the wanted type.
pub(super) fn typed<'a>(value: &'a Value, wanted: &Type) -> &'a (dyn ToSql + Sync) {
    match value {
        Value::Int(number) => number,
        Value::Text(text) => text,
        Value::Bytes(bytes) => bytes,
        Value::Null if *wanted == Type::INT8 => &NO_INT,
        Value::Null if *wanted == Type::BYTEA => &NO_BYTES,
        Value::Null => &NO_TEXT,
    }
}

/// The type of a column of a bulk path.
pub(super) const fn column_type(column: Column) -> Type {
    match column {
        Column::Int => Type::INT8,
        Column::Text => Type::TEXT,
        Column::Bytes => Type::BYTEA,
    }
}

/// What a column of a row of the server's holds; nothing where the row is shorter.
pub(crate) fn cell(row: &tokio_postgres::Row, column: usize) -> Option<Cell<'_>> {
    let cell = match *row.columns().get(column)?.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(column).map(|value| value.map(Cell::Int)),
        Type::INT4 => row.try_get::<_, Option<i32>>(column).map(|value| value.map(|number| Cell::Int(i64::from(number)))),
        Type::BYTEA => row.try_get::<_, Option<&[u8]>>(column).map(|value| value.map(Cell::Bytes)),
        _ => row.try_get::<_, Option<&str>>(column).map(|value| value.map(Cell::Text)),
    };
    Some(cell.map_or(Cell::Other, |cell| cell.unwrap_or(Cell::Null)))
}
