//! The tables of changes made to many at once.

use crate::customer::CustomerNo;
use db::{DbError, Tx, Value, params};
use kernel::{Millis, RawId};

/// A change made to many, as kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Deed {
    pub(crate) id: RawId,
    pub(crate) kind: String,
    pub(crate) payload: serde_json::Value,
    pub(crate) user: Option<RawId>,
    pub(crate) undone_at: Option<Millis>,
}

/// Keeps a deed with what stood before on each card.
pub(crate) fn keep(
    tx: &mut Tx<'_>,
    deed: &Deed,
    before: &[(CustomerNo, String)],
    now: Millis,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO deeds (id, kind, payload, user_id, n, done_at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![deed.id, &deed.kind, &deed.payload.to_string(), deed.user, before.len(), now],
    )?;
    tx.insert_many(
        "deed_items",
        ["deed_id", "customer_no", "before"],
        before.iter().map(|(no, text)| [Value::Id(deed.id), Value::Int(*no), Value::Text(text)]),
    )
    .map(drop)
}

/// The deed of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: RawId) -> Result<Option<Deed>, DbError> {
    tx.first("SELECT id, kind, payload, user_id, undone_at FROM deeds WHERE id = $1", params![id], |row| {
        Ok(Deed {
            id: row.get(0)?,
            kind: row.get(1)?,
            payload: row.with_text(2, |text| serde_json::from_str(text).unwrap_or_default())?,
            user: row.get(3)?,
            undone_at: row.get(4)?,
        })
    })
}

/// What stood before on each card, by number.
pub(crate) fn items(tx: &mut Tx<'_>, id: RawId) -> Result<Vec<(CustomerNo, String)>, DbError> {
    tx.rows(
        "SELECT customer_no, before FROM deed_items WHERE deed_id = $1 ORDER BY customer_no",
        params![id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Marks a deed as taken back.
pub(crate) fn undone(tx: &mut Tx<'_>, id: RawId, now: Millis) -> Result<(), DbError> {
    tx.execute("UPDATE deeds SET undone_at = $2 WHERE id = $1", params![id, now]).map(drop)
}
