//! How far the journal was followed, and which deals are to be counted anew.

use db::{DbError, Tx, params};
use kernel::RawId;

/// The number of the last entry that was looked at.
pub(crate) fn seen(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.number("SELECT coalesce(max(seq), 0) FROM earning_clock", &[])
}

/// Keeps it.
pub(crate) fn see(tx: &mut Tx<'_>, seq: i64) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO earning_clock (one, seq) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq",
        params![seq],
    )
    .map(drop)
}

/// A deal is to be counted anew.
pub(crate) fn owe(tx: &mut Tx<'_>, deal: RawId) -> Result<(), DbError> {
    let sql = "INSERT INTO earning_dues (deal_id) VALUES ($1) ON CONFLICT (deal_id) DO NOTHING";
    tx.execute(sql, params![deal]).map(drop)
}

/// Deals with lines that could not be counted are to be counted anew.
pub(crate) fn owe_uncounted(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO earning_dues (deal_id) SELECT DISTINCT l.deal_id FROM earning_lines l
         WHERE l.amount IS NULL AND l.deal_id IS NOT NULL ON CONFLICT (deal_id) DO NOTHING",
        &[],
    )
    .map(drop)
}

/// Deals of a draft are to be counted anew.
pub(crate) fn owe_statement(tx: &mut Tx<'_>, statement: RawId) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO earning_dues (deal_id) SELECT DISTINCT l.deal_id FROM earning_lines l
         WHERE l.statement_id = $1 AND l.deal_id IS NOT NULL ON CONFLICT (deal_id) DO NOTHING",
        params![statement],
    )
    .map(drop)
}

/// Some deals that are to be counted anew.
pub(crate) fn owed(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<RawId>, DbError> {
    let sql = "SELECT deal_id FROM earning_dues ORDER BY deal_id LIMIT $1";
    tx.rows(sql, params![limit], |row| row.get(0))
}

/// A deal was counted.
pub(crate) fn settle(tx: &mut Tx<'_>, deal: RawId) -> Result<(), DbError> {
    tx.execute("DELETE FROM earning_dues WHERE deal_id = $1", params![deal]).map(drop)
}
