//! Every card of a list by its number, batch by batch: for deeds over many.

use super::plan::Plan;
use super::search::trigrams;
use super::sql::{Sql, like};
use super::{Wanted, holds};
use crate::customer::CustomerNo;
use crate::field::FieldSet;
use crate::store::cards;
use db::{DbError, Dialect, Tx};

/// Cards read at once where the rest of the condition is tested over the sheet.
const CHUNK: usize = 1_000;

/// The numbers of the cards wanted after a number, ascending, at most `limit`.
pub(crate) fn after(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    wanted: &Wanted,
    (after, limit): (CustomerNo, usize),
) -> Result<Vec<CustomerNo>, DbError> {
    let plan = Plan::of(tx, fields, &wanted.tested, usize::MAX >> 16)?;
    let n_read = if plan.rest.is_empty() { limit } else { limit.max(CHUNK) };
    let (mut found, mut from) = (Vec::with_capacity(limit), after);
    loop {
        let sql = statement(tx.dialect(), fields, (wanted, &plan), (from, n_read));
        let (mut n, mut last) = (0, from);
        tx.each(&sql.text, &sql.values(), |row| {
            n += 1;
            last = row.get(0)?;
            if plan.rest.is_empty() || {
                let card = cards::customer(row)?;
                plan.rest.iter().all(|part| holds(part, &card, fields))
            } {
                found.push(last);
            }
            Ok(found.len() < limit)
        })?;
        from = last;
        if n < n_read || found.len() >= limit {
            return Ok(found);
        }
    }
}

fn statement(
    dialect: Dialect,
    fields: &FieldSet,
    (wanted, plan): (&Wanted, &Plan),
    (after, limit): (CustomerNo, usize),
) -> Sql {
    let mut sql = Sql::new(format!("SELECT {} FROM customers c WHERE c.no > ", cards::COLUMNS));
    sql.int(after);
    sql.push(if wanted.is_archived {
        " AND c.archived_at IS NOT NULL"
    } else {
        " AND c.archived_at IS NULL"
    });
    let trigrams = trigrams(&wanted.words);
    if dialect == Dialect::Sqlite && !trigrams.is_empty() {
        sql.push(" AND c.no IN (SELECT rowid FROM search WHERE search MATCH ").string(trigrams).push(")");
    }
    for word in &wanted.words {
        sql.push(" AND c.search LIKE ").string(like(word)).push(" ESCAPE '\\'");
    }
    if let Some(drive) = &plan.gather {
        sql.push(" AND c.no IN (SELECT x.customer_no FROM traits x WHERE x.field_no = ").int(drive.field);
        sql.push(" AND ").key_test(&drive.test).push(")");
    }
    for probe in &plan.probes {
        sql.push(" AND ").probe(probe, fields);
    }
    sql.push(" ORDER BY c.no LIMIT ").int(i64::try_from(limit).unwrap_or(i64::MAX));
    sql
}
