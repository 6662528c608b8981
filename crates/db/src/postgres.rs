//! PostgreSQL: how its connections are set up, and how statements run on them.

use crate::{Cell, DbError, Row, Value};
use kernel::RawId;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, NoTls, Statement};
use std::collections::HashMap;

/// A connection with the statements it has prepared.
pub(crate) struct PgTx {
    pub(crate) client: Client,
    prepared: HashMap<String, Statement>,
}

/// Opens a connection.
pub(crate) fn open(url: &str) -> Result<PgTx, DbError> {
    let mut config: postgres::Config = url.parse()?;
    config.application_name("kartoteka").connect_timeout(std::time::Duration::from_secs(10));
    let mut client = config.connect(NoTls)?;
    client.batch_execute("SET client_min_messages = warning; SET TIME ZONE 'UTC'; SET jit = off")?;
    Ok(PgTx { client, prepared: HashMap::new() })
}

impl PgTx {
    fn prepare(&mut self, sql: &str) -> Result<Statement, DbError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        if self.prepared.len() >= 256 {
            self.prepared.clear();
        }
        let statement = self.client.prepare(sql)?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        Ok(self.client.batch_execute(sql)?)
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Value<'_>]) -> Result<u64, DbError> {
        let statement = self.prepare(sql)?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
        Ok(self.client.execute(&statement, &params)?)
    }

    pub(crate) fn each(
        &mut self,
        sql: &str,
        params: &[Value<'_>],
        mut visit: impl FnMut(&Row<'_>) -> Result<bool, DbError>,
    ) -> Result<(), DbError> {
        let statement = self.prepare(sql)?;
        let mut rows = self.client.query_raw(&statement, params.iter())?;
        while let Some(row) = rows.next()? {
            if !visit(&Row::Postgres(&row))? {
                break;
            }
        }
        Ok(())
    }
}

/// A column of any type that the house uses.
pub(crate) fn cell(row: &postgres::Row, at: usize) -> Result<Cell, DbError> {
    let Some(column) = row.columns().get(at) else { return Err(DbError::column(at, "no such column")) };
    fn or_null<T>(value: Option<T>, make: impl FnOnce(T) -> Cell) -> Cell {
        value.map_or(Cell::Null, make)
    }
    Ok(match *column.type_() {
        Type::INT8 => or_null(row.try_get::<_, Option<i64>>(at)?, Cell::Int),
        Type::INT4 => or_null(row.try_get::<_, Option<i32>>(at)?, |v| Cell::Int(v.into())),
        Type::INT2 => or_null(row.try_get::<_, Option<i16>>(at)?, |v| Cell::Int(v.into())),
        Type::FLOAT8 => or_null(row.try_get::<_, Option<f64>>(at)?, Cell::Real),
        Type::FLOAT4 => or_null(row.try_get::<_, Option<f32>>(at)?, |v| Cell::Real(v.into())),
        Type::BOOL => or_null(row.try_get::<_, Option<bool>>(at)?, Cell::Bool),
        Type::BYTEA => or_null(row.try_get::<_, Option<Vec<u8>>>(at)?, Cell::Bytes),
        Type::UUID => or_null(row.try_get::<_, Option<RawId>>(at)?, Cell::Id),
        Type::TEXT | Type::VARCHAR | Type::NAME | Type::BPCHAR | Type::UNKNOWN => {
            or_null(row.try_get::<_, Option<String>>(at)?, Cell::Text)
        }
        ref other => {
            return Err(DbError::column(at, &format!("type {other}: cast it to text, as in value::text")));
        }
    })
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(v) if *ty == Type::INT4 => i32::try_from(*v)?.to_sql(ty, out),
            Value::Int(v) if *ty == Type::FLOAT8 => (*v as f64).to_sql(ty, out),
            Value::Int(v) => v.to_sql(ty, out),
            Value::Real(v) => v.to_sql(ty, out),
            Value::Text(v) => v.to_sql(ty, out),
            Value::Bytes(v) => v.to_sql(ty, out),
            Value::Id(v) => v.to_sql(ty, out),
            Value::Bool(v) => v.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
