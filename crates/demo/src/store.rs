//! All SQL of the demo.

use access::{TeamId, UserId};
use db::{DbError, Tx, params};

/// Whether there is any card.
pub(crate) fn has_customers(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    Ok(tx.number("SELECT count(*) FROM (SELECT 1 FROM customers LIMIT 1) one", &[])? > 0)
}

/// Marks every card there is as one of the demo.
pub(crate) fn mark_all(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.execute("INSERT INTO demo_customers (customer_no) SELECT no FROM customers", &[]).map(drop)
}

/// The marked cards, by number.
pub(crate) fn marked(tx: &mut Tx<'_>) -> Result<Vec<i64>, DbError> {
    tx.rows("SELECT customer_no FROM demo_customers ORDER BY customer_no", &[], |row| row.get(0))
}

/// Takes the marks away.
pub(crate) fn unmark_all(tx: &mut Tx<'_>) -> Result<(), DbError> {
    for table in ["demo_customers", "demo_users", "demo_teams"] {
        tx.execute(&format!("DELETE FROM {table}"), &[])?;
    }
    Ok(())
}

/// Marks a person as one of the demo.
pub(crate) fn mark_user(tx: &mut Tx<'_>, id: UserId) -> Result<(), DbError> {
    tx.execute("INSERT INTO demo_users (user_id) VALUES ($1)", params![id.0]).map(drop)
}

/// Marks a team as one of the demo.
pub(crate) fn mark_team(tx: &mut Tx<'_>, id: TeamId) -> Result<(), DbError> {
    tx.execute("INSERT INTO demo_teams (team_id) VALUES ($1)", params![id.0]).map(drop)
}

/// The marked people.
pub(crate) fn marked_users(tx: &mut Tx<'_>) -> Result<Vec<UserId>, DbError> {
    tx.rows("SELECT user_id FROM demo_users ORDER BY user_id", &[], |row| row.id(0))
}

/// The marked teams.
pub(crate) fn marked_teams(tx: &mut Tx<'_>) -> Result<Vec<TeamId>, DbError> {
    tx.rows("SELECT team_id FROM demo_teams ORDER BY team_id", &[], |row| row.id(0))
}
