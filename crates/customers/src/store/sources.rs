//! The table of sources.

use crate::sheet::SourceNo;
use crate::source::{Source, SourceKind};
use db::{DbError, Tx, Value, params};
use kernel::RawId;

/// The source of this kind, name and person.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    kind: SourceKind,
    name: &str,
    user: Option<RawId>,
) -> Result<Option<SourceNo>, DbError> {
    match user {
        Some(user) => tx.first(
            "SELECT no FROM sources WHERE user_id = $1 AND kind = $2 AND name = $3",
            params![user, kind.slug(), name],
            |row| row.get(0),
        ),
        None => tx.first(
            "SELECT no FROM sources WHERE user_id IS NULL AND kind = $1 AND name = $2",
            params![kind.slug(), name],
            |row| row.get(0),
        ),
    }
}

/// Adds a source; its number is given by the base.
pub(crate) fn insert(tx: &mut Tx<'_>, source: &Source) -> Result<SourceNo, DbError> {
    let no = tx.number("SELECT coalesce(max(no), 0) + 1 FROM sources", &[])?;
    tx.execute(
        "INSERT INTO sources (no, kind, name, user_id, at) VALUES ($1, $2, $3, $4, $5)",
        params![no, source.kind.slug(), &source.name, source.user, source.at],
    )?;
    Ok(no)
}

/// The sources of these numbers, in no special order; unknown numbers are left out.
pub(crate) fn of(tx: &mut Tx<'_>, numbers: &[SourceNo]) -> Result<Vec<Source>, DbError> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let marks = tx.dialect().placeholders(1, numbers.len());
    let values: Vec<_> = numbers.iter().map(|no| Value::Int(*no)).collect();
    tx.rows(
        &format!("SELECT no, kind, name, user_id, at FROM sources WHERE no IN ({marks})"),
        &values,
        |row| {
            Ok(Source {
                no: row.get(0)?,
                kind: SourceKind::from_slug(&row.get::<String>(1)?).unwrap_or(SourceKind::External),
                name: row.get(2)?,
                user: row.get(3)?,
                at: row.get(4)?,
            })
        },
    )
}
