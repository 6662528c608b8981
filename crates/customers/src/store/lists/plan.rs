//! Which way to go: how many cards meet each part of a condition, and what walking and gathering would cost.

use super::sql::{Sql, is_probe};
use super::{Total, Wanted, holds};
use crate::builtin;
use crate::customer::Customer;
use crate::field::{FieldNo, FieldSet};
use db::{DbError, Tx};
use fields::{KeyTest, Tested};

/// Keys are counted up to here; a part that more cards meet is never gathered by.
const COUNTED: i64 = 30_000;

/// The share of cards that a part is thought to meet when its keys are too many to be counted.
const COMMON: f64 = 0.2;

/// A test of one field that every card of the list must meet, by which cards can be gathered.
#[derive(Debug, Clone)]
pub(super) struct Drive {
    pub(super) field: FieldNo,
    pub(super) test: KeyTest,
    /// How many cards meet it; less than [`COUNTED`].
    pub(super) n: i64,
}

/// By what the cards of a list are gathered.
#[derive(Debug, Clone)]
pub(super) enum Gather {
    /// A part of the condition.
    Key(Drive),
    /// The cards among which to look.
    Among,
}

/// What is known before a list is read.
pub(super) struct Plan {
    /// By what to gather; `None` to walk.
    pub(super) gather: Option<Gather>,
    /// The part that fewest cards meet, whether or not gathering by it pays.
    pub(super) rarest: Option<Drive>,
    /// The share of all cards that is thought to meet the whole condition, 0..=1.
    pub(super) share: f64,
    /// Whether every part was counted to its end, so that `share` is more than a guess.
    pub(super) is_counted: bool,
    /// How many cards there are, about.
    pub(super) n_all: i64,
    /// The parts that SQL tests.
    pub(super) probes: Vec<Tested>,
    /// The parts that are tested over the sheet.
    pub(super) rest: Vec<Tested>,
}

impl Plan {
    pub(super) fn of(
        tx: &mut Tx<'_>,
        fields: &FieldSet,
        wanted: &Wanted,
        n_wanted: usize,
    ) -> Result<Self, DbError> {
        let tested = &wanted.tested;
        let n_all = tx.number("SELECT max(no) FROM customers", &[])?.max(1);
        let parts: Vec<&Tested> = match tested {
            Tested::All(inner) => inner.iter().collect(),
            one => vec![one],
        };
        let (mut drives, mut share, mut is_counted) = (Vec::new(), 1.0, true);
        for part in &parts {
            if let Tested::Field { field, test } = part
                && let Some(field) = fields.slug(field)
                && field.no != builtin::NAME
                && !matches!(test, KeyTest::Not(_))
            {
                let what = format!("{} {test:?}", field.no);
                let counted = |tx: &mut Tx<'_>| {
                    let n = count(tx, field.no, test)?;
                    Ok(Total { n, is_exact: n < COUNTED })
                };
                let total = fields.counted.of(tx, what, true, counted)?;
                if total.is_exact {
                    share *= ratio(total.n, n_all);
                    drives.push(Drive { field: field.no, test: test.clone(), n: total.n });
                } else {
                    share *= ratio(COUNTED, n_all).max(COMMON);
                    is_counted = false;
                }
            }
        }
        let is_probe = |part: &Tested| is_probe(part) && !names(part);
        let (probes, rest): (Vec<Tested>, Vec<Tested>) = parts.into_iter().cloned().partition(is_probe);
        let rarest = drives.into_iter().min_by_key(|drive| drive.n);
        let n_among = wanted.among.as_ref().map(|among| i64::try_from(among.count()).unwrap_or(n_all));
        let share = share * n_among.map_or(1.0, |n| ratio(n, n_all));
        let is_cheaper = |n: i64| {
            // Microseconds as measured: a gathered card costs one random look and its share of the sort, a walked
            // one a look beside the last.
            let gathering = n as f64 * 5.0;
            let walking = (n_wanted as f64 / share.max(1e-7)).min(n_all as f64) * 4.0;
            gathering < walking
        };
        let n_rarest = rarest.as_ref().map_or(i64::MAX, |drive| drive.n);
        let gather = match n_among.filter(|n| *n <= n_rarest) {
            Some(n) => (n < COUNTED && is_cheaper(n)).then_some(Gather::Among),
            None => rarest.clone().filter(|drive| is_cheaper(drive.n)).map(Gather::Key),
        };
        Ok(Self {
            gather,
            rarest,
            share,
            is_counted: is_counted && wanted.among.is_none(),
            n_all,
            probes,
            rest,
        })
    }

    /// Whether SQL alone tells which cards are wanted.
    pub(super) fn is_whole_in_sql(&self, wanted: &Wanted) -> bool {
        self.rest.is_empty() && wanted.among.is_none() && wanted.veil.is_none()
    }

    /// Whether a card that SQL let through is wanted.
    pub(super) fn passes(&self, wanted: &Wanted, card: &Customer, fields: &FieldSet) -> bool {
        wanted.is_among(card.no)
            && self.rest.iter().all(|part| holds(part, card, fields))
            && wanted.is_found(card, fields)
    }
}

/// Whether a condition speaks of the name, whose key in the index is for sorting only.
pub(super) fn names(tested: &Tested) -> bool {
    match tested {
        Tested::All(inner) | Tested::Any(inner) => inner.iter().any(names),
        Tested::Not(inner) => names(inner),
        Tested::Field { field, .. } => field == "name",
    }
}

fn ratio(n: i64, n_all: i64) -> f64 {
    (n as f64 / n_all as f64).min(1.0)
}

/// How many cards have a key that passes, up to [`COUNTED`].
pub(super) fn count(tx: &mut Tx<'_>, field: FieldNo, test: &KeyTest) -> Result<i64, DbError> {
    let mut sql = Sql::new("SELECT count(*) FROM (SELECT 1 FROM traits x WHERE x.field_no = ");
    sql.int(field).push(" AND ").key_test(test).push(" LIMIT ").int(COUNTED).push(") counted");
    tx.number(&sql.text, &sql.values())
}
