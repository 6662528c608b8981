//! Looking at the queue.

use crate::record::{COLUMNS, JobId, Record, State};
use crate::store;
use db::{DbError, Tx, Value, params};
use kernel::{Cursor, PageSize, RawId, Slice};

/// Which jobs are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter<'a> {
    /// Only in these states; empty for all.
    pub states: &'a [State],
    /// Only of this kind.
    pub kind: Option<&'a str>,
    /// Only asked for by this person.
    pub created_by: Option<RawId>,
}

impl<'a> Filter<'a> {
    fn sql(&self, tx: &Tx<'_>, values: &mut Vec<Value<'a>>) -> String {
        let mut sql = "1 = 1".to_owned();
        if !self.states.is_empty() {
            let list = tx.dialect().placeholders(values.len() + 1, self.states.len());
            sql.push_str(&format!(" AND state IN ({list})"));
            values.extend(self.states.iter().map(|state| Value::Text(state.slug())));
        }
        if let Some(kind) = self.kind {
            values.push(Value::Text(kind));
            sql.push_str(&format!(" AND kind = ${}", values.len()));
        }
        if let Some(user) = self.created_by {
            values.push(Value::Id(user));
            sql.push_str(&format!(" AND created_by = ${}", values.len()));
        }
        sql
    }
}

/// A page of jobs, the newest first.
///
/// # Errors
/// Any [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    filter: Filter<'_>,
    size: PageSize,
    after: Option<&Cursor>,
) -> Result<Slice<Record>, DbError> {
    let mut values = Vec::new();
    let mut wanted = filter.sql(tx, &mut values);
    if let Some(before) = after.and_then(|cursor| cursor.key.parse::<JobId>().ok()) {
        values.push(Value::Id(before.0));
        wanted.push_str(&format!(" AND id < ${}", values.len()));
    }
    let sql =
        format!("SELECT {COLUMNS} FROM jobs WHERE {wanted} ORDER BY id DESC LIMIT {}", size.get() + 1);
    let mut items = tx.rows(&sql, &values, Record::read)?;
    let has_more = items.len() > size.get();
    items.truncate(size.get());
    let next = items.last().filter(|_| has_more).map(|last| Cursor { key: last.id.to_string(), no: 0 });
    Ok(Slice { items, next })
}

/// How many jobs there are.
///
/// # Errors
/// Any [`DbError`].
pub fn count(tx: &mut Tx<'_>, filter: Filter<'_>) -> Result<i64, DbError> {
    let mut values = Vec::new();
    let wanted = filter.sql(tx, &mut values);
    tx.number(&format!("SELECT count(*) FROM jobs WHERE {wanted}"), &values)
}

/// Whether a job with this key waits or runs; not one that ended or that a person stopped.
///
/// # Errors
/// Any [`DbError`].
pub fn is_under_way(tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
    Ok(store::of_key(tx, key)?.is_some())
}

/// One job.
///
/// # Errors
/// Any [`DbError`].
pub fn get(tx: &mut Tx<'_>, id: JobId) -> Result<Option<Record>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM jobs WHERE id = $1"), params![id.0], Record::read)
}
