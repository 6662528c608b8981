//! What each customer bought up to a day, counted by the base, for analyses of the rhythm of buying and of lifetimes.

use std::sync::Arc;

use db::{DbError, Tx};
use statistics::rhythm::{Gaps, gaps_counted};

use super::rows::{Held, Rows};
use super::sheets;
use crate::store::purchases::{self as store, Bought};
use crate::store::sums::Sold;

/// Later than any order.
const EVER: i32 = 1_000_000_000;
/// Fewer days than this are too few to learn from and be tried on.
const FEWEST_DAYS: i32 = 120;

/// Purchases of everybody up to one or two days, in one order of customers.
#[derive(Debug)]
pub(crate) struct Purchases {
    views: Vec<(Option<i32>, Vec<Purchaser>)>,
    /// The first and the last day of any order or return.
    pub(crate) span: Option<(i32, i32)>,
    /// The last day of an order.
    pub(crate) last: Option<i32>,
    /// Orders and returns: all, and those up to the day asked about.
    pub(crate) n_rows: (u64, u64),
    /// Returns among all.
    pub(crate) n_returns: u64,
    /// The days between purchases up to the day asked about, where they were counted.
    pub(crate) gaps: Option<Gaps>,
}

/// One customer; without purchases up to the day `days` is 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Purchaser {
    /// The first purchase day.
    pub(crate) first: i32,
    /// The last one up to the day.
    pub(crate) last: i32,
    /// Purchase days up to the day.
    pub(crate) days: u32,
    /// Money of purchase days after the first.
    pub(crate) repeat_money: f64,
    /// Purchase days after the day.
    pub(crate) after: u32,
    /// The median and the ninth decile of the days between purchases; of five purchases or more.
    pub(crate) own: Option<(f64, f64)>,
}

impl Purchases {
    /// Everybody as of a day that was asked about; no one for another.
    pub(crate) fn as_of(&self, until: Option<i32>) -> &[Purchaser] {
        self.views.iter().find(|(day, _)| *day == until).map_or(&[], |(_, all)| all)
    }
}

/// The day before the last quarter of the days from the first to the last; none where they are too few to learn from.
pub(crate) fn last_quarter((first, last): (i32, i32)) -> Option<i32> {
    (last - first >= FEWEST_DAYS).then(|| last - (last - first) / 4)
}

/// For the rhythm of buying: a row for each customer with what they brought up to a day.
pub(super) fn rhythm(
    tx: &mut Tx<'_>,
    (sold, places): (&Sold<'_>, u32),
    until: Option<i32>,
) -> Result<Rows, DbError> {
    let bought = store::bought(tx, sold, i64::from(until.unwrap_or(EVER)))?;
    let counted: Vec<(i64, u64)> = store::gaps(tx, sold, i64::from(until.unwrap_or(EVER)))?
        .into_iter()
        .map(|(gap, n)| (gap, u64::try_from(n).unwrap_or(0)))
        .collect();
    let of = |least: i64| bought.iter().filter(|one| one.days >= least).count() as u64;
    let gaps = gaps_counted(&counted, (of(1), of(2)));
    Ok(rows(&bought, (places, until), |purchases| Purchases { gaps, ..purchases }))
}

/// For lifetimes: the same up to the end of observation and, where none is given, up to the last quarter too.
pub(super) fn lives(
    tx: &mut Tx<'_>,
    (sold, places): (&Sold<'_>, u32),
    until: Option<i32>,
) -> Result<Rows, DbError> {
    let bought = store::bought(tx, sold, i64::from(until.unwrap_or(EVER)))?;
    let cut = span(&bought).filter(|_| until.is_none()).and_then(last_quarter);
    let known = match cut {
        Some(cut) => {
            let known = store::bought(tx, sold, i64::from(cut))?;
            Some((Some(cut), known.iter().map(|one| purchaser(one, places)).collect()))
        }
        None => None,
    };
    Ok(rows(&bought, (places, until), |mut purchases| {
        purchases.views.extend(known);
        // Those after the end of observation are used too: the forecast is tried on them.
        purchases.n_rows.1 = purchases.n_rows.0;
        purchases
    }))
}

fn rows(
    bought: &[Bought],
    (places, until): (u32, Option<i32>),
    finish: impl FnOnce(Purchases) -> Purchases,
) -> Rows {
    let numbers: Vec<i64> = bought.iter().map(|one| one.customer).collect();
    let columns = vec![
        ("customer".to_owned(), sheets::people(&numbers)),
        ("date".to_owned(), Held::Days(Arc::new(bought.iter().map(|one| day(one.span.1)).collect()))),
        (
            "amount".to_owned(),
            Held::Numbers(Arc::new(bought.iter().map(|one| money(one.money, places)).collect())),
        ),
    ];
    let sum = |part: fn(&Bought) -> i64| {
        bought.iter().map(|one| u64::try_from(part(one)).unwrap_or(0)).sum::<u64>()
    };
    let purchases = Purchases {
        views: vec![(until, bought.iter().map(|one| purchaser(one, places)).collect())],
        span: span(bought),
        last: bought.iter().filter_map(|one| one.last_of_all).max().map(day),
        n_rows: (sum(|one| one.n.0), sum(|one| one.n.1)),
        n_returns: sum(|one| one.n.2),
        gaps: None,
    };
    Rows::of(columns, numbers.len()).in_places(places).of_purchases(finish(purchases))
}

fn span(bought: &[Bought]) -> Option<(i32, i32)> {
    let first = bought.iter().map(|one| one.span.0).min()?;
    let last = bought.iter().map(|one| one.span.1).max()?;
    Some((day(first), day(last)))
}

fn purchaser(one: &Bought, places: u32) -> Purchaser {
    let (first, last) = one.purchases.unwrap_or_default();
    let n = one.days - 2;
    let between = |low: Option<i64>, high: Option<i64>, at: f64| {
        let position = n as f64 * at;
        let (low, high) = (low? as f64, high.or(low)? as f64);
        Some(low + (high - low) * (position - position.floor()))
    };
    let [a, b, c, d] = one.gaps;
    Purchaser {
        first: day(first),
        last: day(last),
        days: u32::try_from(one.days).unwrap_or(u32::MAX),
        repeat_money: money(one.repeat_money, places),
        after: u32::try_from(one.after).unwrap_or(u32::MAX),
        own: between(a, b, 0.5).zip(between(c, d, 0.9)).filter(|_| one.days >= 5),
    }
}

fn money(minor: i64, places: u32) -> f64 {
    minor as f64 / 10_f64.powi(i32::try_from(places).unwrap_or(2))
}

fn day(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(0)
}
