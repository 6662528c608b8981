//! The table of commission rates.

use crate::rate::{Pays, Rate, RateId};
use crate::written;
use db::{DbError, Row, Tx, params};

const COLUMNS: &str =
    "id, whom, what, place, pays, from_on, until_on, note, revision, created_by, created_at";

/// A row that this binary cannot read is left out, as one that pays nothing.
fn rate(row: &Row<'_>) -> Result<Option<Rate>, DbError> {
    let whom = row.with_text(1, written::whom)?;
    let what = row.with_text(2, written::what)?;
    let place = row.with_text(3, written::place)?;
    let pays: Option<Pays> = row.with_text(4, |text| serde_json::from_str(text).ok())?;
    let (Some(whom), Some(what), Some(place), Some(pays)) = (whom, what, place, pays) else {
        return Ok(None);
    };
    Ok(Some(Rate {
        id: row.id(0)?,
        whom,
        what,
        place,
        pays,
        from_on: row.get(5)?,
        until_on: row.get(6)?,
        note: row.get(7)?,
        revision: row.get(8)?,
        created_by: row.get(9)?,
        created_at: row.get(10)?,
    }))
}

/// All, the newest day first.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Rate>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM commission_rates ORDER BY from_on DESC, id DESC");
    Ok(tx.rows(&sql, &[], rate)?.into_iter().flatten().collect())
}

/// The rate of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: RateId) -> Result<Option<Rate>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM commission_rates WHERE id = $1");
    Ok(tx.first(&sql, params![id.0], rate)?.flatten())
}

/// Adds one.
pub(crate) fn insert(tx: &mut Tx<'_>, rate: &Rate) -> Result<(), DbError> {
    let (whom, what) = (written::of_whom(rate.whom), written::of_what(&rate.what));
    let place = written::of_place(rate.place);
    let pays = serde_json::to_string(&rate.pays).unwrap_or_default();
    tx.execute(
        "INSERT INTO commission_rates (id, whom, what, place, pays, from_on, until_on, note, revision, created_by,
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            rate.id.0,
            &whom,
            &what,
            &place,
            &pays,
            rate.from_on,
            rate.until_on,
            &rate.note,
            rate.revision,
            rate.created_by,
            rate.created_at
        ],
    )
    .map(drop)
}

/// Has one end on a day.
pub(crate) fn end(tx: &mut Tx<'_>, rate: &Rate) -> Result<(), DbError> {
    tx.execute(
        "UPDATE commission_rates SET until_on = $2, revision = $3 WHERE id = $1",
        params![rate.id.0, rate.until_on, rate.revision],
    )
    .map(drop)
}

/// Won deals from a day on are to be counted anew.
pub(crate) fn touch_deals(tx: &mut Tx<'_>, from: kernel::Millis) -> Result<u64, DbError> {
    tx.execute(
        "INSERT INTO earning_dues (deal_id) SELECT d.id FROM deals d WHERE d.closed_at IS NOT NULL AND d.closed_at >= $1
         AND d.is_won = TRUE ON CONFLICT (deal_id) DO NOTHING",
        params![from],
    )
}
