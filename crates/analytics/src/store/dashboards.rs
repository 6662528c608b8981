//! The table of dashboards: one row for a person who arranged theirs.

use db::{DbError, Tx, params};
use kernel::{Millis, RawId};

use crate::dashboard::Dashboard;

/// The dashboard that a person arranged.
pub(crate) fn of(tx: &mut Tx<'_>, owner: RawId) -> Result<Option<Dashboard>, DbError> {
    tx.first("SELECT tiles, revision FROM dashboards WHERE owner_id = $1", params![owner], |row| {
        let tiles = row.with_text(0, |text| serde_json::from_str(text).unwrap_or_default())?;
        Ok(Dashboard { tiles, revision: row.get(1)? })
    })
}

/// Writes it anew.
pub(crate) fn keep(
    tx: &mut Tx<'_>,
    owner: RawId,
    dashboard: &Dashboard,
    now: Millis,
) -> Result<(), DbError> {
    let tiles = serde_json::to_string(&dashboard.tiles).unwrap_or_else(|_| "[]".into());
    tx.execute(
        "INSERT INTO dashboards (owner_id, tiles, revision, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (owner_id) DO UPDATE SET tiles = excluded.tiles, revision = excluded.revision,
         updated_at = excluded.updated_at",
        params![owner, &tiles, dashboard.revision, now],
    )
    .map(drop)
}

/// Forgets it; gives how many there were.
pub(crate) fn remove(tx: &mut Tx<'_>, owner: RawId) -> Result<u64, DbError> {
    tx.execute("DELETE FROM dashboards WHERE owner_id = $1", params![owner])
}
