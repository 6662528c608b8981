//! Lines whose client became another, was erased, or whose person is gone.

use customers::CustomerNo;
use db::{DbError, Tx, params};
use kernel::RawId;

/// The lines of a client that may become those of another: a fact that both were paid for stays where it is.
pub(crate) fn lines_of(
    tx: &mut Tx<'_>,
    (from, to): (CustomerNo, CustomerNo),
) -> Result<Vec<RawId>, DbError> {
    tx.rows(
        "SELECT l.id FROM earning_lines l WHERE l.customer_no = $1 AND NOT EXISTS (SELECT 1 FROM earning_lines o
         WHERE o.customer_no = $2 AND o.field_no = l.field_no AND o.person = l.person) ORDER BY l.id",
        params![from, to],
        |row| row.get(0),
    )
}

/// Makes lines those of a client.
pub(crate) fn move_to(tx: &mut Tx<'_>, lines: &[RawId], to: CustomerNo) -> Result<(), DbError> {
    for id in lines {
        tx.execute("UPDATE earning_lines SET customer_no = $2 WHERE id = $1", params![*id, to])?;
    }
    Ok(())
}

/// Forgets what was sold to a client, and what was noted of scored talks that are there no more.
pub(crate) fn forget_words(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<(), DbError> {
    tx.execute("UPDATE earning_lines SET what = '' WHERE customer_no = $1", params![customer])?;
    let of_gone = "UPDATE scores SET note = '' WHERE note <> ''
         AND NOT EXISTS (SELECT 1 FROM interactions i WHERE i.id = scores.interaction_id)";
    tx.execute(of_gone, &[]).map(drop)
}

/// Removes what somebody earned, and their rates.
pub(crate) fn remove_person(tx: &mut Tx<'_>, person: RawId) -> Result<(), DbError> {
    for sql in [
        "DELETE FROM earning_lines WHERE person = $1",
        "DELETE FROM statements WHERE person = $1",
        "DELETE FROM earned_deals WHERE person = $1",
        "DELETE FROM scores WHERE person = $1",
        "DELETE FROM sales_plans WHERE person = $1",
    ] {
        tx.execute(sql, params![person])?;
    }
    remove_rates(tx, &format!("person:{person}"))
}

/// Removes the rates for somebody or a team.
pub(crate) fn remove_rates(tx: &mut Tx<'_>, whom: &str) -> Result<(), DbError> {
    tx.execute("DELETE FROM commission_rates WHERE whom = $1", params![whom]).map(drop)
}

/// The check-lists by which somebody was scored.
pub(crate) fn lists_of(tx: &mut Tx<'_>, person: RawId) -> Result<Vec<RawId>, DbError> {
    let sql = "SELECT DISTINCT check_list_id FROM scores WHERE person = $1";
    tx.rows(sql, params![person], |row| row.get(0))
}

/// Removes a check-list by which nobody is scored any more, and terms that were decided once and brought nothing.
pub(crate) fn remove_unused(tx: &mut Tx<'_>, lists: &[RawId]) -> Result<(), DbError> {
    for id in lists {
        tx.execute(
            "DELETE FROM check_lists WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM scores WHERE check_list_id = $1)",
            params![*id],
        )?;
    }
    let sql = "DELETE FROM earning_terms WHERE revision = 1 AND NOT EXISTS (SELECT 1 FROM earning_lines)";
    tx.execute(sql, &[]).map(drop)
}
