//! Reading cards for the search of duplicates: only what is compared, in the order of numbers or of changes.

use crate::customer::{CustomerNo, Kind};
use crate::sheet::Sheet;
use db::{DbError, Row, Tx, params};
use kernel::Millis;

/// What of a card is compared.
pub(crate) struct Compared {
    pub no: CustomerNo,
    pub kind: Kind,
    pub sheet: Sheet,
    pub revision: i64,
    pub updated_at: Millis,
    pub is_archived: bool,
}

const COLUMNS: &str = "no, kind, sheet, revision, updated_at, archived_at";

fn compared(row: &Row<'_>) -> Result<Compared, DbError> {
    Ok(Compared {
        no: row.get(0)?,
        kind: row.with_text(1, Kind::from_slug)?.unwrap_or_default(),
        sheet: row.with_text(2, |text| Sheet::from_text(text).unwrap_or_default())?,
        revision: row.get(3)?,
        updated_at: row.get(4)?,
        is_archived: row.get::<Option<Millis>>(5)?.is_some(),
    })
}

/// Cards of a kind in use after a number, by number.
pub(crate) fn after(
    tx: &mut Tx<'_>,
    kind: Kind,
    (no, limit): (CustomerNo, usize),
) -> Result<Vec<Compared>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM customers WHERE no > $1 AND kind = $2 AND archived_at IS NULL ORDER BY no LIMIT $3"
    );
    tx.rows(&sql, params![no, kind.slug(), limit], compared)
}

/// Cards changed after a moment and number, in the order of changes.
pub(crate) fn changed_after(
    tx: &mut Tx<'_>,
    (at, no): (Millis, CustomerNo),
    limit: usize,
) -> Result<Vec<Compared>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM customers WHERE updated_at >= $1 AND (updated_at > $1 OR no > $2)
         ORDER BY updated_at, no LIMIT $3"
    );
    tx.rows(&sql, params![at, no, limit], compared)
}

/// How many cards were changed after a moment, counted no further than `limit`.
pub(crate) fn n_changed_after(tx: &mut Tx<'_>, at: Millis, limit: usize) -> Result<i64, DbError> {
    tx.number(
        "SELECT count(*) FROM (SELECT 1 FROM customers WHERE updated_at > $1 LIMIT $2) AS changed",
        params![at, limit],
    )
}

/// The newest change, and how many cards there are.
pub(crate) fn head(tx: &mut Tx<'_>) -> Result<(Millis, i64), DbError> {
    let at = head_at(tx)?;
    Ok((at, tx.number("SELECT count(*) FROM customers", &[])?))
}

/// The newest change.
pub(crate) fn head_at(tx: &mut Tx<'_>) -> Result<Millis, DbError> {
    tx.number("SELECT coalesce(max(updated_at), 0) FROM customers", &[])
}
