//! The table of rules by which cards go.

use crate::retaining::{Fate, Rule, RuleId};
use db::{DbError, Row, Tx, params};
use fields::Condition;
use kernel::{Millis, RawId};

const COLUMNS: &str = "id, name, condition, deed, is_on, ran_at, n_last";

fn rule(row: &Row<'_>) -> Result<Rule, DbError> {
    let condition = row.with_text(2, |text| Condition::parse(text).ok())?;
    let is_read = condition.is_some();
    Ok(Rule {
        id: row.id(0)?,
        name: row.get(1)?,
        condition: condition.unwrap_or_else(Condition::everything),
        fate: row.with_text(3, Fate::from_slug)?.unwrap_or(Fate::Ask),
        // A rule that cannot be read any more must not find everybody.
        is_on: row.get::<bool>(4)? && is_read,
        ran_at: row.get(5)?,
        n_last: row.get(6)?,
    })
}

/// All, in the order of their making.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Rule>, DbError> {
    tx.rows(&format!("SELECT {COLUMNS} FROM retention_rules ORDER BY created_at, id"), &[], rule)
}

/// The rule of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: RuleId) -> Result<Option<Rule>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM retention_rules WHERE id = $1"), params![id.0], rule)
}

/// Adds a rule, or writes it anew.
pub(crate) fn put(tx: &mut Tx<'_>, rule: &Rule, (by, at): (Option<RawId>, Millis)) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO retention_rules (id, name, condition, deed, is_on, created_by, created_at, ran_at, n_last)
         VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, 0)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, condition = excluded.condition, deed = excluded.deed,
             is_on = excluded.is_on",
        params![
            rule.id.0,
            &rule.name,
            &rule.condition.to_json().to_string(),
            rule.fate.slug(),
            rule.is_on,
            by,
            at
        ],
    )
    .map(drop)
}

/// Takes a rule away.
pub(crate) fn remove(tx: &mut Tx<'_>, id: RuleId) -> Result<(), DbError> {
    tx.execute("DELETE FROM retention_rules WHERE id = $1", params![id.0]).map(drop)
}

/// Keeps when a rule was applied and how many it touched.
pub(crate) fn ran(tx: &mut Tx<'_>, id: RuleId, (at, n): (Millis, usize)) -> Result<(), DbError> {
    tx.execute("UPDATE retention_rules SET ran_at = $2, n_last = $3 WHERE id = $1", params![id.0, at, n])
        .map(drop)
}
