//! How many cards a list has: exact where that is quick, else an estimate that says so.

use super::plan::Plan;
use super::{Total, Wanted, holds};
use crate::field::FieldSet;
use crate::store::cards;
use crate::store::lists::sql::Sql;
use db::{DbError, Tx};

/// Cards that are tested one by one for an exact count.
const TESTED: i64 = 3_000;

/// The number of cards wanted.
pub(crate) fn total(tx: &mut Tx<'_>, fields: &FieldSet, wanted: &Wanted) -> Result<Total, DbError> {
    if !wanted.words.is_empty() {
        let found = super::hits(tx, &wanted.words, wanted.is_archived, 300)?;
        let n = found.iter().filter(|card| holds(&wanted.tested, card, fields)).count();
        return Ok(Total { n: i64::try_from(n).unwrap_or(i64::MAX), is_exact: found.len() < 300 });
    }
    let archived = tx.number("SELECT count(*) FROM customers c WHERE c.archived_at IS NOT NULL", &[])?;
    let is_all = matches!(&wanted.tested, fields::Tested::All(inner) if inner.is_empty());
    if is_all && wanted.is_archived {
        return Ok(Total { n: archived, is_exact: true });
    }
    let plan = Plan::of(tx, fields, &wanted.tested, usize::MAX >> 16)?;
    if is_all {
        return all(tx, plan.n_all, archived);
    }
    match &plan.gather {
        Some(drive) if drive.n <= TESTED || plan.rest.is_empty() => {
            let mut sql = Sql::new(format!("SELECT {} FROM customers c WHERE ", cards::COLUMNS));
            sql.push(if wanted.is_archived {
                "c.archived_at IS NOT NULL"
            } else {
                "c.archived_at IS NULL"
            });
            for probe in &plan.probes {
                sql.push(" AND ").probe(probe, fields);
            }
            sql.push(" AND c.no IN (SELECT x.customer_no FROM traits x WHERE x.field_no = ")
                .int(drive.field);
            sql.push(" AND ").key_test(&drive.test).push(" LIMIT ").int(TESTED + 1).push(")");
            let is_exact = drive.n <= TESTED;
            if is_exact {
                let (mut n, rest) = (0, &plan.rest);
                tx.each(&sql.text, &sql.values(), |row| {
                    let passes = rest.is_empty() || {
                        let card = cards::customer(row)?;
                        rest.iter().all(|part| holds(part, &card, fields))
                    };
                    n += i64::from(passes);
                    Ok(true)
                })?;
                return Ok(Total { n, is_exact });
            }
            Ok(estimate(&plan))
        }
        _ => Ok(estimate(&plan)),
    }
}

/// Every card that is not archived; counted one by one only while that is quick.
fn all(tx: &mut Tx<'_>, last_no: i64, archived: i64) -> Result<Total, DbError> {
    if last_no <= 200_000 {
        let n = tx.number("SELECT count(*) FROM customers", &[])?;
        return Ok(Total { n: n - archived, is_exact: true });
    }
    Ok(Total { n: last_no - archived, is_exact: false })
}

fn estimate(plan: &Plan) -> Total {
    Total { n: (plan.share * plan.n_all as f64).round() as i64, is_exact: false }
}
