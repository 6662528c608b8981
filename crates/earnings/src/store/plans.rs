//! The table of plans.

use crate::month::Month;
use crate::planning::Plan;
use db::{DbError, Tx, params};
use kernel::RawId;

/// The plan of somebody for a month; zeros where there is none.
pub(crate) fn get(tx: &mut Tx<'_>, person: RawId, month: Month) -> Result<Plan, DbError> {
    let sql =
        "SELECT amount, deals, interactions, revision FROM sales_plans WHERE person = $1 AND month = $2";
    let found = tx.first(sql, params![person, month.0], |row| {
        Ok(Plan {
            amount: row.get(0)?,
            deals: row.get(1)?,
            interactions: row.get(2)?,
            revision: row.get(3)?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// Writes a plan.
pub(crate) fn put(tx: &mut Tx<'_>, (person, month): (RawId, Month), plan: &Plan) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sales_plans (person, month, amount, deals, interactions, revision) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person, month) DO UPDATE SET amount = excluded.amount, deals = excluded.deals,
         interactions = excluded.interactions, revision = excluded.revision",
        params![person, month.0, plan.amount, plan.deals, plan.interactions, plan.revision],
    )
    .map(drop)
}
