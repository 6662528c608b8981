//! The tables of changes made to many at once.

use crate::bulk_change::ManyEdit;
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
    pub(crate) n: i64,
    pub(crate) undone_at: Option<Millis>,
}

/// Keeps a deed of which nothing is done yet.
pub(crate) fn begin(tx: &mut Tx<'_>, deed: &Deed, now: Millis) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO deeds (id, kind, payload, user_id, n, done_at) VALUES ($1, $2, $3, $4, 0, $5)",
        params![deed.id, &deed.kind, &deed.payload.to_string(), deed.user, now],
    )
    .map(drop)
}

/// Keeps what stood before on more cards; a card comes up once in a deed.
pub(crate) fn add_items(
    tx: &mut Tx<'_>,
    id: RawId,
    before: &[(CustomerNo, String)],
) -> Result<(), DbError> {
    if before.is_empty() {
        return Ok(());
    }
    tx.insert_many(
        "deed_items",
        ["deed_id", "customer_no", "before"],
        before.iter().map(|(no, text)| [Value::Id(id), Value::Int(*no), Value::Text(text)]),
    )?;
    tx.execute("UPDATE deeds SET n = n + $2 WHERE id = $1", params![id, before.len()]).map(drop)
}

/// The deed of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: RawId) -> Result<Option<Deed>, DbError> {
    tx.first(
        "SELECT id, kind, payload, user_id, n, undone_at FROM deeds WHERE id = $1",
        params![id],
        |row| {
            Ok(Deed {
                id: row.get(0)?,
                kind: row.get(1)?,
                payload: row.with_text(2, |text| serde_json::from_str(text).unwrap_or_default())?,
                user: row.get(3)?,
                n: row.get(4)?,
                undone_at: row.get(5)?,
            })
        },
    )
}

/// What stood before on the cards after a number, by number, at most `limit`.
pub(crate) fn items(
    tx: &mut Tx<'_>,
    id: RawId,
    (after, limit): (CustomerNo, usize),
) -> Result<Vec<(CustomerNo, String)>, DbError> {
    tx.rows(
        "SELECT customer_no, before FROM deed_items WHERE deed_id = $1 AND customer_no > $2
         ORDER BY customer_no LIMIT $3",
        params![id, after, limit],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Marks a deed as taken back.
pub(crate) fn undone(tx: &mut Tx<'_>, id: RawId, now: Millis) -> Result<(), DbError> {
    tx.execute("UPDATE deeds SET undone_at = $2 WHERE id = $1", params![id, now]).map(drop)
}

/// Says which job does a deed, or takes it back.
pub(crate) fn name_job(
    tx: &mut Tx<'_>,
    id: RawId,
    edit: &ManyEdit,
    job: jobs::JobId,
) -> Result<(), DbError> {
    let payload = serde_json::json!({ "edit": edit, "job": job });
    tx.execute("UPDATE deeds SET payload = $2 WHERE id = $1", params![id, &payload.to_string()]).map(drop)
}
