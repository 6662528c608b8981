//! The tables of kinds of interactions and of their outcomes.

use crate::kind::{Kind, Outcome};
use db::{DbError, Tx, params};

/// The kinds of the firm's own and the built-in ones that were touched, without outcomes, in their order.
pub(crate) fn kinds(tx: &mut Tx<'_>) -> Result<Vec<Kind>, DbError> {
    let sql = "SELECT slug, label, icon, position, is_away, revision, cost FROM interaction_kinds ORDER BY position, slug";
    tx.rows(sql, &[], |row| {
        Ok(Kind {
            slug: row.get(0)?,
            label: row.get(1)?,
            icon: row.get(2)?,
            outcomes: Vec::new(),
            cost: row.get(6)?,
            position: row.get(3)?,
            is_away: row.get(4)?,
            revision: row.get(5)?,
        })
    })
}

/// The outcomes of the firm's own and the built-in ones that were touched, each with its kind, in their order.
pub(crate) fn outcomes(tx: &mut Tx<'_>) -> Result<Vec<(String, Outcome)>, DbError> {
    let sql = "SELECT kind, slug, label, is_away FROM interaction_outcomes ORDER BY kind, position, slug";
    tx.rows(sql, &[], |row| {
        Ok((row.get(0)?, Outcome { slug: row.get(1)?, label: row.get(2)?, is_away: row.get(3)? }))
    })
}

/// Writes a kind with its outcomes, in place of what was there.
pub(crate) fn keep(tx: &mut Tx<'_>, kind: &Kind) -> Result<(), DbError> {
    tx.execute("DELETE FROM interaction_kinds WHERE slug = $1", params![&kind.slug])?;
    tx.execute(
        "INSERT INTO interaction_kinds (slug, label, icon, position, is_away, revision, cost)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![&kind.slug, &kind.label, &kind.icon, kind.position, kind.is_away, kind.revision, kind.cost],
    )?;
    tx.execute("DELETE FROM interaction_outcomes WHERE kind = $1", params![&kind.slug])?;
    for (at, outcome) in kind.outcomes.iter().enumerate() {
        tx.execute(
            "INSERT INTO interaction_outcomes (kind, slug, label, position, is_away) VALUES ($1, $2, $3, $4, $5)",
            params![&kind.slug, &outcome.slug, &outcome.label, at, outcome.is_away],
        )?;
    }
    Ok(())
}
