//! Sets of cards by what the index knows of them.

use columns::Bits;
use db::{DbError, Tx, Value};

/// Every card there is, archived ones too.
pub(crate) fn everybody(tx: &mut Tx<'_>) -> Result<Bits, DbError> {
    set(tx, "SELECT c.no FROM customers c", &[])
}

/// The cards that were put away.
pub(crate) fn archived(tx: &mut Tx<'_>) -> Result<Bits, DbError> {
    set(tx, "SELECT c.no FROM customers c WHERE c.archived_at IS NOT NULL", &[])
}

/// Pairs of cards that are tied now, in both directions, by a kind or, when it is empty, by any.
pub(crate) fn ties(tx: &mut Tx<'_>, kind: &str) -> Result<Vec<(u32, u32)>, DbError> {
    let (filter, params) = match kind {
        "" => ("", Vec::new()),
        kind => (" AND r.kind = $1", vec![Value::Text(kind)]),
    };
    let sql = format!(
        "SELECT a.no, b.no FROM relations r JOIN customers a ON a.id = r.from_id JOIN customers b ON b.id = r.to_id
         WHERE r.ended_at IS NULL{filter}"
    );
    let mut pairs = Vec::new();
    tx.each(&sql, &params, |row| {
        let ends = (u32::try_from(row.get::<i64>(0)?), u32::try_from(row.get::<i64>(1)?));
        if let (Ok(one), Ok(other)) = ends {
            pairs.extend([(one, other), (other, one)]);
        }
        Ok(true)
    })?;
    Ok(pairs)
}

/// The numbers of the cards that meet a condition over `customers c`, written as SQL.
pub(crate) fn meeting(tx: &mut Tx<'_>, condition: &str, params: &[Value<'_>]) -> Result<Bits, DbError> {
    set(tx, &format!("SELECT c.no FROM customers c WHERE {condition}"), params)
}

/// The numbers in the first column of an answer.
pub(crate) fn set(tx: &mut Tx<'_>, sql: &str, params: &[Value<'_>]) -> Result<Bits, DbError> {
    let mut bits = Bits::default();
    tx.each(sql, params, |row| {
        if let Ok(no) = u32::try_from(row.get::<i64>(0)?) {
            bits.set(no);
        }
        Ok(true)
    })?;
    Ok(bits)
}
