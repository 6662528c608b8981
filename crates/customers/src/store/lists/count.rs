//! How many cards a list has: exact where that is quick, else an estimate that says so.

use super::plan::{Drive, Plan};
use super::{Total, Wanted, holds};
use crate::field::FieldSet;
use crate::store::cards;
use crate::store::lists::sql::Sql;
use db::{DbError, Tx};
use kernel::PageSize;

/// Cards that are tested one by one for an exact count.
const TESTED: i64 = 3_000;

/// The same among cards given by number, that meet it.
const TESTED_AMONG: usize = 3_000;

/// Cards that are tested to guess the share of those that meet a condition.
const SAMPLED: i64 = 400;

/// Up to this number all cards are counted one by one.
const ALL_COUNTED: i64 = 200_000;

/// The number of cards wanted.
pub(crate) fn total(tx: &mut Tx<'_>, fields: &FieldSet, wanted: &Wanted) -> Result<Total, DbError> {
    if !wanted.words.is_empty() {
        return Ok(super::search::page_with_total(tx, fields, wanted, (None, PageSize::clamped(1)))?.1);
    }
    if let Some(all) = fields.snapshot.list(tx, fields, wanted)? {
        return Ok(Total { n: i64::try_from(all.count()).unwrap_or(i64::MAX), is_exact: true });
    }
    let plan = Plan::of(tx, fields, wanted, PageSize::DEFAULT.get())?;
    planned(tx, fields, wanted, &plan)
}

/// The same for a list without a search whose plan is known.
pub(super) fn planned(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    wanted: &Wanted,
    plan: &Plan,
) -> Result<Total, DbError> {
    if wanted.among.is_some() {
        return anew(tx, fields, wanted, plan);
    }
    let what = format!("{} {:?}", wanted.is_archived, wanted.tested);
    fields.counted.of(tx, what, false, |tx| anew(tx, fields, wanted, plan))
}

fn anew(tx: &mut Tx<'_>, fields: &FieldSet, wanted: &Wanted, plan: &Plan) -> Result<Total, DbError> {
    if let Some(among) = &wanted.among {
        let numbers = super::numbers::after(tx, fields, wanted, (0, TESTED_AMONG))?;
        let n = i64::try_from(numbers.len()).unwrap_or(i64::MAX);
        let Some(last) = numbers.last().filter(|_| numbers.len() == TESTED_AMONG) else {
            return Ok(Total { n, is_exact: true });
        };
        let n_seen = among.iter().take_while(|no| i64::from(*no) <= *last).count();
        return Ok(estimate(n as f64 / n_seen.max(1) as f64, i64::try_from(among.count()).unwrap_or(n)));
    }
    let is_all = matches!(&wanted.tested, fields::Tested::All(inner) if inner.is_empty());
    if is_all {
        return all(tx, plan.n_all, wanted.is_archived);
    }
    match &plan.rarest {
        Some(drive) if drive.n <= TESTED => counted(tx, fields, (wanted, plan), Some(drive)),
        _ if plan.n_all <= TESTED => counted(tx, fields, (wanted, plan), None),
        Some(_) if plan.is_counted && plan.rest.is_empty() && plan.probes.len() <= 1 => {
            Ok(estimate(plan.share, plan.n_all))
        }
        _ => sampled(tx, fields, wanted, plan.n_all),
    }
}

/// Counts by testing each card that meets the rarest part, or each there is.
fn counted(
    tx: &mut Tx<'_>,
    fields: &FieldSet,
    (wanted, plan): (&Wanted, &Plan),
    drive: Option<&Drive>,
) -> Result<Total, DbError> {
    let mut sql = Sql::new(format!("SELECT {} FROM customers c WHERE ", cards::COLUMNS));
    sql.push(archived(wanted.is_archived));
    for probe in &plan.probes {
        sql.push(" AND ").probe(probe, fields);
    }
    if let Some(drive) = drive {
        sql.push(" AND c.no IN (SELECT x.customer_no FROM traits x WHERE x.field_no = ").int(drive.field);
        sql.push(" AND ").key_test(&drive.test).push(")");
    }
    let mut n = 0;
    tx.each(&sql.text, &sql.values(), |row| {
        n += i64::from(
            plan.rest.is_empty() || {
                let card = cards::customer(row)?;
                plan.rest.iter().all(|part| holds(part, &card, fields))
            },
        );
        Ok(true)
    })?;
    Ok(Total { n, is_exact: true })
}

/// Every card; counted one by one only while that is quick.
fn all(tx: &mut Tx<'_>, last_no: i64, is_archived: bool) -> Result<Total, DbError> {
    let archived = tx.number("SELECT count(*) FROM customers c WHERE c.archived_at IS NOT NULL", &[])?;
    if is_archived {
        return Ok(Total { n: archived, is_exact: true });
    }
    if last_no <= ALL_COUNTED {
        let n = tx.number("SELECT count(*) FROM customers", &[])?;
        return Ok(Total { n: n - archived, is_exact: true });
    }
    Ok(Total { n: last_no - archived, is_exact: false })
}

/// Tests cards at even distances and supposes the others to be alike.
fn sampled(tx: &mut Tx<'_>, fields: &FieldSet, wanted: &Wanted, n_all: i64) -> Result<Total, DbError> {
    let mut sql = Sql::new(format!("SELECT {} FROM customers c WHERE ", cards::COLUMNS));
    sql.push(archived(wanted.is_archived)).push(" AND c.no IN (");
    for at in 0..SAMPLED {
        sql.push(if at > 0 { ", " } else { "" }).int(1 + at * n_all / SAMPLED);
    }
    sql.push(")");
    let mut n = 0;
    tx.each(&sql.text, &sql.values(), |row| {
        n += i64::from(holds(&wanted.tested, &cards::customer(row)?, fields));
        Ok(true)
    })?;
    Ok(estimate(n as f64 / SAMPLED as f64, n_all))
}

fn archived(is_archived: bool) -> &'static str {
    if is_archived { "c.archived_at IS NOT NULL" } else { "c.archived_at IS NULL" }
}

fn estimate(share: f64, n_all: i64) -> Total {
    Total { n: (share * n_all as f64).round() as i64, is_exact: false }
}
