//! Every card of a list by its number, batch by batch: for deeds over many.

use super::Wanted;
use super::plan::{Gather, Plan};
use super::search::trigrams;
use super::sql::{Sql, like};
use crate::customer::CustomerNo;
use crate::field::FieldSet;
use crate::store::cards;
use db::{DbError, Dialect, Tx};

/// Cards read at once where the rest of the condition is tested over the sheet.
const CHUNK: usize = 1_000;

/// Cards read by one statement at most.
const MOST: usize = 100_000;

/// The numbers of the cards wanted after a number, ascending, at most `limit`.
pub(crate) fn after(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    wanted: &Wanted,
    (after, limit): (CustomerNo, usize),
) -> Result<Vec<CustomerNo>, DbError> {
    if wanted.words.is_empty()
        && let Some(all) = fields.snapshot.list(tx, fields, wanted)?
    {
        let from = u32::try_from(after.saturating_add(1)).unwrap_or(u32::MAX);
        return Ok(all.iter_from(from).take(limit).map(CustomerNo::from).collect());
    }
    let plan = Plan::of(tx, fields, wanted, usize::MAX >> 16)?;
    let n_read = if plan.rest.is_empty() { limit.min(MOST) } else { limit.clamp(CHUNK, MOST) };
    let (mut found, mut from) = (Vec::with_capacity(limit.min(MOST)), after);
    loop {
        let mut sql = statement(tx.dialect(), fields, (wanted, &plan), from);
        let given = match (&plan.gather, &wanted.among) {
            (Some(Gather::Among) | None, Some(among)) => {
                let beyond = u32::try_from(from.saturating_add(1)).unwrap_or(u32::MAX);
                let numbers: Vec<_> = among.iter_from(beyond).map(i64::from).take(CHUNK).collect();
                let Some(last) = numbers.last().copied() else { return Ok(found) };
                sql.push(" AND c.no IN ").ints(numbers);
                Some(last)
            }
            _ => None,
        };
        sql.push(" ORDER BY c.no LIMIT ").int(i64::try_from(n_read).unwrap_or(i64::MAX));
        let (mut n, mut last) = (0, from);
        tx.each(&sql.text, &sql.values(), |row| {
            n += 1;
            last = row.get(0)?;
            if plan.is_whole_in_sql(wanted) || plan.passes(wanted, &cards::customer(row)?, fields) {
                found.push(last);
            }
            Ok(found.len() < limit)
        })?;
        let is_end = given.is_none() && n < n_read;
        from = if n < n_read { given.unwrap_or(last) } else { last };
        if is_end || found.len() >= limit {
            return Ok(found);
        }
    }
}

fn statement(
    dialect: Dialect,
    fields: &FieldSet,
    (wanted, plan): (&Wanted, &Plan),
    after: CustomerNo,
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
        sql.push(" AND c.no IN (SELECT rowid FROM search WHERE search MATCH ").string(trigrams);
        sql.push(" UNION ALL SELECT customer_no FROM unsearched)");
    }
    for word in &wanted.words {
        sql.push(" AND c.search LIKE ").string(like(word)).push(" ESCAPE '\\'");
    }
    if let Some(Gather::Key(drive)) = &plan.gather {
        sql.push(" AND c.no IN (SELECT x.customer_no FROM traits x WHERE x.field_no = ").int(drive.field);
        sql.push(" AND ").key_test(&drive.test).push(")");
    }
    for probe in &plan.probes {
        sql.push(" AND ").probe(probe, fields);
    }
    sql
}
